/** The loaders of dossiers: what was known on a day, timelines, and what agencies say of an organisation, many organisations a read. */
import type DataLoader from 'dataloader';
import type {
	Holding,
	OrganisationRow,
	Page,
	Reader,
	ReadFlag,
	ReadingOf,
	ReadRecord,
	RecordReading,
	TimelineQuery,
	Window,
} from '#access/reader.ts';
import type { Day } from '#core/days.ts';
import type { Kind } from '#core/kinds.ts';
import type { TimelineEntry } from '#core/timeline.ts';
import { createGroupLoader } from './group-loader.ts';

/** An organisation, and the day whose knowledge is asked for; null: that of now. */
export interface KnownKey {
	readonly id: string;
	readonly knownOn: Day | null;
}

type ListKey = KnownKey & { readonly window: Window };
type OnDay<K> = Omit<K, 'knownOn'> & { readonly knownOn: Day };
export type TimelineKey = KnownKey & Omit<TimelineQuery, 'organisationIds' | 'knownOn'>;

/** What these loaders give is masked and within the caller's scope. */
export interface DossierLoaders {
	/** Null: not known on that day, or not the caller's to see. */
	readonly organisationKnown: DataLoader<OnDay<KnownKey>, OrganisationRow | null, string>;
	readonly registrationKnown: DataLoader<KnownKey, ReadRecord | null, string>;
	readonly flagsKnown: DataLoader<OnDay<ListKey> & { readonly statuses: readonly string[] | null }, Page<ReadFlag>, string>;
	readonly flagsKnownCount: DataLoader<OnDay<KnownKey> & { readonly statuses: readonly string[] | null }, number, string>;
	readonly holdings: DataLoader<KnownKey, readonly Holding[], string>;
	readonly recordsOfKinds: DataLoader<ListKey & { readonly kinds: readonly Kind[] }, Page<ReadRecord>, string>;
	readonly premises: DataLoader<ListKey, Page<ReadRecord>, string>;
	readonly premisesCount: DataLoader<KnownKey, number, string>;
	readonly standingRecords: DataLoader<KnownKey, readonly ReadRecord[], string>;
	/** Null: the store does not tell. */
	readonly reading: DataLoader<ReadingOf, RecordReading | null, string>;
	readonly timeline: DataLoader<TimelineKey & { readonly window: Window }, Page<TimelineEntry>, string>;
	readonly timelineCount: DataLoader<TimelineKey, number, string>;
}

const NOTHING: Page<never> = { entries: [], more: false };

/** A loader whose reads take everything of a key but its id. */
function byKey<K extends { readonly id: string }, V>(
	scope: string,
	read: (ids: readonly string[], sample: K) => Promise<ReadonlyMap<string, V>>,
	missing: V,
): DataLoader<K, V, string> {
	return createGroupLoader<K, V>(scope, {
		groupOf: ({ id: _, ...rest }) => JSON.stringify(rest),
		idOf: ({ id }) => id,
		read,
		missing,
	});
}

/** Fresh loaders of dossiers for one request. */
export function createDossierLoaders(reader: Reader): DossierLoaders {
	const scope = reader.scopeKey;
	return {
		organisationKnown: byKey(scope, (ids, { knownOn }) => reader.organisationsKnown(knownOn, ids), null),
		registrationKnown: byKey(scope, (ids, { knownOn }) => reader.registrations(ids, knownOn), null),
		flagsKnown: byKey(
			scope,
			(organisationIds, { knownOn: on, statuses, window }) => reader.flagsKnown({ organisationIds, on, statuses, window }),
			NOTHING,
		),
		flagsKnownCount: byKey(
			scope,
			(organisationIds, { knownOn: on, statuses }) => reader.countFlagsKnown({ organisationIds, on, statuses }),
			0,
		),
		holdings: byKey(scope, (organisationIds, { knownOn }) => reader.holdingsOf({ organisationIds, knownOn }), []),
		recordsOfKinds: byKey(scope, (organisationIds, { id: _, ...query }) => reader.recordsOfKinds({ ...query, organisationIds }), NOTHING),
		premises: byKey(scope, (organisationIds, { knownOn, window }) => reader.premisesOf({ organisationIds, knownOn, window }), NOTHING),
		premisesCount: byKey(scope, (organisationIds, { knownOn }) => reader.countPremises({ organisationIds, knownOn }), 0),
		standingRecords: byKey(scope, (organisationIds, { knownOn }) => reader.standingRecords({ organisationIds, knownOn }), []),
		reading: createGroupLoader<ReadingOf, RecordReading | null>(scope, {
			groupOf: ({ readings }) => JSON.stringify(readings),
			idOf: ({ source, recordType, recordKey }) => JSON.stringify([source, recordType, recordKey]),
			read: (ids, { readings }) =>
				reader.readingsOf(
					ids.map((id) => {
						const [source = '', recordType = '', recordKey = ''] = JSON.parse(id) as string[];
						return { source, recordType, recordKey, readings };
					}),
				),
			missing: null,
		}),
		timeline: byKey(scope, (organisationIds, { id: _, ...query }) => reader.timelinesOf({ ...query, organisationIds }), NOTHING),
		timelineCount: byKey(scope, (organisationIds, { id: _, ...query }) => reader.countTimelines({ ...query, organisationIds }), 0),
	};
}
