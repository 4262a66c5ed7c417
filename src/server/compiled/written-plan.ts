/**
 * Which part of a plan the store can write itself: below a list of organisations every value that stands in a row as it leaves. Of the rest
 * each field is a hole, filled by its resolver with the row. A list is written only where all that comes along with its rows can be.
 */
import {
	type GraphQLNamedType,
	type GraphQLOutputType,
	getNullableType,
	isEnumType,
	isLeafType,
	isListType,
	isNonNullType,
	visit,
} from 'graphql';
import { openPlace } from '#access/mask.ts';
import { NEEDED_TO_MASK } from '#access/read-relations.ts';
import type { Kind } from '#core/kinds.ts';
import type { Relation, StoredPlace, WrittenList } from '#loaders/loaders.ts';
import { allOf, membersFor, relationAsked } from '#resolvers/look-ahead.ts';
import { MEMBERS, type Told, toldBy } from '#resolvers/told.ts';
import type { FieldPlan, ObjectPlan } from './plan.ts';

type WrittenRow = WrittenList['row'];
type WrittenPart = WrittenRow['parts'][number];
type WrittenLeaf = Extract<WrittenPart, { readonly leaf: unknown }>['leaf'];

/** A list that is written, and the fields that fill its holes. */
export interface PlannedList extends WrittenList {
	readonly holes: readonly FieldPlan[];
}

/** Arguments of a field in a request. */
type ArgumentsOf = (field: FieldPlan) => object;

/** How the entries of a connection are written in a request. `fixed`: in every request alike. */
export interface ListPlan {
	readonly list: PlannedList;
	readonly fixed: boolean;
}

/** Thrown where a list has to be read as rows. */
class Unwritable extends Error {}

/** How the entries of a connection of organisations are written; null: they are read as rows. */
export function planList(connection: ObjectPlan, argsOf: ArgumentsOf): ListPlan | null {
	const entries = entriesOf(connection);
	if (entries === null) return null;
	const writer = new Writer(argsOf);
	try {
		const row = writer.row(entries, { as: 'organisation', relation: null });
		return { list: { key: JSON.stringify(row), row, holes: writer.holes }, fixed: writer.fixed };
	} catch (thrown) {
		if (thrown instanceof Unwritable) return null;
		throw thrown;
	}
}

/** The entries of a connection that is selected through `nodes` alone; null: also, or only, in another way. */
function entriesOf({ fields }: ObjectPlan): ObjectPlan | null {
	const lists = fields.filter(({ field }) => field.name === 'nodes' || field.name === 'edges');
	const [nodes] = lists;
	return lists.length === 1 && nodes?.field.name === 'nodes' ? below(nodes) : null;
}

/** The object plan of a field, or of the entries of its list. */
function below({ expected: { plan } }: FieldPlan): ObjectPlan | null {
	const one = plan.shape === 'list' ? plan.item.plan : plan;
	return one.shape === 'object' ? one.plan() : null;
}

/** What the rows of an object are. */
interface RowKind {
	readonly as: keyof typeof MEMBERS;
	/** How they come along; null: they are the entries of the list itself. */
	readonly relation: Relation | null;
}

class Writer {
	readonly holes: FieldPlan[] = [];
	fixed = true;
	private readonly argsOf: ArgumentsOf;

	constructor(argsOf: ArgumentsOf) {
		this.argsOf = argsOf;
	}

	row(object: ObjectPlan, of: RowKind): WrittenRow {
		const asked: FieldPlan[] = [];
		const parts = this.fields(object, (field) => {
			const told = this.told(field, of) ?? (of.relation === null ? this.relation(field) : null);
			if (told !== null) return told;
			asked.push(field);
			return [{ hole: this.holes.push(field) - 1 }];
		});
		const { relation } = of;
		return { parts: joined(parts), needs: relation === null ? null : needsOf(relation, asked) };
	}

	private fields({ fields }: ObjectPlan, write: (field: FieldPlan) => readonly WrittenPart[]): WrittenPart[] {
		const parts = fields.flatMap((field, at) => [
			at === 0 ? '{' : ',',
			field.label,
			...(field.typeName === null ? write(field) : [field.typeName]),
		]);
		return [...(fields.length === 0 ? ['{'] : parts), '}'];
	}

	private told(field: FieldPlan, { as, relation }: RowKind): readonly WrittenPart[] | null {
		const told = field.resolve === null ? MEMBERS[as][field.field.name] : toldBy(field.resolve);
		if (field.field.name === 'kind' && as === 'record') return alwaysText(field, kindOf(relation));
		return told === undefined ? null : this.toldText(field, told, kindOf(relation));
	}

	private toldText(field: FieldPlan, told: Told, kind: Kind | null): readonly WrittenPart[] | null {
		if ('always' in told) return alwaysText(field, told.always);
		if ('members' in told) return this.membersText(field, told.members);
		const at = 'at' in told ? told.at : kind === null ? null : openPlace(kind, told.field);
		return at === null ? null : placeText(field, at);
	}

	/** An object that is made of members of the same row. */
	private membersText(field: FieldPlan, members: Readonly<Record<string, Told>>): readonly WrittenPart[] | null {
		const object = below(field);
		if (object === null || field.expected.plan.shape !== 'object') return null;
		return orHole(() =>
			this.fields(object, (inner) => {
				const told = members[inner.field.name];
				const text = inner.resolve !== null || told === undefined ? null : this.toldText(inner, told, null);
				if (text === null) throw new Unwritable();
				return text;
			}),
		);
	}

	/** What comes along with an organisation. Null: the field is no such relation, or does not come along with these arguments. */
	private relation(field: FieldPlan): readonly WrittenPart[] | null {
		if (field.resolve === null) return null;
		const relation = this.asked(field);
		if (relation == null) return null;
		const object = below(field);
		if (object === null) throw new Unwritable();
		if (relation.relation === 'registration') return [this.related(relation, object, ['', ''])];
		const entries = entriesOf(object);
		if (entries === null) throw new Unwritable();
		const [before = '', after = ''] = this.fields(object, ({ field: { name } }) => {
			if (name !== 'nodes') throw new Unwritable();
			return ['\u0000'];
		})
			.join('')
			.split('\u0000');
		return [this.related(relation, entries, [`${before}[`, `]${after}`])];
	}

	private asked(field: FieldPlan): Relation | null | undefined {
		if (field.args === null) this.fixed = false;
		try {
			return relationAsked(field.resolve as object, this.argsOf(field));
		} catch {
			return null; // arguments that are refused: the field itself says so
		}
	}

	private related(relation: Relation, object: ObjectPlan, [before, after]: readonly [string, string]): WrittenPart {
		return { relation, before, after, object: this.row(object, { as: relation.relation === 'flags' ? 'flag' : 'record', relation }) };
	}
}

function kindOf(relation: Relation | null): Kind | null {
	if (relation === null || relation.relation === 'flags') return null;
	return relation.relation === 'records' ? relation.kind : 'registration';
}

/** Text that cannot be written in full leaves the field a hole. */
function orHole<T>(write: () => T): T | null {
	try {
		return write();
	} catch (thrown) {
		if (thrown instanceof Unwritable) return null;
		throw thrown;
	}
}

/** Members that the resolvers of a row's holes go back to. A mention of a person leads back to its record, of which anything can be asked. */
function needsOf(relation: Relation, asked: readonly FieldPlan[]): readonly string[] | null {
	const needs = allOf(asked.map((field) => (leadsBack(field) ? null : membersFor(relation, field.field.name))));
	return needs === null || relation.relation === 'flags' ? needs : [...new Set([...needs, ...(asked.length === 0 ? [] : NEEDED_TO_MASK)])];
}

function leadsBack({ nodes }: FieldPlan): boolean {
	let back = false;
	for (const node of nodes) {
		visit(node, {
			Field({ name }) {
				back ||= name.value === 'record';
			},
			FragmentSpread() {
				back = true;
			},
		});
	}
	return back;
}

function alwaysText({ expected: { plan } }: FieldPlan, value: unknown): readonly WrittenPart[] | null {
	return plan.shape === 'leaf' && value !== null ? [plan.text(value)] : null;
}

/** What stands at a place: a value, or an object of values; null: something else. */
function placeText(field: FieldPlan, at: StoredPlace): readonly WrittenPart[] | null {
	const leaf = leafAt(field.field.type, at);
	if (leaf !== null) return [{ leaf }];
	const object = field.expected.plan.shape === 'object' ? below(field) : null;
	if (object === null || at.as !== 'json') return null;
	const parts: WrittenPart[] = [];
	for (const [n, inner] of object.fields.entries()) {
		const value =
			inner.typeName ?? (inner.resolve === null ? leafAt(inner.field.type, { path: [...at.path, inner.field.name], as: 'json' }) : null);
		if (value === null) return null;
		parts.push(n === 0 ? '{' : ',', inner.label, typeof value === 'string' ? value : { leaf: value });
	}
	return [{ object: joined([...(parts.length === 0 ? ['{'] : parts), '}']), at, nullable: field.expected.nullable }];
}

/** A value of a type at a place; null: not one that the store can write. */
function leafAt(given: GraphQLOutputType, at: StoredPlace): WrittenLeaf | null {
	const type = getNullableType(given);
	const entry = isListType(type) ? type.ofType : null;
	const form = formOf(getNullableType(entry ?? type) as GraphQLNamedType);
	if (form === null || !FORMS[at.as](form, entry !== null)) return null;
	return { ...at, form, nullable: !isNonNullType(given), entries: entry === null ? null : { nullable: !isNonNullType(entry) } };
}

const FORM_OF: Readonly<Record<string, WrittenLeaf['form']>> = {
	String: 'text',
	ID: 'text',
	Int: 'int',
	Boolean: 'boolean',
	LocalDate: 'day',
	Decimal: 'decimal',
};

function formOf(type: GraphQLNamedType): WrittenLeaf['form'] | null {
	if (!isLeafType(type)) return null;
	if (!isEnumType(type)) return FORM_OF[type.name] ?? null;
	const values = type.getValues();
	return values.every(({ name, value }) => name === value) ? values.map(({ name }) => name) : null;
}

/** Which forms a stored value can be given. */
const FORMS: Readonly<Record<StoredPlace['as'], (form: WrittenLeaf['form'], list: boolean) => boolean>> = {
	text: (form, list) => !list && (form === 'text' || form === 'decimal' || typeof form !== 'string'),
	date: (form, list) => !list && form === 'day',
	int: (form, list) => !list && form === 'int',
	boolean: (form, list) => !list && form === 'boolean',
	texts: (form, list) => list && (form === 'text' || typeof form !== 'string'),
	json: () => true,
};

/** Texts that follow each other as one. */
function joined(parts: readonly WrittenPart[]): readonly WrittenPart[] {
	const whole: WrittenPart[] = [];
	for (const part of parts) {
		const last = whole.at(-1);
		if (typeof part === 'string' && typeof last === 'string') whole[whole.length - 1] = last + part;
		else whole.push(part);
	}
	return whole;
}
