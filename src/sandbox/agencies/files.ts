/**
 * Agencies that hand over files: one CSV or NDJSON a day, one workbook a month. Files are written under another name and
 * moved in whole, as a real agency does; a period's file is known by the day or month in its name.
 */

import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, type Day, dayOf } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { Dresser } from '#sandbox/dress/dresser.ts';
import { createRandom } from '#sandbox/random.ts';
import type { Delivery, Intaker } from './agency.ts';
import { encodeGb18030 } from './gb18030.ts';

/** First and last day for which files are written; what happened before stands in the first one. */
export interface FileSpan {
	readonly from: Day;
	readonly to: Day;
}

// Share of lines of a CSV file that stand there twice, as exports of ticket systems do; the hub must count them once.
const DOUBLED_SHARE = 0.005;
const MARKER = '.made-by-the-sandbox';

/** The days of daily files that a new province has. */
export const FIRST_DAYS = 30;

const textOf = (format: TableMapping['format'], key: string): string | undefined => {
	const value = format?.[key];
	return typeof value === 'string' ? value : undefined;
};

/** The file name of a period: {YYYYMMDD} or {YYYYMM} in the mapping's pattern stand for the day. */
export function fileName(table: TableMapping, day: Day): string {
	const pattern = textOf(table.format, 'files') ?? table.from;
	const digits = day.replaceAll('-', '');
	return pattern.replace('{YYYYMMDD}', digits).replace('{YYYYMM}', digits.slice(0, 6)).replace('{YYYY}', digits.slice(0, 4));
}

/** Opens a source whose rows are lines of daily files. */
export async function openLines(source: SourceMapping, span: FileSpan, mode: 'fresh' | 'changes'): Promise<Intaker> {
	const files = new DayFiles(await prepareFolder(source, mode));
	const isCsv = source.connector.type === 'csv';
	const [table] = source.tables;
	// A day without any is a file without lines; a CSV file has at least its header, which comes with its first row.
	if (source.connector.type === 'ndjson' && table !== undefined)
		for (let day = span.from; day <= span.to; day = addDays(day, 1)) files.write(fileName(table, day), Buffer.alloc(0));
	return {
		add({ dresser, draft, row }) {
			const day = draft.fileDay ?? dayOf(new Date(draft.stampedAt));
			const name = fileName(dresser.table, within(span, day));
			const names = dresser.columns.map((column) => column.name);
			if (isCsv && !files.has(name)) files.write(name, encode(dresser.table, csvLine(dresser, names)));
			const line = isCsv ? csvLine(dresser, row.values) : `${JSON.stringify(jsonRow(dresser, row.values))}\n`;
			const copies = isCsv && createRandom('doubled', draft.id).chance(DOUBLED_SHARE) ? 2 : 1;
			for (let copy = 0; copy < copies; copy++) files.write(name, encode(dresser.table, line));
		},
		ready: () => files.drain(),
		close: () => files.close(),
		abort: async () => files.abort(),
	};
}

/** Bytes that gather before a file's stream gets them. Fewer: more calls; more: a province of many days is held in memory. */
const GATHERED_BYTES = 1 << 16;

/** The files of a folder that grow at the same time, each under another name until it is whole. */
class DayFiles {
	readonly #folder: string;
	readonly #files = new Map<string, { readonly stream: WriteStream; pending: Buffer[]; size: number }>();

	constructor(folder: string) {
		this.#folder = folder;
	}

	has(name: string): boolean {
		return this.#files.has(name);
	}

	write(name: string, bytes: Buffer): void {
		let file = this.#files.get(name);
		if (file === undefined) {
			file = { stream: createWriteStream(this.#partOf(name)), pending: [], size: 0 };
			this.#files.set(name, file);
		}
		file.pending.push(bytes);
		file.size += bytes.length;
	}

	async drain(): Promise<void> {
		for (const file of this.#files.values()) {
			if (file.size < GATHERED_BYTES) continue;
			if (!file.stream.write(Buffer.concat(file.pending))) await once(file.stream, 'drain');
			file.pending = [];
			file.size = 0;
		}
	}

	async close(): Promise<void> {
		for (const [name, file] of this.#files) {
			const done = once(file.stream, 'finish');
			file.stream.end(Buffer.concat(file.pending));
			await done;
			await rename(this.#partOf(name), join(this.#folder, name));
		}
	}

	abort(): void {
		for (const { stream } of this.#files.values()) stream.destroy();
	}

	#partOf(name: string): string {
		return join(this.#folder, `.${name}.part`);
	}
}

/** The source's folder; emptied for a new province, but only where a sandbox filled it. */
async function prepareFolder(source: SourceMapping, mode: 'fresh' | 'changes'): Promise<string> {
	const folder = source.connector.folder ?? '';
	await mkdir(folder, { recursive: true });
	if (mode === 'changes') return folder;
	const present = await readdir(folder);
	if (present.length > 0 && !present.includes(MARKER)) {
		throw new HubError(
			'CONFLICT',
			`Folder ${folder} of source ${source.id} holds files that no sandbox made; give the sandbox a folder of its own.`,
			{
				source: source.id,
			},
		);
	}
	for (const name of present) await rm(join(folder, name), { recursive: true });
	await writeFile(join(folder, MARKER), '');
	return folder;
}

function within(span: FileSpan, day: Day): Day {
	if (day < span.from) return span.from;
	return day > span.to ? span.to : day;
}

function encode(table: TableMapping, text: string): Buffer {
	return /^gb/i.test(textOf(table.format, 'encoding') ?? '') ? encodeGb18030(text) : Buffer.from(text, 'utf8');
}

function csvLine(dresser: Dresser, values: readonly (string | null)[]): string {
	const delimiter = textOf(dresser.table.format, 'delimiter') ?? ',';
	const cell = (value: string | null) => {
		const text = value ?? '';
		return text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	};
	return `${values.map(cell).join(delimiter)}\r\n`;
}

/** A row as a JSON object; whole numbers are numbers, amounts stay text so that no digit is lost. */
export function jsonRow(dresser: Dresser, values: readonly (string | null)[]): Record<string, string | number | null> {
	const out: Record<string, string | number | null> = {};
	dresser.columns.forEach((column, i) => {
		const value = values[i] ?? null;
		out[column.name] = column.use === 'integer' && value !== null ? Number(value) : value;
	});
	return out;
}

/** Opens a source whose rows are sheets of a monthly workbook. */
export async function openWorkbook(
	source: SourceMapping,
	dressers: readonly Dresser[],
	span: FileSpan,
	mode: 'fresh' | 'changes',
): Promise<Intaker> {
	const folder = await prepareFolder(source, mode);
	const rows = new Map<Dresser, (string | null)[][]>(dressers.map((dresser) => [dresser, []]));
	return {
		add: ({ dresser, row }: Delivery) => void rows.get(dresser)?.push(row.values),
		async ready() {},
		async close() {
			for (const name of new Set(dressers.map((dresser) => fileName(dresser.table, span.to)))) {
				const own = dressers.filter((dresser) => fileName(dresser.table, span.to) === name);
				const part = join(folder, `.${name}.part`);
				await writeWorkbook(part, own, rows, span.to);
				await rename(part, join(folder, name));
			}
		},
		async abort() {},
	};
}

async function writeWorkbook(
	path: string,
	dressers: readonly Dresser[],
	rows: ReadonlyMap<Dresser, readonly (string | null)[][]>,
	on: Day,
): Promise<void> {
	const { default: ExcelJS } = await import('exceljs'); // takes a while to load, and most commands write no workbook
	const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true });
	workbook.created = new Date(`${on}T00:00:00Z`);
	for (const dresser of dressers) {
		const sheet = workbook.addWorksheet(dresser.table.from);
		const headerRow = Number(dresser.table.format?.headerRow ?? 1);
		for (let i = 1; i < headerRow; i++) sheet.addRow([`${dresser.table.from}（${on.slice(0, 7)}）`]).commit();
		sheet.addRow(dresser.columns.map((column) => column.name)).commit();
		(rows.get(dresser) ?? []).forEach((values, number) => {
			sheet.addRow(values.map((value, i) => cellOf(value, dresser.columns[i]?.use === 'day' && number % 2 === 0))).commit();
		});
		sheet.commit();
	}
	await workbook.commit();
}

/** Every other row has its days as Excel dates, the rest as text: both occur in one column. */
function cellOf(value: string | null, asDate: boolean): string | Date | null {
	return asDate && value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : value;
}
