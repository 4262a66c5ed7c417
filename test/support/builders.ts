/** Builders of records and dossiers for tests: every field null or empty, what matters is given. All people and places are invented. */

import type { LocalCalendar } from '#core/calendar.ts';
import type { BalanceStatement, Dossier, DossierPerson, DossierRecords, PersonFacts, SourceState, SuccessionFacts } from '#core/dossier.ts';
import { KIND_NAMES, KINDS, type Kind } from '#core/kinds.ts';
import type { Policy, Regulation } from '#core/policy.ts';
import { type Body, type RecordRef, refText, type StoredRecord } from '#core/records.ts';

/** Sources and record types under which the built records stand, by kind; named as a deployment could name them. */
const SOURCES: Readonly<Partial<Record<Kind, string>>> = {
	registration: 'market',
	registrationChange: 'market',
	role: 'market',
	penalty: 'market',
	advertisement: 'market',
	nonprofit: 'civil',
	admission: 'sector',
	account: 'bank',
	accountEntry: 'bank',
	complaint: 'hotline',
	incident: 'police',
};

export interface RecordOverrides<K extends Kind> extends Partial<Omit<StoredRecord<K>, 'kind' | 'body'>> {
	readonly body?: Partial<Body<K>>;
}

let keys = 0;

/** A record of a kind with a key of its own; fields that are not given are null. */
export function makeRecord<K extends Kind>(kind: K, overrides: RecordOverrides<K> = {}): StoredRecord<K> {
	const { body, ...rest } = overrides;
	const key = `${kind}-${String(++keys).padStart(4, '0')}`;
	return {
		rid: String(keys),
		source: SOURCES[kind] ?? 'education',
		recordType: kind,
		recordKey: key,
		kind,
		faults: [],
		asOf: '2025-05-30',
		firstSeen: '2025-01-01',
		endedOn: null,
		organisationId: 'org_test',
		...rest,
		body: { ...emptyBody(kind), ...body },
	};
}

function emptyBody<K extends Kind>(kind: K): Body<K> {
	return Object.fromEntries(Object.keys(KINDS[kind].fields).map((field) => [field, null])) as Body<K>;
}

export interface DossierOverrides extends Partial<Omit<Dossier, 'records' | 'personFacts' | 'pastBalances'>> {
	/** Records of any kind; they are sorted into the dossier's lists. */
	readonly records?: readonly StoredRecord[];
	readonly personFacts?: readonly PersonFacts[];
	/** What the built accounts held before, by record. */
	readonly pastBalances?: readonly (readonly [RecordRef, readonly BalanceStatement[]])[];
}

const ALL_FRESH: Readonly<Record<string, SourceState>> = {
	education: 'FRESH',
	market: 'FRESH',
	civil: 'FRESH',
	sector: 'FRESH',
	hotline: 'FRESH',
	police: 'FRESH',
	bank: 'FRESH',
};

/** Limits as most of the country has them. */
export const POLICY: Policy = {
	offlineLessonEndsBy: '20:30',
	onlineLessonEndsBy: '21:00',
	lessonHoursBindSeniorHigh: true,
	onlineLessonMaxMinutes: 30,
	onlineBreakMinMinutes: 10,
	feeMaxMonths: 3,
	feeMaxLessons: 60,
	feeMaxYuan: 5000,
	balanceBelowMinimumDays: 3,
	outflowMaxPercentADay: 30,
	inspectionEveryMonths: 12,
	clearanceEveryMonths: 12,
	homeworkCareAllowed: true,
	familyCareBelow: 5,
};

/** The days of 2024 and 2025 that tests speak of. */
export const CALENDAR: LocalCalendar = {
	knownFrom: '2024-01-01',
	knownTo: '2025-12-31',
	holidays: [
		{ name: '劳动节', from: '2025-05-01', to: '2025-05-05' },
		{ name: '国庆节', from: '2025-10-01', to: '2025-10-08' },
	],
	workdays: ['2025-04-27', '2025-09-28', '2025-10-11'],
	vacations: [{ name: '暑假', from: '2025-07-15', to: '2025-08-25' }],
};

/** The same for every division. */
export const REGULATION: Regulation = {
	policies: [{ division: '', policy: POLICY }],
	calendars: { national: CALENDAR, school: [{ division: '', vacations: CALENDAR.vacations }] },
};

/** A dossier as of 2025-05-31, every source fresh, with nothing in it but what is given. */
export function makeDossier(overrides: DossierOverrides = {}): Dossier {
	const { records = [], personFacts = [], pastBalances = [], ...rest } = overrides;
	return {
		organisationId: 'org_test',
		registered: true,
		name: '测试机构',
		divisionCode: '990101',
		asOf: '2025-05-31',
		people: [],
		predecessors: [],
		successors: [],
		premises: [],
		streetKnown: null,
		sources: ALL_FRESH,
		clearanceSource: 'police',
		policy: POLICY,
		calendar: CALENDAR,
		sourcesByKind: Object.fromEntries(KIND_NAMES.map((kind) => [kind, [SOURCES[kind] ?? 'education']])),
		...rest,
		records: sortedRecords(records),
		pastBalances: new Map(pastBalances.map(([account, past]) => [refText(account), past])),
		personFacts: new Map(personFacts.map((facts) => [facts.personId, facts])),
	};
}

function sortedRecords(records: readonly StoredRecord[]): DossierRecords {
	const byKey = records.toSorted((a, b) => (a.recordKey < b.recordKey ? -1 : 1));
	return Object.fromEntries(KIND_NAMES.map((kind) => [kind, byKey.filter((record) => record.kind === kind)])) as unknown as DossierRecords;
}

/** A person in a record, certain through a full identity number. */
export function makePerson(record: StoredRecord, overrides: Partial<DossierPerson> = {}): DossierPerson {
	const { source, recordType, recordKey } = record;
	return { personId: 'per_test', ref: { source, recordType, recordKey }, slot: 'person', name: '甲', certain: true, ...overrides };
}

/** What other records say of a person: nothing, but for what is given. */
export function makeFacts(overrides: Partial<PersonFacts> = {}): PersonFacts {
	return { personId: 'per_test', schoolTeacher: [], certificates: [], listEntries: [], staff: [], clearance: null, ...overrides };
}

/** A predecessor or successor that shares room and head, score 0.95. */
export function makeSuccession(overrides: Partial<SuccessionFacts> = {}): SuccessionFacts {
	return {
		organisationId: 'org_other',
		score: 0.95,
		kind: 'REBRAND',
		reasons: [
			{ signal: 'sharedHead', weight: 9000, detail: 'one person heads both' },
			{ signal: 'room', weight: 6500, detail: 'one room' },
		],
		licences: [],
		registrations: [],
		nonprofits: [],
		staffIds: [],
		...overrides,
	};
}
