/** Scratch databases of the two kinds, as an agency would have them. */
import mysql from 'mysql2/promise';
import pg from 'pg';
import type { ConnectorConfig } from '#core/mapping.ts';
import { createEmptyDatabase } from '../support/database.ts';
import { createMariadbDatabase } from '../support/mariadb.ts';

export interface AgencyDatabase {
	readonly url: string;
	readonly type: ConnectorConfig['type'];
	run(statement: string, values?: readonly (string | null)[]): Promise<Record<string, unknown>[]>;
	drop(): Promise<void>;
}

export async function openPostgresAgency(): Promise<AgencyDatabase> {
	const { url, drop } = await createEmptyDatabase();
	const pool = new pg.Pool({ connectionString: url, max: 1, options: '-c timezone=Asia/Shanghai' });
	pool.on('error', () => {});
	return {
		url,
		type: 'postgres',
		run: async (statement, values = []) => (await pool.query(statement, [...values])).rows,
		drop: async () => {
			await pool.end();
			await drop();
		},
	};
}

export async function openMariadbAgency(): Promise<AgencyDatabase> {
	const { url, drop } = await createMariadbDatabase();
	const pool = mysql.createPool({ uri: url, connectionLimit: 1, dateStrings: true });
	return {
		url,
		type: 'mysql',
		run: async (statement, values = []) => {
			const [rows] = await pool.query(statement.replaceAll(/\$\d+/g, '?'), [...values]);
			return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
		},
		drop: async () => {
			await pool.end();
			await drop();
		},
	};
}
