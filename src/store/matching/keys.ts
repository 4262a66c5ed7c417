/**
 * Equal keys of two sides, narrowed to what can meet: the keys of `probe (owner, rid, division)`, those keys of
 * `subject_record (owner, rid, division)` that a probe has too, and how many subjects share each. The cost is that of the
 * probes and of what they meet, not of the whole register.
 */
import type pg from 'pg';
import { type FeatureUse, MAX_SHARED, type Scope } from '#matching/model.ts';

/** How a key's value is narrowed to a place. */
const SCOPED: Readonly<Record<Scope, (value: string, division: string) => string>> = {
	everywhere: (value) => value,
	prefecture: (value, division) => `${value} || '@' || left(${division}, 4)`,
	county: (value, division) => `${value} || '@' || ${division}`,
};

/** One side's keys under the names of the uses; `rows` gives (owner, division, feature, value) of raw keys. */
function scopedKeys(uses: readonly FeatureUse[], side: 'probe' | 'subject', rows: string): string {
	return uses
		.map((use) => {
			const located = use.scope === 'everywhere' ? '' : ' and length(division) = 6';
			return `select owner, '${use.feature}'::text collate "C" as feature, '${use.family}'::text as family, ${SCOPED[use.scope]('value', 'division')} as value
				from ${rows} where feature = '${use[side]}'${located}`;
		})
		.join(' union ');
}

const list = (values: Iterable<string>): string => [...new Set(values)].map((value) => `'${value}'`).join(', ');

/**
 * A value is followed while it still weighs one bit: one that 2^(bits − 1) share weighs less and brings strangers. At least 8,
 * so that weak features still tell neighbours apart; see MAX_SHARED for the upper end.
 */
function followedUpTo(use: FeatureUse): number {
	return use.bits === 0 ? MAX_SHARED : Math.min(MAX_SHARED, Math.max(8, Math.floor(2 ** (use.bits - 1))));
}

/** Builds `probe_key`, `subject_key (owner, feature, family, value)` and `key_share (feature, value, sharers, followed)`. */
export async function buildKeys(client: pg.PoolClient, uses: readonly FeatureUse[]): Promise<void> {
	await client.query('drop table if exists probe_raw, probe_key, wanted, subject_raw, subject_key, key_share');
	await client.query(`/* matching: probe keys, raw */ create temp table probe_raw as
		select distinct o.owner, o.division, k.feature, k.value from probe o join record_key k on k.rid = o.rid where k.feature in (${list(uses.map((use) => use.probe))})`);
	await client.query(`/* matching: probe keys */ create temp table probe_key as ${scopedKeys(uses, 'probe', 'probe_raw')}`);
	const meetings = [
		...new Set(
			uses.map((use) => `select '${use.subject}'::text collate "C" as feature, value from probe_raw where feature = '${use.probe}'`),
		),
	];
	await client.query(`/* matching: wanted values */ create temp table wanted as ${meetings.join(' union ')}`);
	await client.query('analyze wanted');
	await client.query(`/* matching: subject keys, raw */ create temp table subject_raw as
		select distinct s.owner, s.division, k.feature, k.value from wanted w join record_key k using (feature, value) join subject_record s on s.rid = k.rid`);
	await client.query(`/* matching: subject keys */ create temp table subject_key as ${scopedKeys(uses, 'subject', 'subject_raw')}`);
	const caps = uses.map((use) => `('${use.feature}', ${followedUpTo(use)})`).join(', ');
	await client.query(`/* matching: sharers */ create temp table key_share as
		select k.feature, k.value, count(distinct k.owner)::int as sharers, count(distinct k.owner) <= min(c.cap) as followed
		from subject_key k join (values ${caps}) c (feature, cap) on c.feature = k.feature group by k.feature, k.value`);
	for (const table of ['probe_key', 'subject_key', 'key_share']) {
		await client.query(`create index on ${table} (feature, value)`);
		await client.query(`analyze ${table}`);
	}
}
