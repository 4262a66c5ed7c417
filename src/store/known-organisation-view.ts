/**
 * Which organisations the hub knew on a day, by what the records that it knew then said. Who is who is taken as it is known today: a day of
 * before shows what was then known of what is one organisation now. See decision 17.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#core/days.ts';
import { REGISTRATION_KINDS } from '#core/kinds.ts';
import { FOUNDING_ORDER } from '#matching/model.ts';
import type { Database } from './database.ts';
import { FACE_ORDER, knownRecords } from './known-view.ts';
import { organisationKnownMatches } from './organisation-filter.ts';
import { type OrganisationConditions, type OrganisationOrder, type OrganisationRow, organisationsByIds } from './organisation-view.ts';
import { afterKey, type Page, toPage, type Window } from './page.ts';
import type { RowScope } from './row-scope.ts';

/** Organisation as known on a day: its facts are those of the records known then, its risk is not among them. */
export interface KnownOrganisation extends OrganisationRow {
	readonly knownOn: Day;
}

/**
 * Organisations as known on a day, by the id asked for; the caller's scope is that of now. Without an entry: unknown, outside the
 * scope, or not yet known on that day.
 */
export async function organisationsKnown(
	db: Database,
	scope: RowScope,
	{ ids, on }: { readonly ids: readonly string[]; readonly on: Day },
): Promise<ReadonlyMap<string, KnownOrganisation>> {
	const now = await organisationsByIds(db, scope, ids);
	const known = [...now].filter(([, { firstSeen }]) => firstSeen <= on);
	if (known.length === 0) return new Map();
	const asked = sql`any(${known.map(([, { organisationId }]) => organisationId)}::text[])`;
	const { rows } = await sql<Facts & { id: string }>`/* organisationsKnown */
		select organisation_id as id, name, credit_code as "creditCode", division_code as "divisionCode", status, industry_code as "industryCode", registered
		from (${factsOf(on, sql`r.organisation_id = ${asked}`)}) f`.execute(db);
	const facts = new Map(rows.map(({ id, ...row }) => [id, row]));
	return new Map(
		known.flatMap(([id, row]) => {
			const then = facts.get(row.organisationId);
			return then === undefined ? [] : [[id, { ...row, ...then, knownOn: on }]];
		}),
	);
}

/** What the records known on a day say of the organisations that meet a condition on the record `r`; those without such a record are left out. */
function factsOf(on: Day, which: RawBuilder<unknown>): RawBuilder<unknown> {
	return sql`select distinct on (r.organisation_id) r.organisation_id, coalesce(r.body->>'name', '（无名称）') as name,
			coalesce(r.body->>'creditCode', max(r.body->>'creditCode') filter (where r.kind = any(${[...REGISTRATION_KINDS]}::text[])) over every) as credit_code,
			r.division_code, r.body->>'status' as status, r.body->>'industryCode' as industry_code,
			bool_or(r.kind = any(${[...REGISTRATION_KINDS]}::text[])) over every as registered
		from ${knownRecords(on)} r
		where ${which} and r.kind = any(${[...FOUNDING_ORDER]}::text[])
		window every as (partition by r.organisation_id) order by r.organisation_id, ${FACE_ORDER}`;
}

/**
 * The organisations that the hub knew on a day with their facts of then, to be read under the alias `o`; `division_now` is where each
 * stands today. Read from their records are only those of which a record has changed since.
 */
function knownOrganisations(on: Day): RawBuilder<unknown> {
	const changed = sql`select c.organisation_id from record c where c.kind = any(${[...FOUNDING_ORDER]}::text[])
		and (c.changed_on > ${on}::date or c.first_seen > ${on}::date)`;
	return sql`(select n.organisation_id, n.first_seen, n.division_code as division_now, f.name, f.division_code, f.status, f.industry_code, f.registered
		from organisation n join (
			select organisation_id, name, division_code, status, industry_code, registered from organisation u
			where not exists (${changed} and c.organisation_id = u.organisation_id)
			union all
			select organisation_id, name, division_code, status, industry_code, registered
			from (${factsOf(on, sql`r.organisation_id in (${changed})`)}) then_) f using (organisation_id)
		where n.merged_into is null and n.first_seen <= ${on}::date) o`;
}

/** A list of organisations as of a day. */
export interface KnownOrganisationQuery {
	readonly on: Day;
	/** None on risk or other organisations: nobody can tell them of a day. */
	readonly conditions: OrganisationConditions;
	readonly order: Exclude<OrganisationOrder, 'RISK_DESC'>;
	readonly window: Window;
}

const ORDERS = {
	NAME_ASC: { column: 'o.name', direction: 'asc' },
	FIRST_SEEN_DESC: { column: 'o.first_seen', direction: 'desc' },
} as const;

/** A page of organisations as known on a day; keys are the day, the value of the order, the id. */
export async function organisationKnownPage(
	db: Database,
	scope: RowScope,
	{ on, conditions, order, window: { after, first } }: KnownOrganisationQuery,
): Promise<Page<KnownOrganisation>> {
	const { column, direction } = ORDERS[order];
	const beyond = after === null ? sql`true` : afterKey({ column, direction, id: 'o.organisation_id' }, after.slice(1));
	const { rows } = await sql<{ id: string; value: string }>`/* organisationKnownPage */
		select o.organisation_id as id, ${sql.ref(column)}::text as value from ${knownOrganisations(on)}
		where ${organisationKnownMatches(scope, conditions, { o: 'o', knownOn: on })} and ${beyond}
		order by ${sql.ref(column)} ${sql.raw(direction)}, o.organisation_id limit ${first + 1}`.execute(db);
	const known = await organisationsKnown(db, scope, { ids: rows.map(({ id }) => id), on });
	const page = toPage(rows, first, ({ id, value }) => [on, value, id]);
	return { ...page, entries: page.entries.flatMap(({ row: { id }, key }) => [known.get(id) ?? []].flat().map((row) => ({ row, key }))) };
}

/** How many organisations as known on a day the conditions find. */
export async function countOrganisationsKnown(
	db: Database,
	scope: RowScope,
	{ on, conditions }: Pick<KnownOrganisationQuery, 'on' | 'conditions'>,
): Promise<number> {
	const { rows } = await sql<{ count: string }>`/* countOrganisationsKnown */
		select count(*) from ${knownOrganisations(on)} where ${organisationKnownMatches(scope, conditions, { o: 'o', knownOn: on })}`.execute(
		db,
	);
	return Number(rows[0]?.count);
}

type Facts = Pick<OrganisationRow, 'name' | 'creditCode' | 'divisionCode' | 'status' | 'industryCode' | 'registered'>;
