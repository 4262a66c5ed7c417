/**
 * What would clear a finding: the smallest set of facts after which its rule would say less than MEDIUM, or nothing. Found by asking
 * the rule again on the dossier with these facts in it, so nothing here repeats a rule's conditions. A checklist for the officer, and
 * what an organisation can answer to; no promise, for other rules and later records speak for themselves.
 */
import { addDays } from '#core/days.ts';
import type { Dossier, Finding, RiskRule } from '#core/dossier.ts';
import { compareSeverity, type Severity } from '#core/flags.ts';
import type { Kind } from '#core/kinds.ts';
import { type RecordRef, refText, type StoredRecord } from '#core/records.ts';
import { recordOf, withoutOther, withoutPerson, withoutRecord, withRecord } from './counterfactual.ts';

/** What can be shown. */
export type ClearingKind =
	| 'LICENCE_SHOWN'
	| 'INSPECTED'
	| 'CLEARANCE_SHOWN'
	| 'PERSON_LEFT'
	| 'NOT_CARRIED_ON'
	| 'RECORD_SET_ASIDE'
	| 'ENTRY_PUT_RIGHT';

/** One fact that would have to be shown. */
export interface ClearingFact {
	readonly kind: ClearingKind;
	/** The record it is about; null: none. */
	readonly ref: RecordRef | null;
	/** The person; null: none, or everybody. */
	readonly personId: string | null;
	/** The other organisation of a succession; null: none. */
	readonly organisationId: string | null;
	readonly text: { readonly zh: string; readonly en: string };
}

export interface Clearing {
	/** Null: no set of such facts would. */
	readonly facts: readonly ClearingFact[] | null;
	/** Whether every smaller set was tried; false: none of these can be left out, but another set may be smaller. */
	readonly smallest: boolean;
}

interface Candidate extends ClearingFact {
	readonly apply: (dossier: Dossier) => Dossier;
}

/**
 * How often a rule is asked for one flag. Fewer: sets of three among twenty records are no longer surely the smallest; more: a page of
 * flags takes seconds.
 */
const MOST_TRIALS = 3000;
/** How often records are looked for that come to the fore once those in sight are gone: a finding names eight texts at a time. */
const ROUNDS = 6;
/** The organisation's own entries: to say that they are not about it makes no sense while something else would do. */
const OWN_ENTRIES: readonly Kind[] = ['registration', 'nonprofit', 'licence', 'admission', 'account'];

/** The smallest set of facts that would clear a finding of a rule. */
export function whatWouldClear(rule: RiskRule, dossier: Dossier, finding: Finding): Clearing {
	const cleared = (facts: readonly Candidate[]) =>
		isCleared(
			rule,
			facts.reduce((world, { apply }) => apply(world), dossier),
			finding,
		);
	for (const own of [false, true]) {
		const candidates = candidatesOf(rule, { dossier, finding, own });
		if (!cleared(candidates)) continue;
		const { found, smallest } = search(candidates, cleared);
		return { facts: found.map(({ apply: _, ...fact }) => fact), smallest };
	}
	return { facts: null, smallest: true };
}

/** What counts as cleared: MEDIUM and above come below it, what is below already goes away; a rule that falls silent says nothing. */
export function isCleared(rule: RiskRule, dossier: Dossier, finding: Pick<Finding, 'personId' | 'severity'>): boolean {
	const { findings, silent } = rule.evaluate(dossier);
	if (silent !== null) return false;
	const bound: Severity = 'MEDIUM';
	const wasBelow = compareSeverity(finding.severity, bound) < 0;
	return !findings.some((one) => one.personId === finding.personId && (wasBelow || compareSeverity(one.severity, bound) >= 0));
}

/** The dossier in which facts hold; for whoever wants to see what a rule would say then. */
export function dossierWith(dossier: Dossier, facts: readonly ClearingFact[]): Dossier {
	return facts.reduce((world, fact) => apply(fact, world), dossier);
}

function search(
	candidates: readonly Candidate[],
	cleared: (facts: readonly Candidate[]) => boolean,
): { readonly found: readonly Candidate[]; readonly smallest: boolean } {
	let trials = 0;
	for (let size = 1; size <= candidates.length; size++) {
		for (const set of subsets(candidates, size)) {
			trials += 1;
			if (trials > MOST_TRIALS) return { found: pruned(candidates, cleared), smallest: false };
			if (cleared(set)) return { found: set, smallest: true };
		}
	}
	return { found: candidates, smallest: true };
}

/** A set of which nothing can be left out, by leaving out what can be from the last to the first. */
function pruned(candidates: readonly Candidate[], cleared: (facts: readonly Candidate[]) => boolean): readonly Candidate[] {
	return candidates.toReversed().reduce<readonly Candidate[]>((kept, one) => {
		const less = kept.filter((other) => other !== one);
		return cleared(less) ? less : kept;
	}, candidates);
}

function* subsets<T>(items: readonly T[], size: number, from = 0): Generator<readonly T[]> {
	if (size === 0) yield [];
	else
		for (let at = from; at <= items.length - size; at++) {
			for (const rest of subsets(items, size - 1, at + 1)) yield [items[at] as T, ...rest];
		}
}

interface Case {
	readonly dossier: Dossier;
	readonly finding: Finding;
	/** Whether the organisation's own entries may be put right. */
	readonly own: boolean;
}

/** Everything that could be shown: what is missing first, then the records that the finding names, then those that come after them. */
function candidatesOf(rule: RiskRule, { dossier, finding, own }: Case): readonly Candidate[] {
	const facts = new Map<string, Candidate>();
	const add = (fact: ClearingFact) => facts.set(JSON.stringify([fact.kind, fact.ref, fact.personId, fact.organisationId]), candidate(fact));
	for (const fact of shownFacts(rule, dossier, finding)) add(fact);
	let world = dossier;
	let named: readonly RecordRef[] = finding.evidence;
	for (let round = 0; round < ROUNDS && named.length > 0; round++) {
		for (const ref of named) {
			const record = recordOf(dossier, ref);
			if (record === null || (OWN_ENTRIES.includes(record.kind) && !own)) continue;
			add(recordFact(record));
		}
		world = [...facts.values()].filter(({ ref }) => ref !== null).reduce((then, { apply }) => apply(then), dossier);
		const known = new Set([...facts.values()].flatMap(({ ref }) => (ref === null ? [] : [refText(ref)])));
		const next = rule.evaluate(world).findings.filter(({ personId }) => personId === finding.personId);
		named = next.flatMap(({ evidence }) => evidence).filter((ref) => !known.has(refText(ref)) && mayGo(world, ref, own));
	}
	return [...facts.values()];
}

function mayGo(dossier: Dossier, ref: RecordRef, own: boolean): boolean {
	const record = recordOf(dossier, ref);
	return record !== null && (own || !OWN_ENTRIES.includes(record.kind));
}

const NOTHING = { ref: null, personId: null, organisationId: null } as const;

function shownFacts(rule: RiskRule, dossier: Dossier, { personId }: Finding): readonly ClearingFact[] {
	const reads = (kind: Kind): boolean => rule.inputs.includes(kind);
	const others = [...dossier.predecessors, ...dossier.successors].map(({ organisationId }) => organisationId);
	return [
		...(reads('licence')
			? [
					{
						...NOTHING,
						kind: 'LICENCE_SHOWN',
						text: { zh: '出示当时有效的学科类办学许可证', en: 'A licence for school subjects, valid at the time, is shown' },
					} as const,
				]
			: []),
		...(reads('inspection')
			? [
					{
						...NOTHING,
						kind: 'INSPECTED',
						text: { zh: '现场检查，未发现问题', en: 'It is inspected on site and nothing is found' },
					} as const,
				]
			: []),
		...(rule.code.startsWith('CLEARANCE')
			? [
					{
						...NOTHING,
						personId,
						kind: 'CLEARANCE_SHOWN',
						text: { zh: '从业查询已完成，结果正常', en: 'The police check is done and raises nothing' },
					} as const,
				]
			: []),
		...(personId === null
			? []
			: [
					{
						...NOTHING,
						personId,
						kind: 'PERSON_LEFT',
						text: { zh: '证明该人员此前已离任或从未任职', en: 'The person is shown to have left before, or never to have held the post' },
					} as const,
				]),
		...[...new Set(others)].map(
			(organisationId) =>
				({
					...NOTHING,
					organisationId,
					kind: 'NOT_CARRIED_ON',
					text: { zh: '证明与另一机构无承接关系', en: 'The two organisations are shown not to carry each other on' },
				}) as const,
		),
	];
}

function recordFact(record: StoredRecord): ClearingFact {
	const { source, recordType, recordKey, kind } = record;
	const ref = { source, recordType, recordKey };
	if (OWN_ENTRIES.includes(kind)) {
		return {
			...NOTHING,
			ref,
			kind: 'ENTRY_PUT_RIGHT',
			text: { zh: `登记事项已更正或变更：${refText(ref)}`, en: `The entry is corrected or changed: ${refText(ref)}` },
		};
	}
	const text = {
		zh: `证明该记录不实、与本机构无关或已整改：${refText(ref)}`,
		en: `The record is shown to be wrong, not about it, or put right: ${refText(ref)}`,
	};
	return { ...NOTHING, ref, kind: 'RECORD_SET_ASIDE', text };
}

const candidate = (fact: ClearingFact): Candidate => ({ ...fact, apply: (dossier) => apply(fact, dossier) });

function apply({ kind, ref, personId, organisationId }: ClearingFact, dossier: Dossier): Dossier {
	switch (kind) {
		case 'LICENCE_SHOWN':
			return withRecord(dossier, 'licence', { name: dossier.name, category: 'SUBJECT', status: 'ACTIVE', issuedOn: '1990-01-01' });
		case 'INSPECTED':
			return withRecord(dossier, 'inspection', { inspectedOn: dossier.asOf, outcome: 'NONE' });
		case 'CLEARANCE_SHOWN':
			return withClearance(dossier, personId);
		case 'PERSON_LEFT':
			return withoutPerson(dossier, personId ?? '');
		case 'NOT_CARRIED_ON':
			return withoutOther(dossier, organisationId ?? '');
		default:
			return ref === null ? dossier : withoutRecord(dossier, ref);
	}
}

/** Everybody (or one person) checked today. */
function withClearance(dossier: Dossier, personId: string | null): Dossier {
	const { asOf, people } = dossier;
	const clearance = { result: 'CLEAR', scope: 'ART62', checkedOn: asOf, validUntil: addDays(asOf, 365) } as const;
	const facts = new Map(dossier.personFacts);
	for (const id of personId === null ? people.map((person) => person.personId) : [personId]) {
		const known = facts.get(id) ?? { personId: id, schoolTeacher: [], certificates: [], listEntries: [], staff: [], clearance: null };
		facts.set(id, { ...known, clearance });
	}
	return { ...dossier, personFacts: facts };
}
