/** Makes of a person in hand what intake makes of one that a source names: tokens of the number, which is then dropped. Nothing is kept. */
import { HubError } from '#core/errors.ts';
import type { GivenPerson, ReadGivenPerson } from '#core/given-person.ts';
import { nameKeyOf } from '#intake/name-key.ts';
import { parsePhones } from '#intake/parse/phones.ts';
import type { Tokeniser } from '#intake/tokens.ts';

/** Reads the person. @throws HubError INVALID_INPUT where neither a number nor a name with something beside it is given. */
export function readGivenPerson(given: GivenPerson, tokeniser: Pick<Tokeniser, 'tokensOf'>): ReadGivenPerson {
	const number = tokeniser.tokensOf(given.identityNumber);
	const nameKey = nameKeyOf(given.name ?? '');
	const phones = parsePhones(given.phone, null).value ?? [];
	const certificateNo = given.certificateNo?.normalize('NFKC').trim() || null;
	const beside = number.tokens.length > 0 || phones.length > 0 || certificateNo !== null || given.employerId !== null;
	if (!number.tokens.some(({ kind }) => kind === 'full') && (nameKey === '' || !beside)) {
		throw new HubError(
			'INVALID_INPUT',
			'Give a whole identity number, or a name with a number, a telephone, a certificate or an employer: a name alone is nobody.',
		);
	}
	return {
		nameKey,
		tokens: number.tokens,
		validNumber: number.valid,
		numberProblem: number.problem,
		phones,
		certificateNo,
		employerId: given.employerId,
		day: given.day,
	};
}
