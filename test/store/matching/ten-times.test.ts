import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IntakeRecord, RecordKey } from '#core/records.ts';
import { resolveStore } from '#store/matching/resolution.ts';
import { openTableRead } from '#store/record-store.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeIntakeRecord, results } from '../../support/intake-records.ts';
import { putRun } from '../../support/stored-world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

const AS_OF = '2025-05-31';
/** Businesses of a county: a larger province has more counties, and not fuller ones. */
const IN_COUNTY = 30;
const BRANDS = ['帆安', '启明', '星河', '卓思', '远程', '百川', '育才', '博雅', '新知', '优学'];

const countyOf = (no: number) => String(990101 + no);
const key = (feature: RecordKey['feature'], value: string): RecordKey => ({ feature, value });

/** What a business, or a text about one, says of its name, place and telephone. */
function said(
	brand: string,
	county: string,
	place: { readonly house: string; readonly room: string; readonly phone: string },
): RecordKey[] {
	const { house, room, phone } = place;
	return [
		key('brand', brand),
		key('brandPinyin', brand),
		key('core', `${brand}教育咨询`),
		key('building', `${county}${house}`),
		key('room', `${county}${house}${room}`),
		key('phone', phone),
	];
}

/** An ordinary county: brands of the whole country, ten houses, one agent's telephone for a third. */
function county(no: number): IntakeRecord[] {
	return Array.from({ length: IN_COUNTY }, (_, i) => {
		const brand = BRANDS[(no * 7 + i) % BRANDS.length] as string;
		const phone = i % 3 === 0 ? `169${String(no).padStart(8, '0')}` : `168${String(no * IN_COUNTY + i).padStart(8, '0')}`;
		const place = { house: String(i % 10), room: String(100 + i), phone };
		const keys = [
			...said(brand, countyOf(no), place),
			key('creditCode', `99ordinary${no}-${i}`),
			key('name', `${no}县${brand}${i}教育咨询`),
		];
		return makeIntakeRecord({ recordKey: `ordinary-${no}-${i}`, keys, body: { divisionCode: countyOf(no), name: `${brand}教育咨询` } });
	});
}

const PLACE = { house: '塔', room: '901', phone: '16700000001' };
const mine = (keys: readonly RecordKey[], kind: IntakeRecord['kind'], body: object = {}) =>
	makeIntakeRecord({
		kind,
		recordType: kind,
		recordKey: `planted-${kind}`,
		keys,
		body: { divisionCode: countyOf(0), name: '帆安', ...body },
	});
/** One organisation as four agencies know it: registered, licensed without a code, complained about by brand and place, advertised by telephone alone. */
const PLANTED: readonly IntakeRecord[] = [
	mine([...said('帆安', countyOf(0), PLACE), key('creditCode', '99planted'), key('name', '帆安文化帆安教育咨询')], 'registration'),
	mine([...said('帆安', countyOf(0), PLACE), key('name', '帆安文化帆安教育咨询')], 'licence', {
		issuedOn: '2024-01-01',
		validUntil: '2027-01-01',
	}),
	mine([key('brand', '帆安'), key('building', `${countyOf(0)}塔`)], 'complaint', {
		content: '有人补课',
		receivedAt: '2025-01-01T00:00:00Z',
	}),
	mine([key('phone', PLACE.phone)], 'advertisement', { content: '招生', publishedOn: '2025-01-01' }),
];
/** A text that says a brand of the whole country and a house with three tenants: it fits nobody better than another. */
const VAGUE = makeIntakeRecord({
	kind: 'complaint',
	recordType: 'complaint',
	recordKey: 'vague',
	keys: [key('building', `${countyOf(1)}3`)],
	body: { divisionCode: countyOf(1), content: '楼里有人补课', receivedAt: '2025-01-01T00:00:00Z' },
});

/** Who stands with whom among the planted records, in a province of so many counties. */
async function standings(counties: number): Promise<Record<string, { readonly organisation: string | null; readonly members: number }>> {
	const { store } = database;
	await store.pool.query(
		'truncate record, record_key, person_mention, person_token, person, organisation, organisation_id_change, record_link, succession, search_gram, search_name, ambiguous_record, source_run, source_state, run cascade; truncate match_memory',
	);
	await putRun(store, 'run', AS_OF);
	const records = [...Array.from({ length: counties }, (_, no) => county(no)).flat(), ...PLANTED, VAGUE];
	for (const [recordType, given] of Map.groupBy(records, (record) => record.recordType)) {
		const table = { source: 'market', recordType, kind: given[0]?.kind ?? 'registration', reading: recordType };
		const read = await openTableRead(store, { runId: 'run', asOf: AS_OF, ...table });
		await read.save({ results: results(...given), cursor: '1', period: null, replaces: false });
	}
	await resolveStore(store, { runId: 'run', asOf: AS_OF, full: true }, () => {});
	const { rows } = await store.pool.query<{ key: string; organisation: string | null; members: number }>(
		`select r.record_key as key, r.organisation_id as organisation, (select count(*)::int from record o where o.organisation_id = r.organisation_id) as members
		from record r where r.record_key like 'planted-%' or r.record_key = 'vague' order by 1`,
	);
	return Object.fromEntries(rows.map(({ key: name, organisation, members }) => [name, { organisation, members }]));
}

describe('a planted group', () => {
	test('resolves alike in a province ten times as large, and so does a text that fits nobody', async () => {
		const small = await standings(10);
		const planted = Object.entries(small).filter(([name]) => name.startsWith('planted-'));
		expect(new Set(planted.map(([, { organisation }]) => organisation)).size, JSON.stringify(small)).toBe(1);
		expect(small.vague).not.toEqual(planted[0]?.[1]);
		expect(await standings(100)).toEqual(small);
	}, 120_000);
});
