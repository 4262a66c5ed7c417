/** What every command gives back, and the day that many of them speak for. */

import type { Hub } from '#compose.ts';
import { type Day, dayOf } from '#core/days.ts';

/** What a command found or made. */
export interface Outcome {
	/** 0 done; 1 done, with something that needs attention; 2 not done. */
	readonly status: 0 | 1 | 2;
	/** For people; may have several lines. */
	readonly text: string;
	/** The same for programs (`--json`). */
	readonly json: unknown;
}

/** Arguments that commands share; days are of Asia/Shanghai. */
export interface DayArgument {
	/** Null: today. */
	readonly asOf: Day | null;
}

/** The day a command speaks for. */
export function dayArgument(hub: Pick<Hub, 'clock'>, { asOf }: DayArgument): Day {
	return asOf ?? dayOf(hub.clock.now());
}
