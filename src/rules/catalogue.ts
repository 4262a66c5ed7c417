/** All rules, in the order in which they are shown. The night runs exactly these; their public texts are the catalogue. */
import { createHash } from 'node:crypto';
import type { Day } from '#core/days.ts';
import type { Dossier, Finding, RiskRule } from '#core/dossier.ts';
import type { FlagCode } from '#core/flags.ts';
import { frontBusiness } from './front-business.ts';
import { inServiceTeacher } from './in-service-teacher.ts';
import { lessonTooLate } from './lesson-too-late.ts';
import { rebrandSamePlace } from './rebrand-same-place.ts';
import { nextDay } from './rule-kit.ts';

export const RULES: readonly RiskRule[] = [frontBusiness, rebrandSamePlace, inServiceTeacher, lessonTooLate];

/** Version of the catalogue: changes whenever a rule or its version does. */
export const CATALOGUE_VERSION: string = createHash('sha256')
	.update(RULES.map((rule) => `${rule.code}@${rule.version}`).join(','))
	.digest('hex')
	.slice(0, 12);

/** What all rules say of one dossier. */
export interface Evaluation {
	readonly findings: readonly Finding[];
	/** Earliest day on which an answer can change though no record does; null: none. */
	readonly nextChange: Day | null;
	/** Rules that could not judge. */
	readonly silences: readonly { readonly code: FlagCode; readonly reason: string }[];
}

/** Evaluates rules over a dossier; the same for a night and on demand. */
export function evaluateDossier(dossier: Dossier, rules: readonly RiskRule[] = RULES): Evaluation {
	const results = rules.map((rule) => ({ code: rule.code, result: rule.evaluate(dossier) }));
	return {
		findings: results.flatMap(({ result }) => result.findings),
		nextChange: nextDay(
			dossier.asOf,
			results.map(({ result }) => result.nextChange),
		),
		silences: results.flatMap(({ code, result }) => (result.silent === null ? [] : [{ code, reason: result.silent }])),
	};
}
