/** All rules, in the order in which they are shown. The night runs exactly these; their public texts are the catalogue. */
import { createHash } from 'node:crypto';
import type { Day } from '#core/days.ts';
import type { Dossier, Finding, RiskRule } from '#core/dossier.ts';
import type { FlagCode } from '#core/flags.ts';
import { bannedPerson } from './banned-person.ts';
import { certificateMissing } from './certificate-missing.ts';
import { clearanceRestricted } from './clearance-restricted.ts';
import { falseClosure } from './false-closure.ts';
import { frontBusiness } from './front-business.ts';
import { inServiceTeacher } from './in-service-teacher.ts';
import { lessonOnRestDay } from './lesson-on-rest-day.ts';
import { lessonTooLate } from './lesson-too-late.ts';
import { licenceEnded } from './licence-ended.ts';
import { onlineLessonTooLong } from './online-lesson-too-long.ts';
import { rebrandSamePlace } from './rebrand-same-place.ts';
import { nextDay } from './rule-kit.ts';
import { trainingWithoutLicence } from './training-without-licence.ts';

export const RULES: readonly RiskRule[] = [
	frontBusiness,
	rebrandSamePlace,
	falseClosure,
	trainingWithoutLicence,
	licenceEnded,
	inServiceTeacher,
	certificateMissing,
	bannedPerson,
	clearanceRestricted,
	lessonTooLate,
	lessonOnRestDay,
	onlineLessonTooLong,
];

/** A version of a set of rules: changes whenever a rule comes, goes or gets another version. */
export function versionOf(rules: readonly RiskRule[]): string {
	const names = rules.map((rule) => `${rule.code}@${rule.version}`).join(',');
	return createHash('sha256').update(names).digest('hex').slice(0, 12);
}

/** Version of the catalogue. */
export const CATALOGUE_VERSION: string = versionOf(RULES);

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
