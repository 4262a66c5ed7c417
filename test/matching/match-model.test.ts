import { describe, expect, it } from 'vitest';
import { LEVELS } from '#matching/levels.ts';
import { modelOf, rowsOf, SHIPPED_MODEL } from '#matching/match-model.ts';
import { scorePair } from '#matching/score.ts';
import fc from '../support/property.ts';

describe('modelOf', () => {
	it('weighs by its own weight where it has one, and by the shipped weight elsewhere', () => {
		const model = modelOf(2, { 'same.phone': 4.25 });
		const total = (feature: string) =>
			scorePair(model, { agreements: [{ feature, sharedBy: 1 }], probeFamilies: [], subjectFamilies: [] })?.total;
		expect(total('phone')).toBe(4250);
		expect(total('room')).toBe(9000);
	});

	it('keeps the two questions apart where they share a signal', () => {
		const model = modelOf(2, { 'same.phone': 4.25 });
		expect(model.carriesOn.phone).toBe(SHIPPED_MODEL.carriesOn.phone);
	});

	it('comes back whole from its own rows', () => {
		const names = rowsOf(SHIPPED_MODEL).map(({ question, signal }) => `${question}.${signal}`);
		const weights = fc.dictionary(fc.constantFrom(...names), fc.double({ min: -20, max: 30, noNaN: true }));
		fc.assert(
			fc.property(weights, (given) => {
				const model = modelOf(3, given);
				const kept = Object.fromEntries(rowsOf(model).map(({ question, signal, bits }) => [`${question}.${signal}`, bits]));
				expect(modelOf(3, kept)).toEqual(model);
			}),
		);
	});
});

describe('rowsOf', () => {
	it('gives each row of a question one name, a known level and a reason', () => {
		const rows = rowsOf(SHIPPED_MODEL);
		expect(new Set(rows.map(({ question, signal }) => `${question}.${signal}`)).size).toBe(rows.length);
		for (const { level, reason } of rows) expect([level in LEVELS, reason.length > 0]).toEqual([true, true]);
	});
});
