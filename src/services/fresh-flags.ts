/** What the rules say of an organisation now: the catalogue asked on its dossier of today, as a night of today would, and nothing written. */
import type { JudgingTerms, ReadEvidence, Reader } from '#access/reader.ts';
import type { Day } from '#core/days.ts';
import type { Finding } from '#core/dossier.ts';
import { type FlagCode, POLICE_CODES } from '#core/flags.ts';
import { mintId } from '#core/ids.ts';
import { evaluateDossier, RULES } from '#rules/catalogue.ts';

/** A finding with the flag that it is, or would be; its evidence is read like a flag's. */
export interface FreshFinding extends Omit<Finding, 'evidence'> {
	readonly flagId: string;
	readonly title: { readonly zh: string; readonly en: string };
	readonly evidence: readonly ReadEvidence[];
}

/** What the rules say of one organisation. */
export interface FreshEvaluation {
	readonly asOf: Day;
	/** By code and person. */
	readonly findings: readonly FreshFinding[];
	/** Rules that could not judge. */
	readonly silent: readonly { readonly code: FlagCode; readonly reason: string }[];
	readonly nextChange: Day | null;
}

const NO_TITLE = { zh: '', en: '' };

/** Judges an organisation; null: it is not there, or not the caller's to see. @throws HubError ACCESS_DENIED. */
export async function freshFlagsOf(
	reader: Pick<Reader, 'can' | 'dossierOf' | 'closeFinding'>,
	organisationId: string,
	terms: JudgingTerms,
): Promise<FreshEvaluation | null> {
	const dossier = await reader.dossierOf(organisationId, terms);
	if (dossier === null) return null;
	// Whoever does not see a flag is not told what its rule would say, nor when.
	const rules = reader.can('policeFlag:read') ? RULES : RULES.filter(({ code }) => !POLICE_CODES.includes(code));
	const { findings, silences: silent, nextChange } = evaluateDossier(dossier, rules);
	const titles = new Map(RULES.map(({ code, title }) => [code, title]));
	const told = findings.map((finding) => ({
		...reader.closeFinding(finding),
		title: titles.get(finding.code) ?? NO_TITLE,
		flagId: mintId('flag', organisationId, finding.code, finding.personId ?? ''),
	}));
	const order = ({ code, personId }: FreshFinding) => `${code} ${personId ?? ''}`;
	return { asOf: dossier.asOf, findings: told.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)), silent, nextChange };
}
