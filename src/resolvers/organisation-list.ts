/** Lists of organisations, wherever they are asked for. */
import type { OrganisationConditions, OrganisationOrder, OrganisationRow, Relation } from '#loaders/loaders.ts';
import { type ConnectionParent, connection } from './connection.ts';
import type { Context } from './context.ts';

/** How a list of organisations is asked for. */
interface ListArguments {
	readonly orderBy: OrganisationOrder;
	readonly first: number;
	readonly after?: string | null;
}

/** The organisations that meet conditions, and the relations that come along with them. @throws HubError INVALID_INPUT for arguments that are no page. */
export function organisationsWhere(
	conditions: OrganisationConditions,
	{ orderBy, ...args }: ListArguments,
	{ reader, loaders, relations = [] }: Pick<Context, 'reader' | 'loaders'> & { readonly relations?: readonly Relation[] },
): ConnectionParent<OrganisationRow> {
	return connection(`organisations:${orderBy}`, args, {
		page: (window) => loaders.organisationPage({ conditions, order: orderBy, window }, relations),
		count: () => reader.countOrganisations(conditions),
	});
}
