import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '#commands.ts';
import type { Hub } from '#compose.ts';
import { openWholeHub, type WholeHub } from '../support/whole-hub.ts';

const ASOF = '2025-05-31';
const NEW = 'the secret that comes after it';
const FIRST = 'the-first-secret-of-the-tests';
const ROTATED = { HUB_SECRET: NEW, HUB_FORMER_SECRETS: FIRST };
const WHY = { by: 'an administrator', reason: 'the year is over' };

let whole: WholeHub;
let first: Hub;
let before: string;
let bundle: Readonly<Record<string, string>>;

beforeAll(async () => {
	whole = await openWholeHub({ businesses: 300, asOf: ASOF, secret: FIRST });
	first = whole.hub;
	bundle = await night(first, 'first');
	before = await answersOf(first);
});
afterAll(() => whole.drop());

async function night(hub: Hub, name: string): Promise<Record<string, string>> {
	const out = join(whole.folder, 'out', name);
	expect(await COMMANDS.nightly(hub, { asOf: ASOF, out, bom: false })).toMatchObject({ status: 0 });
	const files = readdirSync(join(out, ASOF)).filter((file) => file !== 'manifest.json');
	return Object.fromEntries(files.sort().map((file) => [file, sha256(readFileSync(join(out, ASOF, file)))]));
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** What the police answered and when, without the tokens it is kept under. */
async function answersOf({ store }: Hub): Promise<string> {
	const { rows } = await store.pool.query(
		'select result, scope, checked_at, valid_until from clearance order by checked_at, result, scope, valid_until',
	);
	expect(rows.length).toBeGreaterThan(0);
	return JSON.stringify(rows);
}

/** Every record with its content and when it came, and how many an earlier content is kept of. */
async function recordsOf({ store }: Hub): Promise<string> {
	const { rows } =
		await store.pool.query(`select rid, body, content_hash, first_seen, changed_on, body_from, (select count(*) from record_history) as history
		from record order by rid`);
	expect(rows.length).toBeGreaterThan(0);
	return JSON.stringify(rows);
}

async function inHub<T>(changes: Parameters<WholeHub['openAnother']>[0], rotating: boolean, work: (hub: Hub) => Promise<T>): Promise<T> {
	const hub = await whole.openAnother(changes, { rotating });
	try {
		return await work(hub);
	} finally {
		await hub.close();
	}
}

describe('secret rotate', () => {
	test('is asked for by name when a new secret comes with the former one, and refuses a new one alone', async () => {
		await expect(whole.openAnother(ROTATED)).rejects.toMatchObject({
			code: 'SECRET_REFUSED',
			message: expect.stringContaining('run secret rotate'),
		});
		const alone = inHub({ HUB_SECRET: NEW }, true, (hub) => COMMANDS.secretRotate(hub, WHY));
		await expect(alone).rejects.toMatchObject({ code: 'SECRET_REFUSED' });
	});

	test('wraps what the store holds, once, and leaves nothing that begins with the former key', async () => {
		const { rows } = await first.store.pool.query<{ value: string }>('select value from person_token limit 1');
		const formerKey = rows[0]?.value.slice(0, 9) ?? '';
		await inHub(ROTATED, true, async (hub) => {
			expect(await COMMANDS.secretRotate(hub, WHY)).toMatchObject({
				status: 0,
				text: expect.stringMatching(/^[1-9]\d* values were wrapped/),
			});
			expect(await COMMANDS.secretRotate(hub, WHY)).toMatchObject({ text: 'The store is at the newest secret already.' });
		});
		const left = await first.store.pool.query(
			`select from person_token where starts_with(value, $1) union all
			select from clearance where starts_with(token, $1) union all select from record where content_hash !~ '^[0-9a-f]{8}:[0-9a-f]{64}$'`,
			[formerKey],
		);
		expect(left.rowCount).toBe(0);
	});

	test('lets no night begin in a process that still has the former secret alone', async () => {
		await expect(night(first, 'late')).rejects.toMatchObject({ code: 'SECRET_REFUSED' });
	});

	test('changes nobody and nothing: all is unchanged when it is read again, nobody is asked about again, and the bundle has the same bytes', async () => {
		await inHub(ROTATED, false, async (hub) => {
			const records = await recordsOf(hub);
			const synced = await COMMANDS.sync(hub, { sources: [], asOf: ASOF, fromStart: true });
			expect(synced.status).toBe(0);
			expect(await recordsOf(hub)).toBe(records);
			expect(await night(hub, 'after')).toEqual(bundle);
			expect(await answersOf(hub)).toBe(before);
		});
	});

	test('leaves an audit that verifies under both secrets and tells of it', async () => {
		await inHub(ROTATED, false, async (hub) => {
			expect(await COMMANDS.auditVerify(hub, { expect: null })).toMatchObject({ status: 0 });
			const { rows } = await hub.store.pool.query("select caller, subject from audit where action = 'secret:rotate'");
			expect(rows).toEqual([{ caller: WHY.by, subject: { reason: WHY.reason } }]);
		});
	});
});
