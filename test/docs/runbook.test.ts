import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { can } from '#access/actions.ts';
import { PURPOSES, ROLES } from '#access/caller.ts';
import { TRANSITIONS } from '#services/review/transitions.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { REFERENCE_VARIABLES } from './any-environment.ts';
import { blocksOf, namesIn, ROOT, rowsUnder } from './documents.ts';

const DOCUMENT = 'docs/runbook.md';
const fileText = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

test('names every variable of the reference', () => {
	expect(REFERENCE_VARIABLES.length).toBeGreaterThan(8);
	expect(REFERENCE_VARIABLES.filter((name) => !namesIn(DOCUMENT).includes(name))).toEqual([]);
});

test('names every error code of the command line and of the API', () => {
	const union = fileText('src/core/errors.ts').split('ErrorCode =')[1]?.split(';')[0] ?? '';
	const codes = [...union.matchAll(/'([A-Z_]+)'/g)].map(([, code = '']) => code);
	expect(codes.length).toBeGreaterThan(10);
	expect(codes.filter((code) => !namesIn(DOCUMENT).includes(code))).toEqual([]);
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

test('shows every transition of the review, as the table has it', () => {
	const shown = rowsUnder(DOCUMENT, 'Review of flags').map((cells) => cells.map((cell) => cell.match(/\w+/g) ?? []));
	const held = TRANSITIONS.map(({ move, from, to, who, needs }) => [
		[move],
		[...from],
		to === null ? [] : [to],
		who.flatMap(({ role, purpose }) => [role, purpose]),
		[...needs],
	]);
	expect(shown).toEqual(held);
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
