/**
 * What the police say of people: from the answers that the hub keeps until they expire, or asked now. One question for all people of
 * a tick, within the source's deadline; when the police do not answer, the kept answer does.
 */
import DataLoader from 'dataloader';
import type { ClearanceRow, Reader } from '#access/reader.ts';
import { HubError } from '#core/errors.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { LiveClearance, PersonAnswer } from '#core/ports.ts';
import { instantOf } from '#core/timestamps.ts';
import { KEYS_PER_LOOKUP, type LiveFailure, type SourceAnswer, toAnswer, withinDeadline } from './live-lookups.ts';
import type { Loaders } from './loaders.ts';

/** An answer about a person, as the API gives it. */
export interface ReadClearance extends PersonAnswer {
	readonly freshness: 'REPLICA' | 'LIVE';
}

export interface Clearances {
	/** The answer that the hub keeps; null: nobody asked, or it expired and was dropped. @throws HubError ACCESS_DENIED. */
	kept(personId: string): Promise<ReadClearance | null>;
	/**
	 * The answer of now; the kept one where the police do not answer, or where the person may not be asked about (no current staff
	 * of a place that works with children). Null: then neither.
	 * @throws HubError SOURCE_* when neither has an answer, ACCESS_DENIED when the caller may not ask.
	 */
	now(personId: string): Promise<ReadClearance | null>;
}

interface ClearanceOptions {
	readonly reader: Reader;
	readonly loaders: Loaders;
	readonly sources: readonly SourceMapping[];
	readonly police: LiveClearance | null;
	/** Where is noted what the questions came to. */
	readonly answers: SourceAnswer[];
}

type Outcome = { readonly answer: PersonAnswer | null } | LiveFailure;

/** The clearances of one request. */
export function createClearances(options: ClearanceOptions): Clearances {
	const { reader, sources } = options;
	const source = sources.find(({ modes }) => modes.includes('verify'))?.id ?? '';
	const keptAnswers = new DataLoader<string, ReadClearance | null, string>(
		async (ids) => {
			const found = await reader.clearances(source, ids);
			return ids.map((id) => toRead(found.get(id)));
		},
		{ cacheKeyFn: (id) => `${reader.scopeKey}\u001f${id}` },
	);
	const questions = new DataLoader<string, Outcome, string>((ids) => askPolice(options, ids), {
		maxBatchSize: KEYS_PER_LOOKUP,
		cacheKeyFn: (id) => `${reader.scopeKey}\u001f${id}`,
	});
	return {
		kept: (personId) => keptAnswers.load(personId),
		async now(personId) {
			assertMayAsk(options, source);
			const outcome = await questions.load(personId);
			if ('answer' in outcome && outcome.answer !== null) {
				reader.audit.note('clearance:read', personId);
				return { ...outcome.answer, freshness: 'LIVE' };
			}
			const kept = await keptAnswers.load(personId);
			if (kept === null && 'failure' in outcome) throw outcome.failure;
			return kept;
		},
	};
}

/** Both rights are needed before anything of the person leaves the hub. */
function assertMayAsk({ reader }: ClearanceOptions, source: string): void {
	const { role, purpose, sources } = reader.caller;
	const seen = sources === null || sources.includes(source);
	if (reader.can('live:ask') && reader.can('clearance:read') && seen) return;
	const why = purpose === null ? 'without a purpose' : `with the purpose ${purpose}`;
	throw new HubError('ACCESS_DENIED', `The role ${role} ${why} may not have the police asked.`);
}

async function askPolice({ reader, loaders, police, answers }: ClearanceOptions, ids: readonly string[]): Promise<readonly Outcome[]> {
	if (police === null) {
		const failure = new HubError('SOURCE_UNAVAILABLE', 'No source of this deployment answers questions about people.');
		return ids.map(() => ({ failure, offered: false }));
	}
	const { subject: caller, role, purpose } = reader.caller;
	const asker = { caller, role, purpose: purpose ?? 'NONE' };
	const found = await withinDeadline(police.source, police.deadlineMs, (signal) => police.ask(ids, asker, signal));
	const failed = found instanceof HubError ? { failure: found, offered: true } : null;
	answers.push(await toAnswer(loaders, { source: police.source, kind: 'clearance', keys: ids.length, failed }));
	return ids.map((id) => failed ?? { answer: (found as ReadonlyMap<string, PersonAnswer>).get(id) ?? null });
}

function toRead(row: ClearanceRow | undefined): ReadClearance | null {
	if (row === undefined) return null;
	const [checkedAt, validUntil] = [row.checkedAt, row.validUntil].map((time) => instantOf(time).toISOString());
	return { result: row.result, scope: row.scope, checkedAt: checkedAt ?? null, validUntil: validUntil ?? null, freshness: 'REPLICA' };
}
