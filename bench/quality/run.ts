/**
 * Makes a province, runs the night over it, and holds the bundle against what was planted. Prints the measures and freezes them in
 * `results/<businesses>-<seed>.json`: a change of quality is a difference there. `--errors 3` shows three errors of each class.
 * Run: `node_modules/.bin/node bench/quality/run.ts --businesses 20000 --seed 7`; DATABASE_URL names a PostgreSQL to use.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AS_OF, openScratch } from '#bench/support/scratch-province.ts';
import { COMMANDS } from '#commands.ts';
import type { Hub } from '#compose.ts';
import { measureBlocks } from './blocks.ts';
import { readBundle } from './bundle.ts';
import {
	type ErrorCase,
	measureFlags,
	measureGroups,
	measureMentions,
	measureRanking,
	measureSpoiled,
	measureSuccessions,
	meet,
} from './measure.ts';
import { collectSecrets, scan } from './privacy.ts';
import { rounded } from './score.ts';
import { showErrors } from './show-errors.ts';
import { readTruth } from './truth.ts';

const { values } = parseArgs({
	options: {
		businesses: { type: 'string', default: '20000' },
		seed: { type: 'string', default: '7' },
		errors: { type: 'string', default: '0' },
		keep: { type: 'boolean', default: false },
	},
});

const scratch = await openScratch({ businesses: Number(values.businesses), seed: values.seed, keep: values.keep });
try {
	const { hub, folder, logFile } = scratch;
	const out = join(hub.home, 'out');
	const night = await COMMANDS.nightly(hub, { asOf: AS_OF, out, bom: false });
	if (night.status !== 0) throw new Error(`The night did not end well: ${night.text}`);
	const bundleFolder = join(out, AS_OF);
	const [truth, bundle] = [await readTruth(folder), await readBundle(bundleFolder)];
	const meeting = meet(truth, bundle);
	const errors: ErrorCase[] = [];
	const leaks = await scan(hub, bundleFolder, logFile, await collectSecrets(hub, truth));
	const count = (kind: string) => leaks.filter((leak) => leak.kind === kind).length;
	const result = rounded({
		organisations: measureGroups('organisations', { truth: truth.registrations, found: bundle.organisations }, errors),
		people: measureGroups('people', { truth: truth.people, found: bundle.people }, errors),
		mentions: measureMentions(truth, bundle, meeting, errors),
		blocks: await measureBlocks(hub, truth),
		successions: measureSuccessions(truth, bundle, meeting, errors),
		ranking: measureRanking(truth, bundle, meeting),
		flags: measureFlags(truth, bundle, meeting, errors),
		setAside: measureSpoiled('row set aside', truth.setAside, new Set(bundle.setAside), errors),
		lostValues: measureSpoiled('lost value', truth.lostValues, await faultsOf(hub), errors),
		leaks: { phones: count('phone'), words: count('words'), identityNumbers: count('identityNumber') },
	});
	print(result);
	for (const leak of leaks.slice(0, 5)) console.log(`LEAK ${leak.kind} in ${leak.where}: ${leak.line.slice(0, 400)}`);
	await showErrors(hub, truth, errors, Number(values.errors));
	const results = join(import.meta.dirname, 'results');
	mkdirSync(results, { recursive: true });
	writeFileSync(join(results, `${values.businesses}-${values.seed}.json`), `${JSON.stringify(result, null, '\t')}\n`);
	if (leaks.length > 0) process.exitCode = 1;
} finally {
	await scratch.close();
}

/** Values that intake has given up, "record\tfield". */
async function faultsOf(hub: Hub): Promise<Set<string>> {
	const { rows } = await hub.store.pool.query<{ fault: string }>(
		`select distinct concat_ws(E'\\t', source, record_type, record_key, f ->> 'field') as fault from record, jsonb_array_elements(faults) f`,
	);
	return new Set(rows.map(({ fault }) => fault));
}

/** One line a measure; whole objects of numbers beside each other. */
function print(result: object, indent = ''): void {
	for (const [name, value] of Object.entries(result)) {
		const nested = value !== null && typeof value === 'object';
		if (nested && Object.values(value).some((inner) => inner !== null && typeof inner === 'object')) {
			console.log(`${indent}${name}`);
			print(value, `${indent}  `);
		} else {
			const text = nested
				? Object.entries(value)
						.map(([key, inner]) => `${key} ${inner ?? '-'}`)
						.join('  ')
				: (value ?? '-');
			console.log(`${indent}${name.padEnd(26 - indent.length)} ${text}`);
		}
	}
}
