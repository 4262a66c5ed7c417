/** Values as SQL that gives their JSON text, byte for byte as the answer's types write them; what they would refuse is `UNWRITABLE`. */
import { type RawBuilder, sql } from 'kysely';
import { UNWRITABLE, type WrittenForm, type WrittenLeaf } from './written.ts';

type Sql = RawBuilder<unknown>;

const UNWRITTEN = sql.lit(UNWRITABLE);
const absent = (nullable: boolean): Sql => (nullable ? sql.lit('null') : UNWRITTEN);

/** 17 digits with a year where an identity number has one: less than an identity number, and seldom anything else. */
const LIKE_A_NUMBER = sql.lit('[1-9][0-9]{5}(19|20)[0-9]{9}');
/** Characters of an identity number in quotes; shorter texts hold none. */
const QUOTED_NUMBER = sql.lit(20);

/** The text of a value. */
export function leafText(value: Sql, leaf: WrittenLeaf): Sql {
	const { as, form, entries, nullable } = leaf;
	if (as === 'json') return entries === null ? jsonText(value, leaf, nullable) : jsonListText(value, leaf, entries.nullable);
	if (as === 'texts') return listText(value, form, nullable);
	const text = columnText(value, leaf);
	return nullable ? sql`coalesce(${text}, ${absent(true)})` : sql`coalesce(${text}, ${UNWRITTEN})`;
}

/** Text of a column; null for null. */
function columnText(value: Sql, { as, form }: WrittenLeaf): Sql {
	if (as === 'date') return sql`'"' || ${value}::text || '"'`;
	if (as !== 'text') return sql`${value}::text`;
	if (form === 'text') return sql`to_json(${value})::text`;
	if (typeof form !== 'string') return oneOf(value, { values: form, text: sql`'"' || ${value} || '"'` });
	return sql`case when ${value} is not null then ${checked(sql`to_json(${value})::text`, form)} end`;
}

/** The text of a value of a closed list; null for null. */
function oneOf(value: Sql, { values, text }: { readonly values: readonly string[]; readonly text: Sql }): Sql {
	return sql`case when ${value} in (${sql.join(values.map((one) => sql.lit(one)))}) then ${text} when ${value} is not null then ${UNWRITTEN} end`;
}

/** A list of texts that is a column. */
function listText(value: Sql, form: WrittenForm, nullable: boolean): Sql {
	const text = sql`array_to_json(${value})::text`;
	if (typeof form === 'string') return sql`coalesce(${text}, ${absent(nullable)})`;
	const values = sql.join(form.map((one) => sql.lit(one)));
	return sql`case when ${value} <@ array[${values}]::text[] then ${text} when ${value} is null then ${absent(nullable)} else ${UNWRITTEN} end`;
}

const JSON_TYPE: Readonly<Record<string, string>> = { int: 'number', boolean: 'boolean' };

/** A value out of a document. Of a document every type can be missing or wrong, so it is looked at. */
function jsonText(value: Sql, { form, hidesNumbers }: Pick<WrittenLeaf, 'form' | 'hidesNumbers'>, nullable: boolean): Sql {
	const text = sql`${value}::text`;
	const type = sql.lit(typeof form === 'string' ? (JSON_TYPE[form] ?? 'string') : 'string');
	const written =
		hidesNumbers === true
			? sql`case when length(${text}) < ${QUOTED_NUMBER} or ${text} !~ ${LIKE_A_NUMBER} then ${text} else ${UNWRITTEN} end`
			: checked(text, form);
	return typed(value, { type, written, nullable });
}

function jsonListText(value: Sql, leaf: WrittenLeaf, nullableEntries: boolean): Sql {
	const entry = jsonText(sql`e.value`, leaf, nullableEntries);
	const written = sql`(select '[' || coalesce(string_agg(${entry}, ',' order by e.ordinality), '') || ']'
		from jsonb_array_elements(${value}) with ordinality e)`;
	return typed(value, { type: sql.lit('array'), written, nullable: leaf.nullable });
}

/** The text of an object in a document, of the text of what is in it. */
export function objectText(value: Sql, inside: Sql, nullable: boolean): Sql {
	return typed(value, { type: sql.lit('object'), written: inside, nullable });
}

function typed(value: Sql, { type, written, nullable }: { readonly type: Sql; readonly written: Sql; readonly nullable: boolean }): Sql {
	const none = absent(nullable);
	return sql`case jsonb_typeof(${value}) when ${type} then ${written} when 'null' then ${none}
		else case when ${value} is null then ${none} else ${UNWRITTEN} end end`;
}

/** A text in quotes that its form allows. Days were read as such by intake, so that their shape is enough. */
function checked(text: Sql, form: WrittenForm): Sql {
	if (form === 'text' || form === 'boolean') return text;
	const allowed =
		typeof form === 'string'
			? sql`${text} ~ ${sql.lit(SHAPES[form])}`
			: sql`${text} in (${sql.join(form.map((one) => sql.lit(`"${one}"`)))})`;
	return sql`case when ${allowed} then ${text} else ${UNWRITTEN} end`;
}

const SHAPES = {
	day: '^"[0-9]{4}-[0-9]{2}-[0-9]{2}"$',
	decimal: '^"-?[0-9]+([.][0-9]+)?"$',
	int: '^-?[0-9]{1,9}$',
} as const;
