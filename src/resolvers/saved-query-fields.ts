/** Saved queries at the roots of the schema: found, saved, shared, deleted. A refusal that the caller can mend is an answer. */
import { isHubError } from '#core/errors.ts';
import type { QueryText, SavedQuery } from '#core/saved-queries.ts';
import { connection } from './connection.ts';
import type { Context } from './context.ts';
import type { MutationResolvers, QueryResolvers, SavedQueryInput } from './generated/types.ts';
import type { SavedQueryOutcomeParent } from './mappers.ts';

/** Fields of Query. */
export const savedQueryReads: Pick<QueryResolvers<Context>, 'savedQueries' | 'savedQuery'> = {
	savedQueries(_, { text, mine, ...args }, { savedQueries }) {
		const search = { text: text ?? null, mine };
		const page: Parameters<typeof connection<SavedQuery>>[2]['page'] = (window) => savedQueries.page({ ...search, window });
		return connection('savedQueries:SLUG', args, { page, count: () => savedQueries.count(search), from: () => false });
	},
	async savedQuery(_, { slug }, { savedQueries }) {
		try {
			return await savedQueries.find(slug);
		} catch (thrown) {
			if (isHubError(thrown, 'NOT_FOUND')) return null;
			throw thrown;
		}
	},
};

/** Fields of Mutation. */
export const savedQueryChanges: Pick<MutationResolvers<Context>, 'saveQuery' | 'saveQueryVersion' | 'shareQuery' | 'deleteQuery'> = {
	saveQuery: (_, { slug, query }, { savedQueries }) => outcomeOf(() => savedQueries.save(slug, textOf(query))),
	saveQueryVersion: (_, { slug, query }, { savedQueries }) => outcomeOf(() => savedQueries.saveVersion(slug, textOf(query))),
	shareQuery: (_, { slug, shared }, { savedQueries }) => outcomeOf(() => savedQueries.share(slug, shared)),
	deleteQuery: (_, { slug }, { savedQueries }) => outcomeOf(() => savedQueries.remove(slug)),
};

/** What the caller can mend. */
const MENDABLE = new Set(['NOT_FOUND', 'CONFLICT', 'INVALID_INPUT', 'LIMIT_EXCEEDED']);

async function outcomeOf(change: () => Promise<SavedQuery>): Promise<SavedQueryOutcomeParent> {
	try {
		return await change();
	} catch (thrown) {
		if (isHubError(thrown) && MENDABLE.has(thrown.code)) return { code: thrown.code, message: thrown.message };
		throw thrown;
	}
}

function textOf({ title, description, purpose, document, defaults, titles, rowsOf }: SavedQueryInput): QueryText {
	return {
		title,
		description: description ?? { zh: '', en: '' },
		purpose: purpose ?? null,
		document,
		defaults: Object.fromEntries((defaults ?? []).map(({ variable, value }) => [variable, value])),
		titles: Object.fromEntries((titles ?? []).map(({ path, title: words }) => [path, words])),
		rowsOf: rowsOf ?? null,
	};
}
