/**
 * The division that a record names where its source gives no code: 太原解放路9号, 小店区天阳商行. Narrows the search for the organisation
 * meant, as a code would; never shown.
 */
import { type Division, divisionPrefixes } from '#core/codes/division.ts';
import type { AddressValue } from '#core/records.ts';
import { parseOrganisationName } from '#intake/parse/names.ts';

/** Six digits of the county or prefecture that the address names, else of the one that the name begins with; null: neither names one alone. */
export function saidDivision(addresses: readonly AddressValue[], names: readonly string[]): string | null {
	const places = [...addresses.map(({ locality }) => locality), ...names.map((name) => parseOrganisationName(name).division)];
	for (const place of places) {
		const named = place === null ? null : divisionAt(place);
		if (named !== null) return named.code;
	}
	return null;
}

/** A county's short name alone is a road's or a brand's as often (和平, 城关); a city's is the city's. */
function divisionAt(place: string): Division | null {
	const runs = divisionPrefixes(place);
	const last = runs.at(-1);
	const [division, ...others] = last?.candidates ?? [];
	if (last === undefined || division === undefined || others.length > 0 || division.level === 'PROVINCE') return null;
	return last.full || runs.length > 1 || division.level === 'PREFECTURE' ? division : null;
}
