/**
 * The risk of an organisation, 0..100: the calibrated probability that a check on site finds hidden subject training. Made from its
 * open flags alone, so that the order can be explained by them: each flag's part is told in points.
 */
import { compareSeverity, type FlagCode, POLICE_CODES, type Severity } from '#core/flags.ts';
import type { Risk, RiskFlag, RiskPart, RiskWeights } from '#core/risk.ts';
import { STANDARD_WEIGHTS } from './risk-weights.ts';

/** A score counts as no surer than this: two certain flags would otherwise drown every weight. */
const SUREST = 0.9999;
/** From here a risk is high: teaching is likelier than not. */
export const HIGH_RISK = 50;
/** Fields that many share and that anybody can write: what a flag cites of them is no source of its own. */
const SURFACE_FIELDS: ReadonlySet<string> = new Set([
	'name',
	'scope',
	'industryCode',
	'address',
	'divisionCode',
	'phones',
	'establishedOn',
]);
/** Fields in which officers wrote down what they found: one such record suffices. */
const ESTABLISHED_FIELDS: ReadonlySet<string> = new Set(['findings', 'facts']);

/** How a risk is made of flags and weights; another number makes the next evaluation judge every organisation. */
export const RISK_FORM = 2;

/** Whether a flag counts. A police answer is not shown to everybody, so the score, which is, says nothing of it whatever the weights. */
const counts = ({ code }: RiskFlag): boolean => !POLICE_CODES.includes(code);

/** A flag's share of what its organisation's records say. */
export interface FlagShare {
	readonly flag: RiskFlag;
	/** Unweighted: −ln(1 − score), how many independent chances to be wrong the flag leaves. */
	readonly units: number;
	readonly sources: number;
	readonly ownSources: number;
}

const byId = (a: RiskFlag, b: RiskFlag): number => (a.code === b.code ? (a.flagId < b.flagId ? -1 : 1) : a.code < b.code ? -1 : 1);

/**
 * Divides records among flags: each flag's weight is spread evenly over its records, and a record that several cite counts for the one
 * that makes most of it. So independent sources add up, and one text read by four rules counts once. Adding a flag never lowers the sum.
 * Flags that do not count have no share.
 */
export function sharesOf(flags: readonly RiskFlag[], weights: RiskWeights): readonly FlagShare[] {
	const cited = flags
		.filter(counts)
		.toSorted(byId)
		.map((flag) => ({ flag, records: sourcesOf(flag) }));
	const units = (flag: RiskFlag): number => -Math.log(1 - Math.min(SUREST, Math.max(0, flag.score)));
	const owners = new Map<string, { flag: RiskFlag; worth: number }>();
	for (const { flag, records } of cited) {
		const worth = (weights.weights[flag.code] * units(flag)) / records.length;
		for (const record of records) {
			const owner = owners.get(record);
			if (owner === undefined || worth > owner.worth) owners.set(record, { flag, worth });
		}
	}
	return cited.map(({ flag, records }) => {
		const ownSources = records.filter((record) => owners.get(record)?.flag === flag).length;
		return { flag, units: (units(flag) * ownSources) / records.length, sources: records.length, ownSources };
	});
}

/** Records behind a flag. Those cited for surface fields alone count where there is nothing else; a flag without evidence is its own. */
function sourcesOf({ flagId, evidence }: RiskFlag): readonly string[] {
	const deep = evidence.filter(({ field }) => !SURFACE_FIELDS.has(field));
	const records = new Set((deep.length > 0 ? deep : evidence).map(recordOf));
	return records.size > 0 ? [...records] : [flagId];
}

const recordOf = ({ source, recordType, recordKey }: RiskFlag['evidence'][number]): string =>
	[source, recordType, recordKey].join('\u001f');

/** Whether everything rests on surface fields, or on one single record that no officer wrote. Such a risk is never high. */
function isSurface(flags: readonly RiskFlag[]): boolean {
	const deep = flags.flatMap(({ evidence }) => evidence).filter(({ field }) => !SURFACE_FIELDS.has(field));
	return new Set(deep.map(recordOf)).size < 2 && !deep.some(({ field }) => ESTABLISHED_FIELDS.has(field));
}

/** The risk from an organisation's open flags; their order does not matter. */
export function riskOf(flags: readonly RiskFlag[], weights: RiskWeights = STANDARD_WEIGHTS): Risk {
	if (flags.length === 0) return { riskScore: 0, severity: null, flagCodes: [], parts: [] };
	const counted = flags.filter(counts);
	const shares = sharesOf(counted, weights);
	const logits = shares.map(({ flag, units }) => weights.weights[flag.code] * units);
	const sum = logits.reduce((total, part) => total + part, 0);
	const percent = Math.max(1, Math.round(100 / (1 + Math.exp(-(weights.bias + sum)))));
	const riskScore = counted.length === 0 ? 0 : isSurface(counted) ? Math.min(percent, HIGH_RISK - 1) : percent;
	const points = divide(riskScore, logits);
	const parts = [
		...shares.map(
			({ flag: { flagId, code }, sources, ownSources }, i): RiskPart => ({ flagId, code, points: points[i] ?? 0, sources, ownSources }),
		),
		...flags.filter((flag) => !counts(flag)).map(partOfNothing),
	];
	return {
		riskScore,
		severity: flags.reduce<Severity>((worst, { severity }) => (compareSeverity(severity, worst) > 0 ? severity : worst), 'INFO'),
		flagCodes: [...new Set(flags.map(({ code }) => code))].sort() as readonly FlagCode[],
		parts: parts.toSorted((a, b) => b.points - a.points),
	};
}

function partOfNothing(flag: RiskFlag): RiskPart {
	return { flagId: flag.flagId, code: flag.code, points: 0, sources: sourcesOf(flag).length, ownSources: 0 };
}

/** Whole points by share, the largest remainders rounded up, so that they add up to the score; the first takes all where nothing weighs. */
function divide(score: number, logits: readonly number[]): readonly number[] {
	const sum = logits.reduce((total, part) => total + part, 0);
	const exact = logits.map((part, i) => (sum > 0 ? (score * part) / sum : i === 0 ? score : 0));
	const whole = exact.map(Math.floor);
	const left = score - whole.reduce((total, part) => total + part, 0);
	const order = exact.map((part, i) => ({ i, rest: part - Math.floor(part) })).sort((a, b) => b.rest - a.rest || a.i - b.i);
	for (const { i } of order.slice(0, Math.round(left))) whole[i] = (whole[i] ?? 0) + 1;
	return whole;
}
