/**
 * An English configuration of matching: what FEBRL and the Senzing truth set say, as keys and uses. Features, weights by how many share a
 * value, families and choice are the hub's own; only the fields are others. Weights are given by hand, as priors, and fitted to nothing.
 */
import type { SideKey } from '#matching/compare.ts';
import type { MatchModel } from '#matching/match-model.ts';
import { SHIPPED_MODEL } from '#matching/match-model.ts';
import type { Family, FeatureUse } from '#matching/model.ts';

/** What a record of either set can say; empty: nothing. */
export interface Person {
	readonly id: string;
	readonly given: string;
	readonly surname: string;
	/** Digits, in whatever order of day and month. */
	readonly born: string;
	readonly number: string;
	readonly street: string;
	readonly place: string;
	readonly postcode: string;
	readonly phones: readonly string[];
	/** Emails, passports, licences and other numbers that one person has. */
	readonly numbers: readonly string[];
}

/** Feature, family, bits when one record has the value. */
const USES: readonly (readonly [string, string, number])[] = [
	['number', 'code', 14],
	['fullName', 'name', 6],
	['nameSwapped', 'name', 6],
	['nameSound', 'name', 4],
	['surname', 'surname', 7],
	['surnameSound', 'surname', 5.5],
	['surnameStart', 'surname', 4.5],
	['given', 'given', 5.5],
	['givenSound', 'given', 4.5],
	['givenStart', 'given', 3.5],
	['born', 'born', 8],
	['bornNear', 'born', 5],
	['street', 'place', 7],
	['streetSound', 'place', 5],
	['streetName', 'place', 5],
	['postcode', 'postcode', 5],
	['locality', 'locality', 5],
	['localityStart', 'locality', 4],
	['phone', 'contact', 8],
];

/** The model of the configuration. */
export const ENGLISH_MODEL: MatchModel = {
	...SHIPPED_MODEL,
	// Letters are mistyped more often than characters, people move and change telephones; but one day of birth is not another.
	same: { ...SHIPPED_MODEL.same, nameDiffers: -1, placeDiffers: -0.5, contactDiffers: -0.5 },
	features: USES.map(
		([feature, family, bits]): FeatureUse => ({
			feature,
			family: family as Family,
			probe: feature as FeatureUse['probe'],
			subject: feature as FeatureUse['subject'],
			scope: 'everywhere',
			bits,
			level: 'IDENTICAL',
			rule: null,
			reason: '',
		}),
	),
};

const letters = (text: string) =>
	text
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^a-z0-9]/g, '');

const SOUNDS: readonly (readonly [RegExp, string])[] = [
	[/ph/g, 'f'],
	[/[ckqxgj]/g, 'k'],
	[/[sz]/g, 's'],
	[/[dt]/g, 't'],
	[/[mn]/g, 'n'],
	[/[bpfvw]/g, 'b'],
	[/[aeiouyh]/g, ''],
	[/(.)\1+/g, '$1'],
];

/** Consonants of a word, sounds alike folded. */
function sound(text: string): string {
	const word = letters(text);
	return word.slice(0, 1) + SOUNDS.reduce((out, [from, to]) => out.replace(from, to), word.slice(1));
}

/** Each form of a day with one digit left out: two that share one are a slip apart. */
const slips = (day: string) => [...[...day].map((_, i) => `${i}:${day.slice(0, i)}${day.slice(i + 1)}`), [...day].toSorted().join('')];

/** The keys of a record. */
export function keysOf(person: Person): SideKey[] {
	const { id, given, surname, born, number, street, place, postcode, phones, numbers } = person;
	const [first, last] = [letters(given), letters(surname)];
	const named = first !== '' && last !== '';
	const pairs: [string, string][] = [
		...numbers.map((one): [string, string] => ['number', letters(one)]),
		...(named
			? ([
					['fullName', `${first} ${last}`],
					['nameSwapped', [first, last].toSorted().join(' ')],
					['nameSound', `${sound(first)} ${sound(last)}`],
				] as [string, string][])
			: []),
		['surname', last],
		['surnameSound', last === '' ? '' : sound(last)],
		['surnameStart', last.slice(0, 3)],
		['given', first],
		['givenSound', first === '' ? '' : sound(first)],
		['givenStart', first.slice(0, 3)],
		['born', born],
		...(born === '' ? [] : slips(born).map((one): [string, string] => ['bornNear', one])),
		['street', number === '' ? '' : `${number} ${letters(street)}`],
		['streetSound', street === '' ? '' : `${number} ${sound(street)}`],
		['postcode', letters(postcode)],
		['streetName', letters(street)],
		['locality', letters(place)],
		['localityStart', letters(place).slice(0, 5)],
		...phones.map((one): [string, string] => ['phone', one.replace(/\D/g, '').slice(-9)]),
	];
	return pairs
		.filter(([, value]) => value.trim() !== '')
		.map(([feature, value]) => ({ rid: id, feature: feature as SideKey['feature'], value, division: '' }));
}
