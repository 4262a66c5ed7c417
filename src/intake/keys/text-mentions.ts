/**
 * What a free text names: WeChat and QQ ids, and names that look like an organisation's. Best effort, for keys only: a find is a
 * reason to look at two records together, never a value that is shown.
 */
import { BRANDLIKE_WORDS, INDUSTRY_WORDS, TEACHING_WORDS } from '#intake/parse/lexicon/industry-words.ts';
import { cleanName, letterKey, type OrganisationName, parseOrganisationName } from '#intake/parse/names.ts';
import { framedNames } from './framed-names.ts';
import { toSimplified } from './traditional.ts';

/** Ways to write WeChat, QQ and "add me", before an id. */
const CONTACT =
	/(?:(?:加|扫|➕|\+)?\s*(?:微信?号?|薇信?|威信|溦信?|維信|维信|v信|vx|v❤|微❤|卫星号?|we?chat|wx|weixin)|[加➕+]\s*v|qq群?号?|扣扣|企鹅号?)\s*(?:号|id)?\s*(?:[:：是为=,，]|同号)?\s*([a-z][-_a-z0-9]{4,19}|[1-9]\d{4,11})(?![a-z0-9_-])/gi;

/** Ids in a text, lower case, sorted; a mobile number given as an id is a telephone number and not here. */
export function contactsInText(text: string): string[] {
	const found = new Set<string>();
	for (const match of text.normalize('NFKC').matchAll(CONTACT)) {
		const id = (match[1] ?? '').toLowerCase();
		if (!/^1[3-9]\d{9}$/.test(id) && !/^(?:wechat|weixin)$/.test(id)) found.add(id);
	}
	return [...found].sort();
}

/** Shops and firms of other trades that people name whole: fronts and neighbours are told of as often as schools. */
const OTHER_ENDINGS =
	'超市 便利店 商店 书店 文具店 理发店 美发店 美容店 服装店 母婴店 饭店 餐厅 餐馆 面馆 小吃店 火锅店 药店 大药房 商行 经营部 销售部 贸易 商贸 物流 运输 养殖场 加工厂 酒店 宾馆 旅行社 装饰 建材 广告 实业';

/** Fields of work that end a name in speech, longest first. */
const ENDINGS = [
	...new Set([
		...TEACHING_WORDS.filter((word) => word !== '招生'),
		...'家政 咨询 信息咨询 文化 艺术 科技 传媒 工作室 俱乐部 公司 有限公司 中心 体育 书店 文化传播 教育科技 健身 研学旅行 服务部'.split(
			' ',
		),
		...OTHER_ENDINGS.split(' '),
	]),
].sort((a, b) => b.length - a.length);
const ENDING = new RegExp(`(?:${ENDINGS.join('|')})`, 'g');

/** Words after which a name begins. The rest of the sentence before them is not part of it. */
const BEFORE =
	/.*(?:接报|接警|报称|以后|之后|后来|(?:大厦|大楼|商业街|购物中心|商务中心|创业园|众创空间|小区|\d(?:室|层|楼|号楼?|栋|幢|单元)|[A-Z\d]座)\d{0,4}|有人(?:在家里?|偷偷|私自)?[办开上教搞补]?|反映|反应|投诉|举报|来电|名字叫|名叫|叫做|叫|位于|开设|开了|办了|报了|报名|在|(?<!未)来|去|到|对|给|被|的|是|有|个|家|为|把|和|跟|与|向|从|说|称|以|由|该|本|请|找|选|让|听|楼上|楼下|隔壁|对面|门口|附近|旁边|人员|女士|先生|我们|你们|他们|我|市民|群众|家长|孩子|小孩|学员|学生|儿童|老师|这|那|哪|欢迎|关注|秋季|春季|暑假|寒假|火热|专业)/;
/** Words that stand before such a word without being anybody's brand. */
const NO_BRAND =
	/^(?:期[中末]|寒假|暑假|寒暑假|重点|公立|私立|民办|正规|名师|一对一|小班|大班|晚上|周末|假期|假日|课后|放学后?|开学|全市|全国|本地|各类|多家|几家|一些|无证|非法|违规|黑|校外|线上|线下|在线|附近|楼上|楼下|专业|优质|免费|高端|幼升小|小升初|初升高|[初高大中小][一二三四五六]?年?级?)+$/;
/** An advertisement's first words or its call: 青博招生…, …来红杉树,逻辑课. */
const OPENING =
	/^[^\p{Script=Han}]*([\p{Script=Han}]{2,4}?)(?=招生|招新|搬|升级|开业|开班|开课|新校区|校区|秋季|春季|寒假|暑假|[,，!！|｜:：])/u;
const CALL = /(?:来|选择?|认准|加入|走进|就在|就到)([\p{Script=Han}]{2,4})(?=[,，!！。]|$)/gu;

/** A name's brand has at least two and hardly ever more than this many characters. */
const LONGEST_BRAND = 5;
/** Pieces of the sentence around a name: 群里发, 变相, 偷着, 里办. */
const SENTENCE =
	/^(?:[的里们很不没又都也还就只全每几两一些]|[群生娃][里补上学娃]|打着|属于|变相|偷|看管|养成|活动|原重点)|(?:[着了过补发]|里[办学开])$/;
/** Denials and what was done already: 未见学生, 无学科培训, 已移交. Brands that begin alike (未来, 无忧) stay. */
const DENIED = /^(?:未(?![来央名])|[无不](?![忧限界锡双极尘凡二倒])|没|已|曾|均|仍|拟|禁)/;
/** Words of reports and rules, which stand before what is taught as a brand does: 聚众补课, 单位不开展培训, 居民住宅内. */
const REPORTED =
	/现场|[未没][见有]|发现|开展|举办|组织|从事|进行|提供|存在|涉嫌|移交|用于|聚众|名义|擅自|责令|要求|居民|住宅|住户|学科|学生|学员|家长|单位|负责人|执照|资质|许可|备案|整改|收费/;
/** A verb before what is taught: 上科学, 教阅读. */
const VERB = /^[上教补学开办讲]/;

/** A text names few places; more would be words of a list. */
const MOST_NAMES = 6;

/** A name found in a text. */
export interface NameInText {
	readonly key: string;
	readonly brand: string;
	readonly core: string | null;
}

/**
 * Names like 佳翔口才 in 反映佳翔口才收费: up to five characters of brand before a word of teaching, care or culture, with the words that
 * follow on it. Names that only say what is done (语文辅导班) are left out. In an advertisement also a bare brand at its opening or call.
 */
export function namesInText(text: string, advertisement = false): NameInText[] {
	const found = new Map<string, NameInText>();
	if (advertisement) for (const brand of brandsOfAdvertisement(text)) found.set(brand, { key: brand, brand, core: null });
	for (const clause of toSimplified(text.normalize('NFKC')).split(/[^\p{Script=Han}A-Za-z0-9()·]+/u)) {
		for (const name of [...namesInClause(clause), ...namesInFrames(clause)]) {
			found.set(name.key, name);
			if (found.size >= MOST_NAMES) return [...found.values()];
		}
	}
	return [...found.values()];
}

function brandsOfAdvertisement(text: string): string[] {
	const plain = toSimplified(text.normalize('NFKC')).trim();
	const brands = [OPENING.exec(plain)?.[1], ...[...plain.matchAll(CALL)].map((match) => match[1])];
	return brands.filter(
		(brand) => brand !== undefined && isBrand(brand) && isBareBrand(parseOrganisationName(brand, { spoken: true })),
	) as string[];
}

const isBareBrand = (name: OrganisationName): boolean => name.industry === null && name.key !== null;

function namesInClause(clause: string): NameInText[] {
	const names: NameInText[] = [];
	let from = 0;
	for (const ending of clause.matchAll(ENDING)) {
		if (ending.index < from) continue;
		const tail = wordsFrom(clause, ending.index);
		const before = clause.slice(from, ending.index);
		const start = (BEFORE.exec(before)?.[0].length ?? 0) + from;
		from = ending.index + tail.length;
		const name = cleanName(clause.slice(start, from));
		const parsed = name === null ? null : parseOrganisationName(name, { spoken: true });
		if (name === null || parsed?.brand == null || !isBrand(parsed.brand)) continue;
		if (parsed.industry === null && !NAMED_BY_FORM.test(name)) continue;
		names.push({ key: letterKey(name), brand: parsed.brand, core: parsed.core });
	}
	return names;
}

/**
 * Names in the places of a sentence where somebody stands. A bare brand there is none yet: what hangs over a door is seldom registered, and
 * a name that differs would speak against the only tenant of the house.
 */
function namesInFrames(clause: string): NameInText[] {
	return framedNames(clause).flatMap((framed): NameInText[] => {
		const name = cleanName(framed);
		const parsed = name === null ? null : parseOrganisationName(name);
		if (name === null || parsed?.brand == null || parsed.core === null || !isBrand(parsed.brand)) return [];
		return [{ key: letterKey(name), brand: parsed.brand, core: parsed.core }];
	});
}

function isBrand(brand: string): boolean {
	if (brand.length < 2 || brand.length > LONGEST_BRAND || !/^[\p{Script=Han}A-Z0-9]+$/iu.test(brand)) return false;
	if (
		/^[\d一二三四五六七八九十]/.test(brand) ||
		NO_BRAND.test(brand) ||
		SENTENCE.test(brand) ||
		DENIED.test(brand) ||
		REPORTED.test(brand) ||
		BRANDLIKE_WORDS.has(brand)
	)
		return false;
	const rest = VERB.test(brand) ? brand.slice(1) : '';
	return !INDUSTRY_WORDS.has(rest) && !BRANDLIKE_WORDS.has(rest) && !/^[一二三四五六七八九]年级$/.test(rest);
}

/** Whom a text tells of behind a whole name: 培训学校|学生声音扰民. */
const AUDIENCE = /^(?:学生|学员|儿童|少儿|幼儿|小孩|孩子|青少年|家长|老师|教师)/;
/** What a name before them ends in. */
const WHOLE = /(?:公司|学校|学院|中心|工作室|俱乐部|幼儿园|[部馆店院社吧室])$/;

/** Forms that stand in names alone: 青禾工作室 names somebody without a trade, 青禾中心 may be a place. */
const NAMED_BY_FORM = /(?:工作室|俱乐部|书院|学堂)$/;

/** The run of such words from a position on: 文化培训学校有限公司. A legal form ends it, and so does whoever is at the place. */
function wordsFrom(clause: string, at: number): string {
	let end = at;
	for (let again = true; again; ) {
		const so = clause.slice(at, end);
		if (so.endsWith('公司') || (WHOLE.test(so) && AUDIENCE.test(clause.slice(end)))) break;
		const word =
			ENDINGS.find((ending) => clause.startsWith(ending, end)) ??
			/^(?:有限责任公司|有限公司|班|部|馆|店|园|\([^()]*\))/.exec(clause.slice(end))?.[0];
		again = word !== undefined;
		end += word?.length ?? 0;
	}
	return clause.slice(at, end);
}
