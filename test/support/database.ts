/** A database of its own for a test file: a clone of the migrated template, dropped when the file is done. */
import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { openStore, type Store } from '#store/database.ts';
import { runOn, withDatabase } from './server.ts';

export interface TestDatabase {
	readonly store: Store;
	/** For code that opens the store itself. */
	readonly url: string;
	drop(): Promise<void>;
}

/** Makes a migrated, empty database; call in `beforeAll` and `drop` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
	const [server, template] = [inject('serverUrl'), inject('template')];
	const name = `${template}_${randomBytes(4).toString('hex')}`;
	await runOn(server, `create database ${name} template ${template}`);
	const url = withDatabase(server, name);
	const store = await openStore({ connectionString: url, maxConnections: 4 });
	return {
		store,
		url,
		drop: async () => {
			await store.close();
			await runOn(server, `drop database if exists ${name} with (force)`);
		},
	};
}

/** Makes an empty database without the hub's tables, for tests of migrations and of PostgreSQL sources. */
export async function createEmptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
	const server = inject('serverUrl');
	const name = `${inject('template')}_${randomBytes(4).toString('hex')}`;
	await runOn(server, `create database ${name} template template0 encoding 'UTF8'`);
	return { url: withDatabase(server, name), drop: () => runOn(server, `drop database if exists ${name} with (force)`) };
}
