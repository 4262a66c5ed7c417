/** A record as a statement gives it, and as the hub knows it. */
import type { Day } from '#core/days.ts';
import type { Kind } from '#core/kinds.ts';
import type { Body, Fault, StoredRecord } from '#core/records.ts';

/** Columns of table `record` as they come from the driver. */
export interface RecordRow {
	readonly rid: string;
	readonly source: string;
	readonly record_type: string;
	readonly record_key: string;
	readonly kind: string;
	readonly body: unknown;
	readonly faults: unknown;
	readonly as_of: Day;
	readonly first_seen: Day;
	readonly ended_on: Day | null;
	readonly organisation_id: string | null;
}

/** The stored record of a row. Body and faults were checked when they were written. */
export function toRecord(row: RecordRow): StoredRecord {
	return {
		rid: row.rid,
		source: row.source,
		recordType: row.record_type,
		recordKey: row.record_key,
		kind: row.kind as Kind,
		body: row.body as Body<Kind>,
		faults: row.faults as readonly Fault[],
		asOf: row.as_of,
		firstSeen: row.first_seen,
		endedOn: row.ended_on,
		organisationId: row.organisation_id,
	};
}
