/**
 * The canonical record kinds: what an agency's row becomes, whatever the agency calls its columns.
 * A field is declared once, here; the mapping file is checked against it, intake parses by its type,
 * `records.ts` derives the TypeScript type from it. No column name of an agency stands in code.
 */

/**
 * How a field is parsed and what its canonical value is (null: the source gives none, or an unusable value,
 * which then stands in the record's faults):
 * - `text`: trimmed NFKC string · `freeText`: the same, redacted (see intake/redaction)
 * - `name`: an organisation's name, NFKC, inner spaces removed · `personName`: a person's name that is not resolved
 * - `person`: a person who is resolved; the value is `{ name, masked }`, tokens go to person references
 * - `address`: `{ text, road, number, building, unit, floor, room, locality }` · `phones`: list of normal numbers
 * - `day`: "YYYY-MM-DD" · `instant`: ISO 8601 with offset +08:00 · `time`: "HH:MM"
 * - `decimal`: plain decimal string · `integer`: number
 * - `creditCode`: 18 characters with a valid check character · `licenceNo`: digits only · `division`: 6 digits
 * - `industry`: GB/T 4754 code with its letter, 2011 codes translated · `code`: one of `values`, through the mapping's code list
 * - `list`: list of texts
 */
export type FieldType =
	| 'text'
	| 'freeText'
	| 'name'
	| 'personName'
	| 'person'
	| 'address'
	| 'phones'
	| 'day'
	| 'instant'
	| 'time'
	| 'decimal'
	| 'integer'
	| 'creditCode'
	| 'licenceNo'
	| 'division'
	| 'industry'
	| 'code'
	| 'list';

export interface FieldDef<T extends FieldType = FieldType, V extends string = string> {
	readonly type: T;
	/** What the field says, for analysts; Chinese official term in brackets. */
	readonly about: string;
	/** The closed list of a `code` field. A value that the mapping's code list does not know is a fault. */
	readonly values?: readonly V[];
	/** The texts say something about what is taught or found there; `src/text` reads it. */
	readonly evidence?: true;
}

const text = (about: string) => ({ type: 'text', about }) as const;
const evidence = (about: string) => ({ type: 'text', about, evidence: true }) as const;
const freeText = (about: string) => ({ type: 'freeText', about, evidence: true }) as const;
const name = (about: string) => ({ type: 'name', about }) as const;
const person = (about: string) => ({ type: 'person', about }) as const;
const address = (about: string) => ({ type: 'address', about }) as const;
const phones = (about: string) => ({ type: 'phones', about }) as const;
const day = (about: string) => ({ type: 'day', about }) as const;
const instant = (about: string) => ({ type: 'instant', about }) as const;
const time = (about: string) => ({ type: 'time', about }) as const;
const decimal = (about: string) => ({ type: 'decimal', about }) as const;
const integer = (about: string) => ({ type: 'integer', about }) as const;
const creditCode = (about: string) => ({ type: 'creditCode', about }) as const;
const licenceNo = (about: string) => ({ type: 'licenceNo', about }) as const;
const division = (about = 'county of the record, GB/T 2260 (行政区划代码)') => ({ type: 'division', about }) as const;
const industry = (about: string) => ({ type: 'industry', about }) as const;
const list = (about: string) => ({ type: 'list', about }) as const;
const code = <const V extends readonly string[]>(about: string, values: V) => ({ type: 'code', about, values }) as const;

/** A kind of record: what it is about, whether it founds an organisation, only mentions one, or belongs to one by key. */
interface KindDef {
	readonly about: string;
	/**
	 * - `registration`: the record is an organisation (registered, licensed, admitted, holding an account)
	 * - `mention`: a text or an act about an organisation that has to be found
	 * - `detail`: belongs to an organisation through the credit code or licence number in `belongsBy`
	 * - `person`: about a person, no organisation
	 */
	readonly stands: 'registration' | 'mention' | 'detail' | 'person';
	readonly belongsBy?: 'creditCode' | 'licenceNo' | 'accountRef';
	readonly fields: Readonly<Record<string, FieldDef>>;
}

/** All record kinds of the hub. */
export const KINDS = {
	registration: {
		about: 'A registered business (市场主体登记)',
		stands: 'registration',
		fields: {
			creditCode: creditCode('unified social credit code (统一社会信用代码)'),
			name: name('registered name (名称)'),
			form: text('type of business (主体类型)'),
			head: person('legal representative or operator (法定代表人)'),
			capital: decimal('registered capital in yuan (注册资本)'),
			establishedOn: day('day of establishment (成立日期)'),
			status: code('status (登记状态)', ['ACTIVE', 'DEREGISTERED', 'REVOKED', 'MOVED_OUT']),
			endedOn: day('day on which it was deregistered or revoked (注销日期)'),
			address: address('domicile (住所)'),
			divisionCode: division(),
			scope: evidence('business scope (经营范围)'),
			industryCode: industry('industry, GB/T 4754-2017 (行业代码)'),
			phones: phones('telephone numbers (联系电话)'),
		},
	},
	registrationChange: {
		about: 'A change of a registered item (变更记录)',
		stands: 'detail',
		belongsBy: 'creditCode',
		fields: {
			creditCode: creditCode('business that changed'),
			item: code('what changed (变更事项)', ['NAME', 'SCOPE', 'HEAD', 'ADDRESS', 'CAPITAL', 'SHAREHOLDERS', 'PHONE', 'OTHER']),
			before: evidence('value before (变更前)'),
			after: evidence('value after (变更后)'),
			changedOn: day('day of the change (变更日期)'),
		},
	},
	role: {
		about: 'A person’s post or share in a business (主体人员)',
		stands: 'detail',
		belongsBy: 'creditCode',
		fields: {
			creditCode: creditCode('business'),
			person: person('the person'),
			position: code('post (职务)', ['SHAREHOLDER', 'SUPERVISOR', 'DIRECTOR', 'MANAGER', 'HEAD', 'OTHER']),
			share: decimal('share in per cent (持股比例)'),
			from: day('first day (开始日期)'),
			to: day('last day; null: still (结束日期)'),
		},
	},
	penalty: {
		about: 'An administrative penalty (行政处罚)',
		stands: 'mention',
		fields: {
			creditCode: creditCode('party’s credit code'),
			name: name('party (当事人)'),
			actType: text('kind of unlawful act (违法行为类型)'),
			facts: freeText('facts (处罚内容)'),
			fine: decimal('fine in yuan (罚款金额)'),
			decidedOn: day('day of the decision (处罚日期)'),
		},
	},
	advertisement: {
		about: 'An advertisement caught by monitoring (广告监测)',
		stands: 'mention',
		fields: {
			publishedOn: day('first seen (发布日期)'),
			medium: text('where it ran (媒体)'),
			content: freeText('text (广告内容)'),
			name: name('advertiser as shown'),
			phones: phones('telephone numbers'),
			address: address('address as shown'),
			divisionCode: division(),
		},
	},
	licence: {
		about: 'A training licence (办学许可证)',
		stands: 'registration',
		fields: {
			licenceNo: licenceNo('number of the licence (办学许可证编号)'),
			name: name('name of the institution (机构名称)'),
			creditCode: creditCode('unified social credit code, absent on most old licences'),
			category: code('what may be taught (培训类别)', ['SUBJECT', 'ART', 'SPORT', 'TECHNOLOGY', 'OTHER']),
			stages: list('stages (学段)'),
			nature: code('for profit or not (办学性质)', ['FOR_PROFIT', 'NON_PROFIT']),
			head: person('legal representative (法定代表人)'),
			principal: person('principal (校长)'),
			address: address('licensed place of teaching (办学地址)'),
			divisionCode: division(),
			phones: phones('telephone numbers'),
			authority: text('approving authority (审批机关)'),
			issuedOn: day('issued (发证日期)'),
			validUntil: day('valid until (有效期至)'),
			status: code('status (状态)', ['ACTIVE', 'SUSPENDED', 'CANCELLED', 'REVOKED', 'EXPIRED']),
			endedOn: day('cancelled or revoked on (注销日期)'),
			endReason: text('reason of the end (注销原因)'),
		},
	},
	staff: {
		about: 'A member of staff as an institution declared (从业人员)',
		stands: 'detail',
		belongsBy: 'licenceNo',
		fields: {
			licenceNo: licenceNo('institution'),
			person: person('the person'),
			post: code('post (岗位)', ['TEACHING', 'RESEARCH', 'MANAGEMENT', 'OTHER']),
			certificateNo: text('teacher certificate (教师资格证号)'),
			from: day('joined (入职)'),
			to: day('left; null: still there (离职)'),
			nationality: text('nationality (国籍)'),
			phones: phones('telephone numbers'),
		},
	},
	schoolTeacher: {
		about: 'A teacher on a public school’s roster (在编在职教师)',
		stands: 'person',
		fields: {
			person: person('the teacher'),
			school: name('school (学校名称)'),
			subject: text('subject taught (任教学科)'),
			divisionCode: division(),
			status: code('status (状态)', ['IN_SERVICE', 'LEFT', 'RETIRED']),
		},
	},
	certificate: {
		about: 'A teacher certificate (教师资格)',
		stands: 'person',
		fields: {
			certificateNo: text('number of the certificate (证书号)'),
			person: person('the holder'),
			subject: text('subject (任教学科)'),
			level: text('kind of certificate (证书种类)'),
			issuedOn: day('issued (发证日期)'),
		},
	},
	course: {
		about: 'A course that an institution has filed (课程备案)',
		stands: 'detail',
		belongsBy: 'licenceNo',
		fields: {
			licenceNo: licenceNo('institution'),
			name: evidence('name of the course (课程名称)'),
			category: code('declared category (课程类别)', ['SUBJECT', 'NON_SUBJECT']),
			audience: evidence('who it is for (招生对象)'),
			mode: code('how it is taught (授课方式)', ['OFFLINE', 'ONLINE']),
			from: day('first day (开始日期)'),
			to: day('last day (结束日期)'),
			weekdays: text('days on which it is taught, as written (授课日)'),
			startsAt: time('start of a lesson (开始时间)'),
			endsAt: time('end of a lesson (结束时间)'),
			lessonMinutes: integer('minutes a lesson (每课时时长)'),
			fee: decimal('fee in yuan (费用)'),
			months: decimal('months that the fee covers (收费月数)'),
		},
	},
	inspection: {
		about: 'An inspection of a place, licensed or not (检查记录)',
		stands: 'mention',
		fields: {
			inspectedOn: day('day (检查日期)'),
			name: name('who was inspected (检查对象)'),
			address: address('where'),
			licenceNo: licenceNo('licence, where known'),
			creditCode: creditCode('credit code, where known'),
			divisionCode: division(),
			method: text('how (检查方式)'),
			findings: freeText('what was found (发现问题)'),
			outcome: code('what was done (处理结果)', ['NONE', 'RECTIFY', 'STOP_NOTICE', 'CASE', 'SEALED', 'BANNED']),
			fine: decimal('fine in yuan'),
		},
	},
	listEntry: {
		about: 'An institution’s entry on the white or black list (黑白名单, 机构)',
		stands: 'mention',
		fields: {
			list: code('list', ['WHITE', 'BLACK']),
			name: name('institution'),
			creditCode: creditCode('credit code'),
			reason: freeText('reason (原因)'),
			from: day('from'),
			to: day('until; null: open'),
		},
	},
	personListEntry: {
		about: 'A person’s entry on the white or black list (黑白名单, 个人)',
		stands: 'person',
		fields: {
			list: code('list', ['WHITE', 'BLACK']),
			person: person('the person'),
			reason: freeText('reason (原因)'),
			from: day('from'),
			to: day('until; null: open'),
		},
	},
	incident: {
		about: 'A police incident at a training or childcare place (警情)',
		stands: 'mention',
		fields: {
			occurredAt: instant('when'),
			category: code('category', ['UNLICENSED_REPORT', 'REFUND_DISPUTE', 'CROWD', 'NUISANCE', 'ABSCONDED', 'OTHER']),
			name: name('organisation as reported'),
			address: address('place as reported'),
			divisionCode: division(),
			summary: freeText('short summary; can name people'),
		},
	},
	nonprofit: {
		about: 'A registered nonprofit (民办非企业单位)',
		stands: 'registration',
		fields: {
			creditCode: creditCode('unified social credit code'),
			name: name('name (单位名称)'),
			head: person('legal representative'),
			address: address('domicile (住所)'),
			divisionCode: division(),
			supervisor: text('supervising authority (业务主管单位)'),
			scope: evidence('field of activity (业务范围)'),
			establishedOn: day('registered on (登记日期)'),
			status: code('status (状态)', ['ACTIVE', 'DEREGISTERED', 'REVOKED']),
			endedOn: day('deregistered on'),
			phones: phones('telephone numbers'),
		},
	},
	admission: {
		about: 'An admission to non-subject training by culture, sport or science (非学科类准入)',
		stands: 'registration',
		fields: {
			admissionNo: text('number (准入证号)'),
			creditCode: creditCode('unified social credit code'),
			name: name('name (机构名称)'),
			department: text('department'),
			projects: evidence('what is taught (培训项目)'),
			head: person('person in charge (负责人)'),
			address: address('place'),
			divisionCode: division(),
			issuedOn: day('admitted on (准入日期)'),
			validUntil: day('valid until'),
			status: code('status (状态)', ['ACTIVE', 'CANCELLED']),
			phones: phones('telephone numbers'),
		},
	},
	account: {
		about: 'A supervised tuition account (资金监管账户)',
		stands: 'registration',
		fields: {
			accountRef: text('account, as the bank names it'),
			licenceNo: licenceNo('licence'),
			creditCode: creditCode('credit code'),
			openedOn: day('opened on'),
			status: code('status', ['NORMAL', 'FROZEN', 'CLOSED']),
			minimumBalance: decimal('minimum balance in yuan'),
			balance: decimal('balance in yuan'),
			balanceOn: day('day of the balance'),
		},
	},
	accountEntry: {
		about: 'An entry of a supervised account (账户流水)',
		stands: 'detail',
		belongsBy: 'accountRef',
		fields: {
			accountRef: text('account'),
			postedAt: instant('posted'),
			type: code('kind of entry', ['RECEIPT', 'DISBURSEMENT', 'REFUND', 'TRANSFER_OUT']),
			amount: decimal('amount in yuan'),
			contractNo: text('contract'),
			invoiceNo: text('invoice'),
			buyerRef: text('pseudonym of the contract party'),
			payerRef: text('pseudonym of the payer'),
			courseId: text('course'),
			lessons: integer('lessons paid for'),
			months: decimal('months paid for'),
		},
	},
	complaint: {
		about: 'A complaint to the hotline (诉求工单); nothing of the person who complains',
		stands: 'mention',
		fields: {
			receivedAt: instant('received (受理时间)'),
			channel: text('channel (渠道)'),
			type: code('kind (诉求类型)', ['IRREGULAR_TRAINING', 'REFUND', 'UNLICENSED', 'FALSE_ADVERTISING', 'CHILDCARE', 'OTHER']),
			content: freeText('text, redacted (诉求内容)'),
			name: name('organisation complained about (被反映单位)'),
			address: address('its place (被反映地址)'),
			divisionCode: division(),
		},
	},
} as const satisfies Record<string, KindDef>;

/** The name of a record kind. */
export type Kind = keyof typeof KINDS;
/** The fields of one kind. */
export type FieldsOf<K extends Kind> = (typeof KINDS)[K]['fields'];

/** All kinds, in the fixed order in which they are declared. */
export const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];

/** The definition of a kind, widened so that its fields can be walked. */
export function kindDef(kind: Kind): KindDef {
	return KINDS[kind];
}

/** Kinds that stand in organisations.csv as a registration, and those that stand there as a mention. */
export const REGISTRATION_KINDS: readonly Kind[] = KIND_NAMES.filter((k) => KINDS[k].stands === 'registration');
export const MENTION_KINDS: readonly Kind[] = KIND_NAMES.filter((k) => KINDS[k].stands === 'mention');
