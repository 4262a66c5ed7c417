/**
 * Circumstances that have a grammar rather than a word: who moves, which door stays shut, which permit is missing. Each pattern stays
 * within a clause; what a word list holds is not repeated here. Works on normal text.
 */
import type { Hint, WordKind } from './lexicon.ts';
import type { PatternMatch } from './match.ts';

interface CircumstancePattern {
	readonly kind: Extract<WordKind, 'hint' | 'licenceGap' | 'teaching' | 'method' | 'schoolRun'>;
	readonly value: Hint | '';
	/** A cheap test that spares most texts the pattern itself. */
	readonly when: RegExp;
	readonly pattern: RegExp;
}

const PUPIL = '(?:(?:中?小学|初中|高中|中学|学)生娃?|孩子|小孩|娃娃|娃|伢子|伢|崽|小朋友|学员)';
const IN_CLAUSE = (most: number): string => `[^,。;!?]{0,${most}}?`;
/** Permits of other kinds: food, fire, health, trade in goods. */
const OTHER_PERMIT = '食品|餐饮|卫生|消防|健康|烟草|医疗|排污|特种|道路|药品|出版|产品|施工|规划';
const PERMIT = '(?:办学|教育|培训|教学|合法|正规|相关|有效|任何)*(?:许可证件|许可证?|资质|执照|证照|审批手续|手续|备案|批文|办学证)';

const PATTERNS: readonly CircumstancePattern[] = [
	// Pupils come, go, wait and are heard.
	pattern(
		'hint',
		'PUPILS',
		/上下|下楼|跑上|进出|进进|出入|涌|下课|散|喊|吵|喧|堵|一[波拨批群茬]|成[群批]|排队|没走|才出来|过来|陆续|[站坐挤]满|坐/,
		[
			`${PUPIL}${IN_CLAUSE(8)}(?:上下?楼|下楼|上上下下|跑上跑下|进进?出|出入|涌|下课|散场|才散|喊|吵|喧|排队|没走|才出来|陆续|成群|成批|[站坐挤]满|围坐|坐着|就座)`,
			`${PUPIL}[^,。;!?]{0,3}(?:一[波拨批群茬]|成[群批])`,
			`(?:一[波拨批群][一]?[波拨批群]?|成[群批]|一大[群帮批])${IN_CLAUSE(6)}${PUPIL}`,
		],
	),
	pattern('hint', 'PUPILS', /车/, [`(?:接|等)${IN_CLAUSE(4)}(?:${PUPIL}|人)${IN_CLAUSE(6)}车`, `车${IN_CLAUSE(8)}(?:接|等)${PUPIL}`]),
	pattern('hint', 'PUPILS', /家长/, [`(?:接|等)${PUPIL}${IN_CLAUSE(3)}的?家长`, `家长${IN_CLAUSE(4)}(?:停满|堵)`]),
	pattern('hint', 'PUPILS', /声|课/, [
		'(?:讲课|上课|朗读|念书|读书|背书|授课|背课文|读英语)的?声',
		'(?:讲课|上课|授课)[^,。;!?]{0,3}(?:喇叭|扰民|吵)',
		'(?:大声|高声|齐声|扯着嗓子)[^,。;!?]{0,3}(?:讲课|上课|授课|讲题|念|读|背)',
	]),
	// Several parents at a door: tuition, not a single buyer's quarrel.
	pattern('hint', 'PUPILS', /家长/, [
		'(?:\\d+|[一二三四五六七八九十几两]+|十来|二十多|三十几|好几|多|一群|数)(?:多|余|几)?(?:个|名|位)?家长',
	]),
	// A door that opens late, and answers that agree.
	pattern('hint', 'CONCEALMENT', /敲门|叫门|门铃|开门/, [
		`(?:敲门|叫门|按门铃|按铃)${IN_CLAUSE(10)}(?:不应|无应答|没人应|不开|许久|很久|半天|好一阵|良久|才)`,
		`(?:等|过)了?${IN_CLAUSE(8)}(?:才|后)(?:开门|让进|应)`,
	]),
	pattern('hint', 'CONCEALMENT', /[均皆都]|一致|统一/, ['(?:均|皆|都|一致|统一|齐声)(?:回?答|称|说|讲|口径)(?!过)']),
	// A room set up as a classroom.
	pattern('hint', 'CLASSROOM', /桌|椅|凳/, [
		`(?:桌椅|课桌|桌凳|桌子|桌|椅子)${IN_CLAUSE(6)}(?:成排|[几数一两二三四五六七八九十\\d]+[余多来]?[排套张])`,
		`(?:成排|一排排|[几数两二三四五六七八九十\\d]+[余多来]?[排套张])的?(?:学生|小|长|条)?(?:桌椅|课桌|桌凳|桌子|桌)`,
	]),
	pattern('hint', 'CLASSROOM', /学校|教室|课堂/, [
		'[按照依](?:着)?(?:学校|教室|课堂)的?(?:样子|样式|布局|格局|模样)?(?:摆|布置|隔|设|装)',

		'[跟像和同如](?:个|在)?(?:学校|教室|课堂)(?:里|里头)?(?:一样|一般|似的|差不多|没两样|无异)',
	]),
	pattern('hint', 'CLASSROOM', /课|班次/, ['(?:上课|开课|课程|班次|课时)(?:的?时间)?(?:表|安排)']),
	// The old people go on in a new place.
	pattern('hint', 'CONTINUITY', /老师|校长|教师/, [
		`(?:以前|原来|原先|之前|曾|过去)${IN_CLAUSE(15)}(?:老师|校长|教师)[^。;!?]{0,14}?(?:现在|如今|都在|仍在|还在|也在|全在|当老师|任教|授课)`,
		`(?:老师|校长|教师)[^。;!?]{0,10}?不就是`,
		`(?:老师|校长|教师)[^。;!?]{0,8}?(?:以前|原来|原先|之前|曾)${IN_CLAUSE(10)}(?:的|教|任教)`,
	]),
	pattern('hint', 'CONTINUITY', /[搬挪转换移迁跟去到]/, [
		`(?:搬|挪|转|移|迁|换)(?:了|走|到|去|至)?${IN_CLAUSE(5)}(?:新点|新址|新校区|别处|别的地方|另一|新地方|新店|隔壁|楼上|对面|继续上|接着上)`,
		`(?:转|跟|换|去|到|挪)${IN_CLAUSE(3)}新的?(?:地方|场地|校区|场所|点|址|店)`,
	]),
	pattern('hint', 'CONTINUITY', /接着|继续/, [
		'(?:去|到|在|往|转)(?:了)?(?:别处|别的地方|其他地方|另外的?地方|那边|隔壁|家里)[^,。;!?]{0,3}(?:接着|继续)[^,。;!?]{0,2}[学上教补]',
	]),
	// Lessons paid for and not given.
	pattern('hint', 'FEES', /课/, [`课时?${IN_CLAUSE(8)}(?:没上完|没消完|不给退|退不|剩|只上了)`, `(?:剩|没上|没消|未消)${IN_CLAUSE(4)}课`]),
	// Learning itself is promised to go better: 学习更轻松, 学习不掉队. Neither meals nor sport are sold so.
	pattern('hint', 'MARKS', /学习|功课|学业/, [
		'(?:学习|功课|学业)[^,。;!?]{0,4}?(?:更|无忧|省心|不愁|不掉队|不落下|跟得上|开窍|轻松|高效|提高|提升|进步|进阶|领先|赶超)',
	]),
	// More points.
	pattern('method', '', /分/, [
		'(?:提高?|涨|多考|加|提升)(?:了|到|个|多少|几|\\d+|[一二三四五六七八九十]+|十几|几十)+分(?![钟店校享期班子类析开部公])',
		'考(?:多少|\\d+|[一二三四五六七八九]十[一二三四五六七八九]?)分',
	]),
	// A place in the ranks, and a promise of it.
	pattern('method', '', /前|名|考/, [
		'(?:进|到|冲|考到?|排)(?:了|进|到)?(?:全?班级?|全?年级|全校)?前(?:\\d+|[一二三四五六七八九十几]+)名?',
		'(?:保证|打包票|包你?|承诺|稳)[^,。;!?]{0,6}(?:考得?好|考高分|考上|考过|进步|名次|录取)',
	]),
	// Exercises to take home, lesson after lesson.
	pattern('method', '', /题/, [
		'(?:一[沓摞堆叠]|[发布带做][^,。;!?]{0,3}[沓摞堆叠些]?|每[次回节课后]*[^,。;!?]{0,2}[发留布做]置?)题(?!目)',
	]),
	pattern('teaching', '', /班/, ['办[^,。;!?]{0,4}班(?!主任)', '(?<!上)班[^,。;!?]{0,2}[办开]到', '开[^,。;!?]{0,4}班']),
	// The school itself, not a place beside it.
	pattern('schoolRun', '', /学校|校方/, [
		'(?:学校|校方)(?!门口|对面|旁|附近|老师|教师|边|后|隔壁|周边)[^,。;!?对旁门附]{0,4}?(?:统一|组织|安排|开展|开设|要求)',
	]),
	// Whoever takes pupils in.
	pattern('teaching', '', /[招收带]/, [`(?:招收|招|收|带)(?:了|着|\\d+|几|些|十几)?(?:个|名)?(?:中小|小|初中|高中)?${PUPIL}`]),
	// The permit that is missing, before or after its name.
	pattern('licenceGap', '', /证|许可|资质|执照|手续|备案|批|私|擅/, [
		`(?:没有?|无|未(?:能)?(?:取得|办理?|经|见|获得?|持有?|提供|出示)?|拿不出|找不到|看不到|看不见|不能(?:提供|出示)|提供不了|缺乏?|不具备)(?!${OTHER_PERMIT})[^,。;!?有就却]{0,3}?${PERMIT}(?!明)`,
		`(?<!${OTHER_PERMIT})(?<!经营)(?:${PERMIT}|证)(?:也|都|还|根本|啥|什么|一样|均|皆)*(?:没有?|无|未办|不全|拿不出|没批|没办|办不下|在办|没见)`,
		`${PERMIT}[^,。;!?]{0,3}?(?:在办|正在办|办理中|办着|说没|还没)`,
		'(?:未经|没经)[^,。;!?]{0,8}(?:批准|审批|许可|同意)[^,。;!?]{0,4}(?:办|开|招|举办|开展)',
		'(?:私自|私设|擅自)[^,。;!?]{0,8}(?:办|开|招|教|上课|授课|课堂)',
	]),
];

function pattern(
	kind: CircumstancePattern['kind'],
	value: CircumstancePattern['value'],
	when: RegExp,
	alternatives: readonly string[],
): CircumstancePattern {
	return { kind, value, when, pattern: new RegExp(alternatives.join('|'), 'g') };
}

/** The circumstances that a text's grammar tells of, in no particular order. */
export function findCircumstances(text: string): PatternMatch[] {
	return PATTERNS.flatMap(({ kind, value, when, pattern }) =>
		when.test(text)
			? [...text.matchAll(pattern)].map((match) => ({ kind, value, from: match.index, to: match.index + match[0].length }))
			: [],
	);
}
