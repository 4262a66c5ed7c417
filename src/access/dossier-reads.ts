/**
 * What a dossier shows, as one caller reads it: the organisation as it is known or was known on a day, what the hub holds of it, its
 * timeline, and by which records agencies have it. Under the scope and the rights of the lists of the same things.
 */
import type { Day } from '#core/days.ts';
import { KIND_NAMES, type Kind } from '#core/kinds.ts';
import { eventDef, TIMELINE_EVENT_NAMES, type TimelineEntry, type TimelineEventName } from '#core/timeline.ts';
import * as holdings from '#store/holding-view.ts';
import { countFlagsKnown, flagsKnown, type KnownFlagQuery } from '#store/known-flags-view.ts';
import {
	countOrganisationsKnown,
	type KnownOrganisation,
	type KnownOrganisationQuery,
	organisationKnownPage,
	organisationsKnown,
} from '#store/known-organisation-view.ts';
import { mapPages, type Page, type Window } from '#store/page.ts';
import { countTimelines, type TimelineQuery, timelinesOf } from '#store/timeline-view.ts';
import { type Action, actionOfKind, assertCan, can } from './actions.ts';
import type { Caller } from './caller.ts';
import type { ReaderDoor } from './door.ts';
import { assertFilter, assertTellsOfDay } from './filter-rights.ts';
import type { ReadFlag, ReadRecord } from './read-record.ts';

export type { Holding, HoldingQuery, ReadingOf, RecordReading } from '#store/holding-view.ts';
export type { KnownFlagQuery } from '#store/known-flags-view.ts';
export type { KnownOrganisation, KnownOrganisationQuery } from '#store/known-organisation-view.ts';
export type { TimelineQuery } from '#store/timeline-view.ts';

type ById<T> = Promise<ReadonlyMap<string, T>>;

/** Reads of dossiers; all by id of the organisation, and all throw HubError ACCESS_DENIED. */
export interface DossierReads {
	/** Organisations as the hub knew them on a day, by the id asked for; without an entry: not known then, or not the caller's to see. */
	organisationsKnown(on: Day, ids: readonly string[]): ById<KnownOrganisation>;
	/** Organisations as the hub knew them on a day, in a list. @throws HubError INVALID_INPUT for conditions that tell of now alone. */
	organisationKnownPage(query: KnownOrganisationQuery): Promise<Page<KnownOrganisation>>;
	countOrganisationsKnown(query: Pick<KnownOrganisationQuery, 'on' | 'conditions'>): Promise<number>;
	flagsKnown(query: KnownFlagQuery & { readonly window: Window }): ById<Page<ReadFlag>>;
	countFlagsKnown(query: KnownFlagQuery): ById<number>;
	/** How many records of each kind that the caller may read; kinds of which there are none have no entry. */
	holdingsOf(query: holdings.HoldingQuery): ById<readonly holdings.Holding[]>;
	/** Records of these kinds together, newest first; kinds that the caller may not read are left out. */
	recordsOfKinds(query: holdings.HoldingQuery & { readonly kinds: readonly Kind[]; readonly window: Window }): ById<Page<ReadRecord>>;
	/** Sanctions against others in the organisation's rooms; see `Dossier.premises`. */
	premisesOf(query: holdings.HoldingQuery & { readonly window: Window }): ById<Page<ReadRecord>>;
	countPremises(query: holdings.HoldingQuery): ById<number>;
	/** Records of these kinds by which agencies have it, the one that it is shown by first. */
	standingRecords(query: holdings.HoldingQuery): ById<readonly ReadRecord[]>;
	/** By "source/type/key" as JSON: the run that brought what each record says. */
	readingsOf(records: readonly holdings.ReadingOf[]): ById<holdings.RecordReading>;
	/** Of the events asked for those that the caller may read. */
	timelinesOf(query: TimelineQuery & { readonly window: Window }): ById<Page<TimelineEntry>>;
	countTimelines(query: TimelineQuery): ById<number>;
	/** Events that no timeline of this caller has. */
	hiddenEvents(): readonly TimelineEventName[];
}

type KnownRead = 'organisationsKnown' | 'organisationKnownPage' | 'countOrganisationsKnown' | 'flagsKnown' | 'countFlagsKnown';
type HoldingRead = 'holdingsOf' | 'recordsOfKinds' | 'premisesOf' | 'countPremises' | 'standingRecords' | 'readingsOf';

/** What reading an event needs: the right to what it is read from. */
function actionOfEvent(event: TimelineEventName): Action {
	const { of } = eventDef(event);
	if (of !== undefined) return actionOfKind(of.kind);
	if (event === 'CASE_MOVED') return 'review:read';
	if (event.startsWith('FLAG_')) return 'flag:read';
	return event.includes('_BY_HUB') ? 'record:read' : 'organisation:read';
}

/** The dossiers of one caller. */
export function dossierReads(door: ReaderDoor): Omit<DossierReads, 'hiddenEvents'> {
	return { ...knownReads(door), ...holdingReads(door), ...timelineReads(door) };
}

/** What the hub knew on a day. */
function knownReads({ store: { db }, caller, scope, audit, vault }: ReaderDoor): Pick<DossierReads, KnownRead> {
	const allow = ({ conditions }: Pick<KnownOrganisationQuery, 'conditions'>) => {
		const used = assertFilter(caller, conditions);
		assertTellsOfDay(conditions);
		for (const action of used) audit.note(action, 'organisations(filter)');
	};
	return {
		async organisationsKnown(on, ids) {
			assertCan(caller, 'organisation:read');
			return organisationsKnown(db, scope, { ids, on });
		},
		async organisationKnownPage(query) {
			allow(query);
			return organisationKnownPage(db, scope, query);
		},
		async countOrganisationsKnown(query) {
			allow(query);
			return countOrganisationsKnown(db, scope, query);
		},
		async flagsKnown(query) {
			assertCan(caller, 'flag:read');
			return mapPages(await flagsKnown(db, scope, query), vault.closeFlag);
		},
		async countFlagsKnown(query) {
			assertCan(caller, 'flag:read');
			return countFlagsKnown(db, scope, query);
		},
	};
}

/** What the hub holds of an organisation. */
function holdingReads({ store: { db }, caller, scope, vault }: ReaderDoor): Pick<DossierReads, HoldingRead> {
	const mayRead = (kind: Kind) => can(caller, actionOfKind(kind));
	return {
		async holdingsOf(query) {
			assertCan(caller, 'organisation:read');
			const found = await holdings.holdingsOf(db, scope, query);
			return new Map([...found].map(([id, list]) => [id, list.filter(({ kind }) => mayRead(kind))]));
		},
		async recordsOfKinds(query) {
			assertCan(caller, 'record:read');
			const kinds = query.kinds.filter(mayRead);
			return mapPages(await holdings.recordsOfKinds(db, scope, { ...query, kinds }), vault.close);
		},
		async premisesOf(query) {
			assertCan(caller, actionOfKind('inspection'));
			return mapPages(await holdings.premisesOf(db, scope, query), vault.close);
		},
		async countPremises(query) {
			assertCan(caller, actionOfKind('inspection'));
			return holdings.countPremises(db, scope, query);
		},
		async standingRecords(query) {
			assertCan(caller, 'record:read');
			const kinds = KIND_NAMES.filter(mayRead);
			const found = await holdings.standingRecordsOf(db, scope, { ...query, kinds });
			return new Map([...found].map(([id, list]) => [id, list.map(vault.close)]));
		},
		async readingsOf(records) {
			assertCan(caller, 'source:read');
			return holdings.readingsOf(db, records);
		},
	};
}

function timelineReads({ store: { db }, caller, scope }: ReaderDoor): Pick<DossierReads, 'timelinesOf' | 'countTimelines'> {
	const allowed = <Q extends TimelineQuery>(query: Q): Q => {
		assertCan(caller, 'organisation:read');
		return { ...query, events: query.events.filter((event) => can(caller, actionOfEvent(event))) };
	};
	return {
		timelinesOf: async (query) => timelinesOf(db, scope, allowed(query)),
		countTimelines: async (query) => countTimelines(db, scope, allowed(query)),
	};
}

/** The events that a caller's timelines do not have. */
export function hiddenEvents(caller: Caller): readonly TimelineEventName[] {
	return TIMELINE_EVENT_NAMES.filter((event) => !can(caller, actionOfEvent(event)));
}
