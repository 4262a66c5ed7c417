/** What would clear a finding, for whatever any rule finds in dossiers thrown together from telling parts. */
import { describe, expect, test } from 'vitest';
import type { Dossier, DossierPerson, PersonFacts, SuccessionFacts } from '#core/dossier.ts';
import { compareSeverity } from '#core/flags.ts';
import type { AddressValue, StoredRecord } from '#core/records.ts';
import { RULES } from '#rules/catalogue.ts';
import { dossierWith, isCleared, whatWouldClear } from '#rules/clearing.ts';
import { makeDossier, makeFacts, makePerson, makeRecord, makeSuccession } from '../support/builders.ts';
import fc, { runsOf } from '../support/property.ts';

interface Part {
	readonly records?: readonly StoredRecord[];
	readonly premises?: readonly StoredRecord<'inspection'>[];
	readonly people?: readonly DossierPerson[];
	readonly personFacts?: readonly PersonFacts[];
	readonly predecessors?: readonly SuccessionFacts[];
}

const HOME: AddressValue = {
	text: '学府路12号301室',
	locality: null,
	road: '学府路',
	number: '12',
	building: null,
	unit: null,
	floor: null,
	room: '301',
};
const SITE: AddressValue = {
	...HOME,
	text: '光泽街273号凯旋花园2号楼1503室',
	road: '光泽街',
	number: '273',
	building: '凯旋花园',
	room: '1503',
};

const one = (record: StoredRecord): Part => ({ records: [record] });
const licence = (body: object) =>
	one(makeRecord('licence', { body: { name: '启明学堂', address: HOME, issuedOn: '2020-03-01', ...body } }));
const inspected = (findings: string, body: object = {}) =>
	one(makeRecord('inspection', { body: { inspectedOn: '2025-04-10', findings, outcome: 'STOP_NOTICE', address: SITE, ...body } }));
const complained = (content: string, on: string) =>
	one(makeRecord('complaint', { body: { receivedAt: `${on}T09:00:00+08:00`, content, type: 'UNLICENSED', address: SITE } }));
const course = (body: object) =>
	one(
		makeRecord('course', {
			body: { name: '数学同步', category: 'SUBJECT', audience: '五年级', from: '2025-03-01', to: '2025-07-01', ...body },
		}),
	);
const teacher = (personId: string, facts: Partial<PersonFacts>, staff: object = {}): Part => {
	const record = makeRecord('staff', { body: { post: 'TEACHING', from: '2023-09-01', ...staff } });
	return { records: [record], people: [makePerson(record, { personId })], personFacts: [makeFacts({ personId, ...facts })] };
};
const receipt = (body: object) =>
	one(
		makeRecord('accountEntry', {
			body: {
				accountRef: 'A1',
				type: 'RECEIPT',
				postedAt: '2025-05-10T09:00:00+08:00',
				amount: '2400',
				courseId: 'K1',
				lessons: 30,
				months: '3',
				...body,
			},
		}),
	);

const closed = makeRecord('licence', { body: { category: 'SUBJECT', status: 'CANCELLED', endedOn: '2023-06-01' } });

/** Several parts as one, where a rule needs them all. */
const together = (...parts: readonly Part[]): Part => ({
	records: parts.flatMap(({ records = [] }) => records),
	people: parts.flatMap(({ people = [] }) => people),
	personFacts: parts.flatMap(({ personFacts = [] }) => personFacts),
	predecessors: parts.flatMap(({ predecessors = [] }) => predecessors),
});

/** Each part is harmless or telling; what a rule needs may be spread over several. */
const PARTS: Readonly<Record<string, Part>> = {
	care: one(
		makeRecord('registration', {
			body: {
				name: '启明托管服务部',
				status: 'ACTIVE',
				scope: '托管服务',
				industryCode: 'O8090',
				establishedOn: '2023-08-01',
				address: HOME,
			},
		}),
	),
	studio: one(
		makeRecord('registration', {
			body: { name: '新晨美术培训有限公司', status: 'ACTIVE', scope: '美术培训', establishedOn: '2022-05-01', address: HOME },
		}),
	),
	subjectLicence: licence({ category: 'SUBJECT', status: 'ACTIVE', validUntil: '2027-01-01', stages: ['小学'], nature: 'FOR_PROFIT' }),
	artLicence: licence({ category: 'ART', status: 'ACTIVE', validUntil: '2027-01-01' }),
	cancelled: licence({ category: 'SUBJECT', status: 'CANCELLED', endedOn: '2023-06-01' }),
	expired: licence({ category: 'SUBJECT', status: 'ACTIVE', validUntil: '2024-06-01' }),
	admission: one(makeRecord('admission', { body: { status: 'ACTIVE', projects: '美术', validUntil: '2028-01-01', address: HOME } })),
	seen: inspected('现场正在给五年级学生上数学课，未见许可证'),
	flat: inspected('居民住宅内无证无照举办化学补习班，当场制止'),
	site: inspected('该机构在光泽街另设教学点，未经审批'),
	earlier: inspected('现场正在给初二学生上物理课', { inspectedOn: '2024-03-01', outcome: 'BANNED' }),
	purse: inspected('学费转入校长个人账户，未入监管账户'),
	told: complained('晚上在里面给初二学生补物理，没有任何证照', '2025-05-02'),
	toldAgain: complained('双减以后还在偷偷教五年级数学', '2025-05-12'),
	online: complained('孩子每晚用会议软件上数学直播课，六年级提分', '2025-05-20'),
	live: inspected('通过直播给初二学生上物理网课', { name: '学霸堂' }),
	little: complained('给4-6岁幼儿教拼音和算术', '2025-05-22'),
	penalty: one(makeRecord('penalty', { body: { decidedOn: '2025-05-05', actType: '无证办学', facts: '当事人擅自开展五年级数学培训' } })),
	incident: one(
		makeRecord('incident', {
			body: {
				occurredAt: '2025-05-06T20:00:00+08:00',
				summary: '群众报警称有人无证办班，现场二十多名学生',
				category: 'UNLICENSED_REPORT',
				address: SITE,
			},
		}),
	),
	advertisement: one(
		makeRecord('advertisement', {
			body: { publishedOn: '2025-05-08', name: '学霸堂', content: '学霸堂五年级数学一对一提分', address: SITE },
		}),
	),
	late: course({ endsAt: '21:30' }),
	weekend: course({ weekdays: '周六' }),
	long: course({ mode: 'ONLINE', lessonMinutes: 60 }),
	ahead: course({ name: '六年级数学', audience: '四年级' }),
	dear: course({ fee: '9000', months: '6' }),
	preschool: course({ name: '幼小衔接拼音识字', audience: '大班5-6岁', category: 'NON_SUBJECT' }),
	split: receipt({ contractNo: 'C1', buyerRef: 'B1', payerRef: 'B1', months: '5' }),
	mismatch: together(
		...['1', '2', '3', '4'].map((i) => receipt({ contractNo: `C${i}`, invoiceNo: `I${i}`, buyerRef: `B${i}`, payerRef: `X${i}` })),
	),
	outflow: one(
		makeRecord('accountEntry', {
			body: { accountRef: 'A1', type: 'TRANSFER_OUT', postedAt: '2025-05-20T09:00:00+08:00', amount: '500000' },
		}),
	),
	account: one(
		makeRecord('account', {
			body: { accountRef: 'A1', status: 'NORMAL', balance: '1000', minimumBalance: '50000', balanceOn: '2025-05-20' },
		}),
	),
	uncertified: teacher('per_a', {}),
	inService: teacher('per_b', {
		schoolTeacher: [{ record: makeRecord('schoolTeacher', { firstSeen: '2024-01-01', body: { status: 'IN_SERVICE' } }), certain: true }],
	}),
	barred: teacher('per_c', {
		listEntries: [
			{ record: makeRecord('personListEntry', { body: { list: 'BLACK', reason: '行业禁入', from: '2023-01-01' } }), certain: true },
		],
	}),
	restricted: teacher('per_d', { clearance: { result: 'RESTRICTED', scope: 'ART62', checkedOn: '2025-04-01', validUntil: '2026-04-01' } }),
	sharedNumber: together(
		licence({ category: 'SUBJECT', status: 'ACTIVE', validUntil: '2027-06-01' }),
		teacher('per_e', {}, { certificateNo: '20181404420917494' }),
		teacher('per_f', {}, { certificateNo: '20181404420917494' }),
	),
	predecessor: together(teacher('per_g', {}), teacher('per_h', {}), {
		predecessors: [makeSuccession({ licences: [closed], staffIds: ['per_g', 'per_h', 'per_i'] })],
	}),
	brandKept: {
		predecessors: [
			makeSuccession({
				organisationId: 'org_before',
				reasons: [
					{ signal: 'brandSound', weight: 1500, detail: 'shared by 2' },
					{ signal: 'phone', weight: 9000, detail: 'shared by 2' },
				],
				licences: [closed],
			}),
		],
	},
	premises: {
		premises: [makeRecord('inspection', { body: { inspectedOn: '2024-10-01', outcome: 'SEALED', findings: '现场补课', address: HOME } })],
	},
};

const dossierOf = (names: readonly string[], registered: boolean): Dossier => {
	const parts = names.flatMap((name) => PARTS[name] ?? []);
	const all = <T>(pick: (part: Part) => readonly T[] | undefined): T[] => parts.flatMap((part) => pick(part) ?? []);
	return makeDossier({
		registered,
		name: '启明学堂',
		records: all(({ records }) => records),
		premises: all(({ premises }) => premises),
		people: all(({ people }) => people),
		personFacts: all(({ personFacts }) => personFacts),
		predecessors: all(({ predecessors }) => predecessors),
	});
};

describe('whatWouldClear, for every rule', () => {
	const asked = new Set<string>();

	test('names facts that clear the finding, none of which can be left out, and no single fact would do where several are named', () => {
		const names = fc.subarray(Object.keys(PARTS), { minLength: 1, maxLength: 7 });
		fc.assert(
			fc.property(names, fc.boolean(), (chosen, registered) => {
				const dossier = dossierOf(chosen, registered);
				for (const rule of RULES) {
					for (const finding of rule.evaluate(dossier).findings) {
						const { facts, smallest } = whatWouldClear(rule, dossier, finding);
						if (facts === null) {
							expect(compareSeverity(finding.severity, 'MEDIUM'), `${rule.code} ${chosen.join(' ')}`).toBeLessThan(0);
							continue;
						}
						asked.add(rule.code);
						expect(isCleared(rule, dossierWith(dossier, facts), finding)).toBe(true);
						for (const left of facts) {
							expect(
								isCleared(
									rule,
									dossierWith(
										dossier,
										facts.filter((other) => other !== left),
									),
									finding,
								),
							).toBe(false);
							if (smallest && facts.length > 1) expect(isCleared(rule, dossierWith(dossier, [left]), finding)).toBe(false);
						}
					}
				}
			}),
			{ numRuns: runsOf(300) },
		);
	});

	test('was asked about nearly all rules, so that it says something of them', () => {
		const never = RULES.map(({ code }) => code).filter((code) => !asked.has(code));
		// No source gives a list of abnormal operation, and conflicting data are never MEDIUM.
		expect(never.filter((code) => code !== 'UNREACHABLE_WITH_LEADS' && code !== 'DATA_CONFLICT')).toEqual([]);
	});
});
