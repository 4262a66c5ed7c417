import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readGivenPerson } from '#intake/keys/read-given-person.ts';
import { createTokeniser } from '#intake/tokens.ts';
import { type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrganisation, addPerson, addRecord, clearData } from '../support/hub-data.ts';

/** An invented number with a right check digit. */
const NUMBER = '990101199001010019';
const tokeniser = createTokeniser('a-secret-for-tests-only');

let database: TestDatabase;
let api: TestApi;
/** The last row of the audit before a test: rows are only ever added. */
let auditedBefore = '0';
beforeAll(async () => {
	database = await createTestDatabase();
	api = await startTestApi(database.store);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});
beforeEach(async () => {
	const { db, pool } = database.store;
	await clearData(db);
	await pool.query('truncate match_decision, person_mention, person_token');
	const { rows } = await pool.query('select coalesce(max(audit_id), 0) as last from audit');
	auditedBefore = rows[0].last;
	await addOrganisation(db, { id: 'org_a' });
	await addPerson(db, { id: 'per_one', name: '甄试一' });
	await addPerson(db, { id: 'per_two', name: '甄试一' });
	const head = { name: '甄试一', masked: '99**************31' };
	const place = { recordType: 'business', organisationId: 'org_a', divisionCode: '330106', body: { head } };
	await addRecord(db, { kind: 'registration', key: 'R1', ...place, people: { head: 'per_one' } });
	await addRecord(db, { kind: 'role', key: 'R2', ...place, recordType: 'role', body: { person: head }, people: { person: 'per_one' } });
	await addRecord(db, { kind: 'registration', key: 'R3', ...place, people: { head: 'per_two' } });
	for (const [key, number] of [
		['R1#head', NUMBER],
		['R2#person', NUMBER],
	] as const) {
		for (const { kind, value } of tokeniser.tokensOf(number).tokens)
			await pool.query('insert into person_token select pid, $2, $3 from person_mention where export_key = $1', [key, kind, value]);
	}
});

const REVIEWER: Asking = { role: 'reviewer', purpose: 'REVIEW' };
const DECIDE = `mutation Decide($verdict: MatchVerdict!, $a: MatchSideInput!, $b: MatchSideInput!) {
	decideMatch(input: { verdict: $verdict, a: $a, b: $b, reason: "one person, seen the papers" }) {
		... on MatchDecision { id about verdict a { recordType recordKey } aSlot b { recordKey } bSlot conflict }
		... on DecisionRefused { code message }
	}
}`;
const decide = (variables: Readonly<Record<string, unknown>> = {}, asking: Asking = REVIEWER) =>
	api.ask(DECIDE, { ...asking, variables: { verdict: 'SAME', a: { personId: 'per_one' }, b: { personId: 'per_two' }, ...variables } });
const mention = { source: 'registry', recordType: 'role', recordKey: 'R2', slot: 'person' };
const audited = async () => {
	const { rows } = await database.store.pool.query('select action, subject from audit where audit_id > $1 order by audit_id', [
		auditedBefore,
	]);
	return rows as { action: string; subject: Record<string, unknown> }[];
};

describe('explainMatch on people', () => {
	test('notes whom it holds against whom in the audit, also those who are named by a place in a record', async () => {
		const other = { source: 'registry', recordType: 'business', recordKey: 'R3', slot: 'head' };
		const query = 'query ($a: MatchSideInput!, $b: MatchSideInput!) { explainMatch(a: $a, b: $b) { people { standing } } }';
		const { data } = await api.ask(query, { ...REVIEWER, variables: { a: { mention }, b: { mention: other } } });
		expect(data.explainMatch.people.standing).toBe('APART');
		expect((await audited()).find(({ action }) => action === 'person:read')?.subject).toEqual({ read: ['per_one', 'per_two'] });
	});
});

describe('matchRecord by a telephone', () => {
	const query = '{ matchRecord(record: { name: "甄试", phone: "16900001234" }) { standing } }';
	const codeFor = async (asking: Asking) => (await api.ask(query, asking)).errors[0]?.extensions.code;

	test('is for those who may read telephones, with a purpose, and noted in the audit', async () => {
		expect(await codeFor({ role: 'admin' })).toBe('ACCESS_DENIED');
		expect(await codeFor({ role: 'analyst' })).toBe('ACCESS_DENIED');
		expect(await codeFor({ role: 'analyst', purpose: 'ANALYSIS' })).toBe('CONFLICT'); // nothing was resolved in this store
		expect((await audited()).map(({ action }) => action)).toContain('contact:read');
	});

	test('without one is for everybody who may read organisations', async () => {
		expect((await api.ask('{ matchRecord(record: { name: "甄试" }) { standing } }', { role: 'admin' })).errors[0]?.extensions.code).toBe(
			'CONFLICT',
		);
	});
});

describe('decideMatch on people', () => {
	test('keeps the decision by founding mentions, with who was read and what was decided in the audit', async () => {
		const { data, errors } = await decide();
		expect(errors).toEqual([]);
		expect(data.decideMatch).toMatchObject({
			about: 'PERSON',
			a: { recordType: 'business', recordKey: 'R1' },
			aSlot: 'head',
			b: { recordKey: 'R3' },
			bSlot: 'head',
			conflict: null,
		});
		const actions = (await audited()).map(({ action }) => action);
		expect(actions).toEqual(expect.arrayContaining(['match:decide', 'person:read']));
	});

	test('takes a place where a record names somebody, and is undone like any other', async () => {
		const { id } = (await decide({ verdict: 'DIFFERENT', a: { mention } })).data.decideMatch;
		const undo = `mutation Undo($id: ID!) { undoDecision(id: $id, reason: "mistaken") { ... on MatchDecision { id about undoneAt } } }`;
		const { data } = await api.ask(undo, { ...REVIEWER, variables: { id } });
		expect(data.undoDecision).toMatchObject({ id, about: 'PERSON', undoneAt: expect.any(String) });
	});

	test.each([
		['a person that is not there', { b: { personId: 'per_none' } }, 'NOT_FOUND'],
		['a place that names nobody', { b: { mention: { ...mention, slot: 'principal' } } }, 'NOT_FOUND'],
		['one person on both sides', { b: { personId: 'per_one' } }, 'INVALID_INPUT'],
		['a person beside an organisation', { b: { organisationId: 'org_a' } }, 'INVALID_INPUT'],
		['a verdict for organisations', { verdict: 'CARRIES_ON' }, 'INVALID_INPUT'],
		['two sides in one', { b: { personId: 'per_two', organisationId: 'org_a' } }, 'INVALID_INPUT'],
	])('answers %s with what to do, and keeps nothing', async (_, variables, code) => {
		const { data, errors } = await decide(variables);
		expect(errors).toEqual([]);
		expect(data.decideMatch.code).toBe(code);
		expect((await database.store.pool.query('select from match_decision')).rowCount).toBe(0);
	});

	test('is refused without a purpose, to roles that only read, and beyond the divisions of the caller', async () => {
		expect((await decide({}, { role: 'reviewer' })).errors[0]?.extensions.code).toBe('ACCESS_DENIED');
		expect((await decide({}, { role: 'analyst', purpose: 'ANALYSIS' })).errors[0]?.extensions.code).toBe('ACCESS_DENIED');
		expect((await decide({}, { ...REVIEWER, divisions: ['440000'] })).data.decideMatch.code).toBe('NOT_FOUND');
	});
});

describe('explainPerson', () => {
	const EXPLAIN =
		'{ explainPerson(id: "per_one") { person { id name masked } more mentions { slot certain ties { rule certain b { recordKey slot } } } } }';

	test('says by which rule each mention stands with another, without a number', async () => {
		const { data, errors, text } = await api.ask(EXPLAIN, { role: 'analyst', purpose: 'ANALYSIS' });
		expect(errors).toEqual([]);
		expect(data.explainPerson.person).toEqual({ id: 'per_one', name: '甄**', masked: true });
		const [first] = data.explainPerson.mentions;
		expect(first.ties[0]).toEqual({ rule: 'full', certain: true, b: { recordKey: 'R2', slot: 'person' } });
		expect(text).not.toContain(NUMBER.slice(6, 14));
		expect((await audited()).map(({ action }) => action)).toContain('person:read');
	});

	test('is refused without a purpose, and unknown beyond the divisions of the caller', async () => {
		expect((await api.ask(EXPLAIN, { role: 'analyst' })).errors[0]?.extensions.code).toBe('ACCESS_DENIED');
		const elsewhere = await api.ask(EXPLAIN, { role: 'analyst', purpose: 'ANALYSIS', divisions: ['440000'] });
		expect(elsewhere.errors[0]?.extensions.code).toBe('NOT_FOUND');
	});
});

describe('explainMatch of two people', () => {
	const COMPARE = `query Compare($a: MatchSideInput!, $b: MatchSideInput!) { explainMatch(a: $a, b: $b) {
		same { standing } people { standing ties { rule a { recordKey } b { recordKey } } } decisions { verdict undoneAt } } }`;
	const compare = (b: object, asking: Asking = REVIEWER) => api.ask(COMPARE, { ...asking, variables: { a: { personId: 'per_one' }, b } });

	test('says what they share, how they stand, and what was decided between them', async () => {
		await decide({ verdict: 'DIFFERENT' });
		const { data, errors } = await compare({ personId: 'per_two' });
		expect(errors).toEqual([]);
		expect(data.explainMatch.same).toBeNull();
		expect(data.explainMatch.people).toEqual({
			standing: 'APART',
			ties: [{ rule: 'employer', a: { recordKey: 'R1' }, b: { recordKey: 'R3' } }],
		});
		expect(data.explainMatch.decisions).toEqual([{ verdict: 'DIFFERENT', undoneAt: null }]);
		expect((await compare({ mention })).data.explainMatch.people).toMatchObject({
			standing: 'ONE_PERSON',
			ties: [{ rule: 'full' }, { rule: 'employer' }],
		});
	});

	test('holds no person against an organisation', async () => {
		expect((await compare({ organisationId: 'org_a' })).errors[0]?.extensions.code).toBe('INVALID_INPUT');
	});
});

describe('matchPerson', () => {
	const MATCH = `query Match($person: GivenPersonInput!) { matchPerson(person: $person) {
		standing numberProblem person { id name } candidates { numbersDiffer person { id } ties { rule certain silent } } } }`;
	const match = (person: object, asking: Asking = { role: 'analyst', purpose: 'ANALYSIS' }) =>
		api.ask(MATCH, { ...asking, variables: { person } });

	test('finds by the whole number, masked, and leaves the number nowhere', async () => {
		const { data, errors, text } = await match({ identityNumber: NUMBER });
		expect(errors).toEqual([]);
		expect(data.matchPerson).toMatchObject({ standing: 'FOUND', person: { id: 'per_one', name: '甄**' }, numberProblem: null });
		expect(text).not.toContain(NUMBER);
		const rows = await audited();
		expect(rows.map(({ action }) => action)).toContain('person:read');
		expect(JSON.stringify(rows)).not.toContain(NUMBER);
	});

	test('finds a mistyped number by its body beside the name, and says what is wrong with it', async () => {
		const wrong = `${NUMBER.slice(0, 17)}${NUMBER.endsWith('1') ? '2' : '1'}`;
		const { data } = await match({ name: '甄试一', identityNumber: wrong });
		expect(data.matchPerson).toMatchObject({ standing: 'FOUND', person: { id: 'per_one' }, numberProblem: 'CHECK_DIGIT' });
	});

	test('means neither of two namesakes at one employer, and nobody by another name', async () => {
		const { data } = await match({ name: '甄试一', employerId: 'org_a' });
		expect(data.matchPerson).toMatchObject({ standing: 'AMBIGUOUS', person: null });
		expect(data.matchPerson.candidates.map(({ person }: { person: { id: string } }) => person.id)).toEqual(['per_one', 'per_two']);
		expect((await match({ name: '贾样二', employerId: 'org_a' })).data.matchPerson).toMatchObject({ standing: 'NOBODY', candidates: [] });
	});

	test('refuses a name alone, callers without a purpose, and roles that never need a person', async () => {
		expect((await match({ name: '甄试一' })).errors[0]?.extensions.code).toBe('INVALID_INPUT');
		expect((await match({ identityNumber: NUMBER }, { role: 'analyst' })).errors[0]?.extensions.code).toBe('ACCESS_DENIED');
		expect((await match({ identityNumber: NUMBER }, { role: 'dashboard' })).errors[0]?.extensions.code).toBe('ACCESS_DENIED');
		expect((await audited()).filter(({ action }) => action === 'person:read')).toEqual([]);
	});

	test('finds nobody of other divisions, and notes that it was asked', async () => {
		const { data } = await match({ identityNumber: NUMBER }, { role: 'analyst', purpose: 'ANALYSIS', divisions: ['440000'] });
		expect(data.matchPerson).toMatchObject({ standing: 'NOBODY', person: null, candidates: [] });
		expect((await audited()).some(({ action }) => action === 'person:read')).toBe(true);
	});
});

describe('readGivenPerson', () => {
	test('keeps tokens and no number, and asks for more than a name', () => {
		const given = { name: '甄试一', identityNumber: NUMBER, phone: null, certificateNo: null, employerId: null, day: null };
		expect(JSON.stringify(readGivenPerson(given, tokeniser))).not.toContain(NUMBER);
		expect(() => readGivenPerson({ ...given, identityNumber: null }, tokeniser)).toThrow(/a name alone/);
	});
});
