/** ABNORMAL_OUTFLOW (R25): much leaves a supervised account at once or bit by bit, or is paid out for no lesson. One finding an organisation. */
import { addDays, type Day } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { findingOf } from './findings.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { evidenceOf, NOTHING_FOUND, nextDay } from './rule-kit.ts';
import { sayTogether } from './say.ts';
import { type AccountEntry, ENTRY_LOOK_BACK_DAYS, fenOf, postedOn, recentEntries, statementsOf, yuanText } from './supervised-funds.ts';

/** Transfers of so many days running count together, or whoever splits them stays unseen. Larger: a school's rent of several months is one outflow. */
const WINDOW_DAYS = 7;
const LARGE_SCORE = 0.95;
/** So many transfers of nearly one amount within WINDOW_DAYS are a sum cut into pieces (化整为零). Fewer: wages and rent of one week; more: whoever pays out five times stays unseen. */
const LEAST_SERIES = 5;
/** Pieces differ by so many per cent at most. Larger: any five bills of a busy week. */
const ALIKE_PERCENT = 10;
const SERIES_SCORE = 0.9;
/** A bank can book the lessons later. */
const UNEARNED_SCORE = 0.7;
/** Payouts without a lesson before they count; a slip of the keyboard is one. */
const LEAST_UNEARNED = 3;

/** The rule. */
export const abnormalOutflow: RiskRule = {
	code: 'ABNORMAL_OUTFLOW',
	version: 3,
	title: { zh: '监管资金异常流出', en: 'Abnormal outflow of supervised funds' },
	description: {
		zh: '七日内自监管账户转出（非核拨、非退费）的金额合计超过转出前余额的规定比例（全国暂按30%），或七日内五笔以上金额相近的转出（化整为零），或三笔以上核拨未对应任何课时。退费、按课时核拨不计。',
		en: 'Transfers out of the supervised account (neither payouts by lesson nor refunds) of seven days together exceed the share of the balance before them that its division allows (30% in the country), or five transfers or more of nearly one amount leave it within seven days, or three payouts or more stand for no lesson. Refunds and payouts by lesson do not count.',
	},
	legalBasis: [LEGAL_BASIS.feeSupervision],
	severity: 'HIGH',
	inputs: ['accountEntry', 'account'],
	guards: [
		{ zh: '退费、按课时核拨不计', en: 'Refunds and payouts by lesson do not count' },
		{ zh: '银行普遍不提供课时的，不因缺课时计', en: 'Where a bank passes on no lessons, their absence does not count' },
		{ zh: '余额不明的账户不判断比例', en: 'Without a known balance no share is told' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const large = dossier.records.account.flatMap((account) => largeOutflow(dossier, account));
	const series = large.length > 0 ? [] : dossier.records.account.flatMap((account) => seriesOf(dossier, account));
	const unearned = unearnedPayouts(dossier);
	if (large.length + series.length + unearned.length === 0) return NOTHING_FOUND;
	const out = [...large, ...series];
	const total = out.reduce((sum, entry) => sum + (fenOf(entry.body.amount) ?? 0), 0);
	const finding = findingOf(abnormalOutflow, {
		score: large.length > 0 ? LARGE_SCORE : series.length > 0 ? SERIES_SCORE : UNEARNED_SCORE,
		severity: large.length > 0 ? 'HIGH' : 'MEDIUM',
		...sayTogether([
			out.length === 0
				? null
				: {
						zh: `短期内转出${out.length}笔共${yuanText(total)}元，${series.length > 0 ? '金额相近、疑似化整为零' : '占比超过规定'}`,
						en: `${out.length} transfer(s) out of ${yuanText(total)} yuan within days ${series.length > 0 ? 'are nearly of one amount, as if a sum were cut into pieces' : 'exceed the share allowed'}`,
					},
			unearned.length === 0 ? null : { zh: `${unearned.length}笔核拨无对应课时`, en: `${unearned.length} payout(s) stand for no lesson` },
		]),
		evidence: [...out, ...unearned].map((entry) => evidenceOf(entry, 'amount', entry.body.amount, postedOn(entry))),
	});
	const ends = [...out, ...unearned].map((entry) => addDays(postedOn(entry) ?? dossier.asOf, ENTRY_LOOK_BACK_DAYS + 1));
	return { findings: [finding], nextChange: nextDay(dossier.asOf, ends), silent: null };
}

/** Transfers out of one account that belong to a span of days in which too much left it. */
function largeOutflow(dossier: Dossier, account: Dossier['records']['account'][number]): readonly AccountEntry[] {
	const transfers = recentEntries(dossier, 'TRANSFER_OUT').filter(({ body }) => body.accountRef === account.body.accountRef);
	const found = new Set<AccountEntry>();
	for (const first of transfers) {
		const from = postedOn(first) ?? dossier.asOf;
		const window = transfers.filter((entry) => isWithin(postedOn(entry), from, addDays(from, WINDOW_DAYS - 1)));
		const out = window.reduce((sum, entry) => sum + (fenOf(entry.body.amount) ?? 0), 0);
		const before = balanceBefore(dossier, account, from, transfers);
		if (before !== null && out * 100 > before * dossier.policy.outflowMaxPercentADay) for (const entry of window) found.add(entry);
	}
	return [...found];
}

/** The first transfers out of one account that follow each other within days and are nearly of one amount; none: too few do. */
function seriesOf(dossier: Dossier, account: Dossier['records']['account'][number]): readonly AccountEntry[] {
	const transfers = recentEntries(dossier, 'TRANSFER_OUT').filter(({ body }) => body.accountRef === account.body.accountRef);
	for (const first of transfers) {
		const [from, amount] = [postedOn(first) ?? dossier.asOf, fenOf(first.body.amount) ?? 0];
		const alike = transfers.filter(
			(entry) =>
				isWithin(postedOn(entry), from, addDays(from, WINDOW_DAYS - 1)) &&
				Math.abs((fenOf(entry.body.amount) ?? 0) - amount) * 100 <= amount * ALIKE_PERCENT,
		);
		if (amount > 0 && alike.length >= LEAST_SERIES) return alike;
	}
	return [];
}

const isWithin = (day: Day | null, from: Day, to: Day): boolean => day !== null && day >= from && day <= to;

/**
 * Fen in the account before a day's transfers: the last statement of an earlier day, else the first later one with what was transferred
 * out up to it put back. Null: not known.
 */
function balanceBefore(
	dossier: Dossier,
	account: Dossier['records']['account'][number],
	day: Day,
	transfers: readonly AccountEntry[],
): number | null {
	const statements = statementsOf(dossier, account);
	const earlier = statements.findLast(({ on }) => on < day);
	if (earlier !== undefined) return fenOf(earlier.balance);
	const later = statements.find(({ on }) => on >= day);
	const held = later === undefined ? null : fenOf(later.balance);
	if (later === undefined || held === null) return null;
	const gone = transfers.filter((entry) => isWithin(postedOn(entry), day, later.on));
	return held + gone.reduce((sum, entry) => sum + (fenOf(entry.body.amount) ?? 0), 0);
}

/** Payouts without lessons, where the bank tells the lessons of most. */
function unearnedPayouts(dossier: Dossier): readonly AccountEntry[] {
	const payouts = recentEntries(dossier, 'DISBURSEMENT');
	const without = payouts.filter(({ body }) => (body.lessons ?? 0) === 0);
	return without.length >= LEAST_UNEARNED && without.length * 2 < payouts.length ? without : [];
}
