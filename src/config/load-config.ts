/**
 * Loads the configuration: YAML with what it extends → variables → shape → meaning → the typed, frozen HubConfig.
 * All mistakes are told together, each with file, line and column. Called once, when a command starts.
 */
import { dirname, resolve } from 'node:path';
import type { Calendars } from '#core/calendar.ts';
import type { DivisionPolicy } from '#core/policy.ts';
import type { ReviewDays } from '#core/review.ts';
import { checkMapping } from './check-mapping.ts';
import { checkSettings } from './check-settings.ts';
import { configSchema, type RawConfig, type RawSource, sourceSchema, tableSchema } from './config-schema.ts';
import { deepFreeze } from './deep-freeze.ts';
import { digestOf } from './digest.ts';
import type { Environment } from './environment.ts';
import type { HubConfig, HubSettings, LimitOverrides, TokenSettings } from './hub-config.ts';
import { type LexiconInUse, openLexicon } from './lexicons.ts';
import { configError, type Mistake } from './mistakes.ts';
import { readSource } from './read-mapping.ts';
import { parseShape } from './shape.ts';
import { substitute } from './substitute.ts';
import { readYamlTree } from './yaml-file.ts';

/**
 * The configuration in `path` with the variables of `env`, complete and frozen.
 * @throws HubError CONFIG with every mistake: `file:line:column  what is wrong. Did you mean …?`
 */
export function loadConfig(path: string, env: Environment): HubConfig {
	const tree = readYamlTree(path);
	if (tree.mistakes.length > 0) throw configError(path, tree.mistakes);
	const filled = substitute(tree, env);
	const shaped = parseShape(configSchema, tree, filled.value);
	// A missing variable leaves an empty value behind; that the empty value is wrong too need not be said.
	const told = new Set(filled.mistakes.map((m) => `${m.file}:${m.line}:${m.column}`));
	const mistakes: Mistake[] = [...filled.mistakes, ...shaped.mistakes.filter((m) => !told.has(`${m.file}:${m.line}:${m.column}`))];
	mistakes.push(...checkMapping(shaped.value?.sources ?? wellShapedSources(filled.value), tree));
	const lexicon = openLexicon(
		(shaped.value?.lexicons ?? []).map((file, index) => ({ path: resolve(dirname(path), file), from: tree.place(['lexicons', index]) })),
		{ words: shaped.value?.words ?? [], tree },
	);
	mistakes.push(...lexicon.mistakes);
	if (shaped.value !== null) mistakes.push(...checkSettings(shaped.value, tree));
	if (mistakes.length > 0 || shaped.value === null) throw configError(path, mistakes);
	return deepFreeze(build(path, shaped.value, { leftOut: filled.leftOut, lexicon }));
}

/** The sources and tables whose shape is right though the whole's is not: their meaning can be checked all the same. */
function wellShapedSources(value: unknown): Record<string, RawSource> {
	return Object.fromEntries(
		entriesOf(value, 'sources').flatMap(([id, source]): [string, RawSource][] => {
			const tables = entriesOf(source, 'tables').filter(([, table]) => tableSchema.safeParse(table).success);
			const parsed = sourceSchema.safeParse({ ...(source as object), tables: Object.fromEntries(tables) });
			return parsed.success ? [[id, parsed.data]] : [];
		}),
	);
}

function entriesOf(value: unknown, member: string): [string, unknown][] {
	const inner = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[member] : undefined;
	return typeof inner === 'object' && inner !== null ? Object.entries(inner) : [];
}

type ReadElsewhere = Pick<HubConfig, 'leftOut'> & { readonly lexicon: LexiconInUse };

function build(file: string, raw: RawConfig, { leftOut, lexicon }: ReadElsewhere): HubConfig {
	const rest = {
		hub: readHub(raw.hub),
		calendars: readCalendars(raw.calendars),
		policies: readPolicies(raw.policies),
		reviewDays: readReviewDays(raw.review),
		retention: raw.retention,
		sources: Object.entries(raw.sources).map(([id, source]) => readSource(id, source)),
		leftOut,
	};
	return { file, ...rest, lexicon: lexicon.entries, digest: digestOf({ ...rest, lexicon: lexicon.digest }) };
}

function readHub(raw: RawConfig['hub']): HubSettings {
	return {
		databaseUrl: orNull(raw.databaseUrl),
		secret: raw.secret,
		formerSecrets: typeof raw.formerSecrets === 'string' ? raw.formerSecrets.split(/\s+/).filter((one) => one !== '') : raw.formerSecrets,
		host: raw.host,
		port: Number(raw.port),
		nightlySchedule: raw.nightlySchedule,
		tokens: readTokens(raw.tokens),
		limits: raw.limits as LimitOverrides, // a figure that is left out is left out, never undefined
		trustedDocuments: orNull(raw.trustedDocuments),
		...(raw.compileAfter === undefined ? {} : { compileAfter: raw.compileAfter }),
	};
}

function readTokens(raw: RawConfig['hub']['tokens']): TokenSettings {
	return {
		jwtSecret: orNull(raw?.jwtSecret),
		development: raw?.development ?? false,
		jwksUrl: orNull(raw?.jwksUrl),
		issuer: orNull(raw?.issuer),
		audience: orNull(raw?.audience),
		lifetimeMinutes: raw?.lifetimeMinutes ?? 480,
		claims: raw?.claims ?? { role: 'role', agency: 'agency', division: 'division' },
		roles: raw?.roles ?? {},
	};
}

function readCalendars(raw: RawConfig['calendars']): Calendars {
	return {
		national: raw.national,
		school: Object.entries(raw.school)
			.map(([division, vacations]) => ({ division: division === 'country' ? '' : division, vacations }))
			.sort(byPrefixLength),
	};
}

/** Every division's limits are those of the levels above it, changed by its own. */
function readPolicies(raw: RawConfig['policies']): DivisionPolicy[] {
	const divisions = Object.keys(raw.divisions).sort((a, b) => a.length - b.length);
	const policies: DivisionPolicy[] = [{ division: '', policy: raw.country }];
	for (const division of divisions) {
		const above = policies.findLast((entry) => division.startsWith(entry.division))?.policy ?? raw.country;
		policies.push({ division, policy: { ...above, ...raw.divisions[division] } });
	}
	return policies.sort(byPrefixLength);
}

function readReviewDays({ dueDays }: RawConfig['review']): ReviewDays {
	const { selfCheck, expertAppraisal, enforcementDecision, contested } = dueDays;
	return { SELF_CHECK: selfCheck, EXPERT_APPRAISAL: expertAppraisal, ENFORCEMENT_DECISION: enforcementDecision, CONTESTED: contested };
}

function byPrefixLength(a: { division: string }, b: { division: string }): number {
	return b.division.length - a.division.length || (a.division < b.division ? -1 : 1);
}

function orNull(text: string | undefined): string | null {
	return text === undefined || text === '' ? null : text;
}
