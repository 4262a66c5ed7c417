/** Builders that put organisations, records, people, flags and successions straight into the store, for tests of what is read from it. */
import { sql } from 'kysely';
import type { Evidence } from '#core/dossier.ts';
import { categoryOf, type FlagCode, type FlagStatus, type Severity } from '#core/flags.ts';
import { gramsOf } from '#core/grams.ts';
import { type Kind, kindDef } from '#core/kinds.ts';
import type { Fault, PersonValue, RecordRef } from '#core/records.ts';
import type { Database, Store } from '#store/database.ts';

export interface OrganisationSeed {
	readonly id: string;
	readonly name?: string;
	readonly creditCode?: string | null;
	readonly divisionCode?: string | null;
	readonly riskScore?: number;
	readonly severity?: Severity | null;
	readonly registered?: boolean;
	readonly firstSeen?: string;
	readonly flagCodes?: readonly FlagCode[];
	readonly mergedInto?: string | null;
}

export async function addOrganisation(db: Database, seed: OrganisationSeed): Promise<string> {
	const name = seed.name ?? `机构${seed.id}`;
	await db
		.insertInto('organisation')
		.values({
			organisation_id: seed.id,
			registered: seed.registered ?? true,
			name,
			credit_code: seed.creditCode ?? null,
			division_code: seed.divisionCode === undefined ? '330106' : seed.divisionCode,
			status: 'ACTIVE',
			industry_code: 'P8399',
			first_seen: seed.firstSeen ?? '2025-05-01',
			founder_source: 'registry',
			founder_type: 'business',
			founder_key: seed.id,
			risk_score: seed.riskScore ?? 0,
			severity: seed.severity ?? null,
			flag_codes: [...(seed.flagCodes ?? [])],
			merged_into: seed.mergedInto ?? null,
		})
		.execute();
	const grams = gramsOf(name).map((gram) => ({ gram, organisation_id: seed.id }));
	if (grams.length > 0) await db.insertInto('search_gram').values(grams).execute();
	return seed.id;
}

export interface RecordSeed {
	readonly kind: Kind;
	readonly key: string;
	readonly organisationId?: string | null;
	readonly source?: string;
	readonly recordType?: string;
	readonly divisionCode?: string | null;
	readonly body?: Readonly<Record<string, unknown>>;
	readonly faults?: readonly Fault[];
	/** Slot → person id of the people the record names; their names are taken from the body. */
	readonly people?: Readonly<Record<string, string | null>>;
	readonly licenceNo?: string;
}

/** Adds a record and its mentions; fields that the seed's body leaves out are null. Gives its reference. */
export async function addRecord(db: Database, seed: RecordSeed): Promise<RecordRef> {
	const ref = { source: seed.source ?? 'registry', recordType: seed.recordType ?? seed.kind, recordKey: seed.key };
	const empty = Object.fromEntries(Object.keys(kindDef(seed.kind).fields).map((field) => [field, null]));
	const { rid } = await db
		.insertInto('record')
		.values({
			source: ref.source,
			record_type: ref.recordType,
			record_key: ref.recordKey,
			kind: seed.kind,
			body: JSON.stringify({ ...empty, ...seed.body }),
			faults: JSON.stringify(seed.faults ?? []),
			content_hash: 'hash',
			stamp: null,
			division_code: seed.divisionCode ?? null,
			as_of: '2025-05-30',
			first_seen: '2025-05-01',
			changed_on: '2025-05-30',
			ended_on: null,
			organisation_id: seed.organisationId ?? null,
		})
		.returning('rid')
		.executeTakeFirstOrThrow();
	for (const [slot, personId] of Object.entries(seed.people ?? {})) await addMention(db, { rid, seed, slot, personId });
	if (seed.licenceNo !== undefined)
		await db.insertInto('record_key').values({ rid, feature: 'licenceNo', value: seed.licenceNo }).execute();
	return ref;
}

async function addMention(
	db: Database,
	{ rid, seed, slot, personId }: { rid: string; seed: RecordSeed; slot: string; personId: string | null },
): Promise<void> {
	const { name, masked } = (seed.body?.[slot] ?? { name: '无名', masked: null }) as PersonValue;
	await db
		.insertInto('person_mention')
		.values({
			rid,
			slot,
			export_key: `${seed.key}#${slot}`,
			name,
			name_key: name,
			masked,
			valid_number: true,
			phones: [],
			person_id: personId,
			certain: personId !== null,
		})
		.execute();
}

export async function addPerson(db: Database, seed: { id: string; name: string; mergedInto?: string }): Promise<string> {
	await db
		.insertInto('person')
		.values({
			person_id: seed.id,
			name: seed.name,
			founder_source: 'registry',
			founder_type: 'business',
			founder_key: seed.id,
			first_seen: '2025-05-01',
			merged_into: seed.mergedInto ?? null,
		})
		.execute();
	return seed.id;
}

export interface FlagSeed {
	readonly id: string;
	readonly organisationId: string;
	readonly code?: FlagCode;
	readonly status?: FlagStatus;
	readonly severity?: Severity;
	readonly score?: string;
	readonly personId?: string | null;
	readonly firstSeen?: string;
	readonly evidence?: readonly Evidence[];
}

export async function addFlag(db: Database, seed: FlagSeed): Promise<string> {
	await db
		.insertInto('flag')
		.values({
			flag_id: seed.id,
			organisation_id: seed.organisationId,
			person_id: seed.personId ?? null,
			code: seed.code ?? 'FRONT_BUSINESS',
			category: categoryOf(seed.code ?? 'FRONT_BUSINESS'),
			severity: seed.severity ?? 'HIGH',
			score: seed.score ?? '0.8000',
			status: seed.status ?? 'NEW',
			first_seen: seed.firstSeen ?? '2025-05-31',
			last_seen: '2025-05-31',
			rule_version: 1,
			title: JSON.stringify({ zh: '以托管名义开展学科培训', en: 'Childcare that teaches school subjects' }),
			explanation: JSON.stringify({ zh: '两条线索', en: 'Two leads' }),
			legal_basis: JSON.stringify(['校外培训行政处罚暂行办法 第十七条']),
			evidence: JSON.stringify(seed.evidence ?? []),
			counter_evidence: JSON.stringify([]),
			guise: null,
			evidence_digest: 'digest',
		})
		.execute();
	return seed.id;
}

export async function addSuccession(db: Database, predecessorId: string, successorId: string): Promise<void> {
	const reasons = [{ signal: 'sharedHead', weight: 9000, detail: 'one person heads both' }];
	await db
		.insertInto('succession')
		.values({
			predecessor_id: predecessorId,
			successor_id: successorId,
			score_millibits: 9000,
			score: '0.9300',
			kind: 'REBRAND',
			reasons: JSON.stringify(reasons),
		})
		.execute();
}

/** Opens a case at self-check on a flag, as it would be written. */
export async function addCase(
	{ pool }: Pick<Store, 'pool'>,
	seed: { id: string; organisationId: string; flagId: string; grounds?: string | null },
): Promise<string> {
	await pool.query(
		`insert into review_case (case_id, organisation_id, state, version, opened_by, opened_at) values ($1, $2, 'SELF_CHECK', 1, 'a reviewer', '2025-05-30T04:00:00Z')`,
		[seed.id, seed.organisationId],
	);
	await pool.query('insert into review_flag (case_id, flag_id, held) values ($1, $2, true)', [seed.id, seed.flagId]);
	await pool.query(
		`insert into review_event (case_id, number, move, to_state, by_subject, by_role, at, grounds) values ($1, 1, 'OPEN', 'SELF_CHECK', 'a reviewer', 'reviewer', '2025-05-30T04:00:00Z', $2)`,
		[seed.id, seed.grounds ?? null],
	);
	return seed.id;
}

/** Empties every table, so that a test starts from nothing. */
export async function clearData(db: Database): Promise<void> {
	await sql`truncate record, person, organisation, organisation_id_change, succession, search_gram, search_name, flag, source_state, run cascade`.execute(
		db,
	);
	await forgetAudit(db);
}

/** Empties the audit and its chain, which nobody can without taking its triggers off first. */
export async function forgetAudit(db: Database): Promise<void> {
	await withoutAuditGuard(db, async (open) => {
		await sql`truncate audit, audit_block`.execute(open);
		await sql`delete from meta where key = 'audit head'`.execute(open);
	});
}

/** Runs statements on the audit as somebody who owns the tables and takes the triggers off. */
export async function withoutAuditGuard(db: Database, work: (open: Database) => Promise<void>): Promise<void> {
	await db.transaction().execute(async (open) => {
		// The sealer's own lock, so that a server of the test does not hold one of the tables and wait for the other.
		await sql`select pg_advisory_xact_lock(hashtext('lianjian audit'), hashtext(current_schema()))`.execute(open);
		for (const table of ['audit', 'audit_block']) await sql`alter table ${sql.table(table)} disable trigger user`.execute(open);
		await work(open);
		for (const table of ['audit', 'audit_block']) await sql`alter table ${sql.table(table)} enable trigger user`.execute(open);
	});
}
