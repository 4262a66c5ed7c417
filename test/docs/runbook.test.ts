import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { can } from '#access/actions.ts';
import { PURPOSES, ROLES } from '#access/caller.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { REFERENCE_VARIABLES } from './any-environment.ts';
import { blocksOf, namesIn, ROOT, rowsUnder } from './documents.ts';

const DOCUMENT = 'docs/runbook.md';
const fileText = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

test('names every variable of the reference', () => {
	expect(REFERENCE_VARIABLES.length).toBeGreaterThan(8);
	expect(REFERENCE_VARIABLES.filter((name) => !namesIn(DOCUMENT).includes(name))).toEqual([]);
});

test('names every error code of the command line', () => {
	const union = fileText('src/core/errors.ts').split('ErrorCode =')[1]?.split(';')[0] ?? '';
	const codes = [...union.matchAll(/'([A-Z_]+)'/g)].map(([, code = '']) => code);
	const ofRequests = ['UNAUTHENTICATED', 'ACCESS_DENIED', 'NOT_FOUND', 'INVALID_INPUT', 'LIMIT_EXCEEDED']; // told to the caller of the API
	expect(codes.length).toBeGreaterThan(ofRequests.length);
	expect(codes.filter((code) => !namesIn(DOCUMENT).includes(code) && !ofRequests.includes(code))).toEqual([]);
});

test('says of every role what its purposes open', () => {
	const rows = new Map(
		rowsUnder(DOCUMENT, 'Tokens, roles, purposes').map(([role = '', , purposes = '']) => [role.replaceAll('`', ''), purposes]),
	);
	expect([...rows.keys()]).toEqual([...ROLES]);
	for (const role of ROLES) {
		const shown = PURPOSES.filter((purpose) => rows.get(role)?.includes(`\`${purpose}\``));
		expect(shown, role).toEqual(PURPOSES.filter((purpose) => can({ role, purpose }, 'person:read')));
	}
});

describe('statements', () => {
	let database: TestDatabase;
	beforeAll(async () => {
		database = await createTestDatabase();
	});
	afterAll(() => database.drop());

	test.each(blocksOf(DOCUMENT, 'sql'))('run on the store: %s', async (statement) => {
		await expect(database.store.pool.query(statement)).resolves.toBeTruthy();
	});
});
