/**
 * The hub's configuration as everybody else sees it: typed, complete (defaults filled in) and frozen.
 * `load-config.ts` makes it from YAML and the environment; nothing here reads a file.
 */
import type { Day } from '#core/days.ts';
import type { SourceMapping } from '#core/mapping.ts';

/** How callers prove who they are. */
export interface TokenSettings {
	/** Key of HS256 tokens; null: a key derived from the hub's secret signs and checks them. */
	readonly jwtSecret: string | null;
	/** Address of a JSON Web Key Set (RFC 7517) of the deployment's identity provider; wins over `jwtSecret`. Null: none. */
	readonly jwksUrl: string | null;
	/** `iss` that a token must carry; null: any. */
	readonly issuer: string | null;
	/** `aud` that a token must carry; null: any. */
	readonly audience: string | null;
	/** How long a token issued by the hub's own command holds. */
	readonly lifetimeMinutes: number;
	/** Names of the claims that say which role, agency and division a caller has. */
	readonly claims: { readonly role: string; readonly agency: string; readonly division: string };
	/** The identity provider's word for a role → the hub's role; a word that is not listed is taken as it is. */
	readonly roles: Readonly<Record<string, string>>;
}

/** A span of days, both ends included. */
export interface DaySpan {
	readonly name: string;
	readonly from: Day;
	readonly to: Day;
}

/** Rest days by law and the weekend days that are worked in exchange (调休). */
export interface HolidayCalendar {
	readonly holidays: readonly DaySpan[];
	/** Saturdays and Sundays on which schools and offices work. */
	readonly workdays: readonly Day[];
	/** First and last day for which the calendar is known; outside of them a rule must be silent on holidays. */
	readonly knownFrom: Day;
	readonly knownTo: Day;
}

/** School vacations of a division; a division without its own has those of the nearest level above it. */
export interface VacationCalendar {
	/** Leading digits of the division code; "" is the whole country. */
	readonly division: string;
	readonly vacations: readonly DaySpan[];
}

export interface Calendars {
	readonly national: HolidayCalendar;
	/** Longest division prefix first. */
	readonly school: readonly VacationCalendar[];
}

/** Limits that law or local rules set; every number can differ by division. */
export interface Policy {
	/** Subject lessons on site end by then ("HH:MM"). */
	readonly offlineLessonEndsBy: string;
	readonly onlineLessonEndsBy: string;
	readonly onlineLessonMaxMinutes: number;
	readonly onlineBreakMinMinutes: number;
	/** One charge covers at most so many months, or lessons. */
	readonly feeMaxMonths: number;
	readonly feeMaxLessons: number;
	/** Most that may be charged at once for non-subject training, yuan. */
	readonly feeMaxYuan: number;
	/** Every institution is inspected at least once in so many months. */
	readonly inspectionEveryMonths: number;
	/** A police check of staff holds so many months. */
	readonly clearanceEveryMonths: number;
	/** Whether childcare (托管) may look after homework without counting as training. */
	readonly homeworkCareAllowed: boolean;
	/** Mutual care of fewer children than this among families is no business. */
	readonly familyCareBelow: number;
}

/** A division's own limits, over those of the levels above it. */
export interface DivisionPolicy {
	/** Leading digits of the division code; "" is the whole country. */
	readonly division: string;
	readonly policy: Policy;
}

/** What the hub itself needs. */
export interface HubSettings {
	/** PostgreSQL of the store; null: the hub starts its own. */
	readonly databaseUrl: string | null;
	/** Key of the person tokens, at least 16 characters; another secret than the store was made with is refused. */
	readonly secret: string;
	readonly host: string;
	readonly port: number;
	/** When the nightly run starts: a cron expression in Asia/Shanghai. */
	readonly nightlySchedule: string;
	readonly tokens: TokenSettings;
}

/** A source that the configuration holds and this deployment leaves out. */
export interface LeftOutSource {
	readonly id: string;
	/** The variable that is not set. */
	readonly variable: string;
}

/** The whole configuration: complete, checked, frozen. */
export interface HubConfig {
	/** The file it was read from, as given. */
	readonly file: string;
	readonly hub: HubSettings;
	readonly calendars: Calendars;
	/** Longest division prefix first; the last one is the country's. */
	readonly policies: readonly DivisionPolicy[];
	/** In the order of the file; ids of organisations are founded in this order. */
	readonly sources: readonly SourceMapping[];
	/** Optional sources whose variables are not set. */
	readonly leftOut: readonly LeftOutSource[];
	/** SHA-256 (hex) of what the hub does: the resolved configuration without secrets and without addresses. */
	readonly digest: string;
}

/** The entry of the longest division prefix of a code; null (unknown division) gives the country's. */
function nearest<T extends { readonly division: string }>(entries: readonly T[], divisionCode: string | null): T | undefined {
	return entries.find((entry) => (divisionCode ?? '').startsWith(entry.division));
}

/** The limits that hold in a division; null stands for a division that is not known. */
export function policyFor(config: Pick<HubConfig, 'policies'>, divisionCode: string | null): Policy {
	const found = nearest(config.policies, divisionCode);
	if (found === undefined) throw new RangeError('the configuration has no policy for the whole country');
	return found.policy;
}

/** The school vacations that hold in a division; empty when none are configured. */
export function vacationsFor(calendars: Calendars, divisionCode: string | null): readonly DaySpan[] {
	return nearest(calendars.school, divisionCode)?.vacations ?? [];
}
