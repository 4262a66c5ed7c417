import { describe, expect, test } from 'vitest';
import { coverTails, SharedTails } from '#intake/parse/word-cover.ts';
import fc from '../../support/property.ts';

const COSTS = { strayCharacter: 1, word: 0.05, dish: 0.4, guess: true };
/** Pieces of names: places, brands, words that lie in one another, forms, strays. */
const PIECES = [
	'太原',
	'启',
	'航',
	'文化',
	'教育',
	'艺术',
	'艺术品',
	'教育咨询',
	'与',
	'培训',
	'城',
	'店',
	'服务部',
	'鱼',
	'馆',
	'民办',
	'中心',
	'新',
];
const text = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 7 }).map((pieces) => pieces.join(''));

describe('coverTails', () => {
	test('reads the end of a name as words, the longer of two that cost the same', () => {
		const tails = coverTails('启航教育咨询店', COSTS);
		expect(tails[2]).toMatchObject({ industry: '教育咨询', startsWithWord: true });
		expect(coverTails('启航教育咨询店', { ...COSTS, guess: false })[0]).toMatchObject({ startsWithWord: false });
	});

	test('tells a trade that no list has by its characters, where guessing is asked for', () => {
		expect(coverTails('釉料有限', COSTS)[0]).toMatchObject({ startsWithWord: true, likely: true });
		expect(coverTails('釉料有限', { ...COSTS, guess: false })[0]).toMatchObject({ startsWithWord: false, likely: false });
		const [brand, trade] = [coverTails('玥溪', COSTS)[0], coverTails('釉料', COSTS)[0]];
		expect(brand?.cost).toBeGreaterThan(trade?.cost ?? 0);
	});

	test('reaches with no guess into a known word', () => {
		expect(coverTails('鹿教育', COSTS)[0]).toMatchObject({ startsWithWord: false });
	});

	test('takes an ending that is often a brand for a form behind an industry word alone', () => {
		expect(coverTails('启航教育城', COSTS)[2]).toMatchObject({ industry: '教育', startsWithWord: true });
		expect(coverTails('同仁堂', COSTS)[2]).toMatchObject({ startsWithWord: false });
	});
});

describe('SharedTails', () => {
	test('says of every end of a text what reading that end by itself says', () => {
		fc.assert(
			fc.property(text, fc.nat(20), (whole, cut) => {
				const end = whole.slice(Math.min(cut, whole.length - 1));
				const { tails, from } = new SharedTails(whole, COSTS).of(end);
				expect(tails.slice(from).map(({ cost, industry, startsWithWord }) => ({ cost, industry, startsWithWord }))).toEqual(
					coverTails(end, COSTS).map(({ cost, industry, startsWithWord }) => ({ cost, industry, startsWithWord })),
				);
			}),
		);
	});

	test('reads a text that ends otherwise by itself', () => {
		expect(new SharedTails('启航教育', COSTS).of('启航文化')).toEqual({ tails: coverTails('启航文化', COSTS), from: 0 });
	});
});
