/**
 * Whom a resolution of people concerns, in `person_scope (pid)`: mentions of records that changed or stand elsewhere, or on which somebody ever decided, whoever shares
 * something with them now, and from there on all that were one person or shared a group before. Nobody outside shares a number, or anything
 * that tells of somebody without one, with anybody inside: both can be resolved apart.
 */
import type pg from 'pg';

const SEEDS = `/* people: seeds */ create temp table person_seed as
	select m.pid, m.rid, m.name_key, m.phones from person_mention m
	where m.pid in (
		select n.pid from person_mention n where n.rid in (select rid from touched union select rid from moved) union select pid from person_decided_ever)`;

/** Whoever shares a value with a seed; more than the rules need, by those who have numbers of their own. */
const MEET = `/* people: who meets them */ create temp table person_start as
	select pid from person_seed
	union select pid from match_mention where rid in (select rid from touched union select rid from moved)
	union select b.pid from person_seed s join person_token a using (pid)
		join person_token b on b.value = a.value and b.kind = any (case when a.kind in ('full', 'repaired') then array['full', 'repaired'] else array[a.kind] end)
	union select b.pid from person_seed s join cluster_now c using (rid) join cluster_now e on e.cluster = c.cluster
		join person_mention b on b.rid = e.rid and b.name_key = s.name_key
	union select b.pid from person_seed s join person_mention b on b.name_key = s.name_key and b.phones && s.phones where s.phones <> '{}'
	union select b.pid from person_seed s join record r on r.rid = s.rid and r.kind in ('staff', 'certificate')
		join person_mention b on b.name_key = s.name_key join record o on o.rid = b.rid and o.kind in ('staff', 'certificate')
		where o.body ->> 'certificateNo' = r.body ->> 'certificateNo'`;

const CLOSE = `/* people: scope */ create temp table person_scope as
	with recursive scope (pid) as (
		select pid from person_start
		union select n.pid from scope s cross join lateral (
			select b.pid from match_group a join match_group b on b.g = a.g where a.pid = s.pid
			union all select b.pid from match_mention a join match_mention b on b.person_id = a.person_id where a.pid = s.pid) n)
	select pid from scope`;

/** Builds `person_scope`; mentions that are gone are in it. Reads `touched`, `moved`, `cluster_now` and `person_decided_ever`. */
export async function scopePeople(client: pg.ClientBase): Promise<void> {
	for (const [table, statement] of [
		['person_seed', SEEDS],
		['person_start', MEET],
		['person_scope', CLOSE],
	] as const) {
		await client.query(statement);
		await client.query(`analyze ${table}`);
	}
	await client.query('create index on person_scope (pid)');
}

/** What is kept of people for the next resolution, with the columns it is looked up by. */
const KEPT = [
	{
		table: 'match_mention',
		rows: 'select m.pid, m.rid, m.person_id from person_mention m join person_node using (pid)',
		indexes: ['pid', 'rid', 'person_id'],
	},
	{ table: 'match_group', rows: 'select distinct p.g, n.pid from person_group p join person_node n using (node)', indexes: ['pid', 'g'] },
] as const;

/** Keeps who was one person and who shared what. Runs when mentions point to their people. */
export async function keepPeople(client: pg.ClientBase, full: boolean): Promise<void> {
	for (const { table, rows, indexes } of KEPT) {
		if (!full) {
			await client.query(`/* memory: people out */ delete from ${table} t using person_scope s where s.pid = t.pid`);
			await client.query(`/* memory: people in */ insert into ${table} ${rows}`);
			continue;
		}
		await client.query(`/* memory: drop */ drop table ${table}`);
		await client.query(`/* memory: make ${table} */ create unlogged table ${table} as ${rows}`);
		for (const column of indexes) await client.query(`/* memory: index */ create index on ${table} (${column})`);
		await client.query(`analyze ${table}`);
	}
}
