/**
 * Reads a row's own time of update: as a text that sorts whatever offset the source writes, and as the day in
 * Asia/Shanghai for which the row speaks.
 */
import { type Day, dayOf } from '#core/days.ts';
import { parseInstant } from './parse/dates.ts';

/** A stamp that sorts as text, to the microsecond, in UTC; and its day in Asia/Shanghai. */
export interface Stamp {
	readonly text: string;
	readonly day: Day;
}

/** Reads a stamp; null where there is none or it is no time. */
export interface StampReader {
	(raw: string | null): Stamp | null;
	/** Offset of the source's times without one, "+08:00". */
	readonly offset: string;
}

const STAMP = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/** A reader for a source's zone. Zones with summer time are read with their offset of January. */
export function createStampReader(timezone: string): StampReader {
	const offset = offsetOf(timezone);
	const read = (raw: string | null): Stamp | null => {
		const text = (raw ?? '').trim();
		const found = STAMP.exec(text);
		if (found === null) return otherStamp(text, offset);
		const [, day, time = '00:00:00', fraction = '', given] = found;
		const instant = new Date(`${day}T${time.length === 5 ? `${time}:00` : time}${isoOffset(given ?? offset)}`);
		if (Number.isNaN(instant.getTime())) return null;
		return { text: `${instant.toISOString().slice(0, 19)}.${fraction.slice(0, 6).padEnd(6, '0')}Z`, day: dayOf(instant) };
	};
	return Object.assign(read, { offset });
}

/** Milliseconds since 1970, 20250531020000, 2025年5月31日 2:00 and the other forms in which a field may say an instant; null: it says none. */
function otherStamp(text: string, offset: string): Stamp | null {
	const given = /^1\d{12}$/.test(text) ? Number(text) : parseInstant(text, offset).value;
	if (given === null) return null;
	const instant = new Date(given);
	return { text: instant.toISOString().replace('Z', '000Z'), day: dayOf(instant) };
}

function isoOffset(given: string): string {
	if (given === 'Z' || given.length === 6) return given;
	return given.length === 3 ? `${given}:00` : `${given.slice(0, 3)}:${given.slice(3)}`;
}

function offsetOf(timezone: string): string {
	const parts = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' }).formatToParts(Date.UTC(2024, 0, 1));
	const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
	return name === 'GMT' ? '+00:00' : name.slice(3);
}
