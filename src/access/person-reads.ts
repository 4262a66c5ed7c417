/** People as one caller reads them; whoever is shown is noted in the audit. */
import { KIND_NAMES, type Kind } from '#core/kinds.ts';
import { mapPages, type Page, type Window } from '#store/page.ts';
import * as people from '#store/person-view.ts';
import * as records from '#store/record-view.ts';
import { actionOfKind, assertCan, can } from './actions.ts';
import type { ReaderDoor } from './door.ts';
import type { ReadPerson, ReadRecord } from './read-record.ts';

type ById<T> = Promise<ReadonlyMap<string, T>>;

/** A mention of a person in a record, as the Reader gives it. */
export interface ReadMention {
	readonly record: ReadRecord;
	readonly slot: string;
	readonly personId: string | null;
	readonly certain: boolean;
}

/** Reads of people; all throw HubError ACCESS_DENIED. */
export interface PersonReads {
	people(ids: readonly string[]): ById<ReadPerson>;
	peopleOfOrganisations(organisationIds: readonly string[], window: Window): ById<Page<ReadPerson>>;
	/** Records of one kind, or of all that the caller may read (null), that name each person. */
	mentionsOfPeople(kind: Kind | null, personIds: readonly string[], window: Window): ById<Page<ReadMention>>;
	/** What the police answered, of those people about whom they were asked. `source`: the source that answers. */
	clearances(source: string, personIds: readonly string[]): ById<people.ClearanceRow>;
}

/** The people of one caller. */
export function personReads({ store: { db }, caller, scope, audit, vault }: ReaderDoor): PersonReads {
	const readable = () => KIND_NAMES.filter((kind) => can(caller, actionOfKind(kind)));
	const close = (person: people.PersonRow) => {
		audit.note('person:read', person.personId);
		return vault.closePerson(person);
	};
	return {
		async people(ids) {
			assertCan(caller, 'person:read');
			const found = await people.peopleByIds(db, scope, ids);
			return new Map([...found].map(([id, person]) => [id, close(person)]));
		},
		async peopleOfOrganisations(organisationIds, window) {
			assertCan(caller, 'person:read');
			return mapPages(await people.peopleOfOrganisations(db, scope, { organisationIds, kinds: readable(), window }), close);
		},
		async mentionsOfPeople(kind, personIds, window) {
			assertCan(caller, 'person:read');
			if (kind !== null) assertCan(caller, actionOfKind(kind));
			const kinds = kind === null ? readable() : [kind];
			const pages = await records.mentionsOfPeople(db, scope, { kinds, personIds, window });
			return mapPages(pages, (mention) => ({ ...mention, record: vault.close(mention.record) }));
		},
		async clearances(source, personIds) {
			assertCan(caller, 'clearance:read');
			if (scope.sources !== null && !scope.sources.includes(source)) return new Map();
			const found = await people.clearancesOfPeople(db, scope, personIds);
			for (const id of found.keys()) audit.note('clearance:read', id);
			return found;
		},
	};
}
