/** A small town for properties of matching: records that can say few things, so that most of them meet. */
import type { IntakeRecord, PersonMention, RecordKey } from '#core/records.ts';
import { makeIntakeRecord, makeMention } from './intake-records.ts';
import fc from './property.ts';

/** As many settled houses stand in the tower as a building may hold to be followed; one record more and it is common. */
export const TOWER = '塔';
export const IN_TOWER = 32;

const PLACES = ['甲', '乙', '丙', '丁', '戊', '己', TOWER];
const BRANDS = ['帆安', '启明', '星河', '卓思', '远程', '百川'];
const PHONES = ['16900000001', '16900000002', '16900000003', '16900000004', '16900000005'];
/** What hangs over doors and stands in no register: only texts lend it. */
const SIGNS = ['小帆', '明日星', '学达'];
const NUMBERS = ['1', '2', '3', '4', '5', '6'];

const some = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
/** What one record says. */
export const said = fc.record({
	kind: fc.constantFrom(
		'registration',
		'registration',
		'licence',
		'licence',
		'account',
		'complaint',
		'complaint',
		'advertisement',
		'staff',
		'registrationChange',
	),
	no: fc.integer({ min: 1, max: 8 }),
	code: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
	licence: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
	repaired: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined, freq: 2 }),
	division: fc.constantFrom('990101', '990101', '990101', '990102', '990100'),
	brand: some(BRANDS),
	sign: some(SIGNS),
	place: some(PLACES),
	phone: some(PHONES),
	person: some(NUMBERS),
	named: fc.constantFrom('甄试一', '贾样二'),
	numbered: fc.boolean(),
	day: fc.constantFrom('2023-01-01', '2024-06-01', '2025-04-01'),
	ended: fc.boolean(),
});
export type Said = typeof said extends fc.Arbitrary<infer T> ? T : never;

const MENTIONS = new Set(['complaint', 'advertisement']);

/** The record as intake would make it. */
export function recordOf(one: Said): IntakeRecord {
	const { kind, no, brand, place, phone, day } = one;
	const keys: RecordKey[] = [];
	const add = (feature: RecordKey['feature'], value: string | undefined) => {
		if (value !== undefined) keys.push({ feature, value });
	};
	add('creditCode', MENTIONS.has(kind) || one.code === undefined ? undefined : `99code${one.code}`);
	add(
		'creditCodeRepaired',
		kind === 'registration' || MENTIONS.has(kind) || one.repaired === undefined ? undefined : `99code${one.repaired}`,
	);
	add('licenceNo', kind === 'registration' || one.licence === undefined ? undefined : `9901010000000${one.licence}0`);
	add('name', brand && `${brand}培训中心`);
	add('core', brand && `${brand}培训`);
	add('brand', brand);
	add('brandPinyin', brand);
	add('mentionedName', MENTIONS.has(kind) ? (one.sign ?? brand) : undefined);
	add('room', place && `${place}101`);
	add('building', place && `${place}`);
	add('phone', phone);
	const body = {
		name: brand === undefined ? null : `${brand}培训中心`,
		divisionCode: one.division,
		status: one.ended ? 'CANCELLED' : 'ACTIVE',
		...(kind === 'licence' ? { issuedOn: day, validUntil: one.ended ? '2025-06-02' : '2027-01-01' } : { establishedOn: day }),
		...(one.ended && !MENTIONS.has(kind) ? { endedOn: '2025-03-01' } : {}),
		...(kind === 'complaint' ? { content: `${brand ?? ''}补课`, receivedAt: `${day}T00:00:00Z` } : {}),
		...(kind === 'advertisement' ? { content: `${brand ?? '某'}原${BRANDS[no % 6]}数学`, publishedOn: day } : {}),
		...(kind === 'registrationChange' ? { item: 'NAME', changedOn: day } : {}),
		...(kind === 'staff' && one.licence !== undefined ? { certificateNo: `99cert${one.licence}` } : {}),
	};
	const mention: PersonMention[] =
		one.person === undefined || MENTIONS.has(kind)
			? []
			: [
					makeMention({
						slot: kind === 'staff' ? 'person' : 'head',
						exportKey: `${kind}-${no}`,
						number: one.person,
						name: one.named,
						nameKey: one.named,
						validNumber: one.numbered,
						phones: phone === undefined ? [] : [phone],
						...(one.numbered ? {} : { tokens: [{ kind: 'ends', value: `test:ends${one.person}` }] }),
					}),
				];
	return makeIntakeRecord({
		kind: kind as IntakeRecord['kind'],
		recordType: kind,
		recordKey: `${kind}-${no}`,
		keys,
		people: mention,
		body,
	});
}

/** A house that nobody touches: many of them make the touched share small, as in a province. */
export const settled = (no: number): IntakeRecord =>
	makeIntakeRecord({
		recordKey: `settled-${no}`,
		keys: [{ feature: 'creditCode', value: `99settled${no}` }, ...(no < IN_TOWER ? [{ feature: 'building', value: TOWER } as const] : [])],
		body: { name: `街坊${no}` },
	});

/** So many schools ended and were carried on, each in a house of its own. */
export const HOUSES = 5;

const houseKeys = (house: number): Readonly<Record<'room' | 'phone', RecordKey>> => ({
	room: { feature: 'room', value: `屋${house}101` },
	phone: { feature: 'phone', value: `1691000000${house}` },
});
const headOf = (house: number, recordKey: string): PersonMention =>
	makeMention({ slot: 'head', exportKey: recordKey, number: `9${house}`, name: '贾样三', nameKey: '贾样三', validNumber: true });

/** A school that ended and the business that carries it on: nobody else has anything to do with them until somebody moves in. */
export const handedOn = (house: number): readonly IntakeRecord[] => {
	const { room, phone } = houseKeys(house);
	const licence = `ended-${house}`;
	const heir = `heir-${house}`;
	return [
		makeIntakeRecord({
			kind: 'licence',
			recordType: 'licence',
			recordKey: licence,
			keys: [{ feature: 'licenceNo', value: `99010100010${house}0` }, room, phone, { feature: 'brand', value: `旧${house}` }],
			people: [headOf(house, licence)],
			body: { divisionCode: '990101', status: 'CANCELLED', issuedOn: '2022-01-01', validUntil: '2027-01-01', endedOn: '2025-01-10' },
		}),
		makeIntakeRecord({
			recordKey: heir,
			keys: [{ feature: 'creditCode', value: `99heir${house}` }, room, phone],
			people: [headOf(house, heir)],
			body: { name: heir, divisionCode: '990101', establishedOn: '2025-02-01' },
		}),
	];
};

/** Somebody who comes to one of those houses, or comes to share something else with who was there. */
export const newcomer = fc.record({
	house: fc.nat(HOUSES - 1),
	shares: fc.constantFrom('room', 'phone', 'head', 'heir', 'nothing'),
	day: fc.constantFrom('2024-12-01', '2025-03-01'),
});
export type Newcomer = typeof newcomer extends fc.Arbitrary<infer T> ? T : never;

/** The newcomer's entry; `heir`: the heir itself, with another telephone. */
export function newcomerRecord({ house, shares, day }: Newcomer): IntakeRecord {
	const recordKey = shares === 'heir' ? `heir-${house}` : `newcomer-${house}`;
	const shared = houseKeys(house);
	return makeIntakeRecord({
		recordKey,
		keys: [
			{ feature: 'creditCode', value: `99${shares === 'heir' ? 'heir' : 'new'}${house}` },
			...(shares === 'room' || shares === 'phone' ? [shared[shares]] : []),
			...(shares === 'heir' ? [shared.room] : []),
		],
		people: shares === 'head' || shares === 'heir' ? [headOf(house, recordKey)] : [],
		body: { name: recordKey, divisionCode: '990101', establishedOn: day },
	});
}
