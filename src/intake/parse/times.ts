/** Times of day as people write them ("18:30", "下午6点半", "1830"), to "HH:MM". */
import { bad, good, NOTHING, type Parsed } from './parsed.ts';
import { NUMERAL_CLASS, readNumeral, textOrNull } from './text.ts';

const AFTERNOON = /^(?:下午|晚上?|傍晚|夜里|夜间|午后|PM)/i;
const MORNING = /^(?:上午|早上?|早晨|清晨|凌晨|AM)/i;
const NIGHT = /^(?:晚|夜)/;
const NOON = /^中午/;

/** The time that a value names. Midnight at the end of a day is "24:00". */
export function parseTime(raw: string | null): Parsed<string> {
	const text = textOrNull(raw);
	if (text === null) return NOTHING;
	const bare = text.replaceAll(' ', '').toUpperCase();
	const half =
		AFTERNOON.test(bare) || /PM$/.test(bare) ? 'PM' : MORNING.test(bare) || /AM$/.test(bare) ? 'AM' : NOON.test(bare) ? 'NOON' : null;
	const clock = bare
		.replace(AFTERNOON, '')
		.replace(MORNING, '')
		.replace(NOON, '')
		.replace(/[AP]M$/, '');
	const read = readClock(clock.replace(new RegExp(`[${NUMERAL_CLASS}]+`, 'g'), (n) => String(readNumeral(n) ?? n)));
	if (read === null) return bad('NOT_A_TIME');
	let [hour, minute] = read;
	if ((half === 'PM' && hour < 12) || (half === 'NOON' && hour < 11)) hour += 12;
	if (half === 'AM' && hour === 12) hour = 0;
	if (hour === 12 && NIGHT.test(bare)) hour = 24;
	if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return bad('NOT_A_TIME');
	return good(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
}

function readClock(text: string): [hour: number, minute: number] | null {
	const parts =
		/^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}T?)?(\d{1,2})[:;.时点](?:(\d{1,2})(?:[:分]\d{1,2}(?:\.\d+)?秒?)?分?|(半)|(整)|([123])刻)?钟?$/.exec(
			text,
		);
	if (parts !== null) {
		if (parts[3] !== undefined) return [Number(parts[1]), 30];
		if (parts[5] !== undefined) return [Number(parts[1]), Number(parts[5]) * 15];
		return [Number(parts[1]), Number(parts[2] ?? 0)];
	}
	// A spreadsheet's fraction of a day.
	if (/^0\.\d{2,}$/.test(text)) {
		const minutes = Math.round(Number(text) * 1440);
		return [Math.floor(minutes / 60), minutes % 60];
	}
	const run = /^(\d{1,2})(\d{2})$/.exec(text) ?? /^(\d{2})(\d{2})\d{2}$/.exec(text);
	if (run !== null) return [Number(run[1]), Number(run[2])];
	const hour = /^(\d{1,2})$/.exec(text);
	return hour === null ? null : [Number(hour[1]), 0];
}
