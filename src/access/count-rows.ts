/** Counts the rows that the reads of a request give, for its audit and its limit. */
import { HubError } from '#core/errors.ts';
import type { AuditTrail } from './audit.ts';

/** Makes the same reads, of which the audit learns how many rows each gave. They throw HubError LIMIT_EXCEEDED beyond `mostRows`. */
export function counting(audit: AuditTrail, mostRows: number): <Group extends object>(reads: Group) => Group {
	let read = 0;
	const wrap =
		(one: (...args: unknown[]) => Promise<unknown>) =>
		async (...args: unknown[]) => {
			const found = await one(...args);
			const rows = rowsIn(found);
			read += rows;
			audit.count({ rows });
			if (read > mostRows)
				throw new HubError(
					'LIMIT_EXCEEDED',
					`The request reads more than ${mostRows} rows: lower \`first\` of its pages or ask in several requests.`,
				);
			return found;
		};
	return <Group extends object>(reads: Group) => {
		const counted: Record<string, unknown> = {};
		for (const [name, one] of Object.entries(reads)) counted[name] = wrap(one);
		return counted as Group;
	};
}

function rowsIn(found: unknown): number {
	if (Array.isArray(found)) return found.length;
	if (found instanceof Map) return [...found.values()].reduce((sum: number, one) => sum + Math.max(rowsIn(one), 1), 0);
	if (typeof found !== 'object' || found === null) return 0;
	if ('rowsRead' in found && typeof found.rowsRead === 'number') return found.rowsRead;
	const below =
		'related' in found ? (found.related as readonly (readonly object[])[]).flat().reduce((sum, one) => sum + rowsOf(one), 0) : 0;
	return below + ('entries' in found ? rowsIn(found.entries) : 0);
}

/** Rows of a relation: of a page its entries, else the one record, if there is one. */
function rowsOf(related: object | null): number {
	if (related === null) return 0;
	return 'entries' in related ? rowsIn(related) : 1;
}
