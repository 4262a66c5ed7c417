/**
 * What the generator makes: canonical rows before an agency has written them down. Fields are those of core/kinds;
 * which column they end in, under which word, is none of the generator's business.
 */
import type { Day } from '#core/days.ts';
import type { FieldDef, FieldsOf, Kind } from '#core/kinds.ts';

/** A person who does not exist. `id` is the truth: two people of one name have two ids. */
export interface Person {
	readonly id: string;
	readonly name: string;
	readonly male: boolean;
	readonly birthYear: number;
	readonly identityNumber: string;
	readonly phone: string;
}

type DraftValue<F extends FieldDef> = F['type'] extends 'person'
	? Person
	: F['type'] extends 'phones' | 'list'
		? readonly string[]
		: F['type'] extends 'integer'
			? number
			: F extends { values: readonly (infer V)[] }
				? V
				: string;

/** Canonical fields of a kind, as far as the row gives them. Days are "YYYY-MM-DD", instants ISO with +08:00, amounts yuan. */
export type DraftFields<K extends Kind> = {
	readonly [F in keyof FieldsOf<K>]?: FieldsOf<K>[F] extends FieldDef ? DraftValue<FieldsOf<K>[F]> | null : never;
};

/** A canonical row on its way to an agency. */
export interface Draft<K extends Kind = Kind> {
	readonly kind: K;
	readonly fields: DraftFields<K>;
	/** Under which the row stands where its key is no canonical field (numbers of tickets, ids). */
	readonly id: string;
	/** Milliseconds since 1970 at which the agency last touched the row. */
	readonly stampedAt: number;
	/** Truth: organisation that the row is of, or is about; null: nobody's. */
	readonly organisation: string | null;
	/** Who complains: name and telephone. Stands in columns that must never be taken in. */
	readonly complainant?: { readonly name: string; readonly phone: string };
	/** The day's file in which the row arrives, where that is not the day of its stamp. */
	readonly fileDay?: Day;
	/** Nothing in the row can be used: it is to be set aside. */
	readonly unusable?: boolean;
}

/** One thing that was planted, with what it stands on. */
export interface PlantedFinding {
	readonly organisation: string;
	readonly person: string | null;
	/** What is wrong: "front", "falseClosure", "lateLesson" … */
	readonly type: string;
	/** The disguise, for fronts. */
	readonly guise: string | null;
	/** Subtle: hints of two agencies or more that prove nothing alone. Undetectable: what is told fits an innocent neighbour as well. */
	readonly strength: 'clear' | 'subtle' | 'undetectable';
}

/** One organisation that carries on another. */
export interface PlantedSuccession {
	readonly predecessor: string;
	readonly successor: string;
	readonly kind: 'REBRAND' | 'CONVERSION';
	readonly links: readonly string[];
}

/** An innocent organisation that looks like a guilty one. */
export interface PlantedDecoy {
	readonly organisation: string;
	readonly type: string;
}

/** What one scene brings: rows and the truth about them. */
export interface SceneYield {
	readonly drafts: readonly Draft[];
	readonly organisations: readonly { readonly id: string; readonly kind: string }[];
	readonly findings: readonly PlantedFinding[];
	readonly successions: readonly PlantedSuccession[];
	readonly decoys: readonly PlantedDecoy[];
	/** People about whom the police say RESTRICTED. */
	readonly restricted: readonly Person[];
	/** Texts that name a complainant or a pupil: must be gone after intake. Draft id, and the words. */
	readonly personal: readonly { readonly draftId: string; readonly words: string }[];
}
