/** The regulations that rules name. An article is named only where its text was read and checked; elsewhere the regulation alone. */
export const LEGAL_BASIS = {
	/** MOE Order 53, in force 2023-10-15; article 17: unapproved training with premises, two or more staff and organisation. */
	penaltyMeasures17: '《校外培训行政处罚暂行办法》第十七条（擅自举办校外培训机构）',
	/** Article 18: training in disguise that falls short of article 17. */
	penaltyMeasures18: '《校外培训行政处罚暂行办法》第十八条（变相开展学科类校外培训）',
	penaltyMeasures: '《校外培训行政处罚暂行办法》',
	/** Notice on hidden training, 2021-09: seven situations. */
	hiddenTrainingNotice: '教监管厅函〔2021〕8号《关于坚决查处变相违规开展学科类校外培训问题的通知》',
	/** Article 16: heavier where somebody is dealt with again within two years. */
	penaltyMeasures16: '《校外培训行政处罚暂行办法》第十六条（从重处罚情形）',
	/** Article 20: a licensed institution that goes beyond its licence. */
	penaltyMeasures20: '《校外培训行政处罚暂行办法》第二十条（超出办学许可范围）',
	/** Article 19: who knowingly gives premises to unlicensed training. */
	penaltyMeasures19: '《校外培训行政处罚暂行办法》第十九条（为违规培训提供场所）',
	/** Article 33: no primary-school lessons for pre-school children. */
	minorsLaw33: '《未成年人保护法》第三十三条（不得对学龄前未成年人进行小学课程教育）',
	preschoolLaw: '《学前教育法》',
	unlicensedBusiness: '《无证无照经营查处办法》',
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
	privateEducationLaw19: '《民办教育促进法》第十九条（不得设立实施义务教育的营利性民办学校）',
	feeSupervision: '教监管函〔2021〕2号《关于加强校外培训机构预收费监管工作的通知》',
	nonSubjectOpinion: '教监管〔2022〕4号《关于规范面向中小学生的非学科类校外培训的意见》',
	advertisingNotice: '《关于做好校外培训广告管控的通知》（2021年）',
	enterpriseNames: '《企业名称登记管理规定》第四条（只能登记一个企业名称）',
	disclosureRegulation: '《企业信息公示暂行条例》',
	personalInformationLaw8: '《个人信息保护法》第八条（保证个人信息的质量）',
	implementingRules: '《民办教育促进法实施条例》',
} as const;
