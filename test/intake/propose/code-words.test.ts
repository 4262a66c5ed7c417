import { describe, expect, test } from 'vitest';
import { canonicalOf } from '#intake/propose/code-words.ts';

const KNOWN = { 注销: 'CANCELLED', 正常: 'ACTIVE', 营利性: 'FOR_PROFIT', 非营利性: 'NON_PROFIT', 退费: 'REFUND', 退费纠纷: 'DISPUTE' };

describe('canonicalOf', () => {
	test.each<[string, string | null, string]>([
		['注销', 'CANCELLED', 'as it is'],
		['已注销', 'CANCELLED', 'within a longer word'],
		['未注销', null, 'turned into its opposite'],
		['非营利性', 'NON_PROFIT', 'known, though it has another in it'],
		['退费纠纷类', 'DISPUTE', 'the longest that stands in it'],
		['正常后注销', null, 'two that say different things'],
		['冻结', null, 'nobody knows'],
	])('%s: %s, %s', (word, value) => {
		expect(canonicalOf(word, KNOWN)).toBe(value);
	});
});
