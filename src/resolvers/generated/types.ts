import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { OrganisationParent, OrganisationConnectionParent, PersonParent, PersonMentionParent, FlagParent, FlagConnectionParent, EvidenceParent, SuccessionParent, SignalParent, SourceParent, SourceTableParent, SearchHitParent, MeParent, RecordParent, RegistrationParent, RegistrationChangeParent, BusinessRoleParent, PenaltyParent, AdvertisementParent, LicenceParent, StaffMemberParent, SchoolPostParent, TeacherCertificateParent, CourseParent, InspectionParent, ListEntryParent, PersonListEntryParent, IncidentParent, NonprofitParent, AdmissionParent, AccountParent, AccountEntryParent, ComplaintParent } from '#resolvers/mappers.ts';
import type { Context } from '#resolvers/context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant, RFC 3339, given in UTC. */
  DateTime: { input: Date; output: string; }
  /** An exact decimal number as a text ("10000.50"): amounts in yuan, shares in per cent, scores. Never rounded by a float. */
  Decimal: { input: string; output: string; }
  /** A calendar day in Asia/Shanghai, "2025-05-31". */
  LocalDate: { input: string; output: string; }
};

/** A supervised tuition account (资金监管账户). Source: banks that hold supervised accounts. */
export type Account = AgencyRecord & {
  readonly __typename?: 'Account';
  /** Account, as the bank names it. */
  readonly accountRef: Maybe<Scalars['String']['output']>;
  /** Balance in yuan. */
  readonly balance: Maybe<Scalars['Decimal']['output']>;
  /** Day of the balance. */
  readonly balanceOn: Maybe<Scalars['LocalDate']['output']>;
  /** Credit code. */
  readonly creditCode: Maybe<Scalars['String']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Licence. */
  readonly licenceNo: Maybe<Scalars['String']['output']>;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** Minimum balance in yuan. */
  readonly minimumBalance: Maybe<Scalars['Decimal']['output']>;
  /** Opened on. */
  readonly openedOn: Maybe<Scalars['LocalDate']['output']>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Status. */
  readonly status: Maybe<AccountStatus>;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** An entry of a supervised account (账户流水). Source: banks that hold supervised accounts. */
export type AccountEntry = AgencyRecord & {
  readonly __typename?: 'AccountEntry';
  /** Account. */
  readonly accountRef: Maybe<Scalars['String']['output']>;
  /** Amount in yuan. */
  readonly amount: Maybe<Scalars['Decimal']['output']>;
  /** Pseudonym of the contract party. */
  readonly buyerRef: Maybe<Scalars['String']['output']>;
  /** Contract. */
  readonly contractNo: Maybe<Scalars['String']['output']>;
  /** Course. */
  readonly courseId: Maybe<Scalars['String']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** Invoice. */
  readonly invoiceNo: Maybe<Scalars['String']['output']>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Lessons paid for. */
  readonly lessons: Maybe<Scalars['Int']['output']>;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** Months paid for. */
  readonly months: Maybe<Scalars['Decimal']['output']>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** Pseudonym of the payer. */
  readonly payerRef: Maybe<Scalars['String']['output']>;
  /** Posted. */
  readonly postedAt: Maybe<Scalars['DateTime']['output']>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Kind of entry. */
  readonly type: Maybe<AccountEntryType>;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** A page of records. */
export type AccountEntryPage = {
  readonly __typename?: 'AccountEntryPage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<AccountEntry>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** Kinds of entry. */
export type AccountEntryType =
  /** Released to the institution for lessons given. */
  | 'DISBURSEMENT'
  /** Tuition received. */
  | 'RECEIPT'
  /** Paid back to a payer. */
  | 'REFUND'
  /** Transferred out. */
  | 'TRANSFER_OUT';

/** A page of records. */
export type AccountPage = {
  readonly __typename?: 'AccountPage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Account>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** Status of a supervised account. */
export type AccountStatus =
  /** Closed. */
  | 'CLOSED'
  /** Frozen. */
  | 'FROZEN'
  /** In use. */
  | 'NORMAL';

/** An address taken apart (all sources). Parts are null when the source does not give them. */
export type Address = {
  readonly __typename?: 'Address';
  /** Named building or estate. */
  readonly building: Maybe<Scalars['String']['output']>;
  /** Floor. */
  readonly floor: Maybe<Scalars['String']['output']>;
  /** What stands before the road: province, city, county, town, village. */
  readonly locality: Maybe<Scalars['String']['output']>;
  /** House number at the road. */
  readonly number: Maybe<Scalars['String']['output']>;
  /** Road or street. */
  readonly road: Maybe<Scalars['String']['output']>;
  /** Room. */
  readonly room: Maybe<Scalars['String']['output']>;
  /** As given, half-width, without spaces. */
  readonly text: Scalars['String']['output'];
  /** Block and staircase. */
  readonly unit: Maybe<Scalars['String']['output']>;
};

/** An admission to non-subject training by culture, sport or science (非学科类准入). Source: culture, sport and science departments. */
export type Admission = AgencyRecord & {
  readonly __typename?: 'Admission';
  /** Place. */
  readonly address: Maybe<Address>;
  /** Number (准入证号). */
  readonly admissionNo: Maybe<Scalars['String']['output']>;
  /** Unified social credit code. */
  readonly creditCode: Maybe<Scalars['String']['output']>;
  /** Department. */
  readonly department: Maybe<Scalars['String']['output']>;
  /** County of the record, GB/T 2260 (行政区划代码). */
  readonly divisionCode: Maybe<Scalars['String']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** Person in charge (负责人). */
  readonly head: Maybe<PersonMention>;
  /** Admitted on (准入日期). */
  readonly issuedOn: Maybe<Scalars['LocalDate']['output']>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** Name (机构名称). */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** Telephone numbers; masked (****0001) unless role and purpose allow. */
  readonly phones: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** What is taught (培训项目). */
  readonly projects: Maybe<Scalars['String']['output']>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Status (状态). */
  readonly status: Maybe<AdmissionStatus>;
  /** Valid until. */
  readonly validUntil: Maybe<Scalars['LocalDate']['output']>;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** A page of records. */
export type AdmissionPage = {
  readonly __typename?: 'AdmissionPage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Admission>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** Status of an admission. */
export type AdmissionStatus =
  /** In force. */
  | 'ACTIVE'
  /** Cancelled. */
  | 'CANCELLED';

/** An advertisement caught by monitoring (广告监测). Source: market regulation. */
export type Advertisement = AgencyRecord & {
  readonly __typename?: 'Advertisement';
  /** Address as shown. */
  readonly address: Maybe<Address>;
  /** Text (广告内容); redacted; null and withheld for callers who may not read such texts. */
  readonly content: Maybe<Scalars['String']['output']>;
  /** County of the record, GB/T 2260 (行政区划代码). */
  readonly divisionCode: Maybe<Scalars['String']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** Where it ran (媒体). */
  readonly medium: Maybe<Scalars['String']['output']>;
  /** Advertiser as shown. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** Telephone numbers; masked (****0001) unless role and purpose allow. */
  readonly phones: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** First seen (发布日期). */
  readonly publishedOn: Maybe<Scalars['LocalDate']['output']>;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** A page of records. */
export type AdvertisementPage = {
  readonly __typename?: 'AdvertisementPage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Advertisement>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/**
 * One record of one agency in canonical form. A field is null when the source gives no value, when the value could not be used
 * (then it stands in `faults`), or when the caller may not see it (then it stands in `withheld`).
 */
export type AgencyRecord = {
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Why the record stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** The organisation the record is about; null: not known, a record about a person, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Fields that hold a value which this caller, with this purpose, may not see (null or masked here). */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** Posts and shares in a business. */
export type BusinessPosition =
  /** Director (董事). */
  | 'DIRECTOR'
  /** Legal representative (法定代表人). */
  | 'HEAD'
  /** Manager (经理). */
  | 'MANAGER'
  /** Another post. */
  | 'OTHER'
  /** Shareholder (股东). */
  | 'SHAREHOLDER'
  /** Supervisor (监事). */
  | 'SUPERVISOR';

/** A person’s post or share in a business (主体人员). Source: market regulation. */
export type BusinessRole = AgencyRecord & {
  readonly __typename?: 'BusinessRole';
  /** Business. */
  readonly creditCode: Maybe<Scalars['String']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** First day (开始日期). */
  readonly from: Maybe<Scalars['LocalDate']['output']>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** The person. */
  readonly person: Maybe<PersonMention>;
  /** Post (职务). */
  readonly position: Maybe<BusinessPosition>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Share in per cent (持股比例). */
  readonly share: Maybe<Scalars['Decimal']['output']>;
  /** Last day; null: still (结束日期). */
  readonly to: Maybe<Scalars['LocalDate']['output']>;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** A page of records. */
export type BusinessRolePage = {
  readonly __typename?: 'BusinessRolePage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<BusinessRole>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A complaint to the hotline (诉求工单); nothing of the person who complains. Source: the 12345 hotline. */
export type Complaint = AgencyRecord & {
  readonly __typename?: 'Complaint';
  /** Its place (被反映地址). */
  readonly address: Maybe<Address>;
  /** Channel (渠道). */
  readonly channel: Maybe<Scalars['String']['output']>;
  /** Text, redacted (诉求内容); redacted; null and withheld for callers who may not read such texts. */
  readonly content: Maybe<Scalars['String']['output']>;
  /** County of the record, GB/T 2260 (行政区划代码). */
  readonly divisionCode: Maybe<Scalars['String']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** Organisation complained about (被反映单位). */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Received (受理时间). */
  readonly receivedAt: Maybe<Scalars['DateTime']['output']>;
  /** Kind (诉求类型). */
  readonly type: Maybe<ComplaintType>;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** A page of records. */
export type ComplaintPage = {
  readonly __typename?: 'ComplaintPage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Complaint>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** Kinds of complaint. */
export type ComplaintType =
  /** Childcare. */
  | 'CHILDCARE'
  /** False advertising. */
  | 'FALSE_ADVERTISING'
  /** Irregular training. */
  | 'IRREGULAR_TRAINING'
  /** Anything else. */
  | 'OTHER'
  /** Refund. */
  | 'REFUND'
  /** No licence. */
  | 'UNLICENSED';

/** A course that an institution has filed (课程备案). Source: education. */
export type Course = AgencyRecord & {
  readonly __typename?: 'Course';
  /** Who it is for (招生对象). */
  readonly audience: Maybe<Scalars['String']['output']>;
  /** Declared category (课程类别). */
  readonly category: Maybe<CourseCategory>;
  /** End of a lesson (结束时间). */
  readonly endsAt: Maybe<Scalars['String']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** Fee in yuan (费用). */
  readonly fee: Maybe<Scalars['Decimal']['output']>;
  /** First day (开始日期). */
  readonly from: Maybe<Scalars['LocalDate']['output']>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Minutes a lesson (每课时时长). */
  readonly lessonMinutes: Maybe<Scalars['Int']['output']>;
  /** Institution. */
  readonly licenceNo: Maybe<Scalars['String']['output']>;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** How it is taught (授课方式). */
  readonly mode: Maybe<CourseMode>;
  /** Months that the fee covers (收费月数). */
  readonly months: Maybe<Scalars['Decimal']['output']>;
  /** Name of the course (课程名称). */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Start of a lesson (开始时间). */
  readonly startsAt: Maybe<Scalars['String']['output']>;
  /** Last day (结束日期). */
  readonly to: Maybe<Scalars['LocalDate']['output']>;
  /** Days on which it is taught, as written (授课日). */
  readonly weekdays: Maybe<Scalars['String']['output']>;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** Category a course was filed under. */
export type CourseCategory =
  /** No school subject. */
  | 'NON_SUBJECT'
  /** School subject. */
  | 'SUBJECT';

/** How a course is taught. */
export type CourseMode =
  /** On site. */
  | 'OFFLINE'
  /** Online. */
  | 'ONLINE';

/** A page of records. */
export type CoursePage = {
  readonly __typename?: 'CoursePage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Course>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** One record and field on which a flag stands. */
export type Evidence = {
  readonly __typename?: 'Evidence';
  /** Day for which the record spoke. */
  readonly asOf: Scalars['LocalDate']['output'];
  /** Field. */
  readonly field: Scalars['String']['output'];
  /** The record as it is now; null: the caller may not read it. */
  readonly record: Maybe<AgencyRecord>;
  /** Key of the record at its source. */
  readonly recordKey: Scalars['String']['output'];
  /** The kind of row as the agency calls it. */
  readonly recordType: Scalars['String']['output'];
  /** Source of the record. */
  readonly source: Scalars['String']['output'];
  /** Value when the flag was raised; names masked; null: the caller may not see it. */
  readonly value: Maybe<Scalars['String']['output']>;
};

/** A value of the source's row that could not be used; the record is kept without it (the field is null). */
export type Fault = {
  readonly __typename?: 'Fault';
  /** Stable code: CHECK_DIGIT, NOT_A_DATE, UNKNOWN_CODE, LOST_DIGITS, NOT_A_PHONE, UNKNOWN_DIVISION … */
  readonly code: Scalars['String']['output'];
  /** The field that is null because of it. */
  readonly field: Scalars['String']['output'];
  /** One sentence for the agency, without personal data. */
  readonly message: Scalars['String']['output'];
};

/** A risk flag: a lead for a person to check, never a verdict, with its evidence and what speaks against it. */
export type Flag = Node & {
  readonly __typename?: 'Flag';
  /** Group of the code. */
  readonly category: FlagCategory;
  /** What was found. */
  readonly code: FlagCode;
  /** What speaks against it, one sentence each. */
  readonly counterEvidence: ReadonlyArray<Scalars['String']['output']>;
  /** Records and fields it stands on. */
  readonly evidence: ReadonlyArray<Evidence>;
  /** One sentence that says why, without personal data. */
  readonly explanation: LocalText;
  /** As-of day of the first run that raised it. */
  readonly firstSeen: Scalars['LocalDate']['output'];
  /** The disguise of a front business (托管, 咨询 …); null for other flags. */
  readonly guise: Maybe<Scalars['String']['output']>;
  /** Stable id: the same finding keeps it from run to run. */
  readonly id: Scalars['ID']['output'];
  /** As-of day of the last run that found it. */
  readonly lastSeen: Scalars['LocalDate']['output'];
  /** Articles of law it rests on. */
  readonly legalBasis: ReadonlyArray<Scalars['String']['output']>;
  /** The organisation it is about. */
  readonly organisation: Organisation;
  /** The person it is about; null: it is about the organisation, or the caller may not read people. */
  readonly person: Maybe<Person>;
  /** Version of the rule. */
  readonly ruleVersion: Scalars['Int']['output'];
  /** 0 to 1, calibrated: of those at 0.8 about 80% hold. */
  readonly score: Scalars['Decimal']['output'];
  /** How grave it is if it holds. */
  readonly severity: Severity;
  /** Where it stands in its life. */
  readonly status: FlagStatus;
  /** Short title. */
  readonly title: LocalText;
};

/** Groups of flag codes. */
export type FlagCategory =
  /** Advertising. */
  | 'ADVERTISING'
  /** Other duties, and records that contradict each other. */
  | 'COMPLIANCE'
  /** Fees and supervised accounts. */
  | 'FUNDS'
  /** Hidden subject training (隐形变异). */
  | 'HIDDEN_TRAINING'
  /** People who may not work there. */
  | 'PERSONNEL'
  /** Closed and carried on under another name (换壳). */
  | 'REBRAND'
  /** When and how lessons are taught. */
  | 'TEACHING_RULES'
  /** Without licence or registration (无证无照). */
  | 'UNLICENSED';

/** Flag codes; a code is never reused. */
export type FlagCode =
  /** Large or unearned outflow. */
  | 'ABNORMAL_OUTFLOW'
  /** Supervised balance under its minimum. */
  | 'BALANCE_BELOW_MINIMUM'
  /** A barred person back in control or on the staff. */
  | 'BANNED_PERSON'
  /** Above or ahead of the learners' grade. */
  | 'BEYOND_GRADE'
  /** Subject teacher without a valid certificate for the level. */
  | 'CERTIFICATE_MISSING'
  /** No police check, or older than a year, or of too narrow a scope. */
  | 'CLEARANCE_MISSING'
  /** A police check needs attention; nothing more is known to the hub. */
  | 'CLEARANCE_RESTRICTED'
  /** Agencies' records contradict each other, or a code is invalid. */
  | 'DATA_CONFLICT'
  /** Licence given up, training goes on (假注销、真运营). */
  | 'FALSE_CLOSURE'
  /** Tuition outside the supervised account, or no account though licensed. */
  | 'FEE_OUTSIDE_ACCOUNT'
  /** One charge for more months or lessons than allowed. */
  | 'FEE_SPAN'
  /** A 托管, consulting, culture or similar business that teaches school subjects; the guise is named. */
  | 'FRONT_BUSINESS'
  /** Taught in a flat, hotel, café or office unit. */
  | 'HIDDEN_PREMISES'
  /** Not inspected within the year. */
  | 'INSPECTION_OVERDUE'
  /** A teacher of a public school works or holds shares here. */
  | 'IN_SERVICE_TEACHER'
  /** Independent leads about one place or organisation. */
  | 'LEAD_CLUSTER'
  /** Subject lesson on a weekend, public holiday or in a school vacation. */
  | 'LESSON_ON_REST_DAY'
  /** Subject lesson ends later than allowed. */
  | 'LESSON_TOO_LATE'
  /** Licence expired or revoked, still registered and not changed within 30 days. */
  | 'LICENCE_ENDED'
  /** Sign or brand differs from the registered name. */
  | 'NAME_ON_SIGN_DIFFERS'
  /** Compulsory-stage subject school that is not a nonprofit. */
  | 'NOT_NONPROFIT'
  /** Neither licence nor registration (无证无照). */
  | 'NO_REGISTRATION'
  /** Online lesson longer than allowed, or a break too short. */
  | 'ONLINE_LESSON_TOO_LONG'
  /** Subject taught online without an online licence. */
  | 'ONLINE_WITHOUT_LICENCE'
  /** Business beyond its registered scope (超范围经营). */
  | 'OUT_OF_SCOPE'
  /** Teaches at another address than the licensed one. */
  | 'PLACE_OUTSIDE_LICENCE'
  /** Sanctioned premises in use again. */
  | 'PREMISES_REUSED'
  /** Subjects for children of 3 to 6 (学前班, 幼小衔接). */
  | 'PRESCHOOL_SUBJECT'
  /** A closed school's brand, or one a sound or stroke away, in another trade. */
  | 'REBRAND_BRAND'
  /** A closed school's place and people in a new shell. */
  | 'REBRAND_SAME_PLACE'
  /** Dealt with before, again within two years. */
  | 'REPEAT_OFFENCE'
  /** Staff filings do not add up. */
  | 'STAFF_FILING'
  /** A closed school's teachers moved in a block. */
  | 'STAFF_MOVED'
  /** Subject training advertised; false claims on teachers. */
  | 'SUBJECT_ADVERTISING'
  /** Courses or advertisements read like a school subject. */
  | 'SUBJECT_IN_COURSE_TEXT'
  /** Art, sport or science licence, subject taught. */
  | 'SUBJECT_OUTSIDE_LICENCE'
  /** Invoice, contract and payer do not agree (三一致). */
  | 'THREE_WAY_MISMATCH'
  /** Registered business without a licence that trains (有照无证). */
  | 'TRAINING_WITHOUT_LICENCE'
  /** Unreachable at its registered place, leads elsewhere. */
  | 'UNREACHABLE_WITH_LEADS';

/** A page of flags (Relay connection). */
export type FlagConnection = {
  readonly __typename?: 'FlagConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<FlagEdge>;
  /** The entries alone. */
  readonly nodes: ReadonlyArray<Flag>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How many the filter finds; counted only when asked for. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type FlagEdge = {
  readonly __typename?: 'FlagEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The flag. */
  readonly node: Flag;
};

/** Conditions on flags; all that are given must hold. */
export type FlagFilter = {
  /** Category, one of these. */
  readonly categories?: InputMaybe<ReadonlyArray<FlagCategory>>;
  /** Code, one of these. */
  readonly codes?: InputMaybe<ReadonlyArray<FlagCode>>;
  /** A division with everything below it; narrows the caller's own, never widens it. */
  readonly divisionCode?: InputMaybe<Scalars['String']['input']>;
  /** First raised on this day or later. */
  readonly firstSeenFrom?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Still found on this day or later. */
  readonly lastSeenFrom?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Score is at least this. */
  readonly minScore?: InputMaybe<Scalars['Float']['input']>;
  /** At least this severe. */
  readonly minSeverity?: InputMaybe<Severity>;
  /** Status, one of these; none given: the open ones. */
  readonly statuses?: InputMaybe<ReadonlyArray<FlagStatus>>;
};

/** Orders of flags; ties fall by id. */
export type FlagOrder =
  /** Newest first. */
  | 'FIRST_SEEN_DESC'
  /** Surest first. */
  | 'SCORE_DESC';

/** A page of one organisation's flags. */
export type FlagPage = {
  readonly __typename?: 'FlagPage';
  /** The flags. */
  readonly nodes: ReadonlyArray<Flag>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** Where a flag stands. NEW, ONGOING, REOPENED, UNDER_REVIEW and CONFIRMED are open. */
export type FlagStatus =
  /** A later run no longer finds it. */
  | 'CLEARED'
  /** A reviewer says it holds. */
  | 'CONFIRMED'
  /** A reviewer says it does not hold. */
  | 'DISMISSED'
  /** Raised in the last run. */
  | 'NEW'
  /** Found again. */
  | 'ONGOING'
  /** Found again after it had been cleared. */
  | 'REOPENED'
  /** A reviewer is at it. */
  | 'UNDER_REVIEW'
  /** Taken back after an objection. */
  | 'WITHDRAWN';

/** Whether a value comes from the hub's replica or was asked of the agency just now. */
export type Freshness =
  /** Asked of the agency at query time; never stored. */
  | 'LIVE'
  /** From the hub's replica. */
  | 'REPLICA';

/** A police incident at a training or childcare place (警情). Source: public security. */
export type Incident = AgencyRecord & {
  readonly __typename?: 'Incident';
  /** Place as reported. */
  readonly address: Maybe<Address>;
  /** Category. */
  readonly category: Maybe<IncidentCategory>;
  /** County of the record, GB/T 2260 (行政区划代码). */
  readonly divisionCode: Maybe<Scalars['String']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** Organisation as reported. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly occurredAt: Maybe<Scalars['DateTime']['output']>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Short summary; can name people; redacted; null and withheld for callers who may not read such texts. */
  readonly summary: Maybe<Scalars['String']['output']>;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** What an incident was reported as. */
export type IncidentCategory =
  /** Operator gone with the fees (跑路). */
  | 'ABSCONDED'
  /** A crowd gathered. */
  | 'CROWD'
  /** Noise or nuisance. */
  | 'NUISANCE'
  /** Anything else. */
  | 'OTHER'
  /** Dispute over a refund. */
  | 'REFUND_DISPUTE'
  /** Report of unlicensed training. */
  | 'UNLICENSED_REPORT';

/** A page of records. */
export type IncidentPage = {
  readonly __typename?: 'IncidentPage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Incident>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** An inspection of a place, licensed or not (检查记录). Source: education. */
export type Inspection = AgencyRecord & {
  readonly __typename?: 'Inspection';
  /** Where. */
  readonly address: Maybe<Address>;
  /** Credit code, where known. */
  readonly creditCode: Maybe<Scalars['String']['output']>;
  /** County of the record, GB/T 2260 (行政区划代码). */
  readonly divisionCode: Maybe<Scalars['String']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** What was found (发现问题); redacted; null and withheld for callers who may not read such texts. */
  readonly findings: Maybe<Scalars['String']['output']>;
  /** Fine in yuan. */
  readonly fine: Maybe<Scalars['Decimal']['output']>;
  /** Day (检查日期). */
  readonly inspectedOn: Maybe<Scalars['LocalDate']['output']>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Licence, where known. */
  readonly licenceNo: Maybe<Scalars['String']['output']>;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** How (检查方式). */
  readonly method: Maybe<Scalars['String']['output']>;
  /** Who was inspected (检查对象). */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** What was done (处理结果). */
  readonly outcome: Maybe<InspectionOutcome>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** What an inspection led to, mildest first. */
export type InspectionOutcome =
  /** Closed down (取缔). */
  | 'BANNED'
  /** A case was opened (立案). */
  | 'CASE'
  /** Nothing. */
  | 'NONE'
  /** Order to put right (责令整改). */
  | 'RECTIFY'
  /** Premises sealed (查封). */
  | 'SEALED'
  /** Order to stop. */
  | 'STOP_NOTICE';

/** A page of records. */
export type InspectionPage = {
  readonly __typename?: 'InspectionPage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Inspection>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A training licence (办学许可证). Source: education. */
export type Licence = AgencyRecord & {
  readonly __typename?: 'Licence';
  /** Licensed place of teaching (办学地址). */
  readonly address: Maybe<Address>;
  /** Approving authority (审批机关). */
  readonly authority: Maybe<Scalars['String']['output']>;
  /** What may be taught (培训类别). */
  readonly category: Maybe<LicenceCategory>;
  /** Unified social credit code, absent on most old licences. */
  readonly creditCode: Maybe<Scalars['String']['output']>;
  /** County of the record, GB/T 2260 (行政区划代码). */
  readonly divisionCode: Maybe<Scalars['String']['output']>;
  /** Reason of the end (注销原因). */
  readonly endReason: Maybe<Scalars['String']['output']>;
  /** Cancelled or revoked on (注销日期). */
  readonly endedOn: Maybe<Scalars['LocalDate']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** Legal representative (法定代表人). */
  readonly head: Maybe<PersonMention>;
  /** Issued (发证日期). */
  readonly issuedOn: Maybe<Scalars['LocalDate']['output']>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Number of the licence (办学许可证编号). */
  readonly licenceNo: Maybe<Scalars['String']['output']>;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** Name of the institution (机构名称). */
  readonly name: Maybe<Scalars['String']['output']>;
  /** For profit or not (办学性质). */
  readonly nature: Maybe<LicenceNature>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** Telephone numbers; masked (****0001) unless role and purpose allow. */
  readonly phones: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Principal (校长). */
  readonly principal: Maybe<PersonMention>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Stages (学段). */
  readonly stages: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Status (状态). */
  readonly status: Maybe<LicenceStatus>;
  /** Valid until (有效期至). */
  readonly validUntil: Maybe<Scalars['LocalDate']['output']>;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** What a licence lets an institution teach. */
export type LicenceCategory =
  /** Culture and art. */
  | 'ART'
  /** Anything else. */
  | 'OTHER'
  /** Sport. */
  | 'SPORT'
  /** School subjects (学科类). */
  | 'SUBJECT'
  /** Science and technology. */
  | 'TECHNOLOGY';

/** For profit or not. */
export type LicenceNature =
  /** For profit (营利性). */
  | 'FOR_PROFIT'
  /** Not for profit (非营利性). */
  | 'NON_PROFIT';

/** A page of records. */
export type LicencePage = {
  readonly __typename?: 'LicencePage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Licence>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** Status of a licence. */
export type LicenceStatus =
  /** Valid. */
  | 'ACTIVE'
  /** Given up or cancelled (注销). */
  | 'CANCELLED'
  /** Expired. */
  | 'EXPIRED'
  /** Revoked (吊销). */
  | 'REVOKED'
  /** Suspended (停业整顿). */
  | 'SUSPENDED';

/** White and black lists. */
export type ListColour =
  /** Black list. */
  | 'BLACK'
  /** White list. */
  | 'WHITE';

/** An institution’s entry on the white or black list (黑白名单, 机构). Source: education. */
export type ListEntry = AgencyRecord & {
  readonly __typename?: 'ListEntry';
  /** Credit code. */
  readonly creditCode: Maybe<Scalars['String']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** From. */
  readonly from: Maybe<Scalars['LocalDate']['output']>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** List. */
  readonly list: Maybe<ListColour>;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** Institution. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Reason (原因); redacted; null and withheld for callers who may not read such texts. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** Until; null: open. */
  readonly to: Maybe<Scalars['LocalDate']['output']>;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** A page of records. */
export type ListEntryPage = {
  readonly __typename?: 'ListEntryPage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<ListEntry>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** The same words in both languages of the hub. */
export type LocalText = {
  readonly __typename?: 'LocalText';
  /** English. */
  readonly en: Scalars['String']['output'];
  /** Chinese. */
  readonly zh: Scalars['String']['output'];
};

/** The caller, as the hub understood the token. */
export type Me = {
  readonly __typename?: 'Me';
  /** What the caller may do now, with this purpose. */
  readonly actions: ReadonlyArray<Scalars['String']['output']>;
  /** Divisions whose organisations the caller sees, with everything below them; null: all. */
  readonly divisions: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Purpose named with this request (header `X-Purpose`); null: none, and no personal data. */
  readonly purpose: Maybe<Purpose>;
  /** Role. */
  readonly role: Role;
  /** Sources whose records the caller sees; null: all. */
  readonly sources: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Subject of the token; stands in the audit. */
  readonly subject: Scalars['String']['output'];
};

/** Something with an id that is stable from run to run and that `node` finds again. */
export type Node = {
  /** The id; opaque, its prefix says what it is (org_, per_, flag_). */
  readonly id: Scalars['ID']['output'];
};

/** A registered nonprofit (民办非企业单位). Source: civil affairs. */
export type Nonprofit = AgencyRecord & {
  readonly __typename?: 'Nonprofit';
  /** Domicile (住所). */
  readonly address: Maybe<Address>;
  /** Unified social credit code. */
  readonly creditCode: Maybe<Scalars['String']['output']>;
  /** County of the record, GB/T 2260 (行政区划代码). */
  readonly divisionCode: Maybe<Scalars['String']['output']>;
  /** Deregistered on. */
  readonly endedOn: Maybe<Scalars['LocalDate']['output']>;
  /** Registered on (登记日期). */
  readonly establishedOn: Maybe<Scalars['LocalDate']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** Legal representative. */
  readonly head: Maybe<PersonMention>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** Name (单位名称). */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** Telephone numbers; masked (****0001) unless role and purpose allow. */
  readonly phones: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Field of activity (业务范围). */
  readonly scope: Maybe<Scalars['String']['output']>;
  /** Status (状态). */
  readonly status: Maybe<NonprofitStatus>;
  /** Supervising authority (业务主管单位). */
  readonly supervisor: Maybe<Scalars['String']['output']>;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** A page of records. */
export type NonprofitPage = {
  readonly __typename?: 'NonprofitPage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Nonprofit>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** Status of a nonprofit. */
export type NonprofitStatus =
  /** Registered. */
  | 'ACTIVE'
  /** Deregistered. */
  | 'DEREGISTERED'
  /** Revoked. */
  | 'REVOKED';

/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type Organisation = Node & {
  readonly __typename?: 'Organisation';
  /** Entries of its supervised accounts, by record key (banks that hold supervised accounts). Refused to dashboards. */
  readonly accountEntries: Maybe<AccountEntryPage>;
  /** Its supervised tuition accounts, by record key (banks that hold supervised accounts). Refused to dashboards. */
  readonly accounts: Maybe<AccountPage>;
  /** Its admissions to non-subject training, by record key (culture, sport and science departments). */
  readonly admissions: Maybe<AdmissionPage>;
  /** Advertisements of it, by record key (market regulation). */
  readonly advertisements: Maybe<AdvertisementPage>;
  /** Complaints about it, by record key (the 12345 hotline). Reviewers, enforcement and analysts only; refused to others. */
  readonly complaints: Maybe<ComplaintPage>;
  /** Its filed courses, by record key (education). */
  readonly courses: Maybe<CoursePage>;
  /** Unified social credit code (统一社会信用代码); null: none known, as on most old licences. */
  readonly creditCode: Maybe<Scalars['String']['output']>;
  /** County, GB/T 2260; null: not known, and then only callers without division scope see the organisation. */
  readonly divisionCode: Maybe<Scalars['String']['output']>;
  /** As-of day on which the hub first knew it. */
  readonly firstSeen: Scalars['LocalDate']['output'];
  /** Flags on it, open ones first; a flag is a lead, never a verdict. */
  readonly flags: Maybe<FlagPage>;
  /** Stable id; a merge keeps the older one. */
  readonly id: Scalars['ID']['output'];
  /** Police incidents there, by record key (public security). Reviewers, enforcement and analysts only; refused to others. */
  readonly incidents: Maybe<IncidentPage>;
  /** Industry, GB/T 4754-2017 with its letter; null: not known. */
  readonly industryCode: Maybe<Scalars['String']['output']>;
  /** Inspections of it, by record key (education). */
  readonly inspections: Maybe<InspectionPage>;
  /** Its training licences, by record key (education). */
  readonly licences: Maybe<LicencePage>;
  /** Its entries on the white and black lists, by record key (education). */
  readonly listEntries: Maybe<ListEntryPage>;
  /** Name: of the registration, else of the licence, nonprofit or admission, else as texts call it. */
  readonly name: Scalars['String']['output'];
  /** Its registrations as a nonprofit, by record key (civil affairs). */
  readonly nonprofits: Maybe<NonprofitPage>;
  /** Administrative penalties, by record key (market regulation). */
  readonly penalties: Maybe<PenaltyPage>;
  /** People its records name. Needs a role and purpose that may read people, else the field is refused. */
  readonly people: Maybe<PersonPage>;
  /** Organisations that this one seems to carry on, likeliest first, at most `first`. */
  readonly predecessors: Maybe<ReadonlyArray<Succession>>;
  /** False: a place that only reports, inspections or incidents know (无证无照). */
  readonly registered: Scalars['Boolean']['output'];
  /**
   * Its registration as a business; null: no registration is known.
   * REPLICA: as the hub last read it. LIVE: asked of market regulation now, by credit code and within the source's deadline;
   * when the agency does not answer, the replica with its age, or an error that names the source, never an empty answer.
   * `extensions.sources` says what answered.
   */
  readonly registration: Maybe<Registration>;
  /** Changes of its registered items, by record key (market regulation). */
  readonly registrationChanges: Maybe<RegistrationChangePage>;
  /** Its registrations, also earlier ones that turned out to be the same business, by record key (market regulation). */
  readonly registrations: Maybe<RegistrationPage>;
  /** How likely a check on site finds hidden subject training. */
  readonly risk: Risk;
  /** Posts and shares in it, by record key (market regulation). */
  readonly roles: Maybe<BusinessRolePage>;
  /** Its declared staff, by record key (education). */
  readonly staff: Maybe<StaffMemberPage>;
  /** Status of the registration or licence; null: not registered. */
  readonly status: Maybe<Scalars['String']['output']>;
  /** Organisations that seem to carry this one on, likeliest first, at most `first`. */
  readonly successors: Maybe<ReadonlyArray<Succession>>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationAccountEntriesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationAccountsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationAdmissionsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationAdvertisementsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationComplaintsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationCoursesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationFlagsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  statuses: InputMaybe<ReadonlyArray<FlagStatus>>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationIncidentsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationInspectionsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationLicencesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationListEntriesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationNonprofitsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationPenaltiesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationPeopleArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationPredecessorsArgs = {
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationRegistrationArgs = {
  freshness?: Freshness;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationRegistrationChangesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationRegistrationsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationRolesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationStaffArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationSuccessorsArgs = {
  first?: Scalars['Int']['input'];
};

/** A page of organisations (Relay connection). */
export type OrganisationConnection = {
  readonly __typename?: 'OrganisationConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<OrganisationEdge>;
  /** The entries alone. */
  readonly nodes: ReadonlyArray<Organisation>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How many the filter finds; counted only when asked for, and then the costly part of the query. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type OrganisationEdge = {
  readonly __typename?: 'OrganisationEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The organisation. */
  readonly node: Organisation;
};

/** Conditions on organisations; all that are given must hold. */
export type OrganisationFilter = {
  /** A division with everything below it (330100 is the whole city); it narrows the caller's own divisions, never widens them. */
  readonly divisionCode?: InputMaybe<Scalars['String']['input']>;
  /** First known on this day or later. */
  readonly firstSeenFrom?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Has an open flag with one of these codes. */
  readonly flagCodes?: InputMaybe<ReadonlyArray<FlagCode>>;
  /** Industry code begins with this ("P83"). */
  readonly industry?: InputMaybe<Scalars['String']['input']>;
  /** Risk score is at least this. */
  readonly minRiskScore?: InputMaybe<Scalars['Int']['input']>;
  /** Highest open flag is at least this severe. */
  readonly minSeverity?: InputMaybe<Severity>;
  /** Registered organisations or unregistered places only. */
  readonly registered?: InputMaybe<Scalars['Boolean']['input']>;
  /** Status, one of these. */
  readonly statuses?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Has a record of each of these kinds. */
  readonly withRecords?: InputMaybe<ReadonlyArray<RecordKind>>;
  /** Has no record of any of these kinds. A source that was never read makes this hold for all. */
  readonly withoutRecords?: InputMaybe<ReadonlyArray<RecordKind>>;
};

/** Orders of organisations; ties fall by id. */
export type OrganisationOrder =
  /** Newest to the hub first. */
  | 'FIRST_SEEN_DESC'
  /** By name, in code point order. */
  | 'NAME_ASC'
  /** Highest risk first. */
  | 'RISK_DESC';

/** Where a page stands in its list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Cursor of the last entry, for `after`; null when the page is empty. It holds only for the order it was made in. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** Whether more follow after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
};

/** An administrative penalty (行政处罚). Source: market regulation. */
export type Penalty = AgencyRecord & {
  readonly __typename?: 'Penalty';
  /** Kind of unlawful act (违法行为类型). */
  readonly actType: Maybe<Scalars['String']['output']>;
  /** Party’s credit code. */
  readonly creditCode: Maybe<Scalars['String']['output']>;
  /** Day of the decision (处罚日期). */
  readonly decidedOn: Maybe<Scalars['LocalDate']['output']>;
  /** Facts (处罚内容); redacted; null and withheld for callers who may not read such texts. */
  readonly facts: Maybe<Scalars['String']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** Fine in yuan (罚款金额). */
  readonly fine: Maybe<Scalars['Decimal']['output']>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** Party (当事人). */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** A page of records. */
export type PenaltyPage = {
  readonly __typename?: 'PenaltyPage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Penalty>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/**
 * A person who stands in the agencies' records, resolved from keyed tokens of identity numbers or from name and employer.
 * Reading people needs a role and a purpose, and each one read is audited. Only records in the caller's divisions and sources show.
 * A list is null only together with an error that says why; where there is nothing it is empty.
 */
export type Person = Node & {
  readonly __typename?: 'Person';
  /** Teacher certificates, by record key. */
  readonly certificates: Maybe<TeacherCertificatePage>;
  /** As-of day on which the hub first knew them. */
  readonly firstSeen: Scalars['LocalDate']['output'];
  /** Stable id; says nothing about the person. */
  readonly id: Scalars['ID']['output'];
  /** Entries on the white and black lists, by record key. */
  readonly listEntries: Maybe<PersonListEntryPage>;
  /** Whether `name` is masked. */
  readonly masked: Scalars['Boolean']['output'];
  /** All records that name them. */
  readonly mentions: Maybe<PersonMentionPage>;
  /** The name; 王** when masked. */
  readonly name: Scalars['String']['output'];
  /** Posts and shares in businesses, by record key. */
  readonly roles: Maybe<BusinessRolePage>;
  /** Posts at public schools, by record key. */
  readonly schoolPosts: Maybe<SchoolPostPage>;
  /** Posts at training institutions, by record key. */
  readonly staffPosts: Maybe<StaffMemberPage>;
};


/**
 * A person who stands in the agencies' records, resolved from keyed tokens of identity numbers or from name and employer.
 * Reading people needs a role and a purpose, and each one read is audited. Only records in the caller's divisions and sources show.
 * A list is null only together with an error that says why; where there is nothing it is empty.
 */
export type PersonCertificatesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * A person who stands in the agencies' records, resolved from keyed tokens of identity numbers or from name and employer.
 * Reading people needs a role and a purpose, and each one read is audited. Only records in the caller's divisions and sources show.
 * A list is null only together with an error that says why; where there is nothing it is empty.
 */
export type PersonListEntriesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * A person who stands in the agencies' records, resolved from keyed tokens of identity numbers or from name and employer.
 * Reading people needs a role and a purpose, and each one read is audited. Only records in the caller's divisions and sources show.
 * A list is null only together with an error that says why; where there is nothing it is empty.
 */
export type PersonMentionsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * A person who stands in the agencies' records, resolved from keyed tokens of identity numbers or from name and employer.
 * Reading people needs a role and a purpose, and each one read is audited. Only records in the caller's divisions and sources show.
 * A list is null only together with an error that says why; where there is nothing it is empty.
 */
export type PersonRolesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * A person who stands in the agencies' records, resolved from keyed tokens of identity numbers or from name and employer.
 * Reading people needs a role and a purpose, and each one read is audited. Only records in the caller's divisions and sources show.
 * A list is null only together with an error that says why; where there is nothing it is empty.
 */
export type PersonSchoolPostsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * A person who stands in the agencies' records, resolved from keyed tokens of identity numbers or from name and employer.
 * Reading people needs a role and a purpose, and each one read is audited. Only records in the caller's divisions and sources show.
 * A list is null only together with an error that says why; where there is nothing it is empty.
 */
export type PersonStaffPostsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A person’s entry on the white or black list (黑白名单, 个人). Source: education. */
export type PersonListEntry = AgencyRecord & {
  readonly __typename?: 'PersonListEntry';
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** From. */
  readonly from: Maybe<Scalars['LocalDate']['output']>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** List. */
  readonly list: Maybe<ListColour>;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** The person. */
  readonly person: Maybe<PersonMention>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Reason (原因); redacted; null and withheld for callers who may not read such texts. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** Until; null: open. */
  readonly to: Maybe<Scalars['LocalDate']['output']>;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** A page of records. */
export type PersonListEntryPage = {
  readonly __typename?: 'PersonListEntryPage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<PersonListEntry>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A person as one record names them. Names are masked (王**) unless the caller's role and purpose allow them; a full identity number exists nowhere in the hub. */
export type PersonMention = {
  readonly __typename?: 'PersonMention';
  /** Whether a valid full identity number stands behind the link to `person`; false: name, employer or partial number only. Null: not resolved, or the caller may not read people. */
  readonly certain: Maybe<Scalars['Boolean']['output']>;
  /** Identity number with the middle hidden (99**************31); null: the source gives none, or the caller may not see it. */
  readonly identityNumber: Maybe<Scalars['String']['output']>;
  /** Whether `name` is masked. */
  readonly masked: Scalars['Boolean']['output'];
  /** The name; 王** when masked. Clear for reviewers and enforcement with a purpose that allows it; every clear read is audited. */
  readonly name: Scalars['String']['output'];
  /** The person; null: not resolved yet, or the caller may not read people (role and purpose). */
  readonly person: Maybe<Person>;
  /** The record that names them. */
  readonly record: AgencyRecord;
  /** Field of the record that names the person (head, principal, person). */
  readonly slot: Scalars['String']['output'];
};

/** A page of mentions. */
export type PersonMentionPage = {
  readonly __typename?: 'PersonMentionPage';
  /** The mentions, by record key. */
  readonly nodes: ReadonlyArray<PersonMention>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A page of people. */
export type PersonPage = {
  readonly __typename?: 'PersonPage';
  /** The people, by id. */
  readonly nodes: ReadonlyArray<Person>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** Where a record comes from and how old it is. Every record carries it. */
export type Provenance = {
  readonly __typename?: 'Provenance';
  /** Day for which the record speaks: the day of its last change at the source, or of the file's period. */
  readonly asOf: Scalars['LocalDate']['output'];
  /** Day from which the source's full file no longer holds the record; null while it does, and for sources that never drop rows. */
  readonly endedOn: Maybe<Scalars['LocalDate']['output']>;
  /** Day on which the hub first held the record; null for a record asked of the agency just now. */
  readonly firstSeen: Maybe<Scalars['LocalDate']['output']>;
  /** The record's key at its source: under it the agency finds the row again. */
  readonly recordKey: Scalars['String']['output'];
  /** The kind of row as the agency calls it; fixed in the deployment's mapping. */
  readonly recordType: Scalars['String']['output'];
  /** Id of the source (an agency's system), as in `sources`. */
  readonly source: Scalars['String']['output'];
};

/** Why personal data is read; named with the request in the header `X-Purpose`, kept in the audit. */
export type Purpose =
  /** Finding patterns across agencies (数据分析). */
  | 'ANALYSIS'
  /** An objection or correction by the organisation or person (申诉更正). */
  | 'APPEAL'
  /** Checking the hub's use (审计). */
  | 'AUDIT'
  /** An inspection or a case (执法检查). */
  | 'ENFORCEMENT'
  /** Reviewing a flag (线索研判). */
  | 'REVIEW';

/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type Query = {
  readonly __typename?: 'Query';
  /** One flag. Null: unknown or outside the caller's divisions. */
  readonly flag: Maybe<Flag>;
  /** Flags, a page at a time; open ones unless the filter names statuses. */
  readonly flags: Maybe<FlagConnection>;
  /** Who is asking, as the hub understood the token. */
  readonly me: Me;
  /** Anything with an id; null: unknown, or outside the caller's divisions. */
  readonly node: Maybe<Node>;
  /** One organisation; an id that was merged away answers with the organisation that goes on. Null: unknown or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** The organisation that holds a unified social credit code (统一社会信用代码). Null: unknown or outside the caller's divisions. */
  readonly organisationByCreditCode: Maybe<Organisation>;
  /** Organisations, a page at a time. */
  readonly organisations: Maybe<OrganisationConnection>;
  /** One person. Needs a role and purpose that may read people, else the field is refused. Null: unknown, or in no record of the caller's divisions. */
  readonly person: Maybe<Person>;
  /** Organisations by name (parts, either script), credit code or licence number; best first. */
  readonly search: Maybe<SearchResult>;
  /** The agencies' systems and how fresh their replicas are. */
  readonly sources: Maybe<ReadonlyArray<Source>>;
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryFlagArgs = {
  id: Scalars['ID']['input'];
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryFlagsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<FlagFilter>;
  first?: Scalars['Int']['input'];
  orderBy?: FlagOrder;
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryOrganisationArgs = {
  id: Scalars['ID']['input'];
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryOrganisationByCreditCodeArgs = {
  creditCode: Scalars['String']['input'];
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryOrganisationsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<OrganisationFilter>;
  first?: Scalars['Int']['input'];
  orderBy?: OrganisationOrder;
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryPersonArgs = {
  id: Scalars['ID']['input'];
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QuerySearchArgs = {
  first?: Scalars['Int']['input'];
  text: Scalars['String']['input'];
};

/** Kinds of record, whatever an agency calls its tables. */
export type RecordKind =
  /** A supervised tuition account (资金监管账户), banks. */
  | 'account'
  /** An entry of a supervised account (账户流水), banks. */
  | 'accountEntry'
  /** An admission to non-subject training (非学科类准入), culture, sport or science. */
  | 'admission'
  /** An advertisement caught by monitoring (广告监测), market regulation. */
  | 'advertisement'
  /** A teacher certificate (教师资格), education. */
  | 'certificate'
  /** A complaint to the hotline (诉求工单); nothing of the person who complains. */
  | 'complaint'
  /** A filed course (课程备案), education. */
  | 'course'
  /** A police incident (警情). */
  | 'incident'
  /** An inspection (检查记录), education. */
  | 'inspection'
  /** A training licence (办学许可证), education. */
  | 'licence'
  /** An institution on the white or black list (黑白名单), education. */
  | 'listEntry'
  /** A registered nonprofit (民办非企业单位), civil affairs. */
  | 'nonprofit'
  /** An administrative penalty (行政处罚), market regulation. */
  | 'penalty'
  /** A person on the white or black list (黑白名单), education. */
  | 'personListEntry'
  /** A registered business (市场主体登记), market regulation. */
  | 'registration'
  /** A change of a registered item (变更记录), market regulation. */
  | 'registrationChange'
  /** A person's post or share in a business (主体人员), market regulation. */
  | 'role'
  /** A teacher of a public school (在编在职教师), education. */
  | 'schoolTeacher'
  /** A member of staff as declared (从业人员), education. */
  | 'staff';

/** Why a record stands with its organisation. */
export type RecordMatch = {
  readonly __typename?: 'RecordMatch';
  /** Sum of the signals' weights in milli-bits; the higher, the surer. */
  readonly score: Scalars['Int']['output'];
  /** The signals, as they were weighed. */
  readonly signals: ReadonlyArray<Signal>;
};

/** A registered business (市场主体登记). Source: market regulation. */
export type Registration = AgencyRecord & {
  readonly __typename?: 'Registration';
  /** Domicile (住所). */
  readonly address: Maybe<Address>;
  /** Registered capital in yuan (注册资本). */
  readonly capital: Maybe<Scalars['Decimal']['output']>;
  /** Unified social credit code (统一社会信用代码). */
  readonly creditCode: Maybe<Scalars['String']['output']>;
  /** County of the record, GB/T 2260 (行政区划代码). */
  readonly divisionCode: Maybe<Scalars['String']['output']>;
  /** Day on which it was deregistered or revoked (注销日期). */
  readonly endedOn: Maybe<Scalars['LocalDate']['output']>;
  /** Day of establishment (成立日期). */
  readonly establishedOn: Maybe<Scalars['LocalDate']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** Type of business (主体类型). */
  readonly form: Maybe<Scalars['String']['output']>;
  /** Whether the agency answered just now or the replica did. */
  readonly freshness: Freshness;
  /** Legal representative or operator (法定代表人). */
  readonly head: Maybe<PersonMention>;
  /** Industry, GB/T 4754-2017 (行业代码). */
  readonly industryCode: Maybe<Scalars['String']['output']>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** Registered name (名称). */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** Telephone numbers (联系电话); masked (****0001) unless role and purpose allow. */
  readonly phones: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Seconds since the replica was last read to the end; null: the agency answered live, or the replica's age is not known. */
  readonly replicaAgeSeconds: Maybe<Scalars['Int']['output']>;
  /** Business scope (经营范围). */
  readonly scope: Maybe<Scalars['String']['output']>;
  /** Status (登记状态). */
  readonly status: Maybe<RegistrationStatus>;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** A change of a registered item (变更记录). Source: market regulation. */
export type RegistrationChange = AgencyRecord & {
  readonly __typename?: 'RegistrationChange';
  /** Value after (变更后). */
  readonly after: Maybe<Scalars['String']['output']>;
  /** Value before (变更前). */
  readonly before: Maybe<Scalars['String']['output']>;
  /** Day of the change (变更日期). */
  readonly changedOn: Maybe<Scalars['LocalDate']['output']>;
  /** Business that changed. */
  readonly creditCode: Maybe<Scalars['String']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** What changed (变更事项). */
  readonly item: Maybe<RegistrationItem>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** A page of records. */
export type RegistrationChangePage = {
  readonly __typename?: 'RegistrationChangePage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<RegistrationChange>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** What a change of registration is about. */
export type RegistrationItem =
  /** Domicile. */
  | 'ADDRESS'
  /** Registered capital. */
  | 'CAPITAL'
  /** Legal representative or operator. */
  | 'HEAD'
  /** Name. */
  | 'NAME'
  /** Anything else. */
  | 'OTHER'
  /** Telephone. */
  | 'PHONE'
  /** Business scope. */
  | 'SCOPE'
  /** Shareholders. */
  | 'SHAREHOLDERS';

/** A page of records. */
export type RegistrationPage = {
  readonly __typename?: 'RegistrationPage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Registration>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** Status of a registration. */
export type RegistrationStatus =
  /** In business (存续). */
  | 'ACTIVE'
  /** Deregistered (注销). */
  | 'DEREGISTERED'
  /** Moved to another registry (迁出). */
  | 'MOVED_OUT'
  /** Business licence revoked (吊销). */
  | 'REVOKED';

/** Risk of an organisation, from its open flags. */
export type Risk = {
  readonly __typename?: 'Risk';
  /** Codes of its open flags. */
  readonly flagCodes: ReadonlyArray<FlagCode>;
  /** 0 to 100; orders organisations, says nothing by itself. */
  readonly score: Scalars['Int']['output'];
  /** Highest severity of its open flags; null: none. */
  readonly severity: Maybe<Severity>;
};

/** Roles; `me { actions }` tells what a role may do with a purpose. */
export type Role =
  /** Runs the hub; sources' errors, no personal data. */
  | 'admin'
  /** Analysis across agencies; people by id with masked names. */
  | 'analyst'
  /** Checks the hub's own use; people by id with masked names, no texts. */
  | 'auditor'
  /** Figures and lists for screens; no personal data, no introspection. */
  | 'dashboard'
  /** Enforcement on site; names, contacts and texts with a purpose. */
  | 'enforcement'
  /** A system that takes the nightly bundle; flags and evidence, no names. */
  | 'exporter'
  /** Decides on flags; names and texts with a purpose. */
  | 'reviewer';

/** A teacher on a public school’s roster (在编在职教师). Source: education. */
export type SchoolPost = AgencyRecord & {
  readonly __typename?: 'SchoolPost';
  /** County of the record, GB/T 2260 (行政区划代码). */
  readonly divisionCode: Maybe<Scalars['String']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** The teacher. */
  readonly person: Maybe<PersonMention>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** School (学校名称). */
  readonly school: Maybe<Scalars['String']['output']>;
  /** Status (状态). */
  readonly status: Maybe<SchoolPostStatus>;
  /** Subject taught (任教学科). */
  readonly subject: Maybe<Scalars['String']['output']>;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** A page of records. */
export type SchoolPostPage = {
  readonly __typename?: 'SchoolPostPage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<SchoolPost>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** Status on a school roster. */
export type SchoolPostStatus =
  /** In service (在职). */
  | 'IN_SERVICE'
  /** Left. */
  | 'LEFT'
  /** Retired. */
  | 'RETIRED';

/** One hit. */
export type SearchHit = {
  readonly __typename?: 'SearchHit';
  /** The organisation. */
  readonly organisation: Organisation;
  /** Share of the text's character pairs found in the organisation's names, 0 to 1; 1 for a whole code or number. */
  readonly score: Scalars['Float']['output'];
};

/** What a search found. */
export type SearchResult = {
  readonly __typename?: 'SearchResult';
  /** False: the text is so common that only part of the hub was looked through; add characters. */
  readonly complete: Scalars['Boolean']['output'];
  /** The hits, best first. */
  readonly hits: ReadonlyArray<SearchHit>;
};

/** Severities, least first. */
export type Severity =
  /** Critical: look first. */
  | 'CRITICAL'
  /** High. */
  | 'HIGH'
  /** For information. */
  | 'INFO'
  /** Low. */
  | 'LOW'
  /** Medium. */
  | 'MEDIUM';

/** One thing that was compared, and what it weighs. */
export type Signal = {
  readonly __typename?: 'Signal';
  /** What was compared, without personal values; null when there is nothing to add. */
  readonly detail: Maybe<Scalars['String']['output']>;
  /** Name of the signal (sharedHead, sameRoom, brandHomophone …). */
  readonly signal: Scalars['String']['output'];
  /** Weight in milli-bits; negative speaks against. */
  readonly weight: Scalars['Int']['output'];
};

/** An agency's system that the hub reads. */
export type Source = {
  readonly __typename?: 'Source';
  /** The agency. */
  readonly agency: LocalText;
  /** Id, as in every provenance. */
  readonly id: Scalars['String']['output'];
  /** How its data may be used. */
  readonly modes: ReadonlyArray<SourceMode>;
  /** How fresh the replica is: the worst of its tables. */
  readonly state: SourceState;
  /** Its tables. */
  readonly tables: ReadonlyArray<SourceTable>;
};

/** Sharing modes. */
export type SourceMode =
  /** Rows may be asked by key at query time. */
  | 'LOOKUP'
  /** Rows are copied into the hub. */
  | 'REPLICATE'
  /** A question about one person may be asked, and only the answer is kept until it expires. */
  | 'VERIFY';

/** How a source stands. */
export type SourceState =
  /** The last attempt failed; the replica is as old as it says. */
  | 'FAILED'
  /** Read to the end in the last run. */
  | 'FRESH'
  /** Never read: its absence says nothing. */
  | 'NEVER'
  /** Read, but not in the last run or not to the end. */
  | 'STALE';

/** One table, sheet, file or collection of a source. */
export type SourceTable = {
  readonly __typename?: 'SourceTable';
  /** Newest day for which its records speak; null: never read. */
  readonly asOf: Maybe<Scalars['LocalDate']['output']>;
  /** Since when it cannot be read; null: it can. */
  readonly failingSince: Maybe<Scalars['DateTime']['output']>;
  /** What the hub makes of it; null: the table is no longer in the configuration. */
  readonly kind: Maybe<RecordKind>;
  /** What the source said; for administrators, null for everybody else and while all is well. */
  readonly lastError: Maybe<Scalars['String']['output']>;
  /** When it was last read to the end; null: never. */
  readonly lastSuccessAt: Maybe<Scalars['DateTime']['output']>;
  /** The kind of row as the agency calls it. */
  readonly recordType: Scalars['String']['output'];
  /** How fresh it is. */
  readonly state: SourceState;
};

/** A member of staff as an institution declared (从业人员). Source: education. */
export type StaffMember = AgencyRecord & {
  readonly __typename?: 'StaffMember';
  /** Teacher certificate (教师资格证号). */
  readonly certificateNo: Maybe<Scalars['String']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** Joined (入职). */
  readonly from: Maybe<Scalars['LocalDate']['output']>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Institution. */
  readonly licenceNo: Maybe<Scalars['String']['output']>;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** Nationality (国籍). */
  readonly nationality: Maybe<Scalars['String']['output']>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** The person. */
  readonly person: Maybe<PersonMention>;
  /** Telephone numbers; masked (****0001) unless role and purpose allow. */
  readonly phones: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Post (岗位). */
  readonly post: Maybe<StaffPost>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Left; null: still there (离职). */
  readonly to: Maybe<Scalars['LocalDate']['output']>;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** A page of records. */
export type StaffMemberPage = {
  readonly __typename?: 'StaffMemberPage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<StaffMember>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** Posts at an institution. */
export type StaffPost =
  /** Management. */
  | 'MANAGEMENT'
  /** Another post. */
  | 'OTHER'
  /** Teaching research. */
  | 'RESEARCH'
  /** Teaching. */
  | 'TEACHING';

/**
 * One organisation that seems to carry on another: a dated relation with its reasons, to be checked by a person.
 * Shown only when both sides lie in the caller's divisions.
 */
export type Succession = {
  readonly __typename?: 'Succession';
  /** What seems to have happened. */
  readonly kind: SuccessionKind;
  /** The one that ended or changed. */
  readonly predecessor: Organisation;
  /** The signals for and against. */
  readonly reasons: ReadonlyArray<Signal>;
  /** 0 to 1, calibrated: of those at 0.8 about 80% hold. */
  readonly score: Scalars['Decimal']['output'];
  /** The one that goes on. */
  readonly successor: Organisation;
};

/** What seems to have happened between two organisations. */
export type SuccessionKind =
  /** A lawful conversion, for example to a nonprofit or back (营转非, 转型). */
  | 'CONVERSION'
  /** Taken into another organisation (合并). */
  | 'MERGER'
  /** The same business under another name or trade (换壳). */
  | 'REBRAND'
  /** Handed over to other people (转让). */
  | 'TRANSFER';

/** A teacher certificate (教师资格). Source: education. */
export type TeacherCertificate = AgencyRecord & {
  readonly __typename?: 'TeacherCertificate';
  /** Number of the certificate (证书号). */
  readonly certificateNo: Maybe<Scalars['String']['output']>;
  /** Values of the row that could not be used. */
  readonly faults: ReadonlyArray<Fault>;
  /** Issued (发证日期). */
  readonly issuedOn: Maybe<Scalars['LocalDate']['output']>;
  /** What kind of record it is. */
  readonly kind: RecordKind;
  /** Kind of certificate (证书种类). */
  readonly level: Maybe<Scalars['String']['output']>;
  /** Why it stands with its organisation; null when it is joined by key alone or not joined. */
  readonly match: Maybe<RecordMatch>;
  /** The organisation it is about; null: not known, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** The holder. */
  readonly person: Maybe<PersonMention>;
  /** Where it comes from and as of when. */
  readonly provenance: Provenance;
  /** Subject (任教学科). */
  readonly subject: Maybe<Scalars['String']['output']>;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** A page of records. */
export type TeacherCertificatePage = {
  readonly __typename?: 'TeacherCertificatePage';
  /** The records, by key. */
  readonly nodes: ReadonlyArray<TeacherCertificate>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  AgencyRecord:
    | ( AccountParent )
    | ( AccountEntryParent )
    | ( AdmissionParent )
    | ( AdvertisementParent )
    | ( BusinessRoleParent )
    | ( ComplaintParent )
    | ( CourseParent )
    | ( IncidentParent )
    | ( InspectionParent )
    | ( LicenceParent )
    | ( ListEntryParent )
    | ( NonprofitParent )
    | ( PenaltyParent )
    | ( PersonListEntryParent )
    | ( RegistrationParent )
    | ( RegistrationChangeParent )
    | ( SchoolPostParent )
    | ( StaffMemberParent )
    | ( TeacherCertificateParent )
  ;
  Node:
    | ( FlagParent )
    | ( OrganisationParent )
    | ( PersonParent )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountParent>;
  AccountEntry: ResolverTypeWrapper<AccountEntryParent>;
  AccountEntryPage: ResolverTypeWrapper<Omit<AccountEntryPage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['AccountEntry']> }>;
  AccountEntryType: AccountEntryType;
  AccountPage: ResolverTypeWrapper<Omit<AccountPage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['Account']> }>;
  AccountStatus: AccountStatus;
  Address: ResolverTypeWrapper<Address>;
  Admission: ResolverTypeWrapper<AdmissionParent>;
  AdmissionPage: ResolverTypeWrapper<Omit<AdmissionPage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['Admission']> }>;
  AdmissionStatus: AdmissionStatus;
  Advertisement: ResolverTypeWrapper<AdvertisementParent>;
  AdvertisementPage: ResolverTypeWrapper<Omit<AdvertisementPage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['Advertisement']> }>;
  AgencyRecord: ResolverTypeWrapper<RecordParent>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BusinessPosition: BusinessPosition;
  BusinessRole: ResolverTypeWrapper<BusinessRoleParent>;
  BusinessRolePage: ResolverTypeWrapper<Omit<BusinessRolePage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['BusinessRole']> }>;
  Complaint: ResolverTypeWrapper<ComplaintParent>;
  ComplaintPage: ResolverTypeWrapper<Omit<ComplaintPage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['Complaint']> }>;
  ComplaintType: ComplaintType;
  Course: ResolverTypeWrapper<CourseParent>;
  CourseCategory: CourseCategory;
  CourseMode: CourseMode;
  CoursePage: ResolverTypeWrapper<Omit<CoursePage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['Course']> }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Evidence: ResolverTypeWrapper<EvidenceParent>;
  Fault: ResolverTypeWrapper<Fault>;
  Flag: ResolverTypeWrapper<FlagParent>;
  FlagCategory: FlagCategory;
  FlagCode: FlagCode;
  FlagConnection: ResolverTypeWrapper<FlagConnectionParent>;
  FlagEdge: ResolverTypeWrapper<Omit<FlagEdge, 'node'> & { node: ResolversTypes['Flag'] }>;
  FlagFilter: FlagFilter;
  FlagOrder: FlagOrder;
  FlagPage: ResolverTypeWrapper<Omit<FlagPage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['Flag']> }>;
  FlagStatus: FlagStatus;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Freshness: Freshness;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Incident: ResolverTypeWrapper<IncidentParent>;
  IncidentCategory: IncidentCategory;
  IncidentPage: ResolverTypeWrapper<Omit<IncidentPage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['Incident']> }>;
  Inspection: ResolverTypeWrapper<InspectionParent>;
  InspectionOutcome: InspectionOutcome;
  InspectionPage: ResolverTypeWrapper<Omit<InspectionPage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['Inspection']> }>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Licence: ResolverTypeWrapper<LicenceParent>;
  LicenceCategory: LicenceCategory;
  LicenceNature: LicenceNature;
  LicencePage: ResolverTypeWrapper<Omit<LicencePage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['Licence']> }>;
  LicenceStatus: LicenceStatus;
  ListColour: ListColour;
  ListEntry: ResolverTypeWrapper<ListEntryParent>;
  ListEntryPage: ResolverTypeWrapper<Omit<ListEntryPage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['ListEntry']> }>;
  LocalDate: ResolverTypeWrapper<Scalars['LocalDate']['output']>;
  LocalText: ResolverTypeWrapper<LocalText>;
  Me: ResolverTypeWrapper<MeParent>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  Nonprofit: ResolverTypeWrapper<NonprofitParent>;
  NonprofitPage: ResolverTypeWrapper<Omit<NonprofitPage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['Nonprofit']> }>;
  NonprofitStatus: NonprofitStatus;
  Organisation: ResolverTypeWrapper<OrganisationParent>;
  OrganisationConnection: ResolverTypeWrapper<OrganisationConnectionParent>;
  OrganisationEdge: ResolverTypeWrapper<Omit<OrganisationEdge, 'node'> & { node: ResolversTypes['Organisation'] }>;
  OrganisationFilter: OrganisationFilter;
  OrganisationOrder: OrganisationOrder;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Penalty: ResolverTypeWrapper<PenaltyParent>;
  PenaltyPage: ResolverTypeWrapper<Omit<PenaltyPage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['Penalty']> }>;
  Person: ResolverTypeWrapper<PersonParent>;
  PersonListEntry: ResolverTypeWrapper<PersonListEntryParent>;
  PersonListEntryPage: ResolverTypeWrapper<Omit<PersonListEntryPage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['PersonListEntry']> }>;
  PersonMention: ResolverTypeWrapper<PersonMentionParent>;
  PersonMentionPage: ResolverTypeWrapper<Omit<PersonMentionPage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['PersonMention']> }>;
  PersonPage: ResolverTypeWrapper<Omit<PersonPage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['Person']> }>;
  Provenance: ResolverTypeWrapper<Provenance>;
  Purpose: Purpose;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordKind: null;
  RecordMatch: ResolverTypeWrapper<Omit<RecordMatch, 'signals'> & { signals: ReadonlyArray<ResolversTypes['Signal']> }>;
  Registration: ResolverTypeWrapper<RegistrationParent>;
  RegistrationChange: ResolverTypeWrapper<RegistrationChangeParent>;
  RegistrationChangePage: ResolverTypeWrapper<Omit<RegistrationChangePage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['RegistrationChange']> }>;
  RegistrationItem: RegistrationItem;
  RegistrationPage: ResolverTypeWrapper<Omit<RegistrationPage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['Registration']> }>;
  RegistrationStatus: RegistrationStatus;
  Risk: ResolverTypeWrapper<Risk>;
  Role: null;
  SchoolPost: ResolverTypeWrapper<SchoolPostParent>;
  SchoolPostPage: ResolverTypeWrapper<Omit<SchoolPostPage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['SchoolPost']> }>;
  SchoolPostStatus: SchoolPostStatus;
  SearchHit: ResolverTypeWrapper<SearchHitParent>;
  SearchResult: ResolverTypeWrapper<Omit<SearchResult, 'hits'> & { hits: ReadonlyArray<ResolversTypes['SearchHit']> }>;
  Severity: Severity;
  Signal: ResolverTypeWrapper<SignalParent>;
  Source: ResolverTypeWrapper<SourceParent>;
  SourceMode: SourceMode;
  SourceState: SourceState;
  SourceTable: ResolverTypeWrapper<SourceTableParent>;
  StaffMember: ResolverTypeWrapper<StaffMemberParent>;
  StaffMemberPage: ResolverTypeWrapper<Omit<StaffMemberPage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['StaffMember']> }>;
  StaffPost: StaffPost;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Succession: ResolverTypeWrapper<SuccessionParent>;
  SuccessionKind: SuccessionKind;
  TeacherCertificate: ResolverTypeWrapper<TeacherCertificateParent>;
  TeacherCertificatePage: ResolverTypeWrapper<Omit<TeacherCertificatePage, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['TeacherCertificate']> }>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountParent;
  AccountEntry: AccountEntryParent;
  AccountEntryPage: Omit<AccountEntryPage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['AccountEntry']> };
  AccountPage: Omit<AccountPage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['Account']> };
  Address: Address;
  Admission: AdmissionParent;
  AdmissionPage: Omit<AdmissionPage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['Admission']> };
  Advertisement: AdvertisementParent;
  AdvertisementPage: Omit<AdvertisementPage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['Advertisement']> };
  AgencyRecord: RecordParent;
  Boolean: Scalars['Boolean']['output'];
  BusinessRole: BusinessRoleParent;
  BusinessRolePage: Omit<BusinessRolePage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['BusinessRole']> };
  Complaint: ComplaintParent;
  ComplaintPage: Omit<ComplaintPage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['Complaint']> };
  Course: CourseParent;
  CoursePage: Omit<CoursePage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['Course']> };
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Evidence: EvidenceParent;
  Fault: Fault;
  Flag: FlagParent;
  FlagConnection: FlagConnectionParent;
  FlagEdge: Omit<FlagEdge, 'node'> & { node: ResolversParentTypes['Flag'] };
  FlagFilter: FlagFilter;
  FlagPage: Omit<FlagPage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['Flag']> };
  Float: Scalars['Float']['output'];
  ID: Scalars['ID']['output'];
  Incident: IncidentParent;
  IncidentPage: Omit<IncidentPage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['Incident']> };
  Inspection: InspectionParent;
  InspectionPage: Omit<InspectionPage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['Inspection']> };
  Int: Scalars['Int']['output'];
  Licence: LicenceParent;
  LicencePage: Omit<LicencePage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['Licence']> };
  ListEntry: ListEntryParent;
  ListEntryPage: Omit<ListEntryPage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['ListEntry']> };
  LocalDate: Scalars['LocalDate']['output'];
  LocalText: LocalText;
  Me: MeParent;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  Nonprofit: NonprofitParent;
  NonprofitPage: Omit<NonprofitPage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['Nonprofit']> };
  Organisation: OrganisationParent;
  OrganisationConnection: OrganisationConnectionParent;
  OrganisationEdge: Omit<OrganisationEdge, 'node'> & { node: ResolversParentTypes['Organisation'] };
  OrganisationFilter: OrganisationFilter;
  PageInfo: PageInfo;
  Penalty: PenaltyParent;
  PenaltyPage: Omit<PenaltyPage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['Penalty']> };
  Person: PersonParent;
  PersonListEntry: PersonListEntryParent;
  PersonListEntryPage: Omit<PersonListEntryPage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['PersonListEntry']> };
  PersonMention: PersonMentionParent;
  PersonMentionPage: Omit<PersonMentionPage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['PersonMention']> };
  PersonPage: Omit<PersonPage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['Person']> };
  Provenance: Provenance;
  Query: Record<PropertyKey, never>;
  RecordMatch: Omit<RecordMatch, 'signals'> & { signals: ReadonlyArray<ResolversParentTypes['Signal']> };
  Registration: RegistrationParent;
  RegistrationChange: RegistrationChangeParent;
  RegistrationChangePage: Omit<RegistrationChangePage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['RegistrationChange']> };
  RegistrationPage: Omit<RegistrationPage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['Registration']> };
  Risk: Risk;
  SchoolPost: SchoolPostParent;
  SchoolPostPage: Omit<SchoolPostPage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['SchoolPost']> };
  SearchHit: SearchHitParent;
  SearchResult: Omit<SearchResult, 'hits'> & { hits: ReadonlyArray<ResolversParentTypes['SearchHit']> };
  Signal: SignalParent;
  Source: SourceParent;
  SourceTable: SourceTableParent;
  StaffMember: StaffMemberParent;
  StaffMemberPage: Omit<StaffMemberPage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['StaffMember']> };
  String: Scalars['String']['output'];
  Succession: SuccessionParent;
  TeacherCertificate: TeacherCertificateParent;
  TeacherCertificatePage: Omit<TeacherCertificatePage, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['TeacherCertificate']> };
};

export type AccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  accountRef?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  balance?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  balanceOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  creditCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  licenceNo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  minimumBalance?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  openedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['AccountStatus']>, ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountEntry'] = ResolversParentTypes['AccountEntry']> = {
  accountRef?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  amount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  buyerRef?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contractNo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  courseId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  invoiceNo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  lessons?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  months?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  payerRef?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['AccountEntryType']>, ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountEntryPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountEntryPage'] = ResolversParentTypes['AccountEntryPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AccountEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AccountPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountPage'] = ResolversParentTypes['AccountPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Account']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  building?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  floor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  locality?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  road?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  room?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AdmissionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Admission'] = ResolversParentTypes['Admission']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  admissionNo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  creditCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  department?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  divisionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  head?: Resolver<Maybe<ResolversTypes['PersonMention']>, ParentType, ContextType>;
  issuedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  phones?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  projects?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['AdmissionStatus']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AdmissionPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdmissionPage'] = ResolversParentTypes['AdmissionPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Admission']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AdvertisementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Advertisement'] = ResolversParentTypes['Advertisement']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  divisionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  medium?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  phones?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  publishedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AdvertisementPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdvertisementPage'] = ResolversParentTypes['AdvertisementPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Advertisement']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AgencyRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AgencyRecord'] = ResolversParentTypes['AgencyRecord']> = {
  __resolveType: TypeResolveFn<'Account' | 'AccountEntry' | 'Admission' | 'Advertisement' | 'BusinessRole' | 'Complaint' | 'Course' | 'Incident' | 'Inspection' | 'Licence' | 'ListEntry' | 'Nonprofit' | 'Penalty' | 'PersonListEntry' | 'Registration' | 'RegistrationChange' | 'SchoolPost' | 'StaffMember' | 'TeacherCertificate', ParentType, ContextType>;
};

export type BusinessRoleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BusinessRole'] = ResolversParentTypes['BusinessRole']> = {
  creditCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['PersonMention']>, ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['BusinessPosition']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  share?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BusinessRolePageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BusinessRolePage'] = ResolversParentTypes['BusinessRolePage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['BusinessRole']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ComplaintResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Complaint'] = ResolversParentTypes['Complaint']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  channel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  divisionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  receivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['ComplaintType']>, ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ComplaintPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ComplaintPage'] = ResolversParentTypes['ComplaintPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Complaint']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CourseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Course'] = ResolversParentTypes['Course']> = {
  audience?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['CourseCategory']>, ParentType, ContextType>;
  endsAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  fee?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  lessonMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  licenceNo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  mode?: Resolver<Maybe<ResolversTypes['CourseMode']>, ParentType, ContextType>;
  months?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  startsAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  weekdays?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CoursePageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CoursePage'] = ResolversParentTypes['CoursePage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Course']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type EvidenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  asOf?: Resolver<ResolversTypes['LocalDate'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['AgencyRecord']>, ParentType, ContextType>;
  recordKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FaultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Fault'] = ResolversParentTypes['Fault']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FlagResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Flag'] = ResolversParentTypes['Flag']> = {
  category?: Resolver<ResolversTypes['FlagCategory'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['FlagCode'], ParentType, ContextType>;
  counterEvidence?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  evidence?: Resolver<ReadonlyArray<ResolversTypes['Evidence']>, ParentType, ContextType>;
  explanation?: Resolver<ResolversTypes['LocalText'], ParentType, ContextType>;
  firstSeen?: Resolver<ResolversTypes['LocalDate'], ParentType, ContextType>;
  guise?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastSeen?: Resolver<ResolversTypes['LocalDate'], ParentType, ContextType>;
  legalBasis?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  organisation?: Resolver<ResolversTypes['Organisation'], ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  ruleVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['FlagStatus'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['LocalText'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FlagConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FlagConnection'] = ResolversParentTypes['FlagConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FlagEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Flag']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type FlagEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FlagEdge'] = ResolversParentTypes['FlagEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Flag'], ParentType, ContextType>;
};

export type FlagPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FlagPage'] = ResolversParentTypes['FlagPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Flag']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type IncidentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Incident'] = ResolversParentTypes['Incident']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['IncidentCategory']>, ParentType, ContextType>;
  divisionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  occurredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IncidentPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IncidentPage'] = ResolversParentTypes['IncidentPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Incident']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type InspectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Inspection'] = ResolversParentTypes['Inspection']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  creditCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  divisionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  findings?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fine?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  inspectedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  licenceNo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  method?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['InspectionOutcome']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InspectionPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InspectionPage'] = ResolversParentTypes['InspectionPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Inspection']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type LicenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Licence'] = ResolversParentTypes['Licence']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  authority?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['LicenceCategory']>, ParentType, ContextType>;
  creditCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  divisionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  head?: Resolver<Maybe<ResolversTypes['PersonMention']>, ParentType, ContextType>;
  issuedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  licenceNo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nature?: Resolver<Maybe<ResolversTypes['LicenceNature']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  phones?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  principal?: Resolver<Maybe<ResolversTypes['PersonMention']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  stages?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['LicenceStatus']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LicencePageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LicencePage'] = ResolversParentTypes['LicencePage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Licence']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ListEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ListEntry'] = ResolversParentTypes['ListEntry']> = {
  creditCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  list?: Resolver<Maybe<ResolversTypes['ListColour']>, ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ListEntryPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ListEntryPage'] = ResolversParentTypes['ListEntryPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ListEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export interface LocalDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LocalDate'], any> {
  name: 'LocalDate';
}

export type LocalTextResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LocalText'] = ResolversParentTypes['LocalText']> = {
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Me'] = ResolversParentTypes['Me']> = {
  actions?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  divisions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  purpose?: Resolver<Maybe<ResolversTypes['Purpose']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  sources?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Flag' | 'Organisation' | 'Person', ParentType, ContextType>;
};

export type NonprofitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Nonprofit'] = ResolversParentTypes['Nonprofit']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  creditCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  divisionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  establishedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  head?: Resolver<Maybe<ResolversTypes['PersonMention']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  phones?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  scope?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['NonprofitStatus']>, ParentType, ContextType>;
  supervisor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NonprofitPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NonprofitPage'] = ResolversParentTypes['NonprofitPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Nonprofit']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OrganisationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Organisation'] = ResolversParentTypes['Organisation']> = {
  accountEntries?: Resolver<Maybe<ResolversTypes['AccountEntryPage']>, ParentType, ContextType, RequireFields<OrganisationAccountEntriesArgs, 'first'>>;
  accounts?: Resolver<Maybe<ResolversTypes['AccountPage']>, ParentType, ContextType, RequireFields<OrganisationAccountsArgs, 'first'>>;
  admissions?: Resolver<Maybe<ResolversTypes['AdmissionPage']>, ParentType, ContextType, RequireFields<OrganisationAdmissionsArgs, 'first'>>;
  advertisements?: Resolver<Maybe<ResolversTypes['AdvertisementPage']>, ParentType, ContextType, RequireFields<OrganisationAdvertisementsArgs, 'first'>>;
  complaints?: Resolver<Maybe<ResolversTypes['ComplaintPage']>, ParentType, ContextType, RequireFields<OrganisationComplaintsArgs, 'first'>>;
  courses?: Resolver<Maybe<ResolversTypes['CoursePage']>, ParentType, ContextType, RequireFields<OrganisationCoursesArgs, 'first'>>;
  creditCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  divisionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  firstSeen?: Resolver<ResolversTypes['LocalDate'], ParentType, ContextType>;
  flags?: Resolver<Maybe<ResolversTypes['FlagPage']>, ParentType, ContextType, RequireFields<OrganisationFlagsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  incidents?: Resolver<Maybe<ResolversTypes['IncidentPage']>, ParentType, ContextType, RequireFields<OrganisationIncidentsArgs, 'first'>>;
  industryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  inspections?: Resolver<Maybe<ResolversTypes['InspectionPage']>, ParentType, ContextType, RequireFields<OrganisationInspectionsArgs, 'first'>>;
  licences?: Resolver<Maybe<ResolversTypes['LicencePage']>, ParentType, ContextType, RequireFields<OrganisationLicencesArgs, 'first'>>;
  listEntries?: Resolver<Maybe<ResolversTypes['ListEntryPage']>, ParentType, ContextType, RequireFields<OrganisationListEntriesArgs, 'first'>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nonprofits?: Resolver<Maybe<ResolversTypes['NonprofitPage']>, ParentType, ContextType, RequireFields<OrganisationNonprofitsArgs, 'first'>>;
  penalties?: Resolver<Maybe<ResolversTypes['PenaltyPage']>, ParentType, ContextType, RequireFields<OrganisationPenaltiesArgs, 'first'>>;
  people?: Resolver<Maybe<ResolversTypes['PersonPage']>, ParentType, ContextType, RequireFields<OrganisationPeopleArgs, 'first'>>;
  predecessors?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Succession']>>, ParentType, ContextType, RequireFields<OrganisationPredecessorsArgs, 'first'>>;
  registered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  registration?: Resolver<Maybe<ResolversTypes['Registration']>, ParentType, ContextType, RequireFields<OrganisationRegistrationArgs, 'freshness'>>;
  registrationChanges?: Resolver<Maybe<ResolversTypes['RegistrationChangePage']>, ParentType, ContextType, RequireFields<OrganisationRegistrationChangesArgs, 'first'>>;
  registrations?: Resolver<Maybe<ResolversTypes['RegistrationPage']>, ParentType, ContextType, RequireFields<OrganisationRegistrationsArgs, 'first'>>;
  risk?: Resolver<ResolversTypes['Risk'], ParentType, ContextType>;
  roles?: Resolver<Maybe<ResolversTypes['BusinessRolePage']>, ParentType, ContextType, RequireFields<OrganisationRolesArgs, 'first'>>;
  staff?: Resolver<Maybe<ResolversTypes['StaffMemberPage']>, ParentType, ContextType, RequireFields<OrganisationStaffArgs, 'first'>>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  successors?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Succession']>>, ParentType, ContextType, RequireFields<OrganisationSuccessorsArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrganisationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganisationConnection'] = ResolversParentTypes['OrganisationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OrganisationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Organisation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type OrganisationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganisationEdge'] = ResolversParentTypes['OrganisationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Organisation'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PenaltyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Penalty'] = ResolversParentTypes['Penalty']> = {
  actType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  creditCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  facts?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  fine?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PenaltyPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PenaltyPage'] = ResolversParentTypes['PenaltyPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Penalty']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PersonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Person'] = ResolversParentTypes['Person']> = {
  certificates?: Resolver<Maybe<ResolversTypes['TeacherCertificatePage']>, ParentType, ContextType, RequireFields<PersonCertificatesArgs, 'first'>>;
  firstSeen?: Resolver<ResolversTypes['LocalDate'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  listEntries?: Resolver<Maybe<ResolversTypes['PersonListEntryPage']>, ParentType, ContextType, RequireFields<PersonListEntriesArgs, 'first'>>;
  masked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  mentions?: Resolver<Maybe<ResolversTypes['PersonMentionPage']>, ParentType, ContextType, RequireFields<PersonMentionsArgs, 'first'>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  roles?: Resolver<Maybe<ResolversTypes['BusinessRolePage']>, ParentType, ContextType, RequireFields<PersonRolesArgs, 'first'>>;
  schoolPosts?: Resolver<Maybe<ResolversTypes['SchoolPostPage']>, ParentType, ContextType, RequireFields<PersonSchoolPostsArgs, 'first'>>;
  staffPosts?: Resolver<Maybe<ResolversTypes['StaffMemberPage']>, ParentType, ContextType, RequireFields<PersonStaffPostsArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonListEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonListEntry'] = ResolversParentTypes['PersonListEntry']> = {
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  list?: Resolver<Maybe<ResolversTypes['ListColour']>, ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['PersonMention']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonListEntryPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonListEntryPage'] = ResolversParentTypes['PersonListEntryPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['PersonListEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PersonMentionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonMention'] = ResolversParentTypes['PersonMention']> = {
  certain?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  identityNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  masked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  record?: Resolver<ResolversTypes['AgencyRecord'], ParentType, ContextType>;
  slot?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PersonMentionPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonMentionPage'] = ResolversParentTypes['PersonMentionPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['PersonMention']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PersonPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonPage'] = ResolversParentTypes['PersonPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Person']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  asOf?: Resolver<ResolversTypes['LocalDate'], ParentType, ContextType>;
  endedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  firstSeen?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  recordKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  flag?: Resolver<Maybe<ResolversTypes['Flag']>, ParentType, ContextType, RequireFields<QueryFlagArgs, 'id'>>;
  flags?: Resolver<Maybe<ResolversTypes['FlagConnection']>, ParentType, ContextType, RequireFields<QueryFlagsArgs, 'first' | 'orderBy'>>;
  me?: Resolver<ResolversTypes['Me'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType, RequireFields<QueryOrganisationArgs, 'id'>>;
  organisationByCreditCode?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType, RequireFields<QueryOrganisationByCreditCodeArgs, 'creditCode'>>;
  organisations?: Resolver<Maybe<ResolversTypes['OrganisationConnection']>, ParentType, ContextType, RequireFields<QueryOrganisationsArgs, 'first' | 'orderBy'>>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType, RequireFields<QueryPersonArgs, 'id'>>;
  search?: Resolver<Maybe<ResolversTypes['SearchResult']>, ParentType, ContextType, RequireFields<QuerySearchArgs, 'first' | 'text'>>;
  sources?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Source']>>, ParentType, ContextType>;
};

export type RecordKindResolvers = { ACCOUNT: 'account', ACCOUNT_ENTRY: 'accountEntry', ADMISSION: 'admission', ADVERTISEMENT: 'advertisement', CERTIFICATE: 'certificate', COMPLAINT: 'complaint', COURSE: 'course', INCIDENT: 'incident', INSPECTION: 'inspection', LICENCE: 'licence', LIST_ENTRY: 'listEntry', NONPROFIT: 'nonprofit', PENALTY: 'penalty', PERSON_LIST_ENTRY: 'personListEntry', REGISTRATION: 'registration', REGISTRATION_CHANGE: 'registrationChange', ROLE: 'role', SCHOOL_TEACHER: 'schoolTeacher', STAFF: 'staff' };

export type RecordMatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordMatch'] = ResolversParentTypes['RecordMatch']> = {
  score?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  signals?: Resolver<ReadonlyArray<ResolversTypes['Signal']>, ParentType, ContextType>;
};

export type RegistrationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Registration'] = ResolversParentTypes['Registration']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  capital?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  creditCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  divisionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  establishedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  form?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  head?: Resolver<Maybe<ResolversTypes['PersonMention']>, ParentType, ContextType>;
  industryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  phones?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  replicaAgeSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  scope?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['RegistrationStatus']>, ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegistrationChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegistrationChange'] = ResolversParentTypes['RegistrationChange']> = {
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  changedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  creditCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  item?: Resolver<Maybe<ResolversTypes['RegistrationItem']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegistrationChangePageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegistrationChangePage'] = ResolversParentTypes['RegistrationChangePage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['RegistrationChange']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RegistrationPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegistrationPage'] = ResolversParentTypes['RegistrationPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Registration']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RiskResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Risk'] = ResolversParentTypes['Risk']> = {
  flagCodes?: Resolver<ReadonlyArray<ResolversTypes['FlagCode']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  severity?: Resolver<Maybe<ResolversTypes['Severity']>, ParentType, ContextType>;
};

export type RoleResolvers = { ADMIN: 'admin', ANALYST: 'analyst', AUDITOR: 'auditor', DASHBOARD: 'dashboard', ENFORCEMENT: 'enforcement', EXPORTER: 'exporter', REVIEWER: 'reviewer' };

export type SchoolPostResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SchoolPost'] = ResolversParentTypes['SchoolPost']> = {
  divisionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['PersonMention']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  school?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['SchoolPostStatus']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SchoolPostPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SchoolPostPage'] = ResolversParentTypes['SchoolPostPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['SchoolPost']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SearchHitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SearchHit'] = ResolversParentTypes['SearchHit']> = {
  organisation?: Resolver<ResolversTypes['Organisation'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type SearchResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SearchResult'] = ResolversParentTypes['SearchResult']> = {
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hits?: Resolver<ReadonlyArray<ResolversTypes['SearchHit']>, ParentType, ContextType>;
};

export type SignalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Signal'] = ResolversParentTypes['Signal']> = {
  detail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  signal?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Source'] = ResolversParentTypes['Source']> = {
  agency?: Resolver<ResolversTypes['LocalText'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  modes?: Resolver<ReadonlyArray<ResolversTypes['SourceMode']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SourceState'], ParentType, ContextType>;
  tables?: Resolver<ReadonlyArray<ResolversTypes['SourceTable']>, ParentType, ContextType>;
};

export type SourceTableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SourceTable'] = ResolversParentTypes['SourceTable']> = {
  asOf?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  failingSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['RecordKind']>, ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastSuccessAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  recordType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SourceState'], ParentType, ContextType>;
};

export type StaffMemberResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StaffMember'] = ResolversParentTypes['StaffMember']> = {
  certificateNo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  licenceNo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  nationality?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['PersonMention']>, ParentType, ContextType>;
  phones?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['StaffPost']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StaffMemberPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StaffMemberPage'] = ResolversParentTypes['StaffMemberPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SuccessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Succession'] = ResolversParentTypes['Succession']> = {
  kind?: Resolver<ResolversTypes['SuccessionKind'], ParentType, ContextType>;
  predecessor?: Resolver<ResolversTypes['Organisation'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['Signal']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  successor?: Resolver<ResolversTypes['Organisation'], ParentType, ContextType>;
};

export type TeacherCertificateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TeacherCertificate'] = ResolversParentTypes['TeacherCertificate']> = {
  certificateNo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['Fault']>, ParentType, ContextType>;
  issuedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  level?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['RecordMatch']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['PersonMention']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  withheld?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TeacherCertificatePageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TeacherCertificatePage'] = ResolversParentTypes['TeacherCertificatePage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['TeacherCertificate']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Account?: AccountResolvers<ContextType>;
  AccountEntry?: AccountEntryResolvers<ContextType>;
  AccountEntryPage?: AccountEntryPageResolvers<ContextType>;
  AccountPage?: AccountPageResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  Admission?: AdmissionResolvers<ContextType>;
  AdmissionPage?: AdmissionPageResolvers<ContextType>;
  Advertisement?: AdvertisementResolvers<ContextType>;
  AdvertisementPage?: AdvertisementPageResolvers<ContextType>;
  AgencyRecord?: AgencyRecordResolvers<ContextType>;
  BusinessRole?: BusinessRoleResolvers<ContextType>;
  BusinessRolePage?: BusinessRolePageResolvers<ContextType>;
  Complaint?: ComplaintResolvers<ContextType>;
  ComplaintPage?: ComplaintPageResolvers<ContextType>;
  Course?: CourseResolvers<ContextType>;
  CoursePage?: CoursePageResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Evidence?: EvidenceResolvers<ContextType>;
  Fault?: FaultResolvers<ContextType>;
  Flag?: FlagResolvers<ContextType>;
  FlagConnection?: FlagConnectionResolvers<ContextType>;
  FlagEdge?: FlagEdgeResolvers<ContextType>;
  FlagPage?: FlagPageResolvers<ContextType>;
  Incident?: IncidentResolvers<ContextType>;
  IncidentPage?: IncidentPageResolvers<ContextType>;
  Inspection?: InspectionResolvers<ContextType>;
  InspectionPage?: InspectionPageResolvers<ContextType>;
  Licence?: LicenceResolvers<ContextType>;
  LicencePage?: LicencePageResolvers<ContextType>;
  ListEntry?: ListEntryResolvers<ContextType>;
  ListEntryPage?: ListEntryPageResolvers<ContextType>;
  LocalDate?: GraphQLScalarType;
  LocalText?: LocalTextResolvers<ContextType>;
  Me?: MeResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Nonprofit?: NonprofitResolvers<ContextType>;
  NonprofitPage?: NonprofitPageResolvers<ContextType>;
  Organisation?: OrganisationResolvers<ContextType>;
  OrganisationConnection?: OrganisationConnectionResolvers<ContextType>;
  OrganisationEdge?: OrganisationEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Penalty?: PenaltyResolvers<ContextType>;
  PenaltyPage?: PenaltyPageResolvers<ContextType>;
  Person?: PersonResolvers<ContextType>;
  PersonListEntry?: PersonListEntryResolvers<ContextType>;
  PersonListEntryPage?: PersonListEntryPageResolvers<ContextType>;
  PersonMention?: PersonMentionResolvers<ContextType>;
  PersonMentionPage?: PersonMentionPageResolvers<ContextType>;
  PersonPage?: PersonPageResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordKind?: RecordKindResolvers;
  RecordMatch?: RecordMatchResolvers<ContextType>;
  Registration?: RegistrationResolvers<ContextType>;
  RegistrationChange?: RegistrationChangeResolvers<ContextType>;
  RegistrationChangePage?: RegistrationChangePageResolvers<ContextType>;
  RegistrationPage?: RegistrationPageResolvers<ContextType>;
  Risk?: RiskResolvers<ContextType>;
  Role?: RoleResolvers;
  SchoolPost?: SchoolPostResolvers<ContextType>;
  SchoolPostPage?: SchoolPostPageResolvers<ContextType>;
  SearchHit?: SearchHitResolvers<ContextType>;
  SearchResult?: SearchResultResolvers<ContextType>;
  Signal?: SignalResolvers<ContextType>;
  Source?: SourceResolvers<ContextType>;
  SourceTable?: SourceTableResolvers<ContextType>;
  StaffMember?: StaffMemberResolvers<ContextType>;
  StaffMemberPage?: StaffMemberPageResolvers<ContextType>;
  Succession?: SuccessionResolvers<ContextType>;
  TeacherCertificate?: TeacherCertificateResolvers<ContextType>;
  TeacherCertificatePage?: TeacherCertificatePageResolvers<ContextType>;
};

