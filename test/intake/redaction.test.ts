import { describe, expect, it } from 'vitest';
import { identityCheckCharacter } from '#core/codes/identity-number.ts';
import { NO_PERSONAL_VALUES, personalValues, redactFreeText, redactPlainText } from '#intake/redaction.ts';
import fc from '../support/property.ts';

const COMPLAINT = { caller: true, everyone: false };
const INSPECTION = { caller: false, everyone: false };
const POLICE = { caller: false, everyone: true };

const complaint = (text: string, row: { name?: string; phone?: string } = {}) =>
	redactFreeText(text, COMPLAINT, personalValues({ n: row.name ?? null, p: row.phone ?? null }, ['n', 'p']));
const police = (text: string) => redactFreeText(text, POLICE, NO_PERSONAL_VALUES);
const inspection = (text: string) => redactFreeText(text, INSPECTION, NO_PERSONAL_VALUES);

/** A valid identity number of the unassigned region 99. */
const NUMBER = (() => {
	const body = '99123420010203456';
	return body + identityCheckCharacter(body);
})();

describe('identity numbers', () => {
	const gone: [why: string, text: string][] = [
		['in running text', `身份证${NUMBER}报名`],
		['with a wrong check digit', `证号${NUMBER.slice(0, 17)}${NUMBER.endsWith('1') ? '2' : '1'}的人`],
		['with spaces', `号码 ${NUMBER.slice(0, 6)} ${NUMBER.slice(6, 14)} ${NUMBER.slice(14)} `],
		['in the old form of 15 digits', '持15位证件991234010203456来访'],
		['with the middle hidden', '证件991234********4567'],
		['with a lower-case x', '证件99123420010203457x'],
		['beside a Latin letter', `ID${NUMBER}`],
	];
	for (const [why, text] of gone) {
		it(`go ${why}`, () => {
			const out = complaint(text);
			expect(out).toContain('【身份证号】');
			expect(out).not.toMatch(/\d{5}/);
		});
	}

	const stay: [why: string, text: string][] = [
		['a credit code', '统一社会信用代码91440101MA59L2TQ2K的公司'],
		['a ticket number of 16 digits', '工单2025042035348454重复'],
		['a licence number', '证号教民144010570012345号'],
		['a landline and a fee', '电话020-81234567,收费12800元'],
	];
	for (const [why, text] of stay) it(`are not seen in ${why}`, () => expect(complaint(text)).toBe(text));

	it('never come through, wherever they stand', () => {
		const digits = fc.tuple(
			fc.integer({ min: 100000, max: 999999 }),
			fc.date({ min: new Date('1930-01-01'), max: new Date('2024-12-31'), noInvalidDate: true }),
			fc.integer({ min: 0, max: 999 }),
		);
		const around = fc.string({ unit: fc.constantFrom('的', '，', ' ', 'a', '老', '师', '(', ':', '号') });
		fc.assert(
			fc.property(digits, around, around, ([region, birth, serial], before, after) => {
				const body = `${region}${birth.toISOString().slice(0, 10).replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
				const number = body + identityCheckCharacter(body);
				for (const scope of [COMPLAINT, INSPECTION, POLICE]) {
					expect(redactFreeText(before + number + after, scope, NO_PERSONAL_VALUES)).not.toContain(number);
				}
				expect(redactPlainText(before + number + after, NO_PERSONAL_VALUES)).not.toContain(number);
			}),
		);
	});
});

describe('the person who complains', () => {
	const gone: [text: string, row: { name?: string; phone?: string }, personal: RegExp][] = [
		['我叫欧阳若兰,孩子在博文上课', {}, /欧阳|若兰/],
		['本人郑小北,电话16900001111。机构不退费', {}, /郑小北|16900001111/],
		['我是家长方晓,要求退费', {}, /方晓/],
		['投诉人贺文静反映晨光托管收费不退', {}, /贺文静/],
		['来电人:宋一诺,称楼下有人补课', {}, /宋一诺/],
		['家长闻人月称老师拖堂', {}, /闻人月/],
		['市民邹凯来电反映噪音扰民', {}, /邹凯/],
		['姓名:陆游之 电话:16900002222', {}, /陆游之|16900002222/],
		['机构跑路了。诉求人姓名为康敏', {}, /康敏/],
		['请相关部门处理。我的手机号是169 0000 3333', {}, /0000/],
		['处理后请回电16900003333', {}, /16900003333/],
		['望给我回电话:16900003333', {}, /16900003333/],
		['冯远征电话16900004444,楼上夜间补课', {}, /冯远征|16900004444/],
		['楼上补课,许 文 强反映多次', { name: '许文强' }, /许 ?文 ?强/],
		['微信同号169-0000-5555', { phone: '16900005555' }, /5555/],
		['拨打０２０－８１２３４５６７可联系本人'.normalize('NFKC'), { phone: '020-81234567' }, /81234567/],
		['联系方式16900006666', {}, /16900006666/],
		['老师在家补课。联系人邓青16900009999。', { name: '邓青' }, /邓青|16900009999/],
		['老师在家补课。联系人邓青云16900009999', {}, /邓青云|16900009999/],
		['我叫邓青云,电话:169 0000 9999', {}, /邓青云|9999/],
		['我叫邓青云020-81234567', {}, /邓青云|81234567/],
		['陳麗華的電話是16900007777', { name: '陳麗華', phone: '16900007777' }, /陳麗華|16900007777/],
	];
	for (const [text, row, personal] of gone) {
		it(`goes out of “${text}”`, () => expect(complaint(text, row)).not.toMatch(personal));
	}

	const stay = [
		'门口广告写着报名热线16900008888,加微信xyz_168',
		'机构老师留的联系电话16900008888,说可以补课',
		'广告上写着找邓老师16900008888',
		'家长每人交16900元报名',
		'王老师在家里给孩子补数学,周六上午八点开始',
		'张校长和李老师收了12800元',
		'孙丽华老师就是原来星火的孙丽华',
		'家长路过学府街12号,看见里面有学生在写字',
		'本人反映:周末有人补课,本人曾多次劝说',
		'家长和孩子在门口等候,周围居民受影响',
		'市民高度关注,要求调查并回复',
		'本人于2025年3月报名,交费9800元',
		'我向教育局反映过,应该查处',
		'老板白天不在,负责人万经理说全款不退',
		'家长时常堵路,居民单独投诉过',
		'我家孩子在这里上课,孩子全天托管',
		'来电人孩子在启明学习中心报了班',
		'学生周末上课,学生都在写试卷',
		'学生家长群里通知暑假班开课',
		'三年级奥数班、五年级英语班在招生',
		'孩子成績上不去?來這裡',
		'群众称福州市民祥大街有人补课',
	];
	for (const text of stay) it(`is not seen in “${text}”`, () => expect(complaint(text)).toBe(text));

	it('is nobody where the column says 匿名', () => {
		expect(complaint('匿名举报,家长反映', { name: '匿名' })).toBe('匿名举报,家长反映');
	});
});

describe('pupils', () => {
	const gone: [text: string, personal: RegExp][] = [
		['听五年级3班的钟小雨也报了名', /钟小雨/],
		['初二(5)班夏天一起上课', /夏天/],
		['高一（2）班学生诸葛青在此补课', /诸葛青/],
		['三(2)班的庞博说老师在家补课', /庞博/],
		['四年级二班董其昌被打', /董其昌/],
		['和二年级6班的钱向东一起上课', /钱向东/],
		['我孩子叫石磊,今年三年级', /石磊/],
		['儿子姜子川在该机构摔伤', /姜子川/],
		['学生姓名:叶知秋', /叶知秋/],
		['和邵小棠同学一起上课', /邵小棠/],
		['大三班毛毛雨小朋友', /毛毛雨/],
		['与向晚晴(六年级2班)一起上课', /向晚晴/],
	];
	for (const [text, personal] of gone) it(`go out of “${text}”`, () => expect(inspection(text)).not.toMatch(personal));

	it('leave the grade and the class, which are evidence', () => {
		expect(inspection('听五年级3班的钟小雨也报了数学班')).toBe('听五年级3班的【学生】也报了数学班');
	});

	const stay = [
		'五年级3班的学生在补数学',
		'现场有初三学生12名,正在讲授函数',
		'一年级二班家长群',
		'现场有同学在写作业',
		'学生自带水杯,课程同步教材',
	];
	for (const text of stay) it(`are not seen in “${text}”`, () => expect(inspection(text)).toBe(text));
});

describe('police summaries', () => {
	const gone: [text: string, personal: RegExp][] = [
		['报警人祝英(电话16900001111)称楼上扰民', /祝英|16900001111/],
		['当事人上官云与机构因退费发生口角,已调解。', /上官云/],
		['店主雷鸣、员工施雨在场', /雷鸣|施雨/],
		['负责人鲁肃称已停业', /鲁肃/],
		['家长章台柳到场,门口聚集', /章台柳/],
		['男子江大桥被带离', /江大桥/],
		['楼上住户尚小天（电话020-81234567）称有人补课', /尚小天|81234567/],
		['经查,骆天问(男,35岁)在家中授课', /骆天问/],
	];
	for (const [text, personal] of gone) it(`name nobody: “${text}”`, () => expect(police(text)).not.toMatch(personal));

	const stay = [
		'接报王老师学堂无证办学,已移交教育部门。',
		'12名家长聚集在星河路8号门口要求退费,已劝离。',
		'负责人称做兴趣活动,民警到场劝告。',
		'群众报警称老粮站院里有人聚众补课',
		'邻居报称周六上午学生进出吵闹,已劝告。',
		'当事双方因退费一学期5600元发生口角,已调解。',
	];
	for (const text of stay) it(`keep what happened: “${text}”`, () => expect(police(text)).toBe(text));

	it('keep the head of an organisation in a complaint, where only the caller goes', () => {
		expect(complaint('负责人鲁肃称不退费')).toBe('负责人鲁肃称不退费');
	});
});
