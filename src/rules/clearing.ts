/**
 * What would clear a finding: the smallest set of facts after which its rule would say less than MEDIUM, or nothing. Found by asking
 * the rule again on the dossier with these facts in it, so nothing here repeats a rule's conditions. A checklist for the officer, and
 * what an organisation can answer to; no promise, for other rules and later records speak for themselves.
 */
import type { Dossier, Finding, RiskRule } from '#core/dossier.ts';
import { compareSeverity, type Severity } from '#core/flags.ts';
import { type RecordRef, refText } from '#core/records.ts';
import { applyFact, type ClearingFact, OWN_ENTRIES, recordFact, shownFacts } from './clearing-facts.ts';
import { recordOf } from './counterfactual.ts';

export type { ClearingFact } from './clearing-facts.ts';

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
	return facts.reduce((world, fact) => applyFact(fact, world), dossier);
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

const candidate = (fact: ClearingFact): Candidate => ({ ...fact, apply: (dossier) => applyFact(fact, dossier) });
