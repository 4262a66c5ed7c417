/** How old what a result rests on is, source by source. */
import type { SourceTableRow } from '#access/reader.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { SourceAge } from './result-table.ts';

const WORST_FIRST = ['FAILED', 'NEVER', 'STALE', 'FRESH'] as const;

/** The sources that a caller sees (null: all), each as old as the oldest of its tables and as well as the worst. */
export function sourceAges(
	mappings: readonly SourceMapping[],
	tables: readonly SourceTableRow[],
	seen: readonly string[] | null,
): readonly SourceAge[] {
	return mappings
		.filter(({ id }) => seen?.includes(id) ?? true)
		.map(({ id, agency, tables: configured }) => {
			const known = configured.map(({ recordType }) => tables.find((table) => table.source === id && table.recordType === recordType));
			const days = known.flatMap((table) => table?.asOf ?? []).sort();
			const states = known.map((table) => table?.state ?? 'NEVER');
			return { source: id, agency, asOf: days[0] ?? null, state: WORST_FIRST.find((state) => states.includes(state)) ?? 'NEVER' };
		});
}
