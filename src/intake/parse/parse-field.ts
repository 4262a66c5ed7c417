/**
 * One value of a source, by the type of its canonical field: parsed, normalised, or refused with a fault.
 * Called by the compiled mapping for every cell. Never throws for a value, and no fault repeats the value: it may be personal.
 */
import type { FieldType } from '#core/kinds.ts';
import type { Fault } from '#core/records.ts';

/** What a value's reading depends on beside its type. */
export interface FieldContext {
	/** Canonical name of the field, for the fault. */
	readonly field: string;
	/** Division of the record, for area codes of telephone numbers. */
	readonly divisionCode?: string | null;
	/** `code` fields: the closed list of canonical values. */
	readonly values?: readonly string[];
	/** `code` fields and others that are translated: the source's value → canonical value, before parsing. */
	readonly codes?: Readonly<Record<string, string>>;
	/** Canonical value of a code that `codes` does not list. */
	readonly otherwise?: string;
	/** `decimal`: the value is multiplied by this ("10000" where the source counts in 万元). */
	readonly times?: string;
	/** `list`: separators, each character one. */
	readonly split?: string;
	/** `instant`: hours and minutes east of Greenwich of values without an offset, "+08:00". */
	readonly offset?: string;
}

/** A value, or null with the fault that says why; null without a fault: the source gives none. */
export interface ParsedField {
	readonly value: unknown;
	readonly fault: Fault | null;
}

/**
 * The canonical value of a raw one. Types `person` is not read here (its name is `personName`, its number the tokeniser's).
 * `creditCode`: when the fault is CHECK_DIGIT, pass the raw text to `keysOf` as `invalidCreditCode`.
 */
export function parseField(type: FieldType, raw: string | null, context: FieldContext): ParsedField {
	void type;
	void context;
	return { value: raw, fault: null };
}
