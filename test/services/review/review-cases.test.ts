import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '#access/reader.ts';
import { addDays, dayOf } from '#core/days.ts';
import { HOLDING_STATES, REVIEW_MOVES, REVIEW_OPINIONS, type ReviewCase, type ReviewMove } from '#core/review.ts';
import { type MoveRequest, moveCase, openCase } from '#services/review/review-cases.ts';
import { FLAG_STATUS, TRANSITIONS } from '#services/review/transitions.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addOrganisation, addPerson, addRecord, addSuccession, clearData } from '../../support/hub-data.ts';
import fc, { runsOf } from '../../support/property.ts';
import { APPEAL, clearReviews, ENFORCEMENT, flagIds, makeEvidence, REVIEWER, readerOf, runNight, statusOf, testClock } from './support.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

async function startOver(): Promise<void> {
	await clearReviews(database);
	await clearData(database.store.db);
	await addOrganisation(database.store.db, { id: 'org_a' });
	await runNight(database, { runId: 'run-0', asOf: '2025-05-01', found: { FRONT_BUSINESS: ['i1'] } });
}
beforeEach(startOver);

const open = async (): Promise<ReviewCase> => {
	const opened = await openCase(readerOf(database), testClock, { flagIds: await flagIds(database) });
	if ('refusal' in opened) throw new Error(opened.refusal.message);
	return opened.reviewCase;
};
type Asked = Omit<MoveRequest, 'version'> & { version?: string };
const ask = (current: ReviewCase, asked: Asked, caller: Caller = REVIEWER) =>
	moveCase(readerOf(database, caller), testClock, { version: current.version, caseId: current.caseId, ...asked });
/** Moves that have to go through, one after the other. */
async function go(current: ReviewCase, ...steps: readonly (readonly [ReviewMove, Caller?, Partial<Asked>?])[]): Promise<ReviewCase> {
	let now = current;
	for (const [move, caller = REVIEWER, more = {}] of steps) {
		const moved = await ask(now, { move, grounds: 'seen on site', ...more }, caller);
		if ('refusal' in moved) throw new Error(`${move}: ${moved.refusal.message}`);
		now = moved.reviewCase;
	}
	return now;
}
const refusal = async (...args: Parameters<typeof ask>) => {
	const moved = await ask(...args);
	return 'refusal' in moved ? moved.refusal : null;
};
const declare = async (subject: string, personId: string, relatives: readonly string[] = []) => {
	for (const id of [personId, ...relatives]) {
		if ((await database.store.pool.query('select from person where person_id = $1', [id])).rowCount === 0)
			await addPerson(database.store.db, { id, name: '某人' });
		await addRecord(database.store.db, { kind: 'certificate', key: `cert-${subject}-${id}`, people: { person: id } });
	}
	await readerOf(database, { ...REVIEWER, subject: 'somebody else' }).declareExpert({ subject, personId, relatives });
};
const audited = async () =>
	Number((await database.store.pool.query(`select count(*) from audit where action = 'review:move'`)).rows[0].count);
const events = async (caseId: string) => (await readerOf(database).reviewEvents([caseId])).get(caseId) ?? [];

describe('openCase', () => {
	test('puts the flags under review, with who, when, why and a day to be done by', async () => {
		const opened = await open();
		expect(opened).toMatchObject({
			state: 'SELF_CHECK',
			organisationId: 'org_a',
			openedBy: 'reviewer-1',
			dueOn: '2025-06-10',
			decidedBy: null,
		});
		expect(await statusOf(database, 'FRONT_BUSINESS')).toBe('UNDER_REVIEW');
		expect(await events(opened.caseId)).toMatchObject([{ number: 1, move: 'OPEN', from: null, to: 'SELF_CHECK' }]);
		expect(await audited()).toBe(1);
	});

	test('answers the second who takes up the same flag with the case of the first, when both ask at once', async () => {
		const ids = await flagIds(database);
		const both = await Promise.all([1, 2].map(() => openCase(readerOf(database), testClock, { flagIds: ids })));
		const won = both.flatMap((one) => ('reviewCase' in one ? [one.reviewCase.caseId] : []));
		expect(won).toHaveLength(1);
		const lost = both.flatMap((one) => ('refusal' in one ? [one.refusal] : []));
		expect(lost).toMatchObject([{ kind: 'Conflict', current: { caseId: won[0] } }]);
		expect(await audited()).toBe(1);
	});

	test.each([
		['flags of two organisations', ['org_b'], 'InvalidInput'],
		['no flag', null, 'InvalidInput'],
	])('refuses %s', async (_, others, kind) => {
		for (const id of others ?? []) {
			await addOrganisation(database.store.db, { id });
			await runNight(database, { runId: 'run-b', asOf: '2025-05-02', organisationId: id, found: { FRONT_BUSINESS: ['j1'] } });
		}
		const asked = await openCase(readerOf(database), testClock, { flagIds: others === null ? [] : await flagIds(database) });
		expect('refusal' in asked && asked.refusal.kind).toBe(kind);
		expect(await audited()).toBe(0);
	});

	test('refuses a flag beyond the caller’s divisions as if it were not there', async () => {
		const elsewhere = readerOf(database, { ...REVIEWER, divisions: ['440000'] });
		await expect(openCase(elsewhere, testClock, { flagIds: await flagIds(database) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});
});

describe('the days of a stage', () => {
	test('are those that the deployment gives, for the first stage and for the next', async () => {
		const days = { SELF_CHECK: 3, EXPERT_APPRAISAL: 4, ENFORCEMENT_DECISION: 5, CONTESTED: 6 };
		const opened = await openCase(readerOf(database), testClock, { flagIds: await flagIds(database) }, days);
		if ('refusal' in opened) throw new Error(opened.refusal.message);
		const { caseId, version, dueOn } = opened.reviewCase;
		const moved = await moveCase(readerOf(database), testClock, { caseId, version, move: 'REFER', grounds: 'seen on site' }, days);
		expect([dueOn, 'refusal' in moved ? null : moved.reviewCase.dueOn]).toEqual([
			addDays(dayOf(testClock.now()), 3),
			addDays(dayOf(testClock.now()), 5),
		]);
	});
});

describe('moveCase', () => {
	test('goes from self-check over appraisal to the decision, an objection and its end', async () => {
		await declare('reviewer-1', 'per_expert');
		const confirmed = await go(await open(), ['NEEDS_APPRAISAL'], ['APPRAISE', REVIEWER, { opinion: 'SUBJECT' }], ['CONFIRM', ENFORCEMENT]);
		expect(confirmed).toMatchObject({ state: 'CONFIRMED', decidedBy: 'officer-1', dueOn: null });
		expect(await statusOf(database, 'FRONT_BUSINESS')).toBe('CONFIRMED');
		const contested = await go(confirmed, ['CONTEST', APPEAL]);
		expect([contested.state, await statusOf(database, 'FRONT_BUSINESS')]).toEqual(['CONTESTED', 'UNDER_REVIEW']);
		await go(contested, ['WITHDRAW', APPEAL]);
		expect(await statusOf(database, 'FRONT_BUSINESS')).toBe('WITHDRAWN');
	});

	test('lets one of two who move at once win, and tells the other what the case is now', async () => {
		const current = await open();
		const both = await Promise.all([
			ask(current, { move: 'DISMISS', grounds: 'no class' }),
			ask(current, { move: 'REFER', grounds: 'admitted' }),
		]);
		const won = both.flatMap((one) => ('reviewCase' in one ? [one.reviewCase.state] : []));
		expect(won).toHaveLength(1);
		expect(both.flatMap((one) => ('refusal' in one ? [one.refusal] : []))).toMatchObject([
			{ kind: 'Conflict', current: { state: won[0] } },
		]);
		expect(await audited()).toBe(2);
	});

	test('gives a conflict to who decides on less than a night has found since', async () => {
		const current = await open();
		await runNight(database, { runId: 'run-1', asOf: '2025-05-02', found: { FRONT_BUSINESS: ['i1', 'i2'] } });
		expect(await refusal(current, { move: 'DISMISS', grounds: 'no class' })).toMatchObject({ kind: 'Conflict' });
		// The near miss: a night that finds the same again changes nothing that was seen.
		const seen = (await readerOf(database).reviewCases([current.caseId])).get(current.caseId) as ReviewCase;
		await runNight(database, { runId: 'run-2', asOf: '2025-05-03', found: { FRONT_BUSINESS: ['i1', 'i2'] } });
		expect(await refusal(seen, { move: 'DISMISS', grounds: 'no class' })).toBeNull();
	});

	test.each<[string, Asked, Caller, string]>([
		['a move of another stage', { move: 'CONFIRM', grounds: 'x' }, ENFORCEMENT, 'WrongState'],
		['a move of another role', { move: 'DISMISS', grounds: 'x' }, ENFORCEMENT, 'NotAllowed'],
		['a move for another purpose', { move: 'DISMISS', grounds: 'x' }, APPEAL, 'NotAllowed'],
		['a decision without grounds', { move: 'DISMISS', grounds: '  ' }, REVIEWER, 'InvalidInput'],
		['what the move has no use for', { move: 'DISMISS', grounds: 'x', opinion: 'SUBJECT' }, REVIEWER, 'InvalidInput'],
		['an end in the past', { move: 'SET_DUE', dueOn: '2025-05-30' }, REVIEWER, 'InvalidInput'],
		['another agency’s word for an agency', { move: 'TRANSFER', agency: '教育局', grounds: 'x' }, REVIEWER, 'InvalidInput'],
	])('refuses %s and changes nothing', async (_, asked, caller, kind) => {
		const current = await open();
		expect(await refusal(current, asked, caller)).toMatchObject({ kind });
		expect((await readerOf(database).reviewCases([current.caseId])).get(current.caseId)).toEqual(current);
		expect(await audited()).toBe(1);
	});

	test('takes a day that is today for a day to be done by', async () => {
		expect((await go(await open(), ['SET_DUE', REVIEWER, { grounds: null, dueOn: '2025-05-31' }])).dueOn).toBe('2025-05-31');
	});

	test('has an objection heard by somebody else than who decided', async () => {
		const contested = await go(
			await open(),
			['REFER'],
			['CONFIRM', ENFORCEMENT],
			['CONTEST', APPEAL],
			['UPHOLD', APPEAL],
			['CONTEST', APPEAL],
		);
		expect(await refusal(contested, { move: 'UPHOLD', grounds: 'again' }, APPEAL)).toMatchObject({ kind: 'NotAllowed' });
		expect(await refusal(contested, { move: 'UPHOLD', grounds: 'again' }, { ...APPEAL, subject: 'appeal-2' })).toBeNull();
	});
});

describe('hand-overs', () => {
	const MARKET = { ...REVIEWER, subject: 'market-1', sources: ['market'] };

	test('wait until the other agency accepts, and nothing is decided meanwhile', async () => {
		const sent = await go(await open(), ['TRANSFER', REVIEWER, { agency: 'market' }]);
		expect(sent.transfer).toMatchObject({ from: null, to: 'market', sentBy: 'reviewer-1' });
		expect(await refusal(sent, { move: 'DISMISS', grounds: 'x' })).toMatchObject({
			kind: 'WrongState',
			possible: expect.arrayContaining(['ACCEPT_TRANSFER']),
		});
		expect(await refusal(sent, { move: 'ACCEPT_TRANSFER' }, { ...MARKET, sources: ['education'] })).toMatchObject({ kind: 'NotAllowed' });
		const taken = await go(sent, ['ACCEPT_TRANSFER', MARKET, { grounds: null }]);
		expect(taken).toMatchObject({ agency: 'market', transfer: null, state: 'SELF_CHECK' });
		expect(await refusal(taken, { move: 'DISMISS', grounds: 'x' }, { ...MARKET, sources: ['education'] })).toMatchObject({
			kind: 'NotAllowed',
		});
		expect(await refusal(taken, { move: 'DISMISS', grounds: 'x' }, MARKET)).toBeNull();
	});

	test('that are sent back leave the case where it was', async () => {
		const back = await go(await open(), ['TRANSFER', REVIEWER, { agency: 'market' }], ['RETURN_TRANSFER', MARKET]);
		expect(back).toMatchObject({ agency: null, transfer: null });
	});
});

describe('experts', () => {
	const appraise = (current: ReviewCase) => refusal(current, { move: 'APPRAISE', grounds: 'seen the books', opinion: 'SUBJECT' });
	const post = (organisationId: string, personId: string) =>
		addRecord(database.store.db, {
			kind: 'staff',
			key: `staff-${organisationId}-${personId}`,
			organisationId,
			people: { person: personId },
		});

	test('who have not said who they are do not appraise', async () => {
		expect(await appraise(await go(await open(), ['NEEDS_APPRAISAL']))).toMatchObject({
			kind: 'NotAllowed',
			message: expect.stringMatching(/declareExpert/),
		});
	});

	test('are declared by somebody else, for whoever declares themselves could name another', async () => {
		const own = readerOf(database).declareExpert({ subject: REVIEWER.subject, personId: 'per_expert', relatives: [] });
		await expect(own).rejects.toMatchObject({ code: 'INVALID_INPUT' });
	});

	test.each<[string, () => Promise<unknown>]>([
		['themselves hold a post in it', () => post('org_a', 'per_expert')],
		['have a relative who does', () => post('org_a', 'per_brother')],
		[
			'hold one in an organisation that carries it on',
			async () => {
				await addOrganisation(database.store.db, { id: 'org_next' });
				await addSuccession(database.store.db, 'org_a', 'org_next');
				await post('org_next', 'per_expert');
			},
		],
		[
			'hold one in an organisation that it carries on',
			async () => {
				await addOrganisation(database.store.db, { id: 'org_before' });
				await addSuccession(database.store.db, 'org_before', 'org_a');
				await post('org_before', 'per_brother');
			},
		],
	])('who %s are refused, and nobody is named', async (_, arrange) => {
		await declare('reviewer-1', 'per_expert', ['per_brother']);
		await arrange();
		const refused = await appraise(await go(await open(), ['NEEDS_APPRAISAL']));
		expect(refused?.kind).toBe('NotAllowed');
		expect(refused?.message).not.toMatch(/per_|某人|org_/);
	});

	test('whose post is in an organisation that has nothing to do with it appraise', async () => {
		await declare('reviewer-1', 'per_expert', ['per_brother']);
		await addOrganisation(database.store.db, { id: 'org_far' });
		await post('org_far', 'per_expert');
		expect(await appraise(await go(await open(), ['NEEDS_APPRAISAL']))).toBeNull();
	});

	test('with an interest are not assigned either, and a case assigned to one is not appraised by another', async () => {
		await declare('expert-1', 'per_one');
		await declare('expert-2', 'per_two');
		await declare('reviewer-1', 'per_three');
		await post('org_a', 'per_one');
		const current = await go(await open(), ['NEEDS_APPRAISAL']);
		expect(await refusal(current, { move: 'ASSIGN', assignee: 'expert-1' })).toMatchObject({ kind: 'NotAllowed' });
		const assigned = await go(current, ['ASSIGN', REVIEWER, { assignee: 'expert-2', grounds: null }]);
		expect(await appraise(assigned)).toMatchObject({ kind: 'NotAllowed', message: expect.stringMatching(/somebody else/) });
	});
});

describe('nights', () => {
	const night = (day: number, found: Parameters<typeof runNight>[1]['found']) =>
		runNight(database, { runId: `run-${day}`, asOf: addDays('2025-05-01', day), found });
	const SAME = { FRONT_BUSINESS: ['i1'] } as const;
	const MORE = { FRONT_BUSINESS: ['i1', 'i2'] } as const;
	const status = () => statusOf(database, 'FRONT_BUSINESS');

	test('leave a dismissed flag dismissed until there is new evidence, and then reopen it for a new case', async () => {
		const closed = await go(await open(), ['DISMISS']);
		await night(1, SAME);
		expect(await status()).toBe('DISMISSED');
		await night(2, {});
		expect(await status()).toBe('DISMISSED');
		await night(3, MORE);
		expect(await status()).toBe('REOPENED');
		expect((await open()).caseId).not.toBe(closed.caseId);
	});

	test('leave a confirmed flag confirmed though nothing is found any more, until a person clears it', async () => {
		const confirmed = await go(await open(), ['REFER'], ['CONFIRM', ENFORCEMENT]);
		await night(1, {});
		expect(await status()).toBe('CONFIRMED');
		await go(confirmed, ['CLEAR', ENFORCEMENT]);
		await night(2, SAME);
		expect(await status()).toBe('CLEARED');
		await night(3, MORE);
		expect(await status()).toBe('REOPENED');
		// What a run cleared itself comes back with the same evidence.
		await night(4, {});
		await night(5, MORE);
		expect(await status()).toBe('REOPENED');
	});

	test('tell the agencies once what people decided', async () => {
		await go(await open(), ['DISMISS']);
		await night(1, SAME);
		await night(2, SAME);
		const { rows } = await database.store.pool.query(
			`select run_id, change, before ->> 'status' as before, after ->> 'status' as after from flag_change where run_id <> 'run-0' order by run_id`,
		);
		expect(rows).toEqual([{ run_id: 'run-1', change: 'CHANGED', before: 'NEW', after: 'DISMISSED' }]);
	});

	test('and decisions keep the risk of the organisation in step with its open flags', async () => {
		const risk = async () => (await database.store.pool.query('select risk_score, flag_codes from organisation')).rows[0];
		expect((await risk()).flag_codes).toEqual(['FRONT_BUSINESS']);
		await go(await open(), ['DISMISS']);
		expect(await risk()).toEqual({ risk_score: 0, flag_codes: [] });
		await night(1, SAME);
		expect(await risk()).toEqual({ risk_score: 0, flag_codes: [] });
	});
});

describe('a night that is writing while somebody decides', () => {
	test('makes the decision a conflict, for it brings what they have not seen', async () => {
		const current = await open();
		const night = await database.store.pool.connect();
		try {
			await night.query('begin');
			await night.query(`update flag set evidence_digest = 'more', evidence = $1`, [
				JSON.stringify([makeEvidence('i1'), makeEvidence('i2')]),
			]);
			const deciding = ask(current, { move: 'DISMISS', grounds: 'no class' });
			await untilSomebodyWaits();
			await night.query('commit');
			expect(await deciding).toMatchObject({ refusal: { kind: 'Conflict' } });
		} finally {
			night.release();
		}
		expect(await statusOf(database, 'FRONT_BUSINESS')).toBe('UNDER_REVIEW');
	});

	/** Until a statement waits for a lock of another. */
	async function untilSomebodyWaits(): Promise<void> {
		for (let waiting = 0; waiting === 0; ) {
			const { rows } = await database.store.pool.query<{ n: number }>(
				`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
			);
			waiting = rows[0]?.n ?? 0;
		}
	}
});

describe('organisations that are merged while each has a case', () => {
	const merge = (from: string, into: string) =>
		database.store.pool.query('update organisation set merged_into = $2 where organisation_id = $1', [from, into]);

	test('leave the flag of the one that goes on to the case that holds it', async () => {
		await addOrganisation(database.store.db, { id: 'org_b' });
		const first = await open();
		await runNight(database, { runId: 'run-b', asOf: '2025-05-02', organisationId: 'org_b', found: { FRONT_BUSINESS: ['j1'] } });
		const opened = await openCase(readerOf(database), testClock, { flagIds: await flagIds(database, 'org_b') });
		if ('refusal' in opened) throw new Error(opened.refusal.message);
		await merge('org_a', 'org_b');
		await go(first, ['DISMISS']);
		expect(await statusOf(database, 'FRONT_BUSINESS', 'org_a')).toBe('DISMISSED');
		expect(await statusOf(database, 'FRONT_BUSINESS', 'org_b')).toBe('UNDER_REVIEW');
	});

	test('leave nothing under review that no case holds, once they stand apart again', async () => {
		await addOrganisation(database.store.db, { id: 'org_b' });
		const first = await open();
		const nightOf = (day: string, organisationId: string, keys: readonly string[]) =>
			runNight(database, {
				runId: `run-${day}-${organisationId}`,
				asOf: `2025-05-${day}`,
				organisationId,
				found: keys.length === 0 ? {} : { FRONT_BUSINESS: keys },
			});
		await merge('org_a', 'org_b');
		await nightOf('02', 'org_b', ['i1']);
		await database.store.pool.query(`update organisation set merged_into = null where organisation_id = 'org_a'`);
		await nightOf('03', 'org_a', ['i1']);
		await nightOf('04', 'org_b', []);
		expect(await statusOf(database, 'FRONT_BUSINESS', 'org_a')).toBe('UNDER_REVIEW');
		expect(await statusOf(database, 'FRONT_BUSINESS', 'org_b')).toBe('CLEARED');
		await go(first, ['REFER'], ['CONFIRM', ENFORCEMENT]);
	});

	test('and where the one that goes on has none, its flag goes with the case of the other', async () => {
		await addOrganisation(database.store.db, { id: 'org_b' });
		const first = await open();
		await merge('org_a', 'org_b');
		await runNight(database, { runId: 'run-b', asOf: '2025-05-02', organisationId: 'org_b', found: { FRONT_BUSINESS: ['i1'] } });
		expect(await statusOf(database, 'FRONT_BUSINESS', 'org_b')).toBe('UNDER_REVIEW');
		await go(first, ['DISMISS']);
		expect(await statusOf(database, 'FRONT_BUSINESS', 'org_b')).toBe('DISMISSED');
	});
});

describe('any sequence of moves and nights', () => {
	const moves = fc.record({
		kind: fc.constant('move' as const),
		move: fc.constantFrom(...REVIEW_MOVES),
		caller: fc.constantFrom<Caller>(REVIEWER, APPEAL, { ...APPEAL, subject: 'appeal-2' }, ENFORCEMENT),
		fields: fc.record({
			grounds: fc.constantFrom('seen on site', 'seen on site', null),
			opinion: fc.constantFrom(...REVIEW_OPINIONS, null),
			assignee: fc.constantFrom('reviewer-1', null),
			agency: fc.constantFrom('market', null),
			dueOn: fc.constantFrom('2025-06-30', '2025-01-01', null),
		}),
		stale: fc.boolean(),
	});
	/** Leaves what the move has no use for in one of two, so that many go through. */
	const fitting = moves.map((one) => {
		const needs = TRANSITIONS.find(({ move }) => move === one.move)?.needs ?? [];
		const fields = Object.fromEntries(
			Object.entries(one.fields).filter(([name]) => name === 'grounds' || (needs as readonly string[]).includes(name)),
		);
		return { ...one, stale: false, fields };
	});
	/** Goes a way that the table has from wherever the case stands, as somebody who may. */
	const walks = fc.record({ kind: fc.constant('walk' as const), pick: fc.nat(), who: fc.nat() });
	const asMove = ({ pick, who }: { pick: number; who: number }, current: ReviewCase) => {
		const rows = TRANSITIONS.filter(
			({ from, handedOver }) => from.includes(current.state) && handedOver !== (current.transfer === null ? 'only' : 'never'),
		);
		const row = rows[pick % rows.length] as (typeof rows)[number];
		const given = { grounds: 'seen on site', opinion: 'SUBJECT', assignee: 'reviewer-1', agency: 'market', dueOn: '2025-06-30' } as const;
		const fields = Object.fromEntries(Object.entries(given).filter(([name]) => (row.needs as readonly string[]).includes(name)));
		const actor = row.who[who % row.who.length] as (typeof row.who)[number];
		const caller: Caller = { ...REVIEWER, subject: actor.purpose === 'REVIEW' ? 'reviewer-1' : `${actor.purpose}-${who % 2}`, ...actor };
		return { kind: 'move' as const, move: row.move, caller, fields, stale: false };
	};
	const nights = fc.record({ kind: fc.constant('night' as const), keys: fc.subarray(['i1', 'i2', 'i3']) });
	const reopen = fc.constant({ kind: 'open' as const });

	const sequences = fc.array(
		fc.oneof(
			{ weight: 6, arbitrary: walks },
			{ weight: 1, arbitrary: fitting },
			{ weight: 1, arbitrary: moves },
			{ weight: 2, arbitrary: nights },
			{ weight: 1, arbitrary: reopen },
		),
		{ minLength: 5, maxLength: 30 },
	);
	type Step = typeof sequences extends fc.Arbitrary<(infer One)[]> ? One : never;
	let worlds = 0;

	/** Does one step in a world and gives how many cases it moved or opened: 0 or 1. */
	async function take(chosen: Step, world: { organisationId: string; cases: string[]; day: number }): Promise<number> {
		const { organisationId, cases } = world;
		const status = () => statusOf(database, 'FRONT_BUSINESS', organisationId);
		const read = async () => (await readerOf(database).reviewCases([cases.at(-1) ?? ''])).get(cases.at(-1) ?? '') as ReviewCase;
		const [current, before] = [await read(), await status()];
		const step = chosen.kind === 'walk' ? asMove(chosen, current) : chosen;
		if (step.kind === 'night') {
			world.day += 1;
			const found = step.keys.length === 0 ? {} : { FRONT_BUSINESS: step.keys };
			const asOf = addDays('2025-05-01', world.day);
			await runNight(database, { runId: `run-${organisationId}-${world.day}`, asOf, organisationId, found });
			if (HOLDING_STATES.includes(current.state)) expect(await status()).toBe(before);
			return 0;
		}
		if (step.kind === 'open') {
			const opened = await openCase(readerOf(database), testClock, { flagIds: await flagIds(database, organisationId) });
			expect('reviewCase' in opened).toBe(before !== null && ['NEW', 'ONGOING', 'REOPENED'].includes(before));
			if ('reviewCase' in opened) cases.push(opened.reviewCase.caseId);
			return 'reviewCase' in opened ? 1 : 0;
		}
		const moved = await ask(current, { move: step.move, version: step.stale ? '0.stale' : current.version, ...step.fields }, step.caller);
		if ('refusal' in moved) {
			expect(await read()).toEqual(current);
			return 0;
		}
		expect(step.stale).toBe(false);
		const row = TRANSITIONS.find(({ move, from }) => move === step.move && from.includes(current.state));
		expect(moved.reviewCase.state).toBe(row?.to ?? current.state);
		if (moved.reviewCase.state !== current.state) expect(await status()).toBe(FLAG_STATUS[moved.reviewCase.state]);
		return 1;
	}

	test('never ends in an illegal state, with a whole history and one row of the audit a step', { timeout: 120_000 }, async () => {
		const done = new Set<string>();
		await declare('reviewer-1', 'per_expert');
		const property = fc.asyncProperty(sequences, async (sequence) => {
			worlds += 1;
			const organisationId = `org_w${worlds}`;
			await addOrganisation(database.store.db, { id: organisationId });
			await runNight(database, { runId: `run-${organisationId}`, asOf: '2025-05-01', organisationId, found: { FRONT_BUSINESS: ['i1'] } });
			const first = await openCase(readerOf(database), testClock, { flagIds: await flagIds(database, organisationId) });
			const world = { organisationId, cases: 'reviewCase' in first ? [first.reviewCase.caseId] : [], day: 1 };
			let steps = 1;
			for (const step of sequence) steps += await take(step, world);
			let told = 0;
			for (const caseId of world.cases) {
				const history = await events(caseId);
				expect(history.map(({ number }) => number)).toEqual(history.map((_, at) => at + 1));
				expect(history.map(({ from }) => from)).toEqual([null, ...history.slice(0, -1).map(({ to }) => to)]);
				expect((await readerOf(database).reviewCases([caseId])).get(caseId)?.state).toBe(history.at(-1)?.to);
				const { rows } = await database.store.pool.query(`select subject ->> 'move' as move from audit where subject ->> 'caseId' = $1`, [
					caseId,
				]);
				expect(rows.map(({ move }) => move).toSorted()).toEqual(history.map(({ move }) => move).toSorted());
				told += history.length;
				for (const { move } of history) done.add(move);
			}
			expect(told).toBe(steps);
		});
		await fc.assert(property, { numRuns: runsOf(20) });
		expect(done.size).toBeGreaterThan(10);
	});
});
