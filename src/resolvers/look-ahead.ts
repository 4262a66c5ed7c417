/**
 * Looking ahead: from what a query selects below a list of organisations, which relations come along with their rows by one statement.
 * A resolver of such a relation says here which relation its arguments ask for; whatever does not come along is loaded in batches.
 */
import {
	type FieldNode,
	type FragmentDefinitionNode,
	GraphQLIncludeDirective,
	type GraphQLObjectType,
	type GraphQLResolveInfo,
	GraphQLSkipDirective,
	getArgumentValues,
	getDirectiveValues,
	Kind as Node,
	type SelectionSetNode,
	visit,
} from 'graphql';
import { kindDef } from '#core/kinds.ts';
import type { FlagMember, Relation, WrittenList } from '#loaders/loaders.ts';

/** The relation that a field's arguments ask for, whole; null: one that cannot come along. */
type RelationOf<A> = (args: NoInfer<A>) => Relation | null;

// biome-ignore lint/suspicious/noExplicitAny: the arguments are those of the resolver under which the function stands
const relationOf = new WeakMap<object, RelationOf<any>>();

/** Marks a resolver of organisations: what it gives can come along with the organisation's row. */
export function comesAlong<P, A, C, R>(relation: RelationOf<A>, resolve: (organisation: P, args: A, context: C) => R): typeof resolve {
	relationOf.set(resolve, relation);
	return resolve;
}

/** What a compiled query tells a resolver of a list besides: how its entries are written, if they can be. */
export interface PlannedInfo extends GraphQLResolveInfo {
	readonly list: WrittenList | null;
}

/** How the entries of a list are written; null: they are read as rows, as in every query that is not compiled. */
export function listAhead(info: GraphQLResolveInfo | PlannedInfo): WrittenList | null {
	return 'list' in info ? info.list : null;
}

/** The relation that a field of organisations asks for with its arguments; null: none that comes along; undefined: it is no relation. @throws HubError for arguments that are no page. */
export function relationAsked(resolve: object, args: object): Relation | null | undefined {
	return relationOf.get(resolve)?.(args);
}

/** Resolvers of a type, by field. */
type Resolvers = Readonly<Record<string, unknown>>;

/** The relations that are selected below a connection of organisations, whose resolvers are given; each with the members that are asked for. */
export function relationsAhead(info: GraphQLResolveInfo, organisation: Resolvers): readonly Relation[] {
	const known = ahead.get(info.fieldNodes);
	if (known !== undefined) return known;
	const relations = findRelations(info, organisation);
	if (!info.fieldNodes.some((node) => dependsOnVariables(node, info))) ahead.set(info.fieldNodes, relations);
	return relations;
}

/** What selections without variables bring along, by the nodes of the field: those of a compiled query are the same in each request. */
const ahead = new WeakMap<readonly FieldNode[], readonly Relation[]>();

/** Whether anything below a field depends on variables. */
function dependsOnVariables(node: FieldNode, info: GraphQLResolveInfo): boolean {
	let depends = false;
	const look = (set: SelectionSetNode) =>
		visit(set, {
			Variable() {
				depends = true;
			},
			FragmentSpread({ name }) {
				const fragment = info.fragments[name.value];
				if (fragment !== undefined) look(fragment.selectionSet);
			},
		});
	if (node.selectionSet !== undefined) look(node.selectionSet);
	return depends;
}

function findRelations(info: GraphQLResolveInfo, organisation: Resolvers): readonly Relation[] {
	const found = new Map<string, Relation>();
	for (const entry of entries(info, info.fieldNodes)) {
		const relation = relationOfField(info, organisation, entry);
		if (relation === null) continue;
		const { fields: _, ...same } = relation;
		const key = JSON.stringify(same);
		found.set(key, merged(found.get(key), relation));
	}
	return [...found.values()];
}

/** Two fields may ask for the same rows and for other members of them. */
function merged(known: Relation | undefined, relation: Relation): Relation {
	if (known === undefined) return relation;
	const fields = known.fields === null || relation.fields === null ? null : [...new Set([...known.fields, ...relation.fields])];
	return { ...relation, fields } as Relation;
}

function relationOfField(info: GraphQLResolveInfo, organisation: Resolvers, node: FieldNode): Relation | null {
	const resolve = organisation[node.name.value];
	const ask = typeof resolve === 'function' ? relationOf.get(resolve) : undefined;
	const field = (info.schema.getType('Organisation') as GraphQLObjectType).getFields()[node.name.value];
	if (field === undefined || ask === undefined) return null;
	try {
		const relation = ask(getArgumentValues(field, node, info.variableValues));
		return relation === null ? null : ({ ...relation, fields: membersOf(info, relation, node) } as Relation);
	} catch {
		return null; // arguments that are refused: the field itself says so
	}
}

/** Fields of the entries of connections (`nodes`, `edges { node }`). */
function entries(info: GraphQLResolveInfo, connections: readonly FieldNode[]): readonly FieldNode[] {
	const inner = connections.flatMap((connection) => selected(info, connection.selectionSet));
	const edges = inner.filter(({ name }) => name.value === 'edges').flatMap((edge) => selected(info, edge.selectionSet));
	return [...inner.filter(({ name }) => name.value === 'nodes'), ...edges.filter(({ name }) => name.value === 'node')].flatMap((node) =>
		selected(info, node.selectionSet),
	);
}

/** Fields of every record that need nothing of its body. */
const BESIDE_BODY: ReadonlySet<string> = new Set([
	...['__typename', 'kind', 'provenance', 'faults', 'organisation', 'match', 'freshness', 'replicaAgeSeconds'],
]);
/** Fields of a flag by what they need of it. */
const OF_FLAG: Readonly<Record<string, readonly FlagMember[]>> = {
	...Object.fromEntries(
		(
			[
				...['code', 'category', 'severity', 'score', 'status', 'firstSeen', 'lastSeen', 'ruleVersion', 'title', 'explanation'],
				...['legalBasis', 'evidence', 'counterEvidence', 'guise'],
			] as FlagMember[]
		).map((name) => [name, [name]]),
	),
	id: ['flagId'],
	organisation: ['organisationId'],
	person: ['personId'],
	__typename: [],
};

/** The members that a field's selection needs; null: all, as soon as one of its fields is not known to need less. */
function membersOf(info: GraphQLResolveInfo, relation: Relation, node: FieldNode): readonly string[] | null {
	const one = relation.relation === 'registration' ? selected(info, node.selectionSet) : entries(info, [node]);
	// A person's mention leads back to the record, of which anything can be asked.
	if (one.some((field) => selected(info, field.selectionSet).some(({ name }) => name.value === 'record'))) return null;
	return allOf(one.map(({ name }) => membersFor(relation, name.value)));
}

/** The members of a relation's row that a field needs; null: not known, so all. */
export function membersFor(relation: Relation, name: string): readonly string[] | null {
	if (relation.relation === 'flags') return OF_FLAG[name] ?? null;
	const kind = relation.relation === 'records' ? relation.kind : 'registration';
	if (Object.hasOwn(kindDef(kind).fields, name)) return [name];
	return BESIDE_BODY.has(name) ? [] : null;
}

/** What several fields need together. */
export function allOf(needs: readonly (readonly string[] | null)[]): readonly string[] | null {
	return needs.includes(null) ? null : [...new Set(needs.flatMap((need) => need ?? []))];
}

/** The fields of a selection, those of its fragments included, without those that are skipped. */
function selected(info: GraphQLResolveInfo, set: SelectionSetNode | undefined): readonly FieldNode[] {
	return (set?.selections ?? []).flatMap((selection) => {
		if (getDirectiveValues(GraphQLSkipDirective, selection, info.variableValues)?.if === true) return [];
		if (getDirectiveValues(GraphQLIncludeDirective, selection, info.variableValues)?.if === false) return [];
		if (selection.kind === Node.FIELD) return [selection];
		const inner = selection.kind === Node.INLINE_FRAGMENT ? selection : (info.fragments[selection.name.value] as FragmentDefinitionNode);
		return selected(info, inner.selectionSet);
	});
}
