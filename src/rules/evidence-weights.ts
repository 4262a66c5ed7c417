/**
 * How much a text counts, by who wrote it and what it says: log-odds (natural logarithm) that hidden subject training goes on,
 * before other evidence. The order follows rule R21 and R22: an inspection's or penalty's finding, then several complaints, then
 * one complaint or advertisement. The sizes are rounded; only their order and rough distance carry meaning.
 */

import type { Hint } from '#text/lexicon.ts';

/** Who says it. */
export type Channel = 'PENALTY' | 'INSPECTION' | 'COMPLAINT' | 'INCIDENT' | 'ADVERTISEMENT' | 'LIST';

/**
 * What it says: NAMED a subject or tutoring outright (SS ≥ 0.6) · NAMED_WEAKLY · DISGUISED (new names with method or grade) ·
 * TRACE (a disguise word alone) · CIRCUMSTANCE (no subject, but what goes with hidden teaching) · ALLEGED (unlicensed teaching
 * reported, without content) · HEARSAY · REFUTES · UNSEEN (no lesson seen when somebody looked, and no verdict) · UNEVENTFUL (nothing of teaching: it counts only from those who came to look) ·
 * CARE (only meals and supervision) · NOTHING (closed, or hearsay without content).
 */
export type Grade =
	| 'NAMED'
	| 'NAMED_WEAKLY'
	| 'DISGUISED'
	| 'TRACE'
	| 'CIRCUMSTANCE'
	| 'ALLEGED'
	| 'HEARSAY'
	| 'REFUTES'
	| 'UNSEEN'
	| 'UNEVENTFUL'
	| 'CARE'
	| 'NOTHING';

/** Weight of a text; a pair that is missing weighs nothing. For CIRCUMSTANCE: of the most telling one, see `CIRCUMSTANCES`. */
export const WEIGHTS: Readonly<Record<Channel, Readonly<Partial<Record<Grade, number>>>>> = {
	// An authority established it. Smaller: one penalty could stay under HIGH; larger changes nothing.
	PENALTY: { NAMED: 7, NAMED_WEAKLY: 5, DISGUISED: 5, TRACE: 2, ALLEGED: 5, CIRCUMSTANCE: 1, UNEVENTFUL: -1 },
	// Officers saw it. A refutation weighs less than a finding: a door that opens late hides much.
	INSPECTION: {
		NAMED: 6.5,
		NAMED_WEAKLY: 5,
		DISGUISED: 1.6,
		TRACE: 1.6,
		ALLEGED: 4,
		CIRCUMSTANCE: 1.5,
		REFUTES: -0.9,
		UNSEEN: -0.7,
		UNEVENTFUL: -0.6,
	},
	// One person's word; competitors and quarrelling neighbours complain too, and then they name subjects. Circumstances nobody invents.
	COMPLAINT: {
		NAMED: 2.7,
		NAMED_WEAKLY: 2,
		DISGUISED: 1.6,
		TRACE: 1.4,
		ALLEGED: 1.2,
		CIRCUMSTANCE: 1.5,
		REFUTES: -1.6,
		UNSEEN: -0.5,
		CARE: -1.5,
	},
	// What a caller said, as the police noted it.
	INCIDENT: { NAMED: 2.4, NAMED_WEAKLY: 2.2, DISGUISED: 2.2, TRACE: 1.5, ALLEGED: 2, CIRCUMSTANCE: 1.5 },
	// The place's own words, but often undated, copied, or of another place of the same brand. One that sells its trade openly speaks for it.
	ADVERTISEMENT: { NAMED: 3, NAMED_WEAKLY: 2.1, DISGUISED: 2.2, TRACE: 1, CIRCUMSTANCE: 1.4, CARE: -1.8, UNEVENTFUL: -1.8 },
	LIST: { ALLEGED: 1.5, NAMED: 1.5, NAMED_WEAKLY: 1.5 },
};

/**
 * How much of a circumstance’s weight a kind of it has, by who tells it; a pair that is missing has all. Care for pupils is sold with
 * school years and little classes as well, and whoever looks after homework has desks: such words in an advertisement say little. That the
 * old teachers go on in a new place says more than pupils do: nobody else has anything to go on with.
 */
export const CIRCUMSTANCES: Readonly<Partial<Record<Channel, Readonly<Partial<Record<Hint, number>>>>>> = {
	ADVERTISEMENT: { PUPILS: 0.3, MARKS: 0.5, CONTINUITY: 1.3 },
	COMPLAINT: { CONTINUITY: 1.1 },
};

/** Each further kind of circumstance in the same text. Larger: a quarrel told at length weighs like a finding. */
export const FURTHER_CIRCUMSTANCE = 0.3;

/** A finding on which officers acted (stopped, sealed, opened a case) is surer than one noted. */
export const ACTED_ON = 1;

/** How much the second, third … text of one channel counts, beside the strongest. Larger: ten angry parents outweigh an inspection. */
export const REPEATED: readonly number[] = [1, 0.6, 0.4, 0.25, 0.15];

/** No channel adds more than this, so that "one kind of source only" never looks like certainty, but for what officers established. */
export const CHANNEL_CAP: Readonly<Record<Channel, number>> = {
	PENALTY: 9,
	INSPECTION: 9,
	COMPLAINT: 6,
	INCIDENT: 4,
	ADVERTISEMENT: 4.5,
	LIST: 1.5,
};

/** A refutation that is older than the latest incriminating text counts this much only. */
export const OUTDATED_REFUTATION = 0.5;
