/** Sources, tables and rows for intake tests: the reference mapping, and small tables of one's own. */
import { loadConfig } from '#config/load-config.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { Intake, RawRow } from '#core/ports.ts';
import type { IntakeRecord, SetAsideRow } from '#core/records.ts';
import { createIntake } from '#intake/create-intake.ts';
import { createTokeniser } from '#intake/tokens.ts';

export const TOKENISER = createTokeniser('a secret of more than sixteen');

const REFERENCE = loadConfig('config/reference.yaml', {
	HUB_SECRET: 'a secret of more than sixteen',
	EDUCATION_URL: 'postgresql://a',
	MARKET_URL: 'mysql://a',
	POLICE_URL: 'https://a',
	POLICE_TOKEN: 'a',
	FILES_ROOT: '/files',
});

export const REFERENCE_SOURCES = REFERENCE.sources;

/** A table of the reference, by source, record type and, where two share it, kind. */
export function referenceTable(source: string, recordType: string, kind?: string): { source: SourceMapping; table: TableMapping } {
	const found = REFERENCE.sources.find((s) => s.id === source);
	const table = found?.tables.find((t) => t.recordType === recordType && (kind === undefined || t.kind === kind));
	if (found === undefined || table === undefined) throw new Error(`the reference has no ${source}/${recordType}`);
	return { source: found, table };
}

export function referenceIntake(source: string, recordType: string, kind?: string): Intake {
	const { source: mapping, table } = referenceTable(source, recordType, kind);
	return createIntake(mapping, table, TOKENISER);
}

/** A source of no agency with one table. */
export function makeTable(table: Partial<TableMapping> & Pick<TableMapping, 'kind' | 'fields'>): {
	source: SourceMapping;
	table: TableMapping;
} {
	const whole: TableMapping = { recordType: 't', from: 't', key: [{ columns: ['id'] }], ...table };
	return {
		table: whole,
		source: {
			id: 's',
			agency: { zh: '某局', en: 'An agency' },
			modes: ['replicate'],
			connector: { type: 'csv', folder: '/files', timeoutMs: 1000, retries: 0, pageSize: 100, timezone: 'Asia/Shanghai' },
			overlapMinutes: 60,
			tables: [whole],
			liveDeadlineMs: 1000,
		},
	};
}

export function makeIntake(table: Parameters<typeof makeTable>[0]): Intake {
	const made = makeTable(table);
	return createIntake(made.source, made.table, TOKENISER);
}

/** The record of a row; throws when it is set aside. */
export function recordOf(intake: Intake, row: RawRow, period: string | null = '2025-05-31'): IntakeRecord {
	const result = intake.take({ row, position: 'row 1' }, period);
	if ('setAside' in result) throw new Error(`set aside: ${result.setAside.reason}`);
	return result.record;
}

/** The set-aside row of a row; throws when it became a record. */
export function setAsideOf(intake: Intake, row: RawRow): SetAsideRow {
	const result = intake.take({ row, position: 'row 1' }, '2025-05-31');
	if ('record' in result) throw new Error('became a record');
	return result.setAside;
}
