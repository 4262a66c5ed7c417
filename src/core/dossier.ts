/**
 * The dossier (一机构一表): everything the hub knows of one organisation or unregistered place on one day,
 * with provenance. The only input of a rule; built by the store in one pass for a night and on demand for one.
 */
import type { LocalCalendar } from './calendar.ts';
import type { Day } from './days.ts';
import type { FlagCode, Severity, SuccessionKind } from './flags.ts';
import type { BanScope } from './hub-lists.ts';
import type { Kind } from './kinds.ts';
import type { Policy } from './policy.ts';
import type { Fault, RecordRef, StoredRecord } from './records.ts';

/** A person in a record of this dossier, after resolution. */
export interface DossierPerson {
	readonly personId: string;
	/** Record and canonical field that name the person. */
	readonly ref: RecordRef;
	readonly slot: string;
	readonly name: string;
	/** Whether a valid full identity number stands behind the link; false: name, employer or masked number only. */
	readonly certain: boolean;
}

/** What other records say of a person who stands in this dossier: rosters, certificates, lists, posts elsewhere. */
export interface PersonFacts {
	readonly personId: string;
	readonly schoolTeacher: readonly PersonRecord<'schoolTeacher'>[];
	readonly certificates: readonly PersonRecord<'certificate'>[];
	readonly listEntries: readonly PersonRecord<'personListEntry'>[];
	/** Staff filings of the person anywhere, those of the dossier's organisation among them. */
	readonly staff: readonly PersonRecord<'staff'>[];
	readonly clearance: Clearance | null;
}

/** A record about a person, and how sure its link to the person is. */
export interface PersonRecord<K extends Kind> {
	readonly record: StoredRecord<K>;
	readonly certain: boolean;
	/** What a ban of the hub's own list covers; absent: the reason of the source's entry says it. */
	readonly scopes?: readonly BanScope[];
}

/** The last answer of the police about a person; null in `PersonFacts` means never asked. */
export interface Clearance {
	readonly result: 'CLEAR' | 'RESTRICTED' | 'UNKNOWN';
	readonly scope: 'SEX' | 'ART62';
	readonly checkedOn: Day;
	readonly validUntil: Day;
}

/** What a bank said of a supervised account on a day; amounts in yuan. */
export interface BalanceStatement {
	readonly on: Day;
	readonly balance: string | null;
	readonly minimumBalance: string | null;
}

/** One signal of a succession with its weight, as explained to a reader. */
export interface SuccessionReason {
	/** "sharedHead", "sameRoom", "brandHomophone" … */
	readonly signal: string;
	/** Weight in milli-bits; negative speaks against. */
	readonly weight: number;
	/** What was compared, without personal values (person ids, keys, dates). */
	readonly detail: string;
}

/** An organisation on the other side of a succession, as far as a rule needs it. */
export interface SuccessionFacts {
	readonly organisationId: string;
	/** 0..1, calibrated. */
	readonly score: number;
	readonly kind: SuccessionKind;
	readonly reasons: readonly SuccessionReason[];
	/** The other side's licences, registrations and nonprofits. */
	readonly licences: readonly StoredRecord<'licence'>[];
	readonly registrations: readonly StoredRecord<'registration'>[];
	readonly nonprofits: readonly StoredRecord<'nonprofit'>[];
	/** People whom the other side declared as its staff, by person id, ascending. */
	readonly staffIds: readonly string[];
}

/** How a source stands in a run. A rule that rests on absence is silent unless the source is FRESH or STALE. */
export type SourceState = 'FRESH' | 'STALE' | 'FAILED' | 'NEVER';

/** The records of a dossier by kind; every list is sorted by record key. */
export type DossierRecords = { readonly [K in Kind]: readonly StoredRecord<K>[] };

export interface Dossier {
	readonly organisationId: string;
	/** False for an unregistered place that only texts know. */
	readonly registered: boolean;
	readonly name: string;
	readonly divisionCode: string | null;
	readonly asOf: Day;
	readonly records: DossierRecords;
	/** Mentions of people in these records. */
	readonly people: readonly DossierPerson[];
	/** By person id. */
	readonly personFacts: ReadonlyMap<string, PersonFacts>;
	/** What accounts were said to hold before their present record, oldest first, by the text of the account's reference (`refText`). */
	readonly pastBalances: ReadonlyMap<string, readonly BalanceStatement[]>;
	readonly predecessors: readonly SuccessionFacts[];
	readonly successors: readonly SuccessionFacts[];
	/**
	 * Inspections of others (or of nobody known) in a room in which this organisation is registered, that ended with a stop notice, a
	 * case, seals or a ban; by record key.
	 */
	readonly premises: readonly StoredRecord<'inspection'>[];
	/**
	 * Whether a register of the prefecture knows the street or building that the texts about an unregistered place name. Null: it is registered,
	 * no text names one, or the registers of the prefecture tell no streets.
	 */
	readonly streetKnown: boolean | null;
	readonly sources: Readonly<Record<string, SourceState>>;
	/** The source that answers about people; null: none is configured. */
	readonly clearanceSource: string | null;
	/** Limits and calendar that hold in its division. */
	readonly policy: Policy;
	readonly calendar: LocalCalendar;
	/** Sources that have ever given records of a kind; absent: none has, so nothing can be told from the absence of such records. */
	readonly sourcesByKind: Readonly<Partial<Record<Kind, readonly string[]>>>;
}

/** A record and field on which a finding stands. */
export interface Evidence extends RecordRef {
	readonly field: string;
	/** Canonical value as text; masked for the reader when it is shown, never an identity number. */
	readonly value: string;
	readonly asOf: Day;
}

/** What a rule found. */
export interface Finding {
	readonly code: FlagCode;
	readonly ruleVersion: number;
	/** The person the finding is about; null: the organisation. */
	readonly personId: string | null;
	readonly severity: Severity;
	/** 0..1: of findings at 0.8 about 80% should hold. */
	readonly score: number;
	/** One sentence in Chinese, one in English; no personal data. */
	readonly explanation: { readonly zh: string; readonly en: string };
	readonly legalBasis: readonly string[];
	readonly evidence: readonly Evidence[];
	/** What speaks against, one sentence each. */
	readonly counterEvidence: readonly string[];
	/** The disguise, for FRONT_BUSINESS (托管, 咨询 …); null elsewhere. */
	readonly guise: string | null;
}

/** A rule's answer for one dossier. */
export interface RuleResult {
	readonly findings: readonly Finding[];
	/** Next day on which the answer can change though no record does; null: none. */
	readonly nextChange: Day | null;
	/** What the rule leaves out for want of data though it judged the rest, one sentence each; absent: nothing. */
	readonly gaps?: readonly string[];
	/** Why the rule could not judge (a source that failed or never gave the field); null: it judged. */
	readonly silent: string | null;
}

/** A rule: a pure function with a public text. */
export interface RiskRule {
	readonly code: FlagCode;
	/** Raised whenever results change. */
	readonly version: number;
	readonly title: { readonly zh: string; readonly en: string };
	/** What it says and when, for officers and the API. */
	readonly description: { readonly zh: string; readonly en: string };
	readonly legalBasis: readonly string[];
	readonly severity: Severity;
	/** Kinds of record it reads. */
	readonly inputs: readonly Kind[];
	/** What speaks against a finding, in the reader's words. */
	readonly guards: readonly { readonly zh: string; readonly en: string }[];
	evaluate(dossier: Dossier): RuleResult;
}

/** The faults of all records of a dossier, each with the record it belongs to. */
export function faultsOf(dossier: Dossier): { ref: RecordRef; fault: Fault }[] {
	return Object.values(dossier.records)
		.flat()
		.flatMap((record) => record.faults.map((fault) => ({ ref: record, fault })));
}
