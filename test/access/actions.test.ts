import { describe, expect, test } from 'vitest';
import { ACTION_NAMES, actionOfKind, assertCan, can, isPersonal, POLICY, type Statement } from '#access/actions.ts';
import { type Caller, PURPOSES, type Purpose, ROLES, scopeKeyOf } from '#access/caller.ts';
import fc from '../support/property.ts';

const makeCaller = (overrides: Partial<Caller> = {}): Caller => ({
	subject: 'someone',
	role: 'analyst',
	purpose: null,
	divisions: null,
	sources: null,
	...overrides,
});

const statements: fc.Arbitrary<Statement[]> = fc.array(
	fc.record({
		effect: fc.constantFrom<Statement['effect']>('allow', 'deny'),
		roles: fc.subarray([...ROLES]),
		actions: fc.subarray([...ACTION_NAMES]),
		purposes: fc.option(fc.subarray([...PURPOSES]), { nil: undefined }),
	}),
);
const callers = fc.record({ role: fc.constantFrom(...ROLES), purpose: fc.option(fc.constantFrom(...PURPOSES)) });
const actions = fc.constantFrom(...ACTION_NAMES);

describe('can', () => {
	test('refuses everything without a policy', () => {
		fc.assert(fc.property(callers, actions, (caller, action) => !can(caller, action, [])));
	});

	test('lets a deny win over any allow, wherever it stands', () => {
		fc.assert(
			fc.property(callers, actions, statements, fc.nat(), (caller, action, policy, at) => {
				const deny: Statement = { effect: 'deny', roles: [caller.role], actions: [action] };
				return !can(caller, action, policy.toSpliced(at % (policy.length + 1), 0, deny));
			}),
		);
	});

	test('does not depend on the order of statements', () => {
		fc.assert(
			fc.property(
				callers,
				actions,
				statements,
				(caller, action, policy) => can(caller, action, policy) === can(caller, action, policy.toReversed()),
			),
		);
	});

	test('gives nothing personal without a purpose, whatever a policy says', () => {
		const all: Statement = { effect: 'allow', roles: ROLES, actions: ACTION_NAMES };
		const given = ACTION_NAMES.filter((action) => can({ role: 'reviewer', purpose: null }, action, [all]));
		expect(given).toEqual(ACTION_NAMES.filter((action) => !isPersonal(action)));
	});

	test.each(['dashboard', 'exporter', 'admin'] as const)('never gives the role %s anything personal', (role) => {
		const personal = ACTION_NAMES.filter(isPersonal);
		expect(PURPOSES.flatMap((purpose) => personal.filter((action) => can({ role, purpose }, action)))).toEqual([]);
	});

	// Who reads names in clear, of all roles and purposes: the whole of it, so that a change of the policy shows here.
	test('gives clear names to reviewers and enforcement for their own purposes alone', () => {
		const pairs = ROLES.flatMap((role) => PURPOSES.map((purpose) => [role, purpose] as const));
		expect(pairs.filter(([role, purpose]) => can({ role, purpose }, 'personName:read'))).toEqual([
			['reviewer', 'REVIEW'],
			['reviewer', 'APPEAL'],
			['enforcement', 'ENFORCEMENT'],
		]);
	});

	test('has a use for every action', () => {
		const unused = ACTION_NAMES.filter((action) => !POLICY.some(({ effect, actions }) => effect === 'allow' && actions.includes(action)));
		expect(unused).toEqual([]);
	});
});

describe('assertCan', () => {
	test.each<[Partial<Caller>, RegExp]>([
		[{ role: 'reviewer' }, /name a purpose with the header X-Purpose \(REVIEW, APPEAL\)/],
		[{ role: 'analyst', purpose: 'ANALYSIS' }, /the role analyst is not allowed to/],
	])('tells %o what would help', (overrides, remedy) => {
		expect(() => assertCan(makeCaller(overrides), 'personName:read')).toThrow(remedy);
	});
});

describe('actionOfKind', () => {
	test('holds people, incidents, complaints and accounts apart from other records', () => {
		expect([actionOfKind('licence'), actionOfKind('certificate'), actionOfKind('incident')]).toEqual([
			'record:read',
			'person:read',
			'incident:read',
		]);
	});
});

describe('scopeKeyOf', () => {
	test.each<[string, Partial<Caller>]>([
		['role', { role: 'auditor' }],
		['purpose', { purpose: 'AUDIT' satisfies Purpose }],
		['divisions', { divisions: ['330106'] }],
		['no division', { divisions: [] }],
		['sources', { sources: ['registry'] }],
	])('differs with the %s', (_, overrides) => {
		expect(scopeKeyOf(makeCaller(overrides))).not.toBe(scopeKeyOf(makeCaller()));
	});

	test('is the same for two people who see the same, in whatever order it is listed', () => {
		const [a, b] = [makeCaller({ divisions: ['330106', '330108'] }), makeCaller({ subject: 'other', divisions: ['330108', '330106'] })];
		expect(scopeKeyOf(a)).toBe(scopeKeyOf(b));
	});
});
