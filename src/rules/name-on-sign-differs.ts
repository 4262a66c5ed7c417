/** NAME_ON_SIGN_DIFFERS (R08): the name under which a place shows itself is not the registered one. One finding an organisation. */
import type { Day } from '#core/days.ts';
import type { Dossier, Evidence, RiskRule, RuleResult } from '#core/dossier.ts';
import { readText } from '#text/read-text.ts';
import { findingOf } from './findings.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { ownNames } from './own-names.ts';
import { evidenceOf, NOTHING_FOUND } from './rule-kit.ts';
import { alikeNames } from './sign-names.ts';

/** Officers wrote the sign's name down. */
const SEEN_SCORE = 0.75;
/** Advertisements show it. */
const SHOWN_SCORE = 0.5;
/** SS from which the place teaches at all (R08). */
const TEACHES = 0.3;
/** Advertisements under the other name before they count: one can belong to a neighbour. */
const LEAST_ADVERTISEMENTS = 2;

/** The rule. */
export const nameOnSignDiffers: RiskRule = {
	code: 'NAME_ON_SIGN_DIFFERS',
	version: 1,
	title: { zh: '招牌、品牌与登记名称不符', en: 'The name shown is not the registered one' },
	description: {
		zh: '检查记录载明的名称，或两条以上广告所用的名称，与该主体全部登记、许可名称均无相近之处，且所载内容涉及学科教学。加盟、商标授权无来源，须核实。',
		en: 'The name that inspectors wrote down, or that two advertisements or more use, resembles none of the names under which the place is registered or licensed, and what they tell touches on teaching subjects. Franchises have no source and are to be checked.',
	},
	legalBasis: [LEGAL_BASIS.enterpriseNames],
	severity: 'MEDIUM',
	inputs: ['inspection', 'advertisement', 'registration', 'nonprofit', 'licence', 'admission'],
	guards: [
		{ zh: '简称、含字号的名称不计', en: 'Short names and names that hold the brand do not count' },
		{ zh: '加盟品牌须核实', en: 'Franchised brands are to be checked' },
		{ zh: '仅一条广告的不计', en: 'A single advertisement does not count' },
	],
	evaluate,
};

interface Sign {
	readonly name: string;
	readonly evidence: Evidence;
	readonly official: boolean;
}

function evaluate(dossier: Dossier): RuleResult {
	const names = ownNames({ ...dossier, name: '' });
	if (!dossier.registered || names.length === 0) return NOTHING_FOUND;
	const other = signsOf(dossier, names);
	const official = other.filter((sign) => sign.official);
	if (official.length === 0 && other.length < LEAST_ADVERTISEMENTS) return NOTHING_FOUND;
	const finding = findingOf(nameOnSignDiffers, {
		score: official.length > 0 ? SEEN_SCORE : SHOWN_SCORE,
		zh: `${other.length}条记录所载名称与登记、许可名称均不相近。`,
		en: `${other.length} record(s) show a name that resembles none of the registered or licensed ones.`,
		evidence: other.map(({ evidence }) => evidence),
		counterEvidence: ['The name may be a franchise’s or a licensed mark; no source tells of those.'],
	});
	return { findings: [finding], nextChange: null, silent: null };
}

/** Names like none of its own, shown beside a text that touches on teaching. */
function signsOf({ records }: Dossier, own: readonly string[]): readonly Sign[] {
	const sign = (
		record: Parameters<typeof evidenceOf>[0],
		shown: { name: string | null; text: string | null; on: Day | null },
		official: boolean,
	): Sign[] => {
		const { name, text, on } = shown;
		if (name === null || name.length < 2 || text === null || own.some((one) => alikeNames(one, name))) return [];
		return readText(text.replaceAll(name, '某')).subject >= TEACHES
			? [{ name, official, evidence: evidenceOf(record, 'name', name, on) }]
			: [];
	};
	return [
		...records.inspection.flatMap((record) =>
			sign(record, { name: record.body.name, text: record.body.findings, on: record.body.inspectedOn }, true),
		),
		...records.advertisement.flatMap((record) =>
			sign(record, { name: record.body.name, text: record.body.content, on: record.body.publishedOn }, false),
		),
	];
}
