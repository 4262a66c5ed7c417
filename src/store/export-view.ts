/**
 * What a night hands out, read as streams in an order that bytes decide (COLLATE "C" columns alone), all from one snapshot.
 * Rows as the store holds them: `#access/export-reader.ts` masks them and is the only caller.
 */
import type pg from 'pg';
import type { Day } from '#core/days.ts';
import type { Evidence } from '#core/dossier.ts';
import { OPEN_STATUSES } from '#core/flags.ts';
import { type Kind, MENTION_KINDS, REGISTRATION_KINDS } from '#core/kinds.ts';
import type { RecordRef } from '#core/records.ts';
import { streamRows } from './copy.ts';

/** A connection of the store's pool, for whoever keeps one snapshot open over several streams. */
export type SnapshotClient = pg.PoolClient;

/** A record and the organisation it belongs to. */
export interface OrganisationRecord extends RecordRef {
	readonly organisationId: string;
}

// A record that a corrected file has taken back never held: ended_on is then its own day (records/file-periods.ts).
const HELD = `(r.ended_on is null or r.ended_on > r.as_of)`;
const REF = `r.source, r.record_type as "recordType", r.record_key as "recordKey"`;

/** Registrations and mentions with their organisation, by organisation. */
export function streamOrganisationRecords(client: pg.ClientBase): AsyncGenerator<OrganisationRecord> {
	return streamRows(
		client,
		`/* export: organisations */ select r.organisation_id as "organisationId", ${REF} from record r
		where r.organisation_id is not null and r.kind = any($1::text[]) and ${HELD}
		order by r.organisation_id, r.source, r.record_type, r.record_key`,
		[[...REGISTRATION_KINDS, ...MENTION_KINDS]],
	);
}

/** A record, or a named place in one, and the person it belongs to. */
export interface PersonRecordRow {
	readonly personId: string;
	readonly source: string;
	readonly recordType: string;
	/** The mention's export key. */
	readonly recordKey: string;
}

/** Every mention of a person who is known, by person. */
export function streamPeople(client: pg.ClientBase): AsyncGenerator<PersonRecordRow> {
	return streamRows(
		client,
		`/* export: people */ select distinct m.person_id as "personId", r.source, r.record_type as "recordType", m.export_key as "recordKey"
		from person_mention m join record r using (rid) where m.person_id is not null and ${HELD}
		order by 1, 2, 3, 4`,
	);
}

export interface SuccessionExport {
	readonly predecessorId: string;
	readonly successorId: string;
	/** Four decimals. */
	readonly score: string;
	readonly kind: string;
	readonly reasons: readonly { readonly signal: string; readonly weight: number; readonly detail: string }[];
}

/** Successions, by predecessor and successor. */
export function streamSuccessions(client: pg.ClientBase): AsyncGenerator<SuccessionExport> {
	return streamRows(
		client,
		`/* export: successions */ select predecessor_id as "predecessorId", successor_id as "successorId", score, kind, reasons
		from succession order by predecessor_id, successor_id`,
	);
}

export interface FlagExport {
	readonly flagId: string;
	readonly organisationId: string;
	readonly personId: string | null;
	readonly code: string;
	readonly category: string;
	readonly severity: string;
	readonly score: string;
	readonly status: string;
	readonly firstSeen: Day;
	readonly lastSeen: Day;
	readonly evidenceCount: number;
}

export interface FlagWithEvidence extends FlagExport {
	readonly title: { readonly zh: string; readonly en: string };
	readonly explanation: { readonly zh: string; readonly en: string };
	readonly legalBasis: readonly string[];
	readonly evidence: readonly Evidence[];
}

const FLAG = `f.flag_id as "flagId", f.organisation_id as "organisationId", f.person_id as "personId", f.code, f.category, f.severity, f.score, f.status,
	f.first_seen as "firstSeen", f.last_seen as "lastSeen", jsonb_array_length(f.evidence) as "evidenceCount"`;
const OPEN_FLAGS = `from flag f where f.status = any($1::text[]) order by f.organisation_id, f.code, f.flag_id`;

/** Open flags, by organisation and code. */
export function streamFlags(client: pg.ClientBase): AsyncGenerator<FlagExport> {
	return streamRows(client, `/* export: flags */ select ${FLAG} ${OPEN_FLAGS}`, [OPEN_STATUSES]);
}

/** The same flags with what they stand on. */
export function streamFlagsWithEvidence(client: pg.ClientBase): AsyncGenerator<FlagWithEvidence> {
	return streamRows(
		client,
		`/* export: flags with evidence */ select ${FLAG}, f.title, f.explanation, f.legal_basis as "legalBasis", f.evidence ${OPEN_FLAGS}`,
		[OPEN_STATUSES],
	);
}

/** What decides who may see a field of a record. */
export interface RecordNature {
	readonly kind: Kind;
	/** The item of a change; null elsewhere. */
	readonly item: string | null;
}

/** The nature of each record, in the order asked; null: the store does not hold it. */
export async function naturesOf(client: pg.ClientBase, refs: readonly RecordRef[]): Promise<readonly (RecordNature | null)[]> {
	const { rows } = await client.query<{ kind: Kind | null; item: string | null }>(
		`/* export: natures */ select r.kind, r.body ->> 'item' as item
		from unnest($1::text[], $2::text[], $3::text[]) with ordinality as k(source, record_type, record_key, ord)
		left join record r using (source, record_type, record_key) order by k.ord`,
		[refs.map((ref) => ref.source), refs.map((ref) => ref.recordType), refs.map((ref) => ref.recordKey)],
	);
	return rows.map((row) => (row.kind === null ? null : { kind: row.kind, item: row.item }));
}

export interface RiskExport {
	readonly organisationId: string;
	readonly name: string;
	readonly creditCode: string | null;
	readonly divisionCode: string | null;
	readonly riskScore: number;
	readonly severity: string | null;
	readonly flagCodes: readonly string[];
}

/** Organisations with an open flag, highest risk first. */
export function streamRisks(client: pg.ClientBase): AsyncGenerator<RiskExport> {
	return streamRows(
		client,
		`/* export: risk */ select o.organisation_id as "organisationId", o.name, o.credit_code as "creditCode", o.division_code as "divisionCode",
			o.risk_score as "riskScore", o.severity, o.flag_codes as "flagCodes"
		from organisation o where exists (select from flag f where f.organisation_id = o.organisation_id and f.status = any($1::text[]))
		order by o.risk_score desc, o.organisation_id`,
		[OPEN_STATUSES],
	);
}

/** Where a flag stood; null: it was not there. */
export type FlagStanding = Readonly<Record<string, unknown>> | null;

export interface ChangeExport {
	readonly change: string;
	readonly flagId: string;
	readonly code: string;
	readonly organisationId: string;
	readonly before: FlagStanding;
	readonly after: FlagStanding;
}

/** What a run says has changed since the last complete run of an earlier day, by flag. */
export function streamChanges(client: pg.ClientBase, runId: string): AsyncGenerator<ChangeExport> {
	return streamRows(
		client,
		`/* export: changes */ select c.change, c.flag_id as "flagId", f.code, f.organisation_id as "organisationId", c.before, c.after
		from flag_change c join flag f using (flag_id) where c.run_id = $1 order by c.flag_id`,
		[runId],
	);
}

export interface SetAsideExport extends RecordRef {
	readonly position: string;
	readonly reason: string;
}

/** Rows that could not be used, by source and place. */
export function streamSetAside(client: pg.ClientBase): AsyncGenerator<SetAsideExport> {
	return streamRows(
		client,
		`/* export: set aside */ select source, record_type as "recordType", record_key as "recordKey", position, reason
		from set_aside order by source, record_type, record_key, position, sha256`,
	);
}

export interface IdChangeExport {
	readonly oldId: string;
	readonly newId: string;
	readonly reason: string;
}

/** Ids of organisations or people that were merged or split since the last complete run of an earlier day: by this run, and by runs that came to no end or are replaced by it. */
export function streamIdChanges(
	client: pg.ClientBase,
	{ runId, of }: { readonly runId: string; readonly of: 'organisation' | 'person' },
): AsyncGenerator<IdChangeExport> {
	return streamRows(
		client,
		`/* export: id changes */
		with this as (select * from run where run_id = $1),
		base as (select coalesce(max(r.started_at), '-infinity') as at from run r, this where r.state = 'COMPLETE' and r.as_of < this.as_of)
		select distinct c.old_id as "oldId", c.new_id as "newId", c.reason from ${of}_id_change c
		where c.run_id = $1 or c.run_id in (select r.run_id from run r, this, base where r.started_at > base.at and (r.as_of = this.as_of or r.state <> 'COMPLETE'))
		order by 1, 2, 3`,
		[runId],
	);
}

/** What the manifest says of a run. */
export interface RunExport {
	readonly runId: string;
	readonly asOf: Day;
	readonly configDigest: string;
	readonly catalogueVersion: string | null;
	readonly startedAt: string;
}

/** A run; null: there is none of that id. */
export async function readRun(client: pg.ClientBase, runId: string): Promise<RunExport | null> {
	const { rows } = await client.query<RunExport>(
		`/* export: run */ select run_id as "runId", as_of as "asOf", config_digest as "configDigest", catalogue_version as "catalogueVersion",
			started_at as "startedAt" from run where run_id = $1`,
		[runId],
	);
	return rows[0] ?? null;
}
