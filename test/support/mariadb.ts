/** The MariaDB of this run of the suite, and databases of their own on it. */
import { randomBytes } from 'node:crypto';
import mysql from 'mysql2/promise';
import { inject } from 'vitest';

/** Connection string without a database (`mysql://user:password@127.0.0.1:port`); null when the machine has no MariaDB. */
export function mariadbUrl(): string | null {
	const choice = inject('mariadb');
	return 'url' in choice ? choice.url.replace(/\/$/, '') : null;
}

/** Why `mariadbUrl` is null, for `describe.skipIf(mariadbUrl() === null)` blocks to name; empty when there is one. */
export function mariadbMissing(): string {
	const choice = inject('mariadb');
	return 'missing' in choice ? choice.missing : '';
}

/** Makes an empty utf8mb4 database; its url ends in its name. Only where `mariadbUrl` is not null. */
export async function createMariadbDatabase(): Promise<{ url: string; name: string; drop(): Promise<void> }> {
	const server = mariadbUrl();
	if (server === null) throw new Error(`There is no MariaDB: ${mariadbMissing()}.`);
	const name = `lianjian_test_${randomBytes(4).toString('hex')}`;
	await execute(server, `create database ${name} character set utf8mb4`);
	return { url: `${server}/${name}`, name, drop: () => execute(server, `drop database if exists ${name}`) };
}

async function execute(url: string, statement: string): Promise<void> {
	const connection = await mysql.createConnection(url);
	await connection.query(statement).finally(() => connection.end());
}
