/**
 * Estimates the weights of risk from what the store holds: flags of labelled organisations, measured by weights that have not seen
 * them, with the fairness sheet. Changes nothing; a version is kept and put in force by decision.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from '#core/canonical-json.ts';
import { HubError } from '#core/errors.ts';
import { categoryOf, type FlagStatus, OPEN_STATUSES } from '#core/flags.ts';
import { refText } from '#core/records.ts';
import type { RiskFlag, RiskProvenance, RiskWeights } from '#core/risk.ts';
import { HIGH_RISK, riskOf } from '#rules/risk.ts';
import { type FairnessRow, fairnessSheet, type TraitCount, type Traits } from '#rules/risk-fairness.ts';
import { crossScored, fitWeights, type RiskSample } from '#rules/risk-fit.ts';
import { measureRisk, type RiskMeasures } from '#rules/risk-measures.ts';
import type { Store } from '#store/database.ts';
import { flaggedOrganisations, ownersOf, type TraitRow, traitRows } from '#store/risk-view.ts';
import type { RiskLabels } from './risk-labels.ts';

export interface EstimateRequest {
	readonly store: Pick<Store, 'pool'>;
	/** Null: what reviewers confirmed and dismissed. */
	readonly labels: RiskLabels | null;
	/** Where the labels come from, for the provenance. */
	readonly from: string;
	readonly asOf: string | null;
	readonly catalogueVersion: string;
	/** In force now: what the new weights are compared with. */
	readonly current: RiskWeights;
}

export interface RiskEstimate {
	readonly weights: RiskWeights;
	/** Of weights that have not seen the organisation they score. */
	readonly measures: RiskMeasures;
	/** Of the weights in force, on the same organisations. */
	readonly currentMeasures: RiskMeasures;
	readonly fairness: readonly FairnessRow[];
}

/** Fewer labelled organisations of either answer teach nothing but themselves. */
const LEAST_LABELLED = 20;
/** So many organisations make a brand a common one. Smaller: two branches are common; larger: none is in a small province. */
const COMMON_BRAND = 5;

/** Estimates. @throws HubError INVALID_INPUT when too few organisations with a flag are labelled. */
export async function estimateRisk(request: EstimateRequest): Promise<RiskEstimate> {
	const { store, labels, from, asOf, catalogueVersion, current } = request;
	const traits = await traitRows(store);
	const truth = labels === null ? null : await truthOf(store, labels);
	const samples = truth === null ? await reviewed(store) : await flagged(store, truth);
	const positives = samples.filter(({ holds }) => holds).length;
	if (Math.min(positives, samples.length - positives) < LEAST_LABELLED) {
		const counts = `${positives} that teach hidden subjects and ${samples.length - positives} that do not`;
		throw new HubError('INVALID_INPUT', `Labels cover ${counts}; ${LEAST_LABELLED} of either, each with a flag, are the least.`);
	}
	const provenance: RiskProvenance = {
		labels: labels === null ? 'REVIEWS' : 'TRUTH',
		from,
		catalogueVersion,
		asOf,
		organisations: samples.length,
		positives,
	};
	const weights = fitWeights(samples, provenance, '');
	const scored = crossScored(samples, provenance);
	// Reviews say nothing of organisations that nobody looked at; a truth that speaks for all says that they are innocent.
	const innocent = truth?.whole === true ? traits.filter(({ organisationId }) => truth.holds.get(organisationId) !== true) : null;
	const silent = innocent === null ? 0 : innocent.length - (samples.length - positives);
	return {
		weights: { ...weights, version: versionOf(weights) },
		measures: measureRisk(scored, silent),
		currentMeasures: measureRisk(
			samples.map(({ flags, holds }) => ({ riskScore: riskOf(flags, current).riskScore, holds })),
			silent,
		),
		fairness: fairnessSheet(countsOf(traits, scored, innocent)),
	};
}

/** By contents, so that the same labels on the same flags give the same version. */
function versionOf({ bias, weights, provenance }: RiskWeights): string {
	return `rw-${createHash('sha256')
		.update(canonicalJson([bias, weights, provenance]))
		.digest('hex')
		.slice(0, 10)}`;
}

interface Truth {
	/** By organisation; absent: not labelled. */
	readonly holds: ReadonlyMap<string, boolean>;
	readonly whole: boolean;
}

/** A label belongs to the organisation with which most of its records stand: a text among them may stand elsewhere. */
async function truthOf(store: Pick<Store, 'pool'>, { labels, whole }: RiskLabels): Promise<Truth> {
	const owners = new Map(
		(
			await ownersOf(
				store,
				labels.flatMap(({ records }) => records),
			)
		).map((row) => [refText(row), row.organisationId]),
	);
	const holds = new Map<string, boolean>();
	for (const { records, holds: does } of labels) {
		const ids = records.flatMap((ref) => owners.get(refText(ref)) ?? []);
		const [first] = [...Map.groupBy(ids, (id) => id)].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
		if (first !== undefined) holds.set(first[0], does || (holds.get(first[0]) ?? false));
	}
	return { holds, whole };
}

async function flagged(store: Pick<Store, 'pool'>, { holds, whole }: Truth): Promise<RiskSample[]> {
	const rows = await flaggedOrganisations(store, OPEN_STATUSES);
	return rows
		.filter(({ organisationId }) => whole || holds.has(organisationId))
		.map(({ organisationId, flags }) => ({ organisationId, flags, holds: holds.get(organisationId) ?? false }));
}

/** Categories in which a confirmed flag says that hidden subjects are taught. */
const TELLING: ReadonlySet<string> = new Set(['HIDDEN_TRAINING', 'REBRAND', 'UNLICENSED']);
const DECIDED: readonly FlagStatus[] = ['CONFIRMED', 'DISMISSED'];

/** Organisations of which reviewers decided a telling flag: confirmed in one, or dismissed in all. */
async function reviewed(store: Pick<Store, 'pool'>): Promise<RiskSample[]> {
	const rows = await flaggedOrganisations(store, [...OPEN_STATUSES, 'DISMISSED']);
	return rows.flatMap(({ organisationId, flags }) => {
		const decided = flags.filter(({ status, code }) => DECIDED.includes(status) && TELLING.has(categoryOf(code)));
		if (decided.length === 0) return [];
		return [{ organisationId, flags, holds: decided.some(({ status }) => status === 'CONFIRMED') }];
	});
}

type Scored = { readonly organisationId: string; readonly flags: readonly RiskFlag[]; readonly holds: boolean; readonly riskScore: number };

/** Innocent organisations by traits; `innocent` null: only those labelled. */
function countsOf(traits: readonly TraitRow[], scored: readonly Scored[], innocent: readonly TraitRow[] | null): readonly TraitCount[] {
	const high = new Set(scored.filter(({ riskScore }) => riskScore >= HIGH_RISK).map(({ organisationId }) => organisationId));
	const labelled = new Set(scored.filter(({ holds }) => !holds).map(({ organisationId }) => organisationId));
	const rows = innocent ?? traits.filter(({ organisationId }) => labelled.has(organisationId));
	return [...Map.groupBy(rows, (row) => canonicalJson(traitsOf(row)))].map(([, own]) => ({
		traits: traitsOf(own[0] as TraitRow),
		innocent: own.length,
		high: own.filter(({ organisationId }) => high.has(organisationId)).length,
	}));
}

function traitsOf({ divisionCode, form, capital, sameBrand }: TraitRow): Traits {
	const size =
		capital === null ? 'capital unknown' : capital < 100_000 ? 'under 100,000' : capital < 1_000_000 ? 'under 1,000,000' : 'from 1,000,000';
	return { county: divisionCode ?? 'unknown', form: form ?? 'unknown', size, brand: sameBrand >= COMMON_BRAND ? 'common' : 'rare' };
}
