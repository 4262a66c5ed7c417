import { describe, expect, test } from 'vitest';
import { parseAddress } from '#intake/parse/addresses.ts';

/** The parts but the text: locality, road, number, building, unit, floor, room; "·" where there is none. */
const parts = (raw: string): string => {
	const address = parseAddress(raw);
	if (address === null) return 'null';
	return [address.locality, address.road, address.number, address.building, address.unit, address.floor, address.room]
		.map((part) => part ?? '·')
		.join(' ');
};

describe('parseAddress', () => {
	test.each([
		['福州市府前大街126号明珠大厦D栋1617号', '福州市 府前大街 126 明珠大厦 D · 1617', 'a room may end in 号'],
		['254-1号明珠商务中心17层1705', '· · 254-1 明珠商务中心 · 17 1705', 'no road'],
		['明珠南路143号明珠商务中心1栋1713', '· 明珠南路 143 明珠商务中心 1 · 1713', 'road and building begin alike'],
		['福州市鼓楼区东街18号3栋三单元十楼1004室', '福州市鼓楼区 东街 18 · 3-3 10 1004', 'Chinese numerals'],
		['鼓楼区洪山镇东兴路157号富丽购物中心D座19F-1915', '鼓楼区洪山镇 东兴路 157 富丽购物中心 D 19 1915', 'storey with F'],
		['福州市府前西路262号天和商务中心1#楼18层1813室', '福州市 府前西路 262 天和商务中心 1 18 1813', '1#楼'],
		['福州市文泽巷116号御景广场111号', '福州市 文泽巷 116 御景广场 · · 111', 'a second 号 is a room'],
		['福州市解兴东街24号402', '福州市 解兴东街 24 · · · 402', 'a bare number is a room'],
		['明珠花园7栋1单元701号', '· · · 明珠花园 7-1 · 701', 'estate alone'],
		['明珠小区3-2-501', '· · · 明珠小区 3-2 · 501', 'block, staircase, room'],
		['明珠国际A-1304', '· · · 明珠国际 A · 1304', 'block letter and room'],
		['上海市徐汇区漕北路595号明珠广场B栋16楼', '上海市徐汇区 漕北路 595 明珠广场 B 16 ·', 'a storey alone'],
		['上海市静安区共和路1988弄3支弄15号201室', '上海市静安区 共和路 1988弄3弄15 · · · 201', 'lanes'],
		['北京市朝阳区朝阳路8号院2号楼3单元1801', '北京市朝阳区 朝阳路 8 · 2-3 · 1801', 'a compound with a number'],
		['成都市武侯区天府大道北段1700号明珠中心5-1-809', '成都市武侯区 天府大道北段 1700 明珠中心 5-1 · 809', 'a section of a road'],
		['福州市东街18号明珠国际D座11F1113', '福州市 东街 18 明珠国际 D 11 1113', 'storey and room run together'],
		['福州市东街18号-1层05号', '福州市 东街 18 · · -1 5', 'a storey below the ground'],
		['成都市锦江区红星路三段1号明珠中心二号办公楼3204', '成都市锦江区 红星路3段 1 明珠中心 2 · 3204', 'numbered section'],
		['福州市鼓楼区东街12之3号201室', '福州市鼓楼区 东街 12-3 · · · 201', '之 before 号'],
		['福州市鼓楼区东街十二号之三', '福州市鼓楼区 东街 12-3 · · · ·', '之 in Chinese numerals'],
		['重庆市渝中区民权路28号附5号明珠大厦', '重庆市渝中区 民权路 28附5 明珠大厦 · · ·', '附'],
		['易县梁格庄镇西陵村三组45号', '易县梁格庄镇 西陵村 45 · · · ·', 'village and group'],
		['厦门市思明区槟榔西里197号202室', '厦门市思明区 槟榔西里 197 · · · 202', '里 with a house number'],
		['沈阳市和平区三好街84-8号明珠大厦负一层12', '沈阳市和平区 三好街 84-8 明珠大厦 · -1 12', 'basement'],
		['郑州市金水区经三路与纬四路交叉口明珠广场A座1203', '郑州市金水区 经三路 · 明珠广场 A · 1203', 'crossing'],
		['杭州市西湖区文三路478号明珠广场A座301-303室', '杭州市西湖区 文三路 478 明珠广场 A · 301', 'a run of rooms'],
		['南京市鼓楼区中山北路26号明珠大厦1704、1705室', '南京市鼓楼区 中山北路 26 明珠大厦 · · 1704', 'two rooms'],
		['西安市雁塔区小寨西路26号院3号楼底商2号', '西安市雁塔区 小寨西路 26 · 3 · 2', 'shop on the ground'],
		['长沙市岳麓区银盆岭街道银双路明珠小区3栋门面房5号', '长沙市岳麓区银盆岭街道 银双路 · 明珠小区 3 · 5', '门面房'],
		['福州市长治路一层东侧', '福州市 长治路 · · · 1 ·', 'a side is no room'],
		['福州市建设路12号明珠大厦8层(集群注册)', '福州市 建设路 12 明珠大厦 · 8 ·', 'flags stay in the text alone'],
		['福州市学府路74号(实验小学对面)二楼', '福州市 学府路 74 · · 2 ·', 'remark in brackets'],
		['福州市府大衔126号明珠大厦501', '福州市 府大衔 126 明珠大厦 · · 501', 'a mistyped road does not spoil the rest'],
	])('%s: %s (%s)', (raw, expected) => {
		expect(parts(raw)).toBe(expected);
	});

	test('one place written six ways has the same inner parts', () => {
		const ways = [
			'福州市鼓楼区东街18号明珠花园4号楼2单元501室',
			'福建省福州市鼓楼区东街18号明珠花园四号楼二单元501',
			'鼓楼区东街１８号明珠花园4#楼2单元501号',
			'福州鼓楼区東街18號明珠花園4號樓2單元501室',
			'福州市鼓楼区 东街 18号 明珠花园4栋2单元 501室',
			'鼓楼区东街十八号明珠花园4幢2单元501（自主申报）',
		];
		const inner = ways.map((way) => {
			const { road, number, building, unit, floor, room } = parseAddress(way) ?? {};
			return JSON.stringify([road, number, building, unit, floor, room]);
		});
		expect(new Set(inner)).toEqual(new Set([JSON.stringify(['东街', '18', '明珠花园', '4-2', null, '501'])]));
	});

	test('what is only near a building is not in it', () => {
		expect(parseAddress('实验小学对面')?.building).toBeNull();
		expect(parseAddress('实验小学旁边三楼')).toMatchObject({ building: null, floor: '3' });
		expect(parseAddress('明珠大厦三楼')?.building).toBe('明珠大厦');
	});

	test('a word for nothing is no address', () => {
		expect(parseAddress('无')).toBeNull();
		expect(parseAddress(null)).toBeNull();
	});

	test('the text is kept as given, half-width and without spaces', () => {
		expect(parseAddress('福州市 東街１８號')?.text).toBe('福州市東街18號');
	});
});
