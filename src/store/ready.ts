/**
 * Statements that are put together once: to write one out takes longer than many a read itself, and the same ones come back all day.
 * What differs from request to request is filled in; all else a statement is made of has to stand in its key.
 */
import { CompiledQuery } from 'kysely';
import type { Database } from './database.ts';
import { prepareWhenFrequent } from './prepared.ts';
import { recent } from './recent.ts';

/** Statements that are kept. Fewer: those of a busy dashboard are put together anew each time; more: memory, some 20 kB each. */
const MOST_STATEMENTS = 500;

const statements = new Map<string, CompiledQuery>();

/** Stands for a value of each request. */
class Place {
	readonly at: number;

	constructor(at: number) {
		this.at = at;
	}
}

const PLACES: readonly Place[] = [0, 1, 2, 3].map((at) => new Place(at));

/** What a statement is made of. */
interface Ready {
	/** Distinguishes it from every other one, its name and the reader's scope included. */
	readonly key: readonly unknown[];
	/** What differs from request to request, at most four values; left out: nothing. */
	readonly values?: readonly unknown[];
}

/** What writes a statement out. */
interface Written<R> {
	compile(db: Database): CompiledQuery<R>;
}

/** The rows that a statement gives. `write`: makes it, with something in the place of each value; asked only when it is not kept. */
export async function readRows<R>(
	db: Database,
	{ key, values = [] }: Ready,
	write: (...places: readonly unknown[]) => Written<R>,
): Promise<readonly R[]> {
	const make = () => write(...PLACES.slice(0, values.length)).compile(db) as CompiledQuery;
	const statement = recent(statements, JSON.stringify(key), { most: MOST_STATEMENTS, make });
	prepareWhenFrequent(statement.sql);
	const { rows } = await db.executeQuery<R>((values.length === 0 ? statement : filled(statement, values)) as CompiledQuery<R>);
	return rows;
}

function filled({ sql, query, parameters }: CompiledQuery, values: readonly unknown[]): CompiledQuery {
	const given = parameters.map((parameter) => (parameter instanceof Place ? values[parameter.at] : parameter));
	return { ...CompiledQuery.raw(sql, given), query };
}
