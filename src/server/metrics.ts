/** Figures for Prometheus. Labels have few values, those of the configuration: no caller, no operation's name, no id, nothing of a person. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { createReader, type SourceTableRow, type Store } from '#access/reader.ts';
import { type Clock, dayOf, daysBetween } from '#core/days.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { BreakerState } from '#core/ports.ts';
import { instantOf } from '#core/timestamps.ts';
import type { SourceAnswer } from '#loaders/live-lookups.ts';

export interface Metrics {
	readonly registry: Registry;
	/** Seconds from a GraphQL request to its answer, audit included; `operation` query, mutation or none (refused before), `outcome` ok or error. */
	readonly operationSeconds: Histogram<'operation' | 'outcome'>;
	/** Counts what the live lookups of a request came to. */
	countLookups(answers: readonly SourceAnswer[]): void;
	/** All figures in Prometheus' form, those of the sources as the store has them now. */
	text(): Promise<string>;
}

export interface MetricsOptions {
	readonly store: Store;
	readonly sources: readonly SourceMapping[];
	readonly clock: Clock;
	readonly breakerOf?: (source: string) => BreakerState | null;
}

/** The hub itself, asking how its sources stand. */
const PROBE = { subject: 'metrics', role: 'admin', purpose: null, divisions: [], sources: null } as const;

/** Metrics of one server; a second server in the process has its own. */
export function createMetrics(options: MetricsOptions): Metrics {
	const registry = new Registry();
	const registers = [registry];
	collectDefaultMetrics({ register: registry });
	const operationSeconds = new Histogram({
		name: 'lianjian_operation_seconds',
		help: 'Seconds from a GraphQL request to its answer.',
		labelNames: ['operation', 'outcome'],
		buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
		registers,
	});
	const lookups = new Counter({
		name: 'lianjian_live_lookups_total',
		help: 'Questions to agencies at query time, by who answered (LIVE or REPLICA).',
		labelNames: ['source', 'kind', 'freshness'],
		registers,
	});
	const storeUp = new Gauge({ name: 'lianjian_store_up', help: '1 while the store answers.', registers });
	const figures = sourceFigures(registry);
	return {
		registry,
		operationSeconds,
		countLookups(answers) {
			for (const { source, kind, freshness } of answers) lookups.inc({ source, kind, freshness });
		},
		async text() {
			figures.showBreakers(options);
			try {
				figures.showTables(await createReader(options.store, PROBE, options.clock).sourceTables(), options.clock);
				storeUp.set(1);
			} catch {
				// A scrape must not fail with the store: that it is away is a figure as well.
				figures.showTables([], options.clock);
				storeUp.set(0);
			}
			return registry.metrics();
		},
	};
}

interface SourceFigures {
	showTables(tables: readonly SourceTableRow[], clock: Clock): void;
	showBreakers(options: MetricsOptions): void;
}

const OUTCOMES = {
	read: 'read',
	new: 'added',
	changed: 'changed',
	unchanged: 'unchanged',
	superseded: 'superseded',
	set_aside: 'setAside',
} as const;
const STATES = ['FRESH', 'STALE', 'FAILED', 'NEVER'] as const;
/** As numbers, so that an alert can say "above 0". */
const BREAKER = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 } as const;

function sourceFigures(registry: Registry): SourceFigures {
	const registers = [registry];
	const labelNames = ['source', 'table'] as const;
	const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames, registers });
	const rows = new Gauge({
		name: 'lianjian_source_rows',
		help: 'Rows of a table in the newest run that read it, by what became of them; read is the sum of the others.',
		labelNames: [...labelNames, 'outcome'],
		registers,
	});
	const states = new Gauge({
		name: 'lianjian_source_state',
		help: '1 for the state in which a table is, 0 for the others.',
		labelNames: [...labelNames, 'state'],
		registers,
	});
	const lag = gauge('lianjian_source_lag_days', 'Days from the newest day for which a table speaks until today.');
	const success = gauge('lianjian_source_last_success_timestamp_seconds', 'When a table was last read to its end, Unix time.');
	const failing = gauge('lianjian_source_failing_since_timestamp_seconds', 'Since when a table cannot be read, Unix time; absent: it can.');
	const breakers = new Gauge({
		name: 'lianjian_source_breaker',
		help: 'Circuit breaker of a source: 0 closed, 1 half open, 2 open.',
		labelNames: ['source'],
		registers,
	});
	return {
		showTables(tables, clock) {
			for (const metric of [rows, states, lag, success, failing]) metric.reset();
			for (const { source, recordType: table, ...stands } of tables) {
				const labels = { source, table };
				for (const state of STATES) states.set({ ...labels, state }, state === stands.state ? 1 : 0);
				if (stands.asOf !== null) lag.set(labels, Math.max(0, daysBetween(stands.asOf, dayOf(clock.now()))));
				if (stands.lastSuccessAt !== null) success.set(labels, instantOf(stands.lastSuccessAt).getTime() / 1000);
				if (stands.failingSince !== null) failing.set(labels, instantOf(stands.failingSince).getTime() / 1000);
				for (const [outcome, field] of Object.entries(OUTCOMES)) {
					if (stands.lastReading !== null) rows.set({ ...labels, outcome }, stands.lastReading[field]);
				}
			}
		},
		showBreakers({ sources, breakerOf }) {
			breakers.reset();
			for (const { id } of sources) {
				const breaker = breakerOf?.(id) ?? null;
				if (breaker !== null) breakers.set({ source: id }, BREAKER[breaker.state]);
			}
		},
	};
}
