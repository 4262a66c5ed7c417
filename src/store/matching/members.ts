/**
 * Records by which an organisation is found: units, and details that speak for one. Kept in `match_member (rid, start, cluster)`, with what those that may
 * stand elsewhere were before in `member_before`, and which they are in `member_moved (rid)`.
 */
import type pg from 'pg';

/** Members of the present units, narrowed to units `u` and to details `d` of units `u`. */
export const MEMBERS = (units: string, details: string) => `select u.rid, u.start, u.cluster from unit u where ${units}
	union all select d.rid, u.start, u.cluster from match_detail d join unit u on u.rid = d.unit where d.says and ${details}`;

/** Members of units that may be others, and details that may belong to others. */
const MOVED = `/* matching: members that may move */ create temp table member_moved as
	with stirred as (select rid from redo union select rid from unit_before)
	select rid from stirred union select d.rid from match_detail d join stirred s on s.rid = d.unit where d.says`;

const REDONE = [
	MOVED,
	'create index on member_moved (rid)',
	'analyze member_moved',
	'/* matching: members before */ create temp table member_before as select m.* from match_member m join member_moved using (rid)',
	'/* matching: members out */ delete from match_member m using member_moved t where t.rid = m.rid',
	`/* matching: members in */ insert into match_member ${MEMBERS(
		'u.rid in (select rid from member_moved)',
		'd.rid in (select rid from member_moved)',
	)}`,
];

/** Brings `match_member` to the units as they are before those without a code are joined. */
export async function redoMembers(client: pg.ClientBase): Promise<void> {
	for (const statement of REDONE) await client.query(statement);
}

const JOINED = [
	'/* matching: members that are joined */ create temp table member_joined as select m.* from match_member m join joined j using (cluster)',
	'/* matching: joined before */ insert into member_before select * from member_joined where rid not in (select rid from member_moved)',
	'insert into member_moved select rid from member_joined where rid not in (select rid from member_moved)',
	'/* matching: join members */ update match_member m set cluster = j.into_cluster from joined j where m.cluster = j.cluster',
];

/** Joins members as their units are joined, by temp table `joined (cluster, into_cluster)`. */
export async function joinMembers(client: pg.ClientBase): Promise<void> {
	for (const statement of JOINED) await client.query(statement);
}
