/** Which files a source has put into its folder: known by the period in their names. Looks, never opens. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Day, isDay } from '#core/days.ts';
import type { SourceMapping } from '#core/mapping.ts';
import { patternOf } from './guess-form.ts';
import { misconfigured, systemCode, unavailable } from './source-errors.ts';

export interface FoundFile {
	readonly name: string;
	readonly path: string;
	/** Day for which the file speaks; of a month's or year's file the first. */
	readonly period: Day;
	readonly size: number;
	readonly modifiedMs: number;
	/** Packed by gzip (".gz" after the name of the pattern). */
	readonly packed: boolean;
}

const PERIOD = /\{(YYYY)(?:([-_.年]?)(MM)(?:([-_.月]?)(DD))?)?([年月日]?)\}/;

/** Whether a pattern says where the period stands. */
export function hasPeriod(pattern: string): boolean {
	return PERIOD.test(pattern);
}

/** A function from a file's name to its period; null: the name is none of the pattern, or the date does not exist. */
export function compilePattern(source: SourceMapping, written: string): (name: string) => { period: Day; packed: boolean } | null {
	const pattern = written.replace(/\.gz$/, ''); // a packed file is the file, whichever of the two the mapping names
	const place = PERIOD.exec(pattern);
	if (!place)
		throw misconfigured(
			source.id,
			`has a file pattern ${pattern} without a period such as {YYYYMMDD} or {YYYY年MM月}: mend format.files; a file speaks for the day in its name, so ask the agency to write it there`,
		);
	const [whole, , firstDash = '', month, secondDash = '', day, unit = ''] = place;
	const literal = (text: string) => text.normalize('NFC').replaceAll(/[.*+?^${}()|[\]\\]/g, (sign) => (sign === '*' ? '.*' : `\\${sign}`));
	// Months and days behind a sign are often written without their zero (2025年5月).
	const part = (sign: string) => `${literal(sign)}(\\d{${sign === '' ? '2' : '1,2'}})`;
	const digits = `(\\d{4})${month ? part(firstDash) : ''}${day ? part(secondDash) : ''}${unit}`;
	const [before = '', after = ''] = [pattern.slice(0, place.index), pattern.slice(place.index + whole.length)];
	const expression = new RegExp(`^${literal(before)}${digits}${literal(after)}(\\.gz)?$`);
	return (name) => {
		const found = expression.exec(name.normalize('NFC'));
		if (!found) return null;
		const two = (digits: string | undefined) => (digits ?? '1').padStart(2, '0');
		const period = `${found[1]}-${two(month && found[2])}-${two(day && found[3])}`;
		return isDay(period) ? { period, packed: found.at(-1) === '.gz' } : null;
	};
}

/**
 * The files of a pattern up to a day, oldest period first; of two for one period the one that was written last.
 * @throws HubError SOURCE_UNAVAILABLE when the folder cannot be read.
 */
export async function discoverFiles(source: SourceMapping, pattern: string, asOf: Day): Promise<FoundFile[]> {
	const { folder } = source.connector;
	if (folder === undefined) throw misconfigured(source.id, 'has no folder: name it in the connector');
	const matches = compilePattern(source, pattern);
	const byPeriod = new Map<Day, FoundFile>();
	for (const name of (await namesIn(source, folder)).sort()) {
		const match = matches(name);
		if (!match || match.period > asOf) continue;
		const path = join(folder, name);
		const now = await stat(path).catch(() => null); // moved away since it was listed
		if (!now?.isFile()) continue;
		const other = byPeriod.get(match.period);
		if (other && other.modifiedMs >= now.mtimeMs) continue;
		byPeriod.set(match.period, { name, path, ...match, size: now.size, modifiedMs: now.mtimeMs });
	}
	return [...byPeriod.values()].sort((a, b) => (a.period < b.period ? -1 : 1));
}

/** The patterns under which the files of the folder go, sorted; a name without a period stands for itself, so that no file is hidden. */
export async function patternsIn(source: SourceMapping): Promise<string[]> {
	const names = await namesIn(source, source.connector.folder ?? '');
	return [...new Set(names.filter((name) => !/\.tmp$|^[.~]/.test(name)).map((name) => patternOf(name) ?? name))].sort();
}

async function namesIn(source: SourceMapping, folder: string): Promise<string[]> {
	try {
		return await readdir(folder);
	} catch (thrown) {
		throw unavailable(
			source.id,
			`has a folder that cannot be read (${systemCode(thrown) ?? 'unknown'}): check folder ${folder} of the connector`,
		);
	}
}
