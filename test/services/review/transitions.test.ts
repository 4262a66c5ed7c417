import { describe, expect, test } from 'vitest';
import { can } from '#access/actions.ts';
import { daysFor, HOLDING_STATES, REVIEW_MOVES, REVIEW_STATES, USUAL_REVIEW_DAYS, WORK_STATES } from '#core/review.ts';
import { FLAG_STATUS, movesFrom, OPENERS, TRANSITIONS, transitionOf } from '#services/review/transitions.ts';

describe('the table of transitions', () => {
	test('has at most one row for a move in a state', () => {
		const pairs = TRANSITIONS.flatMap(({ move, from }) => from.map((state) => `${move} ${state}`));
		expect(pairs.length).toBe(new Set(pairs).size);
	});

	test('uses every move and reaches every state from self-check', () => {
		expect(REVIEW_MOVES.filter((move) => move !== 'OPEN' && !TRANSITIONS.some((one) => one.move === move))).toEqual([]);
		const reached = new Set(['SELF_CHECK']);
		for (const _ of REVIEW_STATES)
			for (const { from, to } of TRANSITIONS) if (to !== null && from.some((state) => reached.has(state))) reached.add(to);
		expect([...reached].toSorted()).toEqual([...REVIEW_STATES].toSorted());
	});

	test('lets nobody move whom the policy does not let work on reviews', () => {
		const actors = [...OPENERS, ...TRANSITIONS.flatMap(({ who }) => who)];
		expect(actors.filter((actor) => !can(actor, 'review:work'))).toEqual([]);
	});

	test('leaves every state of work by itself, and closed ones by nothing but notes', () => {
		const leaves = (state: (typeof REVIEW_STATES)[number]) =>
			TRANSITIONS.some(({ from, to }) => from.includes(state) && to !== null && to !== state);
		expect(WORK_STATES.filter((state) => !leaves(state))).toEqual([]);
		expect(movesFrom('DISMISSED', false)).toEqual(['NOTE']);
		expect(REVIEW_STATES.filter((state) => !HOLDING_STATES.includes(state) && leaves(state))).toEqual([]);
	});

	test('has the enforcement decision, and only it, taken by enforcement', () => {
		expect(transitionOf('CONFIRM', 'ENFORCEMENT_DECISION')?.who.map(({ role }) => role)).toEqual(['enforcement']);
		expect(transitionOf('CONFIRM', 'SELF_CHECK')).toBeNull();
		expect(transitionOf('CONFIRM', 'EXPERT_APPRAISAL')).toBeNull();
	});

	test('gives every state of work days to do it in, and puts its flags under review', () => {
		expect(REVIEW_STATES.filter((state) => daysFor(USUAL_REVIEW_DAYS, state) !== null)).toEqual(
			REVIEW_STATES.filter((state) => WORK_STATES.includes(state)),
		);
		expect(WORK_STATES.map((state) => FLAG_STATUS[state])).toEqual(WORK_STATES.map(() => 'UNDER_REVIEW'));
	});
});
