/** Conditions on one record as SQL, by the types of its fields; people through the other records that name them. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type FieldType, type Kind, kindDef } from '#core/kinds.ts';
import {
	type AmountRange,
	type DayRange,
	PERSON_FILTERS,
	type PersonFilter,
	type RecordFilter,
	type TextCondition,
} from '#core/organisation-filter.ts';
import { inDivisions, inSources, type RowScope } from './row-scope.ts';

type Condition = RawBuilder<SqlBool>;

/** Conditions joined by "and"; none: true. */
export function allOf(parts: readonly Condition[]): Condition {
	return parts.length === 0 ? sql`true` : sql`(${sql.join([...parts], sql` and `)})`;
}

/** Conditions joined by "or"; none: false. */
export function anyOf(parts: readonly Condition[]): Condition {
	return parts.length === 0 ? sql`false` : sql`(${sql.join([...parts], sql` or `)})`;
}

/** What must hold of the record under the alias `r` for a filter on its kind; also that it is of the kind, and of a source the reader sees. */
export function recordMatches(
	scope: RowScope,
	kind: Kind,
	{ filter, r }: { readonly filter: RecordFilter; readonly r: string },
): Condition {
	const parts: Condition[] = [sql`${sql.ref(`${r}.kind`)} = ${kind}`, inSources(scope.sources, `${r}.source`)];
	for (const [field, { type }] of Object.entries(kindDef(kind).fields)) {
		const condition = filter[field];
		if (condition == null) continue;
		parts.push(type === 'person' ? personMatches(scope, field, { filter: condition, r }) : fieldMatches(type, field, { condition, r }));
	}
	return allOf(parts);
}

function fieldMatches(type: FieldType, field: string, { condition, r }: { readonly condition: unknown; readonly r: string }): Condition {
	const body = sql.ref(`${r}.body`);
	const value = sql`(${body} ->> ${sql.lit(field)})`;
	if (type === 'code') return sql`${value} = any(${[...(condition as readonly string[])]}::text[])`;
	if (type === 'day' || type === 'instant') return dayIn(value, condition as DayRange);
	if (type === 'decimal' || type === 'integer') return amountIn(value, condition as AmountRange);
	if (type === 'division') return divisionIs(value, condition as string);
	if (type === 'industry') return sql`starts_with(${value}, ${condition as string})`;
	if (type === 'address') return textIs(sql`(${body} -> ${sql.lit(field)} ->> 'text')`, condition as TextCondition);
	if (type !== 'list') return textIs(value, condition as TextCondition);
	const list = sql`case jsonb_typeof(${body} -> ${sql.lit(field)}) when 'array' then ${body} -> ${sql.lit(field)} else '[]' end`;
	return sql`exists (select from jsonb_array_elements_text(${list}) entry where ${textIs(sql`entry`, condition as TextCondition)})`;
}

/** Days and instants of the hub are texts of Asia/Shanghai that sort. */
function dayIn(value: RawBuilder<unknown>, { from, before }: DayRange): Condition {
	const parts: Condition[] = [sql`${value} is not null`];
	if (from != null) parts.push(sql`${value} collate "C" >= ${from}`);
	if (before != null) parts.push(sql`${value} collate "C" < ${before}`);
	return allOf(parts);
}

function amountIn(value: RawBuilder<unknown>, { min, max }: AmountRange): Condition {
	const parts: Condition[] = [sql`${value} is not null`];
	if (min != null) parts.push(sql`${value}::numeric >= ${min}::numeric`);
	if (max != null) parts.push(sql`${value}::numeric <= ${max}::numeric`);
	return allOf(parts);
}

function divisionIs(value: RawBuilder<unknown>, code: string): Condition {
	return sql`starts_with(${value}, ${code.replace(/(?:00)+$/, '')})`;
}

function textIs(value: RawBuilder<unknown>, { in: equal, contains }: TextCondition): Condition {
	const parts: Condition[] = [sql`${value} is not null`];
	if (equal != null) parts.push(sql`${value} = any(${[...equal]}::text[])`);
	if (contains != null) parts.push(sql`exists (select from unnest(${[...contains]}::text[]) piece where strpos(${value}, piece) > 0)`);
	return allOf(parts);
}

/** The person in a field of the record has, for each condition, another record that meets it. */
function personMatches(scope: RowScope, slot: string, { filter, r }: { readonly filter: unknown; readonly r: string }): Condition {
	const person = filter as PersonFilter;
	const [m, n, p] = [`${r}m`, `${r}n`, `${r}p`];
	const certain = person.certain ?? true;
	const sure = certain ? sql`${sql.ref(`${m}.certain`)} and ${sql.ref(`${n}.certain`)}` : sql`true`;
	const parts = Object.entries(PERSON_FILTERS).flatMap(([name, kind]) => {
		const wanted = person[name as keyof typeof PERSON_FILTERS];
		if (wanted == null) return [];
		return [
			sql<SqlBool>`exists (select from person_mention ${sql.ref(m)} join person_mention ${sql.ref(n)} on ${sql.ref(`${n}.person_id`)} = ${sql.ref(`${m}.person_id`)}
				join record ${sql.ref(p)} on ${sql.ref(`${p}.rid`)} = ${sql.ref(`${n}.rid`)}
				where ${sql.ref(`${m}.rid`)} = ${sql.ref(`${r}.rid`)} and ${sql.ref(`${m}.slot`)} = ${slot} and ${sure}
				and ${recordMatches(scope, kind, { filter: wanted, r: p })} and ${inPlace(scope, p)})`,
		];
	});
	return allOf(parts);
}

/** Rosters stand in a county; certificates and lists of people in none, and follow the person. */
function inPlace({ divisions }: RowScope, p: string): Condition {
	if (divisions === null) return sql`true`;
	return sql`(${sql.ref(`${p}.division_code`)} is null or ${inDivisions(divisions, `${p}.division_code`)})`;
}
