/** A risk flag. */
import type { Window } from '#loaders/loaders.ts';
import { clearingOf } from '#services/review/flag-clearing.ts';
import { connection } from './connection.ts';
import type { Context } from './context.ts';
import type { FlagResolvers } from './generated/types.ts';
import type { FlagParent } from './mappers.ts';
import { readOrganisation } from './read-organisation.ts';
import { member, tells } from './told.ts';

export const Flag: FlagResolvers<Context> = {
	id: tells(member('flagId', 'text'), (flag: FlagParent) => flag.flagId),
	evidence({ evidence }, args) {
		const from = ({ source, recordType }: { source: string; recordType: string }) =>
			evidence.some((one) => one.source === source && one.recordType === recordType);
		const page = async ({ after, first }: Window) => {
			const start = after === null ? 0 : Number(after[0]) + 1;
			const entries = evidence.slice(start, start + first).map((row, at) => ({ row, key: [String(start + at)] }));
			return { entries, more: start + first < evidence.length };
		};
		return connection('evidence:GIVEN', args, { page, count: async () => evidence.length, from });
	},
	organisation: (flag, _, context) => readOrganisation(flag.organisationId, context),
	person: ({ personId }, _, { reader, loaders }) =>
		personId === null || !reader.can('person:read') ? null : loaders.person.load(personId),
	whatWouldClear: (flag, _, { reader, judging }) => (judging === null ? null : clearingOf(reader, flag, judging)),
	review: ({ flagId }, _, { loaders }) => loaders.reviewOfFlag.load(flagId),
};
