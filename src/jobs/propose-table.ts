/**
 * Proposes a mapping for a table that nobody has described, and shows its first rows beside what they would become. Keeps nothing;
 * what is personal leaves here masked.
 */
import { HubError } from '#core/errors.ts';
import { KIND_NAMES, kindDef } from '#core/kinds.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { Connector, Intake, RawRow } from '#core/ports.ts';
import type { AddressValue, IntakeResult, PersonValue } from '#core/records.ts';
import { draftTable } from '#intake/propose/draft-table.ts';
import { type KnownCodes, type Proposal, proposeMappings, type Words } from '#intake/propose-mapping.ts';

export interface ProposeDeps {
	readonly source: SourceMapping;
	readonly connector: Connector;
	readonly words: Words;
	/** Mappings whose code lists are known. */
	readonly known: readonly SourceMapping[];
	/** The mapping that a draft's text says. */
	readonly readDraft: (name: string, yaml: string) => TableMapping;
	readonly intakeOf: (source: SourceMapping, table: TableMapping) => Intake;
	readonly signal: AbortSignal;
}

/** A value before and after. */
export interface ShownCell {
	readonly field: string;
	readonly column: string;
	/** As the agency writes it; personal values masked. */
	readonly raw: string;
	/** As the hub would keep it; "–" for nothing, the fault's code in brackets where one stands. */
	readonly canonical: string;
}

export interface ProposedRecords {
	readonly yaml: string;
	readonly proposal: Proposal;
	/** The first rows, or the reason for which a row would be set aside. */
	readonly rows: readonly (readonly ShownCell[] | string)[];
}

export interface ProposedTable extends ProposedRecords {
	/** Records of other kinds that the same rows hold. */
	readonly further: readonly ProposedRecords[];
}

/** Enough for values to show what they are. */
const SAMPLE_ROWS = 300;
const ROWS_SHOWN = 10;
const LONGEST_SHOWN = 32;

/** Names of what the source holds. @throws HubError INVALID_INPUT for a source that cannot say. */
export async function listTables(connector: Connector, source: string, signal: AbortSignal): Promise<readonly string[]> {
	if (connector.tables === undefined)
		throw new HubError('INVALID_INPUT', `Source ${source} cannot list what it holds: name the path with --table.`);
	return connector.tables(signal);
}

/** @throws HubError SOURCE_* or INVALID_INPUT when there is no such table, or nothing in it. */
export async function proposeTable(deps: ProposeDeps, name: string): Promise<ProposedTable> {
	const { source, connector, signal } = deps;
	const form = (await connector.formOf?.(name, signal)) ?? { from: name };
	const bare: TableMapping = { recordType: name, kind: 'registration', key: [], fields: {}, ...form };
	const probe = await connector.probe(bare, SAMPLE_ROWS, signal);
	if (probe.columns.length === 0)
		throw new HubError('INVALID_INPUT', `Source ${source.id} gives no columns for ${name}: look into it, and check format.`);
	const codes = knownCodes(deps.known, deps.words.codes);
	const database = source.connector.type === 'postgres' || source.connector.type === 'mysql';
	const proposed = (proposal: Proposal, entry: string): ProposedRecords => {
		const place = { name: entry, from: form.from, format: form.format, database, files: !database && source.connector.type !== 'rest' };
		const yaml = draftTable(proposal, place, codes);
		const table = deps.readDraft(place.name, yaml);
		const intake = deps.intakeOf({ ...source, tables: [table] }, table);
		const rows = probe.sample
			.slice(0, ROWS_SHOWN)
			.map((row, index) => show(proposal, row, intake.take({ row, position: `sample:${index + 1}` }, null)));
		return { yaml, proposal, rows };
	};
	const [first, ...further] = proposeMappings(probe, { words: deps.words, codes, database });
	const entry = entryName(name);
	return { ...proposed(first, entry), further: further.map((proposal) => proposed(proposal, `${entry}-${proposal.kind}`)) };
}

/** A name for the entry: of a file or path without what changes and what every one has. */
function entryName(name: string): string {
	const sheet = name.split('#')[1];
	const plain = (
		sheet ?? name.replace(/[-_]?\{[^}]*\}[-_]?/g, '').replace(/(?:\.(?:csv|txt|dat|ndjson|json|jsonl|xlsx|tsv|gz))+$/i, '')
	).replace(/^.*\//, '');
	return plain === '' ? 'table' : plain;
}

/** The usual words of each field, and over them those of the mappings. */
function knownCodes(sources: readonly SourceMapping[], usual: Words['codes']): KnownCodes {
	const codes: Record<string, Record<string, string>> = {};
	for (const kind of KIND_NAMES)
		for (const [field, def] of Object.entries(kindDef(kind).fields)) {
			const lists = Object.entries(usual[field] ?? {}).filter(([value]) => def.type === 'code' && def.values?.includes(value));
			codes[`${kind}.${field}`] = Object.fromEntries(lists.flatMap(([value, words]) => words.map((word) => [word, value])));
		}
	for (const { kind, fields } of sources.flatMap(({ tables }) => tables)) {
		for (const [field, expression] of Object.entries(fields)) {
			if (!('person' in expression) && expression.codes !== undefined)
				codes[`${kind}.${field}`] = { ...codes[`${kind}.${field}`], ...expression.codes };
		}
	}
	return codes;
}

function show(proposal: Proposal, row: RawRow, result: IntakeResult): readonly ShownCell[] | string {
	if ('setAside' in result) return `${result.setAside.reason}: ${result.setAside.message}`;
	const { body, faults } = result.record;
	return proposal.fields.map(({ field, column }): ShownCell => {
		const [slot = field, part] = field.split('.');
		const type = kindDef(proposal.kind).fields[slot]?.type;
		const fault = faults.find((one) => one.field === slot)?.code;
		const value = (body as Readonly<Record<string, unknown>>)[slot];
		const shown = part === undefined ? shownValue(value, type) : ((value as PersonValue | null)?.masked ?? '–');
		return { field, column, raw: shownRaw(row[column] ?? null, type), canonical: fault === undefined ? shown : `${shown} [${fault}]` };
	});
}

/** Texts may name anyone and numbers may be anyone's: they are shown by their length or their ends. */
function shownRaw(raw: string | null, type: string | undefined): string {
	if (raw === null || raw === '') return '–';
	if (type === 'person' || type === 'personName') return '***';
	if (type === 'freeText') return `(${raw.length} characters)`;
	return cut(withoutNumbers(raw));
}

function shownValue(value: unknown, type: string | undefined): string {
	if (value === null || value === undefined) return '–';
	// Which columns name the people whom a text must not name is only proposed yet.
	if (type === 'freeText') return `(${String(value).length} characters)`;
	if (Array.isArray(value)) return cut(withoutNumbers(value.join('、')));
	if (typeof value !== 'object') return cut(typeof value === 'string' ? withoutNumbers(value) : String(value));
	if ('masked' in value) return maskedName((value as PersonValue).name);
	return cut((value as AddressValue).text);
}

const maskedName = (name: string): string => (name === '' ? '–' : `${name.charAt(0)}**`);
const cut = (text: string): string => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);

/** Telephone and identity numbers with their middle hidden; a credit code has letters or belongs to an organisation, and stays. */
function withoutNumbers(text: string): string {
	return text.replace(/(?<![\dA-Z])(?:1\d{10}|0\d{2,3}-?\d{7,8}|[1-8]\d{16}[\dXx]|\d{15})(?![\dA-Z])/g, (number) =>
		/^(?:9[1-3]|5[1-3]|1[129])\d{6}[\dA-Z]{10}$/.test(number) && number.length === 18 && !/^\d{6}(?:19|20)\d{2}[01]\d[0-3]\d/.test(number)
			? number
			: `${number.slice(0, 3)}${'*'.repeat(number.length - 5)}${number.slice(-2)}`,
	);
}
