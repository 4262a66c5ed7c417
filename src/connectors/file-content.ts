/** The content of a file: its fingerprint, whether it is whole, and its bytes from a place on. */
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

/** The unpacked bytes from a place on. */
export async function* openContent(file: FoundFile, fromByte: number): AsyncIterable<Buffer> {
	const raw = createReadStream(file.path, { highWaterMark: CHUNK_BYTES, start: file.packed ? 0 : fromByte });
	if (!file.packed) return yield* raw;
	let toSkip = fromByte;
	for await (const chunk of pipeline(raw, createGunzip({ chunkSize: CHUNK_BYTES }), () => {}) as AsyncIterable<Buffer>) {
		const rest = chunk.subarray(Math.min(toSkip, chunk.length));
		toSkip -= chunk.length - rest.length;
		if (rest.length > 0) yield rest;
	}
}
