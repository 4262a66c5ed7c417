/** Pairs over which weights are estimated: mentions of the store with the organisations that share a key with them. */
import type pg from 'pg';
import { HubError } from '#core/errors.ts';
import { MENTION_KINDS } from '#core/kinds.ts';
import type { CandidatePair } from '#matching/decide.ts';
import type { MatchModel } from '#matching/match-model.ts';
import type { Store } from '#store/database.ts';
import { writeUses } from './keys.ts';
import { prepareLook } from './looks.ts';
import { candidatePairs } from './pairs.ts';

/** A sample that is the same on the same records: by a hash of each record's place. */
const SAMPLE = `/* estimate: sample */ create temp table probe as
	select r.rid as owner, r.rid, coalesce(r.division_code, '') as division, null::text as code, null::date as day, null::bigint as cluster
	from record r where r.kind = any($1) order by hashtextextended(r.source || r.record_type || r.record_key, 0), r.rid limit $2`;

/**
 * Gives `take` every candidate pair of a sample of mentions, as a resolution would find them by what registers say. Writes nothing that stays.
 * @throws HubError CONFLICT where no resolution has left what is needed.
 */
export async function readEstimatePairs(
	store: Store,
	{ model, mentions }: { readonly model: MatchModel; readonly mentions: number },
	take: (pair: CandidatePair) => void,
): Promise<void> {
	const client: pg.PoolClient = await store.pool.connect();
	try {
		await client.query('discard temp');
		await client.query('begin');
		const { rows } = await client.query('select from match_memory');
		if (rows.length === 0) throw new HubError('CONFLICT', 'The store holds no resolution to estimate from. Run nightly or resolve first.');
		await client.query('create temp table unit as select * from match_unit');
		await writeUses(client, model.features);
		await prepareLook(client, 1, true);
		await client.query(SAMPLE, [MENTION_KINDS, mentions]);
		for await (const pair of candidatePairs(client, { lent: false })) take(pair);
	} finally {
		await client.query('rollback').catch(() => {});
		await client.query('discard temp').catch(() => {});
		client.release();
	}
}
