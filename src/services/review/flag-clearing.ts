/** What would clear a flag, as of today: the rule behind it is asked on the dossier as it is now, and again with facts that could be shown. */
import type { JudgingTerms, Reader, ReadFlag } from '#access/reader.ts';
import { RULES } from '#rules/catalogue.ts';
import { type ClearingFact, whatWouldClear } from '#rules/clearing.ts';

/** What can be said of a flag. */
export interface FlagClearing {
	/** Whether the rule still finds it today; false: nothing has to be shown. */
	readonly stillFound: boolean;
	/** Null: no set of such facts would; empty when it is not found any more. */
	readonly facts: readonly ClearingFact[] | null;
	/** Whether every smaller set was tried. */
	readonly smallest: boolean;
}

/** What would clear a flag; null: its organisation is not to be seen, or no rule stands behind its code. People stand by id for who may read people. */
export async function clearingOf(
	reader: Pick<Reader, 'dossierOf' | 'can'>,
	flag: Pick<ReadFlag, 'organisationId' | 'code' | 'personId'>,
	terms: JudgingTerms,
): Promise<FlagClearing | null> {
	const rule = RULES.find(({ code }) => code === flag.code);
	const dossier = rule === undefined ? null : await reader.dossierOf(flag.organisationId, terms);
	if (rule === undefined || dossier === null) return null;
	const finding = rule.evaluate(dossier).findings.find(({ personId }) => personId === flag.personId);
	if (finding === undefined) return { stillFound: false, facts: [], smallest: true };
	const { facts, smallest } = whatWouldClear(rule, dossier, finding);
	const people = reader.can('person:read');
	return { stillFound: true, smallest, facts: facts?.map((fact) => (people ? fact : { ...fact, personId: null })) ?? null };
}
