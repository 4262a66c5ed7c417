/** The command that matches a record in hand. */
import { createReader } from '#access/reader.ts';
import type { Hub } from '#compose.ts';
import type { Day } from '#core/days.ts';
import type { GivenQuestion } from '#core/given-record.ts';
import { readGiven } from '#intake/keys/read-given.ts';
import { matchRecord } from '#services/explain/match-record.ts';
import { sayRecordMatch } from '#services/explain/say-explanation.ts';
import { ANALYST, CANDIDATES_SHOWN } from './looking.ts';
import type { Outcome } from './outcome.ts';

export interface MatchArguments {
	readonly as: GivenQuestion;
	readonly name: string | null;
	readonly address: string | null;
	readonly phone: string | null;
	readonly code: string | null;
	readonly licence: string | null;
	readonly text: string | null;
	/** Six digits. */
	readonly division: string | null;
	readonly day: Day | null;
}

/** Says whom a record in hand means, and why. @throws HubError INVALID_INPUT where it says nothing; CONFLICT before the first resolution. */
export async function match(hub: Hub, { as, code, licence, division, ...said }: MatchArguments): Promise<Outcome> {
	const reader = createReader(hub.store, ANALYST, hub.clock);
	const given = readGiven({ ...said, question: as, creditCode: code, licenceNo: licence, divisionCode: division });
	const answer = await matchRecord(reader, given, CANDIDATES_SHOWN);
	await reader.audit.commit('match');
	return { status: 0, text: sayRecordMatch(answer), json: answer };
}
