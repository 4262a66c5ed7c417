/**
 * What businesses do: ordinary trades, the disguises under which subjects are taught (校外培训行政处罚暂行办法, art. 18),
 * and what licensed institutions teach. Names, scopes and codes only; texts about them stand in texts.ts.
 */
import type { Random } from '#sandbox/random.ts';

/** A trade: industry word of the name, scope items, GB/T 4754-2017 code. */
export interface Trade {
	readonly words: readonly string[];
	readonly scope: readonly string[];
	readonly industry: string;
}

const trade = (words: string, scope: string, industry: string): Trade => ({ words: words.split(' '), scope: scope.split(' '), industry });

export const ORDINARY_TRADES: readonly (readonly [number, Trade])[] = [
	[14, trade('商贸 贸易 百货 日用品', '日用百货销售 五金产品零售 针纺织品销售 办公用品销售', 'F5299')],
	[10, trade('餐饮 餐饮管理 小吃 面馆', '餐饮服务 外卖递送服务 食品销售（仅销售预包装食品）', 'H6210')],
	[8, trade('超市 便利店 副食', '食品销售 烟草制品零售 日用百货销售', 'F5212')],
	[7, trade('建筑工程 装饰 建材', '建设工程施工 住宅室内装饰装修 建筑材料销售', 'E5010')],
	[5, trade('服饰 服装 鞋帽', '服装服饰零售 鞋帽零售 箱包销售', 'F5232')],
	[5, trade('物流 运输 货运', '道路货物运输（不含危险货物） 装卸搬运 国内货物运输代理', 'G5430')],
	[4, trade('汽车服务 汽修 汽配', '机动车修理和维护 汽车零配件零售 洗车服务', 'O8111')],
	[4, trade('农业 种植 农产品', '谷物种植 农产品销售 水果种植', 'A0111')],
	[4, trade('美容 美发 养生', '生活美容服务 理发服务 化妆品零售', 'O8040')],
	[3, trade('广告 传媒 图文', '广告制作 广告发布 图文设计制作', 'L7251')],
	[3, trade('房产 房地产经纪', '房地产经纪 住房租赁 物业管理', 'K7030')],
	[3, trade('机电 机械 设备', '机械设备销售 电气设备修理 金属材料销售', 'F5179')],
	[2, trade('药房 大药房', '药品零售 医疗器械销售 保健食品销售', 'F5251')],
	[2, trade('书店 文具', '图书零售 文具用品零售 体育用品零售', 'F5243')],
	[2, trade('网络科技 信息技术', '软件开发 信息系统集成服务 互联网销售', 'I6513')],
	[1.5, trade('旅行社 旅游', '旅游业务 会议及展览服务', 'L7291')],
	[1.5, trade('家政 保洁', '家政服务 建筑物清洁服务 搬家服务', 'O8010')],
	[1, trade('管理咨询 企业咨询', '企业管理咨询 社会经济咨询服务 市场调查', 'L7243')],
	[1, trade('文化传播 文化创意', '组织文化艺术交流活动 文艺创作 会议及展览服务', 'R8810')],
	[0.6, trade('教育咨询 教育科技', '教育咨询服务（不含涉许可审批的教育培训活动） 教学专用仪器销售', 'P8394')],
	[0.6, trade('托管 学生托管', '校外托管服务 餐饮服务', 'O8090')],
	[0.6, trade('体育 健身', '健身休闲活动 体育用品销售', 'R8930')],
];

/** A disguise, and how it calls itself. */
export interface Guise extends Trade {
	/** Short name of the disguise, as findings carry it. */
	readonly guise: string;
	/** What it says of itself in courses and advertisements: the words that stand where a subject is meant. */
	readonly cover: readonly string[];
}

const guise = (name: string, words: string, scope: string, industry: string, cover: string): Guise => ({
	...trade(words, scope, industry),
	guise: name,
	cover: cover.split(' '),
});

export const GUISES: readonly (readonly [number, Guise])[] = [
	[26, guise('托管', '托管服务 托管 托管中心 晚托', '校外托管服务 餐饮服务 家政服务', 'O8090', '晚辅 作业辅导 午晚托 全托')],
	[
		16,
		guise(
			'咨询',
			'教育咨询 信息咨询 管理咨询',
			'教育咨询服务（不含涉许可审批的教育培训活动） 信息咨询服务（不含许可类信息咨询服务）',
			'L7249',
			'学业规划 升学规划 学习力提升',
		),
	],
	[
		14,
		guise('文化传播', '文化传播 文化艺术 文化发展', '组织文化艺术交流活动 文艺创作 会议及展览服务', 'R8810', '国学素养 人文素养 大阅读'),
	],
	[9, guise('思维训练', '思维训练 思维科技 脑力开发', '软件开发 技术咨询 教育软件销售', 'M7519', '思维创新 数理逻辑 逻辑思维')],
	[8, guise('素质拓展', '素质拓展 素质教育 成长中心', '组织体验式拓展活动及策划 会议及展览服务', 'R8890', '素养提升 综合素养 成长营')],
	[7, guise('家政', '家政服务 家庭服务 管家', '家政服务 母婴生活护理 家用电器安装服务', 'O8010', '住家老师 高端管家 上门陪伴')],
	[5, guise('家庭教育', '家庭教育指导 家庭教育', '家庭教育指导服务 心理咨询服务（不含诊疗活动）', 'P8399', '亲子陪学 学习习惯养成')],
	[5, guise('研学', '研学旅行 研学 营地', '旅游业务 研学旅行服务 露营地服务', 'L7291', '研学营 主题营 学习营')],
	[4, guise('冬夏令营', '夏令营 营地 户外拓展', '组织体验式拓展活动及策划 体育赛事策划', 'R8930', '冬令营 夏令营 封闭营')],
	[3, guise('竞赛', '赛事策划 赛事服务', '组织文化艺术交流活动 体育竞赛组织', 'R8890', '挑战赛集训 白名单备赛')],
	[4, guise('科技', '教育科技 智能科技 网络科技', '软件开发 技术服务 人工智能应用软件开发', 'I6513', '科学思维 智能学习舱 AI伴学')],
	[4, guise('艺术', '艺术培训 艺术', '文艺创作 组织文化艺术交流活动', 'R8810', '艺考文化课 创意写作')],
	[4, guise('自习室', '自习室 共享书房 书院', '图书出租 图书管理服务 办公用品销售', 'R8831', '自习 伴读 督学')],
];

/** What licensed institutions are called and teach. */
export const SUBJECT_COURSES = '数学 语文 英语 物理 化学 奥数 作文'.split(' ');
export const ART_COURSES = '少儿美术 钢琴 硬笔书法 中国舞 古筝 声乐'.split(' ');
export const SPORT_COURSES = '篮球 游泳 跆拳道 乒乓球 羽毛球 体适能'.split(' ');
export const TECHNOLOGY_COURSES = '机器人 图形化编程 科学实验 无人机 创客'.split(' ');
export const SCHOOL_WORDS = '教育培训学校 培训学校 文化培训学校 英语培训学校 教育培训中心 培训中心'.split(' ');
export const GRADES = '小学一年级 小学二年级 小学三年级 小学四年级 小学五年级 小学六年级 初一 初二 初三'.split(' ');

const SCOPE_TAILS = [
	'',
	'',
	'（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）',
	'（依法须经批准的项目，经相关部门批准后方可开展经营活动）',
];

/** A business scope (经营范围) as registers print it; `noTraining` adds the clause that excludes training. */
export function scopeText(random: Random, items: readonly string[], noTraining = false): string {
	const chosen = random.sample(items, random.between(1, items.length));
	const clause = noTraining ? random.pick(['（不含学科类教育培训）', '（不含涉许可审批的教育培训活动）', '（不得从事教育培训）']) : '';
	return `${random.chance(0.4) ? '一般项目：' : ''}${chosen.join('；')}${clause}${random.pick(SCOPE_TAILS)}`;
}

/** Form of business with the ending of its name and the leading two characters of its credit code. */
export const FORMS: readonly (readonly [number, { readonly form: string; readonly ending: string; readonly prefix: '91' | '92' }])[] = [
	[42, { form: '有限责任公司', ending: '有限公司', prefix: '91' }],
	[6, { form: '有限责任公司（自然人独资）', ending: '有限责任公司', prefix: '91' }],
	[48, { form: '个体工商户', ending: '', prefix: '92' }],
	[2, { form: '个人独资企业', ending: '工作室', prefix: '91' }],
	[2, { form: '合伙企业', ending: '（有限合伙）', prefix: '91' }],
];

const STALL_ENDINGS = ['店', '经营部', '服务部', '中心', '馆', '工作室'] as const;

/** An organisation's name: division, brand, industry word, form; the division now and then stands in brackets or is left out. */
export function organisationName(
	random: Random,
	county: { readonly name: string; readonly city: string },
	parts: { brand: string; word: string; ending: string },
): string {
	const place = random.weighted([
		[5, county.city],
		[4, county.name],
		[2, county.city.replace(/市$/, '')],
		[2, `${county.city}${county.name}`],
	] as const);
	const ending = parts.ending === '' ? random.pick(STALL_ENDINGS) : parts.ending;
	const word = ending === '中心' && parts.word.endsWith('中心') ? parts.word.slice(0, -2) : parts.word;
	if (random.chance(0.05)) return `${parts.brand}${word}（${place}）${ending}`;
	return `${place}${parts.brand}${word}${ending}`;
}
