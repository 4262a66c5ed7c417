/**
 * What the store itself can tell of a field, so that its text need not pass through a resolver: where the value stands in the row of its
 * parent. A resolver that only hands a value on says so here; every other one is asked.
 */
import type { StoredPlace } from '#loaders/loaders.ts';

/** Where a field's value is: in the row; in the field of a record, if all may see it; always the same; or an object of such values, made of the same row. */
export type Told =
	| { readonly at: StoredPlace }
	| { readonly field: string }
	| { readonly always: unknown }
	| { readonly members: Readonly<Record<string, Told>> };

const tolds = new WeakMap<object, Told>();

/** Marks a resolver that hands on what is told. */
export function tells<R extends object>(told: Told, resolve: R): R {
	tolds.set(resolve, told);
	return resolve;
}

/** What a resolver hands on; undefined: it has to be asked. */
export function toldBy(resolve: object): Told | undefined {
	return tolds.get(resolve);
}

/** A member of a row. */
export function member(name: string, as: StoredPlace['as']): Told {
	return { at: { path: [name], as } };
}

const members = (as: StoredPlace['as'], ...names: readonly string[]) => names.map((name) => [name, member(name, as)] as const);

/** Members that fields without a resolver hand on, by the row that is their parent. */
export const MEMBERS: Readonly<Record<'organisation' | 'flag' | 'record', Readonly<Record<string, Told>>>> = {
	organisation: Object.fromEntries([
		...members('text', 'name', 'creditCode', 'divisionCode', 'status', 'industryCode'),
		...members('boolean', 'registered'),
		...members('date', 'firstSeen'),
	]),
	flag: Object.fromEntries([
		...members('text', 'code', 'category', 'severity', 'score', 'status', 'guise'),
		...members('date', 'firstSeen', 'lastSeen'),
		...members('int', 'ruleVersion'),
		...members('json', 'title', 'explanation', 'legalBasis', 'counterEvidence'),
	]),
	record: { freshness: { always: 'REPLICA' } },
};

/** Where a record comes from, as the store has it. */
export const PROVENANCE: Told = {
	members: Object.fromEntries([
		...members('text', 'source', 'recordType', 'recordKey'),
		...members('date', 'asOf', 'firstSeen', 'endedOn'),
	]),
};
