/** Requests of every sort that a caller could send, grown from the schema: right ones, nearly right ones and rubbish. */

import {
	type GraphQLArgument,
	type GraphQLField,
	type GraphQLInputType,
	type GraphQLNamedType,
	type GraphQLSchema,
	getNamedType,
	isAbstractType,
	isEnumType,
	isInputObjectType,
	isListType,
	isNonNullType,
	isObjectType,
	isRequiredInputField,
} from 'graphql';
import fc from './property.ts';

/** Values that must never come back: an identity number and a telephone number of nobody. */
export const TYPED_NUMBER = '990622199003070022';
export const TYPED_PHONE = '16900004321';

const TEXTS = [
	'org_a',
	'per_a',
	'flag_a',
	'330106',
	'启航',
	'王小明',
	'2025-05-31',
	'',
	' ',
	'\\u0000',
	'\\ud800',
	'😀',
	'‮abc',
	"' or 1=1 --",
	'%_\\\\',
	'{{7*7}}',
	'[]',
	'e30',
	TYPED_NUMBER,
	TYPED_PHONE,
];
const NUMBERS = ['0', '1', '-1', '20', '100', '101', '2147483647', '2147483648', '-2147483649', '1e400', '0.5', TYPED_NUMBER];

type Gen = fc.GeneratorValue;

/** A request: a body, and what else it is sent with. */
export interface FuzzedRequest {
	readonly body: string;
	readonly role: number;
	readonly purpose: number;
	readonly get: boolean;
}

/** Requests over a schema. */
export function fuzzedRequests(schema: GraphQLSchema): fc.Arbitrary<FuzzedRequest> {
	return fc.gen().map((gen) => {
		const text = documentOf(gen, schema);
		const body =
			gen(fc.nat, { max: 9 }) === 0 ? oddBody(gen, text) : JSON.stringify({ query: text, variables: variablesOf(gen), ...oddMembers(gen) });
		return { body, role: gen(fc.nat), purpose: gen(fc.nat), get: gen(fc.nat, { max: 9 }) === 0 };
	});
}

function pick<T>(gen: Gen, from: readonly T[]): T {
	return from[gen(fc.nat, { max: from.length - 1 })] as T;
}

function chance(gen: Gen, oneIn: number): boolean {
	return gen(fc.nat, { max: oneIn - 1 }) === 0;
}

function documentOf(gen: Gen, schema: GraphQLSchema): string {
	const query = schema.getQueryType() as GraphQLNamedType;
	const grown = () => {
		const asked = selection(gen, schema, query, 0);
		// A variable that is not used makes a document wrong: most declare no others.
		const declared = ['$v0: String', '$v1: Int = 5', '$v2: ID'].filter((one) => chance(gen, 8) || asked.includes(one.slice(0, 3)));
		return `query Q${declared.length === 0 ? '' : `(${declared.join(', ')})`} ${asked}`;
	};
	const shape = gen(fc.nat, { max: 11 });
	if (shape <= 5) return grown();
	if (shape === 6) return broken(gen, grown());
	if (shape === 7)
		return `${grown()} fragment A on Organisation { ...B } fragment B on Organisation { successors { nodes { successor { ...A } } } }`;
	if (shape === 8) return `{ organisations { nodes ${'{ successors { nodes { successor '.repeat(gen(fc.nat, { max: 60 }))}` + '{ id }';
	if (shape === 9) return `{ ${Array.from({ length: gen(fc.nat, { max: 300 }) }, (_, n) => `a${n}: me { role }`).join(' ')} }`;
	if (shape === 10) return doubling(gen(fc.nat, { max: 30 }));
	return `${pick(gen, ['mutation', 'subscription', 'query @x', 'fragment F on Query', '{ __schema'])} ${selection(gen, schema, query, 4)}`;
}

/** Fragments that each ask twice for the one before. */
function doubling(levels: number): string {
	const fragments = Array.from({ length: levels }, (_, n) => `fragment F${n + 1} on Query { ...F${n} ...F${n} }`);
	return `{ ...F${levels} } fragment F0 on Query { me { role } } ${fragments.join(' ')}`;
}

function selection(gen: Gen, schema: GraphQLSchema, type: GraphQLNamedType, depth: number): string {
	if (isAbstractType(type)) {
		const one = pick(gen, schema.getPossibleTypes(type));
		return `{ __typename ... on ${one.name} ${selection(gen, schema, one, depth)} }`;
	}
	if (!isObjectType(type)) return '';
	const fields = Object.values(type.getFields());
	const chosen = Array.from({ length: 1 + gen(fc.nat, { max: 3 }) }, () => pick(gen, fields));
	const parts = chosen.map((field, n) => fieldOf(gen, schema, field, { depth, alias: `f${depth}_${n}` }));
	return `{ ${parts.join(' ')} ${chance(gen, 60) ? 'nowhere' : ''} __typename }`;
}

function fieldOf(
	gen: Gen,
	schema: GraphQLSchema,
	field: GraphQLField<unknown, unknown>,
	{ depth, alias }: { depth: number; alias: string },
): string {
	const inner = getNamedType(field.type);
	const composite = isObjectType(inner) || isAbstractType(inner);
	if (composite && depth > 5) return '__typename';
	const args = field.args.filter((arg) => isNonNullType(arg.type) || chance(gen, 2)).map((arg) => argumentOf(gen, arg));
	const directive = chance(gen, 25)
		? pick(gen, ['@include(if: true)', '@skip(if: false)', '@skip(if: $v1)', '@unknown', '@cost(weight: "0")', '@include'])
		: '';
	const below = composite ? (chance(gen, 80) ? '' : selection(gen, schema, inner, depth + 1)) : chance(gen, 90) ? '{ x }' : '';
	return `${alias}: ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''} ${directive} ${below}`;
}

function argumentOf(gen: Gen, arg: GraphQLArgument): string {
	if (chance(gen, 25)) return `${arg.name}: ${pick(gen, ['$v0', '$v1', '$v2', '$none', 'null', '[[[]]]', '{a:{a:{a:1}}}', 'ENUM'])}`;
	if (chance(gen, 80)) return 'wrong: 1';
	return `${arg.name}: ${literalOf(gen, arg.type, 0)}`;
}

function literalOf(gen: Gen, type: GraphQLInputType, depth: number): string {
	if (isNonNullType(type)) return literalOf(gen, type.ofType, depth);
	if (isListType(type))
		return `[${Array.from({ length: gen(fc.nat, { max: 3 }) }, () => literalOf(gen, type.ofType, depth + 1)).join(', ')}]`;
	if (isEnumType(type)) return chance(gen, 15) ? 'NO_SUCH_WORD' : pick(gen, type.getValues()).name;
	if (isInputObjectType(type)) {
		if (depth > 3) return '{}';
		const fields = Object.values(type.getFields()).filter((field) => isRequiredInputField(field) || chance(gen, 4));
		return `{ ${fields.map((field) => `${field.name}: ${literalOf(gen, field.type, depth + 1)}`).join(', ')} }`;
	}
	if (chance(gen, 30)) return pick(gen, ['true', 'null', '"""block"""', '1']);
	const numeric = type.name === 'Int' || type.name === 'Float';
	if (numeric) return chance(gen, 8) ? pick(gen, NUMBERS) : pick(gen, ['1', '2', '5']);
	return type.name === 'Boolean' ? pick(gen, ['true', 'false']) : `"${pick(gen, TEXTS)}"`;
}

function broken(gen: Gen, text: string): string {
	const at = gen(fc.nat, { max: text.length });
	const rubbish = pick(gen, [
		'',
		'}',
		'{',
		'"',
		'\u0000',
		'\ufeff',
		'￿',
		'#',
		'...',
		'@',
		'$',
		'((((',
		'"""',
		'\ud83d',
		gen(fc.string, { unit: 'binary', maxLength: 20 }),
	]);
	return `${text.slice(0, at)}${rubbish}${text.slice(at + gen(fc.nat, { max: 10 }))}`;
}

function variablesOf(gen: Gen): unknown {
	if (chance(gen, 8)) return pick(gen, [null, [], 'text', 7, { v0: { deep: [[[1]]] } }]);
	return {
		v0: chance(gen, 10) ? '\u0000' : pick(gen, TEXTS),
		v1: chance(gen, 5) ? gen(fc.jsonValue) : 3,
		v2: pick(gen, TEXTS),
		...(chance(gen, 10) ? { [TYPED_NUMBER]: TYPED_PHONE } : {}),
	};
}

function oddMembers(gen: Gen): object {
	if (!chance(gen, 8)) return {};
	return pick<object>(gen, [
		{ operationName: 'Other' },
		{ operationName: TYPED_NUMBER },
		{ operationName: 7 },
		{ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
		{ documentId: 'sha256:0', query: undefined },
		{ extensions: 'text' },
		{ __proto__: null, constructor: { prototype: 1 } },
	]);
}

function oddBody(gen: Gen, text: string): string {
	return pick(gen, [
		'',
		'null',
		'7',
		'"text"',
		'[]',
		`[${JSON.stringify({ query: text })}]`,
		'{"query":7}',
		'{"query":',
		'{"a":1}',
		text,
		`{"query":${JSON.stringify(text)},"query":"{ me { role } }"}`,
	]);
}
