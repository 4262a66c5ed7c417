/** The loaders of one request: every relation of the API as one batched read over the caller's Reader. */
import type DataLoader from 'dataloader';
import type {
	OrganisationQuery,
	OrganisationRow,
	Page,
	Reader,
	ReadFlag,
	ReadMatch,
	ReadMention,
	ReadPerson,
	ReadRecord,
	ReadRelation,
	ReadReviewEvent,
	ReadText,
	RecordOrder,
	Relation,
	SourceTableRow,
	SuccessionRow,
	SuccessionSide,
	Window,
	WrittenList,
} from '#access/reader.ts';
import type { Day } from '#core/days.ts';
import type { Kind } from '#core/kinds.ts';
import type { RecordFilter } from '#core/organisation-filter.ts';
import type { RecordRef } from '#core/records.ts';
import type { ReviewCase } from '#core/review.ts';
import { createDossierLoaders, type DossierLoaders } from './dossier-loaders.ts';
import { createGroupLoader, createIdLoader } from './group-loader.ts';

export type * from '#access/reader.ts';

/** A page of something that hangs on a parent. */
export interface PageKey {
	readonly id: string;
	readonly window: Window;
}

/** A list of a parent that is to be counted. */
export type CountKey = { readonly id: string } & (
	| { readonly list: 'records'; readonly kind: Kind; readonly knownOn?: Day | null; readonly where?: RecordFilter | null }
	| { readonly list: 'mentions'; readonly kind: Kind | null }
	| { readonly list: 'flags'; readonly statuses: readonly string[] | null }
	| { readonly list: 'successions'; readonly side: SuccessionSide }
	| { readonly list: 'people' }
);

/** What a loader gives is masked and within the caller's scope; null or an empty page: nothing there for this caller. */
export interface Loaders extends DossierLoaders {
	readonly organisation: DataLoader<string, OrganisationRow | null, string>;
	readonly organisationByCreditCode: DataLoader<string, OrganisationRow | null, string>;
	readonly registration: DataLoader<string, ReadRecord | null, string>;
	readonly records: DataLoader<
		PageKey & { readonly kind: Kind; readonly order: RecordOrder; readonly knownOn?: Day | null; readonly where?: RecordFilter | null },
		Page<ReadRecord>,
		string
	>;
	readonly recordByRef: DataLoader<RecordRef & { readonly knownOn?: Day | null }, ReadRecord | null, string>;
	/** By record number. */
	readonly match: DataLoader<string, ReadMatch | null, string>;
	/** By record number. */
	readonly mentions: DataLoader<string, readonly { slot: string; personId: string | null; certain: boolean }[], string>;
	readonly successions: DataLoader<PageKey & { readonly side: SuccessionSide }, Page<SuccessionRow>, string>;
	/** How many entries a parent's list has on all pages. */
	readonly count: DataLoader<CountKey, number, string>;
	readonly person: DataLoader<string, ReadPerson | null, string>;
	readonly peopleOfOrganisation: DataLoader<PageKey, Page<ReadPerson>, string>;
	readonly mentionsOfPerson: DataLoader<PageKey & { readonly kind: Kind | null }, Page<ReadMention>, string>;
	readonly flag: DataLoader<string, ReadFlag | null, string>;
	readonly flagsOfOrganisation: DataLoader<PageKey & { readonly statuses: readonly string[] | null }, Page<ReadFlag>, string>;
	readonly reviewCase: DataLoader<string, ReviewCase | null, string>;
	/** The newest case of a flag. */
	readonly reviewOfFlag: DataLoader<string, ReviewCase | null, string>;
	/** The history of a case. */
	readonly reviewEvents: DataLoader<string, readonly ReadReviewEvent[], string>;
	/** A page of organisations that brings these relations along. */
	organisationPage(query: OrganisationQuery, relations: readonly Relation[]): Promise<Page<OrganisationRow>>;
	/** A page of organisations as JSON text; null: it has to be read as rows. */
	organisationText(query: OrganisationQuery, list: WrittenList): Promise<ReadText | null>;
	/** What came along with an organisation's row; undefined: this relation did not, so it has to be loaded. */
	cameAlong<R extends Relation>(organisation: OrganisationRow, relation: R): Related<R> | undefined;
	/** How the tables of all sources stand; read once a request. */
	sourceTables(): Promise<readonly SourceTableRow[]>;
}

/** What a relation gives of one organisation. */
export type Related<R extends Relation> = R extends { readonly relation: 'registration' }
	? ReadRecord | null
	: R extends { readonly relation: 'flags' }
		? Page<ReadFlag>
		: Page<ReadRecord>;

const NOTHING: Page<never> = { entries: [], more: false };
const byWindow = (window: Window) => JSON.stringify(window);

/** Fresh loaders for one request. */
export function createLoaders(reader: Reader): Loaders {
	const scope = reader.scopeKey;
	let tables: Promise<readonly SourceTableRow[]> | null = null;
	return {
		organisation: createIdLoader(scope, reader.organisations),
		organisationByCreditCode: createIdLoader(scope, reader.organisationsByCreditCodes),
		registration: createIdLoader(scope, (ids) => reader.registrations(ids)),
		match: createIdLoader(scope, reader.matches),
		person: createIdLoader(scope, reader.people),
		flag: createIdLoader(scope, reader.flags),
		reviewCase: createIdLoader(scope, reader.reviewCases),
		reviewOfFlag: createIdLoader(scope, reader.reviewsOfFlags),
		reviewEvents: createGroupLoader(scope, { groupOf: () => '', idOf: (id: string) => id, read: reader.reviewEvents, missing: [] }),
		...pageLoaders(reader),
		mentions: createGroupLoader(scope, { groupOf: () => '', idOf: (rid: string) => rid, read: reader.mentions, missing: [] }),
		successions: createGroupLoader(scope, {
			groupOf: ({ side, window }) => `${side} ${byWindow(window)}`,
			idOf: ({ id }) => id,
			read: (ids, { side, window }) => reader.successions(side, ids, window),
			missing: NOTHING,
		}),
		count: createGroupLoader<CountKey, number>(scope, {
			groupOf: ({ id: _, ...list }) => JSON.stringify(list),
			idOf: ({ id }) => id,
			read: (ids, list) => countList(reader, ids, list),
			missing: 0,
		}),
		recordByRef: createGroupLoader<RecordRef & { readonly knownOn?: Day | null }, ReadRecord | null>(scope, {
			groupOf: ({ knownOn }) => knownOn ?? '',
			idOf: (ref) => JSON.stringify([ref.source, ref.recordType, ref.recordKey]),
			read: (ids, { knownOn }) => recordsByText(reader, ids, knownOn),
			missing: null,
		}),
		...along(reader),
		organisationText: reader.organisationText,
		...createDossierLoaders(reader),
		sourceTables() {
			tables ??= reader.sourceTables();
			return tables;
		},
	};
}

/** Equal for relations with the same rows, whatever is asked for of them. */
function keyOf(relation: Relation): string {
	if (relation.relation === 'registration') return 'registration';
	const { first, after } = relation.window;
	const from = after === null ? '' : JSON.stringify(after);
	return relation.relation === 'records'
		? `${relation.kind} ${relation.order} ${first} ${from}`
		: `flags ${relation.statuses === null ? '*' : relation.statuses.join()} ${first} ${from}`;
}

/** What came along hangs on the row itself and not on its id: the same organisation, met elsewhere, may be asked for other fields. */
function along(reader: Reader): Pick<Loaders, 'organisationPage' | 'cameAlong'> {
	const came = new WeakMap<OrganisationRow, ReadonlyMap<string, ReadRelation>>();
	return {
		async organisationPage(query, relations) {
			if (relations.length === 0) return reader.organisationPage(query);
			const tree = await reader.organisationTree(query, relations);
			const keys = tree.relations.map(keyOf);
			for (const [at, { row }] of tree.entries.entries()) {
				came.set(row, new Map(keys.map((key, n) => [key, tree.related[at]?.[n] ?? null])));
			}
			return tree;
		},
		cameAlong: <R extends Relation>(organisation: OrganisationRow, relation: R) =>
			came.get(organisation)?.get(keyOf(relation)) as Related<R> | undefined,
	};
}

function pageLoaders(reader: Reader): Pick<Loaders, 'records' | 'peopleOfOrganisation' | 'mentionsOfPerson' | 'flagsOfOrganisation'> {
	const scope = reader.scopeKey;
	return {
		records: createGroupLoader(scope, {
			groupOf: ({ kind, order, window, knownOn, where }) =>
				`${kind} ${order} ${knownOn ?? ''} ${byWindow(window)} ${where == null ? '' : JSON.stringify(where)}`,
			idOf: ({ id }) => id,
			read: (ids, { kind, order, window, knownOn = null, where = null }) =>
				reader.records({ kind, organisationIds: ids, order, window, knownOn, where }),
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

async function recordsByText(
	reader: Reader,
	ids: readonly string[],
	knownOn: Day | null | undefined,
): Promise<ReadonlyMap<string, ReadRecord>> {
	const refs = ids.map((id) => {
		const [source = '', recordType = '', recordKey = ''] = JSON.parse(id) as string[];
		return { source, recordType, recordKey };
	});
	const found = await reader.recordsByRefs(refs, knownOn);
	return new Map(found.map((record) => [JSON.stringify([record.source, record.recordType, record.recordKey]), record]));
}

function countList(reader: Reader, ids: readonly string[], key: CountKey): Promise<ReadonlyMap<string, number>> {
	switch (key.list) {
		case 'records':
			return reader.countRecords(key.kind, ids, key);
		case 'mentions':
			return reader.countMentions(key.kind, ids);
		case 'flags':
			return reader.countFlagsOf(ids, key.statuses);
		case 'successions':
			return reader.countSuccessions(key.side, ids);
		case 'people':
			return reader.countPeopleOf(ids);
	}
}
