/** Writes one file of a bundle, counting and hashing what goes through. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** What the manifest says of a file. */
export interface FileEntry {
	readonly name: string;
	/** Records, without the header. */
	readonly rows: number;
	readonly bytes: number;
	/** Hexadecimal. */
	readonly sha256: string;
}

/** Characters gathered before they are written: less makes many small writes, more holds that much in memory. */
const CHUNK = 256 * 1024;

/** Writes `head` and the lines to a file, makes sure that they are on disk, and returns its entry. */
export async function writeBundleFile(
	path: string,
	name: string,
	content: { readonly head: string; readonly lines: AsyncIterable<string> },
): Promise<FileEntry> {
	const file = await open(path, 'wx');
	const hash = createHash('sha256');
	let [rows, bytes, text] = [0, 0, content.head];
	const flush = async (): Promise<void> => {
		const data = Buffer.from(text, 'utf8');
		hash.update(data);
		bytes += data.length;
		await file.writeFile(data);
		text = '';
	};
	try {
		for await (const line of content.lines) {
			rows += 1;
			text += line;
			if (text.length >= CHUNK) await flush();
		}
		await flush();
		await file.sync();
	} finally {
		await file.close();
	}
	return { name, rows, bytes, sha256: hash.digest('hex') };
}
