/** Which streets and buildings the registers of a prefecture know; for dossiers of places that only texts know. */
import { sql } from 'kysely';
import type { Kind } from '#core/kinds.ts';
import type { Database } from './database.ts';

/** Kinds in which an organisation says where it is. */
const REGISTERS: readonly Kind[] = ['registration', 'nonprofit', 'licence', 'admission'];

/**
 * Whether a register knows the street or building of places that only texts know; see `Dossier.streetKnown`. Keys begin with the
 * prefecture, so that its registers are found by the beginning of a key.
 */
export async function readKnownStreets(db: Database, organisationIds: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
	if (organisationIds.length === 0) return new Map();
	const { rows } = await sql<{ at: string; known: boolean }>`/* dossiers: streets */
		with told as (select distinct r.organisation_id as at, k.feature, k.value from record r join record_key k using (rid)
			where r.organisation_id = any(${[...organisationIds]}::text[]) and k.feature in ('road', 'roadNumber'))
		select at, bool_or(exists (select 1 from record_key o join record r using (rid)
			where o.feature = told.feature and o.value = told.value and r.kind = any(${[...REGISTERS]}::text[]))) as known
		from told where exists (select 1 from record_key o join record r using (rid)
			where o.feature = 'road' and o.value >= split_part(told.value, '|', 1) || '|R|' and o.value < split_part(told.value, '|', 1) || '|R~'
				and r.kind = any(${[...REGISTERS]}::text[]))
		group by at`.execute(db);
	return new Map(rows.map(({ at, known }) => [at, known]));
}
