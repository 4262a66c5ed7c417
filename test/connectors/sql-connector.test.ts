/** Reading changes of an agency's database: the same behaviour is asked of PostgreSQL and of MariaDB. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createConnector } from '#connectors/create-connector.ts';
import type { ConnectorConfig } from '#core/mapping.ts';
import type { Connector, SourcePage } from '#core/ports.ts';
import { mariadbUrl } from '../support/mariadb.ts';
import fc, { runsOf } from '../support/property.ts';
import { type AgencyDatabase, openMariadbAgency, openPostgresAgency } from './agency-databases.ts';
import { cursorOf, failureOf, makeRequest, makeSource, makeTable, read, rowsOf } from './sources.ts';

const KINDS = [
	{ name: 'PostgreSQL', open: openPostgresAgency, stamp: 'timestamptz', missing: false },
	{ name: 'MariaDB', open: openMariadbAgency, stamp: 'datetime(6)', missing: mariadbUrl() === null },
] as const;

const table = makeTable({ updatedColumn: 'seen', keyColumn: 'id' });
const columns = ['id', 'label', 'seen'];
const request = makeRequest({ table, columns });
const at = (minute: number, micros = 0) =>
	`2025-05-31 ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00.${String(micros).padStart(6, '0')}`;

for (const kind of KINDS) {
	describe.skipIf(kind.missing)(`readChanges of ${kind.name}`, () => {
		let agency: AgencyDatabase;
		let connector: Connector;
		const connect = (settings: Partial<ConnectorConfig> = {}) =>
			createConnector(makeSource({ connector: { type: agency.type, url: agency.url, ...settings } }));
		const put = (id: number, minute: number | null, label: string | null = `第${id}条`, micros = 0) =>
			agency.run('insert into things (id, label, seen) values ($1, $2, $3)', [
				String(id),
				label,
				minute === null ? null : at(minute, micros),
			]);
		const ids = (pages: Parameters<typeof rowsOf>[0]) => rowsOf(pages).map((row) => Number(row.id));

		beforeAll(async () => {
			agency = await kind.open();
			await agency.run(
				`create table things (id bigint primary key, label varchar(40), secret varchar(40) default 'x', seen ${kind.stamp} null)`,
			);
		});
		beforeEach(async () => {
			await agency.run('delete from things');
			connector = connect();
		});
		afterEach(() => connector.stop());
		afterAll(() => agency.drop());

		it('gives changes oldest first, keys in order where stamps are equal', async () => {
			await put(5, 10);
			await put(9, 3);
			await put(2, 10);
			await put(7, 12);
			const changed = { ...request, cursor: '2025-05-31 00:00:00.000000 done' };
			expect(ids(await read(connector, changed))).toEqual([9, 2, 5, 7]);
		});

		it('hands over text, null, and instants with six decimals and the offset of the zone', async () => {
			await put(1, 61, null, 20);
			expect(rowsOf(await read(connector, request))).toEqual([{ id: '1', label: null, seen: '2025-05-31T01:01:00.000020+08:00' }]);
		});

		it('keeps an integer that a double cannot hold', async () => {
			await agency.run(`insert into things (id, label, seen) values (9007199254740993, 'x', '${at(1)}')`);
			expect(rowsOf(await read(connector, request))[0]?.id).toBe('9007199254740993');
		});

		it('yields one empty page for an empty table, so that the source counts as read', async () => {
			const pages = await read(connector, request);
			expect(pages).toHaveLength(1);
			expect(ids(await read(connector, { ...request, cursor: cursorOf(pages) }))).toEqual([]);
		});

		it('starts a new read the overlap before the watermark and finds what was committed late', async () => {
			await put(1, 0);
			await put(2, 100);
			await put(3, 161);
			const first = await read(connector, request);
			await put(4, 102); // stamped before, committed after
			expect(ids(await read(connector, { ...request, cursor: cursorOf(first) }))).toEqual([4, 3]);
		});

		it('goes on at its place after a read that was cut short', async () => {
			for (let id = 1; id <= 8; id++) await put(id, 5);
			const cut = await read(connector, request, 1);
			const rest = await read(connector, { ...request, cursor: cursorOf(cut) });
			expect(ids(cut)).toEqual([1, 2, 3]);
			expect(ids(rest)).toEqual([3, 4, 5, 6, 7, 8]); // the row at the place is read again: others may tie with it
		});

		it('finds a row committed late behind the place at which a cut read went on', async () => {
			for (let id = 1; id <= 9; id++) await put(id, 100 + id);
			const cut = await read(connector, request, 2);
			await put(0, 101); // behind the place of the cut, by stamp and by key
			await put(21, 500); // and the source has moved on since
			const rest = await read(connector, { ...request, cursor: cursorOf(cut) });
			expect(ids(rest)).not.toContain(0);
			expect(ids(await read(connector, { ...request, cursor: cursorOf(rest) }))).toContain(0);
		});

		it('tells stamps apart that differ by a microsecond', async () => {
			await put(1, 5, 'a', 1);
			await put(2, 5, 'b', 2);
			const pages = await read(connector, request);
			expect(ids(await read(connector, { ...request, cursor: cursorOf(pages), overlapMinutes: 0 }))).toEqual([2]);
		});

		it('reads rows without a stamp every time', async () => {
			await put(1, null);
			await put(2, 200);
			const pages = await read(connector, request);
			expect(ids(pages)).toEqual([1, 2]);
			expect(ids(await read(connector, { ...request, cursor: cursorOf(pages) }))).toEqual([1, 2]);
		});

		it('reads a table without a column of updates whole every time, by key where it has one, and goes on where a read was cut', async () => {
			for (let id = 1; id <= 7; id++) await put(id, id);
			for (const without of [makeTable({ keyColumn: 'id' }), makeTable()]) {
				const whole = { ...request, table: without };
				const pages = await read(connector, whole);
				expect(ids(pages).sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
				expect(ids(await read(connector, { ...whole, cursor: cursorOf(pages) })).sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
				const cut = await read(connector, whole, 1);
				const rest = await read(connector, { ...whole, cursor: cursorOf(cut) });
				expect(new Set([...ids(cut), ...ids(rest)]).size).toBe(7);
			}
		});

		it('does not let a stamp in the future become the watermark', async () => {
			await put(1, 0);
			await agency.run(`insert into things (id, label, seen) values (2, 'wrong clock', '9999-12-31 00:00:00')`);
			const pages = await read(connector, request);
			await put(3, 30);
			expect(ids(pages)).toEqual([1, 2]);
			expect(ids(await read(connector, { ...request, cursor: cursorOf(pages) }))).toEqual([1, 3, 2]);
		});

		it('reads only rows in which the column of `where` has one of the values', async () => {
			await put(1, 1, '机构');
			await put(2, 2, '个人');
			await put(3, 3, '其他');
			const filtered = makeTable({ ...table, where: { column: 'label', in: ['机构', '其他'] } });
			expect(ids(await read(connector, makeRequest({ table: filtered, columns })))).toEqual([1, 3]);
		});

		it('counts down how many rows are left', async () => {
			for (let id = 1; id <= 7; id++) await put(id, id);
			expect((await read(connector, request)).map((page) => page.remaining)).toEqual([4, 1, 0]);
		});

		it('sums up blocks so that a row changed without a newer stamp is found, and no other block is read', async () => {
			for (let id = 1; id <= 250; id++) await put(id, id, id === 7 ? null : '甲');
			const open = (blocks: number | null) => connector.openBlocks?.(table, columns, blocks, request.signal) ?? Promise.reject(new Error());
			const before = await open(null);
			expect(before.sums.length).toBe(3);
			expect(before.sums.reduce((sum, text) => sum + Number(text.split(':')[0]), 0)).toBe(250);
			await before.close();
			for (const label of ['乙', '']) {
				await agency.run('update things set label = $1 where id = 7', [label]); // null, then empty: each is another row than the one before
				const after = await open(3);
				const differing = after.sums.flatMap((sum, block) => (sum === before.sums[block] ? [] : [block]));
				expect(differing).toHaveLength(1);
				const pages: SourcePage[] = [];
				for await (const page of after.read(differing)) pages.push(page);
				await after.close();
				expect(ids(pages)).toContain(7);
				expect(ids(pages)).toHaveLength(Number(after.sums[differing[0] ?? 0]?.split(':')[0]));
			}
			await agency.run('update things set label = null where id = 7');
			const again = await open(3);
			await again.close();
			expect(again.sums).toEqual(before.sums);
		});

		it('sums up only rows in which the column of `where` has one of the values, and only the columns asked for', async () => {
			await put(1, 1, '机构');
			await put(2, 2, '个人');
			const filtered = makeTable({ ...table, where: { column: 'label', in: ['机构'] } });
			const sums = async () => {
				const reading = await connector.openBlocks?.(filtered, ['id', 'label'], 1, request.signal);
				await reading?.close();
				return reading?.sums;
			};
			const before = await sums();
			expect(before?.[0]).toMatch(/^1:/);
			await agency.run(`update things set secret = 'y'`);
			await agency.run(`update things set label = '其他' where id = 2`);
			expect(await sums()).toEqual(before);
		});

		it('reads a table without a column of updates whole each time, and goes on by key', async () => {
			for (let id = 1; id <= 5; id++) await put(id, id);
			const plain = makeRequest({ table: makeTable({ keyColumn: 'id' }), columns });
			const cut = await read(connector, plain, 1);
			const rest = await read(connector, { ...plain, cursor: cursorOf(cut) });
			expect([ids(cut), ids(rest)]).toEqual([
				[1, 2, 3],
				[3, 4, 5],
			]);
			expect(ids(await read(connector, { ...plain, cursor: cursorOf(rest) }))).toEqual([1, 2, 3, 4, 5]);
		});

		it('takes stamps that are kept as text', async () => {
			await agency.run('create table worded (id bigint primary key, seen varchar(30))');
			await agency.run(`insert into worded values (1, '2025-05-31 08:00:00'), (2, '2025-05-31 09:30:00'), (3, '2025-05-31 10:00:00')`);
			const worded = makeRequest({ table: makeTable({ from: 'worded', updatedColumn: 'seen', keyColumn: 'id' }), columns: ['id'] });
			const pages = await read(connector, worded);
			expect(ids(await read(connector, { ...worded, cursor: cursorOf(pages) }))).toEqual([2, 3]);
		});

		it('names table, column and mapping entries when columns are missing', async () => {
			const wrong = makeTable({ ...table, fields: { name: { columns: ['titel'] } }, updatedColumn: 'gone' });
			const failure = await failureOf(read(connector, makeRequest({ table: wrong, columns: ['id', 'titel'] })));
			expect(failure).toMatchObject({ code: 'SOURCE_MALFORMED', source: 'agency' });
			expect(failure.message).toContain('titel (fields.name), gone (updatedColumn) in table things');
		});

		it('names the entry to mend when the table is missing', async () => {
			const failure = await failureOf(read(connector, makeRequest({ table: makeTable({ from: 'nowhere' }), columns })));
			expect(failure).toMatchObject({ code: 'SOURCE_MALFORMED' });
			expect(failure.message).toContain('no table nowhere');
		});

		it('refuses a saved place that another kind of connector wrote', async () => {
			expect(await failureOf(read(connector, { ...request, cursor: 'Yzo0NDM=' }))).toMatchObject({ code: 'CONFLICT' });
		});

		it('stops at once when the signal fires between pages', async () => {
			for (let id = 1; id <= 9; id++) await put(id, id);
			const stopped = new AbortController();
			const pages = connector.readChanges({ ...request, signal: stopped.signal })[Symbol.asyncIterator]();
			await pages.next();
			stopped.abort(new Error('the night was called off'));
			const failure = await failureOf(pages.next().then(() => pages.next()));
			expect(failure.message).toBe('the night was called off');
		});

		it('takes a read up again when the server ends the connection, and loses no row', async () => {
			connector = connect({ retries: 3, pageSize: 500 });
			await agency.run(
				agency.type === 'postgres'
					? `insert into things select n, repeat('长', 40), '${at(5)}' from generate_series(1, 60000) n`
					: `insert into things (id, label, seen) select seq, repeat('长', 40), '${at(5)}' from seq_1_to_60000`,
			);
			const got = new Set<number>();
			let killed = 0;
			for await (const page of connector.readChanges(request)) {
				for (const id of ids([page])) got.add(id);
				if (killed === 0 && got.size >= 2000) killed = await killReaders(agency);
			}
			expect(killed).toBe(1);
			expect(got.size).toBe(60_000);
		});

		it('reads every row at least once and ends equal, whatever is updated and wherever a run is killed', async () => {
			const step = fc.record({
				touch: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
				late: fc.boolean(),
				pages: fc.integer({ min: 0, max: 6 }),
			});
			await fc.assert(
				fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
					await agency.run('delete from things');
					const copy = new Map<string, string | null>();
					let clock = 100;
					let cursor: string | null = null;
					const replicate = async (pages?: number) => {
						const got = await read(connector, { ...request, cursor }, pages);
						for (const row of rowsOf(got)) copy.set(row.id ?? '', row.label ?? null);
						cursor = cursorOf(got) ?? cursor;
					};
					for (const { touch, late, pages } of steps) {
						clock += 7;
						for (const id of touch) {
							await agency.run('delete from things where id = $1', [String(id)]);
							await put(id, late ? clock - 50 : clock, `${id} at ${clock}`); // late: up to the overlap behind
						}
						await replicate(pages);
					}
					await replicate(); // the end of what was cut short
					await replicate(); // the next night
					const source = await agency.run('select id, label from things');
					expect(Object.fromEntries(copy)).toEqual(Object.fromEntries(source.map((row) => [String(row.id), row.label])));
				}),
				{ numRuns: runsOf(25) },
			);
		});
	});
}

/** Ends the connections on which changes are read; gives their number. */
async function killReaders(agency: AgencyDatabase): Promise<number> {
	if (agency.type === 'postgres') {
		const ended = await agency.run(
			`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'fetch forward%'`,
		);
		return ended.length;
	}
	const readers = await agency.run(
		`select id from information_schema.processlist where db = database() and id <> connection_id() and info like '%order by%'`,
	);
	for (const { id } of readers) await agency.run(`kill ${id}`);
	return readers.length;
}
