/**
 * One HTTP call to an agency's interface and all that can go wrong with it: rate limit, time-outs, repetition, answers
 * that are cut short or no JSON. Every call made through here is a pure question, so repeating it is safe.
 */
import { randomUUID } from 'node:crypto';
import { Agent, fetch, type Response } from 'undici';
import { HubError, messageOf } from '#core/errors.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { RestSettings } from '#core/source-settings.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { parseJson } from './flatten.ts';
import { RateLimit } from './rate-limit.ts';
import { hiddenError, hiddenRefusal, refusalOf, retryAfterMs, TooLarge } from './rest-refusals.ts';
import { type SignatureRefusal, Signer, signatureRefused } from './rest-signing.ts';
import { retry } from './retry.ts';
import { malformed, misconfigured, rejected, systemCode, unavailable, withoutSecrets } from './source-errors.ts';
import { numberOption } from './sql-options.ts';
import type { Timing } from './timing.ts';
import { tlsFault, tlsOf } from './tls.ts';

/** Longer: a night stands still for one source; shorter: an agency that asks for a minute is given up. */
const LONGEST_RETRY_AFTER_MS = 60_000;
/** How often in a row a call may be told to come later; they count apart from failures, for the source is well. */
const MOST_POSTPONEMENTS = 20;
/** Larger: an endless answer fills the memory; smaller: an honest page of long texts is refused. */
const MOST_BYTES = 32 * 1024 * 1024;

export interface RestCall {
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	/** Sent as JSON with POST; absent: GET. */
	readonly body?: unknown;
	readonly purpose: string | undefined;
	/** Sent as X-Request-Id; the same for every repetition of the call. */
	readonly requestId?: string;
	/** How an answer with status 200 says that it is none; absent: it never does. */
	readonly success?: RestSettings['success'];
	/** Number of the service under which the call is signed; absent: that of the source. */
	readonly service?: string | undefined;
}

/** The agency asks us to come later (429, or 503 with a time). */
class Postponed extends Error {
	override readonly name = 'Postponed';
}

/** A signature was refused that another rotating key may mend. */
class StaleKey extends Error {
	override readonly name = 'StaleKey';
}

/** A refusal is read for the words in it; longer ones tell no more. */
const MOST_REFUSAL_BYTES = 4096;

/** What a single sending of a call carries beside it. */
interface Sending {
	readonly requestId: string;
	/** Signed headers; absent: the source takes none. */
	readonly headers: Readonly<Record<string, string>> | undefined;
	/** Whether a refused signature may be mended by another key. */
	readonly mayRenew: boolean;
}

export class RestClient {
	readonly #source: SourceMapping;
	readonly #timing: Timing;
	readonly #breaker: CircuitBreaker;
	readonly #limit: RateLimit;
	readonly #agent: Agent;
	readonly #base: string;
	readonly #signer: Signer | null;

	constructor(source: SourceMapping, breaker: CircuitBreaker, timing: Timing) {
		const { url, timeoutMs, callsPerSecond } = source.connector;
		if (url === undefined || !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
			throw misconfigured(source.id, 'has a url that is no http or https address: check the variable it comes from');
		}
		this.#source = source;
		this.#timing = timing;
		this.#breaker = breaker;
		this.#limit = new RateLimit(callsPerSecond, timing);
		this.#base = url.replace(/\/+$/, '');
		const { signing } = source.connector;
		this.#signer =
			signing === undefined ? null : new Signer(source, signing, (path, headers, signal) => this.#askForKey(path, headers, signal));
		this.#agent = new Agent({
			connect: { timeout: timeoutMs, ...tlsOf(source, 'tls').tls },
			headersTimeout: timeoutMs,
			bodyTimeout: timeoutMs,
			connections: numberOption(source, 'maxConnections', 8),
		});
	}

	/**
	 * The JSON of the answer.
	 * @throws HubError SOURCE_*; TooLarge; the signal's reason.
	 */
	async json(call: RestCall, signal: AbortSignal): Promise<unknown> {
		const requestId = call.requestId ?? randomUUID();
		let renewed = false;
		for (let postponed = 0; ; ) {
			try {
				return await retry(this.#source.connector, this.#timing, signal, () =>
					this.#breaker.run(async () => {
						const headers = await this.#signer?.headers(call.service, signal);
						return this.#once(call, { requestId, headers, mayRenew: !renewed }, signal);
					}),
				);
			} catch (thrown) {
				if (thrown instanceof StaleKey) {
					renewed = true;
					continue;
				}
				if (!(thrown instanceof Postponed)) throw thrown;
				if (postponed++ >= MOST_POSTPONEMENTS) {
					throw unavailable(
						this.#source.id,
						`told us ${postponed} times in a row to call later: lower callsPerSecond in the configuration`,
					);
				}
			}
		}
	}

	close(): Promise<void> {
		return this.#agent.destroy();
	}

	async #once(call: RestCall, sending: Sending, signal: AbortSignal): Promise<unknown> {
		await this.#limit.turn(signal);
		const limit = AbortSignal.timeout(this.#source.connector.timeoutMs); // the whole call: connect, headers, body
		const either = AbortSignal.any([signal, limit]);
		try {
			const response = await fetch(this.#address(call), { ...this.#request(call, sending), signal: either, redirect: 'manual' });
			if (response.status !== 200) throw await this.#refusal(response, call, sending);
			const answer = this.#parse(await this.#text(response), call);
			const hidden = hiddenRefusal(answer, call.success);
			if (hidden === null) return answer;
			if (!hidden.aboutSignature || this.#signer === null) throw hiddenError(this.#source.id, hidden, call.path);
			throw this.#signatureRefused({ code: hidden.code, date: response.headers.get('date'), text: hidden.message }, sending);
		} catch (thrown) {
			signal.throwIfAborted();
			if (thrown instanceof HubError || thrown instanceof TooLarge || thrown instanceof Postponed || thrown instanceof StaleKey)
				throw thrown;
			const { timeoutMs } = this.#source.connector;
			if (limit.aborted) throw unavailable(this.#source.id, `did not answer ${call.path} within ${timeoutMs} ms`);
			const detail = withoutSecrets(messageOf(thrown), undefined, this.#source.connector.token);
			const untrusted = tlsFault(this.#source.id, systemCode(thrown), detail);
			if (untrusted !== null) throw untrusted;
			throw unavailable(
				this.#source.id,
				`cannot be reached, or broke off its answer (${systemCode(thrown) ?? 'network'})${this.#closedHint(thrown)}`,
				detail,
			);
		}
	}

	/** A server that demands a certificate may simply hang up on who brings none. */
	#closedHint(thrown: unknown): string {
		const closed = /^(?:UND_ERR_SOCKET|ECONNRESET)$/.test(systemCode(thrown) ?? '');
		return closed && this.#base.startsWith('https:') ? ': if it demands a certificate, check options certFile and keyFile' : '';
	}

	#address(call: RestCall): string {
		const query = new URLSearchParams(call.query).toString();
		return `${this.#base}/${call.path.replace(/^\/+/, '')}${query === '' ? '' : `?${query}`}`;
	}

	#request(call: RestCall, { requestId, headers }: Sending) {
		const { token } = this.#source.connector;
		return {
			method: call.body === undefined ? 'GET' : 'POST',
			headers: {
				accept: 'application/json',
				'x-request-id': requestId,
				...headers,
				...(token !== undefined && { authorization: `Bearer ${token}` }),
				...(call.purpose !== undefined && { 'x-purpose': call.purpose }),
				...(call.body !== undefined && { 'content-type': 'application/json' }),
			},
			...(call.body !== undefined && { body: JSON.stringify(call.body) }),
			dispatcher: this.#agent,
		};
	}

	/** The platform's key: a call of its own, under the shared key, with the same limits. */
	#askForKey(path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<unknown> {
		return this.#once({ path, purpose: undefined }, { requestId: randomUUID(), headers, mayRenew: false }, signal);
	}

	async #refusal(response: Response, call: RestCall, sending: Sending): Promise<Error> {
		const { status } = response;
		const text = status === 400 || status === 401 || status === 403 ? await firstBytes(response) : '';
		if (status === 400 && /SSL certificate/i.test(text)) {
			return rejected(this.#source.id, 'wants a certificate of us, or another one (400): check options certFile and keyFile');
		}
		if (this.#signer !== null && (status === 401 || status === 403)) {
			return this.#signatureRefused({ code: String(status), date: response.headers.get('date'), text }, sending);
		}
		await response.body?.cancel().catch(() => {});
		const later = status === 429 || (status === 503 && response.headers.has('retry-after'));
		return later ? this.#postponed(response) : refusalOf(this.#source.id, status, call);
	}

	#signatureRefused(refusal: SignatureRefusal, { mayRenew }: Sending): Error {
		const { cause, error } = signatureRefused(this.#source.id, refusal);
		return cause === 'KEY' && mayRenew && (this.#signer?.forgetKey() ?? false) ? new StaleKey() : error;
	}

	#postponed(response: Response): Error {
		const waitMs = retryAfterMs(response.headers.get('retry-after'), Date.now());
		if (waitMs > LONGEST_RETRY_AFTER_MS) {
			return new HubError(
				'SOURCE_UNAVAILABLE',
				`Source ${this.#source.id} takes calls again in ${Math.ceil(waitMs / 1000)} seconds only.`,
				{
					source: this.#source.id,
				},
			);
		}
		this.#limit.pause(waitMs * (1 + this.#timing.random() * 0.1));
		return new Postponed();
	}

	async #text(response: Response): Promise<string> {
		const chunks: Uint8Array[] = [];
		let bytes = 0;
		for await (const chunk of response.body ?? []) {
			chunks.push(chunk);
			bytes += chunk.byteLength;
			if (bytes > MOST_BYTES)
				throw malformed(this.#source.id, `answers with more than ${MOST_BYTES} bytes: lower pageSize in the configuration`);
		}
		return Buffer.concat(chunks).toString('utf8');
	}

	/** Broken JSON may be a proxy's bad moment, so the call is tried again before the source is called malformed. */
	#parse(text: string, call: RestCall): unknown {
		try {
			const answer = parseJson(text);
			return typeof answer === 'string' ? parseJson(answer) : answer; // JSON inside a JSON string: some gateways wrap the whole answer
		} catch {
			const page = /^\s*<(?:!doctype|html|\?xml)/i.test(text);
			const what = page
				? 'a page and no JSON: check url and path, and whether a gateway asks for a login there'
				: 'something that is no JSON';
			throw new HubError('SOURCE_MALFORMED', `Source ${this.#source.id} answers ${call.path} with ${what}.`, {
				source: this.#source.id,
				retryable: true,
				detail: `${text.length} characters`, // never the text: it may hold personal data
			});
		}
	}
}

/** The beginning of a refusal, "" when it cannot be read. */
async function firstBytes(response: Response): Promise<string> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	try {
		for await (const chunk of response.body ?? []) {
			chunks.push(chunk);
			bytes += chunk.byteLength;
			if (bytes >= MOST_REFUSAL_BYTES) break;
		}
	} catch {
		return '';
	}
	return Buffer.concat(chunks).toString('utf8');
}
