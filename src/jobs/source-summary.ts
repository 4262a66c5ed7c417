/** How every source stands after a run, and what the run read of it: for the command's answer, rules, and one line a source. */
import { type Day, daysBetween } from '#core/days.ts';
import type { SourceState } from '#core/dossier.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { Connector } from '#core/ports.ts';
import type { Store } from '#store/database.ts';
import { type TableRun, tableRunsOf, tableStates } from '#store/source-store.ts';

type BreakerState = ReturnType<Connector['breaker']>['state'];

/** How a source stands after the run. */
export interface SourceSummary {
	readonly source: string;
	readonly state: SourceState;
	/** Why it is stale or failed, one sentence; null when fresh. */
	readonly error: string | null;
	/** Instant since which it fails; null: it does not. */
	readonly failingSince: string | null;
	/** Oldest day up to which one of its tables speaks; null: one was never read to its end. */
	readonly asOf: Day | null;
	/** When the table that waits longest was last read to its end, as PostgreSQL prints it; null: never. */
	readonly lastSuccessAt: string | null;
	/** Whether the source is asked at all at the moment, in this process; null: nobody has asked it. */
	readonly breaker: BreakerState | null;
	/** What this run read, a table at a time; empty for a source that was not read. */
	readonly tables: readonly TableRun[];
}

export interface SyncSummary {
	/** In the order of the configuration. */
	readonly sources: readonly SourceSummary[];
	/** By source id, as rules take it. */
	readonly states: Readonly<Record<string, SourceState>>;
}

/** What a summary is made from; without `connectorOf` nothing is said of breakers. */
export interface SummaryDeps {
	readonly store: Store;
	readonly sources: readonly SourceMapping[];
	readonly runId: string;
	readonly connectorOf?: (source: SourceMapping) => Connector;
}

/** How every source stands after what a run noted of its tables. */
export async function summarise(deps: SummaryDeps): Promise<SyncSummary> {
	const [runs, states] = await Promise.all([tableRunsOf(deps.store.pool, deps.runId), tableStates(deps.store.pool)]);
	const sources = deps.sources.map((source): SourceSummary => {
		const tables = runs.filter((run) => run.source === source.id);
		const held = states.filter((state) => state.source === source.id);
		const failed = tables.find((table) => table.state === 'FAILED');
		const worst = failed ?? tables.find((table) => table.state === 'STALE');
		return {
			source: source.id,
			state: tables.length > 0 ? stateAfterRead(tables) : stateWithoutRead(source, held),
			error: worst?.error ?? null,
			failingSince: failed?.failingSince ?? null,
			asOf: leastOf(tables.map((table) => table.asOf)),
			lastSuccessAt: leastOf(tables.map((table) => table.lastSuccessAt)),
			breaker: tables.length === 0 ? null : breakerOf(deps, source),
			tables,
		};
	});
	return { sources, states: Object.fromEntries(sources.map((source) => [source.source, source.state])) };
}

function stateAfterRead(tables: readonly TableRun[]): SourceState {
	// A folder in which no file has ever lain is no empty register.
	if (tables.some((table) => !table.everRead || table.asOf === null)) return 'NEVER';
	if (tables.some((table) => table.state === 'FAILED')) return 'FAILED';
	return tables.some((table) => table.state === 'STALE') ? 'STALE' : 'FRESH';
}

/** A source that only answers questions holds no rows that could be old; one that was left out stands as it last did. */
function stateWithoutRead(source: SourceMapping, held: readonly { failing: boolean; everRead: boolean }[]): SourceState {
	if (!source.modes.includes('replicate')) return 'FRESH';
	if (held.length === 0 || held.some((table) => !table.everRead)) return 'NEVER';
	return held.some((table) => table.failing) ? 'FAILED' : 'STALE';
}

/** The state of a source's breaker; a source whose connector cannot even be made has none. */
function breakerOf({ connectorOf }: SummaryDeps, source: SourceMapping): BreakerState | null {
	try {
		return connectorOf?.(source).breaker().state ?? null;
	} catch {
		return null;
	}
}

/** The least of texts that sort; null when one is missing, or there is none. */
function leastOf(texts: readonly (string | null)[]): string | null {
	const given = texts.filter((text) => text !== null).sort();
	return given.length < texts.length ? null : (given[0] ?? null);
}

/** What a run read of a source and how the source stands, as one line. `asOf`: the run's day. */
export function summaryLine(source: SourceSummary, asOf: Day): string {
	const sum = (pick: (run: TableRun) => number): string => source.tables.reduce((total, run) => total + pick(run), 0).toLocaleString('en');
	const counts =
		`${sum((run) => run.counts.read)} read = ${sum((run) => run.counts.added)} new + ${sum((run) => run.counts.changed)} changed + ` +
		`${sum((run) => run.counts.unchanged)} unchanged + ${sum((run) => run.counts.superseded)} superseded + ${sum((run) => run.counts.setAside)} set aside`;
	const lag =
		source.asOf === null ? 'never read whole' : `up to ${source.asOf}, ${Math.max(0, daysBetween(source.asOf, asOf))} days behind`;
	const success = source.lastSuccessAt === null ? '' : ` · last success ${source.lastSuccessAt}`;
	const breaker = source.breaker === null ? '' : ` · breaker ${source.breaker}`;
	return `${source.source}: ${source.state} · ${counts} · ${lag}${success}${breaker}${source.error === null ? '' : ` · ${source.error}`}`;
}
