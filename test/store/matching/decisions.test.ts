import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MatchVerdict } from '#core/match-decisions.ts';
import type { IntakeRecord, RecordKey } from '#core/records.ts';
import { addDecision, undoDecision } from '#store/match-decision-store.ts';
import { resolveStore } from '#store/matching/resolution.ts';
import { openTableRead } from '#store/record-store.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeIntakeRecord, results } from '../../support/intake-records.ts';
import fc, { runsOf } from '../../support/property.ts';
import { putRun } from '../../support/stored-world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	await database.store.pool.query(
		'truncate record, record_key, person_mention, person_token, person, organisation, organisation_id_change, record_link, succession, search_gram, search_name, match_decision, ambiguous_record, source_run, source_state, run cascade',
	);
});

const AS_OF = '2025-05-31';
const BUSINESS = { source: 'market', recordType: 'business' };
let runs = 0;

async function save(...records: readonly IntakeRecord[]): Promise<void> {
	const runId = `save-${++runs}`;
	await putRun(database.store, runId, AS_OF);
	for (const [recordType, given] of Map.groupBy(records, (record) => record.recordType)) {
		const read = await openTableRead(database.store, {
			runId,
			asOf: AS_OF,
			source: 'market',
			recordType,
			kind: given[0]?.kind ?? 'registration',
			reading: recordType,
		});
		await read.save({ results: results(...given), cursor: '1', period: null, replaces: false });
	}
}

async function resolve() {
	const runId = `resolve-${++runs}`;
	await putRun(database.store, runId, AS_OF);
	return resolveStore(database.store, { runId, asOf: AS_OF, full: false }, () => {});
}

/** A business with a code of its own, and a mention that names a brand in a room. */
const business = (key: string, keys: readonly RecordKey[] = []) =>
	makeIntakeRecord({ recordKey: key, keys: [{ feature: 'creditCode', value: `99${key}` }, ...keys], body: { name: `机构${key}` } });
const complaint = (key: string, keys: readonly RecordKey[]) =>
	makeIntakeRecord({ recordType: 'complaint', kind: 'complaint', recordKey: key, keys, body: { content: '投诉' } });
const phone = (value: string): RecordKey => ({ feature: 'phone', value });
const room = (value: string): RecordKey => ({ feature: 'room', value });

async function decide(verdict: MatchVerdict, a: string, b: string): Promise<string> {
	const ref = (key: string) => ({ ...BUSINESS, recordType: key.startsWith('c') ? 'complaint' : 'business', recordKey: key });
	const decision = { verdict, sides: { a: ref(a), b: ref(b) }, by: 'a reviewer', role: 'reviewer', at: new Date(), reason: 'seen on site' };
	return (await addDecision(database.store, decision, async () => {})).decisionId;
}
const undo = (decisionId: string) =>
	undoDecision(database.store, { decisionId, by: 'a reviewer', at: new Date(), reason: 'mistaken' }, async () => {});

async function standing(): Promise<Record<string, string>> {
	const { rows } = await database.store.pool.query('select record_key, organisation_id from record order by record_key');
	return Object.fromEntries(rows.map((row) => [row.record_key, row.organisation_id]));
}

/** Everything that a resolution writes and that leaves the hub, but for the list of changes. */
async function bytes(): Promise<string> {
	const parts = [
		'select source, record_type, record_key, organisation_id from record order by 1, 2, 3',
		'select organisation_id, registered, name, credit_code, merged_into from organisation where merged_into is null order by 1',
		'select r.record_key, l.organisation_id, l.score, l.signals from record_link l join record r using (rid) order by 1',
		'select predecessor_id, successor_id, score, kind, reasons from succession order by 1, 2',
		'select * from search_gram order by 1, 2',
	];
	const answers = await Promise.all(parts.map((part) => database.store.pool.query(part)));
	return JSON.stringify(answers.map(({ rows }) => rows));
}

describe('a decision of a person', () => {
	test('SAME joins two organisations without evidence, and against two codes, which is reported', async () => {
		await save(business('1'), business('2'), business('3'));
		await decide('SAME', '1', '2');
		const { decisionsInConflict } = await resolve();
		const now = await standing();
		expect(now['1']).toBe(now['2']);
		expect(now['3']).not.toBe(now['1']);
		expect(decisionsInConflict).toBe(1);
		const { rows } = await database.store.pool.query('select conflict from match_decision');
		expect(rows).toEqual([{ conflict: 'TWO_CODES' }]);
	});

	test('DIFFERENT keeps a text from the organisation that fits it, and lets it stay with another', async () => {
		await save(business('1', [phone('16900000001'), room('甲')]), business('2'), complaint('c1', [phone('16900000001'), room('甲')]));
		await resolve();
		expect((await standing()).c1).toBe((await standing())['1']);
		await decide('DIFFERENT', 'c1', '1');
		await decide('SAME', 'c1', '2');
		await resolve();
		expect((await standing()).c1).toBe((await standing())['2']);
	});

	test('DIFFERENT takes apart two entries under one code; the later one leaves', async () => {
		const code: RecordKey = { feature: 'creditCode', value: '99X' };
		const entry = (recordKey: string) => makeIntakeRecord({ recordKey, keys: [code] });
		await save(entry('1'), entry('2'), entry('3'));
		await resolve();
		const before = (await standing())['1'];
		await decide('DIFFERENT', '1', '2');
		await resolve();
		const now = await standing();
		expect(now['1']).toBe(before);
		expect(now['3']).toBe(before);
		expect(now['2']).not.toBe(before);
	});

	test('keeps the older id through a join, and the change list says what became of the other', async () => {
		await save(business('1'), business('2'));
		await resolve();
		const before = await standing();
		await decide('SAME', '2', '1');
		await resolve();
		const now = await standing();
		const { rows } = await database.store.pool.query(`select old_id, new_id, reason from organisation_id_change`);
		const gone = Object.values(before).find((id) => id !== now['1']);
		expect(rows).toEqual([{ old_id: gone, new_id: now['1'], reason: 'merged' }]);
	});

	test('leaves every id that was merged away one step from the one that stands, also when the last join is taken back', async () => {
		await save(business('1'), business('2'), business('3'));
		await resolve();
		const before = await standing();
		const became = async () => {
			const { rows } = await database.store.pool.query(`select merged_into from organisation where organisation_id = $1`, [before['3']]);
			return rows[0].merged_into;
		};
		await decide('SAME', '2', '3');
		await resolve();
		expect(await became()).toBe(before['2']);
		const last = await decide('SAME', '1', '2');
		await resolve();
		expect(await became()).toBe(before['1']);
		await undo(last);
		await resolve();
		expect(await became()).toBe(before['2']);
	});

	test('UNSURE takes an older answer back', async () => {
		await save(business('1'), business('2'));
		await decide('SAME', '1', '2');
		await decide('UNSURE', '2', '1');
		await resolve();
		const now = await standing();
		expect(now['1']).not.toBe(now['2']);
	});

	test('CARRIES_ON makes a succession that nothing else shows, and its opposite takes it away', async () => {
		await save(business('1'), business('2'));
		await decide('CARRIES_ON', '1', '2');
		await resolve();
		const found = async () => (await database.store.pool.query('select predecessor_id, successor_id, score from succession')).rows;
		const { 1: from, 2: to } = await standing();
		expect(await found()).toEqual([{ predecessor_id: from, successor_id: to, score: '1.0000' }]);
		await decide('DOES_NOT_CARRY_ON', '1', '2');
		await resolve();
		expect(await found()).toEqual([]);
	});

	test('DOES_NOT_CARRY_ON between an organisation and a text leaves the text where it stands', async () => {
		await save(business('1', [phone('16900000001'), room('甲')]), business('2'), complaint('c1', [phone('16900000001'), room('甲')]));
		await resolve();
		const before = await standing();
		await decide('DOES_NOT_CARRY_ON', '2', 'c1');
		await resolve();
		expect(await standing()).toEqual(before);
	});

	test('DIFFERENT is never joined, whatever else was decided, and undoing everything brings the bytes back', async () => {
		const keys = ['1', '2', '3', 'c1', 'c2', 'c3'];
		const pairs = fc
			.record({ verdict: fc.constantFrom<MatchVerdict>('SAME', 'DIFFERENT'), a: fc.nat(5), b: fc.nat(5) })
			.filter(({ a, b }) => a !== b);
		await save(
			business('1', [phone('16900000001'), room('甲')]),
			business('2', [phone('16900000002')]),
			business('3'),
			complaint('c1', [phone('16900000001'), room('甲')]),
			complaint('c2', [phone('16900000002')]),
			complaint('c3', [phone('16900000009'), room('乙')]),
		);
		await resolve();
		const before = await bytes();
		await fc.assert(
			fc.asyncProperty(fc.array(pairs, { minLength: 1, maxLength: 6 }), async (decisions) => {
				await database.store.pool.query('delete from match_decision');
				const ids: string[] = [];
				const last = new Map<string, (typeof decisions)[number]>();
				for (const one of decisions) {
					ids.push(await decide(one.verdict, keys[one.a] as string, keys[one.b] as string));
					last.set([one.a, one.b].toSorted().join(), one);
				}
				await resolve();
				const now = await standing();
				for (const { verdict, a, b } of last.values()) {
					const [ofA, ofB] = [now[keys[a] as string] ?? 'none', now[keys[b] as string] ?? 'nothing'];
					if (verdict === 'DIFFERENT') expect(ofA, JSON.stringify(decisions)).not.toBe(ofB);
				}
				for (const id of ids) await undo(id);
				await resolve();
				expect(await bytes()).toBe(before);
			}),
			{ numRuns: runsOf(12) },
		);
	}, 400_000);
});

describe('a record that fits two organisations alike', () => {
	test('is listed with both, and leaves the list when a person has decided', async () => {
		const both = [phone('16900000001'), room('甲')];
		await save(business('1', both), business('2', both), complaint('c1', both));
		expect((await resolve()).ambiguous).toBe(1);
		const listed = async () => (await database.store.pool.query('select candidates from ambiguous_record')).rows;
		expect((await listed())[0].candidates).toHaveLength(2);
		await decide('SAME', 'c1', '2');
		await resolve();
		expect(await listed()).toEqual([]);
		expect((await standing()).c1).toBe((await standing())['2']);
	});

	test('is none where the two are one: a licence joins the business whose code one of its entries mistypes', async () => {
		const name = [
			{ feature: 'name', value: '帆安培训学校' },
			{ feature: 'core', value: '帆安培训' },
			{ feature: 'brand', value: '帆安' },
		] as const;
		const both = [...name, room('甲')];
		const entry = (recordKey: string, code: RecordKey) =>
			makeIntakeRecord({ recordKey, keys: [code, ...both], body: { divisionCode: '990101' } });
		const licence = makeIntakeRecord({
			kind: 'licence',
			recordType: 'licence',
			recordKey: 'l1',
			keys: both,
			body: { divisionCode: '990101' },
		});
		await save(
			entry('1', { feature: 'creditCode', value: '99code1' }),
			entry('2', { feature: 'creditCodeRepaired', value: '99code1' }),
			licence,
		);
		expect((await resolve()).ambiguous).toBe(1);
		const now = await standing();
		expect(now['2']).toBe(now['1']);
		expect(now.l1).toBe(now['1']);
		expect((await database.store.pool.query('select candidates from ambiguous_record')).rows).toEqual([]);
		await save(...['3', '4'].map((recordKey) => entry(recordKey, { feature: 'creditCode', value: `99code${recordKey}` })));
		await resolve();
		expect((await standing()).l1).not.toBe((await standing())['1']);
	});
});
