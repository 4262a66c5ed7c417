/**
 * The life of a flag, as a pure function: what a night's finding makes of a flag that is there, and what becomes of one that was
 * not found again. People's decisions are obeyed: what they confirmed or hold under review stays open, what they dismissed,
 * withdrew or cleared comes back with new evidence only.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from '#core/canonical-json.ts';
import type { Day } from '#core/days.ts';
import type { Evidence, Finding } from '#core/dossier.ts';
import { type FlagCode, type FlagStatus, OPEN_STATUSES, type Severity } from '#core/flags.ts';

/** A flag as far as its life needs it. */
export interface LivingFlag {
	readonly flagId: string;
	readonly organisationId: string;
	readonly code: FlagCode;
	readonly severity: Severity;
	readonly score: number;
	readonly status: FlagStatus;
	readonly firstSeen: Day;
	readonly lastSeen: Day;
	readonly evidence: readonly Evidence[];
	readonly evidenceDigest: string;
	/** Cleared by a person: what it stands on is settled. */
	readonly settled: boolean;
	/** It stands under review or confirmed, and no case holds it: it had that from an organisation that was merged into its own and stands apart again. */
	readonly letGo?: boolean;
}

/** What `changes.csv` tells of a flag before and after. */
export interface FlagSnapshot {
	readonly severity: Severity;
	readonly status: FlagStatus;
	/** Four decimals. */
	readonly score: string;
	readonly evidenceCount: number;
	readonly evidenceDigest: string;
}

export interface FlagStep {
	/** Null: no flag is there and none comes. */
	readonly status: FlagStatus;
	readonly firstSeen: Day;
	readonly lastSeen: Day;
	/** The finding's content (severity, score, evidence, texts) replaces the flag's. */
	readonly takesContent: boolean;
}

/** A score that moved less is the same to a reader. */
const NOTABLE_MOVE = 0.05;

/** What a finding makes of a flag; `flag` null: there was none. */
export function found(flag: LivingFlag | null, finding: Pick<Finding, 'evidence'>, asOf: Day): FlagStep {
	if (flag === null) return { status: 'NEW', firstSeen: asOf, lastSeen: asOf, takesContent: true };
	const again = { firstSeen: flag.firstSeen, lastSeen: asOf > flag.lastSeen ? asOf : flag.lastSeen, takesContent: true };
	switch (flag.status) {
		case 'UNDER_REVIEW':
		case 'CONFIRMED':
			return { ...again, status: flag.letGo === true ? 'ONGOING' : flag.status };
		case 'DISMISSED':
		case 'WITHDRAWN':
			return onlyWithNewEvidence(flag, finding, again);
		case 'CLEARED':
			return flag.settled ? onlyWithNewEvidence(flag, finding, again) : { ...again, status: 'REOPENED' };
		default:
			// A second run of the same day leaves the status as the first one set it.
			return { ...again, status: flag.lastSeen < asOf ? 'ONGOING' : flag.status };
	}
}

/** Brings back a flag that a person closed, if there is something they did not see; else leaves all as it was. */
function onlyWithNewEvidence(flag: LivingFlag, finding: Pick<Finding, 'evidence'>, again: Omit<FlagStep, 'status'>): FlagStep {
	if (bringsNewEvidence(flag, finding.evidence)) return { ...again, status: 'REOPENED' };
	return { status: flag.status, firstSeen: flag.firstSeen, lastSeen: flag.lastSeen, takesContent: false };
}

/** What becomes of a flag that was not found; the caller has made sure that the rule could judge. */
export function notFound(flag: LivingFlag): FlagStep {
	const held = (flag.status === 'UNDER_REVIEW' || flag.status === 'CONFIRMED') && flag.letGo !== true;
	return {
		status: held || !isOpen(flag.status) ? flag.status : 'CLEARED',
		firstSeen: flag.firstSeen,
		lastSeen: flag.lastSeen,
		takesContent: false,
	};
}

/** Whether a status counts as open. */
export function isOpen(status: FlagStatus): boolean {
	return OPEN_STATUSES.includes(status);
}

function bringsNewEvidence(flag: LivingFlag, evidence: readonly Evidence[]): boolean {
	const known = new Set(flag.evidence.map(identityOf));
	return evidence.some((item) => !known.has(identityOf(item)));
}

function identityOf({ source, recordType, recordKey, field, value }: Evidence): string {
	return canonicalJson([source, recordType, recordKey, field, value]);
}

/** SHA-256 over what the evidence says, without the days on which it was read. */
export function evidenceDigestOf(evidence: readonly Evidence[]): string {
	return createHash('sha256').update(evidence.map(identityOf).sort().join('\n')).digest('hex');
}

/** Whether two states of a flag differ for a reader: severity, status, evidence, or a score that moved notably. */
export function differs(before: FlagSnapshot, after: FlagSnapshot): boolean {
	return (
		before.severity !== after.severity ||
		before.status !== after.status ||
		before.evidenceDigest !== after.evidenceDigest ||
		Math.abs(Number(before.score) - Number(after.score)) >= NOTABLE_MOVE - 1e-9
	);
}

/** The snapshot of a flag in a status. */
export function snapshotOf(
	content: { severity: Severity; score: number; evidence: readonly Evidence[] },
	status: FlagStatus,
): FlagSnapshot {
	return {
		severity: content.severity,
		status,
		score: content.score.toFixed(4),
		evidenceCount: content.evidence.length,
		evidenceDigest: evidenceDigestOf(content.evidence),
	};
}
