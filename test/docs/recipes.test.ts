import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, isObjectType } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '#config/load-config.ts';
import { createConnector } from '#connectors/create-connector.ts';
import { kindDef } from '#core/kinds.ts';
import { createIntake } from '#intake/create-intake.ts';
import { createTokeniser } from '#intake/tokens.ts';
import { examineSources } from '#jobs/doctor.ts';
import { createSchema } from '#resolvers/schema.ts';
import { readText } from '#text/read-text.ts';
import { createTextReader } from '#text/text-reader.ts';
import { anyEnvironment } from './any-environment.ts';
import { exampleOf, ROOT } from './documents.ts';

describe('add-a-source', () => {
	const DOCUMENT = 'docs/recipes/add-a-source.md';
	const folder = mkdtempSync(join(tmpdir(), 'recipe-'));
	afterAll(() => rmSync(folder, { recursive: true }));
	const row = JSON.parse(exampleOf(DOCUMENT, 'row')) as Record<string, string>;
	copyFileSync(join(ROOT, 'config/reference.yaml'), join(folder, 'reference.yaml'));
	writeFileSync(join(folder, 'hub.yaml'), exampleOf(DOCUMENT, 'hub.yaml'));
	const { sources } = loadConfig(join(folder, 'hub.yaml'), { ...anyEnvironment, URBAN_FOLDER: folder });
	const source = sources.find(({ id }) => id === 'urban');
	const table = source?.tables[0];
	if (source === undefined || table === undefined) throw new Error('the example has no source');
	const intake = createIntake(source, table, createTokeniser('a secret for this test'));

	test('stands beside the sources of the reference', () => {
		expect(sources.map(({ id }) => id)).toEqual(expect.arrayContaining(['market', 'education', 'urban']));
	});

	test('takes the row in as shown, and does not read a column that it does not name', () => {
		const taken = intake.take({ row, position: 'patrol-20250530.csv:2' }, '2025-05-30');
		expect(taken).toMatchObject({
			record: { source: 'urban', recordType: 'xcjl', recordKey: row.巡查编号, faults: [], body: JSON.parse(exampleOf(DOCUMENT, 'body')) },
		});
		expect(intake.columns).not.toContain('商户联系人');
	});

	test('passes the doctor with a file of the agency', async () => {
		const lines = [Object.keys(row), Object.values(row)].map((cells) => `${cells.join(',')}\r\n`);
		writeFileSync(join(folder, 'patrol-20250530.csv'), lines.join(''));
		const utf8 = { ...source, tables: [{ ...table, format: { ...table.format, encoding: 'utf-8' } }] };
		const connector = createConnector(utf8);
		const deps = { sources: [utf8], connectorOf: () => connector, intakeOf: () => intake, signal: new AbortController().signal };
		expect(await examineSources(deps)).toEqual([{ source: 'urban', recordType: 'xcjl', rows: 1, faults: [], hints: [] }]);
		await connector.stop();
	});
});

describe('add-words', () => {
	const folder = mkdtempSync(join(tmpdir(), 'recipe-'));
	afterAll(() => rmSync(folder, { recursive: true }));
	copyFileSync(join(ROOT, 'config/reference.yaml'), join(folder, 'reference.yaml'));
	writeFileSync(join(folder, 'our-city.yaml'), exampleOf('docs/recipes/add-words.md', 'our-city.yaml'));
	writeFileSync(join(folder, 'hub.yaml'), 'extends: reference.yaml\nlexicons: [our-city.yaml]\n');
	const read = createTextReader(loadConfig(join(folder, 'hub.yaml'), anyEnvironment).lexicon());

	test('adds the words of the example, and takes away those that it takes away', () => {
		expect(read('五年级星球课提分').subjects).toEqual([]);
		expect(read('五年级星球课提分').words).toContainEqual(expect.objectContaining({ text: '星球课', kind: 'disguise', weight: 0.2 }));
		expect(read('四点课堂').guises).toContain('托管');
		expect(read('住在数学街').words).toEqual([]);
		expect(read('经典诵读').words).toEqual([]);
		expect(readText('经典诵读').words).not.toEqual([]);
	});
});

describe('add-a-rule', () => {
	test('shows the rule as it is', () => {
		const file = readFileSync(join(ROOT, 'src/rules/inspection-overdue.ts'), 'utf8');
		expect(exampleOf('docs/recipes/add-a-rule.md', 'inspection-overdue.ts')).toBe(file);
	});
});

describe('add-a-field', () => {
	const DOCUMENT = 'docs/recipes/add-a-field.md';
	const shown = buildSchema(`type Query { a: String } ${exampleOf(DOCUMENT, 'schema')}`).getType('StaffMember');
	const [field = ''] = isObjectType(shown) ? Object.keys(shown.getFields()) : [];

	test('shows the field as it is declared', () => {
		const [, type = '', about = ''] = /^(?:\w+): (\w+)\('(.+)'\),\n$/.exec(exampleOf(DOCUMENT, 'kind')) ?? [];
		expect(kindDef('staff').fields[field]).toMatchObject({ type, about });
	});

	test('shows it as the reference maps it', () => {
		const { sources } = loadConfig(join(ROOT, 'config/reference.yaml'), anyEnvironment);
		const table = sources.flatMap(({ tables }) => tables).find(({ kind }) => kind === 'staff');
		expect(table?.fields[field]).toMatchObject({ columns: [parse(exampleOf(DOCUMENT, 'mapping'))[field]] });
	});

	test('shows it as the schema has it', () => {
		const type = createSchema().getType('StaffMember');
		if (!isObjectType(type) || !isObjectType(shown)) throw new Error('StaffMember is no type');
		const [real, example] = [type.getFields()[field], shown.getFields()[field]];
		expect([real?.description, String(real?.type)]).toEqual([example?.description, String(example?.type)]);
	});
});
