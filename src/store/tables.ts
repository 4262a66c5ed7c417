/** The store's tables as Kysely sees them. Days come as "YYYY-MM-DD" and bigints as text (see database.ts). */
import type { ColumnType, Generated } from 'kysely';

/** A JSON column: read parsed, written as a JSON text. */
type Json<T = unknown> = ColumnType<T, string, string>;
type Timestamp = ColumnType<string, string | Date, string | Date>;

export interface Tables {
	meta: { key: string; value: string };
	run: {
		run_id: string;
		command: string;
		as_of: string;
		started_at: Timestamp;
		ended_at: Timestamp | null;
		state: 'RUNNING' | 'COMPLETE' | 'INCOMPLETE' | 'FAILED';
		config_digest: string;
		catalogue_version: string | null;
		summary: Json | null;
	};
	source_state: {
		source: string;
		record_type: string;
		cursor: string | null;
		as_of: string | null;
		last_success_at: Timestamp | null;
		failing_since: Timestamp | null;
		last_error: string | null;
	};
	source_run: {
		run_id: string;
		source: string;
		record_type: string;
		rows_read: Generated<string>;
		rows_new: Generated<string>;
		rows_changed: Generated<string>;
		rows_unchanged: Generated<string>;
		rows_superseded: Generated<string>;
		rows_set_aside: Generated<string>;
		watermark: string | null;
		as_of: string | null;
		state: 'FRESH' | 'STALE' | 'FAILED';
		error: string | null;
		reading_from: Generated<string>;
		last_row: Generated<string | null>;
	};
	set_aside: {
		source: string;
		record_type: string;
		position: string;
		record_key: string;
		sha256: string;
		reason: string;
		message: string;
		masked: Json | null;
		first_seen: string;
		last_seen: string;
		period: Generated<string | null>;
		reading: Generated<string>;
	};
	file_period: {
		source: string;
		record_type: string;
		period: string;
		reading: string;
		open: boolean;
		reread: boolean;
		replaces: boolean;
	};
	record: {
		rid: Generated<string>;
		source: string;
		record_type: string;
		record_key: string;
		kind: string;
		body: Json;
		faults: Json;
		content_hash: string;
		stamp: string | null;
		division_code: string | null;
		as_of: string;
		first_seen: string;
		changed_on: string;
		ended_on: string | null;
		organisation_id: string | null;
		body_from: Generated<string | null>;
		period: Generated<string | null>;
		reading: Generated<string>;
	};
	record_history: {
		rid: string;
		known_from: string;
		known_until: string;
		body: Json;
		content_hash: string;
		matter: Generated<Json | null>;
	};
	record_key: { rid: string; feature: string; value: string };
	person_mention: {
		pid: Generated<string>;
		rid: string;
		slot: string;
		export_key: string;
		name: string;
		name_key: string;
		masked: string | null;
		valid_number: boolean;
		phones: string[];
		person_id: string | null;
		certain: Generated<boolean>;
	};
	person_token: { pid: string; kind: string; value: string };
	organisation: {
		organisation_id: string;
		registered: boolean;
		name: string;
		credit_code: string | null;
		division_code: string | null;
		status: string | null;
		industry_code: string | null;
		first_seen: string;
		founder_source: string;
		founder_type: string;
		founder_key: string;
		risk_score: Generated<number>;
		severity: string | null;
		flag_codes: Generated<string[]>;
		merged_into: string | null;
	};
	person: {
		person_id: string;
		name: string;
		founder_source: string;
		founder_type: string;
		founder_key: string;
		first_seen: string;
		merged_into: string | null;
	};
	record_link: { rid: string; organisation_id: string; score: number; signals: Json };
	organisation_id_change: { run_id: string; old_id: string; new_id: string; reason: string };
	succession: { predecessor_id: string; successor_id: string; score_millibits: number; score: string; kind: string; reasons: Json };
	search_gram: { gram: string; organisation_id: string };
	clearance: { token: string; result: string; scope: string; checked_at: Timestamp; valid_until: Timestamp; asked_on: string };
	flag: {
		flag_id: string;
		organisation_id: string;
		person_id: string | null;
		code: string;
		category: string;
		severity: string;
		score: string;
		status: string;
		first_seen: string;
		last_seen: string;
		rule_version: number;
		title: Json;
		explanation: Json;
		legal_basis: Json;
		evidence: Json;
		counter_evidence: Json;
		guise: string | null;
		evidence_digest: string;
	};
	flag_change: { run_id: string; flag_id: string; change: 'NEW' | 'CHANGED' | 'CLEARED'; before: Json | null; after: Json | null };
	evaluation: { organisation_id: string; evaluated_on: string; next_change: string | null; inputs: string | null };
	silence: { run_id: string; code: string; division_code: string; reason: string; organisations: number };
	audit: {
		audit_id: Generated<string>;
		at: Timestamp;
		caller: string;
		role: string;
		purpose: string;
		action: string;
		operation: string | null;
		subject: Json;
		row_count: number;
	};
}
