/** The records that matching could not place because several organisations fit alike, listed for people to decide on; several that turned out to be one are none. */
import type pg from 'pg';

const WRITE = `/* ambiguous: write */ insert into ambiguous_record (rid, candidates)
	select probe, jsonb_agg(jsonb_build_object('organisationId', organisation_id, 'score', score) order by score desc, organisation_id)
	from (select c.probe, r.organisation_id, max((v.rival ->> 'score')::int) as score
		from match_choice c, jsonb_array_elements(c.rivals) v (rival) join record r on r.rid = (v.rival ->> 'subject')::bigint
		where c.look <> 1 and c.subject is null and not exists (select from mention_link l where l.rid = c.probe) and r.organisation_id is not null
		group by c.probe, r.organisation_id) best group by probe having count(*) > 1`;

/** Brings `ambiguous_record` to what the resolution found. Runs when records point to their organisations; candidates whose cluster was joined since stand under one id. */
export async function writeAmbiguous(client: pg.ClientBase): Promise<void> {
	await client.query('/* ambiguous: clear */ delete from ambiguous_record');
	await client.query(WRITE);
}
