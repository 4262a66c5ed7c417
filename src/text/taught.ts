/** Whether a word of teaching stands beside what a text names: 教数学 and 数学课 tell of lessons, 数学 alone of nothing. */
import { type Match, NAMING } from './match.ts';

/** Things of a subject, in whose names a word of teaching stands: 英语教辅, 数学课本. */
const GOODS_BEHIND = /^(?:教辅|辅导[书资]|课本|课外[书读]|教具|教材).*/;
/** What tells of lessons anywhere in the clause of a spelling that also occurs by chance (勿理初二上册, 鹰语同步). */
const CLASS_NEARBY = /[课班补教辅]|同步|上册|下册|突破|冲刺|提分|[一二三四五六七八九]年级|[初高][一二三]/;

function clauseAround(text: string, { from, to }: Match): string {
	const before =
		text
			.slice(Math.max(0, from - 10), from)
			.split(/[,。;!?]/)
			.at(-1) ?? '';
	return before + (text.slice(to, to + 10).split(/[,。;!?]/)[0] ?? '');
}

/** What may stand between a verb and its subject without changing either: 学竞赛数学, 教初二物理, 补的都是英语. */
const BETWEEN =
	/(?:竞赛|校内|课内|同步|小学|初中|高中|中考|高考|少儿|[一二三四五六七八九1-9]年级|[初高][一二三123]|的|点|些|着|了|过|都|全|净|尽|就|是|下学期|上学期)+$/;
/** The verb right before, or a few characters before; or words by which the real subject comes out (实际是数学, 换成英语, 清一色语文). */
const VERB_BEFORE =
	/[教补讲授]|[上听]$|(?<![网线墙手路街货])上[^,]{0,4}$|(?<![小中大])学$|辅导|培训|开设|开展|报了|开[^,]{0,3}$|(?:实际|其实|实则|实为|尽是|清一色|变成|改成|换成|内容)[^,]{0,6}$|(?:[每排]的?[^,]{0,3}|全|都)是$/;
const LESSON_BEHIND =
	/^[^,。;]{0,2}(?:课|班|辅|培|补|老师|教师|教学|一对|火热|提分|涨分|照开|照上|照讲|照教|小灶|冲刺|精讲|衔接|同步|提优|拔高|满分|逆袭|小组|一直|没断|没停|从没停)|^[^。;!?]{0,2}给(?:学生|孩子|小孩|娃)/;

/** 课 that is no lesson: 数学课本, 语文课代表. */
const THING_BEHIND = /^(?:本|代表|桌|文|题|表|件)/;

/** A verb of teaching up to eight characters before in the same clause, or 课, 班, 老师 … right after. */
export function isTaught(text: string, match: Match): boolean {
	if (!NAMING.includes(match.kind)) return false;
	const before =
		text
			.slice(Math.max(0, match.from - 8), match.from)
			.split(/[。;!?]/)
			.at(-1)
			?.replace(/教辅|教材|教具|教育局/g, '') ?? '';
	const after = text.slice(match.to, match.to + 5);
	return (
		VERB_BEFORE.test(before) ||
		VERB_BEFORE.test(before.replace(BETWEEN, '')) ||
		(match.kind === 'subject' && /[课班]$/.test(text.slice(match.from, match.to)) && !THING_BEHIND.test(after)) ||
		LESSON_BEHIND.test(after.replace(GOODS_BEHIND, ''))
	);
}

/** 学 that begins another word: 红杉树学校, 叔学习 hold no spelling of 数学. */
const ANOTHER_WORD = /^[校院会生习子堂员者术科期年区园府历费籍位得到会]/;

/** Whether a word that also occurs by chance stands where lessons are told of, and is no part of another word. */
export const isInLesson = (text: string, match: Match): boolean =>
	(isTaught(text, match) || CLASS_NEARBY.test(clauseAround(text, match))) &&
	!(text[match.to - 1] === '学' && ANOTHER_WORD.test(text.slice(match.to)));
