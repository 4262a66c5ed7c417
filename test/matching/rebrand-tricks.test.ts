/** The ways in which a closed school comes back under another name, each beside what only looks like it. */
import { describe, expect, test } from 'vitest';
import { type Kind, kindDef } from '#core/kinds.ts';
import type { Body, KeyFeature, RecordKey } from '#core/records.ts';
import { keysOf, nameKeys } from '#intake/keys/keys-of.ts';
import { parseAddress } from '#intake/parse/addresses.ts';
import { SHIPPED_MODEL } from '#matching/match-model.ts';
import { type SuccessionFeature, scoreSuccession } from '#matching/succession.ts';

function makeKeys<K extends Kind>(kind: K, overrides: Partial<Body<K>>): RecordKey[] {
	const empty = Object.fromEntries(Object.keys(kindDef(kind).fields).map((field) => [field, null]));
	return keysOf(kind, { ...empty, ...overrides } as Body<K>);
}
const placed = (raw: string, divisionCode: string | null = null) => makeKeys('registration', { address: parseAddress(raw), divisionCode });
const advertised = (content: string) => makeKeys('advertisement', { content });

const meet = (feature: KeyFeature, a: readonly RecordKey[], b: readonly RecordKey[]): boolean =>
	a.some((key) => key.feature === feature && b.some((other) => other.feature === feature && other.value === key.value));

/** The score of a pair half a year apart; each feature with how many share it. */
const believed = (features: Partial<Record<SuccessionFeature['signal'], number>>): number =>
	scoreSuccession(SHIPPED_MODEL, {
		predecessorEnded: '2022-01-10',
		successorBegan: '2022-06-01',
		successorLicensed: false,
		successorNonprofit: false,
		predecessorNonprofit: false,
		otherPredecessors: 0,
		features: Object.entries(features).map(([signal, sharedBy]) => ({
			signal: signal as SuccessionFeature['signal'],
			sharedBy,
			detail: '',
		})),
	})?.score ?? 0;

describe('one character changed', () => {
	test.each<[string, string, KeyFeature, string]>([
		['福州青禾思教育培训学校', '福州青合思文化传播有限公司', 'brandPinyin', 'as it sounds'],
		['福州蓝博教育培训学校', '福州蓝搏信息咨询有限公司', 'brandShape', 'as it looks'],
		['福州乐学教育培训学校', '福州悦学托管服务部', 'brandPinyin', 'a character of two readings'],
		['福州启明培训学校', '福州啟明家政服务部', 'brand', 'the traditional character'],
	])('%s meets %s %s (%s)', (before, after, feature) => {
		expect(meet(feature, nameKeys(before), nameKeys(after))).toBe(true);
	});
	test.each([['福州青禾思教育培训学校', '福州青海思文化传播有限公司']])('%s does not meet %s: another word', (before, after) => {
		for (const feature of ['brand', 'brandPinyin', 'brandShape'] as const) {
			expect(meet(feature, nameKeys(before), nameKeys(after))).toBe(false);
		}
	});
	test('is believed in the same house and not in another street', () => {
		expect(believed({ brandSound: 8, building: 4 })).toBeGreaterThan(0.7);
		expect(believed({ brandSound: 8 })).toBe(0);
	});
});

describe('a brand and a word more', () => {
	test('is believed with the telephone, and not by itself', () => {
		expect(believed({ brandContains: 2, phone: 2 })).toBeGreaterThan(0.8);
		expect(believed({ brandContains: 2 })).toBeLessThan(0.2);
	});
});

describe('a brand in another trade', () => {
	test('keeps its brand key whatever the trade, form and county are', () => {
		expect(meet('brand', nameKeys('福州市鼓楼区云栖谷培训学校'), nameKeys('福州云栖谷家政服务有限公司'))).toBe(true);
	});
	test('is believed with a member of staff; with the trade of a restaurant it is not', () => {
		expect(believed({ brand: 2, sharedStaff: 1, teaches: 2 })).toBeGreaterThan(0.8);
		expect(believed({ brand: 2, sharedStaff: 1, otherTrade: 2 })).toBeLessThan(0.1);
	});
});

describe('a relative as legal representative', () => {
	test('is believed of a rare surname in one room, and not of a common one in a tower', () => {
		expect(believed({ room: 2, relative: 1.5, teaches: 2 })).toBeGreaterThan(0.8);
		expect(believed({ room: 30, relative: 6, teaches: 2 })).toBeLessThan(0.3);
	});
});

describe('the same room under another name', () => {
	test.each([
		['福州市鼓楼区东街18号明珠大厦501室', '福州市东街18号阳光国际501', 'another name of the building'],
		['福州市鼓楼区东街18号明珠大厦501室', '福州市新民路6号明珠大厦501', 'the road has another name'],
		['福州市长乐市东街18号501室', '福州市长乐区东街18号501室', 'the county became a district'],
	])('%s is %s: %s', (before, after) => {
		expect(meet('room', placed(before), placed(after))).toBe(true);
	});
	test.each([
		['福州市东街18号明珠大厦501室', '福州市新民路6号阳光国际501室', 'neither road nor building agrees'],
		['福州市东街18号明珠大厦501室', '福州市东街18号阳光国际502室', 'the room next door'],
		['福州市东街18号明珠大厦501室', '厦门市东街18号明珠大厦501室', 'another city'],
	])('%s is not %s: %s', (before, after) => {
		expect(meet('room', placed(before), placed(after))).toBe(false);
	});
	test('is believed only with something beside the place', () => {
		expect(believed({ room: 3 })).toBeLessThan(0.2);
		expect(believed({ room: 3, phone: 2 })).toBeGreaterThan(0.9);
	});
});

describe('what only advertisements show', () => {
	test.each<[KeyFeature, string, string]>([
		['contact', '青禾数学秋季招生 加微信qinghe_2021', '思维训练小班 V信:QINGHE_2021'],
		['phone', '青禾数学 电话16912345678', '素养课堂 咨询169-1234-5678'],
	])('one %s stands in %s and in %s', (feature, before, after) => {
		expect(meet(feature, advertised(before), advertised(after))).toBe(true);
	});
	test('another id is another id', () => {
		expect(meet('contact', advertised('加微信qinghe_2021'), advertised('加微信qinghe_2022'))).toBe(false);
	});
	test('an id is believed where texts tell of teaching; an agent’s telephone is not', () => {
		expect(believed({ contactId: 2, teaches: 2 })).toBeGreaterThan(0.8);
		expect(believed({ phone: 65, teaches: 2 })).toBe(0);
	});
});
