import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEVERITIES } from '#core/flags.ts';
import { type RiskFinding, riskOf } from '#rules/risk.ts';

const front: RiskFinding = { code: 'FRONT_BUSINESS', severity: 'HIGH', score: 0.8 };
const late: RiskFinding = { code: 'LESSON_TOO_LATE', severity: 'MEDIUM', score: 0.95 };
const teacher: RiskFinding = { code: 'IN_SERVICE_TEACHER', severity: 'HIGH', score: 0.9 };

const finding = fc.record({
	code: fc.constantFrom('FRONT_BUSINESS', 'REBRAND_SAME_PLACE', 'IN_SERVICE_TEACHER', 'LESSON_TOO_LATE', 'DATA_CONFLICT') as fc.Arbitrary<
		RiskFinding['code']
	>,
	severity: fc.constantFrom(...SEVERITIES),
	score: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('riskOf', () => {
	it('is nothing without findings', () => {
		expect(riskOf([])).toEqual({ riskScore: 0, severity: null, flagCodes: [] });
	});

	it('puts a front above a licensed school that teaches too late', () => {
		expect(riskOf([front]).riskScore).toBeGreaterThan(riskOf([late]).riskScore);
		expect(riskOf([front]).riskScore).toBeGreaterThan(riskOf([teacher]).riskScore);
	});

	it('takes the highest severity and each code once, sorted', () => {
		expect(riskOf([late, teacher, teacher])).toMatchObject({ severity: 'HIGH', flagCodes: ['IN_SERVICE_TEACHER', 'LESSON_TOO_LATE'] });
	});

	it('is 1 to 100 in whole numbers for any finding, and does not depend on their order', () => {
		fc.assert(
			fc.property(fc.array(finding, { minLength: 1, maxLength: 6 }), (findings) => {
				const { riskScore } = riskOf(findings);
				expect(Number.isInteger(riskScore)).toBe(true);
				expect(riskScore).toBeGreaterThanOrEqual(1);
				expect(riskScore).toBeLessThanOrEqual(100);
				expect(riskOf(findings.toReversed())).toEqual(riskOf(findings));
			}),
		);
	});

	it('never falls when a finding is added', () => {
		fc.assert(
			fc.property(fc.array(finding, { minLength: 1, maxLength: 5 }), finding, (findings, further) => {
				expect(riskOf([...findings, further]).riskScore).toBeGreaterThanOrEqual(riskOf(findings).riskScore);
			}),
		);
	});
});
