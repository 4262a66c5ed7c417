/**
 * Keys as numbers: the hash of a value, its place and its use. Numbers are joined and counted several times as fast as texts.
 */
import type pg from 'pg';
import { type FeatureUse, MAX_SHARED } from '#matching/model.ts';

/**
 * A key as one number of 64 bits, under a use and narrowed to a place. Two of the hundred million keys of a large province fall
 * together once in some thousands of resolutions, and then weigh as one agreement among several.
 */
const KEY = `hashtextextended(case u.scope when 'everywhere' then k.value
	when 'prefecture' then k.value || '@' || left(o.division, 4) else k.value || '@' || o.division end, u.no)`;

/**
 * The keys `(rid, no, v)` of records `(rid, division)` on one side of the model. A whole name counts from registers only: what hangs over a
 * door (`lent`) is not admitted once in a country. `keys`: where the records' keys `(rid, feature, value)` stand.
 */
export function keysOf(records: string, side: 'probe' | 'subject' | 'lent', keys = 'record_key'): string {
	const feature = side === 'probe' ? 'u.probe' : 'u.subject';
	return `select o.rid, u.no, ${KEY} as v from (${records}) o (rid, division) join ${keys} k on k.rid = o.rid join key_use u on ${feature} = k.feature
		where (u.scope = 'everywhere' or length(o.division) = 6)${side === 'lent' ? " and k.feature <> 'name'" : ''}`;
}

/**
 * A value is followed while it still weighs one bit: one that 2^(bits − 1) share weighs less and brings strangers. At least 8,
 * so that weak features still tell neighbours apart; see MAX_SHARED for the upper end.
 */
function followedUpTo(use: FeatureUse): number {
	return use.bits === 0 ? MAX_SHARED : Math.min(MAX_SHARED, Math.max(8, Math.floor(2 ** (use.bits - 1))));
}

/** The uses as rows `(no, feature, family, probe, subject, scope, cap)`, in the order of the model: `no` stands for a use in all tables that follow. */
export function usesAsRows(uses: readonly FeatureUse[]): string {
	const rows = uses.map(
		(use, no) => `(${no}, '${use.feature}', '${use.family}', '${use.probe}', '${use.subject}', '${use.scope}', ${followedUpTo(use)})`,
	);
	return `select no::int2, feature collate "C", family, probe collate "C", subject collate "C", scope, cap
		from (values ${rows.join(', ')}) u (no, feature, family, probe, subject, scope, cap)`;
}

/** Writes the uses into temp table `key_use`. */
export async function writeUses(client: pg.ClientBase, uses: readonly FeatureUse[]): Promise<void> {
	await client.query('drop table if exists key_use');
	await client.query(`/* matching: uses of keys */ create temp table key_use as ${usesAsRows(uses)}`);
	await client.query('analyze key_use');
}

/** Counts how many owners in `subject_key (owner, no, v)` share each key, into `key_share (no, v, sharers, followed)`. */
export async function countSharers(client: pg.ClientBase): Promise<void> {
	await client.query('drop table if exists key_share');
	await client.query(`/* matching: sharers */ create temp table key_share as
		select k.no, k.v, count(*)::int as sharers, count(*) <= min(u.cap) as followed
		from subject_key k join key_use u on u.no = k.no group by k.no, k.v`);
	await client.query('analyze key_share');
}
