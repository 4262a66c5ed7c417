/**
 * Answers that are kept as bytes: those of trusted documents that hold nothing personal. Each belongs to one caller with one set of rights
 * and to one version of the data; a write anywhere in the store makes all of them worthless. That one was given is in the audit before it
 * leaves, like any answer.
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
}

export interface KeptAnswers {
	/** The answer that was kept, its row of the audit committed (`audited`: what that row tells); null: none, or one that a write has overtaken. @throws whatever the store throws. */
	give(caller: Caller, question: KeptQuestion, audited: Pick<KeptQuestion, 'operation' | 'variables'>): Promise<KeptAnswer | null> | null;
	/** The version of the data before a read; null: nothing is to be kept. */
	readonly version: number | null;
	/** Keeps an answer that was read since a version, unless a write came between. */
	keep(caller: Caller, question: KeptQuestion, answer: KeptAnswer, since: number): void;
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

const NOTHING_KEPT: KeptAnswers = { give: () => null, version: null, keep() {}, async stop() {} };

class Shelf implements KeptAnswers {
	private readonly data: DataVersion;
	private readonly clock: Clock;
	private readonly mostBytes: number;
	private readonly kept = new Map<string, KeptAnswer>();
	private bytes = 0;
	/** The version of the data that all kept answers tell. */
	private told: number | null = null;

	constructor(data: DataVersion, clock: Clock, mostBytes: number) {
		this.data = data;
		this.clock = clock;
		this.mostBytes = mostBytes;
	}

	get version(): number | null {
		return this.data.current;
	}

	give(caller: Caller, question: KeptQuestion, audited: Pick<KeptQuestion, 'operation' | 'variables'>): Promise<KeptAnswer | null> | null {
		const key = keyOf(caller, question);
		const version = this.data.current;
		if (version === null || version !== this.told) return null;
		const answer = this.kept.get(key);
		if (answer === undefined) return null;
		this.kept.delete(key); // the one that was used last stands last
		this.kept.set(key, answer);
		return this.audited(caller, { ...question, ...audited }, answer, version);
	}

	private async audited(caller: Caller, { document, operation, variables }: KeptQuestion, answer: KeptAnswer, version: number) {
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
		return this.data.current === version ? answer : null;
	}

	keep(caller: Caller, question: KeptQuestion, answer: KeptAnswer, since: number): void {
		if (since !== this.data.current || answer.bytes.length > MOST_OF_ONE) return;
		if (since !== this.told) this.clear(since);
		const key = keyOf(caller, question);
		const known = this.kept.get(key);
		if (known !== undefined) this.drop(key, known);
		this.kept.set(key, answer);
		this.bytes += sizeOf(key, answer);
		for (const [oldest, one] of this.kept) {
			if (this.bytes <= this.mostBytes) break;
			this.drop(oldest, one);
		}
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
