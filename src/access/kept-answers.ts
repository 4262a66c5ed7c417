/**
 * Answers that are kept as bytes: those of trusted documents that hold nothing personal. Each belongs to one caller with one set of rights
 * and to one version of the data; a write anywhere in the store makes all of them worthless, but one of a saved query's run, which does so to
 * those alone that had to do with saved queries. That one was given is in the audit before it leaves, like any answer.
 */
import { randomBytes } from 'node:crypto';
import type { Clock } from '#core/days.ts';
import { type DataVersion, followData } from '#store/data-version.ts';
import type { Store } from '#store/database.ts';
import { QUERY_RUN } from './audit.ts';
import { type Caller, scopeKeyOf } from './caller.ts';

/** What is asked, beside who asks. */
export interface KeptQuestion {
	/** SHA-256 (hex) of the document. */
	readonly document: string;
	readonly operation: string | null;
	/** As sent. */
	readonly variables: Readonly<Record<string, unknown>>;
	/** Distinguishes forms of the same answer. */
	readonly mediaType: string;
}

/** An answer that is kept. */
export interface KeptAnswer {
	readonly bytes: Buffer;
	/** What its reads gave, for the audit. */
	readonly counted: { readonly records: number; readonly rows: number };
	/** Whether it can tell of a saved query's last run. */
	readonly showsRuns: boolean;
}

/** What an answer was read from. */
export interface KeptVersion {
	readonly data: number;
	readonly runs: number;
}

export interface KeptAnswers {
	/** The answer that was kept, its row of the audit committed (`audited`: what that row tells); null: none, or one that a write has overtaken. @throws whatever the store throws. */
	give(caller: Caller, question: KeptQuestion, audited: Pick<KeptQuestion, 'operation' | 'variables'>): Promise<KeptAnswer | null> | null;
	/** The version of the data before a read; null: nothing is to be kept. */
	readonly version: KeptVersion | null;
	/** Keeps an answer that was read since a version, unless a write came between. */
	keep(caller: Caller, question: KeptQuestion, answer: KeptAnswer, since: KeptVersion): void;
	/** Ends when somebody is answered who is asking the same at the moment, so that many who ask at once have one answer made; null: nobody is, or such answers are not kept. */
	underWay(caller: Caller, question: KeptQuestion): Promise<void> | null;
	/** Tells that an answer is being made. */
	begin(caller: Caller, question: KeptQuestion, answer: Promise<unknown>): void;
	stop(): Promise<void>;
}

/** Largest answer that is kept. Larger: a few long lists push everything else out; smaller: a dashboard's lists are made anew each time. */
const MOST_OF_ONE = 1024 * 1024;
/** Characters, bytes and objects around an answer that its own bytes do not count. */
const AROUND = 500;

/** Answers kept in at most this many bytes; 0: none. */
export async function createKeptAnswers(store: Pick<Store, 'pool' | 'db'>, clock: Clock, mostBytes: number): Promise<KeptAnswers> {
	if (mostBytes === 0) return NOTHING_KEPT;
	return new Shelf(await followData(store), clock, mostBytes);
}

const NOTHING_KEPT: KeptAnswers = { give: () => null, version: null, keep() {}, underWay: () => null, begin() {}, async stop() {} };

class Shelf implements KeptAnswers {
	private readonly data: DataVersion;
	private readonly clock: Clock;
	private readonly mostBytes: number;
	private readonly kept = new Map<string, KeptAnswer & { readonly runs: number }>();
	/** Answers that are being made, by key. */
	private readonly making = new Map<string, Promise<void>>();
	/** Documents whose last answer was kept: nobody waits for one that cannot be given to two. */
	private readonly lasting = new Set<string>();
	private bytes = 0;
	/** The version of the data that all kept answers tell. */
	private told: number | null = null;

	constructor(data: DataVersion, clock: Clock, mostBytes: number) {
		this.data = data;
		this.clock = clock;
		this.mostBytes = mostBytes;
	}

	get version(): KeptVersion | null {
		const { current, runs } = this.data;
		return current === null ? null : { data: current, runs };
	}

	give(caller: Caller, question: KeptQuestion, audited: Pick<KeptQuestion, 'operation' | 'variables'>): Promise<KeptAnswer | null> | null {
		const key = keyOf(caller, question);
		const version = this.data.current;
		if (version === null || version !== this.told) return null;
		const answer = this.kept.get(key);
		if (answer === undefined || this.isPast(answer)) return null;
		this.kept.delete(key); // the one that was used last stands last
		this.kept.set(key, answer);
		return this.audited(caller, { ...question, ...audited }, answer, version);
	}

	private async audited(
		caller: Caller,
		{ document, operation, variables }: KeptQuestion,
		answer: KeptAnswer & { runs: number },
		version: number,
	) {
		await this.data.addAudit({
			at: this.clock.now(),
			caller: caller.subject,
			role: caller.role,
			purpose: caller.purpose ?? 'NONE',
			request: randomBytes(8).toString('hex'),
			divisions: caller.divisions,
			action: QUERY_RUN,
			operation,
			subject: { document, variables, records: answer.counted.records },
			rows: answer.counted.rows,
		});
		return this.data.current === version && !this.isPast(answer) ? answer : null;
	}

	/** Whether a saved query ran since that it tells of. */
	private isPast({ showsRuns, runs }: KeptAnswer & { readonly runs: number }): boolean {
		return showsRuns && runs !== this.data.runs;
	}

	keep(caller: Caller, question: KeptQuestion, given: KeptAnswer, { data, runs }: KeptVersion): void {
		const answer = { ...given, runs };
		if (data !== this.data.current || this.isPast(answer) || answer.bytes.length > MOST_OF_ONE) return;
		if (data !== this.told) this.clear(data);
		const key = keyOf(caller, question);
		const known = this.kept.get(key);
		if (known !== undefined) this.drop(key, known);
		this.kept.set(key, answer);
		this.lasting.add(question.document);
		this.bytes += sizeOf(key, answer);
		for (const [oldest, one] of this.kept) {
			if (this.bytes <= this.mostBytes) break;
			this.drop(oldest, one);
		}
	}

	underWay(caller: Caller, question: KeptQuestion): Promise<void> | null {
		if (this.making.size === 0 || !this.lasting.has(question.document)) return null; // so that what is kept costs one key
		return this.making.get(keyOf(caller, question)) ?? null;
	}

	begin(caller: Caller, question: KeptQuestion, answer: Promise<unknown>): void {
		const key = keyOf(caller, question);
		const ended = () => {
			if (this.making.get(key) === made) this.making.delete(key);
			if (!this.kept.has(key)) this.lasting.delete(question.document);
		};
		const made: Promise<void> = answer.then(ended, ended);
		this.making.set(key, made);
	}

	private clear(version: number): void {
		this.kept.clear();
		this.bytes = 0;
		this.told = version;
	}

	private drop(key: string, answer: KeptAnswer): void {
		this.kept.delete(key);
		this.bytes -= sizeOf(key, answer);
	}

	async stop(): Promise<void> {
		this.kept.clear();
		await this.data.stop();
	}
}

function sizeOf(key: string, { bytes }: KeptAnswer): number {
	return bytes.length + 2 * key.length + AROUND;
}

/** Equal only for the same question of the same caller with the same rights: some answers tell who asks. */
function keyOf(caller: Caller, { document, operation, variables, mediaType }: KeptQuestion): string {
	return JSON.stringify([document, operation, mediaType, caller.subject, scopeKeyOf(caller), variables]);
}
