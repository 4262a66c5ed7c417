/** The command that issues a token for the API. */
import { isRole, ROLES } from '#access/caller.ts';
import type { Hub } from '#compose.ts';
import { HubError } from '#core/errors.ts';
import type { Outcome } from './outcome.ts';

export interface TokenArguments {
	readonly role: string;
	readonly subject: string;
	readonly hours: number;
	/** Division codes and sources the caller is limited to; empty: all. */
	readonly divisions: readonly string[];
	readonly sources: readonly string[];
}

/** Issues a token. @throws HubError INVALID_INPUT for a role that there is not. */
export async function token(hub: Hub, args: TokenArguments): Promise<Outcome> {
	if (!isRole(args.role)) throw new HubError('INVALID_INPUT', `There is no role "${args.role}"; roles are ${ROLES.join(', ')}.`);
	const orAll = (values: readonly string[]) => (values.length === 0 ? null : values);
	const request = { role: args.role, subject: args.subject, divisions: orAll(args.divisions), sources: orAll(args.sources) };
	const { issueToken } = await import('#server/tokens.ts');
	const text = await issueToken(hub.config.hub, { ...request, lifetimeMinutes: args.hours * 60 }, hub.clock);
	return { status: 0, text, json: { token: text, ...request, hours: args.hours } };
}
