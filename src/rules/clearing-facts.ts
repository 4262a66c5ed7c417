/** What can be shown to clear a finding, in words for officer and organisation, and what the dossier looks like when it holds. Pure. */
import { addDays } from '#core/days.ts';
import type { Dossier, Finding, PersonFacts, RiskRule } from '#core/dossier.ts';
import type { Kind } from '#core/kinds.ts';
import { type RecordRef, refText, type StoredRecord } from '#core/records.ts';
import { withoutOther, withoutPerson, withoutRecord, withPersonFacts, withRecord } from './counterfactual.ts';

/** What can be shown. */
export type ClearingKind =
	| 'LICENCE_SHOWN'
	| 'INSPECTED'
	| 'CERTIFICATE_SHOWN'
	| 'ACCOUNT_SHOWN'
	| 'NONPROFIT_SHOWN'
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
	readonly text: Texts;
}

/** The organisation's own entries: to say that they are not about it makes no sense while something else would do. */
export const OWN_ENTRIES: readonly Kind[] = ['registration', 'nonprofit', 'licence', 'admission', 'account'];

interface Texts {
	readonly zh: string;
	readonly en: string;
}

const NOTHING = { ref: null, personId: null, organisationId: null } as const;
type Shown = Exclude<ClearingKind, 'RECORD_SET_ASIDE' | 'ENTRY_PUT_RIGHT'>;

const SHOWN_TEXTS: Readonly<Record<Shown, Texts>> = {
	LICENCE_SHOWN: { zh: '出示当时有效的学科类办学许可证', en: 'A licence for school subjects, valid at the time, is shown' },
	INSPECTED: { zh: '现场检查，未发现问题', en: 'It is inspected on site and nothing is found' },
	CERTIFICATE_SHOWN: {
		zh: '出示该教师的教师资格证，经核验有效',
		en: 'The teacher’s certificate is shown and found valid',
	},
	ACCOUNT_SHOWN: { zh: '出示已开立的学费监管账户', en: 'A supervised account for tuition that was opened is shown' },
	NONPROFIT_SHOWN: { zh: '出示民办非企业单位登记证书', en: 'The registration as a nonprofit is shown' },
	CLEARANCE_SHOWN: { zh: '从业查询已完成，结果正常', en: 'The police check is done and raises nothing' },
	PERSON_LEFT: {
		zh: '证明该人员此前已离任或从未任职',
		en: 'The person is shown to have left before, or never to have held the post',
	},
	NOT_CARRIED_ON: {
		zh: '证明与另一机构无承接关系',
		en: 'The two organisations are shown not to carry each other on',
	},
};

/** What is missing and could be shown of a rule's finding: only of kinds of record that the rule reads, so that nothing beside the point is asked for. */
export function shownFacts(rule: RiskRule, dossier: Dossier, { personId }: Finding): readonly ClearingFact[] {
	const reads = (kind: Kind): boolean => rule.inputs.includes(kind);
	const lacks = (kind: 'account' | 'nonprofit'): boolean => reads(kind) && dossier.records[kind].length === 0;
	const others = [...dossier.predecessors, ...dossier.successors].map(({ organisationId }) => organisationId);
	return [
		...(reads('licence') ? [shown('LICENCE_SHOWN')] : []),
		...(reads('inspection') ? [shown('INSPECTED')] : []),
		...(reads('certificate') && personId !== null ? [shown('CERTIFICATE_SHOWN', { personId })] : []),
		...(lacks('account') ? [shown('ACCOUNT_SHOWN')] : []),
		...(lacks('nonprofit') ? [shown('NONPROFIT_SHOWN')] : []),
		...(rule.code.startsWith('CLEARANCE') ? [shown('CLEARANCE_SHOWN', { personId })] : []),
		...(personId === null ? [] : [shown('PERSON_LEFT', { personId })]),
		...[...new Set(others)].map((organisationId) => shown('NOT_CARRIED_ON', { organisationId })),
	];
}

const shown = (kind: Shown, about: Partial<Pick<ClearingFact, 'personId' | 'organisationId'>> = {}): ClearingFact => ({
	...NOTHING,
	...about,
	kind,
	text: SHOWN_TEXTS[kind],
});

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

/** That a record is wrong, about somebody else or put right; of the organisation's own entries, that they were corrected. */
export function recordFact(record: StoredRecord): ClearingFact {
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

/** The dossier in which a fact holds. */
export function applyFact({ kind, ref, personId, organisationId }: ClearingFact, dossier: Dossier): Dossier {
	switch (kind) {
		case 'LICENCE_SHOWN':
			return withLicence(dossier);
		case 'INSPECTED':
			return withRecord(dossier, 'inspection', { inspectedOn: dossier.asOf, outcome: 'NONE' });
		case 'CERTIFICATE_SHOWN':
			return withCertificate(dossier, personId ?? '');
		case 'ACCOUNT_SHOWN':
			return withRecord(dossier, 'account', {});
		case 'NONPROFIT_SHOWN':
			return withRecord(dossier, 'nonprofit', { name: dossier.name, status: 'ACTIVE' });
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

/** Licensed for subjects ever since; whoever holds a licence is in a register. */
function withLicence(dossier: Dossier): Dossier {
	const body = { name: dossier.name, category: 'SUBJECT', status: 'ACTIVE', issuedOn: '1990-01-01' } as const;
	return { ...withRecord(dossier, 'licence', body), registered: true };
}

/** A certificate of the person's own, of the level that suffices for every other. */
function withCertificate(dossier: Dossier, personId: string): Dossier {
	const [record] = withRecord(dossier, 'certificate', { level: '高级中学' }).records.certificate.slice(-1);
	if (record === undefined) return dossier;
	return withPersonFacts(dossier, [personId], ({ certificates }) => ({ certificates: [...certificates, { record, certain: true }] }));
}

/** Everybody (or one person) checked today. */
function withClearance(dossier: Dossier, personId: string | null): Dossier {
	const { asOf, people } = dossier;
	const clearance: PersonFacts['clearance'] = { result: 'CLEAR', scope: 'ART62', checkedOn: asOf, validUntil: addDays(asOf, 365) };
	return withPersonFacts(dossier, personId === null ? people.map((person) => person.personId) : [personId], () => ({ clearance }));
}
