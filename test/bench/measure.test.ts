import { describe, expect, test } from 'vitest';
import type { Bundle, FoundFlag } from '#bench/quality/bundle.ts';
import { type ErrorCase, measureFlags, measureMentions, measureSpoiled, measureSuccessions, meet } from '#bench/quality/measure.ts';
import type { Truth } from '#bench/quality/truth.ts';

/** A school S that became front F, and an unregistered place U; nobody's text N. */
const truth: Truth = {
	registrations: new Map([
		['school', 'S'],
		['front', 'F'],
	]),
	mentions: new Map([
		['about front', 'F'],
		['about place', 'U'],
	]),
	unregistered: new Set(['U']),
	organisations: ['S', 'F', 'U'],
	nobody: new Set(['about nobody']),
	people: new Map([['teacher', 'P']]),
	successions: new Map([['S\tF', 'REBRAND']]),
	findings: [
		{ organisation: 'F', person: null, type: 'front', strength: 'clear' },
		{ organisation: 'S', person: 'P', type: 'bannedPerson', strength: 'clear' },
	],
	decoys: new Map(),
	setAside: new Set(),
	lostValues: new Set(),
	personal: [],
};

const bundle = (given: Partial<Bundle> = {}): Bundle => ({
	organisations: new Map([
		['school', 'org_s'],
		['front', 'org_f'],
	]),
	people: new Map([['teacher', 'per_p']]),
	successions: [],
	flags: [],
	risk: new Map(),
	setAside: [],
	...given,
});

const linked = (links: Record<string, string>) => bundle({ organisations: new Map([...bundle().organisations, ...Object.entries(links)]) });

const flag = (given: Partial<FoundFlag>): FoundFlag => ({
	organisationId: 'org_f',
	personId: '',
	code: 'FRONT_BUSINESS',
	category: 'HIDDEN_TRAINING',
	severity: 'HIGH',
	score: 0.9,
	...given,
});

describe('measureMentions', () => {
	const measure = (found: Bundle) => measureMentions(truth, found, meet(truth, found), []);

	test('counts a text that stands with the organisation that it is about', () => {
		expect(measure(linked({ 'about front': 'org_f' }))).toMatchObject({ count: 1, precision: 1, recall: 1 });
	});

	test('counts one that stands elsewhere as wrong, one that stands nowhere as missed', () => {
		expect(measure(linked({ 'about front': 'org_s' }))).toMatchObject({ precision: 0, recall: 0 });
		expect(measure(bundle())).toMatchObject({ precision: null, recall: 0 });
	});

	test('lets nobody’s text have a place of its own, but no known organisation', () => {
		expect(measure(linked({ 'about nobody': 'org_new' })).nobodyLinked).toBe(0);
		expect(measure(linked({ 'about nobody': 'org_f' })).nobodyLinked).toBe(1);
	});

	test('wants an unregistered place’s texts with no registered organisation', () => {
		expect(measure(linked({ 'about place': 'org_u' })).notMislinked).toBe(1);
		expect(measure(linked({ 'about place': 'org_f' })).notMislinked).toBe(0);
	});
});

test('measureSuccessions looks at both ends and the direction', () => {
	const found = (predecessor: string, successor: string) =>
		bundle({ successions: [{ predecessor, successor, score: 0.8, kind: 'REBRAND' }] });
	const measure = (one: Bundle) => measureSuccessions(truth, one, meet(truth, one), []);
	expect(measure(found('org_s', 'org_f'))).toMatchObject({ precision: 1, recall: 1 });
	expect(measure(found('org_f', 'org_s'))).toMatchObject({ precision: 0, recall: 0 });
});

describe('measureFlags', () => {
	const measure = (...flags: FoundFlag[]) => {
		const found = bundle({ flags });
		return measureFlags(truth, found, meet(truth, found), []);
	};

	test('wants the right organisation', () => {
		expect(measure(flag({})).FRONT_BUSINESS).toMatchObject({ planted: 1, flags: 1, precision: 1, recall: 1 });
		expect(measure(flag({ organisationId: 'org_s' })).FRONT_BUSINESS).toMatchObject({ precision: 0, recall: 0 });
	});

	test('takes no offence at a flag that a neighbouring finding explains, and finds nothing by it', () => {
		expect(measure(flag({ code: 'TRAINING_WITHOUT_LICENCE' })).TRAINING_WITHOUT_LICENCE).toMatchObject({ precision: 1, recall: null });
	});

	test('wants the right person too where the finding has one', () => {
		const banned = { code: 'BANNED_PERSON', organisationId: 'org_s' };
		expect(measure(flag({ ...banned, personId: 'per_p' })).BANNED_PERSON).toMatchObject({ precision: 1, recall: 1 });
		expect(measure(flag({ ...banned, personId: 'per_other' })).BANNED_PERSON).toMatchObject({ precision: 0, recall: 0 });
	});
});

test('measureSpoiled names what was spoiled for nothing and what was missed', () => {
	const errors: ErrorCase[] = [];
	expect(measureSpoiled('row', new Set(['a', 'b']), new Set(['b', 'c']), errors)).toEqual({ count: 2, precision: 0.5, recall: 0.5 });
	expect(errors.map(({ kind, note }) => `${kind} ${note}`)).toEqual(['row that is none c', 'row missed a']);
});
