/**
 * Finds where a person's name ends in running Chinese text. Chinese does not part its words, so a name is told by
 * its surname, its length (one or two characters after the surname) and by what follows it.
 * Used by redaction only: it would rather strike a character too many than leave a name.
 */
import { toSimplified } from '#intake/keys/traditional.ts';

const SURNAMES = new Set(
	'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由墨'.split(
		'',
	),
);
const COMPOUND_SURNAMES = new Set(
	'欧阳 上官 司马 诸葛 司徒 东方 皇甫 尉迟 公孙 令狐 慕容 夏侯 长孙 宇文 轩辕 端木 独孤 南宫 西门 百里 东郭 呼延 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 公羊 赫连 闻人 钟离 闾丘 万俟 拓跋 纳兰 完颜 第五 梁丘 左丘 东门 亓官 司空 鲜于 巫马 颛孙 乐正 漆雕 壤驷 公良 夹谷 谷梁 段干 即墨 达奚 褚师 欧陽'.split(
		' ',
	),
);

/** Words that follow a name and cannot be its last character when they begin there. */
const FOLLOWERS =
	/^(?:称|说|报警|报称|反映|反应|与|和|跟|同|到场|到|在|于|因|把|被|向|对|等|的|电话|手机|联系|微信|已|要求|要|投诉|举报|来电|来到|表示|是|也|都|一起|一同|一样|一块|一家|一直|一班|老师|同学|家长|先生|女士|小朋友|就|给|为|曾|去|上课|上学|放学|从|今|昨|每|目前|现|经|或|及|认为|发现|告诉|证实|现场|拨打|携|带|将|称呼|还|不|没|有|想|需|请|希望|住|身份证|这|那|该|此|很|又|才|只|受|作为|所|自|则|以|并|且|但|而|可|会|能|系|今年|学习|读|参加|报名|报了|交了|交费|缴|通过|多次|以及|之|男|女|学生|孩子|妈妈|爸爸|母亲|父亲|奶奶|爷爷|家)/u;
/** Signs between which a name stands free; a telephone number that follows at once ends it too. */
const BOUNDARY = /^(?:[^\p{Script=Han}\p{L}\p{N}]|1[3-9]\d[ -]?\d{3}|0\d{2,3}-?\d{4})/u;
/** Second or third characters that make an everyday word of what looks like a surname and a name. */
const EVERYDAY =
	/^(?:路过|路边|路口|路上|周[一二三四五六末日边围岁]|沙[龙发]|连锁|高端|幸福|向往|安心|安置|巴士|包月|包教|全[程体班天部员]|时光|常规|水平|金牌|简介|和[睦平谐]|相互|谈[话心]|管[教束]|支出|双方|双休|方式|成员|党建|国庆|房[子产]|干部|喻为|越来|越发|闲置|闲聊|强化|温习|冷静|平[均日常]|程度|段时|牛奶|水果|米[粉线]|梅雨|晨读|晚自|曾多|曾经|曾在|曾向|曾被|曾去|时常|时候|时间|经常|和孩|和老|和家|和学|和朋|和其|和他|和她|和对|和机|和培|向[我相有教市该老机校商对培法派公]|应该|应当|应退|关于|关门|关心|关停|全家|全部|全款|全额|全校|成立|成绩|都[是在有被没不]|连续|连夜|安排|安全|安装|明确|明明|明天|高[兴中考年新三二一价档]|方面|方便|支付|计划|强烈|强制|强行|满意|商量|商场|商户|金额|温馨|単独|单独|单位|马上|平时|平台|白天|花费|花了|解决|管理|万元|项目|车辆|车位|石沉|常常|常年|别人|米饭|乐意|公司|公开|公布|干预|但是|相关|相信|初[一二三中]|国家|来[电到访自]|查处|查询|查看|查证|严[重格]|原来|原因|原价|原本|原先|信息|信访|信任|展示|展开|权利|权益|盘问|门口|门面|门店|居民|居住|由于|元旦|元[左钱多]|利用|智[力能慧]|富[豪康]|位于|于[是今昨上本每前去]|那[里个家边些]|干[扰涉什]|海报|池塘|师资|师生|季度|文化|文具|田径|游泳|游戏|游玩|通过|简单|简称|古[筝琴诗]|钢琴|班级|班主|班上|班里|南[边面侧门]|修[改建]|包[括含]|包接|左右|左边|左侧|石材|宣[传称]|普[通遍]|印[发刷]|索[要取]|申[请诉报]|申退|容易|容许|广告|练[习字琴]|封闭|成功|付[款费钱了]|付清|任何|任意|任课|任教|何时|何地|易[燃于]|余[款额下]|余元|童装|舒适|时至|时段|时长|盛大|毕业|党员|农村|农民|房[东租屋]|房间|费用|储值|劳动|劳务|闻讯|闻听|强调|冷[饮气清]|云端|隆重|荣获|皮肤|边[上界]|车[主费]|官[方网]|水电)/u;

/** Whether a character is a surname, in either script. */
function isSurname(char: string): boolean {
	return SURNAMES.has(char) || SURNAMES.has(toSimplified(char));
}

const HAN = /^\p{Script=Han}/u;

/**
 * How surely a name follows: `sure` after “我叫” (rare surnames count, an everyday word does not put it off), `likely` after a
 * class (“五年级3班的”: a surname is needed), `open` after a word that need not name anyone (“家长”: the name must also end there).
 */
export type Certainty = 'sure' | 'likely' | 'open';

/** How many characters at `from` are a person's name, 0: none. */
export function nameLengthAt(text: string, from: number, certainty: Certainty): number {
	const rest = simplified(text.slice(from, from + 12));
	const sure = certainty === 'sure';
	const surname = surnameLength(rest, sure);
	if (surname === 0 || !HAN.test(rest.slice(surname)) || TITLE.test(rest.slice(surname))) return 0;
	if (!sure && EVERYDAY.test(rest)) return 0;
	if (certainty === 'open' && FOLLOWERS.test(rest.slice(surname)) && !endsAfter(rest, surname + 1)) return 0;
	const short = surname + 1;
	const long = surname + 2;
	if (!HAN.test(rest.slice(short))) return short;
	// "张志和," keeps its last character though 和 could follow a name; "王强称:" does not.
	if (FOLLOWERS.test(rest.slice(short)) && !(isEnd(rest, long) && SOFT_LAST.test(rest.charAt(short)))) return short;
	if (certainty === 'open' && PLACE_END.test(rest.charAt(short))) return 0;
	return certainty !== 'open' || isEnd(rest, long) || FOLLOWERS.test(rest.slice(long)) ? long : 0;
}

/** “市民花大街”: a place, not a person. */
const PLACE_END = /[街路巷道村镇乡区县市楼院店校城园苑厦场馆站号]/u;

/** Simplified where that keeps the places of the characters; the words here are simplified ones. */
function simplified(text: string): string {
	const simple = toSimplified(text);
	return simple.length === text.length ? simple : text;
}

/** Characters of the surname at the start of a text; a sure name without a known one counts one. */
function surnameLength(rest: string, sure: boolean): number {
	if (!HAN.test(rest)) return 0;
	if (COMPOUND_SURNAMES.has(rest.slice(0, 2))) return 2;
	return isSurname(rest.charAt(0)) || sure ? 1 : 0;
}

/** A surname with a title names a teacher or the like without saying who: it stays. */
const TITLE =
	/^(?:某|老师|校长|园长|院长|所长|店长|经理|老板|主任|教练|先生|女士|总(?![\p{Script=Han}])|姐(?!姐)|哥(?!哥)|阿姨|师傅|医生|警官|警员|同学|家长|主管|顾问)/u;

/** Followers that are also common last characters of given names. */
const SOFT_LAST = /[和同有为可向能会在则以而之家]/u;

function isEnd(rest: string, at: number): boolean {
	return rest.length <= at || BOUNDARY.test(rest.slice(at));
}

function endsAfter(rest: string, at: number): boolean {
	return isEnd(rest, at) || isEnd(rest, at + 1) || FOLLOWERS.test(rest.slice(at));
}

/**
 * How many characters before `end` are a name that stands free (after a sign, a line's start or a linking word), 0: none.
 * For names told by what follows them: “王小明同学”, “董志刚电话169…”.
 */
export function nameLengthBefore(text: string, end: number): number {
	for (const length of [4, 3, 2]) {
		const start = end - length;
		if (start < 0) continue;
		const name = text.slice(start, end);
		const compound = COMPOUND_SURNAMES.has(name.slice(0, 2));
		if (!/^\p{Script=Han}+$/u.test(name)) continue;
		if (length === 4 ? !compound : !compound && !isSurname(name.charAt(0))) continue;
		if (EVERYDAY.test(name) || NO_GIVEN_NAME.test(name.slice(compound ? 2 : 1))) continue;
		const before = text.slice(Math.max(0, start - 2), start);
		if (before === '' || /(?:[^\p{Script=Han}\p{L}\p{N}]|[和与跟同叫是听的由让及、请找])$/u.test(before)) return length;
	}
	return 0;
}

/** What no given name is made of, though it follows a character that can be a surname. */
const NO_GIVEN_NAME = /孩子|家长|朋友|同学|老师|学校|机构|学生|班|课|店|公司|中心|联系|客服|报名|咨询|招生|门店|前台|校区|工作室|[0-9]/u;
