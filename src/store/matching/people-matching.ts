/**
 * People in SQL: groups of mentions that share something, in the order of the rules, for `#matching/people.ts` to decide. Runs when
 * organisations are resolved, for who works where tells namesakes apart.
 */
import type pg from 'pg';
import type { Conflicts } from '#matching/decided.ts';
import { PERSON_RULES, PersonResolver } from '#matching/people.ts';
import { copyRows, streamRows } from '#store/copy.ts';
import { decidedPeople, prepareDecidedPeople } from './people-decisions.ts';
import { groupPeople, groupsOf } from './people-groups.ts';
import { scopePeople } from './people-scope.ts';

/**
 * Mentions in the order in which they found a person. Founding order is by source, type and key, so that a rebuild
 * from nothing numbers them alike; `full` numbers the valid tokens.
 */
const NODES = (narrow: string) => `/* people: nodes */
	create temp table person_node as
	select (row_number() over (order by r.source, r.record_type, m.export_key, m.slot))::int - 1 as node, m.pid, r.rid, m.name_key, m.valid_number,
		case when m.valid_number and t.value is not null then (dense_rank() over (order by hashtextextended(t.value, 0) nulls last))::int - 1 else -1 end as full_token
	from person_mention m join record r using (rid) left join person_token t on t.pid = m.pid and t.kind = 'full' and m.valid_number where ${narrow}`;

/**
 * Writes into temp table `node_person (node, person, certain)` who each mention is: of all mentions, or of those that what changed concerns.
 * Reads `cluster_now (rid, cluster)`. Returns what stands against decisions on people.
 */
export async function matchPeople(client: pg.PoolClient, full: boolean): Promise<Conflicts> {
	await prepareDecidedPeople(client);
	if (!full) await scopePeople(client);
	await client.query(NODES(full ? 'true' : 'm.pid in (select pid from person_scope)'));
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
	const resolver = new PersonResolver(fullTokens, await decidedPeople(client));
	await groupPeople(client);
	for (const { rule } of PERSON_RULES) {
		for await (const group of streamRows<{ members: number[] }>(client, groupsOf(rule))) resolver.link({ rule, members: group.members });
	}
	await publish(client, resolver, fullTokens.length);
	return resolver.conflicts;
}

async function publish(client: pg.PoolClient, resolver: PersonResolver, size: number): Promise<void> {
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
