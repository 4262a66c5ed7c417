/** NO_REGISTRATION, HIDDEN_PREMISES and ONLINE_WITHOUT_LICENCE: places and channels that no register knows. */
import { describe, expect, it } from 'vitest';
import type { Finding, RiskRule } from '#core/dossier.ts';
import type { AddressValue, StoredRecord } from '#core/records.ts';
import { hiddenPremises } from '#rules/hidden-premises.ts';
import { noRegistration } from '#rules/no-registration.ts';
import { onlineWithoutLicence } from '#rules/online-without-licence.ts';
import { type DossierOverrides, makeDossier, makeRecord } from '../support/builders.ts';

const FLAT: AddressValue = {
	text: '凯旋花园2号楼4单元1503室',
	locality: null,
	road: null,
	number: null,
	building: '凯旋花园',
	unit: '2-4',
	floor: null,
	room: '1503',
};
const inspected = (findings: string, body: object = {}): StoredRecord =>
	makeRecord('inspection', { body: { inspectedOn: '2025-04-01', findings, outcome: 'BANNED', address: FLAT, ...body } });
const complained = (content: string, on = '2025-03-01', body: object = {}): StoredRecord =>
	makeRecord('complaint', { body: { receivedAt: `${on}T09:00:00+08:00`, content, type: 'UNLICENSED', address: FLAT, ...body } });
const SEEN = inspected('居民住宅内无证无照举办化学补习班，当场制止');
const TOLD = complained('有人在家里办补习班，初中生在那里学语文，没有任何证照');

const place: DossierOverrides = { registered: false, name: '小宏光学堂' };
function judge(rule: RiskRule, records: readonly StoredRecord[], overrides: DossierOverrides = place): Finding | undefined {
	return rule.evaluate(makeDossier({ records, ...overrides })).findings[0];
}

describe('NO_REGISTRATION', () => {
	it('is HIGH when officers found neither licence nor registration', () => {
		expect(judge(noRegistration, [SEEN])).toMatchObject({ severity: 'HIGH' });
	});

	it('finds a place of which a neighbour tells, more surely with a second voice', () => {
		const one = judge(noRegistration, [TOLD])?.score ?? 0;
		expect(one).toBeGreaterThan(0.5);
		expect(judge(noRegistration, [TOLD, complained('没挂牌子，教五年级数学', '2025-01-01')])?.score).toBeGreaterThan(one);
	});

	it('asks that a single text name a street that some register knows; two texts about the place confirm it', () => {
		const unknown = { ...place, streetKnown: false };
		for (const one of [SEEN, TOLD]) {
			expect(judge(noRegistration, [one], { ...place, streetKnown: true })).toBeDefined();
			expect(judge(noRegistration, [one], unknown)).toBeUndefined();
		}
		expect(judge(noRegistration, [SEEN, TOLD], unknown)).toBeDefined();
		expect(noRegistration.evaluate(makeDossier({ records: [TOLD], ...unknown })).nextChange).toBe('2025-06-30');
	});

	it('finds a place by any of the texts about it, and hears lessons from a second one that says nothing of permits', () => {
		const street = { ...FLAT, building: null, unit: null, room: null, road: '人民路' };
		const unsigned = complained('住户开办补课班，没挂牌子，教五年级数学', '2025-03-01', { address: street });
		const lessons = (address: AddressValue) =>
			makeRecord('incident', {
				body: {
					occurredAt: '2025-04-02T20:00:00+08:00',
					summary: '有人聚众补课，现场三十几个学生',
					address,
					category: 'UNLICENSED_REPORT',
				},
			});
		expect(judge(noRegistration, [unsigned, lessons({ ...street, number: '101' })])).toMatchObject({ code: 'NO_REGISTRATION' });
		expect(judge(noRegistration, [unsigned, lessons(street)])).toBeUndefined();
		expect(judge(noRegistration, [{ ...unsigned, body: { ...unsigned.body, address: { ...street, number: '101' } } }])).toBeUndefined();
	});

	it('leaves a single report that names no subject to the police, and takes it up with a second', () => {
		const call = (on: string) =>
			makeRecord('incident', {
				body: {
					occurredAt: `${on}T20:00:00+08:00`,
					summary: '群众报警称有人无证办班，已转告',
					address: FLAT,
					category: 'UNLICENSED_REPORT',
				},
			});
		expect(judge(noRegistration, [call('2025-03-01')])).toBeUndefined();
		expect(judge(noRegistration, [call('2025-03-01'), call('2025-04-09')])).toBeDefined();
	});

	it('takes two texts that name subjects and a third voice about pupils, or officers and one more', () => {
		const lessons = ['2025-02-11', '2025-03-20'].map((on) => complained('晚上给初二学生补物理，十几个人一个班', on));
		const pupils = complained('晚上九点还有一群学生背着书包下楼', '2025-01-05');
		const meals = complained('中午油烟味很大', '2025-01-05');
		expect(judge(noRegistration, [...lessons, pupils])).toMatchObject({ code: 'NO_REGISTRATION' });
		expect(judge(noRegistration, [...lessons, meals])).toBeUndefined();
		const officers = inspected('现场十五名初中生正在上数学课');
		expect(judge(noRegistration, [officers, ...lessons.slice(1)])).toMatchObject({ severity: 'HIGH' });
		expect(judge(noRegistration, [officers])).toBeUndefined();
	});

	it('takes three independent texts that name subjects at a place for it, though none says that a licence is missing', () => {
		const lessons = ['2025-01-05', '2025-02-11', '2025-03-20'].map((on) => complained('晚上给初二学生补物理，十几个人一个班', on));
		expect(judge(noRegistration, lessons)).toMatchObject({ code: 'NO_REGISTRATION' });
		expect(judge(noRegistration, lessons.slice(1))).toBeUndefined();
		expect(
			judge(
				noRegistration,
				lessons.map((record) => complained('晚上给初二学生补物理，十几个人一个班', '2025-01-05', { name: record.recordKey })),
			),
		).toBeUndefined();
		const nowhere = ['2025-01-05', '2025-02-11', '2025-03-20'].map((on) => complained('晚上给初二学生补物理', on, { address: null }));
		expect(judge(noRegistration, nowhere)).toBeUndefined();
	});

	it('asks for a fourth where the name has a registered form', () => {
		const days = ['2025-01-05', '2025-02-11', '2025-03-20', '2025-04-02'];
		const lessons = days.map((on) => complained('晚上给初二学生补物理，十几个人一个班', on));
		const firm: DossierOverrides = { registered: false, name: '小宏光咨询有限公司' };
		expect(judge(noRegistration, lessons.slice(1), firm)).toBeUndefined();
		expect(judge(noRegistration, lessons, firm)).toMatchObject({ code: 'NO_REGISTRATION' });
	});

	it.each<{ why: string; records: StoredRecord[]; overrides?: DossierOverrides }>([
		{ why: 'a register knows it', records: [SEEN], overrides: { registered: true } },
		{ why: 'only a licence is said to be missing', records: [complained('没有办学许可证却对外招生，开设奥数班')] },
		{ why: 'a flat without a licence teaches nothing', records: [complained('住户家里开麻将馆，没有执照')] },
		{ why: 'somebody only heard so', records: [complained('听说可能有人在家补课，没有执照')] },
		{ why: 'families look after four children together', records: [complained('几家人轮流看护孩子，没有执照，只是吃饭休息')] },
		{
			why: 'the name is that of a business, which has to be looked up',
			records: [TOLD],
			overrides: { registered: false, name: '某某托管服务部' },
		},
		{
			why: 'only an advertisement tells of it',
			records: [makeRecord('advertisement', { body: { publishedOn: '2025-03-01', content: '数学小班，无证无照' } })],
		},
	])('is silent when $why', ({ records, overrides }) => {
		expect(judge(noRegistration, records, overrides)).toBeUndefined();
	});

	it('says that it cannot judge when the register of businesses could not be read', () => {
		const dossier = makeDossier({ ...place, records: [SEEN], sources: { education: 'FRESH', market: 'FAILED' } });
		expect(noRegistration.evaluate(dossier).silent).toContain('market');
	});
});

describe('HIDDEN_PREMISES', () => {
	it('asks that a single text name a street that some register knows', () => {
		expect(judge(hiddenPremises, [SEEN], { ...place, streetKnown: true })).toBeDefined();
		expect(judge(hiddenPremises, [SEEN], { ...place, streetKnown: false })).toBeUndefined();
		expect(judge(hiddenPremises, [SEEN, TOLD], { ...place, streetKnown: false })).toBeDefined();
	});

	it('finds a flat that officers saw, and one of which two independent leads tell', () => {
		expect(judge(hiddenPremises, [SEEN])).toMatchObject({ severity: 'HIGH', guise: '居民楼' });
		expect(judge(hiddenPremises, [TOLD, complained('住户开办补习班，教五年级数学', '2025-04-20')])).toBeDefined();
	});

	const business = (address: Partial<AddressValue>): StoredRecord =>
		makeRecord('registration', { body: { status: 'ACTIVE', address: { ...FLAT, ...address } } });

	it('finds a registered business that teaches in a flat elsewhere, not one at its own address', () => {
		const away = business({ building: '万象国际', road: '永化东街', number: '39' });
		expect(judge(hiddenPremises, [away, SEEN], { registered: true })).toBeDefined();
		expect(judge(hiddenPremises, [business({}), SEEN], { registered: true })).toBeUndefined();
	});

	it.each<{ why: string; records: StoredRecord[] }>([
		{ why: 'one complaint is all there is', records: [TOLD] },
		{ why: 'the same day and channel repeats it', records: [TOLD, complained('有人在家里补习数学，初中生很多')] },
		{ why: 'a piano is taught at home', records: [inspected('居民住宅内教钢琴')] },
		{ why: 'nobody could find the place', records: [inspected('居民住宅内举办数学补习班', { address: null })] },
	])('is silent when $why', ({ records }) => {
		expect(judge(hiddenPremises, records)).toBeUndefined();
	});
});

describe('ONLINE_WITHOUT_LICENCE', () => {
	const network = makeRecord('registration', {
		body: { name: '某网络科技有限公司', industryCode: 'I6429', status: 'ACTIVE', establishedOn: '2023-01-01', scope: '互联网信息服务' },
	});
	const live = inspected('通过直播给初二学生上物理网课', { outcome: 'STOP_NOTICE' });
	const group = complained('孩子每晚用会议软件上数学直播课，六年级提分', '2025-04-10');

	it('finds live lessons in subjects', () => {
		expect(judge(onlineWithoutLicence, [network, live, group], { registered: true })).toMatchObject({ severity: 'HIGH' });
	});

	it.each<{ why: string; records: StoredRecord[] }>([
		{
			why: 'a subject licence runs',
			records: [network, live, group, makeRecord('licence', { body: { category: 'SUBJECT', status: 'ACTIVE', validUntil: '2027-01-01' } })],
		},
		{ why: 'there is one complaint alone', records: [network, group] },
		{ why: 'a shop sells live', records: [network, complained('直播间卖的东西质量有问题'), complained('直播间不退货', '2025-01-01')] },
	])('is silent when $why', ({ records }) => {
		expect(judge(onlineWithoutLicence, records, { registered: true })).toBeUndefined();
	});
});
