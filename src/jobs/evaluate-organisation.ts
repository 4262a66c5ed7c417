/** Judges one organisation on demand, as a night would on that day, and writes nothing. */
import type { Day } from '#core/days.ts';
import type { Finding, SourceState } from '#core/dossier.ts';
import { HubError } from '#core/errors.ts';
import { mintId } from '#core/ids.ts';
import type { Regulation } from '#core/policy.ts';
import type { Risk } from '#core/risk.ts';
import { type Evaluation, evaluateDossier } from '#rules/catalogue.ts';
import { riskOf } from '#rules/risk.ts';
import type { Store } from '#store/database.ts';
import { streamDossiers } from '#store/dossier-view.ts';
import { riskInForce } from './risk-in-force.ts';

export interface EvaluationRequest {
	readonly organisationId: string;
	readonly asOf: Day;
	readonly sources: Readonly<Record<string, SourceState>>;
	readonly clearanceSource: string | null;
	readonly regulation: Regulation;
}

export interface FreshEvaluation extends Evaluation {
	/** From these findings alone: what people confirmed, or a rule that fell silent left standing, is not in it. */
	readonly risk: Risk;
}

/** What the rules say now. @throws HubError NOT_FOUND when no organisation of that id stands for itself. */
export async function evaluateOrganisation(store: Store, request: EvaluationRequest): Promise<FreshEvaluation> {
	const { organisationId, ...rest } = request;
	const weights = await riskInForce(store);
	for await (const dossier of streamDossiers(store.db, { ...rest, organisationIds: [organisationId] })) {
		const evaluation = evaluateDossier(dossier);
		return {
			...evaluation,
			risk: riskOf(
				evaluation.findings.map((finding) => asFlag(organisationId, finding)),
				weights,
			),
		};
	}
	throw new HubError('NOT_FOUND', `No organisation of the id ${organisationId} stands for itself; it may have been merged into another.`);
}

/** Under the id that the flag has, or would have. */
function asFlag(organisationId: string, { code, personId, severity, score, evidence }: Finding) {
	return { flagId: mintId('flag', organisationId, code, personId ?? ''), code, severity, score, evidence };
}
