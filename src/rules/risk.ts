/**
 * The risk of an organisation, 0..100: orders organisations by how likely a check on site finds hidden subject training. Made from
 * its open findings alone, so that the order can be explained by them.
 */
import { categoryOf, compareSeverity, type FlagCategory, type FlagCode, type Severity } from '#core/flags.ts';

/** What risk needs of a finding or an open flag. */
export interface RiskFinding {
	readonly code: FlagCode;
	readonly severity: Severity;
	readonly score: number;
}

export interface Risk {
	/** 0..100; 0: no finding. */
	readonly riskScore: number;
	/** The highest severity; null: no finding. */
	readonly severity: Severity | null;
	/** Codes, sorted. */
	readonly flagCodes: readonly FlagCode[];
}

/**
 * How far a finding of a category speaks for *hidden subject training*. Larger FUNDS or COMPLIANCE: licensed schools with untidy books
 * would outrank fronts; smaller PERSONNEL: a public school's teacher behind a care business would go unnoticed.
 */
const RELEVANCE: Readonly<Record<FlagCategory, number>> = {
	HIDDEN_TRAINING: 1,
	REBRAND: 0.9,
	UNLICENSED: 0.75,
	ADVERTISING: 0.35,
	PERSONNEL: 0.3,
	TEACHING_RULES: 0.1,
	FUNDS: 0.1,
	COMPLIANCE: 0.05,
};
/** Findings of several rules rest partly on the same texts, so each further one counts less. */
const FURTHER = 0.5;
/** Flattens the ends of the scale, so that the surest hundred still have different scores in whole numbers. */
const FLATTEN = 0.6;

/** The risk from an organisation's findings; order of the findings does not matter. */
export function riskOf(findings: readonly RiskFinding[]): Risk {
	if (findings.length === 0) return { riskScore: 0, severity: null, flagCodes: [] };
	const shares = findings.map((finding) => finding.score * RELEVANCE[categoryOf(finding.code)]).sort((a, b) => b - a);
	const missed = shares.reduce((product, share, i) => product * (1 - Math.min(0.9999, share * (i === 0 ? 1 : FURTHER))), 1);
	const odds = Math.log((1 - missed) / missed);
	return {
		riskScore: Math.max(1, Math.round(100 / (1 + Math.exp(-FLATTEN * odds)))),
		severity: findings.reduce<Severity>((worst, { severity }) => (compareSeverity(severity, worst) > 0 ? severity : worst), 'INFO'),
		flagCodes: [...new Set(findings.map(({ code }) => code))].sort(),
	};
}
