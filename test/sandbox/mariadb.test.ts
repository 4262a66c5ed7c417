import mysql from 'mysql2/promise';
import { describe, expect, test } from 'vitest';
import { createMariadbDatabase, mariadbUrl } from '../support/mariadb.ts';

describe.skipIf(mariadbUrl() === null)('startMariadb', () => {
	test('keeps Chinese text and the microseconds of a time', async () => {
		const database = await createMariadbDatabase();
		const connection = await mysql.createConnection({ uri: database.url, dateStrings: true });
		await connection.query('create table t (name varchar(20), at datetime(6))');
		await connection.query("insert into t values ('启航𠮷', '2026-03-01 08:00:00.123456')");
		const [rows] = await connection.query('select * from t');
		await connection.end();
		await database.drop();
		expect(rows).toEqual([{ name: '启航𠮷', at: '2026-03-01 08:00:00.123456' }]);
	});
});
