/**
 * FEE_SPAN (R23): one charge for more than the months, lessons or (outside school subjects) yuan that the division allows; contracts of
 * one buyer signed close together count as one charge. One finding an organisation.
 */
import { addDays, daysBetween } from '#core/days.ts';
import type { Dossier, Evidence, Finding, RiskRule, RuleResult } from '#core/dossier.ts';
import type { Policy } from '#core/policy.ts';
import type { StoredRecord } from '#core/records.ts';
import { readFees } from '#text/fees.ts';
import { readText } from '#text/read-text.ts';
import { findingOf } from './findings.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { evidenceOf, NOTHING_FOUND, nextDay } from './rule-kit.ts';
import { sayCounts, sayTogether } from './say.ts';
import { type AccountEntry, ENTRY_LOOK_BACK_DAYS, fenOf, postedOn, recentEntries } from './supervised-funds.ts';
import { type Told, toldTexts } from './told-texts.ts';

/** Filed by the institution, or booked by the bank. */
const BOOKED_SCORE = 0.95;
/** Split between contracts: two children of one family can look like it, the same at two families hardly. */
const SPLIT_SCORE = 0.85;
/** Parents tell of it. */
const TOLD_SCORE = 0.6;
/** Contracts signed within so many days count together (R23). */
const SPLIT_DAYS = 30;
/** Buyers with split contracts for different courses before they count. Smaller: a family with two children is a finding. */
const SPLIT_BUYERS = 2;
/** Courses over for longer are left to the archive. */
const LOOK_BACK_DAYS = 365;

/** The rule. */
export const feeSpan: RiskRule = {
	code: 'FEE_SPAN',
	version: 2,
	title: { zh: '超期超额预收费', en: 'Charged too far ahead' },
	description: {
		zh: '备案课程或监管账户收款显示，一次收费超过当地规定的月数、课时数（全国为3个月、60课时），或非学科类一次收费超过规定金额（全国为5000元）。同一缴费人30日内的多份合同合并计算：同一课程即计，不同课程须两名以上缴费人。投诉明确一次性收取更长时间费用的同样适用。',
		en: 'A filed course or a receipt of the supervised account covers more months or lessons than its division allows (3 months, 60 lessons in the country), or a non-subject course costs more at once than allowed (5000 yuan). Contracts of one buyer within 30 days count together: for one course always, for different courses when two buyers or more have them. The same where complaints tell clearly of a longer charge at once.',
	},
	legalBasis: [LEGAL_BASIS.feeSupervision, LEGAL_BASIS.nonSubjectOpinion],
	severity: 'MEDIUM',
	inputs: ['course', 'accountEntry', 'complaint', 'licence'],
	guards: [
		{ zh: '恰为规定月数、课时数、金额的不计', en: 'Exactly the limit is allowed' },
		{
			zh: '一名缴费人为不同课程缴费（可能有两个孩子）的不计',
			en: 'One buyer’s contracts for different courses (two children perhaps) do not count',
		},
		{ zh: '成人课程不计', en: 'Courses for adults do not count' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const { policy, asOf } = dossier;
	const courses = longCourses(dossier);
	const receipts = recentEntries(dossier, 'RECEIPT');
	const single = receipts.filter(
		({ body }) => Number(body.months ?? 0) > policy.feeMaxMonths || (body.lessons ?? 0) > policy.feeMaxLessons,
	);
	const split = splitReceipts(receipts, policy);
	const told = toldTexts(dossier, (text) => (readFees(text).monthsAhead ?? 0) > policy.feeMaxMonths);
	if (courses.length + single.length + split.length + told.length === 0) return NOTHING_FOUND;
	const findings = [finding({ courses, single, split, told }, policy)];
	const courseEnds = courses.map(({ body }) => (body.to === null ? null : addDays(body.to, LOOK_BACK_DAYS + 1)));
	const entryEnds = [...single, ...split].map((entry) => addDays(postedOn(entry) ?? asOf, ENTRY_LOOK_BACK_DAYS + 1));
	return { findings, nextChange: nextDay(asOf, [...courseEnds, ...entryEnds, ...told.map(({ until }) => until)]), silent: null };
}

interface Charges {
	readonly courses: readonly StoredRecord<'course'>[];
	readonly single: readonly AccountEntry[];
	readonly split: readonly AccountEntry[];
	readonly told: readonly Told[];
}

function finding({ courses, single, split, told }: Charges, { feeMaxMonths: months, feeMaxLessons: lessons }: Policy): Finding {
	const over = sayCounts([
		[courses.length, '门备案课程', 'filed course(s)'],
		[single.length, '笔收款', 'receipt(s)'],
	]);
	const booked = courses.length + single.length > 0;
	return findingOf(feeSpan, {
		score: booked ? BOOKED_SCORE : split.length > 0 ? SPLIT_SCORE : TOLD_SCORE,
		...sayTogether([
			booked
				? {
						zh: `${over.zh}一次收费超过规定（${months}个月、${lessons}课时）`,
						en: `${over.en} charge more at once than allowed (${months} months, ${lessons} lessons)`,
					}
				: null,
			split.length > 0 ? { zh: `${split.length}笔收款系拆分合同`, en: `${split.length} receipt(s) are of split contracts` } : null,
			told.length > 0
				? { zh: `${told.length}条投诉反映一次性收费过长`, en: `${told.length} complaint(s) tell of more months at once than allowed` }
				: null,
		]),
		evidence: [
			...courses.flatMap(courseEvidence),
			...single.flatMap(entryEvidence),
			...split.flatMap(entryEvidence),
			...told.map((one) => one.evidence),
		],
		counterEvidence: booked || split.length > 0 ? [] : ['Only complaints tell of it; neither filings nor the account show it.'],
	});
}

const courseEvidence = (course: StoredRecord<'course'>): Evidence[] => [
	evidenceOf(course, 'name', course.body.name),
	evidenceOf(course, 'months', course.body.months),
	evidenceOf(course, 'fee', course.body.fee),
];

const entryEvidence = (entry: AccountEntry): Evidence[] => [
	evidenceOf(entry, 'months', entry.body.months, postedOn(entry)),
	evidenceOf(entry, 'lessons', entry.body.lessons === null ? null : String(entry.body.lessons), postedOn(entry)),
];

function longCourses(dossier: Dossier): readonly StoredRecord<'course'>[] {
	const { asOf, policy } = dossier;
	return dossier.records.course.filter(({ body }) => {
		if (body.to !== null && addDays(body.to, LOOK_BACK_DAYS) < asOf) return false;
		const { audience } = readText(`${body.audience ?? ''}。${body.name ?? ''}`);
		if (audience.includes('ADULT') && audience.every((who) => who === 'ADULT')) return false;
		const dear = body.category === 'NON_SUBJECT' && (fenOf(body.fee) ?? 0) > policy.feeMaxYuan * 100;
		return Number(body.months ?? 0) > policy.feeMaxMonths || dear;
	});
}

/** Receipts of one buyer, close together, that are more than one charge may be. */
function splitReceipts(receipts: readonly AccountEntry[], policy: Policy): readonly AccountEntry[] {
	const byBuyer = Map.groupBy(
		receipts.filter(({ body }) => body.buyerRef !== null),
		({ body }) => body.buyerRef,
	);
	const groups = [...byBuyer.values()].flatMap((own) => tooMuchTogether(own, policy));
	const buyers = new Set(groups.flat().map(({ body }) => body.buyerRef));
	return groups.filter((group) => buyers.size >= SPLIT_BUYERS || isOneCourse(group)).flat();
}

function isOneCourse(group: readonly AccountEntry[]): boolean {
	return new Set(group.map(({ body }) => body.courseId)).size === 1 && group[0]?.body.courseId !== null;
}

/** Runs of one buyer's receipts whose contracts differ and whose months or lessons sum to more than allowed. */
function tooMuchTogether(own: readonly AccountEntry[], policy: Policy): AccountEntry[][] {
	const groups: AccountEntry[][] = [];
	for (const entry of own) {
		const group = groups.at(-1);
		const first = group?.[0];
		if (first !== undefined && daysBetween(postedOn(first) ?? '', postedOn(entry) ?? '') <= SPLIT_DAYS) group?.push(entry);
		else groups.push([entry]);
	}
	return groups.filter((group) => {
		const contracts = new Set(group.map(({ body }) => body.contractNo)).size;
		const months = sum(group.map(({ body }) => Number(body.months ?? 0)));
		const lessons = sum(group.map(({ body }) => body.lessons ?? 0));
		return group.length > 1 && contracts > 1 && (months > policy.feeMaxMonths || lessons > policy.feeMaxLessons);
	});
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
