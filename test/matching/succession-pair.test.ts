import { describe, expect, it } from 'vitest';
import { modelOf, SHIPPED_MODEL } from '#matching/match-model.ts';
import { canReach, type MetPair, type PairWords, scoreWorded, wordPair } from '#matching/succession-pair.ts';
import { wordsOf } from '#matching/succession-words.ts';
import fc from '../support/property.ts';

const KEEP = 0.1;

const met = (overrides: Partial<MetPair> = {}): MetPair => ({
	a: '1',
	b: '2',
	signals: ['building'],
	sharedBy: [30],
	ended: '2022-01-10',
	began: '2024-01-10',
	successorLicensed: false,
	successorNonprofit: false,
	predecessorNonprofit: false,
	surnames: [],
	told: false,
	...overrides,
});
const words = (
	overrides: Partial<PairWords> & { readonly mentions?: string[]; readonly brands?: string[]; readonly scope?: string } = {},
): PairWords => ({
	from: overrides.from ?? ['帆安'],
	staff: overrides.staff ?? [],
	to: wordsOf({
		brands: overrides.brands ?? [],
		own: overrides.scope === undefined ? [] : [[null, overrides.scope]],
		mentions: (overrides.mentions ?? []).map((text) => [null, text]),
	}),
});

describe('a pair that met', () => {
	it('is not read further where a crowded house is all they share and nobody tells of the second', () => {
		expect(canReach(SHIPPED_MODEL, met(), KEEP)).toBe(false);
		expect(canReach(SHIPPED_MODEL, met({ signals: ['phone', 'sharedHead'], sharedBy: [2, 2] }), KEEP)).toBe(true);
	});

	it('is read where texts tell of the second: they may name the people of the first', () => {
		const pair = met({ sharedBy: [3], told: true, began: '2022-03-01' });
		expect(canReach(SHIPPED_MODEL, pair, KEEP)).toBe(true);
		const named = words({ staff: ['甄试一'], mentions: ['甄试一还在教数学补课'] });
		expect(wordPair(SHIPPED_MODEL, pair, named, KEEP)?.named.map(({ signal }) => signal)).toContain('formerStaff');
		expect(wordPair(SHIPPED_MODEL, pair, words({ staff: ['甄试一'], mentions: ['门口堆着纸箱'] }), KEEP)).toBeNull();
	});

	it('is kept by none that was called out of reach, whatever the texts say and whatever the weights are', () => {
		const signals = fc.uniqueArray(
			fc.constantFrom('building', 'room', 'phone', 'brand', 'brandSound', 'sharedHead', 'sharedStaff', 'formerNamed'),
			{
				minLength: 1,
			},
		);
		const weights = fc.record({
			'carriesOn.teaches': fc.integer({ min: -3, max: 5 }),
			'carriesOn.otherTrade': fc.integer({ min: -5, max: 2 }),
			'carriesOn.placeAlone': fc.integer({ min: -5, max: 2 }),
			'carriesOn.brandContains': fc.integer({ min: -2, max: 6 }),
		});
		let [out, kept] = [0, 0];
		fc.assert(
			fc.property(
				signals,
				fc.integer({ min: 2, max: 40 }),
				fc.constantFrom('2020-01-01', '2022-03-01', '2024-01-10'),
				fc.option(fc.constantFrom(0.01, 0.1)),
				fc.constantFrom('帆安', '帆安堂', '启明'),
				fc.constantFrom(undefined, '餐饮服务', '数学培训'),
				weights,
				(shared, n, began, surnameShare, brand, scope, given) => {
					const model = modelOf(2, given);
					const surnames = surnameShare === null ? [] : ['甄'];
					const pair = met({ signals: shared as MetPair['signals'], sharedBy: shared.map(() => n), began, surnames });
					const said = words({ brands: [brand], ...(scope === undefined ? {} : { scope }) });
					const all = wordPair(model, pair, said, 0);
					const score = (all && scoreWorded(model, all, { surnameShare, otherPredecessors: 0 }))?.score ?? 0;
					if (score >= KEEP) kept += 1;
					if (wordPair(model, pair, said, KEEP) === null) expect(score).toBeLessThan(KEEP);
					if (canReach(model, pair, KEEP)) return;
					out += 1;
					expect(score).toBeLessThan(KEEP);
				},
			),
			{ numRuns: 400 },
		);
		expect(Math.min(out, kept)).toBeGreaterThan(20);
	});
});
