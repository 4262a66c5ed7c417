/**
 * How fast rules judge: every organisation of a made province, a second run over nothing new, one organisation on demand. Prints seconds,
 * and freezes ratios in `results/evaluate-<businesses>.json`; seconds depend on the machine, ratios hardly.
 * Run: `node_modules/.bin/node bench/speed/evaluate.ts --businesses 100000`; DATABASE_URL names a PostgreSQL to use.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AS_OF, openScratch } from '#bench/support/scratch-province.ts';
import { COMMANDS } from '#commands.ts';
import type { Hub } from '#compose.ts';
import { silentProgress } from '#core/ports.ts';
import { type EvaluateSummary, evaluate } from '#jobs/evaluate.ts';
import { evaluateOrganisation } from '#jobs/evaluate-organisation.ts';

const { values } = parseArgs({ options: { businesses: { type: 'string', default: '20000' }, seed: { type: 'string', default: '7' } } });
/** Organisations asked for one by one. */
const ASKED = 400;

/** The state in which a night leaves sources that all answered. */
function judging({ config }: Hub) {
	const sources = Object.fromEntries(config.sources.map(({ id }) => [id, 'FRESH' as const]));
	return { asOf: AS_OF, sources, clearanceSource: 'police', regulation: config };
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly seconds: number; readonly cpu: number; readonly value: T }> {
	const [started, used] = [performance.now(), process.cpuUsage()];
	const value = await work();
	const { user, system } = process.cpuUsage(used);
	return { seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6, value };
}

function judgeAll(hub: Hub, runId: string, full: boolean): Promise<EvaluateSummary> {
	return evaluate({ store: hub.store, progress: silentProgress, runId, full, ...judging(hub) });
}

/** Milliseconds of each, ascending. */
async function askOneByOne(hub: Hub): Promise<readonly number[]> {
	const { rows } = await hub.store.pool.query<{ id: string }>(
		`select organisation_id as id from organisation where merged_into is null order by hashtext(organisation_id) limit ${ASKED}`,
	);
	const took: number[] = [];
	for (const { id } of rows) {
		const { seconds } = await timed(() => evaluateOrganisation(hub.store, { organisationId: id, ...judging(hub) }));
		took.push(seconds * 1000);
	}
	return took.sort((a, b) => a - b);
}

const scratch = await openScratch({ businesses: Number(values.businesses), seed: values.seed, keep: false });
try {
	const { hub } = scratch;
	await COMMANDS.nightly(hub, { asOf: AS_OF, out: join(hub.home, 'out'), bom: false });
	const { rows } = await hub.store.pool.query<{ run_id: string }>('select run_id from run order by started_at desc limit 1');
	const runId = rows[0]?.run_id ?? '';
	const whole = await timed(() => judgeAll(hub, runId, true));
	await timed(() => judgeAll(hub, runId, false)); // settles the basis, which names the states of sources as given here
	const again = await timed(() => judgeAll(hub, runId, false));
	const one = await askOneByOne(hub);
	const percentile = (share: number) => one[Math.floor(share * one.length)] ?? 0;
	const organisations = whole.value.organisations;
	const each = (1000 * whole.seconds) / organisations;
	console.log(`all ${organisations}: ${whole.seconds.toFixed(1)} s, ${whole.cpu.toFixed(1)} s of processor time in this process`);
	console.log(`nothing new: ${again.value.organisations} judged, ${again.seconds.toFixed(1)} s`);
	console.log(`one on demand: median ${percentile(0.5).toFixed(1)} ms, p95 ${percentile(0.95).toFixed(1)} ms`);
	const digits = (value: number) => Number(value.toFixed(2));
	const result = {
		organisations,
		processorShareOfWhole: digits(whole.cpu / whole.seconds),
		judgedWithNothingNew: again.value.organisations,
		nothingNewOfWhole: digits(again.seconds / whole.seconds),
		oneOnDemandOfOneInTheNight: { median: digits(percentile(0.5) / each), p95: digits(percentile(0.95) / each) },
	};
	const results = join(import.meta.dirname, 'results');
	mkdirSync(results, { recursive: true });
	writeFileSync(join(results, `evaluate-${values.businesses}.json`), `${JSON.stringify(result, null, '\t')}\n`);
} finally {
	await scratch.close();
}
