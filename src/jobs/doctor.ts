/**
 * Looks at every source without keeping anything: whether it can be reached, has the columns the mapping names, and whether its
 * first rows come through intake. Tells faults by field and kind, never by value.
 */
import { messageOf } from '#core/errors.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { Connector, Intake } from '#core/ports.ts';

export interface DoctorDeps {
	readonly sources: readonly SourceMapping[];
	connectorOf(source: string): Connector;
	intakeOf(source: SourceMapping, table: TableMapping): Intake;
	readonly signal: AbortSignal;
}

/** What was found at one table. */
export interface TableFinding {
	readonly source: string;
	readonly recordType: string;
	readonly rows: number;
	/** What keeps rows out; empty when nothing does. */
	readonly faults: readonly string[];
	/** What loses single values, "field: code (rows)". */
	readonly hints: readonly string[];
}

/** Enough for a code list to meet its usual values; few enough for a file of a million lines. */
const SAMPLE_ROWS = 200;

/** Examines all tables, the sources side by side, in the order of the configuration. */
export async function examineSources(deps: DoctorDeps): Promise<readonly TableFinding[]> {
	const found = await Promise.all(
		deps.sources.map(async (source) => {
			const findings: TableFinding[] = [];
			for (const table of source.tables) findings.push(await examineTable(deps, source, table));
			return findings;
		}),
	);
	return found.flat();
}

async function examineTable(deps: DoctorDeps, source: SourceMapping, table: TableMapping): Promise<TableFinding> {
	const place = { source: source.id, recordType: table.recordType };
	try {
		const intake = deps.intakeOf(source, table);
		const { columns, sample } = await deps.connectorOf(source.id).probe(table, SAMPLE_ROWS, deps.signal);
		const missing = intake.columns.filter((column) => !columns.includes(column)).map((column) => `column ${column} is missing`);
		const results = missing.length > 0 ? [] : sample.map((row, index) => intake.take({ row, position: `sample:${index + 1}` }, null));
		const setAside = results.flatMap((result) => ('setAside' in result ? [result.setAside.reason] : []));
		const valueFaults = results.flatMap((result) =>
			'record' in result ? result.record.faults.map((fault) => `${fault.field}: ${fault.code}`) : [],
		);
		const allLost = setAside.length > 0 && setAside.length === sample.length;
		const lost = count(setAside.map((reason) => `rows set aside: ${reason}`));
		return {
			...place,
			rows: sample.length,
			faults: [...missing, ...(allLost ? lost : [])],
			hints: [...(allLost ? [] : lost), ...count(valueFaults)],
		};
	} catch (error) {
		return { ...place, rows: 0, faults: [messageOf(error)], hints: [] };
	}
}

/** "what (how often)", most frequent first. */
function count(what: readonly string[]): string[] {
	const counts = new Map<string, number>();
	for (const one of what) counts.set(one, (counts.get(one) ?? 0) + 1);
	return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([one, times]) => `${one} (${times})`);
}
