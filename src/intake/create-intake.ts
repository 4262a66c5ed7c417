/**
 * Intake of one table: from a row to a canonical record, or to a row set aside. Stands between connector and store.
 * Pure: no clock, no I/O; a clear identity number is handed to the tokeniser and nowhere else.
 */
import { hash } from 'node:crypto';
import type { Day } from '#core/days.ts';
import { type FieldType, type Kind, kindDef } from '#core/kinds.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { Intake, PositionedRow, RawRow } from '#core/ports.ts';
import type { Body, Fault, IntakeRecord, IntakeResult, PersonMention } from '#core/records.ts';
import { type CompiledTable, compileTable } from './compile-mapping.ts';
import { keysOf } from './keys/keys-of.ts';
import { type FieldContext, type ParsedField, parseField } from './parse/parse-field.ts';
import { squeeze } from './parse/text.ts';
import { readPerson } from './read-person.ts';
import { strikeSureNumbers } from './redact/identity-numbers.ts';
import { type PersonalValues, personalValues, redactFreeText, redactPlainText, scopeOf } from './redaction.ts';
import { createSetAside, type SetAside } from './set-aside.ts';
import { createStampReader, type StampReader } from './stamp.ts';
import { advanceTokens, type Tokeniser } from './tokens.ts';
import { isUsable } from './usable.ts';

/** What is known of a row while its record is built. */
interface Draft {
	readonly row: RawRow;
	readonly personal: PersonalValues;
	readonly divisionCode: string | null;
	readonly values: Record<string, unknown>;
	readonly faults: Fault[];
	readonly people: PersonMention[];
	invalidCreditCode: string | null;
}

interface Parts {
	readonly source: SourceMapping;
	readonly table: TableMapping;
	readonly compiled: CompiledTable;
	readonly tokeniser: Tokeniser;
	readonly stampOf: StampReader;
	readonly setAside: SetAside;
}

/**
 * The intake of a table. `take` never throws for what a row holds: a value that cannot be used becomes a fault, a row that
 * cannot be used is set aside.
 */
export function createIntake(source: SourceMapping, table: TableMapping, tokeniser: Tokeniser): Intake {
	const stampOf = createStampReader(source.connector.timezone);
	const compiled = compileTable(table, stampOf.offset);
	const parts = { source, table, compiled, tokeniser, stampOf, setAside: createSetAside(source.id, table, compiled) };
	return {
		columns: compiled.columns,
		take: (row, period) => ('broken' in row ? { setAside: parts.setAside.broken(row) } : takeRow(parts, row, period)),
	};
}

function takeRow(parts: Parts, positioned: PositionedRow, period: Day | null): IntakeResult {
	const { table, compiled, setAside } = parts;
	const { row } = positioned;
	const recordKey = compiled.key(row);
	if (!compiled.accepts(row)) return { setAside: setAside.row(positioned, recordKey, 'UNKNOWN_KIND') };
	if (recordKey === null) return { setAside: setAside.row(positioned, null, 'NO_KEY') };
	const draft = readRow(parts, row, recordKey);
	if (!isUsable(table, draft.values, draft.faults)) return { setAside: setAside.row(positioned, recordKey, 'NOTHING_USABLE') };
	return { record: finish(parts, draft, recordKey, period) };
}

/** Every field of the kind in declared order, mapped or not, and the people. */
function readRow(parts: Parts, row: RawRow, recordKey: string): Draft {
	const { table, compiled, tokeniser } = parts;
	const draft: Draft = {
		row,
		personal: personalValues(row, compiled.redact),
		divisionCode: parseRemembered('division', compiled.division(row), DIVISION).value as string | null,
		values: emptyBody(table.kind),
		faults: [],
		people: [],
		invalidCreditCode: null,
	};
	for (const compiledField of compiled.fields) readField(draft, compiledField, table.kind);
	for (const person of compiled.people) {
		const read = readPerson(person, row, recordKey, tokeniser, draft.divisionCode);
		draft.values[person.slot] = read.value;
		draft.faults.push(...read.faults);
		if (read.mention !== null) draft.people.push(read.mention);
	}
	return draft;
}

const EMPTY = new Map<Kind, Readonly<Record<string, null>>>();

function emptyBody(kind: Kind): Record<string, unknown> {
	let empty = EMPTY.get(kind);
	if (empty === undefined) {
		empty = Object.fromEntries(Object.keys(kindDef(kind).fields).map((field) => [field, null]));
		EMPTY.set(kind, empty);
	}
	return { ...empty };
}

function readField(draft: Draft, { field, def, take, context }: CompiledTable['fields'][number], kind: Kind): void {
	const raw = take(draft.row);
	if (raw === null || raw === '') return;
	const safe = withoutPersonal(raw, def.type, draft.personal);
	const parsed = FEW_VALUES.has(def.type)
		? parseRemembered(def.type, safe, context)
		: parseField(def.type, safe, withDivision(def.type, context, draft.divisionCode));
	if (parsed.fault !== null) {
		draft.faults.push(parsed.fault);
		// An identity number in the wrong column must not live on in the codes that are one slip away from it.
		const mistyped = parsed.fault.code === 'CHECK_DIGIT' || parsed.fault.code === 'WRONG_LENGTH';
		if (def.type === 'creditCode' && mistyped && strikeSureNumbers(squeeze(raw)) === squeeze(raw)) draft.invalidCreditCode = raw;
	}
	draft.values[field] = redactValue(parsed.value, def.type, draft.personal, kind);
}

/** Types whose values come from short lists: read once a value, not once a row. */
const FEW_VALUES: ReadonlySet<FieldType> = new Set(['code', 'division', 'industry', 'day', 'decimal', 'integer']);
const DIVISION: FieldContext = { field: 'divisionCode' };
/** Larger: a column of rubbish fills memory; smaller: the days of fifty years (about 18,000) are read over and over. */
const REMEMBERED = 20_000;
const memory = new WeakMap<FieldContext, Map<string, ParsedField>>();

/** As `parseField`; a context belongs to one field of one table, so its answers can be remembered by value. */
function parseRemembered(type: FieldType, raw: string | null, context: FieldContext): ParsedField {
	if (raw === null) return parseField(type, raw, context);
	let known = memory.get(context);
	if (known === undefined) {
		known = new Map();
		memory.set(context, known);
	}
	let parsed = known.get(raw);
	if (parsed === undefined) {
		parsed = parseField(type, raw, context);
		if (known.size >= REMEMBERED) known.clear();
		known.set(raw, parsed);
	}
	return parsed;
}

/** Addresses and names are taken apart by parsing: what is personal goes out of them before. */
function withoutPersonal(raw: string, type: string, personal: PersonalValues): string {
	if (type === 'address' || type === 'name' || type === 'phones') return redactPlainText(raw, personal);
	return raw;
}

function withDivision(type: string, context: FieldContext, divisionCode: string | null): FieldContext {
	return divisionCode !== null && (type === 'phones' || type === 'address') ? { ...context, divisionCode } : context;
}

function redactValue(value: unknown, type: string, personal: PersonalValues, kind: Kind): unknown {
	if (typeof value === 'string') {
		if (type === 'freeText') return redactFreeText(value, scopeOf(kind, personal.names.length + personal.phones.length > 0), personal);
		return type === 'text' || type === 'personName' ? redactPlainText(value, personal) : value;
	}
	if (type === 'list' && Array.isArray(value)) return value.map((item) => redactPlainText(String(item), personal));
	return value;
}

function finish(parts: Parts, draft: Draft, recordKey: string, period: Day | null): IntakeRecord {
	const { source, table, compiled, stampOf, tokeniser } = parts;
	const { advance } = tokeniser;
	const body = draft.values as Body<Kind>;
	const keys = keysOf(table.kind, body, { invalidCreditCode: draft.invalidCreditCode });
	const stamp = stampOf(compiled.stamp(draft.row));
	// Every object here is built in the kind's declared order, whatever the order of the columns: plain JSON is canonical.
	const contentHash = hash('sha256', JSON.stringify([table.kind, body, keys, draft.people]), 'hex');
	return {
		source: source.id,
		recordType: table.recordType,
		recordKey,
		kind: table.kind,
		body,
		faults: draft.faults,
		keys,
		people: advance === null ? draft.people : draft.people.map((one) => ({ ...one, tokens: advanceTokens(one.tokens, advance) })),
		stamp: stamp?.text ?? null,
		asOf: period ?? stamp?.day ?? firstDayOf(table.kind, draft.values),
		// Wrapped as the tokens are: it is made of them, and whoever has an old secret could try numbers against it.
		contentHash: advance === null ? contentHash : advance(contentHash),
	};
}

/** Earliest day there is: a record that says nothing of its time never counts as news. */
const NO_DAY = '1970-01-01';

/** The first day or instant of a record without stamp and period (an incident): it speaks for the day on which it happened. */
function firstDayOf(kind: Kind, values: Readonly<Record<string, unknown>>): Day {
	for (const [field, def] of Object.entries(kindDef(kind).fields)) {
		const value = values[field];
		if ((def.type === 'instant' || def.type === 'day') && typeof value === 'string') return value.slice(0, 10);
	}
	return NO_DAY;
}
