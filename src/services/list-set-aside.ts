/** The rows that could not be used, whole: for a person who mends them with the agency. */
import type { Reader, SetAsideEntry } from '#access/reader.ts';

export type SetAsideList = readonly SetAsideEntry[];

/** Rows a read. */
const PAGE = 1000;

/** All rows of a source, or of all (null), by source, record type and place. */
export async function listSetAside(reader: Reader, source: string | null): Promise<SetAsideList> {
	const rows: SetAsideEntry[] = [];
	for (let after: readonly string[] | null = null; ; ) {
		const page = await reader.setAside(source, { after, first: PAGE });
		rows.push(...page.entries.map(({ row }) => row));
		const last = page.entries.at(-1);
		if (!page.more || last === undefined) return rows;
		after = last.key;
	}
}
