import { describe, expect, test } from 'vitest';
import { AREA_CODES, areaCodeOf } from '#intake/parse/lexicon/area-codes.ts';
import { parsePhones, phonesInText } from '#intake/parse/phones.ts';

const FUZHOU = '350102';

describe('parsePhones', () => {
	test.each([
		['16912345678', ['16912345678'], 'mobile'],
		['169-1234 5678', ['16912345678'], 'spaces and dashes inside'],
		['１６９１２３４５６７８', ['16912345678'], 'full-width'],
		['+86 169 1234 5678', ['16912345678'], 'country code'],
		['008616912345678', ['16912345678'], 'country code by 00'],
		['016912345678', ['16912345678'], 'dialled with 0'],
		['0591-87654321', ['059187654321'], 'landline'],
		['(0591)87654321', ['059187654321'], 'area code in brackets'],
		['86-591-87654321', ['059187654321'], 'country code before an area code without 0'],
		['87654321', ['059187654321'], 'area code by the division'],
		['0591-87654321-802', ['059187654321'], 'an extension is left off'],
		['0591-87654321转802', ['059187654321'], 'an extension in words'],
		['0591-87654321/22', ['059187654321', '059187654322'], 'last digits of a second line'],
		['0591-87654321/16912345678', ['059187654321', '16912345678'], 'two, by a slash'],
		['16912345678、16912345679', ['16912345678', '16912345679'], 'two, by a comma'],
		['16912345678;16912345679', ['16912345678', '16912345679'], 'two, by a semicolon'],
		['16912345678 16912345679', ['16912345678', '16912345679'], 'two, by a space'],
		['1691234567816912345679', ['16912345678', '16912345679'], 'two, by nothing'],
		['16912345678/16912345678', ['16912345678'], 'the same twice'],
		['陈老师16912345678', ['16912345678'], 'a name before'],
		['16912345678（前台）', ['16912345678'], 'a remark behind'],
		['400-123-4567', ['4001234567'], 'service number'],
	])('%s gives %j: %s', (raw, numbers) => {
		expect(parsePhones(raw, FUZHOU)).toEqual({ value: numbers, fault: null });
	});
	test.each([
		['169****5678', 'MASKED', 'hidden digits'],
		['1691234567', 'NOT_A_PHONE', 'a digit short'],
		['12345', 'NOT_A_PHONE', 'too short'],
		['见公告', 'NOT_A_PHONE', 'a word'],
	])('%s is %s: %s', (raw, fault) => {
		expect(parsePhones(raw, FUZHOU)).toEqual({ value: null, fault });
	});
	test('a local number without a known division has no area code', () => {
		expect(parsePhones('87654321', null)).toEqual({ value: null, fault: 'AREA_CODE_MISSING' });
	});
	test('one bad number beside a good one is noted and the good one kept', () => {
		expect(parsePhones('16912345678/123', FUZHOU)).toEqual({ value: ['16912345678'], fault: 'NOT_A_PHONE' });
	});
	test('a result read again is the same', () => {
		for (const number of ['16912345678', '059187654321', '01087654321', '4001234567']) expect(parsePhones(number).value).toEqual([number]);
	});
});

test('phonesInText finds numbers between words and leaves sums and ticket numbers alone', () => {
	expect(phonesInText('咨询0591-87654321或16912345678,学费13980元')).toEqual(['059187654321', '16912345678']);
	expect(phonesInText('工单2025053116912345678999')).toEqual([]);
});

test('every area code begins with 0 and stands for a division', () => {
	expect([...AREA_CODES].every((code) => /^0\d{2,3}$/.test(code))).toBe(true);
	expect(areaCodeOf('110105')).toBe('010');
	expect(areaCodeOf('350102')).toBe('0591');
	expect(areaCodeOf('429004')).toBe('0728');
	expect(areaCodeOf('990000')).toBeNull();
});
