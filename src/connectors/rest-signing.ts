/**
 * Calls signed as the national data-exchange platform asks: Base64(HMAC-SHA256(key, service + requester + time)) in headers, the key
 * shared or fetched from the platform for some minutes. Tells a refusal for the clock from one for the key; knows no HTTP client.
 */
import { createHmac } from 'node:crypto';
import type { HubError } from '#core/errors.ts';
import type { SigningConfig, SourceMapping } from '#core/mapping.ts';
import { memberAt, toText } from './flatten.ts';
import { malformed, rejected } from './source-errors.ts';

/**
 * A clock this far from the agency's is blamed for a refused signature. Smaller: the time an answer takes, and the Date header's whole
 * seconds, count as skew; larger: platforms that allow a minute refuse and the key is blamed.
 */
const SKEW_MS = 30_000;
/** A rotating key is fetched anew so long before it ends. Smaller: it ends under way; larger: the platform is asked for nothing. */
const KEY_MARGIN_MS = 15_000;
const TIME_WORDS = /时间戳|时间.{0,8}(?:过期|超时|失效|误差|不一致|有误|偏差)|请求已?过期|time\s?-?stamp|rtime|clock|expired request/i;

interface RotatingKey {
	readonly key: string;
	/** Epoch milliseconds. */
	readonly until: number;
}

/** Signs the calls of one source. */
export class Signer {
	readonly #source: string;
	readonly #signing: SigningConfig;
	readonly #ask: (path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<unknown>;
	#rotating: RotatingKey | null = null;
	#fetching: Promise<RotatingKey> | null = null;

	/** `ask` calls the refresh path with the headers given and gives the answer's JSON. */
	constructor(
		source: SourceMapping,
		signing: SigningConfig,
		ask: (path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<unknown>,
	) {
		this.#source = source.id;
		this.#signing = signing;
		this.#ask = ask;
	}

	/** The headers of a call made now. @throws HubError SOURCE_* when the rotating key cannot be had. */
	async headers(service: string | undefined, signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
		return signedHeaders(this.#signing, await this.#key(signal), { service, at: Date.now() });
	}

	/** Forgets the rotating key, so that the next call fetches another; false: there is none. */
	forgetKey(): boolean {
		const had = this.#rotating !== null;
		this.#rotating = null;
		return had;
	}

	async #key(signal: AbortSignal): Promise<string> {
		const { refresh, secret } = this.#signing;
		if (!refresh) return secret;
		if (this.#rotating === null || this.#rotating.until - KEY_MARGIN_MS < Date.now()) {
			this.#fetching ??= this.#fetchKey(refresh, signal).finally(() => {
				this.#fetching = null;
			});
			this.#rotating = await this.#fetching;
		}
		return this.#rotating.key;
	}

	async #fetchKey(refresh: NonNullable<SigningConfig['refresh']>, signal: AbortSignal): Promise<RotatingKey> {
		const headers = signedHeaders(this.#signing, this.#signing.secret, { at: Date.now() });
		const answer = await this.#ask(refresh.path, headers, signal);
		const key = toText(memberAt(answer, refresh.key));
		if (key === null || key === '')
			throw malformed(this.#source, `answers ${refresh.path} without ${refresh.key}: mend signing.refresh.key in the configuration`);
		const until = Number(refresh.until === undefined ? Number.NaN : (toText(memberAt(answer, refresh.until)) ?? Number.NaN));
		return { key, until: Number.isFinite(until) ? until : Date.now() + refresh.validSeconds * 1000 };
	}
}

/** The four headers of a call at a time (epoch milliseconds). */
export function signedHeaders(
	signing: SigningConfig,
	key: string,
	call: { readonly service?: string | undefined; readonly at: number },
): Record<string, string> {
	const service = call.service ?? signing.service;
	const time = String(call.at);
	const signature = createHmac('sha256', key)
		.update(service + signing.requester + time)
		.digest('base64');
	const { headers } = signing;
	return {
		[headers.requester]: signing.requester,
		[headers.service]: service,
		[headers.time]: time,
		[headers.signature]: signature,
	};
}

/** What a refused signature is told as. */
export interface SignatureRefusal {
	/** "401", or the code in an answer with status 200. */
	readonly code: string;
	/** The answer's Date header; null: it has none. */
	readonly date: string | null;
	/** What the answer says; only searched for words about time, never shown. */
	readonly text: string;
}

/** A refused signature, by the agency's clock and words: CLOCK when the time is to blame, else KEY. */
export function signatureRefused(source: string, { code, date, text }: SignatureRefusal): { cause: 'CLOCK' | 'KEY'; error: HubError } {
	const theirs = date === null ? Number.NaN : Date.parse(date);
	const skewMs = Number.isNaN(theirs) ? 0 : Date.now() - theirs;
	if (Math.abs(skewMs) > SKEW_MS || TIME_WORDS.test(text)) {
		const by =
			Math.abs(skewMs) > SKEW_MS ? `, and our clock is ${Math.round(skewMs / 1000)} seconds off its own` : ', and says that it is the time';
		return {
			cause: 'CLOCK',
			error: rejected(source, `refuses our signed call (${code})${by}: set this machine's clock (NTP); the key is not the cause`),
		};
	}
	const what = `refuses our signature (${code}), and the clocks agree: check signing.secret, requester and service with the agency`;
	return { cause: 'KEY', error: rejected(source, what) };
}
