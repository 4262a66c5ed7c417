/**
 * How long the commands of a night take, each in a process of its own and measured from outside (start of Node, configuration and
 * connection included), and how bulk upserts compare with row-by-row ones. Figures depend on the machine: compare within one run.
 * Run: `node_modules/.bin/node bench/speed/run.ts --businesses 20000`; DATABASE_URL names a PostgreSQL to use.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AS_OF, CHECKOUT, openScratch, type Scratch } from '#bench/support/scratch-province.ts';
import { measure } from './measure-process.ts';
import { compareUpserts } from './upserts.ts';

const { values } = parseArgs({
	options: {
		businesses: { type: 'string', default: '20000' },
		seed: { type: 'string', default: '7' },
		rows: { type: 'string', default: '20000' },
	},
});

const scratch = await openScratch({ businesses: Number(values.businesses), seed: values.seed, keep: false });
try {
	const machine = cpus();
	console.log(
		`${machine.length} × ${machine[0]?.model.trim()}, Node ${process.versions.node}, ${Number(values.businesses).toLocaleString('en')} businesses`,
	);
	report('make the province (in this process)', scratch.madeIn, '');
	const first = await time(scratch, ['sync', '--as-of', AS_OF]);
	const { rows } = await scratch.hub.store.pool.query<{ read: string }>('select sum(rows_read) as read from source_run');
	const read = Number(rows[0]?.read);
	report('sync, first', first, `${read.toLocaleString('en')} rows, ${Math.round(read / first).toLocaleString('en')} a second`);
	report('sync, nothing changed', await time(scratch, ['sync', '--as-of', AS_OF]), '');
	report('resolve', await time(scratch, ['resolve', '--as-of', AS_OF]), '');
	report('evaluate, first', await time(scratch, ['evaluate', '--as-of', AS_OF]), '');
	report('evaluate, nothing changed', await time(scratch, ['evaluate', '--as-of', AS_OF]), '');
	report('export', await time(scratch, ['export', '--out', join(scratch.hub.home, 'out')]), '');
	const upserts = await compareUpserts(scratch.hub.store, Number(values.rows));
	console.log(
		`upsert of ${upserts.rows.toLocaleString('en')} records: one by one ${upserts.single.toFixed(2)} s, through COPY ${upserts.copied.toFixed(2)} s, ratio ${(upserts.single / upserts.copied).toFixed(1)}`,
	);
} finally {
	await scratch.close();
}

/** Seconds that a command of the hub takes. @throws when it fails. */
async function time({ environment }: Scratch, args: readonly string[]): Promise<number> {
	return (await measure({ args: ['src/main.ts', ...args, '--config', 'config/sandbox.yaml'], cwd: CHECKOUT, environment })).seconds;
}

function report(what: string, seconds: number, more: string): void {
	console.log(`${what.padEnd(36)} ${seconds.toFixed(1).padStart(7)} s  ${more}`);
}
