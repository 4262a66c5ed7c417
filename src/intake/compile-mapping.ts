/**
 * Compiles a table's mapping, once, into functions that take raw values out of a row. First step of intake:
 * decides which text belongs to which canonical field, and nothing about what the text is worth.
 */
import { isValidCreditCode } from '#core/codes/credit-code.ts';
import { type FieldDef, kindDef } from '#core/kinds.ts';
import type { Expression, FieldExpression, PersonExpression, TableMapping } from '#core/mapping.ts';
import type { RawRow } from '#core/ports.ts';
import type { FieldContext } from './parse/parse-field.ts';
import { isNullWord, SCIENTIFIC, squeeze, textOrNull } from './parse/text.ts';

/** Takes one raw text out of a row; null where the row has none. */
export type Take = (row: RawRow) => string | null;

/** A canonical field that is not a person. */
export interface CompiledField {
	readonly field: string;
	readonly def: FieldDef;
	readonly take: Take;
	/** What parsing needs beside the text; the division is added a row at a time. */
	readonly context: FieldContext;
}

/** A person of a record. */
export interface CompiledPerson {
	/** Canonical field. */
	readonly slot: string;
	readonly name: Take;
	readonly identityNumber: Take;
	readonly phone: Take;
	readonly keySuffix: string;
}

/** A table, ready to be applied to rows. */
export interface CompiledTable {
	/** Every column that the mapping names, sorted: what a connector reads, and nothing else. */
	readonly columns: readonly string[];
	/** Whether the row is one of this table's (`where`). */
	readonly accepts: (row: RawRow) => boolean;
	/** The record's key as written; null when no expression gives one. */
	readonly key: Take;
	/** Mapped fields in the order in which the kind declares them; persons stand in `people`. */
	readonly fields: readonly CompiledField[];
	readonly people: readonly CompiledPerson[];
	/** The raw division of the record; null where none is mapped. */
	readonly division: Take;
	/** Time of the last update as written; null for files. */
	readonly stamp: Take;
	readonly redact: readonly string[];
	/** Columns to hide when a row is set aside: those of persons, of `personal`, of `redact`. */
	readonly hidden: ReadonlySet<string>;
	/** Columns with free text: redacted when a row is set aside. */
	readonly freeText: ReadonlySet<string>;
}

const NOTHING: Take = () => null;

/** Compiles a table. `timezoneOffset` ("+08:00") is that of the source's times without one. */
export function compileTable(table: TableMapping, timezoneOffset: string): CompiledTable {
	const entries = Object.keys(kindDef(table.kind).fields).flatMap((field): [string, FieldExpression][] => {
		const expression = table.fields[field];
		return expression === undefined ? [] : [[field, expression]];
	});
	const fields = entries.flatMap(([field, expression]) =>
		'person' in expression ? [] : [compileField(table, field, expression, timezoneOffset)],
	);
	const people = entries.flatMap(([slot, expression]) => ('person' in expression ? [compilePerson(slot, expression.person)] : []));
	const { updatedColumn } = table;
	return {
		columns: columnsOf(table),
		accepts: compileWhere(table.where),
		key: firstOf(table.key.map((key) => compileKey(key, holdsCode(table, key)))),
		fields,
		people,
		division: fields.find((f) => f.def.type === 'division')?.take ?? NOTHING,
		stamp: updatedColumn === undefined ? NOTHING : (row) => row[updatedColumn] ?? null,
		redact: table.redact ?? [],
		hidden: new Set([...personColumns(table), ...(table.personal ?? []), ...(table.redact ?? [])]),
		freeText: new Set(
			entries.flatMap(([field, expression]) => (kindDef(table.kind).fields[field]?.type === 'freeText' ? fieldColumns(expression) : [])),
		),
	};
}

function compileField(table: TableMapping, field: string, expression: Expression, offset: string): CompiledField {
	const def = kindDef(table.kind).fields[field] as FieldDef;
	const { codes, otherwise, times, split } = expression;
	return {
		field,
		def,
		take: compileExpression(expression),
		context: { field, values: def.values, codes, otherwise, times, split, offset },
	};
}

function compilePerson(slot: string, person: PersonExpression): CompiledPerson {
	const optional = (expression: Expression | undefined): Take => (expression === undefined ? NOTHING : compileExpression(expression));
	return {
		slot,
		name: compileExpression(person.name),
		identityNumber: optional(person.identityNumber),
		phone: optional(person.phone),
		keySuffix: person.keySuffix ?? '',
	};
}

/** The raw text of an expression: a constant, one column, or several joined; then the pattern, where there is one. */
export function compileExpression(expression: Expression): Take {
	const take = compileColumns(expression);
	if (expression.pattern === undefined) return take;
	const pattern = new RegExp(expression.pattern, 'u');
	return (row) => {
		const found = pattern.exec((take(row) ?? '').normalize('NFKC'));
		return found === null ? null : (found[1] ?? found[0]);
	};
}

function compileColumns({ constant, columns, join = '' }: Expression): Take {
	if (constant !== undefined) return () => constant;
	const [column] = columns;
	if (column === undefined) return NOTHING;
	if (columns.length === 1) return (row) => row[column] ?? null;
	return (row) => {
		const given = columns.map((name) => textOrNull(row[name])).filter((value) => value !== null);
		return given.length === 0 ? null : given.join(join);
	};
}

/** A key is compared and exported: full-width forms are folded and spaces taken out, so that one record has one key. */
function compileKey(expression: Expression, isCode: boolean): Take {
	const take = compileExpression(expression);
	return (row) => {
		const key = squeeze(take(row) ?? '');
		return isNullWord(key) || hasLostDigits(key, isCode) ? null : key;
	};
}

/** What a spreadsheet left of a long number is shared by many rows: as a key it would make one record of them. */
function hasLostDigits(key: string, isCode: boolean): boolean {
	return SCIENTIFIC.test(key) || (isCode && /^\d{15}000$/.test(key) && !isValidCreditCode(key));
}

/** Whether a key is the record's credit code, from a file: a database keeps its key column whole, however it ends. */
function holdsCode({ kind, fields, keyColumn }: TableMapping, { columns: [column] }: Expression): boolean {
	if (keyColumn !== undefined) return false;
	return Object.entries(fields).some(
		([field, expression]) =>
			kindDef(kind).fields[field]?.type === 'creditCode' &&
			!('person' in expression) &&
			column !== undefined &&
			expression.columns.includes(column),
	);
}

function firstOf(takes: readonly Take[]): Take {
	return (row) => {
		for (const take of takes) {
			const value = take(row);
			if (value !== null) return value;
		}
		return null;
	};
}

function compileWhere(where: TableMapping['where']): CompiledTable['accepts'] {
	if (where === undefined) return () => true;
	const allowed = new Set(where.in.map(squeeze));
	return (row) => allowed.has(squeeze(row[where.column] ?? ''));
}

/** Columns of an expression, a person's included. */
function fieldColumns(expression: FieldExpression): readonly string[] {
	if (!('person' in expression)) return expression.columns;
	const { name, identityNumber, phone } = expression.person;
	return [...name.columns, ...(identityNumber?.columns ?? []), ...(phone?.columns ?? [])];
}

function personColumns(table: TableMapping): string[] {
	return Object.values(table.fields).flatMap((expression) => ('person' in expression ? fieldColumns(expression) : []));
}

function columnsOf(table: TableMapping): string[] {
	const all = new Set([
		...table.key.flatMap((key) => key.columns),
		...Object.values(table.fields).flatMap(fieldColumns),
		...(table.redact ?? []),
	]);
	for (const column of [table.keyColumn, table.updatedColumn, table.where?.column]) if (column !== undefined) all.add(column);
	return [...all].sort();
}
