/** Flags that tell of a police answer: who sees them, on each path that leads to flags, and that nothing else tells of them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '#access/caller.ts';
import { type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addCase, addFlag, addOrganisation, addRecord } from '../support/hub-data.ts';

let database: TestDatabase;
let api: TestApi;

const part = (flagId: string, code: string, points: number) => ({ flagId, code, points, sources: 1, ownSources: 1 });

/** A school with a flag of each sort, one with nothing but a police flag, and one that nobody has anything against. */
beforeAll(async () => {
	database = await createTestDatabase();
	const { db, pool } = database.store;
	await addOrganisation(db, {
		id: 'org_both',
		riskScore: 40,
		severity: 'CRITICAL',
		flagCodes: ['CLEARANCE_RESTRICTED', 'FRONT_BUSINESS', 'LESSON_TOO_LATE'],
	});
	await addOrganisation(db, { id: 'org_police', severity: 'CRITICAL', flagCodes: ['CLEARANCE_RESTRICTED'] });
	await addOrganisation(db, { id: 'org_none' });
	for (const id of ['org_both', 'org_police', 'org_none'])
		await addRecord(db, { kind: 'registration', key: id, organisationId: id, body: { name: id } });
	const police = { code: 'CLEARANCE_RESTRICTED', severity: 'CRITICAL', firstSeen: '2025-05-20' } as const;
	await addFlag(db, { ...police, id: 'flag_police', organisationId: 'org_both' });
	await addFlag(db, { ...police, id: 'flag_only', organisationId: 'org_police' });
	await addFlag(db, { id: 'flag_front', organisationId: 'org_both', severity: 'HIGH', firstSeen: '2025-05-20' });
	await addFlag(db, { id: 'flag_late', organisationId: 'org_both', code: 'LESSON_TOO_LATE', severity: 'LOW', firstSeen: '2025-05-20' });
	await addFlag(db, { id: 'flag_old', organisationId: 'org_both', severity: 'CRITICAL', status: 'CLEARED', firstSeen: '2025-05-20' });
	const parts = [
		part('flag_front', 'FRONT_BUSINESS', 40),
		part('flag_late', 'LESSON_TOO_LATE', 0),
		part('flag_police', 'CLEARANCE_RESTRICTED', 0),
	];
	await pool.query('update organisation set risk_parts = $1 where organisation_id = $2', [JSON.stringify(parts), 'org_both']);
	await pool.query('update organisation set risk_parts = $1 where organisation_id = $2', [
		JSON.stringify([part('flag_only', 'CLEARANCE_RESTRICTED', 0)]),
		'org_police',
	]);
	await pool.query(
		`insert into run (run_id, command, as_of, started_at, state, config_digest) values ('run', 'nightly', '2025-05-20', '2025-05-20', 'COMPLETE', '')`,
	);
	await pool.query(
		`insert into flag_change (run_id, flag_id, change, before, after) select 'run', flag_id, 'NEW', null,
			jsonb_build_object('severity', severity, 'score', score::text, 'evidenceCount', 0, 'evidenceDigest', 'digest', 'status', 'NEW')
		from flag where flag_id <> 'flag_old'`,
	);
	await addCase(database.store, { id: 'case_police', organisationId: 'org_police', flagId: 'flag_only', grounds: '警方答复' });
	await addCase(database.store, { id: 'case_mixed', organisationId: 'org_both', flagId: 'flag_police', grounds: '警方答复' });
	await pool.query(`insert into review_flag (case_id, flag_id, held) values ('case_mixed', 'flag_front', true)`);
	await addCase(database.store, { id: 'case_late', organisationId: 'org_both', flagId: 'flag_late', grounds: '周末补课' });
	await pool.query(`insert into review_change (flag_id, at, before, after) select flag_id, '2025-05-25T04:00:00Z', '{"status":"NEW"}',
		jsonb_build_object('severity', severity, 'score', score::text, 'evidenceCount', 0, 'evidenceDigest', 'digest', 'status', 'UNDER_REVIEW')
		from flag where flag_id in ('flag_police', 'flag_front')`);
	api = await startTestApi(database.store);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

const REVIEWER: Asking = { role: 'reviewer', purpose: 'REVIEW' };
const ANALYST: Asking = { role: 'analyst', purpose: 'ANALYSIS' };
const flag = (query: string) => `{ flags(filter: ${query}) { totalCount nodes { id } } }`;
const organisations = (query: string) => `{ organisations(filter: ${query}, orderBy: NAME_ASC) { totalCount nodes { id } } }`;
const known = (query: string) => `{ organisations(filter: ${query}, orderBy: NAME_ASC, asOf: "2025-05-30") { totalCount nodes { id } } }`;
const RISK = 'risk { score severity flagCodes contributions { code flagId } }';

/** Each path with what it tells of the flags on a police answer, and of the others beside them. */
const PATHS: Readonly<Record<string, string>> = {
	'a flag by id': '{ a: flag(id: "flag_police") { id } b: flag(id: "flag_front") { id } }',
	'a node': '{ a: node(id: "flag_police") { id } b: node(id: "flag_front") { id } }',
	'an entity of a gateway':
		'{ _entities(representations: [{ __typename: "Flag", id: "flag_police" }, { __typename: "Flag", id: "flag_front" }]) { ... on Flag { id } } }',
	'the list of flags': flag('{}'),
	'the list by code': flag('{ codes: [CLEARANCE_RESTRICTED, FRONT_BUSINESS] }'),
	'the list by category': flag('{ categories: [PERSONNEL] }'),
	'the list by severity': flag('{ minSeverity: CRITICAL }'),
	'facets of flags':
		'{ flagFacets { total byCode { value count } byCategory { value count } bySeverity { value count } byDivision { value count } } }',
	'a series of flags': '{ flagSeries(by: MONTH, from: "2025-05-01", until: "2025-05-31") { raised } }',
	'facets of organisations':
		'{ organisationFacets { total byFlagCode { value count } bySeverity { value count } byRiskBand { value count } } }',
	'organisations by code': organisations('{ flagCodes: [CLEARANCE_RESTRICTED] }'),
	'organisations by code and another': organisations('{ flagCodes: [CLEARANCE_RESTRICTED, FRONT_BUSINESS] }'),
	'organisations by flags': organisations('{ flags: { categories: [PERSONNEL] } }'),
	'organisations without such a flag': organisations('{ not: { flags: { codes: [CLEARANCE_RESTRICTED] } } }'),
	'organisations by gravest flag': organisations('{ minSeverity: CRITICAL }'),
	'organisations by a less grave flag': organisations('{ minSeverity: HIGH }'),
	'organisations as of a day by code': known('{ flagCodes: [CLEARANCE_RESTRICTED] }'),
	'organisations as of a day by gravest flag': known('{ minSeverity: CRITICAL }'),
	'organisations as of a day by a less grave flag': known('{ minSeverity: HIGH }'),
	'an organisation': `{ a: organisation(id: "org_both") { ${RISK} flags { totalCount nodes { id } } } b: organisation(id: "org_police") { ${RISK} flags { totalCount nodes { id } } } }`,
	'an organisation as of a day': `{ a: organisation(id: "org_both", asOf: "2025-05-30") { ${RISK} flags { totalCount nodes { id } } } b: organisation(id: "org_police", asOf: "2025-05-30") { ${RISK} flags { totalCount nodes { id } } } }`,
	'a list of organisations': `{ organisations(orderBy: NAME_ASC) { nodes { id ${RISK} flags { totalCount nodes { id code } } } } }`,
	'a list of organisations, counted alone': `{ organisations(orderBy: NAME_ASC) { nodes { id flags { totalCount } } } }`,
	'a list of organisations, written by the store': `{ organisations(orderBy: NAME_ASC) { nodes { id risk { severity flagCodes } flags { nodes { id code } } } } }`,
	'a dossier': `{ a: dossier(organisationId: "org_both") { organisation { ${RISK} } timeline { totalCount nodes { event flag { id } review { id } } } } b: dossier(organisationId: "org_police") { timeline { totalCount nodes { event flag { id } review { id } } } } }`,
	'a dossier as of a day': `{ dossier(organisationId: "org_both", asOf: "2025-05-30") { organisation { ${RISK} flags { nodes { id } } } timeline { totalCount nodes { event flag { id } } } } }`,
	'a network': `{ network(organisationId: "org_both") { nodes { organisation { id ${RISK} } } } }`,
};

const answered = async (query: string, asking: Asking) => {
	const { data, errors } = await api.ask(query, asking);
	expect(errors).toEqual([]);
	return data;
};

describe('a flag that tells of a police answer', () => {
	test.each(Object.entries(PATHS))('is told by %s to whoever may see it, and to nobody else', async (_, query) => {
		const [seen, hidden] = [await answered(query, REVIEWER), await answered(query, ANALYST)];
		expect(seen).not.toEqual(hidden);
		expect(JSON.stringify(hidden)).not.toMatch(/CLEARANCE_RESTRICTED|CRITICAL|flag_police|flag_only|PERSONNEL/);
		// What is asked twice comes from statements that are kept: they keep callers apart.
		expect([await answered(query, REVIEWER), await answered(query, ANALYST)]).toEqual([seen, hidden]);
	});

	test.each(ROLES)('is seen by the role %s only if it may', async (role) => {
		const { data } = await api.ask('{ flag(id: "flag_police") { id } other: flag(id: "flag_front") { id } }', { role });
		expect(data).toEqual({
			flag: ['reviewer', 'enforcement', 'exporter'].includes(role) ? { id: 'flag_police' } : null,
			other: { id: 'flag_front' },
		});
	});

	test('leaves of an organisation what its other flags say, for whoever does not see it', async () => {
		const query = `{ organisations(orderBy: NAME_ASC) { nodes { id ${RISK} flags { totalCount nodes { id } } } } }`;
		const { organisations: listed } = await answered(query, { role: 'dashboard' });
		const contribution = (id: string, code: string) => ({ code, flagId: id });
		expect(listed.nodes).toEqual([
			{
				id: 'org_both',
				risk: {
					score: 40,
					severity: 'HIGH',
					flagCodes: ['FRONT_BUSINESS', 'LESSON_TOO_LATE'],
					contributions: [contribution('flag_front', 'FRONT_BUSINESS'), contribution('flag_late', 'LESSON_TOO_LATE')],
				},
				flags: { totalCount: 3, nodes: [{ id: 'flag_front' }, { id: 'flag_old' }, { id: 'flag_late' }] },
			},
			{ id: 'org_none', risk: { score: 0, severity: null, flagCodes: [], contributions: [] }, flags: { totalCount: 0, nodes: [] } },
			{ id: 'org_police', risk: { score: 0, severity: null, flagCodes: [], contributions: [] }, flags: { totalCount: 0, nodes: [] } },
		]);
		expect((await answered(query, REVIEWER)).organisations.nodes).toMatchObject([
			{ risk: { score: 40, severity: 'CRITICAL', flagCodes: ['CLEARANCE_RESTRICTED', 'FRONT_BUSINESS', 'LESSON_TOO_LATE'] } },
			{ id: 'org_none', flags: { totalCount: 0 } },
			{ id: 'org_police', risk: { severity: 'CRITICAL' }, flags: { totalCount: 1, nodes: [{ id: 'flag_only' }] } },
		]);
	});

	test('makes two organisations alike of which one has nothing else', async () => {
		const of = (id: string) =>
			`organisation(id: "${id}") { ${RISK} flags { totalCount nodes { id } } freshFlags { nextChange } successors { totalCount } }`;
		const { a, b } = await answered(`{ a: ${of('org_police')} b: ${of('org_none')} }`, ANALYST);
		expect(a).toEqual(b);
	});

	test('leaves in timelines what happened to the others', async () => {
		const timeline = '{ timeline { totalCount nodes { on event flagStatus } } }';
		const query = `{ both: dossier(organisationId: "org_both") ${timeline} police: dossier(organisationId: "org_police") ${timeline} none: dossier(organisationId: "org_none") ${timeline} }`;
		const events = (data: { both: { timeline: { nodes: { event: string }[] } } }) => data.both.timeline.nodes.map(({ event }) => event);
		const hidden = await answered(query, ANALYST);
		expect(events(hidden)).toEqual(['CASE_MOVED', 'CASE_MOVED', 'FLAG_DECIDED', 'FLAG_RAISED', 'FLAG_RAISED', 'FIRST_KNOWN']);
		expect(hidden.both.timeline.totalCount).toBe(6);
		expect(hidden.police).toEqual(hidden.none);
		const seen = await answered(query, REVIEWER);
		expect(events(seen).filter((event) => event.startsWith('FLAG_'))).toHaveLength(5);
		expect(seen.police.timeline.totalCount).toBe(seen.none.timeline.totalCount + 2);
	});
});

describe('a case', () => {
	const CASE = 'id flags { id } history { move grounds }';
	const cases = async (asking: Asking) =>
		(await answered(`{ reviewCases { totalCount nodes { ${CASE} } } reviewCounts { state cases } }`, asking)) as {
			reviewCases: { totalCount: number; nodes: { id: string }[] };
			reviewCounts: unknown;
		};
	const history = (grounds: string | null) => [{ move: 'OPEN', grounds }];

	test('that holds nothing else is not there for whoever does not see the flag', async () => {
		const one = `{ a: reviewCase(id: "case_police") { id } b: reviewCase(id: "case_late") { id } }`;
		expect(await answered(one, ANALYST)).toEqual({ a: null, b: { id: 'case_late' } });
		expect(await answered(one, REVIEWER)).toEqual({ a: { id: 'case_police' }, b: { id: 'case_late' } });
	});

	test('that holds others too is shown with those, without what was written of it', async () => {
		const { reviewCases, reviewCounts } = await cases(ANALYST);
		expect(reviewCases.nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
			{ id: 'case_late', flags: [{ id: 'flag_late' }], history: history('周末补课') },
			{ id: 'case_mixed', flags: [{ id: 'flag_front' }], history: history(null) },
		]);
		expect(reviewCases.totalCount).toBe(2);
		expect(reviewCounts).toEqual([{ state: 'SELF_CHECK', cases: 2 }]);
	});

	test('is whole for whoever sees the flag', async () => {
		const { reviewCases, reviewCounts } = await cases(REVIEWER);
		expect(reviewCases.nodes.find(({ id }) => id === 'case_mixed')).toEqual({
			id: 'case_mixed',
			flags: [{ id: 'flag_front' }, { id: 'flag_police' }],
			history: history('警方答复'),
		});
		expect([reviewCases.totalCount, reviewCounts]).toEqual([3, [{ state: 'SELF_CHECK', cases: 3 }]]);
	});

	test('decided on such a flag makes no figure of leads, beside one that was decided on another', async () => {
		const { pool } = database.store;
		const evidence = [{ source: 'education', recordType: 'staff', recordKey: 'S', field: 'person', value: null, asOf: '2025-05-20' }];
		await pool.query(`update flag set evidence = $1 where flag_id in ('flag_only', 'flag_late')`, [JSON.stringify(evidence)]);
		await pool.query(
			`update review_case set state = 'CONFIRMED', decided_at = '2025-05-29T04:00:00Z' where case_id in ('case_police', 'case_late')`,
		);
		const query = '{ leadMeasures(from: "2025-05-01", until: "2025-06-01") { source decided } }';
		expect(await answered(query, ANALYST)).toEqual({ leadMeasures: [{ source: 'education', decided: 1 }] });
		expect(await answered(query, REVIEWER)).toEqual({ leadMeasures: [{ source: 'education', decided: 2 }] });
	});
});
