/**
 * Which organisations the hub knew on a day, by what the records that it knew then said. Who is who is taken as it is known today: a day of
 * before shows what was then known of what is one organisation now. See decision 17.
 */
import { sql } from 'kysely';
import type { Day } from '#core/days.ts';
import { REGISTRATION_KINDS } from '#core/kinds.ts';
import { FOUNDING_ORDER } from '#matching/model.ts';
import type { Database } from './database.ts';
import { FACE_ORDER, knownRecords } from './known-view.ts';
import { type OrganisationRow, organisationsByIds } from './organisation-view.ts';
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
	const { rows } = await sql<Facts & { id: string }>`/* organisationsKnown */
		select distinct on (r.organisation_id) r.organisation_id as id, coalesce(r.body->>'name', '（无名称）') as name,
			coalesce(r.body->>'creditCode', max(r.body->>'creditCode') filter (where r.kind = any(${[...REGISTRATION_KINDS]}::text[])) over every) as "creditCode",
			r.division_code as "divisionCode", r.body->>'status' as status, r.body->>'industryCode' as "industryCode",
			bool_or(r.kind = any(${[...REGISTRATION_KINDS]}::text[])) over every as registered
		from ${knownRecords(on)} r
		where r.organisation_id = any(${known.map(([, { organisationId }]) => organisationId)}::text[]) and r.kind = any(${[...FOUNDING_ORDER]}::text[])
		window every as (partition by r.organisation_id) order by r.organisation_id, ${FACE_ORDER}`.execute(db);
	const facts = new Map(rows.map(({ id, ...row }) => [id, row]));
	return new Map(
		known.flatMap(([id, row]) => {
			const then = facts.get(row.organisationId);
			return then === undefined ? [] : [[id, { ...row, ...then, knownOn: on }]];
		}),
	);
}

type Facts = Pick<OrganisationRow, 'name' | 'creditCode' | 'divisionCode' | 'status' | 'industryCode' | 'registered'>;
