/**
 * What mentions of people share, as groups `person_group (rule, g, node)`: only a group that holds a mention without a valid number can
 * join what equal numbers have not joined already, so the groups of everybody else are never made. Tokens are compared for equality only.
 */
import type pg from 'pg';
import { PERSON_RULES, type PersonRule } from '#matching/people.ts';

const WEAK = [
	`/* people: tokens of those without a number */ create temp table weak_token as
		select distinct t.kind, t.value, n.name_key from person_node n join person_token t using (pid) where n.full_token = -1`,
	`/* people: names of those without a number */ create temp table weak_name as select distinct name_key from person_node where full_token = -1 and name_key <> ''`,
	'analyze weak_token',
	'analyze weak_name',
];

const BY_TOKEN = (kind: string) => `select w.value || ' ' || w.name_key as shared, n.node
	from weak_token w join person_token t on t.kind = w.kind and t.value = w.value join person_node n on n.pid = t.pid and n.name_key = w.name_key
	where w.kind = '${kind}' and w.name_key <> ''`;

/** Of those who share something beside the name, the groups with somebody who has no number. */
const WITH_WEAK = (said: string) =>
	`select shared, node from (select shared, node, min(full_token) over (partition by shared) as least from (${said}) said) s where least = -1`;

/** The years of a post as the record gives it, from its first day to its last or to the day of the record; none where no first day is known. */
export const YEARS_OF = (record: string) =>
	`select generate_series(left(${record}.body ->> 'from', 4)::int, left(coalesce(${record}.body ->> 'to', ${record}.as_of::text), 4)::int) where ${record}.kind in ('staff', 'role')`;

/** Who shares what under each rule. Weak rules group by name as well. */
const SHARED: Readonly<Record<PersonRule, string>> = {
	full: `select w.value as shared, n.node from (select distinct value from weak_token where kind = 'full') w
		join person_token t on t.kind = 'full' and t.value = w.value join person_node n on n.pid = t.pid`,
	repaired: `select distinct w.value || ' ' || w.name_key as shared, n.node from weak_token w
		join person_token t on t.kind in ('repaired', 'full') and t.value = w.value join person_node n on n.pid = t.pid and n.name_key = w.name_key
		where w.kind = 'repaired' and w.name_key <> '' and (t.kind = 'repaired' or n.valid_number)`,
	body: BY_TOKEN('body'),
	fullOld: BY_TOKEN('fullOld'),
	birthEnds: BY_TOKEN('birthEnds'),
	ends: BY_TOKEN('ends'),
	certificate:
		WITH_WEAK(`select (r.body ->> 'certificateNo') || ' ' || n.name_key as shared, n.node, n.full_token from person_node n join weak_name using (name_key)
		join record r using (rid) where r.kind in ('staff', 'certificate') and r.body ->> 'certificateNo' is not null`),
	employer: WITH_WEAK(
		`select e.cluster || ' ' || n.name_key as shared, n.node, n.full_token from person_node n join weak_name using (name_key) join cluster_now e using (rid)`,
	),
	employerThen: WITH_WEAK(`select e.cluster || ' ' || n.name_key || ' ' || year as shared, n.node, n.full_token
		from person_node n join weak_name using (name_key) join cluster_now e using (rid) join record r using (rid) cross join lateral (${YEARS_OF('r')}) y (year)`),
	phone: WITH_WEAK(`select phone || ' ' || n.name_key as shared, n.node, n.full_token from person_node n join weak_name using (name_key)
		join person_mention m using (pid), unnest(m.phones) as phone`),
};

/** A telephone that more mentions of one name share than this is a switchboard's. Smaller loses a head's many roles; larger joins namesakes. */
const MOST_ON_PHONE = 50;

/** Builds `person_group` from `person_node (node, pid, rid, name_key, valid_number, full_token)`; g tells groups of all rules apart. */
export async function groupPeople(client: pg.ClientBase): Promise<void> {
	for (const statement of WEAK) await client.query(statement);
	const rows = PERSON_RULES.map(
		({ rule }, no) => `select ${no} as rule, hashtextextended(shared, ${no}) as g, node from (${SHARED[rule]}) r${no}`,
	);
	await client.query(`/* people: groups */ create temp table person_group as
		select rule, g, node from (select *, count(*) over (partition by g) as n from (${rows.join(' union all ')}) shared) sized where n > 1`);
	await client.query('analyze person_group');
}

/** The query for a rule's groups, as places in the list of mentions. */
export function groupsOf(rule: PersonRule): string {
	const no = PERSON_RULES.findIndex((candidate) => candidate.rule === rule);
	const most = rule === 'phone' ? ` having count(*) <= ${MOST_ON_PHONE}` : '';
	return `select array_agg(node order by node) as members from person_group where rule = ${no} group by g${most} order by members`;
}
