import { describe, expect, test } from 'vitest';
import { cleanName, parseOrganisationName } from '#intake/parse/names.ts';
import { parsePersonName } from '#intake/parse/person-names.ts';

const read = (raw: string) => parseOrganisationName(cleanName(raw) ?? '');

describe('the brand (字号) of a name', () => {
	test.each([
		['福州市鼓楼区青禾文化培训学校有限公司', '青禾', 'division before'],
		['青禾（福州）文化培训学校有限公司', '青禾', 'division in brackets'],
		['福州青禾文化培训学校', '青禾', 'short city'],
		['青禾文化培训学校', '青禾', 'no division'],
		['青禾能源福州公司', '青禾', 'city between industry and form'],
		['鼓楼区青禾托管服务部（个体工商户）', '青禾', 'form in brackets'],
		['福州市鼓楼区洪山镇青禾舞蹈工作室', '青禾', 'town behind the county'],
		['福州经济技术开发区青禾少儿编程中心', '青禾', 'development zone'],
		['青禾教育科技（集团）有限公司长乐分公司', '青禾', 'branch behind'],
		['福州青禾外語培訓中心', '青禾', 'traditional characters'],
		['福州市青禾文化传播有限', '青禾', 'form cut short'],
		['鼓楼区小金豆儿童托管中心', '小金豆', 'three characters'],
		['七彩童年文化传播有限公司', '七彩童年', 'four characters'],
		['金太阳能源科技有限公司', '金太阳', 'brand runs into an industry word (太阳能)'],
		['艺术家培训学校', '艺术家', 'brand begins with an industry word'],
		['和平鸽舞蹈培训有限公司', '和平鸽', 'brand begins with a district’s short name'],
		['东方之星艺术培训学校', '东方之星', 'brand begins with a county’s short name'],
		['长安教育咨询有限公司', '长安', 'a district’s short name with nothing behind it is the brand'],
		['安阳（福州）软件有限公司', '安阳', 'a city’s name as brand, the division stands in brackets'],
		['西安堂', '西安堂', 'a city with a brand’s ending'],
		['绿色家园环保科技有限公司', '绿色家园', 'a form word inside the brand'],
		['创新教育咨询有限公司', '创新', 'an industry word that is also a brand'],
		['青禾', '青禾', 'a bare sign'],
		['鼓楼区民办青禾实验学校', '青禾', 'who runs it stands before'],
		['青禾上海机电设备有限公司', '青禾', 'a city between brand and industry'],
		['梦回西安餐厅', '梦回西安', 'a city inside the brand of a shop'],
		['海宁市海昌青禾贸易商行', '海昌青禾', 'a town of the county, without 街道, is no division'],
		['海宁市海昌小金豆贸易商行', '小金豆', 'but a place where the brand would be long'],
		['昆山市玉山文化传播有限公司', '玉山', 'a town’s name with no other brand behind it'],
		['鼓楼区五四路小金豆托管班', '小金豆', 'the road of a shop'],
		['韩国青禾化妆品（福州）有限公司', '青禾', 'a country'],
		['安徽瑞昇食品有限公司', '瑞昇', 'a character of names that is no traditional one'],
		['鼓楼区青禾酸汤鱼馆', '青禾', 'a dish that no list has'],
		['福州青禾电子公司', '青禾', 'a trade that ends as the word for a subsidiary begins'],
		['鼓楼区育苗堂课后托管服务部', '育苗堂', 'a word with an old house’s ending'],
		['福州市鼓楼区山村小龙餐饮店', '山村小龙', 'a village that is no place'],
		['临夏州青禾文化传媒有限公司', '青禾', 'an autonomous prefecture in short'],
		['深圳市前海青禾商业保理有限公司', '青禾', 'an area without a division of its own'],
		['前海教育咨询有限公司', '前海', 'the same word with no other brand'],
		['东莞市南城青禾美术培训中心', '青禾', 'a street of a city without counties'],
		['义乌市国际商贸城青禾饰品商行', '青禾', 'a market'],
		['伊宁市薰衣草幼儿托管中心', '薰衣草', 'a flower that is also a crop'],
		['高安市玥溪釉料有限公司', '玥溪', 'a trade that no list has'],
		['岳阳玥溪电瓶车架有限公司', '玥溪', 'a character more than a known trade'],
		['岳阳海阔天空教育培训有限公司', '海阔天空', 'a brand that is no trade though four characters long'],
		['石门Kiddo创想美术工作室', 'Kiddo创想', 'a brand of letters and characters'],
		['儋州市那大镇椰子树托管中心', '椰子树', 'behind a town, a fruit and its tree'],
		['资兴市东江湖渔具厂', '东江湖', 'a lake that begins as a town of the county does'],
		['安吉县椅业大亨转椅配件厂', '椅业大亨', 'a trade before a word that closes a brand'],
	])('of %s is %s: %s', (raw, brand) => {
		expect(read(raw).brand).toBe(brand);
	});
	test.each([
		['福州艺术培训学校', 'division and industry only'],
		['福州环境工程公司', 'a trade that alone could be a brand'],
		['福州鼓楼咨询公司', 'a city and its district'],
		['澳大利亚投资公司', 'a country'],
		['托管班', 'what it does'],
		['西安市政工程公司', 'a trade that begins with the end of the city’s name'],
		['某培训机构', 'some place'],
		['小学对面的补课班', 'where it is'],
		['一家机构', 'nobody'],
	])('%s has none: %s', (raw) => {
		expect(read(raw).brand).toBeNull();
	});
	test('the same name gives the same parts however it is written', () => {
		const ways = [
			'福州市青禾文化培训学校有限公司',
			' 福州市 青禾文化 培训学校有限公司',
			'福州市青禾文化培訓學校有限公司',
			'「福州市青禾文化培训学校有限公司」',
		];
		expect(new Set(ways.map((way) => JSON.stringify(read(way)))).size).toBe(1);
	});
});

describe('the other parts', () => {
	test('core leaves place and form out, so that a place and a shop of one brand and trade meet', () => {
		expect(read('福州市青禾托管服务有限公司').core).toBe('青禾托管');
		expect(read('鼓楼区青禾托管中心').core).toBe('青禾托管');
		expect(read('青禾（福州）托管').core).toBe('青禾托管');
	});
	test('another trade is another core', () => {
		expect(read('福州市青禾家政服务有限公司').core).toBe('青禾家政');
	});
	test('legal forms are folded in the key, brackets and spaces left out', () => {
		expect(read('青禾（福州）教育有限责任公司').key).toBe(read('青禾(福州) 教育有限公司').key);
		expect(read('青禾（福州）教育有限公司').key).not.toBe(read('青禾（厦门）教育有限公司').key);
	});
	test('branch and division are told apart', () => {
		expect(read('福州市青禾教育培训学校仓山校区')).toMatchObject({ division: '福州市', branch: '仓山校区', brand: '青禾' });
	});
	test('nobody has no key', () => {
		expect(read('某培训机构').key).toBeNull();
	});
});

test('cleanName unifies brackets and takes signs at the ends away; cleaning twice changes nothing', () => {
	for (const raw of ['【青禾】教育', ' 青 禾 教育，', '"青禾教育"', '青禾〔福州〕教育。', '（青禾教育）']) {
		const name = cleanName(raw);
		expect(cleanName(name)).toBe(name);
	}
	expect(cleanName('青禾〔福州〕教育。')).toBe('青禾(福州)教育');
	expect(cleanName('无')).toBeNull();
});

describe('parsePersonName', () => {
	test.each([
		['陈 青', '陈青', 'space inside'],
		['陈青，', '陈青', 'comma behind'],
		['陈青(法人)', '陈青', 'remark'],
		['陈青老师', '陈青', 'a title'],
		['陈老师', '陈老师', 'a title without which one character would be left'],
		['买买提•吐尔逊', '买买提·吐尔逊', 'the dot of a minority’s name stays, in one form'],
		['ＪＯＨＮ ＳＭＩＴＨ', 'JOHNSMITH', 'full-width letters'],
	])('%s is %s: %s', (raw, name) => {
		expect(parsePersonName(raw)).toEqual({ value: name, fault: null });
	});
	test.each([['无'], ['-'], [null]])('%j is nobody', (raw) => {
		expect(parsePersonName(raw)).toEqual({ value: null, fault: null });
	});
	test.each([['16912345678'], ['……12']])('%s is no name', (raw) => {
		expect(parsePersonName(raw).fault).toBe('NOT_A_NAME');
	});
});
