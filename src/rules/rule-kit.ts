/** What rules share: reading licences and registrations on a day, building evidence, calibrated scores, answers. Pure. */
import { addDays, type Day } from '#core/days.ts';
import type { Dossier, Evidence, Finding, RuleResult } from '#core/dossier.ts';
import type { Kind } from '#core/kinds.ts';
import type { RecordRef, StoredRecord } from '#core/records.ts';

export type LicenceRecord = StoredRecord<'licence'>;
/** An entry in the register of businesses or of nonprofits. */
export type Registered = StoredRecord<'registration'> | StoredRecord<'nonprofit'>;

/** Nothing found; judged all the same. */
export const NOTHING_FOUND: RuleResult = { findings: [], nextChange: null, silent: null };

/** One finding about the organisation; evidence is put in order, counter-evidence and guise are empty unless given. */
export function foundOf(
	finding: Omit<Finding, 'personId' | 'counterEvidence' | 'guise'> & Partial<Pick<Finding, 'counterEvidence' | 'guise'>>,
	nextChange: Day | null = null,
): RuleResult {
	const whole: Finding = { personId: null, counterEvidence: [], guise: null, ...finding, evidence: tidyEvidence(finding.evidence) };
	return { findings: [whole], nextChange, silent: null };
}

/** A rule that could not judge, and why, in one sentence for an officer. */
export function silentBecause(reason: string): RuleResult {
	return { findings: [], nextChange: null, silent: reason };
}

/** Whether a record is still held by its source (a full file no longer lists those that have ended). */
export function isHeld(record: StoredRecord): boolean {
	return record.endedOn === null;
}

/**
 * The day on which a licence ended: its cancellation, else the end of its term when that lies before `asOf`. Null: it runs, is
 * suspended, or no day is known.
 */
export function licenceEnd(licence: LicenceRecord, asOf: Day): Day | null {
	const { endedOn, validUntil, status } = licence.body;
	const expired = validUntil !== null && validUntil < asOf ? validUntil : null;
	return status === 'ACTIVE' || status === 'SUSPENDED' ? expired : (endedOn ?? expired);
}

/** From this day on new and suspended subject schools had no ground to teach on (双减意见 of 2021-07-24). */
export const DOUBLE_REDUCTION: Day = '2021-07-24';

/** The last day on which a licence surely covered teaching; null while it runs. A licence that stopped on an unknown day counts up to the double reduction. */
export function coveredUntil(licence: LicenceRecord, asOf: Day): Day | null {
	return licenceRuns(licence, asOf) ? null : (licenceEnd(licence, asOf) ?? DOUBLE_REDUCTION);
}

/** Whether a licence covers the day: not suspended, cancelled, revoked or expired, and within its term. An unknown status counts as running. */
export function licenceRuns(licence: LicenceRecord, asOf: Day): boolean {
	const { status, validUntil } = licence.body;
	return (status === null || status === 'ACTIVE') && (validUntil === null || validUntil >= asOf);
}

/** The first day on which one of these licences no longer runs; null: none has a term. */
export function firstDayWithout(licences: readonly LicenceRecord[], asOf: Day): Day | null {
	return nextDay(
		asOf,
		licences.map(({ body }) => (body.validUntil === null ? null : addDays(body.validUntil, 1))),
	);
}

/** Licences for school subjects that run on the day. */
export function runningSubjectLicences(dossier: Dossier): readonly LicenceRecord[] {
	return dossier.records.licence.filter((licence) => licence.body.category === 'SUBJECT' && licenceRuns(licence, dossier.asOf));
}

/**
 * The answer of a rule that judges nobody whose subject licence runs: nothing found, and asked again on the day after the first of them
 * ends. Null: none runs, so that the rule has to judge.
 */
export function whileLicensed(dossier: Dossier): RuleResult | null {
	const running = runningSubjectLicences(dossier);
	return running.length === 0 ? null : { ...NOTHING_FOUND, nextChange: firstDayWithout(running, dossier.asOf) };
}

/** Registered businesses and nonprofits of the dossier that are active. An unknown status counts as active. */
export function activeRegistrations(dossier: Dossier): readonly Registered[] {
	return [...dossier.records.registration, ...dossier.records.nonprofit].filter(
		(record) => isHeld(record) && (record.body.status === null || record.body.status === 'ACTIVE'),
	);
}

/** Evidence from a field of a record; `value` is canonical text and never an identity number. */
export function evidenceOf(record: StoredRecord, field: string, value: string | null, asOf: Day | null = null): Evidence {
	const { source, recordType, recordKey } = record;
	return { source, recordType, recordKey, field, value: value ?? '', asOf: asOf ?? record.asOf };
}

/** Evidence without repeats (one record and field once), in a fixed order, so that equal findings have equal bytes. */
export function tidyEvidence(evidence: readonly Evidence[]): readonly Evidence[] {
	const byPlace = new Map(evidence.map((item) => [placeOf(item), item]));
	return [...byPlace.keys()].sort().map((place) => byPlace.get(place) as Evidence);
}

const placeOf = (item: RecordRef & { field: string }): string => [item.source, item.recordType, item.recordKey, item.field].join('\u001f');

/** The earliest of the days after `asOf`; null when there is none. */
export function nextDay(asOf: Day, days: readonly (Day | null)[]): Day | null {
	return days.reduce<Day | null>((next, day) => (day !== null && day > asOf && (next === null || day < next) ? day : next), null);
}

/** Probability of logits, rounded to the four digits in which scores are printed. */
export function probability(logits: number): number {
	return Math.round(10_000 / (1 + Math.exp(-logits))) / 10_000;
}

/**
 * Why nothing can be told from the absence of records of a kind: no source has given any, or one that does failed or was never
 * read in this run. Null: all were read.
 */
export function whyUnread(dossier: Dossier, kind: Kind): string | null {
	const sources = dossier.sourcesByKind[kind] ?? [];
	if (sources.length === 0) return `no source has given any record of kind ${kind}`;
	for (const source of sources) {
		const state = dossier.sources[source] ?? 'NEVER';
		if (state === 'FAILED') return `source ${source} failed in this run`;
		if (state === 'NEVER') return `source ${source} was never read`;
	}
	return null;
}
