import { expect, test } from 'vitest';
import type { SourcePage } from '#core/ports.ts';
import { flatten, unflatten } from '#jobs/flat-rows.ts';
import fc from '../support/property.ts';

const value = fc.option(fc.string(), { nil: null });
const columns = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 });
const rows = columns.chain((names) =>
	fc.array(
		fc.tuple(...names.map(() => value)).map((values) => Object.fromEntries(names.map((name, at) => [name, values[at] ?? null]))),
		{ maxLength: 8 },
	),
);

/** What the other thread gets. */
function sent(page: SourcePage['rows']): SourcePage['rows'] {
	const flat = flatten(page);
	return 'columns' in flat ? unflatten(flat) : flat;
}

test('rows are after their way what they were before, whatever their columns and values', () => {
	fc.assert(
		fc.property(rows, (given) => {
			const page = given.map((row) => ({ row, position: 'scztxx' }));
			expect(sent(page)).toEqual(page);
		}),
	);
});

test('rows of one table go without the names of their columns', () => {
	const flat = flatten([
		{ row: { mc: '启明', zs: null }, position: 'scztxx' },
		{ row: { mc: '启航', zs: '长治路1号' }, position: 'scztxx' },
	]);
	expect(flat).toEqual({ columns: ['mc', 'zs'], position: 'scztxx', count: 2, values: ['启明', null, '启航', '长治路1号'] });
});

test.each<[string, SourcePage['rows']]>([
	['no row at all', []],
	[
		'a column more',
		[
			{ row: { a: '1' }, position: 'x' },
			{ row: { a: '1', b: '2' }, position: 'x' },
		],
	],
	[
		'a column less',
		[
			{ row: { a: '1', b: '2' }, position: 'x' },
			{ row: { a: '1' }, position: 'x' },
		],
	],
	[
		'other columns',
		[
			{ row: { a: '1' }, position: 'x' },
			{ row: { b: '1' }, position: 'x' },
		],
	],
	[
		'places of their own',
		[
			{ row: { a: '1' }, position: 'file:2' },
			{ row: { a: '1' }, position: 'file:3' },
		],
	],
	['a broken line', [{ row: { a: '1' }, position: 'x' }, { broken: 'BAD_JSON', key: null, position: 'x', sha256: '00' } as never]],
])('rows with %s go as they are', (_, page) => {
	expect(flatten(page)).toBe(page);
});
