import { describe, expect, it } from 'vitest';
import { csvLine } from '#services/bundle/csv.ts';
import fc from '../../support/property.ts';

describe('csvLine', () => {
	const cases = [
		{ why: 'plain text stands bare', cells: ['a', 1, '教育'], line: 'a,1,教育\n' },
		{ why: 'null is an empty cell', cells: [null, 'a', null], line: ',a,\n' },
		{ why: 'a comma is quoted', cells: ['a,b'], line: '"a,b"\n' },
		{ why: 'a quote is doubled', cells: ['a"b'], line: '"a""b"\n' },
		{ why: 'line breaks are quoted', cells: ['a\nb', 'c\rd'], line: '"a\nb","c\rd"\n' },
		{ why: 'spaces at an end are quoted, inside they are not', cells: [' a', 'a b'], line: '" a",a b\n' },
	];
	it.each(cases)('$why', ({ cells, line }) => {
		expect(csvLine(cells)).toBe(line);
	});

	it('is read back as what was written, whatever the cells hold', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '教') }), { minLength: 1 }), (cells) => {
				expect(parse(csvLine(cells))).toEqual(cells);
			}),
		);
	});
});

/** A reader of RFC 4180 written from the standard. */
function parse(text: string): string[] {
	const cells: string[] = [];
	const pattern = /(?:"((?:[^"]|"")*)"|([^",\n\r]*))(,|\n)/gy;
	for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
		cells.push(found[1] === undefined ? (found[2] ?? '') : found[1].replaceAll('""', '"'));
	}
	return cells;
}
