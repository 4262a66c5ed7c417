/**
 * Checks what a mapping means before anything is read: fields that exist, code lists that stay within the allowed
 * values, persons with a name, keys, and personal columns that would slip in as plain text.
 */
import { type FieldDef, type FieldType, kindDef } from '#core/kinds.ts';
import { FORMATS, OPTIONS } from '#core/source-settings.ts';
import type { RawExpression, RawField, RawSource, RawTable } from './config-schema.ts';
import { hint, type Mistake } from './mistakes.ts';
import { readExpression, readPerson } from './read-mapping.ts';
import { partMistakes } from './shape.ts';
import type { Path, YamlTree } from './yaml-file.ts';

type Report = (path: Path, message: string, atKey?: boolean) => void;

/** Types for which a member of an expression means something; elsewhere it is a misunderstanding. */
const MEMBER_TYPES: Readonly<Record<string, readonly FieldType[]>> = { times: ['decimal'], split: ['list'] };

/** All mistakes of meaning in the sources. */
export function checkMapping(sources: Readonly<Record<string, RawSource>>, tree: YamlTree): Mistake[] {
	const mistakes: Mistake[] = [];
	const report: Report = (path, message, atKey = false) => {
		mistakes.push({ ...(atKey ? tree.keyPlace(path) : tree.place(path)), message });
	};
	for (const [id, source] of Object.entries(sources)) {
		checkSource(['sources', id], source, report);
		mistakes.push(...settingsMistakes(['sources', id], source, tree));
	}
	return mistakes;
}

/** What the type of a connector does not know among its options and the formats of its tables. */
function settingsMistakes(path: Path, { connector, tables }: RawSource, tree: YamlTree): Mistake[] {
	const { type, options = {} } = connector;
	return [
		...partMistakes(OPTIONS[type], options, [...path, 'connector', 'options'], tree),
		...Object.entries(tables).flatMap(([name, { format = {} }]) =>
			partMistakes(FORMATS[type], format, [...path, 'tables', name, 'format'], tree),
		),
	];
}

function checkSource(path: Path, source: RawSource, report: Report): void {
	checkConnector([...path, 'connector'], source, report);
	if (source.modes.includes('verify') !== (source.verify !== undefined)) {
		const why =
			source.verify === undefined ? 'is in “modes”, but “verify:” does not say how' : 'is described, but “modes” does not allow it';
		report([...path, source.verify === undefined ? 'modes' : 'verify'], `Asking about people ${why}.`);
	}
	const seen = new Map<string, string>();
	for (const [name, table] of Object.entries(source.tables)) {
		const at = [...path, 'tables', name];
		checkTable(at, table, source, report);
		const identity = `${table.recordType ?? name} ${table.kind}`;
		const other = seen.get(identity);
		if (other !== undefined)
			report(at, `Record type and kind are the same as those of “${other}”; records would overwrite each other.`, true);
		seen.set(identity, name);
	}
}

function checkConnector(path: Path, source: RawSource, report: Report): void {
	const { type, url, folder, timezone, signing } = source.connector;
	const isFile = type === 'csv' || type === 'xlsx' || type === 'ndjson';
	if (isFile && folder === undefined) report(path, `A ${type} source needs “folder”, where its files appear.`, true);
	if (!isFile && url === undefined) report(path, `A ${type} source needs “url”.`, true);
	if (!isFile && folder !== undefined) report([...path, 'folder'], `A ${type} source has no “folder”.`, true);
	if (type !== 'rest' && signing !== undefined)
		report([...path, 'signing'], `Only calls of a rest source are signed, not of ${type}.`, true);
	try {
		new Intl.DateTimeFormat('en', { timeZone: timezone });
	} catch {
		report([...path, 'timezone'], `There is no time zone “${timezone}”; Asia/Shanghai is the usual one.`);
	}
}

function checkTable(path: Path, table: RawTable, source: RawSource, report: Report): void {
	const def = kindDef(table.kind);
	const known = Object.keys(def.fields);
	for (const [field, raw] of Object.entries(table.fields)) {
		const at = [...path, 'fields', field];
		const fieldDef = def.fields[field];
		if (fieldDef === undefined) report(at, `“${field}” is no field of ${table.kind}.${hint(field, known)}`, true);
		else checkField(at, raw, fieldDef, report);
	}
	const keys = Array.isArray(table.key) ? table.key : [table.key];
	keys.forEach((key, index) => {
		checkExpression(Array.isArray(table.key) ? [...path, 'key', index] : [...path, 'key'], key, report);
	});
	for (const [index, field] of (table.needsOneOf ?? []).entries()) {
		if (!(field in table.fields))
			report([...path, 'needsOneOf', index], `“${field}” is not mapped in “fields”.${hint(field, Object.keys(table.fields))}`);
	}
	if (def.belongsBy !== undefined && !(def.belongsBy in table.fields)) {
		report([...path, 'fields'], `A ${table.kind} belongs to an organisation by “${def.belongsBy}”; map that field.`, true);
	}
	checkUpdates(path, source, table, report);
	checkPeople(path, table, report);
	checkPersonalColumns(path, table, report);
}

/** A database is asked for what changed, or, when that is said, read whole: a column forgotten must not cost every night a whole read. */
function checkUpdates(path: Path, { connector }: RawSource, table: RawTable, report: Report): void {
	const database = connector.type === 'postgres' || connector.type === 'mysql';
	if (table.readWhole !== undefined && (!database || table.updatedColumn !== undefined)) {
		const why = database ? 'it has “updatedColumn”' : 'it is for databases';
		report([...path, 'readWhole'], `Take “readWhole” out: ${why}.`, true);
	}
	if (database && table.updatedColumn === undefined && table.readWhole === undefined) {
		report(path, 'A table of a database needs “updatedColumn”, by which changes are read, or “readWhole: true” where it has none.', true);
	}
}

function checkField(path: Path, raw: RawField, def: FieldDef, report: Report): void {
	if (def.type === 'person') {
		checkPerson(path, raw, report);
		return;
	}
	if (typeof raw !== 'string') {
		for (const member of ['name', 'identityNumber', 'phone', 'keySuffix'] as const) {
			if (raw[member] !== undefined) report([...path, member], `“${member}” belongs to a person; ${path.at(-1)} is a ${def.type}.`, true);
		}
		for (const [member, types] of Object.entries(MEMBER_TYPES)) {
			if (raw[member as 'times'] !== undefined && !types.includes(def.type)) {
				report([...path, member], `“${member}” is for fields of type ${types.join(', ')}; ${path.at(-1)} is a ${def.type}.`, true);
			}
		}
	}
	if (typeof raw !== 'string' && raw.times !== undefined && !(Number(raw.times) > 0)) {
		report([...path, 'times'], `“times” is a number above 0, like 10000; “${raw.times}” is none.`, true);
	}
	checkExpression(path, raw, report);
	checkCodes(path, raw, def, report);
}

function checkPerson(path: Path, raw: RawField, report: Report): void {
	if (typeof raw === 'string') return;
	if (raw.name === undefined && raw.column === undefined && raw.columns === undefined) {
		report(path, 'A person needs “name”: the column with the person’s name.', true);
		return;
	}
	if (raw.name !== undefined && (raw.column !== undefined || raw.columns !== undefined)) {
		report(path, 'A person is given either by “name” or by a column, not both.', true);
	}
	for (const member of ['name', 'identityNumber', 'phone'] as const) {
		const expression = raw[member];
		if (expression !== undefined) checkExpression([...path, member], expression, report);
	}
}

function checkExpression(path: Path, raw: RawExpression | RawField, report: Report): void {
	if (typeof raw === 'string') return;
	const sources = [raw.column, raw.columns, raw.constant].filter((given) => given !== undefined).length;
	if (sources === 0) report(path, 'No column is named; write “column:”, “columns:” or “constant:”.', true);
	if (sources > 1) report(path, '“column”, “columns” and “constant” exclude each other.', true);
	if (raw.pattern !== undefined) {
		try {
			new RegExp(raw.pattern, 'u');
		} catch {
			report([...path, 'pattern'], `The pattern ${raw.pattern} is no valid regular expression.`);
		}
	}
}

function checkCodes(path: Path, raw: RawField, def: FieldDef, report: Report): void {
	const allowed = def.values;
	if (allowed === undefined) return;
	if (typeof raw === 'string' || (raw.codes === undefined && raw.constant === undefined)) {
		report(path, `${path.at(-1)} needs “codes”, from the agency’s words to: ${allowed.join(', ')}.`, true);
		return;
	}
	for (const [word, canonical] of Object.entries(raw.codes ?? {})) {
		const value = String(canonical);
		if (!allowed.includes(value)) report([...path, 'codes', word], `“${value}” is no value of ${path.at(-1)}.${hint(value, allowed)}`);
	}
	for (const member of ['otherwise', 'constant'] as const) {
		const value = raw[member];
		if (value !== undefined && !allowed.includes(String(value))) {
			report([...path, member], `“${String(value)}” is no value of ${path.at(-1)}.${hint(String(value), allowed)}`);
		}
	}
}

/** Two people of one record need different keys in people.csv. */
function checkPeople(path: Path, table: RawTable, report: Report): void {
	const seen = new Map<string, string>();
	for (const [field, raw] of Object.entries(table.fields)) {
		if (kindDef(table.kind).fields[field]?.type !== 'person') continue;
		const suffix = readPerson(raw).keySuffix ?? '';
		const other = seen.get(suffix);
		if (other !== undefined) {
			report([...path, 'fields', field], `${field} and ${other} would have the same key; give them different “keySuffix”es.`, true);
		}
		seen.set(suffix, field);
	}
}

/** A column that is read only to be removed, or holds an identity number, must not come in by another door. */
function checkPersonalColumns(path: Path, table: RawTable, report: Report): void {
	const listed = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat());
	const redacted = new Set(listed(table.redact));
	const personal = new Set(listed(table.personal));
	const numbers = new Set<string>();
	for (const raw of Object.values(table.fields)) {
		if (typeof raw !== 'string' && raw.identityNumber !== undefined)
			for (const c of readExpression(raw.identityNumber).columns) numbers.add(c);
	}
	for (const [field, raw] of Object.entries(table.fields)) {
		const type = kindDef(table.kind).fields[field]?.type;
		const at = [...path, 'fields', field];
		const used = type === 'person' ? [] : readExpression(raw).columns;
		const inPerson = type === 'person' ? readPerson(raw) : null;
		const all =
			inPerson === null
				? used
				: [...inPerson.name.columns, ...(inPerson.identityNumber?.columns ?? []), ...(inPerson.phone?.columns ?? [])];
		for (const column of all) {
			if (redacted.has(column)) report(at, `The column ${column} is under “redact” and must not be taken in.`, true);
		}
		for (const column of used) {
			if (personal.has(column) && type !== 'phones') {
				report(
					at,
					`The column ${column} is under “personal”, but would be kept as ${type ?? 'text'}; map it as a person or leave it out.`,
					true,
				);
			}
			if (numbers.has(column) && type !== 'creditCode') {
				report(at, `The column ${column} holds identity numbers and cannot be kept as ${type ?? 'text'}.`, true);
			}
		}
	}
	const keyColumns = (Array.isArray(table.key) ? table.key : [table.key]).flatMap((key) => readExpression(key).columns);
	for (const column of keyColumns) {
		if (redacted.has(column) || numbers.has(column)) report([...path, 'key'], `The column ${column} is personal and cannot be a key.`);
	}
}
