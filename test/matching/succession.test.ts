import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SUCCESSION_SIGNALS, type SuccessionPair, type SuccessionSignal, scoreSuccession } from '#matching/succession.ts';

const pair = (signals: readonly SuccessionSignal[], overrides: Partial<SuccessionPair> = {}): SuccessionPair => ({
	predecessorEnded: '2022-01-10',
	successorBegan: '2022-06-01',
	successorLicensed: false,
	successorNonprofit: false,
	predecessorNonprofit: false,
	otherPredecessors: 0,
	features: signals.map((signal) => ({ signal, sharedBy: signal === 'sharedStaff' ? 1 : 2, detail: '' })),
	...overrides,
});
const scoreOf = (signals: readonly SuccessionSignal[], overrides: Partial<SuccessionPair> = {}) =>
	scoreSuccession(pair(signals, overrides))?.score ?? 0;

describe('scoreSuccession', () => {
	it('believes the same head in the same room months later', () => {
		expect(scoreOf(['sharedHead', 'room', 'phone', 'teaches'])).toBeGreaterThan(0.9);
	});

	it('doubts a new tenant who shares the room alone', () => {
		expect(scoreOf(['room'])).toBeLessThan(0.5);
	});

	it('doubts the same pair years later', () => {
		expect(scoreOf(['sharedHead', 'room'], { successorBegan: '2026-06-01' })).toBeLessThan(scoreOf(['sharedHead', 'room']) - 0.2);
	});

	it('takes a former head’s restaurant at the same telephone for what it is', () => {
		expect(scoreOf(['sharedHead', 'phone', 'otherTrade'])).toBeLessThan(0.2);
		expect(scoreOf(['sharedHead', 'phone', 'teaches'])).toBeGreaterThan(0.8);
	});

	it('does not know when the day of the end is not known', () => {
		const reasons = scoreSuccession(pair(['room'], { predecessorEnded: null }))?.reasons;
		expect(reasons?.find((reason) => reason.signal === 'timeGap')?.weight).toBe(0);
	});

	it('believes more when more staff moved together', () => {
		const moved = (staff: number) =>
			scoreSuccession(pair([], { features: [{ signal: 'sharedStaff', sharedBy: staff, detail: '' }] }))?.score as number;
		expect(moved(3)).toBeGreaterThan(moved(1));
	});

	it('gives nothing where nothing is shared', () => {
		expect(scoreSuccession(pair([]))).toBeNull();
	});

	it('takes a company school carried on by a licensed nonprofit for a lawful conversion, and an unlicensed shell not', () => {
		expect(scoreSuccession(pair(['sharedHead'], { successorNonprofit: true, successorLicensed: true }))?.kind).toBe('CONVERSION');
		expect(scoreSuccession(pair(['sharedHead'], { successorNonprofit: true }))?.kind).toBe('REBRAND');
	});

	it('gives a score between 0 and 1 that is the sum of its reasons', () => {
		const signals = fc.uniqueArray(fc.constantFrom(...(Object.keys(SUCCESSION_SIGNALS) as SuccessionSignal[])), { minLength: 1 });
		fc.assert(
			fc.property(signals, (given) => {
				const scored = scoreSuccession(pair(given));
				if (scored === null) return;
				expect(scored.score).toBeGreaterThanOrEqual(0);
				expect(scored.score).toBeLessThanOrEqual(1);
				expect(scored.millibits - scored.reasons.reduce((sum, reason) => sum + reason.weight, 0)).toBe(-7000);
			}),
		);
	});
});
