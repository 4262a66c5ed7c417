/**
 * How far hearsay and doubt reach: over their own clause, from a lead (听说, …) into the clause behind, from a doubt at the end (…, 真假不知)
 * over the clause before. A doubt about the permit or the price doubts no lesson: 教初三数学,不知道有没有证.
 */

interface Reach {
	readonly from: number;
	readonly to: number;
}

const LEAD = /听|据|传|讲$|说$|风闻|耳闻|有人/;
const PERMIT = /证|资质|资格|许可|手续|备案|合规|合法|正规|发票|收费|多少钱|靠谱|报吗/;
const SENTENCE_END = /[。;!?]/;

/** The stretch of text that a hedge at [from, to) makes doubtful; null: it doubts something else than the teaching. */
export function hedgedBy(text: string, from: number, to: number, namesTeaching: (reach: Reach) => boolean): Reach | null {
	const own = { from: clauseStart(text, from), to: clauseEnd(text, to) };
	if (namesTeaching(own)) return own;
	if (PERMIT.test(text.slice(own.from, own.to))) return null;
	if (LEAD.test(text.slice(from, to)) && own.to < text.length && !SENTENCE_END.test(text[own.to] as string))
		return { from: own.from, to: clauseEnd(text, own.to + 1) };
	if (own.from > 0 && !SENTENCE_END.test(text[own.from - 1] as string)) return { from: clauseStart(text, own.from - 1), to: own.to };
	return own;
}

function clauseStart(text: string, at: number): number {
	let start = at;
	while (start > 0 && !/[,。;!?]/.test(text[start - 1] as string)) start--;
	return start;
}

function clauseEnd(text: string, at: number): number {
	let end = at;
	while (end < text.length && !/[,。;!?]/.test(text[end] as string)) end++;
	return end;
}
