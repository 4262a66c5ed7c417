/** The command that verifies the audit's chain. */
import type { Hub } from '#compose.ts';
import { secretsOf } from '#config/hub-config.ts';
import { type AuditFault, type AuditVerdict, verifyAudit } from '#store/audit-verify.ts';
import type { Outcome } from './outcome.ts';

/**
 * Verifies the audit's chain: status 1 when anything was changed, removed, inserted or put in another order. `expect`: a head that was
 * noted before ("12:ab…") and must still be in the chain; null: none.
 */
export async function auditVerify(hub: Hub, args: { readonly expect: string | null }): Promise<Outcome> {
	const verdict = await verifyAudit(hub.store, secretsOf(hub.config.hub), args.expect);
	return { status: verdict.faults.length === 0 ? 0 : 1, text: sayVerdict(verdict), json: verdict };
}

/** Faults that are told one by one; of thousands the JSON has the rest. */
const FAULTS_TOLD = 50;

function sayVerdict({ faults, blocks, rows, head, unsealed }: AuditVerdict): string {
	const told = faults.slice(0, FAULTS_TOLD).map(sayFault);
	const more = faults.length > told.length ? [`… and ${faults.length - told.length} more (--json has all)`] : [];
	const tail =
		unsealed.rows === 0 ? 'no row waits to be sealed' : `${unsealed.rows} rows wait to be sealed (${unsealed.from} to ${unsealed.to})`;
	const verdict = faults.length === 0 ? 'The audit is whole' : `The audit was changed in ${faults.length} places`;
	return [...told, ...more, `${verdict}: ${blocks} blocks, ${rows} rows; ${tail}. Head: ${head ?? 'none'}`].join('\n');
}

function sayFault({ code, block, row }: AuditFault): string {
	return ['CHANGED', code, block === null ? '' : `block ${block}`, row === null ? '' : `row ${row}`]
		.filter((part) => part !== '')
		.join('  ');
}
