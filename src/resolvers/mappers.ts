/** What the resolvers of each GraphQL type get as their parent: rows as the Reader gives them. Named by codegen.yml. */
import type { Kind } from '#core/kinds.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type {
	Caller,
	FlagConditions,
	FlagOrder,
	OrganisationConditions,
	OrganisationOrder,
	OrganisationRow,
	Page,
	ReadEvidence,
	ReadFlag,
	ReadPerson,
	ReadRecord,
	SourceTableRow,
	SuccessionRow,
	Window,
} from '#loaders/loaders.ts';

export type OrganisationParent = OrganisationRow;
export type PersonParent = ReadPerson;
export type FlagParent = ReadFlag;
export type SuccessionParent = SuccessionRow;
export type SignalParent = SuccessionRow['reasons'][number];
export type MeParent = Caller;

/** A page that is read when one of its fields is asked for; `totalCount` needs none. */
export interface ConnectionParent<T, Conditions, Order> {
	readonly conditions: Conditions;
	readonly order: Order;
	readonly window: Window;
	/** Reads the page, once. */
	page(): Promise<Page<T>>;
}
export type OrganisationConnectionParent = ConnectionParent<OrganisationRow, OrganisationConditions, OrganisationOrder>;
export type FlagConnectionParent = ConnectionParent<ReadFlag, FlagConditions, FlagOrder>;

/** Evidence knows its flag by nothing; its value is masked against the record it was taken from. */
export type EvidenceParent = ReadEvidence;

/** A source of the configuration with what is known of its tables; a table that was never read has no row. */
export interface SourceParent {
	readonly mapping: SourceMapping;
	readonly tables: readonly SourceTableParent[];
}
export type SourceTableParent = Omit<SourceTableRow, 'source'> & { readonly kind: Kind | null };

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
