/**
 * Every role with every purpose × every personal field of every kind × every path of the schema, made from the tables themselves: a new
 * kind, field, action, root field or filter takes part, or fails here, without anyone thinking of it.
 */
import { type DocumentNode, execute, getNamedType, graphql, isInputObjectType, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACTION_NAMES, type Action, actionOfKind, can, isPersonal } from '#access/actions.ts';
import { type Caller, PURPOSES, ROLES } from '#access/caller.ts';
import { actionOfField } from '#access/mask.ts';
import { createReader } from '#access/reader.ts';
import { createSavedQueryDoor } from '#access/saved-queries.ts';
import { KIND_NAMES } from '#core/kinds.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { IntakeRecord } from '#core/records.ts';
import { USUAL_REVIEW_DAYS } from '#core/review.ts';
import { readGiven } from '#intake/keys/read-given.ts';
import { readGivenPerson } from '#intake/keys/read-given-person.ts';
import { createTokeniser } from '#intake/tokens.ts';
import { createLive } from '#loaders/live.ts';
import { createLoaders } from '#loaders/loaders.ts';
import { AgencyRecord } from '#resolvers/agency-record.ts';
import type { Context } from '#resolvers/context.ts';
import { createSchema } from '#resolvers/schema.ts';
import { createQueryChecks } from '#services/saved-queries/query-checks.ts';
import { createSavedQueries } from '#services/saved-queries/saved-queries.ts';
import { allPaths } from '../support/all-paths.ts';
import { testClock } from '../support/api.ts';
import { REGULATION } from '../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildSecretWorld, CODE, type Marker } from '../support/secret-world.ts';

const schema = createSchema();
const queryChecks = createQueryChecks(schema, () => {});
const { __resolveType: typeOf } = AgencyRecord as { __resolveType: (record: { kind: string }) => string };
let markers: readonly Marker[];
let database: TestDatabase;
const live = (source: string) => ({
	source,
	deadlineMs: 5_000,
	askedBy: () => ({ recordKey: true, creditCode: true }),
	lookup: async () => [liveRecord],
});
let liveRecord: IntakeRecord<'registration'>;
const registry = {
	id: 'registry',
	agency: { zh: '市场监管', en: 'market regulation' },
	modes: ['replicate', 'lookup'],
	tables: [{ kind: 'registration', recordType: 'registration' }],
} as unknown as SourceMapping;

beforeAll(async () => {
	database = await createTestDatabase();
	({ markers, liveRecord } = await buildSecretWorld(database.store));
});
afterAll(() => database.drop());

/** Arguments of the root fields that need some. */
const ARGS: Readonly<Record<string, string>> = {
	_entities: `(representations: [
		{ __typename: "Organisation", id: "org_a" }, { __typename: "Person", id: "per_secret" },
		{ __typename: "Flag", id: "flag_a" }, { __typename: "Division", code: "330106" }
	])`,
	division: '(code: "330106")',
	dossier: '(organisationId: "org_a")',
	node: '(id: "org_a")',
	organisation: '(id: "org_a")',
	organisationByCreditCode: `(creditCode: "${CODE}")`,
	person: '(id: "per_secret")',
	flag: '(id: "flag_a")',
	search: '(text: "启航学校")',
	explainMatch: '(a: { record: { source: "registry", recordType: "complaint", recordKey: "Kcomplaint" } }, b: { organisationId: "org_a" })',
	explainOrganisation: '(id: "org_a")',
	explainPerson: '(id: "per_secret")',
	matchPerson: '(person: { name: "王小明", employerId: "org_a" })',
	matchRecord: '(record: { name: "启航学校" })',
	network: '(organisationId: "org_a")',
	reviewCase: '(id: "case_a")',
	leadMeasures: '(from: "2025-01-01", until: "2026-01-01")',
	savedQuery: '(slug: "known")',
};

/** The day before today, on which the hub knew the same. */
const ON_A_DAY: Readonly<Record<string, string>> = {
	dossier: '(organisationId: "org_a", asOf: "2025-05-30")',
	organisation: '(id: "org_a", asOf: "2025-05-30")',
	organisations: '(asOf: "2025-05-30")',
};

function contextOf(caller: Caller): Context {
	const reader = createReader(database.store, caller, testClock);
	const loaders = createLoaders(reader);
	const liveClearance = { source: 'police', deadlineMs: 1_000, ask: async () => new Map() };
	const parts = { reader, loaders, sources: [registry], liveSources: new Map([['registry', live('registry')]]), liveClearance };
	const door = createSavedQueryDoor({ store: database.store, caller, audit: reader.audit, clock: testClock });
	const savedQueries = createSavedQueries(door, queryChecks, testClock);
	return {
		reader,
		loaders,
		savedQueries,
		sources: [registry],
		clock: testClock,
		breakerOf: () => null,
		judging: { regulation: REGULATION, clearanceSource: 'police' },
		reviewDays: USUAL_REVIEW_DAYS,
		simplify: (text) => text,
		readGiven,
		readGivenPerson: (given) => readGivenPerson(given, createTokeniser('a-secret-for-tests-only')),
		...createLive(parts),
	};
}

/** The documents of all paths, by a name of the path; parsed once. */
const PATHS: ReadonlyMap<string, DocumentNode> = new Map(
	[
		{ way: '', args: ARGS, live: false },
		{ way: ', asked live', args: ARGS, live: true },
		{ way: ' of a person', args: { ...ARGS, node: '(id: "per_secret")' }, live: false },
		{ way: ', as of a day', args: { ...ARGS, ...ON_A_DAY }, live: false },
		{ way: ' of a flag', args: { ...ARGS, node: '(id: "flag_a")' }, live: false },
	].flatMap(({ way, args, live }) =>
		[...allPaths(schema, { args, depth: 6, live })]
			.filter(([root]) => {
				if (way.startsWith(', as of')) return root in ON_A_DAY;
				return way.startsWith(' of') ? root === 'node' : !live || root.startsWith('organisation');
			})
			.map(([root, text]): [string, DocumentNode] => [`${root}${way}`, parse(text)]),
	),
);

/** Everything that a caller is told on every path, errors and extensions included; and what the audit noted of it. */
async function everything(caller: Caller): Promise<{ told: ReadonlyMap<string, string>; noted: ReadonlySet<string> }> {
	const told = new Map<string, string>();
	const noted = new Set<string>();
	for (const [path, document] of PATHS) {
		const context = contextOf(caller);
		const note = context.reader.audit.note.bind(context.reader.audit);
		context.reader.audit.note = (action, subject) => {
			noted.add(action);
			note(action, subject);
		};
		told.set(path, JSON.stringify(await execute({ schema, document, contextValue: context })));
	}
	return { told, noted };
}

const callers = ROLES.flatMap((role) => [null, ...PURPOSES].map((purpose) => ({ role, purpose })));
const rightsOf = (caller: Pick<Caller, 'role' | 'purpose'>) => ACTION_NAMES.filter((action) => can(caller, action));
/** One caller of each set of rights: two who may do the same are told the same. */
const different = [...new Map(callers.map((caller) => [rightsOf(caller).join(), caller])).values()];

describe('every path of the schema', () => {
	test('is asked, and every personal action has something to show there', () => {
		expect(different.length).toBeGreaterThan(6);
		expect(PATHS.size).toBeGreaterThan(10);
		expect(validate(schema, PATHS.get('flag') as DocumentNode)).toEqual([]);
		const shown = new Set(markers.flatMap(({ needs }) => needs));
		expect(ACTION_NAMES.filter((action) => isPersonal(action) && !shown.has(action))).toEqual([]);
	});

	test.each(different)('shows $role for $purpose exactly what the tables allow', { timeout: 60_000 }, async (asking) => {
		const { told, noted } = await everything({ subject: 'someone', divisions: null, sources: null, ...asking });
		const rights = new Set<Action>(rightsOf(asking));
		const leaks = markers.flatMap(({ text, needs }) =>
			needs.every((action) => rights.has(action))
				? []
				: [...told].filter(([, answer]) => answer.includes(text)).map(([path]) => `${text} at ${path}`),
		);
		expect(leaks).toEqual([]);
		const all = [...told.values()].join('\n');
		const hidden = markers
			.filter(({ text, needs }) => needs.every((action) => rights.has(action)) && !all.includes(text))
			.map(({ text }) => text);
		expect(hidden).toEqual([]);
		expect([...noted].toSorted()).toEqual(ACTION_NAMES.filter((action) => isPersonal(action) && rights.has(action)).toSorted());
		expect(all).not.toMatch(/"code":"INTERNAL|Cannot return null/);
	});
});

describe('a county’s reader', () => {
	test('is told nothing of the other county on any path', { timeout: 60_000 }, async () => {
		const { told } = await everything({ subject: 'someone', role: 'reviewer', purpose: 'REVIEW', divisions: ['330205'], sources: null });
		const all = [...told.values()].join('\n');
		expect(markers.filter(({ text }) => all.includes(text)).map(({ text }) => text)).toEqual([]);
		expect(all).not.toContain('启航');
	});
});

describe('filters and orders', () => {
	const run = async (asking: Pick<Caller, 'role' | 'purpose'>, source: string) =>
		graphql({ schema, source, contextValue: contextOf({ subject: 'someone', divisions: null, sources: null, ...asking }) });

	test.each(ROLES)('by kinds that %s may not read are refused, counted or listed', async (role) => {
		for (const kind of KIND_NAMES) {
			const word = kind.replace(/[A-Z]/g, '_$&').toUpperCase();
			for (const filter of [`withRecords: [${word}]`, `withoutRecords: [${word}]`]) {
				for (const asked of ['totalCount', 'nodes { id }', 'pageInfo { endCursor }']) {
					const { errors } = await run({ role, purpose: null }, `{ organisations(filter: { ${filter} }) { ${asked} } }`);
					expect(errors === undefined, `${role} ${filter} ${asked}`).toBe(can({ role, purpose: null }, actionOfKind(kind)));
				}
			}
		}
	});

	/** The relations of the filter of organisations, with the kind that each looks at and the personal fields it can look for. */
	const relations = KIND_NAMES.flatMap((kind) => {
		const filter = schema.getType(`${typeOf({ kind })}Filter`);
		const organisation = schema.getType('OrganisationFilter');
		if (!isInputObjectType(filter) || !isInputObjectType(organisation)) return [];
		const relation = Object.values(organisation.getFields()).find((field) => getNamedType(field.type) === filter)?.name;
		const personal = Object.values(filter.getFields()).filter(({ name }) => actionOfField(kind, name, {}) !== null);
		return relation === undefined ? [] : [{ kind, relation, personal }];
	});
	const LOOKED_FOR: Readonly<Record<string, string>> = { PersonFilter: '{ certificates: {} }', TextCondition: '{ contains: "密密" }' };

	test.each(different)('by what $role for $purpose may not read are refused', async (asking) => {
		const rights = new Set<Action>(rightsOf(asking));
		for (const { kind, relation, personal } of relations) {
			const looks = [{ text: '{}', allowed: rights.has(actionOfKind(kind)) }];
			for (const field of personal) {
				const ofPerson = getNamedType(field.type).name === 'PersonFilter';
				const needs = ofPerson ? 'person:read' : (actionOfField(kind, field.name, {}) as Action);
				const text = `{ ${field.name}: ${LOOKED_FOR[getNamedType(field.type).name] ?? '{}'} }`;
				looks.push({ text, allowed: rights.has(actionOfKind(kind)) && rights.has(needs) });
			}
			for (const { text, allowed } of looks) {
				const { errors } = await run(asking, `{ organisations(filter: { ${relation}: ${text} }) { totalCount } }`);
				if (!allowed) expect(errors?.[0]?.originalError, `${relation}: ${text}`).toMatchObject({ code: 'ACCESS_DENIED' });
				const listed = await run(asking, `{ organisation(id: "org_a") { ${relation}(where: ${text}) { totalCount nodes { kind } } } }`);
				if (!allowed) expect(listed.errors?.[0]?.originalError, `${relation}(where: ${text})`).toMatchObject({ code: 'ACCESS_DENIED' });
			}
		}
	});

	test('look for people by what they are, never by a name or a number', () => {
		const filter = schema.getType('PersonFilter');
		expect(isInputObjectType(filter) && Object.keys(filter.getFields()).toSorted()).toEqual([
			'certain',
			'certificates',
			'listEntries',
			'schoolPosts',
		]);
		expect(relations.length).toBeGreaterThan(5);
		expect(relations.some(({ personal }) => personal.length > 0)).toBe(true);
	});

	test('and searches find nothing by what is personal', async () => {
		for (const { text } of markers.filter((marker) => marker.needs.some(isPersonal))) {
			const result = await run(
				{ role: 'reviewer', purpose: 'REVIEW' },
				`{ search(text: ${JSON.stringify(text.replaceAll('*', ''))}) { hits { score } } }`,
			);
			expect((result.data?.search as { hits: unknown[] } | null)?.hits ?? [], text).toEqual([]);
		}
	});
});
