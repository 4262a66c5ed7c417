import { describe, expect, it } from 'vitest';
import { SHIPPED_MODEL } from '#matching/match-model.ts';
import { ORGANISATION_FEATURES } from '#matching/model.ts';
import { type PairFacts, scorePair, weightOf } from '#matching/score.ts';
import { AGAINST } from '#matching/signals.ts';
import fc from '../support/property.ts';

const use = (feature: string) =>
	ORGANISATION_FEATURES.find((candidate) => candidate.feature === feature) as (typeof ORGANISATION_FEATURES)[number];
const facts = (overrides: Partial<PairFacts>): PairFacts => ({ agreements: [], probeFamilies: [], subjectFamilies: [], ...overrides });
const total = (overrides: Partial<PairFacts>) => scorePair(SHIPPED_MODEL, facts(overrides))?.total;

describe('weightOf', () => {
	it('takes one bit off for each doubling of those who share the value', () => {
		expect(weightOf(use('phone'), 1) - weightOf(use('phone'), 8)).toBe(3000);
	});

	it('weighs a value that a whole tower shares at nothing, never below', () => {
		expect(weightOf(use('roadNumber'), 64)).toBe(0);
	});
});

describe('scorePair', () => {
	it('takes a house for whoever has it to themselves, and for nobody who has but a room of it', () => {
		const house = { agreements: [{ feature: 'building', sharedBy: 1 }], ofMention: true, tradeFits: null };
		expect(total(house)).toBeGreaterThan(0);
		expect(total({ ...house, subjectRoomed: true })).toBe((total(house) ?? 0) + AGAINST.nothingElse.bits * 1000);
		expect(total({ ...house, subjectRoomed: true, tradeFits: true })).toBeGreaterThan(total(house) ?? 0);
	});

	it('takes no namesake near by for the one meant, whatever its trade, nor with a house of hundreds beside it', () => {
		const nearby = { agreements: [{ feature: 'brandNearby', sharedBy: 1 }], ofMention: true };
		const doubted = (use('brandNearby').bits + AGAINST.nothingElse.bits) * 1000;
		for (const tradeFits of [true, null]) expect(total({ ...nearby, tradeFits })).toBe(doubted);
		const crowd = { feature: 'roadNumber', sharedBy: 40 };
		expect(total({ ...nearby, agreements: [...nearby.agreements, crowd] })).toBeLessThan(doubted + 1000);
		const house = { feature: 'roadNumber', sharedBy: 2 };
		expect(total({ ...nearby, agreements: [...nearby.agreements, house] })).toBeGreaterThan(doubted + 4000);
	});

	it('counts the strongest name only: a brand inside a name that agrees is no second witness', () => {
		const name = total({ agreements: [{ feature: 'name', sharedBy: 1 }] });
		expect(
			total({
				agreements: [
					{ feature: 'name', sharedBy: 1 },
					{ feature: 'brand', sharedBy: 1 },
				],
			}),
		).toBe(name);
	});

	it('adds up different families', () => {
		const room = total({ agreements: [{ feature: 'room', sharedBy: 1 }] }) as number;
		const phone = total({ agreements: [{ feature: 'phone', sharedBy: 1 }] }) as number;
		expect(
			total({
				agreements: [
					{ feature: 'room', sharedBy: 1 },
					{ feature: 'phone', sharedBy: 1 },
				],
			}),
		).toBe(room + phone);
	});

	it('forbids a pair with two valid credit codes whatever else agrees', () => {
		expect(scorePair(SHIPPED_MODEL, facts({ agreements: [{ feature: 'name', sharedBy: 1 }], codesDiffer: true }))).toBeNull();
	});

	it('holds a different name against a shared room, and nothing where one side names nobody', () => {
		const room = { agreements: [{ feature: 'room', sharedBy: 1 }] };
		const named = total({ ...room, probeFamilies: ['name', 'place'], subjectFamilies: ['name', 'place'] }) as number;
		const unnamed = total({ ...room, probeFamilies: ['place'], subjectFamilies: ['name', 'place'] }) as number;
		expect(named - unnamed).toBe(AGAINST.nameDiffers.bits * 1000);
	});

	it('never falls when one more value agrees', () => {
		const features = fc.constantFrom(...ORGANISATION_FEATURES.map((candidate) => candidate.feature));
		const agreements = fc.array(fc.record({ feature: features, sharedBy: fc.integer({ min: 1, max: 200 }) }), { maxLength: 6 });
		const more = fc.record({ feature: features, sharedBy: fc.integer({ min: 1, max: 200 }) });
		fc.assert(
			fc.property(agreements, more, (given, extra) => {
				expect(total({ agreements: [...given, extra] })).toBeGreaterThanOrEqual(total({ agreements: given }) as number);
			}),
		);
	});
});
