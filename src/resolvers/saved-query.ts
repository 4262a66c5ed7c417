/** A saved query, its versions and its last run. */
import type { Context } from './context.ts';
import type {
	SavedQueryOutcomeResolvers,
	SavedQueryResolvers,
	SavedQueryRunResolvers,
	SavedQueryVersionResolvers,
} from './generated/types.ts';

export const SavedQuery: SavedQueryResolvers<Context> = {
	library: ({ owner }) => owner === null,
	mine: ({ owner }, _, { reader }) => owner === reader.caller.subject,
	versions: ({ slug }, _, { savedQueries }) => savedQueries.versions(slug),
	lastRun: ({ slug }, _, { savedQueries }) => savedQueries.lastRun(slug),
};

export const SavedQueryVersion: SavedQueryVersionResolvers<Context> = {
	fits: (version, _, { savedQueries }) => savedQueries.planOf(version) !== null,
	variables: (version, _, { savedQueries }) => savedQueries.planOf(version)?.variables ?? [],
	columns: (version, _, { savedQueries }) => savedQueries.planOf(version)?.columns ?? [],
};

export const SavedQueryRun: SavedQueryRunResolvers<Context> = {
	added: ({ changes }) => changes?.added ?? null,
	changed: ({ changes }) => changes?.changed ?? null,
	gone: ({ changes }) => changes?.gone ?? null,
};

export const SavedQueryOutcome: SavedQueryOutcomeResolvers<Context> = {
	__resolveType: (outcome) => ('slug' in outcome ? 'SavedQuery' : 'SavedQueryRefused'),
};
