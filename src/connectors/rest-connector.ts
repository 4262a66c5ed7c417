/**
 * JSON over HTTP as a source: pages by the agency's cursor, rows by key, questions about people. The saved cursor is the
 * agency's own, so a read goes on where the last one ended; an overlap cannot be asked for.
 */
import { createHash } from 'node:crypto';
import { HubError } from '#core/errors.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type {
	BrokenRow,
	Connector,
	PositionedRow,
	RawRow,
	ReadRequest,
	SourcePage,
	TableProbe,
	VerifyAnswer,
	VerifySubject,
} from '#core/ports.ts';
import type { RestSettings } from '#core/source-settings.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { columnsOf, isObject, type JsonObject, memberAt, toRawRow, toText, unpacked } from './flatten.ts';
import { guessAnswer } from './guess-answer.ts';
import { guessPaging, rowsSaid } from './guess-paging.ts';
import { type RestCall, RestClient } from './rest-client.ts';
import { TooLarge } from './rest-refusals.ts';
import { restSettings } from './rest-settings.ts';
import { readAnswers, requestIdOf, verifyBody } from './rest-verify.ts';
import { malformed, misconfigured } from './source-errors.ts';
import { systemTiming, type Timing } from './timing.ts';

/** Rows asked for to see the form of an answer. */
const ROWS_GUESSED = 20;

export class RestConnector implements Connector {
	readonly #source: SourceMapping;
	readonly #breaker: CircuitBreaker;
	readonly #client: RestClient;

	constructor(source: SourceMapping, timing: Timing = systemTiming) {
		this.#source = source;
		this.#breaker = new CircuitBreaker(source.id, timing);
		this.#client = new RestClient(source, this.#breaker, timing);
	}

	async *readChanges(request: ReadRequest): AsyncIterable<SourcePage> {
		const settings = restSettings(this.#source, request.table);
		if (settings.page !== '') return yield* this.#readNumbered(request, settings);
		const seen = new Set<string>();
		let before = '';
		for (let cursor = request.cursor ?? ''; ; ) {
			const answer = await this.#page(request.table, settings, cursor, this.#source.connector.pageSize, request.signal);
			const items = this.#itemsOf(answer, settings, request.table);
			const next = toText(memberAt(answer, settings.nextCursor)) ?? '';
			const ends = items.length === 0 || next === '' || next === cursor;
			const content = JSON.stringify(items);
			if (items.length > 0 && content === before) throw this.#samePage(request.table, settings.cursor);
			before = content;
			if (ends && (request.cursor ?? '') === '' && cursor === '') this.#refuseMissing(request.table, answer, items.length);
			if (!ends && seen.has(next)) {
				throw malformed(this.#source.id, `leads in a circle: the cursor after a page of ${request.table.from} was there before`);
			}
			seen.add(next);
			const rows = items.flatMap((item, at) => toRows(item, request, `${cursor || 'start'}:${at}`));
			yield { rows, cursor: next || cursor, period: null, remaining: ends ? 0 : null };
			if (ends) return;
			cursor = next;
		}
	}

	/**
	 * Pages by number, up to one that is empty or the one before again (some interfaces give the last page for every higher number).
	 * A number says nothing of what changed, so a read that came to its end begins the next one at the first page.
	 */
	async *#readNumbered(request: ReadRequest, settings: RestSettings): AsyncIterable<SourcePage> {
		const { table, signal } = request;
		const first = Number(request.cursor || 1);
		let before = '';
		let given = 0;
		let aPage = 0;
		for (let page = first; ; page++) {
			const answer = await this.#page(table, settings, String(page), this.#source.connector.pageSize, signal);
			const items = this.#itemsOf(answer, settings, table);
			const content = JSON.stringify(items);
			const ends = items.length === 0 || content === before;
			before = content;
			if (!ends) given += items.length;
			if (page === 1) aPage = items.length;
			// Rows come and go while pages are read; a whole page does not.
			if (ends && first === 1 && (rowsSaid(answer) ?? 0) >= given + aPage && aPage > 0) this.#refuseMissing(table, answer, given);
			const rows = ends ? [] : items.flatMap((item, at) => toRows(item, request, `${page}:${at}`));
			yield { rows, cursor: ends ? '' : String(page + 1), period: null, remaining: ends ? 0 : null };
			if (ends) return;
		}
	}

	async lookup(table: TableMapping, columns: readonly string[], column: string, keys: readonly string[], signal: AbortSignal) {
		const settings = restSettings(this.#source, table);
		const { lookup } = settings;
		if (!lookup)
			throw misconfigured(this.#source.id, `has no format.lookup for record type ${table.recordType}: it cannot be asked by key`);
		const wanted = new Set(keys);
		const found: RawRow[] = [];
		const all = [...wanted];
		for (let at = 0; at < all.length; at += lookup.keysPerCall) {
			const query = { ...settings.parameters, [lookup.parameter]: all.slice(at, at + lookup.keysPerCall).join(',') };
			const answer = await this.#client.json({ ...this.#callOf(settings), path: lookup.path ?? table.from, query }, signal);
			const rows = this.#itemsOf(answer, settings, table)
				.filter(isObject)
				.filter((item) => isWanted(item, table));
			found.push(...rows.filter((item) => wanted.has(toText(memberAt(item, column)) ?? '')).map((item) => toRawRow(item, columns)));
		}
		return found;
	}

	/**
	 * Answers in the order of the subjects; those without an answer are left out.
	 * A failure throws away what earlier batches answered, so callers ask a batch at a time and keep what they have.
	 */
	async verify(subjects: readonly VerifySubject[], requestId: string, signal: AbortSignal): Promise<readonly VerifyAnswer[]> {
		const { verify } = this.#source;
		if (!verify) throw misconfigured(this.#source.id, 'has no verify mapping: it cannot be asked about people');
		const settings = restSettings(this.#source, { recordType: 'verify' });
		const batches: (readonly VerifySubject[])[] = [];
		for (let at = 0; at < subjects.length; at += verify.batchSize) batches.push(subjects.slice(at, at + verify.batchSize));
		const answers: VerifyAnswer[] = [];
		for (let part = 0, batch = batches.shift(); batch; part++, batch = batches.shift()) {
			const call = {
				...this.#callOf(settings),
				path: verify.path,
				body: verifyBody(verify, batch),
				purpose: verify.purpose,
				requestId: requestIdOf(requestId, part),
			};
			try {
				const read = readAnswers(verify, await this.#client.json(call, signal), batch);
				if (read === null)
					throw malformed(
						this.#source.id,
						`answers ${verify.path} without a list ${verify.answer.list}: mend verify.answer in the mapping`,
					);
				answers.push(...read);
			} catch (thrown) {
				if (!(thrown instanceof TooLarge)) throw thrown;
				batches.unshift(...this.#halves(batch, verify.path));
			}
		}
		return answers;
	}

	async probe(table: TableMapping, rows: number, signal: AbortSignal): Promise<TableProbe> {
		const settings = restSettings(this.#source, table);
		const answer = await this.#page(table, settings, '', rows, signal);
		const items = this.#itemsOf(answer, settings, table).filter(isObject).slice(0, rows);
		const columns = [...new Set(items.flatMap((item) => columnsOf(item)))];
		return { columns, sample: items.map((item) => toRawRow(item, columns)) };
	}

	/** Where the rows stand in an answer of a path that no mapping describes. What the connector's options say is not guessed. */
	async formOf(name: string, signal: AbortSignal): Promise<Pick<TableMapping, 'from' | 'format'>> {
		const settings = restSettings(this.#source, { recordType: name });
		const ask = (query: Readonly<Record<string, string>>) =>
			this.#client.json({ ...this.#callOf(settings), path: name, query: { ...settings.parameters, ...query } }, signal);
		const answer = await ask(settings.limit === '' ? {} : { [settings.limit]: String(ROWS_GUESSED) });
		const guessed = guessAnswer(answer);
		if (guessed === null) return { from: name };
		const { list, nextCursor, success } = guessed;
		const paging = settings.page === '' ? await guessPaging((query) => ask(query).catch(refused), answer, guessed) : {};
		const found = { list, ...(settings.page === '' && nextCursor !== null && { nextCursor }), ...(success && { success }), ...paging };
		const given = this.#source.connector.options ?? {};
		const usual: Readonly<Record<string, unknown>> = settings;
		return {
			from: name,
			format: Object.fromEntries(Object.entries(found).filter(([entry, value]) => !(entry in given) && value !== usual[entry])),
		};
	}

	breaker() {
		return this.#breaker.state;
	}

	stop(): Promise<void> {
		return this.#client.close();
	}

	#page(table: TableMapping, settings: RestSettings, cursor: string, rows: number, signal: AbortSignal): Promise<unknown> {
		const limit = Math.min(rows, settings.maxLimit ?? rows);
		const query = {
			...settings.parameters,
			...(settings.page !== '' ? { [settings.page]: cursor || '1' } : cursor !== '' && { [settings.cursor]: cursor }),
			...(settings.limit !== '' && { [settings.limit]: String(limit) }),
		};
		return this.#client.json({ ...this.#callOf(settings), path: table.from, query }, signal);
	}

	#callOf({ success, service }: RestSettings): Pick<RestCall, 'purpose' | 'success' | 'service'> {
		return { purpose: this.#source.connector.purpose, ...(success && { success }), service };
	}

	#itemsOf(answer: unknown, settings: RestSettings, table: TableMapping): readonly unknown[] {
		const items = unpacked(memberAt(answer, settings.list));
		if (Array.isArray(items)) return items;
		throw malformed(
			this.#source.id,
			`answers ${table.from} without a list ${settings.list || 'at the top'}: mend format.list of record type ${table.recordType} in the mapping`,
		);
	}

	/** The interface does not know the parameter, and gives its first page whatever is asked. */
	#samePage(table: TableMapping, parameter: string) {
		return malformed(
			this.#source.id,
			`gives the same page of ${table.from} again, so that it does not seem to know the query parameter ${parameter}: name the one that it knows as format.cursor of record type ${table.recordType}`,
		);
	}

	/** A list that ends at its first page must be whole, as far as the answer tells. */
	#refuseMissing(table: TableMapping, answer: unknown, given: number): void {
		const said = rowsSaid(answer) ?? 0;
		if (said <= given) return;
		const all = Number.isFinite(said) ? `, of ${said}` : ', and says that there are more';
		throw malformed(
			this.#source.id,
			`gives ${given} rows of ${table.from}${all}: name how its pages are asked for (format.page, counted from 1, or format.nextCursor and format.cursor) at record type ${table.recordType}`,
		);
	}

	#halves(batch: readonly VerifySubject[], path: string): (readonly VerifySubject[])[] {
		if (batch.length < 2) throw malformed(this.#source.id, `refuses ${path} as too large (413) even for one subject`);
		const middle = Math.ceil(batch.length / 2);
		return [batch.slice(0, middle), batch.slice(middle)];
	}
}

function isWanted(item: JsonObject, table: TableMapping): boolean {
	return !table.where || table.where.in.includes(toText(memberAt(item, table.where.column)) ?? '');
}

function toRows(item: unknown, request: ReadRequest, position: string): (PositionedRow | BrokenRow)[] {
	if (isObject(item)) return isWanted(item, request.table) ? [{ row: toRawRow(item, request.columns), position }] : [];
	const sha256 = createHash('sha256').update(JSON.stringify(item)).digest('hex');
	return [{ broken: { reason: 'BAD_JSON', message: '列表中的一项不是对象', sha256, key: null }, position }];
}

/** A query that the interface does not take tells nothing; that it cannot be reached tells that to whoever asked. */
function refused(thrown: unknown): null {
	if (thrown instanceof HubError && thrown.code !== 'SOURCE_UNAVAILABLE') return null;
	throw thrown;
}
