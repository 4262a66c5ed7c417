import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PURPOSES, ROLES, type Role } from '#access/caller.ts';
import type { Database } from '#store/database.ts';
import { type Answered, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation, addPerson, addRecord, forgetAudit } from '../support/hub-data.ts';

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
	database = await createTestDatabase();
	await addPersonalData(database.store.db);
	api = await startTestApi(database.store);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

async function addPersonalData(db: Database): Promise<void> {
	const organisationId = await addOrganisation(db, { id: 'org_a' });
	const person = { name: '王小明', masked: '99**************31' };
	await addPerson(db, { id: 'per_a', name: '王小明' });
	const body = { person, phones: ['16900001234'], certificateNo: '20253301111111111' };
	const staff = await addRecord(db, { kind: 'staff', key: 'S1', organisationId, body, people: { person: 'per_a' } });
	await addRecord(db, { kind: 'incident', key: 'I1', organisationId, body: { category: 'CROWD', summary: '王小明与人争执' } });
	await addRecord(db, { kind: 'complaint', key: 'G1', organisationId, body: { content: '王小明老师周末补数学' } });
	await addRecord(db, { kind: 'inspection', key: 'J1', organisationId, body: { findings: '王小明正在授课' } });
	const evidence = [{ ...staff, field: 'person', value: '王小明', asOf: '2025-05-30' }];
	await addFlag(db, { id: 'flag_a', organisationId, personId: 'per_a', evidence });
}

/** Every personal field of the API, each on its own, with the value it has in clear. */
const FIELDS: Readonly<Record<string, { query: string; at: (data: Answered) => unknown; clear: unknown; masked: unknown }>> = {
	name: { query: 'staff { nodes { person { name } } }', at: (o) => o.staff?.nodes[0].person.name, clear: '王小明', masked: '王**' },
	identityNumber: {
		query: 'staff { nodes { person { identityNumber } } }',
		at: (o) => o.staff?.nodes[0].person.identityNumber,
		clear: '99**************31',
		masked: null,
	},
	person: {
		query: 'staff { nodes { person { person { id } } } }',
		at: (o) => o.staff?.nodes[0].person.person?.id ?? null,
		clear: 'per_a',
		masked: null,
	},
	phones: { query: 'staff { nodes { phones } }', at: (o) => o.staff?.nodes[0].phones, clear: ['16900001234'], masked: ['****1234'] },
	incident: {
		query: 'incidents { nodes { summary } }',
		at: (o) => o.incidents?.nodes[0].summary ?? null,
		clear: '王小明与人争执',
		masked: null,
	},
	complaint: {
		query: 'complaints { nodes { content } }',
		at: (o) => o.complaints?.nodes[0].content ?? null,
		clear: '王小明老师周末补数学',
		masked: null,
	},
	findings: {
		query: 'inspections { nodes { findings } }',
		at: (o) => o.inspections?.nodes[0].findings ?? null,
		clear: '王小明正在授课',
		masked: null,
	},
	evidence: {
		query: 'flags { nodes { evidence { nodes { value } } } }',
		at: (o) => o.flags.nodes[0].evidence.nodes[0].value,
		clear: '王小明',
		masked: '王**',
	},
};

const CASE = ['name', 'identityNumber', 'person', 'phones', 'incident', 'complaint', 'findings', 'evidence'];
/** What is clear for whom; roles and purposes that are not listed see nothing in clear. */
const CLEAR: Readonly<Record<string, readonly string[]>> = {
	'reviewer REVIEW': CASE,
	'reviewer APPEAL': CASE,
	'enforcement ENFORCEMENT': CASE,
	'analyst ANALYSIS': ['person', 'phones', 'findings'],
	'auditor AUDIT': ['person'],
};
/** Roles that may read no records at all see nothing, not even a mask. */
const NO_RECORDS: readonly Role[] = ['admin'];

describe('personal fields', () => {
	const cases = ROLES.flatMap((role) => [undefined, ...PURPOSES].map((purpose) => ({ role, purpose })));
	test.each(cases)('as $role for $purpose are clear exactly where the policy says', async ({ role, purpose }) => {
		for (const [field, { query, at, clear, masked }] of Object.entries(FIELDS)) {
			const { data, text } = await api.ask(`{ organisation(id: "org_a") { ${query} } }`, { role, purpose });
			const expected = (CLEAR[`${role} ${purpose}`] ?? []).includes(field) ? clear : masked;
			const refused = NO_RECORDS.includes(role);
			if (!refused) expect([field, at(data.organisation)]).toEqual([field, expected]);
			if (refused || expected !== clear) expect([field, text]).not.toEqual([field, expect.stringMatching(/小明|16900001234|99\*/)]);
		}
	});

	test('that are held back are named, so that null is not taken for absent', async () => {
		const query = '{ organisation(id: "org_a") { staff { nodes { withheld } } inspections { nodes { withheld } } } }';
		const hidden = await api.ask(query, { role: 'dashboard' });
		const open = await api.ask(query, { role: 'reviewer', purpose: 'REVIEW' });
		expect(hidden.data.organisation).toEqual({
			staff: { nodes: [{ withheld: ['person', 'phones'] }] },
			inspections: { nodes: [{ withheld: ['findings'] }] },
		});
		expect(open.data.organisation).toEqual({ staff: { nodes: [{ withheld: [] }] }, inspections: { nodes: [{ withheld: [] }] } });
	});

	test('of people as such are refused with the remedy, beside what else was asked', async () => {
		const { data, errors } = await api.ask('{ person(id: "per_a") { name } organisation(id: "org_a") { id people { nodes { id } } } }', {
			role: 'reviewer',
		});
		expect(data).toEqual({ person: null, organisation: { id: 'org_a', people: null } });
		expect(errors.map(({ path, extensions }) => [path?.join('.'), extensions.code])).toEqual([
			['person', 'ACCESS_DENIED'],
			['organisation.people.nodes', 'ACCESS_DENIED'],
		]);
		expect(errors[0]?.message).toMatch(/X-Purpose \(REVIEW, APPEAL\)/);
	});
});

describe('the audit', () => {
	const auditOf = () => database.store.db.selectFrom('audit').selectAll().orderBy('audit_id').execute();
	const readsOf = async () => (await auditOf()).filter(({ action }) => action !== 'query:run');
	const forget = () => forgetAudit(database.store.db);

	test('holds who read which person why, before the answer is there', async () => {
		await forget();
		await api.ask('query Case { organisation(id: "org_a") { staff { nodes { person { name person { id } } } } } }', {
			role: 'reviewer',
			purpose: 'REVIEW',
		});
		const rows = (await readsOf()).map(({ caller, role, purpose, operation, row_count, action, subject, divisions }) => {
			return { caller, role, purpose, operation, row_count, action, subject, divisions };
		});
		const common = { caller: 'a reviewer', role: 'reviewer', purpose: 'REVIEW', operation: 'Case', row_count: 1, divisions: null };
		expect(rows.toSorted((a, b) => a.action.localeCompare(b.action))).toEqual([
			{ ...common, action: 'person:read', subject: { read: ['per_a'] } },
			{ ...common, action: 'personName:read', subject: { read: ['registry/staff/S1#person'] } },
		]);
	});

	test('stays empty where nothing personal was shown', async () => {
		await forget();
		await api.ask('{ organisation(id: "org_a") { name staff { nodes { person { name } phones } } } }', {
			role: 'analyst',
			purpose: 'REVIEW',
		});
		expect(await readsOf()).toEqual([]);
	});

	test('that cannot be written withholds the whole answer', async () => {
		await database.store.db.schema.alterTable('audit').renameTo('audit_away').execute();
		try {
			const { status, data, errors, text } = await api.ask('{ organisation(id: "org_a") { staff { nodes { person { name } } } } }', {
				role: 'reviewer',
				purpose: 'REVIEW',
			});
			expect([status, data, errors[0]?.extensions.code]).toEqual([503, null, 'STORE_UNAVAILABLE']);
			expect(text).not.toContain('小明');
			const plain = await api.ask('{ organisation(id: "org_a") { name } }', { role: 'reviewer', purpose: 'REVIEW' });
			expect(plain.data.organisation.name).toBe('机构org_a');
		} finally {
			await database.store.db.schema.alterTable('audit_away').renameTo('audit').execute();
		}
	});
});
