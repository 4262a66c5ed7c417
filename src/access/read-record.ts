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
import { type Action, rightsOf } from './actions.ts';
import type { AuditTrail } from './audit.ts';
import type { Caller } from './caller.ts';
import { actionOfField, clean, hideIdentityNumbers, maskBody, maskEvidence, maskName, maskValue } from './mask.ts';

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
	/** The same for a record that was counted already. */
	closeCounted(record: StoredRecord): ReadRecord;
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
	/** Whether a record says anything in a field; that it does is no secret, for its masked form says so. */
	holds(record: ReadRecord, field: string): boolean;
	/** The name a person field holds; clear and audited, or masked. Null: the record names nobody there. */
	personOf(record: ReadRecord, slot: string): { readonly name: string; readonly masked: boolean } | null;
	/** The identity number of a person field with its middle hidden; null: none, or not allowed. */
	identityHint(record: ReadRecord, slot: string): string | null;
	personName(person: ReadPerson): { readonly name: string; readonly masked: boolean };
}

type Values = Readonly<Record<string, unknown>>;

/** What a record holds in clear, and the vault that may open it. */
interface Clear {
	readonly owner: object;
	readonly body: Values;
}

/** A record before it is closed. */
type Shown = Omit<StoredRecord, 'firstSeen'> & Pick<ReadRecord, 'firstSeen'>;

interface Closing {
	readonly owner: object;
	readonly rights: ReadonlySet<Action>;
	readonly freshness: ReadRecord['freshness'];
}

/**
 * A record as it leaves: its clear body is out of everybody's reach but this file's, and the masked one is made when somebody asks for it,
 * for most fields of most records nobody does.
 */
class ClosedRecord implements ReadRecord {
	readonly rid: string;
	readonly source: string;
	readonly recordType: string;
	readonly recordKey: string;
	readonly kind: Kind;
	readonly faults: ReadRecord['faults'];
	readonly asOf: Day;
	readonly firstSeen: Day | null;
	readonly endedOn: Day | null;
	readonly organisationId: string | null;
	readonly freshness: ReadRecord['freshness'];
	readonly #clear: Clear;
	readonly #rights: ReadonlySet<Action>;
	#masked: Body<Kind> | null = null;

	constructor(record: Shown, { owner, rights, freshness }: Closing) {
		this.rid = record.rid;
		this.source = record.source;
		this.recordType = record.recordType;
		this.recordKey = record.recordKey;
		this.kind = record.kind;
		this.faults = record.faults;
		this.asOf = record.asOf;
		this.firstSeen = record.firstSeen;
		this.endedOn = record.endedOn;
		this.organisationId = record.organisationId;
		this.freshness = freshness;
		this.#clear = { owner, body: record.body as Values };
		this.#rights = rights;
	}

	get body(): Body<Kind> {
		this.#masked ??= maskBody(this.kind, this.#clear.body).body as Body<Kind>;
		return this.#masked;
	}

	get withheld(): readonly string[] {
		const { personal } = maskBody(this.kind, this.#clear.body);
		return [...personal].filter(([, action]) => !this.#rights.has(action)).map(([field]) => field);
	}

	/** What a record holds in clear, for the vault that closed it; null for any other. */
	static clearOf(record: ReadRecord, owner: object): Values | null {
		if (!(#clear in record)) return null;
		return record.#clear.owner === owner ? record.#clear.body : null;
	}
}

/** What the parts of one vault share. */
interface Keys {
	readonly owner: object;
	readonly rights: ReadonlySet<Action>;
	readonly audit: AuditTrail;
}

/** An empty vault of a caller. */
export function createVault(caller: Caller, audit: AuditTrail): Vault {
	const keys: Keys = { owner: {}, rights: rightsOf(caller), audit };
	return { ...closing(keys), ...opening(keys), ...people(keys), ...findings(keys) };
}

const ONE = { records: 1 };

function closing({ owner, rights, audit }: Keys): Pick<Vault, 'close' | 'closeCounted' | 'closeLive'> {
	const replica: Closing = { owner, rights, freshness: 'REPLICA' };
	const live: Closing = { owner, rights, freshness: 'LIVE' };
	return {
		close(record) {
			audit.count(ONE);
			return new ClosedRecord(record, replica);
		},
		closeCounted: (record) => new ClosedRecord(record, replica),
		closeLive(record, organisationId) {
			audit.count(ONE);
			return new ClosedRecord(liveRecord(record, organisationId), live);
		},
	};
}

function opening({ owner, rights, audit }: Keys): Pick<Vault, 'reveal' | 'holds' | 'personOf' | 'identityHint'> {
	/** A field in clear, noted; null: not this caller's. */
	const open = (record: ReadRecord, field: string, action: Action): unknown => {
		const clear = ClosedRecord.clearOf(record, owner);
		if (clear === null || !rights.has(action)) return null;
		audit.note(action, `${refText(record)}#${field}`);
		return clear[field] ?? null;
	};
	const heldIn = (record: ReadRecord): Values => ClosedRecord.clearOf(record, owner) ?? (record.body as Values);
	return {
		reveal(record, field) {
			const clear = ClosedRecord.clearOf(record, owner);
			if (clear === null) return (record.body as Values)[field] ?? null;
			const value = clear[field] ?? null;
			const type = kindDef(record.kind).fields[field]?.type;
			if (value === null || type === undefined) return null;
			const action = actionOfField(record.kind, field, clear);
			if (action !== null && !rights.has(action)) return maskValue(type, value);
			if (action !== null) audit.note(action, `${refText(record)}#${field}`);
			return clean(type, value);
		},
		holds: (record, field) => heldIn(record)[field] != null,
		personOf(record, slot) {
			const held = heldIn(record)[slot] as PersonValue | null | undefined;
			if (held == null) return null;
			const person = open(record, slot, 'personName:read') as PersonValue | null;
			return person === null ? { name: maskName(held.name), masked: true } : { name: person.name, masked: false };
		},
		identityHint: (record, slot) => (open(record, slot, 'identityHint:read') as PersonValue | null)?.masked ?? null,
	};
}

function people({ rights, audit }: Keys): Pick<Vault, 'closePerson' | 'personName'> {
	const names = new WeakMap<ReadPerson, string>();
	return {
		closePerson(person) {
			const closed = { ...person, name: maskName(person.name) };
			names.set(closed, person.name);
			return closed;
		},
		personName(person) {
			const name = names.get(person);
			if (name === undefined || !rights.has('personName:read')) return { name: person.name, masked: true };
			audit.note('personName:read', person.personId);
			return { name, masked: false };
		},
	};
}

function findings({ rights, audit }: Keys): Pick<Vault, 'closeFlag' | 'closeFinding' | 'evidenceValue'> {
	const values = new WeakMap<ReadEvidence, string>();
	const closeFinding = <F extends { readonly evidence: readonly Evidence[] }>(found: F) => {
		if (found.evidence.length === 0) return found as F & { readonly evidence: readonly ReadEvidence[] };
		const evidence = found.evidence.map(({ value, ...rest }): ReadEvidence => {
			values.set(rest, value);
			return rest;
		});
		return { ...found, evidence };
	};
	return {
		closeFlag: closeFinding,
		closeFinding,
		evidenceValue(evidence, record) {
			const value = values.get(evidence);
			const field = evidence.field.split(/[.[]/, 1)[0] ?? ''; // a rule may name a part of a field ("address.room")
			if (value === undefined || value === '' || record === null || kindDef(record.kind).fields[field] === undefined) return null;
			const action = actionOfField(record.kind, field, record.body as Values);
			if (action === null) return hideIdentityNumbers(value);
			if (!rights.has(action)) return maskEvidence(record.kind, field, value);
			audit.note(action, `${refText(evidence)}#${evidence.field}`);
			return hideIdentityNumbers(value);
		},
	};
}

/** A live answer has no number in the store and was never seen before. */
function liveRecord(record: IntakeRecord, organisationId: string): Shown {
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
	};
}
