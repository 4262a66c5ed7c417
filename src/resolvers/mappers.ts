/** What the resolvers of each GraphQL type get as their parent: rows as the Reader gives them. Named by codegen.yml. */
import type { Division } from '#core/codes/division.ts';
import type { Day } from '#core/days.ts';
import type { MatchDecision } from '#core/match-decisions.ts';
import type { FlagConditions, OrganisationConditions } from '#core/organisation-filter.ts';
import type { ReviewCase } from '#core/review.ts';
import type { QueryRun, QueryVersion, SavedQuery } from '#core/saved-queries.ts';
import type { TimelineEntry } from '#core/timeline.ts';
import type {
	AuditEntry,
	Caller,
	Holding,
	LeadMeasure,
	MeasureQuery,
	OrganisationRow,
	ReadEvidence,
	Reader,
	ReadFlag,
	ReadListEntry,
	ReadMeasure,
	ReadNetwork,
	ReadPerson,
	ReadRecord,
	ReadReviewEvent,
	SuccessionRow,
} from '#loaders/loaders.ts';
import type { Comparison, ExplainedSuccession, MatchExplanation } from '#services/explain/explain-match.ts';
import type { OrganisationExplanation, StandingRecord } from '#services/explain/explain-organisation.ts';
import type { ExplainedMention, PersonExplanation } from '#services/explain/explain-person.ts';
import type { GivenPersonMatch, PersonCandidate } from '#services/explain/match-person.ts';
import type { GivenRecordMatch, MatchedCandidate } from '#services/explain/match-record.ts';
import type { Claim, FieldClaims } from '#services/field-sources.ts';
import type { FreshEvaluation, FreshFinding } from '#services/fresh-flags.ts';
import type { ReviewRefusal } from '#services/review/review-cases.ts';
import type { ConnectionParent } from './connection.ts';
import type { FacetsParent } from './facet.ts';

export type DivisionStatisticsParent = MeasureQuery;
export type NetworkNodeParent = ReadNetwork['nodes'][number];
export type NetworkEdgeParent = ReadNetwork['edges'][number];
export type MeasureParent = ReadMeasure;
export type OrganisationFacetsParent = FacetsParent<OrganisationConditions>;
export type FlagFacetsParent = FacetsParent<FlagConditions>;
/** `knownOn`: the day as of which it is shown; absent: as it is now. */
export type OrganisationParent = OrganisationRow & { readonly knownOn?: Day };
export interface DossierParent {
	readonly organisation: OrganisationParent;
	/** Day that it shows: today, or the day asked for. */
	readonly asOf: Day;
}
export type FieldSourceParent = FieldClaims;
export type FieldClaimParent = Claim;
export type FreshEvaluationParent = FreshEvaluation;
export type FreshFlagParent = FreshFinding;
export type DossierHoldingParent = Pick<Holding, 'kind'> & { readonly records: number | null; readonly asOf: Day | null };
/** `knownOn`: as of which day its record is read; null: as it is now. */
export type TimelineEventParent = TimelineEntry & { readonly knownOn: Day | null };
export type PersonParent = ReadPerson;
export type FlagParent = ReadFlag;
export type SuccessionParent = SuccessionRow;
export type SignalParent = SuccessionRow['reasons'][number];
export type MeParent = Caller;
/** A division; without a name where the national table does not have it. */
export type DivisionParent = Pick<Division, 'code' | 'level'> & { readonly name: string | null };

export type AuditEntryParent = AuditEntry;

export type MatchDecisionParent = MatchDecision;
/** A decision, or why there is none. */
export type DecideMatchOutcomeParent = MatchDecision | { readonly code: string; readonly message: string };
export type GivenRecordMatchParent = GivenRecordMatch;
export type MatchedCandidateParent = MatchedCandidate;
export type GivenPersonMatchParent = GivenPersonMatch;
export type PersonCandidateParent = PersonCandidate;
export type PersonExplanationParent = PersonExplanation;
export type MentionExplanationParent = ExplainedMention;
export type MatchExplanationParent = MatchExplanation;
export type MatchComparisonParent = Comparison;
export type SuccessionExplanationParent = ExplainedSuccession;
export type OrganisationExplanationParent = OrganisationExplanation;
export type RecordExplanationParent = StandingRecord;
export type AmbiguousRecordParent = Awaited<ReturnType<Reader['ambiguousRecords']>>[number];
export type AmbiguousCandidateParent = AmbiguousRecordParent['candidates'][number];

export type ReviewCaseParent = ReviewCase;
export type HubListEntryParent = ReadListEntry;
export type HubListConnectionParent = ConnectionParent<ReadListEntry>;
/** The entry as it is now, or why nothing was done. */
export type HubListOutcomeParent = ReadListEntry | { readonly code: string; readonly message: string };
export type ReviewEventParent = ReadReviewEvent;
export type ReviewConnectionParent = ConnectionParent<ReviewCase>;
export type LeadMeasureParent = LeadMeasure;
/** The case as it is now, or why nothing was done. */
export type ReviewOutcomeParent = ReviewCase | ReviewRefusal;
export type DeclareExpertOutcomeParent =
	| { readonly subject: string; readonly relatives: number }
	| Extract<ReviewRefusal, { kind: 'NotAllowed' | 'InvalidInput' }>;
export type SavedQueryParent = SavedQuery;
export type SavedQueryConnectionParent = ConnectionParent<SavedQuery>;
export type SavedQueryVersionParent = QueryVersion;
export type SavedQueryRunParent = QueryRun;
/** A query, or why nothing was changed. */
export type SavedQueryOutcomeParent = SavedQuery | { readonly code: string; readonly message: string };

/** Evidence knows its flag by nothing; its value is masked against the record it was taken from. */
export type EvidenceParent = ReadEvidence;

export type { SourceParent, SourceStatusParent, SourceTableParent } from './source.ts';
/** A hit still by id; its organisation is read in one batch. */
export interface SearchHitParent {
	readonly organisation: OrganisationRow;
	readonly score: number;
}

/** A person field of a record. */
export interface PersonMentionParent {
	readonly record: ReadRecord;
	readonly slot: string;
	/** The person where the caller came from one; undefined: to be found through the record. */
	readonly known?: { readonly personId: string | null; readonly certain: boolean };
}

export type RecordParent = ReadRecord;
export type RegistrationParent = ReadRecord<'registration'>;
export type RegistrationChangeParent = ReadRecord<'registrationChange'>;
export type BusinessRoleParent = ReadRecord<'role'>;
export type PenaltyParent = ReadRecord<'penalty'>;
export type AdvertisementParent = ReadRecord<'advertisement'>;
export type LicenceParent = ReadRecord<'licence'>;
export type StaffMemberParent = ReadRecord<'staff'>;
export type SchoolPostParent = ReadRecord<'schoolTeacher'>;
export type TeacherCertificateParent = ReadRecord<'certificate'>;
export type CourseParent = ReadRecord<'course'>;
export type InspectionParent = ReadRecord<'inspection'>;
export type ListEntryParent = ReadRecord<'listEntry'>;
export type PersonListEntryParent = ReadRecord<'personListEntry'>;
export type IncidentParent = ReadRecord<'incident'>;
export type NonprofitParent = ReadRecord<'nonprofit'>;
export type AdmissionParent = ReadRecord<'admission'>;
export type AccountParent = ReadRecord<'account'>;
export type AccountEntryParent = ReadRecord<'accountEntry'>;
export type ComplaintParent = ReadRecord<'complaint'>;

// Lists of them.
export type AgencyRecordConnectionParent = ConnectionParent<RecordParent>;
export type TimelineConnectionParent = ConnectionParent<TimelineEventParent>;
export type AccountConnectionParent = ConnectionParent<AccountParent>;
export type AccountEntryConnectionParent = ConnectionParent<AccountEntryParent>;
export type AdmissionConnectionParent = ConnectionParent<AdmissionParent>;
export type AdvertisementConnectionParent = ConnectionParent<AdvertisementParent>;
export type AuditConnectionParent = ConnectionParent<AuditEntryParent>;
export type BusinessRoleConnectionParent = ConnectionParent<BusinessRoleParent>;
export type ComplaintConnectionParent = ConnectionParent<ComplaintParent>;
export type CourseConnectionParent = ConnectionParent<CourseParent>;
export type EvidenceConnectionParent = ConnectionParent<EvidenceParent>;
export type FlagConnectionParent = ConnectionParent<FlagParent>;
export type IncidentConnectionParent = ConnectionParent<IncidentParent>;
export type InspectionConnectionParent = ConnectionParent<InspectionParent>;
export type LicenceConnectionParent = ConnectionParent<LicenceParent>;
export type ListEntryConnectionParent = ConnectionParent<ListEntryParent>;
export type NonprofitConnectionParent = ConnectionParent<NonprofitParent>;
export type OrganisationConnectionParent = ConnectionParent<OrganisationParent>;
export type PenaltyConnectionParent = ConnectionParent<PenaltyParent>;
export type PersonConnectionParent = ConnectionParent<PersonParent>;
export type PersonListEntryConnectionParent = ConnectionParent<PersonListEntryParent>;
export type PersonMentionConnectionParent = ConnectionParent<PersonMentionParent>;
export type RegistrationConnectionParent = ConnectionParent<RegistrationParent>;
export type RegistrationChangeConnectionParent = ConnectionParent<RegistrationChangeParent>;
export type SchoolPostConnectionParent = ConnectionParent<SchoolPostParent>;
export type StaffMemberConnectionParent = ConnectionParent<StaffMemberParent>;
export type SuccessionConnectionParent = ConnectionParent<SuccessionParent>;
export type TeacherCertificateConnectionParent = ConnectionParent<TeacherCertificateParent>;
