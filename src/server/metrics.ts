/** Figures for Prometheus. Labels have few values: no caller, no operation's name, no id. */
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export interface Metrics {
	readonly registry: Registry;
	/** Seconds from a GraphQL request to its answer, audit included; `outcome` ok or error. */
	readonly operationSeconds: Histogram<'outcome'>;
}

/** Metrics of one server; a second server in the process has its own. */
export function createMetrics(): Metrics {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const operationSeconds = new Histogram({
		name: 'lianjian_operation_seconds',
		help: 'Seconds from a GraphQL request to its answer.',
		labelNames: ['outcome'],
		buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
		registers: [registry],
	});
	return { registry, operationSeconds };
}
