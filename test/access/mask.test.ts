import { describe, expect, test } from 'vitest';
import { actionOfField, hideIdentityNumbers, maskBody, maskEvidence, maskName, maskPhone } from '#access/mask.ts';
import { KIND_NAMES, kindDef } from '#core/kinds.ts';
import fc from '../support/property.ts';

describe('maskName', () => {
	test.each([
		['王小明', '王**'],
		['王明', '王**'],
		['欧阳修远', '欧**'],
		['𬭎某', '𬭎**'],
		['', '**'],
	])('%s is %s', (name, masked) => {
		expect(maskName(name)).toBe(masked);
	});
});

describe('maskPhone', () => {
	test('keeps the last four digits', () => {
		expect(maskPhone('16900001234')).toBe('****1234');
	});
});

describe('hideIdentityNumbers', () => {
	test.each([
		['负责人 990106198001011234 在场', '负责人 99**************34 在场'],
		['(99010619800101123X)', '(99**************3X)'],
		['统一社会信用代码 91330106MA0000001X', '统一社会信用代码 91330106MA0000001X'],
		['许可证 133010670000123', '许可证 133010670000123'],
		['流水 9901061980010112345678', '流水 9901061980010112345678'],
		['990106198013991234 不是日期', '990106198013991234 不是日期'],
	])('%s → %s', (text, hidden) => {
		expect(hideIdentityNumbers(text)).toBe(hidden);
	});

	test('changes nothing that it has hidden', () => {
		fc.assert(fc.property(fc.string(), (text) => hideIdentityNumbers(hideIdentityNumbers(text)) === hideIdentityNumbers(text)));
	});
});

describe('maskBody', () => {
	test('leaves no name, number or personal text of any kind of record', () => {
		const secret = {
			person: { name: '张三丰', masked: '99**************31' },
			phones: ['16900001234'],
			freeText: '张三丰 990106198001011234',
		};
		for (const kind of KIND_NAMES) {
			const body = Object.fromEntries(
				Object.entries(kindDef(kind).fields).map(([field, { type }]) => [
					field,
					type in secret ? secret[type as keyof typeof secret] : null,
				]),
			);
			const { body: masked, personal } = maskBody(kind, body);
			expect(JSON.stringify(masked)).not.toMatch(/99\*{14}31|1980|16900001234/);
			if (kind !== 'advertisement') expect(JSON.stringify(masked)).not.toContain('三丰'); // an advertisement is public
			const held = Object.keys(body).filter((field) => body[field] !== null && actionOfField(kind, field, body) !== null);
			expect([...personal.keys()]).toEqual(held);
		}
	});

	test('holds back the values of a change that can name people, not those of a change of scope', () => {
		const change = (item: string | null) => maskBody('registrationChange', { item, before: '张三丰', after: '李四' }).body.after;
		expect(['HEAD', 'SHAREHOLDERS', null, 'SCOPE', 'PHONE'].map(change)).toEqual([null, null, null, '李四', null]);
	});

	test('says nothing personal is there where the field is empty', () => {
		expect(maskBody('licence', { head: null, phones: null }).personal.size).toBe(0);
	});
});

describe('maskEvidence', () => {
	test('shows of a text what everybody may see', () => {
		expect([
			maskEvidence('staff', 'person', '张三丰'),
			maskEvidence('staff', 'phones', '16900001234'),
			maskEvidence('incident', 'summary', '吵闹'),
		]).toEqual(['张**', '****1234', null]);
	});
});
