import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MatchVerdict } from '#core/match-decisions.ts';
import type { IntakeRecord, PersonMention, RecordKey } from '#core/records.ts';
import { addDecision, undoDecision } from '#store/match-decision-store.ts';
import { type ResolutionSummary, resolveStore } from '#store/matching/resolution.ts';
import { openTableRead } from '#store/record-store.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeIntakeRecord, makeMention, results } from '../../support/intake-records.ts';
import fc, { runsOf } from '../../support/property.ts';
import { putRun } from '../../support/stored-world.ts';

let kept: TestDatabase;
let anew: TestDatabase;
beforeAll(async () => {
	[kept, anew] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
afterAll(() => Promise.all([kept.drop(), anew.drop()]));

const AS_OF = '2025-05-31';
let runs = 0;

async function begin(): Promise<void> {
	for (const { store } of [kept, anew]) {
		await store.pool.query(
			'truncate record, record_key, person_mention, person_token, person, organisation, organisation_id_change, record_link, succession, search_gram, search_name, match_decision, ambiguous_record, source_run, source_state, run cascade; truncate match_memory',
		);
	}
}

async function save(database: TestDatabase, records: readonly IntakeRecord[]): Promise<void> {
	const runId = `save-${++runs}`;
	await putRun(database.store, runId, AS_OF);
	for (const [recordType, given] of Map.groupBy(records, (record) => record.recordType)) {
		const table = { source: 'market', recordType, kind: given[0]?.kind ?? 'registration', reading: recordType };
		const read = await openTableRead(database.store, { runId, asOf: AS_OF, ...table });
		await read.save({ results: results(...given), cursor: '1', period: null, replaces: false });
	}
}

async function withdraw(database: TestDatabase, recordKey: string): Promise<void> {
	await database.store.pool.query(
		`with gone as (delete from record where record_key = $1 returning rid),
			mentions as (delete from person_mention where rid in (select rid from gone) returning pid),
			tokens as (delete from person_token where pid in (select pid from mentions))
		delete from record_key where rid in (select rid from gone)`,
		[recordKey],
	);
}

async function resolve({ store }: TestDatabase, options: { full: boolean; asOf: string }): Promise<ResolutionSummary> {
	const runId = `resolve-${++runs}`;
	await putRun(store, runId, options.asOf);
	return resolveStore(store, { runId, ...options }, () => {});
}

/** Everything that a resolution leaves. Only the runs of the change list have other names. */
async function outcome({ store }: TestDatabase): Promise<Record<string, unknown>> {
	const parts = {
		records: 'select source, record_type, record_key, organisation_id from record order by 1, 2, 3',
		organisations: 'select * from organisation order by organisation_id',
		links:
			'select r.record_type, r.record_key, l.organisation_id, l.score, l.signals from record_link l join record r using (rid) order by 1, 2',
		mentions:
			'select r.record_type, r.record_key, m.slot, m.person_id, m.certain from person_mention m join record r using (rid) order by 1, 2, 3',
		people: 'select * from person order by person_id',
		successions: 'select * from succession order by 1, 2',
		grams: 'select * from search_gram order by 1, 2',
		names: 'select * from search_name order by 1',
		ambiguous: 'select r.record_type, r.record_key, a.candidates from ambiguous_record a join record r using (rid) order by 1, 2',
		changes: 'select old_id, new_id, reason from organisation_id_change order by 1, 2, 3',
		conflicts: 'select decision_id, conflict from match_decision order by 1',
	};
	const answers = await Promise.all(Object.values(parts).map((part) => store.pool.query(part)));
	return Object.fromEntries(Object.keys(parts).map((name, i) => [name, answers[i]?.rows]));
}

/** What a small town's records can say: few values, so that most of them meet. */
const PLACES = ['甲', '乙', '丙', '丁', '戊', '己'];
const BRANDS = ['帆安', '启明', '星河', '卓思', '远程', '百川'];
const PHONES = ['16900000001', '16900000002', '16900000003', '16900000004', '16900000005'];
const NUMBERS = ['1', '2', '3', '4', '5', '6'];

const some = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const said = fc.record({
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
	brand: some(BRANDS),
	place: some(PLACES),
	phone: some(PHONES),
	person: some(NUMBERS),
	named: fc.constantFrom('甄试一', '贾样二'),
	numbered: fc.boolean(),
	day: fc.constantFrom('2023-01-01', '2024-06-01', '2025-04-01'),
	ended: fc.boolean(),
});
type Said = typeof said extends fc.Arbitrary<infer T> ? T : never;

const MENTIONS = new Set(['complaint', 'advertisement']);

function recordOf(one: Said): IntakeRecord {
	const { kind, no, brand, place, phone, day } = one;
	const keys: RecordKey[] = [];
	const add = (feature: RecordKey['feature'], value: string | undefined) => {
		if (value !== undefined) keys.push({ feature, value });
	};
	add('creditCode', MENTIONS.has(kind) || one.code === undefined ? undefined : `99code${one.code}`);
	add('licenceNo', kind === 'registration' || one.licence === undefined ? undefined : `9901010000000${one.licence}0`);
	add('name', brand && `${brand}培训中心`);
	add('core', brand && `${brand}培训`);
	add('brand', brand);
	add('brandPinyin', brand);
	add('mentionedName', MENTIONS.has(kind) ? brand : undefined);
	add('room', place && `${place}101`);
	add('building', place && `${place}`);
	add('phone', phone);
	const body = {
		name: brand === undefined ? null : `${brand}培训中心`,
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

const decided = fc.record({
	verdict: fc.constantFrom<MatchVerdict>('SAME', 'DIFFERENT', 'UNSURE', 'CARRIES_ON', 'DOES_NOT_CARRY_ON'),
	a: fc.nat(200),
	b: fc.nat(200),
});
const day = fc.record({
	given: fc.array(said, { maxLength: 4 }),
	gone: fc.array(fc.nat(200), { maxLength: 1 }),
	decided: fc.array(decided, { maxLength: 1 }),
	undone: fc.boolean(),
	later: fc.boolean(),
});

/** The kept records of a town that nobody touches make the touched share small, as in a province. */
const settled = (no: number) =>
	makeIntakeRecord({ recordKey: `settled-${no}`, keys: [{ feature: 'creditCode', value: `99settled${no}` }], body: { name: `街坊${no}` } });

async function decide(database: TestDatabase, keys: readonly string[], { verdict, a, b }: { verdict: MatchVerdict; a: number; b: number }) {
	const ref = (n: number) => {
		const recordKey = keys[n % keys.length] as string;
		return { source: 'market', recordType: recordKey.split('-')[0] as string, recordKey };
	};
	if (ref(a).recordKey === ref(b).recordKey) return;
	const decision = { verdict, a: ref(a), b: ref(b), by: 'a reviewer', role: 'reviewer', at: new Date(++runs), reason: 'seen on site' };
	await addDecision(database.store, decision, async () => {});
}

async function undoNewest(database: TestDatabase): Promise<void> {
	const { rows } = await database.store.pool.query('select max(decision_id) as id from match_decision where undone_at is null');
	if (rows[0].id === null) return;
	await undoDecision(database.store, { decisionId: rows[0].id, by: 'a reviewer', at: new Date(), reason: 'mistaken' }, async () => {});
}

describe('a resolution of what changed', () => {
	test('ends as a full one from the same records, whatever the days bring', async () => {
		let incremental = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.array(said, { minLength: 8, maxLength: 24 }),
				fc.array(day, { minLength: 1, maxLength: 4 }),
				async (first, days) => {
					await begin();
					const both = [kept, anew];
					let asOf = AS_OF;
					const keys = first.map((one) => recordOf(one).recordKey);
					const base = [...first.map(recordOf), ...Array.from({ length: 40 }, (_, no) => settled(no))];
					for (const database of both) {
						await save(database, base);
						await resolve(database, { full: true, asOf });
					}
					for (const one of days) {
						if (one.later) asOf = '2025-06-05';
						for (const database of both) {
							await save(database, one.given.map(recordOf));
							for (const n of one.gone) await withdraw(database, keys[n % keys.length] as string);
							for (const decision of one.decided) await decide(database, keys, decision);
							if (one.undone) await undoNewest(database);
						}
						const summary = await resolve(kept, { full: false, asOf });
						if (!summary.full) incremental += 1;
						await resolve(anew, { full: true, asOf });
						expect(await outcome(kept), JSON.stringify(one)).toEqual(await outcome(anew));
					}
				},
			),
			{ numRuns: runsOf(5) },
		);
		expect(incremental).toBeGreaterThan(0);
	}, 600_000);
});
