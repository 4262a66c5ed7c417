/** Keeps what people decide about two records, apart from what sources give. Undone decisions stay on record and are obeyed no more. */
import { type Selectable, sql } from 'kysely';
import type pg from 'pg';
import type { DecisionConflict, MatchDecision, MatchVerdict } from '#core/match-decisions.ts';
import type { RecordRef } from '#core/records.ts';
import type { Database, Store } from './database.ts';
import { inSources, type RowScope } from './row-scope.ts';
import type { Tables } from './tables.ts';
import { withTransaction } from './transaction.ts';

export interface NewDecision {
	readonly verdict: MatchVerdict;
	readonly a: RecordRef;
	readonly b: RecordRef;
	readonly by: string;
	readonly role: string;
	readonly at: Date;
	readonly reason: string;
}

type Row = Selectable<Tables['match_decision']>;

const toDecision = (row: Row): MatchDecision => ({
	decisionId: `dec_${row.decision_id}`,
	verdict: row.verdict,
	a: { source: row.a_source, recordType: row.a_type, recordKey: row.a_key },
	b: { source: row.b_source, recordType: row.b_type, recordKey: row.b_key },
	decidedBy: row.decided_by,
	decidedRole: row.decided_role,
	decidedAt: new Date(row.decided_at).toISOString(),
	reason: row.reason,
	undoneAt: row.undone_at === null ? null : new Date(row.undone_at).toISOString(),
	conflict: row.conflict as DecisionConflict | null,
});

const INSERT = `/* decisions: add */
	insert into match_decision (verdict, a_source, a_type, a_key, b_source, b_type, b_key, decided_by, decided_role, decided_at, reason)
	values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning *`;

/** What is written together with a decision, in its transaction. */
type Beside = (client: pg.PoolClient, decision: MatchDecision) => Promise<void>;

/** Keeps a decision and what `beside` writes, both or neither. */
export async function addDecision(store: Pick<Store, 'pool'>, decision: NewDecision, beside: Beside): Promise<MatchDecision> {
	const { verdict, a, b, by, role, at, reason } = decision;
	return withTransaction(store, async (client) => {
		const sides = [a.source, a.recordType, a.recordKey, b.source, b.recordType, b.recordKey];
		const { rows } = await client.query<Row>(INSERT, [verdict, ...sides, by, role, at, reason]);
		const kept = toDecision(rows[0] as Row);
		await beside(client, kept);
		return kept;
	});
}

const UNDO = `/* decisions: undo */
	update match_decision set undone_by = $2, undone_at = $3, undone_reason = $4 where decision_id = $1 and undone_at is null returning *`;

/** Undoes a decision that stands; null, and nothing beside it, when there is none of that id. */
export async function undoDecision(
	store: Pick<Store, 'pool'>,
	undoing: { readonly decisionId: string; readonly by: string; readonly at: Date; readonly reason: string },
	beside: Beside,
): Promise<MatchDecision | null> {
	const number = /^dec_(\d{1,18})$/.exec(undoing.decisionId)?.[1];
	if (number === undefined) return null;
	return withTransaction(store, async (client) => {
		const { rows } = await client.query<Row>(UNDO, [number, undoing.by, undoing.at, undoing.reason]);
		if (rows[0] === undefined) return null;
		const undone = toDecision(rows[0]);
		await beside(client, undone);
		return undone;
	});
}

/** One side of a pair on which people may have decided: everything that stands with an organisation, or one record. */
export type DecidedSide = { readonly organisationId: string } | { readonly record: RecordRef };

/** What people decided between two sides, newest first, the undone ones too. */
export async function decisionsBetween(db: Database, a: DecidedSide, b: DecidedSide): Promise<readonly MatchDecision[]> {
	const at = (end: 'a' | 'b', side: DecidedSide) =>
		'record' in side
			? sql<boolean>`(${sql.ref(`d.${end}_source`)}, ${sql.ref(`d.${end}_type`)}, ${sql.ref(`d.${end}_key`)}) = (${side.record.source}, ${side.record.recordType}, ${side.record.recordKey})`
			: sql<boolean>`exists (select from record r where r.source = ${sql.ref(`d.${end}_source`)} and r.record_type = ${sql.ref(`d.${end}_type`)}
				and r.record_key = ${sql.ref(`d.${end}_key`)} and r.organisation_id = ${side.organisationId})`;
	const { rows } = await sql<Row>`/* decisions: between two */ select d.* from match_decision d
		where ${at('a', a)} and ${at('b', b)} or ${at('a', b)} and ${at('b', a)} order by d.decided_at desc, d.decision_id desc`.execute(db);
	return rows.map(toDecision);
}

/** The founding records of organisations, by id. */
export async function foundersOf(db: Database, organisationIds: readonly string[]): Promise<ReadonlyMap<string, RecordRef>> {
	const rows = await db
		.selectFrom('organisation')
		.select(['organisation_id', 'founder_source as source', 'founder_type as recordType', 'founder_key as recordKey'])
		.where('organisation_id', '=', sql<string>`any(${[...organisationIds]}::text[])`)
		.execute();
	return new Map(rows.map(({ organisation_id, ...ref }) => [organisation_id, ref]));
}

/** A record that fits several organisations alike. */
export interface AmbiguousRow {
	readonly ref: RecordRef;
	/** Best first; scores in milli-bits. */
	readonly candidates: readonly { readonly organisationId: string; readonly score: number }[];
}

/** Records that could not be placed, of the sources that the reader sees, by source, type and key; those decided on since leave the list at the next resolution. */
export async function ambiguousRecords(db: Database, scope: RowScope, first: number): Promise<readonly AmbiguousRow[]> {
	const rows = await db
		.selectFrom('ambiguous_record as x')
		.innerJoin('record as r', 'r.rid', 'x.rid')
		.select(['r.source', 'r.record_type as recordType', 'r.record_key as recordKey', 'x.candidates'])
		.where(inSources(scope.sources, 'r.source'))
		.orderBy('r.source')
		.orderBy('r.record_type')
		.orderBy('r.record_key')
		.limit(first)
		.execute();
	return rows.map(({ candidates, ...ref }) => ({ ref, candidates: candidates as AmbiguousRow['candidates'] }));
}
