/** BALANCE_BELOW_MINIMUM (R25): a supervised account holds less than its minimum for days running. One finding an organisation. */
import { addDays, type Day, daysBetween } from '#core/days.ts';
import type { BalanceStatement, Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { findingOf } from './findings.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { evidenceOf, NOTHING_FOUND, nextDay, silentBecause, whyUnread } from './rule-kit.ts';
import { type Account, fenOf, statementsOf } from './supervised-funds.ts';

/** The bank's own figures. Not 1: a transfer can be under way. */
const SCORE = 0.95;

/** The rule. */
export const balanceBelowMinimum: RiskRule = {
	code: 'BALANCE_BELOW_MINIMUM',
	version: 1,
	title: { zh: '监管账户余额低于最低余额', en: 'Supervised balance below its minimum' },
	description: {
		zh: '未销户的监管账户余额连续多日（全国为3日）低于最低余额。银行报送的余额在下一次报送前视为不变。恰等于最低余额的不计。',
		en: 'The balance of an open supervised account is under its minimum for days running (3 in the country). What a bank said holds until it says otherwise. A balance of just the minimum does not count.',
	},
	legalBasis: [LEGAL_BASIS.feeSupervision],
	severity: 'MEDIUM',
	inputs: ['account'],
	guards: [
		{ zh: '已销户的不计', en: 'Closed accounts do not count' },
		{ zh: '不足规定天数的不计', en: 'Fewer days than that do not count' },
		{ zh: '银行数据未到的不作判断', en: 'Not judged while the banks’ files are not there' },
	],
	evaluate,
};

interface Low {
	readonly account: Account;
	readonly since: Day;
}

function evaluate(dossier: Dossier): RuleResult {
	const { asOf, policy } = dossier;
	const low = dossier.records.account
		.filter((account) => account.body.status !== 'CLOSED' && account.endedOn === null)
		.flatMap((account): Low[] => {
			const since = lowSince(statementsOf(dossier, account));
			return since === null ? [] : [{ account, since }];
		});
	if (low.length === 0) return NOTHING_FOUND;
	const unread = whyUnread(dossier, 'account');
	// A balance holds until the bank says otherwise, which a file that did not come cannot.
	if (unread !== null) return silentBecause(`whether the balance is still below its minimum cannot be told: ${unread}`);
	const long = low.filter(({ since }) => daysBetween(since, asOf) + 1 >= policy.balanceBelowMinimumDays);
	const nextChange = nextDay(
		asOf,
		low.map(({ since }) => addDays(since, policy.balanceBelowMinimumDays - 1)),
	);
	if (long.length === 0) return { ...NOTHING_FOUND, nextChange };
	const first = long.map(({ since }) => since).sort()[0];
	const finding = findingOf(balanceBelowMinimum, {
		score: SCORE,
		zh: `${long.length}个监管账户余额低于最低余额，自${first}起。`,
		en: `${long.length} supervised account(s) hold less than the minimum, since ${first}.`,
		evidence: long.flatMap(({ account }) => [
			evidenceOf(account, 'balance', account.body.balance, account.body.balanceOn),
			evidenceOf(account, 'minimumBalance', account.body.minimumBalance, account.body.balanceOn),
		]),
	});
	return { findings: [finding], nextChange, silent: null };
}

/** First day of the run of low statements that reaches to the present one; null: the present one is not low. */
function lowSince(statements: readonly BalanceStatement[]): Day | null {
	const lastEnough = statements.findLastIndex((statement) => !isLow(statement));
	return statements[lastEnough + 1]?.on ?? null;
}

function isLow({ balance, minimumBalance }: BalanceStatement): boolean {
	const [held, least] = [fenOf(balance), fenOf(minimumBalance)];
	return held !== null && least !== null && held < least;
}
