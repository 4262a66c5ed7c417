/** What one would write in an afternoon: the rows of a table of MariaDB put into PostgreSQL as they are. Arguments: insert or copy, table. */
import { once } from 'node:events';
import mysql from 'mysql2';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { readEnvironment } from '#config/environment.ts';

const [way, table] = process.argv.slice(2);
const ROWS_PER_STATEMENT = 1000;
const { MARKET_URL = '', DATABASE_URL } = readEnvironment();
const source = mysql.createConnection({ uri: MARKET_URL, rowsAsArray: true, dateStrings: true });
const target = new pg.Client(DATABASE_URL);
await target.connect();
const [fields] = await source.promise().query<mysql.RowDataPacket[]>(`show columns from ${table}`);
const columns = fields.map((field) => String((field as unknown as readonly unknown[])[0]));
const name = `raw_${way}`;
await target.query(`create table ${name} (${columns.map((column, at) => `${column} text${at === 0 ? ' primary key' : ''}`).join(', ')})`);
await target.query('begin');
const rows = source.query(`select * from ${table}`).stream();
if (way === 'copy') await copy();
else await insert();
await target.query('commit');
await target.end();
source.end();

async function copy(): Promise<void> {
	const into = target.query(copyFrom(`copy ${name} from stdin`));
	for await (const row of rows) {
		const line = (row as (string | null)[]).map((value) => (value === null ? '\\N' : String(value).replace(/[\\\t\n\r]/g, ' '))).join('\t');
		if (!into.write(`${line}\n`)) await once(into, 'drain');
	}
	into.end();
	await once(into, 'finish');
}

async function insert(): Promise<void> {
	let batch: (string | null)[][] = [];
	const send = async () => {
		const places = batch.map((_, row) => `(${columns.map((__, at) => `$${row * columns.length + at + 1}`).join(', ')})`).join(', ');
		await target.query(`insert into ${name} values ${places}`, batch.flat());
		batch = [];
	};
	for await (const row of rows) if (batch.push(row as (string | null)[]) === ROWS_PER_STATEMENT) await send();
	if (batch.length > 0) await send();
}
