import { describe, expect, it } from 'vitest';
import { SHIPPED_MODEL } from '#matching/match-model.ts';
import { isByNameAlone, type SuccessionPair, scoreSuccession } from '#matching/succession.ts';
import { SUCCESSION_FAMILIES, SUCCESSION_TRADE, type SuccessionSignal } from '#matching/succession-model.ts';
import fc from '../support/property.ts';

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
	scoreSuccession(SHIPPED_MODEL, pair(signals, overrides))?.score ?? 0;

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
		expect(scoreOf(['sharedHead', 'phone', 'teaches'])).toBeGreaterThan(0.7);
	});

	it('does not know when the day of the end is not known', () => {
		const reasons = scoreSuccession(SHIPPED_MODEL, pair(['room'], { predecessorEnded: null }))?.reasons;
		expect(reasons?.map(({ signal }) => signal)).toEqual(['room', 'placeAlone']);
	});

	it('takes a head and the head’s telephone for one fact, and a telephone under another head for a second one', () => {
		expect(scoreOf(['sharedHead', 'phone']) - scoreOf(['sharedHead'])).toBeLessThan(0.05);
		expect(scoreOf(['relative', 'phone']) - scoreOf(['relative'])).toBeGreaterThan(0.5);
	});

	it('doubts a brand that many bear, and believes it in the same house, unless the house is a tower', () => {
		const brand = (neighbours: number) =>
			scoreOf([], {
				features: [
					{ signal: 'building', sharedBy: neighbours, detail: '' },
					{ signal: 'brand', sharedBy: 30, detail: '' },
				],
			});
		expect(scoreOf([], { features: [{ signal: 'brand', sharedBy: 30, detail: '' }] })).toBe(0);
		expect(brand(2)).toBeGreaterThan(0.8);
		expect(brand(60)).toBeLessThan(0.2);
	});

	it('says of one brand that it is the same, and not that it sounds alike', () => {
		const reasons = scoreSuccession(SHIPPED_MODEL, pair(['brand', 'brandSound', 'brandShape', 'room']))?.reasons;
		expect(reasons?.map(({ signal }) => signal)).toEqual(['room', 'brandHere', 'soonAfter']);
	});

	it('believes more when more staff moved together', () => {
		const moved = (staff: number) =>
			scoreSuccession(SHIPPED_MODEL, pair([], { features: [{ signal: 'sharedStaff', sharedBy: staff, detail: '' }] }))?.score as number;
		expect(moved(3)).toBeGreaterThan(moved(1));
	});

	it('holds it against a pair that nothing but the place is shared, and not when a text names the old brand', () => {
		const reasons = (signals: readonly SuccessionSignal[]) =>
			scoreSuccession(SHIPPED_MODEL, pair(signals))?.reasons.map(({ signal }) => signal);
		expect(reasons(['room', 'teaches'])).toContain('placeAlone');
		expect(reasons(['room', 'formerNamed'])).not.toContain('placeAlone');
		expect(scoreOf(['room', 'teaches'])).toBeLessThan(0.4);
	});

	it('weighs one surname by how many heads near by bear it by chance', () => {
		const relative = (sharedBy: number) =>
			scoreSuccession(SHIPPED_MODEL, pair([], { features: [{ signal: 'relative', sharedBy, detail: '' }] }))?.millibits ?? 0;
		expect(relative(1.25)).toBeGreaterThan(relative(2));
		expect(relative(2)).toBeGreaterThan(relative(3));
	});

	it('takes a licensed successor for a transfer only when other people run it', () => {
		const kindOf = (signals: readonly SuccessionSignal[]) =>
			scoreSuccession(SHIPPED_MODEL, pair(signals, { successorLicensed: true }))?.kind;
		expect(kindOf(['room', 'brand'])).toBe('TRANSFER');
		expect(kindOf(['room', 'sharedHead'])).toBe('REBRAND');
	});

	it('gives nothing where nothing is shared', () => {
		expect(scoreSuccession(SHIPPED_MODEL, pair([]))).toBeNull();
	});

	it('takes a company school carried on by a licensed nonprofit for a lawful conversion, and an unlicensed shell not', () => {
		expect(scoreSuccession(SHIPPED_MODEL, pair(['sharedHead'], { successorNonprofit: true, successorLicensed: true }))?.kind).toBe(
			'CONVERSION',
		);
		expect(scoreSuccession(SHIPPED_MODEL, pair(['sharedHead'], { successorNonprofit: true }))?.kind).toBe('REBRAND');
	});

	it('gives a score between 0 and 1 that is the sum of its reasons', () => {
		const signals = fc.uniqueArray(fc.constantFrom(...SUCCESSION_FAMILIES.flat(), ...SUCCESSION_TRADE), { minLength: 1 });
		fc.assert(
			fc.property(signals, (given) => {
				const scored = scoreSuccession(SHIPPED_MODEL, pair(given));
				if (scored === null) return;
				expect(scored.score).toBeGreaterThanOrEqual(0);
				expect(scored.score).toBeLessThanOrEqual(1);
				expect(scored.millibits - scored.reasons.reduce((sum, reason) => sum + reason.weight, 0)).toBe(-7000);
			}),
		);
	});
});

describe('isByNameAlone', () => {
	const tied = (...signals: SuccessionSignal[]) => isByNameAlone({ reasons: scoreSuccession(SHIPPED_MODEL, pair(signals))?.reasons ?? [] });

	it('knows a namesake, whatever texts and dates add', () => {
		expect(tied('formerNamed', 'teaches')).toBe(true);
		expect(tied('brandContains', 'formerNamed')).toBe(true);
	});

	it('knows that a person, a number or a place ties more than a name', () => {
		expect(tied('formerNamed', 'sharedStaff')).toBe(false);
		expect(tied('brand', 'contactId')).toBe(false);
		expect(tied('brand', 'building')).toBe(false);
	});
});
