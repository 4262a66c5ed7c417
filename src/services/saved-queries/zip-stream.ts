/** A ZIP archive written as it is made: sizes and checksums follow each file, so that nothing has to be held back. */
import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file of an archive. */
export interface ZipFile {
	readonly name: string;
	readonly content: AsyncIterable<string> | Iterable<string>;
}

interface Written {
	readonly name: Buffer;
	readonly at: number;
	readonly crc: number;
	readonly packed: number;
	readonly size: number;
}

/** Sizes come after the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATE = 8;
const VERSION = 20;
/** 1980-01-01, the first day that ZIP knows: the same content gives the same bytes. */
const DOS_DATE = 0x21;
const MOST_BYTES = 0xffff_ffff;

/** Writes an archive of less than 4 GiB. @throws RangeError when it grows larger. */
export async function* zipOf(files: Iterable<ZipFile>): AsyncGenerator<Buffer> {
	const written: Written[] = [];
	let at = 0;
	for (const { name, content } of files) {
		const bytes = Buffer.from(name);
		const head = Buffer.concat([
			numbers(
				[0x04034b50, 4],
				[VERSION, 2],
				[FLAGS, 2],
				[DEFLATE, 2],
				[0, 2],
				[DOS_DATE, 2],
				[0, 4],
				[0, 4],
				[0, 4],
				[bytes.length, 2],
				[0, 2],
			),
			bytes,
		]);
		yield head;
		const sums = { crc: 0, size: 0 };
		let packed = 0;
		const packing = createDeflateRaw();
		pipeline(Readable.from(counted(content, sums)), packing, () => {}); // a failure of the content ends the packing, and is thrown here
		for await (const chunk of packing) {
			packed += (chunk as Buffer).length;
			yield chunk as Buffer;
		}
		const tail = numbers([0x08074b50, 4], [sums.crc, 4], [packed, 4], [sums.size, 4]);
		yield tail;
		written.push({ name: bytes, at, packed, ...sums });
		at += head.length + packed + tail.length;
		if (at > MOST_BYTES || sums.size > MOST_BYTES) throw new RangeError('The archive outgrows 4 GiB.');
	}
	yield directoryOf(written, at);
}

async function* counted(content: ZipFile['content'], sums: { crc: number; size: number }): AsyncGenerator<Buffer> {
	for await (const text of content) {
		const bytes = Buffer.from(text);
		sums.crc = crc32(bytes, sums.crc);
		sums.size += bytes.length;
		if (bytes.length > 0) yield bytes;
	}
}

function directoryOf(files: readonly Written[], at: number): Buffer {
	const entries = files.map((file) =>
		Buffer.concat([
			numbers([0x02014b50, 4], [VERSION, 2], [VERSION, 2], [FLAGS, 2], [DEFLATE, 2], [0, 2], [DOS_DATE, 2]),
			numbers([file.crc, 4], [file.packed, 4], [file.size, 4], [file.name.length, 2], [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [file.at, 4]),
			file.name,
		]),
	);
	const directory = Buffer.concat(entries);
	const end = numbers([0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [directory.length, 4], [at, 4], [0, 2]);
	return Buffer.concat([directory, end]);
}

/** Little-endian numbers, each with its bytes. */
function numbers(...parts: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
	const buffer = Buffer.alloc(parts.reduce((sum, [, bytes]) => sum + bytes, 0));
	let at = 0;
	for (const [value, bytes] of parts) at = buffer.writeUIntLE(value, at, bytes);
	return buffer;
}
