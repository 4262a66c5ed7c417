/** Whether a record meets a filter, decided on its values: for what no store holds. Says the same as the store's SQL does of a row. */

import { HubError } from './errors.ts';
import { type FieldType, type Kind, kindDef } from './kinds.ts';
import type { AmountRange, DayRange, RecordFilter, TextCondition } from './organisation-filter.ts';

/**
 * Whether all conditions hold. `read`: the value of a field, null for none.
 * @throws HubError INVALID_INPUT for a condition on a person, who is known through other records alone.
 */
export function recordMeets(kind: Kind, filter: RecordFilter, read: (field: string) => unknown): boolean {
	return Object.entries(kindDef(kind).fields).every(([field, { type }]) => {
		const condition = filter[field];
		if (condition === null || condition === undefined) return true;
		if (type === 'person')
			throw new HubError(
				'INVALID_INPUT',
				`A live answer cannot be asked for people: leave \`${field}\` out of \`where\`, or take the replica.`,
			);
		const value = read(field) ?? null;
		return value !== null && meets(type, value, condition);
	});
}

function meets(type: FieldType, value: unknown, condition: unknown): boolean {
	if (type === 'code') return (condition as readonly unknown[]).includes(value);
	if (type === 'day' || type === 'instant') return inDays(String(value), condition as DayRange);
	if (type === 'decimal' || type === 'integer') return inAmounts(String(value), condition as AmountRange);
	if (type === 'division') return String(value).startsWith(String(condition).replace(/(?:00)+$/, ''));
	if (type === 'industry') return String(value).startsWith(String(condition));
	if (type === 'address') return isText((value as { readonly text: string }).text, condition as TextCondition);
	if (Array.isArray(value)) return value.some((entry) => isText(String(entry), condition as TextCondition));
	return isText(String(value), condition as TextCondition);
}

/** Days and instants of the hub are texts of Asia/Shanghai that sort. */
function inDays(value: string, { from, before }: DayRange): boolean {
	return (from == null || value >= from) && (before == null || value < before);
}

function inAmounts(value: string, { min, max }: AmountRange): boolean {
	return (min == null || compareDecimals(value, min) >= 0) && (max == null || compareDecimals(value, max) <= 0);
}

function isText(value: string, { in: equal, contains }: TextCondition): boolean {
	return (equal == null || equal.includes(value)) && (contains == null || contains.some((piece) => value.includes(piece)));
}

/** Exact, for amounts are texts that no float need hold; negative when `a` is less. */
export function compareDecimals(a: string, b: string): number {
	const digits = Math.max(...[a, b].map((text) => text.split('.')[1]?.length ?? 0));
	const [left, right] = [a, b].map((text) => {
		const [whole = '0', part = ''] = text.split('.');
		return BigInt(`${whole}${part.padEnd(digits, '0')}`);
	}) as [bigint, bigint];
	return left < right ? -1 : left > right ? 1 : 0;
}
