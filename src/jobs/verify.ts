/**
 * The nightly round of questions to the police: everybody who is due, in batches, through `police-questions.ts`. Keeps answer and
 * token until the answer expires. No fault here stops a night: it is told, and whoever was not asked is asked next time.
 */
import type { Day } from '#core/days.ts';
import type { SourceState } from '#core/dossier.ts';
import { isHubError } from '#core/errors.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { Progress } from '#core/ports.ts';
import { type DuePerson, dropLapsed, keepAnswers, streamDuePeople } from '#store/clearance-store.ts';
import {
	noteQuestions,
	type PoliceDeps,
	placesOf,
	policeOf,
	putQuestions,
	type Readable,
	readableTables,
	readQuestions,
} from './police-questions.ts';

export interface VerifyDeps extends PoliceDeps {
	readonly asOf: Day;
	readonly progress: Progress;
	readonly signal: AbortSignal;
}

export interface VerifySummary {
	/** The source that answers; null: none is configured, and nobody was asked about. */
	readonly source: string | null;
	/** FAILED: not everybody who was due could be asked about. */
	readonly state: SourceState;
	/** One sentence; null unless failed. */
	readonly error: string | null;
	readonly due: number;
	readonly asked: number;
	readonly answered: number;
	/** People whose number stands no longer where it was read. */
	readonly unreadable: number;
}

/** Batches that may fail one after the other before the police are left alone: fewer give up on a hiccup, more wait for a dead line. */
const FAILURES_IN_A_ROW = 3;

/** Asks about everybody who is due and returns how that went. Throws what the store throws, and the reason of the signal. */
export async function verify(deps: VerifyDeps): Promise<VerifySummary> {
	const police = policeOf(deps.sources);
	const round: Round = {
		deps,
		police,
		readable: readableTables(deps.sources),
		failures: 0,
		error: null,
		asked: 0,
		answered: 0,
		unreadable: 0,
	};
	const due = police === undefined ? 0 : await askEverybody(round, police.verify?.batchSize ?? 1);
	await dropLapsed(deps.store, deps.asOf);
	const { error, asked, answered, unreadable } = round;
	if (due > answered) deps.progress.note(`verify: ${due} due, ${asked} asked, ${answered} answered; the others are asked about next time`);
	const state = police === undefined ? 'NEVER' : error === null ? 'FRESH' : 'FAILED';
	return { source: police?.id ?? null, state, error, due, asked, answered, unreadable };
}

/** One verification under way. */
interface Round {
	readonly deps: VerifyDeps;
	readonly police: SourceMapping | undefined;
	readonly readable: readonly Readable[];
	/** Batches that failed one after the other. */
	failures: number;
	/** The first fault as a sentence. */
	error: string | null;
	asked: number;
	answered: number;
	unreadable: number;
}

/** Goes through all who are due, a batch at a time; returns how many they are. */
async function askEverybody(round: Round, batchSize: number): Promise<number> {
	const { store, asOf, progress } = round.deps;
	let due = 0;
	let batch: DuePerson[] = [];
	progress.start('verify', null);
	const client = await store.pool.connect();
	try {
		for await (const person of streamDuePeople(client, asOf, placesOf(round.readable))) {
			due += 1;
			if (batch.push(person) < batchSize) continue;
			await askAbout(round, batch);
			batch = [];
		}
		await askAbout(round, batch);
	} finally {
		client.release();
		progress.finish();
	}
	return due;
}

/** Asks about a batch and keeps the answers. A fault is kept as a sentence, and the batch waits for the next night. */
async function askAbout(round: Round, people: readonly DuePerson[]): Promise<void> {
	const { deps, police, readable } = round;
	if (police === undefined || people.length === 0 || round.failures >= FAILURES_IN_A_ROW) return;
	const questions = await attempt(round, () => readQuestions(deps, { people, readable }, deps.signal));
	if (questions === null) return;
	round.unreadable += people.length - questions.length;
	if (questions.length === 0) return;
	const asker = { caller: 'verify job', role: 'system', purpose: police.verify?.purpose ?? '' };
	const requestId = await noteQuestions(deps, { police, asker, questions });
	round.asked += questions.length;
	const answers = await attempt(round, () => putQuestions(deps, { police, requestId, questions }, deps.signal));
	if (answers === null) return;
	round.failures = 0;
	round.answered += answers.length;
	await keepAnswers(deps.store, deps.asOf, answers);
	deps.progress.advance(people.length);
}

/** Runs a step that is a source's; null when it failed. */
async function attempt<T>(round: Round, step: () => Promise<T>): Promise<T | null> {
	round.deps.signal.throwIfAborted();
	try {
		return await step();
	} catch (thrown) {
		round.deps.signal.throwIfAborted();
		// An unforeseen fault may quote a name or number: only sentences of the hub itself are kept.
		const unforeseen = 'Asking the police stopped on an unforeseen fault; whoever was not asked about is asked about next time.';
		round.error ??= isHubError(thrown) ? thrown.message : unforeseen;
		round.failures += 1;
		return null;
	}
}
