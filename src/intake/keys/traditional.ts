/** Traditional characters (繁體) to simplified ones: one converter for the whole process, since building it takes most of its time. */
import { createRequire } from 'node:module';

const TRADITIONAL_FREE = /^[ -~]*$/;
/** Variants that registries write and the converter, made for whole texts, leaves alone. */
const VARIANTS: Readonly<Record<string, string>> = {
	號: '号',
	啟: '启',
	啓: '启',
	峯: '峰',
	羣: '群',
	裡: '里',
};
/** The converter takes 昇 for 升: a character of names in the table of standard characters (通用规范汉字表, 2013), which keeps it. */
const KEPT = '昇';
const VARIANT = new RegExp(`[${Object.keys(VARIANTS).join('')}]`, 'g');

type Convert = (text: string) => string;
let converter: Convert | null = null;

/** Built at the first character that asks for it: most starts of a process read no Chinese text at all. */
function convert(text: string): string {
	if (converter === null) {
		const { Converter } = createRequire(import.meta.url)('opencc-js/t2cn') as typeof import('opencc-js/t2cn');
		converter = Converter({ from: 't', to: 'cn' }) as Convert;
	}
	return converter(text);
}

/** The text in simplified characters; what is simplified already, and all else, stays as it is. */
export function toSimplified(text: string): string {
	if (TRADITIONAL_FREE.test(text) || !hasTraditional(text)) return text;
	return text.split(KEPT).map(convertPart).join(KEPT);
}

function convertPart(text: string): string {
	return convert(text).replace(VARIANT, (character: string) => VARIANTS[character] ?? character);
}

const UNKNOWN = 0;
const STAYS = 1;
const CHANGES = 2;
/** Characters that change in phrases alone (沈 in 深沈); every other phrase holds one that changes by itself. */
const IN_PHRASES = '坏沈藉覆瞭哩甦衹';
/** What is known of each unit of UTF-16. */
const units = new Uint8Array(0x10000);
units[KEPT.charCodeAt(0)] = STAYS;
for (const character of IN_PHRASES) units[character.charCodeAt(0)] = CHANGES;

/** Whether the converter has to be asked: a text in which no unit changes stays as it is. */
function hasTraditional(text: string): boolean {
	for (let at = 0; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		if (units[unit] === UNKNOWN) units[unit] = changes(text.charAt(at)) ? CHANGES : STAYS;
		if (units[unit] === CHANGES) return true;
	}
	return false;
}

/** Half a character is left to the converter. */
function changes(unit: string): boolean {
	return /[\ud800-\udfff]/.test(unit) || convertPart(unit) !== unit;
}
