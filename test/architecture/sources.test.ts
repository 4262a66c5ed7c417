import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import { KINDS } from '#core/kinds.ts';
import type { FieldExpression, SourceMapping, TableMapping } from '#core/mapping.ts';
import { anyEnvironment } from '../docs/any-environment.ts';
import { readSourceFiles } from '../support/source-files.ts';

const LONGEST_FILE = 400;
const files = readSourceFiles('src/**/*.ts');
const reference = resolve(import.meta.dirname, '../../config/reference.yaml');

describe('files of src', () => {
	test(`have at most ${LONGEST_FILE} lines (migrations and word lists apart)`, () => {
		const long = files.filter(({ path, text }) => !/\/(migrations|lexicon)\//.test(path) && text.split('\n').length - 1 > LONGEST_FILE);
		expect(long.map(({ path }) => path)).toEqual([]);
	});

	test('read the environment in src/config alone', () => {
		const reads = /\bprocess\.env\b|\benv\b[^;]*from 'node:process'/;
		expect(linesOf(reads, (path) => !path.startsWith('src/config/'))).toEqual([]);
		const inBenches = readSourceFiles('bench/**/*.ts').filter(({ code }) => reads.test(code));
		expect(inBenches.map(({ path }) => path)).toEqual([]);
	});

	test('hold SQL in the store, the connectors and the sandbox alone', () => {
		const sql = /['"`]\s*(select\s[\s\S]*\sfrom\s|insert into\s|delete from\s|update \w+ set\s|create table\s|with \w+ as \()/i;
		expect(linesOf(sql, (path) => !/^src\/(store|connectors|sandbox)\//.test(path))).toEqual([]);
	});

	test('promise no later work and hide no doubt behind a cast', () => {
		expect(linesOf(/@ts-(ignore|expect-error|nocheck)|\bas any\b/, () => true, 'text')).toEqual([]);
		expect(linesOf(/\b(TODO|FIXME|HACK)\b/, () => true, 'text')).toEqual([]);
	});
});

describe('names of agencies', () => {
	const names = namesOf(loadConfig(reference, anyEnvironment).sources);

	test('are found in the reference mapping', () => {
		expect(names.size).toBeGreaterThan(50);
	});

	test('of columns, tables, members and record types stand in no code', () => {
		const own = new Set<string>(Object.values(KINDS).flatMap((kind) => Object.keys(kind.fields)));
		const foreign = [...names].filter((name) => !own.has(name) && !ORDINARY.has(name));
		const ascii = foreign.filter(isAscii);
		// As a bare key two letters mean too little: they are also the initials of a word.
		const [any, member, key] = [foreign, ascii, ascii.filter((name) => name.length > 2)].map((group) => group.map(quote).join('|'));
		const use = new RegExp(`(['"\`])(${any})\\1|\\.(${member})\\b|[{,]\\s*(${key})\\s*[:,}]`);
		expect(linesOf(use, () => true)).toEqual([]);
	});
});

/**
 * Names that an agency shares with everyday English or with the hub's own vocabulary: a member called "type" says
 * nothing about whose it is. Names that equal a canonical field of core/kinds.ts need not stand here.
 * The same holds for the Chinese words for culture, sport and science.
 * Only a whole quoted string or a property counts as a use: the official Chinese terms that are also
 * headers of workbooks may stand inside longer texts (titles of flags, descriptions).
 */
const ORDINARY = new Set(
	'id kind type months amount lessons balance account entry asOf incidents items ref name result scope 文旅 体育 科技'.split(' '),
);

function namesOf(sources: readonly SourceMapping[]): ReadonlySet<string> {
	const names = new Set<string>();
	for (const table of sources.flatMap((source) => source.tables)) for (const name of namesOfTable(table)) names.add(name);
	return names;
}

function namesOfTable(table: TableMapping): readonly string[] {
	const columns = [...table.key, ...Object.values(table.fields)].flatMap(columnsOf);
	const places = [table.keyColumn, table.updatedColumn, table.where?.column, table.recordType, table.from.replace(/^.*\//, '')];
	const all = [...columns, ...places, ...(table.redact ?? []), ...(table.personal ?? [])];
	return all.filter((name): name is string => name !== undefined && name !== '');
}

function columnsOf(expression: FieldExpression): readonly string[] {
	if (!('person' in expression)) return expression.columns;
	const { name, identityNumber, phone } = expression.person;
	return [name, identityNumber, phone].flatMap((part) => part?.columns ?? []);
}

function isAscii(name: string): boolean {
	return /^[\w-]+$/.test(name);
}

function quote(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** "path: line" of every line of code in which a pattern is found. */
function linesOf(pattern: RegExp, counts: (path: string) => boolean, part: 'code' | 'text' = 'code'): string[] {
	return files
		.filter(({ path }) => counts(path))
		.flatMap((file) => file[part].split('\n').flatMap((line) => (pattern.test(line) ? [`${file.path}: ${line.trim()}`] : [])));
}
