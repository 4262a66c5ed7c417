/** The source files as the architecture tests read them: path, text, text without comments, imports. */
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface SourceFile {
	/** From the checkout, with forward slashes. */
	readonly path: string;
	readonly text: string;
	/** The text with every comment blanked, line for line. */
	readonly code: string;
	readonly imports: readonly ImportLine[];
}

export interface ImportLine {
	readonly from: string;
	/** Brings in types alone, so that nothing of the other file runs. */
	readonly typeOnly: boolean;
}

const ROOT = resolve(import.meta.dirname, '../..');

/** Files that match a glob, sorted by path; generated ones left out. */
export function readSourceFiles(pattern: string): readonly SourceFile[] {
	return globSync(pattern, { cwd: ROOT })
		.map((path) => path.replaceAll('\\', '/'))
		.filter((path) => !path.includes('/generated/'))
		.sort()
		.map((path) => sourceFile(path, readFileSync(join(ROOT, path), 'utf8')));
}

/** One file's text as the tests see it. */
export function sourceFile(path: string, text: string): SourceFile {
	const code = withoutComments(text);
	return { path, text, code, imports: importsOf(code) };
}

/** Strings, templates and regular expressions are skipped over, so that "//" in one of them is no comment. */
const TOKEN =
	/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|(?<=[=(,:;!&|?{}[\n]\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/g;

function withoutComments(text: string): string {
	return text.replace(TOKEN, (token) => (/^\/[*/]/.test(token) ? token.replace(/[^\n]/g, ' ') : token));
}

const STATIC = /(?:^|\n)\s*(import|export)\s(type\s)?([^'";]*?from\s*)?['"]([^'"]+)['"]/g;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

function importsOf(code: string): readonly ImportLine[] {
	const lines: ImportLine[] = [];
	for (const [, , type, names, from] of code.matchAll(STATIC)) {
		const each =
			/\{([^}]*)\}/
				.exec(names ?? '')?.[1]
				?.split(',')
				.filter((name) => name.trim() !== '') ?? [];
		const onlyTypes = each.length > 0 && each.every((name) => /^\s*type\s/.test(name));
		lines.push({ from: from ?? '', typeOnly: type !== undefined || onlyTypes });
	}
	for (const [, from] of code.matchAll(DYNAMIC)) lines.push({ from: from ?? '', typeOnly: false });
	return lines;
}
