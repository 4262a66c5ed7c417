import { describe, expect, it } from 'vitest';
import { POLICE_CODES, SEVERITIES } from '#core/flags.ts';
import type { RiskFlag, RiskProvenance } from '#core/risk.ts';
import { HIGH_RISK, riskOf } from '#rules/risk.ts';
import { crossScored, fitWeights, type RiskSample } from '#rules/risk-fit.ts';
import { measureRisk } from '#rules/risk-measures.ts';
import { CODES, priorOf, STANDARD_WEIGHTS } from '#rules/risk-weights.ts';
import fc from '../support/property.ts';

let flags = 0;
const at = (recordKey: string, field = 'content') => ({ source: 'hotline', recordType: 'complaint', recordKey, field });

function makeFlag(overrides: Partial<RiskFlag> = {}): RiskFlag {
	const number = String(++flags);
	return {
		flagId: `flag_${number}`,
		code: 'FRONT_BUSINESS',
		severity: 'HIGH',
		score: 0.8,
		evidence: [at(`a${number}`), at(`b${number}`)],
		...overrides,
	};
}

const front = makeFlag();
const late = makeFlag({ code: 'LESSON_TOO_LATE', severity: 'MEDIUM', score: 0.95 });
const teacher = makeFlag({ code: 'IN_SERVICE_TEACHER', severity: 'HIGH', score: 0.9 });

const anyFlag = fc
	.record({
		flagId: fc.uuid(),
		code: fc.constantFrom(...CODES),
		severity: fc.constantFrom(...SEVERITIES),
		score: fc.double({ min: 0, max: 1, noNaN: true }),
		evidence: fc.array(
			fc.record({ key: fc.constantFrom('1', '2', '3', '4'), field: fc.constantFrom('content', 'name', 'findings', 'scope') }),
			{
				maxLength: 5,
			},
		),
	})
	.map(({ evidence, ...flag }): RiskFlag => ({ ...flag, evidence: evidence.map(({ key, field }) => at(key, field)) }));
const anyFlags = fc.uniqueArray(anyFlag, { minLength: 1, maxLength: 6, selector: ({ flagId }) => flagId });

describe('riskOf', () => {
	it('is nothing without flags', () => {
		expect(riskOf([])).toEqual({ riskScore: 0, severity: null, flagCodes: [], parts: [] });
	});

	it('puts a front above a licensed school that teaches too late', () => {
		expect(riskOf([front]).riskScore).toBeGreaterThan(riskOf([late]).riskScore);
		expect(riskOf([front]).riskScore).toBeGreaterThan(riskOf([teacher]).riskScore);
	});

	it('takes the highest severity and each code once, sorted', () => {
		const twice = makeFlag({ ...teacher, flagId: 'flag_other' });
		expect(riskOf([late, teacher, twice])).toMatchObject({ severity: 'HIGH', flagCodes: ['IN_SERVICE_TEACHER', 'LESSON_TOO_LATE'] });
	});

	it('adds up flags that rest on different records, and counts records cited by several once', () => {
		const apart = makeFlag({ code: 'TRAINING_WITHOUT_LICENCE', score: 0.6 });
		const same = { ...apart, evidence: front.evidence };
		expect(riskOf([front, apart]).riskScore).toBeGreaterThan(riskOf([front]).riskScore);
		expect(riskOf([front, same]).riskScore).toBe(riskOf([front]).riskScore);
		expect(riskOf([front, same]).parts).toMatchObject([
			{ code: 'FRONT_BUSINESS', ownSources: 2 },
			{ sources: 2, ownSources: 0, points: 0 },
		]);
	});

	it('does not take a name, a scope or an address that two flags cite for a source', () => {
		const registered = { source: 'market', recordType: 'registration', recordKey: '1', field: 'scope' };
		const flag = makeFlag({ evidence: [registered, at('x1'), at('x2')] });
		expect(riskOf([flag]).parts).toMatchObject([{ sources: 2, ownSources: 2 }]);
	});

	it.each([
		['one name', [at('1', 'name')]],
		['a name and a scope', [at('1', 'name'), at('2', 'scope')]],
		['one complaint', [at('1')]],
		['one advertisement beside name and address', [at('1'), at('2', 'name'), at('2', 'address')]],
	])('is never high on %s alone, however sure the flag', (_, evidence) => {
		expect(riskOf([makeFlag({ score: 1, severity: 'CRITICAL', evidence })]).riskScore).toBeLessThan(HIGH_RISK);
	});

	it('is high on what officers wrote down, or on two records', () => {
		expect(riskOf([makeFlag({ score: 0.99, evidence: [at('1', 'findings')] })]).riskScore).toBeGreaterThanOrEqual(HIGH_RISK);
		expect(riskOf([makeFlag({ score: 0.99, evidence: [at('1'), at('2')] })]).riskScore).toBeGreaterThanOrEqual(HIGH_RISK);
	});

	it('is 0 to 100 in whole numbers, 0 only where no flag counts, does not depend on their order, and is the sum of its parts', () => {
		fc.assert(
			fc.property(anyFlags, (any) => {
				const { riskScore, parts } = riskOf(any);
				expect(Number.isInteger(riskScore)).toBe(true);
				expect(riskScore > 0).toBe(any.some(({ code }) => !POLICE_CODES.includes(code)));
				expect(riskScore).toBeLessThanOrEqual(100);
				expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(riskScore);
				expect(riskOf(any.toReversed())).toEqual(riskOf(any));
			}),
		);
	});

	it('says nothing of a police answer, whatever the weights, and tells its flag as a part without points', () => {
		const police = makeFlag({
			flagId: 'flag_p',
			code: 'CLEARANCE_RESTRICTED',
			severity: 'CRITICAL',
			score: 0.95,
			evidence: [at('1', 'findings')],
		});
		const heavy = { ...STANDARD_WEIGHTS, weights: { ...STANDARD_WEIGHTS.weights, CLEARANCE_RESTRICTED: 3 } };
		const surface = makeFlag({ score: 1, evidence: [at('1', 'name')] });
		for (const others of [[], [front], [surface]]) {
			const { riskScore, parts } = riskOf(others, heavy);
			const part = { flagId: 'flag_p', code: 'CLEARANCE_RESTRICTED', points: 0, sources: 1, ownSources: 0 };
			const told = riskOf([police, ...others], heavy);
			expect(told).toMatchObject({ riskScore, severity: 'CRITICAL', parts: [...parts, part] });
			expect(told.flagCodes).toContain('CLEARANCE_RESTRICTED');
		}
		// The near miss: another flag on a person counts.
		expect(riskOf([teacher, front]).riskScore).toBeGreaterThan(riskOf([front]).riskScore);
	});

	it('never falls when a flag is added', () => {
		fc.assert(
			fc.property(anyFlags, anyFlag, (any, further) => {
				fc.pre(any.every(({ flagId }) => flagId !== further.flagId));
				expect(riskOf([...any, further]).riskScore).toBeGreaterThanOrEqual(riskOf(any).riskScore);
			}),
		);
	});
});

const PROVENANCE: RiskProvenance = { labels: 'TRUTH', from: 'test', catalogueVersion: 'c', asOf: null, organisations: 0, positives: 0 };

/** Organisations of which FRONT_BUSINESS tells the truth and LEAD_CLUSTER nothing. */
function samples(count: number): RiskSample[] {
	return Array.from({ length: count }, (_, i) => {
		const code = i % 2 === 0 ? 'FRONT_BUSINESS' : 'LEAD_CLUSTER';
		return { organisationId: `org_${i}`, flags: [makeFlag({ code, score: 0.5 + (i % 10) / 25 })], holds: i % 2 === 0 && i % 20 !== 0 };
	});
}

describe('fitWeights', () => {
	it('learns which code tells the truth and which does not, and leaves unseen codes at their prior', () => {
		const { weights } = fitWeights(samples(400), PROVENANCE, 'v');
		expect(weights.FRONT_BUSINESS).toBeGreaterThan(priorOf('FRONT_BUSINESS'));
		expect(weights.LEAD_CLUSTER).toBeLessThan(priorOf('LEAD_CLUSTER') / 2);
		expect(weights.FALSE_CLOSURE).toBe(priorOf('FALSE_CLOSURE'));
	});

	it('gives the same weights for the same samples, none below zero', () => {
		const [first, again] = [fitWeights(samples(100), PROVENANCE, 'v'), fitWeights(samples(100).toReversed(), PROVENANCE, 'v')];
		expect(again).toEqual(first);
		expect(Math.min(...Object.values(first.weights))).toBeGreaterThanOrEqual(0);
	});

	it('is calibrated on organisations that it has not seen', () => {
		expect(measureRisk(crossScored(samples(2000), PROVENANCE)).calibrationError).toBeLessThan(0.05);
	});
});

describe('measureRisk', () => {
	it('knows a perfect list, a useless one and an empty one', () => {
		const list = (scores: readonly (readonly [number, boolean])[]) =>
			measureRisk(scores.map(([riskScore, holds]) => ({ riskScore, holds })));
		expect(
			list([
				[100, true],
				[100, true],
				[0, false],
			]),
		).toMatchObject({ averagePrecision: 1, recallAtOnePercent: 1, calibrationError: 0 });
		expect(
			list([
				[50, true],
				[50, false],
			]),
		).toMatchObject({ averagePrecision: 0.75, calibrationError: 0 });
		expect(
			list([
				[90, false],
				[10, true],
			]),
		).toMatchObject({ averagePrecision: 0.5, recallAtOnePercent: 0 });
		expect(list([])).toMatchObject({ averagePrecision: null, precisionAt100: null, calibrationError: null });
	});

	it('lets one in a hundred of the innocent stand above the cut, those without a flag among them', () => {
		const scored = [
			{ riskScore: 90, holds: false },
			{ riskScore: 80, holds: true },
		];
		expect(measureRisk(scored).recallAtOnePercent).toBe(0);
		expect(measureRisk(scored, 99).recallAtOnePercent).toBe(1);
	});
});

describe('the delivered weights', () => {
	it('weigh every code, and say where they come from', () => {
		expect(Object.keys(STANDARD_WEIGHTS.weights).sort()).toEqual(CODES.toSorted());
		expect(STANDARD_WEIGHTS.provenance.positives).toBeGreaterThan(0);
	});
});
