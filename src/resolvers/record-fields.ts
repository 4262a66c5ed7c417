/**
 * Resolvers of records, for all kinds at once: a field of the schema has the name of the canonical field, so the table of kinds in
 * core says everything. Values come through the Reader, which masks or audits them.
 */
import { type FieldDef, type FieldsOf, type Kind, kindDef } from '#core/kinds.ts';
import type { Body } from '#core/records.ts';
import type { ReadRecord } from '#loaders/loaders.ts';
import type { Context } from './context.ts';
import { toNodes, windowOf } from './cursor.ts';
import type { OrganisationParent, PersonMentionParent, PersonParent } from './mappers.ts';

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
		type === 'person' ? mentionResolver(field) : (record: ReadRecord, _: object, { reader }: Context) => reader.reveal(record, field),
	]);
	return Object.fromEntries(resolvers) as RecordFields<K>;
}

function mentionResolver(slot: string) {
	return (record: ReadRecord): PersonMentionParent | null =>
		(record.body as Readonly<Record<string, unknown>>)[slot] == null ? null : { record, slot };
}

/** The fields that every record has. */
export const agencyRecordFields = {
	provenance: (record: ReadRecord) => record,
	organisation: (record: ReadRecord, _: object, { loaders }: Context) =>
		record.organisationId === null ? null : loaders.organisation.load(record.organisationId),
	match: (record: ReadRecord, _: object, { loaders }: Context) => (record.rid === '' ? null : loaders.match.load(record.rid)),
};

interface PageArgs {
	readonly first: number;
	readonly after?: string | null;
}

/** A resolver for the records of one kind of an organisation. */
export function recordsOf<K extends Kind>(kind: K) {
	return async (organisation: OrganisationParent, args: PageArgs, { loaders }: Context) => {
		const window = windowOf('records:KEY', args);
		const page = await loaders.records.load({ id: organisation.organisationId, kind, window });
		return toNodes('records:KEY', page, (record) => record as ReadRecord<K>);
	};
}

/** A resolver for the records of one kind that name a person. */
export function recordsNaming<K extends Kind>(kind: K) {
	return async (person: PersonParent, args: PageArgs, { loaders }: Context) => {
		const window = windowOf('mentions:KEY', args);
		const page = await loaders.mentionsOfPerson.load({ id: person.personId, kind, window });
		return toNodes('mentions:KEY', page, (mention) => mention.record as ReadRecord<K>);
	};
}
