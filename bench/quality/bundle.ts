/** A night's bundle, read back as a system of an agency would read it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inferSchema, initParser } from 'udsv';
import { keyOf } from './truth.ts';

type Row = Readonly<Record<string, string>>;

export interface FoundFlag {
	readonly organisationId: string;
	/** Empty: the flag is about the organisation alone. */
	readonly personId: string;
	readonly code: string;
	readonly category: string;
	readonly severity: string;
	readonly score: number;
}

export interface Bundle {
	/** Record → organisation, registrations and mentions. */
	readonly organisations: ReadonlyMap<string, string>;
	readonly people: ReadonlyMap<string, string>;
	readonly successions: readonly {
		readonly predecessor: string;
		readonly successor: string;
		readonly score: number;
		readonly kind: string;
	}[];
	readonly flags: readonly FoundFlag[];
	/** Organisation → risk of 0 to 100. */
	readonly risk: ReadonlyMap<string, number>;
	readonly setAside: readonly string[];
}

/** Reads the files of a bundle's folder. */
export async function readBundle(folder: string): Promise<Bundle> {
	const rows = async (name: string): Promise<Row[]> => parseCsv(await readFile(join(folder, name), 'utf8'));
	const ref = (row: Row) => keyOf(row as unknown as Parameters<typeof keyOf>[0]);
	const text = (row: Row, column: string) => row[column] ?? '';
	return {
		organisations: new Map((await rows('organisations.csv')).map((row) => [ref(row), text(row, 'organisationId')])),
		people: new Map((await rows('people.csv')).map((row) => [ref(row), text(row, 'personId')])),
		successions: (await rows('successions.csv')).map((row) => ({
			predecessor: text(row, 'predecessorId'),
			successor: text(row, 'successorId'),
			score: Number(row.score),
			kind: text(row, 'kind'),
		})),
		flags: (await rows('flags.csv')).map((row) => ({ ...row, score: Number(row.score) }) as unknown as FoundFlag),
		risk: new Map((await rows('risk.csv')).map((row) => [text(row, 'organisationId'), Number(row.riskScore)])),
		setAside: (await rows('set-aside.csv')).map(ref),
	};
}

/** Every cell as text: what looks like a number is a code here. */
function parseCsv(text: string): Row[] {
	const [header = '', ...rest] = text.replace(/^\ufeff/, '').split('\n');
	if (rest.every((line) => line === '')) return [];
	const schema = inferSchema(text.replace(/^\ufeff/, ''), { trim: false });
	const columns = header.trim().split(',');
	const found: Row[] = [];
	for (const cells of initParser(schema).stringArrs(text.replace(/^\ufeff/, '')) as string[][]) {
		found.push(Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])));
	}
	return found;
}
