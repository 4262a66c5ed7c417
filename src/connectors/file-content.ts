/** The content of a file: its fingerprint, whether it is whole, its encoding, and its bytes from a place on. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FoundFile } from './file-discovery.ts';

export interface Inspected {
	/** SHA-256 (hex) of the unpacked content. */
	readonly sha256: string;
	/** False: it seems that the file is still being written. */
	readonly whole: boolean;
}

/** 1 MiB: smaller reads cost calls; larger ones gain nothing and hold memory. */
const CHUNK_BYTES = 1024 * 1024;
/** Less: gzip's header alone; more: bytes read twice for nothing. */
const WIDE_HEAD_BYTES = 4096;
/** Longest end record of a ZIP archive with its comment. */
const ZIP_END_BYTES = 22 + 65_535;
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');

/** Reads a file once through. A file that is packed is whole when it unpacks; one of lines when it ends in a line end. */
export async function inspectFile(file: FoundFile, kind: 'lines' | 'archive', signal: AbortSignal): Promise<Inspected> {
	const hash = createHash('sha256');
	let tail: Buffer = Buffer.alloc(0);
	let unpacks = true;
	try {
		for await (const chunk of openContent(file, 0)) {
			signal.throwIfAborted();
			hash.update(chunk);
			const keep = kind === 'lines' ? 1 : ZIP_END_BYTES;
			tail = chunk.length >= keep ? chunk.subarray(-keep) : Buffer.concat([tail, chunk]).subarray(-keep);
		}
	} catch (thrown) {
		if (!file.packed || signal.aborted) throw thrown;
		unpacks = false;
	}
	const now = await stat(file.path);
	const still = now.size === file.size && now.mtimeMs === file.modifiedMs;
	const ended = kind === 'lines' ? tail.length === 0 || tail.at(-1) === 0x0a : tail.includes(ZIP_END);
	return { sha256: hash.digest('hex'), whole: still && unpacks && ended };
}

export interface TextForm {
	/** A name for TextDecoder. */
	readonly encoding: string;
	/** Bytes of the mark at the start of the file. */
	readonly mark: number;
}

/** Less: a file whose first Chinese word comes late is taken for UTF-8; more: every file costs more before its first row. */
const BYTES_JUDGED = 1024 * 1024;
const UTF8_MARK = '\xef\xbb\xbf';
/** Spreadsheets save “Unicode text” so. Lines are cut by bytes, so such a file is handed on in UTF-8. */
const WIDE_MARKS: readonly (readonly [string, string])[] = [
	['\xff\xfe', 'utf-16le'],
	['\xfe\xff', 'utf-16be'],
];

/**
 * A file's encoding: that of its byte-order mark, whatever the mapping says; else the mapping's; for "auto" UTF-8 or GB18030, whichever
 * most lines with other than ASCII characters are. A line of Chinese in GB18030 is hardly ever valid UTF-8; one bad byte spoils one line.
 */
export async function textFormOf(file: FoundFile, given: string): Promise<TextForm> {
	const head = await firstBytes(file, given === 'auto' ? BYTES_JUDGED : 3);
	const start = head.subarray(0, 3).toString('latin1');
	if (start === UTF8_MARK) return { encoding: 'utf-8', mark: UTF8_MARK.length };
	return { encoding: given === 'auto' ? judge(head) : given, mark: 0 };
}

async function firstBytes(file: FoundFile, most: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of openContent(file, 0)) {
		chunks.push(chunk);
		bytes += chunk.length;
		if (bytes >= most) break;
	}
	return Buffer.concat(chunks);
}

function judge(bytes: Buffer): 'utf-8' | 'gb18030' {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let balance = 0;
	for (let at = 0; at < bytes.length; ) {
		const feed = bytes.indexOf(0x0a, at);
		const line = bytes.subarray(at, feed === -1 ? bytes.length : feed);
		at += line.length + 1;
		if (feed === -1 && balance !== 0) break; // the last line may be cut in the middle of a character
		if (line.every((byte) => byte < 0x80)) continue;
		try {
			decoder.decode(line);
			balance++;
		} catch {
			balance--;
		}
	}
	return balance < 0 ? 'gb18030' : 'utf-8';
}

/** The unpacked bytes from a place on; of a file in UTF-16 those of the same text in UTF-8, its mark included. */
export async function* openContent(file: FoundFile, fromByte: number): AsyncIterable<Buffer> {
	const wide = await wideEncodingOf(file);
	if (!file.packed && wide === null) return yield* createReadStream(file.path, { highWaterMark: CHUNK_BYTES, start: fromByte });
	const unpacked = openUnpacked(file);
	let toSkip = fromByte;
	for await (const chunk of wide === null ? unpacked : inUtf8(unpacked, wide)) {
		const rest = chunk.subarray(Math.min(toSkip, chunk.length));
		toSkip -= chunk.length - rest.length;
		if (rest.length > 0) yield rest;
	}
}

function openUnpacked(file: FoundFile, chunkBytes = CHUNK_BYTES): AsyncIterable<Buffer> {
	const raw = createReadStream(file.path, { highWaterMark: chunkBytes });
	return file.packed ? (pipeline(raw, createGunzip({ chunkSize: chunkBytes }), () => {}) as AsyncIterable<Buffer>) : raw;
}

/** The file's encoding when its mark says that it is UTF-16, else null. */
async function wideEncodingOf(file: FoundFile): Promise<string | null> {
	try {
		for await (const chunk of openUnpacked(file, WIDE_HEAD_BYTES)) {
			const start = chunk.subarray(0, 2).toString('latin1');
			return WIDE_MARKS.find(([mark]) => start === mark)?.[1] ?? null;
		}
	} catch (thrown) {
		if (!file.packed) throw thrown; // a broken archive is told by who reads it
	}
	return null;
}

async function* inUtf8(chunks: AsyncIterable<Buffer>, encoding: string): AsyncIterable<Buffer> {
	const decoder = new TextDecoder(encoding, { ignoreBOM: true });
	for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
	yield Buffer.from(decoder.decode());
}
