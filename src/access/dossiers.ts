/**
 * The dossier behind a flag, for use cases that ask a rule again. It is not masked: it never leaves the process, and what is made of it
 * names records and people by id alone.
 */
import { type Clock, dayOf } from '#core/days.ts';
import type { Dossier, SourceState } from '#core/dossier.ts';
import type { Regulation } from '#core/policy.ts';
import { streamDossiers } from '#store/dossier-view.ts';
import { organisationsByIds } from '#store/organisation-view.ts';
import { sourceTables } from '#store/source-view.ts';
import { assertCan } from './actions.ts';
import type { Door } from './door.ts';

/** What a dossier is judged by besides its records. */
export interface JudgingTerms {
	readonly regulation: Regulation;
	/** The source that answers about people; null: none. */
	readonly clearanceSource: string | null;
}

export interface Dossiers {
	/** The dossier of an organisation as of today; null: it is not there, or not the caller's to see. @throws HubError ACCESS_DENIED. */
	dossierOf(organisationId: string, terms: JudgingTerms): Promise<Dossier | null>;
}

/** Dossiers of one caller. */
export function dossiers({ store: { db }, caller, scope }: Omit<Door, 'audit'>, clock: Clock): Dossiers {
	return {
		async dossierOf(organisationId, terms) {
			assertCan(caller, 'flag:read');
			if (!(await organisationsByIds(db, scope, [organisationId])).has(organisationId)) return null;
			const sources = statesOf(await sourceTables(db));
			const request = { ...terms, sources, asOf: dayOf(clock.now()), organisationIds: [organisationId] };
			for await (const dossier of streamDossiers(db, request)) return dossier;
			return null;
		},
	};
}

/** Worst first. */
const STATES: readonly SourceState[] = ['FAILED', 'NEVER', 'STALE', 'FRESH'];

/** A source stands as the worst of its tables. */
function statesOf(tables: readonly { readonly source: string; readonly state: SourceState }[]): Readonly<Record<string, SourceState>> {
	const worst = (states: readonly SourceState[]): SourceState => STATES.find((state) => states.includes(state)) ?? 'NEVER';
	const bySource = Map.groupBy(tables, ({ source }) => source);
	return Object.fromEntries([...bySource].map(([source, list]) => [source, worst(list.map(({ state }) => state))]));
}
