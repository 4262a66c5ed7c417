import { describe, expect, it } from 'vitest';
import type { Evidence } from '#core/dossier.ts';
import type { FlagStatus } from '#core/flags.ts';
import { differs, evidenceDigestOf, type FlagSnapshot, found, type LivingFlag, notFound, snapshotOf } from '#store/flag-life.ts';

const item = (value: string): Evidence => ({
	source: 'hotline',
	recordType: 'complaint',
	recordKey: 'c1',
	field: 'content',
	value,
	asOf: '2025-05-01',
});

function makeFlag(overrides: Partial<LivingFlag> = {}): LivingFlag {
	return {
		flagId: 'flag_1',
		organisationId: 'org_1',
		code: 'FRONT_BUSINESS',
		severity: 'HIGH',
		score: 0.8,
		status: 'ONGOING',
		firstSeen: '2025-05-01',
		lastSeen: '2025-05-30',
		evidence: [item('补数学')],
		evidenceDigest: evidenceDigestOf([item('补数学')]),
		settled: false,
		...overrides,
	};
}

const SAME = { evidence: [item('补数学')] };
const MORE = { evidence: [item('补数学'), { ...item('补英语'), recordKey: 'c2' }] };
const LESS = { evidence: [] };

describe('found', () => {
	it('makes a new flag of a finding that had none', () => {
		expect(found(null, SAME, '2025-05-31')).toEqual({ status: 'NEW', firstSeen: '2025-05-31', lastSeen: '2025-05-31', takesContent: true });
	});

	it.each<{ was: FlagStatus; finding: { evidence: Evidence[] }; becomes: FlagStatus; why: string }>([
		{ was: 'NEW', finding: SAME, becomes: 'ONGOING', why: 'it was new a day ago' },
		{ was: 'REOPENED', finding: SAME, becomes: 'ONGOING', why: 'it was reopened a day ago' },
		{ was: 'ONGOING', finding: MORE, becomes: 'ONGOING', why: 'it goes on' },
		{ was: 'UNDER_REVIEW', finding: MORE, becomes: 'UNDER_REVIEW', why: 'a person has it in hand' },
		{ was: 'CONFIRMED', finding: MORE, becomes: 'CONFIRMED', why: 'a person decided' },
		{ was: 'DISMISSED', finding: SAME, becomes: 'DISMISSED', why: 'a person saw this evidence' },
		{ was: 'DISMISSED', finding: LESS, becomes: 'DISMISSED', why: 'less evidence is no new evidence' },
		{ was: 'DISMISSED', finding: MORE, becomes: 'REOPENED', why: 'nobody has judged the new complaint' },
		{ was: 'WITHDRAWN', finding: SAME, becomes: 'WITHDRAWN', why: 'the withdrawal holds' },
		{ was: 'WITHDRAWN', finding: MORE, becomes: 'REOPENED', why: 'nobody has judged the new complaint' },
		{ was: 'CLEARED', finding: SAME, becomes: 'REOPENED', why: 'a run cleared it, not a person' },
	])('turns $was into $becomes: $why', ({ was, finding, becomes }) => {
		expect(found(makeFlag({ status: was }), finding, '2025-05-31').status).toBe(becomes);
	});

	it('leaves the status of a flag that was found earlier the same day', () => {
		const today = makeFlag({ status: 'NEW', firstSeen: '2025-05-31', lastSeen: '2025-05-31' });
		expect(found(today, SAME, '2025-05-31').status).toBe('NEW');
	});

	it('keeps the first day and moves the last one', () => {
		expect(found(makeFlag(), SAME, '2025-05-31')).toMatchObject({ firstSeen: '2025-05-01', lastSeen: '2025-05-31' });
	});

	it('leaves what a dismissed flag says as the person saw it', () => {
		expect(found(makeFlag({ status: 'DISMISSED' }), SAME, '2025-05-31')).toMatchObject({ takesContent: false, lastSeen: '2025-05-30' });
	});
});

describe('notFound', () => {
	it.each<{ was: FlagStatus; becomes: FlagStatus }>([
		{ was: 'NEW', becomes: 'CLEARED' },
		{ was: 'ONGOING', becomes: 'CLEARED' },
		{ was: 'REOPENED', becomes: 'CLEARED' },
		{ was: 'UNDER_REVIEW', becomes: 'UNDER_REVIEW' },
		{ was: 'CONFIRMED', becomes: 'CONFIRMED' },
		{ was: 'DISMISSED', becomes: 'DISMISSED' },
		{ was: 'CLEARED', becomes: 'CLEARED' },
	])('turns $was into $becomes', ({ was, becomes }) => {
		expect(notFound(makeFlag({ status: was })).status).toBe(becomes);
	});
});

describe('differs', () => {
	const before: FlagSnapshot = snapshotOf(makeFlag(), 'ONGOING');
	it.each([
		{ after: { score: '0.8499' }, notable: false, why: 'the score moved by less than 0.05' },
		{ after: { score: '0.8500' }, notable: true, why: 'the score moved by 0.05' },
		{ after: { score: '0.7500' }, notable: true, why: 'the score fell by 0.05' },
		{ after: { severity: 'CRITICAL' as const }, notable: true, why: 'another severity' },
		{ after: { status: 'CLEARED' as const }, notable: true, why: 'another status' },
		{ after: { evidenceDigest: 'other' }, notable: true, why: 'other evidence' },
		{ after: {}, notable: false, why: 'nothing moved' },
	])('is $notable when $why', ({ after, notable }) => {
		expect(differs(before, { ...before, ...after })).toBe(notable);
	});
});

describe('evidenceDigestOf', () => {
	it('does not depend on the order of the evidence nor on the day on which it was read', () => {
		const [a, b] = [item('甲'), { ...item('乙'), recordKey: 'c2' }];
		expect(evidenceDigestOf([a, b])).toBe(evidenceDigestOf([b, { ...a, asOf: '2020-01-01' }]));
	});

	it('differs when a value does', () => {
		expect(evidenceDigestOf([item('甲')])).not.toBe(evidenceDigestOf([item('乙')]));
	});
});
