import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import { organisationIdOf } from '#core/ids.ts';
import type { IntakeRecord, StoredRecord } from '#core/records.ts';
import { createIntake } from '#intake/create-intake.ts';
import { createTokeniser } from '#intake/tokens.ts';
import { evaluateDossier } from '#rules/catalogue.ts';
import { makeDossier, makeRecord } from '../support/builders.ts';
import { anyEnvironment } from './any-environment.ts';
import { exampleOf, namesIn, ROOT, rowsUnder } from './documents.ts';

const DOCUMENT = 'docs/architecture.md';
const fileText = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const example = <T>(name: string): T => JSON.parse(exampleOf(DOCUMENT, name)) as T;

test('every table of the store is named', () => {
	const tables = [...fileText('src/store/tables.ts').matchAll(/^\t(\w+): \{/gm)].map(([, name = '']) => name);
	expect(tables.length).toBeGreaterThan(20);
	expect(tables.filter((table) => !namesIn(DOCUMENT).includes(table))).toEqual([]);
});

test('the import table is the one that the code is held to', () => {
	const words = (list: string | undefined) => (list ?? '').match(/\w+/g) ?? [];
	const held = [
		...fileText('test/architecture/imports.test.ts').matchAll(/^\t(\w+): \{ from: \[([^\]]*)\](?:, types: \[([^\]]*)\])? \}/gm),
	];
	const shown = rowsUnder(DOCUMENT, 'Who may import whom').map(([folder, from, types]) => [words(folder)[0], words(from), words(types)]);
	expect(shown).toEqual(held.map(([, folder, from, types]) => [folder, words(from), words(types)]));
});

describe('the row that is followed', () => {
	const { sources } = loadConfig(join(ROOT, 'config/reference.yaml'), anyEnvironment);
	const source = sources.find(({ id }) => id === 'market');
	const table = source?.tables.find(({ kind }) => kind === 'registration');
	if (source === undefined || table === undefined) throw new Error('the reference has no register of businesses');
	const intake = createIntake(source, table, createTokeniser('a secret for this test'));
	const taken = intake.take({ row: example<Record<string, string | null>>('row'), position: table.from }, null);
	const record = ('record' in taken ? taken.record : null) as IntakeRecord<'registration'>;

	test('has the columns that the mapping names', () => {
		expect(Object.keys(example<object>('row')).toSorted()).toEqual([...intake.columns].toSorted());
	});

	test('becomes the record that is shown', () => {
		const { keys, ...shown } = example<{ keys: object[] }>('record');
		expect(record).toMatchObject(shown);
		expect(record.keys).toEqual(expect.arrayContaining(keys));
		expect(record.faults).toEqual([]);
		expect(JSON.stringify(record)).not.toContain(example<Record<string, string>>('row').fddbr_zjhm);
	});

	test('founds the organisation of the id that is shown', () => {
		expect(organisationIdOf(record)).toBe(example('id'));
	});

	test('gives the finding that is shown, with the inspection and only with it', () => {
		const registration = makeRecord('registration', { body: record.body });
		const inspection = makeRecord('inspection', {
			body: { findings: example<string>('findings'), outcome: 'BANNED', inspectedOn: '2025-05-25' },
		});
		const codes = (records: readonly StoredRecord[]) => evaluateDossier(makeDossier({ records })).findings;
		expect(codes([registration, inspection])).toEqual(expect.arrayContaining([expect.objectContaining(example<object>('finding'))]));
		expect(codes([registration])).toEqual([]);
	});
});
