/** ONLINE_WITHOUT_LICENCE (R06): subjects taught online (live, meeting software, groups) by somebody without a subject licence. */
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { profilesOf } from './business-profile.ts';
import { hiddenTraining, LEAST_FRONT } from './hidden-score.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { namedLikeABusiness } from './place-evidence.ts';
import { evidenceOf, foundOf, NOTHING_FOUND, probability, silentBecause, whileLicensed, whyUnread } from './rule-kit.ts';
import { refutedBy, STRONG, voicesOf, type WeighedText, weighTeaching } from './teaching-evidence.ts';

const VERSION = 2;
const LEGAL = [LEGAL_BASIS.penaltyMeasures18, LEGAL_BASIS.hiddenTrainingNotice, LEGAL_BASIS.implementingRules];
/** Where no registration is known, the texts alone: the sum at which half of the leads hold. */
const OFFSET = 3.2;
const LEAST_UNREGISTERED = 0.6;
const HIGH_SCORE = 0.6;
const SHOWN = 8;

/** The rule. */
export const onlineWithoutLicence: RiskRule = {
	code: 'ONLINE_WITHOUT_LICENCE',
	version: VERSION,
	title: { zh: '无证线上开展学科培训', en: 'Subjects taught online without a licence' },
	description: {
		zh: '未持有效学科类许可，检查、处罚、投诉、警情、广告显示通过直播、会议软件、网课、社交群等线上方式讲授学科，或以网络科技、直播等外壳存续且有充分教学证据。',
		en: 'No subject licence runs, and inspections, penalties, complaints, incidents or advertisements tell of subjects taught online (live, by meeting software, in groups), or the business is one of network technology or live shows and the evidence of teaching is sufficient.',
	},
	legalBasis: LEGAL,
	severity: 'HIGH',
	inputs: ['registration', 'nonprofit', 'licence', 'inspection', 'penalty', 'complaint', 'incident', 'advertisement'],
	guards: [
		{ zh: '持有效学科许可的机构由时段规则判断', en: 'Licensed schools are judged by the rules on lessons' },
		{ zh: '学校自办平台、免费公益课不计', en: 'A school’s own platform and free public lessons do not count' },
		{ zh: '仅有一条线索不计', en: 'One lead alone does not count' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const licensed = whileLicensed(dossier);
	if (licensed !== null) return licensed;
	const { speaking, against } = weighTeaching(dossier);
	if (speaking.length === 0) return NOTHING_FOUND;
	const online = speaking.filter(tellsOfIt);
	const profile = profilesOf(dossier).find(({ guise }) => guise === '线上直播');
	if (profile === undefined && online.length === 0) return NOTHING_FOUND;
	const shown = profile === undefined ? online : speaking;
	const voices = voicesOf(shown);
	if (voices < 2 && !shown.some(({ official, signal }) => official && signal.subject >= STRONG)) return NOTHING_FOUND;
	const unread = whyUnread(dossier, 'licence');
	if (unread !== null) return silentBecause(`whether a licence exists cannot be told: ${unread}`);
	const score = dossier.registered ? hiddenTraining(dossier) : scoreOfPlace(dossier.name, online);
	if (score < (dossier.registered ? LEAST_FRONT : LEAST_UNREGISTERED)) return NOTHING_FOUND;
	return foundOf({
		code: 'ONLINE_WITHOUT_LICENCE',
		ruleVersion: VERSION,
		severity: score >= HIGH_SCORE && voices >= 2 ? 'HIGH' : 'MEDIUM',
		score,
		explanation: {
			zh: `无有效学科类许可，${shown.length}条文本指向线上讲授学科。`,
			en: `No subject licence runs; ${shown.length} text(s) tell of subjects taught online.`,
		},
		legalBasis: LEGAL,
		evidence: [
			...shown.slice(0, SHOWN).map(({ evidence }) => evidence),
			...(profile === undefined ? [] : [evidenceOf(profile.record, 'name', profile.record.body.name)]),
		],
		counterEvidence: refutedBy(against),
		guise: '线上直播',
	});
}

function scoreOfPlace(name: string, online: readonly WeighedText[]): number {
	const sum = online.reduce((total, { weight }, i) => total + weight * (i === 0 ? 1 : 0.6), 0);
	return probability(sum - OFFSET - (namedLikeABusiness(name) ? 1 : 0));
}

function tellsOfIt({ signal, grade }: WeighedText): boolean {
	return signal.online && !signal.schoolRun && (grade === 'NAMED' || grade === 'NAMED_WEAKLY' || grade === 'DISGUISED');
}
