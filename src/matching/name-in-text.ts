/**
 * What stays truly fuzzy, computed on the few pairs that already share a place, a telephone or a code: does the text name the
 * organisation, or is the name given one character away from one of its names?
 */
import { distance } from 'fastest-levenshtein';
import { normaliseText } from '#text/normalise-text.ts';

/** The forms of an organisation's names, present and former: brand and trade ("core"), and the brand alone. */
export interface NameForms {
	readonly cores: readonly string[];
	readonly brands: readonly string[];
}

/** How a text names an organisation; null: it does not. */
export type NameInText = 'coreInText' | 'brandInText' | 'coreOneAway';

/** A core of fewer characters one edit away is another name (启明 / 启航). */
const MIN_FUZZY_CORE = 5;
/** A brand of one character stands in every text. */
const MIN_BRAND = 2;

/** Brings a mention's texts to the form in which they are searched; do it once a mention. */
export function searchable(texts: readonly (string | null)[]): string {
	return texts.map((text) => (text === null ? '' : normaliseText(text).text)).join('\n');
}

/**
 * The strongest way in which a mention names an organisation.
 * @param text the mention's searchable text; `cores` are the mention's own names' cores, `own` those names' brands: what begins in such a
 * name and ends behind it names nobody (天禾|帆诚|聘店员 is no 帆诚).
 */
export function nameInText(
	text: string,
	{ cores, own }: { readonly cores: readonly string[]; readonly own: readonly string[] },
	subject: NameForms,
): NameInText | null {
	const lower = (value: string) => value.toLowerCase();
	const others = own.filter((name) => !subject.brands.some((brand) => brand.includes(name) || name.includes(brand)));
	const said = without(text, others.map(lower));
	if (subject.cores.some((core) => core.length > MIN_BRAND && said.includes(lower(core)))) return 'coreInText';
	if (cores.some((given) => given.length >= MIN_FUZZY_CORE && subject.cores.some((core) => oneAway(given, core)))) return 'coreOneAway';
	return subject.brands.some((brand) => brand.length >= MIN_BRAND && said.includes(lower(brand))) ? 'brandInText' : null;
}

/** The text with names cut out, so that nothing is read across their ends. */
function without(text: string, names: readonly string[]): string {
	return names.reduce((left, name) => left.replaceAll(name, '\n'), text);
}

function oneAway(a: string, b: string): boolean {
	return b.length >= MIN_FUZZY_CORE && Math.abs(a.length - b.length) <= 1 && distance(a, b) <= 1;
}
