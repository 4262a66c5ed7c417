/**
 * One HTTP call to an agency's interface and all that can go wrong with it: rate limit, time-outs, repetition, answers
 * that are cut short or no JSON. Every call made through here is a pure question, so repeating it is safe.
 */
import { randomUUID } from 'node:crypto';
import { Agent, fetch, type Response } from 'undici';
import { HubError, messageOf } from '#core/errors.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { parseJson } from './flatten.ts';
import { RateLimit } from './rate-limit.ts';
import { retry } from './retry.ts';
import { malformed, misconfigured, rejected, systemCode, unavailable, withoutSecrets } from './source-errors.ts';
import { numberOption } from './sql-options.ts';
import type { Timing } from './timing.ts';
import { tlsOf } from './tls.ts';

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
}

/** The agency takes fewer subjects a call than we sent (413). Only the verify call knows what to do. */
export class TooLarge extends Error {
	override readonly name = 'TooLarge';
}

/** The agency asks us to come later (429). */
class Postponed extends Error {
	override readonly name = 'Postponed';
}

export class RestClient {
	readonly #source: SourceMapping;
	readonly #timing: Timing;
	readonly #breaker: CircuitBreaker;
	readonly #limit: RateLimit;
	readonly #agent: Agent;
	readonly #base: string;

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
		for (let postponed = 0; ; postponed++) {
			try {
				return await retry(this.#source.connector, this.#timing, signal, () =>
					this.#breaker.run(() => this.#once(call, requestId, signal)),
				);
			} catch (thrown) {
				if (!(thrown instanceof Postponed)) throw thrown;
				if (postponed >= MOST_POSTPONEMENTS) {
					throw unavailable(
						this.#source.id,
						`told us ${postponed + 1} times in a row to call later: lower callsPerSecond in the configuration`,
					);
				}
			}
		}
	}

	close(): Promise<void> {
		return this.#agent.destroy();
	}

	async #once(call: RestCall, requestId: string, signal: AbortSignal): Promise<unknown> {
		await this.#limit.turn(signal);
		const limit = AbortSignal.timeout(this.#source.connector.timeoutMs); // the whole call: connect, headers, body
		const either = AbortSignal.any([signal, limit]);
		try {
			const response = await fetch(this.#address(call), { ...this.#request(call, requestId), signal: either, redirect: 'manual' });
			if (response.status !== 200) {
				await response.body?.cancel().catch(() => {});
				throw this.#refusal(response, call);
			}
			return this.#parse(await this.#text(response), call);
		} catch (thrown) {
			signal.throwIfAborted();
			if (thrown instanceof HubError || thrown instanceof TooLarge || thrown instanceof Postponed) throw thrown;
			const { timeoutMs } = this.#source.connector;
			if (limit.aborted) throw unavailable(this.#source.id, `did not answer ${call.path} within ${timeoutMs} ms`);
			const detail = withoutSecrets(messageOf(thrown), undefined, this.#source.connector.token);
			throw unavailable(this.#source.id, `cannot be reached, or broke off its answer (${systemCode(thrown) ?? 'network'})`, detail);
		}
	}

	#address(call: RestCall): string {
		const query = new URLSearchParams(call.query).toString();
		return `${this.#base}/${call.path.replace(/^\/+/, '')}${query === '' ? '' : `?${query}`}`;
	}

	#request(call: RestCall, requestId: string) {
		const { token } = this.#source.connector;
		return {
			method: call.body === undefined ? 'GET' : 'POST',
			headers: {
				accept: 'application/json',
				'x-request-id': requestId,
				...(token !== undefined && { authorization: `Bearer ${token}` }),
				...(call.purpose !== undefined && { 'x-purpose': call.purpose }),
				...(call.body !== undefined && { 'content-type': 'application/json' }),
			},
			...(call.body !== undefined && { body: JSON.stringify(call.body) }),
			dispatcher: this.#agent,
		};
	}

	#refusal(response: Response, call: RestCall): Error {
		const { status } = response;
		const { id } = this.#source;
		if (status === 429) return this.#postponed(response);
		if (status === 413) return new TooLarge();
		if (status === 401) return rejected(id, 'does not accept our token (401): renew the token of this source');
		if (status === 403) return rejected(id, `does not allow the call ${call.path} (403): check the purpose and the rights of the token`);
		if (status === 408 || status >= 500) return unavailable(id, `cannot answer ${call.path} now (${status})`);
		if (status === 404) return malformed(id, `has no path ${call.path} (404): mend the path in the mapping, or the url of the source`);
		if (status === 400 && call.query) {
			return malformed(id, `does not understand ${call.path} (400): the saved place may be refused, then read the source from the start`);
		}
		return malformed(id, `answers ${call.path} with status ${status}: compare the mapping with the agency's interface`);
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
			return parseJson(text);
		} catch {
			throw new HubError('SOURCE_MALFORMED', `Source ${this.#source.id} answers ${call.path} with something that is no JSON.`, {
				source: this.#source.id,
				retryable: true,
				detail: `${text.length} characters`, // never the text: it may hold personal data
			});
		}
	}
}

/** Milliseconds of a Retry-After: seconds or an HTTP date (RFC 9110, 10.2.3); one second when there is none. */
export function retryAfterMs(header: string | null, now: number): number {
	if (header === null || header.trim() === '') return 1000;
	if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
	const at = Date.parse(header);
	return Number.isNaN(at) ? 1000 : Math.max(0, at - now);
}
