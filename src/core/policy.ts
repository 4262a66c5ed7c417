/** The limits that law and local rules set, by division; what rules measure against. The configuration gives them, a dossier carries its own. */
import { createHash } from 'node:crypto';
import type { Calendars } from './calendar.ts';
import { canonicalJson } from './canonical-json.ts';

/** Limits that law or local rules set; every one can differ by division. */
export interface Policy {
	/** Subject lessons on site end by then ("HH:MM"). */
	readonly offlineLessonEndsBy: string;
	readonly onlineLessonEndsBy: string;
	/** Whether these hours bind courses that are for senior high pupils alone. */
	readonly lessonHoursBindSeniorHigh: boolean;
	readonly onlineLessonMaxMinutes: number;
	readonly onlineBreakMinMinutes: number;
	/** One charge covers at most so many months, or lessons. */
	readonly feeMaxMonths: number;
	readonly feeMaxLessons: number;
	/** Most that may be charged at once for non-subject training, yuan. */
	readonly feeMaxYuan: number;
	/** A supervised balance under its minimum for so many days running is a finding. */
	readonly balanceBelowMinimumDays: number;
	/** Most that may leave a supervised account on one day, per cent of what was in it. */
	readonly outflowMaxPercentADay: number;
	/** Every institution is inspected at least once in so many months. */
	readonly inspectionEveryMonths: number;
	/** A police check of staff holds so many months. */
	readonly clearanceEveryMonths: number;
	/** Whether childcare (托管) may look after homework without counting as training. */
	readonly homeworkCareAllowed: boolean;
	/** Mutual care of fewer children than this among families is no business. */
	readonly familyCareBelow: number;
}

/** A division's own limits, over those of the levels above it. */
export interface DivisionPolicy {
	/** Leading digits of the division code; "" is the whole country. */
	readonly division: string;
	readonly policy: Policy;
}

/** What holds where: the part of the configuration on which rules rest. */
export interface Regulation {
	/** Longest division prefix first; the last one is the country's. */
	readonly policies: readonly DivisionPolicy[];
	readonly calendars: Calendars;
}

/** The limits that hold in a division; null stands for a division that is not known. */
export function policyFor({ policies }: Pick<Regulation, 'policies'>, divisionCode: string | null): Policy {
	const found = policies.find(({ division }) => (divisionCode ?? '').startsWith(division));
	if (found === undefined) throw new RangeError('the configuration has no policy for the whole country');
	return found.policy;
}

/** Twelve hexadecimal digits that differ whenever a limit or a calendar does: with another regulation every answer can change. */
export function digestOfRegulation({ policies, calendars }: Regulation): string {
	return createHash('sha256').update(canonicalJson({ policies, calendars })).digest('hex').slice(0, 12);
}
