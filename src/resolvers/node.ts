/** What an id stands for, by what its row holds. */
import type { NodeResolvers } from './generated/types.ts';

export const Node: NodeResolvers = {
	__resolveType(node) {
		if ('flagId' in node) return 'Flag';
		return 'organisationId' in node ? 'Organisation' : 'Person';
	},
};
