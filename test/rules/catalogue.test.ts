import { describe, expect, it } from 'vitest';
import { categoryOf } from '#core/flags.ts';
import { KINDS } from '#core/kinds.ts';
import { catalogueVersion, evaluateDossier, RULES } from '#rules/catalogue.ts';
import { makeDossier, makeRecord } from '../support/builders.ts';

describe('RULES', () => {
	it('has each code once, with a category', () => {
		const codes = RULES.map((rule) => rule.code);
		expect(new Set(codes).size).toBe(codes.length);
		for (const code of codes) expect(categoryOf(code)).toBeTruthy();
	});

	it.each(RULES.map((rule) => [rule.code, rule] as const))(
		'%s has its public text in both languages, a legal basis, inputs and guards',
		(_, rule) => {
			for (const text of [rule.title, rule.description, ...rule.guards]) {
				expect(text.zh).toMatch(/[一-鿿]/);
				expect(text.en.length).toBeGreaterThan(5);
			}
			expect(rule.legalBasis.length).toBeGreaterThan(0);
			expect(rule.guards.length).toBeGreaterThan(0);
			for (const kind of rule.inputs) expect(KINDS).toHaveProperty(kind);
		},
	);

	it.each(RULES.map((rule) => [rule.code, rule] as const))('%s finds nothing in an empty dossier', (_, rule) => {
		expect(rule.evaluate(makeDossier())).toEqual({ findings: [], nextChange: null, silent: null });
	});

	it('has a version of twelve characters', () => {
		expect(catalogueVersion()).toMatch(/^[0-9a-f]{12}$/);
	});
});

describe('evaluateDossier', () => {
	it('gathers findings, the earliest day on which an answer can change, and silences', () => {
		const dossier = makeDossier({
			records: [
				makeRecord('course', { body: { name: '数学', category: 'SUBJECT', endsAt: '21:30', to: '2025-06-30' } }),
				makeRecord('registration', { body: { name: '某托管服务部', status: 'ACTIVE' } }),
				makeRecord('inspection', { body: { findings: '正在给五年级学生上数学课', outcome: 'CASE', inspectedOn: '2025-05-01' } }),
			],
			sources: { education: 'FAILED' },
		});
		const { findings, nextChange, silences } = evaluateDossier(dossier);
		expect(findings.map(({ code }) => code)).toEqual(['LESSON_TOO_LATE']);
		expect(nextChange).toBe('2026-07-01');
		expect(silences.map(({ code }) => code)).toEqual(['FRONT_BUSINESS', 'TRAINING_WITHOUT_LICENCE', 'UNREACHABLE_WITH_LEADS']);
	});
});
