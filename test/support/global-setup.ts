/**
 * One PostgreSQL for a run of the suite, with one migrated template database that each test file clones.
 * TEST_DATABASE_URL or DATABASE_URL names a server to use (its own databases stay untouched); else the hub's own
 * PostgreSQL is started on a throwaway folder. A MariaDB is started beside it when the machine has one.
 */

import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { readShippedLexicon } from '#config/lexicons.ts';
import type { WordEntry } from '#core/words.ts';
import { openStore } from '#store/database.ts';
import { startEmbedded } from '#store/embedded/start-embedded.ts';
import { migrate } from '#store/migrate.ts';
import { type MariadbChoice, provideMariadb } from './mariadb-server.ts';
import { runOn, withDatabase } from './server.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** Connection string of the server, to a database from which others may be made. */
		serverUrl: string;
		/** Name of the migrated database to clone; also the beginning of every clone's name. */
		template: string;
		mariadb: MariadbChoice;
		/** The hub's own words, read once for all test files. */
		lexicon: readonly WordEntry[];
	}
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const [server, mariadb] = await Promise.all([provideServer(), provideMariadb()]);
	const template = `lianjian_test_${randomBytes(4).toString('hex')}`;
	await runOn(server.url, `create database ${template}`);
	const store = await openStore({ connectionString: withDatabase(server.url, template) });
	await migrate(store.db);
	await store.close();
	project.provide('serverUrl', server.url);
	project.provide('template', template);
	project.provide('mariadb', mariadb.choice);
	project.provide('lexicon', readShippedLexicon());
	return async () => {
		await Promise.all([dropAll(server.url, template).then(server.stop), mariadb.stop()]);
	};
}

async function provideServer(): Promise<{ url: string; stop(): Promise<void> }> {
	const given = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL;
	if (given !== undefined && given !== '') return { url: given, stop: async () => {} };
	const folder = mkdtempSync(join(tmpdir(), 'lianjian-test-'));
	return startEmbedded({ checkout: resolve(import.meta.dirname, '../..'), folder, throwaway: true, log: (line) => console.error(line) });
}

async function dropAll(url: string, prefix: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const { rows } = await client.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [prefix]);
	for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
	await client.end();
}
