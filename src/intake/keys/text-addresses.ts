/**
 * Places named inside a free text ("…邻居报称滨湖路294号阳光大厦1901室有人上课…"): the pieces that may be an address, each to be read by
 * `parseAddress`. Best effort, for keys only. Where a road or building begins in a sentence no sign tells; several beginnings are
 * given then, and those that are none meet nothing.
 */
import { divisionPrefixes } from '#core/codes/division.ts';
import { NUMERAL_CLASS } from '#intake/parse/text.ts';
import { toSimplified } from './traditional.ts';

const COUNT = `(?:\\d{1,5}|[${NUMERAL_CLASS}]{1,4})`;
/** What is inside a house: block, staircase, storey, room. A bare number ends a run only (3栋502). */
const INSIDE = `(?:第?${COUNT}(?:[-之]\\d{1,4}){0,2}(?:号楼|号院|#楼?|栋|幢|座|单元|层|楼|F|室|号房?|户|门)|[A-Z][-]?\\d{0,4}(?:座|栋|幢|区|室|号楼|单元)|负[\\d一二三]层)`;
const TAIL = `${INSIDE}+(?:(?:-)?[A-Z]?\\d{2,5}(?![\\d元年月日人名个多点]))?`;
const ROAD = '(?:大道|大街|胡同|公路|步行街|商业街|路|街|巷|弄|道|里)(?:[东西南北中]段)?';
/** A house number on a road or in a village, with what follows on it. */
const HOUSE = new RegExp(
	`[\\u4e00-\\u9fff]{2,24}?(?:${ROAD}|[村屯庄寨堡])[甲乙丙丁]?${COUNT}(?:-\\d{1,4})?号(?!线|院?(?:楼|栋|幢)?(?:车|公交))(?:院)?(?:附\\d+号)?(?:[\\u4e00-\\u9fffA-Z]{2,10}?(?=${INSIDE}))?(?:${TAIL})?`,
	'gu',
);
const BUILDING_END =
	'(?:大厦|大楼|广场|小区|花园|公寓|家园|新村|商城|购物中心|商务中心|中心|酒店|写字楼|综合楼|商务楼|商业街|商业城|城|苑|园|府|庭|居|里|邸|墅|湾|郡|阁|轩|馆|国际|世家|基地|家属院|社区|院)';
/** A named building with what is inside it, on no road. */
const NAMED = new RegExp(`[\\u4e00-\\u9fff]{1,20}?${BUILDING_END}[一二三1-3]?期?(?:${TAIL})`, 'gu');

/** Words behind which a place begins. */
const BEFORE =
	/.*(?:报称|反映|反应|举报|来电|位于|地址[是为:]?|聚集在|路过|经过|看见|门口|[上中下]午|晚上|早上|周[一二三四五六日末]|放学后|每天|假期?|期间|[到至]\S{1,2}点|点|[在到从的往去住于向说]|到了?|接到|接报|称|对面|旁边|附近|我们|我家|本人|孩子|群众|市民|家长|邻居|[里]面)/;
/** Beginnings tried where nothing tells: so many characters before the end of a road's or building's name. */
const TRIED = [2, 3, 4] as const;
/** A text names few places; a list of addresses is no report of one. */
const MOST_PLACES = 4;

/** Pieces of a text that may be an address, in simplified characters, longest known beginning first, without doubles. */
export function addressesInText(text: string): string[] {
	const found = new Set<string>();
	let places = 0;
	for (const clause of toSimplified(text.normalize('NFKC'))
		.replace(/\s/g, '')
		.split(/[,，。;；!！?？"“”「」『』【】]/)) {
		if (!/\d|[座层楼室栋幢]/.test(clause)) continue;
		for (const piece of piecesOf(clause)) {
			for (const start of startsOf(piece)) found.add(start);
			places++;
			if (places >= MOST_PLACES) return [...found];
		}
	}
	return [...found];
}

/** Houses on roads first; a named building counts where none was found. */
function piecesOf(clause: string): string[] {
	const houses = [...clause.matchAll(HOUSE)].map(([piece]) => piece);
	return houses.length > 0 ? houses : [...clause.matchAll(NAMED)].map(([piece]) => piece);
}

/** The piece from its division on, else from behind the last word that leads to a place, else from some characters before the name's end. */
function startsOf(piece: string): string[] {
	const name =
		/^[\u4e00-\u9fff]+?(?=[甲乙丙丁]?(?:\d|[A-Z]|[一二三四五六七八九十]+(?:号|栋|幢|座|单元|层|楼|室|期)))/.exec(piece)?.[0] ?? '';
	const divided = fromDivision(piece, name.length);
	if (divided !== null) return [divided];
	const lead = BEFORE.exec(name)?.[0].length ?? 0;
	const end = new RegExp(`(?:${ROAD}|${BUILDING_END}|[村屯庄寨堡])$`).exec(name)?.[0].length ?? 1;
	const starts = TRIED.map((length) => name.length - end - length).filter((start) => start > 0 && start > lead - 1);
	return [...new Set([lead, ...(name.length - lead > end + 4 ? starts : [])])].map((start) => piece.slice(start));
}

/** From the first full division name on, or a short one that no road or building begins with. */
function fromDivision(piece: string, until: number): string | null {
	for (let at = 0; at < until - 2; at++) {
		const run = divisionPrefixes(piece.slice(at, until)).at(-1);
		if (run === undefined) continue;
		const left = until - at - run.length;
		if (run.full || left >= 3) return piece.slice(at);
	}
	return null;
}
