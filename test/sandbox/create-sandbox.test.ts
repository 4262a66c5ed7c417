import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import type { SourceMapping } from '#core/mapping.ts';
import { createSandbox, type SandboxAgencies } from '#sandbox/create-sandbox.ts';
import { createEmptyDatabase } from '../support/database.ts';
import { createMariadbDatabase, mariadbUrl } from '../support/mariadb.ts';

const ASOF = '2025-05-31';
let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let folder: string;

beforeAll(async () => {
	database = await createEmptyDatabase();
	folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
});
afterAll(async () => {
	await database.drop();
	await rm(folder, { recursive: true });
});

function sourcesIn(place: string, market = database.url): readonly SourceMapping[] {
	const env = {
		MARKET_URL: market,
		EDUCATION_URL: database.url,
		POLICE_URL: 'http://127.0.0.1:0',
		POLICE_TOKEN: 'token',
		FILES_ROOT: join(folder, place),
	};
	return loadConfig(market.startsWith('mysql') ? 'config/sandbox-mysql.yaml' : 'config/sandbox.yaml', {
		HUB_SECRET: 'a secret of the tests',
		...env,
	}).sources;
}

const make = (
	place: string,
	more: { seed?: string; businesses?: number; reuse?: boolean; sources?: readonly SourceMapping[] } = {},
): Promise<SandboxAgencies> =>
	createSandbox({ businesses: 300, seed: 'one', asOf: ASOF, sources: sourcesIn(place), folder: join(folder, `${place}-home`), ...more });

async function rows(sql: string): Promise<Record<string, unknown>[]> {
	const client = new pg.Client({ connectionString: database.url });
	await client.connect();
	return client
		.query(sql)
		.then((result) => result.rows)
		.finally(() => client.end());
}

/** Hash of every table and every daily file: what the hub would read. */
async function bytesOf(place: string, sources: readonly SourceMapping[]): Promise<string> {
	const hash = createHash('sha256');
	for (const source of sources.filter((s) => s.connector.type === 'postgres')) {
		for (const name of new Set(source.tables.map((table) => table.from))) {
			const all = await rows(`select t::text as line from "${source.connector.schema}"."${name}" t order by t::text collate "C"`);
			hash.update(name + all.map((row) => row.line).join('\n'));
		}
	}
	for (const name of (await readdir(join(folder, place, 'hotline'))).sort())
		hash.update(name).update(await readFile(join(folder, place, 'hotline', name)));
	return hash.digest('hex');
}

const count = async (table: string) => Number((await rows(`select count(*) as n from ${table}`))[0]?.n);

describe('createSandbox', () => {
	test('fills every agency: tables, daily files, workbooks, and says what was planted', async () => {
		const agencies = await make('first');
		expect(await count('scjg.scztxx')).toBe(agencies.facts?.rows.registration);
		expect(await count('edu.bxxkz')).toBe(agencies.facts?.rows.licence);
		expect(await readdir(join(folder, 'first', 'bank'))).toContain('zj-20250531.ndjson');
		expect(await readdir(join(folder, 'first', 'civil'))).toContain('民办非企业单位登记台账-202505.xlsx');
		const csv = new TextDecoder('gb18030', { fatal: true }).decode(await readFile(join(folder, 'first', 'hotline', 'gd-20250502.csv')));
		expect(csv.split('\r\n')[0]).toContain('诉求内容');
		expect(agencies.facts?.findings.every((finding) => finding.records.length > 0)).toBe(true);
	});

	test('the same seed gives the same bytes, another seed others', async () => {
		const first = await make('first');
		const bytes = await bytesOf('first', first.sources);
		await make('again');
		expect(await bytesOf('again', first.sources)).toBe(bytes);
		await make('other', { seed: 'two' });
		expect(await bytesOf('other', first.sources)).not.toBe(bytes);
	});

	test('a province of the same description is taken as it is when reuse is asked', async () => {
		await make('kept');
		expect((await make('kept', { reuse: true })).facts).toBeNull();
		expect((await make('kept', { reuse: true, seed: 'two' })).facts).not.toBeNull();
	});

	test('the police answer under the address that start gives, and stop with stop', async () => {
		const agencies = await make('police');
		const started = await agencies.start();
		const police = started.find((source) => source.id === 'police');
		const call = () =>
			fetch(`${police?.connector.url}/v1/incidents`, {
				headers: { Authorization: 'Bearer token', 'X-Purpose': 'TEST', 'X-Request-Id': randomUUID() },
			});
		const body = (await (await call()).json()) as { incidents: { occurredAt: string }[] };
		const times = body.incidents.map((incident) => incident.occurredAt);
		expect(times.length).toBeGreaterThan(0);
		expect(times).toEqual(times.toSorted());
		await agencies.stop();
		await expect(call()).rejects.toThrow();
	});

	test('the next day updates in place, adds rows, and commits some behind the newest stamp', async () => {
		const agencies = await make('next');
		const before = await count('scjg.scztxx');
		const [newest] = await rows('select max(gxsj)::text as at from scjg.scztxx');
		const day = await agencies.nextDay();
		expect(day.on).toBe('2025-06-01');
		const added = (day.facts.rows.registration ?? 0) - day.updated;
		expect(await count('scjg.scztxx')).toBe(before + added);
		const [changed] = await rows(`select count(*) as n from scjg.scztxx where gxsj >= '2025-06-01T00:00:00+08:00'`);
		expect(Number(changed?.n)).toBeGreaterThanOrEqual(day.updated);
		expect(day.lateCommits).toBe(3);
		expect(newest?.at).toBeDefined();
		expect(await readdir(join(folder, 'next', 'civil'))).toContain('民办非企业单位登记台账-202506.xlsx');
		expect((await agencies.nextDay()).on).toBe('2025-06-02');
	});

	test('refuses a schema and a folder that hold what no sandbox made', async () => {
		await rows('create schema scjg_real; create table scjg_real.mine (a text)');
		const foreign = sourcesIn('first').map((source) =>
			source.id === 'market' ? { ...source, connector: { ...source.connector, schema: 'scjg_real' } } : source,
		);
		await expect(make('foreign', { sources: foreign })).rejects.toThrow(/no sandbox made/);
		expect(await count('scjg_real.mine')).toBe(0);
		await mkdir(join(folder, 'full', 'hotline'), { recursive: true });
		await writeFile(join(folder, 'full', 'hotline', 'mine.csv'), 'a');
		await expect(make('full')).rejects.toThrow(/no sandbox made/);
	});

	test('refuses a size that is none', async () => {
		await expect(make('none', { businesses: 0 })).rejects.toThrow(/whole number/);
	});
});

describe.skipIf(mariadbUrl() === null)('createSandbox with MariaDB', () => {
	test('keeps the market in MariaDB when the mapping says so', async () => {
		const market = await createMariadbDatabase();
		try {
			const agencies = await make('maria', { sources: sourcesIn('maria', market.url) });
			expect(agencies.facts?.rows.registration).toBeGreaterThan(250);
			expect((await agencies.nextDay()).updated).toBeGreaterThan(0);
		} finally {
			await market.drop();
		}
	});
});
