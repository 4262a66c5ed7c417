/** Who is taught, where, by which channel, for how much. */
import { list, type WordGroup } from '#text/lexicon.ts';

/** Courses of adults that hold a subject's name: they tell of adults, and of no subject. */
const OF_ADULTS = list(`
			成人英语 商务英语 职场英语 英语四级 英语四六级 英语六级 考研英语 考研数学 考研政治 专业英语 旅游英语 成人日语 职称英语 托业 计算机等级 普通话考试 公务员考试
		`);

export const PEOPLE_AND_PLACE_WORDS: readonly WordGroup[] = [
	{
		kind: 'audience',
		value: 'PRESCHOOL',
		words: list(`
			学龄前 幼儿 幼儿园 大班 中班孩子 小班幼儿 3-6岁 4-6岁 3至6岁 三至六岁 三到六岁 4到6岁 5-6岁 学前 宝宝 婴幼儿
		`),
	},
	{
		kind: 'audience',
		value: 'PRIMARY',
		words: list(`
			小学 小学生 小升初 小学部 中小学 中小学生 一至六年级 一到六年级 1-6年级 小低 小高年级 低年级 高年级
		`),
	},
	{
		kind: 'audience',
		value: 'JUNIOR',
		words: list(`
			中小学 中小学生 初中 初中生 中考 初升高 中学生 初中部 新初一 准初一 准初三 初三党 初中毕业班
		`),
	},
	{
		kind: 'audience',
		value: 'SENIOR',
		words: list(`
			高中 高中生 高考 高中部 新高一 准高一 准高三 高三党 艺考生 复读 复读班
		`),
	},
	{
		kind: 'audience',
		value: 'ADULT',
		words: list(`
			成人 成年人 职场 上班族 在职人员 企业员工 员工培训 大学生专场 面向大学生 考研 专升本 自考 成考 成人高考 公务员 公考 事业单位考试 事业编 教师招聘 教资 教师资格考试 考编 职业技能 职业资格
			技能培训 驾校 驾驶员 驾照 科目二 科目三 建造师 会计师 会计考证 消防工程师 执业医师 护士资格 电工证 焊工 月嫂 育婴师 家政员培训 老年大学 中老年 四六级 四级考试 六级 雅思 托福
			gre 考博 在职研究生 mba 出国劳务 企业内训 岗前培训 健身教练 美容师 厨师 创业培训 老年人 银发
		`),
	},
	{
		kind: 'ignored',
		value: '',
		words: OF_ADULTS,
	},
	{ kind: 'audience', value: 'ADULT', words: OF_ADULTS },
	{
		kind: 'place',
		value: '居民楼',
		words: list(`
			居民楼 住宅楼 民宅 居民住宅 住宅内 家里 家中 在家办 自己家 住户 小区住宅 单元楼 出租屋 出租房 租的房 自建房 居民家 住家
		`),
	},
	{ kind: 'place', value: '酒店', words: ['酒店', '宾馆', '民宿', '旅馆', '会议室'] },
	{ kind: 'place', value: '咖啡厅', words: ['咖啡厅', '咖啡馆', '咖啡店', '茶楼', '奶茶店', '茶室'] },
	{ kind: 'place', value: '写字楼', words: ['写字楼', '办公楼里', '写字间', '商务楼'] },
	{ kind: 'place', value: '商铺', words: ['商铺', '门面', '门店里', '临街铺', '底商'] },
	{
		kind: 'online',
		value: '',
		words: list(`
			线上 网课 直播课 直播间 直播 录播 腾讯会议 钉钉 小程序 app上 网上上课 在线 在线课 视频课 云课堂 微信群里讲 会议软件 网络课 直播变录播 线上课 远程授课 空中课堂 zoom
		`),
	},
	{
		kind: 'price',
		value: '',
		words: list(`
			收费 学费 课时费 补课费 辅导费 培训费 每学期 一学期 每课时 一节课 每小时 一小时 包月 年卡 次卡 缴费 交了 预收 一次性收 套餐
		`),
	},
];
