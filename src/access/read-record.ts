/**
 * Records and people in the form in which they leave the Reader: masked. The clear values stay in a vault that only the Reader
 * holds; `reveal` opens it field by field, when the caller may, and notes it in the audit.
 */
import type { Day } from '#core/days.ts';
import type { Evidence } from '#core/dossier.ts';
import { type Kind, kindDef } from '#core/kinds.ts';
import type { Body, IntakeRecord, PersonValue, StoredRecord } from '#core/records.ts';
import { refText } from '#core/records.ts';
import type { FlagRow } from '#store/flag-view.ts';
import type { PersonRow } from '#store/person-view.ts';
import { type Action, can } from './actions.ts';
import type { AuditTrail } from './audit.ts';
import type { Caller } from './caller.ts';
import { actionOfField, clean, hideIdentityNumbers, maskBody, maskEvidence, maskName } from './mask.ts';

/** A record as the Reader gives it: personal fields masked (a name as 王**) or null. */
export interface ReadRecord<K extends Kind = Kind> extends Omit<StoredRecord<K>, 'firstSeen'> {
	/** Null for a live answer, which the hub never held. */
	readonly firstSeen: Day | null;
	readonly freshness: 'REPLICA' | 'LIVE';
	/** Fields that hold a value which the caller may not see. */
	readonly withheld: readonly string[];
}

/** A person as the Reader gives them. */
export interface ReadPerson {
	readonly personId: string;
	/** Masked; `Vault.personName` gives what the caller may see. */
	readonly name: string;
	readonly firstSeen: Day;
}

/** A record and field on which a flag stands; its value is read by `Vault.evidenceValue`. */
export type ReadEvidence = Omit<Evidence, 'value'>;

/** A flag as the Reader gives it. */
export interface ReadFlag extends Omit<FlagRow, 'evidence'> {
	readonly evidence: readonly ReadEvidence[];
}

/** The part of the Reader that holds clear values. */
export interface Vault {
	/** Masks a stored record and keeps its clear values. */
	close(record: StoredRecord): ReadRecord;
	/** Masks a live answer. `organisationId`: the organisation it was asked for. */
	closeLive(record: IntakeRecord, organisationId: string): ReadRecord;
	closePerson(person: PersonRow): ReadPerson;
	closeFlag(flag: FlagRow): ReadFlag;
	/** Keeps the values on which a finding stands, which are then read like those of a flag. */
	closeFinding<F extends { readonly evidence: readonly Evidence[] }>(found: F): Omit<F, 'evidence'> & Pick<ReadFlag, 'evidence'>;
	/** A value on which a flag stands, as far as the caller may see it. `record`: the record it was taken from; null: not readable, and then nor is this. */
	evidenceValue(evidence: ReadEvidence, record: ReadRecord | null): string | null;
	/** A field as the caller may see it: clear and audited, or masked. Persons are read by `personName` and `identityHint`. */
	reveal(record: ReadRecord, field: string): unknown;
	/** The name a person field holds; clear and audited, or masked. Null: the record names nobody there. */
	personOf(record: ReadRecord, slot: string): { readonly name: string; readonly masked: boolean } | null;
	/** The identity number of a person field with its middle hidden; null: none, or not allowed. */
	identityHint(record: ReadRecord, slot: string): string | null;
	personName(person: ReadPerson): { readonly name: string; readonly masked: boolean };
}

type Values = Readonly<Record<string, unknown>>;

/** An empty vault of a caller. */
export function createVault(caller: Caller, audit: AuditTrail): Vault {
	const clear = new WeakMap<ReadRecord, { body: Values; personal: ReadonlyMap<string, Action> }>();
	const names = new WeakMap<ReadPerson, string>();
	const values = new WeakMap<ReadEvidence, string>();

	const keep = (record: Omit<ReadRecord, 'withheld'>): ReadRecord => {
		audit.count({ records: 1 });
		const { body, personal } = maskBody(record.kind, record.body as Values);
		const withheld = [...personal].filter(([, action]) => !can(caller, action)).map(([field]) => field);
		const closed = { ...record, body: body as Body<Kind>, withheld };
		clear.set(closed, { body: record.body as Values, personal });
		return closed;
	};
	const open = (record: ReadRecord, field: string, action: Action): unknown => {
		const kept = clear.get(record);
		if (kept === undefined || !can(caller, action)) return null;
		audit.note(action, `${refText(record)}#${field}`);
		return kept.body[field] ?? null;
	};
	const closeFinding = <F extends { readonly evidence: readonly Evidence[] }>(found: F) => {
		const evidence = found.evidence.map(({ value, ...rest }): ReadEvidence => {
			values.set(rest, value);
			return rest;
		});
		return { ...found, evidence };
	};
	return {
		close: (record) => keep({ ...record, freshness: 'REPLICA' }),
		closeLive: (record, organisationId) => keep(liveRecord(record, organisationId)),
		closePerson(person) {
			const closed = { ...person, name: maskName(person.name) };
			names.set(closed, person.name);
			return closed;
		},
		closeFlag: closeFinding,
		closeFinding,
		evidenceValue(evidence, record) {
			const value = values.get(evidence);
			const field = evidence.field.split(/[.[]/, 1)[0] ?? ''; // a rule may name a part of a field ("address.room")
			if (value === undefined || value === '' || record === null || kindDef(record.kind).fields[field] === undefined) return null;
			const action = actionOfField(record.kind, field, record.body as Values);
			if (action === null) return hideIdentityNumbers(value);
			if (!can(caller, action)) return maskEvidence(record.kind, field, value);
			audit.note(action, `${refText(evidence)}#${evidence.field}`);
			return hideIdentityNumbers(value);
		},
		reveal(record, field) {
			const action = clear.get(record)?.personal.get(field);
			const masked = (record.body as Values)[field] ?? null;
			if (action === undefined || !can(caller, action)) return masked;
			return clean(kindDef(record.kind).fields[field]?.type ?? 'text', open(record, field, action));
		},
		personOf(record, slot) {
			const masked = (record.body as Values)[slot] as PersonValue | null;
			if (masked === null || masked === undefined) return null;
			const person = open(record, slot, 'personName:read') as PersonValue | null;
			return person === null ? { name: masked.name, masked: true } : { name: person.name, masked: false };
		},
		identityHint: (record, slot) => (open(record, slot, 'identityHint:read') as PersonValue | null)?.masked ?? null,
		personName(person) {
			const name = names.get(person);
			if (name === undefined || !can(caller, 'personName:read')) return { name: person.name, masked: true };
			audit.note('personName:read', person.personId);
			return { name, masked: false };
		},
	};
}

/** A live answer has no number in the store and was never seen before. */
function liveRecord(record: IntakeRecord, organisationId: string): Omit<ReadRecord, 'withheld'> {
	const { source, recordType, recordKey, kind, body, faults, asOf } = record;
	return {
		source,
		recordType,
		recordKey,
		kind,
		body,
		faults,
		asOf,
		rid: '',
		firstSeen: null,
		endedOn: null,
		organisationId,
		freshness: 'LIVE',
	};
}
