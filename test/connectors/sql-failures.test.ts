/** What a database source does when things are wrong: errors in words, no secrets, nothing written, nothing left running. */

import type { AddressInfo } from 'node:net';
import { connect as connectTo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createConnector } from '#connectors/create-connector.ts';
import type { ConnectorConfig } from '#core/mapping.ts';
import type { Connector } from '#core/ports.ts';
import { mariadbUrl } from '../support/mariadb.ts';
import { type AgencyDatabase, openMariadbAgency, openPostgresAgency } from './agency-databases.ts';
import { failureOf, makeRequest, makeSource, makeTable, read } from './sources.ts';

const KINDS = [
	{ name: 'PostgreSQL', open: openPostgresAgency, missing: false, nap: `create view slow as select 1 as id, pg_sleep(60)::text as seen` },
	{
		name: 'MariaDB',
		open: openMariadbAgency,
		missing: mariadbUrl() === null,
		nap: `create view slow as select 1 as id, sleep(60) as seen`,
	},
] as const;

const columns = ['id', 'seen'];
const slow = makeTable({ from: 'slow' });

for (const kind of KINDS) {
	describe.skipIf(kind.missing)(kind.name, () => {
		let agency: AgencyDatabase;
		const opened: Connector[] = [];
		const connect = (settings: Partial<ConnectorConfig> = {}) => {
			const connector = createConnector(makeSource({ connector: { type: agency.type, url: agency.url, ...settings } }));
			opened.push(connector);
			return connector;
		};

		beforeAll(async () => {
			agency = await kind.open();
			await agency.run('create table things (id bigint primary key, seen varchar(40))');
			await agency.run(`insert into things values (1, 'a'), (2, 'b'), (3, null)`);
			await agency.run(kind.nap);
		});
		afterEach(async () => {
			for (const connector of opened.splice(0)) await connector.stop();
		});
		afterAll(() => agency.drop());

		describe('lookup', () => {
			const ask = (keys: readonly string[], column = 'id') =>
				connect().lookup(makeTable(), columns, column, keys, new AbortController().signal);

			it('gives the rows of the keys that exist', async () => {
				expect(await ask(['3', '1', '99'])).toEqual([
					{ id: '1', seen: 'a' },
					{ id: '3', seen: null },
				]);
			});

			it('takes more keys than one statement does', async () => {
				expect(await ask(Array.from({ length: 2500 }, (_, at) => String(at)))).toHaveLength(3);
			});

			it('knows no row for a key that is no number, rather than failing', async () => {
				expect(await ask(["1' or '1'='1", 'x', '2'])).toEqual([{ id: '2', seen: 'b' }]);
			});

			it('finds rows by a text column, quotes included', async () => {
				expect(await ask(["a' or ''='", 'b'], 'seen')).toEqual([{ id: '2', seen: 'b' }]);
			});

			it('gives up at the caller’s deadline and is well for the next one', async () => {
				const connector = connect();
				const failure = await failureOf(connector.lookup(slow, columns, 'id', ['1'], AbortSignal.timeout(200)));
				expect(failure.name).toBe('TimeoutError');
				expect(connector.breaker().state).toBe('CLOSED');
				expect(await connector.lookup(makeTable(), columns, 'id', ['1'], new AbortController().signal)).toHaveLength(1);
			});

			it('tells a statement that takes too long as SOURCE_UNAVAILABLE', async () => {
				const failure = await failureOf(connect({ timeoutMs: 200 }).lookup(slow, columns, 'id', ['1'], new AbortController().signal));
				expect(failure).toMatchObject({ code: 'SOURCE_UNAVAILABLE', source: 'agency' });
			});
		});

		it('lists the tables there are', async () => {
			expect(await connect().tables?.(new AbortController().signal)).toContain(makeTable().from);
		});

		it('shows columns and first rows', async () => {
			const probe = await connect().probe(makeTable(), 2, new AbortController().signal);
			expect(probe).toEqual({
				columns,
				sample: [
					{ id: '1', seen: 'a' },
					{ id: '2', seen: 'b' },
				],
			});
		});

		it('names the url’s role when the server cannot be reached, and keeps the password to itself', async () => {
			const url = `${agency.type === 'postgres' ? 'postgresql' : 'mysql'}://hub:geheim-4711@127.0.0.1:1/x`;
			const failure = await failureOf(connect({ url }).probe(makeTable(), 1, new AbortController().signal));
			expect(failure).toMatchObject({ code: 'SOURCE_UNAVAILABLE', retryable: true });
			expect(failure.message).toContain('url of source agency');
			expect(`${failure.stack}${JSON.stringify(failure)}`).not.toContain('geheim');
		});

		it('tells a wrong password as SOURCE_REJECTED', async () => {
			const user =
				agency.type === 'postgres' ? 'create role stranger_b login' : `create user if not exists stranger_b identified by 'right'`;
			await agency.run(user).catch(() => {});
			const at = new URL(agency.url);
			at.username = agency.type === 'postgres' ? 'nobody_b' : 'stranger_b';
			at.password = 'geheim-4711';
			const failure = await failureOf(connect({ url: at.href }).probe(makeTable(), 1, new AbortController().signal));
			await agency.run(agency.type === 'postgres' ? 'drop role if exists stranger_b' : 'drop user if exists stranger_b');
			expect(failure).toMatchObject({ code: 'SOURCE_REJECTED', retryable: false });
			expect(`${failure.stack}${JSON.stringify(failure)}`).not.toContain('geheim');
		});

		it('cannot write, even where a view would', async () => {
			if (agency.type === 'postgres') {
				await agency.run(
					'create function leave_mark() returns bigint language sql as $$ insert into things values (77, null) returning id $$',
				);
				await agency.run('create view marking as select leave_mark() as id');
			} else {
				await agency.run(
					'create function leave_mark() returns bigint modifies sql data begin insert into things values (77, null); return 77; end',
				);
				await agency.run('create view marking as select leave_mark() as id');
			}
			await failureOf(read(connect(), makeRequest({ table: makeTable({ from: 'marking' }), columns: ['id'] })));
			await failureOf(connect().lookup(makeTable({ from: 'marking' }), ['id'], 'id', ['77'], new AbortController().signal));
			expect(await agency.run('select id from things where id = 77')).toEqual([]);
		});

		it('ends a read that waits for its first row when the signal fires, at the server too', async () => {
			const stopped = new AbortController();
			const reading = failureOf(read(connect(), makeRequest({ table: slow, columns, signal: stopped.signal })));
			await until(async () => (await sleepers(agency)) === 1);
			stopped.abort(new Error('called off'));
			expect((await reading).message).toBe('called off');
			if (agency.type === 'postgres') await until(async () => (await sleepers(agency)) === 0);
		});

		it('does not wait for ever on a server that accepts and says nothing', async () => {
			const silent = await listen(() => {});
			const url = agency.url.replace(/(?<=:\/\/(?:[^@/]*@)?)[^@/]*(?=\/)/, `127.0.0.1:${silent.port}`);
			const failure = await failureOf(connect({ url, timeoutMs: 200 }).probe(makeTable(), 1, new AbortController().signal));
			expect(failure).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
			await silent.close();
		});

		it.each<[string, (toUs: Socket, toAgency: Socket) => void]>([
			['is cut', (toUs) => toUs.destroy()],
			['is reset', (toUs) => toUs.resetAndDestroy()],
			['brings what is no answer', (toUs) => toUs.write('<html>502 Bad Gateway</html>'.repeat(50))],
			['brings half an answer and is cut', (toUs) => toUs.end(Buffer.from([0x54, 0, 0]))],
		])('tells a lookup whose connection %s, and is well for the next one', async (_what, spoil) => {
			const pairs: [Socket, Socket][] = [];
			const between = await listen((toUs) => {
				const toAgency = connectTo(placeOf(agency));
				toAgency.on('error', () => {});
				toUs.on('close', () => toAgency.destroy()).pipe(toAgency);
				toAgency.on('data', (bytes) => toUs.write(bytes)).on('close', () => toUs.end());
				pairs.push([toUs, toAgency]);
			});
			const url = agency.url.replace(HOST, `$1127.0.0.1:${between.port}/`);
			const connector = connect({ url, retries: 0, timeoutMs: 1000 });
			await connector.lookup(makeTable(), columns, 'id', ['1'], new AbortController().signal);
			const failed = failureOf(connector.lookup(slow, columns, 'id', ['1'], AbortSignal.timeout(5000)));
			await until(async () => (await sleepers(agency)) >= 1);
			for (const [toUs, toAgency] of pairs) spoil(toUs, toAgency);
			expect(await failed).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
			expect(await connector.lookup(makeTable(), columns, 'id', ['1'], new AbortController().signal)).toHaveLength(1);
			await connector.stop();
			await between.close();
		});

		it('leaves no connection behind after stop', async () => {
			const connector = connect();
			await connector.probe(makeTable(), 1, new AbortController().signal);
			const pages = connector.readChanges(makeRequest({ table: makeTable({ keyColumn: 'id' }), columns }))[Symbol.asyncIterator]();
			await pages.next();
			await connector.stop();
			await until(async () => (await connectionsOf(agency)) === 0);
			expect(await connectionsOf(agency)).toBe(0);
		});
	});
}

const HOST = /^(\w+:\/\/(?:[^@/]*@)?)([^@/:]*)(?::(\d+))?\//;

/** Where the agency's server listens: a port, or the socket in the folder that the url names in place of a host. */
function placeOf({ url, type }: AgencyDatabase): { port: number; host: string } | { path: string } {
	const [, , host = '', written] = HOST.exec(url) ?? [];
	const port = Number(written ?? (type === 'mysql' ? 3306 : 5432));
	const folder = decodeURIComponent(host);
	return folder.startsWith('/') ? { path: `${folder}/.s.PGSQL.${port}` } : { port, host: folder };
}

/** Waits for a state of the server that comes by itself. */
async function until(holds: () => Promise<boolean>): Promise<void> {
	const end = performance.now() + 10_000;
	while (!(await holds())) {
		if (performance.now() > end) throw new Error('the state did not come');
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

async function sleepers(agency: AgencyDatabase): Promise<number> {
	const statement =
		agency.type === 'postgres'
			? `select 1 from pg_stat_activity where datname = current_database() and state = 'active' and wait_event = 'PgSleep'`
			: `select 1 from information_schema.processlist where db = database() and state = 'User sleep'`;
	return (await agency.run(statement)).length;
}

async function connectionsOf(agency: AgencyDatabase): Promise<number> {
	const statement =
		agency.type === 'postgres'
			? `select 1 from pg_stat_activity where datname = current_database() and application_name = 'lianjian'`
			: `select 1 from information_schema.processlist where db = database() and id <> connection_id() and command <> 'Killed' and info is null`;
	return (await agency.run(statement)).length;
}

async function listen(accept: (socket: Socket) => void): Promise<{ port: number; close(): Promise<void> }> {
	const sockets = new Set<Socket>();
	const server: Server = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		accept(socket);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		close: () =>
			new Promise((resolve) => {
				for (const socket of sockets) socket.destroy();
				server.close(() => resolve());
			}),
	};
}
