/** Reads which organisation seems to carry on another, for readers; only relations of which the reader may see both sides. */
import { sql } from 'kysely';
import type { SuccessionKind } from '#core/flags.ts';
import type { Database } from './database.ts';
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

/** Relations of each organisation as predecessor or as successor, likeliest first, at most `first` each. */
export async function successionsOf(
	db: Database,
	scope: RowScope,
	query: { readonly side: SuccessionSide; readonly organisationIds: readonly string[]; readonly first: number },
): Promise<ReadonlyMap<string, readonly SuccessionRow[]>> {
	const [here, there] = query.side === 'predecessor' ? ['predecessor_id', 'successor_id'] : ['successor_id', 'predecessor_id'];
	const { rows } = await sql<SuccessionRow & { parent: string }>`/* successionsOf */
		select o.organisation_id as parent, s.* from organisation o cross join lateral (
			select s.predecessor_id as "predecessorId", s.successor_id as "successorId", s.score, s.kind, s.reasons
			from succession s join organisation other on other.organisation_id = s.${sql.id(there)}
			where s.${sql.id(here)} = o.organisation_id and ${inDivisions(scope.divisions, 'other.division_code')}
			order by s.score_millibits desc, s.${sql.id(there)} limit ${query.first}) s
		where o.organisation_id = any(${[...query.organisationIds]}::text[]) and ${inDivisions(scope.divisions, 'o.division_code')}
		order by o.organisation_id, s.score desc`.execute(db);
	const found = new Map<string, SuccessionRow[]>();
	for (const { parent, ...row } of rows) found.set(parent, [...(found.get(parent) ?? []), row]);
	return found;
}
