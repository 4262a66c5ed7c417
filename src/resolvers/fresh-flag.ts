/** What the rules say of an organisation now. */
import { freshFlagsOf } from '#services/fresh-flags.ts';
import { assertNow } from './as-of.ts';
import type { Context } from './context.ts';
import type { FreshFlagResolvers } from './generated/types.ts';
import type { OrganisationParent } from './mappers.ts';

/** Most evidence of one finding that is told; a flag's own list has pages. */
const MAX_EVIDENCE = 100;

export const FreshFlag: FreshFlagResolvers<Context> = {
	score: ({ score }) => score.toFixed(4),
	evidence: ({ evidence }) => evidence.slice(0, MAX_EVIDENCE),
	person: ({ personId }, _, { reader, loaders }) =>
		personId === null || !reader.can('person:read') ? null : loaders.person.load(personId),
	flag: ({ flagId }, _, { loaders }) => loaders.flag.load(flagId),
};

/** Judges an organisation on demand; null: this hub does not. */
export function judgedNow(organisation: OrganisationParent, { reader, judging }: Context) {
	assertNow(organisation, 'Findings of the rules');
	return judging === null ? null : freshFlagsOf(reader, organisation.organisationId, judging);
}
