/**
 * Conditions on organisations as SQL: one condition on the organisation under an alias, whatever is asked for at the other end of its
 * relations. Both ends keep to the row scope: what a reader does not see cannot be probed through a filter.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Day } from '#core/days.ts';
import { OPEN_STATUSES, SEVERITIES, type Severity } from '#core/flags.ts';
import { type Kind, REGISTRATION_KINDS } from '#core/kinds.ts';
import { type FlagConditions, type OrganisationConditions, RECORD_FILTERS, type SuccessionFilter } from '#core/organisation-filter.ts';
import { hidesFlags, visibleFlag } from './flag-scope.ts';
import { withFlagsKnown } from './known-flags.ts';
import { knownRecords } from './known-view.ts';
import { allOf, anyOf, recordMatches } from './record-filter.ts';
import { inDivisions, inSources, type RowScope } from './row-scope.ts';

type Condition = RawBuilder<SqlBool>;

/** The organisation that conditions speak of: its alias, and the day as of which it is known; null: now. */
interface Subject {
	readonly o: string;
	readonly knownOn: Day | null;
}

/** What must hold of the organisation under the alias `o`: the filter, the scope, and that it was not merged away. */
export function organisationMatches(scope: RowScope, wanted: OrganisationConditions, o = 'o'): Condition {
	return allOf([
		sql`${sql.ref(`${o}.merged_into`)} is null`,
		inDivisions(scope.divisions, `${o}.division_code`),
		...conditionsOn(scope, wanted, { o, knownOn: null }),
	]);
}

/**
 * What must hold of an organisation of `knownOrganisations` under the alias `o`: the filter as of that day, the scope as of now. Relations
 * to other organisations and the risk as of a day nobody can tell; whoever lets a filter through has to refuse them.
 */
export function organisationKnownMatches(scope: RowScope, wanted: OrganisationConditions, subject: Subject): Condition {
	return allOf([inDivisions(scope.divisions, `${subject.o}.division_now`), ...conditionsOn(scope, wanted, subject)]);
}

function conditionsOn(scope: RowScope, wanted: OrganisationConditions, subject: Subject): Condition[] {
	return [
		...ownFacts(wanted, subject),
		...itsRecords(scope, wanted, subject),
		...itsFlags(scope, wanted, subject),
		...itsRelations(scope, wanted, subject.o),
		...combined(scope, wanted, subject),
	];
}

function ownFacts(wanted: OrganisationConditions, { o }: Subject): Condition[] {
	const column = (name: string) => sql.ref(`${o}.${name}`);
	const parts: Condition[] = [];
	const { divisionCode, statuses } = wanted;
	if (divisionCode != null) parts.push(inDivisions([divisionCode], `${o}.division_code`));
	if (wanted.registered != null) parts.push(sql`${column('registered')} = ${wanted.registered}`);
	if (statuses != null) parts.push(sql`${column('status')} = any(${[...statuses]}::text[])`);
	if (wanted.industry != null) parts.push(sql`starts_with(${column('industry_code')}, ${wanted.industry})`);
	if (wanted.minRiskScore != null) parts.push(sql`${column('risk_score')} >= ${wanted.minRiskScore}`);
	if (wanted.firstSeenFrom != null) parts.push(sql`${column('first_seen')} >= ${wanted.firstSeenFrom}`);
	return parts;
}

function itsRecords(scope: RowScope, wanted: OrganisationConditions, { o, knownOn }: Subject): Condition[] {
	const r = `${o}r`;
	const has = (kind: Kind, filter = {}): Condition =>
		sql`exists (select from ${knownRecords(knownOn)} ${sql.ref(r)} where ${sql.ref(`${r}.organisation_id`)} = ${sql.ref(`${o}.organisation_id`)}
			and ${recordMatches(scope, kind, { filter, r })})`;
	const parts = [
		...(wanted.withRecords ?? []).map((kind) => has(kind)),
		...(wanted.withoutRecords ?? []).map((kind): Condition => sql`not ${has(kind)}`),
	];
	for (const [name, kind] of Object.entries(RECORD_FILTERS)) {
		const filter = wanted[name as keyof typeof RECORD_FILTERS];
		if (filter != null) parts.push(has(kind, filter));
	}
	return parts;
}

function itsFlags(scope: RowScope, { flagCodes, flags, minSeverity }: OrganisationConditions, subject: Subject): Condition[] {
	const parts: Condition[] = [];
	if (minSeverity != null) parts.push(isAsGrave(scope, minSeverity, subject));
	if (flagCodes != null) parts.push(hasFlag(scope, { codes: flagCodes }, subject));
	if (flags != null) parts.push(hasFlag(scope, flags, subject));
	return parts;
}

/** The gravest of its open flags: now a fact of its own, unless it may be that of a flag which the reader does not see. */
function isAsGrave(scope: RowScope, minSeverity: Severity, subject: Subject): Condition {
	if (subject.knownOn !== null) return hasFlag(scope, { minSeverity }, subject);
	const own: Condition = sql`${sql.ref(`${subject.o}.severity`)} = any(${SEVERITIES.slice(SEVERITIES.indexOf(minSeverity))}::text[])`;
	return scope.policeFlags ? own : sql`(${own} and (not (${hidesFlags(scope, subject.o)}) or ${hasFlag(scope, { minSeverity }, subject)}))`;
}

function hasFlag(scope: RowScope, wanted: FlagConditions, { o, knownOn }: Subject): Condition {
	if (knownOn !== null) {
		const place = wanted.divisionCode == null ? sql`true` : inDivisions([wanted.divisionCode], `${o}.division_code`);
		// "is true" keeps the planner from joining: how few statuses of then it expects would have it read all changes again for each organisation.
		return sql`(${place} and (${sql.ref(`${o}.organisation_id`)} in ${withFlagsKnown(scope, wanted, knownOn)}) is true)`;
	}
	return sql`exists (select from flag f where f.organisation_id = ${sql.ref(`${o}.organisation_id`)} and ${flagMatches(scope, wanted, `${o}.division_code`)})`;
}

/** What must hold of the flag under the alias `f`, whose organisation's division stands in a column; of the scope which flags are seen, not where. */
export function flagMatches(scope: RowScope, wanted: FlagConditions, divisionColumn: string): Condition {
	const parts: Condition[] = [visibleFlag(scope), sql`f.status = any(${[...(wanted.statuses ?? OPEN_STATUSES)]}::text[])`];
	if (wanted.divisionCode != null) parts.push(inDivisions([wanted.divisionCode], divisionColumn));
	if (wanted.codes != null) parts.push(sql`f.code = any(${[...wanted.codes]}::text[])`);
	if (wanted.categories != null) parts.push(sql`f.category = any(${[...wanted.categories]}::text[])`);
	if (wanted.minSeverity != null) parts.push(sql`f.severity = any(${SEVERITIES.slice(SEVERITIES.indexOf(wanted.minSeverity))}::text[])`);
	if (wanted.minScore != null) parts.push(sql`f.score >= ${wanted.minScore}`);
	if (wanted.firstSeenFrom != null) parts.push(sql`f.first_seen >= ${wanted.firstSeenFrom}`);
	if (wanted.lastSeenFrom != null) parts.push(sql`f.last_seen >= ${wanted.lastSeenFrom}`);
	return allOf(parts);
}

function itsRelations(scope: RowScope, wanted: OrganisationConditions, o: string): Condition[] {
	const parts: Condition[] = [];
	if (wanted.sharesRoomWith != null) parts.push(sharesRoom(scope, wanted.sharesRoomWith, o));
	if (wanted.predecessors != null)
		parts.push(hasSuccession(scope, wanted.predecessors, { o, own: 'successor_id', other: 'predecessor_id' }));
	if (wanted.successors != null) parts.push(hasSuccession(scope, wanted.successors, { o, own: 'predecessor_id', other: 'successor_id' }));
	return parts;
}

/** Another organisation has the same room: of what either registered with an agency, or of any record of a place that nobody registered. */
function sharesRoom(scope: RowScope, wanted: OrganisationConditions, o: string): Condition {
	const other = `${o}1`;
	const [a, b, i, j] = [`${o}a`, `${o}b`, `${o}i`, `${o}j`];
	const stands = (r: string, organisation: string): Condition =>
		sql`(${sql.ref(`${r}.kind`)} = any(${[...REGISTRATION_KINDS]}::text[]) or not ${sql.ref(`${organisation}.registered`)}) and ${inSources(scope.sources, `${r}.source`)}`;
	return sql`exists (select from record ${sql.ref(a)} join record_key ${sql.ref(i)} on ${sql.ref(`${i}.rid`)} = ${sql.ref(`${a}.rid`)} and ${sql.ref(`${i}.feature`)} = 'room'
		join record_key ${sql.ref(j)} on ${sql.ref(`${j}.feature`)} = 'room' and ${sql.ref(`${j}.value`)} = ${sql.ref(`${i}.value`)}
		join record ${sql.ref(b)} on ${sql.ref(`${b}.rid`)} = ${sql.ref(`${j}.rid`)}
		join organisation ${sql.ref(other)} on ${sql.ref(`${other}.organisation_id`)} = ${sql.ref(`${b}.organisation_id`)}
		where ${sql.ref(`${a}.organisation_id`)} = ${sql.ref(`${o}.organisation_id`)} and ${sql.ref(`${other}.organisation_id`)} <> ${sql.ref(`${o}.organisation_id`)}
		and ${stands(a, o)} and ${stands(b, other)} and ${organisationMatches(scope, wanted, other)})`;
}

interface Ends {
	readonly o: string;
	readonly own: 'predecessor_id' | 'successor_id';
	readonly other: 'predecessor_id' | 'successor_id';
}

function hasSuccession(scope: RowScope, wanted: SuccessionFilter, { o, own, other: far }: Ends): Condition {
	const [s, other] = [`${o}s`, `${o}1`];
	const parts: Condition[] = [sql`${sql.ref(`${s}.${own}`)} = ${sql.ref(`${o}.organisation_id`)}`];
	if (wanted.minScore != null) parts.push(sql`${sql.ref(`${s}.score`)} >= ${wanted.minScore}::numeric`);
	if (wanted.kinds != null) parts.push(sql`${sql.ref(`${s}.kind`)} = any(${[...wanted.kinds]}::text[])`);
	return sql`exists (select from succession ${sql.ref(s)} join organisation ${sql.ref(other)} on ${sql.ref(`${other}.organisation_id`)} = ${sql.ref(`${s}.${far}`)}
		where ${allOf(parts)} and ${organisationMatches(scope, wanted.organisation ?? {}, other)})`;
}

function combined(scope: RowScope, wanted: OrganisationConditions, subject: Subject): Condition[] {
	const parts: Condition[] = [];
	const holds = (option: OrganisationConditions) => allOf(conditionsOn(scope, option, subject));
	if (wanted.anyOf != null) parts.push(anyOf(wanted.anyOf.map(holds)));
	if (wanted.not != null) parts.push(sql`(${holds(wanted.not)}) is not true`);
	return parts;
}
