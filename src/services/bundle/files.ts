/** The files of a bundle: their columns, in the order in which they are written, and where their rows come from. */
import type { ExportReader, FlagExport, FlagStanding, SuccessionExport } from '#access/export-reader.ts';
import { type Cell, csvLine } from './csv.ts';

/** A file: its header (empty for NDJSON) and its lines. */
export interface BundleFile {
	readonly name: string;
	/** Columns of a CSV; null: an NDJSON file. */
	readonly columns: readonly string[] | null;
	readonly lines: (reader: ExportReader) => AsyncIterable<string>;
}

function csv<T>(
	name: string,
	columns: readonly (keyof T & string)[],
	rows: (reader: ExportReader) => AsyncIterable<T>,
	show: Partial<Record<keyof T, (row: T) => Cell>> = {},
): BundleFile {
	const cells = columns.map((column) => show[column] ?? ((row: T) => row[column] as Cell));
	return { name, columns, lines: (reader) => mapLines(rows(reader), (row) => csvLine(cells.map((cell) => cell(row)))) };
}

function ndjson<T>(name: string, rows: (reader: ExportReader) => AsyncIterable<T>, show: (row: T) => unknown): BundleFile {
	return { name, columns: null, lines: (reader) => mapLines(rows(reader), (row) => `${JSON.stringify(show(row))}\n`) };
}

async function* mapLines<T>(rows: AsyncIterable<T>, toLine: (row: T) => string): AsyncGenerator<string> {
	for await (const row of rows) yield toLine(row);
}

const RECORD = ['source', 'recordType', 'recordKey'] as const;
const FLAG = [
	'flagId',
	'organisationId',
	'personId',
	'code',
	'category',
	'severity',
	'score',
	'status',
	'firstSeen',
	'lastSeen',
	'evidenceCount',
] as const;

/** All files but the manifest, in the order in which they are written. */
export const BUNDLE_FILES: readonly BundleFile[] = [
	csv('organisations.csv', ['organisationId', ...RECORD], (reader) => reader.organisationRecords()),
	csv('people.csv', ['personId', ...RECORD], (reader) => reader.people()),
	csv<SuccessionExport>('successions.csv', ['predecessorId', 'successorId', 'score', 'kind', 'reasons'], (reader) => reader.successions(), {
		reasons: reasonsText,
	}),
	ndjson(
		'successions.ndjson',
		(reader) => reader.successions(),
		({ predecessorId, successorId, score, kind, reasons }) => ({
			predecessorId,
			successorId,
			score: Number(score),
			kind,
			reasons: reasons.map(({ signal, weight, detail }) => ({ signal, weight, detail })),
		}),
	),
	csv('flags.csv', FLAG, (reader) => reader.flags()),
	ndjson(
		'flags.ndjson',
		(reader) => reader.flagsWithEvidence(),
		(flag) => ({
			...pickFlag(flag),
			title: texts(flag.title),
			explanation: texts(flag.explanation),
			legalBasis: flag.legalBasis,
			evidence: flag.evidence.map(({ source, recordType, recordKey, field, value, asOf }) => ({
				source,
				recordType,
				recordKey,
				field,
				value,
				asOf,
			})),
		}),
	),
	csv(
		'risk.csv',
		['organisationId', 'name', 'creditCode', 'divisionCode', 'riskScore', 'severity', 'flagCodes'],
		(reader) => reader.risks(),
		{
			flagCodes: (row) => row.flagCodes.join(';'),
		},
	),
	csv('changes.csv', ['change', 'flagId', 'code', 'organisationId', 'before', 'after'], (reader) => reader.changes(), {
		before: (row) => standingText(row.before),
		after: (row) => standingText(row.after),
	}),
	csv('set-aside.csv', [...RECORD, 'position', 'reason'], (reader) => reader.setAside()),
	csv('organisation-id-changes.csv', ['oldId', 'newId', 'reason'], (reader) => reader.idChanges()),
	csv('person-id-changes.csv', ['oldId', 'newId', 'reason'], (reader) => reader.personIdChanges()),
];

/** "sharedHead +8.210; sameRoom +5.030": the signals with their weights in bits, in the order in which they were found to weigh. */
function reasonsText({ reasons }: SuccessionExport): string {
	return reasons.map(({ signal, weight }) => `${signal} ${weight < 0 ? '' : '+'}${(weight / 1000).toFixed(3)}`).join('; ');
}

/** "HIGH ONGOING 0.8123 (4)": severity, status, score and count of evidence; empty where the flag was not there. */
function standingText(standing: FlagStanding): string | null {
	if (standing === null) return null;
	const { severity, status, score, evidenceCount } = standing;
	return `${severity} ${status} ${score} (${evidenceCount})`;
}

function pickFlag(flag: FlagExport): Record<string, unknown> {
	return Object.fromEntries(FLAG.map((member) => [member, member === 'score' ? Number(flag.score) : flag[member]]));
}

function texts({ zh, en }: { readonly zh: string; readonly en: string }): { readonly zh: string; readonly en: string } {
	return { zh, en };
}
