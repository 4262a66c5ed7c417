/** Tokens for the hub that is measured. */
import type { Role } from '#access/caller.ts';
import { systemClock } from '#core/days.ts';
import { type AuthSettings, issueToken } from '#server/tokens.ts';

/** Settings under which the measured hub checks tokens. */
export const AUTH: AuthSettings = {
	secret: 'a secret of the bench alone',
	tokens: {
		jwtSecret: null,
		development: true,
		jwksUrl: null,
		issuer: null,
		audience: null,
		lifetimeMinutes: 720,
		claims: { role: 'role', agency: 'agency', division: 'division' },
		roles: {},
	},
};

/** A token of somebody with a role, for everything. */
export function tokenFor(role: Role): Promise<string> {
	return issueToken(AUTH, { role, subject: `a ${role}`, divisions: null, sources: null }, systemClock);
}
