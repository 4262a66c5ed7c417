/**
 * A text in the form in which the lexicon is written: NFKC, simplified, lower case, no spaces, and without the signs that are put
 * between two characters to hide a word (奥·数, 英*语). Keeps for every character the place it came from, so that words can be
 * shown in the text as given.
 */
import { Converter } from 'opencc-js/t2cn';

export interface NormalText {
	readonly text: string;
	/** For each UTF-16 unit of `text`, its offset in the text as given. */
	readonly offsets: readonly number[];
}

const toSimplified = Converter({ from: 't', to: 'cn' });
/** Normal forms by UTF-16 unit, and of the characters beyond: converted once, then remembered; a few thousand in practice. */
const units: (string | undefined)[] = [];
const beyond = new Map<string, string>();

/** One character in normal form; may be empty or several characters (①, ㎡). */
function normalCharacter(character: string): string {
	const short = character.length === 1;
	const known = short ? units[character.charCodeAt(0)] : beyond.get(character);
	if (known !== undefined) return known;
	const folded = /[\n\r]/.test(character) ? ',' : character.normalize('NFKC').toLowerCase().replace(INVISIBLE, '');
	const normal = toSimplified(folded);
	if (short) units[character.charCodeAt(0)] = normal;
	else beyond.set(character, normal);
	return normal;
}

/** White space, zero-width characters, variation selectors, the key cap of emoji digits, pictures put between two characters (数🧮学). */
const INVISIBLE = /\s|\p{Extended_Pictographic}|\p{Regional_Indicator}|[\u200b-\u200f]|\u2060|\ufeff|\ufe0f|\u20e3/gu;
/** Signs that hide a word when they stand between two of its characters. */
const INFIX = new Set('*·.-_~^|`°•・﹒◦+#=×✖○〇□%&@$');
/** Signs that stand for a hidden character: 数* and 英x for 数学 and 英语. */
const MASK = new Set('*×✖○〇□');
const MASKABLE = new Set('数英语物化奥');
const COMPLETES = new Set('学语文理数赛');

const isHan = (unit: string | undefined): boolean => unit !== undefined && unit >= '一' && unit <= '鿿';

/** Brings a text to normal form; linear in its length. */
export function normaliseText(given: string): NormalText {
	const normal: string[] = [];
	const origins: number[] = [];
	let at = 0;
	for (const character of given) {
		const form = normalCharacter(character);
		if (form.length === 1) {
			normal.push(form);
			origins.push(at);
		} else {
			for (const unit of form) {
				normal.push(unit);
				origins.push(at);
			}
		}
		at += character.length;
	}
	return dropInfixes(normal, origins);
}

function dropInfixes(given: readonly string[], origins: readonly number[]): NormalText {
	let text = '';
	const offsets: number[] = [];
	for (let i = 0; i < given.length; i++) {
		const unit = given[i] as string;
		let kept = unit;
		if (unit < '一' || unit > '鿿') {
			const before = given[i - 1];
			const after = given[i + 1];
			if (MASK.has(unit) && before !== undefined && MASKABLE.has(before) && !COMPLETES.has(after ?? '')) kept = '*';
			else if (INFIX.has(unit) && isHan(before) && isHan(after)) kept = '';
		}
		text += kept;
		for (let k = 0; k < kept.length; k++) offsets.push(origins[i] as number);
	}
	return { text, offsets };
}
