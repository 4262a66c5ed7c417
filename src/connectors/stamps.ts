/**
 * Time stamps of sources as text, to the microsecond; a Date would lose three digits and with them rows.
 * Two forms: the instant handed on with a row, "2025-05-31T02:00:00.000000+08:00" in the source's zone, and the stamp
 * kept in a cursor, which sorts.
 */

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,6})\d*)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/** Offset of a zone at a local time ("2025-05-31T02"), "+08:00"; remembered by the day, of days on which it changes by the hour. */
export type OffsetOf = (localHour: string) => string;

/** Larger: memory for days that never come again; smaller: Intl is asked per row (2 µs each). */
const TIMES_REMEMBERED = 50_000;

/** The offsets of an IANA zone at local times. Where the clock skips or repeats an hour, one of the two that could be meant. */
export function createOffsetOf(zone: string): OffsetOf {
	const offsetAt = createOffsetAt(zone);
	return remembered((localHour) => {
		const asUtc = Date.parse(`${localHour}:00:00Z`);
		return Number.isNaN(asUtc) ? '+00:00' : offsetAt(asUtc - minutesOf(offsetAt(asUtc)) * 60_000);
	});
}

/** A function from a UTC text without offset ("2025-05-30 18:00:00.5") to the instant's text in the zone. */
export function createZoneText(zone: string): (utc: string) => string {
	const offsetAt = createOffsetAt(zone);
	const offsetOfUtc = remembered((utcHour) => offsetAt(Date.parse(`${utcHour}:00:00Z`)));
	return (utc) => {
		const instant = toInstantText(utc, () => '+00:00');
		const at = Date.parse(`${instant.slice(0, 19)}Z`);
		if (instant.length !== 32 || Number.isNaN(at)) return utc;
		const offset = offsetOfUtc(instant.slice(0, 13));
		return new Date(at + minutesOf(offset) * 60_000).toISOString().slice(0, 19) + instant.slice(19, 26) + offset;
	};
}

function createOffsetAt(zone: string): (instant: number) => string {
	const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
	return (instant) => {
		const name = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
		return name === 'GMT' ? '+00:00' : name.slice(3, 9);
	};
}

/** Rows spread over years have an hour of their own each, but few days: a day that begins and ends with one offset has it all through. */
function remembered(find: (hour: string) => string): (hour: string) => string {
	const whole = memory((day) => {
		const offset = find(`${day}T00`);
		return offset === find(`${day}T23`) ? offset : '';
	});
	const byHour = memory(find);
	return (hour) => whole(hour.slice(0, 10)) || byHour(hour);
}

function memory(find: (time: string) => string): (time: string) => string {
	const known = new Map<string, string>();
	return (time) => {
		let offset = known.get(time);
		if (offset === undefined) {
			offset = find(time);
			if (known.size >= TIMES_REMEMBERED) known.clear();
			known.set(time, offset);
		}
		return offset;
	};
}

/** Minutes of "+08:00". */
function minutesOf(offset: string): number {
	return (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6)));
}

/** A source's text as an instant with six decimals and an offset; text of any other shape ("infinity", zero dates) as it is. */
export function toInstantText(text: string, offsetOf: OffsetOf): string {
	const found = TIME.exec(text);
	if (!found || text.startsWith('0000')) return text;
	const [, day, time = '00:00:00', fraction = '', given] = found;
	const local = `${day}T${time.length === 5 ? `${time}:00` : time}.${fraction.padEnd(6, '0')}`;
	if (given === undefined) return local + offsetOf(local.slice(0, 13));
	if (given === 'Z') return `${local}+00:00`;
	return local + (given.length === 3 ? `${given}:00` : given.length === 5 ? `${given.slice(0, 3)}:${given.slice(3)}` : given);
}

/** An instant's text in UTC, "2025-05-30T18:00:00.000000Z": sorts whatever the offset was. Other text as it is. */
export function toUtcStamp(instant: string): string {
	const found = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\.(\d{6})([+-]\d{2}:\d{2})$/.exec(instant);
	if (!found) return instant;
	return `${new Date(Date.parse(found[1] + (found[3] ?? ''))).toISOString().slice(0, 19)}.${found[2]}Z`;
}

/** Shapes in which agencies keep times as text or numbers: how many digits of the date-time each has. */
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?(\d*)$/;

/**
 * The stamp `minutes` earlier, in the same shape; null when the shape is none that is known, so that no overlap can be
 * reckoned. Takes ISO forms with space or T, day alone, 20250531[020000[000]], and seconds or milliseconds since 1970.
 */
export function shiftBack(stamp: string, minutes: number): string | null {
	const ms = minutes * 60_000;
	const iso = /^(\d{4}-\d{2}-\d{2})(?:([ T])(\d{2}:\d{2}:\d{2})(.*))?$/.exec(stamp);
	if (iso) {
		const at = Date.parse(`${iso[1]}T${iso[3] ?? '00:00:00'}Z`);
		if (Number.isNaN(at)) return null;
		const moved = new Date(at - ms).toISOString();
		return iso[2] === undefined ? moved.slice(0, 10) : moved.slice(0, 10) + iso[2] + moved.slice(11, 19) + (iso[4] ?? '');
	}
	if (/^1\d{9}$/.test(stamp)) return String(Number(stamp) - Math.ceil(ms / 1000));
	if (/^1\d{12}$/.test(stamp)) return String(Number(stamp) - Math.ceil(ms));
	const compact = COMPACT.exec(stamp);
	if (!compact || (compact[4] === undefined && compact[7] !== '')) return null;
	const [, year, month, day, hour, minute, second, rest] = compact;
	const at = Date.parse(`${year}-${month}-${day}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}Z`);
	if (Number.isNaN(at)) return null;
	const digits = new Date(at - ms).toISOString().replace(/\D/g, '');
	return hour === undefined ? digits.slice(0, 8) : digits.slice(0, 14) + rest;
}
