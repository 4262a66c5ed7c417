/** The hub's own library: files with a document each, and before it in comments what it is called and for, as YAML. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import type { LibraryQuery } from '#access/saved-queries.ts';
import { HubError, messageOf } from '#core/errors.ts';
import { MAX_SLUG, type QueryText, SLUG, type TwoTongues } from '#core/saved-queries.ts';
import type { QueryChecks } from './query-checks.ts';
import { checkText } from './saved-queries.ts';

/** A file of the library; its name is the slug. */
export interface LibraryFile {
	readonly slug: string;
	readonly text: QueryText;
}

/**
 * Reads the `.graphql` files of a folder.
 * @throws HubError CONFIG naming the file and what in it is wrong.
 */
export function readLibrary(folder: string): readonly LibraryFile[] {
	return globSync('*.graphql', { cwd: folder })
		.sort()
		.map((file) => {
			const slug = basename(file, '.graphql');
			try {
				if (!SLUG.test(slug) || slug.length > MAX_SLUG) throw new Error('its name is no slug');
				return { slug, text: readQueryFile(readFileSync(join(folder, file), 'utf8')) };
			} catch (thrown) {
				throw new HubError('CONFIG', `The saved query ${join(folder, file)} cannot be used: ${messageOf(thrown)}.`, { cause: thrown });
			}
		});
}

/** Reads a file and holds each document to the schema. @throws HubError CONFIG. */
export function checkLibrary(folder: string, checks: Pick<QueryChecks, 'plan' | 'schemaHash'>): readonly LibraryQuery[] {
	return readLibrary(folder).map(({ slug, text }) => {
		try {
			checkText(text, checks);
			return { slug, text, schemaHash: checks.schemaHash };
		} catch (thrown) {
			throw new HubError('CONFIG', `The saved query ${join(folder, slug)}.graphql cannot be used: ${messageOf(thrown)}`, { cause: thrown });
		}
	});
}

/** A file's text taken apart. @throws Error that says which member is missing. */
export function readQueryFile(file: string): QueryText {
	const lines = file.split('\n');
	const end = lines.findIndex((line) => !line.startsWith('#'));
	const front = lines.slice(0, Math.max(end, 0)).map((line) => line.replace(/^# ?/, ''));
	const said = (parse(front.join('\n')) ?? {}) as Readonly<Record<string, unknown>>;
	return {
		title: tongues(said, 'title'),
		description: tongues(said, 'description'),
		purpose: said.purpose === undefined ? null : String(said.purpose),
		document: `${lines.slice(Math.max(end, 0)).join('\n').trim()}\n`,
		defaults: texts(said.defaults),
		titles: texts(said.titles),
		rowsOf: said.rowsOf === undefined ? null : String(said.rowsOf),
	};
}

function tongues(said: Readonly<Record<string, unknown>>, member: string): TwoTongues {
	const { zh, en } = (said[member] ?? {}) as Partial<TwoTongues>;
	if (typeof zh !== 'string' || typeof en !== 'string') throw new Error(`its comment needs ${member} in zh and en`);
	return { zh: zh.trim(), en: en.trim() };
}

function texts(members: unknown): Readonly<Record<string, string>> {
	return Object.fromEntries(Object.entries((members ?? {}) as object).map(([name, value]) => [name, String(value)]));
}
