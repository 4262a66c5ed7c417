/** Results for programs: one JSON document, or a JSON line a row with the end as the last line. Lists stay lists. */
import { type ResultTable, tellChanges } from './result-table.ts';
import type { TableRow } from './table-rows.ts';

/** One JSON document: query, columns, rows, then sources and changes. */
export async function* writeJson({ head, pages, end }: ResultTable): AsyncGenerator<string> {
	const { columns, ...query } = head;
	yield `{"query":${JSON.stringify(query)},"columns":${JSON.stringify(columns)},"rows":[`;
	let first = true;
	for await (const rows of pages) {
		if (rows.length === 0) continue;
		yield `${first ? '\n' : ',\n'}${rows.map((row) => rowText(row, columns)).join(',\n')}`;
		first = false;
	}
	const { rows, sources, changes } = await end();
	yield `\n],"count":${rows},"sources":${JSON.stringify(sources)},"changes":${JSON.stringify(tellChanges(changes))}}\n`;
}

/** A line a row; the last line, `{"end": …}`, says that nothing is missing. */
export async function* writeNdjson({ head, pages, end }: ResultTable): AsyncGenerator<string> {
	for await (const rows of pages) yield rows.map((row) => `${rowText(row, head.columns)}\n`).join('');
	const { rows, sources, changes } = await end();
	const { columns, ...query } = head;
	const masked = columns.filter((column) => column.masked).map(({ path }) => path);
	yield `${JSON.stringify({ end: { query, masked, rows, sources, changes: tellChanges(changes) } })}\n`;
}

function rowText({ cells }: TableRow, columns: ResultTable['head']['columns']): string {
	return JSON.stringify(Object.fromEntries(columns.map(({ path }, at) => [path, cells[at] ?? null])));
}
