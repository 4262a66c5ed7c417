/** A source and its tables: the configuration joined with what the runs left. */
import { dayOf, daysBetween } from '#core/days.ts';
import type { SourceState } from '#core/dossier.ts';
import type { Kind } from '#core/kinds.ts';
import type { SourceMapping } from '#core/mapping.ts';
import { instantOf } from '#core/timestamps.ts';
import type { SourceTableRow } from '#loaders/loaders.ts';
import type { SourceMode, SourceResolvers, SourceStatusResolvers, SourceTableResolvers } from './generated/types.ts';

/** A source of the configuration with what is known of its tables; a table that was never read has no row. */
export interface SourceParent {
	readonly mapping: SourceMapping;
	readonly tables: readonly SourceTableParent[];
}
export type SourceTableParent = Omit<SourceTableRow, 'source'> & { readonly kind: Kind | null };

/** A table of a source with how it stands. */
export type SourceStatusParent = SourceTableParent & { readonly source: string };

/** Worst first. */
const WORST_FIRST: readonly SourceState[] = ['FAILED', 'NEVER', 'STALE', 'FRESH'];

export const Source: SourceResolvers = {
	id: ({ mapping }) => mapping.id,
	agency: ({ mapping }) => mapping.agency,
	modes: ({ mapping }) => mapping.modes.map((mode) => mode.toUpperCase() as SourceMode),
	breaker({ mapping }, _, { breakerOf }) {
		const breaker = breakerOf(mapping.id);
		return breaker === null ? null : { state: breaker.state, since: breaker.since?.toISOString() ?? null };
	},
	state: ({ tables }) => WORST_FIRST.find((state) => tables.some((table) => table.state === state)) ?? 'NEVER',
};

export const SourceTable: SourceTableResolvers = {
	lagDays: ({ asOf }, _, { clock }) => (asOf === null ? null : Math.max(0, daysBetween(asOf, dayOf(clock.now())))),
	lastReading: ({ lastReading }) =>
		lastReading === null ? null : { ...lastReading, startedAt: instantOf(lastReading.startedAt).toISOString() },
	lastSuccessAt: ({ lastSuccessAt }) => (lastSuccessAt === null ? null : instantOf(lastSuccessAt).toISOString()),
	failingSince: ({ failingSince }) => (failingSince === null ? null : instantOf(failingSince).toISOString()),
};

export const SourceStatus: SourceStatusResolvers = {
	lastSuccessAt: ({ lastSuccessAt }) => (lastSuccessAt === null ? null : instantOf(lastSuccessAt).toISOString()),
	failingSince: ({ failingSince }) => (failingSince === null ? null : instantOf(failingSince).toISOString()),
};

const NEVER_READ = { asOf: null, lastSuccessAt: null, failingSince: null, lastError: null, state: 'NEVER', lastReading: null } as const;

/** A configured source with how its tables stand; tables that the configuration no longer has come last. */
export function toSource(mapping: SourceMapping, rows: readonly SourceTableRow[]): SourceParent {
	const own = rows.filter((row) => row.source === mapping.id);
	const kinds = new Map(mapping.tables.map(({ recordType, kind }) => [recordType, kind]));
	const configured = [...kinds].map(([recordType, kind]) => ({
		...(own.find((row) => row.recordType === recordType) ?? NEVER_READ),
		recordType,
		kind,
	}));
	const dropped = own.filter((row) => !kinds.has(row.recordType)).map((row) => ({ ...row, kind: null }));
	return { mapping, tables: [...configured, ...dropped] };
}
