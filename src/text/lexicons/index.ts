/** All shipped words in one list. A word that stands in several groups carries each of their meanings. */
import type { WordGroup } from '#text/lexicon.ts';
import { CIRCUMSTANCE_WORDS, JUDGING_WORDS } from './circumstances.ts';
import { GUISE_WORDS, NOT_A_GUISE } from './guises.ts';
import { PEOPLE_AND_PLACE_WORDS } from './people-and-places.ts';
import { NOT_A_SUBJECT, SUBJECT_WORDS } from './subjects.ts';
import { TUTORING_WORDS } from './tutoring.ts';

/** The shipped lexicon. */
export const LEXICON: readonly WordGroup[] = [
	...NOT_A_SUBJECT,
	...SUBJECT_WORDS,
	...TUTORING_WORDS,
	...PEOPLE_AND_PLACE_WORDS,
	...NOT_A_GUISE,
	...GUISE_WORDS,
	...CIRCUMSTANCE_WORDS,
	...JUDGING_WORDS,
];
