/**
 * Mistakes of a configuration file: each with file, line and column, and what was probably meant.
 * All are gathered first and told together, so that one edit can mend them all.
 */
import { distance } from 'fastest-levenshtein';
import { HubError } from '#core/errors.ts';

/** A place in a configuration file; line and column count from 1. */
export interface Place {
	readonly file: string;
	readonly line: number;
	readonly column: number;
}

/** One mistake, ready to print. */
export interface Mistake extends Place {
	readonly message: string;
}

/**
 * The candidate that a misspelt word probably means; null when none is near.
 * A third of the letters may differ: fewer misses plain slips ("adress", "crditCode"), more proposes unrelated words.
 */
export function suggest(word: string, candidates: readonly string[]): string | null {
	let best: string | null = null;
	let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
	for (const candidate of candidates) {
		const away = distance(word.toLowerCase(), candidate.toLowerCase());
		if (away < bestDistance) {
			best = candidate;
			bestDistance = away;
		}
	}
	return best;
}

/** " Did you mean “x”?", or the list of what is allowed when nothing is near and the list is short. */
export function hint(word: string, candidates: readonly string[]): string {
	const meant = suggest(word, candidates);
	if (meant !== null) return ` Did you mean “${meant}”?`;
	return candidates.length > 0 && candidates.length <= 20 ? ` Allowed: ${candidates.join(', ')}.` : '';
}

/** The error that tells all mistakes, in the order of the files. */
export function configError(file: string, mistakes: readonly Mistake[]): HubError {
	const lines = [...mistakes]
		.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column)
		.map((m) => `  ${m.file}:${m.line}:${m.column}  ${m.message}`);
	const unique = [...new Set(lines)];
	const count = unique.length === 1 ? 'a mistake' : `${unique.length} mistakes`;
	return new HubError('CONFIG', `The configuration ${file} has ${count}; nothing was read.\n${unique.join('\n')}`);
}
