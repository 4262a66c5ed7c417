/**
 * Who may do what: every action of the hub in one table, every permission in another. A deny wins over any allow, and what no
 * statement allows is refused. The Reader and the resolvers ask `can`; nobody else decides.
 */
import { HubError } from '#core/errors.ts';
import type { Kind } from '#core/kinds.ts';
import { type Caller, PURPOSES, type Purpose, ROLES, type Role } from './caller.ts';

interface ActionDef {
	readonly about: string;
	/** The action shows data of a person: it needs a purpose and leaves an audit row. */
	readonly personal: boolean;
}

/** All actions. */
export const ACTIONS = {
	'organisation:read': { about: 'find and read organisations, their risk and successions', personal: false },
	'record:read': { about: 'read records of agencies, with personal fields masked', personal: false },
	'incident:read': { about: 'read that there was a police incident, without its summary', personal: false },
	'complaint:read': { about: 'read that there was a complaint, without its text', personal: false },
	'account:read': { about: 'read supervised accounts and their entries', personal: false },
	'flag:read': { about: 'read flags with their evidence', personal: false },
	'policeFlag:read': {
		about: 'see that the police answer about a member of staff needs attention: flags, not the answer',
		personal: false,
	},
	'match:decide': {
		about: 'decide whether two records are one organisation, or one carries on the other, and see what could not be placed',
		personal: false,
	},
	'review:read': { about: 'read cases of review and who moved them when, without their grounds', personal: false },
	'review:count': { about: 'read how many cases stand where, and what became of leads', personal: false },
	'review:work': { about: 'open cases on flags, move them and decide them', personal: false },
	'list:decide': { about: 'enter organisations and people on the lists of the hub, and end entries', personal: false },
	'expert:declare': { about: 'declare who an expert and their relatives are', personal: false },
	'search:run': { about: 'search organisations by name or number', personal: false },
	'live:ask': { about: 'have an agency asked at query time', personal: false },
	'savedQuery:run': { about: 'find and run saved queries, with rights of one’s own', personal: false },
	'savedQuery:save': { about: 'save, share and delete queries of one’s own', personal: false },
	'source:read': { about: 'read which sources there are and how fresh they are', personal: false },
	'source:diagnose': { about: 'read what a failing source said, and which rows could not be used', personal: false },
	'schema:introspect': { about: 'read the schema through the API', personal: false },
	'person:read': { about: 'read people by id and what records name them; names masked', personal: true },
	'personName:read': { about: 'read names of people in clear', personal: true },
	'identityHint:read': { about: 'read identity numbers with the middle hidden', personal: true },
	'contact:read': { about: 'read telephone numbers in clear', personal: true },
	'caseText:read': {
		about: 'read findings of inspections, facts of penalties, reasons of list entries and grounds of reviews',
		personal: true,
	},
	'clearance:read': { about: 'read what the police answer about a member of staff', personal: true },
	'incidentText:read': { about: 'read summaries of police incidents', personal: true },
	'complaintText:read': { about: 'read texts of complaints', personal: true },
	'audit:read': { about: 'read who read, asked, decided and took away what', personal: true },
} as const satisfies Record<string, ActionDef>;

export type Action = keyof typeof ACTIONS;

/** All actions, in the order of the table. */
export const ACTION_NAMES = Object.keys(ACTIONS) as readonly Action[];

/** Whether an action shows data of a person. */
export function isPersonal(action: Action): boolean {
	return ACTIONS[action].personal;
}

/** One permission or refusal. */
export interface Statement {
	readonly effect: 'allow' | 'deny';
	readonly roles: readonly Role[];
	readonly actions: readonly Action[];
	/** Only with one of these purposes; absent: with any and with none. */
	readonly purposes?: readonly Purpose[];
}

const PERSONAL = ACTION_NAMES.filter(isPersonal);
const CASE_WORK = [
	'person:read',
	'personName:read',
	'identityHint:read',
	'contact:read',
	'caseText:read',
	'incidentText:read',
	'clearance:read',
] as const;

/** The policy. */
export const POLICY: readonly Statement[] = [
	{ effect: 'allow', roles: ROLES, actions: ['organisation:read', 'flag:read', 'source:read', 'savedQuery:run'] },
	{ effect: 'allow', roles: ['analyst', 'reviewer', 'enforcement', 'auditor'], actions: ['savedQuery:save'] },
	{ effect: 'allow', roles: ['dashboard', 'analyst', 'reviewer', 'enforcement', 'auditor', 'exporter'], actions: ['record:read'] },
	{ effect: 'allow', roles: ['analyst', 'reviewer', 'enforcement'], actions: ['incident:read', 'complaint:read', 'live:ask'] },
	{ effect: 'allow', roles: ['analyst', 'reviewer', 'enforcement', 'auditor', 'exporter'], actions: ['account:read'] },
	{ effect: 'allow', roles: ['reviewer', 'enforcement', 'exporter'], actions: ['policeFlag:read'] },
	{ effect: 'allow', roles: ['dashboard', 'analyst', 'reviewer', 'enforcement', 'auditor', 'admin'], actions: ['search:run'] },
	{ effect: 'allow', roles: ['analyst', 'reviewer', 'enforcement', 'auditor', 'admin'], actions: ['schema:introspect'] },
	{ effect: 'allow', roles: ['auditor', 'admin'], actions: ['source:diagnose'] },
	{ effect: 'allow', roles: ['reviewer'], actions: ['match:decide'], purposes: ['REVIEW', 'APPEAL'] },
	{ effect: 'allow', roles: ['enforcement'], actions: ['match:decide'], purposes: ['ENFORCEMENT'] },
	{ effect: 'allow', roles: ['dashboard', 'analyst', 'reviewer', 'enforcement', 'auditor'], actions: ['review:count'] },
	{ effect: 'allow', roles: ['analyst', 'reviewer', 'enforcement', 'auditor'], actions: ['review:read'] },
	{ effect: 'allow', roles: ['reviewer'], actions: ['review:work', 'expert:declare', 'list:decide'], purposes: ['REVIEW', 'APPEAL'] },
	{ effect: 'allow', roles: ['enforcement'], actions: ['review:work', 'list:decide'], purposes: ['ENFORCEMENT'] },
	{ effect: 'allow', roles: ['analyst'], actions: ['person:read', 'contact:read', 'caseText:read'], purposes: ['ANALYSIS'] },
	{ effect: 'allow', roles: ['auditor'], actions: ['person:read', 'audit:read'], purposes: ['AUDIT'] },
	{ effect: 'allow', roles: ['reviewer'], actions: [...CASE_WORK, 'complaintText:read'], purposes: ['REVIEW', 'APPEAL'] },
	{ effect: 'allow', roles: ['enforcement'], actions: [...CASE_WORK, 'complaintText:read'], purposes: ['ENFORCEMENT'] },
	// Holds whatever is allowed above, now or later: these roles never need a person.
	{ effect: 'deny', roles: ['dashboard', 'exporter', 'admin'], actions: PERSONAL },
];

/**
 * Whether the caller may do something under a policy. A personal action without a purpose is refused even where a statement
 * would allow it.
 */
export function can(caller: Pick<Caller, 'role' | 'purpose'>, action: Action, policy: readonly Statement[] = POLICY): boolean {
	if (isPersonal(action) && caller.purpose === null) return false;
	const applying = policy.filter(
		(statement) =>
			statement.roles.includes(caller.role) &&
			statement.actions.includes(action) &&
			(statement.purposes === undefined || (caller.purpose !== null && statement.purposes.includes(caller.purpose))),
	);
	return applying.some((statement) => statement.effect === 'allow') && !applying.some((statement) => statement.effect === 'deny');
}

const rightsKnown = new Map<string, ReadonlySet<Action>>();

/** All that a caller may do, decided once for a role and purpose. */
export function rightsOf({ role, purpose }: Pick<Caller, 'role' | 'purpose'>): ReadonlySet<Action> {
	const key = `${role} ${purpose}`;
	const known = rightsKnown.get(key) ?? new Set(ACTION_NAMES.filter((action) => can({ role, purpose }, action)));
	rightsKnown.set(key, known);
	return known;
}

/** @throws HubError ACCESS_DENIED that says which role and purpose would do, when the caller may not. */
export function assertCan(caller: Caller, action: Action): void {
	if (rightsOf(caller).has(action)) return;
	const purposes = PURPOSES.filter((purpose) => can({ role: caller.role, purpose }, action));
	const remedy =
		purposes.length > 0 ? `name a purpose with the header X-Purpose (${purposes.join(', ')})` : `the role ${caller.role} is not allowed to`;
	throw new HubError('ACCESS_DENIED', `To ${ACTIONS[action].about}: ${remedy}.`);
}

const KIND_ACTIONS: Partial<Record<Kind, Action>> = {
	incident: 'incident:read',
	complaint: 'complaint:read',
	account: 'account:read',
	accountEntry: 'account:read',
	schoolTeacher: 'person:read',
	certificate: 'person:read',
	personListEntry: 'person:read',
};

/** The action that reading records of a kind needs. */
export function actionOfKind(kind: Kind): Action {
	return KIND_ACTIONS[kind] ?? 'record:read';
}
