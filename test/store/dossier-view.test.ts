import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dossier } from '#core/dossier.ts';
import { streamDossiers } from '#store/dossier-view.ts';
import { makeRecord, REGULATION } from '../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { putOrganisation, putPerson, putRecords, putSuccession } from '../support/stored-world.ts';

let database: TestDatabase;

beforeAll(async () => {
	database = await createTestDatabase();
	const { store } = database;
	for (const id of ['org_a', 'org_b', 'org_c', 'org_d']) await putOrganisation(store, id);
	await putOrganisation(store, 'org_merged', { mergedInto: 'org_a' });
	const numbers = await putRecords(store, [
		makeRecord('registration', { recordKey: 'reg-b', organisationId: 'org_b', body: { name: '某托管服务部' } }),
		makeRecord('complaint', { recordKey: 'c2', organisationId: 'org_b', body: { content: '二' } }),
		makeRecord('complaint', { recordKey: 'c1', organisationId: 'org_b', body: { content: '一' } }),
		makeRecord('role', { recordKey: 'role-b', organisationId: 'org_b', body: { position: 'SHAREHOLDER' } }),
		makeRecord('licence', { recordKey: 'lic-a', organisationId: 'org_a', body: { category: 'SUBJECT', status: 'CANCELLED' } }),
		makeRecord('complaint', { recordKey: 'c-a', organisationId: 'org_a' }),
		makeRecord('staff', { recordKey: 'staff-a', organisationId: 'org_a' }),
		makeRecord('inspection', { recordKey: 'stopped', organisationId: 'org_a', body: { outcome: 'STOP_NOTICE' } }),
		makeRecord('inspection', { recordKey: 'untroubled', organisationId: 'org_a', body: { outcome: 'NONE' } }),
		makeRecord('inspection', { recordKey: 'own', organisationId: 'org_b', body: { outcome: 'SEALED' } }),
		makeRecord('schoolTeacher', { recordKey: 'teacher', organisationId: null, body: { status: 'IN_SERVICE' } }),
		makeRecord('certificate', { recordKey: 'certificate', organisationId: null, body: { certificateNo: '1' } }),
		makeRecord('staff', { recordKey: 'staff-c', organisationId: 'org_c' }),
		makeRecord('account', { recordKey: 'account-d', organisationId: 'org_d', body: { balance: '20', balanceOn: '2025-05-10' } }),
		makeRecord('role', { recordKey: 'role-d', organisationId: 'org_d' }),
	]);
	const number = (key: string): string => numbers.get(key) ?? '';
	const rooms = ['reg-b', 'stopped', 'untroubled', 'own'].map((key) => `(${number(key)}, 'room', 'one room')`);
	await store.pool.query(`insert into record_key (rid, feature, value) values ${rooms.join(', ')}`);
	await putPerson(store, { rid: number('staff-a'), personId: 'per_5' });
	await putPerson(store, { rid: number('role-b'), personId: 'per_1' });
	await putPerson(store, { rid: number('teacher'), personId: 'per_1', certain: false, fullToken: 'k:aa' });
	await putPerson(store, { rid: number('certificate'), personId: 'per_2' });
	await putPerson(store, { rid: number('staff-c'), personId: 'per_3' });
	await putPerson(store, { rid: number('role-d'), personId: 'per_4' });
	await store.pool.query(
		`insert into record_history (rid, known_from, known_until, body, content_hash) values
			($1, '2025-05-03', '2025-05-06', '{"balance": "100", "minimumBalance": "50", "balanceOn": "2025-05-02"}', 'x'),
			($1, '2025-05-06', '2025-05-10', '{"balance": "20", "minimumBalance": "50"}', 'y')`,
		[number('account-d')],
	);
	await putSuccession(store, 'org_a', 'org_b');
	await store.pool.query(
		`insert into clearance values ('k:aa', 'RESTRICTED', 'ART62', '2025-05-01T10:00:00+08:00', '2026-05-01T10:00:00+08:00', '2025-05-01')`,
	);
});
afterAll(() => database.drop());

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
	const all: T[] = [];
	for await (const item of items) all.push(item);
	return all;
}

async function read(organisationIds?: readonly string[], batch?: number): Promise<Dossier[]> {
	const request = {
		asOf: '2025-05-31',
		sources: { market: 'FRESH' as const },
		regulation: REGULATION,
		clearanceSource: null,
		organisationIds,
	};
	return collect(streamDossiers(database.store.db, request, batch));
}

describe('streamDossiers', () => {
	it('gives every organisation that stands for itself once, by id', async () => {
		expect((await read()).map((dossier) => dossier.organisationId)).toEqual(['org_a', 'org_b', 'org_c', 'org_d']);
	});

	it('gives the same dossiers whatever the size of a batch', async () => {
		const whole = await read();
		expect(await read(undefined, 1)).toEqual(whole);
		expect(await read(undefined, 2)).toEqual(whole);
		expect(await read(undefined, 4)).toEqual(whole);
	});

	it('gives only those asked for, each once, and none for an id that was merged away or is unknown', async () => {
		const dossiers = await read(['org_c', 'org_b', 'org_c', 'org_merged', 'org_none']);
		expect(dossiers.map((dossier) => dossier.organisationId)).toEqual(['org_b', 'org_c']);
	});

	it('gives nothing when nothing is asked for', async () => {
		expect(await read([])).toEqual([]);
	});

	it('sorts records into their kinds by key, and gives an empty list for kinds without any', async () => {
		const [dossier] = await read(['org_b']);
		expect(dossier?.records.complaint.map((record) => record.recordKey)).toEqual(['c1', 'c2']);
		expect(dossier?.records.registration[0]?.body.name).toBe('某托管服务部');
		expect(dossier?.records.licence).toEqual([]);
	});

	it('brings the sanctions of others in the rooms where it is registered, and the staff of whom it seems to carry on', async () => {
		const [predecessor, dossier] = await read(['org_a', 'org_b']);
		expect(dossier?.premises.map((record) => record.recordKey)).toEqual(['stopped']);
		expect(predecessor?.premises).toEqual([]);
		expect(dossier?.predecessors[0]?.staffIds).toEqual(['per_5']);
	});

	it('tells whether a register of the prefecture knows the street of a place that only texts know', async () => {
		const { store } = database;
		for (const id of ['org_told', 'org_unheard', 'org_far']) await putOrganisation(store, id, { registered: false });
		const numbers = await putRecords(store, [
			makeRecord('registration', { recordKey: 'street-shop', organisationId: 'org_c' }),
			makeRecord('complaint', { recordKey: 'told', organisationId: 'org_told' }),
			makeRecord('complaint', { recordKey: 'told-again', organisationId: 'org_unheard' }),
			makeRecord('complaint', { recordKey: 'far', organisationId: 'org_far' }),
		]);
		const streets = { 'street-shop': '1401|R|人民路', told: '1401|R|人民路', 'told-again': '1401|R|仁明路', far: '1402|R|人民路' };
		for (const [key, value] of Object.entries(streets)) {
			await store.pool.query(`insert into record_key (rid, feature, value) values ($1, 'road', $2)`, [numbers.get(key), value]);
		}
		const known = (await read(['org_c', 'org_far', 'org_told', 'org_unheard'])).map(({ streetKnown }) => streetKnown);
		expect(known).toEqual([null, null, true, false]);
	});

	it('brings what rosters and the police say of the people named, and how sure each link is', async () => {
		const [dossier] = await read(['org_b']);
		expect(dossier?.people).toMatchObject([{ personId: 'per_1', certain: true, ref: { recordKey: 'role-b' } }]);
		const facts = dossier?.personFacts.get('per_1');
		expect(facts?.schoolTeacher).toMatchObject([{ certain: false, record: { recordKey: 'teacher' } }]);
		expect(facts?.clearance).toEqual({ result: 'RESTRICTED', scope: 'ART62', checkedOn: '2025-05-01', validUntil: '2026-05-01' });
	});

	it('brings the staff filings of a person, and none of a roster for whoever stands on none', async () => {
		const [dossier] = await read(['org_c']);
		expect(dossier?.personFacts.get('per_3')).toMatchObject({
			schoolTeacher: [],
			staff: [{ record: { recordKey: 'staff-c' } }],
			clearance: null,
		});
	});

	it('brings what an account was said to hold before, by its day or the day on which it was held', async () => {
		const [dossier] = await read(['org_d']);
		const [past] = [...(dossier?.pastBalances.values() ?? [])];
		expect(past).toEqual([
			{ on: '2025-05-02', balance: '100', minimumBalance: '50' },
			{ on: '2025-05-06', balance: '20', minimumBalance: '50' },
		]);
	});

	it('gives the limits of the division', async () => {
		const [dossier] = await read(['org_d']);
		expect([dossier?.policy, dossier?.calendar.knownTo]).toEqual([REGULATION.policies[0]?.policy, '2025-12-31']);
	});

	it('has no facts for a person of whom no other record speaks', async () => {
		const [dossier] = await read(['org_d']);
		expect(dossier?.people).toHaveLength(1);
		expect(dossier?.personFacts.size).toBe(0);
	});

	it('shows a succession from both sides, with the licences of the other side and none of its complaints', async () => {
		const [predecessor, successor] = await read(['org_a', 'org_b']);
		expect(successor?.predecessors).toMatchObject([{ organisationId: 'org_a', score: 0.95, licences: [{ recordKey: 'lic-a' }] }]);
		expect(predecessor?.successors).toMatchObject([{ organisationId: 'org_b', registrations: [{ recordKey: 'reg-b' }] }]);
		expect(predecessor?.predecessors).toEqual([]);
	});

	it('tells which sources give records of a kind', async () => {
		const [dossier] = await read(['org_a']);
		expect(dossier?.sourcesByKind).toMatchObject({ licence: ['education'], complaint: ['hotline'] });
		expect(dossier?.sourcesByKind.admission).toBeUndefined();
	});

	it('takes as many statements for a batch of four as for a batch of one', async () => {
		const count = async (ids: readonly string[]): Promise<number> => {
			let statements = 0;
			const counting = database.store.db.withPlugin({
				transformQuery: ({ node }) => {
					statements += 1;
					return node;
				},
				transformResult: async ({ result }) => result,
			});
			await collect(
				streamDossiers(counting, { asOf: '2025-05-31', sources: {}, regulation: REGULATION, clearanceSource: null, organisationIds: ids }),
			);
			return statements;
		};
		expect(await count(['org_a', 'org_b', 'org_c', 'org_d'])).toBe(await count(['org_b']));
	});
});
