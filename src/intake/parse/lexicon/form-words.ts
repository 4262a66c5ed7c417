/**
 * Forms of organisation (组织形式) and the ends of shop and place names: what closes a name after its industry.
 * `LEGAL` alone says nothing of the business and is left out of every key; `TRADE` ends name a shop or place.
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Legal forms. A name cut short in speech ("…有限") ends in the first part of one. */
export const LEGAL_FORMS: readonly string[] = words(`
股份有限责任公司 集团股份有限公司 集团有限责任公司 集团有限公司 股份有限公司 有限责任公司 有限责任总公司 有限总公司 有限公司 总公司 分公司 全资子公司 控股子公司 集团公司 集团总公司 公司 集团 有限责任 有限
股份合作公司 股份合作企业 有限合伙企业 合伙企业 普通合伙 有限合伙 个人独资企业 独资企业 企业 农民专业合作社联合社 专业合作社联合社 农民专业合作社 专业合作社 合作联社 合作社 联合社 供销社 信用社
`);

/** Ends of names of shops, offices and institutions. Longer ones first by construction of the parser. */
export const TRADE_FORMS: readonly string[] = words(`
服务中心 管理中心 发展中心 活动中心 指导中心 交流中心 推广中心 体验中心 营销中心 运营中心 研究中心 研发中心 学习中心 中心 服务部 经营部 营业部 销售部 批发部 门市部 经销部 供应部 贸易部 商贸部 维修部 修理部 加工部 制作部 工程部 项目部 业务部 推广部 咨询部 辅导部 托管部 代理部 经纪部 综合部 工作部 部 工作 工作室 工作站 工作坊 画室 琴房 门店 专卖店 便利店 旗舰店 直营店 加盟店 连锁店 体验店 折扣店 专营店 精品店 商店 分店 总店 书店 花店 饭店 酒店 药店 鞋店 店铺 店 商行 商社 商场 商城 商号 商铺 车行 琴行 银行 茶行 酒行 行 厂 总厂 分厂 加工厂 制品厂 工厂 酒厂 场 农场 养殖场 牧场 林场 市场 球场 卖场 生活馆 体验馆 会馆 书画馆 绘本馆 照相馆 美术馆 艺术馆 棋院 棋社 馆 学堂 学苑 学社 学馆 学舍 学府 书院 书房 书屋 书社 书吧 书苑 教室 课堂 训练营 营地 夏令营 俱乐部 会所 研究所 研究院 研究会 设计院 事务所 诊所 卫生室 卫生所 医院 学院 剧院 影院 敬老院 养老院 画院 棋院 院 所 站 服务站 加油站 维修站 收购站 社 报社 旅行社 旅社 茶社 舞社 协会 学会 联合会 促进会 联盟 基金会 商会 促进中心 托管班 补习班 辅导班 培训班 晚托班 午托班 小班 培训点 教学点 托管点 分部 班 坊 作坊 屋 小屋 舍 阁 轩 斋 堂 厅 餐厅 歌厅 展厅 苑 园 乐园 家园 花园 幼儿园 亲子园 果园 产业园 创业园 城 书城 影城 茶城 美食城 家居城 楼 酒楼 茶楼 影楼 吧 书吧 酒吧 网吧 铺 小铺 药铺 店铺 摊 档 档口 庄 饭庄 茶庄 山庄 鱼庄 居 坞 广场 超市 卫生院 小卖部 学校 分校 校区 分园 幼儿园 机构 基地 平台 空间 分中心
`);

/** Branches: the tail behind a whole name ("…有限公司长治路分公司"). */
export const BRANCH_ENDS: readonly string[] = words(`
分公司 第一分公司 分店 分校 分园 分院 分部 分所 分中心 分支机构 校区 教学点 教学部 培训点 校部 门店 直营店 加盟店 旗舰店 营业部 营业厅 办事处 服务部 经营部 门市部 项目部 服务站 连锁店 店 校
`);

/** Names that name nobody: what people write for "some place" (某机构). Tested against a name without punctuation. */
export const NOBODY =
	/^(?:一家|一个|某|某某|某个|这家|这个|那个|该|本|附近|楼上|楼下|隔壁|对面|小区里?的?|院里|我家|无名|无牌|没有?名字|没挂牌|不知名|不清楚|不知道|名称不详|名称未知|未知|不详|匿名|个人|私人|黑)*(?:的|里的|里)?(?:补课|补习|辅导|培训|托管|教育|学习|教学|晚托|午托|小饭桌|家教|作业|画画|跳舞|老师|家庭|早教|机构|场所|单位|学校|公司|门店|店铺|企业|商户|地方|人家|班|点|课|部|处|店|中心)*(?:的|处|儿|啊)?$/;

/** A place told by what is near it, in place of a name: 小学附近的补课班. */
export const SOMEWHERE =
	/(?:附近|对面|旁边?|隔壁|楼[上下]|门口|[小社园]区里?|院里?|路口|街上|村里)的?(?:[一那这某]?[家个])?(?:补课|补习|辅导|培训|托管|晚托|小饭桌|机构|班|学校|人家|老师)/;

/** Countries that stand before a name like a division (澳大利亚投资公司), longest first where one begins another. */
export const COUNTRIES: readonly string[] = words(`
澳大利亚 新西兰 新加坡 马来西亚 印度尼西亚 菲律宾 巴基斯坦 孟加拉 斯里兰卡 哈萨克斯坦 乌兹别克斯坦 俄罗斯 乌克兰 白俄罗斯 意大利 西班牙 葡萄牙 比利时 奥地利 匈牙利 罗马尼亚 保加利亚 加拿大 墨西哥 阿根廷 沙特阿拉伯 以色列 土耳其
埃塞俄比亚 尼日利亚 美国 英国 法国 德国 日本 韩国 朝鲜 越南 泰国 老挝 缅甸 柬埔寨 印度 伊朗 蒙古国 荷兰 瑞士 瑞典 挪威 丹麦 芬兰 波兰 捷克 希腊 巴西 智利 秘鲁 古巴 埃及 南非
`);
