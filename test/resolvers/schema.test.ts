import { getNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { PURPOSES, ROLES } from '#access/caller.ts';
import { FLAG_CATEGORIES, FLAG_STATUSES, SEVERITIES, SUCCESSION_KINDS } from '#core/flags.ts';
import { KIND_NAMES, kindDef } from '#core/kinds.ts';
import { AgencyRecord } from '#resolvers/agency-record.ts';
import { createSchema, enumName } from '#resolvers/schema.ts';
import { SAMPLE_QUERIES } from '#sandbox/sample-queries.ts';
import { EXAMPLES } from '../../console/graphiql/examples.ts';

const schema = createSchema();
/** What GraphQL itself and the specification of Apollo Federation bring along; described there. */
const BROUGHT = /^(?:_|federation__|link__|(?:String|Int|Float|Boolean|ID)$)/;
const own = Object.values(schema.getTypeMap()).filter((type) => !BROUGHT.test(type.name));

const valuesOf = (name: string) => {
	const type = schema.getType(name);
	return isEnumType(type) ? type.getValues() : [];
};

/** "Type.field(argument)" of everything without a description. */
function undescribed(): string[] {
	return own.flatMap((type) => {
		const missing = type.description ? [] : [type.name];
		if (isEnumType(type))
			return [
				...missing,
				...type
					.getValues()
					.filter((value) => !value.description)
					.map((value) => `${type.name}.${value.name}`),
			];
		if (isInputObjectType(type))
			return [
				...missing,
				...Object.values(type.getFields())
					.filter((field) => !field.description)
					.map((field) => `${type.name}.${field.name}`),
			];
		if (!isObjectType(type) && !isInterfaceType(type)) return missing;
		const fields = Object.values(type.getFields()).filter((field) => !BROUGHT.test(field.name));
		return [
			...missing,
			...fields.filter((field) => !field.description).map((field) => `${type.name}.${field.name}`),
			...fields.flatMap((field) =>
				field.args.filter((argument) => !argument.description).map((argument) => `${type.name}.${field.name}(${argument.name})`),
			),
		];
	});
}

describe('the schema', () => {
	test('describes every type, field, argument and value', () => {
		expect(undescribed()).toEqual([]);
	});

	test('has every canonical field of every kind of record under its name', () => {
		const { __resolveType: typeOf } = AgencyRecord as { __resolveType: (record: { kind: string }) => string };
		const missing = KIND_NAMES.flatMap((kind) => {
			const type = schema.getType(typeOf({ kind }));
			const served = isObjectType(type) ? type.getFields() : {};
			return Object.keys(kindDef(kind).fields)
				.filter((field) => served[field] === undefined)
				.map((field) => `${kind}.${field}`);
		});
		expect(missing).toEqual([]);
	});

	test('has every canonical value of every code field', () => {
		const { __resolveType: typeOf } = AgencyRecord as { __resolveType: (record: { kind: string }) => string };
		for (const kind of KIND_NAMES) {
			const type = schema.getType(typeOf({ kind }));
			for (const [field, { type: fieldType, values }] of Object.entries(kindDef(kind).fields)) {
				if (fieldType !== 'code' || !isObjectType(type)) continue;
				const named = getNamedType(type.getFields()[field]?.type);
				expect([kind, field, isEnumType(named) && named.getValues().map((value) => value.name)]).toEqual([kind, field, values]);
			}
		}
	});

	test.each<[string, readonly string[]]>([
		['FlagCode', Object.values(FLAG_CATEGORIES).flat()],
		['FlagCategory', Object.keys(FLAG_CATEGORIES)],
		['FlagStatus', FLAG_STATUSES],
		['Severity', SEVERITIES],
		['SuccessionKind', SUCCESSION_KINDS],
		['Purpose', PURPOSES],
		['Role', ROLES.map(enumName)],
		['RecordKind', KIND_NAMES.map(enumName)],
	])('%s holds the hub’s words and no other', (name, words) => {
		expect(
			valuesOf(name)
				.map((value) => value.name)
				.toSorted(),
		).toEqual([...words].toSorted());
	});

	test('bounds every list of records, people and flags', () => {
		const unbounded = own.filter(isObjectType).flatMap((type) =>
			Object.values(type.getFields())
				.filter(
					(field) => /(Page|Connection)$/.test(getNamedType(field.type).name) && !field.args.some((argument) => argument.name === 'first'),
				)
				.map((field) => `${type.name}.${field.name}`),
		);
		expect(unbounded).toEqual([]);
	});

	test.each([...EXAMPLES, ...SAMPLE_QUERIES.map(({ query }) => query)])('answers the example %#', (query) => {
		expect(validate(schema, parse(query))).toEqual([]);
	});
});
