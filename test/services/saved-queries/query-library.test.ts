import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '#commands.ts';
import { checkLibrary, readLibrary, readQueryFile } from '#services/saved-queries/query-library.ts';
import { type Answered, startTestApi, type TestApi } from '../../support/api.ts';
import { freeChecks } from '../../support/query-builders.ts';
import { openWholeHub, type WholeHub } from '../../support/whole-hub.ts';

const LIBRARY = resolve(import.meta.dirname, '../../../queries');
/** Columns that a province of 1,500 businesses can leave empty. */
const MAY_BE_EMPTY = new Set(['creditCode', 'organisation.creditCode', 'person.name']);
const slugs = readLibrary(LIBRARY).map(({ slug }) => slug);

describe('the library', () => {
	test('fits the schema, and says in both languages what each query answers', () => {
		expect(checkLibrary(LIBRARY, freeChecks).length).toBeGreaterThanOrEqual(12);
		for (const { slug, text } of readLibrary(LIBRARY)) {
			expect(text.title.zh, slug).toMatch(/[一-鿿]{4}/);
			expect(text.description.en, slug).toMatch(/\w+ \w+/);
		}
	});

	test('calls every column by a name that whoever opens a workbook understands', () => {
		const unnamed = readLibrary(LIBRARY).flatMap(({ slug, text }) => {
			const { columns } = freeChecks.plan(text);
			return columns.filter(({ path }) => text.titles[path] === undefined).map(({ path }) => `${slug}: ${path}`);
		});
		expect(unnamed).toEqual([]);
	});

	test('refuses a file that does not say what it is called', () => {
		expect(() => readQueryFile('{ me { role } }')).toThrow('title');
		const { document, defaults } = readQueryFile(
			'# title: { zh: 我, en: I }\n# description: { zh: 我, en: I }\n# defaults: { n: 3 }\n{ me { role } }\n',
		);
		expect([document, defaults]).toEqual(['{ me { role } }\n', { n: '3' }]);
	});
});

describe('on a synthetic province', () => {
	let whole: WholeHub;
	let api: TestApi;
	const asking = { role: 'reviewer', purpose: 'REVIEW' } as const;

	beforeAll(async () => {
		whole = await openWholeHub({ businesses: 1500, asOf: '2025-05-31' });
		await COMMANDS.nightly(whole.hub, { asOf: '2025-05-31', out: join(whole.folder, 'out'), bom: false });
		api = await startTestApi(whole.hub.store, { queryLibrary: LIBRARY, sources: whole.hub.config.sources });
	}, 400_000); // a whole night on a machine that others use
	afterAll(async () => {
		await api?.stop();
		await whole.drop();
	});

	async function run(path: string): Promise<{ rows: Answered[]; sources: Answered[]; columns: Answered[] }> {
		const headers = { authorization: `Bearer ${await api.token(asking)}`, 'x-purpose': asking.purpose };
		const response = await fetch(`${api.url}/queries/${path}`, { headers });
		const text = await response.text();
		expect(response.status, text.slice(0, 500)).toBe(200);
		return JSON.parse(text);
	}

	/** Organisations that rows are about, by their id or the id of their flag. */
	async function organisationsOf(rows: readonly Answered[]): Promise<ReadonlySet<string>> {
		const ids = rows.map(({ id }) => id as string);
		const { rows: found } = await whole.hub.store.pool.query(
			`select organisation_id as id from flag where flag_id = any($1) union select organisation_id from organisation where organisation_id = any($1)`,
			[ids],
		);
		return new Set(found.map(({ id }: { id: string }) => id));
	}

	/** Organisations for which something of these types was planted. */
	async function planted(...types: readonly string[]): Promise<ReadonlySet<string>> {
		const findings = whole.agencies.facts?.findings.filter(({ type }) => types.includes(type)) ?? [];
		const { rows } = await whole.hub.store.pool.query(
			`select distinct r.organisation_id as id from record r join jsonb_to_recordset($1::jsonb) as x("source" text, "recordType" text, "recordKey" text)
			on (r.source, r.record_type, r.record_key) = (x.source, x."recordType", x."recordKey") where r.organisation_id is not null`,
			[JSON.stringify(findings.flatMap(({ records }) => records))],
		);
		return new Set(rows.map(({ id }: { id: string }) => id));
	}

	test.each(slugs.filter((slug) => slug !== 'licences-ending' && slug !== 'reviews-overdue'))(
		'%s finds something, and tells the age of what it rests on',
		async (slug) => {
			const { rows, sources, columns } = await run(`${slug}.json`);
			expect(rows.length).toBeGreaterThan(0);
			expect(sources.map(({ source }) => source)).toContain('education');
			expect(sources.every(({ asOf }) => asOf !== null)).toBe(true);
			// A column that is empty in every row of a province asks for the wrong thing.
			const empty = columns.map(({ path }) => path).filter((path) => rows.every((row) => row[path] === null || row[path]?.length === 0));
			expect(empty.filter((path) => !MAY_BE_EMPTY.has(path))).toEqual([]);
		},
	);

	test.each([
		['in-service-teachers', ['inServiceTeacher']],
		['staff-without-certificate', ['certificateMissing']],
		['registered-without-licence', ['trainingWithoutLicence', 'front', 'falseClosure']],
		['barred-people', ['bannedPerson']],
		['lessons-outside-hours', ['lateLesson', 'weekendLesson']],
		['accounts-under-minimum', ['balanceBelowMinimum']],
		['unregistered-with-leads', ['unregistered']],
	])('%s finds what was planted', async (slug, types) => {
		const found = await organisationsOf((await run(`${slug}.json`)).rows);
		const truth = await planted(...types);
		const both = [...truth].filter((id) => found.has(id)).length;
		expect(truth.size).toBeGreaterThan(0);
		expect(both / truth.size).toBeGreaterThanOrEqual(0.6);
		expect(both / found.size).toBeGreaterThanOrEqual(0.8);
	});

	test('closed-schools-look-back finds schools that closed on paper alone, and those that closed', async () => {
		const found = await organisationsOf((await run('closed-schools-look-back.json')).rows);
		const onPaper = [...(await planted('falseClosure'))];
		expect(onPaper.filter((id) => found.has(id)).length).toBeGreaterThan(0);
		const { rows } = await whole.hub.store.pool.query(
			`select distinct organisation_id as id from record where kind = 'licence' and body->>'endedOn' >= '2021-07-24'`,
		);
		const closed = new Set(rows.map(({ id }: { id: string }) => id));
		expect([...found].filter((id) => !closed.has(id))).toEqual([]);
	});

	test('complaints-without-inspection leaves out whoever was inspected since', async () => {
		const found = await organisationsOf((await run('complaints-without-inspection.json')).rows);
		const { rows } = await whole.hub.store.pool.query(
			`select distinct organisation_id as id from record where kind = 'inspection' and body->>'inspectedOn' >= '2024-05-31'`,
		);
		expect(rows.filter(({ id }: { id: string }) => found.has(id))).toEqual([]);
	});

	test('licences-ending has every running licence that ends in the time, and no other', async () => {
		const { rows } = await run('licences-ending.json?from=2025-05-31&before=2027-05-31');
		const { rows: kept } = await whole.hub.store.pool.query(
			`select distinct body->>'licenceNo' as "licenceNo" from record where kind = 'licence' and organisation_id is not null
				and body->>'status' = 'ACTIVE' and body->>'validUntil' >= '2025-05-31' and body->>'validUntil' < '2027-05-31'`,
		);
		const ending = rows.filter((row) => row['licences.status'] === 'ACTIVE' && row['licences.validUntil'] < '2027-05-31');
		expect(ending.length).toBeGreaterThan(0);
		expect(ending.map((row) => row['licences.licenceNo']).toSorted()).toEqual(kept.map(({ licenceNo }) => licenceNo).toSorted());
		expect((await run('licences-ending.json?from=today&before=today')).rows).toEqual([]);
	});

	test('reviews-overdue has a case once its day is past', async () => {
		const [flag] = (await run('registered-without-licence.json')).rows;
		const opening = `mutation ($input: OpenReviewInput!) { openReview(input: $input) { __typename ... on ReviewCase { id } } }`;
		const variables = { input: { flagIds: [flag.id], grounds: '群众举报', dueOn: '2025-06-05' } };
		const { data } = await api.ask(opening, { ...asking, variables });
		expect(data.openReview.__typename).toBe('ReviewCase');
		expect((await run('reviews-overdue.json')).rows).toEqual([]);
		expect((await run('reviews-overdue.json?dueBefore=today+10')).rows).toMatchObject([
			{ id: data.openReview.id, 'flags.code': [flag.code] },
		]);
	});

	test('is installed once, and a changed file becomes a version', async () => {
		const again = await startTestApi(whole.hub.store, { queryLibrary: LIBRARY });
		await again.stop();
		const { pool } = whole.hub.store;
		const versions = async () => (await pool.query('select count(*)::int as n from saved_query_version')).rows[0].n;
		expect(await versions()).toBe(slugs.length);
		await pool.query(
			`update saved_query_version set document = '{ me { role } }' where query_id = (select min(query_id) from saved_query)`,
		);
		const third = await startTestApi(whole.hub.store, { queryLibrary: LIBRARY });
		await third.stop();
		expect(await versions()).toBe(slugs.length + 1);
	});
});
