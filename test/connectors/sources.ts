/** Builders for connector tests: sources, tables, requests; and a reader that plays the sync job. */
import type { ConnectorConfig, SourceMapping, TableMapping } from '#core/mapping.ts';
import type { BrokenRow, Connector, PositionedRow, RawRow, ReadRequest, SourcePage } from '#core/ports.ts';

type SourceOverrides = Partial<Omit<SourceMapping, 'connector'>> & { connector: Partial<ConnectorConfig> & Pick<ConnectorConfig, 'type'> };

export function makeSource(overrides: SourceOverrides): SourceMapping {
	return {
		id: 'agency',
		agency: { zh: '某局', en: 'An agency' },
		modes: ['replicate', 'lookup'],
		overlapMinutes: 60,
		tables: [],
		liveDeadlineMs: 1000,
		...overrides,
		connector: { timeoutMs: 5000, retries: 0, pageSize: 3, timezone: 'Asia/Shanghai', ...overrides.connector },
	};
}

export function makeTable(overrides: Partial<TableMapping> = {}): TableMapping {
	const key = overrides.keyColumn ?? 'id';
	return { recordType: 'things', kind: 'licence', from: 'things', key: [{ columns: [key] }], fields: {}, ...overrides };
}

export function makeRequest(overrides: Partial<ReadRequest> & Pick<ReadRequest, 'table' | 'columns'>): ReadRequest {
	return { cursor: null, overlapMinutes: 60, asOf: '2025-05-31', signal: new AbortController().signal, ...overrides };
}

/** Reads to the end, or until `pages` pages have come (then the reader is stopped as a killed run would). */
export async function read(connector: Connector, request: ReadRequest, pages = Number.POSITIVE_INFINITY): Promise<SourcePage[]> {
	const got: SourcePage[] = [];
	if (pages === 0) return got;
	for await (const page of connector.readChanges(request)) {
		got.push(page);
		if (got.length >= pages) break;
	}
	return got;
}

export function isRow(row: PositionedRow | BrokenRow): row is PositionedRow {
	return 'row' in row;
}

/** The rows of pages, without broken ones. */
export function rowsOf(pages: readonly SourcePage[]): RawRow[] {
	return pages.flatMap((page) => page.rows.filter(isRow).map((one) => one.row));
}

export function brokenOf(pages: readonly SourcePage[]): BrokenRow[] {
	return pages.flatMap((page) => page.rows.filter((row): row is BrokenRow => !isRow(row)));
}

/** Where a reader that saved these pages goes on. */
export function cursorOf(pages: readonly SourcePage[]): string | null {
	return pages.at(-1)?.cursor ?? null;
}

/** What the promise rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
	try {
		await promise;
	} catch (thrown) {
		return thrown as Error;
	}
	throw new Error('nothing was thrown');
}
