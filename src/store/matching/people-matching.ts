/**
 * People in SQL: groups of mentions that share a token, in the order of the rules, for `#matching/people.ts` to decide,
 * and the decision written back. Tokens are compared for equality only; no number is here.
 */
import type pg from 'pg';
import { PERSON_RULES, PersonResolver, type PersonRule } from '#matching/people.ts';
import { copyRows, streamRows } from '#store/copy.ts';

/**
 * Mentions in the order in which they found a person. Founding order is by source, type and key, so that a rebuild
 * from nothing numbers them alike; `full` numbers the valid tokens.
 */
const NODES = `/* people: nodes */
	create temp table person_node as
	select (row_number() over (order by r.source, r.record_type, m.export_key))::int - 1 as node, m.pid, r.rid, m.name_key, m.valid_number,
		case when m.valid_number then (dense_rank() over (order by t.value nulls last))::int - 1 else -1 end as full_token
	from person_mention m join record r using (rid) left join person_token t on t.pid = m.pid and t.kind = 'full' and m.valid_number`;

const BY_TOKEN = (kind: string) => `select array_agg(n.node order by n.node) as members from person_token t join person_node n using (pid)
	where t.kind = '${kind}' and n.name_key <> '' group by t.value, n.name_key having count(*) > 1 order by min(n.node)`;

/** How each rule's groups are found. Weak rules group by name as well. */
const GROUPS: Readonly<Record<PersonRule, string>> = {
	full: `select array_agg(n.node order by n.node) as members from person_token t join person_node n using (pid)
		where t.kind = 'full' group by t.value having count(*) > 1 order by min(n.node)`,
	repaired: `select array_agg(distinct n.node order by n.node) as members from person_token t join person_node n using (pid)
		where (t.kind = 'repaired' or (t.kind = 'full' and n.valid_number)) and n.name_key <> ''
		group by t.value, n.name_key having count(distinct n.node) > 1 and bool_or(t.kind = 'repaired') order by min(n.node)`,
	body: BY_TOKEN('body'),
	fullOld: BY_TOKEN('fullOld'),
	birthEnds: BY_TOKEN('birthEnds'),
	ends: BY_TOKEN('ends'),
	certificate: `select array_agg(n.node order by n.node) as members from person_node n join record r using (rid)
		where r.kind in ('staff', 'certificate') and r.body ->> 'certificateNo' is not null and n.name_key <> ''
		group by r.body ->> 'certificateNo', n.name_key having count(*) > 1 order by min(n.node)`,
	employer: `select array_agg(n.node order by n.node) as members from person_node n join employer e using (rid)
		where n.name_key <> '' group by e.organisation, n.name_key having count(*) > 1 order by min(n.node)`,
	phone: `select array_agg(n.node order by n.node) as members from person_node n join person_mention m using (pid), unnest(m.phones) as phone
		where n.name_key <> '' group by phone, n.name_key having count(*) between 2 and 50 order by min(n.node)`,
};

/** Rules that need to know the organisation run after organisations are resolved. */
const LATE: readonly PersonRule[] = ['employer', 'phone'];

/** A resolution under way on one connection: people by token first, people without a usable number once employers are known. */
export interface PeopleMatching {
	/** Writes each mention's person so far into temp table `node_person (pid, person)`. */
	publish(): Promise<void>;
	/** Links those without a number by name and employer (temp table `employer (rid, organisation)`) or telephone. */
	linkWithoutNumber(): Promise<void>;
}

/** Builds the nodes and links them by token. */
export async function matchPeople(client: pg.PoolClient): Promise<PeopleMatching> {
	await client.query(NODES);
	await client.query('create index on person_node (pid)');
	await client.query('create index on person_node (rid)');
	await client.query('analyze person_node');
	const { rows } = await client.query<{ n: number }>('select count(*)::int as n from person_node');
	const fullTokens = new Int32Array(rows[0]?.n ?? 0).fill(-1);
	for await (const row of streamRows<{ node: number; full_token: number }>(
		client,
		'select node, full_token from person_node where full_token >= 0',
	)) {
		fullTokens[row.node] = row.full_token;
	}
	const resolver = new PersonResolver(fullTokens);
	const link = async (rules: readonly PersonRule[]) => {
		for (const rule of rules) {
			for await (const group of streamRows<{ members: number[] }>(client, GROUPS[rule])) resolver.link({ rule, members: group.members });
		}
	};
	await link(PERSON_RULES.map(({ rule }) => rule).filter((rule) => !LATE.includes(rule)));
	return {
		publish: () => publish(client, resolver, fullTokens.length),
		linkWithoutNumber: () => link(LATE),
	};
}

async function publish(client: pg.PoolClient, resolver: PersonResolver, size: number): Promise<void> {
	await client.query('drop table if exists node_person');
	await client.query('create temp table node_person (node int not null, person int not null, certain boolean not null)');
	await copyRows(
		client,
		'node_person (node, person, certain)',
		(function* () {
			for (let node = 0; node < size; node++) yield [node, resolver.personOf(node), resolver.isCertain(node)];
		})(),
	);
	await client.query('create index on node_person (node)');
	await client.query('create index on node_person (person)');
	await client.query('analyze node_person');
}
