import { expect, test } from 'vitest';
import { readIndustryCode } from '#core/codes/industry.ts';

test.each([
	['P8399', 'P8399', '2017', 'as it is'],
	['8399', 'P8399', '2017', 'the letter is added'],
	['P8293', 'P8393', '2011', 'education was section P82 before 2017'],
	['8291', 'P8391', '2011', 'O82 of 2017 ends at 8290'],
	['8211', 'O8211', '2017', 'cleaning of buildings: a bare 821x is of today'],
	['O7910', 'O8010', '2011', 'housekeeping was O79'],
	['7920', 'O8020', '2011', 'childcare without a letter'],
	['N7920', 'N7920', '2017', 'land surveys, by their letter'],
	['Ｏ８０', 'O80', '2017', 'full-width, division only'],
	['p 83.9', 'P839', '2017', 'spaces and dots'],
])('%s is %s of %s: %s', (raw, code, edition) => {
	expect(readIndustryCode(raw)).toEqual({ code, edition });
});

test.each([['教育'], ['P1234'], ['0'], ['98'], ['X8399']])('%s is none of the classification', (raw) => {
	expect(readIndustryCode(raw)).toBeNull();
});
