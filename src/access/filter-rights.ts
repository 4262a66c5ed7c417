/**
 * What a caller may ask for in a filter: a condition on a record, field or person that they may not read is refused, so that nothing
 * hidden can be found out by filtering; and a filter has bounds, for each relation in it is a join.
 */
import { HubError } from '#core/errors.ts';
import { type Kind, kindDef } from '#core/kinds.ts';
import {
	type OrganisationConditions,
	PERSON_FILTERS,
	type PersonFilter,
	RECORD_FILTERS,
	type RecordFilter,
} from '#core/organisation-filter.ts';
import { type Action, actionOfKind, assertCan, isPersonal } from './actions.ts';
import type { AuditTrail } from './audit.ts';
import type { Caller } from './caller.ts';
import { actionOfField } from './mask.ts';

/** Bounds of a filter. */
export const FILTER_LIMITS = {
	/** Organisations through relations ("the successor of one that shares a room with …"). Smaller: chains cannot be found; larger: joins multiply. */
	relations: 2,
	/** Levels of `anyOf` and `not`. Smaller: "A or not B" does not fit; larger: nobody can read it. */
	nesting: 4,
	/** Conditions in all. Smaller: saved queries of analysts break; larger: one filter reads the store many times over. */
	conditions: 40,
	/** Values in a list. Smaller: a list of institutions from a table does not fit; larger: one condition becomes a scan. */
	values: 500,
} as const;

interface Walk {
	readonly caller: Caller;
	readonly used: Set<Action>;
	conditions: number;
}

/**
 * Refuses a filter that the caller may not use, and says which actions on personal data it uses.
 * @throws HubError ACCESS_DENIED, LIMIT_EXCEEDED, or INVALID_INPUT for a division code that is none.
 */
export function assertFilter(caller: Caller, filter: OrganisationConditions): readonly Action[] {
	const walk: Walk = { caller, used: new Set(), conditions: 0 };
	assertCan(caller, 'organisation:read');
	walkOrganisation(walk, filter, { relations: 0, nesting: 0 });
	return [...walk.used].filter(isPersonal);
}

/**
 * Refuses a filter that the caller may not use, and notes what it uses: which organisations meet a condition on people or case texts tells
 * something of them, so it is a read like any other. @throws HubError like `assertFilter`.
 */
export function noteConditions(caller: Caller, audit: Pick<AuditTrail, 'note'>, filter: OrganisationConditions): void {
	for (const action of assertFilter(caller, filter)) audit.note(action, 'organisations(filter)');
}

/**
 * Refuses conditions that nobody can hold against what was known on a day: links to people and other organisations have no history, and
 * neither has the risk. @throws HubError INVALID_INPUT naming the condition.
 */
export function assertTellsOfDay(filter: OrganisationConditions): void {
	const now = (['minRiskScore', 'sharesRoomWith', 'predecessors', 'successors'] as const).find((name) => filter[name] != null);
	if (now !== undefined) onlyNow(now);
	for (const [name, kind] of Object.entries(RECORD_FILTERS)) {
		const wanted = filter[name as keyof typeof RECORD_FILTERS] ?? {};
		const person = Object.entries(kindDef(kind).fields).find(([field, { type }]) => type === 'person' && wanted[field] != null);
		if (person !== undefined) onlyNow(`${name}.${person[0]}`);
	}
	for (const option of [...(filter.anyOf ?? []), ...(filter.not == null ? [] : [filter.not])]) assertTellsOfDay(option);
}

function onlyNow(condition: string): never {
	throw new HubError('INVALID_INPUT', `The condition \`${condition}\` is known as of now alone: leave it out, or ask without \`asOf\`.`);
}

/**
 * Refuses a filter on records of one kind that the caller may not use, and notes what it uses: which records meet a condition on something
 * personal tells of it, so it is a read like any other. @throws HubError like `assertFilter`.
 */
export function noteFilter(caller: Caller, audit: Pick<AuditTrail, 'note'>, kind: Kind, filter: RecordFilter): void {
	const walk: Walk = { caller, used: new Set(), conditions: 0 };
	walkRecord(walk, kind, filter);
	for (const action of walk.used) if (isPersonal(action)) audit.note(action, `${kind}(where)`);
}

interface Depth {
	readonly relations: number;
	readonly nesting: number;
}

function walkOrganisation(walk: Walk, filter: OrganisationConditions, depth: Depth): void {
	if (depth.relations > FILTER_LIMITS.relations) over('goes through too many relations', FILTER_LIMITS.relations);
	if (depth.nesting > FILTER_LIMITS.nesting) over('is nested too deep', FILTER_LIMITS.nesting);
	count(walk, filter);
	assertDivision(filter.divisionCode);
	for (const kind of [...(filter.withRecords ?? []), ...(filter.withoutRecords ?? [])]) use(walk, actionOfKind(kind));
	if (filter.flags != null || filter.flagCodes != null) use(walk, 'flag:read');
	if (filter.flags != null) count(walk, filter.flags);
	assertDivision(filter.flags?.divisionCode);
	for (const [name, kind] of Object.entries(RECORD_FILTERS)) walkRecord(walk, kind, filter[name as keyof typeof RECORD_FILTERS]);
	const further = { relations: depth.relations + 1, nesting: depth.nesting };
	if (filter.sharesRoomWith != null) walkOrganisation(walk, filter.sharesRoomWith, further);
	for (const succession of [filter.predecessors, filter.successors]) {
		if (succession == null) continue;
		count(walk, succession);
		walkOrganisation(walk, succession.organisation ?? {}, further);
	}
	const inner = { relations: depth.relations, nesting: depth.nesting + 1 };
	for (const option of [...(filter.anyOf ?? []), ...(filter.not == null ? [] : [filter.not])]) walkOrganisation(walk, option, inner);
}

function walkRecord(walk: Walk, kind: Kind, filter: RecordFilter | null | undefined): void {
	if (filter == null) return;
	use(walk, actionOfKind(kind));
	count(walk, filter);
	for (const [field, { type }] of Object.entries(kindDef(kind).fields)) {
		const condition = filter[field];
		if (condition == null) continue;
		if (type === 'person') walkPerson(walk, condition as PersonFilter);
		else {
			if (type === 'division') assertDivision(condition as string);
			else if (typeof condition === 'object') count(walk, condition as object);
			// What a change is of is not known here, so it counts as the more personal item.
			const action = actionOfField(kind, field, { item: null });
			if (action !== null) use(walk, action);
		}
	}
}

function walkPerson(walk: Walk, filter: PersonFilter): void {
	use(walk, 'person:read');
	for (const [name, kind] of Object.entries(PERSON_FILTERS)) walkRecord(walk, kind, filter[name as keyof typeof PERSON_FILTERS]);
}

function use({ caller, used }: Walk, action: Action): void {
	assertCan(caller, action);
	used.add(action);
}

function count(walk: Walk, filter: object): void {
	const values: unknown[] = Object.values(filter);
	walk.conditions += values.filter((value) => value != null).length;
	if (walk.conditions > FILTER_LIMITS.conditions) over('has too many conditions', FILTER_LIMITS.conditions);
	if (values.some((value) => Array.isArray(value) && value.length > FILTER_LIMITS.values))
		over('has too long a list', FILTER_LIMITS.values);
}

function over(what: string, limit: number): never {
	throw new HubError('LIMIT_EXCEEDED', `The filter ${what}; the limit is ${limit}: ask in two steps.`);
}

function assertDivision(code: string | null | undefined): void {
	if (code == null || /^\d{6}$/.test(code)) return;
	throw new HubError('INVALID_INPUT', 'A division code has six digits (GB/T 2260), like 330106 for a county or 330100 for its city.');
}
