/**
 * How likely hidden subject training goes on at an organisation: texts and records together, as a probability. One scale for
 * FRONT_BUSINESS and for the leads that fall short of it, so that the order of the list stays the order of the evidence.
 */
import type { Dossier } from '#core/dossier.ts';
import { profilesOf } from './business-profile.ts';
import { probability } from './rule-kit.ts';
import { weighStructure } from './structure-evidence.ts';
import { weighTeaching } from './teaching-evidence.ts';

/**
 * From summed log-odds to a probability. Texts about one place are not independent, and few places of this kind teach subjects at
 * all: OFFSET is the sum at which half of the leads hold, SLOPE how fast that rises. Smaller OFFSET: more leads, fewer that hold.
 */
const OFFSET = 4.3;
const SLOPE = 1.6;

/**
 * Taken off a registered business whose name, trade and scope are no disguise of training. Smaller: texts that belong to a neighbour
 * make a noodle shop a lead; larger: a trade nobody thought of is never one.
 */
const OTHER_TRADE = 2;

/** Under this, FRONT_BUSINESS is not said: fewer than two in three would hold. Weaker evidence stays a lead (SUBJECT_IN_COURSE_TEXT, LEAD_CLUSTER). */
export const LEAST_FRONT = 0.55;

/** The probability, four digits. */
export function hiddenTraining(dossier: Dossier): number {
	const other = dossier.registered && !profilesOf(dossier).some(({ guise }) => guise !== null) ? OTHER_TRADE : 0;
	return probability(SLOPE * (weighTeaching(dossier).logits + weighStructure(dossier).logits - other - OFFSET));
}
