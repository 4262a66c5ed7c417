/** THREE_WAY_MISMATCH (R24, 三一致): invoice, contract and payer of receipts do not agree. One finding an organisation. */
import { addDays } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { findingOf } from './findings.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { evidenceOf, NOTHING_FOUND, nextDay } from './rule-kit.ts';
import { type AccountEntry, ENTRY_LOOK_BACK_DAYS, postedOn, recentEntries } from './supervised-funds.ts';

/** Smaller: two grandparents who paid are a finding; larger: small schools never are. */
const LEAST_MISMATCHES = 3;
/** Share of the receipts below which mismatches are what happens at a large school. */
const LEAST_SHARE = 0.02;
/** A bank of whose receipts fewer than this share carry an invoice does not pass invoices on, so their absence tells nothing. */
const INVOICES_GIVEN = 0.5;
const SCORE = 0.95;

/** The rule. */
export const threeWayMismatch: RiskRule = {
	code: 'THREE_WAY_MISMATCH',
	version: 1,
	title: { zh: '发票、合同、付款人不一致', en: 'Invoice, contract and payer do not agree' },
	description: {
		zh: '一年内监管账户收款中，付款人与合同方不一致、缺发票或缺合同的达3笔以上且占2%以上。银行普遍不提供发票信息的，不因缺发票计。',
		en: 'Within a year, three receipts of the supervised account or more, and at least 2%, have a payer who is not the contract’s party, no invoice, or no contract. Where a bank passes on no invoices, their absence does not count.',
	},
	legalBasis: [LEGAL_BASIS.feeSupervision],
	severity: 'MEDIUM',
	inputs: ['accountEntry', 'account'],
	guards: [
		{ zh: '一两笔代付（如祖父母代缴）不计', en: 'One or two payments for another (grandparents) do not count' },
		{ zh: '银行不提供发票、合同信息的，不因缺失计', en: 'What a bank never passes on does not count as missing' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const receipts = recentEntries(dossier, 'RECEIPT');
	const givesInvoices = shareOf(receipts, ({ body }) => body.invoiceNo !== null) >= INVOICES_GIVEN;
	const givesContracts = shareOf(receipts, ({ body }) => body.contractNo !== null) >= INVOICES_GIVEN;
	const differ = receipts.filter(
		({ body }) =>
			(body.buyerRef !== null && body.payerRef !== null && body.buyerRef !== body.payerRef) ||
			(givesInvoices && body.invoiceNo === null) ||
			(givesContracts && body.contractNo === null),
	);
	if (differ.length < LEAST_MISMATCHES || differ.length / receipts.length < LEAST_SHARE) return NOTHING_FOUND;
	const finding = findingOf(threeWayMismatch, {
		score: SCORE,
		zh: `一年内${receipts.length}笔收款中${differ.length}笔发票、合同、付款人不一致。`,
		en: `Of ${receipts.length} receipts within a year, invoice, contract and payer of ${differ.length} do not agree.`,
		evidence: differ.flatMap((entry) => [
			evidenceOf(entry, 'contractNo', entry.body.contractNo, postedOn(entry)),
			evidenceOf(entry, 'invoiceNo', entry.body.invoiceNo, postedOn(entry)),
			evidenceOf(entry, 'payerRef', entry.body.payerRef, postedOn(entry)),
		]),
	});
	const ends = receipts.map((entry) => addDays(postedOn(entry) ?? dossier.asOf, ENTRY_LOOK_BACK_DAYS + 1));
	return { findings: [finding], nextChange: nextDay(dossier.asOf, ends), silent: null };
}

function shareOf(entries: readonly AccountEntry[], holds: (entry: AccountEntry) => boolean): number {
	return entries.length === 0 ? 0 : entries.filter(holds).length / entries.length;
}
