/**
 * Takes the clear names and identity numbers of a row's people, for one purpose: asking the police. The result lives
 * in the memory of the verify job and is dropped with the answer; never store, log or return it anywhere else.
 */

import { isValidIdentityNumber } from '#core/codes/identity-number.ts';
import type { TableMapping } from '#core/mapping.ts';
import type { RawRow } from '#core/ports.ts';
import { type CompiledTable, compileTable } from './compile-mapping.ts';
import { parseField } from './parse/parse-field.ts';
import { squeeze } from './parse/text.ts';

/** A person of a row with the number in clear. */
export interface ClearSubject {
	/** Canonical field that holds the person. */
	readonly slot: string;
	/** Key of the person in people.csv, equal to the mention's `exportKey`. */
	readonly exportKey: string;
	readonly name: string;
	readonly identityNumber: string;
}

const COMPILED = new WeakMap<TableMapping, CompiledTable>();

/** The people of a row who have both a name and a valid identity number of 18 characters; others cannot be asked about. */
export function takeSubjects(table: TableMapping, row: RawRow): ClearSubject[] {
	let compiled = COMPILED.get(table);
	if (compiled === undefined) {
		compiled = compileTable(table, '+08:00');
		COMPILED.set(table, compiled);
	}
	const key = compiled.key(row);
	if (key === null || !compiled.accepts(row)) return [];
	return compiled.people.flatMap((person) => {
		const name = parseField('personName', person.name(row), { field: person.slot }).value;
		const identityNumber = squeeze(person.identityNumber(row) ?? '').toUpperCase();
		if (typeof name !== 'string' || !isValidIdentityNumber(identityNumber)) return [];
		return [{ slot: person.slot, exportKey: key + person.keySuffix, name, identityNumber }];
	});
}
