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

	it('comes back on the day on which an entry of a list begins, and on the day after its last', () => {
		const entry = (from: string, to: string | null) => makeRecord('listEntry', { body: { list: 'BLACK', reason: '违规办学', from, to } });
		const on = (...entries: readonly ReturnType<typeof entry>[]) =>
			evaluateDossier(makeDossier({ asOf: '2025-05-31', records: entries })).nextChange;
		expect(on(entry('2025-08-01', null))).toBe('2025-08-01');
		expect(on(entry('2025-01-01', '2025-07-31'))).toBe('2025-08-01');
		expect(on(entry('2024-01-01', '2025-01-31'))).toBeNull();
	});

	it('says of which kinds no source has given anything, for whoever may train and nobody else', () => {
		const { account: _, accountEntry: __, ...given } = makeDossier().sourcesByKind;
		const gaps = (name: string) =>
			evaluateDossier(makeDossier({ sourcesByKind: given, records: [makeRecord('registration', { body: { name, status: 'ACTIVE' } })] }))
				.gaps;
		expect(gaps('某托管服务部')).toContainEqual({
			code: 'ABNORMAL_OUTFLOW',
			reason: 'no source has given any record of kind accountEntry',
		});
		expect(gaps('某鞋店')).toEqual([]);
	});
});
