/**
 * The looks for an organisation, one after the other: units without a code (0), mentions by what registers say (1), mentions left over
 * by what linked mentions say besides (2). Of each look the choices are kept (`match_choice`); another resolution looks again only for
 * those who share a key, followed or not, with a cluster that is not what it was: only of them candidates, facts or counts can differ.
 */
import type pg from 'pg';
import { type CandidatePair, type Decisions, decide } from '#matching/decide.ts';
import type { PairScore } from '#matching/score.ts';
import { copyRows } from '#store/copy.ts';
import { MEMBERS } from './members.ts';
import { candidatePairs } from './pairs.ts';

export type Look = 0 | 1 | 2;

const OWNED = (look: Look, members: string) => `select rid, ${look === 0 ? 'start' : 'cluster'} as owner from ${members}`;

/** Members as they were, of those in `look_moved (rid)`: the others are what they were. */
const MOVED = (look: Look) =>
	`/* matching: moved */ create temp table look_moved as select rid from member_moved union select rid from faced${
		look === 2
			? ' union select coalesce(l.rid, b.rid) from lender l full join match_lender b using (rid) where l.owner is distinct from b.owner'
			: ''
	}`;
const BEFORE = (look: Look) =>
	`/* matching: as they were */ create temp table look_before as ${OWNED(look, 'member_before')}${
		look === 2 ? ' union all select rid, owner from match_lender join look_moved using (rid)' : ''
	}`;

/** Members whose cluster, or the facts they give it, are not as before; and all that stand with them, or stood. */
const DIRTY = `/* matching: dirty */ create temp table dirty as
	with differ as (
		select m.owner, b.owner as owner_before from look_moved t left join member m using (rid) left join look_before b using (rid)
		where m.owner is distinct from b.owner or rid in (select rid from faced)),
	stirred as (select owner from differ where owner is not null union select owner_before from differ where owner_before is not null)
	select m.rid from stirred join member m using (owner) union select rid from look_before where owner in (select owner_before from differ)`;

const KEYS = (table: string) => `(select k.* from dirty join ${table} k using (rid))`;
const KEYS_BEFORE = `(select k.* from (select * from ${KEYS('match_key')} a union all select * from ${KEYS('match_lent_key')} b) k where rid not in (select rid from redo)
	union all select k.* from dirty join key_before k using (rid))`;

/**
 * So many times the limit of followed values are read of a value's holders: one organisation can hold it many times. Smaller takes common values for
 * followed ones and looks again for nothing; larger reads more of each.
 */
const HOLDERS_READ = 8;

/**
 * Values by which somebody can come upon a dirty cluster, and values that others share now. A value that too many share to be followed, and that
 * the same organisations have as before, makes no pair and weighs the same in all.
 */
const DIRTY_KEYS = `/* matching: dirty keys */ create temp table dirty_key as
	with present as (select * from ${KEYS('match_key')} a union all select * from ${KEYS('match_lent_key')} b),
	held as (select distinct m.owner, k.v from present k join member m using (rid)),
	before as (select b.rid, b.owner from dirty join look_before b using (rid)
		union all select m.rid, m.owner from dirty join member m using (rid) where rid not in (select rid from look_moved)),
	held_before as (select distinct b.owner, k.v from ${KEYS_BEFORE} k join before b using (rid)),
	said as (select distinct no, v from present),
	followed as (select s.v from said s join key_use u using (no) cross join lateral (
		select count(distinct m.owner) as sharers from (select k.rid from match_key k where k.v = s.v limit u.cap * ${HOLDERS_READ}) k join member m using (rid)) h
		where h.sharers <= u.cap)
	select v from followed union (select v from (select * from held except select * from held_before) came)
	union (select v from (select * from held_before except select * from held) went) union select v from key_moved`;

/** Whom the look concerns again. What people decide on, or did once, is always looked at. */
const DUE = `/* matching: due */ create temp table due as
	select p.rid from dirty_key d join match_probe_key p on p.v = d.v union select rid from changed union select rid from dirty union select rid from decided_ever
	union select rid from due_before`;

/**
 * Builds `member (rid, owner)`, the records by which clusters are found in a look, and, unless everything is resolved, `due
 * (rid)`: whom the look concerns again.
 */
export async function prepareLook(client: pg.ClientBase, look: Look, full: boolean): Promise<void> {
	await client.query(full ? 'drop table if exists member' : 'drop view if exists member');
	const members = full ? `(${MEMBERS('true', 'true')}) m` : 'match_member';
	const lenders = look === 2 ? ' union all select rid, owner from lender' : '';
	await client.query(`/* matching: members */ create temp ${full ? 'table' : 'view'} member as ${OWNED(look, members)}${lenders}`);
	if (full) {
		await client.query('create index on member (rid)');
		await client.query('create index on member (owner)');
		await client.query('analyze member');
		return;
	}
	await client.query('drop table if exists look_moved, look_before, dirty, dirty_key, due_before');
	if (look === 2) await client.query('create index on lender (rid); create index on lender (owner); analyze lender');
	await client.query(MOVED(look));
	await client.query('analyze look_moved');
	await client.query(BEFORE(look));
	await client.query('analyze look_before');
	await client.query(DIRTY);
	await client.query('analyze dirty');
	await client.query(DIRTY_KEYS);
	await client.query('analyze dirty_key');
	await client.query(look === 2 ? 'alter table due rename to due_before' : 'create temp table due_before (rid bigint)');
	await client.query('drop table if exists due');
	await client.query(DUE);
	await client.query('create index on due (rid)');
	await client.query('analyze due');
}

/** Narrows a probe to those whom the look concerns. */
export function dueOnly(rid: string, full: boolean): string {
	return full ? 'true' : `${rid} in (select rid from due)`;
}

/**
 * Decides on the probes in temp table `probe (owner, rid, division, code, day, cluster)` and puts their choices in the place of those kept.
 */
export async function decideLook(
	client: pg.PoolClient,
	look: Look,
	options: {
		readonly full: boolean;
		readonly score: (pair: CandidatePair) => PairScore | null;
		readonly enoughBits: number;
		/** Told of each probe before its pairs are scored. */
		readonly before?: (probe: string) => Promise<void>;
	},
): Promise<void> {
	const { full, score, enoughBits, before } = options;
	if (!full) {
		const looks = look === 1 ? '1, 2' : `${look}`;
		await client.query(
			`/* matching: forget choices */ delete from match_choice c using due d where d.rid = c.probe and c.look in (${looks})`,
		);
	}
	const decisions = await decide(candidatePairs(client, { lent: look === 2 }), { score, enoughBits, before });
	await saveChoices(client, look, decisions);
	await client.query('analyze match_choice (look, probe, subject)'); // what a choice rests on is wide, and no plan asks for it
}

async function saveChoices(client: pg.ClientBase, look: Look, { links, ambiguous }: Decisions): Promise<void> {
	await copyRows(client, 'match_choice (look, probe, subject, score, signals, rivals)', [
		...links.map(({ probe, subject, score }) => [look, probe, subject, score.total, JSON.stringify(score.signals), null]),
		...ambiguous.map(({ probe, rivals }) => [
			look,
			probe,
			null,
			null,
			null,
			JSON.stringify(rivals.map(({ subject, score }) => ({ subject, score: score.total }))),
		]),
	]);
}
