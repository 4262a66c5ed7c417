/** Until when a subject lesson may last, and times of the day as numbers. The limits are the policy's of the division. */
import type { Policy } from '#core/policy.ts';

/**
 * Latest end of a lesson in minutes of the day; a lesson that ends on the minute is in time. Null: no limit there for these pupils.
 */
export function latestEnd(policy: Policy, mode: 'OFFLINE' | 'ONLINE', seniorHighOnly: boolean): number | null {
	if (seniorHighOnly && !policy.lessonHoursBindSeniorHigh) return null;
	return minutesOf(mode === 'ONLINE' ? policy.onlineLessonEndsBy : policy.offlineLessonEndsBy);
}

/** "20:30" as minutes of the day; null when there is no time. */
export function minutesOf(time: string | null): number | null {
	const match = time === null ? null : /^(\d{1,2}):(\d{2})/.exec(time);
	return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

/** Minutes of the day as "20:50"; past midnight counts on (24:10). */
export function timeText(minute: number): string {
	return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
