import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation, clearData } from '../support/hub-data.ts';

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
	await database.store.pool.query('truncate review_case, review_flag, review_event, review_transfer, review_change, review_expert cascade');
	for (const [id, divisionCode] of [
		['a', '330106'],
		['b', '330205'],
	] as const) {
		await addOrganisation(database.store.db, { id: `org_${id}`, divisionCode });
		const evidence = [
			{ source: 'education', recordType: 'inspection', recordKey: 'J1', field: 'findings', value: 'a class', asOf: '2025-05-01' },
		];
		await addFlag(database.store.db, { id: `flag_${id}`, organisationId: `org_${id}`, firstSeen: '2025-05-21', evidence });
	}
});

const REVIEWER: Asking = { role: 'reviewer', purpose: 'REVIEW' };
const OFFICER: Asking = { role: 'enforcement', purpose: 'ENFORCEMENT' };
const CASE = `__typename ... on ReviewCase { id state version possible overdue dueOn flags { id status } organisation { id } }
	... on ReviewNotAllowed { message } ... on ReviewWrongState { message state possible } ... on ReviewInvalidInput { message }
	... on ReviewConflict { message current { id state } }`;
const open = async (ids: readonly string[] = ['flag_a'], asking: Asking = REVIEWER) => {
	const query = `mutation Open($ids: [ID!]!) { openReview(input: { flagIds: $ids, grounds: "three complaints" }) { ${CASE} } }`;
	return api.ask(query, { ...asking, variables: { ids } });
};
const move = async (input: Readonly<Record<string, unknown>>, asking: Asking = REVIEWER) =>
	(await api.ask(`mutation Move($input: MoveReviewInput!) { moveReview(input: $input) { ${CASE} } }`, { ...asking, variables: { input } }))
		.data.moveReview;
const dismissed = async (id = 'flag_a') => {
	const opened = (await open([id])).data.openReview;
	return move({ caseId: opened.id, version: opened.version, move: 'DISMISS', grounds: 'a reading club' });
};

describe('a case of an organisation that was retired', () => {
	test('stays on the work list without it, and can be brought to its end', async () => {
		const opened = (await open()).data.openReview;
		await database.store.pool.query(`update organisation set merged_into = '' where organisation_id = 'org_a'`);
		const listed = await api.ask('{ reviewCases { totalCount nodes { id organisation { id } } } }', REVIEWER);
		expect([listed.data, listed.errors]).toEqual([{ reviewCases: { totalCount: 1, nodes: [{ id: opened.id, organisation: null }] } }, []]);
		expect(await move({ caseId: opened.id, version: opened.version, move: 'DISMISS', grounds: 'nobody there' })).toMatchObject({
			state: 'DISMISSED',
		});
	});
});

describe('openReview and moveReview', () => {
	test('take a flag up and decide it, each by the version that was read', async () => {
		const opened = (await open()).data.openReview;
		expect(opened).toMatchObject({
			__typename: 'ReviewCase',
			state: 'SELF_CHECK',
			overdue: false,
			flags: [{ id: 'flag_a', status: 'UNDER_REVIEW' }],
		});
		expect(opened.possible).toContain('REFER');
		const moved = await move({ caseId: opened.id, version: opened.version, move: 'REFER', grounds: 'admitted' });
		expect(moved).toMatchObject({ state: 'ENFORCEMENT_DECISION' });
		expect(await move({ caseId: opened.id, version: opened.version, move: 'REFER', grounds: 'admitted' })).toMatchObject({
			__typename: 'ReviewConflict',
			current: { id: opened.id, state: 'ENFORCEMENT_DECISION' },
		});
		const confirmed = await move({ caseId: opened.id, version: moved.version, move: 'CONFIRM', grounds: 'seen on site' }, OFFICER);
		expect(confirmed).toMatchObject({ state: 'CONFIRMED', flags: [{ status: 'CONFIRMED' }] });
		const wrong = await move({ caseId: opened.id, version: confirmed.version, move: 'REFER', grounds: 'x' });
		expect(wrong).toMatchObject({ __typename: 'ReviewWrongState', state: 'CONFIRMED' });
		expect(wrong.possible).toEqual(['CONTEST', 'WITHDRAW', 'CLEAR', 'NOTE']);
	});

	test('answer what is not there or beyond the caller’s divisions alike', async () => {
		const elsewhere = (await open(['flag_a'], { ...REVIEWER, divisions: ['330205'] })).data.openReview;
		const nowhere = (await open(['flag_z'])).data.openReview;
		expect([elsewhere.__typename, nowhere.__typename]).toEqual(['ReviewInvalidInput', 'ReviewInvalidInput']);
		expect(elsewhere.message.replace('flag_a', 'flag_z')).toBe(nowhere.message);
	});

	test.each<[string, Asking]>([
		['without a purpose', { role: 'reviewer' }],
		['by analysts', { role: 'analyst', purpose: 'ANALYSIS' }],
		['by dashboards', { role: 'dashboard' }],
	])('are refused %s', async (_, asking) => {
		expect((await open(['flag_a'], asking)).errors[0]?.extensions.code).toBe('ACCESS_DENIED');
	});
});

describe('a case', () => {
	test('tells its grounds to those who may read texts of cases, and notes that they did', async () => {
		await dismissed();
		const ask = (asking: Asking) => api.ask('{ flag(id: "flag_a") { review { state history { number move by grounds } } } }', asking);
		expect((await ask(REVIEWER)).data.flag.review).toEqual({
			state: 'DISMISSED',
			history: [
				{ number: 1, move: 'OPEN', by: 'a reviewer', grounds: 'three complaints' },
				{ number: 2, move: 'DISMISS', by: 'a reviewer', grounds: 'a reading club' },
			],
		});
		const { rows } = await database.store.pool.query(`select subject from audit where action = 'caseText:read'`);
		expect(rows).toHaveLength(1);
		expect((await ask({ role: 'reviewer' })).data.flag.review.history.map(({ grounds }: { grounds: unknown }) => grounds)).toEqual([
			null,
			null,
		]);
		expect((await ask({ role: 'dashboard' })).data.flag.review).toBeNull();
	});
});

describe('reviewCases', () => {
	const list = async (args: string, asking: Asking = REVIEWER) =>
		(await api.ask(`{ reviewCases${args} { nodes { organisation { id } } pageInfo { hasNextPage endCursor } } }`, asking)).data.reviewCases;
	const ids = (page: { nodes: { organisation: { id: string } }[] }) => page.nodes.map(({ organisation }) => organisation.id);
	const setDue = async (flag: string, dueOn: string) => {
		const opened = (await open([flag])).data.openReview;
		await move({ caseId: opened.id, version: opened.version, move: 'SET_DUE', dueOn });
	};

	test('gives what is due first, a page at a time, and leaves out what is done and what is elsewhere', async () => {
		await setDue('flag_a', '2025-06-20');
		await setDue('flag_b', '2025-06-02');
		const first = await list('(first: 1)');
		expect([ids(first), first.pageInfo.hasNextPage]).toEqual([['org_b'], true]);
		expect(ids(await list(`(first: 1, after: "${first.pageInfo.endCursor}")`))).toEqual(['org_a']);
		expect(ids(await list('(filter: { dueBefore: "2025-06-20" })'))).toEqual(['org_b']);
		expect(ids(await list('', { ...REVIEWER, divisions: ['330106'] }))).toEqual(['org_a']);
		const newest = await list('(orderBy: OPENED_DESC, first: 1)');
		expect(ids(await list(`(orderBy: OPENED_DESC, first: 1, after: "${newest.pageInfo.endCursor}")`))).not.toEqual(ids(newest));
		await database.store.pool.query(`update review_case set state = 'DISMISSED' where organisation_id = 'org_a'`);
		expect(ids(await list(''))).toEqual(['org_b']);
	});
});

describe('figures', () => {
	test('count cases by state, overdue ones apart, within the caller’s divisions, for dashboards too', async () => {
		await dismissed();
		await open(['flag_b']);
		await database.store.pool.query(`update review_case set due_on = '2025-05-30' where organisation_id = 'org_b'`);
		const ask = async (asking: Asking) => (await api.ask('{ reviewCounts { state cases overdue } }', asking)).data.reviewCounts;
		expect(await ask({ role: 'dashboard' })).toEqual([
			{ state: 'DISMISSED', cases: 1, overdue: 0 },
			{ state: 'SELF_CHECK', cases: 1, overdue: 1 },
		]);
		expect(await ask({ role: 'dashboard', divisions: ['330106'] })).toEqual([{ state: 'DISMISSED', cases: 1, overdue: 0 }]);
	});

	test('tell of decided leads by source how many held and how long they took', async () => {
		await dismissed();
		const opened = (await open(['flag_b'])).data.openReview;
		const referred = await move({ caseId: opened.id, version: opened.version, move: 'REFER', grounds: 'admitted' });
		await move({ caseId: opened.id, version: referred.version, move: 'CONFIRM', grounds: 'seen' }, OFFICER);
		const ask = async (from: string) =>
			(
				await api.ask(`{ leadMeasures(from: "${from}", until: "2025-07-01") { source decided confirmed hitRate medianDays } }`, {
					role: 'dashboard',
				})
			).data.leadMeasures;
		expect(await ask('2025-05-01')).toEqual([{ source: 'education', decided: 2, confirmed: 1, hitRate: '0.5000', medianDays: 10 }]);
		expect(await ask('2025-06-01')).toEqual([]);
	});
});
