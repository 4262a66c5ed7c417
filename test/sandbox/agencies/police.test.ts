import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import type { SourceMapping } from '#core/mapping.ts';
import { type PoliceServer, startPolice } from '#sandbox/agencies/police.ts';
import { identityNumber } from '#sandbox/generate/numbers.ts';

/** An interface whose names are not those of the reference deployment. */
const source: SourceMapping = {
	id: 'gongan',
	agency: { zh: '公安', en: 'Police' },
	modes: ['replicate', 'verify'],
	connector: {
		type: 'rest',
		url: 'http://127.0.0.1:0',
		token: 'secret',
		timeoutMs: 1000,
		retries: 0,
		pageSize: 2,
		timezone: 'Asia/Shanghai',
	},
	overlapMinutes: 60,
	liveDeadlineMs: 800,
	tables: [
		{
			recordType: 'jq',
			kind: 'incident',
			from: '/jq',
			format: { list: 'rows', cursor: 'after', nextCursor: 'then', limit: 'size' },
			key: [{ columns: ['no'] }],
			fields: {},
		},
	],
	verify: {
		path: '/ask',
		purpose: 'STAFF',
		batchSize: 3,
		request: { list: 'people', ref: 'r', name: 'n', identityNumber: 'i' },
		answer: { list: 'told', ref: 'r', result: 'says', scope: 'searched', checkedAt: 'at', validUntil: 'until' },
		results: { 未发现: 'CLEAR', 发现: 'RESTRICTED', 查无此人: 'UNKNOWN' },
		scopes: { X: 'SEX', Q: 'ART62' },
		scopeDefault: 'ART62',
	},
};

const restricted = identityNumber(1, 1980);
let server: PoliceServer | null = null;
let ticks = 0;

afterEach(async () => {
	await server?.stop();
	server = null;
});

async function start(rows: readonly unknown[] = []): Promise<string> {
	ticks = 0;
	const records = { collections: new Map([['/jq', rows]]), restricted: new Map([[restricted, '赵甲']]) };
	server = await startPolice(source, { records: () => records, now: () => new Date('2025-05-31T04:00:00Z'), ticks: () => ticks });
	return server.url;
}

const headers = () => ({ Authorization: 'Bearer secret', 'X-Purpose': 'TEST', 'X-Request-Id': randomUUID() });
const ask = (url: string, people: unknown, more: Record<string, string> = {}) =>
	fetch(`${url}/ask`, { method: 'POST', headers: { ...headers(), ...more }, body: JSON.stringify({ people }) });

describe('startPolice', () => {
	test('refuses a call without the token, without a purpose, without a request id', async () => {
		const url = await start();
		const status = async (change: Record<string, string>) => (await fetch(`${url}/jq`, { headers: { ...headers(), ...change } })).status;
		expect(await status({ Authorization: 'Bearer other' })).toBe(401);
		expect(await status({ 'X-Purpose': ' ' })).toBe(403);
		expect(await status({ 'X-Request-Id': 'one' })).toBe(400);
		expect(await status({})).toBe(200);
	});

	test('answers the sixth call within a second with 429 and the seconds to wait, and the next second again', async () => {
		const url = await start();
		const call = () => fetch(`${url}/jq`, { headers: headers() });
		for (let i = 0; i < 5; i++) expect((await call()).status).toBe(200);
		ticks = 999;
		const refused = await call();
		expect(refused.status).toBe(429);
		expect(refused.headers.get('retry-after')).toBe('1');
		ticks = 1001;
		expect((await call()).status).toBe(200);
	});

	test('hands out rows page by page, oldest first; the cursor stays when nothing is new', async () => {
		const url = await start([{ no: '1' }, { no: '2' }, { no: '3' }]);
		const page = async (cursor: string) =>
			(await (await fetch(`${url}/jq?size=2&after=${cursor}`, { headers: headers() })).json()) as { rows: unknown[]; then: string };
		const first = await page('');
		const second = await page(first.then);
		const third = await page(second.then);
		expect([first.rows, second.rows, third.rows]).toEqual([[{ no: '1' }, { no: '2' }], [{ no: '3' }], []]);
		expect(third.then).toBe(second.then);
	});

	test('refuses a cursor that it did not give and a page that is too large', async () => {
		const url = await start();
		expect((await fetch(`${url}/jq?after=zzz`, { headers: headers() })).status).toBe(400);
		expect((await fetch(`${url}/jq?size=501`, { headers: headers() })).status).toBe(400);
	});

	test('says RESTRICTED only for the number with its name, UNKNOWN for a number that cannot be one', async () => {
		const url = await start();
		const answer = await ask(url, [
			{ r: 'a', n: '赵甲', i: restricted },
			{ r: 'b', n: '钱乙', i: restricted },
			{ r: 'c', n: '孙丙', i: `${restricted.slice(0, 17)}A` },
		]);
		const { told } = (await answer.json()) as { told: { r: string; says: string }[] };
		expect(Object.fromEntries(told.map(({ r, says }) => [r, says]))).toEqual({ a: '发现', b: '查无此人', c: '查无此人' });
	});

	test('clears nearly everybody else, and says the same when asked again', async () => {
		const url = await start();
		const people = [2, 3, 4].map((serial) => ({ r: String(serial), n: '李丁', i: identityNumber(serial, 1990) }));
		const first = await (await ask(url, people)).json();
		const second = await (await ask(url, people)).json();
		expect(second).toEqual(first);
		expect(JSON.stringify(first)).toContain('未发现');
	});

	test('refuses more people than a call may ask about, and a body without names', async () => {
		const url = await start();
		const person = { r: '1', n: '李丁', i: identityNumber(9, 1990) };
		expect((await ask(url, [person, person, person])).status).toBe(200);
		expect((await ask(url, [person, person, person, person])).status).toBe(413);
		expect((await ask(url, [{ r: '1' }])).status).toBe(400);
	});
});
