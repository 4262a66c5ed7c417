/**
 * Looks for what must not leave intake: telephones and names of complainants, pupils named in texts, identity numbers. In the
 * bundle, in every table of the store, in the log.
 */
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Hub } from '#compose.ts';
import { intakeOf } from '#compose.ts';
import { isValidIdentityNumber } from '#core/codes/identity-number.ts';
import { streamRows } from '#store/copy.ts';
import type { Truth } from './truth.ts';

/** What is looked for. */
export interface Secrets {
	/** Telephones of complainants, eleven digits. */
	readonly phones: ReadonlySet<string>;
	/** Words that must not stand in a line with a record's key. */
	readonly wordsOf: ReadonlyMap<string, readonly string[]>;
}

/** One thing that was found where it must not be. */
export interface Leak {
	readonly kind: 'phone' | 'words' | 'identityNumber';
	readonly where: string;
	readonly line: string;
}

/** What the agencies hold of complainants (columns that the mapping reads only to strike them out), and the words planted in texts. */
export async function collectSecrets(hub: Hub, truth: Truth): Promise<Secrets> {
	const phones = new Set<string>();
	const wordsOf = new Map<string, string[]>();
	const note = (key: string, words: string) => wordsOf.set(key, [...(wordsOf.get(key) ?? []), words]);
	for (const { ref, words } of truth.personal) note(ref.recordKey, words);
	for (const source of hub.config.sources) {
		for (const table of source.tables.filter(({ redact }) => redact !== undefined)) {
			const intake = intakeOf(hub)(source, table);
			const request = { table, columns: intake.columns, cursor: null, overlapMinutes: 0, asOf: '9999-12-31', signal: hub.signal };
			for await (const page of hub.connectorOf(source.id).readChanges(request)) {
				for (const one of page.rows) {
					if (!('row' in one)) continue;
					const result = intake.take(one, page.period ?? null);
					const key = 'record' in result ? result.record.recordKey : null;
					for (const column of table.redact ?? []) {
						const value = one.row[column]?.normalize('NFKC').trim() ?? '';
						if (/^1\d{10}$/.test(value)) phones.add(value);
						else if (key !== null && value.length >= 2) note(key, value);
					}
				}
			}
		}
	}
	return { phones, wordsOf };
}

const PHONE = /(?<!\d)(?:\+?86)?(1\d{2}[- ]?\d{4}[- ]?\d{4})(?!\d)/g;
/**
 * 99 is no region, so whatever begins with it and holds a day of birth and the right check character was planted as an identity number;
 * without the check every eleventh hash that looks so would be one.
 */
const LIKE_A_NUMBER = /(?<![0-9A-Za-z])99\d{15}[\dXx](?![0-9A-Za-z])/g;
const KEY = /[0-9A-Za-z]{8,}/g;

/** What a line holds that it must not. */
export function leaksIn(text: string, where: string, { phones, wordsOf }: Secrets): Leak[] {
	const line = /[\uff00-\uffef]/.test(text) ? text.normalize('NFKC') : text;
	const leaks: Leak[] = [];
	for (const [, found] of line.matchAll(PHONE))
		if (phones.has((found as string).replaceAll(/[- ]/g, ''))) leaks.push({ kind: 'phone', where, line });
	for (const [found] of line.matchAll(LIKE_A_NUMBER)) {
		if (isValidIdentityNumber(found.toUpperCase())) leaks.push({ kind: 'identityNumber', where, line });
	}
	for (const key of new Set(line.match(KEY))) {
		for (const words of wordsOf.get(key) ?? []) if (line.includes(words)) leaks.push({ kind: 'words', where, line: around(line, words) });
	}
	return leaks;
}

const around = (line: string, words: string): string => line.slice(Math.max(0, line.indexOf(words) - 100), line.indexOf(words) + 100);

/** Scans bundle, store and log. */
export async function scan(hub: Hub, folder: string, logFile: string, secrets: Secrets): Promise<Leak[]> {
	const leaks: Leak[] = [];
	const take = async (where: string, lines: AsyncIterable<string>) => {
		for await (const line of lines) leaks.push(...leaksIn(line, where, secrets));
	};
	for (const name of await readdir(folder)) await take(name, linesOf(createReadStream(join(folder, name))));
	await take('log', linesOf(createReadStream(logFile)));
	const client = await hub.store.pool.connect();
	try {
		const { rows } = await client.query<{ name: string }>(
			`select quote_ident(tablename) as name from pg_tables where schemaname = current_schema order by 1`,
		);
		for (const { name } of rows) {
			await take(name, textsOf(streamRows<{ line: string }>(client, `select one::text as line from ${name} one`)));
		}
	} finally {
		client.release();
	}
	return leaks;
}

const linesOf = (input: NodeJS.ReadableStream): AsyncIterable<string> => createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });

async function* textsOf(rows: AsyncIterable<{ line: string }>): AsyncGenerator<string> {
	for await (const { line } of rows) yield line;
}
