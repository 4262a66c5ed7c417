/** An organisation that a row names and that must be there. */
import { HubError } from '#core/errors.ts';
import type { Context } from './context.ts';
import type { OrganisationParent } from './mappers.ts';

/** @throws HubError NOT_FOUND when it is unknown or outside the caller's scope. */
export async function readOrganisation(id: string, { loaders }: Context): Promise<OrganisationParent> {
	const organisation = await loaders.organisation.load(id);
	if (organisation === null) throw new HubError('NOT_FOUND', `There is no organisation ${id}.`);
	return organisation;
}
