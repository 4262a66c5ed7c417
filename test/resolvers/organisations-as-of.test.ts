import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, type Day } from '#core/days.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation, addRecord, clearData } from '../support/hub-data.ts';
import fc, { runsOf } from '../support/property.ts';

let database: TestDatabase;
let api: TestApi;
const db = () => database.store.db;
const pool = () => database.store.pool;

beforeAll(async () => {
	database = await createTestDatabase();
	api = await startTestApi(database.store);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});
beforeEach(clear);

async function clear(): Promise<void> {
	await clearData(db());
	await pool().query('truncate flag_change, flag_past, review_change, record_past, run cascade');
}

const FIRST: Day = '2025-05-01';

/** An organisation with one registration, as a night of that day would leave it. */
async function addSchool(id: string, on: Day, divisionCode = '330106'): Promise<void> {
	await addOrganisation(db(), { id, name: '启航', firstSeen: on, divisionCode });
	const body = { name: '启航', status: 'ACTIVE', industryCode: 'P8399' };
	await addRecord(db(), { kind: 'registration', key: id, organisationId: id, divisionCode, body });
	await pool().query('update record set first_seen = $2, changed_on = $2, as_of = $2 where record_key = $1', [id, on]);
}

interface Facts {
	readonly name: string;
	readonly status: string;
	readonly divisionCode: string;
}

/** What a night leaves that reads other facts of an organisation. */
async function change(id: string, on: Day, { name, status, divisionCode }: Facts): Promise<void> {
	await pool().query(
		`update record set body = body || jsonb_build_object('name', $3::text, 'status', $4::text), division_code = $5, content_hash = $3 || $4 || $5, changed_on = $2, as_of = $2
		where record_key = $1 and content_hash <> $3 || $4 || $5`,
		[id, on, name, status, divisionCode],
	);
	await pool().query('update organisation set name = $2, status = $3, division_code = $4 where organisation_id = $1', [
		id,
		name,
		status,
		divisionCode,
	]);
}

/** What a night leaves that raises an organisation's flag or no longer finds it. */
async function judge(id: string, on: Day, open: boolean): Promise<void> {
	const [flag, status] = [`flag_${id.slice(4)}`, open ? 'ONGOING' : 'CLEARED'] as const;
	await pool().query(
		`insert into run (run_id, command, as_of, started_at, state, config_digest) values ($1::text, 'nightly', $2::date, $2::date, 'COMPLETE', '') on conflict do nothing`,
		[on, on],
	);
	const known = await pool().query('update flag set status = $2, last_seen = $3 where flag_id = $1', [flag, status, on]);
	if (known.rowCount === 0) await addFlag(db(), { id: flag, organisationId: id, status, severity: 'HIGH', firstSeen: on });
	const after = { severity: 'HIGH', score: '0.8000', evidenceCount: 0, evidenceDigest: 'digest', status };
	await pool().query(
		'insert into flag_change (run_id, flag_id, change, after) values ($1, $2, $3, $4) on conflict (run_id, flag_id) do update set after = excluded.after',
		[on, flag, open ? 'NEW' : 'CLEARED', after],
	);
	await pool().query('update organisation set severity = $2 where organisation_id = $1', [id, open ? 'HIGH' : null]);
}

const ALL = 'orderBy: NAME_ASC, first: 100';
const FACTS = 'totalCount nodes { id name status registered division { code } }';
/** Lists that tell much of what is known, with what comes before their other arguments. */
const LISTS = [
	ALL,
	`${ALL}, filter: { statuses: ["ACTIVE"], divisionCode: "330100" }`,
	`${ALL}, filter: { flagCodes: [FRONT_BUSINESS] }`,
	`${ALL}, filter: { anyOf: [{ minSeverity: HIGH }, { withRecords: [COURSE] }] }`,
	`${ALL}, filter: { not: { flags: { statuses: [CLEARED], minScore: 0.5 } }, courses: { name: { contains: ["书"] } } }`,
	'orderBy: FIRST_SEEN_DESC, first: 100',
];

async function lists(asOf: Day | null): Promise<readonly unknown[]> {
	const asked = LISTS.map((args, n) => `l${n}: organisations(${args}${asOf === null ? '' : `, asOf: "${asOf}"`}) { ${FACTS} }`);
	const { data, errors } = await api.ask(`{ ${asked.join(' ')} }`);
	expect(errors).toEqual([]);
	return LISTS.map((_, n) => data[`l${n}`]);
}

const step = fc.record({
	/** Days since the step before; 0: the same night. */
	later: fc.nat({ max: 2 }),
	id: fc.constantFrom('org_a', 'org_b', 'org_c'),
	what: fc.oneof(
		fc.record({
			name: fc.constantFrom('甲', '乙', '丙'),
			status: fc.constantFrom('ACTIVE', 'DEREGISTERED'),
			divisionCode: fc.constantFrom('330106', '330205'),
		}),
		fc.constantFrom<'raised' | 'cleared' | 'course'>('raised', 'cleared', 'course'),
	),
});

describe('organisations(asOf:)', () => {
	test('lists on any later day what the list of that day was, whatever changed since', { timeout: 240_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
				await clear();
				const atEndOf = new Map<Day, readonly unknown[]>();
				const known = new Set<string>();
				let [day, courses] = [FIRST, 0];
				for (const { later, id, what } of steps) {
					day = addDays(day, later);
					if (!known.has(id)) await addSchool(id, day);
					known.add(id);
					if (typeof what === 'object') await change(id, day, what);
					else if (what === 'course') {
						const key = `course${++courses}`;
						await addRecord(db(), { kind: 'course', key, organisationId: id, body: { name: '书法' } });
						await pool().query('update record set first_seen = $2, changed_on = $2 where record_key = $1', [key, day]);
					} else await judge(id, day, what === 'raised');
					atEndOf.set(day, await lists(null));
				}
				let expected: readonly unknown[] = LISTS.map(() => ({ totalCount: 0, nodes: [] }));
				for (let on = addDays(FIRST, -1); on <= addDays(day, 1); on = addDays(on, 1)) {
					expected = atEndOf.get(on) ?? expected;
					expect(await lists(on), on).toEqual(expected);
				}
			}),
			{ numRuns: runsOf(8) },
		);
	});

	test('gives each entry as of that day, with its records, flags and risk of then', async () => {
		await addSchool('org_a', FIRST);
		await judge('org_a', '2025-05-10', true);
		await judge('org_a', '2025-05-20', false);
		await change('org_a', '2025-05-20', { name: '乙', status: 'DEREGISTERED', divisionCode: '330106' });
		const of = (day: string) =>
			`organisations(asOf: "${day}") { nodes { name asOf registration { status } risk { severity flagCodes } flags { nodes { status } } } }`;
		const { data, errors } = await api.ask(`{ then: ${of('2025-05-19')} after: ${of('2025-05-20')} }`);
		expect(errors).toEqual([]);
		expect(data.then.nodes).toEqual([
			{
				name: '启航',
				asOf: '2025-05-19',
				registration: { status: 'ACTIVE' },
				risk: { severity: 'HIGH', flagCodes: ['FRONT_BUSINESS'] },
				flags: { nodes: [{ status: 'ONGOING' }] },
			},
		]);
		expect(data.after.nodes[0]).toMatchObject({ name: '乙', risk: { severity: null }, flags: { nodes: [{ status: 'CLEARED' }] } });
	});

	test('pages by a cursor that is good for its day and order alone', async () => {
		for (const id of ['org_a', 'org_b', 'org_c']) await addSchool(id, FIRST);
		const page = async (args: string) =>
			api.ask(`{ organisations(first: 2, ${args}) { nodes { id } pageInfo { endCursor hasNextPage } } }`);
		const first = await page('asOf: "2025-05-10"');
		const { endCursor, hasNextPage } = first.data.organisations.pageInfo;
		expect([first.data.organisations.nodes.length, hasNextPage]).toEqual([2, true]);
		const second = await page(`asOf: "2025-05-10", after: "${endCursor}"`);
		expect(second.data.organisations).toMatchObject({ nodes: [{ id: 'org_c' }], pageInfo: { hasNextPage: false } });
		for (const args of ['asOf: "2025-05-11"', 'orderBy: NAME_ASC', 'asOf: "2025-05-10", orderBy: FIRST_SEEN_DESC']) {
			const { errors } = await page(`${args}, after: "${endCursor}"`);
			expect(errors[0]?.extensions.code, args).toBe('INVALID_INPUT');
		}
	});

	test('keeps to what the caller may see today, and finds by where a place was then', async () => {
		await addSchool('org_a', FIRST);
		await change('org_a', '2025-05-20', { name: '启航', status: 'ACTIVE', divisionCode: '330205' });
		const count = async (divisions: string[], filter = '') =>
			(await api.ask(`{ organisations(asOf: "2025-05-10"${filter}) { totalCount nodes { division { code } } } }`, { divisions })).data
				.organisations;
		expect(await count(['330205'])).toEqual({ totalCount: 1, nodes: [{ division: { code: '330106' } }] });
		expect((await count(['330106'])).totalCount).toBe(0);
		expect((await count(['330205'], ', filter: { divisionCode: "330106" }')).totalCount).toBe(1);
		expect((await count(['330205'], ', filter: { divisionCode: "330205" }')).totalCount).toBe(0);
		expect((await count(['330106'], ', filter: { not: { divisionCode: "330205" } }')).totalCount).toBe(0);
	});

	test('asked of a division gives those that lay in it then, with the same refusals', async () => {
		await addSchool('org_a', FIRST);
		await addSchool('org_b', '2025-05-15');
		await change('org_a', '2025-05-20', { name: '启航', status: 'ACTIVE', divisionCode: '330205' });
		const list = (args: string) => api.ask(`{ division(code: "330106") { organisations(${args}) { totalCount nodes { id } } } }`);
		expect((await list('asOf: "2025-05-10"')).data.division.organisations).toEqual({ totalCount: 1, nodes: [{ id: 'org_a' }] });
		expect((await list('asOf: "2025-05-25"')).data.division.organisations).toEqual({ totalCount: 1, nodes: [{ id: 'org_b' }] });
		expect((await list('asOf: "2025-05-10", filter: { withRecords: [LICENCE] }')).data.division.organisations.totalCount).toBe(0);
		expect((await list('asOf: "2025-05-10", orderBy: RISK_DESC')).errors[0]?.extensions.code).toBe('INVALID_INPUT');
		expect((await list('first: 5')).data.division.organisations.totalCount).toBe(1);
	});

	test.each([
		['orderBy: RISK_DESC', 'NAME_ASC or FIRST_SEEN_DESC'],
		['filter: { minRiskScore: 50 }', 'minRiskScore'],
		['filter: { sharesRoomWith: {} }', 'sharesRoomWith'],
		['filter: { anyOf: [{ not: { predecessors: {} } }] }', 'predecessors'],
		['filter: { staff: { person: { certificates: {} } } }', 'staff.person'],
	])('refuses %s, of which no day is told', async (args, named) => {
		for (const field of ['totalCount', 'nodes { id }']) {
			const { errors } = await api.ask(`{ organisations(asOf: "2025-05-10", ${args}) { ${field} } }`, {
				role: 'reviewer',
				purpose: 'REVIEW',
			});
			expect(errors[0]).toMatchObject({ extensions: { code: 'INVALID_INPUT' }, message: expect.stringContaining(named) });
		}
	});

	test('refuses a filter that the caller may not use, and a day that has not come', async () => {
		const { errors } = await api.ask('{ organisations(asOf: "2025-05-10", filter: { withRecords: [INCIDENT] }) { totalCount } }', {
			role: 'dashboard',
		});
		expect(errors[0]?.extensions.code).toBe('ACCESS_DENIED');
		const ahead = await api.ask('{ organisations(asOf: "2025-06-01") { totalCount } }');
		expect(ahead.errors[0]?.extensions.code).toBe('INVALID_INPUT');
	});
});
