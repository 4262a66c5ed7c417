/** The rules on money: each finding beside its near miss, and every guard. */
import { describe, expect, it } from 'vitest';
import type { RiskRule } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import { abnormalOutflow } from '#rules/abnormal-outflow.ts';
import { balanceBelowMinimum } from '#rules/balance-below-minimum.ts';
import { feeOutsideAccount } from '#rules/fee-outside-account.ts';
import { feeSpan } from '#rules/fee-span.ts';
import { threeWayMismatch } from '#rules/three-way-mismatch.ts';
import { type DossierOverrides, makeDossier, makeRecord, POLICY } from '../support/builders.ts';

const judge = (rule: RiskRule, records: readonly StoredRecord[], overrides: DossierOverrides = {}) =>
	rule.evaluate(makeDossier({ records, ...overrides }));
const found = (rule: RiskRule, records: readonly StoredRecord[], overrides: DossierOverrides = {}) =>
	judge(rule, records, overrides).findings;

const licence = makeRecord('licence', { body: { category: 'SUBJECT', status: 'ACTIVE', validUntil: '2027-01-01' } });
const course = (body: object = {}) =>
	makeRecord('course', {
		body: { name: '数学同步', category: 'SUBJECT', audience: '五年级', to: '2025-07-01', fee: '2400', months: '3', ...body },
	});
let buyers = 0;
const receipt = (body: object = {}) =>
	makeRecord('accountEntry', {
		body: {
			accountRef: 'A1',
			type: 'RECEIPT',
			postedAt: '2025-05-10T09:00:00+08:00',
			amount: '2400',
			contractNo: `C${++buyers}`,
			invoiceNo: `I${buyers}`,
			buyerRef: `B${buyers}`,
			payerRef: `B${buyers}`,
			courseId: 'K1',
			lessons: 30,
			months: '3',
			...body,
		},
	});
const complaint = (content: string, receivedAt = '2025-05-01T09:00:00+08:00') => makeRecord('complaint', { body: { content, receivedAt } });

describe('FEE_SPAN', () => {
	const child = (buyerRef: string, courseId: string, postedAt = '2025-05-10T09:00:00+08:00') =>
		receipt({ buyerRef, payerRef: buyerRef, courseId, postedAt });

	it.each<[string, StoredRecord[]]>([
		['a course filed for four months', [course({ months: '4' })]],
		['a non-subject course over 5000 yuan', [course({ category: 'NON_SUBJECT', name: '少儿钢琴', fee: '5001' })]],
		['a receipt for four months', [receipt({ months: '4' })]],
		['a receipt for 61 lessons', [receipt({ lessons: 61 })]],
		['one course split between two contracts', [child('B', 'K'), child('B', 'K', '2025-06-01T09:00:00+08:00')]],
		['two buyers with two contracts each', [child('X', 'K1'), child('X', 'K2'), child('Y', 'K3'), child('Y', 'K4')]],
		['a complaint of half a year at once', [licence, complaint('一次性收了半年的学费3980')]],
	])('finds %s', (_, records) => {
		expect(found(feeSpan, records, { asOf: '2025-06-15' })).toMatchObject([{ code: 'FEE_SPAN', severity: 'MEDIUM' }]);
	});

	it.each<[string, StoredRecord[]]>([
		['a course for three months', [course()]],
		['a subject course over 5000 yuan: its price is another rule’s', [course({ fee: '9000' })]],
		['a non-subject course of 5000 yuan', [course({ category: 'NON_SUBJECT', name: '少儿钢琴', fee: '5000' })]],
		['a course for adults', [course({ months: '6', audience: '成人' })]],
		['a course that ended more than a year ago', [course({ months: '6', to: '2024-01-01' })]],
		['a receipt for 60 lessons', [receipt({ lessons: 60 })]],
		['one family’s two courses: two children perhaps', [child('B', 'K1'), child('B', 'K2')]],
		[
			'one course paid for again after more than a month',
			[child('B', 'K', '2025-04-01T09:00:00+08:00'), child('B', 'K', '2025-05-02T09:00:00+08:00')],
		],
		[
			'one contract paid in two parts',
			[receipt({ buyerRef: 'B', contractNo: 'C', months: '2' }), receipt({ buyerRef: 'B', contractNo: 'C', months: '2' })],
		],
		['hearsay', [licence, complaint('听说可能一次性收半年学费')]],
		['a complaint about whoever has no licence', [complaint('一次性收了半年的学费3980')]],
	])('does not take for one %s', (_, records) => {
		expect(found(feeSpan, records, { asOf: '2025-06-15' })).toEqual([]);
	});

	it('measures against the limits of the division', () => {
		expect(found(feeSpan, [course()], { policy: { ...POLICY, feeMaxMonths: 2 } })).toHaveLength(1);
		expect(found(feeSpan, [receipt({ lessons: 50 })], { policy: { ...POLICY, feeMaxLessons: 48 } })).toHaveLength(1);
	});
});

describe('FEE_OUTSIDE_ACCOUNT', () => {
	const account = makeRecord('account', { body: { accountRef: 'A1', status: 'NORMAL' } });

	it('finds tuition paid to a person, the surer the more tell of it', () => {
		const one = complaint('学费只能交给校长个人账户,说是打折');
		const another = complaint('让家长扫个人收款码交学费,不走监管账户', '2025-03-01T09:00:00+08:00');
		const [once] = found(feeOutsideAccount, [licence, account, one]);
		const [twice] = found(feeOutsideAccount, [licence, account, one, another]);
		expect(once).toMatchObject({ code: 'FEE_OUTSIDE_ACCOUNT', severity: 'HIGH' });
		expect(twice?.score).toBeGreaterThan(once?.score ?? 1);
	});

	it('finds a school of subjects that charges and has no account, as a question of MEDIUM', () => {
		expect(found(feeOutsideAccount, [licence, course()])).toMatchObject([{ severity: 'MEDIUM' }]);
		expect(found(feeOutsideAccount, [licence, course(), account])).toEqual([]);
		expect(found(feeOutsideAccount, [licence, course({ fee: '0' })])).toEqual([]);
		expect(found(feeOutsideAccount, [licence, course({ to: '2025-05-30' })])).toEqual([]);
	});

	it('tells nothing from a missing account while the banks’ files are not there, and says so', () => {
		const { findings, gaps } = judge(feeOutsideAccount, [licence, course()], { sources: { bank: 'FAILED', education: 'FRESH' } });
		expect(findings).toEqual([]);
		expect(gaps).toMatchObject([expect.stringContaining('bank')]);
	});

	it.each([
		['hearsay', [licence, account, complaint('听说可能有学费交给校长个人账户')]],
		['what was looked for and not found', [licence, account, complaint('经查未发现学费交给校长个人账户')]],
		['a place without a licence: other rules speak of it', [complaint('学费只能交给校长个人账户')]],
		['what was told more than five years ago', [licence, account, complaint('学费只能交给校长个人账户', '2020-05-01T09:00:00+08:00')]],
		['a licence that ended', [makeRecord('licence', { body: { category: 'SUBJECT', status: 'CANCELLED' } }), course()]],
	])('does not take for one %s', (_, records) => {
		expect(found(feeOutsideAccount, records as StoredRecord[])).toEqual([]);
	});
});

describe('THREE_WAY_MISMATCH', () => {
	const others = (count: number) => Array.from({ length: count }, () => receipt());

	it('finds three receipts with another payer or without an invoice', () => {
		const differing = [receipt({ payerRef: 'P1' }), receipt({ payerRef: 'P2' }), receipt({ invoiceNo: null })];
		expect(found(threeWayMismatch, [...others(10), ...differing])).toMatchObject([{ code: 'THREE_WAY_MISMATCH', severity: 'MEDIUM' }]);
	});

	it('leaves two of ten to grandparents, and three of two hundred', () => {
		expect(found(threeWayMismatch, [...others(8), receipt({ payerRef: 'P1' }), receipt({ payerRef: 'P2' })])).toEqual([]);
		const three = [receipt({ payerRef: 'P1' }), receipt({ payerRef: 'P2' }), receipt({ payerRef: 'P3' })];
		expect(found(threeWayMismatch, [...others(197), ...three])).toEqual([]);
		expect(found(threeWayMismatch, [...others(147), ...three])).toHaveLength(1);
	});

	it('does not take for missing what a bank never passes on', () => {
		expect(
			found(
				threeWayMismatch,
				Array.from({ length: 10 }, () => receipt({ invoiceNo: null, contractNo: null, payerRef: null })),
			),
		).toEqual([]);
	});

	it('leaves what was booked more than a year ago', () => {
		const old = Array.from({ length: 5 }, () => receipt({ payerRef: 'P', postedAt: '2024-05-30T09:00:00+08:00' }));
		expect(found(threeWayMismatch, old)).toEqual([]);
	});
});

describe('BALANCE_BELOW_MINIMUM', () => {
	const account = (body: object = {}) =>
		makeRecord('account', {
			body: { accountRef: 'A1', status: 'NORMAL', balance: '49999.99', minimumBalance: '50000', balanceOn: '2025-05-29', ...body },
		});

	it('finds a balance under its minimum for three days running, and waits for the third', () => {
		expect(found(balanceBelowMinimum, [account()])).toMatchObject([{ code: 'BALANCE_BELOW_MINIMUM', severity: 'MEDIUM' }]);
		expect(judge(balanceBelowMinimum, [account({ balanceOn: '2025-05-30' })])).toEqual({
			findings: [],
			nextChange: '2025-06-01',
			silent: null,
		});
	});

	it('counts from the first low statement of the run, and not from one before it was filled up', () => {
		const low = account({ balanceOn: '2025-05-31' });
		const past = (balance: string) => [[low, [{ on: '2025-05-20', balance, minimumBalance: '50000' }]]] as const;
		expect(found(balanceBelowMinimum, [low], { pastBalances: past('100') })).toHaveLength(1);
		expect(found(balanceBelowMinimum, [low], { pastBalances: past('60000') })).toEqual([]);
	});

	it('measures against the days of the division', () => {
		expect(found(balanceBelowMinimum, [account()], { policy: { ...POLICY, balanceBelowMinimumDays: 5 } })).toEqual([]);
	});

	it.each([
		['a balance of just the minimum', { balance: '50000.00' }],
		['a closed account', { status: 'CLOSED' }],
		['an account without a minimum', { minimumBalance: null }],
		['an account whose balance is not told', { balance: null }],
	])('does not take for one %s', (_, body) => {
		expect(judge(balanceBelowMinimum, [account(body)])).toEqual({ findings: [], nextChange: null, silent: null });
	});

	it('keeps silent while the banks’ files are not there', () => {
		const { findings, silent } = judge(balanceBelowMinimum, [account()], { sources: { bank: 'FAILED' } });
		expect(findings).toEqual([]);
		expect(silent).toContain('bank');
	});
});

describe('ABNORMAL_OUTFLOW', () => {
	const account = makeRecord('account', { body: { accountRef: 'A1', status: 'NORMAL', balance: '100000', balanceOn: '2025-05-02' } });
	const out = (amount: string, day: string, type = 'TRANSFER_OUT') =>
		receipt({ type, amount, postedAt: `${day}T10:00:00+08:00`, lessons: null, months: null });

	it('finds a transfer of more than the share allowed, and not of just the share', () => {
		expect(found(abnormalOutflow, [account, out('30000.01', '2025-05-20')])).toMatchObject([
			{ code: 'ABNORMAL_OUTFLOW', severity: 'HIGH' },
		]);
		expect(found(abnormalOutflow, [account, out('30000', '2025-05-20')])).toEqual([]);
	});

	it('counts transfers of seven days together, and those of eight apart', () => {
		expect(found(abnormalOutflow, [account, out('16000', '2025-05-20'), out('16000', '2025-05-26')])).toHaveLength(1);
		expect(found(abnormalOutflow, [account, out('16000', '2025-05-20'), out('16000', '2025-05-27')])).toEqual([]);
	});

	it('finds a sum cut into five like pieces within seven days, and not four, nor bills of any size', () => {
		const days = ['2025-05-12', '2025-05-13', '2025-05-14', '2025-05-15', '2025-05-16'];
		const pieces = days.map((day) => out('4900', day));
		expect(found(abnormalOutflow, [account, ...pieces])).toMatchObject([{ severity: 'MEDIUM' }]);
		expect(found(abnormalOutflow, [account, ...pieces.slice(1)])).toEqual([]);
		expect(found(abnormalOutflow, [account, ...days.map((day, i) => out(String(1000 + 900 * i), day))])).toEqual([]);
	});

	it('puts back what had left before the first statement', () => {
		const later = makeRecord('account', { body: { accountRef: 'A1', balance: '60000', balanceOn: '2025-05-25' } });
		expect(found(abnormalOutflow, [later, out('40000', '2025-05-20')])).toHaveLength(1);
		expect(found(abnormalOutflow, [later, out('20000', '2025-05-20')])).toEqual([]);
	});

	it('finds three payouts that stand for no lesson, where others do', () => {
		const earned = Array.from({ length: 5 }, () => receipt({ type: 'DISBURSEMENT', lessons: 10 }));
		const unearned = Array.from({ length: 3 }, () => receipt({ type: 'DISBURSEMENT', lessons: 0 }));
		expect(found(abnormalOutflow, [account, ...earned, ...unearned])).toMatchObject([{ severity: 'MEDIUM' }]);
		expect(found(abnormalOutflow, [account, ...earned, ...unearned.slice(1)])).toEqual([]);
		expect(found(abnormalOutflow, [account, ...unearned])).toEqual([]);
	});

	it.each([
		['a refund', [account, out('90000', '2025-05-20', 'REFUND')]],
		['a transfer from an account of which no balance is known', [out('90000', '2025-05-20')]],
	])('does not take for one %s', (_, records) => {
		expect(found(abnormalOutflow, records)).toEqual([]);
	});

	it('measures against the share of the division', () => {
		expect(found(abnormalOutflow, [account, out('30001', '2025-05-20')], { policy: { ...POLICY, outflowMaxPercentADay: 50 } })).toEqual([]);
	});
});
