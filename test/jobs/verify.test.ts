import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HubError } from '#core/errors.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import { type Connector, type RawRow, silentProgress, type VerifyAnswer, type VerifySubject } from '#core/ports.ts';
import { createTokeniser } from '#intake/tokens.ts';
import { verify } from '#jobs/verify.ts';
import { makeRecord } from '../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { MemoryConnector, makeSource, makeTable } from '../support/intake-records.ts';
import { putRecords } from '../support/stored-world.ts';

const tokeniser = createTokeniser('a secret of a test deployment');
const tokenOf = (number: string): string => tokeniser.tokensOf(number).tokens.find(({ kind }) => kind === 'full')?.value ?? '';

/** Invented numbers with right check characters, from a region that is not assigned. */
const NUMBERS = ['990101199001010019', '990101199001010027', '990101199001010035', '990101199001010043'] as const;

const staffTable: TableMapping = makeTable({
	recordType: 'staff',
	kind: 'staff',
	from: 'staff',
	key: [{ columns: ['id'] }],
	fields: { person: { person: { name: { columns: ['xm'] }, identityNumber: { columns: ['zjh'] } } } },
});
const education = makeSource({ id: 'education', modes: ['replicate', 'lookup'], tables: [staffTable] });
const police: SourceMapping = makeSource({
	id: 'police',
	modes: ['verify'],
	tables: [],
	verify: {
		path: '/verify',
		purpose: 'STAFF_CHECK',
		batchSize: 2,
		request: { list: 'subjects', ref: 'ref', name: 'name', identityNumber: 'idNumber' },
		answer: { list: 'results', ref: 'ref', result: 'result', scope: 'scope', checkedAt: 'checkedAt', validUntil: 'validUntil' },
		results: {},
		scopes: {},
		scopeDefault: 'ART62',
	},
});

let database: TestDatabase;
let rows: RawRow[];
let asked: VerifySubject[][];
let answer: (subjects: readonly VerifySubject[]) => VerifyAnswer[];

beforeEach(async () => {
	database = await createTestDatabase();
	rows = NUMBERS.map((zjh, index) => ({ id: `s${index}`, xm: `甄试${index}`, zjh }));
	asked = [];
	answer = (subjects) => subjects.map(({ ref }) => clear(ref));
	await putLicence('ACTIVE');
});
afterEach(() => database.drop());

function clear(ref: string, validUntil = '2026-05-31T00:00:00Z'): VerifyAnswer {
	return { ref, result: 'CLEAR', scope: 'ART62', checkedAt: '2025-05-31T00:00:00Z', validUntil };
}

const putLicence = (status: 'ACTIVE' | 'CANCELLED') =>
	putRecords(database.store, [makeRecord('licence', { recordKey: 'lic', body: { licenceNo: '990101000001', status } })]);

/** Files a member of staff whose row at the source is `rows[index]`. */
async function putStaff(
	index: number,
	body: { from?: string; to?: string; licenceNo?: string } = {},
	mention: { valid?: boolean; personId?: string } = {},
) {
	const key = `s${index}`;
	const record = makeRecord('staff', { recordType: 'staff', recordKey: key, body: { licenceNo: '990101000001', ...body } });
	const rid = (await putRecords(database.store, [record])).get(key);
	const { rows: put } = await database.store.pool.query<{ pid: string }>(
		`insert into person_mention (rid, slot, export_key, name, name_key, valid_number, person_id, certain)
		values ($1, 'person', $2, '甄试', '甄试', $3, $4, true) returning pid`,
		[rid, key, mention.valid ?? true, mention.personId ?? null],
	);
	if (mention.valid === false) return;
	await database.store.pool.query(`insert into person_token values ($1, 'full', $2)`, [put[0]?.pid, tokenOf(NUMBERS[index] as string)]);
}

class LookupConnector extends MemoryConnector {
	override async lookup(...[, , column, keys]: Parameters<Connector['lookup']>): Promise<readonly RawRow[]> {
		return rows.filter((row) => keys.includes(row[column] ?? ''));
	}
}

class PoliceConnector extends MemoryConnector {
	async verify(subjects: readonly VerifySubject[]): Promise<readonly VerifyAnswer[]> {
		asked.push([...subjects]);
		return answer(subjects);
	}
}

function run(
	options: { asOf?: string; sources?: readonly SourceMapping[]; connectors?: Record<string, Connector>; notes?: string[] } = {},
) {
	const connectors: Record<string, Connector> = {
		education: new LookupConnector({}),
		police: new PoliceConnector({}),
		...options.connectors,
	};
	return verify({
		store: database.store,
		sources: options.sources ?? [education, police],
		connectorOf: ({ id }) => connectors[id] as Connector,
		tokeniser,
		clock: { now: () => new Date('2025-05-31T01:30:00+08:00') },
		asOf: options.asOf ?? '2025-05-31',
		progress: { ...silentProgress, note: (line) => options.notes?.push(line) },
		signal: new AbortController().signal,
	});
}

const answers = async () => (await database.store.pool.query('select token, result, scope, asked_on from clearance order by token')).rows;

describe('verify', () => {
	it('asks about current staff by name and number, and keeps answer and token', async () => {
		await putStaff(0);
		expect(await run()).toEqual({ source: 'police', state: 'FRESH', error: null, due: 1, asked: 1, answered: 1, unreadable: 0 });
		expect(asked).toEqual([[{ ref: '1', name: '甄试0', identityNumber: NUMBERS[0] }]]);
		expect(await answers()).toEqual([{ token: tokenOf(NUMBERS[0]), result: 'CLEAR', scope: 'ART62', asked_on: '2025-05-31' }]);
	});

	it('leaves every question in the audit before it is put, with token and purpose and never the number', async () => {
		await putStaff(0);
		answer = () => {
			throw new HubError('SOURCE_UNAVAILABLE', 'The police do not answer.');
		};
		await run();
		const { rows: audit } = await database.store.pool.query('select action, purpose, subject, row_count from audit');
		expect(audit).toEqual([
			{
				action: 'clearance:ask',
				purpose: 'STAFF_CHECK',
				subject: { source: 'police', purpose: 'STAFF_CHECK', tokens: [tokenOf(NUMBERS[0])] },
				row_count: 1,
			},
		]);
		expect(JSON.stringify(audit)).not.toContain(NUMBERS[0]);
	});

	it('passes over who has left, whose institution is closed or unknown, and asks about who leaves today', async () => {
		await putStaff(0, { to: '2025-05-30' });
		await putStaff(1, { to: '2025-05-31' });
		await putStaff(2, { licenceNo: '990101999999' });
		expect((await run()).asked).toBe(1);
		expect(asked[0]?.[0]?.identityNumber).toBe(NUMBERS[1]);
		await putLicence('CANCELLED');
		await database.store.pool.query('truncate clearance');
		expect((await run()).due).toBe(0);
	});

	it('passes over who has not begun yet, and asks about who begins today', async () => {
		await putStaff(0, { from: '2025-06-01' });
		await putStaff(1, { from: '2025-05-31' });
		await run();
		expect(asked.flat().map(({ identityNumber }) => identityNumber)).toEqual([NUMBERS[1]]);
	});

	it('drops an answer once it has expired, and keeps it until then', async () => {
		await putStaff(0);
		answer = (subjects) => subjects.map(({ ref }) => clear(ref, '2025-07-01T00:00:00+08:00'));
		await run();
		await putLicence('CANCELLED');
		await run({ asOf: '2025-07-01' });
		expect(await answers()).toHaveLength(1);
		await run({ asOf: '2025-07-02' });
		expect(await answers()).toEqual([]);
	});

	it('asks again only when an answer nears its end', async () => {
		await putStaff(0);
		answer = (subjects) => subjects.map(({ ref }) => clear(ref, '2025-07-01T00:00:00+08:00'));
		await run();
		expect((await run({ asOf: '2025-06-17' })).due).toBe(0);
		expect((await run({ asOf: '2025-06-18' })).due).toBe(1);
	});

	it('asks again next time about whom the answer left out', async () => {
		await putStaff(0);
		await putStaff(1);
		answer = (subjects) => subjects.slice(1).map(({ ref }) => clear(ref));
		expect(await run()).toMatchObject({ state: 'FRESH', asked: 2, answered: 1 });
		expect(await run()).toMatchObject({ due: 1 });
	});

	it('says how many were left without an answer, and nothing where all were answered', async () => {
		await putStaff(0);
		await putStaff(1);
		answer = (subjects) => subjects.slice(1).map(({ ref }) => clear(ref));
		const notes: string[] = [];
		await run({ notes });
		expect(notes).toEqual(['verify: 2 due, 2 asked, 1 answered; the others are asked about next time']);
		answer = (subjects) => subjects.map(({ ref }) => clear(ref));
		await run({ notes });
		expect(notes).toHaveLength(1);
	});

	it('takes another record of the same person where a number is unusable, and asks once about both', async () => {
		await putStaff(0, {}, { personId: 'per_1' });
		await putStaff(1, {}, { valid: false, personId: 'per_1' });
		expect(await run()).toMatchObject({ due: 1, asked: 1 });
	});

	it('does not ask about somebody whose number has changed since', async () => {
		await putStaff(0);
		rows[0] = { id: 's0', xm: '甄试0', zjh: NUMBERS[3] };
		expect(await run()).toMatchObject({ due: 1, asked: 0, unreadable: 1, state: 'FRESH' });
		expect(asked).toEqual([]);
	});

	it('asks in batches, and goes on after one that fails', async () => {
		for (const index of [0, 1, 2, 3]) await putStaff(index);
		let calls = 0;
		answer = (subjects) => {
			calls += 1;
			if (calls === 1) throw new HubError('SOURCE_UNAVAILABLE', 'The police do not answer.');
			return subjects.map(({ ref }) => clear(ref));
		};
		expect(await run()).toMatchObject({ state: 'FAILED', error: 'The police do not answer.', due: 4, asked: 4, answered: 2 });
		expect(asked.map((batch) => batch.length)).toEqual([2, 2]);
		expect(await run()).toMatchObject({ state: 'FRESH', due: 2, answered: 2 });
	});

	it('tells nothing of an unforeseen fault’s text', async () => {
		await putStaff(0);
		answer = () => {
			throw new Error(`bad line: 甄试0 ${NUMBERS[0]}`);
		};
		const { error } = await run();
		expect(error).toBe('Asking the police stopped on an unforeseen fault; whoever was not asked about is asked about next time.');
	});

	it('fails, and stops no night, when the source of the numbers is away', async () => {
		await putStaff(0);
		class Away extends MemoryConnector {
			override async lookup(): Promise<never> {
				throw new HubError('SOURCE_UNAVAILABLE', 'Education does not answer.');
			}
		}
		expect(await run({ connectors: { education: new Away({}) } })).toMatchObject({
			state: 'FAILED',
			error: 'Education does not answer.',
			asked: 0,
		});
	});

	it('asks nobody where no source answers such questions', async () => {
		await putStaff(0);
		expect(await run({ sources: [education] })).toMatchObject({ source: null, state: 'NEVER', due: 0 });
	});
});
