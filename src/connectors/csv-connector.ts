/**
 * CSV files as a source. Records are cut as bytes, decoded strictly, and parsed by uDSV in blocks; a record of the wrong
 * width or with bytes that are no text is handed on as broken, with its key at most, and reading goes on.
 */
import { initParser, type Parser, type Schema } from 'udsv';
import type { SourceMapping } from '#core/mapping.ts';
import type { BrokenRow, PositionedRow, RawRow } from '#core/ports.ts';
import { brokenRow } from './broken-rows.ts';
import { cutRecords, type RawRecord, splitLeniently } from './csv-records.ts';
import { isTotal, joinHeader, ownerOf, placesOf, type Sharing, sharingOf } from './file-columns.ts';
import { type FileBatch, FileConnector, type FileFormat, type FileTask } from './file-connector.ts';
import { openContent, textFormOf } from './file-content.ts';
import type { FoundFile } from './file-discovery.ts';
import { guessDelimiter, guessHeader } from './guess-form.ts';
import { malformed } from './source-errors.ts';
import { systemTiming, type Timing } from './timing.ts';

/** A connector to a folder of CSV files. */
export function createCsvConnector(source: SourceMapping, timing: Timing = systemTiming): FileConnector {
	return new FileConnector(source, csvFormat, timing);
}

const csvFormat: FileFormat = {
	kind: 'lines',
	read: readCsv,
	columnsOf: async (task) => (await readHeader(task)).names,
	formOf: guessForm,
};

/** Less: a first record of many lines fills it; more tells nothing further. */
const BYTES_GUESSED = 128 * 1024;

async function guessForm(file: FoundFile) {
	const { encoding, mark } = await textFormOf(file, 'auto');
	const head: Buffer[] = [];
	for await (const chunk of openContent(file, mark)) {
		head.push(chunk.subarray(0, BYTES_GUESSED));
		break;
	}
	const lines = new TextDecoder(encoding)
		.decode(Buffer.concat(head))
		.split(/\r?\n/)
		.filter((line) => line !== '');
	const delimiter = guessDelimiter(lines);
	const { headerRow } = guessHeader(lines.map((line) => splitLeniently(line, delimiter)));
	return { ...(encoding !== 'utf-8' && { encoding }), ...(delimiter !== ',' && { delimiter }), ...(headerRow !== 1 && { headerRow }) };
}

interface Header {
	readonly names: readonly string[];
	/** Encoding of the file. */
	readonly encoding: string;
	/** Place of the first row. */
	readonly after: { readonly byte: number; readonly line: number };
}

async function* readCsv(task: FileTask): AsyncIterable<FileBatch> {
	const header = await readHeader(task);
	const reader = new CsvReader(task, header);
	const from = task.from ?? header.after;
	const delimiter = task.settings.delimiter.charCodeAt(0);
	const chunks = openContent(task.file, from.byte);
	let rows: (PositionedRow | BrokenRow)[] = [];
	for await (const records of cutRecords(chunks, { delimiter, width: () => header.names.length, from })) {
		for (let at = 0; at < records.length; at += task.size) {
			task.signal.throwIfAborted();
			const some = records.slice(at, at + task.size);
			rows.push(...reader.take(some));
			const last = some.at(-1);
			if (rows.length < task.size || !last) continue;
			yield { rows, place: { byte: last.byte + last.bytes.length, line: last.line + last.lines - 1 } };
			rows = [];
		}
	}
	if (rows.length > 0) yield { rows, place: { byte: task.file.size, line: 0 } };
}

/** @throws HubError SOURCE_MALFORMED when there is no header row, or one that cannot be decoded. */
async function readHeader(task: FileTask): Promise<Header> {
	const { settings, file, source } = task;
	const { encoding, mark } = await textFormOf(file, settings.encoding);
	const delimiter = settings.delimiter.charCodeAt(0);
	const rows: string[][] = [];
	let row = 0;
	for await (const records of cutRecords(openContent(file, mark), { delimiter, width: () => null, from: { byte: mark, line: 1 } })) {
		for (const record of records) {
			if (++row < settings.headerRow) continue;
			rows.push(namesIn(task, record, encoding));
			if (rows.length < settings.headerRows) continue;
			return {
				names: joinHeader(rows),
				encoding,
				after: { byte: record.byte + record.bytes.length, line: record.line + record.lines - 1 },
			};
		}
	}
	throw malformed(source.id, `has a file ${file.name} without a header row`);
}

function namesIn({ settings, source, file }: FileTask, record: RawRecord, encoding: string): string[] {
	try {
		return splitLeniently(new TextDecoder(encoding, { fatal: true }).decode(record.bytes), settings.delimiter).map((name) =>
			unquoted(name).trim(),
		);
	} catch {
		throw malformed(source.id, `has a file ${file.name} whose header is not ${encoding}: mend format.encoding in the mapping`);
	}
}

/** A spreadsheet's way to keep a number as text, ="9137…", without it. */
function unquoted(cell: string): string {
	return cell.startsWith('="') && cell.endsWith('"') ? cell.slice(2, -1) : cell;
}

/** Records to rows, for one file. */
class CsvReader {
	readonly #task: FileTask;
	readonly #encoding: string;
	readonly #width: number;
	readonly #places: readonly number[];
	readonly #where: number;
	readonly #sharing: Sharing;
	readonly #keyPattern: RegExp | null;
	readonly #keyPlace: number;
	readonly #plain: Parser;
	readonly #quoted: Parser;

	constructor(task: FileTask, { names: header, encoding }: Header) {
		const { source, table, settings, columns, file } = task;
		const at = { source, table, file: file.name, joined: settings.headerRows > 1 };
		this.#task = task;
		this.#encoding = encoding;
		this.#width = header.length;
		this.#places = placesOf(header, columns, at);
		this.#sharing = sharingOf(source, table);
		this.#where = table.where ? (placesOf(header, [table.where.column], at)[0] ?? -1) : -1;
		this.#keyPattern = settings.keyPattern === undefined ? null : new RegExp(settings.keyPattern);
		this.#keyPlace = header.indexOf(table.key[0]?.columns[0] ?? '');
		this.#plain = createParser(header, settings.delimiter, '');
		this.#quoted = createParser(header, settings.delimiter, '"');
	}

	take(records: readonly RawRecord[]): (PositionedRow | BrokenRow)[] {
		const fits = (record: RawRecord) => record.width === this.#width && record.regular;
		const rows: (PositionedRow | BrokenRow)[] = [];
		for (let at = 0; at < records.length; ) {
			let end = at;
			while (end < records.length && fits(records[end] as RawRecord)) end++;
			const block = records.slice(at, end);
			const parsed = this.#parseBlock(block);
			block.forEach((record, index) => {
				const fields = parsed ? parsed[index] : this.#decodeOne(record);
				this.#push(rows, record, fields ?? null);
			});
			const odd = records[end];
			if (odd) this.#push(rows, odd, this.#decodeOne(odd));
			at = end + 1;
		}
		return rows;
	}

	/** The fields of records that lie one behind the other; null: take them one by one. */
	#parseBlock(block: readonly RawRecord[]): string[][] | null {
		if (block.length === 0) return [];
		try {
			const decoder = new TextDecoder(this.#encoding, { fatal: true, ignoreBOM: true });
			const text = decoder.decode(joined(block)).replaceAll('\r\n', '\n');
			const parsed = (text.includes('"') ? this.#quoted : this.#plain).stringArrs(text);
			return parsed.length === block.length ? parsed : null;
		} catch {
			return null;
		}
	}

	/** Null: bytes that are no text. */
	#decodeOne(record: RawRecord): string[] | null {
		try {
			const text = new TextDecoder(this.#encoding, { fatal: true, ignoreBOM: true }).decode(record.bytes);
			return splitLeniently(text, this.#task.settings.delimiter);
		} catch {
			return null;
		}
	}

	#push(rows: (PositionedRow | BrokenRow)[], record: RawRecord, fields: readonly string[] | null): void {
		const position = `${this.#task.file.name}:${record.line}@${record.byte}`;
		if (fields !== null && isTotal(fields, this.#task.settings.totals)) {
			if (this.#sharing.reports) rows.push(brokenRow('TOTAL_ROW', record.bytes, position));
			return;
		}
		if (fields === null || fields.length !== this.#width || record.width !== this.#width) {
			if (!this.#sharing.reports) return;
			const reason = fields === null ? 'BAD_ENCODING' : 'WRONG_WIDTH';
			rows.push(brokenRow(reason, record.bytes, position, this.#keyOf(record)));
			return;
		}
		const owner = ownerOf(this.#sharing, this.#where === -1 ? null : (fields[this.#where] ?? null));
		if (owner === 'MINE') rows.push({ row: this.#toRow(fields), position });
		else if (owner === 'UNKNOWN' && this.#sharing.reports) rows.push(brokenRow('UNKNOWN_KIND', record.bytes, position));
	}

	#toRow(fields: readonly string[]): RawRow {
		const { columns } = this.#task;
		const row: Record<string, string | null> = {};
		for (let at = 0; at < columns.length; at++) row[columns[at] ?? ''] = unquoted(fields[this.#places[at] ?? -1] ?? '') || null;
		return row;
	}

	/**
	 * The key of a line that is no row, when it can be trusted: only the first field stands at its place whatever is missing,
	 * and it must look like a key. A name, a phone or an identity number is never kept.
	 */
	#keyOf(record: RawRecord): string | null {
		if (this.#keyPlace !== 0) return null;
		const text = new TextDecoder(this.#encoding).decode(record.bytes.subarray(0, LONGEST_KEY_BYTES));
		const first = (splitLeniently(text, this.#task.settings.delimiter)[0] ?? '').trim();
		if (this.#keyPattern) return this.#keyPattern.test(first) ? first : null;
		return /^[0-9A-Za-z_-]{4,40}$/.test(first) && /\d/.test(first) && !PERSONAL.test(first) ? first : null;
	}
}

const LONGEST_KEY_BYTES = 200;
/** A phone, an identity number of 15 or 18 characters. */
const PERSONAL = /^(1\d{10}|0\d{2,3}-?\d{7,8}|\d{15}|\d{17}[\dXx])$/;

function createParser(header: readonly string[], delimiter: string, quote: string): Parser {
	const cols = header.map((name) => ({ name, type: 's' as const, repl: { empty: null, null: undefined, NaN: undefined } }));
	const schema = { col: delimiter, row: '\n', encl: quote, esc: quote, trim: false, skip: 0, cols };
	return initParser(schema as unknown as Schema);
}

/** Neighbours of one buffer as one range of it, line ends and empty lines (which uDSV skips) included. */
function joined(block: readonly RawRecord[]): Buffer {
	const [first, last] = [block[0]?.bytes, block.at(-1)?.bytes];
	if (!first || !last) return Buffer.alloc(0);
	return Buffer.from(first.buffer, first.byteOffset, last.byteOffset + last.length - first.byteOffset);
}
