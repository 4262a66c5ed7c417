/**
 * Runs a plan: asks the resolvers as graphql-js does, in the same order and with the same arguments, and writes the answer's JSON text as
 * it goes, without building the answer first. Only what a resolver says is a promise is waited for.
 */
import { GraphQLError, type GraphQLObjectType, getArgumentValues, isObjectType, locatedError } from 'graphql';
import inspectModule from 'graphql/jsutils/inspect.js';
import type { ReadText } from '#loaders/loaders.ts';
import type { ConnectionParent, WrittenEntries } from '#resolvers/connection.ts';
import type { PlannedInfo } from '#resolvers/look-ahead.ts';
import type { Expected, FieldPlan, ObjectPlan, QueryPlan, ValuePlan } from './plan.ts';
import { type PlannedList, planList } from './written-plan.ts';

/** JSON text; null: there is none, and whatever holds it is null instead, as far up as it may be. */
type Text = string | null;
type Maybe<T> = T | Promise<T>;

/** Where a value stands, from the end. */
interface Place {
	readonly prev: Place | undefined;
	readonly key: string | number;
	readonly typename: string | undefined;
}

/** One request. */
interface Run {
	readonly plan: QueryPlan;
	readonly context: unknown;
	readonly variables: Readonly<Record<string, unknown>>;
	readonly errors: GraphQLError[];
	/** Arguments with variables, by slot. */
	readonly args: unknown[];
}

/** An answer: the text of `data`, and what went wrong. */
export interface PlanAnswer {
	readonly data: string;
	readonly errors: readonly GraphQLError[];
}

/** Answers a query. `variables`: coerced, with defaults. */
export async function runPlan(plan: QueryPlan, context: unknown, variables: Run['variables']): Promise<PlanAnswer> {
	const run: Run = { plan, context, variables, errors: [], args: [] };
	const text = await objectText(run, plan.root, undefined, undefined);
	return { data: text ?? 'null', errors: run.errors };
}

function objectText(run: Run, { fields }: ObjectPlan, source: unknown, place: Place | undefined): Maybe<Text> {
	let parts: Parts | null = null;
	let text = '{';
	let between = '';
	for (const field of fields) {
		const value = fieldText(run, field, source, place);
		text += between + field.label;
		between = ',';
		if (typeof value === 'string') text += value;
		else if (value === null) return parts === null ? null : parts.given();
		else {
			parts ??= new Parts();
			parts.wait(text, value);
			text = '';
		}
	}
	text += '}';
	return parts === null ? text : parts.join(text);
}

/** Texts among which some are still waited for. */
class Parts {
	private readonly texts: string[] = [];
	private readonly promises: Promise<Text>[] = [];

	wait(before: string, promise: Promise<Text>): void {
		this.texts.push(before);
		this.promises.push(promise);
	}

	/** Nothing, once nothing is waited for: what was begun must not go on after the answer. */
	async given(): Promise<null> {
		await Promise.all(this.promises);
		return null;
	}

	/** The whole, once nothing is waited for. */
	async join(rest: string): Promise<Text> {
		const found = await Promise.all(this.promises);
		let text = '';
		for (const [at, one] of found.entries()) {
			if (one === null) return null;
			text += this.texts[at] + one;
		}
		return text + rest;
	}
}

function fieldText(run: Run, field: FieldPlan, source: unknown, place: Place | undefined): Maybe<Text> {
	if (field.typeName !== null) return field.typeName;
	const written = field.entries ? (source as Pick<ConnectionParent<unknown>, 'written'>).written : null;
	return written == null ? resolvedText(run, field, source, place) : writtenText(run, field, { source, written }, place);
}

interface WrittenSource {
	readonly source: unknown;
	readonly written: WrittenEntries;
}

/** Entries that the store wrote; where it could not, or where a hole fails, they are read as rows, and it is told there what is wrong. */
async function writtenText(run: Run, field: FieldPlan, { source, written }: WrittenSource, place: Place | undefined): Promise<Text> {
	try {
		const text = await written.text();
		const filled = text === null ? null : await filledText(run, text, (written.list as PlannedList).holes);
		if (filled !== null) return filled;
	} catch (thrown) {
		return failed(run, field, thrown, { prev: place, key: field.responseName, typename: field.parentType.name });
	}
	return resolvedText(run, field, source, place);
}

/** A list as it was written, with its holes filled; null: one of them failed. */
async function filledText(run: Run, { texts, holes }: ReadText, fields: readonly FieldPlan[]): Promise<Text> {
	const inside = { ...run, errors: [] };
	const asked = holes.map(({ hole, row }) => fieldText(inside, fields[hole] as FieldPlan, row, undefined));
	const filled = asked.some((one) => one instanceof Promise) ? await Promise.all(asked) : (asked as readonly Text[]);
	if (inside.errors.length > 0) return null;
	let text = `[${texts[0]}`;
	for (const [at, one] of filled.entries()) {
		if (one === null) return null;
		text += one + texts[at + 1];
	}
	return `${text}]`;
}

function resolvedText(run: Run, field: FieldPlan, source: unknown, place: Place | undefined): Maybe<Text> {
	let value: unknown;
	try {
		value = field.resolve === null ? memberOf(run, field, source, place) : ask(run, field, field.resolve, source, place);
	} catch (thrown) {
		return failed(run, field, thrown, { prev: place, key: field.responseName, typename: field.parentType.name });
	}
	if (!isPromise(value)) return completed(run, field, value, place);
	return Promise.resolve(value).then(
		(found) => completed(run, field, found, place),
		(thrown) => failed(run, field, thrown, { prev: place, key: field.responseName, typename: field.parentType.name }),
	);
}

function ask(run: Run, field: FieldPlan, resolve: NonNullable<FieldPlan['resolve']>, source: unknown, place: Place | undefined): unknown {
	return resolve(source, field.args ?? argsOf(run, field), run.context, (field.wantsInfo ? infoOf(run, field, place) : undefined) as never);
}

/** As graphql-js' own resolver: the member of the same name, asked when it is a function. */
function memberOf(run: Run, field: FieldPlan, source: unknown, place: Place | undefined): unknown {
	if (source == null || (typeof source !== 'object' && typeof source !== 'function')) return undefined;
	const value = (source as Record<string, unknown>)[field.field.name];
	if (typeof value !== 'function') return value;
	return value.call(source, field.args ?? argsOf(run, field), run.context, infoOf(run, field, place));
}

function argsOf(run: Run, { slot, field, nodes: [node] }: FieldPlan): Readonly<Record<string, unknown>> {
	const args = run.args[slot] ?? (node === undefined ? {} : getArgumentValues(field, node, run.variables));
	run.args[slot] = args;
	return args as Readonly<Record<string, unknown>>;
}

const lists = new WeakMap<FieldPlan, PlannedList | null>();

/** How the entries of a list of organisations are written in this request; null: they are read as rows. */
function listOf(run: Run, field: FieldPlan): PlannedList | null {
	const known = lists.get(field);
	if (known !== undefined || !field.lists || field.expected.plan.shape !== 'object') return known ?? null;
	const planned = planList(field.expected.plan.plan(), (below) => below.args ?? argsOf(run, below));
	if (planned === null || planned.fixed) lists.set(field, planned?.list ?? null);
	return planned?.list ?? null;
}

function infoOf(run: Run, planned: FieldPlan, prev: Place | undefined): PlannedInfo {
	const { plan, variables } = run;
	const { field, nodes, parentType, responseName } = planned;
	return {
		list: listOf(run, planned),
		fieldName: field.name,
		fieldNodes: nodes,
		returnType: field.type,
		parentType,
		path: { prev, key: responseName, typename: parentType.name },
		schema: plan.schema,
		fragments: plan.fragments,
		rootValue: undefined,
		operation: plan.operation,
		variableValues: variables,
	};
}

/** The text of a field whose value is there. */
function completed(run: Run, field: FieldPlan, value: unknown, prev: Place | undefined): Maybe<Text> {
	if (value == null && field.expected.nullable) return 'null';
	const { plan } = field.expected;
	try {
		if (plan.shape === 'leaf' && value != null && !(value instanceof Error)) return plan.text(value);
	} catch (thrown) {
		return failed(run, field, thrown, { prev, key: field.responseName, typename: field.parentType.name });
	}
	return checkedText(run, field, field.expected, value, { prev, key: field.responseName, typename: field.parentType.name });
}

/** The text of a value; where it fails, "null" if it may be null there, else nothing. */
function checkedText(run: Run, field: FieldPlan, { plan, nullable }: Expected, value: unknown, place: Place): Maybe<Text> {
	try {
		if (value instanceof Error) throw value;
		if (value == null) {
			if (nullable) return 'null';
			throw new Error(`Cannot return null for non-nullable field ${field.parentType.name}.${field.field.name}.`);
		}
		const text = valueText(run, field, plan, value, place);
		if (text instanceof Promise) {
			return text.then(
				(found) => orNull(found, nullable),
				(thrown) => orNull(noted(run, field, thrown, place), nullable),
			);
		}
		return orNull(text, nullable);
	} catch (thrown) {
		return orNull(noted(run, field, thrown, place), nullable);
	}
}

function orNull(text: Text, nullable: boolean): Text {
	return text === null && nullable ? 'null' : text;
}

function valueText(run: Run, field: FieldPlan, plan: ValuePlan, value: unknown, place: Place): Maybe<Text> {
	switch (plan.shape) {
		case 'leaf':
			return plan.text(value);
		case 'object':
			return objectText(run, plan.plan(), value, place);
		case 'list':
			return listText(run, field, plan, value, place);
		case 'abstract': {
			const found = plan.typeOf(value, run.context, infoOf(run, field, place.prev), plan.type as never);
			const below = (name: unknown) => objectText(run, plan.plan(objectTypeOf(run, field, plan.type.name, name, value)), value, place);
			return isPromise(found) ? found.then(below) : below(found);
		}
	}
}

function listText(run: Run, field: FieldPlan, list: Extract<ValuePlan, { shape: 'list' }>, value: unknown, place: Place): Maybe<Text> {
	if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) {
		throw new GraphQLError(`Expected Iterable, but did not find one for field "${field.parentType.name}.${field.field.name}".`);
	}
	let parts: Parts | null = null;
	let text = '[';
	let at = 0;
	for (const item of value as Iterable<unknown>) {
		if (at > 0) text += ',';
		const itemPlace = { prev: place, key: at, typename: undefined };
		at += 1;
		const one = isPromise(item)
			? item.then(
					(found) => checkedText(run, field, list.item, found, itemPlace),
					(thrown) => checkedText(run, field, list.item, asError(thrown), itemPlace),
				)
			: checkedText(run, field, list.item, item, itemPlace);
		if (typeof one === 'string') text += one;
		else if (one === null) return parts === null ? null : parts.given();
		else {
			parts ??= new Parts();
			parts.wait(text, one);
			text = '';
		}
	}
	text += ']';
	return parts === null ? text : parts.join(text);
}

/** The object type of a value of an abstract one, in the words of graphql-js where it is none. */
function objectTypeOf({ plan: { schema } }: Run, field: FieldPlan, abstract: string, name: unknown, value: unknown): GraphQLObjectType {
	const place = `${field.parentType.name}.${field.field.name}`;
	if (name == null) {
		throw new GraphQLError(
			`Abstract type "${abstract}" must resolve to an Object type at runtime for field "${place}". Either the "${abstract}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
		);
	}
	if (typeof name !== 'string') {
		throw new GraphQLError(
			`Abstract type "${abstract}" must resolve to an Object type at runtime for field "${place}" with value ${inspectModule.inspect(value)}, received "${inspectModule.inspect(name)}".`,
		);
	}
	const type = schema.getType(name);
	if (type === undefined)
		throw new GraphQLError(`Abstract type "${abstract}" was resolved to a type "${name}" that does not exist inside the schema.`);
	if (!isObjectType(type)) throw new GraphQLError(`Abstract type "${abstract}" was resolved to a non-object type "${name}".`);
	if (!schema.isSubType(schema.getType(abstract) as never, type))
		throw new GraphQLError(`Runtime Object type "${name}" is not a possible type for "${abstract}".`);
	return type;
}

function failed(run: Run, field: FieldPlan, thrown: unknown, place: Place): Text {
	noted(run, field, thrown, place);
	return field.expected.nullable ? 'null' : null;
}

function noted(run: Run, { nodes }: FieldPlan, thrown: unknown, place: Place): null {
	const path: (string | number)[] = [];
	for (let at: Place | undefined = place; at !== undefined; at = at.prev) path.push(at.key);
	run.errors.push(locatedError(thrown, nodes, path.reverse()));
	return null;
}

function asError(thrown: unknown): Error {
	return thrown instanceof Error ? thrown : new Error(`Unexpected error value: ${inspectModule.inspect(thrown)}`);
}

function isPromise(value: unknown): value is Promise<unknown> {
	return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
