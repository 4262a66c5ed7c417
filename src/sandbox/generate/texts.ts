/**
 * What people and officers write: complaints, advertisements, inspections, penalties, police summaries. Every text is
 * put together from interchangeable parts, so that no single wording gives anything away.
 */
import type { Random } from '#sandbox/random.ts';
import { GRADES, SUBJECT_COURSES } from './trades.ts';

/** What a text is about. */
export interface Subject {
	/** As the writer calls the place; empty: only an address is known. */
	readonly name: string;
	/** Words of the disguise, for example 晚辅. */
	readonly cover: readonly string[];
	readonly phone?: string;
	readonly wechat?: string;
	readonly teacher?: string;
}

const fill = (random: Random, options: readonly string[]) => random.pick(options);
const yuan = (random: Random) => random.pick([980, 1280, 1680, 2400, 2980, 3600, 4800, 6800]);

function subject(random: Random): string {
	return fill(random, SUBJECT_COURSES);
}

function grade(random: Random): string {
	return fill(random, [...GRADES, '五六年级', '毕业班', '初中']);
}

/** A parent or neighbour who says plainly that subjects are taught. */
export function plainComplaint(random: Random, about: Subject): string {
	const [course, year] = [subject(random), grade(random)];
	const where = about.name || '这里';
	const core = fill(random, [
		`${where}打着${fill(random, about.cover)}的名义，实际是给${year}的孩子补${course}，`,
		`每晚${random.between(6, 8)}点以后${where}都在上${course}课，黑板上写的就是课本内容，`,
		`我家孩子在${where}报了${year}${course}班，老师讲新课、做卷子、排名次，`,
		`${where}周六周日全天上${course}，一个班${random.between(8, 35)}个学生，`,
		`反映${where}没有办学资质却招${year}学生教${course}，发的讲义是期末真题，`,
	]);
	const detail = fill(random, [
		`收费${yuan(random)}元，`,
		`一学期收${yuan(random)}元还不开发票，`,
		about.teacher ? `上课的是${about.teacher}老师，` : '',
		about.wechat ? `在微信${about.wechat}上报名，` : '',
		'',
	]);
	return core + detail + ending(random);
}

/** A hint that proves nothing by itself: children at odd hours, tables and boards, homework. */
export function hintComplaint(random: Random, about: Subject): string {
	const where = about.name || '楼上';
	return (
		fill(random, [
			`${where}晚上八九点还有一群学生背着书包下楼，电梯一直被占，`,
			`${where}门口放学后接送的车堵得厉害，里面摆着一排排课桌，`,
			`周末${where}总有孩子齐声念书，隔音差，影响休息，`,
			`${where}把窗户都贴上了，敲门不开，只让学生刷脸进，`,
		]) + ending(random)
	);
}

/** What is said of care that teaches and of care that does not. */
export function faintComplaint(random: Random, about: Subject): string {
	const where = about.name || '楼上';
	return (
		fill(random, [
			`${where}的${fill(random, about.cover)}一个月要${yuan(random)}元，比别处贵很多，不知道合不合规，`,
			`孩子在${where}参加${fill(random, about.cover)}，老师要求买统一的练习册，`,
			`${where}孩子多，中午和傍晚楼道里吵，`,
		]) + ending(random)
	);
}

/** A complaint about something else altogether. */
export function ordinaryComplaint(random: Random, about: Subject): string {
	const where = about.name || '路边一家店';
	return (
		fill(random, [
			`在${where}办的储值卡还剩${yuan(random)}元不给退，`,
			`${where}半夜卸货声音很大，`,
			`在${where}买的东西有质量问题，商家推脱，`,
			`${where}油烟直排到楼道，`,
			`${where}占道经营，行人过不去，`,
			`${where}拖欠工资两个月，`,
			`${where}没有明码标价，结账时多收钱，`,
		]) + ending(random)
	);
}

/** A complaint about genuine childcare: looked after, fed, not taught. */
export function careComplaint(random: Random, about: Subject): string {
	const where = about.name || '小区里的托管';
	return (
		fill(random, [
			`${where}只接送和看护，不讲课，但午饭分量太少，`,
			`孩子放在${where}，说好有午休床结果趴着睡，不是补课的问题，`,
			`${where}接孩子迟到了半小时，希望加强管理，`,
			`${where}就是吃饭写作业，老师也不辅导，要求退${yuan(random)}元，`,
		]) + ending(random)
	);
}

function ending(random: Random): string {
	return fill(random, ['请核实处理。', '希望有关部门查一查。', '要求尽快回复。', '请教育局管一管。', '望核查。', '']);
}

/** An advertisement that offers subjects openly, or behind its cover word. */
export function trainingAdvertisement(random: Random, about: Subject, tone: 'plain' | 'hint' | 'faint'): string {
	const contact = [
		about.phone ? fill(random, [`电话${about.phone}`, about.phone, `咨询热线 ${about.phone}`]) : '',
		about.wechat ? `微信${about.wechat}` : '',
	]
		.filter(Boolean)
		.join(fill(random, [' ', '，', '/']));
	const body = {
		plain: () =>
			fill(random, [
				`${grade(random)}${subject(random)}${fill(random, ['同步提高', '培优', '期末冲刺', '衔接'])}班火热招生，名师小班`,
				`暑期${subject(random)}预习班，${random.between(8, 20)}次课讲完一册，提分看得见`,
				`一对一${subject(random)}辅导，签约保分，${random.between(5, 20)}年教龄老师`,
			]),
		hint: () =>
			fill(random, [
				`${grade(random)}${fill(random, about.cover)}，科学规划每一晚，学习更轻松`,
				`周末${fill(random, about.cover)}营，老师还是原来的老师，老学员转介绍有礼`,
				`${fill(random, about.cover)}秋季班，${grade(random)}分班测试后入营，进步看得见`,
			]),
		faint: () =>
			fill(random, [
				`${fill(random, about.cover)}开始预约，小班陪伴，限额${random.between(6, 20)}人`,
				`周末${fill(random, about.cover)}营，让孩子爱上思考`,
			]),
	}[tone]();
	return `${about.name}${fill(random, ['：', ' ', '，', '】'])}${body}。${contact}`;
}

/** An advertisement of an ordinary business. */
export function ordinaryAdvertisement(random: Random, about: Subject): string {
	return `${about.name}${fill(random, ['开业酬宾', '周年庆全场八折', '新到一批货源', '诚聘店员两名', '装修套餐限时优惠', '会员日买一送一'])}，${about.phone ?? ''}`;
}

/** What an inspector writes who finds subjects taught. */
export function guiltyInspection(random: Random, about: Subject): string {
	return fill(random, [
		`检查时${random.between(1, 4)}间教室内有${random.between(6, 40)}名学生正在上${subject(random)}课，现场查获教案、签到表，无办学许可证。`,
		`以${fill(random, about.cover)}名义开展${grade(random)}${subject(random)}培训，黑板留有板书，收费${yuan(random)}元，责令停止。`,
		`经查，该场所${random.between(2, 6)}名教师向中小学生讲授${subject(random)}，未取得办学许可，已收缴教材。`,
		about.teacher
			? `现场由${about.teacher}讲授${subject(random)}，学生${random.between(5, 30)}名，未见许可证。`
			: `现场有${subject(random)}练习册若干，学生称每周上课三次。`,
	]);
}

/** What an inspector writes who finds a hint, or nothing. */
export function mildInspection(random: Random): string {
	return fill(random, [
		'现场摆放课桌椅二十余套，负责人称用于写作业，未见授课。',
		'夜间亮灯，敲门无人应答，已登记。',
		'墙上张贴课程安排，名称为兴趣活动，建议继续关注。',
		'有白板和打印讲义，未见学生。',
	]);
}

export function cleanInspection(random: Random): string {
	return fill(random, [
		'未发现学科类培训行为，仅提供接送、用餐和看护。',
		'经营内容与登记一致，未见授课。',
		'证照齐全，制度上墙，未发现问题。',
		'群众反映的补课情况经现场核查不属实。',
		'消防通道畅通，未发现违规培训。',
	]);
}

/** The facts of a penalty for teaching without leave. */
export function trainingPenalty(random: Random, about: Subject): string {
	return fill(random, [
		`当事人未经许可，以${fill(random, about.cover)}为名面向${grade(random)}学生开展${subject(random)}培训，收取费用${yuan(random) * 10}元。`,
		`当事人发布含有${subject(random)}辅导、提分内容的广告，且无办学许可。`,
		`当事人超出登记的经营范围，组织学生上${subject(random)}课，责令改正并退费。`,
	]);
}

export function ordinaryPenalty(random: Random): string {
	return fill(random, [
		'当事人未按规定公示年度报告。',
		'当事人销售超过保质期的食品。',
		'当事人未亮照经营。',
		'当事人使用未经检定的计量器具。',
	]);
}

/** A police summary; `guilty` ones say that a place teaches. */
export function incidentSummary(random: Random, about: Subject, guilty: boolean): string {
	const where = about.name || '某楼内';
	if (!guilty)
		return fill(random, [
			`${where}门前车辆剐蹭，已调解。`,
			`${where}报称物品丢失，已登记。`,
			`${where}顾客与店员口角，已劝离。`,
			`${where}报警器误响。`,
		]);
	return fill(random, [
		`群众报警称${where}无证给学生补课，到场见学生十余名，已转教育部门。`,
		`家长因${subject(random)}班退费与${where}发生纠纷，劝导双方协商。`,
		`${where}多名家长聚集讨要补课费，称负责人失联。`,
		`邻居反映${where}每晚学生吵闹，现场为${subject(random)}辅导班。`,
	]);
}
