import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation } from '../support/hub-data.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const CHROMIUM = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
	existsSync(path),
);
const WITHOUT = CHROMIUM === undefined ? ' (skipped: no Chromium on this machine)' : '';

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
	execFileSync(process.execPath, [join(ROOT, 'scripts/build-console.ts')], { cwd: ROOT });
	database = await createTestDatabase();
	await addOrganisation(database.store.db, { id: 'org_a', name: '启航托管' });
	await addFlag(database.store.db, { id: 'flag_a', organisationId: 'org_a' });
	api = await startTestApi(database.store);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

describe('console files', () => {
	test('are served to a browser that opens the address of the API, without any origin but the hub', async () => {
		for (const path of ['/graphql', '/graphiql', '/graphiql/']) {
			const response = await fetch(api.url + path, { headers: { accept: 'text/html,*/*' } });
			expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, 'text/html; charset=utf-8']);
			const policy = response.headers.get('content-security-policy') ?? '';
			expect(policy).toContain("default-src 'none'");
			expect(policy).not.toMatch(/https?:|\*/);
			expect(await response.text()).not.toMatch(/(?:src|href)="https?:/);
		}
	});

	test('offer tokens to nobody, unless the hub is a sandbox that says so', async () => {
		const sandbox = await startTestApi(database.store, { consoleTokens: { analyst: 'a-token' } });
		const offered = await Promise.all([api, sandbox].map(async ({ url }) => (await fetch(`${url}/graphiql/tokens.json`)).json()));
		expect(offered).toEqual([{}, { analyst: 'a-token' }]);
		await sandbox.stop();
	});

	test('say how to build them where they are missing', async () => {
		const bare = await startTestApi(database.store, { consoleFolder: join(ROOT, 'no-such-folder') });
		const response = await fetch(`${bare.url}/graphql`, { headers: { accept: 'text/html' } });
		expect([response.status, await response.text()]).toEqual([503, 'The console is not built: run npm run console.\n']);
		await bare.stop();
	});
});

describe(`GraphiQL in a browser${WITHOUT}`, () => {
	test.skipIf(CHROMIUM === undefined)('runs the first example with the token of the address and reaches no other origin', async () => {
		const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
		try {
			const page = await browser.newPage({ viewport: { width: 1500, height: 900 } });
			const faults: string[] = [];
			const origins = new Set<string>();
			page.on('request', (request) => origins.add(new URL(request.url()).protocol === 'data:' ? 'data:' : new URL(request.url()).origin));
			page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
			page.on('pageerror', (error) => faults.push(error.message));
			await page.goto(`${api.url}/graphql#token=${await api.token({ role: 'analyst' })}`);
			// A click before the editors are ready does nothing, so it is repeated like an impatient user's.
			const answer = async () => {
				await page.getByRole('button', { name: 'Execute query' }).click();
				return page.locator('.graphiql-response').textContent();
			};
			await expect.poll(answer, { timeout: 25_000, interval: 500 }).toContain('启航托管');
			expect(await page.locator('.graphiql-tab').count()).toBe(3);
			expect(page.url()).not.toContain('token');
			expect(faults).toEqual([]);
			expect([...origins].filter((origin) => origin !== 'data:')).toEqual([api.url]);
			// The documentation stands open beside the editor, with the schema's own words.
			await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).click();
			await expect.poll(() => page.locator('.graphiql-doc-explorer').textContent(), { timeout: 10_000 }).toContain('What the hub answers');
		} finally {
			await browser.close();
		}
	});

	test.skipIf(CHROMIUM === undefined)('switches roles where a sandbox offers them, and keeps the tabs', async () => {
		const tokens = { analyst: await api.token({ role: 'analyst' }), reviewer: await api.token({ role: 'reviewer' }) };
		const sandbox = await startTestApi(database.store, { consoleTokens: tokens });
		const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
		try {
			const page = await browser.newPage({ viewport: { width: 1500, height: 900 } });
			const bearers: string[] = [];
			page.on('request', (request) => bearers.push(request.headers().authorization ?? ''));
			await page.goto(`${sandbox.url}/graphiql`);
			const answer = async () => {
				await page.getByRole('button', { name: 'Execute query' }).click();
				return page.locator('.graphiql-response').textContent();
			};
			await expect.poll(answer, { timeout: 25_000, interval: 500 }).toContain('启航托管');
			expect(bearers).not.toContain(`Bearer ${tokens.reviewer}`);
			await page.getByLabel('Role').selectOption('reviewer');
			await expect
				.poll(
					async () => {
						await answer();
						return bearers.includes(`Bearer ${tokens.reviewer}`);
					},
					{ timeout: 25_000, interval: 500 },
				)
				.toBe(true);
			expect(await page.locator('.graphiql-tab').count()).toBe(3);
		} finally {
			await browser.close();
			await sandbox.stop();
		}
	});
});
