/** A record that somebody holds in hand and that is in no source: what it says, and what is made of it to be matched. */
import type { Day } from './days.ts';
import type { RecordKey } from './records.ts';

/** What is asked of it: about which organisation it is (a text, an act), or which registered body it is (a licence, an account). */
export const GIVEN_QUESTIONS = ['mention', 'attachment'] as const;

/** One of them. */
export type GivenQuestion = (typeof GIVEN_QUESTIONS)[number];

/** What the record says, as it is written; null: nothing. */
export interface GivenRecord {
	readonly question: GivenQuestion;
	readonly name: string | null;
	readonly address: string | null;
	/** One or several, in one text. */
	readonly phone: string | null;
	readonly creditCode: string | null;
	readonly licenceNo: string | null;
	/** County, six digits. */
	readonly divisionCode: string | null;
	/** What it tells in words: names, places, telephones and ids are found in it. */
	readonly text: string | null;
	/** The day it speaks of, or was issued. */
	readonly day: Day | null;
}

/** The record as matching takes it. */
export interface ReadGiven {
	readonly question: GivenQuestion;
	readonly keys: readonly RecordKey[];
	/** County, six digits; '' where it is not known. */
	readonly division: string;
	/** Valid credit code; null: none. */
	readonly creditCode: string | null;
	readonly day: Day | null;
	/** Name and text, for names that only stand inside. */
	readonly texts: readonly (string | null)[];
}
