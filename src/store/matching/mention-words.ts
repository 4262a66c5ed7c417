/** The words of mentions, in the order in which their pairs come: never more than some thousands are held. */
import type pg from 'pg';
import type { MentionText } from '#matching/decide.ts';
import { searchable } from '#matching/name-in-text.ts';
import { tellsOfLearning } from '#matching/trade.ts';
import { streamRows } from '#store/copy.ts';

const WORDS = `/* matching: words of mentions */
	select p.rid::text, array[r.body ->> 'name', r.body ->> 'content', r.body ->> 'findings', r.body ->> 'facts', r.body ->> 'summary'] as texts,
		array(select k.value from record_key k where k.rid = p.rid and k.feature = 'core') as cores,
		array(select k.value from record_key k where k.rid = p.rid and k.feature = 'brand') as brands
	from (select distinct probe as rid from pair) p join record r using (rid) order by p.rid`;

interface Row {
	readonly rid: string;
	readonly texts: (string | null)[];
	readonly cores: string[];
	readonly brands: string[];
}

/** The words of one mention after the other, each normalised once. Reads temp table `pair`. */
export class MentionWords {
	readonly #client: pg.PoolClient;
	#rows: AsyncGenerator<Row> | null = null;
	#probe = '';
	#words: MentionText = mentionText({ texts: [], cores: [], brands: [] });

	constructor(client: pg.PoolClient) {
		this.#client = client;
	}

	/** Goes on to the mention; they are asked for in the order of their numbers. */
	async turnTo(probe: string): Promise<void> {
		this.#rows ??= streamRows<Row>(this.#client, WORDS);
		const { value } = await this.#rows.next();
		if (value?.rid !== probe) throw new Error(`the words of record ${probe} were asked for out of turn`);
		this.#probe = probe;
		this.#words = mentionText(value);
	}

	/** Ends the reading. */
	async close(): Promise<void> {
		await this.#rows?.return(undefined);
	}

	/** The words of the mention that was turned to. */
	of(probe: string): MentionText {
		if (probe !== this.#probe) throw new Error(`the words of record ${probe} were asked for out of turn`);
		return this.#words;
	}
}

/** A text is read once, and only if somebody asks what it tells of. */
function mentionText({ texts, cores, brands }: Omit<Row, 'rid'>): MentionText {
	const text = searchable(texts);
	let tells: boolean | null = null;
	return { text, cores, brands, tellsOfLearning: () => (tells ??= tellsOfLearning(text)) };
}
