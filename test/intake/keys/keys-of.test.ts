import { describe, expect, test } from 'vitest';
import { KIND_NAMES, type Kind, kindDef } from '#core/kinds.ts';
import type { Body, KeyFeature, RecordKey } from '#core/records.ts';
import { keysOf, nameKeys } from '#intake/keys/keys-of.ts';
import { parseAddress } from '#intake/parse/addresses.ts';
import fc from '../../support/property.ts';

/** A body with every field null but those given. */
function makeBody<K extends Kind>(kind: K, overrides: Partial<Body<K>> = {}): Body<K> {
	const empty = Object.fromEntries(Object.keys(kindDef(kind).fields).map((field) => [field, null]));
	return { ...empty, ...overrides } as Body<K>;
}
const valuesOf = (keys: readonly RecordKey[], feature: KeyFeature): string[] =>
	keys.filter((key) => key.feature === feature).map((key) => key.value);
const shared = (a: readonly RecordKey[], b: readonly RecordKey[], feature: KeyFeature): boolean =>
	valuesOf(a, feature).some((value) => valuesOf(b, feature).includes(value));
const placeKeys = (raw: string, divisionCode: string | null = null): RecordKey[] =>
	keysOf('registration', makeBody('registration', { address: parseAddress(raw), divisionCode }));

describe('keysOf', () => {
	test('an empty record of any kind has no key', () => {
		for (const kind of KIND_NAMES) expect(keysOf(kind, makeBody(kind))).toEqual([]);
	});
	test('gives the same keys in the same order whatever the order of the values', () => {
		fc.assert(
			fc.property(fc.shuffledSubarray(['16912345678', '16912345679', '059187654321'], { minLength: 3 }), (phones) => {
				const keys = keysOf('licence', makeBody('licence', { phones, licenceNo: '135010270000129' }));
				expect(keys.map((key) => `${key.feature}=${key.value}`)).toEqual([
					'licenceNo=135010270000129',
					'phone=059187654321',
					'phone=16912345678',
					'phone=16912345679',
				]);
			}),
		);
	});
	test('a credit code that fails its check gives what it may have been', () => {
		const keys = keysOf('registration', makeBody('registration'), { invalidCreditCode: '9111O108MA00478Q15' });
		expect(keys).toEqual([{ feature: 'creditCodeRepaired', value: '91110108MA00478Q15' }]);
	});
	test('a change of name, place or telephone gives the keys of what was and of what is', () => {
		const change = (item: 'NAME' | 'ADDRESS' | 'PHONE' | 'CAPITAL', before: string, after: string): RecordKey[] =>
			keysOf('registrationChange', makeBody('registrationChange', { item, before, after }));
		expect(valuesOf(change('NAME', '福州青禾教育培训有限公司', '福州蓝湾科技有限公司'), 'brand')).toEqual(['蓝湾', '青禾']);
		expect(valuesOf(change('PHONE', '16912345678', '16912345679'), 'phone')).toHaveLength(2);
		expect(valuesOf(change('ADDRESS', '福州市东街18号501室', '福州市西街1号'), 'roadNumber')).toEqual(['3501|R|东街|18', '3501|R|西街|1']);
		expect(change('CAPITAL', '100', '200')).toEqual([]);
	});
	test('an account is known by its reference and its codes', () => {
		const keys = keysOf(
			'account',
			makeBody('account', { accountRef: 'A-1', licenceNo: '135010270000129', creditCode: '91110108MA00478Q15' }),
		);
		expect(keys.map((key) => key.feature)).toEqual(['accountRef', 'creditCode', 'licenceNo']);
	});
	test('no key is made of a person', () => {
		const keys = keysOf('staff', makeBody('staff', { person: { name: '陈青', masked: '99**************31' } }));
		expect(keys).toEqual([]);
	});
});

describe('keys of a name', () => {
	test.each<[string, string, KeyFeature, boolean, string]>([
		['青禾', '清禾', 'brandShape', true, 'look-alike'],
		['青禾', '清和', 'brandPinyin', true, 'the same sound'],
		['致远', '智源', 'brandPinyin', true, 'the same sound, other characters'],
		['新星', '欣欣', 'brandPinyin', true, 'ing and in'],
		['蓝天', '南天', 'brandPinyin', true, 'n and l'],
		['乐学', '悦学', 'brandPinyin', true, '乐 is also read yue'],
		['博雅', '搏雅', 'brandShape', true, 'another radical'],
		['华美', '法美', 'brandPinyin', false, 'h and f are told apart'],
		['青禾', '清禾', 'brand', false, 'one character off is another brand'],
		['青禾', '红禾', 'brandShape', false, 'not alike'],
	])('%s and %s share %s: %s (%s)', (a, b, feature, same) => {
		expect(shared(nameKeys(`${a}教育咨询有限公司`), nameKeys(`${b}文化传播有限公司`), feature)).toBe(same);
	});
	test('traditional characters change nothing', () => {
		expect(nameKeys('福州啟航藝術培訓學校')).toEqual(nameKeys('福州启航艺术培训学校'));
	});
	test('nobody has no key', () => {
		expect(nameKeys('某培训机构')).toEqual([]);
	});
});

describe('keys of a place', () => {
	const FULL = '福建省福州市鼓楼区洪山镇东街18号明珠花园4号楼2单元501室';
	test.each<[string, KeyFeature, string]>([
		['福州市东街18号明珠花园4栋2单元501', 'room', 'without county and town'],
		['福州明珠花园4幢二单元501号', 'room', 'without road'],
		['福州市鼓楼区东街18号4号楼2单元501', 'room', 'without building'],
		['福州市明珠花园4号楼501', 'building', 'without staircase'],
		['福州市明珠花园4号楼', 'building', 'without room'],
		['福州市明珠花园4号楼五楼', 'storey', 'only the storey'],
		['福州市东街18-2号', 'roadNumber', 'another door of the house'],
	])('%s meets the full address in %s: %s', (written, feature) => {
		expect(shared(placeKeys(written), placeKeys(FULL), feature)).toBe(true);
	});
	test.each<[string, KeyFeature, string]>([
		['厦门市思明区东街18号明珠花园4号楼2单元501室', 'roadNumber', 'another city'],
		['福州市明珠花园4号楼2单元502', 'room', 'the room next door'],
		['福州市明珠花园4号楼1单元501', 'room', 'another staircase'],
		['福州市明珠花园5号楼2单元501', 'building', 'another block'],
		['福州市东街180号', 'roadNumber', 'another number'],
		['福州市明珠花园4号楼', 'room', 'no room is not every room'],
	])('%s does not meet it in %s: %s', (written, feature) => {
		expect(shared(placeKeys(written), placeKeys(FULL), feature)).toBe(false);
	});
	test('the division stands in where the address names no city, and without either there is no key', () => {
		expect(shared(placeKeys('东街18号501', '350102'), placeKeys('福州市东街18号501'), 'room')).toBe(true);
		expect(placeKeys('东街18号501')).toEqual([]);
	});
	test('a county’s name that several cities bear is settled by the record’s division', () => {
		expect(valuesOf(placeKeys('鼓楼区东街18号', '320106'), 'roadNumber')).toEqual(['3201|R|东街|18']);
		expect(placeKeys('鼓楼区东街18号')).toEqual([]);
	});
	test('a building that begins like a county of another province stays whole', () => {
		expect(valuesOf(placeKeys('龙城创业园2104室', '140303'), 'room')).toEqual(['1403|B|龙城创业园||2104']);
	});
	test('villages of one name in two counties are two', () => {
		expect(shared(placeKeys('兴县李家村12号'), placeKeys('临县李家村12号'), 'roadNumber')).toBe(false);
	});
});

describe('a road without a number', () => {
	test('meets an address on it as a road, and never as a place', () => {
		const [road, house] = [placeKeys('福州市东街三楼'), placeKeys('福州市东街18号501室')];
		expect(valuesOf(road, 'roadAlone')).toEqual(valuesOf(house, 'road'));
		expect(valuesOf(road, 'building')).toEqual([]);
	});
	test.each([['福州市东街18号'], ['福州市东街明珠花园3号楼']])('%s says more than the road', (raw) => {
		expect(valuesOf(placeKeys(raw), 'roadAlone')).toEqual([]);
	});
	test('a shopping street is read as a road with houses and as a building with rooms', () => {
		expect(shared(placeKeys('福州市时代商业街302号'), placeKeys('福州市东街18号时代商业街302室'), 'room')).toBe(true);
		expect(shared(placeKeys('福州市时代商业街302号'), placeKeys('福州市时代商业街302号3楼'), 'roadNumber')).toBe(true);
		expect(valuesOf(placeKeys('福州市时代商业街12号'), 'room')).toEqual([]);
	});
});

describe('a building whose name names none', () => {
	test.each([['裙楼'], ['主楼'], ['门脸'], ['沿街楼']])('%s is in every road', (building) => {
		expect(valuesOf(placeKeys(`福州市东街18号${building}3层`), 'building').filter((value) => value.includes('|B|'))).toEqual([]);
	});
	test('a village without number is one in its county', () => {
		expect(shared(placeKeys('兴县李家村'), placeKeys('兴县李家村'), 'building')).toBe(true);
		expect(shared(placeKeys('兴县李家村'), placeKeys('临县李家村'), 'building')).toBe(false);
	});
});

describe('the division of a record whose source gives none', () => {
	const said = (body: Partial<Body<'complaint'>>) => valuesOf(keysOf('complaint', makeBody('complaint', body)), 'division');
	test.each([
		['福州市鼓楼区东街18号', '350102', 'city and county'],
		['福州府前路18号', '350100', 'a city’s short name'],
		['思明区东街18号', '350203', 'a county of one name'],
	])('%s is in %s: %s', (raw, code) => {
		expect(said({ address: parseAddress(raw) })).toEqual([code]);
	});
	test('the name tells it where the address does not', () => {
		expect(said({ name: '思明区天阳商行', address: parseAddress('东街18号') })).toEqual(['350203']);
	});
	test.each([['鼓楼区东街18号'], ['和平东街18号'], ['东街18号']])('%s tells none', (raw) => {
		expect(said({ address: parseAddress(raw) })).toEqual([]);
	});
	test('a code that is given stands', () => {
		expect(said({ divisionCode: '350104', address: parseAddress('思明区东街18号') })).toEqual(['350104']);
	});
});

describe('a place said from where somebody stands', () => {
	test.each([['我们单元楼上'], ['菜市场楼上'], ['老车站院里'], ['桥头那栋楼']])('%s is no building', (raw) => {
		expect(valuesOf(placeKeys(raw, '350102'), 'building')).toEqual([]);
	});
	test.each([
		['金色家园院内', 'an estate has a name of its own'],
		['幸福路12号楼上', 'a house number says where'],
		['老车站3号楼502室', 'so does a room'],
	])('%s is one: %s', (raw) => {
		expect(valuesOf(placeKeys(raw, '350102'), 'building')).not.toEqual([]);
	});
});

describe('keys of a text', () => {
	const advertKeys = (content: string): RecordKey[] => keysOf('advertisement', makeBody('advertisement', { content }));
	const complaintKeys = (content: string): RecordKey[] => keysOf('complaint', makeBody('complaint', { content }));
	test.each([
		['小班火热报名 加V:qh_abc123', ['qh_abc123']],
		['咨询微信qinghe2024', ['qinghe2024']],
		['VX qh-778899 或薇信：QH_school', ['qh-778899', 'qh_school']],
		['➕v qhxt88', ['qhxt88']],
		['QQ:123456789', ['123456789']],
		['微信16912345678', []],
		['使用wifi密码abc12345', []],
	])('the ids in %s are %j', (content, ids) => {
		expect(valuesOf(advertKeys(content), 'contact')).toEqual(ids);
	});
	test('telephone numbers in texts are phone keys', () => {
		expect(valuesOf(advertKeys('咨询0591-87654321/16912345678'), 'phone')).toEqual(['059187654321', '16912345678']);
	});
	test.each([
		['家长反映青禾口才乱收费', '青禾'],
		['青禾音乐声音扰民', '青禾'],
		['在青禾文化教育报的课没上完', '青禾'],
		['福州市青禾机器人教育科技有限公司的学费只能交现金', '青禾'],
	])('%s names %s', (content, brand) => {
		expect(valuesOf(complaintKeys(content), 'mentionedName')).toContain(brand);
	});
	test.each([
		['福州市青禾棋院有限公司学生声音扰民', '福州市青禾棋院有限公司', 'a legal form ends it'],
		['鼓楼区青禾英语培训学校学生声音扰民', '鼓楼区青禾英语培训学校', 'who is there does not belong to it'],
		['家长在天和商务大厦青禾工作室门口聚集', '青禾工作室', 'the building before it does not'],
		['家长聚集在恒泰商业街333青禾咨询门口', '青禾咨询', 'nor does the room'],
	])('%s names %s: %s', (content, name) => {
		expect(valuesOf(complaintKeys(content), 'mentionedName')).toContain(name);
	});
	test.each([
		['家长与青禾农机因退费3980元发生口角', '青禾', 'whom somebody quarrels with'],
		['接报鼓楼区青禾保洁服务部无证办学', '青禾', 'a business of any trade that is reported'],
		['青禾超市丢失物品', '青禾', 'whom something befalls'],
		['市民说在鼓楼区青禾大药房买药没给发票', '青禾', 'a shop of another trade'],
		['双减以后青禾广告还在补课', '青禾', 'a firm behind a word of time'],
		['市民反映青禾运输拖欠工资', '青禾', 'who owes something'],
		['青禾农机每天晚上学生进出', '青禾', 'when it happens is no part of it'],
		['青禾农机的架子鼓声音太大', '青禾', 'what is his is no part of it'],
	])('%s names %s: %s', (content, brand) => {
		expect(valuesOf(complaintKeys(content), 'mentionedName')).toContain(brand);
	});
	test.each([
		['家长与青禾因退费发生口角', 'a bare brand, of which registers may know nothing'],
		['家长与老师因成绩争吵', 'anybody'],
		['东街小区门口车辆剐蹭', 'a place'],
		['室内有七八个学生', 'a room'],
		['但是学生不愿意去', 'a word of the sentence'],
		['来电人认为违规', 'who tells'],
	])('%s names nobody: %s', (content) => {
		expect(valuesOf(complaintKeys(content), 'mentionedName')).toEqual([]);
	});
	test.each([
		['现场未见学生培训'],
		['检查时未发现补课'],
		['经营范围无学科培训'],
		['居民住宅内无证无照举办化学补习班'],
		['已移交教育部门'],
		['有人聚众补课'],
	])('%s is a set phrase of reports and names nobody', (content) => {
		expect(valuesOf(complaintKeys(content), 'mentionedName')).toEqual([]);
	});
	test.each([
		['在未来教育报的课没上完', '未来'],
		['家长反映无忧口才乱收费', '无忧'],
	])('%s names a brand that begins like a denial', (content, brand) => {
		expect(valuesOf(complaintKeys(content), 'mentionedName')).toContain(brand);
	});
	test.each([['小区里有人办语文辅导班'], ['晚上楼上有人上英语课'], ['一对一数学补习，寒假班']])('%s names nobody', (content) => {
		expect(valuesOf(complaintKeys(content), 'mentionedName')).toEqual([]);
	});
	test('a name that is heard wrong sounds like the right one', () => {
		const written = keysOf('registration', makeBody('registration', { name: '福州文尚思维科技有限公司' }));
		expect(
			valuesOf(complaintKeys('孩子在纹尚思维报了课'), 'mentionedSound').some((s) => valuesOf(written, 'brandPinyin').includes(s)),
		).toBe(true);
	});
	test('an advertisement may open with the bare brand or end its call with it', () => {
		expect(valuesOf(advertKeys('青禾招生,一至六年级'), 'mentionedName')).toEqual(['青禾']);
		expect(valuesOf(advertKeys('孩子成绩上不去?来青禾,帮孩子领先一步'), 'mentionedName')).toEqual(['青禾']);
	});
});

describe('numbers of houses', () => {
	const roadNumbers = (written: string) => valuesOf(placeKeysOf(written), 'building');
	const placeKeysOf = (written: string) =>
		keysOf('registration', makeBody('registration', { address: parseAddress(written), divisionCode: '350102' }));
	test.each(['东街12-3号', '东街12号之3', '东街12之3号', '东街十二号之三', '东街12号附3', '东街12号附3号'])(
		'%s is the house 12-3',
		(written) => {
			expect(roadNumbers(`福州市鼓楼区${written}`)).toEqual(roadNumbers('福州市鼓楼区东街12-3号'));
		},
	);
	test.each(['东街甲12号', '东街12号甲', '东街12号', '东街12-4号', '东街123号'])('%s is another', (written) => {
		expect(roadNumbers(`福州市鼓楼区${written}`)).not.toEqual(roadNumbers('福州市鼓楼区东街12-3号'));
	});
});

describe('places in a text', () => {
	const at = (kind: 'complaint' | 'incident', text: string): RecordKey[] =>
		kind === 'complaint'
			? keysOf('complaint', makeBody('complaint', { content: text, divisionCode: '350102' }))
			: keysOf('incident', makeBody('incident', { summary: text, divisionCode: '350102' }));
	const place = (raw: string): RecordKey[] => placeKeys(raw, '350102');
	test.each([
		['邻居报称周六上午滨湖路294号阳光商务中心1号楼1901室学生进出吵闹', '滨湖路294号阳光商务中心1号楼1901室', 'room', 'behind hearsay'],
		['孩子在幸福路12号金色家园3栋502上奥数', '福州市鼓楼区幸福路12号金色家园3号楼502室', 'room', 'a room without 室'],
		['群众报警称鼓楼区建台南路274号恒泰花园12#楼三单元901室有人聚众补课', '建台南路274号12号楼3单元901室', 'room', 'division before'],
		['家长聚集在昌治东街321号嘉远书店门口讨要学费', '福州市昌治东街321号', 'roadNumber', 'a road and number alone'],
		['暑假国贸大厦17层每天有学生进出', '国贸大厦1704室', 'storey', 'a storey of a named building'],
		['万达广场B座1203有人补课,12路公交车终点站旁边', '万达广场B座1203室', 'room', 'a tower by its letter'],
		['國慶期間濱化北街七十二號御景苑8號樓1302室上課聲音大', '滨化北街72号御景苑8号楼1302室', 'room', 'traditional characters'],
	] as const)('%s is at %s: %s (%s)', (text, address, feature, _why) => {
		for (const kind of ['complaint', 'incident'] as const) expect(shared(at(kind, text), place(address), feature)).toBe(true);
	});
	test.each([
		['学校对面三楼有补课班'],
		['教室在2楼,3个班,每班20名学生'],
		['12路公交车站旁边有人发传单'],
		['每节课120元,一共8节'],
		['五年级3班的孩子都在上'],
	])('%s names no place', (text) => {
		const keys = at('complaint', text);
		for (const feature of ['room', 'roomInBlock', 'building', 'roadNumber'] as const) expect(valuesOf(keys, feature)).toEqual([]);
	});
	test('two rooms of one number behind other staircases meet in their block, two rooms of other numbers do not', () => {
		expect(shared(place('青禾路1号2号楼1单元502室'), place('青禾路1号2号楼502室'), 'roomInBlock')).toBe(true);
		expect(shared(place('青禾路1号2号楼1单元502室'), place('青禾路1号2号楼503室'), 'roomInBlock')).toBe(false);
	});
});
