/** Whatever is delivered, corrected and packed between the reads of a folder, and in them, the store ends as if its files had been read once. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConnector } from '#connectors/create-connector.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import { type Connector, silentProgress } from '#core/ports.ts';
import { createIntake } from '#intake/create-intake.ts';
import { createTokeniser } from '#intake/tokens.ts';
import { type SyncScope, sync } from '#jobs/sync.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeSource } from '../support/intake-records.ts';
import { losing } from '../support/losing-store.ts';
import fc, { runsOf } from '../support/property.ts';

const AS_OF = '2025-05-31';
const TOKENISER = createTokeniser('a secret of sixteen characters');

let database: TestDatabase;
let runs = 0;
let folder: string;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

interface Row {
	readonly id: number;
	readonly value: number;
}

/** A format of files with what delivers a day's rows in it. */
interface Form {
	readonly name: string;
	readonly type: 'csv' | 'ndjson';
	readonly from: string;
	readonly replaces: boolean;
	readonly nameOf: (day: number) => string;
	readonly text: (rows: readonly Row[]) => string;
}

const csv = (rows: readonly Row[]) => ['编号,名称', ...rows.map(({ id, value }) => `k${id},机构${value}`), ''].join('\n');
const ndjson = (rows: readonly Row[]) =>
	rows.map(({ id, value }) => `${JSON.stringify({ 编号: `k${id}`, 名称: `机构${value}` })}\n`).join('');
const FORMS: readonly Form[] = [
	{ name: 'daily lines', type: 'csv', from: 'd-{YYYYMMDD}.csv', replaces: false, nameOf: (day) => `d-2025051${day}.csv`, text: csv },
	{
		name: 'daily NDJSON',
		type: 'ndjson',
		from: 'd-{YYYYMMDD}.json',
		replaces: false,
		nameOf: (day) => `d-2025051${day}.json`,
		text: ndjson,
	},
	{
		name: 'full monthly lists',
		type: 'csv',
		from: 'm-{YYYYMM}.csv',
		replaces: true,
		nameOf: (month) => `m-20250${month + 1}.csv`,
		text: csv,
	},
];

const sourceOf = ({ type, from, replaces }: Form): { source: SourceMapping; table: TableMapping } => {
	const table: TableMapping = {
		recordType: 'things',
		kind: 'registration',
		from,
		key: [{ columns: ['编号'] }],
		fields: { name: { columns: ['名称'] } },
		...(replaces && { format: { replaces } }),
	};
	const connector = {
		type,
		folder,
		timeoutMs: 20_000,
		retries: 0,
		pageSize: 2,
		timezone: 'Asia/Shanghai',
		options: { acceptShrink: true },
	};
	return { source: makeSource({ connector, tables: [table] }), table };
};

let clock = Date.parse('2025-05-30T00:00:00Z') / 1000;

/** Lays a file down, in place of the one that was delivered for the day before, packed or not. */
function deliver(form: Form, { day, rows, packed }: { day: number; rows: readonly Row[]; packed: boolean }): void {
	const name = form.nameOf(day);
	const text = form.text(rows);
	rmSync(join(folder, packed ? name : `${name}.gz`), { force: true });
	const path = join(folder, packed ? `${name}.gz` : name);
	writeFileSync(path, packed ? gzipSync(text) : text);
	clock += 1; // two deliveries within one tick of the folder's clock would look like one
	utimesSync(path, clock, clock);
}

interface Read {
	readonly scope: SyncScope;
	/** The commit that does not happen; null: all do. */
	readonly failAt: number | null;
	/** The page before which the folder goes away; null: it stays. */
	readonly dieAt: number | null;
}

async function read(form: Form, { scope, failAt, dieAt }: Read): Promise<void> {
	const { source } = sourceOf(form);
	const runId = `f${runs++}`;
	await database.store.pool.query(
		`insert into run (run_id, command, as_of, started_at, state, config_digest) values ($1, 'sync', $2, now(), 'RUNNING', 'x')`,
		[runId, AS_OF],
	);
	const connector = createConnector(source);
	try {
		await sync({
			store: failAt === null ? database.store : losing(database.store, failAt),
			sources: [source],
			connectorOf: () => (dieAt === null ? connector : goingAway(connector, dieAt)),
			intakeOf: (...place) => createIntake(...place, TOKENISER),
			clock: { now: () => new Date(`${AS_OF}T01:30:00+08:00`) },
			asOf: AS_OF,
			runId,
			progress: silentProgress,
			signal: new AbortController().signal,
			scope,
		});
	} catch (thrown) {
		if (failAt === null) throw thrown;
	} finally {
		await connector.stop();
	}
}

function goingAway(connector: Connector, dieAt: number): Connector {
	return {
		readChanges: async function* (request) {
			let given = 0;
			for await (const page of connector.readChanges(request)) {
				if (given++ === dieAt) await connector.stop();
				yield page;
			}
		},
		lookup: (...given) => connector.lookup(...given),
		probe: (...given) => connector.probe(...given),
		breaker: () => connector.breaker(),
		stop: async () => {},
	};
}

/** What the store holds as said today; a record that was withdrawn or ended is gone from it. */
async function held(): Promise<unknown> {
	const { rows } = await database.store.pool.query(`
		select record_key, body, content_hash, as_of::text, period::text, (select array_agg(feature || ' ' || value order by feature, value) from record_key k where k.rid = r.rid) as keys
		from record r where ended_on is null order by record_key`);
	return rows;
}

const emptyStore = () =>
	database.store.pool.query(
		'truncate run, source_run, source_state, set_aside, record, record_history, record_past, record_key, person_mention, person_token, file_period cascade',
	);

const delivery = fc.record({
	do: fc.constant('deliver' as const),
	day: fc.nat(2),
	rows: fc.array(fc.record({ id: fc.nat(4), value: fc.nat(2) }), { minLength: 1, maxLength: 6 }),
	packed: fc.boolean(),
});
const reading = fc.record({
	do: fc.constant('read' as const),
	scope: fc.constantFrom<SyncScope>('CHANGES', 'CHANGES', 'ALL'),
	failAt: fc.option(fc.nat(5)),
	dieAt: fc.option(fc.nat(3)),
});
const steps = fc.array(fc.oneof(delivery, reading), { minLength: 3, maxLength: 12 });
const WHOLE: Read = { scope: 'CHANGES', failAt: null, dieAt: null };

describe.each(FORMS)('a folder of $name that changes between and during reads', (form) => {
	it.each([
		['what changed', 'CHANGES'],
		['everything from the start', 'ALL'],
	] as const)('ends in the store of one clean read when %s was read last', { timeout: 240_000 }, async (_, last) => {
		await fc.assert(
			fc.asyncProperty(steps, async (all) => {
				folder = mkdtempSync(join(tmpdir(), 'folder-'));
				try {
					await emptyStore();
					for (const step of all) {
						if (step.do === 'deliver') deliver(form, step);
						else await read(form, step);
					}
					await read(form, WHOLE); // ends what a killed read left open
					await read(form, { ...WHOLE, scope: last });
					const after = await held();
					await emptyStore();
					await read(form, WHOLE);
					expect(after).toEqual(await held());
				} finally {
					rmSync(folder, { recursive: true });
				}
			}),
			{ numRuns: runsOf(10) },
		);
	});
});
