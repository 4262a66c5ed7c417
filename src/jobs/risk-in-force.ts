/** Which weights of risk are in force: those that somebody decided for, else those the program ships. */
import { HubError } from '#core/errors.ts';
import type { RiskWeights } from '#core/risk.ts';
import { STANDARD_WEIGHTS } from '#rules/risk-weights.ts';
import type { Store } from '#store/database.ts';
import { riskChoice, weightsIn } from '#store/risk-store.ts';

/** The weights of a version; null: there is none of that name. */
export async function weightsOf(store: Pick<Store, 'pool'>, version: string): Promise<RiskWeights | null> {
	if (version === STANDARD_WEIGHTS.version) return STANDARD_WEIGHTS;
	return weightsIn(store.pool, version);
}

/** The weights in force. @throws HubError CONFIG when the version decided for is one that this program no longer ships. */
export async function riskInForce(store: Pick<Store, 'pool'>): Promise<RiskWeights> {
	const choice = await riskChoice(store);
	if (choice === null) return STANDARD_WEIGHTS;
	const weights = await weightsOf(store, choice.version);
	if (weights !== null) return weights;
	throw new HubError(
		'CONFIG',
		`Risk is to be weighed by ${choice.version}, which this hub does not have. Choose another: hub risk list, hub risk use.`,
	);
}
