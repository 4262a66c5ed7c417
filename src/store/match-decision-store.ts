/** Keeps what people decide about two records, apart from what sources give. Undone decisions stay on record and are obeyed no more. */
import { type Selectable, sql } from 'kysely';
import type pg from 'pg';
import type { DecisionConflict, MatchDecision, MatchVerdict, MentionRef } from '#core/match-decisions.ts';
import type { RecordRef } from '#core/records.ts';
import type { Database, Store } from './database.ts';
import { inSources, type RowScope } from './row-scope.ts';
import type { Tables } from './tables.ts';
import { withTransaction } from './transaction.ts';

export interface NewDecision {
	readonly verdict: MatchVerdict;
	/** Two records; or two mentions of people, of which the slots tell which one. */
	readonly sides: { readonly a: RecordRef; readonly b: RecordRef } | { readonly aPerson: MentionRef; readonly bPerson: MentionRef };
	readonly by: string;
	readonly role: string;
	readonly at: Date;
	readonly reason: string;
}

type Row = Selectable<Tables['match_decision']>;

const toDecision = (row: Row): MatchDecision => ({
	decisionId: `dec_${row.decision_id}`,
	verdict: row.verdict,
	about: row.about,
	a: { source: row.a_source, recordType: row.a_type, recordKey: row.a_key },
	b: { source: row.b_source, recordType: row.b_type, recordKey: row.b_key },
	aSlot: row.a_slot,
	bSlot: row.b_slot,
	decidedBy: row.decided_by,
	decidedRole: row.decided_role,
	decidedAt: new Date(row.decided_at).toISOString(),
	reason: row.reason,
	undoneAt: row.undone_at === null ? null : new Date(row.undone_at).toISOString(),
	conflict: row.conflict as DecisionConflict | null,
});

const INSERT = `/* decisions: add */
	insert into match_decision (verdict, about, a_source, a_type, a_key, a_slot, b_source, b_type, b_key, b_slot, decided_by, decided_role, decided_at, reason)
	values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning *`;

/** What is written together with a decision, in its transaction. */
type Beside = (client: pg.PoolClient, decision: MatchDecision) => Promise<void>;

/** Keeps a decision and what `beside` writes, both or neither. */
export async function addDecision(store: Pick<Store, 'pool'>, decision: NewDecision, beside: Beside): Promise<MatchDecision> {
	const { verdict, sides, by, role, at, reason } = decision;
	const about = 'aPerson' in sides ? 'PERSON' : 'ORGANISATION';
	return withTransaction(store, async (client) => {
		const both = 'aPerson' in sides ? [sides.aPerson, sides.bPerson] : [sides.a, sides.b];
		const columns = both.flatMap((side) => [side.source, side.recordType, side.recordKey, 'slot' in side ? side.slot : null]);
		const { rows } = await client.query<Row>(INSERT, [verdict, about, ...columns, by, role, at, reason]);
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

/** One side of a pair on which somebody may have decided: everything that stands with an organisation or a person, or one record or mention. */
export type DecidedSide =
	| { readonly organisationId: string }
	| { readonly record: RecordRef }
	| { readonly personId: string }
	| { readonly mention: MentionRef };

/** What people decided between two sides, newest first, the undone ones too. */
export async function decisionsBetween(db: Database, a: DecidedSide, b: DecidedSide): Promise<readonly MatchDecision[]> {
	const at = (end: 'a' | 'b', side: DecidedSide) => {
		const [source, type, key, slot] = ['source', 'type', 'key', 'slot'].map((column) => sql.ref(`d.${end}_${column}`));
		const stands = sql`from record r where r.source = ${source} and r.record_type = ${type} and r.record_key = ${key}`;
		const is = ({ source: own, recordType, recordKey }: RecordRef) =>
			sql`(${source}, ${type}, ${key}) = (${own}, ${recordType}, ${recordKey})`;
		if ('record' in side) return sql<boolean>`d.about = 'ORGANISATION' and ${is(side.record)}`;
		if ('mention' in side) return sql<boolean>`${is(side.mention)} and ${slot} = ${side.mention.slot}`;
		if ('organisationId' in side)
			return sql<boolean>`d.about = 'ORGANISATION' and exists (select ${stands} and r.organisation_id = ${side.organisationId})`;
		return sql<boolean>`exists (select from person_mention m where m.person_id = ${side.personId} and m.slot = ${slot} and m.rid in (select r.rid ${stands}))`;
	};
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

/** Where the people were first named, by id: the founding mention, or the first of those that are left. */
export async function foundingMentions(db: Database, personIds: readonly string[]): Promise<ReadonlyMap<string, MentionRef>> {
	const { rows } = await sql<MentionRef & { id: string }>`/* decisions: founding mentions */
		select distinct on (p.person_id) p.person_id as id, r.source, r.record_type as "recordType", r.record_key as "recordKey", m.slot
		from person p join person_mention m on m.person_id = p.person_id join record r using (rid) where p.person_id = any(${[...personIds]}::text[])
		order by p.person_id, (r.source, r.record_type, m.export_key) = (p.founder_source, p.founder_type, p.founder_key) desc, r.source, r.record_type, m.export_key, m.slot`.execute(
		db,
	);
	return new Map(rows.map(({ id, ...mention }) => [id, mention]));
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
