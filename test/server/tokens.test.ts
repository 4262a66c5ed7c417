import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AuthSettings, CLOCK_SKEW_SECONDS, createTokenVerifier, issueToken, type TokenVerifier } from '#server/tokens.ts';
import { testAuth, testClock } from '../support/api.ts';

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;

let provider: Server;
let jwksUrl: string;
let first: Pair;
let second: Pair;
let published: object[];
let fetches = 0;
let away = false;

beforeAll(async () => {
	[first, second] = [await generateKeyPair('RS256', { extractable: true }), await generateKeyPair('ES256', { extractable: true })];
	provider = createServer((_, response) => {
		fetches += 1;
		if (away) response.writeHead(500).end();
		else response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: published }));
	});
	await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening));
	jwksUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/keys`;
});
afterAll(() => void provider.close());
beforeEach(async () => {
	published = [{ ...(await exportJWK(first.publicKey)), kid: 'one', alg: 'RS256' }];
	fetches = 0;
	away = false;
});

const NOW = Math.floor(testClock.now().getTime() / 1000);
const tokensOf = (overrides = {}) => ({
	...testAuth,
	tokens: { ...testAuth.tokens, jwksUrl, issuer: 'city', audience: 'hub', ...overrides },
});
const verifier = (cooldownMs?: number): TokenVerifier => createTokenVerifier(tokensOf(), testClock, cooldownMs);

interface Signing {
	readonly key?: Pair['privateKey'] | Uint8Array;
	readonly alg?: string;
	readonly kid?: string;
	readonly claims?: JWTPayload;
}

function sign({ key = first.privateKey, alg = 'RS256', kid = 'one', claims = {} }: Signing = {}): Promise<string> {
	const payload = { sub: 'officer', iss: 'city', aud: 'hub', exp: NOW + 60, role: 'analyst', division: '*', agency: '*', ...claims };
	const given = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
	return new SignJWT(given).setProtectedHeader({ alg, kid }).sign(key);
}
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token of the identity provider', () => {
	test('is taken with its key, issuer, audience and time', async () => {
		expect(await verifier()(await sign())).toEqual({ subject: 'officer', role: 'analyst', divisions: null, sources: null });
	});

	test.each<[string, JWTPayload]>([
		['of another issuer', { iss: 'elsewhere' }],
		['for another service', { aud: 'mail' }],
		['for nobody in particular', { aud: undefined }],
		['that expired two minutes ago', { exp: NOW - 120 }],
		['that never expires', { exp: undefined }],
		['that begins in two minutes', { nbf: NOW + 120 }],
		['of nobody', { sub: undefined }],
	])('%s is refused', async (_, claims) => {
		await expect(verifier()(await sign({ claims }))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
	});

	test.each<[string, JWTPayload]>([
		['that expired within the clocks’ difference', { exp: NOW - 30 }],
		['that begins within it', { nbf: NOW + 30 }],
		['for several services', { aud: ['mail', 'hub'] }],
	])('%s is taken', async (_, claims) => {
		await expect(verifier()(await sign({ claims }))).resolves.toMatchObject({ subject: 'officer' });
	});

	test('without a signature, or signed with the public key as if it were a shared one, is refused', async () => {
		const claims = { sub: 'officer', iss: 'city', aud: 'hub', exp: NOW + 60, role: 'admin' };
		const unsigned = `${part({ alg: 'none' })}.${part(claims)}.`;
		const pem = new TextEncoder().encode(await exportSPKI(first.publicKey));
		const modulus = new TextEncoder().encode(String((await exportJWK(first.publicKey)).n));
		const confused = await Promise.all([pem, modulus].map((key) => sign({ key, alg: 'HS256', claims: { role: 'admin' } })));
		for (const token of [unsigned, ...confused]) await expect(verifier()(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
	});

	test('of the hub’s own key does not count beside a provider', async () => {
		const own = await issueToken(testAuth, { role: 'admin', subject: 'x', divisions: null, sources: null }, testClock);
		await expect(verifier()(own)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
	});

	test('that another key signed under a known name is refused', async () => {
		const forged = await generateKeyPair('RS256');
		await expect(verifier()(await sign({ key: forged.privateKey }))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
	});

	test('names its role in the provider’s words', async () => {
		const verify = createTokenVerifier(tokensOf({ roles: { 监管员: 'reviewer' } }), testClock);
		expect(await verify(await sign({ claims: { role: '监管员' } }))).toMatchObject({ role: 'reviewer' });
		await expect(verify(await sign({ claims: { role: '市民' } }))).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
	});

	test('whose claims say nothing gives no role; one that says nothing of places gives none', async () => {
		await expect(verifier()(await sign({ claims: { role: undefined } }))).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
		expect(await verifier()(await sign({ claims: { division: undefined, agency: 7 } }))).toMatchObject({ divisions: [], sources: [] });
	});
});

describe('a token in characters that no row of the audit can hold', () => {
	test('is refused for its subject, and gives no place for its divisions', async () => {
		await expect(verifier()(await sign({ claims: { sub: 'officer\u0000' } }))).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
		await expect(verifier()(await sign({ claims: { sub: 'officer\ud800' } }))).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
		expect(await verifier()(await sign({ claims: { division: ['330106\u0000', '330106\ud800'] } }))).toMatchObject({ divisions: [] });
	});
});

describe('a token that was checked', () => {
	test('is believed again, and refused once it expires', async () => {
		let now = NOW;
		const verify = createTokenVerifier(tokensOf({}), { now: () => new Date(now * 1000) });
		const token = await sign({ claims: { exp: NOW + 10 } });
		expect(await verify(token)).toEqual(await verify(token));
		now = NOW + 10 + CLOCK_SKEW_SECONDS - 1;
		expect(await verify(token)).toMatchObject({ role: 'analyst' });
		now += 1;
		await expect(verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
	});
});

describe('the keys of the provider', () => {
	test('are fetched once, and once more when a new one turns up', async () => {
		const verify = verifier(0);
		await verify(await sign());
		await verify(await sign());
		expect(fetches).toBe(1);
		published = [...published, { ...(await exportJWK(second.publicKey)), kid: 'two', alg: 'ES256' }];
		await verify(await sign({ key: second.privateKey, alg: 'ES256', kid: 'two' }));
		expect(fetches).toBe(2);
		published = published.slice(1);
		await expect(verify(await sign({ kid: 'three' }))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
		await expect(verify(await sign())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' }); // the old key was withdrawn
	});

	test('are not fetched again and again for invented names', async () => {
		const verify = verifier();
		await verify(await sign());
		for (let n = 0; n < 20; n++)
			await expect(verify(await sign({ kid: `made-up-${n}` }))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
		expect(fetches).toBe(1);
	});

	test('that cannot be fetched are told apart from a token that is wrong', async () => {
		away = true;
		await expect(verifier()(await sign())).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
	});

	test('are of no use without an audience', () => {
		expect(() => createTokenVerifier(tokensOf({ audience: null }), testClock)).toThrow(/JWT_AUDIENCE/);
	});
});

describe('without a provider', () => {
	const who = { role: 'admin', subject: 'x', divisions: null, sources: null } as const;
	const settings = (tokens: Partial<AuthSettings['tokens']>): AuthSettings => ({ ...testAuth, tokens: { ...testAuth.tokens, ...tokens } });

	test('nobody is taken at their word: neither checks nor tokens begin until a key is set', async () => {
		const none = settings({ development: false });
		expect(() => createTokenVerifier(none, testClock)).toThrow(/JWKS_URL and JWT_AUDIENCE.*or JWT_SECRET/);
		await expect(issueToken(none, who, testClock)).rejects.toMatchObject({ code: 'CONFIG' });
	});

	test('the hub checks what its own key signed, and a development token of the sandbox does not count there', async () => {
		const own = settings({ development: false, jwtSecret: 'a key of thirty-two characters or more' });
		const verify = createTokenVerifier(own, testClock);
		expect(await verify(await issueToken(own, who, testClock))).toMatchObject({ role: 'admin', subject: 'x' });
		const fromSandbox = await issueToken(testAuth, who, testClock);
		await expect(verify(fromSandbox)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
	});
});
