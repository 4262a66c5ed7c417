/** Tells from a column's name which fields it may be: by the words of config/header-words.yaml and their pinyin initials. */
import { pinyin } from 'pinyin-pro';

interface Form {
	readonly form: string;
	readonly weight: number;
}
export type Lexicon = ReadonlyMap<string, readonly Form[]>;

/** Each word in the forms in which columns carry it: as it is, and by its pinyin initials. */
export function compileWords(fields: Readonly<Record<string, readonly string[]>>): Lexicon {
	return new Map(
		Object.entries(fields).map(([field, list]) => [
			field,
			list.flatMap((word, index): Form[] => {
				// Later words are less usual, so that 名称 prefers `name` over a field that lists it last.
				const weight = 1 - Math.min(index, 8) * 0.01;
				const plain = normaliseHeader(word);
				const initials = pinyin(word, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toUpperCase();
				return initials === plain || initials.length < 2
					? [{ form: plain, weight }]
					: [
							{ form: plain, weight },
							{ form: initials, weight: weight * 0.9 },
						];
			}),
		]),
	);
}

/** How well a column's name says each field: the whole word 1, at its end or start 0.8, shortened (余额日 for 余额日期) 0.7, within 0.6. */
export function namedBy(column: string, lexicon: Lexicon): Map<string, number> {
	const name = normaliseHeader(column);
	const found = new Map<string, number>();
	for (const [field, forms] of lexicon) {
		let top = 0;
		for (const { form, weight } of forms) {
			const share = name === form ? 1 : form.length >= 2 && name.includes(form) ? partial(name, form) : shortened(name, form) ? 0.7 : 0;
			top = Math.max(top, share * weight);
		}
		if (top > 0) found.set(field, top);
	}
	return found;
}

/** Latin initials inside a longer name are chance unless they are long; Chinese words are not. */
function partial(name: string, form: string): number {
	const han = /\p{Script=Han}/u.test(form);
	if (!han && form.length < 4) return 0;
	return name.endsWith(form) || name.startsWith(form) ? 0.8 : 0.6;
}

/** The beginning of a longer word; of two characters too many words begin alike. */
function shortened(name: string, form: string): boolean {
	return name.length >= 3 && form.startsWith(name) && /^\p{Script=Han}+$/u.test(name);
}

export function normaliseHeader(header: string): string {
	return header
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s_\-.()（）:：*/]/g, '');
}
