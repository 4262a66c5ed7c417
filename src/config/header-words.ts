/** Reads the words by which `doctor` knows columns of an unknown table (config/header-words.yaml). */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { HubError } from '#core/errors.ts';

const words = z.array(z.string().min(1));
const schema = z.strictObject({
	fields: z.record(z.string(), words),
	codes: z.record(z.string(), z.record(z.string(), words)),
	redact: words,
	updatedColumn: words,
	key: words,
});

/** Words for columns: canonical field → words, and those of columns that are no field. */
export type HeaderWords = z.infer<typeof schema>;

/** @throws HubError CONFIG when the file is missing or has another shape. */
export function readHeaderWords(path: string): HeaderWords {
	try {
		return schema.parse(parse(readFileSync(path, 'utf8')));
	} catch (cause) {
		throw new HubError('CONFIG', `The word list ${path} cannot be read; restore it from the hub's release.`, { cause });
	}
}
