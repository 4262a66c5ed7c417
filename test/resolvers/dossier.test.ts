import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addCase, addFlag, addOrganisation, addPerson, addRecord, addSuccession, clearData } from '../support/hub-data.ts';
import fc, { runsOf } from '../support/property.ts';

let database: TestDatabase;
let api: TestApi;
const db = () => database.store.db;

beforeAll(async () => {
	database = await createTestDatabase();
	api = await startTestApi(database.store);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});
beforeEach(async () => {
	await clearData(db());
	await database.store.pool.query('truncate flag_change, review_change, hub_list_entry, review_case cascade');
});

const CODE = '91330106MA0000001X';

/** A school of whose life every agency tells something. */
async function addSchool(id = 'org_a'): Promise<void> {
	await addOrganisation(db(), { id, name: '启航学校', creditCode: CODE, firstSeen: '2025-05-01' });
	const of = { organisationId: id };
	const head = { name: '王小明', masked: '99**************31' };
	await addPerson(db(), { id: 'per_w', name: '王小明' });
	await addRecord(db(), {
		...of,
		kind: 'registration',
		key: 'R',
		body: { name: '启航学校', creditCode: CODE, status: 'ACTIVE', establishedOn: '2019-03-01', head },
		people: { head: 'per_w' },
	});
	await addRecord(db(), { ...of, kind: 'registrationChange', key: 'C', body: { item: 'SCOPE', changedOn: '2020-01-05' } });
	await addRecord(db(), {
		...of,
		kind: 'licence',
		key: 'L',
		body: { issuedOn: '2019-06-01', validUntil: '2021-12-31', endedOn: '2021-08-01' },
	});
	await addRecord(db(), { ...of, kind: 'licence', key: 'M', body: { issuedOn: '2020-06-01', validUntil: '2024-05-31' } });
	await addRecord(db(), { ...of, kind: 'staff', key: 'S', body: { from: '2021-09-01', to: '2099-01-01' }, people: { person: 'per_w' } });
	await addRecord(db(), { ...of, kind: 'complaint', key: 'K', body: { receivedAt: '2025-02-01T09:00:00+08:00', content: '周末补课' } });
	await addRecord(db(), { ...of, kind: 'inspection', key: 'I', body: { inspectedOn: '2025-03-01', outcome: 'NONE' } });
	await addRecord(db(), { ...of, kind: 'incident', key: 'P', body: { occurredAt: '2025-03-01T23:30:00+08:00' } });
}

/** A change of a flag that a run told. */
async function addChange(flagId: string, asOf: string, change: string, before: string | null, after: string): Promise<void> {
	const { pool } = database.store;
	await pool.query(
		`insert into run (run_id, command, as_of, started_at, state, config_digest) values ($1, 'nightly', $2, $2::date, 'COMPLETE', '') on conflict do nothing`,
		[`run-${asOf}`, asOf],
	);
	const snapshot = (status: string | null) =>
		status === null ? null : { severity: 'HIGH', score: '0.8000', evidenceCount: 0, evidenceDigest: 'digest', status };
	await pool.query('insert into flag_change (run_id, flag_id, change, before, after) values ($1, $2, $3, $4, $5)', [
		`run-${asOf}`,
		flagId,
		change,
		snapshot(before),
		snapshot(after),
	]);
}

const TIMELINE = '{ dossier(organisationId: "org_a") { timeline(first: 50) { totalCount hidden nodes { on event } } } }';
const REVIEW = { role: 'reviewer', purpose: 'REVIEW' } as const;
const told = (data: { dossier: { timeline: { nodes: { on: string; event: string }[] } } }) =>
	data.dossier.timeline.nodes.map(({ on, event }) => `${on} ${event}`);

describe('the timeline', () => {
	test('tells what the records say to have happened, newest first, and nothing that lies ahead', async () => {
		await addSchool();
		const { data, errors } = await api.ask(TIMELINE, REVIEW);
		expect(errors).toEqual([]);
		expect(told(data)).toEqual([
			'2025-05-01 FIRST_KNOWN',
			'2025-03-01 INCIDENT',
			'2025-03-01 INSPECTED',
			'2025-02-01 COMPLAINED_OF',
			'2024-05-31 LICENCE_RAN_OUT',
			'2021-09-01 STAFF_JOINED',
			'2021-08-01 LICENCE_ENDED',
			'2020-06-01 LICENSED',
			'2020-01-05 REGISTRATION_CHANGED',
			'2019-06-01 LICENSED',
			'2019-03-01 REGISTERED',
		]);
		expect(data.dossier.timeline).toMatchObject({ totalCount: 11, hidden: [] });
	});

	test('tells when flags came, went and came again, and what people did', async () => {
		await addSchool();
		await addFlag(db(), { id: 'flag_a', organisationId: 'org_a', status: 'UNDER_REVIEW' });
		await addChange('flag_a', '2025-05-10', 'NEW', null, 'NEW');
		await addChange('flag_a', '2025-05-11', 'CHANGED', 'NEW', 'ONGOING');
		await addChange('flag_a', '2025-05-20', 'CLEARED', 'ONGOING', 'CLEARED');
		await addChange('flag_a', '2025-05-25', 'CHANGED', 'CLEARED', 'REOPENED');
		await database.store.pool.query(
			`insert into review_change (flag_id, at, before, after) values ('flag_a', '2025-05-28T17:00:00Z', '{"status":"REOPENED"}', '{"status":"UNDER_REVIEW"}')`,
		);
		await addCase(database.store, { id: 'case_a', organisationId: 'org_a', flagId: 'flag_a' });
		const query = `{ dossier(organisationId: "org_a") { timeline(events: [FLAG_RAISED, FLAG_CLEARED, FLAG_REOPENED, FLAG_DECIDED, CASE_MOVED]) { nodes { on event flagStatus flag { id } review { id } record { kind } } } } }`;
		const { data, errors } = await api.ask(query, REVIEW);
		expect(errors).toEqual([]);
		const flag = { id: 'flag_a' };
		expect(data.dossier.timeline.nodes).toEqual([
			{ on: '2025-05-30', event: 'CASE_MOVED', flagStatus: null, flag: null, review: { id: 'case_a' }, record: null },
			{ on: '2025-05-29', event: 'FLAG_DECIDED', flagStatus: 'UNDER_REVIEW', flag, review: null, record: null },
			{ on: '2025-05-25', event: 'FLAG_REOPENED', flagStatus: 'REOPENED', flag, review: null, record: null },
			{ on: '2025-05-20', event: 'FLAG_CLEARED', flagStatus: 'CLEARED', flag, review: null, record: null },
			{ on: '2025-05-10', event: 'FLAG_RAISED', flagStatus: 'NEW', flag, review: null, record: null },
		]);
	});

	test('tells of successions where both sides are seen, and of neither where one is not', async () => {
		await addSchool();
		await addOrganisation(db(), { id: 'org_b', name: '启杭托管', divisionCode: '330205' });
		await addRecord(db(), { kind: 'registration', key: 'B', organisationId: 'org_b', body: { establishedOn: '2024-07-01' } });
		await addSuccession(db(), 'org_a', 'org_b');
		const query = (id: string) =>
			`{ dossier(organisationId: "${id}") { timeline(events: [PREDECESSOR_ENDED, SUCCESSOR_BEGAN]) { nodes { on event other { id } } } } }`;
		const a = await api.ask(query('org_a'), REVIEW);
		expect(a.data.dossier.timeline.nodes).toEqual([{ on: '2024-07-01', event: 'SUCCESSOR_BEGAN', other: { id: 'org_b' } }]);
		const b = await api.ask(query('org_b'), REVIEW);
		expect(b.data.dossier.timeline.nodes).toEqual([{ on: '2021-08-01', event: 'PREDECESSOR_ENDED', other: { id: 'org_a' } }]);
		const county = await api.ask(query('org_a'), { ...REVIEW, divisions: ['330106'] });
		expect(county.data.dossier.timeline.nodes).toEqual([]);
	});

	test('leaves out what the caller may not read, and says so', async () => {
		await addSchool();
		const dashboard = await api.ask(TIMELINE, { role: 'dashboard' });
		expect(dashboard.errors).toEqual([]);
		expect(dashboard.data.dossier.timeline.hidden).toEqual(['ACCOUNT_OPENED', 'COMPLAINED_OF', 'INCIDENT', 'CASE_MOVED']);
		expect(told(dashboard.data).filter((line) => /INCIDENT|COMPLAINED/.test(line))).toEqual([]);
		expect(dashboard.data.dossier.timeline.totalCount).toBe(9);
		const source = await api.ask(TIMELINE, { ...REVIEW, sources: ['elsewhere'] });
		expect(told(source.data)).toEqual(['2025-05-01 FIRST_KNOWN']);
	});

	test('goes on page by page without loss or doubles, also where more happened in between', { timeout: 120_000 }, async () => {
		await addOrganisation(db(), { id: 'org_a', firstSeen: '2025-05-01' });
		const page = (first: number, after: string | null) =>
			api.ask(
				`query ($first: Int!, $after: String) { dossier(organisationId: "org_a") { timeline(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes { on event record { provenance { recordKey } } } } } }`,
				{ ...REVIEW, variables: { first, after } },
			);
		let n = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 }),
				fc.integer({ min: 2, max: 4 }),
				async (days, first) => {
					await database.store.pool.query('truncate record cascade');
					for (const day of days)
						await addRecord(db(), {
							kind: 'inspection',
							key: `I${n++}`,
							organisationId: 'org_a',
							body: { inspectedOn: `2025-03-0${day}` },
						});
					const all: string[] = [];
					for (let after: string | null = null; ; ) {
						const { data } = await page(first, after);
						all.push(...data.dossier.timeline.nodes.map((node: object) => JSON.stringify(node)));
						// Newer than all that was given: it must not push anything onto the next page.
						await addRecord(db(), { kind: 'inspection', key: `N${n++}`, organisationId: 'org_a', body: { inspectedOn: '2025-04-01' } });
						if (!data.dossier.timeline.pageInfo.hasNextPage) break;
						after = data.dossier.timeline.pageInfo.endCursor;
					}
					expect(new Set(all).size).toBe(all.length);
					expect(all.length).toBe(days.length + 1);
					expect(all.map((node) => JSON.parse(node).on)).toEqual(
						all
							.map((node) => JSON.parse(node).on)
							.toSorted()
							.toReversed(),
					);
				},
			),
			{ numRuns: runsOf(5) },
		);
	});

	test('refuses the cursor of another list', async () => {
		await addSchool();
		const { data } = await api.ask('{ dossier(organisationId: "org_a") { records(first: 1) { pageInfo { endCursor } } } }', REVIEW);
		const after = data.dossier.records.pageInfo.endCursor;
		const { errors } = await api.ask(`{ dossier(organisationId: "org_a") { timeline(after: "${after}") { nodes { on } } } }`, REVIEW);
		expect(errors[0]?.extensions.code).toBe('INVALID_INPUT');
	});
});

describe('a dossier', () => {
	test('counts what it holds, tells none from not allowed and not told', async () => {
		await addSchool();
		await database.store.pool.query(
			`insert into source_state (source, record_type, as_of, last_success_at) values ('registry', 'inspection', '2025-05-30', now())`,
		);
		const query = '{ dossier(organisationId: "org_a") { asOf holdings { kind records asOf told } } }';
		const holding = async (role: 'dashboard' | 'analyst', kind: string) =>
			(await api.ask(query, { role })).data.dossier.holdings.find((one: { kind: string }) => one.kind === kind);
		expect(await holding('analyst', 'LICENCE')).toEqual({ kind: 'LICENCE', records: 2, asOf: '2025-05-30', told: false });
		expect(await holding('analyst', 'COURSE')).toEqual({ kind: 'COURSE', records: 0, asOf: null, told: false });
		expect(await holding('analyst', 'INCIDENT')).toMatchObject({ records: 1 });
		expect(await holding('dashboard', 'INCIDENT')).toEqual({ kind: 'INCIDENT', records: null, asOf: null, told: false });
	});

	test('has the records of all kinds that the caller may read, masked as elsewhere', async () => {
		await addSchool();
		const query =
			'{ dossier(organisationId: "org_a") { records(first: 50) { totalCount nodes { kind ... on Registration { head { name masked } } } } } }';
		const analyst = await api.ask(query);
		expect(analyst.data.dossier.records.totalCount).toBe(8);
		expect(analyst.data.dossier.records.nodes).toHaveLength(8);
		expect(analyst.text).not.toContain('王小明');
		const reviewer = await api.ask(query, REVIEW);
		expect(reviewer.text).toContain('王小明');
		const dashboard = await api.ask(query, { role: 'dashboard' });
		expect(dashboard.data.dossier.records.totalCount).toBe(6);
		expect(dashboard.data.dossier.records.nodes).toHaveLength(6);
	});

	test('is not found outside the caller’s divisions', async () => {
		await addSchool();
		const { data, errors } = await api.ask(TIMELINE, { ...REVIEW, divisions: ['330205'] });
		expect([data.dossier, errors]).toEqual([null, []]);
	});

	test('of many organisations is one statement a part', async () => {
		for (const id of ['org_1', 'org_2', 'org_3']) await addOrganisation(db(), { id });
		const parts = 'holdings { records } timeline { totalCount nodes { on } } premises { nodes { findings } } records { nodes { kind } }';
		const without = await api.ask('{ organisations { nodes { id } } }');
		const answer = await api.ask(`{ organisations { nodes { id dossier { ${parts} } } } }`);
		expect(answer.errors).toEqual([]);
		expect(answer.statements - without.statements).toBe(5);
	});

	test('tells of sanctions in its room against others, and not of its own', async () => {
		await addSchool();
		await addOrganisation(db(), { id: 'org_b' });
		await addRecord(db(), {
			kind: 'inspection',
			key: 'X',
			organisationId: 'org_b',
			body: { outcome: 'SEALED', inspectedOn: '2025-01-01' },
		});
		await addRecord(db(), {
			kind: 'inspection',
			key: 'Y',
			organisationId: 'org_a',
			body: { outcome: 'SEALED', inspectedOn: '2025-01-02' },
		});
		await database.store.pool.query(
			`insert into record_key (rid, feature, value) select rid, 'room', 'one room' from record where record_key in ('R', 'X', 'Y')`,
		);
		const { data } = await api.ask(
			'{ dossier(organisationId: "org_a") { premises { totalCount nodes { outcome provenance { recordKey } } } } }',
		);
		expect(data.dossier.premises).toEqual({ totalCount: 1, nodes: [{ outcome: 'SEALED', provenance: { recordKey: 'X' } }] });
	});
});

describe('asOf', () => {
	/** The name was another one until a run of 20 May, and a course was first read by it. */
	async function addPast(): Promise<void> {
		await addSchool();
		const { pool } = database.store;
		await addRecord(db(), { kind: 'course', key: 'Q', organisationId: 'org_a', body: { name: '书法' } });
		await pool.query(`update record set first_seen = '2025-05-20', changed_on = '2025-05-20' where record_key = 'Q'`);
		await pool.query(`update record set changed_on = '2025-05-01' where record_key <> 'Q'`);
		await pool.query(
			`update record set body = body || '{"name":"启航托管","status":"DEREGISTERED"}', content_hash = 'other', changed_on = '2025-05-20' where record_key = 'R'`,
		);
		await pool.query(`update organisation set name = '启航托管', status = 'DEREGISTERED' where organisation_id = 'org_a'`);
	}
	const facts = 'name status asOf registration { name status } courses { totalCount nodes { name } } licences { totalCount }';

	test('gives an organisation as it was known at the end of that day', async () => {
		await addPast();
		const { data, errors } = await api.ask(
			`{ now: organisation(id: "org_a") { ${facts} } then: organisation(id: "org_a", asOf: "2025-05-19") { ${facts} } on: organisationByCreditCode(creditCode: "${CODE}", asOf: "2025-05-20") { ${facts} } }`,
		);
		expect(errors).toEqual([]);
		const course = { totalCount: 1, nodes: [{ name: '书法' }] };
		const after = { name: '启航托管', status: 'DEREGISTERED', registration: { name: '启航托管', status: 'DEREGISTERED' }, courses: course };
		expect(data.now).toEqual({ ...after, asOf: null, licences: { totalCount: 2 } });
		expect(data.on).toEqual({ ...after, asOf: '2025-05-20', licences: { totalCount: 2 } });
		expect(data.then).toEqual({
			name: '启航学校',
			status: 'ACTIVE',
			asOf: '2025-05-19',
			registration: { name: '启航学校', status: 'ACTIVE' },
			courses: { totalCount: 0, nodes: [] },
			licences: { totalCount: 2 },
		});
	});

	test('gives a dossier, its timeline and the records behind it as known then', async () => {
		await addPast();
		const parts =
			'asOf organisation { name asOf } holdings { kind records } timeline(events: [REGISTERED]) { nodes { record { ... on Registration { name } } } }';
		const query = `{ dossier(organisationId: "org_a", asOf: "2025-05-19") { ${parts} } organisation(id: "org_a") { dossier(asOf: "2025-05-19") { ${parts} } } inherited: organisation(id: "org_a", asOf: "2025-05-19") { dossier { ${parts} } } }`;
		const { data, errors } = await api.ask(query);
		expect(errors).toEqual([]);
		expect(data.dossier).toMatchObject({ asOf: '2025-05-19', organisation: { name: '启航学校', asOf: '2025-05-19' } });
		expect(data.dossier.holdings.find((one: { kind: string }) => one.kind === 'COURSE').records).toBe(0);
		expect(data.dossier.timeline.nodes).toEqual([{ record: { name: '启航学校' } }]);
		expect(data.organisation.dossier).toEqual(data.dossier);
		expect(data.inherited.dossier).toEqual(data.dossier);
	});

	test('gives flags and risk as they were then', async () => {
		await addPast();
		await addFlag(db(), { id: 'flag_a', organisationId: 'org_a', status: 'CLEARED' });
		await addChange('flag_a', '2025-05-10', 'NEW', null, 'NEW');
		await addChange('flag_a', '2025-05-20', 'CLEARED', 'NEW', 'CLEARED');
		const query = (day: string) =>
			`{ organisation(id: "org_a", asOf: "${day}") { risk { score flagCodes } flags { totalCount nodes { status } } } }`;
		const on = async (day: string) => (await api.ask(query(day))).data.organisation;
		expect(await on('2025-05-09')).toEqual({ risk: { score: 0, flagCodes: [] }, flags: { totalCount: 0, nodes: [] } });
		const open = await on('2025-05-19');
		expect(open).toMatchObject({ risk: { flagCodes: ['FRONT_BUSINESS'] }, flags: { totalCount: 1, nodes: [{ status: 'NEW' }] } });
		expect(open.risk.score).toBeGreaterThan(0);
		expect(await on('2025-05-20')).toMatchObject({ risk: { score: 0 }, flags: { nodes: [{ status: 'CLEARED' }] } });
	});

	test('finds nobody whom the hub did not know yet', async () => {
		await addPast();
		const { data, errors } = await api.ask(
			'{ organisation(id: "org_a", asOf: "2025-04-30") { name } dossier(organisationId: "org_a", asOf: "2025-04-30") { asOf } }',
		);
		expect([data, errors]).toEqual([{ organisation: null, dossier: null }, []]);
	});

	test('finds the one that goes on under an id that was merged away, and nobody under one that was retired', async () => {
		await addPast();
		await addOrganisation(db(), { id: 'org_m', mergedInto: 'org_a' });
		await addOrganisation(db(), { id: 'org_r', mergedInto: '' });
		const { data } = await api.ask(
			'{ m: organisation(id: "org_m", asOf: "2025-05-19") { id } r: organisation(id: "org_r", asOf: "2025-05-19") { id } }',
		);
		expect(data).toEqual({ m: { id: 'org_a' }, r: null });
	});

	test('of today is now, and of a day that has not come is refused in one way everywhere', async () => {
		await addPast();
		const today = await api.ask('{ organisation(id: "org_a", asOf: "2025-05-31") { asOf people { nodes { id } } } }', REVIEW);
		expect([today.data.organisation.asOf, today.errors]).toEqual([null, []]);
		for (const query of [
			'{ organisation(id: "org_a", asOf: "2025-06-01") { id } }',
			`{ organisationByCreditCode(creditCode: "${CODE}", asOf: "2025-06-01") { id } }`,
			'{ dossier(organisationId: "org_a", asOf: "2025-06-01") { asOf } }',
			'{ organisation(id: "org_a") { dossier(asOf: "2025-06-01") { asOf } } }',
		]) {
			const { errors } = await api.ask(query);
			expect(errors.map(({ message, extensions }) => [message, extensions.code])).toEqual([
				['What is known on 2025-06-01 nobody can say: `asOf` is at most today, 2025-05-31.', 'INVALID_INPUT'],
			]);
		}
	});

	test.each([
		'people { nodes { id } }',
		'predecessors { nodes { score } }',
		'registration(freshness: LIVE) { name }',
		'licences(freshness: LIVE) { nodes { name } }',
	])('refuses %s, which is known as of now alone', async (field) => {
		await addPast();
		const { data, errors } = await api.ask(`{ organisation(id: "org_a", asOf: "2025-05-19") { name ${field} } }`, REVIEW);
		expect(data.organisation.name).toBe('启航学校');
		expect(errors[0]?.extensions.code).toBe('INVALID_INPUT');
	});

	test('is within the divisions that the caller has now', async () => {
		await addPast();
		const { data } = await api.ask('{ organisation(id: "org_a", asOf: "2025-05-19") { name } }', { divisions: ['330205'] });
		expect(data.organisation).toBe(null);
	});
});
