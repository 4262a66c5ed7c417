/** Lists of organisations, wherever they are asked for. */
import type { Day } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { OrganisationConditions, OrganisationOrder, OrganisationRow, Relation, WrittenList } from '#loaders/loaders.ts';
import { type ConnectionParent, connection } from './connection.ts';
import type { Context } from './context.ts';
import { refusedCursor } from './cursor.ts';

/** How a list of organisations is asked for. */
interface ListArguments {
	readonly orderBy: OrganisationOrder;
	readonly first: number;
	readonly after?: string | null;
}

/** What is known of a selection before it is answered: the relations that come along, and how the entries are written, if they can be. */
interface Ahead {
	readonly relations?: readonly Relation[];
	readonly list?: WrittenList | null;
}

/** The organisations that meet conditions, and the relations that come along with them. @throws HubError INVALID_INPUT for arguments that are no page. */
export function organisationsWhere(
	conditions: OrganisationConditions,
	{ orderBy, ...args }: ListArguments,
	{ reader, loaders, relations = [], list = null }: Pick<Context, 'reader' | 'loaders'> & Ahead,
): ConnectionParent<OrganisationRow> {
	return connection(`organisations:${orderBy}`, args, {
		page: (window) => loaders.organisationPage({ conditions, order: orderBy, window }, relations),
		written: list && { list, text: (window) => loaders.organisationText({ conditions, order: orderBy, window }, list) },
		count: () => reader.countOrganisations(conditions),
	});
}

/** The organisations that the hub knew on a day, by conditions on what it knew then. @throws HubError INVALID_INPUT for an order by what is known of now alone. */
export function organisationsKnownWhere(
	conditions: OrganisationConditions,
	{ orderBy, knownOn, ...args }: Omit<ListArguments, 'orderBy'> & { readonly orderBy: OrganisationOrder | null; readonly knownOn: Day },
	{ reader }: Pick<Context, 'reader'>,
): ConnectionParent<OrganisationRow> {
	const order = orderBy ?? 'NAME_ASC';
	if (order === 'RISK_DESC')
		throw new HubError(
			'INVALID_INPUT',
			'Organisations are ordered by their risk as of now alone: with `asOf` order by NAME_ASC or FIRST_SEEN_DESC.',
		);
	const query = { on: knownOn, conditions };
	return connection(`organisationsKnown:${order}`, args, {
		page(window) {
			if (window.after !== null && window.after[0] !== knownOn) throw refusedCursor();
			return reader.organisationKnownPage({ ...query, order, window });
		},
		count: () => reader.countOrganisationsKnown(query),
	});
}
