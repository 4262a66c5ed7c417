/** Whether a dossier's organisation works with children or looks as if it did: what the rules on people are limited to. */
import type { Dossier } from '#core/dossier.ts';
import { profilesOf } from './business-profile.ts';
import { licenceRuns } from './rule-kit.ts';
import { weighTeaching } from './teaching-evidence.ts';

/** Licensed or admitted for training (now or before), in a trade that fits a disguise, or told of by texts. */
export function mayTrain(dossier: Dossier): boolean {
	const { licence, admission } = dossier.records;
	return licence.length > 0 || admission.length > 0 || looksLikeTraining(dossier);
}

/** Holds a running licence or admission, fits a disguise, or is told of by texts: goes on today. */
export function trainsToday(dossier: Dossier): boolean {
	const { licence, admission } = dossier.records;
	const admitted = admission.some(
		({ body }) => body.status !== 'CANCELLED' && (body.validUntil === null || body.validUntil >= dossier.asOf),
	);
	return licence.some((one) => licenceRuns(one, dossier.asOf)) || admitted || looksLikeTraining(dossier);
}

function looksLikeTraining(dossier: Dossier): boolean {
	return weighTeaching(dossier).logits > 0 || profilesOf(dossier).some(({ guise }) => guise !== null);
}
