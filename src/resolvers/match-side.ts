/** A side of a pair, as the API takes it. */
import type { MatchSide } from '#access/reader.ts';
import { HubError } from '#core/errors.ts';
import type { MatchSideInput } from './generated/types.ts';

/** The side. @throws HubError INVALID_INPUT unless exactly one of the two is given. */
export function sideOf({ organisationId, record }: MatchSideInput): MatchSide {
	if (organisationId != null && record == null) return { organisationId };
	if (organisationId == null && record != null) return { record };
	throw new HubError('INVALID_INPUT', 'Name each side by organisationId or by record, one of the two.');
}
