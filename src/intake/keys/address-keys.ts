/**
 * Keys of a place, in its prefecture. One place gives several: a writer may leave out the road or the building, and either is enough.
 * Parts that are missing are never taken as equal: no room, no room key.
 */
import { type Division, divisionOf, divisionPrefixes, prefectureCodeOf } from '#core/codes/division.ts';
import type { AddressValue, RecordKey } from '#core/records.ts';

/** Building names that say what a place is and not which. */
const UNSPECIFIC =
	/^(?:小区|学校|医院|超市|商场|市场|广场|大厦|办公楼|综合楼|家属院|家属楼|居民楼|写字楼|商业街|购物中心|幼儿园|小学|中学|社区|公寓|宿舍|车库|街道|中心|园区|厂区|村委会|底商|[裙主附副配前后东南西北]楼|(?:临街|沿街|教学|实验|宿舍|住宅|商住)楼|门[脸店]房?|门头房?|仓库|库房|厂房|车间)$/;

/** Said from where somebody stands: 我们单元楼上, 菜市场楼上, 桥头那栋楼. */
const FROM_HERE =
	/^(?:我们?|咱们?|自家|本小?区|这|那)|(?:楼上|楼下|院里|院内|院子里?|里面|后面|前面|后院|[那这]栋楼|[那这]边|[那这]里|一带|附近)$/;
/** An estate or tower with a name of its own, of which a city has one. */
const NAMED_ESTATE = /..(?:小区|苑|花园|家园|公寓|大厦|大楼|广场|新村|新城|府|庭|中心|商城|国际|酒店|产业园|创业园)$/;

/**
 * Room, building and road-number keys. Values begin with the prefecture, of the city that the address names or else of `divisionCode`,
 * and then say R|road|number, B|building or (for villages, with the county) V|village|number:
 * - `room`: that with |unit|room; a whole storey stands as F + storey where no room is named;
 * - `roomInBlock`: with |block|room, which a writer who leaves out the staircase still gives;
 * - `storey`: with |block|storey, as given or as the room's number says it;
 * - `building`: with |block;
 * - `roadNumber`: that alone, also without the number's suffix (309-1 is at 309);
 * - `road`: prefecture and road; `roadAlone`: the same where neither number nor building is said.
 * A shopping street is a road and a building: 时代商业街302号 is read both ways.
 * Empty when neither says a prefecture, for equal roads of two cities are nothing alike.
 */
export function addressKeys(written: AddressValue, divisionCode: string | null): RecordKey[] {
	const address = withoutFalseLocality(written, divisionCode);
	const place = placeOf(address, divisionCode);
	if (place === null) return [];
	const stems = [roadStem(address, place), buildingStem(address, place)].filter((stem) => stem !== null);
	const roads = roadKeys(address, place);
	const shops = shoppingStreet(address);
	if (shops !== null) return [...addressKeys(shops, divisionCode), ...roads, ...stems.flatMap((stem) => keysAt(stem, address))];
	return [...stems.flatMap((stem) => keysAt(stem, address)), ...roads];
}

/** Read as a building with a room; null where the road is none or the number no room's. */
function shoppingStreet(address: AddressValue): AddressValue | null {
	const { road, number, building, room } = address;
	if (road === null || number === null || building !== null || room !== null) return null;
	return /..(?:商业|步行|美食|风情|文化)街$/.test(road) && /^\d{3,4}$/.test(number)
		? { ...address, road: null, number: null, building: road, room: number }
		: null;
}

function roadKeys({ road, number, building }: AddressValue, { prefecture }: Place): RecordKey[] {
	if (road === null) return [];
	const value = `${prefecture}|R|${road}`;
	return number === null && building === null ? [{ feature: 'roadAlone', value }] : [{ feature: 'road', value }];
}

function keysAt(stem: string, address: AddressValue): RecordKey[] {
	const unit = address.unit ?? '';
	const block = unit.startsWith('-') ? '' : unit.replace(/(?<=.)-[^-]+$/, '');
	const storey = storeyOf(address);
	const room = address.room ?? (storey === null ? null : `F${storey}`);
	return [
		...(room === null ? [] : [{ feature: 'room' as const, value: `${stem}|${unit}|${room}` }]),
		{ feature: 'building', value: `${stem}|${block}` },
		...(storey === null ? [] : [{ feature: 'storey' as const, value: `${stem}|${block}|F${storey}` }]),
		...(address.room === null ? [] : [{ feature: 'roomInBlock' as const, value: `${stem}|${block}|${address.room}` }]),
		{ feature: 'roadNumber', value: stem },
		...(stem.includes('|R|') && withoutSuffix(stem) !== stem ? [{ feature: 'roadNumber' as const, value: withoutSuffix(stem) }] : []),
	];
}

/**
 * 龙城创业园 of another city does not lie in 龙城区: a locality that is a short name alone and not of the record's own prefecture was the
 * first half of the road or building. Where the record says no prefecture, only a city's short name counts.
 */
function withoutFalseLocality(address: AddressValue, divisionCode: string | null): AddressValue {
	const runs = address.locality === null ? [] : divisionPrefixes(address.locality);
	const last = runs.at(-1);
	if (last === undefined || last.length !== address.locality?.length || runs.some((run) => run.full)) return address;
	const own = ownPrefecture(divisionCode);
	const fits = last.candidates.some((d) => (own === null ? d.level !== 'COUNTY' : d.level === 'PROVINCE' || prefectureOf(d.code) === own));
	if (fits) return address;
	const first = address.locality;
	if (address.road !== null) return { ...address, locality: null, road: first + address.road };
	return { ...address, locality: null, building: address.building === null ? null : first + address.building };
}

const ownPrefecture = (divisionCode: string | null): string | null =>
	divisionCode === null || divisionCode.endsWith('0000') ? null : prefectureOf(divisionCode);

const withoutSuffix = (stem: string): string => stem.replace(/(?<=\|\d+)(?:-\d+)+$/, '');

/** The storey as given, or as the room's number says it (704 is on 7, 1704 on 17). */
function storeyOf(address: AddressValue): string | null {
	if (address.floor !== null) return address.floor;
	const digits = /^[A-Z]{0,2}(\d{3,4})[A-Z]?$/.exec(address.room ?? '')?.[1];
	return digits === undefined ? null : digits.slice(0, -2);
}

interface Place {
	/** Four digits, two for the great cities, six for counties under a province. */
	readonly prefecture: string;
	/** Six digits where the county is known; villages need it, for every county has a 王家庄. */
	readonly county: string | null;
}

function roadStem(address: AddressValue, place: Place): string | null {
	if (address.road === null || address.number === null) return null;
	const number = address.number.replace('附', '-'); // 12号附1 is also written 12-1号 and 12号之一
	if (!/[村屯庄寨堡组队]$/.test(address.road)) return `${place.prefecture}|R|${address.road}|${number}`;
	return place.county === null ? null : `${place.county}|V|${address.road}|${number}`;
}

function buildingStem(address: AddressValue, place: Place): string | null {
	const building = address.building;
	if (building === null || UNSPECIFIC.test(building) || isVague(address, building)) return null;
	// Every county has a 王家庄.
	if (/(?<!新)[村屯寨堡]$/.test(building)) return place.county === null ? null : `${place.county}|B|${building}`;
	return `${place.prefecture}|B|${building}`;
}

/** Which market hall or which gate is meant only the writer knows; as a key it would put the whole city's reports in one place. */
function isVague(address: AddressValue, building: string): boolean {
	const located = address.road !== null || address.unit !== null || address.room !== null;
	return !located && FROM_HERE.test(address.text) && !NAMED_ESTATE.test(building);
}

function placeOf(address: AddressValue, divisionCode: string | null): Place | null {
	const named = address.locality === null ? [] : divisionsIn(address.locality);
	const fit = named.filter((d) => d.level !== 'PROVINCE');
	const prefectures = new Set(fit.map((d) => prefectureOf(d.code)));
	const own = ownPrefecture(divisionCode);
	// A county's name alone may be borne twice (鼓楼区): then the record's own division decides.
	const prefecture =
		prefectures.size === 1 ? [...prefectures][0] : prefectures.size > 1 && own !== null && !prefectures.has(own) ? undefined : own;
	if (prefecture === undefined || prefecture === null) return null;
	const county = fit.find((d) => d.level === 'COUNTY' && prefectureOf(d.code) === prefecture)?.code;
	return { prefecture, county: county ?? (divisionCode?.endsWith('00') ? null : divisionCode) };
}

function divisionsIn(locality: string): readonly Division[] {
	return divisionPrefixes(locality).at(-1)?.candidates ?? [];
}

function prefectureOf(code: string): string {
	const prefecture = prefectureCodeOf(code);
	if (prefecture.endsWith('0000')) return prefecture.slice(0, 2);
	return prefecture.endsWith('00') && divisionOf(code)?.level !== 'COUNTY' ? prefecture.slice(0, 4) : prefecture.replace(/00$/, '');
}
