/**
 * What published cases were about, as small invented stand-ins: the hub has to raise what the authorities found, and has to leave alone
 * what only looks alike. Names, places and numbers are made up.
 */
import { describe, expect, it } from 'vitest';
import { categoryOf, compareSeverity, type FlagCode } from '#core/flags.ts';
import type { StoredRecord } from '#core/records.ts';
import { evaluateDossier } from '#rules/catalogue.ts';
import { type DossierOverrides, makeDossier, makeRecord } from '../support/builders.ts';

const business = (name: string, scope: string, industryCode: string): StoredRecord =>
	makeRecord('registration', { body: { name, scope, industryCode, status: 'ACTIVE', establishedOn: '2022-03-01' } });
const inspected = (findings: string, outcome: 'STOP_NOTICE' | 'CASE' | 'BANNED' | 'NONE' = 'STOP_NOTICE'): StoredRecord =>
	makeRecord('inspection', { body: { inspectedOn: '2025-04-10', findings, outcome } });
const complained = (content: string, on: string): StoredRecord =>
	makeRecord('complaint', { body: { receivedAt: `${on}T19:00:00+08:00`, content, type: 'IRREGULAR_TRAINING' } });
const advertised = (content: string): StoredRecord => makeRecord('advertisement', { body: { publishedOn: '2025-03-02', content } });
const reported = (summary: string): StoredRecord =>
	makeRecord('incident', { body: { occurredAt: '2025-03-20T20:00:00+08:00', summary, category: 'UNLICENSED_REPORT' } });
const licensed = (name: string, category: 'SUBJECT' | 'ART'): StoredRecord =>
	makeRecord('licence', { body: { name, category, status: 'ACTIVE', validUntil: '2027-12-31', issuedOn: '2021-01-01' } });

const judge = (records: readonly StoredRecord[], overrides: DossierOverrides = {}) =>
	evaluateDossier(makeDossier({ records, ...overrides })).findings;

interface Case {
	readonly about: string;
	readonly records: readonly StoredRecord[];
	readonly code: FlagCode;
	readonly overrides?: DossierOverrides;
}

const CASES: readonly Case[] = [
	{
		about: 'a care centre whose scope excludes subjects, with a class, a book of sums and a roll inside',
		records: [
			business('小青灯托管中心', '托管服务（不含学科类教育）', 'O8090'),
			inspected('检查时1名教师正在给23名小学生上数学课，现场有数学课本和点名册'),
		],
		code: 'FRONT_BUSINESS',
	},
	{
		about: 'a care centre of which parents complain and the police report evenings of lessons',
		records: [
			business('启辰校外托管服务中心', '托管服务', 'O8090'),
			reported('派出所函告：该处每晚有30余名学生上课，补习数学、英语'),
			complained('每天晚上和周末给初中生补英语，收费三千多', '2025-04-02'),
		],
		code: 'FRONT_BUSINESS',
	},
	{
		about: 'a housekeeping company that sends teachers',
		records: [
			business('享澜家政有限公司', '家政服务；保洁服务', 'O8010'),
			inspected('以家政名义派教师上门一对一辅导初三数学、物理', 'CASE'),
			advertised('住家教师，名师上门辅导语数英'),
		],
		code: 'FRONT_BUSINESS',
	},
	{
		about: 'a technology company with an online class called thinking and making',
		records: [
			business('知序教育科技有限公司', '技术开发、技术咨询', 'M7590'),
			advertised('思维创科班线上直播课，四年级数学同步提升，加微信报名'),
			inspected('通过直播平台给小学生讲授数学，未取得线上办学许可'),
		],
		code: 'ONLINE_WITHOUT_LICENCE',
	},
	{
		about: 'a school licensed for art that teaches subjects',
		records: [
			business('华煦艺术培训学校', '美术培训', 'P8393'),
			licensed('华煦艺术培训学校', 'ART'),
			inspected('现场11名学生正在上数学课，许可证为美术类'),
		],
		code: 'SUBJECT_OUTSIDE_LICENCE',
	},
	{
		about: 'a flat without papers, seen by a patrol',
		records: [inspected('居民住宅内无证无照举办英语补习班，当场制止', 'BANNED')].map((record) => ({
			...record,
			body: {
				...record.body,
				address: {
					text: '丹桂新村3号楼201室',
					locality: null,
					road: null,
					number: null,
					building: '丹桂新村',
					unit: '3',
					floor: '2',
					room: '201',
				},
			},
		})) as StoredRecord[],
		code: 'NO_REGISTRATION',
		overrides: { registered: false, name: '丹桂新村补习班' },
	},
	{
		about: 'a school that gave up its licence and went on',
		records: [
			business('邻里教育培训学校', '教育培训', 'P8391'),
			makeRecord('licence', { body: { name: '邻里教育培训学校', category: 'SUBJECT', status: 'CANCELLED', endedOn: '2022-01-31' } }),
			inspected('回头看发现该校注销后仍在给初二学生上物理课', 'CASE'),
		],
		code: 'FALSE_CLOSURE',
	},
	{
		about: 'a sign at the door that is not the registered name',
		records: [
			business('龙屿教育科技有限公司', '教育咨询', 'P8399'),
			makeRecord('inspection', {
				body: {
					name: '巧稚熊青少年成长中心',
					inspectedOn: '2025-04-10',
					findings: '门头为巧稚熊青少年成长中心，正在给五年级学生上数学课',
					outcome: 'CASE',
				},
			}),
		],
		code: 'NAME_ON_SIGN_DIFFERS',
	},
];

/** Flags that send somebody out. */
const grave = (records: readonly StoredRecord[]): readonly FlagCode[] =>
	judge(records)
		.filter(({ code, severity }) => ['HIDDEN_TRAINING', 'REBRAND'].includes(categoryOf(code)) && compareSeverity(severity, 'HIGH') >= 0)
		.map(({ code }) => code);

describe('published cases', () => {
	it.each(CASES)('are raised: $about', ({ records, code, overrides }) => {
		expect(judge(records, overrides).map((finding) => finding.code)).toContain(code);
	});

	it.each<{ what: string; records: readonly StoredRecord[] }>([
		{
			what: 'a care centre that a rival accused and inspectors cleared',
			records: [
				business('启辰托管服务部', '托管服务', 'O8090'),
				complained('听说里面可能在补课', '2025-03-01'),
				inspected('检查未发现学科类培训，仅提供午餐、午休和作业看护', 'NONE'),
			],
		},
		{
			what: 'a business whose scope excludes training, with nothing else told of it',
			records: [business('知序教育咨询有限公司', '教育咨询服务（不含涉许可审批的教育培训活动）', 'L7249')],
		},
		{
			what: 'chess and robots called thinking',
			records: [
				business('弈思围棋俱乐部', '围棋培训', 'P8392'),
				advertised('围棋思维课、机器人编程思维班招生'),
				complained('孩子上围棋思维课，想退费', '2025-03-01'),
			],
		},
		{
			what: 'English for adults and for work',
			records: [business('联桥语言培训有限公司', '成人语言培训', 'P8399'), advertised('成人商务英语、职场口语班')],
		},
		{
			what: 'a school’s own care after lessons',
			records: [business('校园后勤服务部', '托管服务', 'O8090'), complained('学校课后服务由老师看护写作业，希望延长', '2025-03-01')],
		},
		{ what: 'a bank’s custody business', records: [business('某托管资产管理有限公司', '资产托管、基金托管服务', 'L7212')] },
		{
			what: 'a shop that sells school books',
			records: [
				business('书香书店', '图书零售', 'F5243'),
				advertised('英语教辅、数学课本八折'),
				complained('买的数学练习册缺页，要求退货', '2025-03-01'),
			],
		},
	])('are not mistaken for $what', ({ records }) => {
		expect(grave(records)).toEqual([]);
	});
});
