export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant, RFC 3339, given in UTC. */
  DateTime: { input: string; output: string; }
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

/** A page of records (Relay connection). */
export type AccountConnection = {
  readonly __typename?: 'AccountConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<AccountEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Account>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type AccountEdge = {
  readonly __typename?: 'AccountEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: Account;
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

/** A page of records (Relay connection). */
export type AccountEntryConnection = {
  readonly __typename?: 'AccountEntryConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<AccountEntryEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<AccountEntry>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type AccountEntryEdge = {
  readonly __typename?: 'AccountEntryEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: AccountEntry;
};

/** Conditions on one record: an entry of a supervised account (账户流水). All that are given must hold of the same record. */
export type AccountEntryFilter = {
  /** Account. */
  readonly accountRef?: InputMaybe<TextCondition>;
  /** Amount in yuan. */
  readonly amount?: InputMaybe<AmountRange>;
  /** Pseudonym of the contract party. */
  readonly buyerRef?: InputMaybe<TextCondition>;
  /** Contract. */
  readonly contractNo?: InputMaybe<TextCondition>;
  /** Course. */
  readonly courseId?: InputMaybe<TextCondition>;
  /** Invoice. */
  readonly invoiceNo?: InputMaybe<TextCondition>;
  /** Lessons paid for. */
  readonly lessons?: InputMaybe<AmountRange>;
  /** Months paid for. */
  readonly months?: InputMaybe<AmountRange>;
  /** Pseudonym of the payer. */
  readonly payerRef?: InputMaybe<TextCondition>;
  /** Posted. */
  readonly postedAt?: InputMaybe<DayRange>;
  /** Kind of entry; one of these. */
  readonly type?: InputMaybe<ReadonlyArray<AccountEntryType>>;
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

/** Conditions on one record: a supervised tuition account (资金监管账户). All that are given must hold of the same record. */
export type AccountFilter = {
  /** Account, as the bank names it. */
  readonly accountRef?: InputMaybe<TextCondition>;
  /** Balance in yuan. */
  readonly balance?: InputMaybe<AmountRange>;
  /** Day of the balance. */
  readonly balanceOn?: InputMaybe<DayRange>;
  /** Credit code. */
  readonly creditCode?: InputMaybe<TextCondition>;
  /** Licence. */
  readonly licenceNo?: InputMaybe<TextCondition>;
  /** Minimum balance in yuan. */
  readonly minimumBalance?: InputMaybe<AmountRange>;
  /** Opened on. */
  readonly openedOn?: InputMaybe<DayRange>;
  /** Status; one of these. */
  readonly status?: InputMaybe<ReadonlyArray<AccountStatus>>;
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

/** A page of records (Relay connection). */
export type AdmissionConnection = {
  readonly __typename?: 'AdmissionConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<AdmissionEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Admission>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type AdmissionEdge = {
  readonly __typename?: 'AdmissionEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: Admission;
};

/** Conditions on one record: an admission to non-subject training by culture, sport or science (非学科类准入). All that are given must hold of the same record. */
export type AdmissionFilter = {
  /** Place. */
  readonly address?: InputMaybe<TextCondition>;
  /** Number (准入证号). */
  readonly admissionNo?: InputMaybe<TextCondition>;
  /** Unified social credit code. */
  readonly creditCode?: InputMaybe<TextCondition>;
  /** Department. */
  readonly department?: InputMaybe<TextCondition>;
  /** A division with everything below it. */
  readonly divisionCode?: InputMaybe<Scalars['String']['input']>;
  /** Person in charge (负责人); needs the right to read people. */
  readonly head?: InputMaybe<PersonFilter>;
  /** Admitted on (准入日期). */
  readonly issuedOn?: InputMaybe<DayRange>;
  /** Name (机构名称). */
  readonly name?: InputMaybe<TextCondition>;
  /** What is taught (培训项目). */
  readonly projects?: InputMaybe<TextCondition>;
  /** Status (状态); one of these. */
  readonly status?: InputMaybe<ReadonlyArray<AdmissionStatus>>;
  /** Valid until. */
  readonly validUntil?: InputMaybe<DayRange>;
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

/** A page of records (Relay connection). */
export type AdvertisementConnection = {
  readonly __typename?: 'AdvertisementConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<AdvertisementEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Advertisement>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type AdvertisementEdge = {
  readonly __typename?: 'AdvertisementEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: Advertisement;
};

/** Conditions on one record: an advertisement caught by monitoring (广告监测). All that are given must hold of the same record. */
export type AdvertisementFilter = {
  /** Address as shown. */
  readonly address?: InputMaybe<TextCondition>;
  /** Text (广告内容). */
  readonly content?: InputMaybe<TextCondition>;
  /** A division with everything below it. */
  readonly divisionCode?: InputMaybe<Scalars['String']['input']>;
  /** Where it ran (媒体). */
  readonly medium?: InputMaybe<TextCondition>;
  /** Advertiser as shown. */
  readonly name?: InputMaybe<TextCondition>;
  /** First seen (发布日期). */
  readonly publishedOn?: InputMaybe<DayRange>;
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

/** A page of records of several kinds (Relay connection). */
export type AgencyRecordConnection = {
  readonly __typename?: 'AgencyRecordConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<AgencyRecordEdge>;
  /** The records, newest first. */
  readonly nodes: ReadonlyArray<AgencyRecord>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type AgencyRecordEdge = {
  readonly __typename?: 'AgencyRecordEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: AgencyRecord;
};

/** An organisation that an ambiguous record fits. */
export type AmbiguousCandidate = {
  readonly __typename?: 'AmbiguousCandidate';
  /** The organisation; null: outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** Sum of the signals' weights in milli-bits. */
  readonly score: Scalars['Int']['output'];
};

/** A record that fits several organisations alike. */
export type AmbiguousRecord = {
  readonly __typename?: 'AmbiguousRecord';
  /** The organisations it fits, best first. */
  readonly candidates: ReadonlyArray<AmbiguousCandidate>;
  /** The record; null: of a kind that the caller may not read. */
  readonly record: Maybe<AgencyRecord>;
};

/** A span of amounts; a field without a value lies in none. */
export type AmountRange = {
  /** At most this. */
  readonly max?: InputMaybe<Scalars['Decimal']['input']>;
  /** At least this. */
  readonly min?: InputMaybe<Scalars['Decimal']['input']>;
};

/** A page of the audit. An auditor with divisions sees what callers did who were limited to places within them. */
export type AuditConnection = {
  readonly __typename?: 'AuditConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<AuditEdge>;
  /** The entries. */
  readonly nodes: ReadonlyArray<AuditEntry>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** Always empty: the entries are the hub's own, and no agency's table can be out of date for them. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many entries there are. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An entry and where it stands. */
export type AuditEdge = {
  readonly __typename?: 'AuditEdge';
  /** For `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: AuditEntry;
};

/** One thing that somebody did: what was read of whom, never what it said. */
export type AuditEntry = {
  readonly __typename?: 'AuditEntry';
  /** What was done. */
  readonly action: Scalars['String']['output'];
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** Number of the entry; grows with time. */
  readonly auditId: Scalars['ID']['output'];
  /** Subject of the caller's token, or the hub's own work. */
  readonly caller: Scalars['String']['output'];
  /** SHA-256 of the document of a query; null for other entries. */
  readonly document: Maybe<Scalars['String']['output']>;
  /** Name of the operation, or id of the run or request at the agency; null: none was given. */
  readonly operation: Maybe<Scalars['String']['output']>;
  /** Purpose named with the request; NONE: none. */
  readonly purpose: Scalars['String']['output'];
  /** What was read: ids of people, and places of records as `source/type/key#field`. Empty for entries of other kinds. */
  readonly read: ReadonlyArray<Scalars['String']['output']>;
  /** Records of agencies that a query read; null for other entries. */
  readonly records: Maybe<Scalars['Int']['output']>;
  /** What all entries of one request share; null: the entry stands alone. */
  readonly request: Maybe<Scalars['String']['output']>;
  /** Role; `system` for the hub's own work. */
  readonly role: Scalars['String']['output'];
  /** Subjects, or rows, that the entry covers. */
  readonly rows: Scalars['Int']['output'];
  /** Variables of a query as JSON, texts taken out; null for other entries. */
  readonly variables: Maybe<Scalars['String']['output']>;
};

/** Which entries of the audit are wanted; all conditions must hold. */
export type AuditFilter = {
  /** Actions, like `personName:read`, `query:run`, `clearance:ask`, `bundle:write`. */
  readonly actions?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Subject of the caller's token. */
  readonly caller?: InputMaybe<Scalars['String']['input']>;
  /** From this instant on. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Purposes they named. */
  readonly purposes?: InputMaybe<ReadonlyArray<Purpose>>;
  /** Entries of one request. */
  readonly request?: InputMaybe<Scalars['String']['input']>;
  /** Roles the callers had. */
  readonly roles?: InputMaybe<ReadonlyArray<Role>>;
  /** Entries about this: a person's id, or a place like `source/type/key#field`. */
  readonly subject?: InputMaybe<Scalars['String']['input']>;
  /** Before this instant. */
  readonly until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What a ban covers. */
export type BanScope =
  /** Founding or controlling a school (举办、实际控制). */
  | 'FOUNDING'
  /** The trade as a whole, in any post (行业禁入). */
  | 'INDUSTRY_ENTRY'
  /** Being certified as a teacher (教师资格认定). */
  | 'QUALIFICATION'
  /** Being recruited as a teacher (教师招聘). */
  | 'RECRUITMENT'
  /** Teaching (任教). */
  | 'TEACHING';

/** How a source's circuit breaker stands. */
export type Breaker = {
  readonly __typename?: 'Breaker';
  /** Since when the source fails; null: it does not. */
  readonly since: Maybe<Scalars['DateTime']['output']>;
  /** The state. */
  readonly state: BreakerState;
};

/** States of a circuit breaker. */
export type BreakerState =
  /** The source is called. */
  | 'CLOSED'
  /** One call is let through to see whether the source is back. */
  | 'HALF_OPEN'
  /** The source failed several times in a row; calls are refused at once, the replica answers. */
  | 'OPEN';

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

/** A page of records (Relay connection). */
export type BusinessRoleConnection = {
  readonly __typename?: 'BusinessRoleConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<BusinessRoleEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<BusinessRole>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type BusinessRoleEdge = {
  readonly __typename?: 'BusinessRoleEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: BusinessRole;
};

/** Conditions on one record: a person’s post or share in a business (主体人员). All that are given must hold of the same record. */
export type BusinessRoleFilter = {
  /** Business. */
  readonly creditCode?: InputMaybe<TextCondition>;
  /** First day (开始日期). */
  readonly from?: InputMaybe<DayRange>;
  /** The person; needs the right to read people. */
  readonly person?: InputMaybe<PersonFilter>;
  /** Post (职务); one of these. */
  readonly position?: InputMaybe<ReadonlyArray<BusinessPosition>>;
  /** Share in per cent (持股比例). */
  readonly share?: InputMaybe<AmountRange>;
  /** Last day; null: still (结束日期). */
  readonly to?: InputMaybe<DayRange>;
};

/** An answer of the police about a person; the record behind it stays with the police. Source: public security. */
export type Clearance = {
  readonly __typename?: 'Clearance';
  /** When the police answered; null: they were not asked, for the person's number is unusable. */
  readonly checkedAt: Maybe<Scalars['DateTime']['output']>;
  /** Whether the police answered just now or the hub held the answer. */
  readonly freshness: Freshness;
  /** The answer. */
  readonly result: ClearanceResult;
  /** What was searched; null: nobody could be asked. */
  readonly scope: Maybe<ClearanceScope>;
  /** Until when the answer holds; it is asked again before. */
  readonly validUntil: Maybe<Scalars['DateTime']['output']>;
};

/** What the police answered. */
export type ClearanceResult =
  /** Nothing is known. */
  | 'CLEAR'
  /** Something is known that keeps the person from such work; a person must ask again before acting. */
  | 'RESTRICTED'
  /** The police cannot say, or the person's number is unusable and they were not asked. */
  | 'UNKNOWN';

/** What the police searched. */
export type ClearanceScope =
  /** Sexual offences, abuse, abduction and violent injury. */
  | 'ART62'
  /** Sexual offences alone. */
  | 'SEX';

/** One fact that would have to be shown. */
export type ClearingFact = {
  readonly __typename?: 'ClearingFact';
  /** What kind of fact. */
  readonly kind: ClearingKind;
  /** The other organisation, where it is about carrying on; null: none. */
  readonly organisationId: Maybe<Scalars['ID']['output']>;
  /** The person; null: none, everybody, or the caller may not read people. */
  readonly personId: Maybe<Scalars['ID']['output']>;
  /** The record it is about; null: none. */
  readonly ref: Maybe<RecordRef>;
  /** In one sentence. */
  readonly text: LocalText;
};

/** Kinds of fact. */
export type ClearingKind =
  /** A supervised account for tuition. */
  | 'ACCOUNT_SHOWN'
  /** The teacher's certificate, found valid. */
  | 'CERTIFICATE_SHOWN'
  /** A police check that raises nothing. */
  | 'CLEARANCE_SHOWN'
  /** The organisation's own entry is corrected or changed. */
  | 'ENTRY_PUT_RIGHT'
  /** An inspection that finds nothing. */
  | 'INSPECTED'
  /** A licence for school subjects that was valid at the time. */
  | 'LICENCE_SHOWN'
  /** The registration as a nonprofit. */
  | 'NONPROFIT_SHOWN'
  /** The two organisations do not carry each other on. */
  | 'NOT_CARRIED_ON'
  /** The person left before, or never held the post. */
  | 'PERSON_LEFT'
  /** The record is wrong, not about it, or was put right. */
  | 'RECORD_SET_ASIDE';

/** The title of a column. */
export type ColumnTitleInput = {
  /** Path of the column ("licences.licenceNo"). */
  readonly path: Scalars['String']['input'];
  /** Title. */
  readonly title: Scalars['String']['input'];
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

/** A page of records (Relay connection). */
export type ComplaintConnection = {
  readonly __typename?: 'ComplaintConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<ComplaintEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Complaint>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type ComplaintEdge = {
  readonly __typename?: 'ComplaintEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: Complaint;
};

/** Conditions on one record: a complaint to the hotline (诉求工单); nothing of the person who complains. All that are given must hold of the same record. */
export type ComplaintFilter = {
  /** Its place (被反映地址). */
  readonly address?: InputMaybe<TextCondition>;
  /** Channel (渠道). */
  readonly channel?: InputMaybe<TextCondition>;
  /** Text, redacted (诉求内容). */
  readonly content?: InputMaybe<TextCondition>;
  /** A division with everything below it. */
  readonly divisionCode?: InputMaybe<Scalars['String']['input']>;
  /** Organisation complained about (被反映单位). */
  readonly name?: InputMaybe<TextCondition>;
  /** Received (受理时间). */
  readonly receivedAt?: InputMaybe<DayRange>;
  /** Kind (诉求类型); one of these. */
  readonly type?: InputMaybe<ReadonlyArray<ComplaintType>>;
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

/** A page of records (Relay connection). */
export type CourseConnection = {
  readonly __typename?: 'CourseConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<CourseEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Course>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type CourseEdge = {
  readonly __typename?: 'CourseEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: Course;
};

/** Conditions on one record: a course that an institution has filed (课程备案). All that are given must hold of the same record. */
export type CourseFilter = {
  /** Who it is for (招生对象). */
  readonly audience?: InputMaybe<TextCondition>;
  /** Declared category (课程类别); one of these. */
  readonly category?: InputMaybe<ReadonlyArray<CourseCategory>>;
  /** Fee in yuan (费用). */
  readonly fee?: InputMaybe<AmountRange>;
  /** First day (开始日期). */
  readonly from?: InputMaybe<DayRange>;
  /** Minutes a lesson (每课时时长). */
  readonly lessonMinutes?: InputMaybe<AmountRange>;
  /** Institution. */
  readonly licenceNo?: InputMaybe<TextCondition>;
  /** How it is taught (授课方式); one of these. */
  readonly mode?: InputMaybe<ReadonlyArray<CourseMode>>;
  /** Months that the fee covers (收费月数). */
  readonly months?: InputMaybe<AmountRange>;
  /** Name of the course (课程名称). */
  readonly name?: InputMaybe<TextCondition>;
  /** Last day (结束日期). */
  readonly to?: InputMaybe<DayRange>;
  /** Days on which it is taught, as written (授课日). */
  readonly weekdays?: InputMaybe<TextCondition>;
};

/** How a course is taught. */
export type CourseMode =
  /** On site. */
  | 'OFFLINE'
  /** Online. */
  | 'ONLINE';

/** A span of days; a field without a value lies in none. */
export type DayRange = {
  /** Before this day. */
  readonly before?: InputMaybe<Scalars['LocalDate']['input']>;
  /** This day or later. */
  readonly from?: InputMaybe<Scalars['LocalDate']['input']>;
};

/** What is decided, on whom and why. */
export type DecideMatchInput = {
  /** One side; the predecessor for CARRIES_ON and DOES_NOT_CARRY_ON. */
  readonly a: MatchSideInput;
  /** The other side. */
  readonly b: MatchSideInput;
  /** Why; kept with the decision. */
  readonly reason: Scalars['String']['input'];
  /** The verdict. */
  readonly verdict: MatchVerdict;
};

/** What became of a decision. */
export type DecideMatchOutcome = DecisionRefused | MatchDecision;

/** What the last resolution found against a decision that stands. */
export type DecisionConflict =
  /** Not obeyed: another decision keeps the two, or what they stand with, apart. */
  | 'KEPT_APART'
  /** Not obeyed: both hang on one entry of a register, so nothing is left to tell apart. */
  | 'ONE_ENTRY'
  /** Obeyed, although the two have different valid credit codes. */
  | 'TWO_CODES'
  /** Obeyed, although the two have different valid identity numbers. */
  | 'TWO_NUMBERS'
  /** Not obeyed: the same text was said to be about two organisations. */
  | 'TWO_ORGANISATIONS';

/** A decision that was not kept. */
export type DecisionRefused = {
  readonly __typename?: 'DecisionRefused';
  /** Stable code: NOT_FOUND (a side, or the decision, is not there or not yours to see), INVALID_INPUT. */
  readonly code: Scalars['String']['output'];
  /** One sentence that says what to do. */
  readonly message: Scalars['String']['output'];
};

/** What a decision is about. */
export type DecisionSubject =
  /** Organisations: two records, or the organisations they found. */
  | 'ORGANISATION'
  /** People: two places where records name somebody. */
  | 'PERSON';

/** Who an expert is. */
export type DeclareExpertInput = {
  /** Who they are. */
  readonly personId: Scalars['ID']['input'];
  /** Their relatives, as they declared them. */
  readonly relatives: ReadonlyArray<Scalars['ID']['input']>;
  /** Subject of the expert's token. */
  readonly subject: Scalars['String']['input'];
};

/** What became of a declaration. */
export type DeclareExpertOutcome = DeclaredExpert | ReviewInvalidInput;

/** An expert whose interests the hub can find. */
export type DeclaredExpert = {
  readonly __typename?: 'DeclaredExpert';
  /** How many relatives were declared. */
  readonly relatives: Scalars['Int']['output'];
  /** Subject of the expert's token. */
  readonly subject: Scalars['String']['output'];
};

/** A division (行政区划, GB/T 2260): a province, a prefecture or a county, with what the caller may see in it. Codes of former years are carried over to those of today. */
export type Division = {
  readonly __typename?: 'Division';
  /** What lies directly in it, by code; empty for counties. */
  readonly children: ReadonlyArray<Division>;
  /** Six digits; provinces end in 0000, prefectures in 00. */
  readonly code: Scalars['String']['output'];
  /** Name with everything that it lies in (山西省太原市小店区); null with `name`. */
  readonly fullName: Maybe<Scalars['String']['output']>;
  /** What kind of division it is. */
  readonly level: DivisionLevel;
  /** Name (小店区); null: a code that the national table does not have, such as a development zone. */
  readonly name: Maybe<Scalars['String']['output']>;
  /**
   * Organisations in it and everything below it, a page at a time, of those that the caller may see. As of a day: those that lay in it by what the hub knew then, with
   * the refusals of `organisations` in the query.
   */
  readonly organisations: Maybe<OrganisationConnection>;
  /** What it lies in; null for provinces. Counties of Beijing, Tianjin, Shanghai and Chongqing, and those that answer to a province directly, lie in it. */
  readonly parent: Maybe<Division>;
  /** Its measures for a day, within the caller's divisions; the same as `divisionStatistics` for its code. */
  readonly statistics: Maybe<DivisionStatistics>;
};


/** A division (行政区划, GB/T 2260): a province, a prefecture or a county, with what the caller may see in it. Codes of former years are carried over to those of today. */
export type DivisionOrganisationsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  asOf: InputMaybe<Scalars['LocalDate']['input']>;
  filter: InputMaybe<OrganisationFilter>;
  first?: Scalars['Int']['input'];
  orderBy: InputMaybe<OrganisationOrder>;
};


/** A division (行政区划, GB/T 2260): a province, a prefecture or a county, with what the caller may see in it. Codes of former years are carried over to those of today. */
export type DivisionStatisticsArgs = {
  base?: Scalars['LocalDate']['input'];
  on: InputMaybe<Scalars['LocalDate']['input']>;
};

/** Kinds of division. */
export type DivisionLevel =
  /** A county, district or county-level city (县级). */
  | 'COUNTY'
  /** A prefecture or city (地级). */
  | 'PREFECTURE'
  /** A province, autonomous region or municipality (省级). */
  | 'PROVINCE';

/** The measures of a division (底数与指标). */
export type DivisionStatistics = {
  readonly __typename?: 'DivisionStatistics';
  /** The division; null: all that the caller may see. */
  readonly divisionCode: Maybe<Scalars['String']['output']>;
  /** Training places by licence and registration; null: licences or registrations were never read, or are not the caller's to see. */
  readonly licenceMatrix: Maybe<LicenceMatrix>;
  /** The measures, in the order of the list of codes. A group of them is one pass over the division. */
  readonly measures: Maybe<ReadonlyArray<Measure>>;
  /** The day of the figures. */
  readonly on: Scalars['LocalDate']['output'];
};


/** The measures of a division (底数与指标). */
export type DivisionStatisticsMeasuresArgs = {
  codes: InputMaybe<ReadonlyArray<MeasureCode>>;
};

/**
 * Everything the hub knows of one organisation or unregistered place: what rules judge, as far as the caller may read it. Its lists by kind of record
 * stand under `organisation`.
 */
export type Dossier = {
  readonly __typename?: 'Dossier';
  /** Day whose knowledge it shows: today, or the day asked for. */
  readonly asOf: Scalars['LocalDate']['output'];
  /** What the hub holds of it: each kind of record that can be about an organisation, those of which there is none as well. */
  readonly holdings: ReadonlyArray<DossierHolding>;
  /** The organisation with its records, flags and risk, as known on that day. */
  readonly organisation: Organisation;
  /**
   * Inspections of others, or of nobody known, in a room in which it is registered, that ended with a stop notice, a case, seals or a ban; by record key. What
   * counts as one room is known as of now alone.
   */
  readonly premises: Maybe<InspectionConnection>;
  /** Its records of all kinds together, those first that speak for the newest day; kinds that the caller may not read are left out (`holdings` tells which). */
  readonly records: Maybe<AgencyRecordConnection>;
  /** What happened to it and when, newest first, as its records, flags, cases and successions tell it. Successions are left out as of a day before today. */
  readonly timeline: Maybe<TimelineConnection>;
};


/**
 * Everything the hub knows of one organisation or unregistered place: what rules judge, as far as the caller may read it. Its lists by kind of record
 * stand under `organisation`.
 */
export type DossierPremisesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * Everything the hub knows of one organisation or unregistered place: what rules judge, as far as the caller may read it. Its lists by kind of record
 * stand under `organisation`.
 */
export type DossierRecordsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  kinds: InputMaybe<ReadonlyArray<RecordKind>>;
};


/**
 * Everything the hub knows of one organisation or unregistered place: what rules judge, as far as the caller may read it. Its lists by kind of record
 * stand under `organisation`.
 */
export type DossierTimelineArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  events: InputMaybe<ReadonlyArray<TimelineEventKind>>;
  first?: Scalars['Int']['input'];
  from: InputMaybe<Scalars['LocalDate']['input']>;
  until: InputMaybe<Scalars['LocalDate']['input']>;
};

/** What a dossier holds of one kind of record. */
export type DossierHolding = {
  readonly __typename?: 'DossierHolding';
  /** Newest day for which one of them speaks; null: there is none, or the caller may not read them. */
  readonly asOf: Maybe<Scalars['LocalDate']['output']>;
  /** The kind. */
  readonly kind: RecordKind;
  /** How many records of it; null: the caller may not read such records. */
  readonly records: Maybe<Scalars['Int']['output']>;
  /** How fresh the tables are from which they come, as of now. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** Whether some source that the caller sees has ever been read for such records. False: that there is none says nothing. */
  readonly told: Scalars['Boolean']['output'];
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

/** A page of a flag's evidence (Relay connection), in the order in which the rule names it. */
export type EvidenceConnection = {
  readonly __typename?: 'EvidenceConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<EvidenceEdge>;
  /** The entries alone. */
  readonly nodes: ReadonlyArray<Evidence>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are in which the evidence stands. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type EvidenceEdge = {
  readonly __typename?: 'EvidenceEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record and field. */
  readonly node: Evidence;
};

/** One signal with its row of the matching model. */
export type ExplainedSignal = {
  readonly __typename?: 'ExplainedSignal';
  /** Value of one side, as the caller may see it; null: in no field of its own, or not theirs to see. */
  readonly a: Maybe<Scalars['String']['output']>;
  /** Value of the other side. */
  readonly b: Maybe<Scalars['String']['output']>;
  /** Weight in bits, less what many share; one more doubles the odds, negative speaks against. */
  readonly bits: Scalars['Float']['output'];
  /** What was compared, without personal values; null: nothing to add. */
  readonly detail: Maybe<Scalars['String']['output']>;
  /** What was found (SAME_ROOM, BRAND_HOMOPHONE …); null: a person decided. */
  readonly level: Maybe<Scalars['String']['output']>;
  /** Why it weighs. */
  readonly reason: Scalars['String']['output'];
  /** Article or standard that the level follows; null: none. */
  readonly rule: Maybe<Scalars['String']['output']>;
  /** Name of the signal. */
  readonly signal: Scalars['String']['output'];
};

/** One value of a property and how many have it, the most frequent first. */
export type Facet = {
  readonly __typename?: 'Facet';
  /** How many. Null: fewer than five where the count tells of people (or kept back so that such a count cannot be reckoned from the others). */
  readonly count: Maybe<Scalars['Int']['output']>;
  /** The value; null: not known, or none. */
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

/** What one record says of a field. */
export type FieldClaim = {
  readonly __typename?: 'FieldClaim';
  /** Columns of the agency's table from which the field is made, in their order; empty: a constant of the mapping, or the mapping no longer has the table. */
  readonly columns: ReadonlyArray<Scalars['String']['output']>;
  /** Whether `value` is masked or left out because of the caller's role or purpose. */
  readonly masked: Scalars['Boolean']['output'];
  /** The run that last took the row in; null: the store does not tell, or the row came with a part of the hub itself. A record of which an earlier content is shown came with an earlier run. */
  readonly reading: Maybe<FieldReading>;
  /** The record, with its source, type, key and the day for which it speaks. */
  readonly record: AgencyRecord;
  /** Its field. */
  readonly recordField: Scalars['String']['output'];
  /** The value as a text; masked (王**, ****0001) unless role and purpose allow, and then every clear read is audited. Null: the caller may see nothing of it. */
  readonly value: Maybe<Scalars['String']['output']>;
};

/** A run that read a row. */
export type FieldReading = {
  readonly __typename?: 'FieldReading';
  /** Its as-of day. */
  readonly asOf: Scalars['LocalDate']['output'];
  /** Id of the run. */
  readonly runId: Scalars['ID']['output'];
};

/** Where a field comes from, and whether others say the same. */
export type FieldSource = {
  readonly __typename?: 'FieldSource';
  /** How many other records give the same value, as the caller sees it: masked names that look alike count as the same. */
  readonly agreeing: Scalars['Int']['output'];
  /** The field. */
  readonly field: OrganisationField;
  /** Records that give another value, in the order in which they would be shown. */
  readonly others: ReadonlyArray<FieldClaim>;
  /** The value that is shown, and the record that gives it. */
  readonly shown: FieldClaim;
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
  readonly evidence: EvidenceConnection;
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
  /** The newest case on it; null: none. */
  readonly review: Maybe<ReviewCase>;
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
  /** What would clear it: the smallest set of facts that would bring it below MEDIUM (one that is below already: away), found by asking the rule again. A checklist for the officer and what the organisation can answer to; no promise. Null: the hub cannot tell. */
  readonly whatWouldClear: Maybe<FlagClearing>;
};


/** A risk flag: a lead for a person to check, never a verdict, with its evidence and what speaks against it. */
export type FlagEvidenceArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
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

/** What would clear a flag, as of today. */
export type FlagClearing = {
  readonly __typename?: 'FlagClearing';
  /** What has to be shown, all of it; null: no set of such facts would do. */
  readonly facts: Maybe<ReadonlyArray<ClearingFact>>;
  /** Whether every smaller set was tried; false: none of these can be left out, but another set may be smaller. */
  readonly smallest: Scalars['Boolean']['output'];
  /** Whether the rule still finds it today; false: nothing has to be shown. */
  readonly stillFound: Scalars['Boolean']['output'];
};

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
  /** A police check needs attention; nothing more is told. Seen by reviewers and enforcement, and in the bundle; for other roles it is nowhere. */
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
  /** How fresh the tables are from which such entries come. */
  readonly sources: ReadonlyArray<SourceStatus>;
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

/** Flags counted by their properties; each field is one count over what the filter finds. */
export type FlagFacets = {
  readonly __typename?: 'FlagFacets';
  /** By group of codes. */
  readonly byCategory: Maybe<ReadonlyArray<Facet>>;
  /** By code. */
  readonly byCode: Maybe<ReadonlyArray<Facet>>;
  /** By division of the organisation, at a level of the code. */
  readonly byDivision: Maybe<ReadonlyArray<Facet>>;
  /** By disguise. */
  readonly byGuise: Maybe<ReadonlyArray<Facet>>;
  /** By industry of the organisation (GB/T 4754): letter and the first two digits (大类). */
  readonly byIndustry: Maybe<ReadonlyArray<Facet>>;
  /** By severity. */
  readonly bySeverity: Maybe<ReadonlyArray<Facet>>;
  /** By status. */
  readonly byStatus: Maybe<ReadonlyArray<Facet>>;
  /** All that the filter finds. Null: fewer than five where the count tells of people. */
  readonly total: Maybe<Scalars['Int']['output']>;
};


/** Flags counted by their properties; each field is one count over what the filter finds. */
export type FlagFacetsByCategoryArgs = {
  first?: Scalars['Int']['input'];
};


/** Flags counted by their properties; each field is one count over what the filter finds. */
export type FlagFacetsByCodeArgs = {
  first?: Scalars['Int']['input'];
};


/** Flags counted by their properties; each field is one count over what the filter finds. */
export type FlagFacetsByDivisionArgs = {
  first?: Scalars['Int']['input'];
  level?: DivisionLevel;
};


/** Flags counted by their properties; each field is one count over what the filter finds. */
export type FlagFacetsByGuiseArgs = {
  first?: Scalars['Int']['input'];
};


/** Flags counted by their properties; each field is one count over what the filter finds. */
export type FlagFacetsByIndustryArgs = {
  first?: Scalars['Int']['input'];
};


/** Flags counted by their properties; each field is one count over what the filter finds. */
export type FlagFacetsBySeverityArgs = {
  first?: Scalars['Int']['input'];
};


/** Flags counted by their properties; each field is one count over what the filter finds. */
export type FlagFacetsByStatusArgs = {
  first?: Scalars['Int']['input'];
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

/** What the rules say of one organisation now. */
export type FreshEvaluation = {
  readonly __typename?: 'FreshEvaluation';
  /** Day for which they judge: today. */
  readonly asOf: Scalars['LocalDate']['output'];
  /** What they find, by code. */
  readonly findings: ReadonlyArray<FreshFlag>;
  /** The next day on which a rule's answer can change though no record does; null: none. */
  readonly nextChange: Maybe<Scalars['LocalDate']['output']>;
  /** Rules that could not judge, and why; they clear nothing. */
  readonly silent: ReadonlyArray<SilentRule>;
};

/** What a rule finds now: a lead, never a verdict. */
export type FreshFlag = {
  readonly __typename?: 'FreshFlag';
  /** What was found. */
  readonly code: FlagCode;
  /** What speaks against it, one sentence each. */
  readonly counterEvidence: ReadonlyArray<Scalars['String']['output']>;
  /** Records and fields it stands on, at most 100. */
  readonly evidence: ReadonlyArray<Evidence>;
  /** One sentence that says why, without personal data. */
  readonly explanation: LocalText;
  /** The flag that the last run left of it, whatever its status; null: no run has raised it. */
  readonly flag: Maybe<Flag>;
  /** The disguise of a front business (托管, 咨询 …); null for other flags. */
  readonly guise: Maybe<Scalars['String']['output']>;
  /** Articles of law it rests on. */
  readonly legalBasis: ReadonlyArray<Scalars['String']['output']>;
  /** The person it is about; null: it is about the organisation, or the caller may not read people. */
  readonly person: Maybe<Person>;
  /** 0 to 1, calibrated: of those at 0.8 about 80% hold. */
  readonly score: Scalars['Decimal']['output'];
  /** How grave it is if it holds. */
  readonly severity: Severity;
  /** Short title. */
  readonly title: LocalText;
};

/** Whether a value comes from the hub's replica or was asked of the agency just now. */
export type Freshness =
  /** Asked of the agency at query time; never stored. */
  | 'LIVE'
  /** From the hub's replica. */
  | 'REPLICA';

/** What a record in hand says of a person, as it is written. A whole identity number, or a name with one thing more. */
export type GivenPersonInput = {
  /** Number of a teacher certificate. */
  readonly certificateNo?: InputMaybe<Scalars['String']['input']>;
  /** A day on which they work there; tells namesakes apart. */
  readonly day?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Id of the organisation where they work. */
  readonly employerId?: InputMaybe<Scalars['ID']['input']>;
  /** Identity number: whole, in its old form, masked or mistyped. */
  readonly identityNumber?: InputMaybe<Scalars['String']['input']>;
  /** The name. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** One telephone number or several. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
};

/** What was made of a person in hand. */
export type GivenPersonMatch = {
  readonly __typename?: 'GivenPersonMatch';
  /** Who may be meant and is the caller's to see, by their strongest tie. */
  readonly candidates: ReadonlyArray<PersonCandidate>;
  /** What is wrong with the number given: CHECK_DIGIT, LOST_DIGITS, MASKED, OLD_FORM, OTHER_DOCUMENT, NOT_A_NUMBER; null: nothing, or none was given. */
  readonly numberProblem: Maybe<Scalars['String']['output']>;
  /** Who is meant; null: nobody, several, or outside what the caller may see. */
  readonly person: Maybe<Person>;
  /** What was made of it. */
  readonly standing: GivenStanding;
};

/** What a person in hand shares with a known one. */
export type GivenPersonTie = {
  readonly __typename?: 'GivenPersonTie';
  /** Whether an identity number stands behind it. */
  readonly certain: Scalars['Boolean']['output'];
  /** What the rule says. */
  readonly reason: Scalars['String']['output'];
  /** The rule under which they share it. */
  readonly rule: Scalars['String']['output'];
  /** It belongs to people with different numbers and says nothing. */
  readonly silent: Scalars['Boolean']['output'];
};

/** What a record in hand is. */
export type GivenQuestion =
  /** An entry of a register that may belong to a registered body: a licence, an account. */
  | 'ATTACHMENT'
  /** A text or an act about somebody. */
  | 'MENTION';

/** What a record in hand says, as it is written. */
export type GivenRecordInput = {
  /** An address. */
  readonly address?: InputMaybe<Scalars['String']['input']>;
  /** Unified social credit code. */
  readonly creditCode?: InputMaybe<Scalars['String']['input']>;
  /** Day of which it speaks, or on which it was issued. */
  readonly day?: InputMaybe<Scalars['LocalDate']['input']>;
  /** County that it comes from, six digits; without one a brand tells little. */
  readonly divisionCode?: InputMaybe<Scalars['String']['input']>;
  /** Number of a training licence. */
  readonly licenceNo?: InputMaybe<Scalars['String']['input']>;
  /** A name. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** One telephone number or several. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** What it tells in words: names, places, telephones and ids are found in it. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
};

/** What was made of a record in hand. */
export type GivenRecordMatch = {
  readonly __typename?: 'GivenRecordMatch';
  /** Who may be meant and is the caller's to see, best first. */
  readonly candidates: ReadonlyArray<MatchedCandidate>;
  /** Bits from which a link is made. */
  readonly enough: Scalars['Float']['output'];
  /** Bits by which the best must lead the second. */
  readonly lead: Scalars['Float']['output'];
  /** Version of the matching model. */
  readonly modelVersion: Scalars['Int']['output'];
  /** Whom it means; null: nobody, several alike, or outside the caller's divisions. */
  readonly organisation: Maybe<Organisation>;
  /** What was made of it. */
  readonly standing: GivenStanding;
};

/** What was made of a record in hand. */
export type GivenStanding =
  /** Two fit alike: it joins neither. */
  | 'AMBIGUOUS'
  /** It means `organisation`. */
  | 'FOUND'
  /** Nobody that the caller may see is good enough. */
  | 'NOBODY';

/** A page of entries (Relay connection). */
export type HubListConnection = {
  readonly __typename?: 'HubListConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<HubListEdge>;
  /** The entries alone. */
  readonly nodes: ReadonlyArray<HubListEntry>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** Always empty: the entries are the hub's own, and no agency's table can be out of date for them. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many the filter finds; counted only when asked for. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type HubListEdge = {
  readonly __typename?: 'HubListEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: HubListEntry;
};

/** An entry of the hub's own list. */
export type HubListEntry = {
  readonly __typename?: 'HubListEntry';
  /** When it was ended before its time; null: it was not. */
  readonly endedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who ended it. */
  readonly endedBy: Maybe<Scalars['String']['output']>;
  /** Why; null: it was not ended, or the caller may not read texts of cases. */
  readonly endedReason: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly enteredAt: Scalars['DateTime']['output'];
  /** Who entered it. */
  readonly enteredBy: Scalars['String']['output'];
  /** First day. */
  readonly from: Scalars['LocalDate']['output'];
  /** Its id. */
  readonly id: Scalars['ID']['output'];
  /** Which list. */
  readonly list: ListColour;
  /** The organisation; null: it is about a person. */
  readonly organisation: Maybe<Organisation>;
  /** The person; null: it is about an organisation. */
  readonly person: Maybe<Person>;
  /** Why; null: the caller may not read texts of cases. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** What it bans from. */
  readonly scopes: ReadonlyArray<BanScope>;
  /** Last day; null: open. */
  readonly to: Maybe<Scalars['LocalDate']['output']>;
};

/** Conditions on entries; all that are given must hold. */
export type HubListFilter = {
  /** Which list. */
  readonly list?: InputMaybe<ListColour>;
  /** About this organisation. */
  readonly organisationId?: InputMaybe<Scalars['ID']['input']>;
  /** About this person. */
  readonly personId?: InputMaybe<Scalars['ID']['input']>;
  /** Covering one of these. */
  readonly scopes?: InputMaybe<ReadonlyArray<BanScope>>;
  /** In force on this day. */
  readonly standingOn?: InputMaybe<Scalars['LocalDate']['input']>;
};

/** What is entered. */
export type HubListInput = {
  /** From this day; none given: today. */
  readonly from?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Which list. */
  readonly list: ListColour;
  /** The organisation; this or `personId`. */
  readonly organisationId?: InputMaybe<Scalars['ID']['input']>;
  /** The person; this or `organisationId`. */
  readonly personId?: InputMaybe<Scalars['ID']['input']>;
  /** Why, at most 1000 characters; rules read it as a text about an organisation. */
  readonly reason: Scalars['String']['input'];
  /** What a person on the black list is banned from; empty for the white list. */
  readonly scopes: ReadonlyArray<BanScope>;
  /** Until this day; none given: open. */
  readonly to?: InputMaybe<Scalars['LocalDate']['input']>;
};

/** What became of an entry. */
export type HubListOutcome = HubListEntry | HubListRefused;

/** Nothing was entered or ended. */
export type HubListRefused = {
  readonly __typename?: 'HubListRefused';
  /** Stable code: NOT_FOUND, INVALID_INPUT. */
  readonly code: Scalars['String']['output'];
  /** One sentence that says what to do. */
  readonly message: Scalars['String']['output'];
};

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

/** A page of records (Relay connection). */
export type IncidentConnection = {
  readonly __typename?: 'IncidentConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<IncidentEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Incident>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type IncidentEdge = {
  readonly __typename?: 'IncidentEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: Incident;
};

/** Conditions on one record: a police incident at a training or childcare place (警情). All that are given must hold of the same record. */
export type IncidentFilter = {
  /** Place as reported. */
  readonly address?: InputMaybe<TextCondition>;
  /** Category; one of these. */
  readonly category?: InputMaybe<ReadonlyArray<IncidentCategory>>;
  /** A division with everything below it. */
  readonly divisionCode?: InputMaybe<Scalars['String']['input']>;
  /** Organisation as reported. */
  readonly name?: InputMaybe<TextCondition>;
  /** When. */
  readonly occurredAt?: InputMaybe<DayRange>;
  /** Short summary; can name people. */
  readonly summary?: InputMaybe<TextCondition>;
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

/** A page of records (Relay connection). */
export type InspectionConnection = {
  readonly __typename?: 'InspectionConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<InspectionEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Inspection>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type InspectionEdge = {
  readonly __typename?: 'InspectionEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: Inspection;
};

/** Conditions on one record: an inspection of a place, licensed or not (检查记录). All that are given must hold of the same record. */
export type InspectionFilter = {
  /** Where. */
  readonly address?: InputMaybe<TextCondition>;
  /** Credit code, where known. */
  readonly creditCode?: InputMaybe<TextCondition>;
  /** A division with everything below it. */
  readonly divisionCode?: InputMaybe<Scalars['String']['input']>;
  /** What was found (发现问题). */
  readonly findings?: InputMaybe<TextCondition>;
  /** Fine in yuan. */
  readonly fine?: InputMaybe<AmountRange>;
  /** Day (检查日期). */
  readonly inspectedOn?: InputMaybe<DayRange>;
  /** Licence, where known. */
  readonly licenceNo?: InputMaybe<TextCondition>;
  /** How (检查方式). */
  readonly method?: InputMaybe<TextCondition>;
  /** Who was inspected (检查对象). */
  readonly name?: InputMaybe<TextCondition>;
  /** What was done (处理结果); one of these. */
  readonly outcome?: InputMaybe<ReadonlyArray<InspectionOutcome>>;
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

/** What became of the leads of one source. */
export type LeadMeasure = {
  readonly __typename?: 'LeadMeasure';
  /** Of these, those that held. */
  readonly confirmed: Scalars['Int']['output'];
  /** Flags on which a decision stands. */
  readonly decided: Scalars['Int']['output'];
  /** `confirmed` of `decided`, 0 to 1. */
  readonly hitRate: Scalars['Decimal']['output'];
  /** Half of them were decided within so many days after the flag was first raised. */
  readonly medianDays: Scalars['Int']['output'];
  /** The source. */
  readonly source: Scalars['String']['output'];
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
  /** Whether the agency answered just now or the replica did. */
  readonly freshness: Freshness;
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
  /** Seconds since the replica was last read to the end; null: the agency answered live, or the replica's age is not known. */
  readonly replicaAgeSeconds: Maybe<Scalars['Int']['output']>;
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

/** A page of records (Relay connection). */
export type LicenceConnection = {
  readonly __typename?: 'LicenceConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<LicenceEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Licence>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type LicenceEdge = {
  readonly __typename?: 'LicenceEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: Licence;
};

/** Conditions on one record: a training licence (办学许可证). All that are given must hold of the same record. */
export type LicenceFilter = {
  /** Licensed place of teaching (办学地址). */
  readonly address?: InputMaybe<TextCondition>;
  /** Approving authority (审批机关). */
  readonly authority?: InputMaybe<TextCondition>;
  /** What may be taught (培训类别); one of these. */
  readonly category?: InputMaybe<ReadonlyArray<LicenceCategory>>;
  /** Unified social credit code, absent on most old licences. */
  readonly creditCode?: InputMaybe<TextCondition>;
  /** A division with everything below it. */
  readonly divisionCode?: InputMaybe<Scalars['String']['input']>;
  /** Reason of the end (注销原因). */
  readonly endReason?: InputMaybe<TextCondition>;
  /** Cancelled or revoked on (注销日期). */
  readonly endedOn?: InputMaybe<DayRange>;
  /** Legal representative (法定代表人); needs the right to read people. */
  readonly head?: InputMaybe<PersonFilter>;
  /** Issued (发证日期). */
  readonly issuedOn?: InputMaybe<DayRange>;
  /** Number of the licence (办学许可证编号). */
  readonly licenceNo?: InputMaybe<TextCondition>;
  /** Name of the institution (机构名称). */
  readonly name?: InputMaybe<TextCondition>;
  /** For profit or not (办学性质); one of these. */
  readonly nature?: InputMaybe<ReadonlyArray<LicenceNature>>;
  /** Principal (校长); needs the right to read people. */
  readonly principal?: InputMaybe<PersonFilter>;
  /** Stages (学段). */
  readonly stages?: InputMaybe<TextCondition>;
  /** Status (状态); one of these. */
  readonly status?: InputMaybe<ReadonlyArray<LicenceStatus>>;
  /** Valid until (有效期至). */
  readonly validUntil?: InputMaybe<DayRange>;
};

/**
 * Training places by licence (or admission) and registration. Places without a licence count when an open flag says that they train, or when no
 * agency has them registered.
 */
export type LicenceMatrix = {
  readonly __typename?: 'LicenceMatrix';
  /** Licence and registration (有证有照). */
  readonly both: Scalars['Int']['output'];
  /** Licence, no registration (有证无照). */
  readonly licenceOnly: Scalars['Int']['output'];
  /** Neither (无证无照). */
  readonly neither: Scalars['Int']['output'];
  /** Registration, no licence (有照无证). */
  readonly registrationOnly: Scalars['Int']['output'];
};

/** For profit or not. */
export type LicenceNature =
  /** For profit (营利性). */
  | 'FOR_PROFIT'
  /** Not for profit (非营利性). */
  | 'NON_PROFIT';

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

/** A page of records (Relay connection). */
export type ListEntryConnection = {
  readonly __typename?: 'ListEntryConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<ListEntryEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<ListEntry>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type ListEntryEdge = {
  readonly __typename?: 'ListEntryEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: ListEntry;
};

/** Conditions on one record: an institution’s entry on the white or black list (黑白名单, 机构). All that are given must hold of the same record. */
export type ListEntryFilter = {
  /** Credit code. */
  readonly creditCode?: InputMaybe<TextCondition>;
  /** From. */
  readonly from?: InputMaybe<DayRange>;
  /** List; one of these. */
  readonly list?: InputMaybe<ReadonlyArray<ListColour>>;
  /** Institution. */
  readonly name?: InputMaybe<TextCondition>;
  /** Reason (原因). */
  readonly reason?: InputMaybe<TextCondition>;
  /** Until; null: open. */
  readonly to?: InputMaybe<DayRange>;
};

/** The same words in both languages of the hub. */
export type LocalText = {
  readonly __typename?: 'LocalText';
  /** English. */
  readonly en: Scalars['String']['output'];
  /** Chinese. */
  readonly zh: Scalars['String']['output'];
};

/** The same words in both languages of the hub. */
export type LocalTextInput = {
  /** English. */
  readonly en: Scalars['String']['input'];
  /** Chinese. */
  readonly zh: Scalars['String']['input'];
};

/** How a record and an organisation stand to each other. */
export type MatchComparison = {
  readonly __typename?: 'MatchComparison';
  /** Sum of the signals in bits; null: nothing was weighed. */
  readonly bits: Maybe<Scalars['Float']['output']>;
  /** Bits from which a link is made. */
  readonly enough: Scalars['Float']['output'];
  /** Bits by which the best must lead the second; closer ones join neither. */
  readonly lead: Scalars['Float']['output'];
  /** What speaks for it, strongest first, then what speaks against. */
  readonly signals: ReadonlyArray<ExplainedSignal>;
  /** What was made of it. */
  readonly standing: MatchStanding;
};

/** A decision as it is kept. */
export type MatchDecision = {
  readonly __typename?: 'MatchDecision';
  /** One side; the predecessor for CARRIES_ON and DOES_NOT_CARRY_ON. */
  readonly a: RecordRef;
  /** Which person of record `a` is meant; null: the decision is about organisations. */
  readonly aSlot: Maybe<Scalars['String']['output']>;
  /** What it is about. */
  readonly about: DecisionSubject;
  /** The other side. */
  readonly b: RecordRef;
  /** Which person of record `b`. */
  readonly bSlot: Maybe<Scalars['String']['output']>;
  /** What the last resolution found against it; null: nothing, or there was none since. */
  readonly conflict: Maybe<DecisionConflict>;
  /** When. */
  readonly decidedAt: Scalars['DateTime']['output'];
  /** Who decided. */
  readonly decidedBy: Scalars['String']['output'];
  /** Its id. */
  readonly id: Scalars['ID']['output'];
  /** Why. */
  readonly reason: Scalars['String']['output'];
  /** When it was undone; null: it stands. */
  readonly undoneAt: Maybe<Scalars['DateTime']['output']>;
  /** The verdict. */
  readonly verdict: MatchVerdict;
};

/**
 * Why two sides are held to be one organisation or not. The numbers are those of the last resolution where it linked the two, else the
 * same score made afresh.
 */
export type MatchExplanation = {
  readonly __typename?: 'MatchExplanation';
  /** What people decided between the two, newest first, undone decisions too; for those who may decide. */
  readonly decisions: Maybe<ReadonlyArray<MatchDecision>>;
  /** Version of the matching model. */
  readonly modelVersion: Scalars['Int']['output'];
  /** Whether the two are one person; null: they are no people. */
  readonly people: Maybe<PersonComparison>;
  /** Whether the two are one organisation; null: they are people, or one side has no record that could be weighed. */
  readonly same: Maybe<MatchComparison>;
  /** Whether one carries on the other, in either direction; empty: less than one in ten likely. */
  readonly successions: ReadonlyArray<SuccessionExplanation>;
};

/** One side of a decision: exactly one of the four. Both sides are people, or neither is. */
export type MatchSideInput = {
  /** A place where a record names a person. */
  readonly mention?: InputMaybe<MentionRefInput>;
  /** An organisation; its founding record stands for it, so that the decision outlives the id. */
  readonly organisationId?: InputMaybe<Scalars['ID']['input']>;
  /** A person; their founding mention stands for them. Needs the right to read people. */
  readonly personId?: InputMaybe<Scalars['ID']['input']>;
  /** A record. */
  readonly record?: InputMaybe<RecordRefInput>;
};

/** How a record and an organisation stand to each other. */
export type MatchStanding =
  /** Not linked. */
  | 'APART'
  /** Joined by a code or number, or founding record of the organisation. */
  | 'BY_KEY'
  /** Linked by weight. */
  | 'LINKED'
  /** Never linked: two valid credit codes. */
  | 'TWO_CODES';

/** What a person can decide about two records, or about two people; of people only SAME, DIFFERENT and UNSURE. */
export type MatchVerdict =
  /** `b` carries on `a`. */
  | 'CARRIES_ON'
  /** Two organisations or people: kept apart, through everything they stand with. */
  | 'DIFFERENT'
  /** `b` does not carry on `a`. */
  | 'DOES_NOT_CARRY_ON'
  /** One organisation or person: joined even without evidence, and even against two valid codes or identity numbers (then `conflict` says so). */
  | 'SAME'
  /** A person looked and could not tell; takes back what was decided before. */
  | 'UNSURE';

/** An organisation that a record in hand may mean. */
export type MatchedCandidate = {
  readonly __typename?: 'MatchedCandidate';
  /** Sum of the signals. */
  readonly bits: Scalars['Float']['output'];
  /** The organisation. */
  readonly organisation: Organisation;
  /** What speaks for it, strongest first, then what speaks against. */
  readonly signals: ReadonlyArray<ExplainedSignal>;
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

/** A measure: numerator over denominator, each reckoned from the records. */
export type Measure = {
  readonly __typename?: 'Measure';
  /** The oldest day up to which one of the sources was read on which the measure rests; null when nothing can be said. */
  readonly asOf: Maybe<Scalars['LocalDate']['output']>;
  /** Which. */
  readonly code: MeasureCode;
  /** What is counted over what. */
  readonly definition: LocalText;
  /** Over what; null likewise. */
  readonly denominator: Maybe<Scalars['Int']['output']>;
  /** Why nothing can be said: a source that was never read, records that are not the caller's to see; null: something can. */
  readonly missing: Maybe<Scalars['String']['output']>;
  /** What is counted; null: nothing can be said, and `missing` tells why. */
  readonly numerator: Maybe<Scalars['Int']['output']>;
  /** The share in per cent with two digits, half up; null when the denominator is 0 or nothing can be said. */
  readonly perCent: Maybe<Scalars['Decimal']['output']>;
  /** Short title. */
  readonly title: LocalText;
};

/** The measures; `definition` of each, and docs/measures.md, tell what is counted. */
export type MeasureCode =
  /** Balances verified. */
  | 'BALANCE_VERIFIED'
  /** Inspected within the year. */
  | 'INSPECTED'
  /** Inspected twice within the year. */
  | 'INSPECTED_TWICE'
  /** Inspections with findings. */
  | 'INSPECTION_FINDINGS'
  /** Inspection overdue. */
  | 'INSPECTION_OVERDUE'
  /** Non-subject institutions. */
  | 'LICENSED_NON_SUBJECT'
  /** Subject institutions. */
  | 'LICENSED_SUBJECT'
  /** Looked back on. */
  | 'LOOK_BACK'
  /** Five managed: complete, but for pupils. */
  | 'MANAGED_ALL'
  /** Five managed: courses. */
  | 'MANAGED_COURSES'
  /** Five managed: funds (accounts opened). */
  | 'MANAGED_FUNDS'
  /** Five managed: institution. */
  | 'MANAGED_INSTITUTION'
  /** Five managed: pupils. */
  | 'MANAGED_STUDENTS'
  /** Five managed: teachers. */
  | 'MANAGED_TEACHERS'
  /** Accounts in use for payment. */
  | 'PAYMENT_ENABLED'
  /** Platform coverage. */
  | 'PLATFORM_COVERAGE'
  /** Reduction of subject institutions. */
  | 'SUBJECT_REDUCTION'
  /** Counties without unlicensed training. */
  | 'ZERO_UNLICENSED';

/** A mention of a person, and what ties it to the others. */
export type MentionExplanation = {
  readonly __typename?: 'MentionExplanation';
  /** Whether an identity number, or a person's decision, put it here. */
  readonly certain: Scalars['Boolean']['output'];
  /** The record. */
  readonly record: AgencyRecord;
  /** Which person of the record. */
  readonly slot: Scalars['String']['output'];
  /** What it shares with another mention of the person, strongest first; empty: it is the only one, or somebody decided. */
  readonly ties: ReadonlyArray<PersonTie>;
};

/** Where a record names a person. */
export type MentionRef = {
  readonly __typename?: 'MentionRef';
  /** The key. */
  readonly recordKey: Scalars['String']['output'];
  /** The record type, as the source's mapping names it. */
  readonly recordType: Scalars['String']['output'];
  /** Which person of the record: head, principal, person. */
  readonly slot: Scalars['String']['output'];
  /** The source. */
  readonly source: Scalars['String']['output'];
};

/** Where a record names a person. */
export type MentionRefInput = {
  /** The key. */
  readonly recordKey: Scalars['String']['input'];
  /** The record type, as the source's mapping names it. */
  readonly recordType: Scalars['String']['input'];
  /** Which person of the record: head, principal, person. */
  readonly slot: Scalars['String']['input'];
  /** The source. */
  readonly source: Scalars['String']['input'];
};

/** What is done to a case. */
export type MoveReviewInput = {
  /** For TRANSFER: code of the agency, for agencies that are sources the source's. */
  readonly agency?: InputMaybe<Scalars['String']['input']>;
  /** For ASSIGN: subject of a caller. In expert appraisal somebody who has declared who they are. */
  readonly assignee?: InputMaybe<Scalars['String']['input']>;
  /** The case. */
  readonly caseId: Scalars['ID']['input'];
  /** For SET_DUE; can be given with whatever changes the stage. */
  readonly dueOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Why, or the note; every move needs it but ASSIGN, SET_DUE and ACCEPT_TRANSFER. At most 4000 characters. */
  readonly grounds?: InputMaybe<Scalars['String']['input']>;
  /** What is done. */
  readonly move: ReviewMove;
  /** For APPRAISE. */
  readonly opinion?: InputMaybe<ReviewOpinion>;
  /** Its `version` as you read it: if it is another by now, nothing is done and the answer is `ReviewConflict`. */
  readonly version: Scalars['String']['input'];
};

/** What callers change: nothing of what sources give, only what people decide. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Enters an organisation or a person. Reviewers (REVIEW, APPEAL) and enforcement (ENFORCEMENT). */
  readonly addToHubList: HubListOutcome;
  /** Decides on two records or organisations; obeyed from the next resolution on. A newer decision on the same two takes the place of the older. Reviewers and enforcement, with a purpose. */
  readonly decideMatch: DecideMatchOutcome;
  /** Says who an expert is and who their relatives are, so that an interest in an organisation is found. The newest declaration counts. Reviewers, with a purpose, of others than themselves. */
  readonly declareExpert: DeclareExpertOutcome;
  /** Deletes an own query; its name is free again. Gives the query as it was. */
  readonly deleteQuery: SavedQueryOutcome;
  /** Ends an entry; it stays on record with who ended it and why. */
  readonly endHubListEntry: HubListOutcome;
  /** Does something to a case. Who may do what in which state stands in the runbook; what cannot be done is answered, not thrown. */
  readonly moveReview: ReviewOutcome;
  /** Takes up flags of one organisation as a case: they come under review, and no run clears them. Reviewers (REVIEW) and enforcement (ENFORCEMENT). */
  readonly openReview: ReviewOutcome;
  /** Saves a document under a name of the caller's own; private until it is shared. Analysts, reviewers, enforcement and auditors. */
  readonly saveQuery: SavedQueryOutcome;
  /** Saves a new version of an own query; the older ones can still be run by their number. */
  readonly saveQueryVersion: SavedQueryOutcome;
  /** Shares an own query with everybody, or takes it back. Whoever runs it does so with their own rights. */
  readonly shareQuery: SavedQueryOutcome;
  /** Undoes a decision: the next resolution ends as if it had never been taken. It stays on record with who undid it. */
  readonly undoDecision: DecideMatchOutcome;
};


/** What callers change: nothing of what sources give, only what people decide. */
export type MutationAddToHubListArgs = {
  input: HubListInput;
};


/** What callers change: nothing of what sources give, only what people decide. */
export type MutationDecideMatchArgs = {
  input: DecideMatchInput;
};


/** What callers change: nothing of what sources give, only what people decide. */
export type MutationDeclareExpertArgs = {
  input: DeclareExpertInput;
};


/** What callers change: nothing of what sources give, only what people decide. */
export type MutationDeleteQueryArgs = {
  slug: Scalars['String']['input'];
};


/** What callers change: nothing of what sources give, only what people decide. */
export type MutationEndHubListEntryArgs = {
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


/** What callers change: nothing of what sources give, only what people decide. */
export type MutationMoveReviewArgs = {
  input: MoveReviewInput;
};


/** What callers change: nothing of what sources give, only what people decide. */
export type MutationOpenReviewArgs = {
  input: OpenReviewInput;
};


/** What callers change: nothing of what sources give, only what people decide. */
export type MutationSaveQueryArgs = {
  query: SavedQueryInput;
  slug: Scalars['String']['input'];
};


/** What callers change: nothing of what sources give, only what people decide. */
export type MutationSaveQueryVersionArgs = {
  query: SavedQueryInput;
  slug: Scalars['String']['input'];
};


/** What callers change: nothing of what sources give, only what people decide. */
export type MutationShareQueryArgs = {
  shared: Scalars['Boolean']['input'];
  slug: Scalars['String']['input'];
};


/** What callers change: nothing of what sources give, only what people decide. */
export type MutationUndoDecisionArgs = {
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

/** A network around an organisation. */
export type Network = {
  readonly __typename?: 'Network';
  /** False: it goes on beyond `limit`. */
  readonly complete: Scalars['Boolean']['output'];
  /** What connects them. */
  readonly edges: ReadonlyArray<NetworkEdge>;
  /** Kinds of node that are left out because the caller may not read what they stand on. */
  readonly hidden: ReadonlyArray<NetworkNodeKind>;
  /** The organisation in the middle, then the others as they were reached. */
  readonly nodes: ReadonlyArray<NetworkNode>;
};

/** A connection of two nodes. */
export type NetworkEdge = {
  readonly __typename?: 'NetworkEdge';
  /** Of a person whether a valid number stands behind the link; null for the others, and for organisations of the last step, around which nothing was looked for. */
  readonly certain: Maybe<Scalars['Boolean']['output']>;
  /** Id of the one node; of a succession the predecessor. */
  readonly from: Scalars['ID']['output'];
  /** What connects them. */
  readonly kind: NetworkEdgeKind;
  /** Of a succession its signals for and against; empty for the others. */
  readonly reasons: ReadonlyArray<Signal>;
  /** Of a succession 0 to 1, calibrated; null for the others. */
  readonly score: Maybe<Scalars['Decimal']['output']>;
  /** First day on which a record of the organisation tells the connection: a post taken, a business registered at the room, a complaint that names it. Null: no record gives a day; a succession; an organisation of the last step, around which nothing was looked for. */
  readonly since: Maybe<Scalars['LocalDate']['output']>;
  /** Id of the other; of a succession the successor. */
  readonly to: Scalars['ID']['output'];
  /** Last day; null: it lasts, as far as any record says, and likewise as `since`. */
  readonly until: Maybe<Scalars['LocalDate']['output']>;
};

/** Kinds of connection. */
export type NetworkEdgeKind =
  /** The second organisation seems to carry on the first. */
  | 'CARRIED_ON_BY'
  /** The organisation gives the telephone number. */
  | 'HAS_PHONE'
  /** The organisation has the room. */
  | 'HAS_ROOM'
  /** A record of the organisation names the person. */
  | 'NAMES';

/** A node of a network. */
export type NetworkNode = {
  readonly __typename?: 'NetworkNode';
  /** So many share it that it says little; what else has it is not shown. */
  readonly common: Scalars['Boolean']['output'];
  /** Steps from the organisation in the middle; of a person, place or telephone those of the nearest organisation. */
  readonly distance: Scalars['Int']['output'];
  /** Id within this network; of organisations and people their own id. */
  readonly id: Scalars['ID']['output'];
  /** What it is. */
  readonly kind: NetworkNodeKind;
  /** Name, address or telephone number; names of people and numbers masked unless role and purpose allow. */
  readonly label: Scalars['String']['output'];
  /** The organisation, for a node that is one. */
  readonly organisation: Maybe<Organisation>;
  /** The person, for a node that is one. */
  readonly person: Maybe<Person>;
};

/** Kinds of node. */
export type NetworkNodeKind =
  /** An organisation. */
  | 'ORGANISATION'
  /** A person whom records of several organisations name. */
  | 'PERSON'
  /** A telephone number that several organisations give. */
  | 'PHONE'
  /** A room in which several organisations are registered, or found. */
  | 'PLACE';

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
  /** Whether the agency answered just now or the replica did. */
  readonly freshness: Freshness;
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
  /** Seconds since the replica was last read to the end; null: the agency answered live, or the replica's age is not known. */
  readonly replicaAgeSeconds: Maybe<Scalars['Int']['output']>;
  /** Field of activity (业务范围). */
  readonly scope: Maybe<Scalars['String']['output']>;
  /** Status (状态). */
  readonly status: Maybe<NonprofitStatus>;
  /** Supervising authority (业务主管单位). */
  readonly supervisor: Maybe<Scalars['String']['output']>;
  /** Fields whose value this caller may not see. */
  readonly withheld: ReadonlyArray<Scalars['String']['output']>;
};

/** A page of records (Relay connection). */
export type NonprofitConnection = {
  readonly __typename?: 'NonprofitConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<NonprofitEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Nonprofit>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type NonprofitEdge = {
  readonly __typename?: 'NonprofitEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: Nonprofit;
};

/** Conditions on one record: a registered nonprofit (民办非企业单位). All that are given must hold of the same record. */
export type NonprofitFilter = {
  /** Domicile (住所). */
  readonly address?: InputMaybe<TextCondition>;
  /** Unified social credit code. */
  readonly creditCode?: InputMaybe<TextCondition>;
  /** A division with everything below it. */
  readonly divisionCode?: InputMaybe<Scalars['String']['input']>;
  /** Deregistered on. */
  readonly endedOn?: InputMaybe<DayRange>;
  /** Registered on (登记日期). */
  readonly establishedOn?: InputMaybe<DayRange>;
  /** Legal representative; needs the right to read people. */
  readonly head?: InputMaybe<PersonFilter>;
  /** Name (单位名称). */
  readonly name?: InputMaybe<TextCondition>;
  /** Field of activity (业务范围). */
  readonly scope?: InputMaybe<TextCondition>;
  /** Status (状态); one of these. */
  readonly status?: InputMaybe<ReadonlyArray<NonprofitStatus>>;
  /** Supervising authority (业务主管单位). */
  readonly supervisor?: InputMaybe<TextCondition>;
};

/** Status of a nonprofit. */
export type NonprofitStatus =
  /** Registered. */
  | 'ACTIVE'
  /** Deregistered. */
  | 'DEREGISTERED'
  /** Revoked. */
  | 'REVOKED';

/** What a case is opened with. */
export type OpenReviewInput = {
  /** Subject of the caller to whom it is given. */
  readonly assignee?: InputMaybe<Scalars['String']['input']>;
  /** To be done by this day; none given: ten days. */
  readonly dueOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Flags of one organisation, 1 to 20, that nobody reviews. */
  readonly flagIds: ReadonlyArray<Scalars['ID']['input']>;
  /** Why; kept with the case. */
  readonly grounds?: InputMaybe<Scalars['String']['input']>;
};

/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type Organisation = Node & {
  readonly __typename?: 'Organisation';
  /** Entries of its supervised accounts, by record key (banks that hold supervised accounts). Refused to dashboards. */
  readonly accountEntries: Maybe<AccountEntryConnection>;
  /** Its supervised tuition accounts, by record key (banks that hold supervised accounts). Refused to dashboards. */
  readonly accounts: Maybe<AccountConnection>;
  /** Its admissions to non-subject training, by record key (culture, sport and science departments). */
  readonly admissions: Maybe<AdmissionConnection>;
  /** Advertisements of it, by record key (market regulation). */
  readonly advertisements: Maybe<AdvertisementConnection>;
  /**
   * Day whose knowledge this shows; null: it is shown as the hub knows it now. What was known reaches its own facts, its records, flags, risk
   * (from the flags open then, by today's shipped weights) and dossier; what lies beyond them (the organisation of a record, a person, a case) is as it is
   * now. People, successions and live answers are known as of now alone, and refused.
   */
  readonly asOf: Maybe<Scalars['LocalDate']['output']>;
  /** Complaints about it, by record key (the 12345 hotline). Reviewers, enforcement and analysts only; refused to others. */
  readonly complaints: Maybe<ComplaintConnection>;
  /** Its filed courses, by record key (education). */
  readonly courses: Maybe<CourseConnection>;
  /** Unified social credit code (统一社会信用代码); null: none known, as on most old licences. */
  readonly creditCode: Maybe<Scalars['String']['output']>;
  /** The division of `divisionCode`; null with it. */
  readonly division: Maybe<Division>;
  /** County, GB/T 2260; null: not known, and then only callers without division scope see the organisation. */
  readonly divisionCode: Maybe<Scalars['String']['output']>;
  /** Its dossier (一机构一表). Null: it was not known on the day of `asOf`. */
  readonly dossier: Maybe<Dossier>;
  /**
   * Where what is shown of it comes from: for each field the record that gives its value, the column of the agency's table, the run that read it, and what other
   * records say instead. Fields of which no record says anything are left out. An organisation as of a day tells what was known then.
   */
  readonly fieldSources: Maybe<ReadonlyArray<FieldSource>>;
  /** As-of day on which the hub first knew it. */
  readonly firstSeen: Scalars['LocalDate']['output'];
  /** Flags on it, open ones first; a flag is a lead, never a verdict. */
  readonly flags: Maybe<FlagConnection>;
  /**
   * What the rules say now, of its dossier as it is now; nothing is written and no flag changes. A flag that is not among them may stand because a person confirmed it, or
   * because a rule fell silent. Null: this hub judges nothing on demand. Refused for an organisation as of a day.
   */
  readonly freshFlags: Maybe<FreshEvaluation>;
  /** Stable id; a merge keeps the older one. */
  readonly id: Scalars['ID']['output'];
  /** Police incidents there, by record key (public security). Reviewers, enforcement and analysts only; refused to others. */
  readonly incidents: Maybe<IncidentConnection>;
  /** Industry, GB/T 4754-2017 with its letter; null: not known. */
  readonly industryCode: Maybe<Scalars['String']['output']>;
  /** Inspections of it, by record key (education). */
  readonly inspections: Maybe<InspectionConnection>;
  /**
   * Its training licences, by record key (education).
   * REPLICA: as the hub last read them. LIVE: asked of the agency now, by number and by credit code and within the source's deadline;
   * each as the agency has it, with those that the hub does not know yet. Where the agency does not answer or cannot be asked, the replica with its age;
   * an error that names the source only where neither has an answer. `extensions.sources` says what answered.
   */
  readonly licences: Maybe<LicenceConnection>;
  /** Its entries on the white and black lists, by record key (education). */
  readonly listEntries: Maybe<ListEntryConnection>;
  /** Name: of the registration, else of the licence, nonprofit or admission, else as texts call it. */
  readonly name: Scalars['String']['output'];
  /**
   * Its registrations as a nonprofit, by record key (civil affairs).
   * REPLICA: as the hub last read them. LIVE: asked of the agency now, by credit code and within the source's deadline;
   * each as the agency has it, with those that the hub does not know yet. Where the agency does not answer or cannot be asked, the replica with its age;
   * an error that names the source only where neither has an answer. `extensions.sources` says what answered.
   */
  readonly nonprofits: Maybe<NonprofitConnection>;
  /** Administrative penalties, by record key (market regulation). */
  readonly penalties: Maybe<PenaltyConnection>;
  /** People its records name. Needs a role and purpose that may read people, else the field is refused. */
  readonly people: Maybe<PersonConnection>;
  /** Organisations that this one seems to carry on, likeliest first. */
  readonly predecessors: Maybe<SuccessionConnection>;
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
  readonly registrationChanges: Maybe<RegistrationChangeConnection>;
  /** Its registrations, also earlier ones that turned out to be the same business, by record key (market regulation). */
  readonly registrations: Maybe<RegistrationConnection>;
  /** How likely a check on site finds hidden subject training. */
  readonly risk: Risk;
  /** Posts and shares in it, by record key (market regulation). */
  readonly roles: Maybe<BusinessRoleConnection>;
  /** Its declared staff, by record key (education). */
  readonly staff: Maybe<StaffMemberConnection>;
  /** Status of the registration or licence; null: not registered. */
  readonly status: Maybe<Scalars['String']['output']>;
  /** Organisations that seem to carry this one on, likeliest first. */
  readonly successors: Maybe<SuccessionConnection>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationAccountEntriesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  orderBy?: RecordOrder;
  where: InputMaybe<AccountEntryFilter>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationAccountsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  orderBy?: RecordOrder;
  where: InputMaybe<AccountFilter>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationAdmissionsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  orderBy?: RecordOrder;
  where: InputMaybe<AdmissionFilter>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationAdvertisementsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  orderBy?: RecordOrder;
  where: InputMaybe<AdvertisementFilter>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationComplaintsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  orderBy?: RecordOrder;
  where: InputMaybe<ComplaintFilter>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationCoursesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  orderBy?: RecordOrder;
  where: InputMaybe<CourseFilter>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationDossierArgs = {
  asOf: InputMaybe<Scalars['LocalDate']['input']>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationFieldSourcesArgs = {
  fields: InputMaybe<ReadonlyArray<OrganisationField>>;
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
  orderBy?: RecordOrder;
  where: InputMaybe<IncidentFilter>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationInspectionsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  orderBy?: RecordOrder;
  where: InputMaybe<InspectionFilter>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationLicencesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  freshness?: Freshness;
  where: InputMaybe<LicenceFilter>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationListEntriesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  orderBy?: RecordOrder;
  where: InputMaybe<ListEntryFilter>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationNonprofitsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  freshness?: Freshness;
  where: InputMaybe<NonprofitFilter>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationPenaltiesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  orderBy?: RecordOrder;
  where: InputMaybe<PenaltyFilter>;
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
  after: InputMaybe<Scalars['String']['input']>;
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
  orderBy?: RecordOrder;
  where: InputMaybe<RegistrationChangeFilter>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationRegistrationsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  orderBy?: RecordOrder;
  where: InputMaybe<RegistrationFilter>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationRolesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  orderBy?: RecordOrder;
  where: InputMaybe<BusinessRoleFilter>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationStaffArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  orderBy?: RecordOrder;
  where: InputMaybe<StaffMemberFilter>;
};


/**
 * An organisation as all agencies together know it (一机构一表), or an unregistered place that only texts know. Agencies' files extend it.
 * A list is null only together with an error that says why (refused, source away); where there is nothing it is empty.
 */
export type OrganisationSuccessorsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
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
  /** How fresh the tables are from which such entries come. */
  readonly sources: ReadonlyArray<SourceStatus>;
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

/** Why an organisation is what it is. */
export type OrganisationExplanation = {
  readonly __typename?: 'OrganisationExplanation';
  /** Version of the matching model. */
  readonly modelVersion: Scalars['Int']['output'];
  /** The organisation. */
  readonly organisation: Organisation;
  /** Its records of the kinds that the caller may read, with how each stands to it. */
  readonly records: ReadonlyArray<RecordExplanation>;
  /** Whom it carries on, and who carries it on. */
  readonly successions: ReadonlyArray<SuccessionExplanation>;
};

/** Organisations counted by their properties; each field is one count over what the filter finds. */
export type OrganisationFacets = {
  readonly __typename?: 'OrganisationFacets';
  /** By division, at a level of the code. */
  readonly byDivision: Maybe<ReadonlyArray<Facet>>;
  /** By code of their open flags; one with several codes counts under each. */
  readonly byFlagCode: Maybe<ReadonlyArray<Facet>>;
  /** By disguise of their open flags; one with several counts under each. */
  readonly byGuise: Maybe<ReadonlyArray<Facet>>;
  /** By industry (GB/T 4754): letter and the first two digits (大类). */
  readonly byIndustry: Maybe<ReadonlyArray<Facet>>;
  /** By whether any agency has them registered: `true` or `false`. */
  readonly byRegistered: Maybe<ReadonlyArray<Facet>>;
  /** By band of the risk score: 0, 1-19, 20-39, 40-59, 60-79, 80-100. */
  readonly byRiskBand: Maybe<ReadonlyArray<Facet>>;
  /** By the highest severity of their open flags. */
  readonly bySeverity: Maybe<ReadonlyArray<Facet>>;
  /** By status of the registration or licence. */
  readonly byStatus: Maybe<ReadonlyArray<Facet>>;
  /** All that the filter finds. Null: fewer than five where the count tells of people. */
  readonly total: Maybe<Scalars['Int']['output']>;
};


/** Organisations counted by their properties; each field is one count over what the filter finds. */
export type OrganisationFacetsByDivisionArgs = {
  first?: Scalars['Int']['input'];
  level?: DivisionLevel;
};


/** Organisations counted by their properties; each field is one count over what the filter finds. */
export type OrganisationFacetsByFlagCodeArgs = {
  first?: Scalars['Int']['input'];
};


/** Organisations counted by their properties; each field is one count over what the filter finds. */
export type OrganisationFacetsByGuiseArgs = {
  first?: Scalars['Int']['input'];
};


/** Organisations counted by their properties; each field is one count over what the filter finds. */
export type OrganisationFacetsByIndustryArgs = {
  first?: Scalars['Int']['input'];
};


/** Organisations counted by their properties; each field is one count over what the filter finds. */
export type OrganisationFacetsByRegisteredArgs = {
  first?: Scalars['Int']['input'];
};


/** Organisations counted by their properties; each field is one count over what the filter finds. */
export type OrganisationFacetsByRiskBandArgs = {
  first?: Scalars['Int']['input'];
};


/** Organisations counted by their properties; each field is one count over what the filter finds. */
export type OrganisationFacetsBySeverityArgs = {
  first?: Scalars['Int']['input'];
};


/** Organisations counted by their properties; each field is one count over what the filter finds. */
export type OrganisationFacetsByStatusArgs = {
  first?: Scalars['Int']['input'];
};

/** What is shown of an organisation. */
export type OrganisationField =
  /** Domicile or place of teaching. */
  | 'ADDRESS'
  /** What may be taught, by the licence. */
  | 'CATEGORY'
  /** Unified social credit code (统一社会信用代码). */
  | 'CREDIT_CODE'
  /** County, GB/T 2260. */
  | 'DIVISION_CODE'
  /** Legal representative or operator. */
  | 'HEAD'
  /** Industry, GB/T 4754-2017. */
  | 'INDUSTRY_CODE'
  /** Number of the training licence. */
  | 'LICENCE_NO'
  /** Name: of the best record to show (active before ended; businesses, nonprofits, licences, admissions). */
  | 'NAME'
  /** Telephone numbers. */
  | 'PHONES'
  /** Principal. */
  | 'PRINCIPAL'
  /** Business scope or field of activity; of records of the same kind. */
  | 'SCOPE'
  /** Status of the record that it is shown by; a licence that ended does not speak against a business that stands, so only records of the same kind are compared. */
  | 'STATUS'
  /** Last day of the licence or admission; of records of the same kind. */
  | 'VALID_UNTIL';

/**
 * Conditions on organisations; all that are given must hold. A condition on a kind of record holds when one record meets all of it; what the
 * caller may not read cannot be asked for. At most 2 relations deep, 40 conditions in all.
 */
export type OrganisationFilter = {
  /** Has an entry of such an account like this; the same. */
  readonly accountEntries?: InputMaybe<AccountEntryFilter>;
  /** Has a supervised tuition account like this; only for callers who may read accounts. */
  readonly accounts?: InputMaybe<AccountFilter>;
  /** Has an admission to non-subject training like this. */
  readonly admissions?: InputMaybe<AdmissionFilter>;
  /** Has an advertisement like this. */
  readonly advertisements?: InputMaybe<AdvertisementFilter>;
  /** At least one of these holds as well. */
  readonly anyOf?: InputMaybe<ReadonlyArray<OrganisationFilter>>;
  /** Has a complaint like this; only for callers who may read complaints. */
  readonly complaints?: InputMaybe<ComplaintFilter>;
  /** Has a filed course like this. */
  readonly courses?: InputMaybe<CourseFilter>;
  /** A division with everything below it (330100 is the whole city); it narrows the caller's own divisions, never widens them. */
  readonly divisionCode?: InputMaybe<Scalars['String']['input']>;
  /** First known on this day or later. */
  readonly firstSeenFrom?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Has an open flag with one of these codes. */
  readonly flagCodes?: InputMaybe<ReadonlyArray<FlagCode>>;
  /** Has a flag like this; open ones unless it names statuses. */
  readonly flags?: InputMaybe<FlagFilter>;
  /** Has a police incident like this; only for callers who may read incidents. */
  readonly incidents?: InputMaybe<IncidentFilter>;
  /** Industry code begins with this ("P83"). */
  readonly industry?: InputMaybe<Scalars['String']['input']>;
  /** Has an inspection like this. */
  readonly inspections?: InputMaybe<InspectionFilter>;
  /** Has a training licence like this. */
  readonly licences?: InputMaybe<LicenceFilter>;
  /** Has an entry on the white or black list like this. */
  readonly listEntries?: InputMaybe<ListEntryFilter>;
  /** Risk score is at least this. */
  readonly minRiskScore?: InputMaybe<Scalars['Int']['input']>;
  /** Highest open flag is at least this severe. */
  readonly minSeverity?: InputMaybe<Severity>;
  /** Has a registration as a nonprofit like this. */
  readonly nonprofits?: InputMaybe<NonprofitFilter>;
  /** This does not hold. */
  readonly not?: InputMaybe<OrganisationFilter>;
  /** Has an administrative penalty like this. */
  readonly penalties?: InputMaybe<PenaltyFilter>;
  /** Seems to carry on an organisation like this. */
  readonly predecessors?: InputMaybe<SuccessionFilter>;
  /** Registered organisations or unregistered places only. */
  readonly registered?: InputMaybe<Scalars['Boolean']['input']>;
  /** Has a change of a registered item like this. */
  readonly registrationChanges?: InputMaybe<RegistrationChangeFilter>;
  /** Has a registration as a business like this. */
  readonly registrations?: InputMaybe<RegistrationFilter>;
  /** Has a post or share in it like this. */
  readonly roles?: InputMaybe<BusinessRoleFilter>;
  /** Another organisation like this has the same room, each by what it registered with an agency (or, where nobody registered it, by any record). */
  readonly sharesRoomWith?: InputMaybe<OrganisationFilter>;
  /** Has a member of staff like this. */
  readonly staff?: InputMaybe<StaffMemberFilter>;
  /** Status, one of these. */
  readonly statuses?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** An organisation like this seems to carry it on. */
  readonly successors?: InputMaybe<SuccessionFilter>;
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
  /** Whether the page was asked for with `after`, so that entries may stand before it. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first entry; null when the page is empty. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
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

/** A page of records (Relay connection). */
export type PenaltyConnection = {
  readonly __typename?: 'PenaltyConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<PenaltyEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Penalty>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type PenaltyEdge = {
  readonly __typename?: 'PenaltyEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: Penalty;
};

/** Conditions on one record: an administrative penalty (行政处罚). All that are given must hold of the same record. */
export type PenaltyFilter = {
  /** Kind of unlawful act (违法行为类型). */
  readonly actType?: InputMaybe<TextCondition>;
  /** Party’s credit code. */
  readonly creditCode?: InputMaybe<TextCondition>;
  /** Day of the decision (处罚日期). */
  readonly decidedOn?: InputMaybe<DayRange>;
  /** Facts (处罚内容). */
  readonly facts?: InputMaybe<TextCondition>;
  /** Fine in yuan (罚款金额). */
  readonly fine?: InputMaybe<AmountRange>;
  /** Party (当事人). */
  readonly name?: InputMaybe<TextCondition>;
};

/**
 * A person who stands in the agencies' records, resolved from keyed tokens of identity numbers or from name and employer.
 * Reading people needs a role and a purpose, and each one read is audited. Only records in the caller's divisions and sources show.
 * A list is null only together with an error that says why; where there is nothing it is empty.
 */
export type Person = Node & {
  readonly __typename?: 'Person';
  /** Teacher certificates, by record key. */
  readonly certificates: Maybe<TeacherCertificateConnection>;
  /**
   * Whether the police know anything that keeps the person from working with minors (从业查询, 未成年人保护法 art. 62). Reviewers and
   * enforcement with a purpose only; refused to others, and every answer shown is audited.
   * REPLICA: the last answer, kept until it expires. LIVE: asked now, about current staff of licensed institutions and nobody else;
   * the question is in the audit before it is put. When the police do not answer, the kept answer; an error only where there is none.
   * Null: nobody asked, or the person may not be asked about.
   */
  readonly clearance: Maybe<Clearance>;
  /** As-of day on which the hub first knew them. */
  readonly firstSeen: Scalars['LocalDate']['output'];
  /** Stable id; says nothing about the person. */
  readonly id: Scalars['ID']['output'];
  /** Entries on the white and black lists, by record key. */
  readonly listEntries: Maybe<PersonListEntryConnection>;
  /** Whether `name` is masked. */
  readonly masked: Scalars['Boolean']['output'];
  /** All records that name them. */
  readonly mentions: Maybe<PersonMentionConnection>;
  /** The name; 王** when masked. */
  readonly name: Scalars['String']['output'];
  /** Posts and shares in businesses, by record key. */
  readonly roles: Maybe<BusinessRoleConnection>;
  /** Posts at public schools, by record key. */
  readonly schoolPosts: Maybe<SchoolPostConnection>;
  /** Posts at training institutions, by record key. */
  readonly staffPosts: Maybe<StaffMemberConnection>;
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
export type PersonClearanceArgs = {
  freshness?: Freshness;
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

/** Somebody whom a person in hand may be. */
export type PersonCandidate = {
  readonly __typename?: 'PersonCandidate';
  /** Another valid identity number than the one in hand: never meant. */
  readonly numbersDiffer: Scalars['Boolean']['output'];
  /** The person. */
  readonly person: Person;
  /** What they share, strongest first. */
  readonly ties: ReadonlyArray<GivenPersonTie>;
};

/** Whether two sides are one person. */
export type PersonComparison = {
  readonly __typename?: 'PersonComparison';
  /** What was made of it. */
  readonly standing: PersonStanding;
  /** What they share, strongest first; of a rule one pair of mentions. */
  readonly ties: ReadonlyArray<PersonTie>;
};

/** A page of people (Relay connection). */
export type PersonConnection = {
  readonly __typename?: 'PersonConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<PersonEdge>;
  /** The people, by id. */
  readonly nodes: ReadonlyArray<Person>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type PersonEdge = {
  readonly __typename?: 'PersonEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The person. */
  readonly node: Person;
};

/** Why a person is one. */
export type PersonExplanation = {
  readonly __typename?: 'PersonExplanation';
  /** Up to 100 mentions in records that the caller may read, each with what ties it to another. */
  readonly mentions: ReadonlyArray<MentionExplanation>;
  /** There are more. */
  readonly more: Scalars['Boolean']['output'];
  /** The person. */
  readonly person: Person;
};

/** Conditions on a person, through the other records that name them. Needs a role and purpose that may read people. */
export type PersonFilter = {
  /** Only where the person is known by a valid identity number on both sides, not by name and employer alone. */
  readonly certain: Scalars['Boolean']['input'];
  /** Holds a teacher certificate like this. */
  readonly certificates?: InputMaybe<TeacherCertificateFilter>;
  /** Has an entry like this on the lists of people. */
  readonly listEntries?: InputMaybe<PersonListEntryFilter>;
  /** Stands on a public school's roster like this. */
  readonly schoolPosts?: InputMaybe<SchoolPostFilter>;
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

/** A page of records (Relay connection). */
export type PersonListEntryConnection = {
  readonly __typename?: 'PersonListEntryConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<PersonListEntryEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<PersonListEntry>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type PersonListEntryEdge = {
  readonly __typename?: 'PersonListEntryEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: PersonListEntry;
};

/** Conditions on one record: a person’s entry on the white or black list (黑白名单, 个人). All that are given must hold of the same record. */
export type PersonListEntryFilter = {
  /** From. */
  readonly from?: InputMaybe<DayRange>;
  /** List; one of these. */
  readonly list?: InputMaybe<ReadonlyArray<ListColour>>;
  /** Reason (原因). */
  readonly reason?: InputMaybe<TextCondition>;
  /** Until; null: open. */
  readonly to?: InputMaybe<DayRange>;
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

/** A page of mentions (Relay connection). */
export type PersonMentionConnection = {
  readonly __typename?: 'PersonMentionConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<PersonMentionEdge>;
  /** The mentions, by record key. */
  readonly nodes: ReadonlyArray<PersonMention>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type PersonMentionEdge = {
  readonly __typename?: 'PersonMentionEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The mention. */
  readonly node: PersonMention;
};

/** How two sides stand to each other as people. */
export type PersonStanding =
  /** Not put together. */
  | 'APART'
  /** One person. */
  | 'ONE_PERSON'
  /** Never put together by data: both have a valid identity number, and no number in common. */
  | 'TWO_NUMBERS';

/** What two mentions of people share. */
export type PersonTie = {
  readonly __typename?: 'PersonTie';
  /** One mention. */
  readonly a: MentionRef;
  /** The other. */
  readonly b: MentionRef;
  /** Whether an identity number stands behind it. */
  readonly certain: Scalars['Boolean']['output'];
  /** What the rule says. */
  readonly reason: Scalars['String']['output'];
  /** The rule under which they share it. */
  readonly rule: Scalars['String']['output'];
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
  /** Records that fit several organisations alike and join none of them, for a person to decide on; by source, type and key. Reviewers and enforcement, with a purpose. */
  readonly ambiguousRecords: ReadonlyArray<AmbiguousRecord>;
  /** Who read, asked, decided and took away what, newest first; for auditors with the purpose AUDIT, and reading it is audited too. */
  readonly auditLog: Maybe<AuditConnection>;
  /** A division by its code, of today or of former years; null: no code of a division. */
  readonly division: Maybe<Division>;
  /** The measures of a division for a day, within the caller's divisions. Hit rates of leads and the time to decisions are in `leadMeasures`. */
  readonly divisionStatistics: Maybe<DivisionStatistics>;
  /**
   * The dossier of an organisation (一机构一表): everything the hub knows of it, dated, with where each part comes from. Null: unknown, outside the
   * caller's divisions, or not yet known on the day of `asOf`.
   */
  readonly dossier: Maybe<Dossier>;
  /** Why two sides are held to be one organisation or not, and whether one carries on the other: every signal with its weight, and what people decided; or why two people are held to be one or not. Null with an error: a side is unknown, or not the caller's to see. */
  readonly explainMatch: Maybe<MatchExplanation>;
  /** Why the records of an organisation stand with it, whom it carries on and who carries it on. Null: unknown or outside the caller's divisions. */
  readonly explainOrganisation: Maybe<OrganisationExplanation>;
  /** Why the mentions of a person are held to be one: what each shares with another, by rule. Numbers, names and telephones are never told, only that they agree. Needs a purpose; audited. Null with an error: unknown, or not the caller's to see. */
  readonly explainPerson: Maybe<PersonExplanation>;
  /** One flag. Null: unknown or outside the caller's divisions. */
  readonly flag: Maybe<Flag>;
  /** How many flags there are of each sort, under the same filter and rights as `flags`. As of now alone; `flagSeries` tells how many were raised and cleared when. */
  readonly flagFacets: Maybe<FlagFacets>;
  /** How many flags were raised and cleared in each step of time. Flags of every status count unless the filter names statuses. */
  readonly flagSeries: Maybe<ReadonlyArray<SeriesPoint>>;
  /** Flags, a page at a time; open ones unless the filter names statuses. */
  readonly flags: Maybe<FlagConnection>;
  /** The hub's own white and black list (黑白名单), by id, beside the lists of the sources. Entries about people for those who may read people. */
  readonly hubListEntries: HubListConnection;
  /** What became of leads, by the source whose records the flags stand on; a flag with two sources counts for both. Only what was decided in the days asked for. */
  readonly leadMeasures: ReadonlyArray<LeadMeasure>;
  /** Who a person in hand is: what the next resolution would say of them. Of a number tokens are made at once; it is neither kept nor told. Writes nothing but the audit; needs a purpose. Null with an error: it says nothing to be found by. */
  readonly matchPerson: Maybe<GivenPersonMatch>;
  /** Which organisation a record in hand is about, or which registered body it is: what the next resolution would say of it, with its numbers. Writes nothing. A telephone in it is looked for by those who may read telephones. Null with an error: it says nothing to be found by, or nothing was resolved yet. */
  readonly matchRecord: Maybe<GivenRecordMatch>;
  /** Who is asking, as the hub understood the token. */
  readonly me: Me;
  /**
   * What hangs together with an organisation: people, places and telephones that it shares with others, and successions, as nodes and edges. Only what
   * connects is shown. A value that many share (an agent's telephone, an office tower) is a node but is not gone through. Null: unknown organisation, or outside the
   * caller's divisions.
   */
  readonly network: Maybe<Network>;
  /** Anything with an id; null: unknown, or outside the caller's divisions. */
  readonly node: Maybe<Node>;
  /**
   * One organisation; an id that was merged away answers with the organisation that goes on. Null: unknown, outside the caller's divisions, or not yet known
   * on the day of `asOf`.
   */
  readonly organisation: Maybe<Organisation>;
  /**
   * The organisation that holds a unified social credit code (统一社会信用代码) today. Null: unknown, outside the caller's divisions, or not yet known on
   * the day of `asOf`.
   */
  readonly organisationByCreditCode: Maybe<Organisation>;
  /**
   * How many organisations there are of each sort, under the same filter and rights as `organisations`. As of now alone: how many there were of a sort on a day says
   * `totalCount` of `organisations` with `asOf` and the sort as its filter.
   */
  readonly organisationFacets: Maybe<OrganisationFacets>;
  /**
   * Organisations, a page at a time. As of a day: those that the hub knew then, as what it knew then meets the filter. Who is who has no history, so conditions
   * on people, rooms, successions and the score of risk are refused there, and so is the order by risk.
   */
  readonly organisations: Maybe<OrganisationConnection>;
  /** One person. Needs a role and purpose that may read people, else the field is refused. Null: unknown, or in no record of the caller's divisions. */
  readonly person: Maybe<Person>;
  /** A case; null: not there, or not yours to see. */
  readonly reviewCase: Maybe<ReviewCase>;
  /** The work list: cases of review, those in which somebody has to do something unless `states` says otherwise. */
  readonly reviewCases: ReviewConnection;
  /** How many cases stand where. */
  readonly reviewCounts: ReadonlyArray<ReviewCount>;
  /** Saved queries that the caller may run, by slug: the hub's library, shared ones and their own. */
  readonly savedQueries: Maybe<SavedQueryConnection>;
  /** One saved query; null: there is none of that slug that the caller may run. */
  readonly savedQuery: Maybe<SavedQuery>;
  /** Organisations by name (parts, either script), credit code or licence number; best first. */
  readonly search: Maybe<SearchResult>;
  /** The agencies' systems and how fresh their replicas are. */
  readonly sources: Maybe<ReadonlyArray<Source>>;
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryAmbiguousRecordsArgs = {
  first?: Scalars['Int']['input'];
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryAuditLogArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<AuditFilter>;
  first?: Scalars['Int']['input'];
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryDivisionArgs = {
  code: Scalars['String']['input'];
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryDivisionStatisticsArgs = {
  base?: Scalars['LocalDate']['input'];
  divisionCode: InputMaybe<Scalars['String']['input']>;
  on: InputMaybe<Scalars['LocalDate']['input']>;
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryDossierArgs = {
  asOf: InputMaybe<Scalars['LocalDate']['input']>;
  organisationId: Scalars['ID']['input'];
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryExplainMatchArgs = {
  a: MatchSideInput;
  b: MatchSideInput;
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryExplainOrganisationArgs = {
  first?: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryExplainPersonArgs = {
  id: Scalars['ID']['input'];
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
export type QueryFlagFacetsArgs = {
  filter: InputMaybe<FlagFilter>;
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryFlagSeriesArgs = {
  by?: TimeStep;
  filter: InputMaybe<FlagFilter>;
  from: InputMaybe<Scalars['LocalDate']['input']>;
  until: InputMaybe<Scalars['LocalDate']['input']>;
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
export type QueryHubListEntriesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<HubListFilter>;
  first?: Scalars['Int']['input'];
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryLeadMeasuresArgs = {
  divisionCode: InputMaybe<Scalars['String']['input']>;
  from: Scalars['LocalDate']['input'];
  until: Scalars['LocalDate']['input'];
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryMatchPersonArgs = {
  first?: Scalars['Int']['input'];
  person: GivenPersonInput;
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryMatchRecordArgs = {
  as?: GivenQuestion;
  first?: Scalars['Int']['input'];
  record: GivenRecordInput;
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryNetworkArgs = {
  depth?: Scalars['Int']['input'];
  limit?: Scalars['Int']['input'];
  organisationId: Scalars['ID']['input'];
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
  asOf: InputMaybe<Scalars['LocalDate']['input']>;
  id: Scalars['ID']['input'];
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryOrganisationByCreditCodeArgs = {
  asOf: InputMaybe<Scalars['LocalDate']['input']>;
  creditCode: Scalars['String']['input'];
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryOrganisationFacetsArgs = {
  filter: InputMaybe<OrganisationFilter>;
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryOrganisationsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  asOf: InputMaybe<Scalars['LocalDate']['input']>;
  filter: InputMaybe<OrganisationFilter>;
  first?: Scalars['Int']['input'];
  orderBy: InputMaybe<OrganisationOrder>;
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
export type QueryReviewCaseArgs = {
  id: Scalars['ID']['input'];
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryReviewCasesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<ReviewFilter>;
  first?: Scalars['Int']['input'];
  orderBy?: ReviewOrder;
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QueryReviewCountsArgs = {
  divisionCode: InputMaybe<Scalars['String']['input']>;
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QuerySavedQueriesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  mine?: Scalars['Boolean']['input'];
  text: InputMaybe<Scalars['String']['input']>;
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QuerySavedQueryArgs = {
  slug: Scalars['String']['input'];
};


/**
 * What the hub answers. Rows outside the caller's divisions are not found anywhere; personal data needs a purpose (header `X-Purpose`) and is audited.
 * A list is null only together with an error that says why.
 */
export type QuerySearchArgs = {
  first?: Scalars['Int']['input'];
  text: Scalars['String']['input'];
};

/** A column of the table that a saved query gives. */
export type QueryColumn = {
  readonly __typename?: 'QueryColumn';
  /** What the schema says of the value. */
  readonly description: Scalars['String']['output'];
  /** Whether an entry can have several values, which then share a cell. */
  readonly list: Scalars['Boolean']['output'];
  /** Whether the caller, with this purpose, may get values masked or not at all. */
  readonly masked: Scalars['Boolean']['output'];
  /** Path of the value below an entry. */
  readonly path: Scalars['String']['output'];
  /** Title. */
  readonly title: Scalars['String']['output'];
};

/** The value of a variable where a run gives none. */
export type QueryDefaultInput = {
  /** As it would stand in an address. */
  readonly value: Scalars['String']['input'];
  /** Name of the variable, without `$`. */
  readonly variable: Scalars['String']['input'];
};

/** A variable of a saved query. */
export type QueryVariable = {
  readonly __typename?: 'QueryVariable';
  /** What holds where a run gives none ("today-60"); null: the document's own default, or nothing. */
  readonly default: Maybe<Scalars['String']['output']>;
  /** Name, without `$`. */
  readonly name: Scalars['String']['output'];
  /** Whether a run must give it, unless there is a default. */
  readonly required: Scalars['Boolean']['output'];
  /** Type as the document declares it. */
  readonly type: Scalars['String']['output'];
};

/** How a record stands to its organisation. */
export type RecordExplanation = {
  readonly __typename?: 'RecordExplanation';
  /** How it stands. */
  readonly match: MatchComparison;
  /** The record. */
  readonly record: AgencyRecord;
};

/** Kinds of record, whatever an agency calls its tables. */
export type RecordKind =
  /** A supervised tuition account (资金监管账户), banks. */
  | 'ACCOUNT'
  /** An entry of a supervised account (账户流水), banks. */
  | 'ACCOUNT_ENTRY'
  /** An admission to non-subject training (非学科类准入), culture, sport or science. */
  | 'ADMISSION'
  /** An advertisement caught by monitoring (广告监测), market regulation. */
  | 'ADVERTISEMENT'
  /** A teacher certificate (教师资格), education. */
  | 'CERTIFICATE'
  /** A complaint to the hotline (诉求工单); nothing of the person who complains. */
  | 'COMPLAINT'
  /** A filed course (课程备案), education. */
  | 'COURSE'
  /** A police incident (警情). */
  | 'INCIDENT'
  /** An inspection (检查记录), education. */
  | 'INSPECTION'
  /** A training licence (办学许可证), education. */
  | 'LICENCE'
  /** An institution on the white or black list (黑白名单), education. */
  | 'LIST_ENTRY'
  /** A registered nonprofit (民办非企业单位), civil affairs. */
  | 'NONPROFIT'
  /** An administrative penalty (行政处罚), market regulation. */
  | 'PENALTY'
  /** A person on the white or black list (黑白名单), education. */
  | 'PERSON_LIST_ENTRY'
  /** A registered business (市场主体登记), market regulation. */
  | 'REGISTRATION'
  /** A change of a registered item (变更记录), market regulation. */
  | 'REGISTRATION_CHANGE'
  /** A person's post or share in a business (主体人员), market regulation. */
  | 'ROLE'
  /** A teacher of a public school (在编在职教师), education. */
  | 'SCHOOL_TEACHER'
  /** A member of staff as declared (从业人员), education. */
  | 'STAFF';

/** Why a record stands with its organisation. */
export type RecordMatch = {
  readonly __typename?: 'RecordMatch';
  /** Sum of the signals' weights in milli-bits; the higher, the surer. */
  readonly score: Scalars['Int']['output'];
  /** The signals, as they were weighed. */
  readonly signals: ReadonlyArray<Signal>;
};

/** Orders of an organisation's records; ties fall by key. */
export type RecordOrder =
  /** By the key at the source, in code point order. */
  | 'KEY'
  /** Those first that speak for the newest day. */
  | 'NEWEST';

/** Where a record stands at its source. */
export type RecordRef = {
  readonly __typename?: 'RecordRef';
  /** The key. */
  readonly recordKey: Scalars['String']['output'];
  /** The record type, as the source's mapping names it. */
  readonly recordType: Scalars['String']['output'];
  /** The source. */
  readonly source: Scalars['String']['output'];
};

/** Where a record stands at its source. */
export type RecordRefInput = {
  /** The key. */
  readonly recordKey: Scalars['String']['input'];
  /** The record type, as the source's mapping names it. */
  readonly recordType: Scalars['String']['input'];
  /** The source. */
  readonly source: Scalars['String']['input'];
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

/** A page of records (Relay connection). */
export type RegistrationChangeConnection = {
  readonly __typename?: 'RegistrationChangeConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<RegistrationChangeEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<RegistrationChange>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type RegistrationChangeEdge = {
  readonly __typename?: 'RegistrationChangeEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: RegistrationChange;
};

/** Conditions on one record: a change of a registered item (变更记录). All that are given must hold of the same record. */
export type RegistrationChangeFilter = {
  /** Value after (变更后). */
  readonly after?: InputMaybe<TextCondition>;
  /** Value before (变更前). */
  readonly before?: InputMaybe<TextCondition>;
  /** Day of the change (变更日期). */
  readonly changedOn?: InputMaybe<DayRange>;
  /** Business that changed. */
  readonly creditCode?: InputMaybe<TextCondition>;
  /** What changed (变更事项); one of these. */
  readonly item?: InputMaybe<ReadonlyArray<RegistrationItem>>;
};

/** A page of records (Relay connection). */
export type RegistrationConnection = {
  readonly __typename?: 'RegistrationConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<RegistrationEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<Registration>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type RegistrationEdge = {
  readonly __typename?: 'RegistrationEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: Registration;
};

/** Conditions on one record: a registered business (市场主体登记). All that are given must hold of the same record. */
export type RegistrationFilter = {
  /** Domicile (住所). */
  readonly address?: InputMaybe<TextCondition>;
  /** Registered capital in yuan (注册资本). */
  readonly capital?: InputMaybe<AmountRange>;
  /** Unified social credit code (统一社会信用代码). */
  readonly creditCode?: InputMaybe<TextCondition>;
  /** A division with everything below it. */
  readonly divisionCode?: InputMaybe<Scalars['String']['input']>;
  /** Day on which it was deregistered or revoked (注销日期). */
  readonly endedOn?: InputMaybe<DayRange>;
  /** Day of establishment (成立日期). */
  readonly establishedOn?: InputMaybe<DayRange>;
  /** Type of business (主体类型). */
  readonly form?: InputMaybe<TextCondition>;
  /** Legal representative or operator (法定代表人); needs the right to read people. */
  readonly head?: InputMaybe<PersonFilter>;
  /** Industry, GB/T 4754-2017 (行业代码); begins with this. */
  readonly industryCode?: InputMaybe<Scalars['String']['input']>;
  /** Registered name (名称). */
  readonly name?: InputMaybe<TextCondition>;
  /** Business scope (经营范围). */
  readonly scope?: InputMaybe<TextCondition>;
  /** Status (登记状态); one of these. */
  readonly status?: InputMaybe<ReadonlyArray<RegistrationStatus>>;
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

/** One or several flags of one organisation that people look at together. */
export type ReviewCase = {
  readonly __typename?: 'ReviewCase';
  /** The agency whose turn it is; null: nobody was named. */
  readonly agency: Maybe<Scalars['String']['output']>;
  /** To whom it is assigned; null: to nobody. */
  readonly assignee: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly decidedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who took the last decision; null: none was taken. */
  readonly decidedBy: Maybe<Scalars['String']['output']>;
  /** The day by which the stage has to be done; null: there is nothing to be done. */
  readonly dueOn: Maybe<Scalars['LocalDate']['output']>;
  /** The flags. */
  readonly flags: ReadonlyArray<Flag>;
  /** All that was done to it, oldest first. */
  readonly history: ReadonlyArray<ReviewEvent>;
  /** Its id. */
  readonly id: Scalars['ID']['output'];
  /** When. */
  readonly openedAt: Scalars['DateTime']['output'];
  /** Who opened it. */
  readonly openedBy: Scalars['String']['output'];
  /** The organisation; null: it stands for nothing any more. */
  readonly organisation: Maybe<Organisation>;
  /** Whether that day is over. */
  readonly overdue: Scalars['Boolean']['output'];
  /** What is possible in this state, for whoever may. */
  readonly possible: ReadonlyArray<ReviewMove>;
  /** Where it stands. */
  readonly state: ReviewState;
  /** The hand-over that waits to be accepted; null: none. */
  readonly transfer: Maybe<ReviewTransfer>;
  /** Changes with every move, and when a run changes what the flags stand on; to be given with the next move. */
  readonly version: Scalars['String']['output'];
};

/** Somebody else was first, or a run changed what the flags stand on. */
export type ReviewConflict = {
  readonly __typename?: 'ReviewConflict';
  /** The case as it is now. */
  readonly current: ReviewCase;
  /** One sentence. */
  readonly message: Scalars['String']['output'];
};

/** A page of cases (Relay connection). */
export type ReviewConnection = {
  readonly __typename?: 'ReviewConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<ReviewEdge>;
  /** The entries alone. */
  readonly nodes: ReadonlyArray<ReviewCase>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** Always empty: the entries are the hub's own, and no agency's table can be out of date for them. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many the filter finds; counted only when asked for. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** How many cases stand in a state. */
export type ReviewCount = {
  readonly __typename?: 'ReviewCount';
  /** Cases in it. */
  readonly cases: Scalars['Int']['output'];
  /** Of these, those whose day is over. */
  readonly overdue: Scalars['Int']['output'];
  /** The state. */
  readonly state: ReviewState;
};

/** An entry of a page. */
export type ReviewEdge = {
  readonly __typename?: 'ReviewEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The case. */
  readonly node: ReviewCase;
};

/** One thing that was done to a case. */
export type ReviewEvent = {
  readonly __typename?: 'ReviewEvent';
  /** The agency it was with after it, or to which it was sent. */
  readonly agency: Maybe<Scalars['String']['output']>;
  /** Whose case it was after it. */
  readonly assignee: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** Who did it. */
  readonly by: Scalars['String']['output'];
  /** The day by which it was to be done after it. */
  readonly dueOn: Maybe<Scalars['LocalDate']['output']>;
  /** State before; null: the case was opened. */
  readonly from: Maybe<ReviewState>;
  /** Why, or the note; null: nothing was said, or the caller may not read texts of cases. */
  readonly grounds: Maybe<Scalars['String']['output']>;
  /** What was done. */
  readonly move: ReviewMove;
  /** From 1 without gaps. */
  readonly number: Scalars['Int']['output'];
  /** An expert's opinion. */
  readonly opinion: Maybe<ReviewOpinion>;
  /** In which role. */
  readonly role: Scalars['String']['output'];
  /** State after. */
  readonly to: ReviewState;
};

/** Conditions on cases; all that are given must hold. */
export type ReviewFilter = {
  /** The agency whose turn it is. */
  readonly agency?: InputMaybe<Scalars['String']['input']>;
  /** Assigned to this caller. */
  readonly assignee?: InputMaybe<Scalars['String']['input']>;
  /** A division with everything below it; narrows the caller's own, never widens it. */
  readonly divisionCode?: InputMaybe<Scalars['String']['input']>;
  /** Due before this day; today gives what is overdue. */
  readonly dueBefore?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Sent to this agency and neither accepted nor returned. */
  readonly sentTo?: InputMaybe<Scalars['String']['input']>;
  /** State, one of these; none given: those in which somebody has to do something. */
  readonly states?: InputMaybe<ReadonlyArray<ReviewState>>;
};

/** Something is missing, too much or too long, or the case or a flag is not there or not yours to see. */
export type ReviewInvalidInput = {
  readonly __typename?: 'ReviewInvalidInput';
  /** One sentence that says what to do. */
  readonly message: Scalars['String']['output'];
};

/** What can be done to a case. */
export type ReviewMove =
  /** The other agency takes it. */
  | 'ACCEPT_TRANSFER'
  /** An expert's opinion; the case goes to enforcement. */
  | 'APPRAISE'
  /** Given to somebody. */
  | 'ASSIGN'
  /** Put right, as seen on site. */
  | 'CLEAR'
  /** It holds. */
  | 'CONFIRM'
  /** The organisation objects to what was confirmed. */
  | 'CONTEST'
  /** It does not hold. */
  | 'DISMISS'
  /** An expert has to look first. */
  | 'NEEDS_APPRAISAL'
  /** A note. */
  | 'NOTE'
  /** It was opened (only in histories; see `openReview`). */
  | 'OPEN'
  /** Straight to enforcement: there is nothing to appraise. */
  | 'REFER'
  /** The other agency sends it back. */
  | 'RETURN_TRANSFER'
  /** To be done by another day. */
  | 'SET_DUE'
  /** Sent to another agency. */
  | 'TRANSFER'
  /** The objection changes nothing; by somebody else than who confirmed. */
  | 'UPHOLD'
  /** Taken back. */
  | 'WITHDRAW';

/** Not for this caller: another role, purpose or agency, or an interest. */
export type ReviewNotAllowed = {
  readonly __typename?: 'ReviewNotAllowed';
  /** One sentence that says who may. */
  readonly message: Scalars['String']['output'];
};

/** What an expert says of the teaching. */
export type ReviewOpinion =
  /** None is. */
  | 'NOT_SUBJECT'
  /** A school subject is taught. */
  | 'SUBJECT'
  /** It cannot be told. */
  | 'UNCLEAR';

/** Orders of the work list; ties fall by id. */
export type ReviewOrder =
  /** What is due first; cases without a day last. */
  | 'DUE_ASC'
  /** Newest first. */
  | 'OPENED_DESC';

/** What became of a move. */
export type ReviewOutcome = ReviewCase | ReviewConflict | ReviewInvalidInput | ReviewNotAllowed | ReviewWrongState;

/** Where a case stands: self-check → expert appraisal → enforcement decision (自查 → 专家鉴定 → 执法认定), and how it ended. */
export type ReviewState =
  /** It held and was put right; the flags come back with new evidence only. */
  | 'CLEARED'
  /** It holds; the flags stay until a person clears or withdraws them. */
  | 'CONFIRMED'
  /** It held, and the organisation has objected. */
  | 'CONTESTED'
  /** It does not hold; the flags come back with new evidence only. */
  | 'DISMISSED'
  /** Enforcement decides. */
  | 'ENFORCEMENT_DECISION'
  /** An expert says whether what is taught is a school subject. */
  | 'EXPERT_APPRAISAL'
  /** The organisation and whoever took the case up look at it themselves. */
  | 'SELF_CHECK'
  /** Taken back; the flags come back with new evidence only. */
  | 'WITHDRAWN';

/** A hand-over between agencies (双通报、双转办) that waits. */
export type ReviewTransfer = {
  readonly __typename?: 'ReviewTransfer';
  /** From which agency; null: none had it. */
  readonly from: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly sentAt: Scalars['DateTime']['output'];
  /** Who sent it. */
  readonly sentBy: Scalars['String']['output'];
  /** To which. */
  readonly to: Scalars['String']['output'];
};

/** Not possible in the state in which the case is. */
export type ReviewWrongState = {
  readonly __typename?: 'ReviewWrongState';
  /** One sentence. */
  readonly message: Scalars['String']['output'];
  /** What is possible in it. */
  readonly possible: ReadonlyArray<ReviewMove>;
  /** The state. */
  readonly state: ReviewState;
};

/** Risk of an organisation, from its open flags. */
export type Risk = {
  readonly __typename?: 'Risk';
  /** What each open flag adds, largest first; their points add up to the score. */
  readonly contributions: ReadonlyArray<RiskContribution>;
  /** Codes of its open flags. */
  readonly flagCodes: ReadonlyArray<FlagCode>;
  /** 0 to 100, calibrated: of a hundred organisations at 80 about 80 teach hidden subjects. Orders them; a lead, never a verdict. */
  readonly score: Scalars['Int']['output'];
  /** Highest severity of its open flags; null: none. */
  readonly severity: Maybe<Severity>;
  /** Version of the weights that gave the score; null: not judged yet. */
  readonly weights: Maybe<Scalars['String']['output']>;
};

/** What one open flag adds to a risk. A record that several flags rest on counts for the one that makes most of it. */
export type RiskContribution = {
  readonly __typename?: 'RiskContribution';
  /** Its code. */
  readonly code: FlagCode;
  /** The flag. */
  readonly flagId: Scalars['ID']['output'];
  /** Those of them that count for it and for no other flag. */
  readonly ownSources: Scalars['Int']['output'];
  /** Points of the score. */
  readonly points: Scalars['Int']['output'];
  /** Records it rests on that are more than a name, a scope or an address. */
  readonly sources: Scalars['Int']['output'];
};

/** Roles; `me { actions }` tells what a role may do with a purpose. */
export type Role =
  /** Runs the hub; sources' errors, no personal data. */
  | 'ADMIN'
  /** Analysis across agencies; people by id with masked names. */
  | 'ANALYST'
  /** Checks the hub's own use; people by id with masked names, no texts. */
  | 'AUDITOR'
  /** Figures and lists for screens; no personal data, no introspection. */
  | 'DASHBOARD'
  /** Enforcement on site; names, contacts and texts with a purpose. */
  | 'ENFORCEMENT'
  /** A system that takes the nightly bundle; flags and evidence, no names. */
  | 'EXPORTER'
  /** Decides on flags; names and texts with a purpose. */
  | 'REVIEWER';

/** A document under a name, run with the rights and purpose of whoever runs it: `GET /queries/<slug>.json`, `.ndjson`, `.csv` or `.xlsx`. */
export type SavedQuery = {
  readonly __typename?: 'SavedQuery';
  /** When it was saved first. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The newest version. */
  readonly current: SavedQueryVersion;
  /** What the caller's last complete run gave; null: none, or it is too long ago. */
  readonly lastRun: Maybe<SavedQueryRun>;
  /** Whether it is of the hub's own library; dashboards run no others. */
  readonly library: Scalars['Boolean']['output'];
  /** Whether the caller saved it. */
  readonly mine: Scalars['Boolean']['output'];
  /** Who saved it first; null: the hub's own library. */
  readonly owner: Maybe<Scalars['String']['output']>;
  /** Whether everybody may run it. */
  readonly shared: Scalars['Boolean']['output'];
  /** Its name in addresses. */
  readonly slug: Scalars['String']['output'];
  /** All versions, newest first. */
  readonly versions: ReadonlyArray<SavedQueryVersion>;
};

/** A page of saved queries (Relay connection). */
export type SavedQueryConnection = {
  readonly __typename?: 'SavedQueryConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<SavedQueryEdge>;
  /** The entries alone. */
  readonly nodes: ReadonlyArray<SavedQuery>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** None: no agency gives saved queries. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are; counted only when asked for. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type SavedQueryEdge = {
  readonly __typename?: 'SavedQueryEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The query. */
  readonly node: SavedQuery;
};

/** What is saved under a name. */
export type SavedQueryInput = {
  /** Values of variables that a run need not give: "330100", "today", "today-60". */
  readonly defaults?: InputMaybe<ReadonlyArray<QueryDefaultInput>>;
  /** What it answers and how to read it. */
  readonly description?: InputMaybe<LocalTextInput>;
  /** One query with one field at its root. A list without `first` is paged to its end. */
  readonly document: Scalars['String']['input'];
  /** Purpose for which it is meant; none: it reads nothing personal. Whoever runs it names their own. */
  readonly purpose?: InputMaybe<Purpose>;
  /** Path of the nested list whose entries are rows of their own ("licences"); none: the values of nested lists share a cell. */
  readonly rowsOf?: InputMaybe<Scalars['String']['input']>;
  /** Title. */
  readonly title: LocalTextInput;
  /** Titles of columns; a column without one is called by its path. */
  readonly titles?: InputMaybe<ReadonlyArray<ColumnTitleInput>>;
};

/** What became of a change. */
export type SavedQueryOutcome = SavedQuery | SavedQueryRefused;

/** A change that was not made. */
export type SavedQueryRefused = {
  readonly __typename?: 'SavedQueryRefused';
  /** Stable code: NOT_FOUND, CONFLICT (the name is taken, or the query is another's), INVALID_INPUT, LIMIT_EXCEEDED (it costs too much). */
  readonly code: Scalars['String']['output'];
  /** One sentence that says what to do. */
  readonly message: Scalars['String']['output'];
};

/** A run that came to its end. */
export type SavedQueryRun = {
  readonly __typename?: 'SavedQueryRun';
  /** Rows that the run before had not; null: there was none with the same rights and variables. */
  readonly added: Maybe<Scalars['Int']['output']>;
  /** Rows that said something else than in the run before; null: the same. */
  readonly changed: Maybe<Scalars['Int']['output']>;
  /** Rows that the run before had and this one had not; null: the same. */
  readonly gone: Maybe<Scalars['Int']['output']>;
  /** When. */
  readonly ranAt: Scalars['DateTime']['output'];
  /** Rows. */
  readonly rows: Scalars['Int']['output'];
  /** The version that ran. */
  readonly version: Scalars['Int']['output'];
};

/** One version of a saved query. */
export type SavedQueryVersion = {
  readonly __typename?: 'SavedQueryVersion';
  /** Columns of its table as the caller would see them; empty when it does not fit. */
  readonly columns: ReadonlyArray<QueryColumn>;
  /** What it answers and how to read it. */
  readonly description: LocalText;
  /** The document. */
  readonly document: Scalars['String']['output'];
  /** Whether it fits the schema as it is; a version that does not is refused. */
  readonly fits: Scalars['Boolean']['output'];
  /** Purpose for which it is meant; null: it reads nothing personal. */
  readonly purpose: Maybe<Purpose>;
  /** Path of the nested list whose entries are rows of their own; null: none. */
  readonly rowsOf: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly savedAt: Scalars['DateTime']['output'];
  /** Who saved it. */
  readonly savedBy: Scalars['String']['output'];
  /** SHA-256 of the schema under which it was last found to fit. */
  readonly schemaHash: Scalars['String']['output'];
  /** Title. */
  readonly title: LocalText;
  /** Its variables; empty when it does not fit. */
  readonly variables: ReadonlyArray<QueryVariable>;
  /** Number, from 1. */
  readonly version: Scalars['Int']['output'];
};

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

/** A page of records (Relay connection). */
export type SchoolPostConnection = {
  readonly __typename?: 'SchoolPostConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<SchoolPostEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<SchoolPost>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type SchoolPostEdge = {
  readonly __typename?: 'SchoolPostEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: SchoolPost;
};

/** Conditions on one record: a teacher on a public school’s roster (在编在职教师). All that are given must hold of the same record. */
export type SchoolPostFilter = {
  /** A division with everything below it. */
  readonly divisionCode?: InputMaybe<Scalars['String']['input']>;
  /** School (学校名称). */
  readonly school?: InputMaybe<TextCondition>;
  /** Status (状态); one of these. */
  readonly status?: InputMaybe<ReadonlyArray<SchoolPostStatus>>;
  /** Subject taught (任教学科). */
  readonly subject?: InputMaybe<TextCondition>;
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

/** One step of a time series; steps without anything stand there with 0. */
export type SeriesPoint = {
  readonly __typename?: 'SeriesPoint';
  /** Times that a run in the step no longer found one of the flags. Null: fewer than five where the count tells of people. */
  readonly cleared: Maybe<Scalars['Int']['output']>;
  /** First day of the step. */
  readonly from: Scalars['LocalDate']['output'];
  /** Flags first raised in the step. Null: fewer than five where the count tells of people. */
  readonly raised: Maybe<Scalars['Int']['output']>;
  /** Last day of the step. */
  readonly until: Scalars['LocalDate']['output'];
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

/** A rule that could not judge. */
export type SilentRule = {
  readonly __typename?: 'SilentRule';
  /** Its code. */
  readonly code: FlagCode;
  /** Why, in one sentence: a source that failed or was never read. */
  readonly reason: Scalars['String']['output'];
};

/** An agency's system that the hub reads. */
export type Source = {
  readonly __typename?: 'Source';
  /** The agency. */
  readonly agency: LocalText;
  /** Whether the hub calls it now: after failures in a row it is left alone for a while. Null: this process does not know. */
  readonly breaker: Maybe<Breaker>;
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

/** How fresh one table of a source is; told beside the entries that come from it. */
export type SourceStatus = {
  readonly __typename?: 'SourceStatus';
  /** Newest day for which its records speak; null: never read. */
  readonly asOf: Maybe<Scalars['LocalDate']['output']>;
  /** Since when it cannot be read; null: it can. */
  readonly failingSince: Maybe<Scalars['DateTime']['output']>;
  /** What the hub makes of it; null: the table is no longer in the configuration. */
  readonly kind: Maybe<RecordKind>;
  /** When it was last read to the end; null: never. */
  readonly lastSuccessAt: Maybe<Scalars['DateTime']['output']>;
  /** The kind of row as the agency calls it. */
  readonly recordType: Scalars['String']['output'];
  /** Id of the source, as in `sources`. */
  readonly source: Scalars['String']['output'];
  /** How fresh it is. NEVER: nothing can be told from what is not there. */
  readonly state: SourceState;
};

/** One table, sheet, file or collection of a source. */
export type SourceTable = {
  readonly __typename?: 'SourceTable';
  /** Newest day for which its records speak; null: never read. */
  readonly asOf: Maybe<Scalars['LocalDate']['output']>;
  /** Since when it cannot be read; null: it can. */
  readonly failingSince: Maybe<Scalars['DateTime']['output']>;
  /** What the hub makes of it; null: the table is no longer in the configuration. */
  readonly kind: Maybe<RecordKind>;
  /** Days from `asOf` until today; null: never read. */
  readonly lagDays: Maybe<Scalars['Int']['output']>;
  /** What the source said; for administrators, null for everybody else and while all is well. */
  readonly lastError: Maybe<Scalars['String']['output']>;
  /** What the newest run that read it made of its rows; null: none has. */
  readonly lastReading: Maybe<TableReading>;
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

/** A page of records (Relay connection). */
export type StaffMemberConnection = {
  readonly __typename?: 'StaffMemberConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<StaffMemberEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<StaffMember>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type StaffMemberEdge = {
  readonly __typename?: 'StaffMemberEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: StaffMember;
};

/** Conditions on one record: a member of staff as an institution declared (从业人员). All that are given must hold of the same record. */
export type StaffMemberFilter = {
  /** Teacher certificate (教师资格证号). */
  readonly certificateNo?: InputMaybe<TextCondition>;
  /** Joined (入职). */
  readonly from?: InputMaybe<DayRange>;
  /** Institution. */
  readonly licenceNo?: InputMaybe<TextCondition>;
  /** Nationality (国籍). */
  readonly nationality?: InputMaybe<TextCondition>;
  /** The person; needs the right to read people. */
  readonly person?: InputMaybe<PersonFilter>;
  /** Post (岗位); one of these. */
  readonly post?: InputMaybe<ReadonlyArray<StaffPost>>;
  /** Left; null: still there (离职). */
  readonly to?: InputMaybe<DayRange>;
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

/** A page of successions (Relay connection). */
export type SuccessionConnection = {
  readonly __typename?: 'SuccessionConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<SuccessionEdge>;
  /** The entries alone, likeliest first. */
  readonly nodes: ReadonlyArray<Succession>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type SuccessionEdge = {
  readonly __typename?: 'SuccessionEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The succession. */
  readonly node: Succession;
};

/** A succession with every signal explained. Their sum is the logarithm of the odds. */
export type SuccessionExplanation = {
  readonly __typename?: 'SuccessionExplanation';
  /** What seems to have happened. */
  readonly kind: SuccessionKind;
  /** The one that ended or changed; null: outside the caller's divisions. */
  readonly predecessor: Maybe<Organisation>;
  /** 0 to 1. */
  readonly score: Scalars['Decimal']['output'];
  /** The signals, `prior` last: what a pair has against it before anything is known. */
  readonly signals: ReadonlyArray<ExplainedSignal>;
  /** The one that goes on; null: outside the caller's divisions. */
  readonly successor: Maybe<Organisation>;
};

/** Conditions on a succession and on the organisation at its other end; all that are given must hold. */
export type SuccessionFilter = {
  /** What seems to have happened, one of these. */
  readonly kinds?: InputMaybe<ReadonlyArray<SuccessionKind>>;
  /** Score is at least this. */
  readonly minScore?: InputMaybe<Scalars['Decimal']['input']>;
  /** The organisation at the other end. */
  readonly organisation?: InputMaybe<OrganisationFilter>;
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

/** Rows of one table in one run: read = added + changed + unchanged + superseded + setAside. */
export type TableReading = {
  readonly __typename?: 'TableReading';
  /** Rows that the hub did not know. */
  readonly added: Scalars['Int']['output'];
  /** Rows that say something else than before. */
  readonly changed: Scalars['Int']['output'];
  /** Rows that the source gave. */
  readonly read: Scalars['Int']['output'];
  /** The run. */
  readonly runId: Scalars['String']['output'];
  /** Rows that could not be used. */
  readonly setAside: Scalars['Int']['output'];
  /** When the run began. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** Rows that the same run found replaced by a later one. */
  readonly superseded: Scalars['Int']['output'];
  /** Rows that say the same as before. */
  readonly unchanged: Scalars['Int']['output'];
};

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

/** A page of records (Relay connection). */
export type TeacherCertificateConnection = {
  readonly __typename?: 'TeacherCertificateConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<TeacherCertificateEdge>;
  /** The records, by key. */
  readonly nodes: ReadonlyArray<TeacherCertificate>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come; an empty list of a table that was never read says nothing. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. Null: asked live, where nobody can count. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type TeacherCertificateEdge = {
  readonly __typename?: 'TeacherCertificateEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: TeacherCertificate;
};

/** Conditions on one record: a teacher certificate (教师资格). All that are given must hold of the same record. */
export type TeacherCertificateFilter = {
  /** Number of the certificate (证书号). */
  readonly certificateNo?: InputMaybe<TextCondition>;
  /** Issued (发证日期). */
  readonly issuedOn?: InputMaybe<DayRange>;
  /** Kind of certificate (证书种类). */
  readonly level?: InputMaybe<TextCondition>;
  /** Subject (任教学科). */
  readonly subject?: InputMaybe<TextCondition>;
};

/** A text: every condition that is given must hold. What a caller may not read cannot be asked for either: a condition on such a field is refused. */
export type TextCondition = {
  /** Has one of these in it. */
  readonly contains?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Equals one of these. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Steps of a time series. */
export type TimeStep =
  /** A day. */
  | 'DAY'
  /** A calendar month. */
  | 'MONTH'
  /** A week, from Monday. */
  | 'WEEK';

/** A page of a timeline (Relay connection). */
export type TimelineConnection = {
  readonly __typename?: 'TimelineConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<TimelineEdge>;
  /** Kinds of entry that are left out because the caller may not read what they are told from. */
  readonly hidden: ReadonlyArray<TimelineEventKind>;
  /** The entries alone, newest first; of one day by kind and key. */
  readonly nodes: ReadonlyArray<TimelineEvent>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How fresh the tables are from which such entries come. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** How many there are on all pages; counted only when asked for. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** An entry of a page. */
export type TimelineEdge = {
  readonly __typename?: 'TimelineEdge';
  /** Its cursor, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** What happened. */
  readonly node: TimelineEvent;
};

/** Something that happened on a day, and what tells it. */
export type TimelineEvent = {
  readonly __typename?: 'TimelineEvent';
  /** What happened. */
  readonly event: TimelineEventKind;
  /** The flag, as it is now; null: it is not about one. */
  readonly flag: Maybe<Flag>;
  /** How the flag stood after it; null: it is not about one. */
  readonly flagStatus: Maybe<FlagStatus>;
  /** The day in Asia/Shanghai, as the source tells it; of flags the as-of day of the run, of cases and decisions the day on which somebody acted. */
  readonly on: Scalars['LocalDate']['output'];
  /** The organisation at the other end of a succession; null: it is not about one. */
  readonly other: Maybe<Organisation>;
  /** The record that tells it, as known on the dossier's day; null: the hub itself noted it. */
  readonly record: Maybe<AgencyRecord>;
  /** The case, as it is now; null: it is not about one. */
  readonly review: Maybe<ReviewCase>;
  /** The same in words. */
  readonly title: LocalText;
};

/** What can have happened. */
export type TimelineEventKind =
  /** A supervised account was opened. */
  | 'ACCOUNT_OPENED'
  /** The admission's last day came. */
  | 'ADMISSION_RAN_OUT'
  /** It was admitted to non-subject training. */
  | 'ADMITTED'
  /** An advertisement of it was seen. */
  | 'ADVERTISED'
  /** A case of review moved on. */
  | 'CASE_MOVED'
  /** A complaint about it was received. */
  | 'COMPLAINED_OF'
  /** A filed course began. */
  | 'COURSE_BEGUN'
  /** A filed course ended. */
  | 'COURSE_ENDED'
  /** The hub first knew the organisation. */
  | 'FIRST_KNOWN'
  /** A run no longer found a flag. */
  | 'FLAG_CLEARED'
  /** A person changed how a flag stands. */
  | 'FLAG_DECIDED'
  /** A run raised a flag. */
  | 'FLAG_RAISED'
  /** A run raised a flag again that had been closed. */
  | 'FLAG_REOPENED'
  /** The police were called to it. */
  | 'INCIDENT'
  /** It was inspected. */
  | 'INSPECTED'
  /** The licence was cancelled or revoked. */
  | 'LICENCE_ENDED'
  /** The licence's last day came; one that was cancelled before has none. */
  | 'LICENCE_RAN_OUT'
  /** It got a training licence. */
  | 'LICENSED'
  /** An agency entered it on a list. */
  | 'LISTED'
  /** A person entered it on the hub's own list. */
  | 'LISTED_BY_HUB'
  /** An entry on the hub's own list ended. */
  | 'LISTING_BY_HUB_ENDED'
  /** An agency's list entry ended. */
  | 'LISTING_ENDED'
  /** Another entry of the hub turned out to be the same organisation. */
  | 'MERGED_IN'
  /** The nonprofit was deregistered. */
  | 'NONPROFIT_ENDED'
  /** It was registered as a nonprofit. */
  | 'NONPROFIT_REGISTERED'
  /** A penalty was decided. */
  | 'PENALISED'
  /** Somebody took a post or share in the business. */
  | 'POST_BEGUN'
  /** Somebody gave up a post or share in the business. */
  | 'POST_ENDED'
  /** An organisation that it seems to carry on ended, by the last day that any agency gives. */
  | 'PREDECESSOR_ENDED'
  /** It was registered as a business. */
  | 'REGISTERED'
  /** A registered item changed. */
  | 'REGISTRATION_CHANGED'
  /** The business was deregistered or revoked. */
  | 'REGISTRATION_ENDED'
  /** A member of staff joined, as declared. */
  | 'STAFF_JOINED'
  /** A member of staff left, as declared. */
  | 'STAFF_LEFT'
  /** An organisation that seems to carry it on began, by the first day that any agency gives. */
  | 'SUCCESSOR_BEGAN';
