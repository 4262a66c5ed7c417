/** Codes for a column that names its divisions (金水区) instead of numbering them: told by the prefecture that the other columns speak of. */
import { normaliseCreditCode } from '#core/codes/credit-code.ts';
import { type Division, divisionOf, divisionPrefixes, divisionsNamed, divisionsWithin, prefectureCodeOf } from '#core/codes/division.ts';
import type { TableProbe } from '#core/ports.ts';

/** Names in the sample; more are no list that anybody checks. */
const MOST_NAMES = 200;

/** The code list of the column, with the names' neighbours in the same prefecture, which the sample may lack; nothing where codes stand in it. */
export function divisionWords(
	{ field, column }: { readonly field: string; readonly column: string },
	probe: TableProbe,
): { codes: Readonly<Record<string, string>>; words: readonly string[] } | null {
	if (field !== 'divisionCode') return null;
	const names = [...new Set(probe.sample.map((row) => (row[column] ?? '').trim()))].filter((name) => isDivisionName(name));
	if (names.length === 0 || names.length > MOST_NAMES) return null;
	const home = mostSpokenOf(probe);
	const found = new Map<string, string>();
	const unknown: string[] = [];
	for (const name of names) {
		const code = oneOf(candidatesOf(name), home);
		if (code === null) unknown.push(name);
		else found.set(name, code);
	}
	const prefectures = new Set([...found.values()].map(prefectureCodeOf));
	for (const prefecture of prefectures)
		for (const { name, code } of divisionsWithin(prefecture)) if (!found.has(name) && prefectures.size === 1) found.set(name, code);
	return { codes: Object.fromEntries(found), words: unknown };
}

/** Whether a value is the name of a division, alone or behind those in which it lies. */
export function isDivisionName(text: string): boolean {
	return /[市县区旗州盟省]$/.test(text) && candidatesOf(text).length > 0;
}

function candidatesOf(name: string): readonly Division[] {
	const run = divisionPrefixes(name).at(-1);
	return run?.length === name.length ? run.candidates : divisionsNamed(name);
}

/** The only candidate, else the only one in the prefecture, else in its province. */
function oneOf(candidates: readonly Division[], home: string | null): string | null {
	const only = (some: readonly Division[]) => (some.length === 1 ? (some[0]?.code ?? null) : null);
	if (candidates.length === 1 || home === null) return only(candidates);
	return (
		only(candidates.filter(({ code }) => prefectureCodeOf(code) === home)) ??
		only(candidates.filter(({ code }) => code.slice(0, 2) === home.slice(0, 2)))
	);
}

/** The prefecture of which codes, licence numbers and places of the sample speak most; null: of none. */
function mostSpokenOf({ sample }: TableProbe): string | null {
	const votes = new Map<string, number>();
	for (const value of sample.flatMap((row) => Object.values(row))) {
		const said = saidBy((value ?? '').trim());
		if (said !== null) votes.set(said, (votes.get(said) ?? 0) + 1);
	}
	return [...votes].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

function saidBy(text: string): string | null {
	const digits = /^1\d{14}$/.test(text) ? text.slice(1, 7) : normaliseCreditCode(text).length === 18 ? text.slice(2, 8) : text;
	if (/^\d{6}$/.test(digits)) return divisionOf(digits) === null ? null : prefectureCodeOf(digits);
	const run = /^\p{Script=Han}/u.test(text) ? divisionPrefixes(text).at(-1) : undefined;
	const only = run?.candidates.length === 1 ? run.candidates[0] : undefined;
	return only === undefined || only.level === 'PROVINCE' ? null : prefectureCodeOf(only.code);
}
