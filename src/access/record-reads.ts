/** Agencies' records as one caller reads them: of the kinds they may read, masked. */
import type { Day } from '#core/days.ts';
import type { RecordRef } from '#core/records.ts';
import { mapPages, type Page } from '#store/page.ts';
import * as records from '#store/record-view.ts';
import type { SuccessionRow } from '#store/succession-view.ts';
import { actionOfKind, assertCan, can } from './actions.ts';
import type { ReaderDoor } from './door.ts';
import { noteFilter } from './filter-rights.ts';
import type { ReadRecord } from './read-record.ts';

type ById<T> = Promise<ReadonlyMap<string, T>>;

/** Why a record stands with its organisation. */
export interface ReadMatch {
	readonly score: number;
	readonly signals: SuccessionRow['reasons'];
}

/** Reads of records. Those that name a kind throw HubError ACCESS_DENIED for one that the caller may not read. */
export interface RecordReads {
	records(query: records.RecordQuery): ById<Page<ReadRecord>>;
	/** The registration that stands for each organisation; as the hub knew it on a day, if one is given. */
	registrations(organisationIds: readonly string[], knownOn?: Day | null): ById<ReadRecord>;
	/** By "source/type/key" (core `refText`). Records of kinds that the caller may not read are left out. */
	recordsByRefs(refs: readonly RecordRef[], knownOn?: Day | null): Promise<readonly ReadRecord[]>;
	/** By record number. */
	matches(rids: readonly string[]): ById<ReadMatch>;
	/** Who the people of records are, by record number; empty for callers who may not read people. */
	mentions(rids: readonly string[]): ById<readonly { slot: string; personId: string | null; certain: boolean }[]>;
}

/** The records of one caller. */
export function recordReads({ store: { db }, caller, scope, audit, vault }: ReaderDoor): RecordReads {
	return {
		async records(query) {
			assertCan(caller, actionOfKind(query.kind));
			if (query.where != null) noteFilter(caller, audit, query.kind, query.where);
			return mapPages(await records.recordsOfOrganisations(db, scope, query), vault.close);
		},
		async registrations(organisationIds, knownOn) {
			assertCan(caller, actionOfKind('registration'));
			const found = await records.registrationOfOrganisations(db, scope, organisationIds, knownOn);
			return new Map([...found].map(([id, record]) => [id, vault.close(record)]));
		},
		async recordsByRefs(refs, knownOn) {
			const found = await records.recordsByRefs(db, scope, refs, knownOn);
			return found.filter((record) => can(caller, actionOfKind(record.kind))).map(vault.close);
		},
		matches: (rids) => records.matchesOfRecords(db, rids),
		async mentions(rids) {
			return can(caller, 'person:read') ? records.mentionsOfRecords(db, rids) : new Map();
		},
	};
}
