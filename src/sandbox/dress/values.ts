/**
 * Canonical value → the text a clerk would have written, with the dirt that real registers have. Most dirt is lossless
 * (intake gets the same value back); where it is not, the row says which field lost its value.
 */
import type { FieldType } from '#core/kinds.ts';
import type { Random } from '#sandbox/random.ts';

/** Whether instants are written as ISO 8601 with offset (interfaces) or as local time (files and databases). */
export type InstantForm = 'iso' | 'local';

/** A written value; `lost` names the fault that intake will find in it, null: none. */
export interface Written {
	readonly text: string | null;
	readonly lost: string | null;
}

const NULL_WORDS = ['', '无', '-', 'NULL', '—'] as const;
// Simplified characters with one traditional form each, as far as names and places use them often.
const TRADITIONAL = new Map(
	'学學 华華 东東 龙龍 书書 语語 数數 乐樂 云雲 电電 门門 车車 场場 广廣 务務 业業 会會 经經 营營 创創 科科 亚亞 荣榮 兴興 万萬 丽麗 国國 艺藝 术術 宁寧 陈陳 张張 刘劉 杨楊 黄黃 赵趙 吴吳 孙孫 许許 邓鄧 冯馮 韩韓 谢謝 罗羅 马馬 钟鍾 阳陽 长長 卫衛 济濟 镇鎮 县縣 区區 号號 楼樓 层層 单單 园園 图圖 馆館 训訓 练練 课課 师師 级級 补補 习習 优優 远遠 达達 诚誠 锦錦 启啟'
		.split(' ')
		.map((pair) => [pair[0] as string, pair[1] as string]),
);

/** ASCII letters and digits as their full-width forms. */
export function toFullWidth(text: string): string {
	return text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
}

function toTraditional(text: string): string {
	return [...text].map((char) => TRADITIONAL.get(char) ?? char).join('');
}

/** Nothing, or one of the words that stand for nothing. */
export function writeNull(random: Random, dirt: number): string | null {
	return random.chance(dirt * 2) ? random.pick(NULL_WORDS) : null;
}

const kept = (text: string | null): Written => ({ text, lost: null });

/** Writes a value of one type; `dirt` is the share of values that are not written cleanly (0: none). */
export function writeValue(random: Random, type: FieldType, value: string, options: { dirt: number; instants: InstantForm }): Written {
	const text = type === 'instant' ? writeInstant(value, options.instants) : type === 'licenceNo' ? `教民${value}号` : value;
	if (options.dirt === 0 || !random.chance(options.dirt))
		return kept(type === 'industry' && random.chance(options.dirt * 4) ? text.slice(1) : text);
	switch (type) {
		case 'day':
			return writeDay(random, value);
		case 'creditCode':
			return writeCreditCode(random, value);
		case 'name':
		case 'address':
			return kept(random.pick([toTraditional, toFullWidth, (t: string) => `${t.slice(0, 2)} ${t.slice(2)}`, (t: string) => ` ${t}`])(text));
		case 'text':
		case 'freeText':
			return kept(random.pick([toFullWidth, (t: string) => ` ${t} `])(text));
		case 'licenceNo':
			return kept(random.pick([toFullWidth, (t: string) => t.replace('教民', '教民 ')])(text));
		case 'industry':
			return kept(random.pick([toFullWidth, (t: string) => t.slice(1), (t: string) => t.toLowerCase()])(text));
		default:
			return kept(text);
	}
}

function writeInstant(iso: string, form: InstantForm): string {
	return form === 'iso' ? iso : iso.slice(0, 19).replace('T', ' ');
}

// One dirty day in twenty cannot be read at all: enough to be met in a small province, too few to spoil a rule.
const UNREADABLE_DAYS = 0.05;

function writeDay(random: Random, day: string): Written {
	const [year, month, date] = day.split('-').map(Number);
	if (random.chance(UNREADABLE_DAYS)) return { text: `${year}-${month}-99`, lost: 'NOT_A_DATE' };
	const written = random.pick([
		`${year}/${month}/${date}`,
		day.replaceAll('-', ''),
		`${year}年${month}月${date}日`,
		day.replaceAll('-', '.'),
		toFullWidth(day),
	]);
	return kept(written);
}

function writeCreditCode(random: Random, code: string): Written {
	if (random.chance(0.2)) {
		const last = code.at(-1) === '7' ? '8' : '7';
		return { text: code.slice(0, -1) + last, lost: 'CHECK_DIGIT' };
	}
	return kept(random.pick([code.toLowerCase(), toFullWidth(code), ` ${code}`, `${code.slice(0, 6)} ${code.slice(6)}`]));
}

/** Telephones in one column: joined as clerks join them. */
export function writePhones(random: Random, phones: readonly string[], dirt: number): string {
	const joined = phones.join(random.pick(['/', '、', ' ', ';', ',']));
	if (!random.chance(dirt)) return joined;
	return random.pick([
		toFullWidth(joined),
		joined.replace(/^(169)(\d{4})(\d{4})$/, '$1 $2 $3'),
		joined.replace(/^(169)(\d{4})(\d{4})$/, '$1-$2-$3'),
	]);
}

/** A person's name; a dirty one has a space inside or a traditional character. */
export function writePersonName(random: Random, name: string, dirt: number): string {
	if (!random.chance(dirt)) return name;
	return random.pick([`${name.slice(0, 1)} ${name.slice(1)}`, toTraditional(name), `${name} `]);
}

/** An identity number as registers hold it: whole, missing, hidden in the middle, of the old form, or with a slip. */
export function writeIdentityNumber(random: Random, number: string, dirt: number): Written {
	if (dirt === 0 || !random.chance(dirt * 3)) return kept(number);
	const born = Number(number.slice(6, 10));
	switch (
		random.weighted([
			[4, 'missing'],
			[2, 'masked'],
			[2, 'form'],
			[born < 1985 ? 1 : 0, 'old'],
			[1, 'slip'],
		] as const)
	) {
		case 'missing':
			return { text: null, lost: 'MISSING' };
		case 'masked':
			return { text: `${number.slice(0, 6)}********${number.slice(14)}`, lost: 'MASKED' };
		case 'old':
			return { text: number.slice(0, 6) + number.slice(8, 17), lost: 'OLD_FORM' };
		case 'slip':
			return { text: swapped(random, number), lost: 'CHECK_DIGIT' };
		default:
			return kept(random.pick([number.toLowerCase(), toFullWidth(number), ` ${number}`]));
	}
}

function swapped(random: Random, number: string): string {
	const at = random.between(6, 15);
	if (number[at] === number[at + 1]) return number.slice(0, 17) + (number[17] === '1' ? '2' : '1');
	return number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2);
}
