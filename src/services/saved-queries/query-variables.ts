/** Variables of a run: from an address, where everything is text, and from the defaults of a query, which may speak of today. */
import {
	type GraphQLInputType,
	type GraphQLSchema,
	getVariableValues,
	isInputObjectType,
	isListType,
	isNonNullType,
	typeFromAST,
	type VariableDefinitionNode,
} from 'graphql';
import { addDays, type Day } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import { ADDED } from './plan-pages.ts';
import type { QueryPlan } from './query-plan.ts';

/** What a run was given: values of an address (one text, or several of one name) or of a JSON body. */
export type GivenVariables = Readonly<Record<string, unknown>>;

interface VariableParts {
	readonly schema: GraphQLSchema;
	readonly defaults: Readonly<Record<string, string>>;
	/** The day that "today" stands for. */
	readonly today: Day;
}

/**
 * The variables of a run as GraphQL takes them: what was given, else the query's default, else the document's.
 * @throws HubError INVALID_INPUT naming the variable that is unknown, missing or not of its type.
 */
export function variablesOfRun(plan: QueryPlan, given: GivenVariables, parts: VariableParts): Readonly<Record<string, unknown>> {
	const definitions = ownDefinitions(plan);
	const names = definitions.map(({ variable }) => variable.name.value);
	const unknown = [...Object.keys(given), ...Object.keys(parts.defaults)].find((name) => !names.includes(name));
	if (unknown !== undefined) {
		const known = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
		throw new HubError('INVALID_INPUT', `The query has no variable "${unknown.slice(0, 40)}"; ${known}.`);
	}
	const values = definitions.flatMap((definition): [string, unknown][] => {
		const name = definition.variable.name.value;
		const value = given[name] ?? parts.defaults[name];
		return value === undefined || value === '' ? [] : [[name, inputOf(value, typeOf(definition, parts.schema), parts.today)]];
	});
	const result = getVariableValues(parts.schema, definitions, Object.fromEntries(values), { maxErrors: 1 });
	if (result.errors === undefined) return Object.fromEntries(values);
	// GraphQL's own sentence repeats the value, which can be a person's.
	const name = /^Variable "\$(\w+)"/.exec(result.errors[0]?.message ?? '')?.[1] ?? '';
	const type = plan.variables.find((variable) => variable.name === name)?.type ?? 'type';
	throw new HubError('INVALID_INPUT', `The variable "${name}" of the query is missing or is no ${type}.`);
}

function ownDefinitions({ operation }: QueryPlan): readonly VariableDefinitionNode[] {
	const added: readonly string[] = [ADDED.first, ADDED.after];
	return (operation.variableDefinitions ?? []).filter(({ variable }) => !added.includes(variable.name.value));
}

function typeOf({ type }: VariableDefinitionNode, schema: GraphQLSchema): GraphQLInputType {
	const found = typeFromAST(schema, type as Parameters<typeof typeFromAST>[1] & { kind: 'NamedType' });
	return found as unknown as GraphQLInputType; // validated: variables have input types alone
}

function inputOf(given: unknown, type: GraphQLInputType, today: Day): unknown {
	if (isNonNullType(type)) return inputOf(given, type.ofType, today);
	if (isListType(type)) {
		const entries = typeof given === 'string' ? given.split(',').map((entry) => entry.trim()) : given;
		return Array.isArray(entries) ? entries.map((entry) => inputOf(entry, type.ofType, today)) : entries;
	}
	if (typeof given !== 'string') return given;
	if (isInputObjectType(type)) return jsonOf(given);
	if (type.name === 'LocalDate') return dayFrom(given, today);
	if ((type.name === 'Int' || type.name === 'Float') && given.trim() !== '' && Number.isFinite(Number(given))) return Number(given);
	if (type.name === 'Boolean' && /^(true|false)$/i.test(given)) return given.toLowerCase() === 'true';
	return given;
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text; // refused as what it is by the type
	}
}

const RELATIVE = /^today(?:\s*([+-]|%2B)\s*(\d{1,5}))?$/i;

/** "today", "today+60" and "today-365" are days; anything else stays as it is. A "+" of an address can arrive as a space. */
function dayFrom(text: string, today: Day): string {
	const found = RELATIVE.exec(text.trim().replace(/^today (\d)/i, 'today+$1'));
	if (found === null) return text;
	return addDays(today, Number(found[2] ?? 0) * (found[1] === '-' ? -1 : 1));
}
