import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createConnector } from '#connectors/create-connector.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import { silentProgress } from '#core/ports.ts';
import { createIntake } from '#intake/create-intake.ts';
import { retrySetAside } from '#jobs/retry-set-aside.ts';
import { type SyncDeps, sync } from '#jobs/sync.ts';
import { load, makeConfig } from '../config/support.ts';
import { TOKENISER } from '../intake/support.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.ts';

let hub: TestDatabase;
let agency: Awaited<ReturnType<typeof createEmptyDatabase>>;
let folder: string;

beforeAll(async () => {
	[hub, agency] = await Promise.all([createTestDatabase(), createEmptyDatabase()]);
	folder = mkdtempSync(join(tmpdir(), 'retry-'));
});
beforeEach(() =>
	query(
		'truncate run, source_run, source_state, set_aside, record, record_history, record_key, person_mention, person_token, file_period cascade',
	),
);
afterAll(async () => {
	rmSync(folder, { recursive: true });
	await Promise.all([hub.drop(), agency.drop()]);
});

async function query<T = Record<string, unknown>>(text: string): Promise<T[]> {
	return (await hub.store.pool.query(text)).rows as T[];
}

async function atAgency(text: string): Promise<void> {
	const client = new pg.Client(agency.url);
	await client.connect();
	try {
		await client.query(text);
	} finally {
		await client.end();
	}
}

let runs = 0;

/** Works with a source in a run of its own. */
async function within<T>(source: SourceMapping, work: (deps: SyncDeps) => Promise<T>): Promise<T> {
	const runId = `r${++runs}`;
	await query(
		`insert into run (run_id, command, as_of, started_at, state, config_digest) values ('${runId}', 'sync', '2025-05-31', now(), 'RUNNING', 'x')`,
	);
	const connector = createConnector(source);
	try {
		return await work({
			store: hub.store,
			sources: [source],
			connectorOf: () => connector,
			intakeOf: (of: SourceMapping, table: TableMapping) => createIntake(of, table, TOKENISER),
			clock: { now: () => new Date('2025-05-31T01:30:00+08:00') },
			asOf: '2025-05-31',
			runId,
			progress: silentProgress,
			signal: new AbortController().signal,
		});
	} finally {
		await connector.stop();
	}
}

const read = (source: SourceMapping) => within(source, (deps) => sync(deps));
const retried = (source: SourceMapping) => within(source, (deps) => retrySetAside(deps, source));
const aside = () => query('select record_key as key, reason, position from set_aside order by 1, 3');
const records = async () => (await query<{ key: string }>('select record_key as key from record order by 1')).map(({ key }) => key);

function sourceWith(connector: string, table: string): SourceMapping {
	const lines = table.split('\n').map((line) => `        ${line}`);
	return load(makeConfig({ connector, table: lines.join('\n') })).sources[0] as SourceMapping;
}

describe('rows of a database', () => {
	const mapping = (name: string, key = 'zh') =>
		sourceWith(
			`{ type: postgres, url: "${agency.url}" }`,
			`kind: licence\nfrom: xk\nkey: ${key}\nkeyColumn: n\nupdatedColumn: gx\nfields: { name: ${name}, address: dz }`,
		);

	beforeEach(() =>
		atAgency(`drop table if exists xk; create table xk (n int primary key, zh text, mc text, jc text, dz text, gx timestamptz);
			insert into xk values (1, 'L1', '甲校', null, null, '2025-05-01'), (2, 'L2', null, '乙校', null, '2025-05-02'), (3, 'L3', null, null, '某路1号', '2025-05-03'),
				(4, null, '丁校', '丁校', null, '2025-05-04')`),
	);

	test('are asked for by key, and those that fit the mended mapping leave the list', async () => {
		await atAgency('delete from xk where n = 4');
		await read(mapping('mc'));
		expect((await aside()).map(({ key }) => key)).toEqual(['L2', 'L3']);
		const before = await query('select cursor, last_success_at from source_state');
		expect(await retried(mapping('{ columns: [mc, jc] }'))).toEqual({ source: 'edu', before: 2, after: 1, asked: ['xk'], reread: [] });
		expect(await records()).toEqual(['L1', 'L2']);
		expect(await aside()).toMatchObject([{ key: 'L3', reason: 'NOTHING_USABLE' }]);
		expect(await query('select cursor, last_success_at from source_state')).toEqual(before);
	});

	test('without a key are read again with their table, and nothing is taken in twice', async () => {
		await read(mapping('mc'));
		expect((await aside()).map(({ key, reason }) => [key, reason])).toEqual([
			['', 'NO_KEY'],
			['L2', 'NOTHING_USABLE'],
			['L3', 'NOTHING_USABLE'],
		]);
		const mended = mapping('{ columns: [mc, jc] }', '[zh, mc]');
		expect(await retried(mended)).toMatchObject({ before: 3, after: 1, reread: ['xk'] });
		expect(await records()).toEqual(['L1', 'L2', '丁校']);
		expect(await retried(mended)).toMatchObject({ before: 1, after: 1 });
		expect(await records()).toEqual(['L1', 'L2', '丁校']);
	});

	test('that the agency has taken away since stay on the list until it is read whole', async () => {
		await atAgency('delete from xk where n = 4');
		await read(mapping('mc'));
		await atAgency('delete from xk where n = 2');
		expect(await retried(mapping('{ columns: [mc, jc] }'))).toMatchObject({ before: 2, after: 2 });
	});

	test('of a source that cannot be reached stay as they are', async () => {
		await atAgency('delete from xk where n = 4');
		await read(mapping('mc'));
		const gone = sourceWith(
			'{ type: postgres, url: "postgresql://127.0.0.1:1/x", retries: 0 }',
			'kind: licence\nfrom: xk\nkey: zh\nupdatedColumn: gx\nfields: { name: jc }',
		);
		await expect(retried(gone)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
		expect(await aside()).toHaveLength(2);
	});
});

describe('rows of files', () => {
	const mapping = (name: string) =>
		sourceWith(`{ type: csv, folder: "${folder}" }`, `kind: licence\nfrom: xk-{YYYYMMDD}.csv\nkey: zh\nfields: { name: ${name} }`);

	test('are read again with their file alone', async () => {
		writeFileSync(join(folder, 'xk-20250501.csv'), 'zh,mc,jc\nL1,甲校,\nL2,,乙校\n');
		writeFileSync(join(folder, 'xk-20250502.csv'), 'zh,mc,jc\nL3,丙校,三校\n');
		await read(mapping('mc'));
		expect(await aside()).toMatchObject([{ key: 'L2', position: expect.stringContaining('xk-20250501.csv') }]);
		expect(await retried(mapping('{ columns: [mc, jc] }'))).toMatchObject({ before: 1, after: 0, reread: ['xk'] });
		expect(await records()).toEqual(['L1', 'L2', 'L3']);
		// The other file was not read again: its record still says what the old mapping made of it.
		expect(await query(`select body ->> 'name' as name from record where record_key = 'L3'`)).toEqual([{ name: '丙校' }]);
	});
});
