/**
 * Names told by the words around them: 家长与青禾广告因退费争吵, 接报青禾保洁无证办学, 青禾装修丢失物品. Whoever stands in such a place is somebody, whatever
 * the name ends in; elsewhere in a sentence a name is known by its last word alone (text-mentions.ts). Pure.
 */

/** Who quarrels with whom, and over what. */
const WITH = /(?:与|和|跟|同)([\p{Script=Han}()]{2,18}?)(?=因|就|为了|发生|起了?争|产生|协商|理论|争[吵执论]|吵[架闹]|打架)/gu;
/** What is reported of somebody. */
const REPORTED =
	/(?:接报|接警|接到|报称|举报|投诉|反映|涉及|查处|查获|巡查发现|发现)([\p{Script=Han}()]{2,18}?)的?(?=无证|未经|非法|违规|违法|擅自|涉嫌|超范围|虚假|乱收|不退|拒[不绝退]|拖欠|跑路|关门|倒闭|卷款|失联)/gu;
/** What befalls somebody, told at the beginning of a clause. */
const BEFALLS =
	/^(?:.*(?:接报|接警|报称|举报|投诉|反映))?([\p{Script=Han}()]{2,18}?)的?(?=丢失|被盗|失窃|遭窃|起火|漏水|顾客|学生|学员|音乐声|噪[音声]|声音|门口|无证|未经|擅自|涉嫌|违规|跑路|关门|倒闭)/u;

/** Where something is, who anybody may be, and when: what stands in such a place and names nobody. */
const NO_NAME =
	/(?:[路街巷号楼室层区村里内上下旁苑处]|广场|大厦|家园|花园|单元|附近|对面|时候|期间|晚上|周末|商场|商业街|购物中心|商务中心|国际)$|^(?:老板|店[主家员]|商[家户]|对方|员工|教练|前台|校长|负责人|工作人员|保安|物业|房东|邻居|顾客|他人|多人|[一二两三几\d]+[名个]|学生|家长|孩子|小孩|老师|教师|朋友|同事|男子|女子|当事|群众|市民|居民|业主|租客|车辆|[她他我你]们?|未|无|没|本人|来电|其实|但是?|而且|因为|所以|如果|已经|现在|最近|[室屋店门里院]内?|现场|里面|有)|认为|属于|说是|还有|怀疑|可能|表示|国庆|暑假|寒假/;

/** What follows a name before the rest of the sentence: what is somebody's, and when. */
const FURTHER =
	/(?:的|每[天周晚日]|天天|平时|经常|总是|一直|晚上|夜[间里]|早上|上午|中午|下午|傍晚|放学|周[一二三四五六日末]|(?:很|好)多|[一二两三几多]名).*$/;

/** Names that a clause tells of in such places, as they stand there. */
export function framedNames(clause: string): string[] {
	const found = [...clause.matchAll(WITH), ...clause.matchAll(REPORTED)].map((match) => match[1] ?? '');
	const first = BEFALLS.exec(clause)?.[1];
	return [...(first === undefined ? [] : [first]), ...found]
		.map((name) => name.replace(FURTHER, ''))
		.filter((name) => name !== '' && !NO_NAME.test(name));
}
