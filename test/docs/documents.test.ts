import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createSchema } from '#resolvers/schema.ts';
import { anchorsOf, blocksOf, DOCUMENTS, linksOf, namesIn, ROOT, rowsUnder, textOf } from './documents.ts';

/** Names of folders at the root with which a path of the checkout begins. */
const FOLDERS = /^(src|test|config|schema|docs|scripts|bench|console)\//;
/** Made at run time or written by a deployment: named, but not in the checkout. */
const NOT_HERE = /^(config\/hub\.yaml|console\/dist\b)/;

describe.each(DOCUMENTS)('%s', (document) => {
	test('links to what is there', () => {
		const broken = linksOf(document).filter((link) => !isThere(document, link));
		expect(broken).toEqual([]);
	});

	test('names paths that exist', () => {
		const paths = namesIn(document).filter((name) => FOLDERS.test(name) && !NOT_HERE.test(name));
		expect(paths.filter((path) => globSync(path, { cwd: ROOT }).length === 0)).toEqual([]);
	});

	test('names functions that stand in the file it says', () => {
		const named = [...textOf(document).matchAll(/`(\w+)\(\)` in\s`([^`]+)`/g)].map(([, name = '', path = '']) => ({ name, path }));
		const missing = named.filter(({ name, path }) => !definition(name).test(readFileSync(join(ROOT, path), 'utf8')));
		expect(missing).toEqual([]);
	});

	test('names npm scripts that exist', () => {
		const scripts = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts as Record<string, string>;
		const named = [...textOf(document).matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
		expect(named.filter((name) => !(name in scripts))).toEqual([]);
	});

	test('holds no path of a machine and no address but examples and this machine', () => {
		const text = textOf(document);
		expect(text).not.toMatch(/(?<![\w.`])\/(work|tmp|root|home)\//);
		const hosts = [...text.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host);
		expect(hosts.filter((host) => host !== '127.0.0.1')).toEqual([]);
	});

	test('shows GraphQL that the schema takes', () => {
		const schema = createSchema();
		const queries = blocksOf(document, 'graphql').filter((block) => /^\s*(\{|query|mutation|subscription)/.test(block));
		const inline = namesIn(document).filter((name) => /^\{ \w+ (\{|\()/.test(name) && !name.includes(':'));
		for (const query of [...queries, ...inline]) expect(validate(schema, parse(query)), query).toEqual([]);
	});
});

describe('docs/decisions', () => {
	const records = globSync('docs/decisions/[0-9]*.md', { cwd: ROOT }).map((path) => path.split(/[\\/]/).at(-1) ?? '');
	const numbers = records.map((name) => Number(name.slice(0, 4))).toSorted((a, b) => a - b);

	test('are numbered without gaps or doubles, as their titles say', () => {
		expect(numbers).toEqual(numbers.map((_, index) => index + 1));
		for (const name of records) expect(textOf(`docs/decisions/${name}`)).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. `));
	});

	test('stand in the index with their titles', () => {
		for (const name of records) {
			const [, number, title] = /^# (\d+)\. (.*)$/m.exec(textOf(`docs/decisions/${name}`)) ?? [];
			expect(textOf('docs/decisions/README.md')).toContain(`| ${number} | [${title}](${name}) |`);
		}
	});

	test('say background, decision and consequences', () => {
		for (const name of records) {
			for (const part of ['Background', 'Decision', 'Consequences'])
				expect(textOf(`docs/decisions/${name}`), name).toContain(`**${part}.**`);
		}
	});
});

test('the folder table of the README names every folder of src', () => {
	const named = rowsUnder('README.md', 'Where to look for what').flatMap(([cell = '']) =>
		[...cell.matchAll(/`src\/([a-z]+)\/`/g)].map(([, name]) => name),
	);
	const folders = globSync('src/*/', { cwd: ROOT }).map((path) => path.replace(/^src[\\/]|[\\/]$/g, ''));
	const inside = new Set(['core', 'config', 'system']); // words, configuration and the machine: architecture.md has them
	expect(folders.filter((folder) => !named.includes(folder) && !inside.has(folder))).toEqual([]);
});

function isThere(document: string, link: string): boolean {
	if (/^[a-z]+:/.test(link)) return true;
	const [path = '', anchor] = link.split('#');
	const target = path === '' ? document : join(dirname(document), path);
	if (!existsSync(join(ROOT, target))) return false;
	return anchor === undefined || anchorsOf(target).includes(anchor);
}

/** A function, method or arrow of this name; a call alone does not count. */
function definition(name: string): RegExp {
	return new RegExp(`(function\\*? ${name}\\b|(?:async )?\\*?\\b${name}\\([^)]*\\)(?:: [^{;]+)? \\{|\\b${name}(?::[^=\\n]+)? = )`);
}
