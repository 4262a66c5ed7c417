/**
 * Canonical records: what intake makes of a row, what the store keeps, what rules and readers see.
 */
import type { Day } from './days.ts';
import type { FieldDef, FieldsOf, Kind } from './kinds.ts';

/** A person as a record names them. The identity number itself is never here: tokens are in `PersonMention`. */
export interface PersonValue {
	/** Name as given, NFKC, without spaces. */
	readonly name: string;
	/** Identity number with the middle hidden ("99**************31"); null when none was given. */
	readonly masked: string | null;
}

/** An address taken apart. Every part is in normal form (simplified, half-width, Arabic numerals) or null when not given. */
export interface AddressValue {
	/** As given, NFKC, without spaces. */
	readonly text: string;
	/** What stands before the road: province, city, county, town, village. */
	readonly locality: string | null;
	readonly road: string | null;
	/** House number at the road, "204-1". */
	readonly number: string | null;
	/** Named building or estate (大厦, 小区, 商场), without its number. */
	readonly building: string | null;
	/** Block and staircase: "4" or "4-2" (4号楼2单元). */
	readonly unit: string | null;
	readonly floor: string | null;
	readonly room: string | null;
}

type ValueOf<F extends FieldDef> = F['type'] extends 'person'
	? PersonValue
	: F['type'] extends 'address'
		? AddressValue
		: F['type'] extends 'phones' | 'list'
			? readonly string[]
			: F['type'] extends 'integer'
				? number
				: F['type'] extends 'code'
					? F extends { values: readonly (infer V)[] }
						? V
						: never
					: string;

/** The canonical body of a kind. Null: the source gives no value, or one that could not be used (then a fault says so). */
export type Body<K extends Kind> = {
	readonly [F in keyof FieldsOf<K>]: FieldsOf<K>[F] extends FieldDef ? ValueOf<FieldsOf<K>[F]> | null : never;
};

/** Where a record stands at its source; the three columns of every exported row. */
export interface RecordRef {
	readonly source: string;
	readonly recordType: string;
	readonly recordKey: string;
}

/** A value of a row that could not be used: the row is kept without it. */
export interface Fault {
	/** Canonical field. */
	readonly field: string;
	/** Stable code, e.g. CHECK_DIGIT, NOT_A_DATE, UNKNOWN_CODE, LOST_DIGITS, NOT_A_PHONE, UNKNOWN_DIVISION. */
	readonly code: string;
	/** A short sentence without personal data. */
	readonly message: string;
}

/** The features under which two records may count as alike; matching joins on equal values of one feature. */
export type KeyFeature =
	| 'creditCode' // valid code, 18 characters
	| 'creditCodeRepaired' // for an invalid code: each code one adjacent swap or one look-alike character away that is valid
	| 'licenceNo' // digits of a licence number
	| 'accountRef' // supervised account
	| 'name' // whole name, simplified, brackets and spaces out, forms folded (有限责任公司 = 有限公司)
	| 'core' // name without division and form: brand + industry
	| 'brand' // 字号
	| 'brandPinyin' // toneless pinyin of the brand with fuzzy initials and finals folded (zh=z, n=l, ing=in)
	| 'brandShape' // the brand with look-alike characters folded to one
	| 'room' // road + number + building + unit + room, in the prefecture
	| 'building' // road + number + building + unit, in the prefecture
	| 'storey' // road + number + building + block + storey
	| 'roomInBlock' // road + number + building + block + room, whatever the staircase
	| 'roadNumber' // road + number, in the prefecture
	| 'road' // road of an address, in the prefecture
	| 'roadAlone' // the same, where the address says no number and no building
	| 'phone' // each telephone number
	| 'contact' // WeChat or QQ id found in a text
	| 'division' // county
	| 'mentionedName' // a name found inside a free text
	| 'mentionedSound'; // toneless pinyin of the brand of such a name

/** A key of a record. */
export interface RecordKey {
	readonly feature: KeyFeature;
	readonly value: string;
}

/**
 * Kinds of person token (HMAC-SM3 with the deployment's secret); see intake/tokens.
 * `full`: the valid 18-character number · `fullOld`: the 15-digit form · `body`: first 17 digits ·
 * `ends`: first 6 + last 4 · `birthEnds`: first 10 + last 4 · `repaired`: a candidate of an invalid number.
 */
export type TokenKind = 'full' | 'fullOld' | 'body' | 'ends' | 'birthEnds' | 'repaired';

export interface PersonToken {
	readonly kind: TokenKind;
	/** "<key id>:<hex>" */
	readonly value: string;
}

/** One person in one record, ready for matching: people are resolved from these. */
export interface PersonMention {
	/** Canonical field of the record that holds the person ("head", "principal", "person"). */
	readonly slot: string;
	/** Key under which the person stands in people.csv: the record's key, with a suffix where a record names two. */
	readonly exportKey: string;
	readonly name: string;
	/** Name in simplified characters without punctuation: equal values may be one name. */
	readonly nameKey: string;
	readonly masked: string | null;
	readonly tokens: readonly PersonToken[];
	/** Whether the number had 18 characters with a right check digit and a real birth date. */
	readonly validNumber: boolean;
	readonly phones: readonly string[];
}

/** What intake makes of one row. `body` is canonical JSON; equal content gives an equal `contentHash`. */
export interface IntakeRecord<K extends Kind = Kind> extends RecordRef {
	readonly kind: K;
	readonly body: Body<K>;
	readonly faults: readonly Fault[];
	readonly keys: readonly RecordKey[];
	readonly people: readonly PersonMention[];
	/** The source's own stamp of the row, as text that sorts; null where it has none. */
	readonly stamp: string | null;
	/** Day for which the record speaks: the day of its stamp, or of the file's period. */
	readonly asOf: Day;
	/** SHA-256 (hex) over kind, body, keys and person mentions. */
	readonly contentHash: string;
}

/** A row that could not be used. Holds no personal value: `masked` has them hidden. */
export interface SetAsideRow extends RecordRef {
	/** "file:line@byte", "table" or "page:item": where the row is found again. */
	readonly position: string;
	/** SHA-256 (hex) of the row as read. */
	readonly sha256: string;
	/** Stable reason code, e.g. NO_KEY, NOTHING_USABLE, WRONG_WIDTH, BAD_JSON, BAD_ENCODING, UNKNOWN_KIND. */
	readonly reason: string;
	/** The reason as a sentence, Chinese, for the agency. */
	readonly message: string;
	/** The row with personal columns masked; null where not even that may be kept. */
	readonly masked: Readonly<Record<string, string | null>> | null;
}

/** What intake makes of one row: a record, or a row set aside. */
export type IntakeResult = { readonly record: IntakeRecord } | { readonly setAside: SetAsideRow };

/** A record as the store gives it: canonical body with its provenance. */
export interface StoredRecord<K extends Kind = Kind> extends RecordRef {
	/** The hub's internal number of the record; never shown, never exported. */
	readonly rid: string;
	readonly kind: K;
	readonly body: Body<K>;
	readonly faults: readonly Fault[];
	readonly asOf: Day;
	/** As-of day on which the hub first held the record. */
	readonly firstSeen: Day;
	/** Day from which a full file no longer holds the record; null while it does. */
	readonly endedOn: Day | null;
	readonly organisationId: string | null;
}

/** The text under which a record stands in logs, set-aside lists and evidence. */
export function refText(ref: RecordRef): string {
	return `${ref.source}/${ref.recordType}/${ref.recordKey}`;
}
