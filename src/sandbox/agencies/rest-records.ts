/** What an agency with an interface holds: rows in the order in which they happened, and the people it would name. Kept in the sandbox's folder. */
import { readFileSync, statSync } from 'node:fs';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceMapping } from '#core/mapping.ts';
import type { Person } from '#sandbox/generate/draft.ts';
import type { Delivery, Intaker } from './agency.ts';
import { jsonRow } from './files.ts';
import type { PoliceRecords } from './police.ts';

const fileOf = (folder: string, source: SourceMapping) => join(folder, `${source.id}.ndjson`);

type Line = { readonly path: string; readonly row: object } | { readonly restricted: string; readonly name: string };

/** Opens the interface's records for the first rows or for those of a later day, which follow the earlier ones. */
export async function openInterface(
	source: SourceMapping,
	folder: string,
	mode: 'fresh' | 'changes',
): Promise<Intaker & { restrict(person: Person): void }> {
	await mkdir(folder, { recursive: true });
	const rows: { readonly at: string; readonly line: Line }[] = [];
	const people: Line[] = [];
	return {
		add({ row, draft, dresser }: Delivery) {
			const at = 'occurredAt' in draft.fields ? String(draft.fields.occurredAt) : String(draft.stampedAt);
			rows.push({ at, line: { path: dresser.table.from, row: jsonRow(dresser, row.values) } });
		},
		restrict: (person) => void people.push({ restricted: person.identityNumber, name: person.name }),
		async ready() {},
		async abort() {},
		async close() {
			const sorted = rows.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ line }) => line);
			const text = [...people, ...sorted].map((line) => `${JSON.stringify(line)}\n`).join('');
			await (mode === 'fresh' ? writeFile : appendFile)(fileOf(folder, source), text);
		},
	};
}

/** Reads the records; `current` reads again when a later day has been added. */
export async function readInterface(folder: string, source: SourceMapping): Promise<{ current(): PoliceRecords }> {
	const path = fileOf(folder, source);
	let size = -1;
	let records: PoliceRecords = { collections: new Map(), restricted: new Map() };
	return {
		current() {
			const now = statSync(path).size;
			if (now !== size) records = parse(readFileSync(path, 'utf8'));
			size = now;
			return records;
		},
	};
}

function parse(text: string): PoliceRecords {
	const collections = new Map<string, unknown[]>();
	const restricted = new Map<string, string>();
	for (const line of text.split('\n')) {
		if (line === '') continue;
		const parsed = JSON.parse(line) as Line;
		if ('restricted' in parsed) restricted.set(parsed.restricted, parsed.name);
		else {
			const rows = collections.get(parsed.path) ?? [];
			rows.push(parsed.row);
			collections.set(parsed.path, rows);
		}
	}
	return { collections, restricted };
}
