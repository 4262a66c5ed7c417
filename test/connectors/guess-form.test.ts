import { describe, expect, test } from 'vitest';
import { guessHeader, patternOf } from '#connectors/guess-form.ts';

describe('patternOf', () => {
	test.each([
		['gd-20250531.csv', 'gd-{YYYYMMDD}.csv'],
		['gd-20250531.csv.gz', 'gd-{YYYYMMDD}.csv'],
		['zj-2025-05-31.txt', 'zj-{YYYY-MM-DD}.txt'],
		['台账202505.xlsx', '台账{YYYYMM}.xlsx'],
		['台账2025-05.xlsx', '台账{YYYY-MM}.xlsx'],
		['台账2025年5月.xlsx', '台账{YYYY年MM}月.xlsx'],
		['台账2025年5月31日.xlsx', '台账{YYYY年MM月DD}日.xlsx'],
		['台账2025.5.31.xlsx', '台账{YYYY.MM.DD}.xlsx'],
		['白名单2025.xlsx', '白名单{YYYY}.xlsx'],
		['2025年度白名单.xlsx', '{YYYY}年度白名单.xlsx'],
		['白名单.xlsx', null],
		['4101052025053112.csv', null],
	])('%s goes under %s', (name, pattern) => {
		expect(patternOf(name)).toBe(pattern);
	});
});

describe('guessHeader', () => {
	const groups = ['序号', '基本情况', '基本情况', '基本情况', '基本情况', '登记', '登记', '备注'];
	const names = ['序号', '名称', '代码', '住所', '范围', '姓名', '电话', '备注'];
	const record = ['1', '甲中心', 'x', '东街8号', '艺术', '云小树', '16900001111', null];

	test('takes a row of wide groups above the names for the upper half of the header', () => {
		const title = names.map(() => '民办非企业单位名册');
		expect(guessHeader([title, groups, names, record])).toEqual({ headerRow: 2, headerRows: 2 });
	});

	test('leaves a line of remarks above the header alone', () => {
		const remark = ['填表单位：某局', null, null, null, null, null, null, '单位：万元'];
		expect(guessHeader([remark, names, record])).toEqual({ headerRow: 2, headerRows: 1 });
	});
});
