/**
 * Strikes people out of free texts: pupils, the person who complains, and in police summaries everyone who is named.
 * What speaks of the organisation stays: its telephone, its WeChat id, its teachers and its head.
 */
import { type Certainty, nameLengthAt, nameLengthBefore } from './person-names.ts';

export const PUPIL_MARK = '【学生】';
export const CALLER_MARK = '【诉求人】';
export const PHONE_MARK = '【电话】';
export const PERSON_MARK = '【个人】';

/** How far a text is redacted. */
export interface RedactionScope {
	/** Somebody speaks for himself in it: a complaint. */
	readonly caller: boolean;
	/** Everyone who is named goes, an organisation's people too: a police summary. */
	readonly everyone: boolean;
}

const LINK = '[的是为:：,，、;；\\s“"（(]{0,2}';
const MOBILE = '(?:\\+?86[ -]?)?1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}';
const PHONE = `${MOBILE}|0\\d{2,3}[ -]?\\d{7,8}|(?<!\\d)[2-8]\\d{6,7}(?!\\d)`;

interface NameRule {
	readonly before: RegExp;
	readonly mark: string;
	readonly certainty: Certainty;
}

const GRADE =
	'(?:[一二三四五六七八九1-9]年级|[大中小]班|初[一二三中]|高[一二三中]|[一二三四五六七八九1-9](?=年?[(（]?[0-9一二三四五六七八九十]{1,2}[)）]?班))';
/** A class of a school: "五年级3班", "初二(5)班", "三(2)班", "大一班". */
const CLASS = `(?:${GRADE}\\s*年?\\s*[(（]?\\s*[0-9一二三四五六七八九十]{1,2}\\s*[)）]?\\s*班|[大中小][0-9一二三四五六七八九十]班)`;
const CHILD = '(?:孩子|小孩|儿子|女儿|闺女|儿媳|娃娃?|学生|小学生|初中生|高中生|小朋友|学员|侄[子女儿]|外甥女?|孙[子女]|外孙女?|弟弟|妹妹)';

const PUPIL_RULES: readonly NameRule[] = [
	{
		before: new RegExp(`${CLASS}\\s*(?:的|，|,|、)?\\s*(?:${CHILD}|同学)?${LINK}(?:名叫|叫做?)?`, 'gu'),
		mark: PUPIL_MARK,
		certainty: 'likely',
	},
	{
		before: new RegExp(`${CHILD}(?:的)?(?:名字|姓名)?(?:名叫|叫做?|姓名[是为:：]?)[:：\\s“"]?`, 'gu'),
		mark: PUPIL_MARK,
		certainty: 'likely',
	},
	{
		before: /(?:我家|我的|我|自己|家里|本人|其)?(?:孩子|小孩|儿子|女儿|闺女|学生|小朋友|学员|侄[子女]|外甥女?|孙[子女])/gu,
		mark: PUPIL_MARK,
		certainty: 'open',
	},
	{ before: /(?:学生姓名|孩子姓名|学员姓名)[是为:：\s]*/gu, mark: PUPIL_MARK, certainty: 'sure' },
];

const CALLER_RULES: readonly NameRule[] = [
	{
		before: /(?:我叫|我的名字[叫是]|我姓名[是为:：]?|本人姓名[是为:：]?|我名叫|(?<!孩子|学生|老师|校长)姓名[:：])\s*/gu,
		mark: CALLER_MARK,
		certainty: 'sure',
	},
	{
		before: /(?:诉求人|投诉人|举报人|来电人|来访人|信访人|反映人|申诉人|求助人|联系人|署名)(?:姓名)?(?:[是为叫:：]|[（(])?\s*/gu,
		mark: CALLER_MARK,
		certainty: 'open',
	},
	{ before: /(?:本人|我是|我)(?:叫|是|名叫|系)?[,，:：\s]?/gu, mark: CALLER_MARK, certainty: 'open' },
	{
		before:
			/(?:家长|(?<![\p{Script=Han}])市民|(?<=[接据有名位心该由经])市民|居民|业主|群众|住户|村民|消费者|网友)(?:姓名)?(?:[是叫:：]|[（(])?\s*/gu,
		mark: CALLER_MARK,
		certainty: 'open',
	},
];

const EVERYONE_RULES: readonly NameRule[] = [
	{
		before:
			/(?:报警人|报案人|当事人|当事双方|负责人|经营者|经营人|法定代表人|法人|老板娘?|店主|房东|房主|店长|店员|员工|工作人员|嫌疑人|违法行为人|被害人|受害人|受伤人|伤者|证人|目击者|邻居|路人|群众|家属|男子|女子|男性|女性|教师|校长|园长|司机|保安|物业|租户|租客|顾客|民警|辅警|双方|对方|[一两二三四五]名(?:家长|学生|老师|男子|女子))(?:姓名)?(?:[是为叫系:：]|[（(])?\s*/gu,
		mark: PERSON_MARK,
		certainty: 'open',
	},
	{
		before: /(?:报警人|报案人|当事人|违法行为人|嫌疑人|姓名|名叫)[:：]?\s*(?=[\p{Script=Han}]{2,3}[,，(（称男女])/gu,
		mark: PERSON_MARK,
		certainty: 'sure',
	},
];

/** Words after which a telephone number is the caller's own. */
const OWN_PHONE = new RegExp(
	`((?:我的|本人的?|来电人的?|市民的?|投诉人的?|举报人的?|诉求人的?|反映人的?|家长的?|报警人的?)(?:联系)?(?:手机号?码?|电话号?码?|联系方式|号码|微信号?)${LINK}|(?:请|可|望|麻烦|方便)?(?:回电|回拨|回复我|回我|联系我|致电我|打我|给我打|给我回)(?:电话|手机)?[^0-9。！？!?;；]{0,6})(${PHONE})`,
	'gu',
);
const LOOSE_PHONE = new RegExp(
	`((?:联系电话|我电话|联系方式|方式)${LINK})(${PHONE})|((?:电话|手机号?|微信同号|同号|微信)${LINK})(${MOBILE})`,
	'gu',
);
/** A clause with one of these speaks of the organisation's own number. */
const OF_ORGANISATION =
	/招生|广告|海报|传单|宣传|写着|贴着|印着|门口|公众号|朋友圈|报名|咨询|客服|老师|校长|老板|负责人|对方|机构的|店里|他们|该机构|该店|商家|前台|收款|转账/u;
/** What a number belongs to that follows at once: “学堂电话139…”. */
const ORGANISATION_BEFORE = /(?:机构|学[校堂园院社]|公司|中心|[店班部社所园馆]|工作室|培训|教育|科技|托管)的?$/u;
const NAME_THEN_PHONE = new RegExp(`(?:的)?(?:[,，、:：\\s]|[（(])?(?:联系)?(?:电话|手机号?码?|手机|tel|TEL)${LINK}(?:${PHONE})`, 'gu');
const ANY_MOBILE = /(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/gu;
const PUPIL_TITLE = /(?:小?同学|小朋友)|[（(][^）)\n]{0,8}(?:年级|[0-9一二三四五六七八九]班)[^）)\n]{0,6}[）)]/gu;
/** "李某(男,35岁)": how police texts introduce a person. */
const PERSON_DETAILS = /[（(,，]\s*(?:男|女)(?=[,，、）)\s])/gu;
const PHONE_OF_PERSON = new RegExp(`(${PERSON_MARK}[（(,，、\\s]{0,2}(?:联系)?(?:电话|手机号?码?)?${LINK})(?:${PHONE})`, 'gu');

/** A telephone right behind a caller or pupil who has been struck out is that person's: “联系人张三139…”. */
const PHONE_OF_STRUCK = new RegExp(
	`((?:${CALLER_MARK}|${PUPIL_MARK})[（(,，、:：\\s]{0,2}(?:的?(?:联系)?(?:电话|手机号?码?|方式))?${LINK})(?:${PHONE})`,
	'gu',
);

/** A text without the people who must not be kept. */
export function strikePeople(text: string, scope: RedactionScope): string {
	let out = strikeNames(text, PUPIL_RULES);
	out = strikeBefore(out, PUPIL_TITLE, PUPIL_MARK);
	if (scope.everyone) {
		out = strikeNames(out, EVERYONE_RULES);
		out = strikeBefore(out, NAME_THEN_PHONE, PERSON_MARK);
		out = strikeBefore(out, PERSON_DETAILS, PERSON_MARK);
	}
	if (scope.caller) {
		out = strikeOwnPhones(out);
		out = strikeBefore(out, /(?:的)?(?:[,，、:：\s]|[（(])?(?:联系)?(?:电话|手机号?码?|手机)[的是为:：\s]{0,2}【电话】/gu, CALLER_MARK);
	}
	out = strikeNames(
		out,
		CALLER_RULES.map((rule) => (scope.everyone ? { ...rule, mark: PERSON_MARK } : rule)),
	);
	if (scope.caller) out = out.replace(PHONE_OF_STRUCK, (_, before: string) => before + PHONE_MARK);
	if (!scope.everyone) return out;
	return out.replace(PHONE_OF_PERSON, (_, before: string) => before + PHONE_MARK).replace(ANY_MOBILE, PHONE_MARK);
}

function strikeNames(text: string, rules: readonly NameRule[]): string {
	let out = text;
	for (const { before, mark, certainty } of rules) {
		let at = 0;
		let built = '';
		for (const found of out.matchAll(before)) {
			const from = found.index + found[0].length;
			if (from < at) continue;
			const length = nameLengthAt(out, from, certainty);
			if (length === 0) continue;
			built += out.slice(at, from) + mark;
			at = from + length;
		}
		if (at > 0) out = built + out.slice(at);
	}
	return out;
}

/** Strikes the names that stand right before what `after` finds. */
function strikeBefore(text: string, after: RegExp, mark: string): string {
	let at = 0;
	let built = '';
	for (const found of text.matchAll(after)) {
		const length = nameLengthBefore(text, found.index);
		if (length === 0 || found.index - length < at) continue;
		built += text.slice(at, found.index - length) + mark;
		at = found.index;
	}
	return at === 0 && built === '' ? text : built + text.slice(at);
}

function strikeOwnPhones(text: string): string {
	return text
		.replace(OWN_PHONE, (_, words: string) => `${words}${PHONE_MARK}`)
		.replace(
			LOOSE_PHONE,
			(whole: string, words: string | undefined, _own: string, bare: string | undefined, _mobile: string, offset: number, all: string) =>
				isOfOrganisation(all, offset) ? whole : `${words ?? bare}${PHONE_MARK}`,
		);
}

function isOfOrganisation(text: string, offset: number): boolean {
	const before = sentenceBefore(text, offset);
	return OF_ORGANISATION.test(before) || ORGANISATION_BEFORE.test(before);
}

/** What stands between the last full stop and a place. */
function sentenceBefore(text: string, offset: number): string {
	const before = text.slice(0, offset);
	return before.slice(Math.max(before.lastIndexOf('。'), before.lastIndexOf('!'), before.lastIndexOf('！'), before.lastIndexOf('\n')) + 1);
}
