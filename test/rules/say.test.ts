import { describe, expect, test } from 'vitest';
import { kindDef } from '#core/kinds.ts';
import { GUISES } from '#core/words.ts';
import { SUCCESSION_SIGNALS } from '#matching/succession-model.ts';
import { sayCounts, sayGuise, sayPosts, saySignals, sayTogether } from '#rules/say.ts';

const HAN = /\p{Script=Han}/u;

describe('words of a finding', () => {
	test.each([...codesOf('role', 'position'), ...codesOf('staff', 'post'), 'HEAD', 'PRINCIPAL', 'ROLE', 'STAFF'])(
		'there are for the post %s',
		(post) => {
			const { zh, en } = sayPosts([post]);
			expect(zh).toMatch(/^\p{Script=Han}+$/u);
			expect(en).not.toMatch(/[A-Z_]/);
		},
	);

	test.each(Object.keys(SUCCESSION_SIGNALS).filter((signal) => signal !== 'prior'))('there are for the signal %s', (signal) => {
		const { zh, en } = saySignals([signal]);
		expect(zh).toMatch(HAN);
		expect([en.includes(signal) && /[A-Z]/.test(signal), HAN.test(en)]).toEqual([false, false]);
	});

	test.each(GUISES)('there are for the guise %s, its Chinese term beside them', (guise) => {
		expect(sayGuise(guise)).toMatch(new RegExp(`^[a-z -]+ \\(${guise}\\)$`));
	});

	test('say each post once, and one that has none as it is', () => {
		expect(sayPosts(['HEAD', 'HEAD', 'KEEPER'])).toEqual({ zh: '法定代表人或负责人、KEEPER', en: 'head, KEEPER' });
	});
});

describe('counts of a finding', () => {
	const counts = (courses: number, texts: number, papers: number) =>
		sayCounts([
			[courses, '门课程', 'course(s)'],
			[texts, '条文本', 'text(s)'],
			[papers, '份材料', 'paper(s)'],
		]);

	test.each([
		[1, 2, 3, '1门课程、2条文本、3份材料', '1 course(s), 2 text(s) and 3 paper(s)'],
		[0, 2, 3, '2条文本、3份材料', '2 text(s) and 3 paper(s)'],
		[0, 0, 3, '3份材料', '3 paper(s)'],
		[0, 0, 0, '', ''],
	])('of %i, %i and %i leave out what there is none of', (courses, texts, papers, zh, en) => {
		expect(counts(courses, texts, papers)).toEqual({ zh, en });
	});

	test('make one sentence with what else is said', () => {
		const clauses = [{ zh: '两笔收款', en: 'two receipts' }, null, { zh: '一条投诉', en: 'one complaint' }];
		expect(sayTogether(clauses)).toEqual({ zh: '两笔收款，一条投诉。', en: 'Two receipts; one complaint.' });
	});
});

function codesOf(kind: 'role' | 'staff', field: string): readonly string[] {
	return kindDef(kind).fields[field]?.values ?? [];
}
