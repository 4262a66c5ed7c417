/** Which MariaDB a run of the suite uses: MARKET_TEST_URL, one started on a private port, or none with the reason. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '#core/errors.ts';
import { findMariadb, startMariadb } from '#sandbox/mariadb.ts';

export type MariadbChoice = { readonly url: string } | { readonly missing: string };

export async function provideMariadb(): Promise<{ choice: MariadbChoice; stop(): Promise<void> }> {
	const given = process.env.MARKET_TEST_URL;
	if (given !== undefined && given !== '') return { choice: { url: given }, stop: async () => {} };
	if (findMariadb() === null) return none('no mariadbd is installed and MARKET_TEST_URL is not set');
	try {
		const server = await startMariadb({ folder: mkdtempSync(join(tmpdir(), 'lianjian-test-mariadb-')), throwaway: true });
		return { choice: { url: server.url }, stop: () => server.stop() };
	} catch (error) {
		return none(messageOf(error));
	}
}

function none(missing: string): { choice: MariadbChoice; stop(): Promise<void> } {
	console.error(`Tests on MariaDB are skipped: ${missing}.`);
	return { choice: { missing }, stop: async () => {} };
}
