import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HubError } from '#core/errors.ts';
import { lastNight, type ScheduleOptions, startSchedule } from '#jobs/schedule.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { putRun } from '../support/stored-world.ts';

const NIGHTLY = '30 1 * * *';

describe('lastNight', () => {
	const cases = [
		{ why: 'a minute before it is due it is yesterday’s', now: '2025-05-31T01:29:00+08:00', day: '2025-05-30' },
		{ why: 'from then on it is today’s', now: '2025-05-31T01:31:00+08:00', day: '2025-05-31' },
		{ why: 'the clock is that of Shanghai', now: '2025-05-30T17:31:00Z', day: '2025-05-31' },
	];
	it.each(cases)('$why', ({ now, day }) => {
		expect(lastNight(NIGHTLY, new Date(now))).toBe(day);
	});
});

describe('startSchedule', () => {
	let database: TestDatabase;
	let nights: string[];
	let errors: unknown[];
	beforeEach(async () => {
		database = await createTestDatabase();
		[nights, errors] = [[], []];
	});
	afterEach(() => database.drop());

	/** Starts the schedule at half past nine, lets it look for a missed night, and stops it. */
	async function start(overrides: Partial<ScheduleOptions> = {}): Promise<void> {
		const schedule = startSchedule({
			nightly: NIGHTLY,
			store: database.store,
			clock: { now: () => new Date('2025-05-31T09:30:00+08:00') },
			runNight: async (asOf) => void nights.push(asOf),
			onError: (thrown) => void errors.push(thrown),
			...overrides,
		});
		expect(schedule.next()).toBeInstanceOf(Date);
		await schedule.stop();
	}

	it('makes up a missed night at once, for the newest day alone', async () => {
		await putRun(database.store, 'old', '2025-05-20', 'COMPLETE');
		await start();
		expect(nights).toEqual(['2025-05-31']);
	});

	it('makes up a night that failed', async () => {
		await putRun(database.store, 'failed', '2025-05-31', 'FAILED');
		await start();
		expect(nights).toEqual(['2025-05-31']);
	});

	it('leaves a night alone that has its bundle', async () => {
		await putRun(database.store, 'done', '2025-05-31', 'COMPLETE');
		await start();
		expect(nights).toEqual([]);
	});

	it('tells of a night that fails, and not of one that another hub makes', async () => {
		await start({ runNight: () => Promise.reject(new HubError('ALREADY_RUNNING', 'x')) });
		expect(errors).toEqual([]);
		const fault = new Error('disk full');
		await start({ runNight: () => Promise.reject(fault) });
		expect(errors).toEqual([fault]);
	});
});
