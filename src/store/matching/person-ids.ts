/** Ids of people, by the same rule as organisations: the oldest id whose founding mention stands in the set stays, of equals that of the set's own founder. Changes are listed. */
import type pg from 'pg';
import type { Day } from '#core/days.ts';
import { personIdOf } from '#core/ids.ts';
import { copyRows, streamBatches } from '#store/copy.ts';
import { writeBare } from './bulk-write.ts';

const FOUNDERS = `/* people: founders */ create temp table person_founder as
	select p.person, r.source, r.record_type, m.export_key, m.name
	from (select distinct person from node_person) p join person_node n on n.node = p.person join person_mention m using (pid) join record r on r.rid = m.rid`;

/** Whom an id that was merged away came to be, step by step. */
const BECAME = `with recursive became (id) as (
	select p.merged_into union select q.merged_into from became b join person q on q.person_id = b.id where q.merged_into is not null)
	select from became where id = m.person_id`;

/** People with their founding mentions, and the set in which each of those is. */
const FOUNDING = `from person p join person_mention m on m.export_key = p.founder_key
		join record r on r.rid = m.rid and r.source = p.founder_source and r.record_type = p.founder_type
		join person_node n on n.pid = m.pid join node_person np on np.node = n.node`;

/**
 * An id that was merged away counts where no other does: when what joined it is taken back, each has its own again. A founding mention
 * that names somebody else by now points to nobody yet, and gives its id to nobody. Two branches: under one OR the ids could not be joined,
 * and every person met every record of the source of theirs.
 */
const KEPT = `/* people: kept ids */ create temp table kept_person as
	with founding as (
		select np.person, p.person_id, p.first_seen, n.node, false as merged
		${FOUNDING} where p.merged_into is null and m.person_id = p.person_id
		union all
		select np.person, p.person_id, p.first_seen, n.node, true
		${FOUNDING} where p.merged_into <> '' and m.person_id is not null and exists (${BECAME}))
	select distinct on (person) person, person_id from founding order by person, merged, first_seen, node = person desc, person_id`;

const UPSERT = `/* people: persons */
	insert into person (person_id, name, founder_source, founder_type, founder_key, first_seen)
	select i.person_id, f.name, f.source, f.record_type, f.export_key, $1 from person_new_id i join person_founder f using (person) order by i.person_id
	on conflict (person_id) do update set merged_into = null, name = excluded.name where person.merged_into is not null or person.name <> excluded.name`;

/**
 * Ids that no set kept, of people who had a mention among those looked at. Their founding mentions are found among those in one go: a look for each would read all
 * records of its source.
 */
const RETIRE = (narrow: string) => `/* people: retired */
	with leaving as materialized (select p.person_id, p.founder_source, p.founder_type, p.founder_key from person p
		where p.merged_into is null and not exists (select from person_new_id i where i.person_id = p.person_id) and ${narrow}),
	went as (select l.person_id, min(i.person_id) as into_id from leaving l
		join person_mention m on m.export_key = l.founder_key join person_node n on n.pid = m.pid
		join record r on r.rid = n.rid and r.source = l.founder_source and r.record_type = l.founder_type
		join node_person np on np.node = n.node join person_new_id i on i.person = np.person group by l.person_id),
	gone as (update person p set merged_into = coalesce(w.into_id, '') from leaving l left join went w using (person_id)
		where p.person_id = l.person_id returning p.person_id, p.merged_into)
	insert into person_id_change (run_id, old_id, new_id, reason)
	select $1, person_id, merged_into, case when merged_into = '' then 'retired' else 'merged' end from gone on conflict do nothing`;

/**
 * Ids that were merged away before: each names who goes on now, where the founding mention went or, if that names somebody else by now, whom
 * the other was merged into. Whoever asks what became of an id needs one step.
 */
const FOLLOW = (narrow: string) => `/* people: follow */
	with followed as (
		select p.person_id as old_id, coalesce((
			select i.person_id from record r join person_mention m on m.rid = r.rid and m.export_key = p.founder_key join person_node n on n.pid = m.pid
			join node_person np on np.node = n.node join person_new_id i on i.person = np.person
			where r.source = p.founder_source and r.record_type = p.founder_type and m.person_id is not null and exists (${BECAME}) limit 1), t.merged_into) as new_id
		from person p left join person t on t.person_id = p.merged_into where p.merged_into <> '' and (t.merged_into is not null or ${narrow}))
	update person p set merged_into = f.new_id from followed f where p.person_id = f.old_id and f.new_id <> p.merged_into`;

/** Mentions that leave a person who goes on. */
const SPLITS = `/* people: splits */
	insert into person_id_change (run_id, old_id, new_id, reason)
	select distinct $1, m.person_id, i.person_id, 'split' from person_mention m join person_node n using (pid) join node_person np using (node) join person_new_id i using (person)
	join person p on p.person_id = m.person_id where m.person_id <> i.person_id and p.merged_into is null on conflict do nothing`;

const POINT = `/* people: point mentions */
	update person_mention m set person_id = i.person_id, certain = np.certain
	from person_node n join node_person np using (node) join person_new_id i using (person)
	where m.pid = n.pid and (m.person_id is distinct from i.person_id or m.certain <> np.certain)`;
const POINT_NOTED = `with pointed as (${POINT} returning m.rid) insert into repointed select rid from pointed`;

/** Assigns ids to the people of `node_person` and points every mention to its person. `first`: there were none before. Runs inside the caller's transaction. */
export async function writePeople(
	client: pg.PoolClient,
	{ runId, asOf, full, first }: { readonly runId: string; readonly asOf: Day; readonly full: boolean; readonly first: boolean },
): Promise<void> {
	await client.query(FOUNDERS);
	await client.query(KEPT);
	await client.query('create temp table person_new_id (person int primary key, person_id text collate "C" not null)');
	await client.query('insert into person_new_id select person, person_id from kept_person');
	await mintMissing(client);
	await client.query('create unique index on person_new_id (person_id)');
	await client.query('analyze person_new_id');
	if (first) {
		await writeBare(client, ['person', 'person_mention'], async () => {
			await client.query(UPSERT, [asOf]);
			await client.query(POINT);
		});
		return;
	}
	await client.query(UPSERT, [asOf]);
	const lookedAt = (id: string) => (full ? 'true' : `${id} in (select k.person_id from match_mention k join person_scope using (pid))`);
	await client.query(RETIRE(lookedAt('p.person_id')), [runId]);
	await client.query(FOLLOW(lookedAt('p.merged_into')));
	await client.query(SPLITS, [runId]);
	await client.query('create temp table repointed (rid bigint)');
	await client.query(POINT_NOTED);
}

async function mintMissing(client: pg.PoolClient): Promise<void> {
	const founders = streamBatches<{ person: number; source: string; record_type: string; export_key: string }>(
		client,
		'select f.* from person_founder f where not exists (select from kept_person k where k.person = f.person)',
	);
	for await (const batch of founders) {
		const minted = batch.map((row) => [
			row.person,
			personIdOf({ source: row.source, recordType: row.record_type, exportKey: row.export_key }),
		]);
		await copyRows(client, 'person_new_id (person, person_id)', minted);
	}
}
