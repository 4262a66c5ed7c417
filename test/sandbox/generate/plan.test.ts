import { describe, expect, test } from 'vitest';
import type { Draft, Person, SceneYield } from '#sandbox/generate/draft.ts';
import { isIdentityNumber } from '#sandbox/generate/numbers.ts';
import { createPlan } from '#sandbox/generate/plan.ts';

const ASOF = '2025-05-31';

function province(businesses: number, seed: string): SceneYield[] {
	const plan = createPlan({ businesses, seed, asOf: ASOF });
	return Array.from({ length: plan.scenes }, (_, number) => plan.scene(number));
}

function rowsOf<K extends Draft['kind']>(scenes: readonly SceneYield[], kind: K): Draft<K>[] {
	return scenes.flatMap((scene) => scene.drafts).filter((draft): draft is Draft<K> => draft.kind === kind);
}

const peopleOf = (scenes: readonly SceneYield[]): Person[] =>
	scenes
		.flatMap((scene) => scene.drafts)
		.flatMap((draft) =>
			Object.values(draft.fields).filter(
				(value): value is Person => typeof value === 'object' && value !== null && 'identityNumber' in value,
			),
		);

describe('createPlan', () => {
	const scenes = province(3000, 'a');

	test('the same seed gives the same rows, asked in any order', () => {
		const plan = createPlan({ businesses: 3000, seed: 'a', asOf: ASOF });
		const backwards = Array.from({ length: plan.scenes }, (_, i) => plan.scene(plan.scenes - 1 - i)).reverse();
		expect(backwards).toEqual(scenes);
	});

	test('another seed gives other rows, and some seed another province', () => {
		expect(province(300, 'b')).not.toEqual(province(300, 'a'));
		const names = new Set(
			['a', 'b', 'c', 'd', 'e', 'f'].map((seed) => createPlan({ businesses: 50, seed, asOf: ASOF }).world.province.name),
		);
		expect(names.size).toBeGreaterThan(1);
	});

	test('has about as many businesses as asked, each with a credit code of its own', () => {
		const codes = rowsOf(scenes, 'registration')
			.filter((row) => !row.unusable)
			.map((row) => row.fields.creditCode);
		expect(codes.length).toBeGreaterThan(2950);
		expect(codes.length).toBeLessThan(3050);
		expect(new Set(codes).size).toBe(codes.length);
	});

	test('rows of every kind grow in step with the businesses', () => {
		const small = province(2000, 'c').flatMap((scene) => scene.drafts).length;
		const large = province(8000, 'c').flatMap((scene) => scene.drafts).length;
		expect(large / small).toBeGreaterThan(3.2);
		expect(large / small).toBeLessThan(4.8);
	});

	test('nobody is real: identity numbers begin with 99 and are valid, telephones with 169', () => {
		const people = peopleOf(scenes);
		expect(
			people.every(
				(person) => person.identityNumber.startsWith('99') && isIdentityNumber(person.identityNumber) && person.phone.startsWith('169'),
			),
		).toBe(true);
		const numberOf = new Map(people.map((person) => [person.id.replace(/~.*/, ''), person.identityNumber]));
		expect(new Set(numberOf.values()).size).toBe(numberOf.size);
	});

	test('no row tells of a day after the as-of day, or is stamped after it', () => {
		const drafts = scenes.flatMap((scene) => scene.drafts);
		expect(drafts.every((draft) => draft.stampedAt < Date.parse('2025-06-01T00:00:00+08:00'))).toBe(true);
		expect(rowsOf(scenes, 'complaint').every((row) => String(row.fields.receivedAt).slice(0, 10) <= ASOF)).toBe(true);
	});
});

describe('what is planted', () => {
	const scenes = province(3000, 'planted');
	const findings = scenes.flatMap((scene) => scene.findings);

	test.each([
		'front',
		'falseClosure',
		'unregistered',
		'inServiceTeacher',
		'lateLesson',
		'weekendLesson',
		'bannedPerson',
		'restrictedPerson',
		'feeSpan',
		'balanceBelowMinimum',
	])('%s is there', (type) => {
		expect(findings.some((finding) => finding.type === type)).toBe(true);
	});

	test('fronts hide behind many guises, some with a predecessor and some without', () => {
		const fronts = findings.filter((finding) => finding.type === 'front');
		expect(new Set(fronts.map((front) => front.guise)).size).toBeGreaterThan(5);
		const successors = new Set(scenes.flatMap((scene) => scene.successions).map((succession) => succession.successor));
		expect(fronts.some((front) => successors.has(front.organisation))).toBe(true);
		expect(fronts.some((front) => !successors.has(front.organisation))).toBe(true);
	});

	test('a late lesson ends after 20:30, and its near miss at 20:30 to the minute', () => {
		const endsOf = (organisations: readonly string[]) =>
			rowsOf(scenes, 'course')
				.filter((row) => organisations.includes(row.organisation ?? ''))
				.map((row) => String(row.fields.endsAt));
		const late = findings.filter((finding) => finding.type === 'lateLesson').map((finding) => finding.organisation);
		const sharp = scenes
			.flatMap((scene) => scene.decoys)
			.filter((decoy) => decoy.type === 'endsAt2030')
			.map((decoy) => decoy.organisation);
		expect(endsOf(late).every((time) => time > '20:30')).toBe(true);
		expect(endsOf(sharp)).not.toHaveLength(0);
		expect(endsOf(sharp).every((time) => time === '20:30')).toBe(true);
	});

	test('an in-service teacher has a namesake with another number beside it, and a retired colleague', () => {
		const scene = scenes.find((one) => one.findings.some((finding) => finding.type === 'inServiceTeacher'));
		const roster = rowsOf(scene === undefined ? [] : [scene], 'schoolTeacher');
		const staff = rowsOf(scene === undefined ? [] : [scene], 'staff').map((row) => row.fields.person as Person);
		const namesake = roster.find((row) => !staff.some((person) => person.id === (row.fields.person as Person).id));
		expect(staff.map((person) => person.name)).toContain((namesake?.fields.person as Person | undefined)?.name);
		expect(roster.map((row) => row.fields.status)).toContain('RETIRED');
	});

	test('a lawful conversion is a succession but no finding', () => {
		const conversion = scenes.flatMap((scene) => scene.successions).find((succession) => succession.kind === 'CONVERSION');
		expect(conversion).toBeDefined();
		expect(findings.some((finding) => finding.organisation === conversion?.successor)).toBe(false);
	});

	test('restricted people are told to the police and nowhere else', () => {
		const restricted = new Set(scenes.flatMap((scene) => scene.restricted).map((person) => person.id));
		const found = findings.filter((finding) => finding.type === 'restrictedPerson').map((finding) => finding.person);
		expect(found.every((id) => id !== null && restricted.has(id))).toBe(true);
	});
});
