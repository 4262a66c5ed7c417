/**
 * Names of organisations, taken apart as the registration rules build them (企业名称登记管理规定 art. 6): division + brand (字号) +
 * industry + form, with a branch's tail behind. Reads the name alone, never the record around it: the same name must give the same
 * parts wherever it stands. Where a name can be cut in several ways the cheapest cut counts; the costs are below.
 */
import { divisionNameLengthsAt, divisionPrefixes, divisionsNamed } from '#core/codes/division.ts';
import { townsOf } from '#core/codes/town.ts';
import { toSimplified } from '#intake/keys/traditional.ts';
import { BRANCH_ENDS, COUNTRIES, LEGAL_FORMS, NOBODY, SOMEWHERE } from './lexicon/form-words.ts';
import { COST } from './name-costs.ts';
import { splitBrand } from './split-brand.ts';
import { isNullWord, squeeze } from './text.ts';
import { SharedTails } from './word-cover.ts';

/** A name's parts, in simplified characters. Null where the name has none. */
export interface OrganisationName {
	/** Division as written, with zone and town: "太原市小店区". */
	readonly division: string | null;
	readonly brand: string | null;
	/** Industry words joined, without form: "文化培训学校". */
	readonly industry: string | null;
	/** Brand and industry: what stays when place and form (服务 at the end with it) are left out. Null unless both stand. */
	readonly core: string | null;
	/** "小店校区", "太原分公司". */
	readonly branch: string | null;
	/** The whole name for comparison: brackets out, legal forms folded. Null when the name names nobody (某机构). */
	readonly key: string | null;
}

/** An organisation's name as kept: NFKC, no spaces, one kind of bracket, no quotes around it. Null when the source gives none. */
export function cleanName(raw: string | null): string | null {
	if (raw === null) return null;
	const text = squeeze(raw)
		.replace(/[[{【〔〖「『《〈]/g, '(')
		.replace(/[\]}】〕〗」』》〉]/g, ')')
		.replace(/^["'“”‘’、,，。.;；:：·*-]+|["'“”‘’、,，。;；:：*-]+$/g, '')
		.replace(/^\(([^()]*)\)$/, '$1');
	return isNullWord(text) ? null : text;
}

/** A name for comparison of its letters alone: simplified, upper case, without brackets and signs. */
export function letterKey(name: string): string {
	return toSimplified(name)
		.toUpperCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}

const LEGAL_BY_LENGTH = [...LEGAL_FORMS].sort((a, b) => b.length - a.length);

/**
 * Takes a name apart. Expects text of `cleanName`.
 * @param spoken the name is cut out of a sentence, in whose other words a trade must not be guessed (检查时未|发现|补课)
 */
export function parseOrganisationName(name: string, { spoken = false }: { readonly spoken?: boolean } = {}): OrganisationName {
	const simplified = toSimplified(name);
	const letters = simplified.replace(/[^\p{L}\p{N}]/gu, '');
	const nobody = NOBODY.test(letters) || SOMEWHERE.test(letters);
	const brackets = takeBrackets(simplified);
	const branched = takeBranch(brackets.rest);
	const stem = takeLegalForm(branched.rest);
	const cut = cheapestCut(stem, { bracketed: brackets.division !== null, company: branched.rest.endsWith('公司'), spoken });
	const brand = nobody ? null : cut.brand || null;
	const industry = cut.industry || null;
	return {
		division: cut.division || brackets.division,
		brand,
		industry,
		core: brand === null || industry === null ? null : brand + (industry.replace(/(?:服务|经营)+$/, '') || industry),
		branch: brackets.branch ?? branched.branch,
		key: nobody ? null : nameKey(simplified),
	};
}

function nameKey(simplified: string): string | null {
	const key = letterKey(
		simplified
			.replace(/\((?:个体工商户|普通合伙|有限合伙|特殊普通合伙|筹|个人独资|个体)\)/g, '')
			.replace(/有限责任公司|有限责任$|有限$/, '有限公司')
			.replace(/股份有限公司$/, '股份公司'),
	);
	return key === '' ? null : key;
}

/** Brackets hold a division, a form, a branch or a remark; all are taken out of the name. */
function takeBrackets(name: string): { rest: string; division: string | null; branch: string | null } {
	let division: string | null = null;
	let branch: string | null = null;
	const rest = name.replace(/\(([^()]*)\)?/g, (_whole, inside: string) => {
		const runs = divisionPrefixes(inside);
		if ((runs.at(-1)?.length ?? 0) >= inside.length - 1 && runs.length > 0) division ??= inside;
		else if (/(?:店|校区|分校|分园|分部|分公司|分中心|校|教学点)$/.test(inside)) branch ??= inside;
		return '';
	});
	return { rest: rest.replace(/\)/g, ''), division, branch };
}

const BRANCH = new RegExp(
	`^(.{3,}?(?:公司|学校|培训中心|学院|幼儿园))(.{0,10}?(?:${[...BRANCH_ENDS].sort((a, b) => b.length - a.length).join('|')}))$`,
);

function takeBranch(name: string): { rest: string; branch: string | null } {
	const match = BRANCH.exec(name);
	// "…公司" inside "…公司分公司" ends the parent's name; the shortest parent counts.
	return match === null ? { rest: name, branch: null } : { rest: match[1] ?? name, branch: match[2] ?? null };
}

function takeLegalForm(name: string): string {
	let stem = name.replace(/[^\p{L}\p{N}·]/gu, '');
	for (let again = true; again; ) {
		const form = LEGAL_BY_LENGTH.find((ending) => stem.length > ending.length + 1 && stem.endsWith(ending));
		again = form !== undefined;
		if (form !== undefined) stem = stem.slice(0, -form.length);
	}
	return stem;
}

interface Cut {
	readonly division: string;
	readonly brand: string;
	readonly industry: string;
	readonly cost: number;
}

interface Shape {
	/** A bracket says the place. */
	readonly bracketed: boolean;
	/** Only companies put a city between brand and industry; 梦回西安 is a restaurant's brand. */
	readonly company: boolean;
	/** Cut out of a sentence. */
	readonly spoken: boolean;
}

function cheapestCut(stem: string, { bracketed, company, spoken }: Shape): Cut {
	let best: Cut = { division: '', brand: stem, industry: '', cost: Number.POSITIVE_INFINITY };
	// A name whose bracket says the place has it said: 安阳(大同)软件 is the brand 安阳.
	const options = bracketed ? [{ length: 0, cost: 0 }, ...countryOptions(stem)] : divisionOptions(stem);
	const shared = new SharedTails(stem, { ...COST, guess: !spoken });
	for (const option of options) {
		const behind = stem.slice(option.length);
		const rests = [{ rest: withoutClosingCity(behind), cost: 0 }, ...(company ? withoutInfixCity(behind) : [])];
		for (const { rest, cost: without } of rests) {
			if (rest === '' || option.cost + without >= best.cost) continue; // no brand costs less than nothing
			const cut = splitBrand(rest, option.length > 0, shared);
			const cost = cut.cost + option.cost + without;
			if (cost < best.cost - 1e-9) best = { division: stem.slice(0, option.length), brand: cut.brand, industry: cut.industry, cost };
		}
	}
	return best;
}

const ZONE =
	/^[\u4e00-\u9fff]{2,12}?(?:开发区|示范区|高新区|经开区|新区|保税区|保税港区|度假区|产业园区|工业园区|工业区|试验区|管理区|风景区|自贸区|合作区)/;
/** Parks are places behind another place only: 青禾科技园 is also a brand with its trade. */
const PARK = /^[\u4e00-\u9fff]{0,6}?(?:产业园|工业园|科技园|软件园|创业园|物流园|(?:国际)?商贸城|小商品城|建材城|批发市场)(?!区)/;
const TOWN =
	/^[\u4e00-\u9fff]{1,4}?(?:街道办事处|街道办|街道|街(?![舞道头坊角球区])|办事处|社区|镇|乡|(?<!^[山农渔水乡])村)(?![\u4e00-\u9fff]?(?:$|居|里|味|愁|土))/;
/** 红花岗区红军路青苗晚托班: shops of one brand are told apart by their road. */
const ROAD = /^[\u4e00-\u9fff]{2,3}(?:路|大道|大街|巷)(?=[\u4e00-\u9fff]{3,})/;
/** New areas of the state that the table of divisions does not have, by names that mean nothing else. */
const NEW_AREA = /^(?:雄安|西咸|贵安|横琴)(?:新区)?/;
/** Areas of a city or province that have no division of their own: behind it they are places, alone they may be brands. */
const AREA =
	/^(?:雄安|西咸|贵安|横琴|前海|大亚湾|松山湖|临港|张江|亦庄|东疆|两江|自贸片区|自贸区|(?:新疆)?生产建设兵团(?:第?[一二三四五六七八九十]{1,3}师)?)(?:新区)?/;
const UNKNOWN_DIVISION = /^[\u4e00-\u9fff]{1,3}?(?:市(?![场民政容值井])|县|(?<![小社校园景特街商灾山战学])区(?![块域间别]))/;

/** 西安市政工程: the 市 that a longer reading would take belongs to the trade behind it. */
const MUNICIPAL = /^市(?:政[工设园道建公环养管配]|场[营调开管咨]|容)/;

/** A division as the name has it: without a 市 that belongs to the trade, with the 州 of an autonomous prefecture that is named short. */
function asWritten(stem: string, run: Run): Run {
	if (MUNICIPAL.test(stem.slice(run.length - 1))) return { ...run, length: run.length - 1, full: false };
	const prefecture = !run.full && stem[run.length] === '州' && run.candidates.some((d) => d.name.endsWith('自治州'));
	return prefecture ? { ...run, length: run.length + 1, full: true } : run;
}

/** Ways to read the start of a name as division: none, each run of known names, and what only looks like one. */
function divisionOptions(stem: string): { length: number; cost: number }[] {
	const runs = divisionPrefixes(stem).map((run) => asWritten(stem, run));
	const options: { length: number; cost: number }[] = [{ length: 0, cost: costOfKeeping(runs[0]) }];
	if (NEW_AREA.test(stem)) options[0] = { length: 0, cost: COST.keepShortCounty };
	if (/^(?:中国|中华|全国)/.test(stem)) options.push({ length: 2, cost: 0 });
	const country = countryOptions(stem);
	if (country.length > 0) options[0] = { length: 0, cost: COST.keepCountry };
	options.push(...country);
	for (const [i, run] of runs.entries()) {
		// 东方之星: what a division owns is part of the brand.
		if (/^[之的]/.test(stem.slice(run.length))) continue;
		const cost = i > 0 || run.full ? 0 : costOfTakingShort(run);
		// A longer run left in the brand costs as much as a division left whole.
		const left = Math.max(0, ...runs.slice(i + 1).map((longer, j) => costOfKeeping(longer, runs[i + j]?.length)));
		options.push({ length: run.length, cost: cost + left });
		for (const length of extensions(stem, run.length)) options.push({ length, cost: cost + COST.takeTown });
		for (const further of furtherPlaces(stem, run)) options.push({ length: further.length, cost: cost + further.cost });
	}
	if (runs.every((run) => !run.full)) {
		const unknown = NEW_AREA.exec(stem)?.[0] ?? ZONE.exec(stem)?.[0] ?? UNKNOWN_DIVISION.exec(stem)?.[0];
		if (unknown !== undefined) {
			options.push({ length: unknown.length, cost: COST.takeUnknownDivision - costOfKeeping(runs[0]) });
			for (const length of extensions(stem, unknown.length)) options.push({ length, cost: COST.takeUnknownDivision });
		}
	}
	return options;
}

function countryOptions(stem: string): { length: number; cost: number }[] {
	const country = COUNTRIES.find((name) => stem.startsWith(name));
	return country === undefined ? [] : [{ length: country.length, cost: 0 }];
}

/** A place behind the first division: its end, and what taking it off costs. */
interface Further {
	readonly length: number;
	readonly cost: number;
}

/** Behind a county one of its towns, with 镇 or 街道 or without (海宁市海昌); behind a province a city of another, as people do write. */
function furtherPlaces(stem: string, run: Run): Further[] {
	const rest = stem.slice(run.length);
	// 东莞 has streets and no counties: they stand where a county would.
	const short = run.candidates.some((d) => d.level === 'COUNTY') ? COST.takeShortTown : COST.takeTown;
	const towns = run.candidates.filter((d) => d.level !== 'PROVINCE').flatMap((d) => townsOf(d.code));
	const found = [...new Set(towns)].flatMap((town): Further[] => {
		if (!rest.startsWith(town)) return [];
		const end = endOfTown(rest, town);
		if (end > town.length) return [{ length: run.length + end, cost: COST.takeTown }];
		return LANDFORM.test(rest.slice(town.length)) ? [] : [{ length: run.length + end, cost: short }];
	});
	const road = run.full ? ROAD.exec(rest) : null;
	if (road !== null) found.push({ length: run.length + road[0].length, cost: COST.takeTown });
	if (run.candidates.every((d) => d.level !== 'PROVINCE')) return found;
	const city = divisionPrefixes(rest)[0];
	return city?.candidates.some((d) => d.level === 'PREFECTURE')
		? [...found, { length: run.length + city.length, cost: COST.takeTown }]
		: found;
}

/** 东江湖, 大陈岛: a town's short name before a landform is no town but the landform's name. */
const LANDFORM = /^[湖山河江岛海溪泉潭谷岭峰洲湾寺庙塔桥]/;

const endOfTown = (rest: string, town: string): number =>
	town.length + (/^(?:街道办事处|街道办|街道|镇|乡)/.exec(rest.slice(town.length))?.[0].length ?? 0);

function extensions(stem: string, from: number): number[] {
	const lengths: number[] = [];
	let at = from;
	for (const pattern of [AREA, UNKNOWN_DIVISION, ZONE, PARK, TOWN]) {
		const match = pattern.exec(stem.slice(at));
		if (match === null) continue;
		at += match[0].length;
		lengths.push(at);
	}
	return lengths;
}

type Run = ReturnType<typeof divisionPrefixes>[number];

function costOfKeeping(run: Run | undefined, before = 0): number {
	if (run === undefined) return 0;
	if (run.full) return COST.keepFullDivision;
	if (run.length - before > 2) return COST.keepLongShortName;
	if (before > 0) return COST.keepOwnCounty;
	return run.candidates.some((d) => d.level !== 'COUNTY') ? COST.keepCity : COST.keepShortCounty;
}

function costOfTakingShort(run: Run): number {
	if (run.length > 2 || run.candidates.some((d) => d.level !== 'COUNTY')) return 0;
	return run.candidates.every((d) => d.name.endsWith('区')) ? COST.takeShortDistrict : COST.takeShortCounty;
}

/** 中节能秦皇岛环保: a city between brand and industry, taken out. */
function withoutInfixCity(rest: string): { rest: string; cost: number }[] {
	const found: { rest: string; cost: number }[] = [];
	for (let at = 2; at <= rest.length - 4; at++) {
		const named = divisionNameLengthsAt(rest, at);
		if (named.length === 0) continue;
		for (let length = 2; length <= 4; length++) {
			if (!named.includes(length) || !divisionsNamed(rest.slice(at, at + length)).some((d) => d.level !== 'COUNTY')) continue;
			found.push({ rest: rest.slice(0, at) + rest.slice(at + length), cost: COST.takeInfixCity });
		}
	}
	return found;
}

/** 新月能源石家庄公司: a city between industry and form. */
function withoutClosingCity(rest: string): string {
	for (let length = Math.min(6, rest.length - 3); length >= 2; length--) {
		if (!divisionNameLengthsAt(rest, rest.length - length).includes(length)) continue;
		const tail = rest.slice(-length);
		if (divisionsNamed(tail).some((d) => d.level !== 'COUNTY' || d.name === tail)) return rest.slice(0, -length);
	}
	return rest;
}
