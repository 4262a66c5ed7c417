/**
 * What a word list cannot hold: grades and ages, abbreviations (sx, 数*), single characters in a row (数、语、英 or 补数英).
 * Works on normal text.
 */
import { findCircumstances } from './circumstance-patterns.ts';
import type { Audience, Subject } from './lexicon.ts';
import type { PatternMatch } from './match.ts';

const CHARACTER_SUBJECT: Readonly<Record<string, Subject>> = {
	数: '数学',
	奥: '数学',
	语: '语文',
	英: '英语',
	外: '外语',
	物: '物理',
	化: '化学',
};
const INITIALS: Readonly<Record<string, Subject>> = { sx: '数学', yw: '语文', yy: '英语', wl: '物理', hx: '化学' };

const GRADE = /([一二三四五六七八九]|[1-9])(?:[、,到至~-]([一二三四五六七八九]|[1-9]))?年级/g;
const SCHOOL_YEAR = /(初|高)(?:[一二三]|[123](?![\d号楼层米]))/g;
const AGES = /(\d{1,2})(?:[到至~-])?(\d{1,2})?(?:周)?岁/g;
/** 数* and 英x stand for a hidden character; 人数*20 and 分数x2 do not. */
const MASKED = /(?<![人次总分指倍系件整无多少参名课时天字页户套份基变点岁单双])([数英语物化奥])[*x](?![a-z\d])/g;
/** Pinyin initials count beside a word of teaching only: 补sx, sx课, but not the WeChat id wx_sx12. */
const INITIALS_BEFORE = /(?<=(?:补|教|上|学|讲|报|授)(?:个|点|了|的)?)(sx|yw|yy|wl|hx)(?![a-z\d_])/g;
const INITIALS_AFTER = /(?<![a-z\d_])(sx|yw|yy|wl|hx)(?=课|班|辅|补|提|老师|小班|培|同步|刷|、|和|冲)/g;
const IN_A_ROW = /(?<=[补教上讲授学])[数语英外物化](?:[、,/和及与+&]?[数语英外物化])+(?=课|班|等|两|三|几|的|$|[,。;!?()])/g;
const LISTED = /[数语英外](?:[、/+&][数语英外物化])+(?![学语文理])/g;
const SINGLE = /(?<=[补教])([数英])(?=课|班)/g;
const PUPILS =
	/(?:\d+|[一二三四五六七八九十几两]+|十来|二十多|三十几|好几)(?:多|余|几)?(?:(?:个|名|位)(?:学生|孩子|小孩|娃|伢|崽|学员|小学生|初中生|高中生|中学生)|(?:中小|小|中)?学生|[初高]中生)/g;

/** Everything the patterns find, in no particular order. */
export function findPatterns(text: string): PatternMatch[] {
	return [...audiences(text), ...subjects(text), ...found(text, PUPILS, 'hint', () => 'PUPILS'), ...findCircumstances(text)];
}

// Most texts hold neither a grade nor a single subject's character: a look for the character spares them the pattern.
function audiences(text: string): PatternMatch[] {
	const years = text.includes('初') || text.includes('高');
	return [
		...(text.includes('年级') ? found(text, GRADE, 'audience', (m) => gradeAudience(m[2] ?? m[1] ?? '')) : []),
		...(years ? found(text, SCHOOL_YEAR, 'audience', (m) => (m[1] === '初' ? 'JUNIOR' : 'SENIOR')) : []),
		...(text.includes('岁')
			? found(text, AGES, 'audience', (m) => ageAudience(Number(m[1]), m[2] === undefined ? null : Number(m[2])))
			: []),
	];
}

function subjects(text: string): PatternMatch[] {
	const matches: PatternMatch[] = [];
	const first = (m: RegExpMatchArray): string => CHARACTER_SUBJECT[m[1] ?? ''] ?? '学科';
	const initials = (m: RegExpMatchArray): string => INITIALS[m[1] ?? ''] ?? '学科';
	if (/[*x]/.test(text)) matches.push(...found(text, MASKED, 'subject', first));
	if (/sx|yw|yy|wl|hx/.test(text)) {
		matches.push(...found(text, INITIALS_BEFORE, 'subject', initials), ...found(text, INITIALS_AFTER, 'subject', initials));
	}
	if (/[数语英外物化]/.test(text)) {
		matches.push(
			...found(text, SINGLE, 'subject', first),
			...found(text, IN_A_ROW, 'subject', () => '学科'),
			...found(text, LISTED, 'subject', () => '学科'),
		);
	}
	return matches;
}

function found(text: string, pattern: RegExp, kind: PatternMatch['kind'], toValue: (m: RegExpMatchArray) => string): PatternMatch[] {
	const matches: PatternMatch[] = [];
	for (const match of text.matchAll(pattern)) {
		const value = toValue(match);
		if (value !== '') matches.push({ kind, value, from: match.index, to: match.index + match[0].length });
	}
	return matches;
}

function gradeAudience(grade: string): Audience {
	return '一二三四五六123456'.includes(grade) ? 'PRIMARY' : 'JUNIOR';
}

/** Compulsory schooling begins at six; below that a child is of pre-school age. From eighteen on: adults. */
function ageAudience(from: number, to: number | null): Audience | '' {
	const oldest = to ?? from;
	if (from < 2 || oldest > 99) return '';
	if (oldest <= 6) return 'PRESCHOOL';
	if (oldest <= 12) return 'PRIMARY';
	if (oldest <= 15) return 'JUNIOR';
	return oldest < 18 ? 'SENIOR' : 'ADULT';
}
