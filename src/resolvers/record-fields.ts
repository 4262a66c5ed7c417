/**
 * Resolvers of records, for all kinds at once: a field of the schema has the name of the canonical field, so the table of kinds in
 * core says everything. Values come through the Reader, which masks or audits them.
 */
import { HubError } from '#core/errors.ts';
import { type FieldDef, type FieldsOf, type Kind, kindDef } from '#core/kinds.ts';
import type { RecordFilter } from '#core/organisation-filter.ts';
import { recordMeets } from '#core/record-filter.ts';
import type { Body } from '#core/records.ts';
import { instantOf } from '#core/timestamps.ts';
import type { Page, ReadRecord, Window } from '#loaders/loaders.ts';
import { assertNow } from './as-of.ts';
import { type ConnectionParent, connection, mapPage } from './connection.ts';
import type { Context } from './context.ts';
import { windowOf } from './cursor.ts';
import type { Freshness, RecordOrder } from './generated/types.ts';
import { comesAlong } from './look-ahead.ts';
import type { OrganisationParent, PersonMentionParent, PersonParent } from './mappers.ts';
import { when } from './maybe-promise.ts';
import { PROVENANCE, tells } from './told.ts';

/** What the field of a record resolves to. */
type FieldValue<K extends Kind, F extends keyof FieldsOf<K> & keyof Body<K>> =
	FieldsOf<K>[F] extends FieldDef<'person'> ? PersonMentionParent | null : Body<K>[F];

type RecordFields<K extends Kind> = {
	[F in keyof FieldsOf<K> & keyof Body<K>]: (record: ReadRecord<K>, args: object, context: Context) => FieldValue<K, F>;
};

/** A resolver for every canonical field of a kind. */
export function recordFields<K extends Kind>(kind: K): RecordFields<K> {
	const resolvers = Object.entries(kindDef(kind).fields).map(([field, { type }]) => [
		field,
		type === 'person'
			? mentionResolver(field)
			: tells({ field }, (record: ReadRecord, _: object, { reader }: Context) => reader.reveal(record, field)),
	]);
	return Object.fromEntries(resolvers) as RecordFields<K>;
}

function mentionResolver(slot: string) {
	return (record: ReadRecord, _: object, { reader }: Context): PersonMentionParent | null =>
		reader.holds(record, slot) ? { record, slot } : null;
}

/** The fields that every record has. */
export const agencyRecordFields = {
	provenance: tells(PROVENANCE, (record: ReadRecord) => record),
	organisation: (record: ReadRecord, _: object, { loaders }: Context) =>
		record.organisationId === null ? null : loaders.organisation.load(record.organisationId),
	match: (record: ReadRecord, _: object, { loaders }: Context) => (record.rid === '' ? null : loaders.match.load(record.rid)),
};

/** Seconds since the replica that a record comes from was last read to the end; null: it came live, or was never read to the end. */
export async function replicaAgeSeconds(record: ReadRecord, _: object, { loaders, clock }: Context): Promise<number | null> {
	if (record.freshness === 'LIVE') return null;
	const tables = await loaders.sourceTables();
	const at = tables.find(({ source, recordType }) => source === record.source && recordType === record.recordType)?.lastSuccessAt;
	return at == null ? null : Math.max(0, Math.round((clock.now().getTime() - instantOf(at).getTime()) / 1000));
}

interface PageArgs {
	readonly first: number;
	readonly after?: string | null;
}

type RecordArgs = PageArgs & { readonly orderBy?: RecordOrder; readonly freshness?: Freshness; readonly where?: RecordFilter | null };

/** What comes along of the records of a kind: those of the replica. */
function recordsAhead(kind: Kind) {
	return ({ orderBy: order = 'KEY', freshness, where, ...args }: RecordArgs) =>
		freshness === 'LIVE' || where != null
			? null
			: ({ relation: 'records', kind, order, window: windowOf(`records:${order}`, args), fields: null } as const);
}

/** A resolver for the records of one kind of an organisation. */
export function recordsOf<K extends Kind>(kind: K) {
	return comesAlong(recordsAhead(kind), (organisation: OrganisationParent, args: RecordArgs, context: Context) =>
		replicaOf(kind, organisation, args, context),
	);
}

function replicaOf<K extends Kind>(
	kind: K,
	organisation: OrganisationParent,
	{ orderBy: order = 'KEY', where = null, ...args }: RecordArgs,
	{ loaders }: Context,
): ConnectionParent<ReadRecord<K>> {
	const { organisationId: id, knownOn = null } = organisation;
	// What came along is the whole list.
	const along = (window: Window) =>
		where === null ? loaders.cameAlong(organisation, { relation: 'records', kind, order, window, fields: null }) : undefined;
	return connection(`records:${order}`, args, {
		page: (window) => when(along(window) ?? loaders.records.load({ id, kind, order, window, knownOn, where }), ofKind<K>),
		count: () => loaders.count.load({ id, list: 'records', kind, knownOn, where }),
		from: [kind],
	});
}

/** A resolver for the records of one kind of an organisation, from the replica or asked of the agencies now. */
export function recordsLive<K extends Kind>(kind: K) {
	return comesAlong(recordsAhead(kind), (organisation: OrganisationParent, args: RecordArgs, context: Context) => {
		if (args.freshness !== 'LIVE') return replicaOf(kind, organisation, args, context);
		assertNow(organisation, 'Live answers');
		return connection('records:KEY', args, {
			page: async (window) => ofKind<K>(await livePage(kind, organisation, { window, where: args.where ?? null }, context)),
			count: async () => null,
			from: [kind],
		});
	});
}

/** Pages of agencies' answers that are gone through for one that meets conditions. More: one field asks an agency all day; fewer: a sparse list ends in an error. */
const MOST_PAGES = 10;

/** A page of agencies' answers that meet conditions; shorter than asked for where few of them do. */
async function livePage(
	kind: Kind,
	organisation: OrganisationParent,
	{ window, where }: { readonly window: Window; readonly where: RecordFilter | null },
	{ live, reader }: Context,
): Promise<Page<ReadRecord>> {
	if (where === null) return live.page(kind, organisation, window);
	reader.assertMayFilter(kind, where);
	let from = window;
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const { entries, more } = await live.page(kind, organisation, from);
		const met = entries.filter(({ row }) => recordMeets(kind, where, (field) => reader.reveal(row, field)));
		const last = entries.at(-1);
		if (met.length > 0 || !more || last === undefined) return { entries: met, more };
		from = { ...from, after: last.key };
	}
	throw new HubError('LIMIT_EXCEEDED', 'None of the first records meets `where`: take the replica, which looks through all of them.');
}

function ofKind<K extends Kind>(page: Page<ReadRecord>): Page<ReadRecord<K>> {
	return page as Page<ReadRecord<K>>;
}

/** A resolver for the records of one kind that name a person. */
export function recordsNaming<K extends Kind>(kind: K) {
	return ({ personId: id }: PersonParent, args: PageArgs, { loaders }: Context): ConnectionParent<ReadRecord<K>> =>
		connection('mentions:KEY', args, {
			page: async (window) => mapPage(await loaders.mentionsOfPerson.load({ id, kind, window }), ({ record }) => record as ReadRecord<K>),
			count: () => loaders.count.load({ id, list: 'mentions', kind }),
			from: [kind],
		});
}
