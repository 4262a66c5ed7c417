import { describe, expect, it } from 'vitest';
import { readFees } from '#text/fees.ts';

describe('readFees tells of money past the supervised account', () => {
	it.each([
		'学费只能交给校长个人账户,说是打折',
		'要求把培训费转到老师的私人微信',
		'课时费扫前台的收款码支付',
		'收费不走监管账户',
		'学费没有进入资金监管专户,全部绕开',
		'只收现金,不开票',
		'缴费打到负责人名下',
	])('%s', (text) => {
		expect(readFees(text).outside).not.toBeNull();
	});

	it.each([
		['未发现学费交个人账户', 'it was looked for and not found'],
		['不存在绕开监管账户收费的情况', 'it is denied'],
		['严禁通过个人微信收取学费', 'it is forbidden'],
		['学费统一扫学校收款码进监管账户', 'the code is the school’s'],
		['加老师微信咨询课程', 'a person’s WeChat without money'],
		['收费没有给发票', 'no invoice is another matter'],
		['个人信息被泄露,要求退费', 'a person without a purse'],
	])('not in %s: %s', (text) => {
		expect(readFees(text).outside).toBeNull();
	});
});

describe('readFees tells the months charged at once', () => {
	it.each<[string, number | null]>([
		['一次性收了半年的学费3980', 6],
		['要求一次交清一年学费', 12],
		['预收6个月培训费', 6],
		['提前收十二个月费用', 12],
		['先交两个学期的钱', 8],
		['打包收两年的课', 24],
		['一次性收了三个月学费', 3],
		['每月收费,已经上了半年', null],
		['一年级孩子的课一次性收费2000元', null],
		['未发现一次性收取半年学费', null],
		['开了半年就关门', null],
	])('%s: %s', (text, months) => {
		expect(readFees(text).monthsAhead).toBe(months);
	});
});
