/**
 * Lookups at query time: what the live fields of a request want of one source and kind goes out as one question a tick, within the
 * source's deadline. Never throws for a source: each key gets its answer or the failure, and the request a line of what happened.
 */
import DataLoader from 'dataloader';
import { HubError, isHubError, messageOf } from '#core/errors.ts';
import type { Kind } from '#core/kinds.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { LiveSource } from '#core/ports.ts';
import type { IntakeRecord } from '#core/records.ts';
import { instantOf } from '#core/timestamps.ts';
import type { Loaders } from './loaders.ts';

/** Most keys in one question. More: one slow answer holds up a whole page; fewer: a page of 100 asks the agency twice. */
export const KEYS_PER_LOOKUP = 200;

/** What one question to a source came to; handed out as `extensions.sources`. */
export interface SourceAnswer {
	readonly source: string;
	/** Kind of record asked for, or "clearance". */
	readonly kind: Kind | 'clearance';
	/** How many keys were asked for. */
	readonly keys: number;
	/** LIVE: the agency answered. REPLICA: it did not, and what the hub holds was used. */
	readonly freshness: 'LIVE' | 'REPLICA';
	/** Why it did not answer; NOT_OFFERED: it cannot be asked. Null: it did. */
	readonly code: string | null;
	/** The reason as a sentence that is safe to show; null: it answered. */
	readonly message: string | null;
	/** When the replica was last read to the end, ISO 8601; null: it answered, or never. */
	readonly replicaAt: string | null;
}

/** What is wanted of a source: a record by its own key, or the records of a credit code. */
export type LiveKey = { readonly recordKey: string } | { readonly creditCode: string };

/** What came of a key; a value, because a failure of one source must not fail what others gave. */
export type LiveOutcome = { readonly records: readonly IntakeRecord[] } | LiveFailure;

export interface LiveFailure {
	readonly failure: HubError;
	/** False: the source cannot be asked, and its replica is all there is; no fault. */
	readonly offered: boolean;
}

/** A source that gives a kind of record, whether or not it can be asked for it now. */
export interface KindSource {
	readonly mapping: SourceMapping;
	/** Null: it gives files, or its configuration does not let it be asked. */
	readonly live: LiveSource | null;
}

/** The lookups of one request. */
export interface LiveLookups {
	ask(source: KindSource, kind: Kind, keys: readonly LiveKey[]): Promise<readonly LiveOutcome[]>;
	/** What the questions came to, in the order in which they ended. */
	readonly answers: SourceAnswer[];
}

/** Fresh lookups for one request. `scopeKey` stands in every key, so that nothing goes from one caller to another. */
export function createLiveLookups(loaders: Loaders, scopeKey: string): LiveLookups {
	const answers: SourceAnswer[] = [];
	const loadersBySource = new Map<string, DataLoader<LiveKey, LiveOutcome, string>>();
	const loaderOf = (source: KindSource, kind: Kind) => {
		const name = `${source.mapping.id} ${kind}`;
		const known = loadersBySource.get(name);
		if (known !== undefined) return known;
		const made = new DataLoader<LiveKey, LiveOutcome, string>(
			async (keys) => {
				const outcomes = await lookUp(source, kind, keys);
				const failed = outcomes.find((outcome) => 'failure' in outcome) ?? null;
				answers.push(await toAnswer(loaders, { source: source.mapping.id, kind, keys: keys.length, failed }));
				return outcomes;
			},
			{ maxBatchSize: KEYS_PER_LOOKUP, cacheKeyFn: (key) => `${scopeKey}\u001f${JSON.stringify(key)}` },
		);
		loadersBySource.set(name, made);
		return made;
	};
	return {
		answers,
		ask: (source, kind, keys) => Promise.all(keys.map((key) => loaderOf(source, kind).load(key))),
	};
}

async function lookUp({ mapping, live }: KindSource, kind: Kind, keys: readonly LiveKey[]): Promise<readonly LiveOutcome[]> {
	const recordKeys = keys.flatMap((key) => ('recordKey' in key ? [key.recordKey] : []));
	const creditCodes = keys.flatMap((key) => ('creditCode' in key ? [key.creditCode] : []));
	const answer =
		live === null
			? notOffered(mapping.id)
			: await withinDeadline(mapping.id, live.deadlineMs, (signal) => live.lookup({ kind, recordKeys, creditCodes }, signal));
	if (answer instanceof HubError) return keys.map(() => ({ failure: answer, offered: live !== null }));
	const byKey = new Map(answer.map((record) => [record.recordKey, [record]]));
	const byCode = Map.groupBy(answer, (record) => creditCodeOf(record));
	const found = (key: LiveKey) => ('recordKey' in key ? byKey.get(key.recordKey) : byCode.get(key.creditCode)) ?? [];
	return keys.map((key) => ({ records: found(key) }));
}

/** The credit code that a record carries; null: none, or its kind has none. */
export function creditCodeOf({ body }: Pick<IntakeRecord, 'body'>): string | null {
	const value = (body as Readonly<Record<string, unknown>>).creditCode;
	return typeof value === 'string' ? value : null;
}

function notOffered(source: string): HubError {
	const message = `The source ${source} cannot be asked at query time; its replica answers.`;
	return new HubError('SOURCE_UNAVAILABLE', message, { source });
}

/** The agency's answer, or why there is none; never throws and never waits beyond the deadline. */
export async function withinDeadline<T>(
	source: string,
	deadlineMs: number,
	ask: (signal: AbortSignal) => Promise<T>,
): Promise<T | HubError> {
	const { promise: late, reject } = Promise.withResolvers<never>();
	const abort = new AbortController();
	const timer = setTimeout(() => {
		reject(new HubError('SOURCE_UNAVAILABLE', `No answer within ${deadlineMs} ms.`));
		abort.abort();
	}, deadlineMs);
	try {
		return await Promise.race([ask(abort.signal), late]);
	} catch (cause) {
		// The connector's own sentence can name hosts and accounts: it is for the log, the caller gets the source and the code.
		const code = isHubError(cause) ? cause.code : 'SOURCE_UNAVAILABLE';
		const message = `The source ${source} did not answer now; ask again later or take the replica.`;
		return new HubError(code, message, { source, retryable: true, detail: messageOf(cause), cause });
	} finally {
		clearTimeout(timer);
	}
}

interface Asked {
	readonly source: string;
	readonly kind: SourceAnswer['kind'];
	readonly keys: number;
	readonly failed: LiveFailure | null;
}

/** One line of `extensions.sources`. */
export async function toAnswer(loaders: Loaders, { source, kind, keys, failed }: Asked): Promise<SourceAnswer> {
	if (failed === null) return { source, kind, keys, freshness: 'LIVE', code: null, message: null, replicaAt: null };
	const at = await replicaTime(loaders, source);
	const code = failed.offered ? failed.failure.code : 'NOT_OFFERED';
	return { source, kind, keys, freshness: 'REPLICA', code, message: failed.failure.message, replicaAt: at?.toISOString() ?? null };
}

/** When the least recently read table of a source was read to the end; null: one never was. */
export async function replicaTime(loaders: Loaders, source: string): Promise<Date | null> {
	const times = (await loaders.sourceTables()).filter((table) => table.source === source).map((table) => table.lastSuccessAt);
	if (times.length === 0 || times.includes(null)) return null;
	return new Date(Math.min(...times.map((time) => instantOf(time as string).getTime())));
}
