/**
 * Redaction of texts at intake: what must not be kept goes before anything is stored, hashed or logged.
 * Identity numbers go everywhere; pupils and callers in free texts; the values of the `redact` columns wherever they stand.
 */
import type { Kind } from '#core/kinds.ts';
import { strikeIdentityNumbers, strikeSureNumbers } from './redact/identity-numbers.ts';
import { CALLER_MARK, PHONE_MARK, type RedactionScope, strikePeople } from './redact/personal-texts.ts';

/** The personal values of one row that have to go out of its texts. */
export interface PersonalValues {
	readonly names: readonly string[];
	/** Digits only. */
	readonly phones: readonly string[];
}

/** A row without personal columns. */
export const NO_PERSONAL_VALUES: PersonalValues = { names: [], phones: [] };

/** Words in a name column that are nobody's name. */
const NO_NAME =
	/^(?:匿名|无|不详|未知|保密|不愿透露|不便透露|空|某|市民|家长|群众|网友|先生|女士|本人|来电人|诉求人|投诉人|举报人|居民|热心市民|NULL|NONE|[-\s/]*)$/i;

/** The personal values in the `redact` columns of a row: what has seven digits or more is a telephone, what is Han a name. */
export function personalValues(row: Readonly<Record<string, string | null>>, columns: readonly string[]): PersonalValues {
	if (columns.length === 0) return NO_PERSONAL_VALUES;
	const names: string[] = [];
	const phones: string[] = [];
	for (const column of columns) {
		const value = (row[column] ?? '').normalize('NFKC');
		for (const run of value.match(/\d[\d -]{5,}\d/g) ?? []) phones.push(run.replace(/\D/g, '').replace(/^(?:0086|86)(?=1\d{10}$)/, ''));
		const name = value.replace(/[\s\d\-+()]/g, '');
		if (name.length >= 2 && name.length <= 20 && !NO_NAME.test(name)) names.push(...name.split(/[、,，;；/]/).filter((n) => n.length >= 2));
	}
	return { names, phones };
}

/** How far the free texts of a kind are redacted. */
export function scopeOf(kind: Kind, personal: boolean): RedactionScope {
	return { caller: kind === 'complaint' || personal, everyone: kind === 'incident' };
}

/** A free text as it may be kept. */
export function redactFreeText(text: string, scope: RedactionScope, personal: PersonalValues): string {
	return strikePeople(strikePersonalValues(strikeIdentityNumbers(text), personal), scope);
}

/** A text that is no free text (a scope, a reason, a number): identity numbers and the row's own personal values go. */
export function redactPlainText(text: string, personal: PersonalValues): string {
	const struck = strikeSureNumbers(text);
	return personal === NO_PERSONAL_VALUES ? struck : strikePhones(struck, personal.phones);
}

function strikePersonalValues(text: string, personal: PersonalValues): string {
	let out = strikePhones(text, personal.phones);
	for (const name of personal.names) {
		const spaced = new RegExp([...name].map(escapeForRegExp).join('\\s*'), 'gu');
		out = out.replace(spaced, CALLER_MARK);
	}
	return out;
}

/** Strikes telephones however they are grouped: "169 0000 1111", "169-0000-1111". */
function strikePhones(text: string, phones: readonly string[]): string {
	let out = text;
	for (const phone of phones) {
		out = out.replace(new RegExp([...phone].join('[ \\-]*'), 'g'), PHONE_MARK);
	}
	return out;
}

function escapeForRegExp(char: string): string {
	return char.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
