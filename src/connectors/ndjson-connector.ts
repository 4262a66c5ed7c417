/** NDJSON files as a source: one object a line, of one or several kinds. A line that is no object is handed on as broken. */
import type { SourceMapping } from '#core/mapping.ts';
import type { BrokenRow, PositionedRow } from '#core/ports.ts';
import { type BrokenReason, brokenRow } from './broken-rows.ts';
import { ownerOf, sharingOf } from './file-columns.ts';
import { type FileBatch, FileConnector, type FileFormat, type FileTask } from './file-connector.ts';
import { openContent } from './file-content.ts';
import { columnsOf, isObject, type JsonObject, memberAt, parseJson, toRawRow, toText } from './flatten.ts';
import { systemTiming, type Timing } from './timing.ts';

/** A connector to a folder of NDJSON files. */
export function createNdjsonConnector(source: SourceMapping, timing: Timing = systemTiming): FileConnector {
	return new FileConnector(source, ndjsonFormat, timing);
}

/** Objects looked at for the list of columns. */
const OBJECTS_PROBED = 200;
const LINE_FEED = 0x0a;
/** Longer lines are no rows; reading one whole would fill the memory. */
const LONGEST_LINE = 16 * 1024 * 1024;

const ndjsonFormat: FileFormat = {
	kind: 'lines',
	read: readNdjson,
	async columnsOf(task) {
		const columns = new Set<string>();
		let seen = 0;
		for await (const line of linesOf(task)) {
			const { object } = parseLine(line.bytes);
			if (object) for (const column of columnsOf(object)) columns.add(column);
			if (++seen >= OBJECTS_PROBED) break;
		}
		return [...columns];
	},
};

async function* readNdjson(task: FileTask): AsyncIterable<FileBatch> {
	const sharing = sharingOf(task.source, task.table);
	let rows: (PositionedRow | BrokenRow)[] = [];
	let place = task.from ?? { byte: 0, line: 1 };
	for await (const { bytes, byte, line } of linesOf(task)) {
		const position = `${task.file.name}:${line}@${byte}`;
		const { object, reason } = parseLine(bytes);
		const owner = object ? ownerOf(sharing, sharing.column === null ? null : toText(memberAt(object, sharing.column))) : 'UNKNOWN';
		if (object && owner === 'MINE') rows.push({ row: toRawRow(object, task.columns), position });
		else if (owner === 'UNKNOWN' && sharing.reports) rows.push(brokenRow(reason ?? 'UNKNOWN_KIND', bytes, position));
		place = { byte: byte + bytes.length + 1, line: line + 1 };
		if (rows.length < task.size) continue;
		task.signal.throwIfAborted();
		yield { rows, place };
		rows = [];
	}
	if (rows.length > 0) yield { rows, place };
}

interface Line {
	readonly bytes: Buffer;
	readonly byte: number;
	readonly line: number;
}

async function* linesOf(task: FileTask): AsyncIterable<Line> {
	let { byte, line } = task.from ?? { byte: 0, line: 1 };
	let rest: Buffer = Buffer.alloc(0);
	for await (const chunk of openContent(task.file, byte)) {
		task.signal.throwIfAborted();
		const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		let at = 0;
		for (let feed = bytes.indexOf(LINE_FEED); feed !== -1 || bytes.length - at > LONGEST_LINE; feed = bytes.indexOf(LINE_FEED, at)) {
			const end = feed === -1 ? bytes.length : feed;
			const found = { bytes: bytes.subarray(at, end), byte, line };
			const step = feed === -1 ? 0 : 1; // a line that never ends is given up in parts
			byte += end - at + step;
			line += step;
			at = end + step;
			if (!isBlank(found.bytes)) yield found;
			if (feed === -1) break;
		}
		rest = bytes.subarray(at);
	}
	if (!isBlank(rest)) yield { bytes: rest, byte, line };
}

function isBlank(bytes: Buffer): boolean {
	return bytes.length < 4 && bytes.toString('latin1').trim() === '';
}

function parseLine(bytes: Buffer): { readonly object: JsonObject | null; readonly reason?: BrokenReason } {
	if (bytes.length > LONGEST_LINE) return { object: null, reason: 'TOO_LONG' };
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return { object: null, reason: 'BAD_ENCODING' };
	}
	try {
		const parsed = parseJson(text);
		return isObject(parsed) ? { object: parsed } : { object: null, reason: 'BAD_JSON' };
	} catch {
		return { object: null, reason: 'BAD_JSON' };
	}
}
