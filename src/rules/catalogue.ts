/** All rules, in the order in which they are shown. The night runs exactly these; their public texts are the catalogue. */

import { createHash } from 'node:crypto';
import { addDays, type Day } from '#core/days.ts';
import type { Dossier, Finding, RiskRule } from '#core/dossier.ts';
import type { FlagCode } from '#core/flags.ts';
import type { Kind } from '#core/kinds.ts';
import { lexiconVersion } from '#text/lexicon-in-use.ts';
import { abnormalOutflow } from './abnormal-outflow.ts';
import { balanceBelowMinimum } from './balance-below-minimum.ts';
import { bannedPerson } from './banned-person.ts';
import { beyondGrade } from './beyond-grade.ts';
import { certificateMissing } from './certificate-missing.ts';
import { clearanceMissing } from './clearance-missing.ts';
import { clearanceRestricted } from './clearance-restricted.ts';
import { dataConflict } from './data-conflict.ts';
import { falseClosure } from './false-closure.ts';
import { feeOutsideAccount } from './fee-outside-account.ts';
import { feeSpan } from './fee-span.ts';
import { frontBusiness } from './front-business.ts';
import { hiddenPremises } from './hidden-premises.ts';
import { inServiceTeacher } from './in-service-teacher.ts';
import { inspectionOverdue } from './inspection-overdue.ts';
import { leadCluster } from './lead-cluster.ts';
import { lessonOnRestDay } from './lesson-on-rest-day.ts';
import { lessonTooLate } from './lesson-too-late.ts';
import { licenceEnded } from './licence-ended.ts';
import { nameOnSignDiffers } from './name-on-sign-differs.ts';
import { noRegistration } from './no-registration.ts';
import { notNonprofit } from './not-nonprofit.ts';
import { onlineLessonTooLong } from './online-lesson-too-long.ts';
import { onlineWithoutLicence } from './online-without-licence.ts';
import { outOfScope } from './out-of-scope.ts';
import { placeOutsideLicence } from './place-outside-licence.ts';
import { premisesReused } from './premises-reused.ts';
import { preschoolSubject } from './preschool-subject.ts';
import { rebrandBrand } from './rebrand-brand.ts';
import { rebrandSamePlace } from './rebrand-same-place.ts';
import { repeatOffence } from './repeat-offence.ts';
import { nextDay } from './rule-kit.ts';
import { staffFiling } from './staff-filing.ts';
import { staffMoved } from './staff-moved.ts';
import { subjectAdvertising } from './subject-advertising.ts';
import { subjectInCourseText } from './subject-in-course-text.ts';
import { subjectOutsideLicence } from './subject-outside-licence.ts';
import { threeWayMismatch } from './three-way-mismatch.ts';
import { trainingWithoutLicence } from './training-without-licence.ts';
import { unreachableWithLeads } from './unreachable-with-leads.ts';
import { mayTrain } from './work-with-children.ts';

export const RULES: readonly RiskRule[] = [
	frontBusiness,
	subjectOutsideLicence,
	hiddenPremises,
	onlineWithoutLicence,
	preschoolSubject,
	leadCluster,
	subjectInCourseText,
	rebrandSamePlace,
	rebrandBrand,
	staffMoved,
	falseClosure,
	premisesReused,
	repeatOffence,
	trainingWithoutLicence,
	noRegistration,
	licenceEnded,
	outOfScope,
	placeOutsideLicence,
	inServiceTeacher,
	certificateMissing,
	bannedPerson,
	clearanceMissing,
	clearanceRestricted,
	staffFiling,
	lessonTooLate,
	lessonOnRestDay,
	onlineLessonTooLong,
	beyondGrade,
	feeSpan,
	feeOutsideAccount,
	threeWayMismatch,
	balanceBelowMinimum,
	abnormalOutflow,
	subjectAdvertising,
	nameOnSignDiffers,
	notNonprofit,
	unreachableWithLeads,
	inspectionOverdue,
	dataConflict,
];

/** A version of a set of rules: changes whenever a rule comes, goes or gets another version, or a word of the lexicon changes. */
export function versionOf(rules: readonly RiskRule[]): string {
	const names = [...rules.map((rule) => `${rule.code}@${rule.version}`), lexiconVersion()].join(',');
	return createHash('sha256').update(names).digest('hex').slice(0, 12);
}

/** Version of the catalogue, as this process reads texts. */
export const catalogueVersion = (): string => versionOf(RULES);

/** What all rules say of one dossier. */
export interface Evaluation {
	readonly findings: readonly Finding[];
	/** Earliest day on which an answer can change though no record does; null: none. */
	readonly nextChange: Day | null;
	/** Rules that could not judge. */
	readonly silences: readonly { readonly code: FlagCode; readonly reason: string }[];
	/** What rules that did judge left out for want of data. */
	readonly gaps: readonly { readonly code: FlagCode; readonly reason: string }[];
}

/** Evaluates rules over a dossier; the same for a night and on demand. */
export function evaluateDossier(dossier: Dossier, rules: readonly RiskRule[] = RULES): Evaluation {
	const results = rules.map((rule) => ({ code: rule.code, result: rule.evaluate(dossier), lacks: kindsWithoutSource(rule, dossier) }));
	// Of a shoe shop nobody asks what the bank would have said.
	const concerned = results.some(({ lacks }) => lacks.length > 0) && mayTrain(dossier);
	return {
		findings: results.flatMap(({ result }) => result.findings),
		nextChange: nextDay(dossier.asOf, [...results.map(({ result }) => result.nextChange), ...listDays(dossier)]),
		gaps: results.flatMap(({ code, result, lacks }) => [
			...(result.gaps ?? []).map((reason) => ({ code, reason })),
			...(concerned && result.silent === null
				? lacks.map((kind) => ({ code, reason: `no source has given any record of kind ${kind}` }))
				: []),
		]),
		silences: results.flatMap(({ code, result }) => (result.silent === null ? [] : [{ code, reason: result.silent }])),
	};
}

/** Kinds that a rule reads and that no source has ever given: what it says then rests on the others alone. */
function kindsWithoutSource({ inputs }: RiskRule, { sourcesByKind }: Dossier): readonly Kind[] {
	return inputs.filter((kind) => (sourcesByKind[kind] ?? []).length === 0);
}

/** Days on which an entry of a list begins, and the days after its last: an answer can change then, whichever rule reads it. */
function listDays({ records, personFacts }: Dossier): readonly (Day | null)[] {
	const entries = [
		...records.listEntry,
		...[...personFacts.values()].flatMap(({ listEntries }) => listEntries.map(({ record }) => record)),
	];
	return entries.flatMap(({ body }) => [body.from, body.to === null ? null : addDays(body.to, 1)]);
}
