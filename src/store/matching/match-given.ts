/**
 * Weighs a record that is in no source against the store, as a resolution would: by what the last one kept (`match_…`), with the same pairs,
 * counts and weights. Writes nothing.
 */
import { CompiledQuery } from 'kysely';
import { HubError } from '#core/errors.ts';
import type { ReadGiven } from '#core/given-record.ts';
import { type Candidate, chooseBest } from '#matching/choose.ts';
import { attachmentScorer, type CandidatePair, type MentionText, mentionScorer } from '#matching/decide.ts';
import type { MatchModel } from '#matching/match-model.ts';
import { DECISION } from '#matching/model.ts';
import { searchable } from '#matching/name-in-text.ts';
import type { PairScore } from '#matching/score.ts';
import { tellsOfLearning } from '#matching/trade.ts';
import type { Database } from '#store/database.ts';
import { keysOf, usesAsRows } from './keys.ts';
import { pairsOf } from './pairs.ts';

/** An organisation that shares a key with the record and may be meant. */
export interface GivenCandidate {
	readonly organisationId: string;
	readonly score: PairScore;
}

/** What a resolution would make of the record. */
export interface GivenMatch {
	/** Null: nothing is good enough, or two are alike. */
	readonly chosen: string | null;
	readonly ambiguous: boolean;
	/** Best first; of one organisation the best. */
	readonly candidates: readonly GivenCandidate[];
}

type Look = 0 | 1 | 2;

/**
 * The organisation of the record, and all that were weighed. A text is looked for twice, as at night: by what registers say, then, if
 * that finds nobody, by what linked texts say besides.
 * @throws HubError CONFLICT where no resolution has left what is needed.
 */
export async function matchGiven(db: Database, model: MatchModel, given: ReadGiven): Promise<GivenMatch> {
	const kept = await read(db, '/* given: memory */ select digest from match_memory', []);
	if (kept.length === 0) throw new HubError('CONFLICT', 'The store holds no resolution to weigh against. Run nightly or resolve first.');
	if (given.question === 'attachment') return look(db, 0, model, given);
	const first = await look(db, 1, model, given);
	return first.chosen === null ? look(db, 2, model, given) : first;
}

async function read<T>(db: Database, text: string, values: readonly unknown[]): Promise<readonly T[]> {
	return (await db.executeQuery<T>(CompiledQuery.raw(text, [...values]))).rows;
}

async function look(db: Database, no: Look, model: MatchModel, given: ReadGiven): Promise<GivenMatch> {
	const rows = await read<CandidatePair>(db, statement(no, model), [
		given.keys.map(({ feature }) => feature),
		given.keys.map(({ value }) => value),
		given.division,
		given.creditCode,
		given.day,
	]);
	const score = no === 0 ? attachmentScorer(model, wordsOf(given)) : mentionScorer(model, wordsOf(given));
	const candidates = rows.flatMap((pair): Candidate[] => {
		const weighed = score(pair);
		return weighed === null ? [] : [{ subject: pair.subject, score: weighed }];
	});
	const enough = no === 0 ? DECISION.attachBits : DECISION.mentionBits;
	const { chosen, ambiguous } = chooseBest(candidates, enough, DECISION.leadBits);
	const ids = await organisationsOf(db, candidates);
	const best = new Map<string, GivenCandidate>();
	for (const { subject, score: weighed } of candidates.toSorted((a, b) => b.score.total - a.score.total)) {
		const organisationId = ids.get(subject);
		if (organisationId !== undefined && !best.has(organisationId)) best.set(organisationId, { organisationId, score: weighed });
	}
	return { chosen: chosen === null ? null : (ids.get(chosen.subject) ?? null), ambiguous, candidates: [...best.values()] };
}

function wordsOf({ keys, texts }: ReadGiven): () => MentionText {
	const text = searchable(texts);
	const valuesOf = (wanted: string) => keys.filter(({ feature }) => feature === wanted).map(({ value }) => value);
	const [cores, brands] = [valuesOf('core'), valuesOf('brand')];
	const learning = tellsOfLearning(text);
	return () => ({ text, cores, brands, tellsOfLearning: () => learning });
}

/** Ids by cluster, which is called after one of its records. */
async function organisationsOf(db: Database, candidates: readonly Candidate[]): Promise<ReadonlyMap<string, string>> {
	const rows = await read<{ rid: string; id: string }>(
		db,
		'/* given: ids */ select rid::text, organisation_id as id from record where rid = any($1::bigint[]) and organisation_id is not null',
		[candidates.map(({ subject }) => subject)],
	);
	return new Map(rows.map(({ rid, id }) => [rid, id]));
}

/** The cluster of a record that speaks for one, as the look has it: before units without a code were joined (0), or after. */
const homeOf = (rid: string, owner: 'start' | 'cluster') =>
	`coalesce((select u.${owner} from match_unit u where u.rid = ${rid}), (select u.${owner} from match_detail d join match_unit u on u.rid = d.unit where d.rid = ${rid} and d.says))`;

/**
 * One look as one statement. What it needs of the store is found by the record's keys; a value too common to be followed is counted, and
 * the clusters that have it are left alone unless something else leads to them. A unit counts among those that share its values, as it
 * will once it is in the store.
 */
function statement(look: Look, model: MatchModel): string {
	const owner = look === 0 ? 'start' : 'cluster';
	const lent = `union all select k.no, k.v, l.owner from probe_key g join match_lent_key k using (v) join match_lender l using (rid)`;
	const lenders = `union all select l.rid, l.owner, '', true from match_lender l join near using (owner)`;
	return `/* given: look ${look} */ ${pairsOf(`key_use as (${usesAsRows(model.features)}),
		given_key as (select 0::bigint as rid, feature, value from unnest($1::text[], $2::text[]) k (feature, value)),
		probe as (select 0::bigint as owner, 0::bigint as rid, $3::text as division, $4::text as code, $5::date as day, null::bigint as cluster),
		probe_key as materialized (select rid as owner, no, v from (${keysOf('select rid, division from probe', 'probe', 'given_key')}) k),
		hit as materialized (select k.no, k.v, ${homeOf('k.rid', owner)} as owner from probe_key g join match_key k using (v) ${look === 2 ? lent : ''}),
		subject_key as materialized (select distinct owner, no, v from hit where owner is not null),
		key_share as materialized (select s.no, s.v, (count(*) + ${look === 0 ? 1 : 0})::int as sharers, count(*) + ${look === 0 ? 1 : 0} <= min(u.cap) as followed
			from subject_key s join key_use u using (no) group by s.no, s.v),
		near as materialized (select distinct s.owner from subject_key s join key_share using (v) where followed),
		unit as materialized (select u.rid, u.kind, u.code, u.established_on, u.issued_on, u.ended_on, u.division, u.${owner} as cluster from match_unit u join near on u.${owner} = near.owner),
		member as materialized (select rid, cluster as owner, division, false as lent from unit
			union all select d.rid, u.cluster, u.division, false from unit u join match_detail d on d.unit = u.rid where d.says ${look === 2 ? lenders : ''})`)}`;
}
