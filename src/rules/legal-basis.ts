/** The regulations that rules name. An article is named only where its text was read and checked; elsewhere the regulation alone. */
export const LEGAL_BASIS = {
	/** MOE Order 53, in force 2023-10-15; article 17: unapproved training with premises, two or more staff and organisation. */
	penaltyMeasures17: '《校外培训行政处罚暂行办法》第十七条（擅自举办校外培训机构）',
	/** Article 18: training in disguise that falls short of article 17. */
	penaltyMeasures18: '《校外培训行政处罚暂行办法》第十八条（变相开展学科类校外培训）',
	penaltyMeasures: '《校外培训行政处罚暂行办法》',
	/** Notice on hidden training, 2021-09: seven situations. */
	hiddenTrainingNotice: '教监管厅函〔2021〕8号《关于坚决查处变相违规开展学科类校外培训问题的通知》',
	identificationGuide: '《义务教育阶段校外培训项目分类鉴别指南》',
	staffMeasures: '《校外培训机构从业人员管理办法（试行）》',
	privateEducationLaw12: '《民办教育促进法》第十二条（办学须经审批）',
	privateEducationLaw64: '《民办教育促进法》第六十四条（擅自举办民办学校）',
	minorsLaw38: '《未成年人保护法》第三十八条',
	minorsLaw62: '《未成年人保护法》第六十二条（从业查询）',
	registration24: '《市场主体登记管理条例》第二十四条（变更登记）',
	registration26: '《市场主体登记管理条例》第二十六条（许可失效后变更或注销）',
	doubleReduction: '《关于进一步减轻义务教育阶段学生作业负担和校外培训负担的意见》',
	teacherQualification: '《教师资格条例》',
	implementingRules: '《民办教育促进法实施条例》',
} as const;
