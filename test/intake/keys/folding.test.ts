import { describe, expect, test } from 'vitest';
import { LOOK_ALIKE_CLASSES, shapeOf } from '#intake/keys/look-alike.ts';
import { foldSyllable, soundsOf } from '#intake/keys/pinyin.ts';
import { toSimplified } from '#intake/keys/traditional.ts';
import fc from '../../support/property.ts';

const han = fc.string({
	unit: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code)),
	minLength: 1,
	maxLength: 5,
});

test('folding a shape or simplifying twice changes nothing more', () => {
	fc.assert(
		fc.property(han, (text) => {
			expect(shapeOf(shapeOf(text))).toBe(shapeOf(text));
			expect(toSimplified(toSimplified(text))).toBe(toSimplified(text));
		}),
	);
});

test('the table has several hundred classes', () => {
	expect(LOOK_ALIKE_CLASSES).toBeGreaterThan(300);
});

describe('foldSyllable', () => {
	test.each([
		['zhang', 'zan'],
		['chen', 'cen'],
		['sheng', 'sen'],
		['ning', 'lin'],
		['lü', 'lü'],
		['er', 'er'],
		['en', 'en'],
		['dong', 'dong'],
		['fang', 'fan'],
		['huang', 'huan'],
	])('%s sounds like %s', (syllable, folded) => {
		expect(foldSyllable(syllable)).toBe(folded);
		expect(foldSyllable(folded)).toBe(folded);
	});
});

test('soundsOf gives at least one and at most four sounds, the same ones each time', () => {
	fc.assert(
		fc.property(han, (text) => {
			const sounds = soundsOf(text);
			expect(sounds.length).toBeGreaterThan(0);
			expect(sounds.length).toBeLessThanOrEqual(4);
			expect(soundsOf(text)).toEqual(sounds);
		}),
	);
});
