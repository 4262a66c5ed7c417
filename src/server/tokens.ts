/**
 * Bearer tokens (JWT, RFC 7519): checked against the identity provider's key set, or signed and checked with the hub's own key where
 * there is no provider (sandbox, development). What a token does not say is not given: no role, no division, no source.
 */
import { createHmac, hash } from 'node:crypto';
import { createRemoteJWKSet, type JWKSCacheInput, type JWTPayload, type JWTVerifyGetKey, jwksCache, jwtVerify, SignJWT } from 'jose';
import { type Caller, isRole, type Role } from '#access/caller.ts';
import type { HubSettings } from '#config/hub-config.ts';
import type { Clock } from '#core/days.ts';
import { HubError, isHubError } from '#core/errors.ts';

/** The part of the configuration that tokens need. */
export type AuthSettings = Pick<HubSettings, 'tokens' | 'secret'>;

/** How far the clocks of the hub and of the identity provider may differ. Smaller: fresh tokens are refused now and then; larger: an expired one lives on. */
export const CLOCK_SKEW_SECONDS = 60;

/** Stands for everything in a claim of divisions or agencies. */
const ALL = '*';

/** Who a token is made for. */
export interface TokenRequest {
	readonly role: Role;
	readonly subject: string;
	/** Null: all divisions. */
	readonly divisions: readonly string[] | null;
	/** Sources whose records are seen; null: all. */
	readonly sources: readonly string[] | null;
	/** Default: the configuration's. */
	readonly lifetimeMinutes?: number;
}

function ownKey({ tokens, secret }: AuthSettings): Uint8Array {
	if (tokens.jwtSecret !== null) return new TextEncoder().encode(tokens.jwtSecret);
	if (!tokens.development) {
		throw new HubError(
			'CONFIG',
			'Nothing says how callers prove who they are: set JWKS_URL and JWT_AUDIENCE of an identity provider, or JWT_SECRET for tokens that the hub issues.',
		);
	}
	return createHmac('sha256', secret).update('bearer tokens').digest();
}

/**
 * A token signed with the hub's own key.
 * @throws HubError CONFIG when the deployment's tokens come from an identity provider, or from nowhere.
 */
export async function issueToken(settings: AuthSettings, request: TokenRequest, clock: Clock): Promise<string> {
	const { claims, issuer, audience, jwksUrl } = settings.tokens;
	const lifetimeMinutes = request.lifetimeMinutes ?? settings.tokens.lifetimeMinutes;
	if (jwksUrl !== null) throw new HubError('CONFIG', 'Tokens of this deployment come from its identity provider; ask for one there.');
	const now = Math.floor(clock.now().getTime() / 1000);
	const token = new SignJWT({
		[claims.role]: request.role,
		[claims.agency]: request.sources ?? ALL,
		[claims.division]: request.divisions ?? ALL,
	})
		.setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
		.setSubject(request.subject)
		.setIssuedAt(now)
		.setExpirationTime(now + lifetimeMinutes * 60);
	if (issuer !== null) token.setIssuer(issuer);
	if (audience !== null) token.setAudience(audience);
	return token.sign(ownKey(settings));
}

/** Checks a token and says who it is; the purpose comes with the request. @throws HubError UNAUTHENTICATED, ACCESS_DENIED. */
export type TokenVerifier = (token: string) => Promise<Omit<Caller, 'purpose'>>;

/**
 * How long after a fetch of the key set an unknown key makes it be fetched again. Smaller: whoever invents key ids has the hub ask the
 * provider at their pace; larger: tokens signed with a new key are refused for that long.
 */
const KEYS_COOLDOWN_MS = 30_000;

/** How long the key set is believed. Smaller: the provider is asked for nothing; larger: a key that it withdrew still counts. */
const KEYS_MAX_AGE_MS = 10 * 60_000;

/**
 * A verifier for a deployment; keeps the provider's key set and fetches it again when an unknown key turns up.
 * @throws HubError CONFIG for a provider without an audience (a token that it made for any other service would be taken), and for
 * neither a provider nor a key.
 */
export function createTokenVerifier(settings: AuthSettings, clock: Clock, cooldownMs: number = KEYS_COOLDOWN_MS): TokenVerifier {
	const { jwksUrl, issuer, audience } = settings.tokens;
	if (jwksUrl !== null && audience === null) {
		throw new HubError(
			'CONFIG',
			'hub.tokens.audience must say which tokens of the identity provider are meant for the hub; set JWT_AUDIENCE.',
		);
	}
	// With a key set only asymmetric algorithms count, so that nobody signs with a public key taken for a shared one.
	const algorithms = jwksUrl === null ? ['HS256'] : ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'];
	const keys: JWKSCacheInput = {};
	const key: JWTVerifyGetKey = jwksUrl === null ? ownKeyOf(settings) : keysOf(new URL(jwksUrl), cooldownMs, keys);
	const verified = createVerified(clock, () => ('jwks' in keys ? keys.jwks : null));
	return async (token) => {
		const known = verified.find(token);
		if (known !== undefined) return known;
		const { payload } = await jwtVerify(token, key, {
			algorithms,
			clockTolerance: CLOCK_SKEW_SECONDS,
			currentDate: clock.now(),
			requiredClaims: ['sub', 'exp'],
			...(issuer === null ? {} : { issuer }),
			...(audience === null ? {} : { audience }),
		}).catch((cause: unknown) => {
			if (isHubError(cause)) throw cause;
			throw new HubError('UNAUTHENTICATED', 'The bearer token is not valid or has expired; get a new one.', { cause });
		});
		const caller = callerOf(payload, settings);
		verified.keep(token, caller, payload.exp ?? 0);
		return caller;
	};
}

/**
 * How long a token that was checked is believed without another check, unless it expires before. Smaller: signatures are checked for
 * nothing; larger: a token whose key the provider withdrew (unnoticed, after `KEYS_MAX_AGE_MS`) still counts for that much longer.
 */
const BELIEVED_MS = 60_000;
/** Tokens that are remembered. Fewer: a busy house checks signatures again and again; more: memory for callers who left. */
const MOST_VERIFIED = 10_000;

type Known = Omit<Caller, 'purpose'>;

/**
 * Tokens that were checked a moment ago, by their hash: a copy of the memory holds none that could be used. `keys`: the key set by which
 * they were checked; with another one they are all checked again.
 */
function createVerified(clock: Clock, keys: () => unknown) {
	let checkedBy = keys();
	const kept = new Map<string, { readonly caller: Known; readonly until: number }>();
	const keyOf = (token: string) => hash('sha256', token, 'base64');
	return {
		find(token: string): Known | undefined {
			if (keys() !== checkedBy) kept.clear();
			checkedBy = keys();
			const found = kept.get(keyOf(token));
			return found !== undefined && clock.now().getTime() < found.until ? found.caller : undefined;
		},
		/** `expiry`: seconds of the epoch. */
		keep(token: string, caller: Known, expiry: number): void {
			const until = Math.min(clock.now().getTime() + BELIEVED_MS, (expiry + CLOCK_SKEW_SECONDS) * 1000);
			kept.set(keyOf(token), { caller, until });
			if (kept.size > MOST_VERIFIED) kept.delete(kept.keys().next().value as string);
		},
	};
}

function ownKeyOf(settings: AuthSettings): JWTVerifyGetKey {
	const own = ownKey(settings);
	return async () => own;
}

/** What says that the token is wrong, and not that the provider is away. */
const FAULTS_OF_TOKEN: ReadonlySet<unknown> = new Set([
	'ERR_JWKS_NO_MATCHING_KEY',
	'ERR_JWKS_MULTIPLE_MATCHING_KEYS',
	'ERR_JOSE_NOT_SUPPORTED',
]);

/** `keys`: gets each key set as it is fetched. */
function keysOf(url: URL, cooldownDuration: number, keys: JWKSCacheInput): JWTVerifyGetKey {
	const fetchKey = createRemoteJWKSet(url, { cooldownDuration, cacheMaxAge: KEYS_MAX_AGE_MS, [jwksCache]: keys });
	return async (header, token) => {
		try {
			return await fetchKey(header, token);
		} catch (cause) {
			if (cause instanceof Error && 'code' in cause && FAULTS_OF_TOKEN.has(cause.code)) throw cause;
			throw new HubError('SOURCE_UNAVAILABLE', 'The identity provider cannot be asked for its keys; try again later.', { cause });
		}
	};
}

function callerOf(payload: JWTPayload, { tokens }: AuthSettings): Omit<Caller, 'purpose'> {
	const word = payload[tokens.claims.role];
	const role = typeof word === 'string' ? (tokens.roles[word] ?? word) : '';
	if (!isRole(role)) throw new HubError('ACCESS_DENIED', 'The token names no role that the hub knows.');
	if (!isPlain(payload.sub ?? '')) throw new HubError('ACCESS_DENIED', 'The token names its subject in characters that no audit can hold.');
	return {
		subject: payload.sub ?? '',
		role,
		divisions: listOf(payload[tokens.claims.division]),
		sources: listOf(payload[tokens.claims.agency]),
	};
}

/** Without control characters and halves of characters: a row of the audit with U+0000 could never be written, and those that wait behind it neither. */
const isPlain = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text);

/** A claim as a list: null for all, empty when it is missing or no text. */
function listOf(claim: unknown): readonly string[] | null {
	const entries = (Array.isArray(claim) ? claim : [claim]).filter(
		(entry): entry is string => typeof entry === 'string' && entry !== '' && isPlain(entry),
	);
	return entries.includes(ALL) ? null : entries;
}
