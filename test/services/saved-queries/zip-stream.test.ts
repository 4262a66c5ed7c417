import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type ZipFile, zipOf } from '#services/saved-queries/zip-stream.ts';
import fc, { runsOf } from '../../support/property.ts';

async function bytesOf(files: readonly ZipFile[]): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of zipOf(files)) parts.push(part);
	return Buffer.concat(parts);
}

/** Name and content of every file, by the directory at the end of an archive. */
function read(archive: Buffer): [string, string][] {
	const end = archive.length - 22;
	let at = archive.readUInt32LE(end + 16);
	return Array.from({ length: archive.readUInt16LE(end + 10) }, () => {
		const [packed, length, head] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28), archive.readUInt32LE(at + 42)];
		const name = archive.toString('utf8', at + 46, at + 46 + length);
		const from = head + 30 + archive.readUInt16LE(head + 26);
		at += 46 + length;
		return [name, inflateRawSync(archive.subarray(from, from + packed)).toString()];
	});
}

describe('zipOf', () => {
	test('gives back what was put in', async () => {
		const files = fc.uniqueArray(fc.record({ name: fc.stringMatching(/^[a-z机]{1,9}$/), content: fc.array(fc.string()) }), {
			selector: ({ name }) => name,
			maxLength: 5,
		});
		await fc.assert(
			fc.asyncProperty(files, async (put) => {
				expect(read(await bytesOf(put))).toEqual(put.map(({ name, content }) => [name, content.join('')]));
			}),
			{ numRuns: runsOf(30) },
		);
	});

	test('passes on a failure of the content, and does not end as if it were whole', async () => {
		async function* failing() {
			yield 'begun';
			throw new Error('the store is away');
		}
		await expect(bytesOf([{ name: 'a', content: failing() }])).rejects.toThrow('the store is away');
	});
});
