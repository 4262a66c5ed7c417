/**
 * How long it takes to resolve a province: everything for the first time, then half a per cent of its businesses changed, everything again, then one record in hand. The store is
 * that of a made province, laid down several times beside itself (`--copies`) with other counties, codes, names, places, telephones and
 * people, for a province of a million takes hours to make and to read. Freezes what it finds in `results/resolve-<businesses>.json`: processor
 * seconds and sizes; seconds on the wall depend on what else the machine does.
 * Run: `node_modules/.bin/node bench/speed/resolve.ts --businesses 20000 --copies 5`; DATABASE_URL names a PostgreSQL on this machine.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AS_OF, CHECKOUT, openScratch, type Scratch } from '#bench/support/scratch-province.ts';
import { COMMANDS } from '#commands.ts';
import type { ReadGiven } from '#core/given-record.ts';
import { SHIPPED_MODEL } from '#matching/match-model.ts';
import { matchGiven } from '#store/matching/match-given.ts';
import { copyProvince } from './copy-province.ts';
import { type Measured, measure } from './measure-process.ts';

const { values } = parseArgs({
	options: {
		businesses: { type: 'string', default: '20000' },
		copies: { type: 'string', default: '5' },
		seed: { type: 'string', default: '7' },
	},
});
/** Records asked for one by one. */
const ASKED = 400;
/** One business in so many changes. */
const CHANGES = 200;
/** Clock ticks a second, as Linux counts a process's time. */
const TICKS = 100;

const scratch = await openScratch({ businesses: Number(values.businesses), seed: values.seed, keep: false });
try {
	const { pool } = scratch.hub.store;
	await COMMANDS.sync(scratch.hub, { asOf: AS_OF, sources: [] });
	await copyProvince(pool, Number(values.copies));
	const count = async (what: string) => (await pool.query<{ n: number }>(`select count(*)::int as n from ${what}`)).rows[0]?.n ?? 0;
	const businesses = await count(`record where kind = 'registration'`);
	const sizes = {
		businesses,
		records: await count('record'),
		keys: await count('record_key'),
		mentionsOfPeople: await count('person_mention'),
	};
	say('sizes', sizes);
	const full = say('everything', await resolve(scratch));
	const changed = await changeSome(scratch);
	const some = say(`${changed} changed`, await resolve(scratch));
	const again = say('everything again', await resolve(scratch, '--full'));
	const onDemand = say('one in hand, ms', await askOneByOne(scratch));
	const result = { ...sizes, full, changed, incremental: some, fullAgain: again, onDemandMs: onDemand };
	const results = join(import.meta.dirname, 'results');
	mkdirSync(results, { recursive: true });
	writeFileSync(join(results, `resolve-${businesses}.json`), `${JSON.stringify(result, null, '\t')}\n`);
} finally {
	await scratch.close();
}

function say<T extends object>(what: string, found: T): T {
	console.log(`${what}: ${JSON.stringify(found)}`);
	return found;
}

/** Half a per cent of the businesses: of three one says another telephone, one another name, and one nothing that tells who it is. */
async function changeSome({ hub: { store } }: Scratch): Promise<number> {
	const chosen = (what: number) =>
		`select rid from record where kind = 'registration' and hashtext(record_key) % ${CHANGES} = 0 and abs(hashtext(record_key)) / ${CHANGES} % 3 = ${what}`;
	await store.pool.query(`update record_key set value = value || '~9' where feature = 'phone' and rid in (${chosen(0)})`);
	await store.pool.query(
		`update record_key set value = value || '新' where feature in ('name', 'core', 'brand', 'brandPinyin', 'brandShape') and rid in (${chosen(1)})`,
	);
	const { rowCount } = await store.pool.query(
		`update record set content_hash = md5(content_hash) where kind = 'registration' and hashtext(record_key) % ${CHANGES} = 0`,
	);
	return rowCount ?? 0;
}

/** The command as a process of its own; beside it the processor time of PostgreSQL in this database. */
async function resolve(
	{ environment, hub }: Scratch,
	...more: readonly string[]
): Promise<Measured & { readonly databaseCpuSeconds: number }> {
	const { pool } = hub.store;
	const before = new Map<number, number>();
	await noteBackends(pool, before);
	const used = new Map<number, number>();
	const timer = setInterval(() => void noteBackends(pool, used).catch(() => {}), 200);
	try {
		const args = ['src/main.ts', 'resolve', '--as-of', AS_OF, '--config', 'config/sandbox.yaml', ...more];
		const measured = await measure({ args, cwd: CHECKOUT, environment });
		// The bench's own connections were there before and have worked.
		const ticks = [...used].filter(([pid]) => !before.has(pid)).reduce((sum, [, spent]) => sum + spent, 0);
		return { ...measured, databaseCpuSeconds: Math.round(ticks / TICKS) };
	} finally {
		clearInterval(timer);
	}
}

/** Processor time so far of each process of PostgreSQL that works on the database, by its number. */
async function noteBackends(pool: Scratch['hub']['store']['pool'], used: Map<number, number>): Promise<void> {
	const { rows } = await pool.query<{ pid: number }>(`select pid from pg_stat_activity where datname = current_database()`);
	for (const { pid } of rows) {
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
		used.set(pid, Number(fields[11]) + Number(fields[12]));
	}
}

/** Milliseconds that texts of the store take, as if each were in hand. */
async function askOneByOne({ hub: { store } }: Scratch): Promise<{ readonly median: number; readonly p95: number }> {
	const { rows } = await store.pool.query<Omit<ReadGiven, 'question' | 'creditCode' | 'day'>>(
		`select coalesce(r.division_code, '') as division, array[r.body ->> 'name', r.body ->> 'content', r.body ->> 'findings'] as texts,
			(select json_agg(json_build_object('feature', k.feature, 'value', k.value)) from record_key k where k.rid = r.rid) as keys
		from (select * from record where kind in ('complaint', 'inspection', 'advertisement') order by hashtext(record_key) limit ${ASKED}) r
		where exists (select from record_key k where k.rid = r.rid)`,
	);
	const took: number[] = [];
	for (const row of rows) {
		const started = performance.now();
		await matchGiven(store.db, SHIPPED_MODEL, { ...row, question: 'mention', creditCode: null, day: null });
		took.push(performance.now() - started);
	}
	took.sort((a, b) => a - b);
	const percentile = (share: number) => Math.round(took[Math.floor(share * took.length)] ?? 0);
	return { median: percentile(0.5), p95: percentile(0.95) };
}
