/** Whether the process lives, whether it can serve, and its figures. Tells no more than that: these addresses need no token. */
import type { FastifyInstance } from 'fastify';
import { createReader, type Store } from '#access/reader.ts';
import type { Metrics } from './metrics.ts';

/** The hub itself, asking whether it can serve. */
const PROBE = { subject: 'readyz', role: 'admin', purpose: null, divisions: [], sources: [] } as const;

/** Adds /healthz, /readyz and /metrics. */
export function registerHealth(app: FastifyInstance, { store, metrics }: { readonly store: Store; readonly metrics: Metrics }): void {
	app.get('/healthz', async () => ({ status: 'alive' }));
	app.get('/readyz', async (_, reply) => {
		try {
			const run = await createReader(store, PROBE).lastFinishedRun();
			if (run === null) return reply.code(503).send({ status: 'not ready', reason: 'no run has finished yet' });
			return { status: 'ready', lastRun: run };
		} catch {
			return reply.code(503).send({ status: 'not ready', reason: 'the store cannot be reached' });
		}
	});
	app.get('/metrics', async (_, reply) => reply.type(metrics.registry.contentType).send(await metrics.text()));
}
