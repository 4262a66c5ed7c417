/** Reads which organisation seems to carry on another, for readers; only relations of which the reader may see both sides. */
import { sql } from 'kysely';
import type { SuccessionKind } from '#core/flags.ts';
import type { Database } from './database.ts';
import { type Page, toPages, type Window } from './page.ts';
import { inDivisions, type RowScope } from './row-scope.ts';

export interface SuccessionRow {
	readonly predecessorId: string;
	readonly successorId: string;
	/** 0..1 with four decimals. */
	readonly score: string;
	readonly kind: SuccessionKind;
	readonly reasons: readonly { readonly signal: string; readonly weight: number; readonly detail?: string }[];
}

/** Which side of the relation the organisations asked about are on. */
export type SuccessionSide = 'predecessor' | 'successor';

/** Relations of each organisation as predecessor or as successor, likeliest first, a page each. */
export async function successionsOf(
	db: Database,
	scope: RowScope,
	query: { readonly side: SuccessionSide; readonly organisationIds: readonly string[]; readonly window: Window },
): Promise<ReadonlyMap<string, Page<SuccessionRow>>> {
	const [here, there] = query.side === 'predecessor' ? ['predecessor_id', 'successor_id'] : ['successor_id', 'predecessor_id'];
	const { after, first } = query.window;
	const beyond =
		after === null
			? sql`true`
			: sql`(-s.score_millibits, s.${sql.id(there)}) > (-(${after[0] ?? '0'}::int), ${after[1] ?? ''} collate "C")`;
	const { rows } = await sql<SuccessionRow & { parent: string; millibits: number }>`/* successionsOf */
		select o.organisation_id as parent, s.* from organisation o cross join lateral (
			select s.predecessor_id as "predecessorId", s.successor_id as "successorId", s.score, s.kind, s.reasons, s.score_millibits as millibits
			from succession s join organisation other on other.organisation_id = s.${sql.id(there)}
			where s.${sql.id(here)} = o.organisation_id and ${inDivisions(scope.divisions, 'other.division_code')} and ${beyond}
			order by s.score_millibits desc, s.${sql.id(there)} limit ${first + 1}) s
		where o.organisation_id = any(${[...query.organisationIds]}::text[]) and ${inDivisions(scope.divisions, 'o.division_code')}
		order by o.organisation_id, s.millibits desc, s.${sql.id(query.side === 'predecessor' ? 'successorId' : 'predecessorId')}`.execute(db);
	const weights = new WeakMap<SuccessionRow, string>();
	return toPages(rows, first, {
		take({ parent: _, millibits, ...row }): SuccessionRow {
			weights.set(row, String(millibits));
			return row;
		},
		keyOf: (row) => [weights.get(row) ?? '0', query.side === 'predecessor' ? row.successorId : row.predecessorId],
	});
}
