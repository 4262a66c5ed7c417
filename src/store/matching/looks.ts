/**
 * The looks for an organisation, one after the other: units without a code (0), mentions by what registers say (1), mentions left over
 * by what linked mentions say besides (2). Of each look the choices are kept (`match_choice`); another resolution looks again only for
 * those who share a key, followed or not, with a cluster that is not what it was: only of them candidates, facts or counts can differ.
 */
import type pg from 'pg';
import { type CandidatePair, type Decisions, decide } from '#matching/decide.ts';
import type { PairScore } from '#matching/score.ts';
import { copyRows } from '#store/copy.ts';
import { candidatePairs } from './pairs.ts';
import { MENTION_DIVISION } from './subjects.ts';

export type Look = 0 | 1 | 2;

const MEMBERS = (look: Look, unit: 'unit' | 'match_unit', details: string) => {
	const owner = look === 0 ? 'start' : 'cluster';
	return `select rid, ${owner} as owner, division, false as lent from ${unit} union all select d.rid, u.${owner}, u.division, false from ${details} d join ${unit} u on u.rid = d.unit where d.says`;
};
const DETAILS_BEFORE = `(select * from match_detail where rid not in (select rid from redo) union all select * from detail_before)`;

/** Members whose cluster, or the facts they give it, are not as before; and all that stand with them, or stood. */
const DIRTY = `/* matching: dirty */ create temp table dirty as
	with differ as (
		select m.owner, b.owner as owner_before from member m full join member_before b using (rid)
		where m.owner is distinct from b.owner or rid in (select rid from faced))
	select rid from member where owner in (select owner from differ) union select rid from member_before where owner in (select owner_before from differ)`;

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
	held_before as (select distinct b.owner, k.v from ${KEYS_BEFORE} k join member_before b using (rid)),
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
 * Builds `member (rid, owner, division, lent)`, the records by which clusters are found in a look, and, unless everything is resolved, `due
 * (rid)`: whom the look concerns again.
 */
export async function prepareLook(client: pg.ClientBase, look: Look, full: boolean): Promise<void> {
	await client.query('drop table if exists member');
	const lenders = look === 2 ? ` union all select l.rid, l.owner, ${MENTION_DIVISION}, true from lender l join record r using (rid)` : '';
	await client.query(`/* matching: members */ create temp table member as ${MEMBERS(look, 'unit', 'match_detail')}${lenders}`);
	await client.query('create index on member (rid)');
	await client.query('create index on member (owner)');
	await client.query('analyze member');
	if (full) return;
	await client.query('drop table if exists member_before, dirty, dirty_key, due_before');
	const before = look === 2 ? ' union all select rid, owner, null::text, true from match_lender' : '';
	await client.query(
		`/* matching: members before */ create temp table member_before as ${MEMBERS(look, 'match_unit', DETAILS_BEFORE)}${before}`,
	);
	await client.query('analyze member_before');
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
