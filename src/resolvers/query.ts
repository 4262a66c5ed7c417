/** The entry points of the API. */
import { HubError } from '#core/errors.ts';
import type { Context } from './context.ts';
import { assertFirst, type ListOrder, windowOf } from './cursor.ts';
import type { QueryResolvers } from './generated/types.ts';
import type { FlagConnectionParent, OrganisationConnectionParent } from './mappers.ts';
import { toSource } from './source.ts';

/** Most hits of a search. More than this nobody reads; whoever needs all pages through `organisations`. */
const MAX_HITS = 50;

export const Query: QueryResolvers<Context> = {
	me: (_, __, { reader }) => reader.caller,
	node(_, { id }, { loaders }) {
		if (id.startsWith('org_')) return loaders.organisation.load(id);
		if (id.startsWith('per_')) return loaders.person.load(id);
		return id.startsWith('flag_') ? loaders.flag.load(id) : null;
	},
	organisation: (_, { id }, { loaders }) => loaders.organisation.load(id),
	organisationByCreditCode: (_, { creditCode }, { loaders }) =>
		loaders.organisationByCreditCode.load(creditCode.normalize('NFKC').replace(/\s/g, '').toUpperCase()),
	organisations(_, { filter, orderBy, ...args }, { reader }): OrganisationConnectionParent {
		const conditions = { ...filter, divisionCode: divisionOf(filter?.divisionCode) };
		const window = windowOf(`organisations:${orderBy}` satisfies ListOrder, args);
		return { conditions, order: orderBy, window, page: once(() => reader.organisationPage({ conditions, order: orderBy, window })) };
	},
	person: (_, { id }, { loaders }) => loaders.person.load(id),
	flags(_, { filter, orderBy, ...args }, { reader }): FlagConnectionParent {
		const conditions = { ...filter, divisionCode: divisionOf(filter?.divisionCode) };
		const window = windowOf(`flags:${orderBy}` satisfies ListOrder, args);
		return { conditions, order: orderBy, window, page: once(() => reader.flagPage({ conditions, order: orderBy, window })) };
	},
	flag: (_, { id }, { loaders }) => loaders.flag.load(id),
	async search(_, { text, first }, { reader, loaders, simplify }) {
		const { hits, complete } = await reader.search(simplify(text), assertFirst(first, MAX_HITS));
		const found = await Promise.all(
			hits.map(async ({ organisationId, score }) => ({ organisation: await loaders.organisation.load(organisationId), score })),
		);
		return { hits: found.flatMap(({ organisation, score }) => (organisation === null ? [] : [{ organisation, score }])), complete };
	},
	async sources(_, __, { sources, loaders, reader }) {
		const tables = await loaders.sourceTables();
		const seen = sources.filter(({ id }) => reader.caller.sources?.includes(id) ?? true);
		return seen.map((mapping) => toSource(mapping, tables));
	},
};

function once<T>(read: () => Promise<T>): () => Promise<T> {
	let reading: Promise<T> | null = null;
	return () => {
		reading ??= read();
		return reading;
	};
}

function divisionOf(code: string | null | undefined): string | null {
	if (code == null || /^\d{6}$/.test(code)) return code ?? null;
	throw new HubError('INVALID_INPUT', 'A division code has six digits (GB/T 2260), like 330106 for a county or 330100 for its city.');
}
