/** Days whose knowledge is asked for. */
import { type Day, dayOf } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { Context } from './context.ts';
import type { OrganisationParent } from './mappers.ts';

/** The day that has to be looked up; null: what is known now will do, which is what is known today. @throws HubError INVALID_INPUT for one that has not come. */
export function knownOnOf(asOf: Day | null | undefined, { clock }: Pick<Context, 'clock'>): Day | null {
	if (asOf == null) return null; // without a look at the clock: an answer that had one is not kept
	const today = dayOf(clock.now());
	if (asOf === today) return null;
	if (asOf < today) return asOf;
	throw new HubError('INVALID_INPUT', `What is known on ${asOf} nobody can say: \`asOf\` is at most today, ${today}.`);
}

/** An organisation as it was known on a day; null as a day: as it is now. Null: not known then, or not the caller's to see. */
export function organisationAsOf(
	id: string,
	knownOn: Day | null,
	{ loaders }: Pick<Context, 'loaders'>,
): Promise<OrganisationParent | null> {
	return knownOn === null ? loaders.organisation.load(id) : loaders.organisationKnown.load({ id, knownOn });
}

/** @throws HubError INVALID_INPUT where an organisation as of a day is asked for what is known as of now alone. */
export function assertNow({ knownOn }: OrganisationParent, what: string): void {
	if (knownOn === undefined) return;
	throw new HubError('INVALID_INPUT', `${what} are known as of now alone: ask for the organisation without \`asOf\`.`);
}
