/** The weights of risk as delivered, and the prior from which an estimate starts. */
import { categoryOf, FLAG_CATEGORIES, type FlagCategory, type FlagCode } from '#core/flags.ts';
import type { RiskWeights } from '#core/risk.ts';

/** All codes. */
export const CODES: readonly FlagCode[] = Object.values(FLAG_CATEGORIES).flat();

/**
 * How far a flag of a category speaks for *hidden subject training* before anybody has counted. Larger FUNDS or COMPLIANCE: licensed
 * schools with untidy books would outrank fronts; smaller PERSONNEL: a public school's teacher behind a care business would go unnoticed.
 */
const PRIOR: Readonly<Record<FlagCategory, number>> = {
	HIDDEN_TRAINING: 1,
	REBRAND: 0.9,
	UNLICENSED: 0.75,
	ADVERTISING: 0.35,
	PERSONNEL: 0.3,
	TEACHING_RULES: 0.05,
	FUNDS: 0.05,
	COMPLIANCE: 0.02,
};

/** The weight of a code where labels say too little of it. */
export const priorOf = (code: FlagCode): number => PRIOR[categoryOf(code)];

/** A weight for every code, from those given and the prior. */
export function everyCode(given: Readonly<Partial<Record<FlagCode, number>>>): Readonly<Record<FlagCode, number>> {
	return Object.fromEntries(CODES.map((code) => [code, given[code] ?? priorOf(code)])) as Record<FlagCode, number>;
}

/** What a labelled province told of codes: those that are not named said nothing of hidden training there. */
const ESTIMATED: Readonly<Partial<Record<FlagCode, number>>> = {
	FALSE_CLOSURE: 2.67,
	SUBJECT_IN_COURSE_TEXT: 2.42,
	FRONT_BUSINESS: 2.25,
	TRAINING_WITHOUT_LICENCE: 2.1,
	NO_REGISTRATION: 1.63,
	REBRAND_SAME_PLACE: 1.43,
	LEAD_CLUSTER: 1.41,
	STAFF_MOVED: 1.14,
	REPEAT_OFFENCE: 1,
	ONLINE_WITHOUT_LICENCE: 1,
	PREMISES_REUSED: 1,
	REBRAND_BRAND: 0.91,
	HIDDEN_PREMISES: 0.79,
	OUT_OF_SCOPE: 0.75,
	SUBJECT_OUTSIDE_LICENCE: 0.43,
	NAME_ON_SIGN_DIFFERS: 0.3,
	IN_SERVICE_TEACHER: 0.29,
	PRESCHOOL_SUBJECT: 0.15,
};

/** Estimated by `hub risk estimate`, digits beyond the second dropped; see `provenance`. */
export const STANDARD_WEIGHTS: RiskWeights = {
	version: 'standard-1',
	bias: -3.2,
	weights: Object.fromEntries(CODES.map((code) => [code, ESTIMATED[code] ?? 0])) as Record<FlagCode, number>,
	provenance: {
		labels: 'TRUTH',
		from: 'a synthetic province of 100,000 businesses, of other wordings than the sandbox',
		catalogueVersion: 'of 39 rules',
		asOf: '2025-05-31',
		organisations: 5273,
		positives: 1544,
	},
};
