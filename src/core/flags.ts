/** Flag codes, categories and severities: stable names that systems outside rely on. A code is never reused. */

export const FLAG_CATEGORIES = {
	HIDDEN_TRAINING: [
		'FRONT_BUSINESS',
		'SUBJECT_IN_COURSE_TEXT',
		'SUBJECT_OUTSIDE_LICENCE',
		'HIDDEN_PREMISES',
		'ONLINE_WITHOUT_LICENCE',
		'PRESCHOOL_SUBJECT',
		'LEAD_CLUSTER',
	],
	REBRAND: ['REBRAND_SAME_PLACE', 'REBRAND_BRAND', 'STAFF_MOVED', 'FALSE_CLOSURE', 'PREMISES_REUSED', 'REPEAT_OFFENCE'],
	UNLICENSED: ['TRAINING_WITHOUT_LICENCE', 'NO_REGISTRATION', 'LICENCE_ENDED', 'OUT_OF_SCOPE', 'PLACE_OUTSIDE_LICENCE'],
	PERSONNEL: ['IN_SERVICE_TEACHER', 'CERTIFICATE_MISSING', 'BANNED_PERSON', 'CLEARANCE_MISSING', 'CLEARANCE_RESTRICTED', 'STAFF_FILING'],
	TEACHING_RULES: ['LESSON_TOO_LATE', 'LESSON_ON_REST_DAY', 'ONLINE_LESSON_TOO_LONG', 'BEYOND_GRADE'],
	FUNDS: ['FEE_SPAN', 'FEE_OUTSIDE_ACCOUNT', 'THREE_WAY_MISMATCH', 'BALANCE_BELOW_MINIMUM', 'ABNORMAL_OUTFLOW'],
	ADVERTISING: ['SUBJECT_ADVERTISING', 'NAME_ON_SIGN_DIFFERS'],
	COMPLIANCE: ['NOT_NONPROFIT', 'UNREACHABLE_WITH_LEADS', 'INSPECTION_OVERDUE', 'DATA_CONFLICT'],
} as const;

export type FlagCategory = keyof typeof FLAG_CATEGORIES;
export type FlagCode = (typeof FLAG_CATEGORIES)[FlagCategory][number];

/** Severities, least first. */
export const SEVERITIES = ['INFO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * Where a flag stands in its life. NEW, ONGOING, REOPENED, UNDER_REVIEW and CONFIRMED are open;
 * CLEARED by a run, DISMISSED and WITHDRAWN by a person are closed.
 */
export const FLAG_STATUSES = ['NEW', 'ONGOING', 'REOPENED', 'UNDER_REVIEW', 'CONFIRMED', 'CLEARED', 'DISMISSED', 'WITHDRAWN'] as const;
export type FlagStatus = (typeof FLAG_STATUSES)[number];
export const OPEN_STATUSES: readonly FlagStatus[] = ['NEW', 'ONGOING', 'REOPENED', 'UNDER_REVIEW', 'CONFIRMED'];

/**
 * Codes whose very presence tells of a police answer about somebody: shown to few, and no part of the risk score, which all see.
 * A code added here disappears for every other reader.
 */
export const POLICE_CODES: readonly FlagCode[] = ['CLEARANCE_RESTRICTED'];

/** The category of a code. */
export function categoryOf(code: FlagCode): FlagCategory {
	for (const [category, codes] of Object.entries(FLAG_CATEGORIES)) {
		if ((codes as readonly string[]).includes(code)) return category as FlagCategory;
	}
	throw new RangeError(`no flag code ${code}`);
}

/** Negative when `a` weighs less than `b`. */
export function compareSeverity(a: Severity, b: Severity): number {
	return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** Kinds of succession: what seems to have happened between two organisations. */
export const SUCCESSION_KINDS = ['REBRAND', 'CONVERSION', 'TRANSFER', 'MERGER'] as const;
export type SuccessionKind = (typeof SUCCESSION_KINDS)[number];
