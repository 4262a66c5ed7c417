/**
 * The tables on which organisations are matched: units (records that are an organisation), the details that belong to units, and the keys of all of them; and what
 * of it is not as it was.
 */
import type pg from 'pg';
import { MENTION_KINDS } from '#core/kinds.ts';
import type { MatchModel } from '#matching/match-model.ts';
import { keysOf, writeUses } from './keys.ts';
import { redoMembers } from './members.ts';
import { type KeptTable, keep } from './memory.ts';
import { makeUnits } from './units.ts';

const DETAIL_KINDS = ['registrationChange', 'role', 'staff', 'course', 'accountEntry'];

/** Details (changes, roles, staff, courses, entries) belong to a unit by credit code, licence number or account. */
const DETAILS: KeptTable = {
	table: 'match_detail',
	rows: (narrow) => `
	select distinct on (r.rid) r.rid, u.rid as unit, r.kind = 'registrationChange' as says
	from record r join record_key k on k.rid = r.rid
	join record_key uk on uk.feature = case k.feature when 'creditCodeRepaired' then 'creditCode' else k.feature end and uk.value = k.value
	join unit u on u.rid = uk.rid
	where r.kind = any($1) and k.feature in ('creditCode', 'licenceNo', 'accountRef', 'creditCodeRepaired') and ${narrow('r.rid')}
	order by r.rid, array_position(array['creditCode', 'licenceNo', 'accountRef', 'creditCodeRepaired'], k.feature),
		array_position(array['registration', 'nonprofit', 'licence', 'admission', 'account'], u.kind), u.rid`,
	indexes: ['rid', 'unit'],
};

/**
 * Records whose detail, or whose keys, are to be looked at again: touched ones, the details that a touched unit had, and those that share a
 * number with it now.
 */
const REDO = `/* matching: to redo */ create temp table redo as
	select rid from touched
	union select d.rid from match_detail d join touched t on t.rid = d.unit
	union select k.rid from touched t join unit u on u.rid = t.rid join record_key uk on uk.rid = u.rid
		join (values ('creditCode', 'creditCode'), ('creditCode', 'creditCodeRepaired'), ('licenceNo', 'licenceNo'), ('accountRef', 'accountRef')) w (says, names) on w.says = uk.feature
		join record_key k on k.feature = w.names and k.value = uk.value
		join record r on r.rid = k.rid where r.kind = any($1)`;

/** Builds `unit`, and brings `match_detail` up to date; whose details or keys are looked at again is in `redo (rid)`. Reads `decided` and `decided_ever`. */
export async function buildUnits(client: pg.ClientBase, full: boolean): Promise<void> {
	await makeUnits(client, full);
	await client.query(full ? 'create temp table redo (rid bigint)' : REDO, full ? [] : [DETAIL_KINDS]);
	await client.query('create index on redo (rid)');
	await client.query('analyze redo');
	await keep(client, DETAILS, { full, scope: 'redo', values: [DETAIL_KINDS] });
	if (!full) await redoMembers(client);
}

const SPEAKS = (narrow: (rid: string) => string) => `select u.rid, u.division from unit u where ${narrow('u.rid')}
	union all select d.rid, u.division from match_detail d join unit u on u.rid = d.unit where d.says and ${narrow('d.rid')}`;
/** The county of a text: as its source gives it, else as its address or name says. */
export const MENTION_DIVISION = `coalesce(r.division_code, (select min(d.value) from record_key d where d.rid = r.rid and d.feature = 'division'), '')`;

const MENTIONS = `select r.rid, ${MENTION_DIVISION} from record r where r.kind = any($1)`;

/** Which keys a cluster has, which a mention would lend, and by which units without a code of their own and mentions look for one. */
const KEY_TABLES: readonly (KeptTable & { readonly ofMentions: boolean; readonly noteGone: boolean })[] = [
	{
		table: 'match_key',
		rows: (narrow) => keysOf(SPEAKS(narrow), 'subject'),
		indexes: ['v', 'rid'],
		ofMentions: false,
		noteGone: true,
	},
	{
		table: 'match_lent_key',
		rows: (narrow) => keysOf(`${MENTIONS} and ${narrow('r.rid')}`, 'lent'),
		indexes: ['v', 'rid'],
		ofMentions: true,
		noteGone: true,
	},
	{
		table: 'match_probe_key',
		rows: (narrow) =>
			keysOf(
				`${MENTIONS} and ${narrow('r.rid')} union all select u.rid, u.division from unit u where u.own_code is null and ${narrow('u.rid')}`,
				'probe',
			),
		indexes: ['v', 'rid'],
		ofMentions: true,
		noteGone: false,
	},
];

/** Keys of organisations that came or went with a record's content; one that was taken out and put in again did neither. */
const KEY_MOVED = `/* matching: keys that came or went */ create temp table key_moved as
	with before as (select b.* from key_before b), now as (select k.* from redo join match_key k using (rid) union all select k.* from redo join match_lent_key k using (rid))
	(select rid, no, v from before except all select rid, no, v from now) union all (select rid, no, v from now except all select rid, no, v from before)`;

/** Brings the tables of keys up to date; what records in `redo` had before is in `key_before`, what came or went in `key_moved (rid, no, v)`. */
export async function buildKeys(
	client: pg.ClientBase,
	{ full, model }: { readonly full: boolean; readonly model: MatchModel },
): Promise<void> {
	await writeUses(client, model.features);
	await client.query('create temp table key_before (rid bigint, no smallint, v bigint)');
	for (const table of KEY_TABLES) {
		const values = table.ofMentions ? [MENTION_KINDS] : [];
		await keep(client, table, { full, scope: 'redo', values, noteGone: table.noteGone });
	}
	if (full) return;
	await client.query(KEY_MOVED);
	await client.query('analyze key_moved');
}

/**
 * Builds `changed (rid)`: records that are not what they were: touched, given to another unit, or under another code; and among them `faced (rid)`: those by which
 * their organisation may look otherwise to whoever looks for one. A full resolution needs neither.
 */
export async function findChanged(client: pg.ClientBase, full: boolean): Promise<void> {
	if (full) await client.query('create temp table changed (rid bigint)');
	else await client.query(CHANGED);
	await client.query('create index on changed (rid)');
	await client.query('analyze changed');
	if (full) return;
	await client.query(FACED);
	await client.query('analyze faced');
}

const CHANGED = `/* matching: changed */ create temp table changed as
	select rid from redo union select m.rid from unit_before m left join unit u using (rid)
	where (u.code, u.division, u.established_on, u.issued_on, u.ended_on) is distinct from (m.code, m.division, m.established_on, m.issued_on, m.ended_on)`;

/**
 * Of an organisation a pair knows its code, its days, its brands and cores and which families of keys it has (`FACTS` in pairs.ts). A record that only has
 * another scope, another telephone for the one it had, or another person changes none of them: then only who shares the keys that came or went
 * can be weighed otherwise. Where a county is not known not all keys are kept, and of texts neither: those count as faced.
 */
const FACED = `/* matching: faced */ create temp table faced as
	with present as (select distinct k.rid, k.no from changed join match_key k using (rid)), past as (select distinct b.rid, b.no from changed join key_before b using (rid))
	select c.rid from changed c left join unit u using (rid) left join unit_before m using (rid)
	where (u.kind, u.code, u.division, u.established_on, u.issued_on, u.ended_on) is distinct from (m.kind, m.code, m.division, m.established_on, m.issued_on, m.ended_on)
	union select c.rid from changed c left join match_detail d using (rid) left join unit u on u.rid = coalesce(d.unit, c.rid) where length(u.division) is distinct from 6
	union select m.rid from key_moved m join key_use u using (no) where u.subject in ('core', 'brand')
	union (select rid from (select * from present except select * from past) came)
	union (select rid from (select * from past except select * from present) went)`;
