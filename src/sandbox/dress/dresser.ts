/**
 * The mapping run backwards: a canonical row becomes the row that one agency's table would hold. Only what the mapping
 * names is written, so the same province can be dressed for any agency's columns and words.
 */
import { HubError } from '#core/errors.ts';
import { type FieldDef, type FieldType, kindDef } from '#core/kinds.ts';
import type { Expression, FieldExpression, PersonExpression, SourceMapping, TableMapping } from '#core/mapping.ts';
import type { Draft, Person } from '#sandbox/generate/draft.ts';
import { createRandom, type Random } from '#sandbox/random.ts';
import { type InstantForm, writeIdentityNumber, writeNull, writePersonName, writePhones, writeValue } from './values.ts';

/** What a column of a table holds; decides its type in a database. */
export type ColumnUse = 'key' | 'numericKey' | 'stamp' | 'decimal' | 'integer' | 'day' | 'text';

export interface Column {
	readonly name: string;
	readonly use: ColumnUse;
	/** Rows are looked up by it (credit codes, licence numbers). */
	readonly lookedUp: boolean;
}

/** A row as the agency holds it. */
export interface DressedRow {
	/** By position in `Dresser.columns`; the stamp's column is left null and filled by the table. */
	readonly values: (string | null)[];
	/** The record's key, as the hub will read it; empty when the row has none. */
	readonly key: string;
	/** Keys under which its people stand, by person id. */
	readonly people: readonly { readonly person: string; readonly exportKey: string }[];
	/** Fields whose value cannot be read back, and why. */
	readonly lost: readonly { readonly field: string; readonly code: string }[];
}

/** Dresses the rows of one table. */
export interface Dresser {
	readonly source: SourceMapping;
	readonly table: TableMapping;
	readonly columns: readonly Column[];
	/** Whether a row belongs in this table: its kind, and the constants of the mapping, agree. */
	accepts(draft: Draft): boolean;
	dress(draft: Draft): DressedRow;
}

/** Kinds whose own number is written with letters; others count. */
const LETTERED: readonly string[] = ['penalty', 'complaint', 'incident'];

interface Writing {
	readonly draft: Draft;
	readonly random: Random;
	readonly values: (string | null)[];
	readonly lost: { field: string; code: string }[];
	readonly people: { person: string; suffix: string }[];
}
type Write = (writing: Writing) => void;

/** A dresser for one table. @throws HubError CONFIG for an expression that cannot be run backwards. */
export function createDresser(source: SourceMapping, table: TableMapping, options: { seed: string; dirt: number }): Dresser {
	const fields = kindDef(table.kind).fields;
	const primary = primaryColumns(source, table);
	const columns = columnsOf(table, primary);
	const at = new Map(columns.map((column, i) => [column.name, i]));
	const instants: InstantForm = source.connector.type === 'rest' || source.connector.type === 'ndjson' ? 'iso' : 'local';
	const context = { at, instants, dirt: options.dirt, primary: new Set(primary) };
	const writes = orderedFields(table).map(([field, expression]) =>
		writeOf(table, { field, def: fields[field] as FieldDef, expression }, context),
	);
	const constants = Object.entries(table.fields).flatMap(([field, e]) =>
		'constant' in e && e.constant !== undefined ? [[field, e.constant] as const] : [],
	);
	const fixed = fixedWrites(table, at, options.dirt);
	return {
		source,
		table,
		columns,
		accepts: (draft) => draft.kind === table.kind && constants.every(([field, value]) => fieldOf(draft, field) === value),
		dress(draft) {
			const random = createRandom(options.seed, 'dress', draft.kind, draft.id);
			const writing: Writing = { draft, random, values: new Array<string | null>(columns.length).fill(null), lost: [], people: [] };
			for (const write of writes) write(writing);
			for (const write of fixed) write(writing);
			const key = keyOf(table, writing.values, at);
			return {
				values: writing.values,
				key,
				people: writing.people.map(({ person, suffix }) => ({ person, exportKey: key + suffix })),
				lost: writing.lost,
			};
		},
	};
}

function fieldOf(draft: Draft, field: string): unknown {
	return (draft.fields as Readonly<Record<string, unknown>>)[field];
}

/** Persons first: a column that holds both a person's phone and the record's is then the record's. */
function orderedFields(table: TableMapping): [string, FieldExpression][] {
	const entries = Object.entries(table.fields);
	return [...entries.filter(([, e]) => 'person' in e), ...entries.filter(([, e]) => !('person' in e))];
}

/** Columns that must hold a value of their own in every row: a database's key. Files have none. */
function primaryColumns(source: SourceMapping, table: TableMapping): string[] {
	if (source.connector.type !== 'postgres' && source.connector.type !== 'mysql') return [];
	return table.keyColumn !== undefined ? [table.keyColumn] : (table.key[0]?.columns.slice(0, 1) ?? []);
}

function expressionsOf(expression: FieldExpression): Expression[] {
	if (!('person' in expression)) return [expression];
	const { name, identityNumber, phone } = expression.person;
	return [name, identityNumber, phone].filter((e) => e !== undefined);
}

/** Every column of the mapping, once, in the order of its first mention. */
function columnsOf(table: TableMapping, primary: readonly string[]): Column[] {
	const uses = new Map<string, { use: ColumnUse; lookedUp: boolean }>();
	const fields = kindDef(table.kind).fields;
	const note = (name: string, use: ColumnUse, lookedUp = false) => {
		const before = uses.get(name);
		uses.set(name, { use: before === undefined || before.use === use ? use : 'text', lookedUp: lookedUp || (before?.lookedUp ?? false) });
	};
	for (const [field, expression] of Object.entries(table.fields)) {
		const type = fields[field]?.type;
		const looked = type === 'creditCode' || type === 'licenceNo';
		for (const inner of expressionsOf(expression)) for (const name of inner.columns) note(name, columnUse(inner, type), looked);
	}
	for (const expression of table.key) {
		for (const name of expression.columns) if (!uses.has(name)) note(name, LETTERED.includes(table.kind) ? 'text' : 'numericKey');
	}
	for (const name of table.redact ?? []) note(name, 'text');
	if (table.where) note(table.where.column, 'text');
	for (const name of primary) if (uses.get(name)?.use !== 'numericKey') uses.set(name, { use: 'key', lookedUp: false });
	if (table.updatedColumn !== undefined) uses.set(table.updatedColumn, { use: 'stamp', lookedUp: false });
	return [...uses].map(([name, rest]) => ({ name, ...rest }));
}

function columnUse(expression: Expression, type: FieldType | undefined): ColumnUse {
	if (expression.codes !== undefined || expression.pattern !== undefined || expression.columns.length > 1) return 'text';
	if (type === 'decimal' || type === 'integer' || type === 'day') return type;
	return 'text';
}

interface Context {
	readonly at: ReadonlyMap<string, number>;
	readonly instants: InstantForm;
	readonly dirt: number;
	readonly primary: ReadonlySet<string>;
}
interface Field {
	readonly field: string;
	readonly def: FieldDef;
	readonly expression: FieldExpression;
}

function writeOf(table: TableMapping, field: Field, context: Context): Write {
	if ('person' in field.expression) return personWrite(field, field.expression.person, context);
	const expression = field.expression;
	if (expression.constant !== undefined || expression.columns.length === 0) return () => {};
	const index = context.at.get(expression.columns[0] as string) as number;
	const write = scalarText(table, field, expression, context);
	return (writing) => {
		const text = write(writing);
		if (text !== null || writing.values[index] === null) writing.values[index] = text;
	};
}

/** The text of a field that is no person; the whole value stands in the first of several joined columns. */
function scalarText(
	table: TableMapping,
	{ field, def }: Field,
	expression: Expression,
	context: Context,
): (writing: Writing) => string | null {
	const words = expression.codes && inverse(expression.codes);
	const numeric = ['decimal', 'integer', 'time'].includes(def.type);
	const isKey = context.primary.has(expression.columns[0] as string);
	const dirt = isKey ? 0 : context.dirt;
	const wrap = expression.pattern === undefined ? (text: string) => text : patternFiller(table, field, expression.pattern);
	return (writing) => {
		const value = fieldOf(writing.draft, field);
		const { random } = writing;
		if (value === undefined || value === null) {
			if (isKey) return writing.draft.id;
			return numeric || words !== undefined ? null : writeNull(random, dirt);
		}
		if (Array.isArray(value))
			return wrap(def.type === 'phones' ? writePhones(random, value, dirt) : value.join(expression.split?.[0] ?? '、'));
		if (words !== undefined) return wordFor(random, words, String(value), expression.otherwise);
		const scaled = expression.times === undefined ? String(value) : divide(String(value), expression.times);
		const written = writeValue(random, def.type, scaled, { dirt, instants: context.instants });
		if (written.lost !== null) writing.lost.push({ field, code: written.lost });
		return written.text === null ? null : wrap(written.text);
	};
}

/** Canonical code → the agency's words for it, the first as the usual one. */
function inverse(codes: Readonly<Record<string, string>>): Map<string, string[]> {
	const out = new Map<string, string[]>();
	for (const [word, code] of Object.entries(codes)) out.set(code, [...(out.get(code) ?? []), word]);
	return out;
}

// A word that no code list holds: it stands for what the mapping lets fall to its `otherwise`.
const OTHER_WORD = '其他';

function wordFor(
	random: Random,
	words: ReadonlyMap<string, readonly string[]>,
	code: string,
	otherwise: string | undefined,
): string | null {
	const own = words.get(code);
	if (own === undefined) return code === otherwise ? OTHER_WORD : null;
	return random.chance(0.95) ? (own[0] as string) : random.pick(own);
}

function divide(value: string, times: string): string {
	return String(Number((Number(value) / Number(times)).toFixed(6)));
}

/** Text around the first group of a regular expression, so that the expression finds the value again. */
function patternFiller(table: TableMapping, field: string, pattern: string): (text: string) => string {
	const literal = (part: string) => part.replace(/^\^|\$$/g, '').replace(/\\(.)/g, '$1');
	const open = pattern.search(/(?<!\\)\((?!\?)/);
	const close = pattern.lastIndexOf(')');
	const [before, after] = open < 0 ? ['', ''] : [literal(pattern.slice(0, open)), literal(pattern.slice(close + 1))];
	const regex = new RegExp(pattern, 'u');
	return (text) => {
		for (const candidate of [text, before + text + after]) {
			const found = regex.exec(candidate);
			if (found !== null && (found[1] ?? found[0]) === text) return candidate;
		}
		throw new HubError(
			'CONFIG',
			`The sandbox cannot write ${table.recordType}.${field}: no text around a value satisfies the pattern ${pattern}; simplify it.`,
		);
	};
}

function personWrite({ field }: Field, expression: PersonExpression, context: Context): Write {
	const column = (e: Expression | undefined) => (e === undefined ? undefined : context.at.get(e.columns[0] ?? ''));
	const [name, number, phone] = [column(expression.name), column(expression.identityNumber), column(expression.phone)];
	const put = (writing: Writing, index: number | undefined, text: string | null) => {
		if (index !== undefined) writing.values[index] = text;
	};
	return (writing) => {
		const person = fieldOf(writing.draft, field) as Person | null | undefined;
		if (person === undefined || person === null) return;
		const { random } = writing;
		put(writing, name, writePersonName(random, person.name, context.dirt));
		if (number !== undefined) {
			const written = writeIdentityNumber(random, person.identityNumber, context.dirt);
			if (written.lost !== null) writing.lost.push({ field, code: written.lost });
			put(writing, number, written.text);
		}
		put(writing, phone, person.phone);
		writing.people.push({ person: person.id, suffix: expression.keySuffix ?? '' });
	};
}

/** What no field fills: the row's own number, the value that tells kinds in one table apart, who complains. */
function fixedWrites(table: TableMapping, at: ReadonlyMap<string, number>, dirt: number): Write[] {
	const filled = new Set(
		Object.values(table.fields)
			.flatMap(expressionsOf)
			.flatMap((e) => e.columns),
	);
	const out: Write[] = [];
	const own = (table.key[0]?.columns ?? []).filter((column) => !filled.has(column));
	const put = (column: string, text: (draft: Draft) => string | null) =>
		out.push(({ draft, values }) => {
			values[at.get(column) as number] = text(draft);
		});
	for (const column of own) put(column, (draft) => draft.id);
	const { where } = table;
	if (where) put(where.column, () => where.in[0] ?? null);
	(table.redact ?? []).forEach((column, i) => {
		out.push(({ draft, values, random }) => {
			const told = i % 2 === 0 ? draft.complainant?.name : draft.complainant?.phone;
			values[at.get(column) as number] = told === undefined || random.chance(dirt * 3) ? null : told;
		});
	});
	return out;
}

/** The record's key: the first expression that gives a value. */
function keyOf(table: TableMapping, values: readonly (string | null)[], at: ReadonlyMap<string, number>): string {
	for (const expression of table.key) {
		const parts = expression.columns.map((column) => values[at.get(column) as number] ?? '').filter((part) => part.trim() !== '');
		const text = parts.join(expression.join ?? '').trim();
		if (text !== '' && !/^(无|-|—|NULL)$/.test(text)) return text;
	}
	return '';
}
