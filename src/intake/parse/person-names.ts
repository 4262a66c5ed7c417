/** Names of people as kept: NFKC, no spaces, no titles or stray signs. The form for comparison is made of them in `intake/name-key`. */
import { bad, good, NOTHING, type Parsed } from './parsed.ts';
import { isNullWord, squeeze } from './text.ts';

/** Words after or before a name that say what the person is, not who. */
const TITLES = /(?:(?<=[\u4e00-\u9fff]{2,4})(?:先生|女士|小姐|老师|校长|园长|院长|经理|总经理|法人))$/;
const MARKS = /^[,，.。;；:：、/\\|"'“”‘’*#_\-—~!！?？]+|[,，.。;；:：、/\\|"'“”‘’*#_\-—~!！?？]+$/g;

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
