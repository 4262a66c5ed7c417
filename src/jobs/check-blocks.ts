/**
 * Finds rows that an agency changed without stamping them anew: its database sums up blocks of rows, and only blocks that say
 * something else than when the store last took them in are read. What has a newer stamp is read with them and waits for no one.
 */
import type { Day } from '#core/days.ts';
import { readingName } from '#core/mapping.ts';
import type { BlockReading, SourcePage } from '#core/ports.ts';
import { heldBlockSums, keepBlockSums } from '#store/block-store.ts';
import type { Store } from '#store/database.ts';
import type { TableJob } from './read-pages.ts';

export interface CheckDeps {
	readonly store: Store;
	readonly asOf: Day;
	readonly signal: AbortSignal;
}

/** A table whose blocks are compared. */
export interface BlockCheck {
	/** Rows of the blocks that differ. The place at which the next sync goes on is left where it was. */
	readonly rows: AsyncIterable<SourcePage>;
	/** Call when all rows are saved: the blocks count as taken in. */
	keep(): Promise<void>;
	close(): Promise<void>;
}

/** Blocks are divided anew when a table has grown, or shrunk, this many times: they would become large, or many. */
const REGROW = 4;

/** Whether a source can sum up its rows. Files are known by their own checksum, and interfaces cannot be asked. */
export function canBeChecked({ connector, table }: TableJob): boolean {
	return connector.openBlocks !== undefined && table.keyColumn !== undefined;
}

/** Compares a table's blocks with what was kept of them. `cursor`: where its changes are read from next. */
export async function openCheck(
	deps: CheckDeps,
	job: TableJob & { readonly columns: readonly string[]; readonly cursor: string },
): Promise<BlockCheck> {
	const place = { source: job.source.id, recordType: readingName(job.table) };
	const held = await heldBlockSums(deps.store.pool, place);
	const reading = await openReading(deps, job, held);
	const known = held?.length === reading.sums.length ? held : [];
	const differing = reading.sums.flatMap((sum, block) => (sum !== '' && sum !== known[block] ? [block] : []));
	return {
		rows: pagesAt(reading, differing, job.cursor),
		keep: () => keepBlockSums(deps.store.pool, place, { sums: reading.sums, checkedOn: deps.asOf }),
		close: () => reading.close(),
	};
}

async function openReading(deps: CheckDeps, job: Parameters<typeof openCheck>[1], held: readonly string[] | null): Promise<BlockReading> {
	const open = async (blocks: number | null): Promise<BlockReading> => {
		const reading = await job.connector.openBlocks?.(job.table, job.columns, blocks, deps.signal);
		if (reading === undefined) throw new TypeError(`${job.source.id} cannot sum up its rows`);
		return reading;
	};
	if (held === null) return open(null);
	const reading = await open(held.length);
	const [before, now] = [rowsIn(held), rowsIn(reading.sums)];
	if (now < before * REGROW && before < now * REGROW) return reading;
	await reading.close();
	return open(null);
}

function rowsIn(sums: readonly string[]): number {
	return sums.reduce((total, sum) => total + Number(sum.split(':')[0]), 0);
}

async function* pagesAt(reading: BlockReading, blocks: readonly number[], cursor: string): AsyncGenerator<SourcePage> {
	if (blocks.length === 0) return;
	for await (const page of reading.read(blocks)) yield { ...page, cursor };
}
