/** A side of a pair, and a record in hand, as the API takes them. */
import type { MatchSide } from '#access/reader.ts';
import { HubError } from '#core/errors.ts';
import type { GivenRecord } from '#core/given-record.ts';
import { assertDivision } from './division-code.ts';
import type { GivenQuestion, GivenRecordInput, MatchSideInput } from './generated/types.ts';

/** The side. @throws HubError INVALID_INPUT unless exactly one of the two is given. */
export function sideOf({ organisationId, record }: MatchSideInput): MatchSide {
	if (organisationId != null && record == null) return { organisationId };
	if (organisationId == null && record != null) return { record };
	throw new HubError('INVALID_INPUT', 'Name each side by organisationId or by record, one of the two.');
}

/** The record in hand. @throws HubError INVALID_INPUT for a division that is none. */
export function givenOf(record: GivenRecordInput, as: GivenQuestion): GivenRecord {
	const { name = null, address = null, phone = null, creditCode = null, licenceNo = null, text = null, day = null } = record;
	const question = as === 'MENTION' ? 'mention' : 'attachment';
	return { question, name, address, phone, creditCode, licenceNo, divisionCode: assertDivision(record.divisionCode) ?? null, text, day };
}
