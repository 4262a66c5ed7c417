/** CERTIFICATE_MISSING, BANNED_PERSON and CLEARANCE_RESTRICTED: what they must and must not find. */
import { describe, expect, it } from 'vitest';
import type { Clearance, Finding, PersonFacts, RiskRule } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import { bannedPerson } from '#rules/banned-person.ts';
import { certificateMissing } from '#rules/certificate-missing.ts';
import { clearanceRestricted } from '#rules/clearance-restricted.ts';
import { type DossierOverrides, makeDossier, makeFacts, makePerson, makeRecord, makeSuccession } from '../support/builders.ts';

const licence = (body: object = {}): StoredRecord =>
	makeRecord('licence', { body: { category: 'SUBJECT', status: 'ACTIVE', validUntil: '2027-01-01', issuedOn: '2020-01-01', ...body } });
const staff = (body: object = {}): StoredRecord =>
	makeRecord('staff', { body: { post: 'TEACHING', from: '2023-09-01', certificateNo: null, ...body } });
const care = (body: object = {}): StoredRecord =>
	makeRecord('registration', { body: { name: '启明托管服务部', status: 'ACTIVE', establishedOn: '2023-09-01', ...body } });

interface Case {
	readonly post: StoredRecord;
	readonly others?: readonly StoredRecord[];
	readonly facts?: Partial<PersonFacts>;
	readonly certain?: boolean;
	readonly slot?: string;
	readonly dossier?: DossierOverrides;
}

function judge(rule: RiskRule, { post, others = [], facts, certain = true, slot = 'person', dossier = {} }: Case): readonly Finding[] {
	return rule.evaluate(
		makeDossier({
			records: [...others, post],
			people: [makePerson(post, { certain, slot })],
			personFacts: facts === undefined ? [] : [makeFacts(facts)],
			...dossier,
		}),
	).findings;
}

describe('CERTIFICATE_MISSING', () => {
	it.each<{ why: string; body?: object; certain?: boolean; severity: string }>([
		{ why: 'no number is filed and the register has none', severity: 'HIGH' },
		{ why: 'the number filed is not in the register under this person', body: { certificateNo: '20181404420917494' }, severity: 'HIGH' },
		{ why: 'what is filed is no number', body: { certificateNo: '办理中' }, severity: 'HIGH' },
		{ why: 'the person is known by name only', certain: false, severity: 'MEDIUM' },
		{ why: 'the certificate is older than the register', body: { certificateNo: '20051404420917494' }, severity: 'INFO' },
	])('is $severity when $why', ({ body, certain, severity }) => {
		expect(judge(certificateMissing, { post: staff(body), others: [licence()], certain })).toMatchObject([
			{ personId: 'per_test', severity },
		]);
	});

	const certificate = { record: makeRecord('certificate'), certain: true };
	it.each<{ why: string; given: Case }>([
		{ why: 'the register has a certificate', given: { post: staff(), others: [licence()], facts: { certificates: [certificate] } } },
		{ why: 'the person left', given: { post: staff({ to: '2025-05-30' }), others: [licence()] } },
		{ why: 'the person has not begun', given: { post: staff({ from: '2025-06-01' }), others: [licence()] } },
		{ why: 'the post is management', given: { post: staff({ post: 'MANAGEMENT' }), others: [licence()] } },
		{ why: 'the school teaches arts', given: { post: staff(), others: [licence({ category: 'ART' })] } },
		{ why: 'the licence was given up', given: { post: staff(), others: [licence({ status: 'CANCELLED' })] } },
	])('is silent when $why', ({ given }) => {
		expect(judge(certificateMissing, given)).toEqual([]);
	});

	it('finds a person who leaves on the as-of day, and not again the day after', () => {
		const last = staff({ to: '2025-05-31' });
		const result = certificateMissing.evaluate(makeDossier({ records: [licence(), last], people: [makePerson(last)] }));
		expect(result).toMatchObject({ findings: [{ severity: 'HIGH' }], nextChange: '2025-06-01' });
	});

	it('says that it cannot judge when the register could not be read', () => {
		const post = staff();
		const dossier = makeDossier({ records: [licence(), post], people: [makePerson(post)], sources: { education: 'FAILED' } });
		expect(certificateMissing.evaluate(dossier)).toMatchObject({ findings: [], silent: expect.stringContaining('certificate') });
	});
});

describe('BANNED_PERSON', () => {
	const ban = (body: object = {}, certain = true): Partial<PersonFacts> => ({
		listEntries: [
			{
				record: makeRecord('personListEntry', {
					body: { list: 'BLACK', reason: '严重违规培训，行业禁入', from: '2022-08-01', to: '2027-07-31', ...body },
				}),
				certain,
			},
		],
	});
	const CONTROL = { reason: '三年内不得新成为举办者' };

	it.each<{ why: string; given: Case; severity: string }>([
		{ why: 'heads a care business founded while the ban runs', given: { post: care(), facts: ban(), slot: 'head' }, severity: 'CRITICAL' },
		{
			why: 'joined the staff of a licensed school',
			given: { post: staff(), others: [licence({ category: 'ART' })], facts: ban() },
			severity: 'CRITICAL',
		},
		{
			why: 'is barred from control and took shares',
			given: { post: makeRecord('role', { body: { position: 'SHAREHOLDER', from: '2024-01-01' } }), others: [care()], facts: ban(CONTROL) },
			severity: 'CRITICAL',
		},
		{
			why: 'still heads an old company that now does care',
			given: { post: care({ establishedOn: '2015-01-01' }), facts: ban(), slot: 'head' },
			severity: 'CRITICAL',
		},
		{
			why: 'took the post in a ban that has ended since',
			given: { post: care(), facts: ban({ to: '2024-01-01' }), slot: 'head' },
			severity: 'CRITICAL',
		},
		{
			why: 'is barred from control, headed a school before, and had it renamed while the ban ran',
			given: {
				post: care({ establishedOn: '2015-01-01' }),
				others: [
					makeRecord('registrationChange', { body: { item: 'NAME', changedOn: '2023-01-01' } }),
					makeRecord('inspection', {
						body: { findings: '现场正在给五年级学生上数学课', inspectedOn: '2025-05-01', outcome: 'STOP_NOTICE' },
					}),
				],
				facts: ban({ ...CONTROL, to: '2024-01-01' }),
				slot: 'head',
			},
			severity: 'CRITICAL',
		},
		{ why: 'is linked by part of a number', given: { post: care(), facts: ban({}, false), slot: 'head' }, severity: 'MEDIUM' },
		{ why: 'has a ban without an end', given: { post: care(), facts: ban({ to: null }), slot: 'head' }, severity: 'CRITICAL' },
	])('finds a person who $why', ({ given, severity }) => {
		expect(judge(bannedPerson, given)).toMatchObject([{ severity, personId: 'per_test' }]);
	});

	it.each<{ why: string; given: Case }>([
		{ why: 'is on the white list', given: { post: care(), facts: ban({ list: 'WHITE' }), slot: 'head' } },
		{ why: 'took the post after the ban ended', given: { post: care(), facts: ban({ to: '2023-08-31' }), slot: 'head' } },
		{
			why: 'is left at the head of a closed art school that trades in something else under its old name',
			given: {
				post: care({ name: '新晨美术培训有限公司', scope: '建筑材料销售', establishedOn: '2015-01-01' }),
				others: [
					licence({ category: 'ART', name: '新晨美术培训有限公司', status: 'CANCELLED', endedOn: '2021-06-01', validUntil: null }),
					makeRecord('registrationChange', { body: { item: 'SCOPE', changedOn: '2023-01-01' } }),
				],
				facts: ban(),
				slot: 'head',
			},
		},
		{
			why: 'had a closed school renamed to a shop in the ban',
			given: {
				post: care({ name: '某商贸有限公司', scope: '建筑材料销售', industryCode: 'F5299', establishedOn: '2015-01-01' }),
				others: [
					licence({ status: 'REVOKED', endedOn: '2022-08-01' }),
					makeRecord('registrationChange', { body: { item: 'NAME', changedOn: '2022-12-01' } }),
				],
				facts: ban(CONTROL),
				slot: 'head',
			},
		},
		{
			why: 'took over a network company of which nothing is told',
			given: { post: care({ name: '某网络科技有限公司', scope: '互联网信息服务', industryCode: 'I6420' }), facts: ban(), slot: 'head' },
		},
		{
			why: 'is barred from becoming a controller and was one before',
			given: { post: care({ establishedOn: '2015-01-01' }), facts: ban(CONTROL), slot: 'head' },
		},
		{
			why: 'had the business renamed after the ban ended',
			given: {
				post: care({ establishedOn: '2015-01-01' }),
				others: [makeRecord('registrationChange', { body: { item: 'NAME', changedOn: '2024-02-01' } })],
				facts: ban({ ...CONTROL, to: '2024-01-01' }),
				slot: 'head',
			},
		},
		{
			why: 'holds shares on paper in a business that was deregistered',
			given: {
				post: makeRecord('role', { body: { position: 'SHAREHOLDER', from: '2024-01-01', creditCode: '92990101MA00000000' } }),
				others: [care({ status: 'DEREGISTERED', endedOn: '2024-06-01', creditCode: '92990101MA00000000' }), licence()],
				facts: ban(),
			},
		},
		{
			why: 'runs a shop in a building where neighbours heard lessons',
			given: {
				post: care({ name: '某汽车美容店', industryCode: 'F5263', scope: '汽车销售' }),
				others: [
					makeRecord('incident', { body: { summary: '邻居报称楼里寒假上课声音大,已劝告。', occurredAt: '2025-02-01T09:00:00+08:00' } }),
				],
				facts: ban(),
				slot: 'head',
			},
		},
		{ why: 'is barred from control and teaches', given: { post: staff(), others: [licence()], facts: ban(CONTROL) } },
		{ why: 'left before', given: { post: staff({ to: '2024-01-01' }), others: [licence()], facts: ban() } },
		{ why: 'runs a restaurant', given: { post: care({ name: '老王饭馆' }), facts: ban(), slot: 'head' } },
		{
			why: 'still heads the closed school itself, which does nothing',
			given: {
				post: care({ name: '某某培训学校', establishedOn: '2015-01-01' }),
				others: [licence({ status: 'REVOKED', endedOn: '2022-08-01' })],
				facts: ban(),
				slot: 'head',
			},
		},
	])('does not take for one a person who $why', ({ given }) => {
		expect(judge(bannedPerson, given)).toEqual([]);
	});

	it('leaves the head of a school that lawfully converted, and finds one whose school is a rebrand', () => {
		const nonprofit = makeRecord('nonprofit', { body: { name: '某培训学校', status: 'ACTIVE', establishedOn: '2023-01-01' } });
		const found = (kind: 'CONVERSION' | 'REBRAND') =>
			bannedPerson.evaluate(
				makeDossier({
					records: [nonprofit, licence()],
					people: [makePerson(nonprofit, { slot: 'head' })],
					personFacts: [makeFacts(ban(CONTROL))],
					predecessors: [makeSuccession({ kind })],
				}),
			).findings;
		expect(found('CONVERSION')).toEqual([]);
		expect(found('REBRAND')).toHaveLength(1);
	});
});

describe('CLEARANCE_RESTRICTED', () => {
	const answer = (overrides: Partial<Clearance> = {}): Partial<PersonFacts> => ({
		clearance: { result: 'RESTRICTED', scope: 'ART62', checkedOn: '2025-05-01', validUntil: '2026-05-01', ...overrides },
	});

	it('finds an active member of staff, and puts nothing of the answer into the finding', () => {
		const findings = judge(clearanceRestricted, { post: staff(), others: [licence()], facts: answer() });
		expect(findings).toMatchObject([{ severity: 'CRITICAL', personId: 'per_test' }]);
		expect(findings[0]?.evidence.map(({ recordType }) => recordType)).toEqual(['staff']);
		expect(JSON.stringify(findings)).not.toMatch(/RESTRICTED"[^,]*value|ART62|SEX|2025-05-01|2026-05-01/);
	});

	it('finds the head of a care business', () => {
		expect(judge(clearanceRestricted, { post: care(), facts: answer(), slot: 'head' })).toHaveLength(1);
	});

	it.each<{ why: string; given: Case }>([
		{ why: 'the answer is clear', given: { post: staff(), others: [licence()], facts: answer({ result: 'CLEAR' }) } },
		{ why: 'the answer is unknown', given: { post: staff(), others: [licence()], facts: answer({ result: 'UNKNOWN' }) } },
		{ why: 'the answer ran out yesterday', given: { post: staff(), others: [licence()], facts: answer({ validUntil: '2025-05-30' }) } },
		{ why: 'the person was never asked about', given: { post: staff(), others: [licence()], facts: { clearance: null } } },
		{ why: 'the person left', given: { post: staff({ to: '2025-05-30' }), others: [licence()], facts: answer() } },
		{ why: 'the place is a restaurant', given: { post: care({ name: '老王饭馆' }), facts: answer(), slot: 'head' } },
		{
			why: 'the school closed',
			given: { post: staff(), others: [licence({ status: 'CANCELLED', endedOn: '2023-01-01' })], facts: answer() },
		},
	])('is silent when $why', ({ given }) => {
		expect(judge(clearanceRestricted, given)).toEqual([]);
	});

	it('still counts on the last day of the answer, and asks to be judged again the day after', () => {
		const post = staff();
		const dossier = makeDossier({
			records: [licence(), post],
			people: [makePerson(post)],
			personFacts: [makeFacts(answer({ validUntil: '2025-05-31' }))],
		});
		expect(clearanceRestricted.evaluate(dossier)).toMatchObject({ findings: [{}], nextChange: '2025-06-01' });
	});
});
