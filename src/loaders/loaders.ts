/** The loaders of one request: every relation of the API as one batched read over the caller's Reader. */
import type DataLoader from 'dataloader';
import type {
	OrganisationRow,
	Page,
	Reader,
	ReadFlag,
	ReadMatch,
	ReadMention,
	ReadPerson,
	ReadRecord,
	SourceTableRow,
	SuccessionRow,
	SuccessionSide,
	Window,
} from '#access/reader.ts';
import type { Kind } from '#core/kinds.ts';
import type { RecordRef } from '#core/records.ts';
import { createGroupLoader, createIdLoader } from './group-loader.ts';

export type * from '#access/reader.ts';

/** A page of something that hangs on a parent. */
export interface PageKey {
	readonly id: string;
	readonly window: Window;
}

/** What a loader gives is masked and within the caller's scope; null or an empty page: nothing there for this caller. */
export interface Loaders {
	readonly organisation: DataLoader<string, OrganisationRow | null, string>;
	readonly organisationByCreditCode: DataLoader<string, OrganisationRow | null, string>;
	readonly registration: DataLoader<string, ReadRecord | null, string>;
	readonly records: DataLoader<PageKey & { readonly kind: Kind }, Page<ReadRecord>, string>;
	readonly recordByRef: DataLoader<RecordRef, ReadRecord | null, string>;
	/** By record number. */
	readonly match: DataLoader<string, ReadMatch | null, string>;
	/** By record number. */
	readonly mentions: DataLoader<string, readonly { slot: string; personId: string | null; certain: boolean }[], string>;
	readonly successions: DataLoader<
		{ readonly id: string; readonly side: SuccessionSide; readonly first: number },
		readonly SuccessionRow[],
		string
	>;
	readonly person: DataLoader<string, ReadPerson | null, string>;
	readonly peopleOfOrganisation: DataLoader<PageKey, Page<ReadPerson>, string>;
	readonly mentionsOfPerson: DataLoader<PageKey & { readonly kind: Kind | null }, Page<ReadMention>, string>;
	readonly flag: DataLoader<string, ReadFlag | null, string>;
	readonly flagsOfOrganisation: DataLoader<PageKey & { readonly statuses: readonly string[] | null }, Page<ReadFlag>, string>;
	/** How the tables of all sources stand; read once a request. */
	sourceTables(): Promise<readonly SourceTableRow[]>;
}

const NOTHING: Page<never> = { entries: [], more: false };
const byWindow = (window: Window) => JSON.stringify(window);

/** Fresh loaders for one request. */
export function createLoaders(reader: Reader): Loaders {
	const scope = reader.scopeKey;
	let tables: Promise<readonly SourceTableRow[]> | null = null;
	return {
		organisation: createIdLoader(scope, reader.organisations),
		organisationByCreditCode: createIdLoader(scope, reader.organisationsByCreditCodes),
		registration: createIdLoader(scope, reader.registrations),
		match: createIdLoader(scope, reader.matches),
		person: createIdLoader(scope, reader.people),
		flag: createIdLoader(scope, reader.flags),
		...pageLoaders(reader),
		mentions: createGroupLoader(scope, { groupOf: () => '', idOf: (rid: string) => rid, read: reader.mentions, missing: [] }),
		successions: createGroupLoader(scope, {
			groupOf: ({ side, first }) => `${side} ${first}`,
			idOf: ({ id }) => id,
			read: (ids, { side, first }) => reader.successions(side, ids, first),
			missing: [],
		}),
		recordByRef: createGroupLoader<RecordRef, ReadRecord | null>(scope, {
			groupOf: () => '',
			idOf: (ref) => JSON.stringify([ref.source, ref.recordType, ref.recordKey]),
			read: (ids) => recordsByText(reader, ids),
			missing: null,
		}),
		sourceTables() {
			tables ??= reader.sourceTables();
			return tables;
		},
	};
}

function pageLoaders(reader: Reader): Pick<Loaders, 'records' | 'peopleOfOrganisation' | 'mentionsOfPerson' | 'flagsOfOrganisation'> {
	const scope = reader.scopeKey;
	return {
		records: createGroupLoader(scope, {
			groupOf: ({ kind, window }) => `${kind} ${byWindow(window)}`,
			idOf: ({ id }) => id,
			read: (ids, { kind, window }) => reader.records(kind, ids, window),
			missing: NOTHING,
		}),
		peopleOfOrganisation: createGroupLoader(scope, {
			groupOf: ({ window }) => byWindow(window),
			idOf: ({ id }) => id,
			read: (ids, { window }) => reader.peopleOfOrganisations(ids, window),
			missing: NOTHING,
		}),
		mentionsOfPerson: createGroupLoader(scope, {
			groupOf: ({ kind, window }) => `${kind} ${byWindow(window)}`,
			idOf: ({ id }) => id,
			read: (ids, { kind, window }) => reader.mentionsOfPeople(kind, ids, window),
			missing: NOTHING,
		}),
		flagsOfOrganisation: createGroupLoader(scope, {
			groupOf: ({ statuses, window }) => `${JSON.stringify(statuses)} ${byWindow(window)}`,
			idOf: ({ id }) => id,
			read: (ids, { statuses, window }) => reader.flagsOfOrganisations(ids, statuses, window),
			missing: NOTHING,
		}),
	};
}

async function recordsByText(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, ReadRecord>> {
	const refs = ids.map((id) => {
		const [source = '', recordType = '', recordKey = ''] = JSON.parse(id) as string[];
		return { source, recordType, recordKey };
	});
	const found = await reader.recordsByRefs(refs);
	return new Map(found.map((record) => [JSON.stringify([record.source, record.recordType, record.recordKey]), record]));
}
