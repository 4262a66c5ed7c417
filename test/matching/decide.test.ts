import { describe, expect, it } from 'vitest';
import { chooseBest } from '#matching/choose.ts';
import { type CandidatePair, decide, scoreAttachment, scoreMention } from '#matching/decide.ts';
import { DECISION } from '#matching/model.ts';

const pair = (overrides: Partial<CandidatePair>): CandidatePair => ({
	probe: '1',
	subject: '10',
	features: [],
	sharers: [],
	probeFamilies: ['name', 'place', 'contact'],
	subjectFamilies: ['name', 'place', 'contact'],
	codesDiffer: false,
	day: '2022-03-01',
	lifeFrom: '2015-01-01',
	lifeUntil: null,
	...overrides,
});
const agree = (...features: string[]) => ({ features, sharers: features.map(() => 1) });
async function* stream(...pairs: CandidatePair[]) {
	yield* pairs;
}

describe('scoreAttachment', () => {
	it('takes a name with a room as enough for a licence without a code', () => {
		expect(scoreAttachment(pair(agree('name', 'room')))?.total).toBeGreaterThanOrEqual(DECISION.attachBits * 1000);
	});

	it('refuses the same room and telephone under another name: so looks a successor', () => {
		expect(scoreAttachment(pair(agree('room', 'phone')))).toBeNull();
	});

	it('holds it against a business that it was founded years after the licence was issued', () => {
		const before = scoreAttachment(pair({ ...agree('brand', 'room'), day: '2014-06-01', lifeFrom: '2015-01-01' }))?.total as number;
		const after = scoreAttachment(pair({ ...agree('brand', 'room'), day: '2014-06-01', lifeFrom: '2022-01-01' }))?.total as number;
		expect(before - after).toBe(9000);
	});
});

describe('scoreMention', () => {
	it('gives a complaint about a room to the tenant of its day, not to the one before', () => {
		const now = scoreMention(pair({ ...agree('room'), day: '2024-05-01', lifeFrom: '2023-01-01' }))?.total as number;
		const then = scoreMention(pair({ ...agree('room'), day: '2024-05-01', lifeFrom: '2015-01-01', lifeUntil: '2021-09-01' }))
			?.total as number;
		expect(now - then).toBe(4000);
	});
});

describe('decide', () => {
	it('links a mention to the one organisation that leads clearly', async () => {
		const decisions = await decide(
			stream(pair(agree('name')), pair({ subject: '11', ...agree('roadNumber') })),
			scoreMention,
			DECISION.mentionBits,
		);
		expect(decisions.links.map((link) => [link.probe, link.subject])).toEqual([['1', '10']]);
	});

	it('leaves a mention with two alike candidates to neither, and lists it', async () => {
		const decisions = await decide(
			stream(pair(agree('phone')), pair({ subject: '11', ...agree('phone') })),
			scoreMention,
			DECISION.mentionBits,
		);
		expect(decisions).toEqual({ links: [], ambiguous: ['1'] });
	});

	it('links nothing on a house number alone', async () => {
		const decisions = await decide(stream(pair({ ...agree('roadNumber'), probeFamilies: ['place'] })), scoreMention, DECISION.mentionBits);
		expect(decisions).toEqual({ links: [], ambiguous: [] });
	});
});

describe('chooseBest', () => {
	const candidate = (subject: string, total: number) => ({ subject, score: { total, signals: [] } });
	it('chooses at the threshold and not a milli-bit below', () => {
		expect(chooseBest([candidate('a', 7000)], 7, 2).chosen?.subject).toBe('a');
		expect(chooseBest([candidate('a', 6999)], 7, 2).chosen).toBeNull();
	});

	it('chooses at the lead and not a milli-bit below', () => {
		expect(chooseBest([candidate('a', 9000), candidate('b', 7000)], 7, 2).chosen?.subject).toBe('a');
		expect(chooseBest([candidate('a', 8999), candidate('b', 7000)], 7, 2)).toEqual({ chosen: null, ambiguous: true });
	});
});
