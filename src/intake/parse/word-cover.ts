/**
 * Which words stand where in the tail of an organisation's name, and the cheapest reading of each tail as words. A name is cut in many
 * ways and all cuts share its end, so what was found of one end serves the others (`tailsOf`). Used by names.ts alone.
 */
import { TRADE_FORMS } from './lexicon/form-words.ts';
import { BRANDLIKE_WORDS, INDUSTRY_WORDS } from './lexicon/industry-words.ts';
import { endsTrade, tradeRatio } from './lexicon/trade-characters.ts';

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
	/** Whether a trade that no list has is told by its characters. */
	readonly guess: boolean;
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
	/** Whether the tail begins with an industry word or a form, or with what is likely one. */
	readonly startsWithWord: boolean;
	/** Whether it begins with what is only likely a word. */
	readonly likely: boolean;
	/** Words that begin here. */
	readonly words: readonly FoundWord[];
}

/** No list holds every dish: two to four characters that end in a food, before the form of a shop (酸汤鱼馆, 肉夹馍店). */
const DISH = /^[\u4e00-\u9fff]{1,3}[鱼鸡鸭鹅肉面粉饭粥饼糕汤茶酒菜馍包丸酱肠骨虾蟹蛋][店馆铺坊庄厂]$/;
const LONGEST_DISH = 5;

/** For each position the cheapest reading of what follows as words; read from the end, so each is found once. */
export function coverTails(text: string, costs: TailCosts): readonly Tail[] {
	const tails = new Array<Tail>(text.length + 1);
	tails[text.length] = { cost: 0, industry: '', startsWithWord: false, likely: false, words: NONE };
	const words = Array.from(text, (_character, at) => wordsFrom(text, at));
	for (let at = text.length - 1; at >= 0; at--) tails[at] = tailAt({ text, at, words, tails, costs });
	return tails;
}

/** A place in a text whose words are found, with the tails behind it. */
interface Place {
	readonly text: string;
	readonly at: number;
	readonly words: readonly (readonly FoundWord[])[];
	readonly tails: readonly Tail[];
	readonly costs: TailCosts;
}

function tailAt(place: Place): Tail {
	const { text, at, tails, costs } = place;
	const stray = tails[at + 1] as Tail;
	const character = text.charAt(at);
	const left = text.length - at;
	const words = place.words[at] ?? NONE;
	let cost = stray.cost + (JOINING.has(character) ? JOINING_COST : costs.strayCharacter);
	let industry = character + stray.industry;
	let startsWithWord = false;
	let likely = false;
	if (cost > costs.dish && left <= LONGEST_DISH && DISH.test(text.slice(at))) {
		[cost, industry, startsWithWord] = [costs.dish, text.slice(at, -1), true];
	}
	for (const trade of costs.guess ? likelyTrades(place) : []) {
		const after = tails[trade.end] as Tail;
		if (after.cost + trade.cost + 1e-9 >= cost) continue;
		[cost, industry, startsWithWord] = [after.cost + trade.cost, text.slice(at, trade.end) + after.industry, true];
		likely = true;
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
		likely = false;
	}
	if (left > 2 && left < 7 && 2 * costs.word < cost && closesWithForm(text, words)) {
		[cost, industry, startsWithWord] = [2 * costs.word, text.slice(at, -1), true];
	}
	return { cost, industry, startsWithWord, likely, words };
}

/**
 * What two or three characters cost that are in no list but look like a trade. Dearer leaves unknown trades in the brand, cheaper cuts the
 * tail off brands of four characters: where trade and brand are as likely (0.85) it is dearer than two more characters of brand (0.5),
 * from a ratio of e² to 1 on it is cheaper; never less than four known words.
 */
const LIKELY = { even: 0.85, eachNat: 0.15, thirdCharacter: 0.2, least: 0.2 } as const;
/** A character that lengthens a known word (安全|门, 油画|框) where it ends trades e² times as often as brands. */
const LENGTHENED = { cost: 0.3, ratio: 2 } as const;

/**
 * Readings that no list has: a known word and one character more, or two or three characters that look like a trade. None reaches into a
 * known word that begins inside it.
 */
function likelyTrades({ text, at, words }: Place): { end: number; cost: number }[] {
	const wordAt = (from: number) => (words[from]?.length ?? 0) > 0;
	const found: { end: number; cost: number }[] = [];
	for (const { end, industry } of words[at] ?? NONE) {
		if (industry && end < text.length && endsTrade(text.charAt(end)) >= LENGTHENED.ratio && !wordAt(end))
			found.push({ end: end + 1, cost: LENGTHENED.cost });
	}
	for (let end = at + 2; end <= Math.min(at + 3, text.length) && !wordAt(end - 1); end++) {
		const candidate = text.slice(at, end);
		if (!HAN.test(candidate)) break;
		const cost = LIKELY.even + (candidate.length - 2) * LIKELY.thirdCharacter - LIKELY.eachNat * tradeRatio(candidate);
		found.push({ end, cost: Math.max(LIKELY.least, cost) });
	}
	return found;
}

const HAN = /^[\u4e00-\u9fff]+$/;

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
