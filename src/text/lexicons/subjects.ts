/**
 * Subjects by their names, nicknames, exams and the spellings that hide them; and words that contain a subject's name and mean
 * something else. Sources: the subject list of the 2021 identification guide and everyday usage of parents and advertisements.
 */
import { list, type WordGroup } from '#text/lexicon.ts';

const subject = (value: string, words: readonly string[]): WordGroup => ({ kind: 'subject', value, words });
/** Spellings that also occur by chance, so they count only beside a word of teaching. */
const disguisedSpelling = (value: string, words: readonly string[]): WordGroup => ({ kind: 'subject', value, words, needsContext: true });

export const SUBJECT_WORDS: readonly WordGroup[] = [
	subject(
		'数学',
		list(`
			数学 奥数 奥赛 华数 希望杯 华罗庚杯 迎春杯 amc8 代数 几何 应用题 口算 计算题 算术 数理化 压轴题
		`),
	),
	subject(
		'语文',
		list(`
			语文 作文 阅读理解 文言文 古诗文 看图写话 看图说话 生字 拼音 识字 阅读写作 写作课 作文课 阅读与写作
		`),
	),
	subject(
		'英语',
		list(`
			英语 英文 剑桥英语 新概念 自然拼读 ket pet班 pet课 小托福 音标 完形填空 英语口语 雅思少儿 国际音标 英语单词
		`),
	),
	subject('外语', ['外语', '日语', '俄语', '小语种', '语言类文化教育']),
	subject('物理', ['物理', '力学课', '电学课']),
	subject('化学', ['化学']),
	subject('生物', ['生物课', '生物班', '初中生物', '高中生物', '生物会考', '生物地理', '生地会考', '生地']),
	subject('历史', ['历史课', '历史班', '初中历史', '高中历史', '史地政', '政史地']),
	subject('地理', ['地理课', '地理班', '初中地理', '高中地理']),
	subject('政治', ['政治课', '道德与法治', '道法课', '高中政治']),
	subject(
		'学科',
		list(`
			语数英 语数外 数语英 数英 语数 英数 语英 理化 理综 文综 物化 数物 数理英 各科 全科 九科 主科 三科 小三门 副科冲刺
		`),
	),
	disguisedSpelling(
		'数学',
		list(`
			舒学 数雪 鼠学 叔学 薯学 蜀学 数穴 shuxue 凹数 澳数 奥树 奥书课 奥素 aoshu 数xue s学
		`),
	),
	disguisedSpelling(
		'英语',
		list(`
			鹰语 樱语 硬语 应语 英雨 莺语 英鱼 因语 yingyu english 英yu 洋文 字母课
		`),
	),
	disguisedSpelling('语文', ['雨文', '语纹', '羽文', '玉文', '语雯', '鱼文', 'yuwen', '语wen']),
	disguisedSpelling('物理', ['物狸', '勿理', '悟理', '物里', 'wuli']),
	disguisedSpelling('化学', ['化雪', '华学', '画学', 'huaxue']),
	disguisedSpelling(
		'数学',
		list(`
			函数 方程 方程组 鸡兔同笼 勾股定理 因式分解 乘法口诀 加减法 竖式 分数计算 一次函数 二次函数 三角函数 立体几何 数列 概率题 必修一
		`),
	),
	disguisedSpelling('物理', list('浮力 压强 欧姆定律 牛顿定律 电路图 受力分析 杠杆题 电磁感应')),
	disguisedSpelling('化学', list('化学方程式 元素周期表 酸碱盐 氧化还原 摩尔')),
	disguisedSpelling('英语', list('语法 时态 从句 完形 听力题 单词默写 背单词')),
	disguisedSpelling('语文', list('文言 病句 修辞 阅读题 生字词 默写古诗')),
	disguisedSpelling('生物', ['生物']),
	disguisedSpelling('历史', ['历史']),
	disguisedSpelling('地理', ['地理']),
	disguisedSpelling('政治', ['政治']),
];

/** Longer words that hold a subject's name and are no school subject. */
export const NOT_A_SUBJECT: readonly WordGroup[] = [
	{
		kind: 'ignored',
		value: '',
		words: list(`
			物理治疗 物理降温 物理隔离 物理防护 物理脱毛 物理除 物理疗法 物理因子 物理方法 化学品 化学试剂 化学纤维 化学药 化学工业 化学危险 化学制品 化学产品 化学原料 化学助剂 化学清洗
			化学检测 化学肥料 化学农药 生物科技 生物技术 生物医药 生物工程 生物制品 生物质 生物能 生物识别 生物制药 生物肥 生物有机 生物农药 生物燃料 生物饲料 微生物 历史文化 历史建筑 历史悠久
			历史遗留 历史街区 历史原因 历史问题 历史记录 地理信息 地理位置 地理标志 自然地理环境 政治学习 政治思想 思想政治工作 政治素质 政治面貌 语言文字工作 数学仪器 英文名 英文翻译 英语翻译
			外语翻译 语文课代表 外语电影 英文歌 英文字母招牌 识字牌 作文本 语文本 英语本 生字本 拼音本 数学本 各科室 全科医 全科诊 物化劳动 生地黄 旅游外语 外语导游 数学家 几何图案 几何造型
			代数字
		`),
	},
];
