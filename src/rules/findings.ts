/** A finding from its parts: what every rule fills in alike. */
import type { Evidence, Finding, RiskRule } from '#core/dossier.ts';
import type { Severity } from '#core/flags.ts';
import { tidyEvidence } from './rule-kit.ts';

/** What a rule says of one case. */
export interface FindingParts {
	/** 0..1, see `Finding`. */
	readonly score: number;
	readonly zh: string;
	readonly en: string;
	readonly evidence: readonly Evidence[];
	readonly counterEvidence?: readonly string[];
	/** The rule's own unless the case differs. */
	readonly severity?: Severity;
	readonly personId?: string;
}

/** The finding of a rule, with its code, version and legal basis; about the organisation unless a person is named. */
export function findingOf(rule: RiskRule, parts: FindingParts): Finding {
	return {
		code: rule.code,
		ruleVersion: rule.version,
		personId: parts.personId ?? null,
		severity: parts.severity ?? rule.severity,
		score: parts.score,
		explanation: { zh: parts.zh, en: parts.en },
		legalBasis: rule.legalBasis,
		evidence: tidyEvidence(parts.evidence),
		counterEvidence: parts.counterEvidence ?? [],
		guise: null,
	};
}
