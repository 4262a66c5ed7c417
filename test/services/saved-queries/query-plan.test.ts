import { print, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { rowsOfAnswer } from '#services/saved-queries/table-rows.ts';
import { freeChecks } from '../../support/query-builders.ts';

const plan = (document: string, rowsOf: string | null = null) => freeChecks.plan({ document, rowsOf });
const paths = (document: string) => plan(document).columns.map(({ path }) => path);

describe('a plan', () => {
	test('calls columns by their paths, without the words of paging, and by their aliases', () => {
		expect(paths('{ organisations { edges { node { id code: creditCode risk { score } } cursor } pageInfo { endCursor } } }')).toEqual([
			'id',
			'code',
			'risk.score',
		]);
		expect(paths('{ organisations { nodes { ...A ... on Organisation { name } } } } fragment A on Organisation { id }')).toEqual([
			'id',
			'name',
		]);
		expect(paths('{ sources { id agency { zh } } }')).toEqual(['id', 'agency.zh']);
		expect(paths('{ me { role } }')).toEqual(['role']);
	});

	test('adds a cursor and keys that the schema takes, and leaves a list with a first alone', () => {
		const paged = plan(
			'query Q($d: String) { organisations(filter: { divisionCode: $d }) { nodes { licences { nodes { name } } } } }',
			'licences',
		);
		expect(validate(freeChecks.schema, paged.document)).toEqual([]);
		expect(print(paged.document)).toMatch(/after: \$lianjianAfter.*lianjianKey: id/s);
		expect(plan('{ organisations(first: 5) { nodes { id } } }').list.paged).toBe(false);
	});

	test.each([
		['{ me { role } sources { id } }', /exactly one field/],
		['{ _service { sdl } }', /exactly one field/],
		['{ __schema { types { name } } }', /exactly one field/],
		['mutation { undoDecision(id: "a", reason: "b") { __typename } }', /must be a query/],
		['query A { me { role } } query B { me { role } }', /one operation/],
		['{ organisations { nodes { nothing } } }', /nothing/],
		['{ organisations {', /Syntax Error/],
	])('refuses %s', (document, why) => {
		expect(() => plan(document)).toThrow(why);
	});

	test('refuses rows of a list that is not there, and names those that are', () => {
		expect(() => plan('{ organisations { nodes { staff { nodes { post } } } } }', 'courses')).toThrow('lists are staff');
	});
});

describe('rows', () => {
	const licence = (licenceNo: string) => ({ licenceNo, lianjianPlace: { source: 's', recordType: 't', recordKey: licenceNo } });
	const answer = (nodes: object[], more = false) => ({
		organisations: {
			nodes: [{ lianjianKey: 'org_a', name: '启航', licences: { nodes, pageInfo: { hasNextPage: more } } }],
			pageInfo: { hasNextPage: false, endCursor: 'x' },
		},
	});
	const document = '{ organisations { nodes { name licences { nodes { licenceNo } } } } }';

	test('have the values of a nested list in one cell, and say that it was cut off', () => {
		const { rows, after } = rowsOfAnswer(plan(document), answer([licence('L1'), licence('L2')], true));
		expect([rows, after]).toEqual([[{ key: 'org_a', cells: ['启航', ['L1', 'L2', '…']] }], null]);
	});

	test('are the entries of the list that is named, of which one that is empty keeps a row', () => {
		const unfolded = plan(document, 'licences');
		expect(rowsOfAnswer(unfolded, answer([licence('L1'), licence('L2')], true)).rows).toEqual([
			{ key: 'org_a s/t/L1', cells: ['启航', 'L1'] },
			{ key: 'org_a s/t/L2', cells: ['启航', 'L2'] },
			{ key: 'org_a …', cells: ['启航', '…'] },
		]);
		expect(rowsOfAnswer(unfolded, answer([])).rows).toEqual([{ key: 'org_a', cells: ['启航', null] }]);
	});
});
