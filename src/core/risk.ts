/** What the risk of an organisation is made of: open flags, weights that say how each speaks for hidden teaching, parts that add up to the score. */
import type { Evidence } from './dossier.ts';
import type { FlagCode, Severity } from './flags.ts';

/** An open flag, as risk is made of it. */
export interface RiskFlag {
	readonly flagId: string;
	readonly code: FlagCode;
	readonly severity: Severity;
	/** 0..1, calibrated for what the flag itself says. */
	readonly score: number;
	readonly evidence: readonly Pick<Evidence, 'source' | 'recordType' | 'recordKey' | 'field'>[];
}

/** What one open flag adds to the risk. */
export interface RiskPart {
	readonly flagId: string;
	readonly code: FlagCode;
	/** Points of the score; those of all parts add up to it. */
	readonly points: number;
	/** Records it rests on, and those of them that no other flag makes more of. */
	readonly sources: number;
	readonly ownSources: number;
}

/** The risk of an organisation. */
export interface Risk {
	/** 0..100: in a hundred organisations of this score so many teach hidden subjects; 0: no open flag that counts. */
	readonly riskScore: number;
	/** The highest severity; null: no open flag. */
	readonly severity: Severity | null;
	/** Codes, sorted. */
	readonly flagCodes: readonly FlagCode[];
	/** Largest first. */
	readonly parts: readonly RiskPart[];
}

/** How much each code speaks for hidden subject training. */
export interface RiskWeights {
	/** "standard-…" as delivered, "rw-…" as estimated here. */
	readonly version: string;
	/** Log-odds of an organisation before any flag speaks. */
	readonly bias: number;
	/** Log-odds for each unit of −ln(1 − score); 0: the code says nothing of it. */
	readonly weights: Readonly<Record<FlagCode, number>>;
	readonly provenance: RiskProvenance;
}

/** Where weights come from. */
export interface RiskProvenance {
	/** What told which organisations teach hidden subjects. */
	readonly labels: 'TRUTH' | 'REVIEWS';
	/** Names it further: a file, a province. */
	readonly from: string;
	/** Catalogue whose flags were weighed. */
	readonly catalogueVersion: string;
	/** Day as of which those flags stood; null: not judged by a run. */
	readonly asOf: string | null;
	/** Organisations with a flag that were labelled, and those of them that do teach. */
	readonly organisations: number;
	readonly positives: number;
}
