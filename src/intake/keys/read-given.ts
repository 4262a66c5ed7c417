/** Makes of a record in hand what intake makes of one that a source gives: the forms under which it may count as alike. Nothing is kept. */
import { isValidCreditCode, normaliseCreditCode } from '#core/codes/credit-code.ts';
import { normaliseDivisionCode } from '#core/codes/division.ts';
import { readLicenceNumber } from '#core/codes/licence-number.ts';
import { HubError } from '#core/errors.ts';
import type { GivenRecord, ReadGiven } from '#core/given-record.ts';
import type { Body, RecordKey } from '#core/records.ts';
import { parseAddress } from '#intake/parse/addresses.ts';
import { cleanName } from '#intake/parse/names.ts';
import { parsePhones } from '#intake/parse/phones.ts';
import { cleanFreeText } from '#intake/parse/text.ts';
import { keysOf } from './keys-of.ts';

/** Reads it. @throws HubError INVALID_INPUT where it says nothing by which anybody could be found. */
export function readGiven(given: GivenRecord): ReadGiven {
	const divisionCode = given.divisionCode === null ? null : normaliseDivisionCode(given.divisionCode);
	const code = given.creditCode === null ? null : normaliseCreditCode(given.creditCode);
	const creditCode = code !== null && isValidCreditCode(code) ? code : null;
	const licenceNo = given.licenceNo === null ? null : (readLicenceNumber(given.licenceNo)?.digits ?? null);
	const name = cleanName(given.name);
	const content = given.text === null ? null : cleanFreeText(given.text);
	const address = parseAddress(given.address);
	const phones = parsePhones(given.phone, divisionCode).value;
	const registered = { creditCode, licenceNo, name, address, phones, divisionCode };
	const invalidCreditCode = creditCode === null ? code : null;
	const said = keysOf('licence', registered as unknown as Body<'licence'>, { invalidCreditCode });
	const told = keysOf('complaint', { content, divisionCode } as unknown as Body<'complaint'>);
	const keys = [...new Map([...said, ...told].map((key): [string, RecordKey] => [`${key.feature} ${key.value}`, key])).values()];
	if (keys.every(({ feature }) => feature === 'division')) {
		throw new HubError('INVALID_INPUT', 'Give a name, an address, a telephone, a code or a text: by what is given nobody can be found.');
	}
	const saidCode = divisionCode ?? keys.find(({ feature }) => feature === 'division')?.value ?? null;
	const division = divisionOf(given, { divisionCode: saidCode, licenceNo, creditCode });
	return { question: given.question, keys, division, creditCode, day: given.day, texts: [name, content] };
}

/** As resolutions have it: a register's entry without a county stands where its licence or code was given out; a text has only its own. */
function divisionOf(
	{ question }: GivenRecord,
	read: { readonly divisionCode: string | null; readonly licenceNo: string | null; readonly creditCode: string | null },
): string {
	const { divisionCode, licenceNo, creditCode } = read;
	if (question === 'mention' || (divisionCode !== null && !divisionCode.endsWith('00'))) return divisionCode ?? '';
	return (licenceNo?.length === 15 ? licenceNo.slice(1, 7) : creditCode?.slice(2, 8)) ?? divisionCode ?? '';
}
