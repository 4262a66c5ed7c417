import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSourceFiles, type SourceFile, sourceFile } from '../support/source-files.ts';

/** Which folder of src may import which; its own folder always. `types` may be imported as types alone. */
const MAY_IMPORT: Readonly<Record<string, { readonly from: readonly string[]; readonly types?: readonly string[] }>> = {
	core: { from: [] },
	system: { from: ['core'] },
	config: { from: ['core'] },
	connectors: { from: ['core'] },
	intake: { from: ['core'] },
	text: { from: ['core'] },
	store: { from: ['core', 'config', 'matching', 'system'] },
	matching: { from: ['core', 'text'] },
	rules: { from: ['core', 'text'] },
	access: { from: ['core', 'store'] },
	loaders: { from: ['core'], types: ['access'] },
	services: { from: ['core', 'access', 'matching', 'rules'] },
	resolvers: { from: ['core', 'loaders', 'services'], types: ['access'] },
	jobs: { from: ['core', 'connectors', 'intake', 'text', 'matching', 'rules', 'store', 'services'] },
	server: { from: ['core', 'config', 'access', 'loaders', 'resolvers', 'services'] },
	sandbox: { from: ['core', 'system'] },
};

/** Files of src itself, and the commands they offer: they wire the folders together. */
const WIRING = [
	'src/compose.ts',
	'src/compose-live.ts',
	'src/commands.ts',
	'src/make-sandbox.ts',
	'src/province.ts',
	'src/start.ts',
	'src/main.ts',
];

/** Packages that speak to a database, and who may use them. */
const DATABASE_PACKAGES = /^(kysely|pg|pg-copy-streams|mysql2|graphile-worker)(\/|$)/;
const MAY_SPEAK_SQL = ['store', 'connectors', 'sandbox'];

/** `core` is I/O-free: of Node it takes what computes, and what finds a package of data; nothing that reads or writes. */
const PURE_NODE = new Set(['node:crypto', 'node:util', 'node:buffer', 'node:module']);
const PURE_FOLDERS = ['core', 'text', 'matching', 'rules'];

const folderOf = (path: string) => path.split('/')[1] ?? '';

/** What is wrong with a file's imports, one sentence each. */
function findForbidden(file: SourceFile): string[] {
	const folder = folderOf(file.path);
	const rule = MAY_IMPORT[folder];
	if (rule === undefined)
		return WIRING.includes(file.path) || folder === 'commands' ? [] : [`${file.path}: the folder ${folder} stands in no row of the table`];
	return file.imports.flatMap(({ from, typeOnly }) => {
		const target = /^#([^/]+)/.exec(from)?.[1];
		const allowed = [folder, ...rule.from, ...(typeOnly ? (rule.types ?? []) : [])];
		if (from.startsWith('..') || /^\.\/.*\.\./.test(from)) return [`${file.path}: ${from} climbs out of its folder; write #folder/file.ts`];
		if (target !== undefined && !allowed.includes(target)) return [`${file.path}: ${folder} may not import ${from}`];
		if (/^[#.]/.test(from) && !/\.(ts|json)$/.test(from)) return [`${file.path}: ${from} lacks its extension`];
		if (DATABASE_PACKAGES.test(from) && !MAY_SPEAK_SQL.includes(folder)) return [`${file.path}: ${folder} may not use ${from}`];
		if (PURE_FOLDERS.includes(folder) && from.startsWith('node:') && !PURE_NODE.has(from))
			return [`${file.path}: ${folder} does no I/O, so no ${from}`];
		return [];
	});
}

/** The file of src that an import names; null: a package. */
function targetOf(from: string, path: string): string | null {
	if (from.startsWith('#')) return `src/${from.slice(1)}`;
	return from.startsWith('.') ? posix.join(posix.dirname(path), from) : null;
}

/** A circle of imports, its files in order and the first once more at its end; null: there is none. Types count: who reads one file must not have to read them all. */
function findCircle(files: readonly SourceFile[]): readonly string[] | null {
	const imports = new Map(files.map(({ path, imports }) => [path, imports.map(({ from }) => targetOf(from, path))]));
	const done = new Set<string>();
	const walk = (path: string, way: readonly string[]): readonly string[] | null => {
		if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
		if (done.has(path)) return null;
		for (const next of imports.get(path) ?? []) {
			const circle = next === null ? null : walk(next, [...way, path]);
			if (circle !== null) return circle;
		}
		done.add(path);
		return null;
	};
	for (const { path } of files) {
		const circle = walk(path, []);
		if (circle !== null) return circle;
	}
	return null;
}

const files = readSourceFiles('src/**/*.ts');

describe('imports of src', () => {
	test('follow the table of the design, deep ones included', () => {
		expect(files.flatMap(findForbidden)).toEqual([]);
	});

	test('go round in no circle', () => {
		expect(findCircle(files)).toBeNull();
	});

	test('are told when they go round in one, through types as well, and not when two ways lead to one file', () => {
		const a = sourceFile('src/core/a.ts', "import { b } from './b.ts';\nimport { c } from '#core/c.ts';");
		const b = sourceFile('src/core/b.ts', "import { c } from './c.ts';");
		expect(findCircle([a, b, sourceFile('src/core/c.ts', '')])).toBeNull();
		expect(findCircle([a, b, sourceFile('src/core/c.ts', "import type { A } from './a.ts';")])).toEqual([
			...['src/core/a.ts', 'src/core/b.ts', 'src/core/c.ts'],
			'src/core/a.ts',
		]);
	});

	test.each([
		["import { a } from '#store/deep/down.ts';", 'src/resolvers/x.ts', 1],
		["import { a } from '#core/days.ts';", 'src/resolvers/x.ts', 0],
		["import type { Reader } from '#access/reader.ts';", 'src/loaders/x.ts', 0],
		["import { type Reader } from '#access/reader.ts';", 'src/loaders/x.ts', 0],
		["import { type Reader, read } from '#access/reader.ts';", 'src/loaders/x.ts', 1],
		["export { a } from '../core/days.ts';", 'src/rules/x.ts', 1],
		["const a = await import('#server/start-server.ts');", 'src/jobs/x.ts', 1],
		["import { a } from './days';", 'src/core/x.ts', 1],
		["import pg from 'pg';", 'src/services/x.ts', 1],
		["import { readFileSync } from 'node:fs';", 'src/rules/x.ts', 1],
		["// import pg from 'pg';\nconst address = 'http://x';", 'src/services/x.ts', 0],
		["import { a } from '#core/days.ts';", 'src/helpers/x.ts', 1],
	])('%s in %s: %i faults', (text, path, faults) => {
		expect(findForbidden(sourceFile(path, text))).toHaveLength(faults);
	});
});

describe('imports of benches', () => {
	test('reach another folder as #bench/folder/file.ts, and the code as #folder/file.ts', () => {
		const climbing = readSourceFiles('bench/**/*.ts').flatMap((file) =>
			file.imports.filter(({ from }) => from.startsWith('..')).map(({ from }) => `${file.path}: ${from}`),
		);
		expect(climbing).toEqual([]);
	});
});

describe('imports of tests', () => {
	test('draw properties from one seed, so fast-check comes through test/support/property.ts', () => {
		const own = readSourceFiles('test/**/*.ts').filter(({ imports }) => imports.some(({ from }) => from === 'fast-check'));
		expect(own.map(({ path }) => path)).toEqual(['test/support/property.ts']);
	});

	test('reach the code as #folder/file.ts', () => {
		const wrong = readSourceFiles('test/**/*.ts').flatMap((file) =>
			file.imports.filter(({ from }) => /(^|\/)src\//.test(from)).map(({ from }) => `${file.path}: ${from}`),
		);
		expect(wrong).toEqual([]);
	});
});
