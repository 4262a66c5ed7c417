import { describe, expect, it } from 'vitest';
import { agreementsOf, comparedPair, type Side, type SideKey } from '#matching/compare.ts';
import { SHIPPED_MODEL } from '#matching/match-model.ts';

const key = (feature: SideKey['feature'], value: string, division = '330106'): SideKey => ({ rid: '1', feature, value, division });
const side = (keys: readonly SideKey[], code: string | null = null): Side => ({ id: 'x', keys, code });
const uses = SHIPPED_MODEL.features;
const featuresOf = (probe: Side, subject: Side) => agreementsOf(uses, probe, subject).map(({ use }) => use.feature);
const NO_DAYS = { day: null, lifeFrom: null, lifeUntil: null };
const compared = (probe: Side, subject: Side) => {
	const agreements = agreementsOf(uses, probe, subject);
	return comparedPair(uses, { probe, subject, days: NO_DAYS }, { agreements, sharers: agreements.map(() => 1) });
};

describe('agreementsOf', () => {
	it('finds a brand in one county as near and as county-wide, and across counties of a prefecture as near only', () => {
		const probe = side([key('brand', '启航')]);
		expect(featuresOf(probe, side([key('brand', '启航')]))).toEqual(['brand', 'brandNearby']);
		expect(featuresOf(probe, side([key('brand', '启航', '330110')]))).toEqual(['brandNearby']);
		expect(featuresOf(probe, side([key('brand', '启航', '440106')]))).toEqual([]);
	});

	it('does not take a brand of an unknown county for one of any, and follows a telephone anywhere', () => {
		expect(featuresOf(side([key('brand', '启航', '')]), side([key('brand', '启航', '')]))).toEqual([]);
		expect(featuresOf(side([key('phone', '16900000001', '')]), side([key('phone', '16900000001')]))).toEqual(['phone']);
	});
});

describe('comparedPair', () => {
	it('tells another room of one building from the same room', () => {
		const rooms = (room: string) => side([key('building', 'B'), key('roomInBlock', room)]);
		expect(compared(rooms('101'), rooms('102')).roomDiffers).toBe(true);
		expect(compared(rooms('101'), rooms('101')).roomDiffers).toBe(false);
		expect(compared(rooms('101'), side([key('building', 'B')])).roomDiffers).toBe(false);
	});

	it('says that codes differ only where both sides have one', () => {
		expect(compared(side([], 'A'), side([], 'B')).codesDiffer).toBe(true);
		expect(compared(side([], null), side([], 'B')).codesDiffer).toBe(false);
	});
});
