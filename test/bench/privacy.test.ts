import { describe, expect, test } from 'vitest';
import { leaksIn } from '#bench/quality/privacy.ts';

const SECRETS = { phones: new Set(['16900001111']), wordsOf: new Map([['202506010000001', ['邓青云']]]) };
const kinds = (line: string) => leaksIn(line, 'somewhere', SECRETS).map(({ kind }) => kind);

describe('leaksIn finds', () => {
	test.each([
		['电话16900001111。', ['phone']],
		['电话169-0000 1111', ['phone']],
		['+8616900001111', ['phone']],
		['電話１６９００００１１１１', ['phone']],
		['202506010000001,联系人邓青云', ['words']],
		['证号991234200102034561。', ['identityNumber']],
	])('what must not be there in %s', (line, found) => {
		expect(kinds(line)).toEqual(found);
	});

	test.each([
		['the number of somebody else', '电话16900002222'],
		['digits inside a longer number', '916900001111'],
		['a name where another record speaks', '202506010000002,校长邓青云'],
		['a sum that only begins like an identity number', '990603938546600211'],
		['a hash whose last digit does not check', '991234200102034562'],
		['eighteen digits that hold no day of birth', '991234200113034560'],
		['a credit code', '91123420010203456X'],
	])('nothing in %s', (_, line) => {
		expect(kinds(line)).toEqual([]);
	});
});
