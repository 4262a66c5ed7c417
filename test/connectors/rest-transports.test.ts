/** How calls reach an agency: signed headers, mutual TLS, packed answers, answers inside answers. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { signedHeaders } from '#connectors/rest-signing.ts';
import type { SigningConfig } from '#core/mapping.ts';
import { closeAll, type Handler, json, request, serve, table } from './rest-server.ts';
import { cursorOf, failureOf, makeTable, read, rowsOf } from './sources.ts';

afterEach(closeAll);

const NAMES = { requester: 'gjgxjhpt_rid', service: 'gjgxjhpt_sid', time: 'gjgxjhpt_rtime', signature: 'gjgxjhpt_sign' };
const signing: SigningConfig = { secret: 'shared-key', requester: 'R-99', service: 'S-1', headers: NAMES };

const one = { things: [{ id: 1 }], next: '' };
/** Answers calls whose signature holds under `key` and whose time is right; refuses others as a gateway does. */
const gateway =
	(key: () => string, refuse: Handler, signs = NAMES): Handler =>
	(incoming, response, body) => {
		const header = (name: string) => String(incoming.headers[name]);
		const time = header(signs.time);
		const signed = createHmac('sha256', key())
			.update(header(signs.service) + header(signs.requester) + time)
			.digest('base64');
		const holds = header(signs.signature) === signed && Math.abs(Date.now() - Number(time)) < 60_000;
		if (holds) json(response, one);
		else refuse(incoming, response, body);
	};
const refused: Handler = (_, response) => json(response, { message: 'no' }, 401);
const tell = (thrown: Error) => `${(thrown as { code?: string }).code} ${thrown.message}`;

describe('signed headers', () => {
	it('are those of a known call', () => {
		expect(signedHeaders(signing, 'shared-key', { at: 1700000000000 })).toEqual({
			gjgxjhpt_rid: 'R-99',
			gjgxjhpt_sid: 'S-1',
			gjgxjhpt_rtime: '1700000000000',
			gjgxjhpt_sign: '6vYcg7HPQk63dybgcB8gRgRTkLZhNcvWLTVjbnbIeIw=',
		});
	});

	it('are accepted by a gateway, under the names of its province and the service of the table', async () => {
		const own = { requester: 'x-rid', service: 'x-sid', time: 'x-time', signature: 'x-sign' };
		const { connector, calls } = await serve(
			gateway(() => 'shared-key', refused, own),
			{ signing: { ...signing, headers: own } },
		);
		const mine = makeTable({ ...table, format: { ...table.format, service: 'S-2' } });
		expect(rowsOf(await read(connector, { ...request, table: mine }))).toEqual([{ id: '1' }]);
		expect(calls[0]?.headers).toMatchObject({ 'x-rid': 'R-99', 'x-sid': 'S-2' });
	});

	it('that are refused while the clocks agree put the blame on the key, and tell none', async () => {
		const { connector, calls } = await serve(
			gateway(() => 'another-key', refused),
			{ signing },
		);
		const failure = await failureOf(read(connector, request));
		expect(tell(failure)).toMatch(/^SOURCE_REJECTED .*clocks agree: check signing\.secret/);
		expect(JSON.stringify(failure)).not.toMatch(/shared-key/);
		expect(calls).toHaveLength(1);
	});

	it('that are refused by a clock of another time put the blame on ours', async () => {
		const late: Handler = (_, response) => json(response, {}, 403, { date: new Date(Date.now() + 400_000).toUTCString() });
		const failure = await failureOf(read((await serve(late, { signing })).connector, request));
		expect(tell(failure)).toMatch(/^SOURCE_REJECTED .*our clock is -(?:399|400|401) seconds off.*NTP/);
	});

	it('that are refused for their time in words put the blame on the clock too', async () => {
		const words: Handler = (_, response) => json(response, { message: '请求时间戳已过期' }, 401);
		expect((await failureOf(read((await serve(words, { signing })).connector, request))).message).toMatch(/clock \(NTP\)/);
	});

	it('take a key that rotates, and another one when the platform has changed it under way', async () => {
		const keys = ['first', 'second', 'third'];
		let given = 0;
		const platform = gateway(() => (given === 1 ? 'elsewhere' : (keys[given - 1] ?? '')), refused);
		const { connector, calls } = await serve(
			(incoming, response, body) => {
				if (incoming.url !== '/api/refresh') return platform(incoming, response, body);
				json(response, { data: JSON.stringify({ key: keys[given++], ends: Date.now() + 60_000 }) });
			},
			{ signing: { ...signing, refresh: { path: '/refresh', key: 'data.key', until: 'data.ends', validSeconds: 600 } } },
		);
		expect(rowsOf(await read(connector, request))).toEqual([{ id: '1' }]);
		expect(rowsOf(await read(connector, request))).toEqual([{ id: '1' }]);
		expect(calls.map(({ path }) => path.replace(/\?.*/, ''))).toEqual([
			'/api/refresh',
			'/api/things',
			'/api/refresh',
			'/api/things',
			'/api/things',
		]);
	});
});

describe('an answer with status 200', () => {
	const coded = makeTable({
		...table,
		format: { ...table.format, list: 'data.rows', success: { member: 'code', in: ['200'], message: 'msg' } },
	});
	const asking = { ...request, table: coded };

	it('is gone into where its body is JSON inside a string', async () => {
		const inside = JSON.stringify({ rows: JSON.stringify([{ id: 7 }]) });
		const { connector } = await serve((_, response) => json(response, { code: 200, data: inside }));
		expect(rowsOf(await read(connector, asking))).toEqual([{ id: '7' }]);
		const wrapped = await serve((_, response) => json(response, JSON.stringify({ code: 200, data: inside })));
		expect(rowsOf(await read(wrapped.connector, asking))).toEqual([{ id: '7' }]);
	});

	it('that says it is none is a refusal, by its code', async () => {
		const { connector, calls } = await serve((_, response) => json(response, { code: 4003, msg: '张三无权限', data: null }));
		const failure = await failureOf(read(connector, asking));
		expect(tell(failure)).toMatch(/^SOURCE_REJECTED .*4003 in its answer/);
		expect(failure.message).not.toContain('张三');
		expect(calls).toHaveLength(1);
	});

	it('that says it is busy is asked for again', async () => {
		let call = 0;
		const { connector } = await serve((_, response) =>
			json(response, call++ === 0 ? { code: '503', msg: '系统繁忙' } : { code: '200', data: { rows: [{ id: 1 }] } }),
		);
		expect(rowsOf(await read(connector, asking))).toEqual([{ id: '1' }]);
	});

	it('that refuses the signature tells clock and key apart as well', async () => {
		const saying = async (msg: string) => {
			const { connector } = await serve((_, response) => json(response, { code: '401', msg }), { signing });
			return (await failureOf(read(connector, asking))).message;
		};
		expect(await saying('时间戳与服务器时间误差过大')).toMatch(/clock \(NTP\)/);
		expect(await saying('签名验证失败')).toMatch(/check signing\.secret/);
	});

	it('may come packed, and is asked for again when it is cut short', async () => {
		const packed = gzipSync(JSON.stringify(one));
		let call = 0;
		const { connector, calls } = await serve((_, response) => {
			const whole = call++ > 0;
			response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' });
			response.end(whole ? packed : packed.subarray(0, packed.length - 12));
		});
		expect(rowsOf(await read(connector, request))).toEqual([{ id: '1' }]);
		expect(calls.map(({ headers }) => headers['accept-encoding'])).toEqual([
			expect.stringContaining('gzip'),
			expect.stringContaining('gzip'),
		]);
	});
});

describe('pages by number', () => {
	const numbered = makeTable({ ...table, format: { list: 'things', page: 'pageNum', limit: 'pageSize' } });
	const asking = { ...request, table: numbered };
	const book =
		(last: 'EMPTY' | 'REPEATED'): Handler =>
		(incoming, response) => {
			const page = Number(new URL(incoming.url ?? '', 'http://x').searchParams.get('pageNum'));
			const things = (at: number) => [{ id: at * 2 - 1 }, { id: at * 2 }];
			json(response, { things: page <= 3 ? things(page) : last === 'EMPTY' ? [] : things(3) });
		};

	it.each(['EMPTY', 'REPEATED'] as const)('end with a page that is %s, and begin anew the next time', async (last) => {
		const { connector } = await serve(book(last));
		const got = await read(connector, asking);
		expect(rowsOf(got).map((row) => row.id)).toEqual(['1', '2', '3', '4', '5', '6']);
		expect(rowsOf(await read(connector, { ...asking, cursor: cursorOf(got) }))).toHaveLength(6);
	});

	it('go on at the page at which a read was cut short', async () => {
		const { connector } = await serve(book('EMPTY'));
		const cut = await read(connector, asking, 2);
		expect(rowsOf(await read(connector, { ...asking, cursor: cursorOf(cut) })).map((row) => row.id)).toEqual(['5', '6']);
	});
});

describe('mutual TLS', () => {
	const file = (name: string) => join(import.meta.dirname, 'certificates', name);
	const text = (name: string) => readFileSync(file(name), 'utf8');
	const demanding = {
		cert: text('server.pem'),
		key: text('server.key'),
		ca: text('authority.pem'),
		requestCert: true,
		rejectUnauthorized: true,
	};
	const asked = async (options: Record<string, string>) => {
		const { connector } = await serve((_, response) => json(response, one), { options, retries: 0 }, demanding);
		return read(connector, request);
	};
	const ours = { caFile: file('authority.pem'), certFile: file('client.pem'), keyFile: file('client.key') };

	it('reaches a server that demands a certificate', async () => {
		expect(rowsOf(await asked(ours))).toEqual([{ id: '1' }]);
	});

	it.each([
		['without a certificate', { caFile: ours.caFile }],
		['with one of a stranger', { ...ours, certFile: file('stranger.pem'), keyFile: file('stranger.key') }],
	])('is refused %s, with the options to mend', async (_, options) => {
		expect((await failureOf(asked(options))).message).toMatch(/certFile and keyFile/);
	});

	it('knows the words of a server that answers in clear that it wants a certificate', async () => {
		const { connector } = await serve((_, response) => response.writeHead(400).end('<h1>400 No required SSL certificate was sent</h1>'));
		expect(tell(await failureOf(read(connector, request)))).toMatch(/^SOURCE_REJECTED .*certFile and keyFile/);
	});

	it('does not speak to a server for whom nobody vouches', async () => {
		expect(tell(await failureOf(asked({ certFile: ours.certFile, keyFile: ours.keyFile })))).toMatch(/^SOURCE_REJECTED .*caFile/);
	});

	it('names the option whose file cannot be read', async () => {
		expect((await failureOf(asked({ ...ours, keyFile: '/nowhere.key' }))).message).toMatch(/option keyFile/);
	});
});
