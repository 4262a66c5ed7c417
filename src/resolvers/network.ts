/** What hangs together with an organisation. */
import { HubError } from '#core/errors.ts';
import type { Context } from './context.ts';
import type { NetworkNodeResolvers, QueryResolvers } from './generated/types.ts';

/** Most steps. Further everything hangs together with everything. */
const MAX_DEPTH = 3;
/** Most organisations. A picture of more says nothing. */
const MAX_ORGANISATIONS = 200;

export const NetworkNode: NetworkNodeResolvers<Context> = {
	async label({ kind, id, label }, _, { reader, loaders }) {
		if (label !== null) return label;
		if (kind === 'ORGANISATION') return (await loaders.organisation.load(id))?.name ?? '';
		const person = await loaders.person.load(id);
		return person === null ? '' : reader.personName(person).name;
	},
	organisation: ({ kind, id }, _, { loaders }) => (kind === 'ORGANISATION' ? loaders.organisation.load(id) : null),
	person: ({ kind, id }, _, { loaders }) => (kind === 'PERSON' ? loaders.person.load(id) : null),
};

/** The entry point of networks. */
export const networkQueries: Pick<QueryResolvers<Context>, 'network'> = {
	network(_, { organisationId, depth, limit }, { reader }) {
		if (depth < 1 || depth > MAX_DEPTH) throw new HubError('INVALID_INPUT', `\`depth\` must lie between 1 and ${MAX_DEPTH}.`);
		if (limit < 1 || limit > MAX_ORGANISATIONS)
			throw new HubError('INVALID_INPUT', `\`limit\` must lie between 1 and ${MAX_ORGANISATIONS}.`);
		return reader.network({ organisationId, depth, limit });
	},
};
