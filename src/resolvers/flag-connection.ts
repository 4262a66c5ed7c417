/** A page of flags. */
import { pageInfoOf, toEdges } from './cursor.ts';
import type { FlagConnectionResolvers } from './generated/types.ts';

export const FlagConnection: FlagConnectionResolvers = {
	edges: async (connection) => toEdges(`flags:${connection.order}`, await connection.page()),
	nodes: async (connection) => (await connection.page()).entries.map(({ row }) => row),
	pageInfo: async (connection) => pageInfoOf(`flags:${connection.order}`, await connection.page()),
	totalCount: (connection, _, { reader }) => reader.countFlags(connection.conditions),
};
