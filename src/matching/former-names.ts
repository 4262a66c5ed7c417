/** Which earlier schools and teachers a text names: "以前是X", "就是原来X那个老师", "前身为X", "还是原来X那些人". Pure. */

/**
 * Words after which a text names what was there before. They stand before much else too (原价, 原邮局旁, 原来的老师): what follows counts
 * only when it is the brand of a school that ended. 太原, 中原, 高原 are no such words.
 */
const CUE =
	/(?:原来|原先|(?<![太中高平草五三固清阳松广开庆燎复还])原)的?|(?:以前|之前|从前|过去)(?:就?是|叫|的)?|前身(?:就?是|叫|为)?|曾(?:用名|名|叫|是)|旧称|(?:改|更)名前(?:就?是|叫)?/g;

/** The cues in SQL, so that only texts that may hold one are read. */
export const CUE_IN_SQL = '原|以前|之前|从前|过去|前身|曾|旧称|改名前|更名前';

/** Quotation marks that may stand between the cue and the name. */
const QUOTES = /^["'“”‘’「」《》(\s]*/;

/** "李老师以前是X的" tells where a person came from and not what the place was. */
const OF_A_PERSON = /^(?:以前|之前|从前|过去|曾)/;

const SHORTEST = 2;
/** No brand of a register's names is longer. */
const LONGEST = 8;

/**
 * The earlier names in a text, each once, the longest at each place. `isBrand`: whether a name is the brand of a school that ended.
 * @param text in searchable form.
 */
export function formerNamesIn(text: string, isBrand: (name: string) => boolean): readonly string[] {
	const found = new Set<string>();
	for (const cue of text.matchAll(CUE)) {
		const rest = text.slice(cue.index + cue[0].length);
		const after = rest.slice(QUOTES.exec(rest)?.[0].length ?? 0);
		for (let length = Math.min(LONGEST, after.length); length >= SHORTEST; length--) {
			const name = after.slice(0, length);
			if (!isBrand(name)) continue;
			if (!(OF_A_PERSON.test(cue[0]) && after.startsWith('的', length))) found.add(name);
			break;
		}
	}
	return [...found];
}

/** Whether a text names a person of this name; names of two characters stand in texts by chance, so those only as a teacher. */
export function namesTeacher(text: string, name: string): boolean {
	return text.includes(name.length > 2 ? name : `${name}老师`);
}
