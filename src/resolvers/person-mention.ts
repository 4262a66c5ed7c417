/** A person as one record names them. */
import type { Context } from './context.ts';
import type { PersonMentionResolvers } from './generated/types.ts';
import type { PersonMentionParent } from './mappers.ts';

export const PersonMention: PersonMentionResolvers<Context> = {
	name: ({ record, slot }, _, { reader }) => reader.personOf(record, slot)?.name ?? '',
	masked: ({ record, slot }, _, { reader }) => reader.personOf(record, slot)?.masked ?? true,
	identityNumber: ({ record, slot }, _, { reader }) => reader.identityHint(record, slot),
	certain: async (mention, _, context) => (await linkOf(mention, context))?.certain ?? null,
	async person(mention, _, context) {
		if (!context.reader.can('person:read')) return null;
		const link = await linkOf(mention, context);
		return link === null ? null : context.loaders.person.load(link.personId);
	},
};

/** Who the mention is; null: not resolved, a live answer, or the caller may not read people. */
async function linkOf({ record, slot, known }: PersonMentionParent, { loaders }: Context) {
	const links = known === undefined && record.rid !== '' ? await loaders.mentions.load(record.rid) : [];
	const link = known ?? links.find((candidate) => candidate.slot === slot);
	return link === undefined || link.personId === null ? null : { personId: link.personId, certain: link.certain };
}
