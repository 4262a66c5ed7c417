/** The Reader's counts of lists that hang on an organisation or a person: whoever may not read a list may not count it. */
import type { Day } from '#core/days.ts';
import { KIND_NAMES, type Kind } from '#core/kinds.ts';
import type { RecordFilter } from '#core/organisation-filter.ts';
import * as counts from '#store/count-view.ts';
import type { SuccessionSide } from '#store/succession-view.ts';
import { actionOfKind, assertCan, can } from './actions.ts';
import type { Door } from './door.ts';
import { noteFilter } from './filter-rights.ts';

type ByParent = Promise<counts.Counts>;

/** Records as known on a day (null: now) that meet conditions (null: all). */
export interface WhichRecords {
	readonly knownOn?: Day | null | undefined;
	readonly where?: RecordFilter | null | undefined;
}

/** Entries of a list on all its pages, by parent; parents without any have no entry. Each throws HubError ACCESS_DENIED like its list. */
export interface ListCounts {
	countRecords(kind: Kind, organisationIds: readonly string[], which?: WhichRecords): ByParent;
	countPeopleOf(organisationIds: readonly string[]): ByParent;
	/** Of one kind, or of all that the caller may read (null). */
	countMentions(kind: Kind | null, personIds: readonly string[]): ByParent;
	countFlagsOf(organisationIds: readonly string[], statuses: readonly string[] | null): ByParent;
	countSuccessions(side: SuccessionSide, organisationIds: readonly string[]): ByParent;
}

/** The counts of one reader. */
export function listCounts({ store: { db }, caller, scope, audit }: Door): ListCounts {
	const readable = () => KIND_NAMES.filter((kind) => can(caller, actionOfKind(kind)));
	return {
		async countRecords(kind, organisationIds, { knownOn = null, where = null } = {}) {
			assertCan(caller, actionOfKind(kind));
			if (where !== null) noteFilter(caller, audit, kind, where);
			return counts.countRecords(db, scope, { kind, organisationIds, knownOn, where });
		},
		async countPeopleOf(organisationIds) {
			assertCan(caller, 'person:read');
			// How many people an organisation has tells something of them.
			for (const id of organisationIds) audit.note('person:read', `${id}#people`);
			return counts.countPeople(db, scope, { kinds: readable(), organisationIds });
		},
		async countMentions(kind, personIds) {
			assertCan(caller, 'person:read');
			if (kind !== null) assertCan(caller, actionOfKind(kind));
			return counts.countMentions(db, scope, { kinds: kind === null ? readable() : [kind], personIds });
		},
		async countFlagsOf(organisationIds, statuses) {
			assertCan(caller, 'flag:read');
			return counts.countFlagsOf(db, scope, { organisationIds, statuses });
		},
		async countSuccessions(side, organisationIds) {
			assertCan(caller, 'organisation:read');
			return counts.countSuccessions(db, scope, { side, organisationIds });
		},
	};
}
