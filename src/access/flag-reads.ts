/** Flags as one caller reads them: the values on which they stand are kept back and read one by one. */
import * as flags from '#store/flag-view.ts';
import { mapPage, mapPages, type Page, type Window } from '#store/page.ts';
import { assertCan } from './actions.ts';
import type { ReaderDoor } from './door.ts';
import type { ReadFlag } from './read-record.ts';

type ById<T> = Promise<ReadonlyMap<string, T>>;

/** Reads of flags; all throw HubError ACCESS_DENIED. */
export interface FlagReads {
	flags(ids: readonly string[]): ById<ReadFlag>;
	flagsOfOrganisations(organisationIds: readonly string[], statuses: readonly string[] | null, window: Window): ById<Page<ReadFlag>>;
	flagPage(query: { conditions: flags.FlagConditions; order: flags.FlagOrder; window: Window }): Promise<Page<ReadFlag>>;
	countFlags(conditions: flags.FlagConditions): Promise<number>;
}

/** The flags of one caller. */
export function flagReads({ store: { db }, caller, scope, vault }: ReaderDoor): FlagReads {
	return {
		async flags(ids) {
			assertCan(caller, 'flag:read');
			const found = await flags.flagsByIds(db, scope, ids);
			return new Map([...found].map(([id, flag]) => [id, vault.closeFlag(flag)]));
		},
		async flagsOfOrganisations(organisationIds, statuses, window) {
			assertCan(caller, 'flag:read');
			return mapPages(await flags.flagsOfOrganisations(db, scope, { organisationIds, statuses, window }), vault.closeFlag);
		},
		async flagPage(query) {
			assertCan(caller, 'flag:read');
			return mapPage(await flags.flagPage(db, scope, query), vault.closeFlag);
		},
		async countFlags(conditions) {
			assertCan(caller, 'flag:read');
			return flags.countFlags(db, scope, conditions);
		},
	};
}
