/**
 * A first read of one large table from MariaDB into the store, normalised, beside what one would write instead: a script that copies
 * the raw rows. Then the read of an unchanged source, of one in which 1% changed, and the check by blocks. Every figure is of a whole
 * process, start of Node included; compare within one run. Linux only (/proc).
 * Run: `node_modules/.bin/node bench/speed/one-table.ts --rows 1000000`. MARIADB_URL (without a database) and DATABASE_URL name servers
 * to use; without them both are started for the purpose.
 */
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import mysql from 'mysql2/promise';
import pg from 'pg';
import { parse, stringify } from 'yaml';
import { AS_OF, CHECKOUT } from '#bench/support/scratch-province.ts';
import { readEnvironment } from '#config/environment.ts';
import { loadConfig } from '#config/load-config.ts';
import { createSandbox } from '#sandbox/create-sandbox.ts';
import { startMariadb } from '#sandbox/mariadb.ts';
import { startEmbedded } from '#store/embedded/start-embedded.ts';
import { createShutdown } from '#system/shutdown.ts';
import { type Measured, measure } from './measure-process.ts';

const TABLE = 'scztxx';
/** What the configuration asks for and this measure does not use. */
const FILLED = {
	HUB_SECRET: 'a secret of the bench alone',
	EDUCATION_URL: 'postgresql://127.0.0.1/none',
	POLICE_URL: 'http://127.0.0.1:1',
	POLICE_TOKEN: 'none',
	FILES_ROOT: '/none',
};
const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const rows = Number(values.rows);
const shutdown = createShutdown((part, error) => console.error(`${part} did not stop:`, error));
try {
	await run();
} finally {
	await shutdown.run();
}

async function run(): Promise<void> {
	const home = await mkdtemp(join(tmpdir(), 'lianjian-bench-'));
	await chmod(home, 0o755); // the databases run as another user
	shutdown.add('folder', () => rm(home, { recursive: true, force: true }));
	const source = await openSource(home);
	const store = await openServer(home);
	const config = await writeConfig(home);
	const environment = { ...FILLED, DATABASE_URL: store.hub, MARKET_URL: source.url, LIANJIAN_HOME: home };
	const hub = (args: readonly string[]) =>
		measure({ args: ['src/launch.js', ...args, '--as-of', AS_OF, '--config', config], cwd: CHECKOUT, environment });
	const copy = (way: string) =>
		measure({ args: ['bench/speed/copy-raw.ts', way, TABLE], cwd: CHECKOUT, environment: { ...environment, DATABASE_URL: store.raw } });
	const results: Record<string, Measured> = {};
	const note = async (name: string, work: () => Promise<Measured>) => {
		results[name] = await work();
		console.log(`${name.padEnd(34)} ${JSON.stringify(results[name])}`);
	};
	await note('raw rows, INSERT of 1,000', () => copy('insert'));
	await note('raw rows, COPY', () => copy('copy'));
	await note('first read', () => hub(['sync']));
	await note('nothing changed', () => hub(['sync']));
	await source.change();
	await note('1% changed', () => hub(['sync']));
	await note('first check', () => hub(['sync', '--check']));
	await source.repair();
	await note('check after a repair of 10 rows', () => hub(['sync', '--check']));
	await freeze(results);
}

/** The table in a MariaDB, made by the sandbox's generator: invented people and places, right check digits. */
async function openSource(home: string) {
	const given = readEnvironment().MARIADB_URL;
	const server =
		given === undefined ? await startMariadb({ folder: join(home, 'mariadb'), throwaway: true }) : { url: given, stop: async () => {} };
	shutdown.add('mariadb', () => server.stop());
	const url = `${server.url.replace(/\/$/, '')}/lianjian_bench_${rows}`;
	const mapping = loadConfig(join(CHECKOUT, 'config/reference.yaml'), { ...FILLED, MARKET_URL: url }).sources.find(
		({ id }) => id === 'market',
	);
	if (mapping === undefined) throw new Error('the reference has no source market');
	const tables = mapping.tables.filter(({ recordType }) => recordType === TABLE);
	await createSandbox({
		businesses: rows,
		seed: '7',
		asOf: AS_OF,
		sources: [{ ...mapping, tables }],
		folder: join(home, 'province'),
		truth: false,
	});
	const connection = await mysql.createConnection(url);
	shutdown.add('connection', () => connection.end());
	return {
		url,
		change: async () => {
			const newest = '2025-06-30 12:00:00';
			await connection.query(
				`update ${TABLE} set mc = concat(mc, '新'), gxsj = '${newest}' where mod(conv(left(md5(tyshxydm), 6), 16, 10), 100) = 0`,
			);
		},
		repair: async () => void (await connection.query(`update ${TABLE} set mc = concat(mc, '改') order by tyshxydm limit 10`)),
	};
}

async function openServer(home: string) {
	const given = readEnvironment().DATABASE_URL;
	const server = given
		? { url: given, stop: async () => {} }
		: await startEmbedded({ checkout: CHECKOUT, home, log: (line) => console.error(line) });
	shutdown.add('postgresql', () => server.stop());
	const names = ['hub', 'raw'].map((part) => `lianjian_bench_${rows}_${process.pid}_${part}`);
	const client = new pg.Client(server.url);
	await client.connect();
	shutdown.add('databases', async () => {
		for (const name of names) await client.query(`drop database if exists ${name} with (force)`);
		await client.end();
	});
	const urls: string[] = [];
	for (const name of names) {
		await client.query(`create database ${name} template template0 encoding 'UTF8'`);
		const url = new URL(server.url);
		url.pathname = `/${name}`;
		urls.push(url.href);
	}
	return { hub: urls[0] as string, raw: urls[1] as string };
}

/** The reference with one source and one table left. */
async function writeConfig(home: string): Promise<string> {
	const config = parse(await readFile(join(CHECKOUT, 'config/reference.yaml'), 'utf8'));
	const { market } = config.sources;
	config.sources = { market: { ...market, tables: { [TABLE]: market.tables[TABLE] } } };
	const file = join(home, 'one-table.yaml');
	await writeFile(file, stringify(config));
	return file;
}

async function freeze(results: Readonly<Record<string, Measured>>): Promise<void> {
	const first = results['first read'] as Measured;
	const ratio = (name: string, by: keyof Measured) => Number(((results[name]?.[by] ?? 0) / first[by]).toFixed(3));
	const frozen = {
		rows,
		machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}`,
		rowsPerSecond: Math.round(rows / first.seconds),
		toFirstRead: Object.fromEntries(
			Object.keys(results).map((name) => [name, { seconds: ratio(name, 'seconds'), cpu: ratio(name, 'cpuSeconds') }]),
		),
		results,
	};
	const folder = join(import.meta.dirname, 'results');
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, `one-table-${rows}.json`), `${JSON.stringify(frozen, null, '\t')}\n`);
}
