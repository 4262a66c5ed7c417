import { describe, expect, test } from 'vitest';
import { nameInText, searchable } from '#matching/name-in-text.ts';

const subject = { cores: ['帆诚托管'], brands: ['帆诚'] };
const inText = (text: string, own: readonly string[] = [], cores: readonly string[] = []) =>
	nameInText(searchable([text]), { cores, own }, subject);

describe('nameInText', () => {
	test('finds brand and trade, or the brand, in a text', () => {
		expect(inText('孩子放在帆诚托管')).toBe('coreInText');
		expect(inText('孩子放在帆诚')).toBe('brandInText');
		expect(inText('孩子放在天禾')).toBeNull();
	});

	test('reads nothing across the end of a name that the text gives itself', () => {
		expect(inText('天禾帆诚聘店员两名')).toBe('brandInText');
		expect(inText('天禾帆诚聘店员两名', ['天禾帆'])).toBeNull();
	});

	test('finds a brand inside a longer name that the text gives', () => {
		expect(inText('新帆诚诚聘店员', ['新帆诚'])).toBe('brandInText');
	});

	test('takes a name of five characters one slip away, and no shorter one', () => {
		const long = { cores: ['帆诚文化培训'], brands: ['帆诚'] };
		expect(nameInText('', { cores: ['帆城文化培训'], own: [] }, long)).toBe('coreOneAway');
		expect(nameInText('', { cores: ['帆城托管'], own: [] }, subject)).toBeNull();
	});
});
