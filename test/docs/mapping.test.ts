import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileSettings } from '#connectors/file-settings.ts';
import { restSettings } from '#connectors/rest-settings.ts';
import { readLimitMs } from '#connectors/sql-options.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import { ROOT, rowsUnder, textOf } from './documents.ts';

const DOCUMENT = 'docs/mapping.md';

const table: TableMapping = { recordType: 'rows', kind: 'complaint', from: 'rows-{YYYYMMDD}.csv', key: [], fields: {} };
const source: SourceMapping = {
	id: 'source',
	agency: { zh: '来源', en: 'source' },
	modes: ['replicate'],
	connector: { type: 'csv', timeoutMs: 2000, retries: 0, pageSize: 100, timezone: 'Asia/Shanghai' },
	overlapMinutes: 60,
	tables: [table],
	liveDeadlineMs: 300,
};
const withFormat = (format: Record<string, unknown>) => ({ ...table, format });
const options = { maxConnections: 1, readTimeoutMs: 1, caFile: 'ca.pem', staleAfterDays: 1 };

/** Names in the first column of the table under a heading of the third level, with the last column. */
function entriesUnder(heading: string): ReadonlyMap<string, string> {
	const section = (textOf(DOCUMENT).split(`\n### ${heading}\n`)[1] ?? '').split('\n#')[0] ?? '';
	const rows = [...section.matchAll(/^\| (`[^|]+`) \|.*\| ([^|]*)\|$/gm)];
	return new Map(
		rows.flatMap(([, names = '', last = '']) => [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => [name, last.trim()] as const)),
	);
}

describe('settings of files', () => {
	const shown = entriesUnder('Files');

	test('are those that the connectors take, with their defaults', () => {
		const settings = fileSettings(source, table);
		expect([...shown.keys()].toSorted()).toEqual([...Object.keys(settings), 'keyPattern'].toSorted());
		expect(settings).toMatchObject({
			files: table.from,
			encoding: 'utf-8',
			delimiter: ',',
			headerRow: 1,
			headerRows: 1,
			totals: true,
			hiddenRows: 'read',
			replaces: false,
			settleMinutes: 60,
		});
		for (const name of ['encoding', 'delimiter', 'headerRow', 'headerRows', 'totals', 'hiddenRows', 'replaces', 'settleMinutes'] as const) {
			expect(shown.get(name)?.replaceAll('`', ''), name).toBe(String(settings[name]));
		}
	});

	test('that nobody knows are refused', () => {
		expect(() => fileSettings(source, withFormat({ header: 2 }))).toThrow(/format/);
	});
});

describe('settings of REST', () => {
	const shown = entriesUnder('REST');

	test('are those that the connector takes, with their defaults', () => {
		const all = { maxLimit: 5, success: { member: 'code', in: ['0'] }, service: 's', lookup: { path: 'p', parameter: 'k' } };
		const settings = restSettings(source, withFormat(all));
		expect([...shown.keys()].toSorted()).toEqual(Object.keys(settings).toSorted());
		expect(settings.lookup).toEqual({ path: 'p', parameter: 'k', keysPerCall: 1 });
		for (const name of ['list', 'cursor', 'nextCursor', 'limit'] as const) expect(shown.get(name)).toBe(`\`${settings[name]}\``);
	});

	test('may stand with the connector, and a table goes before it', () => {
		const connector = { ...source.connector, options: { list: 'rows', limit: 'n', ...options } };
		expect(restSettings({ ...source, connector }, withFormat({ limit: 'size' }))).toMatchObject({ list: 'rows', limit: 'size' });
	});
});

describe('options of connectors', () => {
	const shown = entriesUnder('Options');

	test('are those that the code reads', () => {
		const code = globSync('src/{connectors,jobs}/*.ts', { cwd: ROOT })
			.map((path) => readFileSync(join(ROOT, path), 'utf8'))
			.join('\n');
		const read = [
			...code.matchAll(/options\?\.(\w+)/g),
			...code.matchAll(/(?:number|text)Option\(\w+(?:\.#\w+)?, '(\w+)'/g),
			...code.matchAll(/numberOption\(this\.#source, '(\w+)'/g),
			...code.matchAll(/\bread\('(\w+File)'\)/g),
		].map(([, name]) => name);
		expect([...shown.keys()].toSorted()).toEqual([...new Set(read)].toSorted());
	});

	test('let a whole table take ten times as long as one answer', () => {
		expect(readLimitMs(source)).toBe(20_000);
		expect(readLimitMs({ ...source, connector: { ...source.connector, options: { readTimeoutMs: 7 } } })).toBe(7);
	});
});

test('the connectors of the table are those that there are', () => {
	const types = [...textOf(DOCUMENT).matchAll(/^\| ((?:`\w+`(?:, )?)+) \| `(?:url|folder)` \|/gm)].flatMap(
		([, names = '']) => names.match(/\w+/g) ?? [],
	);
	expect(types.toSorted()).toEqual(['csv', 'mysql', 'ndjson', 'postgres', 'rest', 'xlsx']);
	expect(rowsUnder(DOCUMENT, 'A table').length).toBeGreaterThan(5);
});
