/** Which columns of a table a caller sees masked or not at all, told from the table of rights before a row is read. */
import { type GraphQLSchema, isInterfaceType } from 'graphql';
import { type Action, actionOfKind, can } from '#access/actions.ts';
import type { Caller } from '#access/caller.ts';
import { actionOfField } from '#access/mask.ts';
import { KIND_NAMES, type Kind, kindDef } from '#core/kinds.ts';
import type { Column, SchemaField } from './plan-columns.ts';

/** What fields that are no fields of a record need; without it they are masked or null. */
const OTHER_FIELDS: Readonly<Record<string, readonly Action[]>> = {
	'PersonMention.name': ['personName:read'],
	'PersonMention.identityNumber': ['identityHint:read'],
	'PersonMention.person': ['person:read'],
	'PersonMention.certain': ['person:read'],
	'Person.name': ['personName:read'],
	'Flag.person': ['person:read'],
	// What a value of evidence is of is known row by row only.
	'Evidence.value': ['personName:read', 'contact:read', 'caseText:read', 'complaintText:read', 'incidentText:read'],
	'StaffMember.clearance': ['clearance:read'],
};

/** Whether a caller may get something masked in a column; what is refused as a whole is an error and no column. */
export function isMasked(column: Column, caller: Caller, schema: GraphQLSchema): boolean {
	const kinds = kindsOf(schema);
	return column.through.some((field) => actionsOf(field, kinds).some((action) => !can(caller, action)));
}

function actionsOf({ type, field }: SchemaField, kinds: ReadonlyMap<string, Kind>): readonly Action[] {
	const kind = kinds.get(type);
	if (kind === undefined) return OTHER_FIELDS[`${type}.${field}`] ?? [];
	if (kindDef(kind).fields[field] === undefined) return OTHER_FIELDS[`${type}.${field}`] ?? [];
	// A person field is an object of its own, whose parts are judged one by one.
	if (kindDef(kind).fields[field]?.type === 'person') return [];
	// What a change is of differs by row: it counts as the more personal item.
	const action = actionOfField(kind, field, { item: null });
	return [actionOfKind(kind), ...(action === null ? [] : [action])];
}

const known = new WeakMap<GraphQLSchema, ReadonlyMap<string, Kind>>();

/** The kind of record that a GraphQL type is. */
function kindsOf(schema: GraphQLSchema): ReadonlyMap<string, Kind> {
	const found = known.get(schema);
	if (found !== undefined) return found;
	const record = schema.getType('AgencyRecord');
	const typeOf = isInterfaceType(record) ? (record.resolveType as ((value: { kind: Kind }) => unknown) | undefined | null) : null;
	const kinds = new Map(KIND_NAMES.map((kind) => [String(typeOf?.({ kind })), kind]));
	known.set(schema, kinds);
	return kinds;
}
