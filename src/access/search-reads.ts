/** The search of one caller, by a number or by words of a name. */
import { HubError } from '#core/errors.ts';
import { gramsOf, searchForm } from '#core/grams.ts';
import { type SearchAnswer, searchByGrams, searchByKey } from '#store/search-view.ts';
import { assertCan } from './actions.ts';
import type { Door } from './door.ts';

export interface SearchReads {
	/** `text`: already in simplified characters. @throws HubError ACCESS_DENIED; INVALID_INPUT when fewer than two characters of it count. */
	search(text: string, first: number): Promise<SearchAnswer>;
}

/** Letters and digits of a credit code or of a licence number. */
const WHOLE_KEY = /^(?:[0-9a-z]{18}|\d{10,20})$/;

/** The search of one caller. */
export function searchReads({ store: { db }, caller, scope }: Door): SearchReads {
	return {
		async search(text, first) {
			assertCan(caller, 'search:run');
			const form = searchForm(text);
			if (WHOLE_KEY.test(form)) return searchByKey(db, scope, { value: form.toUpperCase(), first });
			// Words set apart are looked for apart: no name need have them side by side.
			const grams = [...new Set(text.split(/\s+/).flatMap(gramsOf))];
			if (grams.length === 0) throw new HubError('INVALID_INPUT', 'Search for at least two characters of a name.');
			return searchByGrams(db, scope, { grams, form, first });
		},
	};
}
