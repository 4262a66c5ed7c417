/**
 * Asks the police about the people who are due: reads their numbers again from the source by key, asks in batches, keeps
 * answer and token, drops name and number. Clear numbers live in `Question` values of one batch and nowhere else.
 * No fault here stops a night: it is told, and whoever was not asked is asked next time.
 */
import { randomUUID } from 'node:crypto';
import type { Clock, Day } from '#core/days.ts';
import type { SourceState } from '#core/dossier.ts';
import { HubError, isHubError } from '#core/errors.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { Connector, Progress, VerifySubject } from '#core/ports.ts';
import { takeSubjects } from '#intake/take-subjects.ts';
import type { Tokeniser } from '#intake/tokens.ts';
import { insertAudit } from '#store/audit-store.ts';
import { type DuePerson, keepAnswers, streamDuePeople, type TokenAnswer } from '#store/clearance-store.ts';
import type { Store } from '#store/database.ts';

export interface VerifyDeps {
	readonly store: Store;
	readonly sources: readonly SourceMapping[];
	readonly connectorOf: (source: SourceMapping) => Connector;
	readonly tokeniser: Pick<Tokeniser, 'tokensOf'>;
	readonly clock: Clock;
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

/** A table whose rows can be read again, with the column that holds the record's key. */
interface Readable {
	readonly source: SourceMapping;
	readonly table: TableMapping;
	readonly keyColumn: string;
}

/** Batches that may fail one after the other before the police are left alone: fewer give up on a hiccup, more wait for a dead line. */
const FAILURES_IN_A_ROW = 3;

/** Asks about everybody who is due and returns how that went. Throws what the store throws, and the reason of the signal. */
export async function verify(deps: VerifyDeps): Promise<VerifySummary> {
	const police = deps.sources.find((source) => source.modes.includes('verify') && source.verify !== undefined);
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
	const { error, asked, answered, unreadable } = round;
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
	const places = round.readable.map(({ source, table }) => ({ source: source.id, recordType: table.recordType }));
	let due = 0;
	let batch: DuePerson[] = [];
	progress.start('verify', null);
	const client = await store.pool.connect();
	try {
		for await (const person of streamDuePeople(client, asOf, places)) {
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
	const { deps } = round;
	if (people.length === 0 || round.failures >= FAILURES_IN_A_ROW) return;
	const questions = await attempt(round, () => readNumbers(round, people));
	if (questions === null) return;
	round.unreadable += people.length - questions.length;
	if (questions.length === 0) return;
	const requestId = randomUUID();
	await auditQuestions(round, requestId, questions);
	round.asked += questions.length;
	const answers = await attempt(round, () => ask(round, requestId, questions));
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

/** Someone to ask about: the token that stays, and what is dropped with the answer. */
interface Question {
	readonly token: string;
	readonly name: string;
	readonly identityNumber: string;
}

/** Names and numbers, read again where the records stand. A number that gives another token than the one due is not asked about. */
async function readNumbers({ deps, readable }: Round, people: readonly DuePerson[]): Promise<readonly Question[]> {
	const questions: Question[] = [];
	for (const { source, table, keyColumn } of readable) {
		const here = people.filter((person) => person.source === source.id && person.recordType === table.recordType);
		if (here.length === 0) continue;
		const wanted = new Set(here.map((person) => person.token));
		const keys = [...new Set(here.map((person) => person.recordKey))];
		const rows = await deps.connectorOf(source).lookup(table, columnsOf(table), keyColumn, keys, deps.signal);
		for (const { name, identityNumber } of rows.flatMap((row) => takeSubjects(table, row))) {
			const token = deps.tokeniser.tokensOf(identityNumber).tokens.find(({ kind }) => kind === 'full')?.value;
			if (token !== undefined && wanted.delete(token)) questions.push({ token, name, identityNumber });
		}
	}
	return questions;
}

/** The audit stands before the question leaves, so that no question is without its row. */
async function auditQuestions({ deps, police }: Round, requestId: string, questions: readonly Question[]): Promise<void> {
	await insertAudit(deps.store.db, [
		{
			at: deps.clock.now(),
			caller: 'verify job',
			role: 'system',
			purpose: police?.verify?.purpose ?? '',
			action: 'clearance:ask',
			operation: requestId,
			subject: { source: police?.id, tokens: questions.map(({ token }) => token) },
			rows: questions.length,
		},
	]);
}

async function ask({ deps, police }: Round, requestId: string, questions: readonly Question[]): Promise<readonly TokenAnswer[]> {
	const connector = police === undefined ? undefined : deps.connectorOf(police);
	if (connector?.verify === undefined) {
		throw new HubError('CONFIG', `The connector of ${police?.id} cannot ask about people. Give the source a connector of type rest.`);
	}
	const subjects = questions.map(({ name, identityNumber }, index): VerifySubject => ({ ref: String(index + 1), name, identityNumber }));
	const answers = await connector.verify(subjects, requestId, deps.signal);
	return answers.flatMap(({ ref, ...answer }) => {
		const token = questions[Number(ref) - 1]?.token;
		return token === undefined ? [] : [{ token, ...answer }];
	});
}

/** Tables with people whose key is one column as it stands. */
function readableTables(sources: readonly SourceMapping[]): readonly Readable[] {
	return sources
		.filter((source) => source.modes.includes('lookup'))
		.flatMap((source) =>
			source.tables.flatMap((table) => {
				const [key] = table.key;
				const plain = key !== undefined && key.columns.length === 1 && key.pattern === undefined && key.codes === undefined;
				const keyColumn = plain ? key.columns[0] : undefined;
				const people = Object.values(table.fields).some((field) => 'person' in field);
				return keyColumn === undefined || !people ? [] : [{ source, table, keyColumn }];
			}),
		);
}

/** The columns from which a person's key, name and number are read; no others. */
function columnsOf(table: TableMapping): readonly string[] {
	const people = Object.values(table.fields).flatMap((field) => ('person' in field ? [field.person] : []));
	const expressions = [
		...table.key,
		...people.flatMap(({ name, identityNumber }) => [name, ...(identityNumber === undefined ? [] : [identityNumber])]),
	];
	const columns = expressions.flatMap((expression) => expression.columns);
	return [...new Set([...columns, ...(table.where === undefined ? [] : [table.where.column])])];
}
