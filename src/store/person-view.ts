/** Reads people for readers. A person is seen through the records that name them: one in the reader's divisions and sources is enough. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Day } from '#core/days.ts';
import type { Kind } from '#core/kinds.ts';
import type { Database } from './database.ts';
import { type Page, toPages, type Window } from './page.ts';
import { inDivisions, inSources, type RowScope } from './row-scope.ts';

/** A person as the store holds them. */
export interface PersonRow {
	readonly personId: string;
	/** In clear; the Reader masks it. */
	readonly name: string;
	readonly firstSeen: Day;
}

const COLUMNS = sql`p.person_id as "personId", p.name, p.first_seen as "firstSeen"`;

/** Whether a person `p` is seen. A record without organisation and division (a certificate) places nobody, so it makes nobody visible to a reader with divisions. */
export function visiblePerson(scope: RowScope): RawBuilder<SqlBool> {
	return sql`exists (
		select from person_mention m join record r using (rid) left join organisation o using (organisation_id)
		where m.person_id = p.person_id and ${inSources(scope.sources, 'r.source')} and
			case when r.organisation_id is null then ${inDivisions(scope.divisions, 'r.division_code')} else ${inDivisions(scope.divisions, 'o.division_code')} end)`;
}

/** People by id, those visible. An id that was merged away gives the person who goes on, under the id asked for. */
export async function peopleByIds(db: Database, scope: RowScope, ids: readonly string[]): Promise<ReadonlyMap<string, PersonRow>> {
	const { rows } = await sql<PersonRow & { asked: string }>`/* peopleByIds */
		with recursive asked(id, current) as (
			select person_id, person_id from person where person_id = any(${[...ids]}::text[])
			union select a.id, m.merged_into from asked a join person m on m.person_id = a.current where m.merged_into is not null)
		select a.id as asked, ${COLUMNS} from asked a join person p on p.person_id = a.current
		where p.merged_into is null and ${visiblePerson(scope)}`.execute(db);
	return new Map(rows.map(({ asked, ...person }) => [asked, person]));
}

/** People whom the records of each organisation name, by id. Organisations outside the scope have no entry. */
export async function peopleOfOrganisations(
	db: Database,
	scope: RowScope,
	query: { readonly organisationIds: readonly string[]; readonly kinds: readonly Kind[]; readonly window: Window },
): Promise<ReadonlyMap<string, Page<PersonRow>>> {
	const { window } = query;
	const after = window.after === null ? sql`true` : sql`p.person_id > ${window.after[0] ?? ''}`;
	const { rows } = await sql<PersonRow & { parent: string }>`/* peopleOfOrganisations */
		select o.organisation_id as parent, p.* from organisation o cross join lateral (
			select ${COLUMNS} from person p
			where p.person_id in (
				select m.person_id from record r join person_mention m using (rid)
				where r.organisation_id = o.organisation_id and r.kind = any(${[...query.kinds]}::text[]) and ${inSources(scope.sources, 'r.source')})
				and p.merged_into is null and ${after}
			order by p.person_id limit ${window.first + 1}) p
		where o.organisation_id = any(${[...query.organisationIds]}::text[]) and ${inDivisions(scope.divisions, 'o.division_code')}
		order by o.organisation_id, p."personId"`.execute(db);
	return toPages(rows, window.first, { take: ({ parent: _, ...person }): PersonRow => person, keyOf: (person) => [person.personId] });
}

/** The answer of the police that the hub holds about a person. Timestamps as PostgreSQL prints them. */
export interface ClearanceRow {
	readonly result: 'CLEAR' | 'RESTRICTED' | 'UNKNOWN';
	readonly scope: 'SEX' | 'ART62';
	readonly checkedAt: string;
	readonly validUntil: string;
}

/** The newest answer about each person, of those visible; people whom nobody asked about have no entry. */
export async function clearancesOfPeople(
	db: Database,
	scope: RowScope,
	ids: readonly string[],
): Promise<ReadonlyMap<string, ClearanceRow>> {
	const { rows } = await sql<ClearanceRow & { personId: string }>`/* clearancesOfPeople */
		select distinct on (p.person_id) p.person_id as "personId", c.result, c.scope, c.checked_at as "checkedAt", c.valid_until as "validUntil"
		from person p join person_mention n on n.person_id = p.person_id join person_token t on t.pid = n.pid and t.kind = 'full'
		join clearance c on c.token = t.value
		where p.person_id = any(${[...ids]}::text[]) and ${visiblePerson(scope)}
		order by p.person_id, c.checked_at desc, c.token`.execute(db);
	return new Map(rows.map(({ personId, ...row }) => [personId, row]));
}
