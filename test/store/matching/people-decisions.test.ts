import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PersonVerdict } from '#core/match-decisions.ts';
import type { IntakeRecord, PersonMention } from '#core/records.ts';
import { addDecision, foundingMentions, undoDecision } from '#store/match-decision-store.ts';
import { resolveStore } from '#store/matching/resolution.ts';
import { openTableRead } from '#store/record-store.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeIntakeRecord, makeMention, results } from '../../support/intake-records.ts';
import fc, { runsOf } from '../../support/property.ts';
import { putRun } from '../../support/stored-world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	await database.store.pool.query(
		'truncate record, record_key, person_mention, person_token, person, organisation, organisation_id_change, person_id_change, record_link, succession, search_gram, search_name, match_decision, ambiguous_record, source_run, source_state, run cascade',
	);
});

const AS_OF = '2025-05-31';
let runs = 0;

async function save(...records: readonly IntakeRecord[]): Promise<void> {
	const runId = `save-${++runs}`;
	await putRun(database.store, runId, AS_OF);
	const table = { source: 'market', recordType: 'business', kind: 'registration', reading: 'business' } as const;
	const read = await openTableRead(database.store, { runId, asOf: AS_OF, ...table });
	await read.save({ results: results(...records), cursor: '1', period: null, replaces: false });
}

async function resolve(full = false) {
	const runId = `resolve-${++runs}`;
	await putRun(database.store, runId, AS_OF);
	return resolveStore(database.store, { runId, asOf: AS_OF, full }, () => {});
}

/** A business of its own, headed by somebody. */
const headed = (key: string, head: Partial<PersonMention> & { number?: string }) =>
	makeIntakeRecord({
		recordKey: key,
		keys: [{ feature: 'creditCode', value: `99${key}` }],
		people: [makeMention({ exportKey: key, ...head })],
		body: { name: `机构${key}` },
	});
const NO_NUMBER = { tokens: [], validNumber: false, masked: null };

async function decide(verdict: PersonVerdict, a: string, b: string): Promise<string> {
	const mention = (recordKey: string) => ({ source: 'market', recordType: 'business', recordKey, slot: 'head' });
	const sides = { aPerson: mention(a), bPerson: mention(b) };
	const decision = { verdict, sides, by: 'a reviewer', role: 'reviewer', at: new Date(), reason: 'seen the papers' };
	return (await addDecision(database.store, decision, async () => {})).decisionId;
}
const undo = (decisionId: string) =>
	undoDecision(database.store, { decisionId, by: 'a reviewer', at: new Date(), reason: 'mistaken' }, async () => {});

async function people(): Promise<Record<string, string>> {
	const { rows } = await database.store.pool.query('select export_key, person_id from person_mention order by export_key');
	return Object.fromEntries(rows.map((row) => [row.export_key, row.person_id]));
}

/** Everything of people that a resolution writes and that leaves the hub, but for the list of changes. */
async function bytes(): Promise<string> {
	const parts = [
		'select export_key, slot, person_id, certain from person_mention order by 1, 2',
		'select person_id, name, founder_key, first_seen from person where merged_into is null order by 1',
		'select source, record_type, record_key, organisation_id from record order by 1, 2, 3',
	];
	return JSON.stringify(await Promise.all(parts.map(async (part) => (await database.store.pool.query(part)).rows)));
}

const changes = async () => (await database.store.pool.query('select old_id, new_id, reason from person_id_change order by 1, 2')).rows;

describe('a decision on people', () => {
	test('SAME joins two people without evidence; another namesake stays who they are', async () => {
		await save(headed('1', NO_NUMBER), headed('2', NO_NUMBER), headed('3', NO_NUMBER));
		await decide('SAME', '1', '2');
		expect((await resolve()).decisionsInConflict).toBe(0);
		const now = await people();
		expect(now['1']).toBe(now['2']);
		expect(now['3']).not.toBe(now['1']);
	});

	test('SAME wins over two valid numbers with all that bear them, which is reported', async () => {
		await save(headed('1', { number: '1' }), headed('2', { number: '2' }), headed('3', { number: '2' }));
		await decide('SAME', '1', '2');
		expect((await resolve()).decisionsInConflict).toBe(1);
		expect(new Set(Object.values(await people())).size).toBe(1);
		const { rows } = await database.store.pool.query('select conflict from match_decision');
		expect(rows).toEqual([{ conflict: 'TWO_NUMBERS' }]);
	});

	test('DIFFERENT takes apart two mentions under one number; the later leaves, and the change list says so', async () => {
		await save(headed('1', { number: '1' }), headed('2', { number: '1' }), headed('3', { number: '1' }));
		await resolve();
		const before = await people();
		await decide('DIFFERENT', '1', '2');
		await resolve();
		const now = await people();
		expect(now).toMatchObject({ 1: before['1'], 3: before['1'] });
		expect(now['2']).not.toBe(before['1']);
		expect(await changes()).toEqual([{ old_id: before['1'], new_id: now['2'], reason: 'split' }]);
	});

	test('leaves every id that was merged away one step from who goes on, also when the last join is taken back', async () => {
		await save(headed('1', NO_NUMBER), headed('2', NO_NUMBER), headed('3', NO_NUMBER));
		await resolve();
		const before = await people();
		const became = async () => {
			const { rows } = await database.store.pool.query('select merged_into from person where person_id = $1', [before['3']]);
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
		await save(headed('1', NO_NUMBER), headed('2', NO_NUMBER));
		await decide('SAME', '1', '2');
		await decide('UNSURE', '2', '1');
		await resolve();
		expect(new Set(Object.values(await people())).size).toBe(2);
	});

	test('each has their own id again once a join is undone, also the one whose founder came to stand with an older mention', async () => {
		await save(headed('2', { number: '2' }), headed('5', { number: '5' }));
		await resolve();
		await save(headed('2', { number: '2' }), headed('5', { number: '5' }), headed('4', { number: '5' }));
		await resolve();
		const before = await people();
		expect(before['4']).toBe(before['5']);
		const decision = await decide('SAME', '2', '4');
		await resolve();
		const joined = new Set(Object.values(await people()));
		expect(joined.size).toBe(1);
		const gone = Object.values(before).find((id) => !joined.has(id));
		expect(await changes()).toContainEqual({ old_id: gone, new_id: [...joined][0], reason: 'merged' });
		await undo(decision);
		await resolve();
		expect(await people()).toEqual(before);
	});

	test('waits for a record that is not in the store yet', async () => {
		await save(headed('1', NO_NUMBER));
		await decide('SAME', '1', '2');
		await resolve();
		await save(headed('1', NO_NUMBER), headed('2', NO_NUMBER));
		await resolve();
		const now = await people();
		expect(now['2']).toBe(now['1']);
	});

	test('DIFFERENT is never joined, a full run ends alike, and undoing everything brings the bytes back', async () => {
		const keys = ['1', '2', '3', '4', '5', '6'];
		const pairs = fc
			.record({ verdict: fc.constantFrom<PersonVerdict>('SAME', 'DIFFERENT', 'UNSURE'), a: fc.nat(5), b: fc.nat(5) })
			.filter(({ a, b }) => a !== b);
		await save(
			headed('1', { number: '1' }),
			headed('2', { number: '1', phones: ['16900000001'] }),
			headed('3', { ...NO_NUMBER, phones: ['16900000001'] }),
			headed('4', { ...NO_NUMBER, phones: ['16900000001'] }),
			headed('5', { number: '5' }),
			headed('6', { ...NO_NUMBER, nameKey: '贾样二', name: '贾样二' }),
			...Array.from({ length: 30 }, (_, no) => headed(`settled${no}`, { number: `settled${no}`, nameKey: `街坊${no}` })),
		);
		await resolve();
		const before = await bytes();
		await fc.assert(
			fc.asyncProperty(fc.array(pairs, { minLength: 1, maxLength: 6 }), async (decisions) => {
				await database.store.pool.query('delete from match_decision');
				const ids: string[] = [];
				const last = new Map<string, PersonVerdict>();
				for (const { verdict, a, b } of decisions) {
					ids.push(await decide(verdict, keys[a] as string, keys[b] as string));
					last.set([a, b].toSorted().join(), verdict);
				}
				expect((await resolve()).full).toBe(false);
				const now = await people();
				for (const [pair, verdict] of last) {
					const [a, b] = pair.split(',').map((n) => now[keys[Number(n)] as string]);
					if (verdict === 'DIFFERENT') expect(a, JSON.stringify(decisions)).not.toBe(b);
				}
				const touched = await bytes();
				await resolve(true);
				expect(await bytes(), JSON.stringify(decisions)).toBe(touched);
				for (const id of ids) await undo(id);
				await resolve();
				expect(await bytes(), JSON.stringify(decisions)).toBe(before);
			}),
			{ numRuns: runsOf(10) },
		);
	}, 400_000);
});

describe('foundingMentions', () => {
	test('gives where a person was first named, and the first that is left once that record names them no longer', async () => {
		await save(headed('1', { number: '1' }), headed('2', { number: '1' }));
		await resolve();
		const id = (await people())['1'] as string;
		const found = async () => (await foundingMentions(database.store.db, [id])).get(id);
		expect(await found()).toEqual({ source: 'market', recordType: 'business', recordKey: '1', slot: 'head' });
		await database.store.pool.query(`delete from person_mention where export_key = '1'`);
		expect(await found()).toMatchObject({ recordKey: '2' });
	});
});
