/**
 * The JSON Schema of a configuration, for editors: generated from the zod schemas and the record kinds, so that a
 * field of a table is proposed, explained and checked while it is typed. Kept in config/hub.schema.json.
 */
import { z } from 'zod';
import { type FieldDef, KIND_NAMES, kindDef } from '#core/kinds.ts';
import { FORMATS, OPTIONS } from '#core/source-settings.ts';
import { valuesOf } from '#core/words.ts';
import { configSchema, expressionSchema, lexiconSchema, personSchema, tableSchema, wordsSchema } from './config-schema.ts';

type Json = Record<string, unknown>;

const AS_DRAFT_7 = { target: 'draft-7', io: 'input', unrepresentable: 'any' } as const;

/** The schema as a plain object. A file that extends another may leave anything out, so nothing is required. */
export function hubJsonSchema(): Json {
	const schema = z.toJSONSchema(configSchema, AS_DRAFT_7) as Json;
	const tables = member(member(member(member(schema, 'sources'), '*'), 'tables'), '*');
	const { properties, ...rest } = z.toJSONSchema(tableSchema, AS_DRAFT_7) as { properties: Json };
	delete (rest as Json).$schema;
	const connector = member(member(member(schema, 'sources'), '*'), 'connector');
	(connector.properties as Json).options = settingsSchema(OPTIONS, 'Settings of one kind of connector');
	for (const key of Object.keys(tables)) delete tables[key];
	Object.assign(tables, rest, {
		properties: {
			...properties,
			fields: { type: 'object', description: 'Canonical field → column' },
			format: settingsSchema(FORMATS, 'Settings of files and interfaces'),
		},
		allOf: KIND_NAMES.map((kind) => ({
			if: { properties: { kind: { const: kind } }, required: ['kind'] },
			// biome-ignore lint/suspicious/noThenProperty: “then” is a word of JSON Schema
			then: { description: kindDef(kind).about, properties: { fields: fieldsSchema(kindDef(kind).fields) } },
		})),
	});
	return {
		...(withoutRequired(schema) as Json),
		title: 'Lianjian hub configuration',
		definitions: {
			expression: strip(z.toJSONSchema(expressionSchema, AS_DRAFT_7)),
			person: strip(z.toJSONSchema(personSchema, AS_DRAFT_7)),
		},
	};
}

/** The schema's text as it stands in the file. */
export function hubJsonSchemaText(): string {
	return `${JSON.stringify(hubJsonSchema(), null, '\t')}\n`;
}

/** The JSON Schema of a lexicon file, with the values that words of each kind may have. Kept in config/lexicon.schema.json. */
export function lexiconJsonSchemaText(): string {
	const schema = z.toJSONSchema(lexiconSchema, AS_DRAFT_7) as Json;
	const entry = (member(schema, 'entries').items ?? {}) as Json;
	entry.allOf = wordsSchema.shape.means.options.map((means) => {
		const values = valuesOf(means);
		return {
			if: { properties: { means: { const: means } }, required: ['means'] },
			// biome-ignore lint/suspicious/noThenProperty: “then” is a word of JSON Schema
			then: values === null ? { properties: { value: false } } : { properties: { value: { enum: [...values] } }, required: ['value'] },
		};
	});
	return `${JSON.stringify({ ...schema, title: 'Lianjian lexicon' }, null, '\t')}\n`;
}

/** The settings of all types of connector together: which of them holds is known a level higher, out of an editor's reach. */
function settingsSchema(byType: Readonly<Record<string, z.ZodObject>>, about: string): Json {
	const types = new Map<string, { of: string[]; schema: Json }>();
	for (const [type, settings] of Object.entries(byType)) {
		for (const [name, schema] of Object.entries(
			(z.toJSONSchema(settings, AS_DRAFT_7) as { properties?: Record<string, Json> }).properties ?? {},
		)) {
			const known = types.get(name) ?? { of: [], schema };
			types.set(name, { of: [...known.of, type], schema: known.schema });
		}
	}
	const properties = [...types].map(([name, { of, schema }]) => [
		name,
		{ ...schema, description: `${schema.description} [${of.join(', ')}]` },
	]);
	return { type: 'object', description: about, properties: Object.fromEntries(properties), additionalProperties: false };
}

function fieldsSchema(fields: Readonly<Record<string, FieldDef>>): Json {
	const properties = Object.entries(fields).map(([field, def]): [string, Json] => {
		const allowed = def.values === undefined ? '' : ` — one of ${def.values.join(', ')}`;
		return [
			field,
			{
				description: `${def.about} [${def.type}]${allowed}`,
				allOf: [{ $ref: `#/definitions/${def.type === 'person' ? 'person' : 'expression'}` }],
			},
		];
	});
	return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false };
}

/** A member's schema; "*" is the schema of any further member. */
function member(schema: Json, name: string): Json {
	return (name === '*' ? schema.additionalProperties : (schema.properties as Json)[name]) as Json;
}

function strip(schema: object): Json {
	const { $schema, ...rest } = schema as Json;
	void $schema;
	return rest;
}

/** An override holds only what it changes, or null to take an entry out. */
function withoutRequired(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutRequired);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name, inner]) => !(name === 'required' && Array.isArray(inner) && !('if' in value) && !isCondition(value as Json)))
			.map(([name, inner]) => [name, withoutRequired(inner)]),
	);
}

/** The `if` of a condition keeps what it requires: without it every kind's fields would be asked at once. */
function isCondition(schema: Json): boolean {
	const kind = (schema.properties as Json | undefined)?.kind;
	return typeof kind === 'object' && kind !== null && 'const' in kind;
}
