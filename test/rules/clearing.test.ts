import { describe, expect, test } from 'vitest';
import type { Dossier } from '#core/dossier.ts';
import type { FlagCode } from '#core/flags.ts';
import { RULES } from '#rules/catalogue.ts';
import { type ClearingFact, dossierWith, isCleared, whatWouldClear } from '#rules/clearing.ts';
import { makeDossier, makeFacts, makePerson, makeRecord } from '../support/builders.ts';

const care = makeRecord('registration', {
	recordKey: 'reg',
	body: { name: '启明托管服务部', status: 'ACTIVE', scope: '托管服务', industryCode: 'O8090', establishedOn: '2024-01-01' },
});
const text = (recordKey: string, findings: string) =>
	makeRecord('inspection', { recordKey, body: { inspectedOn: `2025-05-${recordKey.slice(-2)}`, findings, outcome: 'STOP_NOTICE' } });
const teaching = (key: string) => text(key, '现场正在给五年级学生上数学课');
const running = makeRecord('licence', { body: { category: 'SUBJECT', status: 'ACTIVE', issuedOn: '2020-01-01' } });
const head = makePerson(care, { slot: 'head' });
const teacher = makeRecord('staff', { body: { post: 'TEACHING', from: '2023-09-01' } });
const ban = makeRecord('personListEntry', { recordKey: 'ban', body: { list: 'BLACK', reason: '行业禁入', from: '2023-01-01' } });
const listed = (record: typeof ban) => makeFacts({ listEntries: [{ record, certain: true }] });

/** Dossiers in which a rule finds something, and what has to be shown. */
const CASES: readonly (readonly [FlagCode, string, Dossier, readonly string[]])[] = [
	['FRONT_BUSINESS', 'one inspection', makeDossier({ records: [care, teaching('i10')] }), ['LICENCE_SHOWN']],
	[
		'BANNED_PERSON',
		'a ban',
		makeDossier({ records: [care, running, teaching('i10')], people: [head], personFacts: [listed(ban)] }),
		['PERSON_LEFT'],
	],
	[
		'CERTIFICATE_MISSING',
		'a teacher without a certificate',
		makeDossier({ records: [running, teacher], people: [makePerson(teacher)] }),
		['CERTIFICATE_SHOWN'],
	],
	[
		'FEE_OUTSIDE_ACCOUNT',
		'three courses and no account',
		makeDossier({
			records: [
				running,
				...['c1', 'c2', 'c3'].map((recordKey) =>
					makeRecord('course', { recordKey, body: { name: '数学', fee: '3000', to: '2025-12-31' } }),
				),
			],
		}),
		['ACCOUNT_SHOWN'],
	],
	[
		'LESSON_TOO_LATE',
		'one course',
		makeDossier({
			records: [
				running,
				makeRecord('course', { recordKey: 'c', body: { name: '数学', category: 'SUBJECT', endsAt: '21:30', to: '2025-06-30' } }),
			],
		}),
		['RECORD_SET_ASIDE'],
	],
	[
		'LESSON_TOO_LATE',
		'three courses',
		makeDossier({
			records: [
				running,
				...['c1', 'c2', 'c3'].map((recordKey) =>
					makeRecord('course', { recordKey, body: { name: '数学', category: 'SUBJECT', endsAt: '21:30', to: '2025-06-30' } }),
				),
			],
		}),
		['RECORD_SET_ASIDE', 'RECORD_SET_ASIDE', 'RECORD_SET_ASIDE'],
	],
];

const ruleOf = (code: FlagCode) => {
	const rule = RULES.find((one) => one.code === code);
	if (rule === undefined) throw new Error(code);
	return rule;
};

describe('whatWouldClear', () => {
	test.each(CASES)('names for %s on %s what really clears it, and nothing smaller does', (code, _, dossier, kinds) => {
		const rule = ruleOf(code);
		const [finding] = rule.evaluate(dossier).findings;
		if (finding === undefined) throw new Error(`${code} finds nothing`);
		const { facts, smallest } = whatWouldClear(rule, dossier, finding);
		expect([facts?.map(({ kind }) => kind), smallest]).toEqual([kinds, true]);
		expect(isCleared(rule, dossierWith(dossier, facts ?? []), finding)).toBe(true);
		for (const left of facts ?? []) {
			const rest = (facts ?? []).filter((one: ClearingFact) => one !== left);
			expect(isCleared(rule, dossierWith(dossier, rest), finding)).toBe(false);
		}
		for (const { text: said } of facts ?? []) {
			expect(said.zh).toMatch(/[一-鿿]/);
			expect(said.en).toMatch(/[a-z]{3}/);
		}
	});

	test('names every text when each alone would do: one that is left still speaks', () => {
		const rule = ruleOf('FRONT_BUSINESS');
		const many = Array.from({ length: 12 }, (_, i) => teaching(`i${String(i + 10)}`));
		const dossier = makeDossier({ records: [care, ...many] });
		const [finding] = rule.evaluate(dossier).findings;
		if (finding === undefined) throw new Error('nothing found');
		expect(finding.evidence.length).toBeLessThan(12);
		// A licence that is shown clears it at once; without this way all twelve have to go, those out of sight too.
		const blind = { ...rule, inputs: [] };
		const { facts } = whatWouldClear(blind, dossier, finding);
		expect(facts?.filter(({ kind }) => kind === 'RECORD_SET_ASIDE')).toHaveLength(12);
		expect(whatWouldClear(rule, dossier, finding).facts).toHaveLength(1);
	});

	test('puts the organisation’s own entries right only where nothing else would do', () => {
		const rule = ruleOf('NOT_NONPROFIT');
		const body = { category: 'SUBJECT', status: 'ACTIVE', stages: ['小学'], nature: 'FOR_PROFIT' } as const;
		const dossier = makeDossier({ records: [care, makeRecord('licence', { recordKey: 'lic', body })] });
		const [finding] = rule.evaluate(dossier).findings;
		if (finding === undefined) throw new Error('nothing found');
		expect(whatWouldClear(rule, dossier, finding).facts).toMatchObject([{ kind: 'NONPROFIT_SHOWN' }]);
		const blind = { ...rule, inputs: [] };
		expect(whatWouldClear(blind, dossier, finding).facts).toMatchObject([{ kind: 'ENTRY_PUT_RIGHT', ref: { recordKey: 'lic' } }]);
	});

	test('does not take a rule that falls silent for one that is answered', () => {
		const rule = { ...ruleOf('FRONT_BUSINESS'), evaluate: () => ({ findings: [], nextChange: null, silent: 'the source was not read' }) };
		const dossier = makeDossier({ records: [care, teaching('i10')] });
		expect(isCleared(rule, dossier, { personId: null, severity: 'HIGH' })).toBe(false);
	});
});
