/**
 * Which words stand where in the tail of an organisation's name, and the cheapest reading of each tail as words. A name is cut in many
 * ways and all cuts share its end, so what was found of one end serves the others (`tailsOf`). Used by names.ts alone.
 */
import { TRADE_FORMS } from './lexicon/form-words.ts';
import { BRANDLIKE_WORDS, INDUSTRY_WORDS } from './lexicon/industry-words.ts';

const SINGLE_FORMS = new Set([...'店部厂行馆所院校社站吧场铺摊班']);
/** Endings that as often belong to the brand: form only behind an industry word (教育城, but 同仁堂). */
const SINGLE_BEHIND_INDUSTRY = new Set([...'坊屋阁轩斋堂苑园城楼庄居坞舍厅档']);
/** 加工厂 and 晚托班 are an industry with a form, not a form: the industry counts. */
const LONG_FORMS = TRADE_FORMS.filter(
	(word) => word.length > 1 && !(word.length > 2 && INDUSTRY_WORDS.has(word.slice(0, -1)) && !/^(?:服务|经营|销售|综合|工作)/.test(word)),
);
const JOINING = new Set([...'与和及暨']);

/** Costs of a tail's reading; what they are weighed against stands in names.ts. */
export interface TailCosts {
	/** A character that belongs to no word. */
	readonly strayCharacter: number;
	readonly word: number;
	/** Less than one more pair of characters in the brand, more than a word that is known. */
	readonly dish: number;
}

/** A character that joins two words costs less than a stray one. */
const JOINING_COST = 0.3;

interface Node {
	readonly next: Map<number, Node>;
	industry: boolean;
	form: boolean;
	brandlike: boolean;
}

/** A word that stands somewhere in a text. */
export interface FoundWord {
	/** Place behind its last character. */
	readonly end: number;
	/** An industry word; else a form. */
	readonly industry: boolean;
	/** Also taken for a brand. */
	readonly brandlike: boolean;
}

const newNode = (): Node => ({ next: new Map(), industry: false, form: false, brandlike: false });
/** All words by their characters, so that a text is walked along and not cut at every length. */
const root = newNode();
for (const word of INDUSTRY_WORDS) nodeOf(word).industry = true;
for (const word of LONG_FORMS) nodeOf(word).form = true;
for (const word of BRANDLIKE_WORDS) nodeOf(word).brandlike = true;

function nodeOf(word: string): Node {
	let node = root;
	for (let at = 0; at < word.length; at++) {
		let next = node.next.get(word.charCodeAt(at));
		if (next === undefined) {
			next = newNode();
			node.next.set(word.charCodeAt(at), next);
		}
		node = next;
	}
	return node;
}

const NONE: readonly FoundWord[] = [];

/** Words of two characters and more that begin at a place, shortest first. */
function wordsFrom(text: string, at: number): readonly FoundWord[] {
	let node = root.next.get(text.charCodeAt(at));
	let found: FoundWord[] | null = null;
	for (let end = at + 1; node !== undefined && end < text.length; ) {
		node = node.next.get(text.charCodeAt(end++));
		if (node === undefined || !(node.industry || node.form)) continue;
		found ??= [];
		found.push({ end, industry: node.industry, brandlike: node.brandlike });
	}
	return found ?? NONE;
}

/** What follows a place in a text, read as words. */
export interface Tail {
	readonly cost: number;
	readonly industry: string;
	/** Whether the tail begins with an industry word or a form. */
	readonly startsWithWord: boolean;
	/** Words that begin here. */
	readonly words: readonly FoundWord[];
}

/** No list holds every dish: two to four characters that end in a food, before the form of a shop (酸汤鱼馆, 肉夹馍店). */
const DISH = /^[\u4e00-\u9fff]{1,3}[鱼鸡鸭鹅肉面粉饭粥饼糕汤茶酒菜馍包丸酱肠骨虾蟹蛋][店馆铺坊庄厂]$/;
const LONGEST_DISH = 5;

/** For each position the cheapest reading of what follows as words; read from the end, so each is found once. */
export function coverTails(text: string, costs: TailCosts): readonly Tail[] {
	const tails = new Array<Tail>(text.length + 1);
	tails[text.length] = { cost: 0, industry: '', startsWithWord: false, words: NONE };
	for (let at = text.length - 1; at >= 0; at--) tails[at] = tailAt(text, at, tails, costs);
	return tails;
}

function tailAt(text: string, at: number, tails: readonly Tail[], costs: TailCosts): Tail {
	const stray = tails[at + 1] as Tail;
	const character = text.charAt(at);
	const left = text.length - at;
	const words = wordsFrom(text, at);
	let cost = stray.cost + (JOINING.has(character) ? JOINING_COST : costs.strayCharacter);
	let industry = character + stray.industry;
	let startsWithWord = false;
	if (cost > costs.dish && left <= LONGEST_DISH && DISH.test(text.slice(at))) {
		[cost, industry, startsWithWord] = [costs.dish, text.slice(at, -1), true];
	}
	if (left === 1 && at > 0 && SINGLE_FORMS.has(character)) [cost, industry, startsWithWord] = [costs.word, '', true];
	for (const word of words) {
		const after = tails[word.end] as Tail;
		// A form closes a name: before an industry word it is the brand's (绿色家园环保, 映月书房电子商务).
		if (!word.industry && after.industry !== '') continue;
		// Equal cost: the longer word, which comes later.
		if (after.cost + costs.word > cost + 1e-9) continue;
		cost = after.cost + costs.word;
		industry = (word.industry ? text.slice(at, word.end) : '') + after.industry;
		startsWithWord = true;
	}
	if (left > 2 && left < 7 && 2 * costs.word < cost && closesWithForm(text, words)) {
		[cost, industry, startsWithWord] = [2 * costs.word, text.slice(at, -1), true];
	}
	return { cost, industry, startsWithWord, words };
}

/** Whether one industry word leads up to a last character that is a form behind such a word. */
function closesWithForm(text: string, words: readonly FoundWord[]): boolean {
	const last = text.length - 1;
	return SINGLE_BEHIND_INDUSTRY.has(text.charAt(last)) && words.some((word) => word.industry && word.end === last);
}

/** The tails of texts that end alike, found once. */
export class SharedTails {
	readonly #text: string;
	readonly #costs: TailCosts;
	#tails: readonly Tail[] | null = null;

	constructor(text: string, costs: TailCosts) {
		this.#text = text;
		this.#costs = costs;
	}

	/** Tails of a text with what it lacks of the shared one: `tails[from + at]` is the tail at `at`. */
	of(text: string): { readonly tails: readonly Tail[]; readonly from: number } {
		// A single character is a form behind something alone, so it is read by itself.
		if (text.length < 2 || !this.#text.endsWith(text)) return { tails: coverTails(text, this.#costs), from: 0 };
		this.#tails ??= coverTails(this.#text, this.#costs);
		return { tails: this.#tails, from: this.#text.length - text.length };
	}
}
