/**
 * The keys of a record: every form under which two values may count as alike. Matching joins on equal keys and never
 * compares texts, so what is not a key here is not found there. Keys are made of the body alone, by the type of its fields,
 * and so for every kind alike.
 */
import { creditCodeCandidates } from '#core/codes/credit-code.ts';
import { type FieldDef, type Kind, kindDef } from '#core/kinds.ts';
import type { AddressValue, Body, KeyFeature, RecordKey } from '#core/records.ts';
import { parseAddress } from '#intake/parse/addresses.ts';
import { cleanName, parseOrganisationName } from '#intake/parse/names.ts';
import { parsePhones, phonesInText } from '#intake/parse/phones.ts';
import { addressKeys } from './address-keys.ts';
import { shapeOf } from './look-alike.ts';
import { soundsOf } from './pinyin.ts';
import { saidDivision } from './said-division.ts';
import { addressesInText } from './text-addresses.ts';
import { contactsInText, namesInText } from './text-mentions.ts';

/** What the body no longer holds but keys are made of. */
export interface KeyExtras {
	/** The credit code as written, where its check failed and the body holds null. */
	readonly invalidCreditCode?: string | null;
}

/** All keys of a record, sorted, without doubles. */
export function keysOf<K extends Kind>(kind: K, body: Body<K>, extras: KeyExtras = {}): RecordKey[] {
	const keys = new KeyList();
	const values = body as Readonly<Record<string, unknown>>;
	const given = Object.entries(kindDef(kind).fields).flatMap(([field, def]): FieldValue[] => {
		const value = values[field];
		return value === null || value === undefined ? [] : [{ def, field, value }];
	});
	const divisionCode = typeof values.divisionCode === 'string' ? values.divisionCode : divisionOfFields(given);
	for (const field of given) addField(keys, kind, field, divisionCode);
	keys.add('division', divisionCode);
	if (extras.invalidCreditCode) keys.add('creditCodeRepaired', ...creditCodeCandidates(extras.invalidCreditCode));
	if (kind === 'registrationChange') addChange(keys, values);
	return keys.sorted();
}

/** Keys without doubles, in the order of `feature|value` whatever the order they came in. */
class KeyList {
	readonly #values = new Map<KeyFeature, string[]>();
	add(feature: KeyFeature, ...values: readonly (string | null)[]): void {
		for (const value of values) {
			if (value === null || value === '') continue;
			const held = this.#values.get(feature);
			if (held === undefined) this.#values.set(feature, [value]);
			else if (!held.includes(value)) held.push(value);
		}
	}
	addAll(keys: readonly RecordKey[]): void {
		for (const key of keys) this.add(key.feature, key.value);
	}
	sorted(): RecordKey[] {
		const keys: RecordKey[] = [];
		for (const feature of IN_ORDER) {
			const values = this.#values.get(feature);
			if (values === undefined) continue;
			if (values.length > 1) values.sort();
			for (const value of values) keys.push({ feature, value });
		}
		return keys;
	}
}

const FEATURES: Readonly<Record<KeyFeature, true>> = {
	accountRef: true,
	brand: true,
	brandPinyin: true,
	brandShape: true,
	building: true,
	contact: true,
	core: true,
	creditCode: true,
	creditCodeRepaired: true,
	division: true,
	licenceNo: true,
	mentionedName: true,
	mentionedSound: true,
	name: true,
	phone: true,
	road: true,
	roadAlone: true,
	roadNumber: true,
	room: true,
	roomInBlock: true,
	storey: true,
};
/** All features as `feature|` sorts: one that begins like another but is longer comes before it. */
const IN_ORDER = (Object.keys(FEATURES) as KeyFeature[]).sort((a, b) => (`${a}|` < `${b}|` ? -1 : 1));

interface FieldValue {
	readonly def: FieldDef;
	readonly field: string;
	readonly value: unknown;
}

/** What addresses and names say of the county, where no code is given. */
function divisionOfFields(given: readonly FieldValue[]): string | null {
	const ofType = (type: FieldDef['type']) => given.filter(({ def }) => def.type === type).map(({ value }) => value);
	return saidDivision(ofType('address') as AddressValue[], ofType('name') as string[]);
}

function addField(keys: KeyList, kind: Kind, { def, field, value }: FieldValue, divisionCode: string | null): void {
	if (def.type === 'creditCode' || def.type === 'licenceNo') keys.add(def.type, String(value));
	else if (def.type === 'name') addName(keys, String(value));
	else if (def.type === 'address') keys.addAll(addressKeys(value as AddressValue, divisionCode));
	else if (def.type === 'phones') keys.add('phone', ...(value as readonly string[]));
	else if (def.type === 'freeText') addText(keys, String(value), { advertisement: kind === 'advertisement', divisionCode });
	else if (field === 'accountRef') keys.add('accountRef', String(value));
}

/** Keys of an organisation's name: the name, brand and industry, and the brand as it is, as it sounds and as it looks. */
export function nameKeys(name: string): RecordKey[] {
	const keys = new KeyList();
	addName(keys, name);
	return keys.sorted();
}

function addName(keys: KeyList, name: string): void {
	const parts = parseOrganisationName(name);
	keys.add('name', parts.key);
	keys.add('core', parts.core);
	if (parts.brand === null) return;
	const brand = parts.brand.toUpperCase();
	keys.add('brand', brand);
	keys.add('brandShape', shapeOf(brand));
	keys.add('brandPinyin', ...soundsOf(brand));
}

/**
 * Telephone numbers, ids, places and names in a text. A name found there is compared with the `name`, `core` and `brand` of others, and
 * as it sounds; a place is one like that of an address.
 */
function addText(keys: KeyList, text: string, from: { advertisement: boolean; divisionCode: string | null }): void {
	keys.add('phone', ...phonesInText(text));
	keys.add('contact', ...contactsInText(text));
	for (const name of namesInText(text, from.advertisement)) {
		keys.add('mentionedName', name.key, name.core, name.brand);
		keys.add('mentionedSound', ...soundsOf(name.brand));
	}
	for (const place of addressesInText(text)) {
		const address = parseAddress(place);
		if (address !== null) keys.addAll(addressKeys(address, from.divisionCode));
	}
}

/** A change's values before and after: names, places and numbers that a business once had. */
function addChange(keys: KeyList, values: Readonly<Record<string, unknown>>): void {
	for (const value of [values.before, values.after]) {
		if (typeof value !== 'string') continue;
		if (values.item === 'NAME') {
			const name = cleanName(value);
			if (name !== null) addName(keys, name);
		} else if (values.item === 'ADDRESS') {
			const address = parseAddress(value);
			if (address !== null) keys.addAll(addressKeys(address, null));
		} else if (values.item === 'PHONE') keys.add('phone', ...(parsePhones(value).value ?? []));
	}
}
