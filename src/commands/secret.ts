/** The command that brings the store to a new secret. */
import { createAuditTrail } from '#access/audit.ts';
import type { Hub } from '#compose.ts';
import { createAuditSealer } from '#store/audit-seal.ts';
import { rotateSecret } from '#store/secret-rotation.ts';
import { asRun } from './as-run.ts';
import { administrator } from './looking.ts';
import { dayArgument, type Outcome } from './outcome.ts';

export interface SecretRotateArguments {
	/** Who decides, for the audit. */
	readonly by: string;
	readonly reason: string;
}

/**
 * Wraps what the store holds with the newest of the configured secrets. The rotation is audited, and sealed with the new secret at once,
 * so that whoever has the old one cannot cut the audit back to where it was.
 * @throws HubError SECRET_REFUSED for secrets that have nothing to do with the store; ALREADY_RUNNING beside a run or a hub that serves.
 */
export async function secretRotate(hub: Hub, { by, reason }: SecretRotateArguments): Promise<Outcome> {
	const { store, clock, config, tokeniser } = hub;
	const audit = createAuditTrail(store.db, administrator(by), clock);
	const asOf = dayArgument(hub, { asOf: null });
	const wrapped = await asRun(hub, 'secret-rotate', asOf, null, () =>
		rotateSecret(store, tokeniser, (client) => audit.decide(client, { action: 'secret:rotate', subject: { reason }, rows: 1 })),
	);
	await createAuditSealer(store, config.hub.secret)(clock.now());
	const text =
		wrapped === 0
			? 'The store is at the newest secret already.'
			: `${wrapped} values were wrapped with the new secret. Keep the former ones: what agencies send is keyed with them first. The next night resolves and judges everything once.`;
	return { status: 0, text, json: { wrapped } };
}
