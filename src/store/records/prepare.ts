/**
 * Records in the form in which they are written: bodies as JSON texts, keys and people as lines of COPY. Needs no connection, so
 * that any thread can do it, and hands over few long texts instead of many small objects. Between intake and record-store.ts.
 */
import type { Day } from '#core/days.ts';
import type { Kind } from '#core/kinds.ts';
import type { IntakeRecord, IntakeResult, PersonMention, RecordKey, RecordRef, SetAsideRow } from '#core/records.ts';
import { copyLine, escapeText } from '#store/copy-text.ts';

/** A record ready to be written. */
export interface PreparedRecord extends RecordRef {
	readonly kind: Kind;
	readonly stamp: string | null;
	readonly asOf: Day;
	readonly contentHash: string;
	/** The county of the record, where its kind has one. */
	readonly divisionCode: string | null;
	/** Texts of JSON. */
	readonly body: string;
	readonly faults: string;
	/** A line a key, feature and value, without doubles; empty: no key. */
	readonly keys: string;
	readonly people: readonly PreparedMention[];
}

/** A person's mention ready to be written. */
export interface PreparedMention {
	/** Slot, key in exports, names, masked number, whether it is valid, telephones. */
	readonly row: string;
	/** A line a token, kind and value, sorted and without doubles; empty: no token. */
	readonly tokens: string;
}

/** What intake made of a row, ready to be written. */
export type PreparedResult = { readonly record: PreparedRecord } | { readonly setAside: SetAsideRow };

/** Prepares what intake made of a row. */
export function prepareResult(result: IntakeResult): PreparedResult {
	return 'record' in result ? { record: prepareRecord(result.record) } : result;
}

/** Prepares a record. */
export function prepareRecord(record: IntakeRecord): PreparedRecord {
	const { source, recordType, recordKey, kind, stamp, asOf, contentHash } = record;
	return {
		source,
		recordType,
		recordKey,
		kind,
		stamp,
		asOf,
		contentHash,
		divisionCode: (record.body as { readonly divisionCode?: string | null }).divisionCode ?? null,
		body: jsonText(record.body),
		faults: record.faults.length === 0 ? '[]' : jsonText(record.faults),
		keys: keyLines(record.keys),
		people: record.people.map(prepareMention),
	};
}

/** Prepares a mention. */
export function prepareMention(mention: PersonMention): PreparedMention {
	const { slot, exportKey, name, nameKey, masked, validNumber, phones } = mention;
	return {
		row: copyLine([slot, storable(exportKey), storable(name), storable(nameKey), masked, validNumber, phones]),
		tokens: [...new Set(mention.tokens.map(({ kind, value }) => copyLine([kind, value])))].sort().join('\n'),
	};
}

function keyLines(keys: readonly RecordKey[]): string {
	return [...new Set(keys.map(({ feature, value }) => `${feature}\t${escapeText(storable(value))}`))].join('\n');
}

/** A text that PostgreSQL can hold: it refuses NUL. */
function storable(text: string): string {
	return text.includes('\u0000') ? text.replaceAll('\u0000', '\ufffd') : text;
}

/** JSON that PostgreSQL can hold: it refuses an escaped NUL and half a surrogate pair, which cut-off texts contain. */
export function jsonText(value: unknown): string {
	const text = JSON.stringify(value);
	return /\\u(?:0000|d[89a-f])/.test(text) ? text.replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g, '$1\ufffd') : text;
}
