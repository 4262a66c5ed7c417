import { Converter } from 'opencc-js/t2cn';
import { describe, expect, test } from 'vitest';
import { toSimplified } from '#intake/keys/traditional.ts';

/** As a text, since the package declares no types for its dictionaries. */
const PHRASES: string = 'opencc-js/dict/TSPhrases';

describe('toSimplified', () => {
	test('reads traditional characters and variants as simplified ones, and leaves what is simplified alone', () => {
		expect(toSimplified('啟航補習學校')).toBe('启航补习学校');
		expect(toSimplified('启航补习学校ABC')).toBe('启航补习学校ABC');
	});

	test('keeps 昇, which names write, beside characters that change', () => {
		expect(toSimplified('旭昇學堂')).toBe('旭昇学堂');
	});

	test('asks the converter for characters that change in phrases alone', () => {
		expect(toSimplified('深沈的藉口')).toBe('深沉的借口');
		expect(toSimplified('沈先生')).toBe('沈先生');
	});

	test('says of every phrase of the converter what the converter says', async () => {
		const phrases = ((await import(PHRASES)) as { default: string }).default.split('|').map((pair) => pair.split(' ')[0] as string);
		const convert = Converter({ from: 't', to: 'cn' });
		expect(phrases.length).toBeGreaterThan(300);
		const kept = phrases.filter((phrase) => !/[昇號啟啓峯羣裡]/.test(phrase));
		expect(kept.map(toSimplified)).toEqual(kept.map((phrase) => convert(phrase)));
	});
});
