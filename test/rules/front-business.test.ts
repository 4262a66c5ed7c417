import { describe, expect, it } from 'vitest';
import type { Finding } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import { frontBusiness } from '#rules/front-business.ts';
import { type DossierOverrides, makeDossier, makeRecord, makeSuccession } from '../support/builders.ts';

const care = (body: object = {}): StoredRecord =>
	makeRecord('registration', {
		body: { name: '启明托管服务部', status: 'ACTIVE', industryCode: 'O8090', scope: '托管服务；小饭桌', ...body },
	});
const inspected = (findings: string, body: object = {}): StoredRecord =>
	makeRecord('inspection', { body: { inspectedOn: '2025-05-10', outcome: 'STOP_NOTICE', findings, ...body } });
const complained = (content: string, on = '2025-05-01', body: object = {}): StoredRecord =>
	makeRecord('complaint', { body: { receivedAt: `${on}T09:00:00+08:00`, type: 'IRREGULAR_TRAINING', content, ...body } });
const advertised = (content: string, on = '2025-05-02'): StoredRecord =>
	makeRecord('advertisement', { body: { publishedOn: on, content } });
const called = (summary: string, on = '2025-04-20'): StoredRecord =>
	makeRecord('incident', { body: { occurredAt: `${on}T20:00:00+08:00`, category: 'NUISANCE', summary } });
const penalised = (facts: string): StoredRecord => makeRecord('penalty', { body: { decidedOn: '2025-05-05', facts, actType: '其他' } });
const licence = (body: object = {}): StoredRecord =>
	makeRecord('licence', { body: { category: 'SUBJECT', status: 'ACTIVE', validUntil: '2027-01-01', ...body } });

const SEEN = inspected('现场正在给五年级学生上数学课');

function judge(records: readonly StoredRecord[], overrides: DossierOverrides = {}): Finding | undefined {
	return frontBusiness.evaluate(makeDossier({ records, ...overrides })).findings[0];
}

describe('FRONT_BUSINESS fires', () => {
	it.each<{ why: string; records: StoredRecord[]; severity: string; guise: string }>([
		{ why: 'officers saw a maths lesson', records: [care(), SEEN], severity: 'HIGH', guise: '托管' },
		{
			why: 'a penalty names English lessons at a housekeeping firm',
			records: [
				care({ name: '安心家政服务有限公司', industryCode: 'O8010', scope: '家政服务' }),
				penalised('当事人以家政名义开展英语培训'),
			],
			severity: 'HIGH',
			guise: '家政服务',
		},
		{
			why: 'two complaints and an advertisement agree',
			records: [
				care(),
				complained('晚上在里面给初二学生补物理'),
				complained('双减以后还在偷偷教数学', '2025-04-01'),
				advertised('五年级数学小班，一对一提分'),
			],
			severity: 'HIGH',
			guise: '托管',
		},
		{
			why: 'disguised courses in an advertisement, timetables and pupils seen by others',
			records: [
				care({ name: '拓野素质拓展有限公司', industryCode: 'N7869', scope: '拓展活动' }),
				advertised('六年级大语文火热报名，期末提分'),
				inspected('墙上贴有“逻辑课”课表', { outcome: 'NONE' }),
				complained('很多孩子背着书包进出，里面有白板和课桌', '2025-05-03', { type: 'OTHER' }),
			],
			severity: 'HIGH',
			guise: '素质拓展',
		},
		{
			why: 'two complaints alone, however strong, give MEDIUM at most',
			records: [
				care({ establishedOn: '2022-03-01' }),
				complained('放学后给四年级孩子补数学，一节课一百'),
				complained('五年级数学同步提分班，每晚上课', '2025-04-20'),
			],
			severity: 'MEDIUM',
			guise: '托管',
		},
		{
			why: 'complaints are the only source, and a scope that excludes training is none of its own',
			records: [
				care({ establishedOn: '2022-03-01', scope: '托管服务（不含学科类培训）' }),
				complained('放学后给四年级孩子补数学，一节课一百'),
				complained('五年级数学同步提分班，每晚上课', '2025-04-20'),
			],
			severity: 'MEDIUM',
			guise: '托管',
		},
		{
			why: 'the scope excludes training and officers saw it',
			records: [care({ scope: '托管服务（不含学科类培训）' }), SEEN],
			severity: 'CRITICAL',
			guise: '托管',
		},
		{
			why: 'its licence ended before the lesson',
			records: [care(), licence({ status: 'CANCELLED', endedOn: '2023-01-01' }), SEEN],
			severity: 'HIGH',
			guise: '托管',
		},
		{
			why: 'an art licence covers no subjects',
			records: [care({ name: '彩虹美术有限公司', industryCode: 'P8393' }), licence({ category: 'ART' }), SEEN],
			severity: 'HIGH',
			guise: '艺术夹带',
		},
		{
			why: 'a nonprofit for culture is no school',
			records: [makeRecord('nonprofit', { body: { name: '某文化交流中心', status: 'ACTIVE', scope: '文化交流' } }), SEEN],
			severity: 'HIGH',
			guise: '文化传播',
		},
	])('when $why', ({ records, severity, guise }) => {
		expect(judge(records)).toMatchObject({ code: 'FRONT_BUSINESS', personId: null, severity, guise });
	});

	it('surer with each further kind of source', () => {
		const one = [care({ establishedOn: '2023-01-01' }), complained('给初二学生补物理课')];
		const two = [...one, advertised('初二物理提分班')];
		const three = [
			...two,
			makeRecord('incident', { body: { occurredAt: '2025-05-03T10:00:00+08:00', summary: '群众报警称有人聚众补课' } }),
		];
		const scores = [one, two, three, [...three, SEEN]].map((records) => judge(records)?.score ?? 0);
		expect(scores).toEqual(scores.toSorted((a, b) => a - b));
		expect(new Set(scores).size).toBe(4);
	});

	it('surer when it carries on a closed school', () => {
		const records = [care(), complained('给初二学生补物理课')];
		const closed = makeSuccession({
			licences: [makeRecord('licence', { body: { category: 'SUBJECT', status: 'CANCELLED', endedOn: '2022-01-01' } })],
		});
		expect(judge(records)).toBeUndefined();
		expect(judge(records, { predecessors: [closed] })?.severity).toBe('HIGH');
	});
});

describe('what counts as a second source', () => {
	const HINT = complained('晚上九点还有很多学生背着书包进出，里面有白板和课桌');
	const carriesOn = (score: number) =>
		makeSuccession({
			score,
			licences: [makeRecord('licence', { body: { category: 'SUBJECT', status: 'CANCELLED', endedOn: '2023-01-01' } })],
		});

	it('is a record that ties it to a closed school, and no doubtful tie', () => {
		const records = [care({ establishedOn: '2023-03-01' }), HINT];
		expect(judge(records, { predecessors: [carriesOn(0.9)] })).toMatchObject({ code: 'FRONT_BUSINESS' });
		expect(judge(records, { predecessors: [carriesOn(0.2)] })).toBeUndefined();
		expect(judge([care({ establishedOn: '2023-03-01' })], { predecessors: [carriesOn(0.9)] })).toBeUndefined();
	});

	it('is its own past as a school, where it put on another name and scope since its licence ended', () => {
		const shell = care({ establishedOn: '2016-03-01' });
		const ended = licence({ name: '启明培训学校', status: 'CANCELLED', endedOn: '2022-01-01' });
		const changed = (['NAME', 'SCOPE'] as const).map((item) =>
			makeRecord('registrationChange', { body: { item, changedOn: '2022-03-01' } }),
		);
		const renamed = changed.slice(0, 1);
		expect(judge([shell, ended, ...changed, HINT])).toMatchObject({ code: 'FRONT_BUSINESS' });
		expect(judge([shell, ended, ...renamed, HINT])).toBeUndefined();
		const arts = licence({ name: '启明托管服务部', category: 'ART' });
		expect(judge([shell, ended, ...changed, arts, HINT])).toBeUndefined();
		expect(judge([shell, ended, ...changed])).toBeUndefined();
	});

	it('is another’s word, and not what a place says of itself once more', () => {
		const young = care({ establishedOn: '2023-02-01' });
		const twice = [advertised('五年级数学，提分看得见', '2025-02-01'), advertised('五年级英语，提分看得见', '2025-05-02')];
		expect(judge([young, ...twice])).toBeUndefined();
		expect(judge([young, ...twice.slice(1), called('邻居报称晚上学生进出吵闹')])).toBeDefined();
	});
});

describe('who hides nothing', () => {
	const OPENLY = inspected('有营业执照，无办学许可证，擅自开设数学班');

	it('is education in the name without a permit; a care business that does the same hides it', () => {
		const education = care({ name: '启明教育咨询有限公司', industryCode: 'L7244', scope: '教育咨询服务' });
		expect(judge([education, OPENLY])).toBeUndefined();
		expect(judge([education, OPENLY, advertised('初二物理提分班')])).toBeDefined();
		expect(judge([care(), OPENLY])).toBeDefined();
	});

	it('is a licensed studio that teaches little ones; one that teaches pupils does hide them', () => {
		const studio = [care({ name: '彩虹美术有限公司', industryCode: 'P8393' }), licence({ category: 'ART' })];
		expect(judge([...studio, inspected('发现面向4-6岁幼儿教授拼音、识字，属学科类内容')])).toBeUndefined();
		expect(judge([...studio, SEEN])).toBeDefined();
	});
});

describe('FRONT_BUSINESS keeps silent', () => {
	it.each<{ why: string; records: StoredRecord[] }>([
		{ why: 'nothing but the registration is there', records: [care()] },
		{ why: 'the scope only excludes training', records: [care({ scope: '托管服务（不含学科类培训）' })] },
		{ why: 'the inspection found no training', records: [care(), inspected('未发现学科类培训行为，仅提供午餐', { outcome: 'NONE' })] },
		{ why: 'the complaint is about food', records: [care(), complained('孩子吃了拉肚子，没有补课，就是做饭不卫生')] },
		{
			why: 'there is hearsay only',
			records: [care(), complained('听人说可能在补课，具体不清楚'), complained('怀疑里面在补课', '2025-04-01')],
		},
		{ why: 'a single advertisement is all there is', records: [care(), advertised('五年级数学一对一')] },
		{
			why: 'a single circumstance is all there is',
			records: [care(), complained('晚上很多孩子背着书包进出', '2025-05-01', { type: 'OTHER' })],
		},
		{ why: 'it holds a running subject licence', records: [care(), licence(), SEEN] },
		{ why: 'it is a restaurant', records: [care({ name: '老王饭馆', industryCode: 'H6210', scope: '餐饮服务' }), SEEN] },
		{ why: 'the business is deregistered', records: [care({ status: 'DEREGISTERED' }), SEEN] },
		{
			why: 'it teaches adults',
			records: [care({ name: '环球文化传播有限公司' }), complained('成人英语课程退费难'), advertised('商务英语、雅思托福')],
		},
		{ why: 'the text speaks of the school’s own care', records: [care(), complained('学校课后服务里的语文阅读收费')] },
		{
			why: 'money is in bank custody',
			records: [care({ name: '某咨询有限公司' }), complained('学费由银行托管，退得慢', '2025-05-01', { type: 'REFUND' })],
		},
		{
			why: 'a bookshop sells exercise books',
			records: [
				care({ name: '学海书店', industryCode: 'F5243' }),
				advertised('五年级数学教辅六折'),
				complained('买的语文练习册缺页要求退货'),
			],
		},
		{
			why: 'a chess school says 思维',
			records: [care({ name: '弈趣棋院' }), advertised('围棋思维启蒙班，4-6岁'), complained('围棋思维课换了老师')],
		},
		{
			why: 'the text is from the time of its licence',
			records: [
				care(),
				licence({ status: 'CANCELLED', endedOn: '2025-05-20' }),
				inspected('正在给五年级学生上数学课', { inspectedOn: '2025-05-10', outcome: 'NONE' }),
			],
		},
	])('when $why', ({ records }) => {
		expect(judge(records)).toBeUndefined();
	});

	it('and says so when licences could not be read', () => {
		const dossier = makeDossier({ records: [care(), SEEN], sources: { education: 'FAILED', market: 'FRESH' } });
		expect(frontBusiness.evaluate(dossier)).toMatchObject({ findings: [], silent: expect.stringContaining('education') });
	});

	it('and says so when no source ever gave a licence', () => {
		const dossier = makeDossier({ records: [care(), SEEN], sourcesByKind: {} });
		expect(frontBusiness.evaluate(dossier).silent).toContain('licence');
	});

	it('but not when licences are stale: the last known ones still tell', () => {
		const dossier = makeDossier({ records: [care(), SEEN], sources: { education: 'STALE' } });
		expect(frontBusiness.evaluate(dossier).findings).toHaveLength(1);
	});

	it('says nothing where nothing is to be judged, even when licences could not be read', () => {
		const dossier = makeDossier({ records: [care()], sources: { education: 'FAILED' } });
		expect(frontBusiness.evaluate(dossier).silent).toBeNull();
	});
});

describe('FRONT_BUSINESS weighs what speaks against', () => {
	const complaint = complained('给初二学生补物理课', '2025-04-01');
	const score = (...records: StoredRecord[]): number =>
		judge([
			care({ establishedOn: '2023-01-01' }),
			complaint,
			complained('教五年级数学', '2025-03-01'),
			advertised('初二物理提分班'),
			...records,
		])?.score ?? 0;
	const refuting = (on: string): StoredRecord => inspected('经查，反映问题不属实，未发现补课', { inspectedOn: on, outcome: 'NONE' });

	it('a later inspection that refutes lowers the score more than an earlier one', () => {
		expect(score(refuting('2025-05-20'))).toBeLessThan(score(refuting('2025-01-01')));
		expect(score(refuting('2025-01-01'))).toBeLessThanOrEqual(score());
	});

	it('names the refutation as counter-evidence', () => {
		expect(judge([care(), complaint, SEEN, refuting('2025-05-20')])?.counterEvidence.join(' ')).toContain('2025-05-20');
	});

	it('hearsay hardly counts, a finding of officers outweighs everything', () => {
		expect(score(complained('听说可能在补课', '2025-02-01')) - score()).toBeLessThan(0.1);
		expect(score(refuting('2025-05-01'), SEEN)).toBeGreaterThan(0.9);
	});
});

describe('FRONT_BUSINESS leaves to other rules', () => {
	it('a class of an art studio that was opened without a permit and without disguise', () => {
		const studio = makeRecord('registration', { body: { name: '某口才工作室', status: 'ACTIVE', establishedOn: '2023-01-01' } });
		const opened = inspected('有营业执照，无办学许可证，擅自开设物理班');
		expect(judge([studio, opened])).toBeUndefined();
		expect(judge([studio, opened, complained('说是口才班，其实给初二学生补物理，有人敲门就关灯')])).toBeDefined();
	});

	it('a closed school that teaches on under its old name and scope', () => {
		const school = makeRecord('registration', { body: { name: '某教育咨询有限公司', status: 'ACTIVE' } });
		const ended = licence({ name: '某教育咨询有限公司', status: 'CANCELLED', endedOn: '2022-01-01' });
		expect(judge([school, ended, SEEN])).toBeUndefined();
		const renamed = makeRecord('registrationChange', { body: { item: 'NAME', changedOn: '2022-03-01' } });
		expect(judge([school, ended, renamed, SEEN])).toBeDefined();
	});

	it('two hints about a business that is older than the double reduction', () => {
		const hints = [
			called('邻居报称晚上学生进出吵闹'),
			complained('很多孩子背着书包进出，里面有白板和课桌', '2025-05-03', { type: 'OTHER' }),
		];
		expect(judge([care({ establishedOn: '2015-01-01' }), ...hints])).toBeUndefined();
		expect(judge([care({ establishedOn: '2023-01-01' }), ...hints])).toBeDefined();
	});
});

describe('a finding of FRONT_BUSINESS', () => {
	it('names the texts and the registration it stands on, in a fixed order', () => {
		const evidence = judge([care(), SEEN])?.evidence ?? [];
		expect(evidence.map(({ recordType, field }) => `${recordType}.${field}`)).toEqual(['inspection.findings', 'registration.name']);
		expect(evidence.find(({ recordType }) => recordType === 'inspection')?.asOf).toBe('2025-05-10');
	});

	it('does not depend on the order in which records came', () => {
		const records = [care(), SEEN, complained('补数学'), advertised('五年级大语文提分')];
		expect(judge(records.toReversed())).toEqual(judge(records));
	});

	it('changes by itself only on the day after its licence', () => {
		const result = frontBusiness.evaluate(makeDossier({ records: [care(), licence({ validUntil: '2025-06-30' }), SEEN] }));
		expect(result).toMatchObject({ findings: [], nextChange: '2025-07-01' });
	});

	it('counts pupils and classrooms for little where lessons are lawful, and texts that name subjects as everywhere', () => {
		const studio = care({ name: '新晨美术工作室', industryCode: 'P8393', scope: '美术培训', establishedOn: '2022-03-01' });
		const admission = makeRecord('admission', { body: { status: 'ACTIVE', projects: '美术', validUntil: '2028-01-01' } });
		const busy = [called('邻居报称晚上学生进出吵闹'), complained('晚上九点还有很多初中生背着书包进出', '2025-05-03', { type: 'OTHER' })];
		expect(judge([studio, ...busy])).toBeDefined();
		expect(judge([studio, admission, ...busy])).toBeUndefined();
		expect(judge([studio, admission, SEEN])).toBeDefined();
	});

	it('hears in an advertisement by school year that promises progress what one for care does not say', () => {
		const pupils = complained('晚上九点还有一群学生背着书包下楼', '2025-05-03', { type: 'OTHER' });
		const young = care({ establishedOn: '2023-02-01' });
		expect(judge([young, pupils, advertised('秋季班，五年级分班测试后入营，进步看得见')])).toBeDefined();
		expect(judge([young, pupils, advertised('一到五年级午餐接送，名额有限')])).toBeUndefined();
	});

	it('takes fees by the week for a child of a school year for a circumstance, and those for a meal for none', () => {
		const young = care({ establishedOn: '2023-02-01' });
		const sameTeachers = advertised('搬新家啦，老朋友们，还是原来的老师');
		expect(judge([young, sameTeachers, complained('收费不给票，合同上写的是会员费，七年级孩子每周两次')])).toBeDefined();
		expect(judge([young, sameTeachers, complained('收费不给票，午饭每月八百')])).toBeUndefined();
	});

	it('does not count an inspection that notes desks as a second witness beside the complaint for which it came', () => {
		const young = care({ establishedOn: '2023-02-01' });
		const pupils = complained('晚上九点还有一群学生背着书包下楼', '2025-05-03', { type: 'OTHER' });
		const desks = inspected('现场有课桌椅二十余套、白板两块，负责人称做作业用，未见学生', { outcome: 'NONE' });
		expect(judge([young, pupils, desks])).toBeUndefined();
		expect(judge([young, pupils, advertised('搬新家啦，老朋友们，还是原来的老师')])).toBeDefined();
	});

	it('does not take adults’ courses or the school’s own care for a trace of tutoring', () => {
		const young = care({ establishedOn: '2023-02-01' });
		for (const harmless of ['成人英语口语班老师更换频繁，要求退款', '学校课后服务由本校教师看护作业辅导']) {
			expect(judge([young, complained(harmless), complained('很多孩子背着书包进出', '2025-05-03')])).toBeUndefined();
		}
	});

	it('does not take the words of the organisation’s own name for evidence', () => {
		const named = care({ name: '小学数学托管服务部' });
		expect(
			judge([named, complained('小学数学托管服务部门口占道', '2025-05-01', { name: '小学数学托管服务部', type: 'OTHER' })]),
		).toBeUndefined();
	});
});
