/**
 * Tokens that stand in an address, for workbooks and tools that cannot send a header: for one saved query, with the rights and purpose of
 * whoever had it made, and for hours at most. They open nothing else: their key is not that of bearer tokens.
 */
import { createHmac } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { type Caller, isPurpose, isRole } from '#access/caller.ts';
import type { Clock } from '#core/days.ts';
import { HubError } from '#core/errors.ts';

/** How long a token holds where none was wished for: a workbook is linked and filled. */
export const USUAL_MINUTES = 15;
/** Smaller: a workbook must be linked anew over lunch; larger: an address that was passed on reads for days with the rights of another. */
export const MOST_MINUTES = 8 * 60;

export interface DownloadTokens {
	/** A token for a slug. `minutes`: 1 to `MOST_MINUTES`. */
	issue(caller: Caller, slug: string, minutes: number): Promise<string>;
	/** Who a token for a slug speaks for. @throws HubError UNAUTHENTICATED. */
	verify(token: string, slug: string): Promise<Caller>;
}

/** The tokens of a deployment. */
export function createDownloadTokens(secret: string, clock: Clock): DownloadTokens {
	const key = createHmac('sha256', secret).update('download tokens').digest();
	return {
		async issue({ subject, role, purpose, divisions, sources }, slug, minutes) {
			const now = Math.floor(clock.now().getTime() / 1000);
			return new SignJWT({ role, purpose, divisions, sources })
				.setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
				.setSubject(subject)
				.setAudience(audienceOf(slug))
				.setIssuedAt(now)
				.setExpirationTime(now + minutes * 60)
				.sign(key);
		},
		async verify(token, slug) {
			const options = { algorithms: ['HS256'], audience: audienceOf(slug), currentDate: clock.now(), requiredClaims: ['sub', 'exp'] };
			try {
				const { payload } = await jwtVerify<Partial<Caller>>(token, key, options);
				const { sub = '', role = '', purpose = null, divisions, sources } = payload;
				if (!isRole(role) || (purpose !== null && !isPurpose(purpose))) throw new Error('a role or purpose of another version');
				return { subject: sub, role, purpose, divisions: divisions ?? none(divisions), sources: sources ?? none(sources) };
			} catch (cause) {
				throw new HubError('UNAUTHENTICATED', 'The token of this address is not valid or has expired; get a new one.', { cause });
			}
		},
	};
}

/** Null stands for all; a token that says nothing gives nothing. */
function none(claim: null | undefined): null | readonly string[] {
	return claim === null ? null : [];
}

function audienceOf(slug: string): string {
	return `queries/${slug}`;
}
