/** The sources asked at query time, wired by hand: a connector and its intake by key. */
import { isHubError } from '#core/errors.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { BreakerState, LiveClearance, LiveQuestion, LiveSource } from '#core/ports.ts';
import type { IntakeRecord } from '#core/records.ts';
import { type LookupColumns, lookupColumns } from '#intake/lookup-columns.ts';
import { createLiveClearance } from '#jobs/verify-now.ts';
import { type Hub, intakeOf } from './compose.ts';

/** The sources of a hub that may be asked at query time, by id. */
export function liveSources(hub: Hub): ReadonlyMap<string, LiveSource> {
	const asked = hub.config.sources.filter(({ modes }) => modes.includes('lookup'));
	return new Map(asked.map((source) => [source.id, liveSource(hub, source)]));
}

/** The police of a hub, asked at query time through the connectors of the night, so that both keep to one limit of calls; null: none. */
export function liveClearance(hub: Hub): LiveClearance | null {
	const { store, config, tokeniser, clock } = hub;
	return createLiveClearance({ store, sources: config.sources, connectorOf: (source) => hub.connectorOf(source.id), tokeniser, clock });
}

/** How the breaker of a source stands in this process; null: the source cannot be reached as it is configured. */
export function breakerOf(hub: Pick<Hub, 'connectorOf'>): (source: string) => BreakerState | null {
	return (source) => {
		try {
			return hub.connectorOf(source).breaker();
		} catch (thrown) {
			if (isHubError(thrown)) return null;
			throw thrown;
		}
	};
}

/** A source asked at query time: its connector and its intake, composed. Rows that cannot be used are left out. */
export function liveSource(hub: Pick<Hub, 'connectorOf' | 'tokeniser'>, source: SourceMapping): LiveSource {
	const tablesOf = (kind: LiveQuestion['kind']) => source.tables.filter((table) => table.kind === kind);
	return {
		source: source.id,
		deadlineMs: source.liveDeadlineMs,
		askedBy(kind) {
			const columns = tablesOf(kind).map((table) => columnsFor(source, table));
			return {
				recordKey: columns.length > 0 && columns.every(({ key }) => key !== null),
				creditCode: columns.length > 0 && columns.every(({ creditCode }) => creditCode !== null),
			};
		},
		async lookup(question, signal) {
			const found = await Promise.all(tablesOf(question.kind).map((table) => lookUp(hub, { source, table, question }, signal)));
			return found.flat();
		},
	};
}

/** An interface over HTTP takes one parameter, the key: it can be asked by credit code only where that is the key. */
function columnsFor(source: SourceMapping, table: TableMapping): LookupColumns {
	const columns = lookupColumns(table);
	if (source.connector.type !== 'rest' || columns.creditCode === columns.key) return columns;
	return { ...columns, creditCode: null };
}

interface TableQuestion {
	readonly source: SourceMapping;
	readonly table: TableMapping;
	readonly question: LiveQuestion;
}

/** One lookup a column; where key and credit code are one column, one lookup in all. */
async function lookUp(
	hub: Pick<Hub, 'connectorOf' | 'tokeniser'>,
	{ source, table, question }: TableQuestion,
	signal: AbortSignal,
): Promise<IntakeRecord[]> {
	const { key, creditCode } = columnsFor(source, table);
	const wanted = new Map<string, Set<string>>();
	const add = (column: string | null, values: readonly string[]) => {
		if (column !== null && values.length > 0) wanted.set(column, new Set([...(wanted.get(column) ?? []), ...values]));
	};
	add(key, question.recordKeys);
	add(creditCode, question.creditCodes);
	const intake = intakeOf(hub)(source, table);
	const connector = hub.connectorOf(source.id);
	const answers = [...wanted].map(([column, values]) => connector.lookup(table, intake.columns, column, [...values], signal));
	const results = (await Promise.all(answers)).flat().map((row) => intake.take({ row, position: table.from }, null));
	const records = results.flatMap((result) => ('record' in result ? [result.record] : []));
	return [...new Map(records.map((record) => [record.recordKey, record])).values()];
}
