/** Who asks: what the server made of a token and the request's headers. Everything the hub hands out is decided from this. */

/** Roles, in the order in which the schema lists them; what each may do stands in actions.ts. */
export const ROLES = ['dashboard', 'analyst', 'reviewer', 'enforcement', 'auditor', 'exporter', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Purposes for which personal data may be read; named with the request, kept in the audit. */
export const PURPOSES = ['REVIEW', 'ENFORCEMENT', 'APPEAL', 'ANALYSIS', 'AUDIT'] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface Caller {
	/** Subject of the token; stands in the audit. */
	readonly subject: string;
	readonly role: Role;
	/** Null: none was named, and no personal data is given. */
	readonly purpose: Purpose | null;
	/** Division codes (GB/T 2260) whose rows the caller sees, with everything below them; null: all; empty: nothing. */
	readonly divisions: readonly string[] | null;
	/** Sources whose records the caller sees; null: all; empty: none. */
	readonly sources: readonly string[] | null;
}

/** Whether a text names a role. */
export function isRole(text: string): text is Role {
	return (ROLES as readonly string[]).includes(text);
}

/** Whether a text names a purpose. */
export function isPurpose(text: string): text is Purpose {
	return (PURPOSES as readonly string[]).includes(text);
}

/**
 * A text that is equal for two callers exactly when they see the same rows in the same form; stands in every loader's and
 * cache's key, so that nothing can be handed from one caller to another.
 */
export function scopeKeyOf(caller: Caller): string {
	return JSON.stringify([
		caller.role,
		caller.purpose,
		caller.divisions && [...caller.divisions].sort(),
		caller.sources && [...caller.sources].sort(),
	]);
}
