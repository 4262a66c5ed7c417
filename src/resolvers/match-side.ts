/** A side of a pair, and a record in hand, as the API takes them. */
import type { MatchSide } from '#access/reader.ts';
import { HubError } from '#core/errors.ts';
import type { GivenPerson } from '#core/given-person.ts';
import type { GivenRecord } from '#core/given-record.ts';
import { assertDivision } from './division-code.ts';
import type { GivenPersonInput, GivenQuestion, GivenRecordInput, MatchSideInput } from './generated/types.ts';

/** The side. @throws HubError INVALID_INPUT unless exactly one of the four is given. */
export function sideOf({ organisationId, record, personId, mention }: MatchSideInput): MatchSide {
	const given: MatchSide[] = [
		...(organisationId == null ? [] : [{ organisationId }]),
		...(record == null ? [] : [{ record }]),
		...(personId == null ? [] : [{ personId }]),
		...(mention == null ? [] : [{ mention }]),
	];
	if (given.length === 1) return given[0] as MatchSide;
	throw new HubError('INVALID_INPUT', 'Name each side by organisationId, record, personId or mention, one of the four.');
}

/** The person in hand. */
export function givenPersonOf(person: GivenPersonInput): GivenPerson {
	const { name = null, identityNumber = null, phone = null, certificateNo = null, employerId = null, day = null } = person;
	return { name, identityNumber, phone, certificateNo, employerId, day };
}

/** The record in hand. @throws HubError INVALID_INPUT for a division that is none. */
export function givenOf(record: GivenRecordInput, as: GivenQuestion): GivenRecord {
	const { name = null, address = null, phone = null, creditCode = null, licenceNo = null, text = null, day = null } = record;
	const question = as === 'MENTION' ? 'mention' : 'attachment';
	return { question, name, address, phone, creditCode, licenceNo, divisionCode: assertDivision(record.divisionCode) ?? null, text, day };
}
