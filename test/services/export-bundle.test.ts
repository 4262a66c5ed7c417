import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Evidence } from '#core/dossier.ts';
import { silentProgress } from '#core/ports.ts';
import { exportBundle, type Manifest } from '#services/export-bundle.ts';
import { makeRecord } from '../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { forgetAudit } from '../support/hub-data.ts';
import { endRun, putOrganisation, putPerson, putRecords, putRun, putSuccession } from '../support/stored-world.ts';

let database: TestDatabase;
let out: string;

beforeAll(async () => {
	database = await createTestDatabase();
	await putWorld();
});
afterAll(() => database.drop());
beforeEach(async () => {
	out = await mkdtemp(join(tmpdir(), 'lianjian-bundle-'));
});
afterEach(() => rm(out, { recursive: true }));

const business = makeRecord('registration', { recordKey: 'reg-1', recordType: 'business', organisationId: 'org_b' });
const licence = makeRecord('licence', { recordKey: 'lic-1', organisationId: 'org_a' });
const penalty = makeRecord('penalty', { recordKey: 'pen,1', organisationId: 'org_b' });
const role = makeRecord('role', { recordKey: 'role-1', organisationId: 'org_b' });
const unknown = makeRecord('complaint', { recordKey: 'nobody', organisationId: null });
const withdrawn = makeRecord('complaint', { recordKey: 'withdrawn', organisationId: 'org_b', asOf: '2025-05-30', endedOn: '2025-05-30' });
const ended = makeRecord('nonprofit', { recordKey: 'gone', organisationId: 'org_a', asOf: '2025-04-30', endedOn: '2025-05-31' });
const change = makeRecord('registrationChange', { recordKey: 'change-1', organisationId: 'org_b', body: { item: 'HEAD' } });
const incident = makeRecord('incident', { recordKey: 'inc-1', organisationId: 'org_b' });

const EVIDENCE: readonly Evidence[] = [
	{ ...refOf(business), field: 'scope', value: '托管服务 990101199001011234', asOf: '2025-05-30' },
	{ ...refOf(business), field: 'head', value: '甄试一', asOf: '2025-05-30' },
	{ ...refOf(business), field: 'phones', value: '16900001234', asOf: '2025-05-30' },
	{ ...refOf(business), field: 'address.room', value: '301', asOf: '2025-05-30' },
	{ ...refOf(change), field: 'after', value: '甄试二', asOf: '2025-05-30' },
	{ ...refOf(incident), field: 'summary', value: '甄试三在店内争吵', asOf: '2025-05-30' },
	{ ...refOf(business), field: 'clearance', value: 'RESTRICTED', asOf: '2025-05-30' },
];

function refOf({ source, recordType, recordKey }: { source: string; recordType: string; recordKey: string }) {
	return { source, recordType, recordKey };
}

async function putWorld(): Promise<void> {
	const { store } = database;
	await putOrganisation(store, 'org_a', { name: '甲培训学校' });
	await putOrganisation(store, 'org_b', { name: '乙,托管"部"' });
	const numbers = await putRecords(store, [business, licence, penalty, role, unknown, withdrawn, ended, change, incident]);
	await putPerson(store, { rid: numbers.get('reg-1') ?? '', personId: 'per_1', slot: 'head' });
	await putPerson(store, { rid: numbers.get('role-1') ?? '', personId: 'per_1' });
	await putSuccession(store, 'org_a', 'org_b');
	await putRun(store, 'before', '2025-05-30');
	await endRun(store, 'before', 'COMPLETE');
	await putRun(store, 'night', '2025-05-31');
	await store.pool.query(`update run set config_digest = 'abc', catalogue_version = 'v1' where run_id = 'night'`);
	await putFlag('flag_open', 'ONGOING', EVIDENCE);
	await putFlag('flag_cleared', 'CLEARED', []);
	await store.pool.query(
		`update organisation set risk_score = 90, severity = 'HIGH', flag_codes = '{FRONT_BUSINESS,OUT_OF_SCOPE}' where organisation_id = 'org_b'`,
	);
	await store.pool.query(`insert into flag_change values
		('night', 'flag_open', 'NEW', null, '{"severity": "HIGH", "status": "NEW", "score": "0.8123", "evidenceCount": 7}'),
		('before', 'flag_cleared', 'NEW', null, '{}'),
		('night', 'flag_cleared', 'CLEARED', '{"severity": "LOW", "status": "ONGOING", "score": "0.5000", "evidenceCount": 1}', '{"severity": "LOW", "status": "CLEARED", "score": "0.5000", "evidenceCount": 1}')`);
	await store.pool.query(`insert into set_aside (source, record_type, position, record_key, sha256, reason, message, first_seen, last_seen)
		values ('hotline', 'gd', 'gd-20250530.csv:3@120', '', 'x', 'WRONG_WIDTH', '列数不符', '2025-05-30', '2025-05-30')`);
	await store.pool.query(
		`insert into organisation_id_change values ('night', 'org_z', 'org_a', 'merged'), ('before', 'org_old', 'org_a', 'merged')`,
	);
	await store.pool.query(
		`insert into person_id_change values ('night', 'per_z', 'per_a', 'merged'), ('before', 'per_old', 'per_a', 'merged')`,
	);
	await store.pool.query(`insert into source_run (run_id, source, record_type, rows_read, rows_new, rows_changed, rows_unchanged, rows_superseded, rows_set_aside, watermark, as_of, state)
		values ('night', 'market', 'a', 10, 4, 3, 1, 1, 1, 'w1', '2025-05-31', 'FRESH'), ('night', 'market', 'b', 5, 5, 0, 0, 0, 0, 'w2', '2025-05-30', 'STALE')`);
}

async function putFlag(flagId: string, status: string, evidence: readonly Evidence[]): Promise<void> {
	await database.store.pool.query(
		`insert into flag values ($1, 'org_b', 'per_1', 'FRONT_BUSINESS', 'HIDDEN_TRAINING', 'HIGH', 0.8123, $2, '2025-05-30', '2025-05-31', 1,
			'{"zh": "题", "en": "title"}', '{"zh": "说明", "en": "explanation"}', '["某法第一条"]', $3, '[]', null, 'digest')`,
		[flagId, status, JSON.stringify(evidence)],
	);
}

interface Options {
	readonly bom?: boolean;
	readonly at?: string;
	readonly signal?: AbortSignal;
	readonly advance?: () => void;
}

function write(options: Options = {}) {
	return exportBundle({
		store: database.store,
		clock: { now: () => new Date(options.at ?? '2025-05-31T02:00:00Z') },
		progress: { ...silentProgress, advance: options.advance ?? (() => {}) },
		runId: 'night',
		standings: [
			{ source: 'market', state: 'STALE', error: 'old' },
			{ source: 'police', state: 'NEVER', error: null },
		],
		out,
		bom: options.bom ?? false,
		...(options.signal === undefined ? {} : { signal: options.signal }),
	});
}

const read = (name: string): Promise<string> => readFile(join(out, '2025-05-31', name), 'utf8');
const linesOf = async (name: string): Promise<string[]> => (await read(name)).trimEnd().split('\n');

describe('exportBundle', () => {
	it('writes registrations and mentions with their organisation, and neither details nor what was withdrawn', async () => {
		await write();
		expect(await linesOf('organisations.csv')).toEqual([
			'organisationId,source,recordType,recordKey',
			'org_a,civil,nonprofit,gone',
			'org_a,education,licence,lic-1',
			'org_b,market,business,reg-1',
			'org_b,market,penalty,"pen,1"',
			'org_b,police,incident,inc-1',
		]);
	});

	it('names people by id alone, under the keys of their mentions', async () => {
		await write();
		expect(await linesOf('people.csv')).toEqual([
			'personId,source,recordType,recordKey',
			'per_1,market,business,per_1',
			'per_1,market,role,per_1',
		]);
	});

	it('writes successions with their reasons, and nested in the NDJSON twin', async () => {
		await write();
		expect(await linesOf('successions.csv')).toEqual([
			'predecessorId,successorId,score,kind,reasons',
			'org_a,org_b,0.9500,REBRAND,sharedHead +9.000; room +6.500',
		]);
		expect(JSON.parse(await read('successions.ndjson'))).toMatchObject({
			score: 0.95,
			reasons: [{ signal: 'sharedHead', weight: 9000 }, {}],
		});
	});

	it('writes open flags alone, with scores of four decimals', async () => {
		await write();
		expect(await linesOf('flags.csv')).toEqual([
			'flagId,organisationId,personId,code,category,severity,score,status,firstSeen,lastSeen,evidenceCount',
			'flag_open,org_b,per_1,FRONT_BUSINESS,HIDDEN_TRAINING,HIGH,0.8123,ONGOING,2025-05-30,2025-05-31,7',
		]);
	});

	it('shows of evidence what the exporter may see: no name, no number, no telephone, no police text or answer', async () => {
		await write();
		const flag = JSON.parse(await read('flags.ndjson')) as { evidence: { field: string; value: string | null }[] };
		expect(flag.evidence.map(({ field, value }) => [field, value])).toEqual([
			['scope', '托管服务 99**************34'],
			['head', '甄**'],
			['phones', '****1234'],
			['address.room', '301'],
			['after', null],
			['summary', null],
			['clearance', null],
		]);
		expect(flag).toMatchObject({ title: { zh: '题' }, explanation: { zh: '说明' }, legalBasis: ['某法第一条'], score: 0.8123 });
	});

	it('orders organisations at risk, quotes their names and lists their codes', async () => {
		await write();
		expect(await linesOf('risk.csv')).toEqual([
			'organisationId,name,creditCode,divisionCode,riskScore,severity,flagCodes',
			'org_b,"乙,托管""部""",,990101,90,HIGH,FRONT_BUSINESS;OUT_OF_SCOPE',
		]);
	});

	it('tells the run’s changes, cleared flags among them, and changed ids since the last complete run', async () => {
		await write();
		expect(await linesOf('changes.csv')).toEqual([
			'change,flagId,code,organisationId,before,after',
			'CLEARED,flag_cleared,FRONT_BUSINESS,org_b,LOW ONGOING 0.5000 (1),LOW CLEARED 0.5000 (1)',
			'NEW,flag_open,FRONT_BUSINESS,org_b,,HIGH NEW 0.8123 (7)',
		]);
		expect(await linesOf('organisation-id-changes.csv')).toEqual(['oldId,newId,reason', 'org_z,org_a,merged']);
		expect(await linesOf('person-id-changes.csv')).toEqual(['oldId,newId,reason', 'per_z,per_a,merged']);
	});

	it('lists the rows that could not be used', async () => {
		await write();
		expect(await linesOf('set-aside.csv')).toEqual([
			'source,recordType,recordKey,position,reason',
			'hotline,gd,,gd-20250530.csv:3@120,WRONG_WIDTH',
		]);
	});

	it('says in the manifest what was read of whom and what is in each file', async () => {
		await write();
		const manifest = JSON.parse(await read('manifest.json')) as Manifest;
		expect(manifest).toMatchObject({
			run: 'night',
			asOf: '2025-05-31',
			configuration: 'abc',
			catalogue: 'v1',
			endedAt: '2025-05-31T02:00:00.000Z',
		});
		const [market, police] = manifest.sources;
		expect(market).toMatchObject({
			read: 15,
			new: 9,
			changed: 3,
			unchanged: 1,
			superseded: 1,
			setAside: 1,
			watermark: 'w2',
			asOf: '2025-05-30',
			state: 'stale',
		});
		expect(police).toMatchObject({ read: 0, watermark: null, asOf: null, state: 'failed', tables: [] });
		for (const source of manifest.sources) {
			expect(source.new + source.changed + source.unchanged + source.superseded + source.setAside).toBe(source.read);
		}
		const names = await readdir(join(out, '2025-05-31'));
		expect([...manifest.files.map(({ name }) => name), 'manifest.json'].sort()).toEqual(names.sort());
		for (const { name, bytes, sha256, rows } of manifest.files) {
			const data = await readFile(join(out, '2025-05-31', name));
			expect([name, data.length, createHash('sha256').update(data).digest('hex')]).toEqual([name, bytes, sha256]);
			const header = name.endsWith('.csv') ? 1 : 0;
			expect([name, data.toString('utf8').split('\n').length - 1 - header]).toEqual([name, rows]);
		}
	});

	it('writes the same bytes again, but for the time in the manifest', async () => {
		const first = (await write()).manifest;
		const second = (await write({ at: '2025-05-31T03:00:00Z' })).manifest;
		expect(second).toEqual({ ...first, endedAt: '2025-05-31T03:00:00.000Z' });
		expect(await readdir(out)).toEqual(['2025-05-31']);
	});

	it('begins CSV files, and nothing else, with the byte-order mark when asked to', async () => {
		await write({ bom: true });
		expect([...(await readFile(join(out, '2025-05-31', 'flags.csv'))).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
		expect((await read('flags.ndjson'))[0]).toBe('{');
		expect((await read('manifest.json'))[0]).toBe('{');
	});

	it('leaves the bundle that is there as it was when it fails halfway', async () => {
		await write();
		const before = await read('flags.csv');
		const controller = new AbortController();
		await expect(write({ signal: controller.signal, advance: () => controller.abort(new Error('stopped')) })).rejects.toThrow('stopped');
		expect(await read('flags.csv')).toBe(before);
		await write();
		expect(await readdir(out)).toEqual(['2025-05-31']);
	});

	it('puts back a bundle that a kill left between its two renames, until the new one is whole', async () => {
		await mkdir(join(out, '.2025-05-31.replaced'));
		await writeFile(join(out, '.2025-05-31.replaced', 'flags.csv'), 'old');
		const controller = new AbortController();
		await expect(write({ signal: controller.signal, advance: () => controller.abort(new Error('stopped')) })).rejects.toThrow('stopped');
		expect(await read('flags.csv')).toBe('old');
		await write();
		expect(await read('flags.csv')).not.toBe('old');
	});

	it('leaves an audit row before the first row leaves', async () => {
		await forgetAudit(database.store.db);
		await write();
		const { rows } = await database.store.pool.query('select caller, role, action, operation from audit');
		expect(rows).toEqual([{ caller: 'nightly bundle', role: 'exporter', action: 'bundle:write', operation: 'night' }]);
	});

	it('refuses a run that does not exist', async () => {
		await expect(
			exportBundle({
				store: database.store,
				clock: { now: () => new Date() },
				progress: silentProgress,
				runId: 'none',
				standings: [],
				out,
				bom: false,
			}),
		).rejects.toThrow('There is no run none to write a bundle of.');
	});
});
