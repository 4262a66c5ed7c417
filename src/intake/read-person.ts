/**
 * Reads one person out of a row: the name and the masked number for the body, tokens for matching. The clear number
 * goes into the tokeniser and is not kept, returned or named in a fault.
 */
import type { RawRow } from '#core/ports.ts';
import type { Fault, PersonMention, PersonValue } from '#core/records.ts';
import type { CompiledPerson } from './compile-mapping.ts';
import { nameKeyOf } from './name-key.ts';
import { parseField } from './parse/parse-field.ts';
import { strikeIdentityNumbers } from './redact/identity-numbers.ts';
import type { IdentityProblem, Tokeniser } from './tokens.ts';

/** A person of a record; all null where the row names nobody. */
export interface ReadPerson {
	readonly value: PersonValue | null;
	readonly mention: PersonMention | null;
	readonly faults: readonly Fault[];
}

const NOBODY: ReadPerson = { value: null, mention: null, faults: [] };

/** Problems that someone at the agency can mend; an old number or a passport is as it should be. */
const PROBLEMS: Partial<Record<IdentityProblem, string>> = {
	CHECK_DIGIT: '身份证号校验位不符',
	LOST_DIGITS: '身份证号被表格软件截断,后几位已丢失',
	MASKED: '身份证号被遮盖',
	NOT_A_NUMBER: '不是身份证号',
};

/** Reads the person of a slot, with tokens under the first secret. `divisionCode` completes telephone numbers without an area code. */
export function readPerson(
	person: CompiledPerson,
	row: RawRow,
	recordKey: string,
	tokeniser: Pick<Tokeniser, 'foundingTokensOf'>,
	divisionCode: string | null,
): ReadPerson {
	const parsed = parseField('personName', person.name(row), { field: person.slot });
	const faults: Fault[] = parsed.fault === null ? [] : [parsed.fault];
	const number = tokeniser.foundingTokensOf(person.identityNumber(row));
	const message = number.problem === null ? undefined : PROBLEMS[number.problem];
	if (number.problem !== null && message !== undefined) faults.push({ field: person.slot, code: number.problem, message });
	const name = typeof parsed.value === 'string' ? strikeIdentityNumbers(parsed.value) : null;
	if (name === null && number.tokens.length === 0) return faults.length === 0 ? NOBODY : { ...NOBODY, faults };
	const phones = parseField('phones', person.phone(row), { field: person.slot, divisionCode });
	return {
		value: { name: name ?? '', masked: number.masked },
		mention: {
			slot: person.slot,
			exportKey: recordKey + person.keySuffix,
			name: name ?? '',
			nameKey: nameKeyOf(name ?? ''),
			masked: number.masked,
			tokens: number.tokens,
			validNumber: number.valid,
			phones: Array.isArray(phones.value) ? (phones.value as readonly string[]) : [],
		},
		faults,
	};
}
