import { describe, expect, test } from 'vitest';
import { readSourceFiles } from '../support/source-files.ts';

/** Files that read flags for the hub itself or for the bundle, and the one that says which flags are seen. */
const NOT_FOR_READERS = ['export-view', 'flag-changes', 'flag-scope', 'flag-store', 'retention', 'review-store', 'risk-view'];
const views = readSourceFiles('src/store/*.ts').filter(({ path }) => !NOT_FOR_READERS.some((name) => path.endsWith(`/${name}.ts`)));

describe('what the store reads for readers', () => {
	test('asks of every flag whether it is seen', () => {
		const readers = views.filter(({ code }) => /\b(from|join) flag\b/.test(code));
		expect(readers.length).toBeGreaterThan(5);
		expect(readers.filter(({ code }) => !/\b(visibleFlag|flagMatches)\(scope/.test(code)).map(({ path }) => path)).toEqual([]);
	});

	test('has nowhere the columns in which an organisation tells of all its flags', () => {
		const columns = /\bo\.(flag_codes|risk_parts|severity)\b/;
		expect(views.filter(({ code }) => columns.test(code)).map(({ path }) => path)).toEqual([]);
	});
});
