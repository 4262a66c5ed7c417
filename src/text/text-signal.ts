/** What a free text says about teaching: the types that readers of texts share. */
import type { Audience, Guise, Hint, Place, Subject, WordKind } from './lexicon.ts';

/** A word of the lexicon in a text. */
export interface SignalWord {
	readonly text: string;
	readonly kind: WordKind;
	/** Subject, audience, guise, place or hint; empty for the other kinds. */
	readonly value: string;
	/** Offset in the text as given. */
	readonly at: number;
	/** For subjects and disguises: a word of teaching stands right beside it (教数学, 数学课). */
	readonly taught: boolean;
	/** What it adds to the SubjectSignal at most, 0..1; 0 for kinds that only tell circumstances. */
	readonly weight: number;
}

/** What a text says. Words in negated clauses are in `negated` only. */
export interface TextSignal {
	/**
	 * SubjectSignal 0..1: how surely the text speaks of teaching school subjects to pupils; ≥ 0.6 is strong. Disguise words alone
	 * give at most 0.3.
	 */
	readonly subject: number;
	/** Subjects named outright, 学科 where tutoring is named without one. */
	readonly subjects: readonly Subject[];
	/** All words found, by place. */
	readonly words: readonly SignalWord[];
	readonly guises: readonly Guise[];
	readonly audience: readonly Audience[];
	readonly places: readonly Place[];
	readonly hints: readonly Hint[];
	readonly online: boolean;
	/** Names a price or a fee. */
	readonly price: boolean;
	/** Clauses that exclude or deny, as in the normal text. */
	readonly negated: readonly string[];
	/** A verdict: a report was wrong, or no training is given or was found. */
	readonly refuted: boolean;
	/** No verdict, only that no training was seen at that hour (未见授课). Never true beside `refuted`. */
	readonly unseen: boolean;
	/** A check without anything to object to. */
	readonly uneventful: boolean;
	/** Hearsay or doubt. */
	readonly hedged: boolean;
	/** Teaching of subjects (or tutoring) is asserted, not only named. */
	readonly teachingSeen: boolean;
	/** Only meals, naps, supervision are told of. */
	readonly careOnly: boolean;
	/** The school's own after-class care. */
	readonly schoolRun: boolean;
	/** A missing permit is asserted. */
	readonly licenceGap: boolean;
	/** Found closed or moved away. */
	readonly vacant: boolean;
	/** Chess, robots, art, sport … are named. */
	readonly nonSubject: boolean;
	/** Things sold or returned are spoken of. */
	readonly goods: boolean;
}
