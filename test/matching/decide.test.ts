import { describe, expect, it } from 'vitest';
import { chooseBest } from '#matching/choose.ts';
import { attachmentScorer, type CandidatePair, decide, type MentionText, mentionScorer } from '#matching/decide.ts';
import { SHIPPED_MODEL } from '#matching/match-model.ts';
import { DECISION } from '#matching/model.ts';
import { tellsOfLearning } from '#matching/trade.ts';

const pair = (overrides: Partial<CandidatePair>): CandidatePair => ({
	probe: '1',
	subject: '10',
	features: [],
	sharers: [],
	probeFamilies: ['name', 'place', 'contact'],
	subjectFamilies: ['name', 'place', 'contact'],
	names: { cores: [], brands: [] },
	codesDiffer: false,
	roomDiffers: false,
	subjectRoomed: false,
	day: '2022-03-01',
	lifeFrom: '2015-01-01',
	lifeUntil: null,
	...overrides,
});
const agree = (...features: string[]) => ({ features, sharers: features.map(() => 1) });
async function* stream(...pairs: CandidatePair[]) {
	yield* pairs;
}

const words = (text: string, ...cores: string[]): MentionText => ({
	text,
	cores,
	brands: [],
	tellsOfLearning: () => tellsOfLearning(text),
});
const scoreAttachment = attachmentScorer(SHIPPED_MODEL, () => ({ cores: ['帆帆诚文化培训'], brands: ['帆帆诚'] }));
const scoreMention = mentionScorer(SHIPPED_MODEL, () => words(''));

describe('attachmentScorer', () => {
	it('refuses the same room, telephone and brand in another trade', () => {
		expect(scoreAttachment(pair(agree('room', 'phone', 'brand')))).toBeNull();
	});

	it('takes a name with a room as enough for a licence without a code', () => {
		expect(scoreAttachment(pair(agree('name', 'room')))?.total).toBeGreaterThanOrEqual(DECISION.attachBits * 1000);
	});

	it('refuses the same room and telephone under another name: so looks a successor', () => {
		expect(scoreAttachment(pair(agree('room', 'phone')))).toBeNull();
	});

	const registered = { names: { cores: ['帆诚文化培训'], brands: ['帆诚'] } };

	it('takes a mistyped name with the room and the telephone, and less than both not', () => {
		const score = (...features: string[]) => scoreAttachment(pair({ ...agree(...features), ...registered }))?.total ?? 0;
		expect(score('room', 'phone')).toBeGreaterThanOrEqual(DECISION.attachBits * 1000);
		expect(score('building')).toBeLessThan(DECISION.attachBits * 1000);
	});

	it('takes no mistyped name for a business founded years after the licence was issued', () => {
		expect(scoreAttachment(pair({ ...agree('room', 'phone'), ...registered, lifeFrom: '2024-01-01' }))).toBeNull();
	});

	it('holds it against a business that it was founded years after the licence was issued', () => {
		const before = scoreAttachment(pair({ ...agree('core', 'room'), day: '2014-06-01', lifeFrom: '2015-01-01' }))?.total as number;
		const after = scoreAttachment(pair({ ...agree('core', 'room'), day: '2014-06-01', lifeFrom: '2022-01-01' }))?.total as number;
		expect(before - after).toBe(9000);
	});
});

describe('mentionScorer', () => {
	it('gives a complaint about a room to the tenant of its day, not to the one before', () => {
		const now = scoreMention(pair({ ...agree('room'), day: '2024-05-01', lifeFrom: '2023-01-01' }))?.total as number;
		const then = scoreMention(pair({ ...agree('room'), day: '2024-05-01', lifeFrom: '2015-01-01', lifeUntil: '2021-09-01' }))
			?.total as number;
		expect(now - then).toBe(3000);
	});

	it('holds a recent end less against an organisation than one years ago: refunds are asked for after the end', () => {
		const ended = (lifeUntil: string) => scoreMention(pair({ ...agree('room'), day: '2024-05-01', lifeUntil }))?.total as number;
		expect(ended('2024-04-01') - ended('2023-06-01')).toBe(1500);
		expect(ended('2023-06-01') - ended('2021-09-01')).toBe(1500);
	});

	it('does not give a text about one flat to the tutor in another of the building, and does where nobody says a room', () => {
		const names = { cores: ['知雅教育咨询'], brands: ['知雅'] };
		const lessons = mentionScorer(SHIPPED_MODEL, () => words('楼上有人给小学生补课'));
		const inTheHouse = (roomDiffers: boolean) =>
			lessons(pair({ ...agree('building'), names, roomDiffers, probeFamilies: ['place'] }))?.total as number;
		expect(inTheHouse(true)).toBeLessThan(DECISION.mentionBits * 1000);
		expect(inTheHouse(false)).toBeGreaterThanOrEqual(DECISION.mentionBits * 1000);
	});

	it.each(['storey', 'roomInBlock', 'phone', 'coreNearby', 'brandNearby'])(
		'takes %s alone for nobody’s, and beside another sign not',
		(weak) => {
			const alone = scoreMention(pair({ ...agree(weak), probeFamilies: [] }))?.total as number;
			const beside = scoreMention(
				pair({ ...agree(weak, weak === 'phone' ? 'storey' : weak.endsWith('Nearby') ? 'building' : 'phone'), probeFamilies: [] }),
			)?.total as number;
			expect(alone).toBeLessThan(DECISION.mentionBits * 1000);
			expect(beside).toBeGreaterThanOrEqual(DECISION.mentionBits * 1000);
		},
	);

	it.each(['room', 'name', 'core', 'brand'])('takes %s alone for enough', (strong) => {
		expect(scoreMention(pair({ ...agree(strong), probeFamilies: [] }))?.total).toBeGreaterThanOrEqual(DECISION.mentionBits * 1000);
	});

	it('does not link by a name that only stands in other texts, and does with a place beside it', () => {
		const sign = scoreMention(pair(agree('signInText')))?.total as number;
		const there = scoreMention(pair(agree('signInText', 'building')))?.total as number;
		expect(sign).toBeLessThan(DECISION.mentionBits * 1000);
		expect(there).toBeGreaterThanOrEqual(DECISION.mentionBits * 1000);
	});

	it('holds it against an organisation that it was founded long after the text', () => {
		const founded = (lifeFrom: string) => scoreMention(pair({ ...agree('room'), day: '2024-05-01', lifeFrom }))?.total as number;
		expect(founded('2024-07-01') - founded('2024-09-01')).toBe(4000);
	});

	it('hears the brand in a text about the same house, and the mistyped name on its sign', () => {
		const names = { cores: ['知雅托管服务'], brands: ['知雅'] };
		const total = (said: MentionText) =>
			mentionScorer(SHIPPED_MODEL, () => said)(pair({ ...agree('roadNumber'), names, probeFamilies: ['place'] }))?.total as number;
		expect(total(words('家长在知雅门口要求退费'))).toBe(total(words('家长在门口要求退费')) + 5000);
		expect(total(words('', '知稚托管服务'))).toBe(total(words('')) + 7000);
		expect(total(words('', '知稚托营服务'))).toBe(total(words('')));
	});
});

describe('decide', () => {
	it('links a mention to the one organisation that leads clearly', async () => {
		const decisions = await decide(stream(pair(agree('name')), pair({ subject: '11', ...agree('roadNumber') })), {
			score: scoreMention,
			enoughBits: DECISION.mentionBits,
		});
		expect(decisions.links.map((link) => [link.probe, link.subject])).toEqual([['1', '10']]);
	});

	it('leaves a mention with two alike candidates to neither, and lists it', async () => {
		const alike = { ...agree('room'), probeFamilies: ['place'] as const };
		const decisions = await decide(stream(pair(alike), pair({ ...alike, subject: '11' })), {
			score: scoreMention,
			enoughBits: DECISION.mentionBits,
		});
		expect(decisions.links).toEqual([]);
		expect(decisions.ambiguous.map(({ probe, rivals }) => [probe, rivals.length])).toEqual([['1', 2]]);
	});

	it('links nothing on a house number that two share', async () => {
		const decisions = await decide(stream(pair({ ...agree('roadNumber'), sharers: [2], probeFamilies: ['place'] })), {
			score: scoreMention,
			enoughBits: DECISION.mentionBits,
		});
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
		expect(chooseBest([candidate('a', 8999), candidate('b', 7000)], 7, 2)).toMatchObject({
			chosen: null,
			ambiguous: true,
			rivals: [{ subject: 'a' }, { subject: 'b' }],
		});
	});
});
