import { describe, expect, test } from 'vitest';
import type { NameForms } from '#matching/name-in-text.ts';
import { isNameSlip } from '#matching/name-slip.ts';

const named = (core: string, brand: string): NameForms => ({ cores: [core], brands: [brand] });
const registered = named('帆诚文化培训', '帆诚');

describe('isNameSlip', () => {
	test.each([
		['帆帆诚文化培训', '帆帆诚', 'a character doubled'],
		['诚帆文化培训', '诚帆', 'neighbours swapped in the brand'],
		['帆诚文化训培', '帆诚', 'neighbours swapped in the trade'],
		['帆诚文化培', '帆诚', 'a character left out of the trade'],
	])('%s is 帆诚文化培训: %s', (core, brand) => {
		expect(isNameSlip(named(core, brand), registered)).toBe(true);
	});

	test.each([
		['帆城文化培训', '帆城', 'another character that sounds alike, as of a rebrand'],
		['新帆诚文化培训', '新帆诚', 'a word before the brand'],
		['帆诚文具培训', '帆诚', 'another trade'],
		['帆诚文化培训', '帆诚', 'the same name, which is no slip'],
		['帆诚托管', '帆诚', 'another business of the brand'],
	])('%s (%s) is none: %s', (core, brand) => {
		expect(isNameSlip(named(core, brand), registered)).toBe(false);
	});
});
