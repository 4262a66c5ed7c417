/** Counts the lists that hang on an organisation or a person, under the same scope as the lists; one statement however many parents. */
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#core/days.ts';
import type { Kind } from '#core/kinds.ts';
import type { RecordFilter } from '#core/organisation-filter.ts';
import type { Database } from './database.ts';
import { visibleFlag } from './flag-scope.ts';
import { knownRecords } from './known-view.ts';
import { recordMatches } from './record-filter.ts';
import { inDivisions, inSources, type RowScope, visibleRecord } from './row-scope.ts';
import type { SuccessionSide } from './succession-view.ts';

/** Entries of each parent; parents without any, or outside the scope, have no entry. */
export type Counts = ReadonlyMap<string, number>;

/** Records of one kind of each organisation, as the hub knew them on a day, if one is given. */
export function countRecords(
	db: Database,
	scope: RowScope,
	query: {
		readonly kind: Kind;
		readonly organisationIds: readonly string[];
		readonly knownOn?: Day | null;
		readonly where?: RecordFilter | null;
	},
): Promise<Counts> {
	return counted(
		db,
		sql`/* countRecords */ select r.organisation_id as parent, count(*)::int as entries from ${knownRecords(query.knownOn ?? null)} r join organisation o using (organisation_id)
		where r.organisation_id = any(${[...query.organisationIds]}::text[]) and ${recordMatches(scope, query.kind, { filter: query.where ?? {}, r: 'r' })}
			and ${inDivisions(scope.divisions, 'o.division_code')} group by 1`,
	);
}

/** Mentions of each person in records of these kinds. */
export function countMentions(
	db: Database,
	scope: RowScope,
	query: { readonly kinds: readonly Kind[]; readonly personIds: readonly string[] },
): Promise<Counts> {
	return counted(
		db,
		sql`/* countMentions */ select m.person_id as parent, count(*)::int as entries
		from person_mention m join record r using (rid) left join organisation o using (organisation_id)
		where m.person_id = any(${[...query.personIds]}::text[]) and r.kind = any(${[...query.kinds]}::text[]) and ${visibleRecord(scope)} group by 1`,
	);
}

/** People whom records of these kinds of each organisation name. */
export function countPeople(
	db: Database,
	scope: RowScope,
	query: { readonly kinds: readonly Kind[]; readonly organisationIds: readonly string[] },
): Promise<Counts> {
	return counted(
		db,
		sql`/* countPeople */ select o.organisation_id as parent, count(distinct p.person_id)::int as entries
		from organisation o join record r using (organisation_id) join person_mention m using (rid) join person p using (person_id)
		where o.organisation_id = any(${[...query.organisationIds]}::text[]) and r.kind = any(${[...query.kinds]}::text[])
			and p.merged_into is null and ${inSources(scope.sources, 'r.source')} and ${inDivisions(scope.divisions, 'o.division_code')} group by 1`,
	);
}

/** Flags of each organisation, of the statuses given or of all. */
export function countFlagsOf(
	db: Database,
	scope: RowScope,
	query: { readonly organisationIds: readonly string[]; readonly statuses: readonly string[] | null },
): Promise<Counts> {
	const status = query.statuses === null ? sql`true` : sql`f.status = any(${[...query.statuses]}::text[])`;
	return counted(
		db,
		sql`/* countFlagsOf */ select o.organisation_id as parent, count(*)::int as entries from organisation o join flag f using (organisation_id)
		where o.organisation_id = any(${[...query.organisationIds]}::text[]) and ${status} and ${visibleFlag(scope)} and ${inDivisions(scope.divisions, 'o.division_code')} group by 1`,
	);
}

/** Successions of each organisation on one side, of which the reader sees both ends. */
export function countSuccessions(
	db: Database,
	scope: RowScope,
	query: { readonly side: SuccessionSide; readonly organisationIds: readonly string[] },
): Promise<Counts> {
	const [here, there] = query.side === 'predecessor' ? ['predecessor_id', 'successor_id'] : ['successor_id', 'predecessor_id'];
	return counted(
		db,
		sql`/* countSuccessions */ select o.organisation_id as parent, count(*)::int as entries
		from succession s join organisation o on o.organisation_id = s.${sql.id(here)} join organisation other on other.organisation_id = s.${sql.id(there)}
		where o.organisation_id = any(${[...query.organisationIds]}::text[]) and ${inDivisions(scope.divisions, 'o.division_code')}
			and ${inDivisions(scope.divisions, 'other.division_code')} group by 1`,
	);
}

async function counted(db: Database, statement: RawBuilder<unknown>): Promise<Counts> {
	const { rows } = (await statement.execute(db)) as { rows: { parent: string; entries: number }[] };
	return new Map(rows.map(({ parent, entries }) => [parent, entries]));
}
