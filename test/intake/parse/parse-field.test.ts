import { describe, expect, test } from 'vitest';
import type { FieldType } from '#core/kinds.ts';
import { type FieldContext, parseField } from '#intake/parse/parse-field.ts';

const read = (type: FieldType, raw: string | null, context: Partial<FieldContext> = {}) => {
	const { value, fault } = parseField(type, raw, { field: 'x', ...context });
	return { value, fault: fault?.code ?? null };
};

describe('parseField', () => {
	test.each<[FieldType, string, unknown, string]>([
		['text', ' ａ  b ', 'a b', 'NFKC and one space'],
		['name', '青禾 教育（福州）', '青禾教育(福州)', 'name without spaces'],
		['personName', '陈 青', '陈青', 'person'],
		['person', '陈 青', '陈青', 'a person’s name'],
		['phones', '16912345678/16912345679', ['16912345678', '16912345679'], 'several phones'],
		['day', '2021年9月1日', '2021-09-01', 'day'],
		['instant', '2021-09-01 08:00:00', '2021-09-01T08:00:00+08:00', 'instant'],
		['time', '18：30', '18:30', 'time'],
		['decimal', '1,000.50', '1000.5', 'decimal'],
		['integer', '40', 40, 'integer'],
		['creditCode', '９1110108ma00478q15', '91110108MA00478Q15', 'credit code'],
		['licenceNo', '教民135010270000129号', '135010270000129', 'licence'],
		['division', '350102', '350102', 'division'],
		['industry', '8299', 'P8399', 'industry of 2011'],
		['list', '义务教育、高中；高中', ['义务教育', '高中'], 'list without doubles'],
		['freeText', ' a\r\n\r\n b ', 'a\nb', 'lines kept'],
	])('reads %s %j as %j: %s', (type, raw, value) => {
		expect(read(type, raw)).toEqual({ value, fault: null });
	});
	test.each<[FieldType, string, unknown, string, string]>([
		['creditCode', '91110108MA00478Q16', null, 'CHECK_DIGIT', 'wrong check character'],
		['creditCode', '9.11101E+17', null, 'LOST_DIGITS', 'cut off by a spreadsheet'],
		['creditCode', '12345', null, 'WRONG_LENGTH', 'too short'],
		['division', '359999', '359999', 'UNKNOWN_DIVISION', 'kept and noted'],
		['division', '110104', '110102', 'RENAMED_DIVISION', 'carried over and noted'],
		['licenceNo', '135010290000129', '135010290000129', 'ODD_LICENCE_NUMBER', 'kept and noted'],
		['industry', '教育', null, 'UNKNOWN_CODE', 'no code'],
		['day', '2021-02-30', null, 'NO_SUCH_DAY', 'no such day'],
	])('%s %j is %j with %s: %s', (type, raw, value, fault) => {
		expect(read(type, raw)).toEqual({ value, fault });
	});
	test.each<[FieldType]>([
		['text'],
		['name'],
		['address'],
		['phones'],
		['day'],
		['decimal'],
		['creditCode'],
		['division'],
		['list'],
		['code'],
		['person'],
	])('a %s that says nothing is null without fault', (type) => {
		for (const nothing of [null, '', '无', '-', 'NULL', '　']) expect(read(type, nothing)).toEqual({ value: null, fault: null });
	});
	test('no fault repeats the value', () => {
		const { fault } = parseField('creditCode', '91110108MA00478Q16', { field: 'creditCode' });
		expect(fault).toEqual({ field: 'creditCode', code: 'CHECK_DIGIT', message: '校验位不符' });
	});
});

describe('code lists', () => {
	const codes = { 正常: 'ACTIVE', '注 销': 'CLOSED', 无: 'NONE' };
	const values = ['ACTIVE', 'CLOSED', 'NONE', 'OTHER'];
	test.each([
		['正常', 'ACTIVE', 'as listed'],
		['　正常 ', 'ACTIVE', 'with spaces'],
		['注销', 'CLOSED', 'the list’s own spaces do not matter'],
		['无', 'NONE', 'a word for nothing may be a code'],
	])('%s is %s: %s', (raw, value) => {
		expect(read('code', raw, { codes, values })).toEqual({ value, fault: null });
	});
	test('a value that is not listed is a fault, or falls to `otherwise`', () => {
		expect(read('code', '停业', { codes, values })).toEqual({ value: null, fault: 'UNKNOWN_CODE' });
		expect(read('code', '停业', { codes, values, otherwise: 'OTHER' })).toEqual({ value: 'OTHER', fault: null });
	});
	test('a source that writes another list’s canonical word is not believed', () => {
		expect(read('code', 'ACTIVE', { codes, values })).toEqual({ value: null, fault: 'UNKNOWN_CODE' });
	});
	test('items of a list are translated one by one, and the mapping’s separators count alone', () => {
		expect(read('list', '正常|注销', { codes, split: '|' }).value).toEqual(['ACTIVE', 'CLOSED']);
		expect(read('list', 'a、b|c', { split: '|' }).value).toEqual(['a、b', 'c']);
	});
});
