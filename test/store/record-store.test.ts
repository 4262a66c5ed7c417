import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Day } from '#core/days.ts';
import type { IntakeRecord, SetAsideRow } from '#core/records.ts';
import { openTableRead, type PageOfResults, type TableRead } from '#store/record-store.ts';
import { packPage } from '#store/records/packed-page.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeIntakeRecord, makeMention, makeSetAside, results } from '../support/intake-records.ts';

let database: TestDatabase;
let runs = 0;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterEach(() =>
	database.store.pool.query(
		'truncate run, source_run, source_state, set_aside, record, record_history, record_key, person_mention, person_token, file_period cascade',
	),
);
afterAll(() => database.drop());

/** Opens a read of a run of its own. */
async function openRead(asOf: Day = '2025-05-31', options: { runId?: string; acceptShrink?: boolean } = {}): Promise<TableRead> {
	const runId = options.runId ?? `run-${++runs}`;
	await database.store.pool.query(
		`insert into run (run_id, command, as_of, started_at, state, config_digest) values ($1, 'sync', $2, now(), 'RUNNING', 'x') on conflict do nothing`,
		[runId, asOf],
	);
	return openTableRead(database.store, {
		source: 'market',
		recordType: 'business',
		reading: 'business',
		kind: 'registration',
		asOf,
		runId,
		acceptShrink: options.acceptShrink ?? false,
	});
}

function page(rows: readonly (IntakeRecord | SetAsideRow)[], rest: Partial<PageOfResults> = {}): PageOfResults {
	return { results: results(...rows), cursor: 'c1', period: null, replaces: false, ...rest };
}

/** Reads one page to the end in a run of its own. */
async function take(rows: readonly (IntakeRecord | SetAsideRow)[], rest: Partial<PageOfResults> & { asOf?: Day } = {}) {
	const { asOf = '2025-05-31', ...parts } = rest;
	const read = await openRead(asOf);
	const counts = await read.save(page(rows, parts));
	return { counts, settled: await read.settle() };
}

/** A day's file: every record speaks for the day. */
function file(period: Day, names: Readonly<Record<string, string>>, rest: Partial<PageOfResults> = {}) {
	const rows = Object.entries(names).map(([recordKey, name]) => makeIntakeRecord({ recordKey, body: { name }, asOf: period }));
	return take(rows, { period, asOf: period, ...rest });
}

async function query<T>(text: string): Promise<T[]> {
	const { rows } = await database.store.pool.query(text);
	return rows as T[];
}

const held = () =>
	query<{ key: string; name: string; ended: string | null }>(
		`select record_key as key, body ->> 'name' as name, ended_on as ended from record order by record_key`,
	);

/** All that the store holds of records, without the numbers it gave them. */
const contents = () =>
	query(`select r.record_key, r.kind, r.body, r.faults, r.content_hash, r.stamp, r.division_code, r.as_of, r.first_seen, r.changed_on, r.body_from, r.period,
		(select jsonb_agg(jsonb_build_array(feature, value) order by feature, value) from record_key k where k.rid = r.rid) as keys,
		(select jsonb_agg(jsonb_build_array(m.slot, m.export_key, m.name, m.name_key, m.masked, m.valid_number, m.phones,
			(select jsonb_agg(jsonb_build_array(t.kind, t.value) order by t.kind, t.value) from person_token t where t.pid = m.pid)) order by m.slot)
			from person_mention m where m.rid = r.rid) as people
		from record r order by r.record_key`);

const asideKeys = () => query(`select record_key, position from set_aside order by position`);

/** Saves rows as a packed page; null: they have to be saved one by one. */
async function saveBulk(read: TableRead, rows: readonly (IntakeRecord | SetAsideRow)[]) {
	if (read.bulk === null) throw new Error('the table has been read to its end before');
	const packed = packPage(results(...rows), await read.bulk.basis(rows.length, 1));
	return packed === null ? null : read.bulk.save({ packed, cursor: 'c1' });
}

describe('bulk', () => {
	const rows = [
		makeIntakeRecord({
			recordKey: 'a\\b',
			people: [makeMention()],
			keys: [
				{ feature: 'brand', value: '启\t明' },
				{ feature: 'name', value: '启明' },
			],
		}),
		makeIntakeRecord({ recordKey: 'c"d', stamp: null, body: { name: '换\n行' } }),
		makeSetAside({ recordKey: 'x', position: 'p1' }),
		makeIntakeRecord({ recordKey: 'e,{}', people: [makeMention({ tokens: [] })], keys: [] }),
	];

	it('leaves in the store what saving the rows one by one leaves', async () => {
		const oneByOne = await (await openRead()).save(page(rows));
		const expected = [await contents(), await asideKeys()];
		await database.store.pool.query(
			'truncate source_run, source_state, set_aside, record, record_key, person_mention, person_token cascade',
		);
		const read = await openRead();
		expect(await saveBulk(read, rows)).toEqual(oneByOne);
		expect([await contents(), await asideKeys()]).toEqual(expected);
		expect(await query('select rows_read, rows_new, rows_set_aside, watermark from source_run')).toEqual([
			{ rows_read: '4', rows_new: '3', rows_set_aside: '1', watermark: 'c1' },
		]);
	});

	it('saves nothing where one row is held, or stands twice in the page', async () => {
		const read = await openRead();
		await read.save(page([makeIntakeRecord({ recordKey: 'held' })]));
		expect(await saveBulk(read, [makeIntakeRecord({ recordKey: 'new' }), makeIntakeRecord({ recordKey: 'held' })])).toBeNull();
		expect(await saveBulk(read, [makeIntakeRecord({ recordKey: 'twice' }), makeIntakeRecord({ recordKey: 'twice' })])).toBeNull();
		expect(await query('select record_key from record')).toEqual([{ record_key: 'held' }]);
		expect(await saveBulk(read, [makeIntakeRecord({ recordKey: 'new' })])).toMatchObject({ added: 1 });
	});

	it('drops a row that was set aside when its record arrives, and no other', async () => {
		const read = await openRead();
		await read.save(page([makeSetAside({ recordKey: 'k1', position: 'p1' }), makeSetAside({ recordKey: 'k2', position: 'p2' })]));
		await saveBulk(read, [makeIntakeRecord({ recordKey: 'k1' })]);
		expect(await asideKeys()).toEqual([{ record_key: 'k2', position: 'p2' }]);
	});

	it('leaves the first page after a cut to be saved one by one, for its first row may be counted already', async () => {
		const first = await openRead('2025-05-31', { runId: 'cut' });
		await first.save(page([makeIntakeRecord({ recordKey: 'a' })]));
		const again = await openRead('2025-05-31', { runId: 'cut' });
		expect(await saveBulk(again, [makeIntakeRecord({ recordKey: 'b' })])).toBeNull();
		await again.save(page([makeIntakeRecord({ recordKey: 'b' })]));
		expect(await saveBulk(again, [makeIntakeRecord({ recordKey: 'c' })])).toMatchObject({ added: 1 });
	});

	it('is not offered for a table that was read to its end', async () => {
		await openRead();
		await query(`update source_state set last_success_at = now()`);
		expect((await openRead()).bulk).toBeNull();
	});
});

describe('save', () => {
	it('counts a row that is not held as new and keeps its keys, people and tokens', async () => {
		const { counts } = await take([makeIntakeRecord({ people: [makeMention()], keys: [{ feature: 'brand', value: '启明' }] })]);
		expect(counts).toEqual({ read: 1, added: 1, changed: 0, unchanged: 0, superseded: 0, setAside: 0 });
		expect(await query('select feature, value from record_key')).toEqual([{ feature: 'brand', value: '启明' }]);
		expect(await query('select name, valid_number from person_mention')).toEqual([{ name: '甄试一', valid_number: true }]);
		expect(await query('select kind from person_token order by kind')).toEqual([{ kind: 'body' }, { kind: 'full' }]);
		expect(await query('select first_seen, changed_on, as_of, division_code from record')).toEqual([
			{ first_seen: '2025-05-31', changed_on: '2025-05-31', as_of: '2025-05-01', division_code: '990101' },
		]);
	});

	it('counts the same row as unchanged and writes nothing', async () => {
		await take([makeIntakeRecord({ stamp: '2025-05-01T10:00' })]);
		const before = await query('select xmin, * from record');
		const { counts } = await take([makeIntakeRecord({ stamp: '2025-05-01T10:00' })], { asOf: '2025-06-01' });
		expect(counts).toMatchObject({ read: 1, unchanged: 1 });
		expect(await query('select xmin, * from record')).toEqual(before);
	});

	it('keeps the old body of a changed row with the days for which it spoke', async () => {
		await take([makeIntakeRecord({ body: { name: '旧名' }, asOf: '2025-05-01' })]);
		const { counts } = await take([makeIntakeRecord({ body: { name: '新名' }, asOf: '2025-05-20' })], { asOf: '2025-06-01' });
		expect(counts).toMatchObject({ read: 1, changed: 1 });
		expect(await query(`select body ->> 'name' as name, known_from, known_until from record_history`)).toEqual([
			{ name: '旧名', known_from: '2025-05-01', known_until: '2025-05-20' },
		]);
		expect(await query(`select body ->> 'name' as name, first_seen, changed_on from record`)).toEqual([
			{ name: '新名', first_seen: '2025-05-31', changed_on: '2025-06-01' },
		]);
		expect(await query('select value from record_key')).toEqual([{ value: '新名' }]);
	});

	it('keeps who a person was found to be when only something else of the record changed', async () => {
		await take([makeIntakeRecord({ people: [makeMention()] })]);
		await query(`update person_mention set person_id = 'per_x', certain = true`);
		await take([makeIntakeRecord({ people: [makeMention()], body: { status: 'REVOKED' } })]);
		expect(await query('select person_id, certain from person_mention')).toEqual([{ person_id: 'per_x', certain: true }]);
		await take([makeIntakeRecord({ people: [makeMention({ number: '2' })] })]);
		expect(await query('select person_id from person_mention')).toEqual([{ person_id: null }]);
		expect(await query('select count(*)::int as n from person_token')).toEqual([{ n: 2 }]);
	});

	it('lets the last of doubled rows stand and counts the others as superseded', async () => {
		const { counts } = await take([makeIntakeRecord({ body: { name: '甲' } }), makeIntakeRecord({ body: { name: '乙' } })]);
		expect(counts).toEqual({ read: 2, added: 1, changed: 0, unchanged: 0, superseded: 1, setAside: 0 });
		expect(await held()).toMatchObject([{ name: '乙' }]);
	});

	it('counts a key that two pages of one read bring as new once', async () => {
		const read = await openRead();
		expect(await read.save(page([makeIntakeRecord({ body: { name: '甲' } })]))).toMatchObject({ added: 1 });
		expect(await read.save(page([makeIntakeRecord({ body: { name: '乙' } })]))).toMatchObject({ read: 1, superseded: 1, changed: 0 });
		expect(await held()).toMatchObject([{ name: '乙' }]);
	});

	it('never lets a late older row overwrite a newer one', async () => {
		await take([makeIntakeRecord({ body: { name: '新' }, stamp: '2025-05-02T00:00' })]);
		const { counts } = await take([makeIntakeRecord({ body: { name: '旧' }, stamp: '2025-05-01T23:59' })]);
		expect(counts).toMatchObject({ read: 1, superseded: 1, changed: 0 });
		expect(await held()).toMatchObject([{ name: '新' }]);
	});

	it('takes a row that changed under the same stamp', async () => {
		await take([makeIntakeRecord({ body: { name: '先' }, stamp: '2025-05-02T00:00' })]);
		const { counts } = await take([makeIntakeRecord({ body: { name: '后' }, stamp: '2025-05-02T00:00' })]);
		expect(counts).toMatchObject({ changed: 1 });
	});

	it('keeps texts that PostgreSQL refuses as they stand: NUL and half a surrogate pair', async () => {
		await take([makeIntakeRecord({ body: { name: '甲\u0000乙\ud83d' }, keys: [{ feature: 'name', value: '甲\u0000' }] })]);
		expect(await held()).toMatchObject([{ name: '甲\ufffd乙\ufffd' }]);
	});

	it('saves cursor and counts with the rows', async () => {
		const read = await openRead('2025-05-31', { runId: 'r' });
		await read.save(page([makeIntakeRecord()], { cursor: 'after 1' }));
		await read.save(page([makeIntakeRecord({ recordKey: 'k2' }), makeSetAside()], { cursor: 'after 2' }));
		expect(await query('select cursor from source_state')).toEqual([{ cursor: 'after 2' }]);
		expect(await query('select rows_read, rows_new, rows_set_aside, watermark, state from source_run')).toEqual([
			{ rows_read: '3', rows_new: '2', rows_set_aside: '1', watermark: 'after 2', state: 'FAILED' },
		]);
		expect((await openRead('2025-05-31', { runId: 'r' })).cursor).toBe('after 2');
	});

	it('does not count again the row at which a cut read goes on', async () => {
		const [first, last] = [makeIntakeRecord({ recordKey: 'a' }), makeIntakeRecord({ recordKey: 'b' })];
		await (await openRead('2025-05-31', { runId: 'r' })).save(page([first, last]));
		const resumed = await openRead('2025-05-31', { runId: 'r' });
		expect(await resumed.save(page([last, makeIntakeRecord({ recordKey: 'c' })]))).toMatchObject({ read: 1, added: 1 });
		expect(await resumed.save(page([makeIntakeRecord({ recordKey: 'c' })]))).toMatchObject({ read: 1, superseded: 1 });
	});

	it('takes the row at which a cut read goes on when it has changed since', async () => {
		await (await openRead('2025-05-31', { runId: 'r' })).save(page([makeIntakeRecord({ recordKey: 'a', body: { name: '前' } })]));
		const resumed = await openRead('2025-05-31', { runId: 'r' });
		expect(await resumed.save(page([makeIntakeRecord({ recordKey: 'a', body: { name: '后' } })]))).toMatchObject({
			read: 1,
			superseded: 1,
		});
		expect(await held()).toMatchObject([{ name: '后' }]);
	});

	it('goes on with the counts of the day when the day is run again, and counts nothing twice', async () => {
		const again = makeIntakeRecord({ recordKey: 'again', stamp: '2025-05-30T10:00' });
		await take([again, makeSetAside({ position: 'business' })], { asOf: '2025-05-31' });
		const rows = [again, makeSetAside({ position: 'business' }), makeIntakeRecord({ recordKey: 'late', stamp: '2025-05-30T09:59' })];
		const { counts } = await take(rows, { asOf: '2025-05-31' });
		expect(counts).toEqual({ read: 1, added: 1, changed: 0, unchanged: 0, superseded: 0, setAside: 0 });
		expect(await query('select rows_read, rows_new, rows_set_aside from source_run order by run_id')).toEqual([
			{ rows_read: '2', rows_new: '1', rows_set_aside: '1' },
			{ rows_read: '3', rows_new: '2', rows_set_aside: '1' },
		]);
		expect((await take(rows, { asOf: '2025-06-01' })).counts).toMatchObject({ read: 3, unchanged: 2, setAside: 1 });
	});

	it('saves nothing of a page that fails: neither rows nor cursor', async () => {
		const read = await openRead();
		const broken = { ...makeIntakeRecord({ recordKey: 'k2' }), asOf: 'no day' };
		await expect(read.save(page([makeIntakeRecord(), broken]))).rejects.toThrow();
		expect(await held()).toEqual([]);
		expect(await query('select cursor from source_state')).toEqual([{ cursor: null }]);
	});
});

describe('rows set aside', () => {
	it('stand once however often they are read', async () => {
		await take([makeSetAside()]);
		const { counts } = await take([makeSetAside()], { asOf: '2025-06-01' });
		expect(counts).toMatchObject({ read: 1, setAside: 1 });
		expect(await query('select first_seen, last_seen from set_aside')).toEqual([{ first_seen: '2025-05-31', last_seen: '2025-06-01' }]);
	});

	it('go when the database has mended them, and stay when another row arrives', async () => {
		await take([
			makeSetAside({ recordKey: 'k1', position: 'business' }),
			makeSetAside({ recordKey: 'k2', position: 'business', sha256: 'b' }),
		]);
		await take([makeIntakeRecord({ recordKey: 'k1' })]);
		expect(await query('select record_key from set_aside')).toEqual([{ record_key: 'k2' }]);
	});

	it('go when the corrected file has them no longer', async () => {
		await take([makeSetAside({ sha256: 'a' }), makeSetAside({ position: 'file.csv:9@900', sha256: 'b' })], { period: '2025-05-30' });
		await take([makeSetAside({ sha256: 'a' })], { period: '2025-05-30' });
		expect(await query('select sha256 from set_aside')).toEqual([{ sha256: 'a' }]);
	});
});

describe('full files', () => {
	it('end what they hold no longer, without deleting it', async () => {
		await file('2025-04-30', { a: '甲', b: '乙' }, { replaces: true });
		const { settled } = await file('2025-05-31', { a: '甲' }, { replaces: true });
		expect(settled.ended).toBe(1);
		expect(await held()).toEqual([
			{ key: 'a', name: '甲', ended: null },
			{ key: 'b', name: '乙', ended: '2025-05-31' },
		]);
	});

	it('bring back what stands in them again, and count it as changed', async () => {
		await file('2025-03-31', { a: '甲', b: '乙' }, { replaces: true });
		await file('2025-04-30', { a: '甲' }, { replaces: true });
		const { counts } = await file('2025-05-31', { a: '甲', b: '乙' }, { replaces: true });
		expect(counts).toMatchObject({ changed: 1, unchanged: 1 });
		expect(await held()).toMatchObject([{ ended: null }, { ended: null }]);
	});

	it('move the day for which unchanged rows speak', async () => {
		await file('2025-04-30', { a: '甲' }, { replaces: true });
		const { counts } = await file('2025-05-31', { a: '甲' }, { replaces: true });
		expect(counts).toMatchObject({ unchanged: 1 });
		expect(await query('select as_of, body_from, changed_on from record')).toEqual([
			{ as_of: '2025-05-31', body_from: '2025-04-30', changed_on: '2025-04-30' },
		]);
	});

	it('end nothing while a later page is still to come', async () => {
		await file('2025-04-30', { a: '甲', b: '乙' }, { replaces: true });
		const read = await openRead();
		await read.save(page([makeIntakeRecord({ recordKey: 'a', asOf: '2025-05-31' })], { period: '2025-05-31', replaces: true }));
		expect(await held()).toMatchObject([{ ended: null }, { ended: null }]);
	});

	it('of which most is missing end nothing and say so, unless that is accepted', async () => {
		const many = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`k${n}`, `机构${n}`]));
		await file('2025-04-30', many, { replaces: true });
		const few = makeIntakeRecord({ recordKey: 'k0', body: { name: '机构0' }, asOf: '2025-05-31' });
		const read = await openRead('2025-05-31');
		await read.save(page([few], { period: '2025-05-31', replaces: true }));
		await expect(read.settle()).rejects.toThrow(/market\/business for 2025-05-31 lacks 39 of 40 records/);
		expect((await held()).every(({ ended }) => ended === null)).toBe(true);
		const again = await openRead('2025-05-31', { acceptShrink: true });
		expect((await again.settle()).ended).toBe(39);
	});

	it('of which just half is missing are believed', async () => {
		const names = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, `机构${n}`]));
		await file('2025-04-30', names(40), { replaces: true });
		expect((await file('2025-05-31', names(20), { replaces: true })).settled.ended).toBe(20);
	});
});

describe('two entries that read one file into one record type', () => {
	it('end only what is theirs', async () => {
		const readEntry = async (kind: 'listEntry' | 'personListEntry', keys: readonly string[], runId: string) => {
			await openRead('2025-05-31', { runId });
			const entry = { source: 'market', recordType: 'business', reading: kind, kind, asOf: '2025-05-31', runId } as const;
			const read = await openTableRead(database.store, entry);
			const rows = keys.map((recordKey) => makeIntakeRecord({ recordKey, kind, asOf: '2025-05-31' }));
			await read.save(page(rows, { period: '2025-05-31', replaces: true }));
			return read.settle();
		};
		await readEntry('listEntry', ['a', 'b'], 'r1');
		expect(await readEntry('personListEntry', ['p'], 'r1')).toMatchObject({ ended: 0 });
		expect(await readEntry('listEntry', ['a'], 'r2')).toMatchObject({ ended: 1 });
		expect((await held()).map(({ key, ended }) => [key, ended !== null])).toEqual([
			['a', false],
			['b', true],
			['p', false],
		]);
	});
});

describe('corrected files of a day', () => {
	it('take back what the file before gave wrongly', async () => {
		await file('2025-05-30', { a: '甲' });
		await file('2025-05-31', { b: '乙', c: '丙' });
		const { settled } = await file('2025-05-31', { c: '丙改' });
		expect(settled).toEqual({ ended: 0, restored: 0, withdrawn: 1 });
		// ended on its own day: it never held
		expect(await held()).toEqual([
			{ key: 'a', name: '甲', ended: null },
			{ key: 'b', name: '乙', ended: '2025-05-31' },
			{ key: 'c', name: '丙改', ended: null },
		]);
	});

	it('bring back what the day before said, with its keys and people', async () => {
		const first = makeIntakeRecord({ recordKey: 'a', body: { name: '前' }, asOf: '2025-05-30', people: [makeMention()] });
		await take([first], { period: '2025-05-30' });
		await file('2025-05-31', { a: '误', b: '乙' });
		const { settled } = await file('2025-05-31', { b: '乙' });
		expect(settled).toMatchObject({ restored: 1, withdrawn: 0 });
		expect(await held()).toMatchObject([{ name: '前', ended: null }, { name: '乙' }]);
		expect(await query(`select as_of, content_hash from record where record_key = 'a'`)).toEqual([
			{ as_of: '2025-05-30', content_hash: first.contentHash },
		]);
		expect(await query(`select value from record_key k join record r using (rid) where record_key = 'a'`)).toEqual([{ value: '前' }]);
		expect(await query('select name from person_mention')).toEqual([{ name: '甄试一' }]);
		expect(await query('select count(*)::int as n from person_token')).toEqual([{ n: 2 }]);
	});

	it('leave alone what an earlier day gave with the same content', async () => {
		await file('2025-05-30', { a: '甲' });
		await file('2025-05-31', { a: '甲', b: '乙' });
		await file('2025-05-31', { b: '乙' });
		expect(await query(`select as_of, ended_on from record where record_key = 'a'`)).toEqual([{ as_of: '2025-05-30', ended_on: null }]);
	});

	it('of an older day leave newer days as they are', async () => {
		await file('2025-05-30', { a: '甲' });
		await file('2025-05-31', { a: '甲二' });
		const { counts } = await file('2025-05-30', { a: '甲一改' });
		expect(counts).toMatchObject({ superseded: 1 });
		expect(await held()).toMatchObject([{ name: '甲二', ended: null }]);
	});

	it('that are the same letter for letter change nothing', async () => {
		await file('2025-05-31', { a: '甲', b: '乙' });
		const before = await held();
		const { settled } = await file('2025-05-31', { a: '甲', b: '乙' });
		expect(settled).toEqual({ ended: 0, restored: 0, withdrawn: 0 });
		expect(await held()).toEqual(before);
	});
});
