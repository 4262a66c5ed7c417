/** Texts of saved queries, and plans of documents over the real schema. */
import type { QueryText } from '#core/saved-queries.ts';
import { createSchema } from '#resolvers/schema.ts';
import { createQueryChecks, type QueryChecks } from '#services/saved-queries/query-checks.ts';

/** Checks by the real schema; every cost is within the limits. */
export const freeChecks: QueryChecks = createQueryChecks(createSchema(), () => {});

/** A text that can be saved; overrides change parts of it. */
export function makeQueryText(overrides: Partial<QueryText> = {}): QueryText {
	return {
		title: { zh: '机构', en: 'Organisations' },
		description: { zh: '', en: '' },
		purpose: null,
		document: 'query ($division: String) { organisations(filter: { divisionCode: $division }, orderBy: NAME_ASC) { nodes { id name } } }',
		defaults: {},
		titles: {},
		rowsOf: null,
		...overrides,
	};
}
