/**
 * The live field: registrations asked of the agency at query time, one lookup for all organisations of a tick, within the source's
 * deadline. When the agency does not answer, the replica does and says its age. Answers are masked by the Reader and never stored.
 */
import DataLoader from 'dataloader';
import type { OrganisationRow, Reader, ReadRecord } from '#access/reader.ts';
import { HubError, isHubError, messageOf } from '#core/errors.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { LiveSource } from '#core/ports.ts';
import type { IntakeRecord } from '#core/records.ts';
import { instantOf } from '#core/timestamps.ts';
import type { Loaders } from './loaders.ts';

/** Most keys in one lookup. More: one slow answer holds up a whole page; fewer: a page of 100 asks the agency twice. */
const KEYS_PER_LOOKUP = 200;

/** What one lookup came to; handed out as `extensions.sources`. */
export interface SourceAnswer {
	readonly source: string;
	/** Kind of record asked for. */
	readonly kind: 'registration';
	/** How many keys were asked for. */
	readonly keys: number;
	/** LIVE: the agency answered. REPLICA: it did not, and the replica was used. */
	readonly freshness: 'LIVE' | 'REPLICA';
	/** Why it did not answer; null: it did. */
	readonly code: string | null;
	/** The reason as a sentence that is safe to show; null: it answered. */
	readonly message: string | null;
	/** When the replica was last read to the end, ISO 8601; null: it answered, or never. */
	readonly replicaAt: string | null;
}

export interface LiveRegistrations {
	/**
	 * The registration of an organisation as the agency has it now; null: the agency knows none under its credit code.
	 * Falls back to the replica; an organisation without a credit code is not asked for.
	 * @throws HubError SOURCE_* when neither the agency nor the replica has an answer, ACCESS_DENIED when the caller may not ask.
	 */
	load(organisation: OrganisationRow): Promise<ReadRecord | null>;
	/** What the lookups of this request came to, in the order in which they ended. */
	readonly answers: readonly SourceAnswer[];
}

interface LiveOptions {
	readonly reader: Reader;
	readonly loaders: Loaders;
	readonly sources: readonly SourceMapping[];
	readonly liveSources: ReadonlyMap<string, LiveSource>;
}

/** What the agency said of one key; kept as a value, because a batch of which one key fails must not fail the others. */
type Outcome = { readonly record: IntakeRecord | null } | { readonly failure: HubError };

/** The live registrations of one request. */
export function createLiveRegistrations(options: LiveOptions): LiveRegistrations {
	const { reader, loaders } = options;
	const answers: SourceAnswer[] = [];
	const source = sourceFor(options);
	const lookups = new DataLoader<string, Outcome, string>(
		async (codes) => {
			if (source === null) return codes.map(() => ({ failure: notOffered() }));
			const answer = await askWithin(source, codes);
			const replicaAt = answer instanceof HubError ? await replicaTime(loaders, source.source) : null;
			answers.push(toAnswer({ source: source.source, keys: codes.length, failure: answer instanceof HubError ? answer : null, replicaAt }));
			if (answer instanceof HubError) return codes.map(() => ({ failure: answer }));
			const byCode = new Map(answer.map((record) => [(record as IntakeRecord<'registration'>).body.creditCode, record]));
			return codes.map((code) => ({ record: byCode.get(code) ?? null }));
		},
		{ maxBatchSize: KEYS_PER_LOOKUP, cacheKeyFn: (code) => `${reader.scopeKey}\u001f${code}` },
	);
	return {
		answers,
		async load(organisation) {
			if (!reader.can('live:ask')) throw new HubError('ACCESS_DENIED', `The role ${reader.caller.role} may not have agencies asked.`);
			if (organisation.creditCode === null) return loaders.registration.load(organisation.organisationId);
			const answer = await lookups.load(organisation.creditCode);
			if ('record' in answer) return answer.record === null ? null : reader.closeLive(answer.record, organisation.organisationId);
			const replica = await loaders.registration.load(organisation.organisationId);
			if (replica === null) throw answer.failure;
			return replica;
		},
	};
}

/** The source that can be asked for registrations and whose records the caller sees. */
function sourceFor({ reader, sources, liveSources }: LiveOptions): LiveSource | null {
	const { sources: seen } = reader.caller;
	for (const { id, modes, tables } of sources) {
		const live = liveSources.get(id);
		const offers = modes.includes('lookup') && tables.some((table) => table.kind === 'registration');
		if (live !== undefined && offers && (seen === null || seen.includes(id))) return live;
	}
	return null;
}

function notOffered(): HubError {
	return new HubError('SOURCE_UNAVAILABLE', 'No source of this deployment can be asked for registrations; take the replica.');
}

/** The agency's answer, or why there is none; never throws and never waits beyond the source's deadline. */
async function askWithin(source: LiveSource, codes: readonly string[]): Promise<readonly IntakeRecord[] | HubError> {
	const { promise: late, reject } = Promise.withResolvers<never>();
	const abort = new AbortController();
	const timer = setTimeout(() => {
		reject(new HubError('SOURCE_UNAVAILABLE', `No answer within ${source.deadlineMs} ms.`));
		abort.abort();
	}, source.deadlineMs);
	try {
		return await Promise.race([source.lookup('registration', [...codes], abort.signal), late]);
	} catch (cause) {
		// The connector's own sentence can name hosts and accounts: it is for the log, the caller gets the source and the code.
		const code = isHubError(cause) ? cause.code : 'SOURCE_UNAVAILABLE';
		const message = `The source ${source.source} did not answer now; ask again later or take the replica.`;
		return new HubError(code, message, { source: source.source, retryable: true, detail: messageOf(cause), cause });
	} finally {
		clearTimeout(timer);
	}
}

/** When the least recently read table of a source was read to the end; null: one never was. */
async function replicaTime(loaders: Loaders, source: string): Promise<Date | null> {
	const times = (await loaders.sourceTables()).filter((table) => table.source === source).map((table) => table.lastSuccessAt);
	if (times.length === 0 || times.includes(null)) return null;
	return new Date(Math.min(...times.map((time) => instantOf(time as string).getTime())));
}

function toAnswer(made: { source: string; keys: number; failure: HubError | null; replicaAt: Date | null }): SourceAnswer {
	return {
		source: made.source,
		kind: 'registration',
		keys: made.keys,
		freshness: made.failure === null ? 'LIVE' : 'REPLICA',
		code: made.failure?.code ?? null,
		message: made.failure?.message ?? null,
		replicaAt: made.replicaAt?.toISOString() ?? null,
	};
}
