/**
 * Finds organisations by parts of their names, or by a whole credit code or licence number. Names are compared by the n-grams of
 * `core/grams.ts`; the rarest grams of the text choose the candidates, so that a common word does not read half the table.
 */
import { type RawBuilder, sql } from 'kysely';
import type { KeyFeature } from '#core/records.ts';
import type { Database } from './database.ts';
import { inDivisions, inSources, type RowScope } from './row-scope.ts';

/** Share of the text's grams that a hit must have. Lower: a long text finds mostly strangers; higher: one wrong character hides a short name. */
const NEEDED_SHARE = 0.6;
/** Organisations looked at for one gram. Fewer: good hits of common words are missed; more: "教育" takes seconds in a large province. */
const CANDIDATES_PER_GRAM = 3000;

/** An organisation found, and how much of the text it shares (0..1). */
export interface SearchRow {
	readonly organisationId: string;
	readonly score: number;
}

export interface SearchAnswer {
	/** Best first. */
	readonly hits: readonly SearchRow[];
	/** False: every gram of the text is so common that only a part of the organisations was looked at. */
	readonly complete: boolean;
}

/** Finds by the grams of a name. `form`: the text in the form that grams are made of; among equals a name that holds it comes first. */
export async function searchByGrams(
	db: Database,
	scope: RowScope,
	query: { readonly grams: readonly string[]; readonly form: string; readonly first: number },
): Promise<SearchAnswer> {
	const grams = [...query.grams];
	const needed = Math.max(1, Math.ceil(grams.length * NEEDED_SHARE));
	// Whoever has `needed` of n grams has at least one of any n - needed + 1 of them: the rarest choose the candidates.
	const choosing = grams.length - needed + 1;
	const statement = sql<{ organisationId: string | null; hits: string; complete: boolean }>`/* searchByGrams */
		with frequency as (
			select gram, (select count(*) from (
				select from search_gram s where s.gram = q.gram order by organisation_id limit ${CANDIDATES_PER_GRAM + 1}) c) as n
			from unnest(${grams}::text[]) q(gram)),
		chosen as (select gram, n from frequency order by n, gram limit ${choosing}),
		candidate as (select distinct c.organisation_id from chosen cross join lateral (${candidatesOf(scope)}) c),
		scored as (
			select organisation_id, count(*) as hits from candidate join search_gram s using (organisation_id)
			where s.gram = any(${grams}::text[]) group by organisation_id)
		select c.complete, hit.* from (select bool_and(n <= ${CANDIDATES_PER_GRAM}) as complete from chosen) c left join lateral (
			select o.organisation_id as "organisationId", hits from scored join organisation o using (organisation_id)
			where hits >= ${needed} and o.merged_into is null and ${inDivisions(scope.divisions, 'o.division_code')}
			order by hits desc, strpos(lower(o.name), ${query.form}) > 0 desc, length(o.name), o.name, o.organisation_id limit ${query.first}) hit on true`;
	const { rows } = await db.transaction().execute(async (transaction) => {
		// A gram that half of all names have is read in the index's order and left after a few thousand rows; the planner, which knows
		// grams by their average alone, would collect and sort all of them.
		await sql`set local enable_bitmapscan = off`.execute(transaction);
		return statement.execute(transaction);
	});
	return {
		hits: rows.flatMap(({ organisationId, hits }) =>
			organisationId === null ? [] : [{ organisationId, score: Number(hits) / grams.length }],
		),
		complete: rows[0]?.complete ?? true,
	};
}

/**
 * The organisations that have a chosen gram. Without divisions the index alone gives them, in its order; with divisions the database
 * chooses whether to start from the gram or from the county, and which of too many it takes is left to it.
 */
function candidatesOf({ divisions }: RowScope): RawBuilder<unknown> {
	if (divisions === null) {
		return sql`select organisation_id from search_gram s where s.gram = chosen.gram order by organisation_id limit ${CANDIDATES_PER_GRAM}`;
	}
	return sql`select organisation_id from search_gram s join organisation o using (organisation_id)
		where s.gram = chosen.gram and ${inDivisions(divisions, 'o.division_code')} limit ${CANDIDATES_PER_GRAM}`;
}

/** Finds by a whole credit code or licence number of any record of the organisation. */
export async function searchByKey(
	db: Database,
	scope: RowScope,
	query: { readonly value: string; readonly first: number },
): Promise<SearchAnswer> {
	const features: readonly KeyFeature[] = ['creditCode', 'licenceNo'];
	const rows = await db
		.selectFrom('record_key as k')
		.innerJoin('record as r', 'r.rid', 'k.rid')
		.innerJoin('organisation as o', 'o.organisation_id', 'r.organisation_id')
		.select('o.organisation_id as organisationId')
		.distinct()
		.where('k.feature', 'in', features)
		.where('k.value', '=', query.value)
		.where('o.merged_into', 'is', null)
		.where(inSources(scope.sources, 'r.source'))
		.where(inDivisions(scope.divisions, 'o.division_code'))
		.orderBy('o.organisation_id')
		.limit(query.first)
		.execute();
	return { hits: rows.map((row) => ({ ...row, score: 1 })), complete: true };
}
