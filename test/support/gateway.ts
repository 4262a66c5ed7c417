/**
 * A small gateway of Apollo Federation: reads each subgraph's SDL, splits a query by who has which field, and joins the parts through
 * `_entities` by the keys of the SDL. It plans queries without fragments of their own, over keys of one field.
 */
import {
	buildASTSchema,
	type FieldNode,
	type GraphQLObjectType,
	type GraphQLSchema,
	getNamedType,
	isObjectType,
	Kind,
	type OperationDefinitionNode,
	parse,
	print,
	type SelectionSetNode,
} from 'graphql';

/** A subgraph as the gateway reaches it. */
export interface Subgraph {
	readonly name: string;
	ask(
		query: string,
		variables: Readonly<Record<string, unknown>>,
	): Promise<{ readonly data: Row | null; readonly errors?: readonly object[] }>;
}

/** What the gateway answers, and what it asked whom for it. */
export interface Joined {
	readonly data: Row;
	readonly errors: readonly object[];
	readonly asked: readonly { readonly subgraph: string; readonly query: string; readonly representations: readonly Row[] }[];
}
// biome-ignore lint/suspicious/noExplicitAny: a row has the shape of its query, which only the test knows
type Row = Record<string, any>;

interface Known extends Subgraph {
	readonly schema: GraphQLSchema;
	/** Fields of one-field keys, by type. */
	readonly keys: ReadonlyMap<string, readonly string[]>;
}

/** A part of a query that another subgraph answers, for the objects at a path. */
interface Jump {
	readonly path: readonly string[];
	readonly type: string;
	readonly key: string;
	readonly to: Known;
	readonly selections: readonly FieldNode[];
}

/** A gateway over subgraphs, each asked for its SDL first. */
export async function startGateway(subgraphs: readonly Subgraph[]): Promise<{ ask(query: string): Promise<Joined> }> {
	const known = await Promise.all(subgraphs.map(introspect));
	return {
		async ask(query) {
			const operation = parse(query).definitions[0] as OperationDefinitionNode;
			const run = new Run(known);
			await run.root(operation.selectionSet);
			return { data: run.data, errors: run.errors, asked: run.asked };
		},
	};
}

async function introspect(subgraph: Subgraph): Promise<Known> {
	const { data, errors } = await subgraph.ask('{ _service { sdl } }', {});
	if (data === null) throw new Error(`${subgraph.name} gives no SDL: ${JSON.stringify(errors)}`);
	const document = parse(data._service.sdl as string);
	const keys = document.definitions.flatMap((node) =>
		node.kind === Kind.OBJECT_TYPE_DEFINITION
			? [
					[
						node.name.value,
						(node.directives ?? []).flatMap((directive) => {
							const fields = directive.arguments?.find(({ name }) => name.value === 'fields')?.value;
							return directive.name.value === 'key' && fields?.kind === Kind.STRING ? [fields.value] : [];
						}),
					] as const,
				]
			: [],
	);
	return { ...subgraph, schema: buildASTSchema(document), keys: new Map(keys) };
}

class Run {
	readonly data: Row = {};
	readonly errors: object[] = [];
	readonly asked: Joined['asked'][number][] = [];
	private readonly known: readonly Known[];

	constructor(known: readonly Known[]) {
		this.known = known;
	}

	async root(set: SelectionSetNode): Promise<void> {
		const wanted = set.selections as readonly FieldNode[];
		const owners = Map.groupBy(wanted, (field) => this.known.find(({ schema }) => schema.getQueryType()?.getFields()[field.name.value]));
		for (const [owner, fields] of owners) {
			if (owner === undefined) throw new Error(`No subgraph answers ${fields.map(({ name }) => name.value)}`);
			const { text, jumps } = this.plan(owner, owner.schema.getQueryType() as GraphQLObjectType, fields);
			Object.assign(this.data, (await this.send(owner, `{ ${text} }`, [])) ?? {});
			await this.follow([this.data], jumps);
		}
	}

	/** What the subgraph itself is asked for, and what has to be asked of others afterwards. */
	private plan(
		at: Known,
		type: GraphQLObjectType,
		wanted: readonly FieldNode[],
	): { readonly text: string; readonly jumps: readonly Jump[] } {
		const parts = ['__typename'];
		const jumps: Jump[] = [];
		const foreign = new Map<Known, FieldNode[]>();
		for (const node of wanted) {
			const own = type.getFields()[node.name.value];
			if (own === undefined) {
				const owner = this.known.find(({ schema }) => {
					const there = schema.getType(type.name);
					return isObjectType(there) && there.getFields()[node.name.value] !== undefined;
				});
				if (owner === undefined) throw new Error(`No subgraph has ${type.name}.${node.name.value}`);
				foreign.set(owner, [...(foreign.get(owner) ?? []), node]);
				continue;
			}
			const inner = getNamedType(own.type);
			const below = isObjectType(inner) && node.selectionSet ? this.plan(at, inner, node.selectionSet.selections as FieldNode[]) : null;
			const given = { ...node, selectionSet: undefined };
			parts.push(`${print(given)}${below === null ? '' : ` { ${below.text} }`}`);
			jumps.push(...(below?.jumps ?? []).map((jump) => ({ ...jump, path: [node.alias?.value ?? node.name.value, ...jump.path] })));
		}
		for (const [to, selections] of foreign) {
			const key = to.keys.get(type.name)?.find((field) => type.getFields()[field] !== undefined);
			if (key === undefined) throw new Error(`Nothing joins ${type.name} of ${at.name} to ${to.name}`);
			parts.push(key);
			jumps.push({ path: [], type: type.name, key, to, selections });
		}
		return { text: parts.join(' '), jumps };
	}

	private async follow(rows: readonly Row[], jumps: readonly Jump[]): Promise<void> {
		for (const { path, type, key, to, selections } of jumps) {
			const ends = path.reduce((found, step) => found.flatMap((row) => row[step] ?? []), rows).filter((row) => row[key] != null);
			if (ends.length === 0) continue;
			const { text, jumps: further } = this.plan(to, to.schema.getType(type) as GraphQLObjectType, selections);
			const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${text} } } }`;
			const representations = ends.map((row) => ({ __typename: type, [key]: row[key] }));
			const entities = ((await this.send(to, query, representations))?._entities ?? []) as readonly (Row | null)[];
			for (const [index, end] of ends.entries()) {
				const absent = Object.fromEntries(selections.map(({ alias, name }) => [alias?.value ?? name.value, null]));
				Object.assign(end, entities[index] ?? absent);
			}
			await this.follow(
				ends.filter((_, index) => entities[index] != null),
				further,
			);
		}
	}

	private async send(to: Known, query: string, representations: readonly Row[]): Promise<Row | null> {
		this.asked.push({ subgraph: to.name, query, representations });
		const { data, errors = [] } = await to.ask(query, representations.length === 0 ? {} : { representations });
		this.errors.push(...errors);
		return data;
	}
}
