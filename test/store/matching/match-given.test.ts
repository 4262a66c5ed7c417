import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadGiven } from '#core/given-record.ts';
import type { IntakeRecord } from '#core/records.ts';
import { SHIPPED_MODEL } from '#matching/match-model.ts';
import { matchGiven } from '#store/matching/match-given.ts';
import { resolveStore } from '#store/matching/resolution.ts';
import { openTableRead } from '#store/record-store.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { results } from '../../support/intake-records.ts';
import fc, { runsOf } from '../../support/property.ts';
import { recordOf, type Said, said, settled } from '../../support/small-town.ts';
import { putRun } from '../../support/stored-world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

const AS_OF = '2025-05-31';
let runs = 0;

async function begin(): Promise<void> {
	await database.store.pool.query(
		'truncate record, record_key, person_mention, person_token, person, organisation, organisation_id_change, record_link, succession, search_gram, search_name, match_decision, ambiguous_record, source_run, source_state, run cascade; truncate match_memory',
	);
}

async function saveAndResolve(records: readonly IntakeRecord[]): Promise<void> {
	const runId = `run-${++runs}`;
	await putRun(database.store, runId, AS_OF);
	for (const [recordType, given] of Map.groupBy(records, (record) => record.recordType)) {
		const table = { source: 'market', recordType, kind: given[0]?.kind ?? 'registration', reading: recordType };
		const read = await openTableRead(database.store, { runId, asOf: AS_OF, ...table });
		await read.save({ results: results(...given), cursor: '1', period: null, replaces: false });
	}
	await resolveStore(database.store, { runId, asOf: AS_OF, full: true }, () => {});
}

/** The record in hand that says what a record of the town says. */
function inHand(one: Said): ReadGiven {
	const { kind, keys, body } = recordOf(one);
	const said = body as unknown as Record<string, string | null | undefined>;
	const mention = kind === 'complaint' || kind === 'advertisement';
	return {
		question: mention ? 'mention' : 'attachment',
		keys,
		division: one.division,
		creditCode: keys.find(({ feature }) => feature === 'creditCode')?.value ?? null,
		day: (said.publishedOn ?? said.receivedAt ?? said.issuedOn ?? '').slice(0, 10) || null,
		texts: [said.name ?? null, said.content ?? null],
	};
}

interface Found {
	readonly organisation: string | null;
	readonly score: number | null;
}

/** What the last resolution chose for a record by weight. */
async function chosenAtNight(recordKey: string): Promise<Found> {
	const { rows } = await database.store.pool.query<Found>(
		`select (select s.organisation_id from record s where s.rid = c.subject) as organisation, c.score
		from match_choice c join record r on r.rid = c.probe where r.record_key = $1 and c.subject is not null order by look desc limit 1`,
		[recordKey],
	);
	return rows[0] ?? { organisation: null, score: null };
}

async function chosenOnDemand(one: Said): Promise<Found> {
	const { chosen, candidates } = await matchGiven(database.store.db, SHIPPED_MODEL, inHand(one));
	const score = candidates.find(({ organisationId }) => organisationId === chosen)?.score.total ?? null;
	return { organisation: chosen, score };
}

const town = fc.array(said, { minLength: 16, maxLength: 30 });
const neighbours = Array.from({ length: 34 }, (_, no) => settled(no));
const MENTIONS = new Set(['complaint', 'advertisement']);

describe('a record in hand', () => {
	test('that a text says is given to whom the night gave the same text, with the same score', async () => {
		let linked = 0;
		await fc.assert(
			fc.asyncProperty(town, async (all) => {
				await begin();
				const last = [...new Map(all.map((one) => [recordOf(one).recordKey, one])).values()];
				await saveAndResolve([...last.map(recordOf), ...neighbours]);
				for (const one of last.filter(({ kind }) => MENTIONS.has(kind))) {
					const atNight = await chosenAtNight(recordOf(one).recordKey);
					linked += atNight.organisation === null ? 0 : 1;
					expect(await chosenOnDemand(one), JSON.stringify(one)).toEqual(atNight);
				}
			}),
			{ numRuns: runsOf(4) },
		);
		expect(linked).toBeGreaterThan(0);
	}, 600_000);

	test('that is an entry of a register is given to whom the next night gives it', async () => {
		let linked = 0;
		const entry = said.map(
			(one) => ({ ...one, kind: 'licence', no: 99, code: undefined, licence: undefined, repaired: undefined }) satisfies Said,
		);
		await fc.assert(
			fc.asyncProperty(town, entry, fc.nat(30), async (all, one, like) => {
				await begin();
				// Somebody in town bears the same name, so that there is something to find.
				const twin = {
					...(all[like % all.length] as Said),
					kind: 'registration' as const,
					code: 8,
					brand: one.brand,
					division: one.division,
				};
				await saveAndResolve([...all.map(recordOf), recordOf(twin), ...neighbours]);
				const onDemand = await chosenOnDemand(one);
				await saveAndResolve([recordOf(one)]);
				const atNight = await chosenAtNight(recordOf(one).recordKey);
				linked += atNight.organisation === null ? 0 : 1;
				expect(onDemand).toEqual(atNight);
			}),
			{ numRuns: runsOf(6) },
		);
		expect(linked).toBeGreaterThan(0);
	}, 600_000);

	test('cannot be matched before anything was resolved, and can afterwards', async () => {
		await begin();
		const keys = [{ feature: 'brand' as const, value: '帆安' }];
		const one: ReadGiven = { question: 'mention', keys, division: '990101', creditCode: null, day: null, texts: ['帆安', null] };
		await expect(matchGiven(database.store.db, SHIPPED_MODEL, one)).rejects.toMatchObject({ code: 'CONFLICT' });
		await saveAndResolve([settled(1)]);
		expect(await matchGiven(database.store.db, SHIPPED_MODEL, one)).toEqual({ chosen: null, ambiguous: false, candidates: [] });
	});
});
