import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation, addRecord, forgetAudit } from '../support/hub-data.ts';

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
	database = await createTestDatabase();
	const { db } = database.store;
	for (const [n, divisionCode] of ['330106', '330106', '330203', null].entries()) {
		const organisationId = await addOrganisation(db, { id: `org_${n}`, divisionCode, riskScore: 90 - n });
		if (n === 2) continue; // one of which nothing is known
		const head = { name: '王小明', masked: '99**************31' };
		await addRecord(db, { kind: 'registration', key: `R${n}`, organisationId, body: { name: `云帆${n}`, head, phones: ['16900000001'] } });
		for (const k of [1, 2, 3]) {
			const source = k === 3 ? 'bureau' : 'edu';
			await addRecord(db, { kind: 'licence', key: `L${n}${k}`, source, organisationId, body: { status: 'ACTIVE', principal: head } });
			await addFlag(db, { id: `flag_${n}${k}`, organisationId, score: '0.5500', status: k === 1 ? 'DISMISSED' : 'NEW' });
		}
		for (const item of ['NAME', 'HEAD'])
			await addRecord(db, {
				kind: 'registrationChange',
				key: `C${n}${item}`,
				organisationId,
				body: { item, before: '王小明', after: '李小红' },
			});
		await addRecord(db, { kind: 'complaint', key: `T${n}`, organisationId, body: { content: '孩子在上课' } });
	}
	api = await startTestApi(database.store);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});
beforeEach(() => forgetAudit(database.store.db));

/** What the audit has, without what differs by nature: the document and when it was. */
async function audited(): Promise<readonly { action: string }[]> {
	await expect
		.poll(async () => (await database.store.db.selectFrom('audit').select('audit_id').where('action', '=', 'query:run').execute()).length)
		.toBe(1);
	const rows = await database.store.db.selectFrom('audit').select(['action', 'subject', 'row_count']).orderBy('action').execute();
	await forgetAudit(database.store.db);
	return rows.map(({ action, subject, row_count }) => {
		const { document: _, variables: __, ...rest } = subject as Record<string, unknown>;
		return { action, ...rest, row_count };
	});
}

/** The same selection below a list, whose relations come along, and below each of its organisations by id, whose relations are loaded. */
async function both(selection: string, asking: Asking) {
	const along = await api.ask(`{ organisations { nodes { ${selection} } } }`, asking);
	const alongAudit = await audited();
	const ids: string[] = (await api.ask('{ organisations { nodes { id } } }', asking)).data.organisations.nodes.map(
		({ id }: { id: string }) => id,
	);
	await audited();
	const loaded = await api.ask(`{ ${ids.map((id, n) => `o${n}: organisation(id: "${id}") { ${selection} }`).join(' ')} }`, asking);
	return { along, alongAudit, loaded, loadedAudit: await audited() };
}

const SELECTIONS = {
	'a registration': 'id registration { name head { name masked identityNumber } phones }',
	'a page of licences': 'licences(first: 2) { nodes { status principal { name masked } withheld } pageInfo { hasNextPage endCursor } }',
	'edges and other orders': 'registrationChanges(first: 1, orderBy: NEWEST) { edges { cursor node { item provenance { asOf source } } } }',
	'two fields of the same rows': 'a: licences(first: 1) { nodes { status } } b: licences(first: 1) { nodes { principal { name } } }',
	'flags by status':
		'open: flags(statuses: [NEW]) { nodes { id score code title { zh } } } flags(first: 1) { nodes { firstSeen evidence { nodes { field } } } }',
	'changes that may name people': 'registrationChanges { nodes { after } }',
	'a record reached through its mention':
		'licences { nodes { principal { name record { ... on Licence { status principal { name } } } } } }',
	'the organisation again, with other fields':
		'licences(first: 1) { nodes { status organisation { licences(first: 1) { nodes { principal { name } } } } } }',
	'fragments, skipped and included fields':
		'... on Organisation @include(if: true) { complaints { nodes { content } } } flags @skip(if: true) { nodes { id } } ... on Organisation { registration { name } }',
};
const CALLERS: Record<string, Asking> = {
	'a dashboard': { role: 'dashboard' },
	'an analyst without purpose': { role: 'analyst' },
	'a reviewer who reviews': { role: 'reviewer', purpose: 'REVIEW' },
	'a county': { role: 'enforcement', purpose: 'ENFORCEMENT', divisions: ['330106'] },
	'somebody of one source': { role: 'reviewer', purpose: 'REVIEW', sources: ['edu'] },
};

describe('what comes along with a list', () => {
	test.each(Object.entries(CALLERS).flatMap(([who, asking]) => Object.keys(SELECTIONS).map((what) => [who, what, asking] as const)))(
		'shows %s the same of %s as if it were loaded, and leaves the same audit',
		async (_, what, asking) => {
			const selection = SELECTIONS[what as keyof typeof SELECTIONS];
			const { along, alongAudit, loaded, loadedAudit } = await both(selection, asking);
			expect(along.data.organisations.nodes).toEqual(Object.values(loaded.data));
			const codes = (answer: typeof along) => answer.errors.map(({ extensions }) => extensions.code);
			expect(codes(along)).toEqual(codes(loaded));
			// What is met again elsewhere in the answer is read for each place, so the sums of the query differ; what is shown of people does not.
			const again = selection.includes('organisation {');
			const counted = (rows: readonly { action: string }[]) => rows.filter(({ action }) => !again || action !== 'query:run');
			expect(counted(alongAudit)).toEqual(counted(loadedAudit));
		},
	);

	test('is read by one statement', async () => {
		const { statements } = await api.ask(
			`{ organisations { nodes { registration { name } licences(first: 1) { nodes { principal { name } } } flags(first: 5) { nodes { id } } } } }`,
		);
		expect(statements).toBe(1);
	});

	test('leaves a refused cursor and a refused kind to the fields that ask for them', async () => {
		const { data, errors } = await api.ask(
			'{ organisations(first: 1) { nodes { id registration { name } licences(after: "x") { nodes { status } } complaints { nodes { content } } } } }',
			{ role: 'dashboard' },
		);
		expect(data.organisations.nodes).toEqual([{ id: 'org_0', registration: { name: '云帆0' }, licences: null, complaints: null }]);
		expect(errors.map(({ extensions }) => extensions.code).sort()).toEqual(['ACCESS_DENIED', 'INVALID_INPUT']);
	});
});
