/** The documents as the tests of this folder read them: their text, marked examples, code blocks, links and headings. */
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** All documents, from the checkout, sorted. */
export const DOCUMENTS: readonly string[] = ['README.md', ...globSync('docs/**/*.md', { cwd: ROOT })]
	.map((path) => path.replaceAll('\\', '/'))
	.sort();

/** A document's text. */
export function textOf(document: string): string {
	return readFileSync(join(ROOT, document), 'utf8');
}

/** A document's prose: its text without fenced code. */
export function proseOf(document: string): string {
	return textOf(document).replace(/^```[\s\S]*?^```/gm, '');
}

/** The code block after `<!-- example: name -->`. */
export function exampleOf(document: string, name: string): string {
	const escaped = name.replaceAll('.', '\\.');
	const block = new RegExp(`<!-- example: ${escaped} -->\\n+\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(textOf(document))?.[1];
	if (block === undefined) throw new Error(`${document} has no example ${name}`);
	return block;
}

/** The blocks of fenced code in a language. */
export function blocksOf(document: string, language: string): readonly string[] {
	return [...textOf(document).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((found) => found[1] ?? '');
}

/** Targets of a document's links, as written. */
export function linksOf(document: string): readonly string[] {
	return [...proseOf(document).matchAll(/\]\(([^)\s]+)\)/g)].map((found) => found[1] ?? '');
}

/** The anchors of a document's headings, as hosts of repositories make them. */
export function anchorsOf(document: string): readonly string[] {
	return [...proseOf(document).matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) =>
		title
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replaceAll(' ', '-'),
	);
}

/** What stands between backticks in a document's prose. */
export function namesIn(document: string): readonly string[] {
	return [...proseOf(document).matchAll(/`([^`\n]+)`/g)].map((found) => found[1] ?? '');
}

/** Cells of the tables under a heading, row by row, without header and rule. */
export function rowsUnder(document: string, heading: string): readonly (readonly string[])[] {
	const [, section = ''] = textOf(document).split(`\n## ${heading}\n`);
	const lines = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
	const rule = lines.findIndex((line) => /^\|[-|]+\|$/.test(line));
	return lines.slice(rule + 1).map((line) =>
		line
			.slice(1, -1)
			.split('|')
			.map((cell) => cell.trim()),
	);
}
