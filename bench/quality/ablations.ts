/**
 * Which single trick would hide how many: a made province is judged again with one thing missing from every dossier, and what is left
 * is held against what was planted. Prints a table and freezes it in `results/ablations-<businesses>-<seed>.json`.
 * Run: `node_modules/.bin/node bench/quality/ablations.ts --businesses 20000 --seed 7`; DATABASE_URL names a PostgreSQL to use.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AS_OF, openScratch } from '#bench/support/scratch-province.ts';
import { COMMANDS } from '#commands.ts';
import type { Hub } from '#compose.ts';
import type { Dossier, DossierRecords } from '#core/dossier.ts';
import { categoryOf } from '#core/flags.ts';
import type { Kind } from '#core/kinds.ts';
import { evaluateDossier } from '#rules/catalogue.ts';
import { riskOf } from '#rules/risk.ts';
import { streamDossiers } from '#store/dossier-view.ts';
import { type Bundle, type FoundFlag, readBundle } from './bundle.ts';
import { measureRanking, meet } from './measure.ts';
import { rounded } from './score.ts';
import { readTruth } from './truth.ts';

const { values } = parseArgs({ options: { businesses: { type: 'string', default: '20000' }, seed: { type: 'string', default: '7' } } });

type Change = (dossier: Dossier) => Dossier;

const TEXTS: readonly Kind[] = ['penalty', 'inspection', 'complaint', 'incident', 'advertisement', 'listEntry'];

/** Without the records of these kinds. */
const without =
	(...kinds: readonly Kind[]): Change =>
	(dossier) => ({ ...dossier, records: { ...dossier.records, ...Object.fromEntries(kinds.map((kind) => [kind, []])) } as DossierRecords });

/** With these fields of records of any kind unknown. */
const blank =
	(...fields: readonly string[]): Change =>
	(dossier) => {
		const records = Object.entries(dossier.records).map(([kind, list]) => [
			kind,
			list.map((record) => ({
				...record,
				body: Object.fromEntries(Object.entries(record.body).map(([field, value]) => [field, fields.includes(field) ? null : value])),
			})),
		]);
		return { ...dossier, records: Object.fromEntries(records) as DossierRecords };
	};

/** Neither predecessors nor successors, nor people, nor others in the room. */
const alone: Change = (dossier) => ({ ...dossier, predecessors: [], successors: [], people: [], personFacts: new Map(), premises: [] });
const timeless: Change = blank(
	'inspectedOn',
	'receivedAt',
	'occurredAt',
	'publishedOn',
	'decidedOn',
	'establishedOn',
	'changedOn',
	'from',
	'to',
);

/** What is missing, by what somebody would do to be missed. */
const ABLATIONS: Readonly<Record<string, Change>> = {
	'nothing missing': (dossier) => dossier,
	'names and register alone': (dossier) => without(...TEXTS, 'course')(alone(dossier)),
	'no network': alone,
	'no time': timeless,
	'no penalties': without('penalty'),
	'no inspections': without('inspection'),
	'no complaints': without('complaint'),
	'no police incidents': without('incident'),
	'no advertisements': without('advertisement'),
	'no lists': without('listEntry'),
	'no courses': without('course'),
	'no successions': (dossier) => ({ ...dossier, predecessors: [], successors: [] }),
	'no people': (dossier) => ({ ...dossier, people: [], personFacts: new Map() }),
	'no scope': blank('scope'),
	'no industry': blank('industryCode'),
	'no licences': without('licence'),
};

/** Flags and risk of every organisation under each ablation; dossiers are built once. */
async function judgeEach(hub: Hub): Promise<ReadonlyMap<string, Pick<Bundle, 'flags' | 'risk'>>> {
	const sources = Object.fromEntries(hub.config.sources.map(({ id }) => [id, 'FRESH' as const]));
	const found = new Map(Object.keys(ABLATIONS).map((name) => [name, { flags: [] as FoundFlag[], risk: new Map<string, number>() }]));
	const request = { asOf: AS_OF, sources, clearanceSource: 'police', regulation: hub.config };
	for await (const dossier of streamDossiers(hub.store.db, request)) {
		const { organisationId } = dossier;
		for (const [name, change] of Object.entries(ABLATIONS)) {
			const { findings } = evaluateDossier(change(dossier));
			if (findings.length === 0) continue;
			const flags = findings.map((finding, i) => ({ ...finding, flagId: String(i) }));
			found.get(name)?.risk.set(organisationId, riskOf(flags).riskScore);
			found.get(name)?.flags.push(
				...findings.map(({ code, severity, score, personId }) => ({
					organisationId,
					personId: personId ?? '',
					code,
					category: categoryOf(code),
					severity,
					score,
				})),
			);
		}
	}
	return found;
}

const scratch = await openScratch({ businesses: Number(values.businesses), seed: values.seed, keep: false });
try {
	const { hub, folder } = scratch;
	const out = join(hub.home, 'out');
	await COMMANDS.nightly(hub, { asOf: AS_OF, out, bom: false });
	const [truth, bundle] = [await readTruth(folder), await readBundle(join(out, AS_OF))];
	const meeting = meet(truth, bundle);
	const result = rounded(
		Object.fromEntries(
			[...(await judgeEach(hub))].map(([name, judged]) => {
				const { decoysFlaggedByKind: _, ...measures } = measureRanking(truth, { ...bundle, ...judged }, meeting);
				return [name, measures];
			}),
		),
	);
	console.table(result);
	const results = join(import.meta.dirname, 'results');
	mkdirSync(results, { recursive: true });
	writeFileSync(join(results, `ablations-${values.businesses}-${values.seed}.json`), `${JSON.stringify(result, null, '\t')}\n`);
} finally {
	await scratch.close();
}
