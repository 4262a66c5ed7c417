/**
 * Addresses of a field, taken apart from the outside in: locality, road, number, building, unit, floor, room.
 * Two people write one place in many ways; the parts are brought to one form so that keys made of them are equal.
 * A part that is not there is null: a missing room is not another room.
 */
import { divisionPrefixes } from '#core/codes/division.ts';
import type { AddressValue } from '#core/records.ts';
import { toSimplified } from '#intake/keys/traditional.ts';
import { isNullWord, NUMERAL_CLASS, readNumeral, squeeze } from './text.ts';

/** The address's parts; null when the source gives none. */
export function parseAddress(raw: string | null): AddressValue | null {
	if (raw === null) return null;
	const text = squeeze(raw);
	if (isNullWord(text)) return null;
	const reader = new Reader(plainForm(text));
	const locality = readLocality(reader);
	const road = readRoad(reader);
	const number =
		road === null ? (reader.take(/^(\d+(?:-\d+)?)号(?=[\u4e00-\u9fff]{2})(?!楼|商铺|门面|底商)/)?.[1] ?? null) : readNumber(reader);
	const lane = road === null ? null : readLane(reader);
	const building = readBuilding(reader);
	const inner = readInside(reader, building !== null || number !== null);
	return {
		text,
		locality: locality || null,
		road: lane === null ? road : `${road}${number === null ? '' : `${number}弄`}`,
		number: lane ?? number,
		building: inner.building ?? building,
		unit: inner.unit,
		floor: inner.floor,
		room: inner.room,
	};
}

/** What is left of a text, read from the front. */
class Reader {
	rest: string;
	constructor(text: string) {
		this.rest = text;
	}
	take(pattern: RegExp): RegExpExecArray | null {
		const match = pattern.exec(this.rest);
		if (match === null || match.index !== 0 || match[0] === '') return null;
		this.rest = this.rest.slice(match[0].length);
		return match;
	}
}

/** Words before which a Chinese numeral counts houses, storeys or rooms; in road names (五一路, 三里屯) it stays as it is. */
const NUMERAL = new RegExp(`([${NUMERAL_CLASS}]+)(?=(?:号|栋|幢|座|单元|层|楼|室|#|支弄|组|排|户|期))`, 'g');

/** Simplified, upper case, numerals before counted things in digits, one kind of dash, without remarks in brackets. */
function plainForm(text: string): string {
	return toSimplified(text)
		.toUpperCase()
		.replace(/[([{【〔][^)\]}】〕]*[)\]}】〕]?/g, (remark) => (/^.[A-Z\d]+[座栋幢区]?.$/.test(remark) ? remark.slice(1, -1) : ''))
		.replace(/[‐-―－~～—_一](?=[A-Z\d])(?<=[A-Z\d].)/g, '-')
		.replace(NUMERAL, (numeral) => String(readNumeral(numeral) ?? numeral))
		.replace(/第(?=\d)/g, '')
		.replace(/[“”"'‘’`*]/g, '')
		.replace(/[\s,，。;；、:：|]+(?=$)|^[\s,，。;；、:：|]+/g, '');
}

const TOWN =
	/^[\u4e00-\u9fff]{1,7}?(?:街道办事处|街道办|街道|办事处|地区办事处|苏木|民族乡|镇|乡)(?!路|街|巷|大道|大街|中心|广场|小区|花园|大厦|政府|中学|小学|村|里)/;
const ZONE =
	/^[\u4e00-\u9fff]{0,12}?(?:开发区|示范区|高新区|经开区|新区|保税区|度假区|试验区|管理区|风景区|风景名胜区|工业园区?|产业园区?|科技园区?|农牧场|农场|牧场|林场|渔场|团场|监狱|煤矿|油田|[铝钢电铁石]厂)(?!路|街|巷|大道|大街|大厦|小区|宿舍|家属|生活)(?=[\u4e00-\u9fff])/;
const VILLAGE = /^[\u4e00-\u9fff]{1,6}?(?:社区居委会|居委会|社区|行政村|村委会|村民委员会|居民委员会)(?=[\u4e00-\u9fff\dA-Z])/;
const UNKNOWN_DIVISION =
	/^(?:[\u4e00-\u9fff]{2,4}?(?:省|自治州|盟)|[\u4e00-\u9fff]{2,4}?市(?![场民政中])|[\u4e00-\u9fff]{1,3}县|[\u4e00-\u9fff]{1,2}(?<![小社校园景特街商山东西南北中AB])区(?![\u4e00-\u9fff]{0,1}\d))/;

const FORMER_FORM = /^(?:市(?![场民政中])|县(?![医政城])|区(?![政府]))/;

function readLocality(reader: Reader): string {
	const before = reader.rest;
	const runs = divisionPrefixes(reader.rest).filter(
		(run) => !beginsRoad(reader.rest.slice(0, run.length), reader.rest.slice(run.length), run.full),
	);
	reader.rest = reader.rest.slice(runs.at(-1)?.length ?? 0).replace(/^(?:市辖区|县辖)/, '');
	// 福州市长乐市: what became a district is written as it was before.
	if (runs.length > 1 && runs.at(-1)?.full === false) reader.take(FORMER_FORM);
	for (let round = 0; round < 2; round++) reader.take(UNKNOWN_DIVISION);
	// 太原市太原市小店区…: the form's fixed part and what was typed after it.
	const again = divisionPrefixes(reader.rest).filter((run) => run.full);
	reader.rest = reader.rest.slice(again.at(-1)?.length ?? 0);
	for (const pattern of [ZONE, TOWN, VILLAGE, ZONE]) reader.take(pattern);
	return before.slice(0, before.length - reader.rest.length);
}

/** Whether a division's short name only begins a road or building: 太原路, 上海城, 和平北路. */
function beginsRoad(name: string, after: string, full: boolean): boolean {
	return (
		!full &&
		(/^(?:[东西南北中]?(?:路|街|大街|大道|巷|里|弄|胡同|城|苑|园|花园|广场|大厦|小区|国际|商场)|[东西南北中上下新老]{1,2}(?:路|街))/.test(
			after,
		) ||
			name.length < 2)
	);
}

const ROAD_END = '大道|大街|胡同|公路|国道|省道|县道|环路|马路|斜街|横街|步行街|商业街|路|街|巷|弄|道|里|坊|线|条|桥|渠|营|沟';
const ROAD = new RegExp(
	`^([\\u4e00-\\u9fffA-Z]{1,9}?(?:\\d{1,3}(?=[路街巷道纬经]))?[\\u4e00-\\u9fff]{0,6}?(?:${ROAD_END})(?:[东西南北中]+(?:路|街|段|侧|巷|里|头|口)(?![\\u4e00-\\u9fff]{2,6}(?:大厦|小区)))?(?:[\\d${NUMERAL_CLASS}]{1,3}(?:段|巷|支路|条))?(?:[东西南北中]段)?)`,
);
/** A word before a house number and a building is a road, whatever it ends in (府化大衔126号紫荆大厦): the rest is then read right. */
const MISTYPED_ROAD = /^([\u4e00-\u9fff]{2,6})(?=\d+(?:-\d+)?号(?!楼)[\u4e00-\u9fff]{2,})/;
/** A second ending behind the first, up to the number. */
const LONGER = new RegExp(`^[\\u4e00-\\u9fff]{0,5}?(?<!商业|步行)(?:${ROAD_END.replace('步行街|商业街|', '')})(?<!商业街|步行街)(?=\\d|$)`);
const CROSSING =
	/^(?:与|和|及)[\u4e00-\u9fff]{1,8}?(?:路|街|大道|大街|巷)(?:交叉口|交汇处|交叉路口|路口|十字路?口?|交口|口)?(?:[东西南北]{1,2}(?:侧|角|北角|南角|行)?)?(?:\d+米)?/;

/** A road counts when a house number, the end or another part of an address follows; else the word was of a building (里程大厦). */
function readRoad(reader: Reader): string | null {
	const village =
		/^([\u4e00-\u9fff]{1,8}?(?:新村|村|屯|庄|寨|堡|组|队))(?=(?:\d+[组队])?(?:(?!大街|大道)[东西南北中]{1,2}[街巷区])?\d+(?:-\d+)*号(?!楼))/.exec(
			reader.rest,
		);
	const match = ROAD.exec(reader.rest);
	if (village !== null && (match === null || match[0].length > village[0].length)) {
		reader.rest = reader.rest.slice(village[0].length).replace(/^\d+[组队]|^[东西南北中]{1,2}[街巷区](?=\d)/g, '');
		return village[1] ?? null;
	}
	if (match === null) return reader.take(MISTYPED_ROAD)?.[1] ?? null;
	const longer = LONGER.exec(reader.rest.slice(match[0].length))?.[0] ?? '';
	// 三里河路: an ending inside the name. 五四大街五一路12号: two roads, and the number is the second's.
	const road = longer.length > 2 ? longer : match[0] + longer;
	const after = reader.rest.slice(match[0].length + longer.length);
	if (/^(?:里|坊|条|桥|渠|营|沟|线)$/.test(road.slice(-1)) && !/^\d+(?:-\d+)?(?:号|弄)(?!楼)/.test(after)) return null;
	if (/^(?:商业街|步行街)$/.test(road) || (/(?:商业街|步行街)$/.test(road) && !/^\d+(?:-\d+)?号(?!楼)/.test(after))) return null;
	reader.rest = after;
	reader.take(CROSSING);
	reader.take(/^(?:交叉口|交汇处|路口|十字|口)?(?:[东西南北]{1,2}(?:侧|面|边|角|口))?(?:约?\d+米)?(?:路[东西南北])?/);
	return roadForm(road);
}

const ROAD_NUMERAL = new RegExp(`(?<=[路街道])[${NUMERAL_CLASS}]+(?=段|巷|支路|条)`);

/** 纬2路 is 纬二路; 建设路一巷 is 建设路1巷. */
function roadForm(road: string): string {
	return road
		.replace(/\d+(?=[东西南北中]?(?:路|街|大道|大街|道$))/g, (digits) =>
			[...digits].map((d) => '零一二三四五六七八九'.charAt(Number(d))).join(''),
		)
		.replace(ROAD_NUMERAL, (numeral) => String(readNumeral(numeral) ?? numeral));
}

const NUMBER =
	/^(?:门牌)?([甲乙丙丁])?(\d+(?:[-/]\d+)*)(?:之([一二三四五六七八九十\d]+))?(?:号院|号|院)(?!楼(?![上下]))([甲乙丙丁])?(?:(?:附|副|增|内)(\d+(?:-\d+)*)号?|之([一二三四五六七八九十\d]+))?/;
const BARE_NUMBER = /^(\d{1,4}(?:-\d{1,3})?)(?=$|[\u4e00-\u9fff]{2,}(?:[A-Z\d]|$))(?!号楼|栋|幢|座|单元|层|楼|室|米|弄)/;

function readNumber(reader: Reader): string | null {
	const match = reader.take(NUMBER);
	if (match !== null) {
		const [, front = '', digits = '', inner, back = '', attached, outer] = match;
		const of = outer ?? inner;
		const number = digits.replaceAll('/', '-').replace(/(?<=^|-)0+(?=\d)/g, '');
		const sub = attached === undefined ? (of === undefined ? '' : `-${readNumeral(of) ?? of}`) : `附${attached}`;
		return `${front || back}${number}${sub}`;
	}
	return reader.take(BARE_NUMBER)?.[1] ?? null;
}

/** 弄 and 支弄 of Shanghai and Ningbo: the road's number is the lane's, the house's follows. */
function readLane(reader: Reader): string | null {
	const match = reader.take(/^(\d+)弄(?:(\d+)支弄)?(?:(\d+(?:-\d+)*)号(?!楼))?/);
	if (match === null) return null;
	return [match[1], match[2], match[3]].filter((part) => part !== undefined).join('弄');
}

/** What begins the inner part of an address: a block, a staircase, a storey, a room. */
const INSIDE =
	/(?:-\d{1,2}[层楼]|[A-Z]?\d|[A-Z](?:座|栋|幢|区|楼|单元|馆|塔|-?\d)|负\d|地下|底商|商铺|门面|门市|[东西南北](?:座|塔|楼|栋|幢|单元|侧|配楼|裙楼)(?!\p{Script=Han}{2})|[甲乙丙丁](?:座|栋|幢|单元))/u;
const REMARK = /(?:门口|楼上|楼下|[东西南北](?:侧|边|面)|院内|院里|内|里面?|里头|入口|出口)+$/;
/** What stands beside a building is not in it. */
const BESIDE =
	/(?:斜?对面|对过|旁边?|附近|隔壁|后面|前面|背后|后身|往[东西南北]|以[东西南北])(?:的|院内|院里|楼上|家属院|居民楼|小区|巷子|胡同|\d+米|那)*$/;
const ROAD_WORD = /(?<!商业|步行|美食|文化|小吃|风情|夜市)(?:路|街|巷|大道|[东西南北中]段|路口|交叉口|交汇处|街口|巷口)$/;
const NOTES = /(?:自主申报|集群注册|集中登记|集中办公区?|托管地址|住所申报|仅限办公|商务秘书|一照多址|经营场所).*$/;
const BUILDING_END =
	/(?:大厦|大楼|广场|小区|花园|公寓|家园|新村|商城|商场|购物中心|中心|商厦|大酒店|酒店|宾馆|学校|小学|中学|幼儿园|大学|学院|医院|市场|超市|写字楼|综合楼|办公楼|教学楼|商务楼|商业楼|商业街|步行街|商业城|城|苑|园|府|庭|居|里|邸|墅|湾|郡|阁|轩|庄|馆|厂|院|楼|国际|世家|新城|名都|名城|华府|天地|世界|基地|园区|创业园|产业园|宿舍|家属院|家属楼|社区|村|MALL|SOHO|CBD)$/;

function readBuilding(reader: Reader): string | null {
	const at = INSIDE.exec(reader.rest)?.index ?? reader.rest.length;
	const words = reader.rest.slice(0, at);
	reader.rest = reader.rest.slice(at);
	return cleanBuilding(words);
}

function cleanBuilding(words: string): string | null {
	if (BESIDE.test(words) || ROAD_WORD.test(words)) return null;
	const name = words
		.replace(NOTES, '')
		.replace(REMARK, '')
		.replace(/^(?:的|之|院内|院|内(?![蒙江乡丘黄])|旁|处|与|和(?![谐平美睦风顺悦润兴泰信乐安成家])|-|近)+/, '')
		.replace(/[-/,，、.·\s]+/g, '')
		.replace(/(?:的|第|共|整)$/, '');
	if (name.length < 2 || name.length > 16 || /^[东西南北中上下前后左右]+$/.test(name)) return null;
	return /^(?:底商|商铺|门面房?|门市房?|临街|沿街|路口|路边|公园|学校|小区|家属院|院里|居民楼|民房|自建房)$/.test(name) ? null : name;
}

interface Inside {
	building: string | null;
	unit: string | null;
	floor: string | null;
	room: string | null;
}

const ZONE_UNIT = /^([A-Z]|[东西南北中]|\d{1,2}|[甲乙丙丁])(?:区|期|组团|街坊|园)/;
const BLOCK =
	/^([A-Z]?\d{1,3}(?:-[A-Z\d]{1,2})?|[A-Z]\d?(?:-\d{1,2})?|[东西南北甲乙丙丁])(?:-)?(?:号(?:商业|商住|商务|住宅|办公|综合|写字|教学|公寓|宿舍|商|住|宅)*楼|号[栋幢座]|楼座|栋|幢|座|#商?住?宅?楼?|号馆|号塔|塔楼?|馆)(?:楼)?/;
const STAIRS = /^(\d{1,2}|[A-Z甲乙丙丁东西])(?:单元|号门|门洞?|梯)/;
const FLOOR = /^(?:(负|地下|B|-)?(\d{1,2})(?:层|楼|F(?!\d{3})|F(?=\2\d{2}(?!\d)))|F(\d{1,2})(?:层)?|(?:底层|首层)(?:商铺)?)(?:整层|全层)?/;
const BASEMENT = /^(?:地下室|地下商场|地下)/;
const SHOP = /^(?:底层商铺|底商|商铺|门面房?|门市房?|商业房?|铺面|沿街商铺|沿街|临街|车库|店铺|铺|网点|商业网点|办公室?|教室|房间|室)+/;
const ROOM = /^([A-Z]{0,2}-?\d{1,5}(?:[A-Z](?![座栋幢区楼]))?(?:-\d{1,3})?)(?:号?[室户房铺间]+|号?商铺|号?门面房?|号?底商|号)?/;
const DASHED = /^([A-Z]?\d{1,3})-(\d{1,2})-([A-Z]?\d{3,4})(?:室|号|户)?/;
const DASHED_TWO = /^([A-Z]|[A-Z]?\d{1,2})-([A-Z]?\d{3,4})(?:室|号|户)?(?![-\d])/;
const MORE_ROOMS = /^(?:[,、/和及~-]|至)[A-Z]?\d{1,5}[室号户]?/;

/** Blocks, staircase, storey and room behind the building, in whatever order they come. */
function readInside(reader: Reader, placed: boolean): Inside {
	const parts: { zone: string | null; block: string | null; stairs: string | null } = { zone: null, block: null, stairs: null };
	const inside: Inside = { building: null, unit: null, floor: null, room: null };
	for (let guard = 0; guard < 12 && reader.rest !== ''; guard++) {
		if (NOTES.test(reader.rest) && reader.rest.search(NOTES) === 0) break;
		if (readDashed(reader, parts, inside)) continue;
		if (readStep(reader, parts, inside, placed)) continue;
		reader.rest = reader.rest.slice(1);
	}
	const unit = [[parts.zone, parts.block].filter((part) => part !== null).join(''), parts.stairs].filter(
		(part) => part !== null && part !== '',
	);
	inside.unit = unit.length === 0 ? null : parts.block === null && parts.zone === null ? `-${unit[0]}` : unit.join('-');
	return inside;
}

type Units = { zone: string | null; block: string | null; stairs: string | null };

/** 3-2-501 (block, staircase, room) and A-1304, 21F-2104. */
function readDashed(reader: Reader, parts: Units, inside: Inside): boolean {
	const three = parts.block === null ? reader.take(DASHED) : null;
	if (three !== null) {
		parts.block = trim(three[1]);
		parts.stairs = trim(three[2]);
		inside.room = trim(three[3]);
		return true;
	}
	const two = inside.room === null ? reader.take(DASHED_TWO) : null;
	if (two === null) return false;
	if (parts.block === null) parts.block = trim(two[1]);
	else if (/^\d+$/.test(two[1] ?? '') && parts.stairs === null) parts.stairs = trim(two[1]);
	inside.room = trim(two[2]);
	return true;
}

function readStep(reader: Reader, parts: Units, inside: Inside, placed: boolean): boolean {
	const zone = parts.zone === null && parts.block === null ? reader.take(ZONE_UNIT) : null;
	if (zone !== null) {
		parts.zone = /^\d+$/.test(zone[1] ?? '') ? null : (zone[1] ?? null);
		return true;
	}
	const block = parts.block === null ? reader.take(BLOCK) : null;
	if (block !== null) {
		parts.block = trim(block[1]);
		return true;
	}
	const stairs = parts.stairs === null ? reader.take(STAIRS) : null;
	if (stairs !== null) {
		parts.stairs = trim(stairs[1]);
		return true;
	}
	const floor = reader.take(FLOOR);
	if (floor !== null) {
		const level = floor[2] ?? floor[3] ?? '1';
		inside.floor ??= `${floor[1] === undefined ? '' : '-'}${trim(level)}`;
		return true;
	}
	if (reader.take(BASEMENT) !== null) {
		inside.floor ??= '-1';
		return true;
	}
	if (reader.take(SHOP) !== null) return true;
	const room = inside.room === null ? reader.take(ROOM) : null;
	if (room !== null) {
		inside.room = roomOf(room[1] ?? '');
		while (reader.take(MORE_ROOMS) !== null);
		return true;
	}
	return readLateBuilding(reader, inside, placed);
}

/** 1期明珠花园3号楼: a name that stands behind a number. */
function readLateBuilding(reader: Reader, inside: Inside, placed: boolean): boolean {
	const words = /^[\u4e00-\u9fff]{2,12}/.exec(reader.rest)?.[0];
	if (words === undefined) return false;
	const building = cleanBuilding(words);
	if (building !== null && inside.building === null && BUILDING_END.test(building) && inside.room === null && !placed)
		inside.building = building;
	reader.rest = reader.rest.slice(words.length);
	return true;
}

const trim = (text: string | undefined): string => (text ?? '').replace(/^0+(?=\d)/, '');

/** 301-303 is from one room to another: the first stands for them. A-1304 is A1304. */
function roomOf(text: string): string {
	const range = /^(\d{3,5})-\d{3,5}$/.exec(text);
	return trim(range?.[1] ?? text.replace(/^-+|-+$/g, '').replace(/^([A-Z]{1,2})-/, '$1'));
}
