/** The command that matches a person in hand. */
import { text as readAll } from 'node:stream/consumers';
import { createReader } from '#access/reader.ts';
import type { Hub } from '#compose.ts';
import type { Day } from '#core/days.ts';
import { readGivenPerson } from '#intake/keys/read-given-person.ts';
import { matchPerson as findPerson } from '#services/explain/match-person.ts';
import { sayPersonMatch } from '#services/explain/say-person.ts';
import { ANALYST, CANDIDATES_SHOWN } from './looking.ts';
import type { Outcome } from './outcome.ts';

export interface MatchPersonArguments {
	readonly name: string | null;
	/** Read the identity number from standard input. */
	readonly numberStdin: boolean;
	readonly phone: string | null;
	readonly certificate: string | null;
	/** Id of an organisation. */
	readonly employer: string | null;
	readonly day: Day | null;
}

/** Says who a person in hand is, and why. @throws HubError INVALID_INPUT where too little is said of them. */
export async function matchPerson(hub: Hub, args: MatchPersonArguments): Promise<Outcome> {
	const reader = createReader(hub.store, ANALYST, hub.clock);
	const { name, phone, certificate: certificateNo, employer: employerId, day } = args;
	const identityNumber = args.numberStdin ? await readAll(process.stdin) : null;
	const given = readGivenPerson({ name, identityNumber, phone, certificateNo, employerId, day }, hub.tokeniser);
	const answer = await findPerson(reader, given, CANDIDATES_SHOWN);
	await reader.audit.commit('match-person');
	return { status: 0, text: sayPersonMatch(answer), json: answer };
}
