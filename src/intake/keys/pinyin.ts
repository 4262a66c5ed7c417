/**
 * How a brand sounds: toneless pinyin with the differences folded that speakers of most dialects do not make.
 * Characters are read one by one, so that a brand sounds the same wherever it stands; those with two current readings
 * in brands (乐 le/yue, 长 chang/zhang) give both.
 */
import { pinyin } from 'pinyin-pro';

/** Readings that a brand may mean; the package's own first reading is for running text. */
const SEVERAL: Readonly<Record<string, readonly string[]>> = {
	乐: ['le', 'yue'],
	长: ['chang', 'zhang'],
	行: ['xing', 'hang'],
	朝: ['chao', 'zhao'],
	重: ['zhong', 'chong'],
	曾: ['zeng', 'ceng'],
	觉: ['jue', 'jiao'],
	传: ['chuan', 'zhuan'],
	调: ['diao', 'tiao'],
	卓: ['zhuo'],
	晟: ['sheng', 'cheng'],
	茜: ['qian', 'xi'],
	莘: ['shen', 'xin'],
	贾: ['jia', 'gu'],
	参: ['can', 'shen'],
	伽: ['jia', 'qie'],
	单: ['dan', 'shan'],
	会: ['hui', 'kuai'],
	都: ['du', 'dou'],
	藏: ['cang', 'zang'],
	了: ['liao', 'le'],
};
/** More readings than this come from names of many such characters; the rarer ones are left out. */
const MOST_READINGS = 4;

const syllables = new Map<string, readonly string[]>();

/** The sounds of a text, folded, syllables joined by a blank; letters and digits stand for themselves. At least one, at most four. */
export function soundsOf(text: string): string[] {
	let sounds: string[] = [''];
	for (const character of text.toLowerCase()) {
		const readings = readingsOf(character);
		const next = sounds.flatMap((sound) => readings.map((reading) => (sound === '' ? reading : `${sound} ${reading}`)));
		sounds = next.slice(0, MOST_READINGS);
	}
	return [...new Set(sounds)];
}

function readingsOf(character: string): readonly string[] {
	const known = syllables.get(character);
	if (known !== undefined) return known;
	const readings = SEVERAL[character] ?? [pinyin(character, { toneType: 'none', v: true })];
	const folded = [...new Set(readings.map(foldSyllable))];
	syllables.set(character, folded);
	return folded;
}

/**
 * zh ch sh with z c s, initial n with l, final ing eng ang with in en an. f and h, l and r stay apart: they are told apart nearly
 * everywhere that schools are named, and folding them would join brands that nobody takes for one another.
 */
export function foldSyllable(syllable: string): string {
	return syllable
		.replace(/^([zcs])h/, '$1')
		.replace(/^n(?=[aeiouv])/, 'l')
		.replace(/(?<=[aei])ng$/, 'n');
}
