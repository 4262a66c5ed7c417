/** Names of people: as kept (NFKC, no spaces) and for comparison (simplified, letters only). */
import { toSimplified } from '#intake/keys/traditional.ts';
import { bad, good, NOTHING, type Parsed } from './parsed.ts';
import { isNullWord, squeeze } from './text.ts';

/** Words after or before a name that say what the person is, not who. */
const TITLES = /(?:(?<=[\u4e00-\u9fff]{2,4})(?:先生|女士|小姐|老师|校长|园长|院长|经理|总经理|法人))$/;
const MARKS = /^[,，.。;；:：、/\\|"'“”‘’*#_\-—~!！?？]+|[,，.。;；:：、/\\|"'“”‘’*#_\-—~!！?？]+$/g;
/** Signs between the parts of a minority's or foreigner's name; one is kept. */
const DOTS = /[·•・‧∙⋅●．.\u30fb\u0387]/g;

/** A person's name; a fault when what stands there holds no letter or is an amount of digits. */
export function parsePersonName(raw: string | null): Parsed<string> {
	if (raw === null) return NOTHING;
	const text = squeeze(raw)
		.replace(/\([^)]*\)?/g, '')
		.replace(MARKS, '')
		.replace(/(?<=\p{L})[·•・‧∙⋅●．.\u30fb\u0387](?=\p{L})/gu, '·')
		.replace(TITLES, '');
	if (isNullWord(text)) return NOTHING;
	if (!/\p{L}/u.test(text) || /\d{4,}/.test(text) || text.length > 60) return bad('NOT_A_NAME');
	return good(text);
}

/** The name for comparison: simplified, upper case, letters only; 買買提·吐尔逊 and 买买提吐尔逊 are equal. */
export function personNameKey(name: string): string {
	return toSimplified(name.normalize('NFKC'))
		.toUpperCase()
		.replace(DOTS, '')
		.replace(/[^\p{L}]/gu, '');
}
