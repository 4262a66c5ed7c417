/** Entries of the hub's own lists, and the outcomes of entering one. */
import { connectionFields } from './connection.ts';
import type { Context } from './context.ts';
import type { HubListConnectionResolvers, HubListEntryResolvers, HubListOutcomeResolvers } from './generated/types.ts';
import { readOrganisation } from './read-organisation.ts';

export const HubListEntry: HubListEntryResolvers<Context> = {
	id: ({ listId }) => listId,
	organisation: ({ organisationId }, _, context) => (organisationId === null ? null : readOrganisation(organisationId, context)),
	person: ({ personId }, _, { loaders }) => (personId === null ? null : loaders.person.load(personId)),
	reason: (entry, _, { reader }) => reader.listReason(entry, 'reason'),
	endedReason: (entry, _, { reader }) => reader.listReason(entry, 'endedReason'),
};

export const HubListConnection: HubListConnectionResolvers<Context> = {
	edges: connectionFields.edges,
	nodes: connectionFields.nodes,
	pageInfo: connectionFields.pageInfo,
	totalCount: connectionFields.totalCount,
	sources: () => [],
};

export const HubListOutcome: HubListOutcomeResolvers = {
	__resolveType: (outcome) => ('listId' in outcome ? 'HubListEntry' : 'HubListRefused'),
};
