/**
 * Finds what a text says is *not* so: clauses that exclude training from a scope (不含学科类培训, 除…外), that deny it (没有补课),
 * or that tell of a check without result (未发现…) or of a report that was wrong (反映…不属实). Words inside these spans are no evidence. Works on normal text.
 */

/**
 * What a negated clause tells of training: DENIED, a verdict that none is given or was found, or that a report was wrong; UNSEEN, only
 * that none was seen when somebody looked (未见授课); null: neither, only that none is allowed or that it is called something else.
 */
export type Denial = 'DENIED' | 'UNSEEN' | null;

/** A half-open span of the text that is negated. */
export interface NegatedSpan {
	readonly from: number;
	readonly to: number;
	readonly tells: Denial;
}

/** A negated clause ends at punctuation, or where the sentence turns (但, 却, 仍, 其实). */
const END = '[^,。;!?()]';
const TURN = /但|却|仍|还在|依然|照样|继续|反而|实际|其实|而是|只是|仅|就是/;

/** Exclusions: what may not be done, in scopes and rules. 不得了, 舍不得, 由不得 and their like are something else. */
const EXCLUDES = new RegExp(
	`(?:均?不含|不包括|不包含|(?<![舍怪恨巴由记顾见睡值等])不得(?!了|不|已|休息|安宁|而知)|不允许|严禁|禁止|不准|不可从事|不能从事|以外的)${END}*`,
	'g',
);
const EXCEPT = /除[^。;()]*?(?:以外|之外|外)|\(除[^()]*\)/g;
/** Denials that carry their verb: the rest of the clause is what is denied. */
const DENIES = new RegExp(
	`(?:不涉及|不从事|不开展|不提供|不做|不办|不搞|不进行|不组织|没有涉及|没有开展|没有从事|没有组织|未涉及|未从事|未开展|未组织|未进行|未举办|未提供|不再从事|不再开展)${END}*`,
	'g',
);
/** What has ended by itself; what is ordered to end went on until then. */
const STOPPED = new RegExp(
	`(?:已经?|现已|均已|早已|主动|自行)(?:停止|终止|取消|停办|关停|停掉|结束)(?:了|开展|举办|从事|所有|全部|一切)*(?:学科|补课|补习|文化课|校外培训|培训)${END}*`,
	'g',
);
/** Somebody looked and did not find, in whatever verb. */
const NOT_FOUND_BY =
	'(?:并|均|皆|都|也|从|尚|暂)?(?:未能?|没有?|没能)(?:发现|查[见到出获实]|见[到着]?|看[到见着]|找[到着见]|听到|检出|发觉|察觉|[碰遇][到见着]|[瞧瞅][见到着]|撞见|搜[到出])';
const NOTHING = `${NOT_FOUND_BY}|(?<!有)没有|(?<!有)没|并无|无|并未|未有|未曾|不存在|不再|(?<!是)不是|并非|非|不|未|从未|从不|查无|没|尚未|暂无|暂未|均未|均无|皆无|从没`;
const BETWEEN =
	'有|人|见到|到|以任何(?:形式|名义|方式)|属于|校外|该(?:公司|机构|单位|处|店|中心|场所|户|校|点)|其|当事人|安排|设置|老师|教师|教员|人员|机构|专门|任何形式|说他们?|说她们?|说是|说|指|反映|投诉|举报|他们?|她们?|它们?|人家|店家|老板|要|讲授|排|开|设|上|讲|授|招收|带|[一二三四五六七八九]{1,2}年级|初[一二三]|高[一二三]|高年级|低年级|初中|高中|小学|学前|在这里|在里面|在此|这里|此处|该处|在|任何|其他|明显|涉及|开展|进行|从事|组织|提供|开设|存在|见|发现|举办|违规|过|搞|办|做|教|给|学生|孩子|继续|现场|场内|面向|中小学生|小学生|初中生|高中生|中小学|的|正|所谓|收费|违法|相关|此类|上述|义务教育|阶段';
const TRAINING =
	'教学活动|教学迹象|授课迹象|教课|教东西|教知识|讲题|讲作业|学习内容|作业辅导|学习辅导|辅导作业|文化知识|主课|学科|补课|补习|培训|教学|授课|上课|文化课|辅导|讲课|开班|办班|招生|课程|补|数学|语文|英语|奥数|物理|化学|作文|家教';
/** What is missing is the permit, not the training: 无培训资质, 没有学科类培训许可. */
const PERMIT =
	'(?:学科|教育|培训|教学|办学|校外|类|机构|活动|行业|班|的){0,4}(?:资质|许可|资格|执照|证照|证书|证(?![据明实])|手续|备案|审批|批准|批文)';
/** A negator, a few words that may stand between, and a word of training. 无证补课 has 证 between and is no denial. */
const DENIES_TRAINING = new RegExp(`(${NOTHING})(?:${BETWEEN}){0,5}(?:${TRAINING})(?!${PERMIT})${END}*`, 'g');
/** Eyes that saw nothing; whoever looked for it and found none (未发现, 查无) gives a verdict. */
const NOT_SEEN = /(?:(?<!查)见[到着]?|看[到见着]|[瞧瞅][见到着]|听到|[碰遇][到见着])$/;
/** What is said of training after its name: 和补课没关系, 学习的事他们不管, 学科类内容未涉及. */
const UNRELATED =
	/(?:和|与|跟)?(?:补课|补习|学科|培训|教学|辅导|上课|学习|授课|功课|文化课)(?:学习|班|课|类|内容|项目|的?事|方面)*[^,。;!?]{0,4}(?:(?:没有?|无)(?:啥|什么|任何|半点|一点|多大)*(?:关系|关联|瓜葛|牵扯|干系|关)|不沾边|不搭[边界嘎]|不挨边|不相干|扯不上|两码事|两回事|不是一回事|倒?是?不管|不负责|不涉及|未涉及|没有涉及|没有的事|没这回事)|([补教])不\1课[^,。;!?]{0,6}(?:不|没|无)[^,。;!?]*/g;
/** What is missing stands first: 补课的情况没有, 教东西倒是没有的, 培训行为不存在. */
const NONE_BEHIND =
	/(?:学科|补课|补习|文化课|培训|教学|授课|上课|讲课|辅导|教东西|教书|学习班)(?:类|内容|行为|活动|教学|培训|课程|现象|情形|情况|迹象|方面|问题|的事|的)*(?:倒是?|是|都|也|并|确实|实在)?(?:没有|不存在|无)(?:的|了|啦|过)?(?=[,。;!?]|$)/g;
/** The verb that denies stands behind: 学科类教学没有发现, 培训行为未见. */
const NOT_FOUND =
	/(?:学科|补课|补习|文化课|培训|教学|授课|上课|讲课)(?:类|内容|行为|活动|教学|培训|课程|现象|情形|情况|迹象|方面|的)*(?:也|均|都|并|暂|尚)?(?:没有|未|没)(?:发现|见到?|看到|涉及|开展|从事|查见|查到|进行|存在)/g;
/**
 * What is spoken of stands first, and what became of it behind: 补课一事没查到, 文化课一概没开. Where something else follows (补课没开发票, 数学没上完), that
 * is missing and not the lesson.
 */
const TOPIC_FIRST =
	/(?:学科|补课|补习|文化课|培训|教学|授课|上课|讲课|教课|辅导)(?:类|内容|行为|活动|教学|培训|课程|现象|情形|情况|迹象|方面|问题|的|之?一?[这此]?事|这件事|这回事|一说|[这那]一?块|影子|影儿|苗头|痕迹|踪影|场面|场景|一[个点丝]|半[个点])*(?:店里|我们|他们|这里|此处|现场)?(?:也|均|都|并|确实?|根本|压根儿?|一概|一律|从来|向来|暂|尚)*(?:没有?|未|从未|不)(?:发现|查[到见出获实]|见[到着]?|看[到见着]|找[到着]|搜[到出]|[瞧瞅][见到着]|[撞碰遇][上见到着]?|沾边?|涉足|有|开展|开设?|教|上|办|搞|讲|设|做|涉及|从事|进行|存在|组织|提供|安排)(?:过|了|的)?(?=[,。;!?]|$)/g;
/** Eyes again, behind what they looked for. */
const SEEN_BEHIND = /(?:没有?|未|不)(?:见[到着]?|看[到见着]|[瞧瞅][见到着]|[撞碰遇][上见到着])[过了的]?$/;
/** Said to be of another kind: 均为非学科项目, 属非学科类. */
const OTHER_KIND = /(?:均|全|都|皆)?(?:为|属|系|属于)非学科[^,。;!?]*/g;

/** What was reported and turned out wrong, from the report (or the clause's beginning) to the word that says so. */
const MATTER = '情况|问题|线索|内容|一事|此事|事项|举报|反映|投诉|所述|信息|诉求';
const UNTRUE = `不属实|(?:${MATTER})(?:经[^,。;]{0,8})?(?:均|并|为|系)?(?:不实|失实|不成立|不存在|有误)|查无(?:实据|此|依据|证据)|(?:没有|缺乏|无)(?:事实)?(?:根据|依据)|(?:未能?|无法|不能)(?:查实|证实|核实|印证)|(?:举报|反映|投诉|信访|来电|所述)(?:人|的|所述|所称)*(?:${MATTER})?(?:均|都|并|也)?(?:对不上号?|站不住脚?|子虚乌有|(?:纯?属|系|是|为)(?:一场)?(?:误会|误解|误报|讹传))(?=[,。;!?]|$)|[与跟和同](?:事实|实际|现场|所?(?:反映|举报|投诉)的?)(?:情况|内容)?[^,。;!?]{0,2}(?:不符|不一致|不相符|出入|对不上|不一样|两码事)`;
/** Most texts refute nothing; asking first spares them the search from every character. */
const HAS_UNTRUE = new RegExp(UNTRUE);
/**
 * Words between which nothing is refuted: another report that was right (无证属实,收费不属实), somebody's own denial (负责人称不属实), a
 * promise that was false (数学班宣传的师资不属实).
 */
const NOT_BETWEEN = '(?<!不)属实|称|否认|表示|[说讲]是|宣传|承诺|广告|介绍';
const REFUTES = new RegExp(
	`(?:(?:反映|举报|投诉|信访|来信|来电|线索)(?:(?!${NOT_BETWEEN})[^。;!?]){0,60}?|(?:(?!${NOT_BETWEEN})[^。;!?]){0,80}?(?=(?:举报|反映|投诉|线索|信访)[^,。;!?]{0,6}(?:${UNTRUE}))[^,。;!?]{0,10}?|(?:(?!${NOT_BETWEEN})${END}){0,40}?)(?:${UNTRUE})`,
	'g',
);

/** What was looked for and not there: 未见黑板、教材. It takes away furniture, pupils and papers, and denies no training. */
const ABSENT = new RegExp(`(?:${NOT_FOUND_BY}|没有|并无|无)[^,。;!?]{0,12}`, 'g');

/** Stretches in which things are said to be missing. */
export function findAbsent(text: string): readonly { readonly from: number; readonly to: number }[] {
	if (!/[未没无]/.test(text)) return [];
	return [...text.matchAll(ABSENT)].map(({ 0: found, index }) => ({ from: index, to: index + found.length }));
}

/** A report that turned out to be of something else: 反映补课,经查系家长聚餐. */
const ELSE =
	/(?:反映|举报|投诉|来电|所谓)[^。;!?]{0,60}?经(?:查|核|核实|查实|了解|调查|查证|走访)[^,。;!?]{0,4}?(?:系|为|是|属)(?![^。;!?]*(?:补|课|培训|教|学科|辅导|讲|班|无证|未经|违规|属实|数学|英语|语文|作文|物理|化学))[^,。;!?]+/g;

/** All negated spans of a normal text, in order, not overlapping. */
export function findNegated(text: string): readonly NegatedSpan[] {
	if (!/[不无没未除非禁失停]|关系|不搭|对不上|误会|误解|误报|讹传|子虚乌有|不一样|两码事|两回事|终止|取消|关停|经[查核实了调走]/.test(text))
		return [];
	const found: NegatedSpan[] = [
		...spans(text, EXCLUDES, () => null),
		...spans(text, EXCEPT, () => null),
		...spans(text, DENIES, () => 'DENIED'),
		...spans(text, DENIES_TRAINING, ([, negator = '']) => (negator === '非' ? null : NOT_SEEN.test(negator) ? 'UNSEEN' : 'DENIED')),
		...spans(text, UNRELATED, () => 'DENIED'),
		...spans(text, STOPPED, () => 'DENIED'),
		...(text.includes('经') ? spans(text, ELSE, () => 'DENIED') : []),
		...spans(text, NOT_FOUND, ([found]) => (/(?:未|没有?)(?:见到?|看到)$/.test(found) ? 'UNSEEN' : 'DENIED')),
		...spans(text, NONE_BEHIND, () => 'DENIED'),
		...spans(text, TOPIC_FIRST, ([found]) => (SEEN_BEHIND.test(found) ? 'UNSEEN' : 'DENIED')),
		...spans(text, OTHER_KIND, () => 'DENIED'),
		// What was reported may turn as it likes (实际在补课): all of it is refuted.
		...(HAS_UNTRUE.test(text) ? [...text.matchAll(REFUTES)] : []).map(({ 0: found, index }) => ({
			from: index,
			to: index + found.length,
			tells: 'DENIED' as const,
		})),
	].sort((a, b) => a.from - b.from || b.to - a.to);
	const merged: NegatedSpan[] = [];
	for (const span of found) {
		const last = merged.at(-1);
		if (last === undefined || span.from >= last.to) merged.push(span);
		else merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to), tells: graver(last.tells, span.tells) };
	}
	return merged;
}

const graver = (a: Denial, b: Denial): Denial => (a === 'DENIED' || b === 'DENIED' ? 'DENIED' : (a ?? b));

function spans(text: string, pattern: RegExp, tells: (match: RegExpMatchArray) => Denial): NegatedSpan[] {
	return [...text.matchAll(pattern)].map((match) => {
		const turn = TURN.exec(match[0].slice(1));
		const length = turn === null ? match[0].length : turn.index + 1;
		return { from: match.index, to: match.index + length, tells: tells(match) };
	});
}
