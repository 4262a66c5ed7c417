/** A page of the audit. */
import { connectionFields } from './connection.ts';
import type { AuditConnectionResolvers, AuditEntryResolvers } from './generated/types.ts';

export const AuditConnection: AuditConnectionResolvers = {
	edges: connectionFields.edges,
	nodes: connectionFields.nodes,
	pageInfo: connectionFields.pageInfo,
	totalCount: async (list) => (await list.count()) ?? 0,
	sources: () => [],
};

export const AuditEntry: AuditEntryResolvers = {
	variables: ({ variables }) => (variables === null ? null : JSON.stringify(variables)),
};
