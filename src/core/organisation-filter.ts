/**
 * Conditions on organisations across agencies, as data: what the API takes, what access judges, what the store turns into SQL. A filter
 * on a kind of record has the name of the organisation's field and holds when one record meets all of its conditions.
 */
import type { Day } from './days.ts';
import type { Severity } from './flags.ts';
import type { Kind } from './kinds.ts';

/** The filters on records of an organisation, by the name of its field. */
export const RECORD_FILTERS = {
	registrations: 'registration',
	registrationChanges: 'registrationChange',
	roles: 'role',
	penalties: 'penalty',
	advertisements: 'advertisement',
	licences: 'licence',
	staff: 'staff',
	courses: 'course',
	inspections: 'inspection',
	listEntries: 'listEntry',
	incidents: 'incident',
	nonprofits: 'nonprofit',
	admissions: 'admission',
	accounts: 'account',
	accountEntries: 'accountEntry',
	complaints: 'complaint',
} as const satisfies Readonly<Record<string, Kind>>;

/** The filters on records of a person. */
export const PERSON_FILTERS = {
	certificates: 'certificate',
	schoolPosts: 'schoolTeacher',
	listEntries: 'personListEntry',
} as const satisfies Readonly<Record<string, Kind>>;

type Maybe<T> = T | null | undefined;

/** Every condition that is given must hold. */
export interface TextCondition {
	readonly in?: Maybe<readonly string[]>;
	readonly contains?: Maybe<readonly string[]>;
}
export interface DayRange {
	readonly from?: Maybe<Day>;
	/** Exclusive. */
	readonly before?: Maybe<Day>;
}
/** Inclusive; decimals as text. */
export interface AmountRange {
	readonly min?: Maybe<string>;
	readonly max?: Maybe<string>;
}

/** Conditions by canonical field; what a condition looks like follows from the type of the field (`core/kinds.ts`). */
export type RecordFilter = Readonly<Record<string, unknown>>;

export type PersonFilter = { readonly [F in keyof typeof PERSON_FILTERS]?: Maybe<RecordFilter> } & {
	/** Only where the person is known by a valid number on both sides. */
	readonly certain?: Maybe<boolean>;
};

/** Conditions on flags that must all hold; absent ones are not asked for, but for `statuses`: absent means the open ones. */
export interface FlagConditions {
	readonly divisionCode?: Maybe<string>;
	readonly codes?: Maybe<readonly string[]>;
	readonly categories?: Maybe<readonly string[]>;
	readonly statuses?: Maybe<readonly string[]>;
	readonly minSeverity?: Maybe<Severity>;
	readonly minScore?: Maybe<number>;
	readonly firstSeenFrom?: Maybe<Day>;
	readonly lastSeenFrom?: Maybe<Day>;
}

export interface SuccessionFilter {
	readonly organisation?: Maybe<OrganisationConditions>;
	readonly minScore?: Maybe<string>;
	readonly kinds?: Maybe<readonly string[]>;
}

type RecordFilters = { readonly [F in keyof typeof RECORD_FILTERS]?: Maybe<RecordFilter> };

/** Conditions on an organisation that must all hold; absent ones are not asked for. */
export interface OrganisationConditions extends RecordFilters {
	readonly divisionCode?: Maybe<string>;
	readonly registered?: Maybe<boolean>;
	readonly statuses?: Maybe<readonly string[]>;
	/** Beginning of the industry code. */
	readonly industry?: Maybe<string>;
	readonly flagCodes?: Maybe<readonly string[]>;
	readonly minSeverity?: Maybe<Severity>;
	readonly minRiskScore?: Maybe<number>;
	readonly firstSeenFrom?: Maybe<Day>;
	readonly withRecords?: Maybe<readonly Kind[]>;
	readonly withoutRecords?: Maybe<readonly Kind[]>;
	readonly flags?: Maybe<FlagConditions>;
	readonly sharesRoomWith?: Maybe<OrganisationConditions>;
	readonly predecessors?: Maybe<SuccessionFilter>;
	readonly successors?: Maybe<SuccessionFilter>;
	readonly anyOf?: Maybe<readonly OrganisationConditions[]>;
	readonly not?: Maybe<OrganisationConditions>;
}
