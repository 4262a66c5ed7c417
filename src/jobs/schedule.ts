/**
 * The schedule of the hub, all of it. A night that the hub slept through, or that failed, is made up for within the hour, once,
 * for the newest day; the run table and the run lock see to it that two hubs on one store make it once.
 */
import { Cron } from 'croner';
import { type Clock, type Day, dayOf } from '#core/days.ts';
import { isHubError } from '#core/errors.ts';
import type { Store } from '#store/database.ts';
import { isDue } from './nightly.ts';

export interface ScheduleOptions {
	/** When a night begins: a cron expression in Asia/Shanghai. */
	readonly nightly: string;
	readonly store: Pick<Store, 'pool'>;
	readonly clock: Clock;
	/** Runs the night of a day, if it is still due. */
	readonly runNight: (asOf: Day) => Promise<unknown>;
	readonly onError: (thrown: unknown) => void;
}

export interface Schedule {
	/** When the next night begins; null: the expression names no time to come. */
	next(): Date | null;
	/** Begins no more nights and waits for the one under way. */
	stop(): Promise<void>;
}

const TIMEZONE = 'Asia/Shanghai';
/** How often a night that is missing is looked for. More often floods the log of a hub whose nights fail; less makes up late. */
const MISSED_NIGHTS = '7 * * * *';

/** Starts the schedule; a missed night is looked for at once. */
export function startSchedule(options: ScheduleOptions): Schedule {
	let underWay: Promise<void> | null = null;
	const night = (): Promise<void> => {
		underWay ??= makeUpNight(options).finally(() => {
			underWay = null;
		});
		return underWay;
	};
	const nightly = new Cron(options.nightly, { timezone: TIMEZONE, name: undefined }, night);
	const missed = new Cron(MISSED_NIGHTS, { timezone: TIMEZONE }, night);
	void night();
	return {
		next: () => nightly.nextRun(),
		async stop() {
			nightly.stop();
			missed.stop();
			await underWay;
		},
	};
}

/** Runs the newest night that should have begun by now and has no bundle. */
async function makeUpNight(options: ScheduleOptions): Promise<void> {
	try {
		const day = lastNight(options.nightly, options.clock.now());
		if (day !== null && (await isDue(options.store, day))) await options.runNight(day);
	} catch (thrown) {
		if (!isHubError(thrown, 'ALREADY_RUNNING')) options.onError(thrown); // another hub makes this night
	}
}

/** The day of the last night that should have begun by an instant; null: none ever. */
export function lastNight(nightly: string, now: Date): Day | null {
	const [last] = new Cron(nightly, { timezone: TIMEZONE, paused: true }).previousRuns(1, now);
	return last === undefined ? null : dayOf(last);
}
