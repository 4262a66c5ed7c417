/** Traditional characters (繁體) to simplified ones: one converter for the whole process, since building it takes most of its time. */
import { Converter } from 'opencc-js/t2cn';

const convert = Converter({ from: 't', to: 'cn' });
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

/** The text in simplified characters; what is simplified already, and all else, stays as it is. */
export function toSimplified(text: string): string {
	if (TRADITIONAL_FREE.test(text)) return text;
	return text.split(KEPT).map(convertPart).join(KEPT);
}

function convertPart(text: string): string {
	return convert(text).replace(VARIANT, (character: string) => VARIANTS[character] ?? character);
}
