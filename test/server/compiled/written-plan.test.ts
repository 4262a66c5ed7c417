import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentHash } from '#server/trusted-documents.ts';
import { type Answer, type Asking, startTestApi, type TestApi } from '../../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addFlag, addOrganisation, addPerson, addRecord } from '../../support/hub-data.ts';

let database: TestDatabase;
let interpreting: TestApi;
let compiling: TestApi;

const NAME = '启航"教育"\\培训\n学校';
const ADDRESS = { text: '青云路1号', locality: null, road: '青云路', number: '1号', building: null, unit: null, floor: null, room: '101' };
const WHOLE = {
	name: NAME,
	status: 'ACTIVE',
	head: { name: '王小明', masked: null },
	principal: { name: '李小红', masked: '99**************42' },
	person: { name: '王小明', masked: null },
	address: ADDRESS,
	capital: '500000.50',
	establishedOn: '2020-03-31',
	validUntil: '2026-01-01',
	licenceNo: '133010660000001',
	stages: ['小学', '初中'],
	phones: ['16900000001'],
	scope: '文化艺术培训',
};

beforeAll(async () => {
	database = await createTestDatabase();
	const { db } = database.store;
	await addPerson(db, { id: 'per_a', name: '王小明' });
	for (const n of ['a', 'b', 'c', 'd']) {
		const organisationId = await addOrganisation(db, {
			id: `org_${n}`,
			name: `${NAME}${n}`,
			divisionCode: n === 'c' ? null : '330106',
			...(n === 'a' ? { riskScore: 7, severity: 'HIGH', flagCodes: ['FRONT_BUSINESS', 'STAFF_MOVED'] } : {}),
		});
		if (n === 'd') continue; // with nothing that hangs on it
		const at = { organisationId, divisionCode: '330106' };
		await addRecord(db, {
			kind: 'registration',
			key: `R${n}`,
			...at,
			body: n === 'b' ? { name: '启明' } : WHOLE,
			people: { head: 'per_a' },
		});
		for (const key of ['1', '2', '3']) await addRecord(db, { kind: 'licence', key: `L${n}${key}`, ...at, body: WHOLE });
		await addRecord(db, { kind: 'staff', key: `S${n}`, ...at, body: WHOLE, people: { person: 'per_a' } });
		for (const item of ['HEAD', 'ADDRESS'])
			await addRecord(db, { kind: 'registrationChange', key: `C${n}${item}`, ...at, body: { item, before: '王小明', after: '李小红' } });
		await addFlag(db, { id: `flag_${n}`, organisationId, personId: 'per_a' });
	}
	interpreting = await startTestApi(database.store, { compileAfter: null });
	compiling = await startTestApi(database.store, { compileAfter: 1 });
});
afterAll(async () => {
	await interpreting.stop();
	await compiling.stop();
	await database.drop();
});

/** The answer as it is compiled, which is that of an interpreted query byte by byte; the second time, for the first goes through Apollo Server. */
async function sameAnswer(query: string, asking: Asking) {
	const interpreted = await interpreting.ask(query, asking);
	await compiling.ask(query, asking);
	const compiled = await compiling.ask(query, asking);
	if (interpreted.errors.length === 0) expect(compiled.text, query).toBe(interpreted.text);
	expect(compiled.data, query).toEqual(interpreted.data);
	// Of several errors under one null either way of executing may tell one or all, in any order.
	const said = (answer: Answer) => answer.errors.map((error) => JSON.stringify(error).replaceAll(/"errorId":"\w+"|under \w+/g, ''));
	expect(said(compiled), query).toEqual(expect.arrayContaining(said(interpreted)));
	expect(interpreted.errors.length > 0, query).toBe(compiled.errors.length > 0);
	return compiled;
}

const list = (selection: string) => `{ organisations { nodes { ${selection} } } }`;

const CALLERS: readonly Asking[] = [
	{ role: 'dashboard' },
	{ role: 'analyst' },
	{ role: 'reviewer', purpose: 'REVIEW' },
	{ role: 'admin' },
	{ role: 'enforcement', purpose: 'ENFORCEMENT', divisions: ['330100'], sources: ['registry'] },
	{ role: 'reviewer', purpose: 'REVIEW', divisions: [] },
	{ role: 'analyst', sources: [] },
];

describe('a list that the store writes', () => {
	test.each([
		list(
			'id name creditCode divisionCode status industryCode registered firstSeen risk { score severity flagCodes weights __typename } __typename',
		),
		list('registration { kind freshness name status capital establishedOn endedOn scope address { text road room __typename } }'),
		list(
			'registration { provenance { source recordType recordKey asOf firstSeen endedOn } head { name masked } phones withheld faults { field } }',
		),
		list('licences(first: 2) { __typename nodes { licenceNo stages validUntil principal { name masked identityNumber } category } }'),
		list('a: licences(first: 1) { nodes { name } } b: licences(first: 3, orderBy: NEWEST) { nodes { licenceNo kind } }'),
		list(
			'flags(first: 5) { nodes { id code severity score status firstSeen lastSeen ruleVersion title { zh en } legalBasis counterEvidence guise } }',
		),
		list('flags { nodes { code evidence { nodes { value } } person { name } organisation { id name } } }'),
		list('registrationChanges { nodes { item before after changedOn } }'),
		list('staff { nodes { person { name certain person { id } record { kind } } post } }'),
		list('risk { score contributions { code } } division { name } people { nodes { name } } dossier { asOf }'),
		'{ organisations(first: 2) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }',
		'{ organisations(first: 2, orderBy: NAME_ASC) { pageInfo { endCursor } nodes { name } } }',
		'{ organisations(filter: { divisionCode: "110000" }) { nodes { id } pageInfo { startCursor hasNextPage } } }',
		'{ organisations(first: 1, after: "x") { nodes { id } } }',
		'{ a: organisations(first: 1) { nodes { id } } b: organisations(first: 2) { n: nodes { code: creditCode n: name } } }',
	])('is what graphql-js would say: %s', async (query) => {
		for (const asking of CALLERS) await sameAnswer(query, asking);
	});

	test.each([
		list('licences(first: 1) { nodes { name } pageInfo { hasNextPage endCursor } totalCount }'),
		list('complaints { nodes { content } }'),
		list('registration(freshness: LIVE) { name }'),
		list('flags(first: 0) { nodes { id } }'),
		'{ organisations { edges { cursor node { id } } nodes { name } } }',
	])('is read as rows where something in it cannot be written, with the same answer: %s', async (query) => {
		for (const asking of CALLERS) await sameAnswer(query, asking);
	});

	test('takes variables and directives from each request', async () => {
		const query = `query ($n: Int!, $all: Boolean!, $after: String) { organisations(first: 3, after: $after) {
			nodes { id name @include(if: $all) licences(first: $n) { nodes { licenceNo } } } pageInfo { endCursor } } }`;
		const { data } = await sameAnswer(query, { variables: { n: 1, all: true } });
		expect(data.organisations.nodes[0].licences.nodes).toHaveLength(1);
		const after = data.organisations.pageInfo.endCursor;
		for (const variables of [
			{ n: 2, all: false },
			{ n: 1, all: false, after },
			{ n: 101, all: true },
		])
			await sameAnswer(query, { variables });
	});

	test('answers the documents of the house', async () => {
		const variables = { since: '2020-01-01', from: '2020-01-01', before: '2030-01-01', dueBefore: '2030-01-01', division: '330106' };
		const root = join(import.meta.dirname, '../../..');
		for (const file of globSync('{queries,bench/api/documents}/*.graphql', { cwd: root }).sort()) {
			const query = readFileSync(join(root, file), 'utf8');
			for (const asking of CALLERS.slice(0, 3)) {
				const { data } = await sameAnswer(query, { ...asking, variables });
				expect(data, file).not.toBeUndefined();
			}
		}
	});

	test('is one statement, whatever comes along', async () => {
		const query = list('id registration { name } licences { nodes { name principal { name } } } flags { nodes { code } }');
		const { statements } = await sameAnswer(query, { role: 'dashboard' });
		expect(statements).toBe(1);
	});

	test('leaves the same rows in the audit', async () => {
		const query = list(
			'id registration { head { name } } licences(first: 1) { nodes { principal { name identityNumber } } } flags { nodes { code } }',
		);
		const asking = { role: 'reviewer', purpose: 'REVIEW' } as const;
		await sameAnswer(query, asking);
		const { rows } = await database.store.pool.query(
			`select request, json_agg(json_build_array(action, subject, row_count) order by action)::text as said, min(audit_id) as at from audit
			where request in (select request from audit where subject->>'document' = $1) group by request order by at`,
			[documentHash(query)],
		);
		expect(rows.map(({ said }) => said)).toEqual(Array(3).fill(rows[0]?.said));
		expect(rows[0]?.said).toContain('personName:read');
	});
});

describe('a value that is not what the store takes it for', () => {
	test.each([
		['440101', 'a status outside its list', { status: 'GONE' }],
		['440102', 'a text that holds an identity number', { scope: '法定代表人99010119900101001X' }],
		['440103', 'a number where a text should be', { name: 5 }],
		['440104', 'a day that is none', { establishedOn: 'yesterday' }],
	])('(%s) %s is left to the resolvers', async (divisionCode, _, body) => {
		const { db } = database.store;
		const organisationId = await addOrganisation(db, { id: `org_odd${divisionCode}`, divisionCode });
		await addRecord(db, { kind: 'registration', key: divisionCode, organisationId, body: { ...WHOLE, ...body } });
		const query = `{ organisations(filter: { divisionCode: "${divisionCode}" }) { nodes { id registration { name status scope establishedOn } } } }`;
		const { text } = await sameAnswer(query, { role: 'analyst' });
		expect(text).toContain(`"org_odd${divisionCode}"`);
		expect(text).not.toContain('99010119900101001X');
	});
});
