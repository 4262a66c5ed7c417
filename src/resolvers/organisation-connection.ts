/** A page of organisations. */
import { pageInfoOf, toEdges } from './cursor.ts';
import type { OrganisationConnectionResolvers } from './generated/types.ts';

export const OrganisationConnection: OrganisationConnectionResolvers = {
	edges: async (connection) => toEdges(`organisations:${connection.order}`, await connection.page()),
	nodes: async (connection) => (await connection.page()).entries.map(({ row }) => row),
	pageInfo: async (connection) => pageInfoOf(`organisations:${connection.order}`, await connection.page()),
	totalCount: (connection, _, { reader }) => reader.countOrganisations(connection.conditions),
};
