/** The first step for every value: one form of characters and spaces, and whether the source says anything at all. */

/** What sources write where they have no value. Compared without spaces and in upper case. */
const NULL_WORDS: ReadonlySet<string> = new Set(
	[
		'无 暂无 没有 空 空值 缺 缺失 不详 未知 未填 未填写 未提供 未登记 未留 待补 待补充 待定 不明 不适用 无记录 无数据 无此项 (空) (无) [空] 略',
		'NULL (NULL) [NULL] \\N NIL NONE N/A #N/A NA NAN UNDEFINED EMPTY UNKNOWN #VALUE! #REF! NOTAVAILABLE TBD',
	]
		.join(' ')
		.split(' '),
);
const LONGEST_NULL_WORD = Math.max(...[...NULL_WORDS].map((word) => word.length));
const ONLY_SIGNS = /^[\s\-‐-―－_/\\|.·,，。、;；:：?？*×#'"`~]*$/u;

/** A number as a spreadsheet shows a long one, 9.13702E+17: its last digits are lost. */
export const SCIENTIFIC = /^\d(?:\.\d+)?E\+?\d+$/i;

/** Texts that are clean already: Han characters and ASCII with single spaces inside. Most values are. */
const CLEAN = /^[!-~\u4e00-\u9fff]+(?: [!-~\u4e00-\u9fff]+)*$/;

/** NFKC (half-width letters, digits and signs), control characters and invisible signs out, ends trimmed, runs of spaces one. */
export function cleanText(raw: string): string {
	if (CLEAN.test(raw)) return raw;
	return raw
		.normalize('NFKC')
		.replace(/[\p{Cf}\u{FFFD}\u{FEFF}]/gu, '')
		.replace(/[\p{Cc}\p{Z}]+/gu, ' ')
		.trim();
}

/** As `cleanText` with the breaks between lines kept; for texts that people wrote. */
export function cleanFreeText(raw: string): string {
	return raw
		.split(/\r\n|[\n\r\u2028\u2029]/)
		.map(cleanText)
		.join('\n')
		.replace(/\n{2,}/g, '\n')
		.trim();
}

/** As `cleanText` without any space. */
export function squeeze(raw: string): string {
	return cleanText(raw).replaceAll(' ', '');
}

/** Whether a cleaned text says nothing: empty, only signs, or a word for "none" (无, NULL, -, 空 …). */
export function isNullWord(text: string): boolean {
	if (ONLY_SIGNS.test(text)) return true;
	const word = text.replaceAll(' ', '');
	return word.length <= LONGEST_NULL_WORD && NULL_WORDS.has(word.toUpperCase());
}

/** The cleaned text, or null when it says nothing. */
export function textOrNull(raw: string | null | undefined): string | null {
	if (raw === null || raw === undefined) return null;
	const text = cleanText(raw);
	return isNullWord(text) ? null : text;
}

const DIGITS = '零一二三四五六七八九';
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
/** Characters of which Chinese numerals are made, capital forms (大写) included. */
export const NUMERAL_CLASS = '零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟';
const CAPITALS: Readonly<Record<string, string>> = Object.fromEntries(
	[...'〇两壹贰叁肆伍陆柒捌玖拾佰仟'].map((c, i) => [c, [...'零二一二三四五六七八九十百千'][i] ?? c]),
);

/**
 * The number that a Chinese numeral says (十二, 二百零三, 一〇四, 一万二); null when it says none.
 * Digits without units are read one by one (一〇四 is 104), and a last digit after 万, 千 or 百 counts one unit lower (一万二 is 12,000).
 */
export function readNumeral(numeral: string): number | null {
	const plain = [...numeral].map((c) => CAPITALS[c] ?? c).join('');
	if (!/^[零一二三四五六七八九十百千万亿]+$/.test(plain)) return null;
	if (!/[十百千万亿]/.test(plain)) return Number([...plain].map((c) => DIGITS.indexOf(c)).join(''));
	let total = 0;
	let section = 0;
	let digit = 0;
	let lastUnit = 1;
	for (const character of plain) {
		const unit = UNITS[character];
		if (character === '万' || character === '亿') {
			const factor = character === '万' ? 10_000 : 100_000_000;
			total = character === '万' ? total + (section + digit) * factor : (total + section + digit) * factor;
			section = 0;
			digit = 0;
			lastUnit = factor;
		} else if (unit !== undefined) {
			section += (digit === 0 ? 1 : digit) * unit;
			digit = 0;
			lastUnit = unit;
		} else {
			digit = DIGITS.indexOf(character);
			if (digit === 0) lastUnit = 10;
		}
	}
	return total + section + (lastUnit > 10 ? digit * (lastUnit / 10) : digit);
}
