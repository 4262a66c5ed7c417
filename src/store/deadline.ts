/** A store whose statements end when a request does: aborted, they are cancelled at the server and not merely forgotten. */
import { Kysely, PostgresDialect, type QueryExecutor } from 'kysely';
import type { Database, Store } from './database.ts';
import type { Tables } from './tables.ts';

/** The same store for one request. Statements reject with the signal's reason; transactions and the pool itself are not covered. */
export function withDeadline(store: Store, signal: AbortSignal): Store {
	const dialect = new PostgresDialect({ pool: store.pool });
	const executor = abortable(store.db.getExecutor(), signal);
	const db: Database = new Kysely<Tables>({ config: { dialect }, dialect, driver: dialect.createDriver(), executor });
	return { ...store, db };
}

function abortable(inner: QueryExecutor, signal: AbortSignal): QueryExecutor {
	const again = (executor: QueryExecutor) => abortable(executor, signal);
	return {
		adapter: inner.adapter,
		plugins: inner.plugins,
		transformQuery: (node, id) => inner.transformQuery(node, id),
		compileQuery: (node, id) => inner.compileQuery(node, id),
		provideConnection: (consumer, options) => inner.provideConnection(consumer, options),
		executeQuery: (query, options) => inner.executeQuery(query, { signal, inflightQueryAbortStrategy: 'cancel query', ...options }),
		stream: (query, chunkSize, options) => inner.stream(query, chunkSize, { signal, ...options }),
		withConnectionProvider: (provider) => again(inner.withConnectionProvider(provider)),
		withPlugin: (plugin) => again(inner.withPlugin(plugin)),
		withPlugins: (plugins) => again(inner.withPlugins(plugins)),
		withPluginAtFront: (plugin) => again(inner.withPluginAtFront(plugin)),
		withoutPlugins: () => again(inner.withoutPlugins()),
	};
}
