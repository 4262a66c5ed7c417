/** Brings what was decided about people (`match_decision`) to the mentions of a resolution, as decisions.ts does for organisations. */
import type pg from 'pg';
import type { DecidedPeople } from '#matching/people.ts';

const AT = (end: 'a' | 'b') =>
	`select d.decision_id, m.pid from match_decision d join record r on r.source = d.${end}_source and r.record_type = d.${end}_type and r.record_key = d.${end}_key
		join person_mention m on m.rid = r.rid and m.slot = d.${end}_slot where d.about = 'PERSON'`;

/** Whoever was ever decided on: what was undone is looked at once more as well. */
const EVER = `/* people: ever decided */ create temp table person_decided_ever as select pid from (${AT('a')}) a union select pid from (${AT('b')}) b`;

/** Of one pair the newest decision counts; UNSURE takes an older one back, and a mention that is not in the store is waited for. */
const DECIDED = `/* people: decided */
	select decision_id::text as "decisionId", verdict, a, b from (
		select distinct on (least(na.node, nb.node), greatest(na.node, nb.node)) d.decision_id, d.verdict, na.node as a, nb.node as b
		from match_decision d join (${AT('a')}) a using (decision_id) join (${AT('b')}) b using (decision_id)
		join person_node na on na.pid = a.pid join person_node nb on nb.pid = b.pid
		where d.undone_at is null and na.node <> nb.node
		order by least(na.node, nb.node), greatest(na.node, nb.node), d.decided_at desc, d.decision_id desc) newest
	where verdict <> 'UNSURE' order by decision_id`;

/** Builds `person_decided_ever (pid)`. */
export async function prepareDecidedPeople(client: pg.ClientBase): Promise<void> {
	await client.query(EVER);
}

/** Decisions between mentions, as places in `person_node`. */
export async function decidedPeople(client: pg.ClientBase): Promise<readonly DecidedPeople[]> {
	return (await client.query<DecidedPeople>(DECIDED)).rows;
}
