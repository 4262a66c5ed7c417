/** CLEARANCE_MISSING and STAFF_FILING: each finding beside its near miss, and every guard. */
import { describe, expect, it } from 'vitest';
import type { Clearance } from '#core/dossier.ts';
import { clearanceMissing } from '#rules/clearance-missing.ts';
import { staffFiling } from '#rules/staff-filing.ts';
import { type DossierOverrides, makeDossier, makeFacts, makePerson, makeRecord, POLICY } from '../support/builders.ts';

const licence = makeRecord('licence', { body: { licenceNo: '1', category: 'ART', status: 'ACTIVE', validUntil: '2027-01-01' } });
const staff = (body: object = {}, record: object = {}) =>
	makeRecord('staff', {
		...record,
		body: { licenceNo: '1', post: 'TEACHING', certificateNo: '20131234567890123', from: '2024-01-01', ...body },
	});

describe('CLEARANCE_MISSING', () => {
	const clear: Clearance = { result: 'CLEAR', scope: 'ART62', checkedOn: '2025-03-01', validUntil: '2026-02-28' };
	const judge = (clearance: Partial<Clearance> | null, body: object = {}, overrides: DossierOverrides = {}, certain = true) => {
		const filing = staff(body);
		return clearanceMissing.evaluate(
			makeDossier({
				records: [licence, filing],
				people: [makePerson(filing, { certain })],
				personFacts: [makeFacts({ clearance: clearance === null ? null : { ...clear, ...clearance } })],
				...overrides,
			}),
		);
	};

	it.each<[string, Partial<Clearance> | null]>([
		['nobody asked about', null],
		['whose answer is a year old', { checkedOn: '2024-05-31', validUntil: '2027-01-01' }],
		['whose answer is past its validity', { validUntil: '2025-05-30' }],
		['whose answer is of the narrower scope', { scope: 'SEX' }],
		['whose answer settles nothing', { result: 'UNKNOWN' }],
	])('finds a member of staff %s, and says nothing of the answer', (_, clearance) => {
		const { findings } = judge(clearance);
		expect(findings).toMatchObject([{ code: 'CLEARANCE_MISSING', severity: 'MEDIUM', personId: null }]);
		expect(findings[0]?.evidence.map(({ field }) => field)).toEqual(['post']);
	});

	it.each<[string, Partial<Clearance> | null, object]>([
		['a valid answer of the full scope', {}, {}],
		['an answer a day short of a year', { checkedOn: '2024-06-01', validUntil: '2025-06-30' }, {}],
		['a restricted answer: another rule’s matter', { result: 'RESTRICTED' }, {}],
		['one who joined seven days ago', null, { from: '2025-05-24' }],
		['one who has left', null, { to: '2025-05-30' }],
	])('does not take for one %s', (_, clearance, body) => {
		expect(judge(clearance, body).findings).toEqual([]);
	});

	it('looks again when the days of a new member of staff are over, and when an answer ends', () => {
		expect(judge(null, { from: '2025-05-24' }).nextChange).toBe('2025-06-01');
		expect(judge(null, { from: '2025-05-23' }).findings).toHaveLength(1);
		expect(judge({}).nextChange).toBe('2026-03-01');
	});

	it('measures against the months of the division', () => {
		expect(judge({}, {}, { policy: { ...POLICY, clearanceEveryMonths: 2 } }).findings).toHaveLength(1);
	});

	it('leaves those whose number is incomplete, and places without a running licence', () => {
		expect(judge(null, {}, {}, false).findings).toEqual([]);
		expect(clearanceMissing.evaluate(makeDossier({ records: [staff()] }))).toEqual({ findings: [], nextChange: null, silent: null });
	});

	it('keeps silent while the police are not reached, or nobody answers about people', () => {
		expect(judge(null, {}, { sources: { police: 'FAILED' } }).silent).toContain('police');
		expect(judge(null, {}, { clearanceSource: null }).silent).toContain('police');
	});

	it('says that the institution’s own checks are not seen', () => {
		expect(judge({}).gaps).toMatchObject([expect.stringContaining('ledger')]);
	});
});

describe('STAFF_FILING', () => {
	const elsewhere = (body: object = {}, record: object = {}) =>
		staff({ licenceNo: '2', ...body }, { organisationId: 'org_other', ...record });
	const judge = (own: ReturnType<typeof staff>, other: ReturnType<typeof staff>) =>
		staffFiling.evaluate(
			makeDossier({
				records: [licence, own],
				people: [makePerson(own)],
				personFacts: [makeFacts({ staff: [own, other].map((record) => ({ record, certain: true })) })],
			}),
		);

	it('finds one certificate at two places at a time', () => {
		expect(judge(staff(), elsewhere())).toMatchObject({ findings: [{ code: 'STAFF_FILING', severity: 'MEDIUM' }], silent: null });
	});

	it.each<[string, object, object]>([
		['one after the other', {}, { to: '2023-12-31' }],
		['thirty days of overlap', {}, { to: '2024-01-31' }],
		['another certificate', {}, { certificateNo: '20131234567890124' }],
		['no certificate', { certificateNo: null }, { certificateNo: null }],
		['one who has left here', { to: '2025-05-30' }, {}],
		['the same licence', {}, { licenceNo: '1' }],
	])('does not take for one %s', (_, own, other) => {
		expect(judge(staff(own), elsewhere(other)).findings).toEqual([]);
	});

	it('finds thirty-one days of overlap', () => {
		expect(judge(staff(), elsewhere({ to: '2024-02-01' })).findings).toHaveLength(1);
	});

	it('finds one certificate filed for two people here, and not twice for one', () => {
		const filings = [staff(), staff()];
		const people = (ids: readonly string[]) => filings.map((filing, i) => makePerson(filing, { personId: ids[i] ?? '' }));
		const evaluate = (ids: readonly string[]) =>
			staffFiling.evaluate(makeDossier({ records: [licence, ...filings], people: people(ids) })).findings;
		expect(evaluate(['per_a', 'per_b'])).toHaveLength(1);
		expect(evaluate(['per_a', 'per_a'])).toEqual([]);
	});

	it('says that head-counts have no source', () => {
		expect(judge(staff(), elsewhere()).gaps).toMatchObject([expect.stringContaining('insured'), expect.stringContaining('full time')]);
	});
});
