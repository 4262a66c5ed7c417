/** REST sources, against loopback servers that misbehave as real ones do. */
import { afterEach, describe, expect, it, test } from 'vitest';
import type { ConnectorConfig } from '#core/mapping.ts';
import { closeAll, type Handler, json, serve as serveAny, table } from './rest-server.ts';
import { brokenOf, cursorOf, failureOf, makeRequest, makeTable, read, rowsOf } from './sources.ts';

afterEach(closeAll);

const serve = (handler: Handler, settings: Partial<ConnectorConfig> = {}) => serveAny(handler, { token: 'secret-token', ...settings });
const request = makeRequest({ table, columns: ['id', 'place.street', 'tags'] });

/** Seven things in pages of three; the cursor is the number of those already given. */
const pages: Handler = (incoming, response) => {
	const query = new URL(incoming.url ?? '', 'http://x').searchParams;
	const from = Number(query.get('after') ?? 0);
	const all = Array.from({ length: 7 }, (_, at) => ({ id: at, place: { street: `${at}号` }, tags: ['甲', '乙'], hidden: 'x' }));
	const things = all.slice(from, from + Number(query.get('size')));
	json(response, { things, next: String(from + things.length) });
};

describe('readChanges', () => {
	it('follows the cursor to its end and flattens the members that are asked for, nothing else', async () => {
		const { connector, calls } = await serve(pages);
		const got = await read(connector, request);
		expect(rowsOf(got).map((row) => row.id)).toEqual(['0', '1', '2', '3', '4', '5', '6']);
		expect(rowsOf(got)[1]).toEqual({ id: '1', 'place.street': '1号', tags: '甲、乙' });
		expect(calls[1]?.path).toBe('/api/things?after=3&size=3');
	});

	it('goes on at the saved cursor and yields one empty page when nothing is new', async () => {
		const { connector } = await serve(pages);
		const cut = await read(connector, request, 1);
		expect(rowsOf(await read(connector, { ...request, cursor: cursorOf(cut) })).map((row) => row.id)).toEqual(['3', '4', '5', '6']);
		expect(await read(connector, { ...request, cursor: '7' })).toMatchObject([{ rows: [], cursor: '7' }]);
	});

	it('sends token, purpose and a fresh request id with every call', async () => {
		const { connector, calls } = await serve(pages);
		await read(connector, request);
		for (const { headers } of calls) expect(headers).toMatchObject({ authorization: 'Bearer secret-token', 'x-purpose': 'SUPERVISION' });
		const ids = calls.map(({ headers }) => headers['x-request-id']);
		expect(new Set(ids).size).toBe(calls.length);
		expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
	});

	it('keeps calls as far apart as the agency allows', async () => {
		const { connector, waited } = await serve(pages, { callsPerSecond: 0.1 });
		await read(connector, request);
		expect(waited).toEqual([10_500, 10_500, 10_500]); // ten seconds and a margin, by a clock that moves in pauses alone
	});

	it('keeps a number that a double cannot hold', async () => {
		const { connector } = await serve((_, response) => response.end('{"things":[{"id":900719925474099312345}],"next":""}'));
		expect(rowsOf(await read(connector, request))[0]?.id).toBe('900719925474099312345');
	});

	it('sets aside an item that is no object', async () => {
		const { connector } = await serve((_, response) => json(response, { things: [{ id: 1 }, 'what', null], next: '' }));
		const got = await read(connector, request);
		expect(rowsOf(got)).toHaveLength(1);
		expect(brokenOf(got).map(({ broken, position }) => [broken.reason, position])).toEqual([
			['BAD_JSON', 'start:1'],
			['BAD_JSON', 'start:2'],
		]);
	});

	it('refuses cursors that lead in a circle', async () => {
		const { connector } = await serve((incoming, response) =>
			json(response, { things: [{ id: 1 }], next: incoming.url?.includes('after=a') ? 'b' : 'a' }),
		);
		expect(await failureOf(read(connector, request))).toMatchObject({ code: 'SOURCE_MALFORMED' });
	});

	it('refuses an interface that gives its first page whatever cursor is sent, and says which entry to mend', async () => {
		const { connector } = await serve((_, response) => json(response, { things: [{ id: 1 }, { id: 2 }], next: 'b' }));
		const failure = await failureOf(read(connector, request));
		expect(failure).toMatchObject({ code: 'SOURCE_MALFORMED' });
		expect(failure.message).toMatch(/parameter after.*format\.cursor/);
	});

	test.each<[string, object, boolean]>([
		['more rows than it gives', { data: { total: 5 } }, true],
		['that more follow', { hasMore: true }, true],
		['as many rows as it gives', { data: { total: 2 } }, false],
		['nothing of more', { hasMore: false, totalPages: 7 }, false],
	])('%#: takes a list without pages for whole unless the answer says %s', async (_what, beside, refused) => {
		const { connector } = await serve((_, response) => json(response, { things: [{ id: 1 }, { id: 2 }], ...beside }));
		if (refused) expect((await failureOf(read(connector, request))).message).toContain('format.page');
		else expect(rowsOf(await read(connector, request))).toHaveLength(2);
	});

	test.each<[string, (page: number) => number, boolean]>([
		['does not know the number of the page', () => 0, true],
		['counts its pages from 0', (page) => page, true],
		['counts its pages from 1', (page) => page - 1, false],
	])('tells that rows are missing from an interface that %s', async (_what, placeOf, refused) => {
		const { connector } = await serve((incoming, response) => {
			const from = 3 * placeOf(Number(new URL(incoming.url ?? '', 'http://x').searchParams.get('p')));
			json(response, { total: 8, things: Array.from({ length: 8 }, (_, id) => ({ id })).slice(from, from + 3) });
		});
		const numbered = { ...request, table: makeTable({ from: '/things', format: { list: 'things', page: 'p' } }) };
		if (refused) expect((await failureOf(read(connector, numbered))).message).toContain('of 8');
		else expect(rowsOf(await read(connector, numbered))).toHaveLength(8);
	});

	it('names the mapping entry when the answer has no such list', async () => {
		const { connector } = await serve((_, response) => json(response, { rows: [] }));
		expect((await failureOf(read(connector, request))).message).toContain('format.list');
	});

	it('refuses a misspelt type of setting before the first call', async () => {
		const { connector, calls } = await serve(pages);
		const wrong = makeTable({ ...table, format: { list: 7 } });
		expect(await failureOf(read(connector, { ...request, table: wrong }))).toMatchObject({ code: 'CONFIG' });
		expect(calls).toHaveLength(0);
	});
});

describe('formOf', () => {
	test.each<[string, unknown, object]>([
		[
			'deep in the answer',
			{ code: 0, data: { total: 9, records: [{ id: 1 }, { id: 2 }] } },
			{ list: 'data.records', success: { member: 'code', in: ['0'] } },
		],
		[
			'beside the cursor of the next page',
			{ rows: [{ id: 1 }], paging: { nextToken: 'abc' } },
			{ list: 'rows', nextCursor: 'paging.nextToken' },
		],
		['at the top', [{ id: 1 }], { list: '' }],
		['inside a text', { data: JSON.stringify({ list: [{ id: 1 }] }) }, { list: 'data.list' }],
		['beside a shorter list', { warnings: [{ w: 1 }], items: [{ id: 1 }, { id: 2 }], nextCursor: 'x' }, {}],
		[
			'beside a text that says how it went',
			{ msg: '好', retCode: '0000', rows: [{ id: 1 }] },
			{ list: 'rows', success: { member: 'retCode', in: ['0000'], message: 'msg' } },
		],
		['nowhere', { status: 'ok', codes: ['a', 'b'] }, {}],
	])('finds a list %s', async (where, answer, format) => {
		const { connector } = await serve((_, response) => json(response, answer));
		const form = await connector.formOf('/things', request.signal);
		expect(form).toEqual({ from: '/things', ...(where !== 'nowhere' && { format }) });
	});

	test.each<[string, (query: URLSearchParams, all: object[]) => object, object]>([
		[
			'a cursor under a name of its own',
			(query, all) => {
				const from = Number(query.get('scrollKey') ?? 0);
				const to = from + Number(query.get('rows') ?? 5);
				return { list: all.slice(from, to), nextScrollKey: String(to) };
			},
			{ list: 'list', nextCursor: 'nextScrollKey', cursor: 'scrollKey', limit: 'rows' },
		],
		[
			'pages by number',
			(query, all) => {
				const size = Number(query.get('pageSize') ?? 5);
				const from = size * (Number(query.get('pageNum') ?? 1) - 1);
				return { list: all.slice(from, from + size), total: all.length };
			},
			{ list: 'list', page: 'pageNum', limit: 'pageSize' },
		],
		['all at once', (_, all) => ({ list: all, total: all.length }), { list: 'list' }],
	])('finds by trying which parameters an interface knows that gives %s', async (_what, answer, format) => {
		const all = Array.from({ length: 12 }, (_, id) => ({ id }));
		const { connector } = await serve((incoming, response) =>
			json(response, answer(new URL(incoming.url ?? '', 'http://x').searchParams, all)),
		);
		expect(await connector.formOf('/things', request.signal)).toEqual({ from: '/things', format });
	});

	test('leaves what the options of the connector say', async () => {
		const { connector } = await serve((_, response) => json(response, { other: [{ id: 1 }] }), { options: { list: 'mine' } });
		expect(await connector.formOf('/things', request.signal)).toEqual({ from: '/things', format: {} });
	});
});

/** Answers the n-th call by the n-th handler, and further ones by `pages`. */
function first(...handlers: Handler[]): Handler {
	let call = 0;
	return (incoming, response, body) => (handlers[call++] ?? pages)(incoming, response, body);
}

describe('a bad moment of the agency', () => {
	const whole = (got: Awaited<ReturnType<typeof read>>) => expect(rowsOf(got)).toHaveLength(7);

	it('is tried again after a 500', async () => {
		const { connector } = await serve(first((_, response) => json(response, {}, 500)));
		whole(await read(connector, request));
	});

	it('waits as long as a 429 says, and no retry is used up', async () => {
		const later: Handler = (_, response) => json(response, {}, 429, { 'retry-after': '3' });
		const { connector, waited } = await serve(first(later, later, later, later), { retries: 0 });
		whole(await read(connector, request));
		expect(waited.map(Math.round)).toEqual([3300, 3300, 3300, 3300]);
	});

	it('does not wait for an hour because a 429 says so', async () => {
		const { connector, calls } = await serve((_, response) => json(response, {}, 429, { 'retry-after': '3600' }));
		expect(await failureOf(read(connector, request))).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
		expect(calls).toHaveLength(1);
	});

	it('is tried again after an answer that is cut short', async () => {
		const cut: Handler = (_, response) => {
			response.writeHead(200, { 'content-length': '1000' });
			response.write('{"things":[');
			response.socket?.destroy();
		};
		const { connector } = await serve(first(cut));
		whole(await read(connector, request));
	});

	it('is tried again after an answer that never comes, and one whose body never ends', async () => {
		const never: Handler = () => {};
		const endless: Handler = (_, response) => void response.writeHead(200).write('{"things":');
		const { connector } = await serve(first(never, endless));
		whole(await read(connector, request));
	});

	it('is tried again after broken JSON, which is called malformed when it stays', async () => {
		const garbage: Handler = (_, response) => response.end('{"things": [{"id": "99');
		whole(await read((await serve(first(garbage))).connector, request));
		const { connector, calls } = await serve(garbage);
		const failure = await failureOf(read(connector, request));
		expect(failure).toMatchObject({ code: 'SOURCE_MALFORMED' });
		expect(calls).toHaveLength(3);
	});

	it('becomes SOURCE_UNAVAILABLE when it lasts, and later calls are refused at once', async () => {
		const { connector, calls } = await serve((_, response) => json(response, {}, 503));
		expect(await failureOf(read(connector, request))).toMatchObject({ code: 'SOURCE_UNAVAILABLE', source: 'agency' });
		await failureOf(read(connector, request));
		expect(connector.breaker().state).toBe('OPEN');
		const before = calls.length;
		expect(await failureOf(read(connector, request))).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
		expect(calls).toHaveLength(before);
	});
});

describe('a refusal', () => {
	it.each([401, 403])('%i is SOURCE_REJECTED, not tried again, and tells no token', async (status) => {
		const { connector, calls } = await serve((_, response) => json(response, { token: 'secret-token' }, status));
		const failure = await failureOf(read(connector, request));
		expect(failure).toMatchObject({ code: 'SOURCE_REJECTED' });
		expect(JSON.stringify([failure.message, (failure as { detail?: string }).detail])).not.toContain('secret-token');
		expect(calls).toHaveLength(1);
	});

	it('of a redirect keeps the token from other servers', async () => {
		const { connector, calls } = await serve((_, response) => response.writeHead(302, { location: '/api/elsewhere' }).end());
		expect(await failureOf(read(connector, request))).toMatchObject({ code: 'SOURCE_MALFORMED' });
		expect(calls).toHaveLength(1);
	});

	it('stops at once when the caller gives up', async () => {
		const { connector } = await serve(() => {}, { timeoutMs: 60_000 });
		const deadline = AbortSignal.timeout(30);
		expect((await failureOf(read(connector, { ...request, signal: deadline }))).name).toBe('TimeoutError');
	});
});

describe('lookup', () => {
	it('asks by the parameter of the mapping and keeps what was asked for', async () => {
		const { connector, calls } = await serve((incoming, response) =>
			json(response, { things: incoming.url?.includes('ids=a') ? [{ id: 'a' }, { id: 'other' }] : [] }),
		);
		const asked = makeTable({ ...table, format: { list: 'things', lookup: { path: '/by-id', parameter: 'ids', keysPerCall: 2 } } });
		const rows = await connector.lookup(asked, ['id'], 'id', ['a', 'b', 'c'], request.signal);
		expect(calls.map((call) => call.path)).toEqual(['/api/by-id?ids=a%2Cb', '/api/by-id?ids=c']);
		expect(rows).toEqual([{ id: 'a' }]);
	});
});

describe('verify', () => {
	const people = (count: number) => Array.from({ length: count }, (_, at) => ({ ref: `p${at}`, name: '张伟', identityNumber: `99${at}` }));
	const ask = '7f3c9b1e-0000-4000-8000-000000000001';
	const times = { from: '2025-05-31T10:00:00+08:00', to: '2025-06-30T10:00:00+08:00' };
	const clear: Handler = (_, response, body) => {
		const subjects = (JSON.parse(body) as { people: { r: string }[] }).people;
		json(response, { answers: subjects.reverse().map(({ r }) => ({ r, v: '通过', s: ['全'], ...times })) });
	};

	it('asks in batches and gives answers in the order of the subjects, times as UTC instants', async () => {
		const { connector, calls } = await serve(clear);
		const answers = await connector.verify(people(10), ask, request.signal);
		expect(calls.map(({ body }) => JSON.parse(body).people.length)).toEqual([4, 4, 2]);
		expect(answers.map(({ ref }) => ref)).toEqual(people(10).map(({ ref }) => ref));
		expect(answers[0]).toEqual({
			ref: 'p0',
			result: 'CLEAR',
			scope: 'ART62',
			checkedAt: '2025-05-31T02:00:00.000Z',
			validUntil: '2025-06-30T02:00:00.000Z',
		});
	});

	it('carries the id of the question: itself in the first call, one derived from it in each further call', async () => {
		const { connector, calls } = await serve(clear);
		await connector.verify(people(6), ask, request.signal);
		const ids = calls.map(({ headers }) => headers['x-request-id']);
		expect(ids[0]).toBe(ask);
		expect(ids[1]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
		expect(calls[0]?.headers['x-purpose']).toBe('STAFF');
	});

	it('halves a batch that is too large until the agency takes it', async () => {
		const { connector } = await serve((incoming, response, body) =>
			JSON.parse(body).people.length > 1 ? json(response, {}, 413) : clear(incoming, response, body),
		);
		expect(await connector.verify(people(4), ask, request.signal)).toHaveLength(4);
	});

	it('leaves out subjects without an answer, and answers that cannot be believed', async () => {
		const answers = [
			{ r: 'p0', v: '通过', ...times },
			{ r: 'p1', v: 'maybe', ...times },
			{ r: 'p2', v: '通过', from: 'yesterday', to: times.to },
			{ r: 'stranger', v: '限制', ...times },
			'garbage',
			null,
		];
		const { connector } = await serve((_, response) => json(response, { answers }));
		expect((await connector.verify(people(4), ask, request.signal)).map(({ ref }) => ref)).toEqual(['p0']);
	});

	it('takes the stricter of two answers about one person', async () => {
		const answers = ['通过', '限制', '不明'].map((v) => ({ r: 'p0', v, ...times }));
		const { connector } = await serve((_, response) => json(response, { answers }));
		expect(await connector.verify(people(1), ask, request.signal)).toMatchObject([{ result: 'RESTRICTED' }]);
	});

	const scopes: { s: string | string[] | undefined; scope: string; why: string }[] = [
		{ s: undefined, scope: 'ART62', why: 'absent: the default of the mapping' },
		{ s: ['一'], scope: 'SEX', why: 'the narrow search' },
		{ s: ['一', '全'], scope: 'ART62', why: 'the widest of several' },
		{ s: '全', scope: 'ART62', why: 'a bare word' },
		{ s: ['其他'], scope: 'SEX', why: 'unknown words satisfy no duty' },
		{ s: [], scope: 'SEX', why: 'nothing was searched' },
	];
	it.each(scopes)('reads scope $s as $scope ($why)', async ({ s, scope }) => {
		const { connector } = await serve((_, response) => json(response, { answers: [{ r: 'p0', v: '通过', s, ...times }] }));
		expect(await connector.verify(people(1), ask, request.signal)).toMatchObject([{ scope }]);
	});

	it('tells no name and no number when the agency fails', async () => {
		const { connector } = await serve((_, response, body) => response.writeHead(200).end(`{"echo": ${body}`));
		const failure = await failureOf(connector.verify(people(2), ask, request.signal));
		expect(JSON.stringify({ ...failure, message: failure.message, stack: failure.stack })).not.toMatch(/张伟|990|991/);
	});

	it('calls a missing list of answers malformed, never an empty answer', async () => {
		const { connector } = await serve((_, response) => json(response, { error: 'moved' }));
		expect(await failureOf(connector.verify(people(1), ask, request.signal))).toMatchObject({ code: 'SOURCE_MALFORMED' });
	});
});
