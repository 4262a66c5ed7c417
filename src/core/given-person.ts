/** A person whom a record in hand names, in no source: what it says of them, and what is made of it to be matched. */
import type { Day } from './days.ts';
import type { PersonToken } from './records.ts';

/** What the record says of the person, as it is written; null: nothing. */
export interface GivenPerson {
	readonly name: string | null;
	/** Lives in this value until tokens are made of it, and nowhere else. */
	readonly identityNumber: string | null;
	/** One or several, in one text. */
	readonly phone: string | null;
	readonly certificateNo: string | null;
	/** Id of the organisation where they work. */
	readonly employerId: string | null;
	/** A day on which they work there. */
	readonly day: Day | null;
}

/** The person as matching takes them; no number. */
export interface ReadGivenPerson {
	readonly nameKey: string;
	readonly tokens: readonly PersonToken[];
	/** Whether the number has 18 characters with a right check digit and a real birth date. */
	readonly validNumber: boolean;
	/** What is wrong with the number, in a word; null: nothing, or none was given. */
	readonly numberProblem: string | null;
	readonly phones: readonly string[];
	readonly certificateNo: string | null;
	readonly employerId: string | null;
	readonly day: Day | null;
}
