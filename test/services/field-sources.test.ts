import { describe, expect, test } from 'vitest';
import type { ReadRecord } from '#access/reader.ts';
import type { SourceMapping } from '#core/mapping.ts';
import { claimedValue, claimsOf, columnsOf, compared, readingsOf } from '#services/field-sources.ts';

function record(kind: ReadRecord['kind'], body: object, rest: Partial<ReadRecord> = {}): ReadRecord {
	const known = {
		source: 'market',
		recordType: 'ztxx',
		recordKey: 'k',
		rid: '1',
		faults: [],
		asOf: '2025-05-30',
		firstSeen: '2025-05-01',
		endedOn: null,
		organisationId: 'org_a',
		freshness: 'REPLICA',
		withheld: [],
	} as const;
	return { ...known, kind, body: body as ReadRecord['body'], ...rest };
}

const reader = {
	reveal: ({ body }: ReadRecord, field: string) => (body as Record<string, unknown>)[field] ?? null,
	personOf: ({ body }: ReadRecord, slot: string) => {
		const person = (body as Record<string, { name: string }>)[slot];
		return person === undefined ? null : { name: person.name, masked: false };
	},
};

describe('the claims on an organisation’s fields', () => {
	const business = record('registration', { name: '启航咨询', status: 'ACTIVE', address: { text: '文三路1号' }, phones: ['16900000001'] });
	const licence = record('licence', {
		name: '启航学校',
		status: 'CANCELLED',
		address: { text: '文三路1号' },
		phones: [],
		validUntil: '2024-01-01',
	});
	const second = record('licence', { name: '启航学校', status: 'ACTIVE', validUntil: null });
	const claims = claimsOf([business, licence, second]);
	const of = (name: string) => claims.find(({ field }) => field === name);

	test('are shown by the first record that says anything, whatever its kind', () => {
		expect(of('NAME')?.shown.record).toBe(business);
		expect(of('VALID_UNTIL')?.shown.record).toBe(licence);
		expect(of('HEAD')).toBeUndefined();
	});

	test('differ where another record says something else, and agree where it says the same', () => {
		const name = compared(reader, of('NAME') as never);
		expect([name.agreeing, name.others.map(({ record: one }) => one)]).toEqual([0, [licence, second]]);
		expect(compared(reader, of('ADDRESS') as never)).toEqual({ agreeing: 1, others: [] });
	});

	test('compare a status with those of the same kind alone: a licence that ended does not contradict a business that stands', () => {
		expect(of('STATUS')?.rest).toEqual([]);
		const licences = claimsOf([second, licence], ['STATUS']);
		expect(licences.map(({ field }) => field)).toEqual(['STATUS']);
		expect(licences[0]?.rest.map(({ record: one }) => one)).toEqual([licence]);
	});

	test('count a value that is withheld, and not an empty list', () => {
		const hidden = record('registration', { name: '甲', phones: null, head: null }, { withheld: ['head'] });
		expect(claimsOf([hidden]).map(({ field }) => field)).toEqual(['NAME', 'HEAD']);
		expect(of('PHONES')?.rest).toEqual([]);
	});

	test('are texts', () => {
		expect(claimedValue(reader, { record: business, field: 'address' })).toBe('文三路1号');
		expect(claimedValue(reader, { record: business, field: 'phones' })).toBe('16900000001');
		expect(claimedValue(reader, { record: record('licence', { head: { name: '王**', masked: null } }), field: 'head' })).toBe('王**');
		expect(claimedValue(reader, { record: business, field: 'head' })).toBe(null);
	});
});

describe('the columns behind a claim', () => {
	const table = { recordType: 'ztxx', kind: 'registration', from: 't', key: [] } as const;
	const mapping = (fields: object, rest: object = {}) =>
		[{ id: 'market', tables: [{ ...table, fields, ...rest }] }] as unknown as readonly SourceMapping[];
	const claim = { record: record('registration', {}), field: 'name' };

	test('are those of the mapping, of a person those of the name', () => {
		expect(columnsOf(mapping({ name: { columns: ['mc', 'fm'] } }), claim)).toEqual(['mc', 'fm']);
		const head = { person: { name: { columns: ['fddbr'] }, identityNumber: { columns: ['zjhm'] } } };
		expect(columnsOf(mapping({ head }), { ...claim, field: 'head' })).toEqual(['fddbr']);
	});

	test('are none for a constant, for another kind of the same table, and for a table that the mapping no longer has', () => {
		expect(columnsOf(mapping({ name: { columns: [], constant: '甲' } }), claim)).toEqual([]);
		expect(columnsOf(mapping({ name: { columns: ['mc'] } }, { kind: 'licence' }), claim)).toEqual([]);
		expect(columnsOf([], claim)).toEqual([]);
	});

	test('stand under the names of the entries that read the table', () => {
		expect(readingsOf(mapping({}, { name: 'companies' }), claim.record)).toEqual(['companies']);
		expect(readingsOf([], claim.record)).toEqual(['ztxx']);
	});
});
