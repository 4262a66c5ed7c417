/** The risk of an organisation as of a day: from the flags that were open then, as the hub knew them. */
import type { ReadFlag } from '#access/reader.ts';
import type { Risk } from '#core/risk.ts';
import { riskOf } from '#rules/risk.ts';
import { STANDARD_WEIGHTS } from '#rules/risk-weights.ts';

/** The risk, and the version of the weights that gave it: those that the program ships, for which were in force then is not told by a flag. */
export function riskKnown(flags: readonly ReadFlag[]): Risk & { readonly version: string } {
	const open = flags.map(({ flagId, code, severity, score, evidence }) => ({ flagId, code, severity, score: Number(score), evidence }));
	return { ...riskOf(open, STANDARD_WEIGHTS), version: STANDARD_WEIGHTS.version };
}
