/** The records of the store as the hub knew them on a day; see decision 17. */
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#core/days.ts';
import { FOUNDING_ORDER } from '#matching/model.ts';

/**
 * The table of records as the hub had them at the end of a day, to be read as `record` is; null: as it has them now. What a record
 * says for has to be a day that the hub could know: one that was confirmed since speaks for the day on which its content began.
 */
export function knownRecords(on: Day | null): RawBuilder<unknown> {
	if (on === null) return sql`record`;
	return sql`(select r.rid, r.source, r.record_type, r.record_key, r.kind, coalesce(p.body, r.body) as body, coalesce(p.faults, r.faults) as faults,
			case when p.rid is null then r.division_code else p.division_code end as division_code,
			case when p.rid is not null then p.as_of when r.as_of > ${on}::date then coalesce(r.body_from, r.as_of) else r.as_of end as as_of,
			r.first_seen, case when p.rid is null then r.ended_on else p.ended_on end as ended_on, r.organisation_id
		from record r left join record_past p on p.rid = r.rid and p.known_from <= ${on}::date and p.known_until > ${on}::date
		where r.first_seen <= ${on}::date and (r.changed_on <= ${on}::date or p.rid is not null))`;
}

/** The best record to show first: what an organisation is called, and where it stands, is what the first of them says. */
export const FACE_ORDER = sql`(r.body->>'name') is null, array_position(array['registration', 'nonprofit', 'licence', 'admission'], r.kind) nulls last,
	(r.body->>'status') is distinct from 'ACTIVE', array_position(${[...FOUNDING_ORDER]}::text[], r.kind), r.source, r.record_type, r.record_key`;
