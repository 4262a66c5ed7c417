/**
 * The measures of a division (domain of supervision: 底数, 压减率, 五个管起来 …) as data: what each says, which records it rests on. The
 * store counts them, a document and the API tell their definitions from here.
 */
import type { Kind } from './kinds.ts';

/** What is counted in one pass over the store. */
export type MeasureGroup = 'LICENCES' | 'FILINGS' | 'INSPECTIONS';

export interface MeasureDef {
	readonly group: MeasureGroup;
	/** Kinds of record without which nothing can be said; none: the hub holds nothing of it, for the reason in `never`. */
	readonly kinds: readonly Kind[];
	readonly title: { readonly zh: string; readonly en: string };
	/** Numerator over denominator, in words. */
	readonly definition: { readonly zh: string; readonly en: string };
	/** Why the hub can never give it. */
	readonly never?: string;
}

/** The day before the subject training of compulsory education was cut back (“双减”, 2021-07-24): the usual base of a reduction rate. */
export const REDUCTION_BASE = '2021-07-23';

/** Days within which every institution is to be inspected (一年至少一次). */
export const INSPECTION_DAYS = 365;

/** Days within which a bank is to have told a balance, so that it counts as verified: a month and a day of delay. */
export const BALANCE_DAYS = 32;

/** Years for which closed institutions are looked back on (回头看). */
export const LOOK_BACK_YEARS = 2;

export const MEASURES = {
	SUBJECT_REDUCTION: {
		group: 'LICENCES',
		kinds: ['licence'],
		title: { zh: '学科类机构压减率', en: 'Reduction of subject institutions' },
		definition: {
			zh: '基准日持有效学科类许可的机构数减去统计日持有效学科类许可的机构数，除以前者；按记录重新计算，不取上报数字。',
			en: 'Institutions with a valid subject licence on the base day less those on the day of the figures, over the former; reckoned from the records.',
		},
	},
	LICENSED_SUBJECT: {
		group: 'LICENCES',
		kinds: ['licence'],
		title: { zh: '学科类机构占比', en: 'Subject institutions' },
		definition: {
			zh: '持有效学科类许可的机构，除以持有效许可的机构。',
			en: 'Institutions with a valid subject licence, over all with a valid licence.',
		},
	},
	LICENSED_NON_SUBJECT: {
		group: 'LICENCES',
		kinds: ['licence'],
		title: { zh: '非学科类机构占比', en: 'Non-subject institutions' },
		definition: {
			zh: '持有效许可而无学科类许可的机构，除以持有效许可的机构；与学科类之和应等于总数。',
			en: 'Institutions with a valid licence but none for subjects, over all with a valid licence; with the subject ones they make the total.',
		},
	},
	ZERO_UNLICENSED: {
		group: 'LICENCES',
		kinds: ['licence', 'registration'],
		title: { zh: '无证动态清零县区占比', en: 'Counties without unlicensed training' },
		definition: {
			zh: '统计日无无证培训场所的县区，除以有机构的县区；何为无证培训场所与许可×登记矩阵相同。',
			en: 'Counties in which no place trains without a licence, over those in which there is any organisation; such places are those of the matrix.',
		},
	},
	PLATFORM_COVERAGE: {
		group: 'LICENCES',
		kinds: ['licence', 'admission'],
		title: { zh: '平台覆盖率', en: 'Platform coverage' },
		definition: {
			zh: '持有效许可或准入的机构中，在教育部门平台有有效许可记录的机构占比。',
			en: 'Institutions that education has on its platform with a valid licence, over all that hold a valid licence or admission.',
		},
	},
	MANAGED_INSTITUTION: {
		group: 'LICENCES',
		kinds: ['licence'],
		title: { zh: '五个管起来·机构', en: 'Five managed: institution' },
		definition: {
			zh: '有效许可上地址、负责人、有效期齐全的机构，除以持有效许可的机构。',
			en: 'Institutions whose valid licence tells address, head and term, over all with a valid licence.',
		},
	},
	MANAGED_TEACHERS: {
		group: 'FILINGS',
		kinds: ['licence', 'staff'],
		title: { zh: '五个管起来·教师', en: 'Five managed: teachers' },
		definition: { zh: '已备案从业人员的机构，除以持有效许可的机构。', en: 'Institutions that filed staff, over all with a valid licence.' },
	},
	MANAGED_COURSES: {
		group: 'FILINGS',
		kinds: ['licence', 'course'],
		title: { zh: '五个管起来·课程', en: 'Five managed: courses' },
		definition: { zh: '已备案课程的机构，除以持有效许可的机构。', en: 'Institutions that filed a course, over all with a valid licence.' },
	},
	MANAGED_FUNDS: {
		group: 'FILINGS',
		kinds: ['licence', 'account'],
		title: { zh: '五个管起来·资金（账户开设率）', en: 'Five managed: funds (accounts opened)' },
		definition: {
			zh: '已开设且未销户的监管账户的机构，除以持有效许可的机构。',
			en: 'Institutions with an open supervised account, over all with a valid licence.',
		},
	},
	MANAGED_STUDENTS: {
		group: 'FILINGS',
		kinds: [],
		title: { zh: '五个管起来·学生', en: 'Five managed: pupils' },
		definition: { zh: '本系统不收集学员数据，无法统计。', en: 'Not counted: no data of pupils enter the hub.' },
		never: 'No data of pupils enter the hub.',
	},
	MANAGED_ALL: {
		group: 'FILINGS',
		kinds: ['licence', 'staff', 'course', 'account'],
		title: { zh: '五个管起来·齐全率（除学生）', en: 'Five managed: complete, but for pupils' },
		definition: {
			zh: '机构、教师、课程、资金四项齐全的机构，除以持有效许可的机构。',
			en: 'Institutions with a full licence, staff, courses and account, over all with a valid licence.',
		},
	},
	BALANCE_VERIFIED: {
		group: 'FILINGS',
		kinds: ['account'],
		title: { zh: '资金核验率', en: 'Balances verified' },
		definition: {
			zh: '统计日前32日内银行报送过余额的监管账户，除以未销户的监管账户。',
			en: 'Open supervised accounts of which the bank told a balance in the 32 days before, over all open ones.',
		},
	},
	PAYMENT_ENABLED: {
		group: 'FILINGS',
		kinds: ['account', 'accountEntry'],
		title: { zh: '开通支付率', en: 'Accounts in use for payment' },
		definition: {
			zh: '已有收款流水的监管账户，除以未销户的监管账户。',
			en: 'Open supervised accounts that have received a payment, over all open ones.',
		},
	},
	INSPECTED: {
		group: 'INSPECTIONS',
		kinds: ['licence', 'inspection'],
		title: { zh: '检查覆盖率', en: 'Inspected within the year' },
		definition: {
			zh: '统计日前365日内检查过的机构，除以持有效许可的机构。',
			en: 'Institutions inspected in the 365 days before, over all with a valid licence.',
		},
	},
	INSPECTED_TWICE: {
		group: 'INSPECTIONS',
		kinds: ['licence', 'inspection'],
		title: { zh: '一年两查率', en: 'Inspected twice within the year' },
		definition: {
			zh: '统计日前365日内检查过至少两个不同日的机构，除以持有效许可的机构。',
			en: 'Institutions inspected on two days or more in the 365 days before, over all with a valid licence.',
		},
	},
	INSPECTION_OVERDUE: {
		group: 'INSPECTIONS',
		kinds: ['licence', 'inspection'],
		title: { zh: '逾期未检查率', en: 'Inspection overdue' },
		definition: {
			zh: '发证已满365日而365日内未检查的机构，除以持有效许可的机构。',
			en: 'Institutions licensed for 365 days or more and not inspected in them, over all with a valid licence.',
		},
	},
	INSPECTION_FINDINGS: {
		group: 'INSPECTIONS',
		kinds: ['inspection'],
		title: { zh: '检查发现问题率', en: 'Inspections with findings' },
		definition: {
			zh: '统计日前365日内有处理的检查，除以同期已报处理结果的检查；不限于持证机构。',
			en: 'Inspections of the 365 days before that ended in a measure, over those of which the outcome was told; of any organisation, licensed or not.',
		},
	},
	LOOK_BACK: {
		group: 'INSPECTIONS',
		kinds: ['licence', 'inspection'],
		title: { zh: '回头看完成率', en: 'Looked back on' },
		definition: {
			zh: '两年内许可终止且再无有效许可的机构中，终止后检查过的占比。',
			en: 'Of the institutions whose licence ended in the last two years and that hold none now, those inspected since.',
		},
	},
} as const satisfies Readonly<Record<string, MeasureDef>>;

export type MeasureCode = keyof typeof MEASURES;

/** All measures, in the order of the table. */
export const MEASURE_CODES = Object.keys(MEASURES) as readonly MeasureCode[];

/** A measure's definition. */
export function measureDef(code: MeasureCode): MeasureDef {
	return MEASURES[code];
}

/** A share in per cent with two digits, half up, as text; reckoned in whole numbers. Null: there is nothing to share. */
export function perCent(numerator: number, denominator: number): string | null {
	if (denominator <= 0) return null;
	const hundredths = Math.floor((Math.abs(numerator) * 20_000 + denominator) / (2 * denominator));
	return `${numerator < 0 && hundredths > 0 ? '-' : ''}${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}
