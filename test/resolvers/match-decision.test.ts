import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrganisation, addRecord, clearData } from '../support/hub-data.ts';

let database: TestDatabase;
let api: TestApi;
beforeAll(async () => {
	database = await createTestDatabase();
	api = await startTestApi(database.store);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});
beforeEach(async () => {
	await clearData(database.store.db);
	await database.store.pool.query('truncate match_decision, ambiguous_record');
	for (const id of ['org_a', 'org_b']) {
		await addOrganisation(database.store.db, { id });
		await addRecord(database.store.db, { kind: 'registration', recordType: 'business', key: id, organisationId: id });
	}
});

const REVIEWER: Asking = { role: 'reviewer', purpose: 'REVIEW' };
const DECIDE = `mutation Decide($a: MatchSideInput!, $b: MatchSideInput!, $reason: String!) {
	decideMatch(input: { verdict: SAME, a: $a, b: $b, reason: $reason }) {
		... on MatchDecision { id verdict a { recordKey } b { source recordType recordKey } decidedBy reason undoneAt conflict }
		... on DecisionRefused { code message }
	}
}`;
const decide = (variables: Readonly<Record<string, unknown>> = {}, asking: Asking = REVIEWER) =>
	api.ask(DECIDE, {
		...asking,
		variables: { a: { organisationId: 'org_a' }, b: { organisationId: 'org_b' }, reason: 'one head, seen on site', ...variables },
	});
const audited = async () => {
	const { rows } = await database.store.pool.query(
		`select action, subject ->> 'decisionId' as id from audit where action like 'match:%' order by audit_id`,
	);
	return rows as { action: string; id: string }[];
};

describe('decideMatch', () => {
	test('keeps who decided what and why by founding records, with a row of the audit', async () => {
		const { data, errors } = await decide();
		expect(errors).toEqual([]);
		expect(data.decideMatch).toMatchObject({
			verdict: 'SAME',
			a: { recordKey: 'org_a' },
			b: { source: 'registry', recordType: 'business', recordKey: 'org_b' },
			decidedBy: 'a reviewer',
			reason: 'one head, seen on site',
			undoneAt: null,
			conflict: null,
		});
		expect((await audited()).at(-1)).toEqual({ action: 'match:decide', id: data.decideMatch.id });
	});

	test.each([
		['a side that is not there', { b: { organisationId: 'org_z' } }, 'NOT_FOUND'],
		['one thing on both sides', { b: { organisationId: 'org_a' } }, 'INVALID_INPUT'],
		['a side that names nothing', { b: {} }, 'INVALID_INPUT'],
		['no reason', { reason: ' ' }, 'INVALID_INPUT'],
	])('answers %s with what to do, and keeps nothing', async (_, variables, code) => {
		const before = await audited();
		const { data, errors } = await decide(variables);
		expect(errors).toEqual([]);
		expect(data.decideMatch.code).toBe(code);
		expect((await database.store.pool.query('select from match_decision')).rowCount).toBe(0);
		expect(await audited()).toEqual(before);
	});

	test('is refused without a purpose, to roles that only read, and beyond the divisions of the caller', async () => {
		expect((await decide({}, { role: 'reviewer' })).errors[0]?.extensions.code).toBe('ACCESS_DENIED');
		expect((await decide({}, { role: 'analyst', purpose: 'ANALYSIS' })).errors[0]?.extensions.code).toBe('ACCESS_DENIED');
		expect((await decide({}, { ...REVIEWER, divisions: ['440000'] })).data.decideMatch.code).toBe('NOT_FOUND');
	});
});

describe('undoDecision', () => {
	const UNDO = `mutation Undo($id: ID!) { undoDecision(id: $id, reason: "mistaken") {
		... on MatchDecision { id undoneAt } ... on DecisionRefused { code }
	} }`;

	test('undoes a decision once, and says the second time that none stands', async () => {
		const { id } = (await decide()).data.decideMatch;
		const undo = () => api.ask(UNDO, { ...REVIEWER, variables: { id } });
		expect((await undo()).data.undoDecision).toEqual({ id, undoneAt: expect.stringMatching(/^2025-05-31/) });
		expect((await undo()).data.undoDecision).toEqual({ code: 'NOT_FOUND' });
		expect((await audited()).slice(-1)).toEqual([{ action: 'match:undo', id }]);
	});
});

describe('ambiguousRecords', () => {
	const LIST = '{ ambiguousRecords(first: 5) { record { kind provenance { recordKey } } candidates { score organisation { id } } } }';

	test('gives each record with the organisations it fits, to those who decide and nobody else', async () => {
		const { recordKey } = await addRecord(database.store.db, { kind: 'inspection', key: 'J1' });
		const candidates = JSON.stringify([
			{ organisationId: 'org_b', score: 9000 },
			{ organisationId: 'org_a', score: 8500 },
		]);
		await database.store.pool.query('insert into ambiguous_record select rid, $2 from record where record_key = $1', [
			recordKey,
			candidates,
		]);
		const { data } = await api.ask(LIST, REVIEWER);
		expect(data.ambiguousRecords).toEqual([
			{
				record: { kind: 'INSPECTION', provenance: { recordKey: 'J1' } },
				candidates: [
					{ score: 9000, organisation: { id: 'org_b' } },
					{ score: 8500, organisation: { id: 'org_a' } },
				],
			},
		]);
		expect((await api.ask(LIST, { role: 'dashboard' })).errors[0]?.extensions.code).toBe('ACCESS_DENIED');
	});
});
