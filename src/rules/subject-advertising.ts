/**
 * SUBJECT_ADVERTISING (R28): school-subject training advertised since advertisements for it are banned, or results and teachers promised
 * by whoever trains. One finding an organisation.
 */
import type { Day } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import { readText, type TextSignal } from '#text/read-text.ts';
import { findingOf } from './findings.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { ownNames, withoutNames } from './own-names.ts';
import { evidenceOf, NOTHING_FOUND } from './rule-kit.ts';
import { sayTogether } from './say.ts';

/** The double reduction bans advertisements for off-campus training from this day; posters from before it were lawful. */
const BANNED_SINCE: Day = '2021-07-24';
/** Subject words this clear (SS, domain rule catalogue). */
const STRONG = 0.6;
const SCORE = 0.96;
/** A training school that enrols without naming what it teaches. */
const UNNAMED_SCORE = 0.8;

const ENROLS = /招生|报名|开班|开课|续费|试听|名额|预约|秋季班|春季班|暑假班|寒假班|新学期/;
/** Promises of results and claims of rank that no school may make (广告法第二十四条); a discount is none. */
const PROMISES =
	/状元|保过|包过|保录|不(?:提分|过|满意|合格)[^,，。;；]{0,3}退|提分(?:保证|看得见|有保障)|保证提分|必提分|稳提|押题|命题人|升学率|录取率|通过率|全[市省区县校国]第[一1]|第一名|百分百|100%/;

/** The rule. */
export const subjectAdvertising: RiskRule = {
	code: 'SUBJECT_ADVERTISING',
	version: 3,
	title: { zh: '学科培训广告、虚假宣传', en: 'Subject training advertised' },
	description: {
		zh: '2021年7月24日以后发布的广告明确面向中小学生招揽学科培训；或持有、曾持有办学许可的机构发布招生广告而未写明所教为非学科技能；或持有、曾持有许可、准入的机构在广告中承诺效果、夸大师资（如保过、不提分退款、状元）。图书教辅、成人课程、校内通知不计；发布日期不明的不计。',
		en: 'An advertisement first seen since 24 July 2021 clearly offers school subjects to pupils; or a training school, even one whose licence ended, advertises for pupils without naming a skill that is no subject; or whoever is or was licensed or admitted promises results or boasts of teachers. Books and exercise material, adult courses and a school’s own notices do not count, nor does an advertisement without a day.',
	},
	legalBasis: [LEGAL_BASIS.doubleReduction, LEGAL_BASIS.advertisingNotice],
	severity: 'MEDIUM',
	inputs: ['advertisement', 'licence', 'admission'],
	guards: [
		{ zh: '2021年7月24日以前的广告不计', en: 'Advertisements from before 24 July 2021 do not count' },
		{ zh: '图书教辅、成人课程、校内通知不计', en: 'Books, adult courses and a school’s own notices do not count' },
		{ zh: '只有“大语文”“思维”等素养类用语的不计', en: 'Words of disguise alone (大语文, 思维) do not count' },
	],
	evaluate,
};

interface SeenAdvertisement {
	readonly record: StoredRecord<'advertisement'>;
	/** A subject is offered by its name. */
	readonly named: boolean;
	readonly promises: boolean;
}

function evaluate(dossier: Dossier): RuleResult {
	if (!dossier.registered) return NOTHING_FOUND;
	const names = ownNames(dossier);
	const seen = dossier.records.advertisement.flatMap((record) => seenAdvertisement(dossier, record, names));
	if (seen.length === 0) return NOTHING_FOUND;
	const named = seen.filter((one) => one.named).length;
	const promising = seen.filter((one) => one.promises).length;
	const finding = findingOf(subjectAdvertising, {
		score: named + promising > 0 ? SCORE : UNNAMED_SCORE,
		...sayTogether([
			{
				zh: `${seen.length}条广告招揽学科培训或作不实承诺`,
				en: `${seen.length} advertisement(s) offer subject training or promise too much`,
			},
			named > 0 ? { zh: `其中${named}条写明学科`, en: `${named} name a subject` } : null,
			promising > 0 ? { zh: `${promising}条承诺效果或夸大师资`, en: `${promising} promise results or boast of teachers` } : null,
		]),
		evidence: seen.map(({ record }) => evidenceOf(record, 'content', record.body.content, record.body.publishedOn)),
	});
	return { findings: [finding], nextChange: null, silent: null };
}

function seenAdvertisement(dossier: Dossier, record: StoredRecord<'advertisement'>, names: readonly string[]): SeenAdvertisement[] {
	const { content, publishedOn, name } = record.body;
	if (content === null || publishedOn === null || publishedOn < BANNED_SINCE || publishedOn > dossier.asOf) return [];
	const text = withoutNames(content, name === null || name.length < 2 ? names : [...names, name]);
	const signal = readText(text);
	if (isHarmless(signal)) return [];
	const { licence, admission } = dossier.records;
	const trains = licence.length > 0 || admission.length > 0;
	const named = signal.subjects.length > 0 && signal.subject >= STRONG;
	const promises = trains && PROMISES.test(text);
	// Words of another trade or of disguise: the place may have turned to something else, which other rules look at.
	const otherwise = signal.nonSubject || signal.guises.length > 0 || signal.words.some(({ kind }) => kind === 'disguise');
	const enrols = licence.length > 0 && ENROLS.test(text) && !otherwise;
	return named || promises || enrols ? [{ record, named, promises }] : [];
}

function isHarmless({ goods, hedged, refuted, schoolRun, audience }: TextSignal): boolean {
	return goods || hedged || refuted || schoolRun || (audience.length > 0 && audience.every((who) => who === 'ADULT'));
}
