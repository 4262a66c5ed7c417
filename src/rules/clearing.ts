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

interface Texts {
	readonly zh: string;
	readonly en: string;
}

/** What an officer asks for, and an organisation can show, about a record of each kind. */
const RECORD: Texts = { zh: '证明该记录不实、与本机构无关或已整改', en: 'The record is shown to be wrong, not about it, or put right' };
const RECORD_TEXTS: Readonly<Partial<Record<Kind, Texts>>> = {
	complaint: {
		zh: '该投诉经核查不属实，或所指并非本机构',
		en: 'The complaint was looked into and is unfounded, or is about somebody else',
	},
	incident: { zh: '该警情经核实与本机构教学无关', en: 'The incident is shown to have nothing to do with teaching here' },
	advertisement: { zh: '该广告已撤下，或证明非本机构发布', en: 'The advertisement is taken down, or shown to be somebody else’s' },
	inspection: {
		zh: '该次检查的问题已整改并经复查，或检查对象并非本机构',
		en: 'What the inspection found was put right and looked at again, or it was of another place',
	},
	penalty: { zh: '该处罚决定已撤销，或当事人并非本机构', en: 'The penalty was withdrawn, or was another’s' },
	course: {
		zh: '该备案课程已停开，或其名称、时间、收费已改正备案',
		en: 'The filed course was given up, or its name, hours or fee were corrected',
	},
	accountEntry: { zh: '出示该笔流水的合同、发票或课时凭证', en: 'The contract, invoice or lesson record behind the entry is shown' },
	staff: { zh: '该人员备案已更正（离岗、岗位或证书号）', en: 'The staff filing is corrected (left, post or certificate number)' },
	role: { zh: '该任职、持股已变更登记', en: 'The post or share is changed in the register' },
	schoolTeacher: { zh: '学校证明该教师已离职，或并非同一人', en: 'The school confirms that the teacher has left, or is another person' },
	personListEntry: { zh: '该人员的名单限制已解除，或并非同一人', en: 'The ban on the person was lifted, or it is another person' },
	listEntry: { zh: '该名单记录已移出', en: 'The entry was taken off the list' },
	registrationChange: { zh: '该变更登记已更正', en: 'The entry of the change is corrected' },
	certificate: { zh: '教师资格记录已更正', en: 'The certificate record is corrected' },
};
const OWN_ENTRY: Texts = { zh: '登记事项已更正或变更', en: 'The entry is corrected or changed' };
const OWN_ENTRY_TEXTS: Readonly<Partial<Record<Kind, Texts>>> = {
	licence: { zh: '许可已续证、变更或注销，台账已更新', en: 'The licence was renewed, changed or given up, and the ledger says so' },
	admission: { zh: '准入已续期、变更或注销', en: 'The admission was renewed, changed or given up' },
	registration: {
		zh: '市场主体登记的名称、范围、住所已变更或已注销',
		en: 'Name, scope or address of the registration was changed, or it was given up',
	},
	nonprofit: { zh: '民办非企业单位登记已变更或注销', en: 'The registration as a nonprofit was changed or given up' },
	account: { zh: '监管账户已补足余额或更正', en: 'The supervised account was filled up or corrected' },
};

const said = ({ zh, en }: Texts, ref: RecordRef): Texts => ({ zh: `${zh}：${refText(ref)}`, en: `${en}: ${refText(ref)}` });

function recordFact(record: StoredRecord): ClearingFact {
	const { source, recordType, recordKey, kind } = record;
	const ref = { source, recordType, recordKey };
	if (OWN_ENTRIES.includes(kind)) {
		return {
			...NOTHING,
			ref,
			kind: 'ENTRY_PUT_RIGHT',
			text: said(OWN_ENTRY_TEXTS[kind] ?? OWN_ENTRY, ref),
		};
	}
	return { ...NOTHING, ref, kind: 'RECORD_SET_ASIDE', text: said(RECORD_TEXTS[kind] ?? RECORD, ref) };
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
