import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SourceMapping } from '#core/mapping.ts';
import { type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation, addPerson, addRecord, addSuccession, clearData } from '../support/hub-data.ts';
import fc, { runsOf } from '../support/property.ts';

const registry = {
	id: 'registry',
	agency: { zh: '市场监管', en: 'market regulation' },
	modes: ['replicate'],
	tables: [
		{ kind: 'course', recordType: 'course' },
		{ kind: 'inspection', recordType: 'inspection' },
	],
} as unknown as SourceMapping;

let database: TestDatabase;
let api: TestApi;
const db = () => database.store.db;
const reviewer: Asking = { role: 'reviewer', purpose: 'REVIEW' };

beforeAll(async () => {
	database = await createTestDatabase();
	api = await startTestApi(database.store, { sources: [registry] });
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});
beforeEach(() => clearData(db()));

/** A list of the API: how an entry with a number is put into the store, and how a page of it is asked for. */
interface ListUnderTest {
	readonly add: (n: number) => Promise<unknown>;
	/** The list's field with `PAGE` for its arguments. */
	readonly field: string;
	readonly path: readonly string[];
	/** What tells an entry. */
	readonly entry: string;
}

const onOrganisation = (field: string, entry: string, add: ListUnderTest['add']): ListUnderTest => ({
	add,
	field: `organisation(id: "org_base") { ${field} }`,
	path: ['organisation', field.split('(')[0] ?? ''],
	entry,
});
const organisationId = 'org_base';
const day = (n: number) => `2025-05-0${1 + (n % 5)}`;

const LISTS: Readonly<Record<string, ListUnderTest>> = {
	'organisations by risk': {
		add: (n) => addOrganisation(db(), { id: `org_n${n}`, riskScore: n % 7 }),
		field: 'organisations(orderBy: RISK_DESC, PAGE)',
		path: ['organisations'],
		entry: 'id',
	},
	'organisations by name': {
		add: (n) => addOrganisation(db(), { id: `org_n${n}`, name: `机构${n % 5}` }),
		field: 'organisations(orderBy: NAME_ASC, PAGE)',
		path: ['organisations'],
		entry: 'id',
	},
	flags: {
		add: (n) => addFlag(db(), { id: `flag_n${n}`, organisationId, firstSeen: day(n) }),
		field: 'flags(orderBy: FIRST_SEEN_DESC, PAGE)',
		path: ['flags'],
		entry: 'id',
	},
	'records by key': onOrganisation('courses(PAGE)', 'provenance { recordKey }', (n) =>
		addRecord(db(), { kind: 'course', key: `K${n}`, organisationId }),
	),
	'records, newest first': onOrganisation('courses(orderBy: NEWEST, PAGE)', 'provenance { recordKey }', async (n) => {
		await addRecord(db(), { kind: 'course', key: `K${n}`, organisationId });
		await db()
			.updateTable('record')
			.set({ as_of: day(n) })
			.where('record_key', '=', `K${n}`)
			.execute();
	}),
	successions: onOrganisation('successors(PAGE)', 'successor { id }', async (n) => {
		await addSuccession(db(), organisationId, await addOrganisation(db(), { id: `org_s${n}` }));
		await db()
			.updateTable('succession')
			.set({ score_millibits: (n % 5) - 2 })
			.where('successor_id', '=', `org_s${n}`)
			.execute();
	}),
	people: onOrganisation('people(PAGE)', 'id', async (n) => {
		const person = await addPerson(db(), { id: `per_n${n}`, name: '王小明' });
		await addRecord(db(), { kind: 'staff', key: `S${n}`, organisationId, people: { person } });
	}),
};

/** One page of a list. */
async function pageOf({ field, path, entry }: ListUnderTest, first: number, after: string | null) {
	const page = `first: ${first}${after === null ? '' : `, after: "${after}"`}`;
	const { data, errors } = await api.ask(
		`{ ${field.includes(' { ') ? field.replace('PAGE', page).replace(/ \}$/, ` { totalCount edges { cursor node { ${entry} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`) : `${field.replace('PAGE', page)} { totalCount edges { cursor node { ${entry} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`} }`,
		reviewer,
	);
	expect(errors).toEqual([]);
	return path.reduce((value, step) => value[step], data);
}

describe.each(Object.entries(LISTS))('%s', (_, list) => {
	test('paged through while entries are added give each that was there throughout exactly once', { timeout: 120_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uniqueArray(fc.nat({ max: 60 }), { minLength: 3, maxLength: 12 }),
				fc.integer({ min: 1, max: 4 }),
				fc.nat({ max: 3 }),
				async (numbers, first, perPage) => {
					await clearData(db());
					await addOrganisation(db(), { id: organisationId });
					const early = numbers.slice(0, Math.ceil(numbers.length / 2));
					const late = numbers.slice(early.length);
					for (const n of early) await list.add(n);
					const before = (await pageOf(list, 50, null)).edges.map(({ node }: { node: unknown }) => JSON.stringify(node)) as string[];
					const seen: string[] = [];
					for (let after: string | null = null, more = true; more; ) {
						const page = await pageOf(list, first, after);
						expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
						seen.push(...page.edges.map(({ node }: { node: unknown }) => JSON.stringify(node)));
						after = page.pageInfo.endCursor;
						more = page.pageInfo.hasNextPage;
						for (const n of late.splice(0, perPage)) await list.add(n);
					}
					expect(seen).toHaveLength(new Set(seen).size);
					expect(seen.filter((entry) => before.includes(entry))).toEqual(before);
				},
			),
			{ numRuns: runsOf(8) },
		);
	});

	test('count all entries, whatever page is asked for, and begin and end a page with its cursors', async () => {
		await addOrganisation(db(), { id: organisationId });
		for (const n of [1, 2, 3]) await list.add(n);
		const page = await pageOf(list, 2, null);
		const whole = await pageOf(list, 50, null);
		expect(page.totalCount).toBe(whole.edges.length);
		expect(page.edges).toHaveLength(2);
		expect([page.pageInfo.startCursor, page.pageInfo.endCursor]).toEqual([page.edges[0].cursor, page.edges[1].cursor]);
	});
});

describe('a connection', () => {
	test('refuses a cursor of another order, and of another list', async () => {
		await addOrganisation(db(), { id: organisationId });
		for (const key of ['C1', 'C2']) await addRecord(db(), { kind: 'course', key, organisationId });
		const { data } = await api.ask('{ organisation(id: "org_base") { courses(first: 1) { pageInfo { endCursor } } } }');
		const { endCursor } = data.organisation.courses.pageInfo;
		for (const field of [`courses(orderBy: NEWEST, after: "${endCursor}")`, `predecessors(after: "${endCursor}")`]) {
			const refused = await api.ask(`{ organisation(id: "org_base") { ${field} { totalCount } } }`);
			expect(refused.errors[0]?.extensions.code).toBe('INVALID_INPUT');
		}
		const taken = await api.ask(
			`{ organisation(id: "org_base") { courses(after: "${endCursor}") { nodes { provenance { recordKey } } } } }`,
		);
		expect(taken.data.organisation.courses.nodes).toEqual([{ provenance: { recordKey: 'C2' } }]);
	});

	test('counts many parents’ lists in one statement', async () => {
		for (const id of ['org_a', 'org_b', 'org_c']) {
			await addOrganisation(db(), { id });
			await addRecord(db(), { kind: 'course', key: id, organisationId: id });
		}
		const without = await api.ask('{ organisations { nodes { id } } }');
		const counted = await api.ask('{ organisations { nodes { id courses { totalCount } } } }');
		expect(counted.statements - without.statements).toBe(1);
		expect(counted.data.organisations.nodes.map(({ courses }: { courses: object }) => courses)).toEqual(Array(3).fill({ totalCount: 1 }));
	});

	test('counts nothing of what the caller may not read, or of another county', async () => {
		await addOrganisation(db(), { id: organisationId });
		await addRecord(db(), { kind: 'complaint', key: 'G1', organisationId });
		await LISTS.people?.add(1);
		const refused = await api.ask('{ organisation(id: "org_base") { complaints { totalCount } people { totalCount } } }', {
			role: 'dashboard',
		});
		expect(refused.data.organisation).toEqual({ complaints: { totalCount: null }, people: { totalCount: null } });
		expect(refused.errors.map(({ extensions }) => extensions.code)).toEqual(['ACCESS_DENIED', 'ACCESS_DENIED']);
		const own = await api.ask('{ organisation(id: "org_base") { successors { totalCount } } }', { divisions: ['330106'] });
		expect(own.data.organisation.successors.totalCount).toBe(0);
		await addSuccession(db(), organisationId, await addOrganisation(db(), { id: 'org_far', divisionCode: '330205' }));
		const both = await api.ask('{ organisation(id: "org_base") { successors { totalCount } } }');
		const near = await api.ask('{ organisation(id: "org_base") { successors { totalCount nodes { kind } } } }', {
			divisions: ['330106'],
		});
		expect(both.data.organisation.successors.totalCount).toBe(1);
		expect(near.data.organisation.successors).toEqual({ totalCount: 0, nodes: [] });
	});

	test('tells how fresh the tables are from which its entries come, also when there are none', async () => {
		await addOrganisation(db(), { id: organisationId });
		const query = '{ organisation(id: "org_base") { courses { totalCount sources { source recordType kind state asOf } } } }';
		const { data } = await api.ask(query);
		const never = { source: 'registry', recordType: 'course', kind: 'COURSE', state: 'NEVER', asOf: null };
		expect(data.organisation.courses).toEqual({ totalCount: 0, sources: [never] });
		const hidden = await api.ask(query, { sources: ['schools'] });
		expect(hidden.data.organisation.courses.sources).toEqual([]);
	});

	test('of evidence goes through it in the order of the rule', async () => {
		await addOrganisation(db(), { id: organisationId });
		const evidence = ['name', 'scope', 'phones'].map((field) => ({
			source: 'registry',
			recordType: 'registration',
			recordKey: 'R',
			field,
			value: '',
			asOf: '2025-05-30',
		}));
		await addFlag(db(), { id: 'flag_a', organisationId, evidence });
		const ask = (after: string) =>
			api.ask(`{ flag(id: "flag_a") { evidence(first: 2${after}) { totalCount nodes { field } pageInfo { hasNextPage endCursor } } } }`);
		const page = (await ask('')).data.flag.evidence;
		const next = (await ask(`, after: "${page.pageInfo.endCursor}"`)).data.flag.evidence;
		expect([page.totalCount, page.nodes, page.pageInfo.hasNextPage]).toEqual([3, [{ field: 'name' }, { field: 'scope' }], true]);
		expect([next.nodes, next.pageInfo.hasNextPage]).toEqual([[{ field: 'phones' }], false]);
	});
});
