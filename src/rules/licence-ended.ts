/** LICENCE_ENDED (R02): the licence expired or was revoked, the business is still registered for training and has not changed in 30 days. */
import { addDays, type Day } from '#core/days.ts';
import type { Dossier, Evidence, RiskRule, RuleResult } from '#core/dossier.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { isHeldOn, postsOf } from './posts.ts';
import {
	activeRegistrations,
	evidenceOf,
	type LicenceRecord,
	licenceEnd,
	licenceRuns,
	NOTHING_FOUND,
	type Registered,
	tidyEvidence,
} from './rule-kit.ts';
import { weighTeaching } from './teaching-evidence.ts';

const VERSION = 3;
const LEGAL = [LEGAL_BASIS.registration26, LEGAL_BASIS.privateEducationLaw12];
/** The registration has to be changed or given up within 30 days (市场主体登记管理条例 art. 26). */
const TERM_DAYS = 30;
/** Goes on teaching: courses, staff or texts from after the end. */
const GOES_ON = 0.97;

/** The rule. */
export const licenceEnded: RiskRule = {
	code: 'LICENCE_ENDED',
	version: VERSION,
	title: { zh: '许可失效未变更登记', en: 'Licence ended, still registered' },
	description: {
		zh: '办学许可到期或被吊销超过30日，无其他有效许可，主体仍存续（或查无登记而教育台账仍列为正常），未变更或注销，且其后仍有课程、新到岗教学人员或教学文本。',
		en: 'A training licence expired or was revoked more than 30 days ago, no other licence runs, the registration was not given up (or no register knows it while education still lists the licence as running), and courses, newly joined teachers or texts from after that day show that it goes on.',
	},
	legalBasis: LEGAL,
	severity: 'HIGH',
	inputs: ['licence', 'registration', 'nonprofit', 'course', 'staff', 'inspection', 'complaint', 'advertisement'],
	guards: [
		{ zh: '30日内不计', en: 'Not within the 30 days' },
		{ zh: '已续证或另有有效许可的不计', en: 'Not where another licence runs' },
		{ zh: '其后无教学迹象的不计', en: 'Not where nothing shows that it still teaches' },
		{ zh: '主动注销许可的由“假注销”规则判断', en: 'Licences given up are judged by FALSE_CLOSURE' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	if (dossier.records.licence.some((licence) => licenceRuns(licence, dossier.asOf)))
		return { ...NOTHING_FOUND, nextChange: termEnd(dossier) };
	const ended = lastEnded(dossier);
	const registration = activeRegistrations(dossier)[0];
	if (ended === null || (registration === undefined && !isOnlyListed(ended.licence, dossier))) return NOTHING_FOUND;
	const due = addDays(ended.on, TERM_DAYS);
	if (due >= dossier.asOf) return { ...NOTHING_FOUND, nextChange: addDays(due, 1) };
	const signs = signsOfTeaching(dossier, ended.on);
	if (signs.length === 0) return NOTHING_FOUND;
	return { ...NOTHING_FOUND, findings: [finding(ended, registration, signs)] };
}

/** No register knows it, and education lists the licence as running though its term is over: nobody gave anything up. */
function isOnlyListed({ body }: LicenceRecord, { records }: Dossier): boolean {
	return records.registration.length === 0 && records.nonprofit.length === 0 && body.status === 'ACTIVE';
}

interface Ended {
	readonly licence: LicenceRecord;
	readonly on: Day;
}

/** The licence that expired or was revoked last; one that was given up is another matter. */
function lastEnded(dossier: Dossier): Ended | null {
	const all = dossier.records.licence.flatMap((licence): Ended[] => {
		const on = licence.body.status === 'CANCELLED' ? null : licenceEnd(licence, dossier.asOf);
		return on === null ? [] : [{ licence, on }];
	});
	return all.reduce<Ended | null>((last, one) => (last === null || one.on > last.on ? one : last), null);
}

/** The day after the 30 days of the licence that will end first. */
function termEnd(dossier: Dossier): Day | null {
	const until = dossier.records.licence
		.filter((licence) => licenceRuns(licence, dossier.asOf))
		.flatMap(({ body }) => (body.validUntil === null ? [] : [body.validUntil]))
		.sort()
		.at(-1);
	return until === undefined ? null : addDays(until, TERM_DAYS + 1);
}

/** Courses, teaching staff and texts from after the end. */
function signsOfTeaching(dossier: Dossier, ended: Day): readonly Evidence[] {
	const courses = dossier.records.course.filter(({ body }) => (body.from ?? '') > ended || (body.to ?? '') > addDays(ended, TERM_DAYS));
	const staff = postsOf(dossier).filter((post) => post.post === 'TEACHING' && (post.from ?? '') > ended && isHeldOn(post, dossier.asOf));
	const texts = weighTeaching(dossier).speaking.filter((text) => text.on !== null && text.on > ended && text.signal.teachingSeen);
	return [
		...courses.map((course) => evidenceOf(course, 'to', course.body.to)),
		...staff.map((post) => evidenceOf(post.record, 'from', post.from)),
		...texts.map((text) => text.evidence),
	];
}

function finding({ licence, on }: Ended, registration: Registered | undefined, signs: readonly Evidence[]) {
	return {
		code: 'LICENCE_ENDED' as const,
		ruleVersion: VERSION,
		personId: null,
		severity: 'HIGH' as const,
		score: GOES_ON,
		explanation: {
			zh: `办学许可于${on}失效，30日内未变更或注销登记，其后仍有教学迹象。`,
			en: `The licence ended on ${on}; the registration was not changed or given up within 30 days, and teaching goes on.`,
		},
		legalBasis: LEGAL,
		evidence: tidyEvidence([
			evidenceOf(licence, 'status', licence.body.status, on),
			...(registration === undefined ? [] : [evidenceOf(registration, 'status', registration.body.status)]),
			...signs.slice(0, 6),
		]),
		counterEvidence: [],
		guise: null,
	};
}
