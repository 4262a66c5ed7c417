/**
 * From the short forms of the YAML to the mapping of `core/mapping.ts`: a bare column, one column for a list,
 * a person as a map. Says nothing about right or wrong; `check-mapping.ts` does.
 */
import { kindDef } from '#core/kinds.ts';
import type { Expression, FieldExpression, PersonExpression, SourceMapping, TableMapping } from '#core/mapping.ts';
import type { RawExpression, RawField, RawSource, RawTable } from './config-schema.ts';

type Loose = Exclude<RawField, string>;

/** An expression from its short or long form. */
export function readExpression(raw: RawExpression | Loose): Expression {
	if (typeof raw === 'string') return { columns: [raw] };
	const columns = raw.columns ?? (raw.column === undefined ? [] : [raw.column]);
	return {
		columns,
		...(raw.join !== undefined && { join: raw.join }),
		...(raw.codes !== undefined && { codes: mapValues(raw.codes) }),
		...(raw.otherwise !== undefined && { otherwise: raw.otherwise }),
		...(raw.times !== undefined && { times: String(raw.times) }),
		...(raw.split !== undefined && { split: raw.split }),
		...(raw.pattern !== undefined && { pattern: raw.pattern }),
		...(raw.constant !== undefined && { constant: String(raw.constant) }),
	};
}

/** A person; a bare column or an expression without `name` is taken as the name. */
export function readPerson(raw: RawField): PersonExpression {
	if (typeof raw === 'string' || raw.name === undefined) return { name: readExpression(raw) };
	return {
		name: readExpression(raw.name),
		...(raw.identityNumber !== undefined && { identityNumber: readExpression(raw.identityNumber) }),
		...(raw.phone !== undefined && { phone: readExpression(raw.phone) }),
		...(raw.keySuffix !== undefined && { keySuffix: raw.keySuffix }),
	};
}

/** A table; `name` is its entry in the file and its record type where none is given. */
export function readTable(name: string, raw: RawTable): TableMapping {
	const recordType = raw.recordType ?? name;
	const key = (Array.isArray(raw.key) ? raw.key : [raw.key]).map(readExpression);
	const fields = Object.fromEntries(
		Object.entries(raw.fields).map(([field, expression]): [string, FieldExpression] => [
			field,
			kindDef(raw.kind).fields[field]?.type === 'person' ? { person: readPerson(expression) } : readExpression(expression),
		]),
	);
	const keyColumn = raw.keyColumn ?? (key[0]?.columns.length === 1 ? key[0].columns[0] : undefined);
	return {
		...(name === recordType ? {} : { name }),
		recordType,
		kind: raw.kind,
		from: raw.from ?? recordType,
		key,
		...(keyColumn !== undefined && { keyColumn }),
		...(raw.updatedColumn !== undefined && { updatedColumn: raw.updatedColumn }),
		...(raw.where !== undefined && { where: { column: raw.where.column, in: asList(raw.where.in).map(String) } }),
		fields,
		...(raw.needsOneOf !== undefined && { needsOneOf: raw.needsOneOf }),
		...(raw.redact !== undefined && { redact: asList(raw.redact) }),
		...(raw.personal !== undefined && { personal: asList(raw.personal) }),
		...(raw.format !== undefined && { format: raw.format }),
	};
}

/** A source with all its tables. */
export function readSource(id: string, raw: RawSource): SourceMapping {
	return {
		id,
		agency: raw.agency,
		modes: raw.modes,
		connector: raw.connector,
		overlapMinutes: raw.overlapMinutes,
		tables: Object.entries(raw.tables).map(([name, table]) => readTable(name, table)),
		...(raw.verify !== undefined && { verify: raw.verify }),
		liveDeadlineMs: raw.liveDeadlineMs,
	};
}

function asList<T>(value: T | T[]): T[] {
	return Array.isArray(value) ? value : [value];
}

function mapValues(codes: Readonly<Record<string, string | number | boolean>>): Record<string, string> {
	return Object.fromEntries(Object.entries(codes).map(([from, to]) => [from, String(to)]));
}
