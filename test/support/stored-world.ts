/** Puts records, organisations, people and successions straight into a store, as intake and matching would leave them. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '#core/canonical-json.ts';
import type { SuccessionKind } from '#core/flags.ts';
import type { StoredRecord } from '#core/records.ts';
import type { Store } from '#store/database.ts';

/** Writes records and returns their numbers by record key; a record that is there is replaced. */
export async function putRecords(store: Store, records: readonly StoredRecord[], changedOn = '2025-01-01'): Promise<Map<string, string>> {
	const numbers = new Map<string, string>();
	for (const record of records) {
		const hash = createHash('sha256').update(canonicalJson(record.body)).digest('hex');
		const { rows } = await store.pool.query<{ rid: string }>(
			`insert into record (source, record_type, record_key, kind, body, faults, content_hash, division_code, as_of, first_seen, changed_on, ended_on, organisation_id)
			values ($1, $2, $3, $4, $5, '[]', $6, null, $7, $8, $9, $10, $11)
			on conflict (source, record_type, record_key) do update set body = excluded.body, content_hash = excluded.content_hash,
				organisation_id = excluded.organisation_id, ended_on = excluded.ended_on returning rid`,
			[
				record.source,
				record.recordType,
				record.recordKey,
				record.kind,
				canonicalJson(record.body),
				hash,
				record.asOf,
				record.firstSeen,
				changedOn,
				record.endedOn,
				record.organisationId,
			],
		);
		numbers.set(record.recordKey, rows[0]?.rid ?? '');
	}
	return numbers;
}

/** Writes an organisation; `mergedInto` sets the one that goes on. */
export async function putOrganisation(
	store: Store,
	organisationId: string,
	options: { name?: string; mergedInto?: string; registered?: boolean } = {},
): Promise<void> {
	await store.pool.query(
		`insert into organisation (organisation_id, registered, name, division_code, first_seen, founder_source, founder_type, founder_key, merged_into)
		values ($1, $4, $2, '990101', '2025-01-01', 'market', 'registration', $2, $3)
		on conflict (organisation_id) do update set merged_into = excluded.merged_into`,
		[organisationId, options.name ?? organisationId, options.mergedInto ?? null, options.registered ?? true],
	);
}

/** Names a person in a record, with the token of a full number when one is given. */
export async function putPerson(
	store: Store,
	mention: { rid: string; personId: string; slot?: string; certain?: boolean; fullToken?: string },
): Promise<void> {
	const { rows } = await store.pool.query<{ pid: string }>(
		`insert into person_mention (rid, slot, export_key, name, name_key, valid_number, person_id, certain)
		values ($1, $2, $3, '甲', '甲', true, $3, $4) returning pid`,
		[mention.rid, mention.slot ?? 'person', mention.personId, mention.certain ?? true],
	);
	if (mention.fullToken !== undefined) {
		await store.pool.query(`insert into person_token (pid, kind, value) values ($1, 'full', $2)`, [rows[0]?.pid, mention.fullToken]);
	}
}

/** Writes a succession whose reasons share head and room. */
export async function putSuccession(
	store: Store,
	predecessorId: string,
	successorId: string,
	kind: SuccessionKind = 'REBRAND',
): Promise<void> {
	await store.pool.query(
		`insert into succession (predecessor_id, successor_id, score_millibits, score, kind, reasons) values ($1, $2, 4000, 0.95, $3, $4)
		on conflict (predecessor_id, successor_id) do update set kind = excluded.kind`,
		[
			predecessorId,
			successorId,
			kind,
			JSON.stringify([
				{ signal: 'sharedHead', weight: 9000, detail: '' },
				{ signal: 'room', weight: 6500, detail: '' },
			]),
		],
	);
}

/** Opens a run. */
export async function putRun(store: Store, runId: string, asOf: string, state = 'RUNNING'): Promise<void> {
	await store.pool.query(
		`insert into run (run_id, command, as_of, started_at, state, config_digest) values ($1, 'nightly', $2, clock_timestamp(), $3, '')`,
		[runId, asOf, state],
	);
}

/** Ends a run in a state. */
export async function endRun(store: Store, runId: string, state: 'COMPLETE' | 'INCOMPLETE' | 'FAILED'): Promise<void> {
	await store.pool.query('update run set state = $2, ended_at = clock_timestamp() where run_id = $1', [runId, state]);
}
