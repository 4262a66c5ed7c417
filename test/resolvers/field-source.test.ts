import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SourceMapping } from '#core/mapping.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrganisation, addPerson, addRecord, clearData } from '../support/hub-data.ts';

const MAPPING = {
	id: 'registry',
	agency: { zh: '市场监管', en: 'market regulation' },
	modes: ['replicate'],
	tables: [
		{
			kind: 'registration',
			recordType: 'registration',
			fields: { name: { columns: ['mc'] }, head: { person: { name: { columns: ['fddbr'] } } } },
		},
	],
} as unknown as SourceMapping;

let database: TestDatabase;
let api: TestApi;
const db = () => database.store.db;

beforeAll(async () => {
	database = await createTestDatabase();
	api = await startTestApi(database.store, { sources: [MAPPING] });
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

beforeEach(async () => {
	await clearData(db());
	await addOrganisation(db(), { id: 'org_a', name: '启航咨询' });
	await addPerson(db(), { id: 'per_w', name: '王小明' });
	const head = (name: string) => ({ name, masked: '99**************31' });
	await addRecord(db(), {
		kind: 'licence',
		key: 'L',
		organisationId: 'org_a',
		source: 'schools',
		body: { name: '启航学校', status: 'CANCELLED', head: head('李小红') },
		people: { head: null },
	});
	await addRecord(db(), {
		kind: 'registration',
		key: 'R',
		organisationId: 'org_a',
		body: { name: '启航咨询', status: 'ACTIVE', head: head('王小明'), phones: ['16900000001'] },
		people: { head: 'per_w' },
	});
	const { pool } = database.store;
	await pool.query(
		`insert into run (run_id, command, as_of, started_at, state, config_digest) values ('run-1', 'nightly', '2025-05-28', now(), 'COMPLETE', ''), ('run-2', 'nightly', '2025-05-30', now(), 'COMPLETE', '')`,
	);
	await pool.query(
		`insert into source_run (run_id, source, record_type, state, reading_from) values ('run-1', 'registry', 'registration', 'FRESH', 10), ('run-2', 'registry', 'registration', 'FRESH', 20)`,
	);
	await pool.query(`update record set reading = 15 where record_key = 'R'`);
});

const QUERY = `query ($fields: [OrganisationField!]) { organisation(id: "org_a") { fieldSources(fields: $fields) { field agreeing
	shown { value masked recordField columns reading { runId asOf } record { kind provenance { source recordKey asOf } } }
	others { value masked record { kind } } } } }`;

async function source(field: string, asking = {}) {
	const { data, errors, text } = await api.ask(QUERY, { ...asking, variables: { fields: [field] } });
	expect(errors).toEqual([]);
	return { ...data.organisation.fieldSources[0], text };
}

describe('the source of a field', () => {
	test('is the record that is shown, with the column of its table and the run that read it; others say what they say', async () => {
		const { text: _, ...name } = await source('NAME');
		expect(name).toEqual({
			field: 'NAME',
			agreeing: 0,
			shown: {
				value: '启航咨询',
				masked: false,
				recordField: 'name',
				columns: ['mc'],
				reading: { runId: 'run-1', asOf: '2025-05-28' },
				record: { kind: 'REGISTRATION', provenance: { source: 'registry', recordKey: 'R', asOf: '2025-05-30' } },
			},
			others: [{ value: '启航学校', masked: false, record: { kind: 'LICENCE' } }],
		});
	});

	test('is told without column and run where nobody knows them', async () => {
		await database.store.pool.query(`delete from record where record_key = 'R'`);
		expect((await source('NAME')).shown).toMatchObject({ value: '启航学校', columns: [], reading: null });
	});

	test('is masked like the record itself, and audited where it is not', async () => {
		const analyst = await source('HEAD');
		expect(analyst.shown).toMatchObject({ value: '王**', masked: true, columns: ['fddbr'] });
		expect(analyst.others).toMatchObject([{ value: '李**', masked: true }]);
		expect(analyst.text).not.toMatch(/王小明|李小红/);
		const reviewer = await source('HEAD', { role: 'reviewer', purpose: 'REVIEW' });
		expect(reviewer.shown).toMatchObject({ value: '王小明', masked: false });
		expect(reviewer.others).toMatchObject([{ value: '李小红' }]);
		const { rows } = await database.store.pool.query(`select subject from audit where action = 'personName:read'`);
		expect(rows[0].subject.read).toEqual(['registry/registration/R#head', 'schools/licence/L#head']);
		expect((await source('PHONES')).shown).toMatchObject({ value: '****0001', masked: true });
	});

	test('is none of a source that the caller does not see, and refused to who may read no records', async () => {
		expect((await source('NAME', { sources: ['schools'] })).shown.value).toBe('启航学校');
		const { data, errors } = await api.ask(QUERY, { role: 'admin' });
		expect([data.organisation.fieldSources, errors[0]?.extensions.code]).toEqual([null, 'ACCESS_DENIED']);
	});

	test('as of a day is what was known then', async () => {
		const { pool } = database.store;
		await pool.query(`update record set changed_on = '2025-05-01'`);
		await pool.query(
			`update record set body = body || '{"name":"远帆咨询"}', content_hash = 'other', changed_on = '2025-05-20' where record_key = 'R'`,
		);
		const { data } = await api.ask(
			'{ organisation(id: "org_a", asOf: "2025-05-10") { fieldSources(fields: [NAME]) { shown { value record { kind } } } } }',
		);
		expect(data.organisation.fieldSources).toEqual([{ shown: { value: '启航咨询', record: { kind: 'REGISTRATION' } } }]);
		expect((await source('NAME')).shown.value).toBe('远帆咨询');
	});

	test('of many organisations is one statement', async () => {
		await addOrganisation(db(), { id: 'org_b' });
		const without = await api.ask('{ organisations { nodes { id } } }');
		const answer = await api.ask(
			'{ organisations { nodes { fieldSources { field agreeing shown { value columns } others { value } } } } }',
		);
		expect(answer.statements - without.statements).toBe(1);
	});
});
