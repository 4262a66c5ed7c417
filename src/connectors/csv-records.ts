/**
 * Cuts the bytes of a CSV file (RFC 4180) into records before they are decoded, so that a bad byte or a lost quote spoils one
 * record and not the file. UTF-8, GBK and GB18030 never use the bytes of quote, line end or an ASCII delimiter inside a character.
 */

/** A record: bytes without its line end. */
export interface RawRecord {
	readonly bytes: Buffer;
	/** Place of its first byte in the file, and its physical line; the first is 1. */
	readonly byte: number;
	readonly line: number;
	/** Fields. */
	readonly width: number;
	/** Physical lines. */
	readonly lines: number;
	/** False: a quote stands where RFC 4180 has none; the fields are what a lenient reader makes of it. */
	readonly regular: boolean;
}

const [QUOTE, LINE_FEED, RETURN] = [0x22, 0x0a, 0x0d];
/** Longer: a lost quote swallows that much before it is noticed; shorter: an honest long text is called broken. */
const LONGEST_RECORD = 1024 * 1024;

interface Cut {
	/** Place after the last byte of the record. */
	readonly end: number;
	/** Place of the record that follows. */
	readonly next: number;
	readonly width: number;
	readonly lines: number;
	readonly regular: boolean;
}

/** Where the record at `from` ends; null: not within these bytes. Behind the last byte of a file there is always an end. */
export function cutRecord(bytes: Buffer, from: number, delimiter: number, atEnd: boolean): Cut | null {
	let [width, lines, regular, quoted, fieldStart] = [1, 1, true, false, true];
	for (let at = from; at < bytes.length; at++) {
		const byte = bytes[at];
		if (quoted) {
			if (byte === LINE_FEED) lines++;
			if (byte !== QUOTE) continue;
			const next = bytes[at + 1];
			if (next === undefined && !atEnd) return null;
			if (next === QUOTE) at++;
			else if (next === undefined || next === delimiter || next === LINE_FEED || next === RETURN) quoted = false;
			else regular = false;
		} else if (byte === delimiter) {
			width++;
			fieldStart = true;
		} else if (byte === LINE_FEED) {
			const end = bytes[at - 1] === RETURN && at > from ? at - 1 : at;
			return { end, next: at + 1, width, lines, regular };
		} else {
			if (byte === QUOTE && fieldStart) quoted = true;
			fieldStart = false;
		}
	}
	return atEnd ? { end: bytes.length, next: bytes.length, width, lines, regular: regular && !quoted } : null;
}

/** Options of a cut. */
export interface CutOptions {
	readonly delimiter: number;
	/** Fields that a record has by the header; null: not known yet. */
	readonly width: () => number | null;
	readonly from: { readonly byte: number; readonly line: number };
}

/**
 * The records of a file, empty lines left out. A record of several lines that does not fit is taken for a lost quote when the
 * line after its first fits by itself: then only the first line is given up.
 */
export async function* cutRecords(chunks: AsyncIterable<Buffer>, options: CutOptions): AsyncIterable<RawRecord[]> {
	let rest: Buffer = Buffer.alloc(0);
	let place = options.from;
	const cutAll = (bytes: Buffer, atEnd: boolean): RawRecord[] => {
		const records: RawRecord[] = [];
		let at = 0;
		while (at < bytes.length) {
			const cut = cutFitting(bytes, at, options, atEnd);
			if (cut === null) break;
			const record = { bytes: bytes.subarray(at, cut.end), ...place, width: cut.width, lines: cut.lines, regular: cut.regular };
			if (cut.end > at) records.push(record);
			place = { byte: place.byte + cut.next - at, line: place.line + cut.lines };
			at = cut.next;
		}
		rest = bytes.subarray(at);
		return records;
	};
	for await (const chunk of chunks) yield cutAll(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]), false);
	if (rest.length > 0) yield cutAll(rest, true);
}

function cutFitting(bytes: Buffer, at: number, options: CutOptions, atEnd: boolean): Cut | null {
	const cut = cutRecord(bytes, at, options.delimiter, atEnd);
	if ((cut?.end ?? bytes.length) - at > LONGEST_RECORD) return firstLine(bytes, at);
	if (cut === null) return null;
	const width = options.width();
	if (width === null || cut.lines === 1 || (cut.regular && cut.width === width)) return cut;
	const first = firstLine(bytes, at);
	const second = cutRecord(bytes, first.next, options.delimiter, atEnd);
	if (second === null) return bytes.length - at > LONGEST_RECORD ? cut : null;
	return second.regular && second.width === width ? first : cut;
}

/** A physical line given up as a record: its width fits nothing. */
function firstLine(bytes: Buffer, at: number): Cut {
	const feed = bytes.indexOf(LINE_FEED, at);
	const end = feed === -1 ? bytes.length : feed;
	return { end, next: feed === -1 ? end : feed + 1, width: 0, lines: 1, regular: false };
}

/** The fields of one record by the lenient rules of `cutRecord`: a quote ends a field only before a delimiter or the end. */
export function splitLeniently(text: string, delimiter: string): string[] {
	const fields: string[] = [];
	let at = 0;
	for (;;) {
		const quoted = text[at] === '"';
		let end = at;
		if (quoted) {
			for (end = at + 1; end < text.length; end++) {
				if (text[end] !== '"') continue;
				if (text[end + 1] === '"') end++;
				else if (end + 1 >= text.length || text[end + 1] === delimiter) break;
			}
			fields.push(text.slice(at + 1, end).replaceAll('""', '"'));
			end++;
		} else {
			const found = text.indexOf(delimiter, at);
			end = found === -1 ? text.length : found;
			fields.push(text.slice(at, end));
		}
		if (end >= text.length) return fields;
		at = end + 1;
	}
}
