/**
 * Where the brand (字号) of a name ends and the trade behind it begins, the division being off. Used by names.ts alone.
 */
import { BRANDLIKE_WORDS, INDUSTRY_WORDS, TRADE_BEHIND_PLACE } from './lexicon/industry-words.ts';
import { COST } from './name-costs.ts';
import type { FoundWord, SharedTails, Tail } from './word-cover.ts';

/** The cheapest brand at the front of a text whose tail is industry words and a form. */
export function splitBrand(given: string, placed: boolean, shared: SharedTails): { brand: string; industry: string; cost: number } {
	const owned = /^(?:民办|私立|公办)(?=.{4})/.exec(given)?.[0].length ?? 0;
	const text = given.slice(owned);
	const { tails, from } = shared.of(text);
	const inside = new BrandWords();
	let best = { brand: text, industry: '', cost: Number.POSITIVE_INFINITY };
	for (let at = 0; at <= text.length; at++) {
		const tail = tails[from + at] as Tail;
		const behind = at === text.length ? COST.noIndustry : tail.cost;
		// What follows the brand begins with a word: a stray character there is the brand's own.
		const begins = tail.startsWithWord && !(tail.likely && cutsBrand(text, at, inside.reachBeyond(from + at)));
		if ((begins || at === text.length) && behind < best.cost) {
			const brand = text.slice(0, at);
			const cost = brandCost(brand, placed, inside.worstUpTo(from + at)) + behind;
			if (cost < best.cost - 1e-9) best = { brand, industry: tail.industry, cost };
		}
		inside.add(tail.words);
	}
	return best;
}

/** What is only likely a trade neither begins inside a known word nor behind a letter or digit, which belong to the brand. */
function cutsBrand(text: string, at: number, insideWord: boolean): boolean {
	return at > 0 && (insideWord || !/[\u4e00-\u9fff]/.test(text.charAt(at - 1)));
}

function brandCost(brand: string, placed: boolean, worst: number): number {
	if (brand === '') return COST.noBrand;
	const long = COST.brandLength[brand.length - 1] ?? 1.6 + (brand.length - 6);
	const byLength = placed && TOWN_NAME.test(brand) ? long + COST.brandIsTown : long;
	if (BRANDLIKE_WORDS.has(brand) && !(placed && TRADE_BEHIND_PLACE.has(brand))) return byLength + COST.brandIsBrandlike;
	if (INDUSTRY_WORDS.has(brand)) return byLength + COST.brandIsWord;
	if (CLOSED.test(brand)) return Math.min(byLength, COST.brandLength[3]) + Math.min(worst, COST.brandIsHouse);
	if (HOUSE.test(brand) && INDUSTRY_WORDS.has(brand.slice(0, -1))) return byLength + Math.min(worst, COST.brandIsHouse);
	return byLength + worst;
}

/** A town behind its county is where the business is: 儋州市那大镇椰子树托管中心. */
const TOWN_NAME = /^[\u4e00-\u9fff]{2}(?:镇|乡|街道)$/;

/** Words that close a brand and no trade: what stands before them is the brand's own (椅业大亨, 毛织巷, 鱼米人家). */
const CLOSED =
	/^[\u4e00-\u9fff]{1,4}(?:之[乡家星源恋光旅美味韵宝缘梦城翼花道路约语声]|人家|世家|先生|师傅|掌柜|老大|大王|大亨|王国|部落|公社|小镇|小屋|管家|博士|达人|大师|传奇|故事|物语|印象|时光|年代|年华|天下|世界|星球|城堡|港湾|驿站|家族|一族|[姐妈爸爷奶妹哥弟婆]{2}|大[叔妈姐嫂爷娘哥]|阿[姨婆公姐嫂哥妹]|姑娘|娘子|公主|王子|仙子|骑士|卫士|娃娃|宝贝|时代|记忆|公馆|故里|侠|郎|娃|巷|匠|氏)$/;

/** How old houses end their brands. */
const HOUSE = /^..[堂斋轩阁记号苑坊]$/;

/** The industry words that a brand would swallow, gathered from its front. */
class BrandWords {
	readonly #words: FoundWord[] = [];

	add(words: readonly FoundWord[]): void {
		for (const word of words) if (word.industry) this.#words.push(word);
	}

	/** Whether a word that begins in the brand ends behind a place. */
	reachBeyond(end: number): boolean {
		return this.#words.some((word) => word.end > end);
	}

	/** Cost of the dearest word in a brand that ends before a place; 0: there is none. */
	worstUpTo(end: number): number {
		let worst = 0;
		for (const word of this.#words) {
			if (word.end > end) continue;
			const cost = word.end === end ? COST.brandEndsInWord : COST.brandHoldsWord;
			worst = Math.max(worst, word.brandlike ? cost - COST.brandlikeRebate : cost);
		}
		return worst;
	}
}
