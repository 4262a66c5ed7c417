/** Licensed schools: in good order, closed for good, lawfully converted, and each breach of the rules once. */
import { addDays, type Day, weekdayOf } from '#core/days.ts';
import { addCertificate, addSchool, newRoom, type School } from '#sandbox/generate/parts.ts';
import { writeAddress } from '#sandbox/generate/province.ts';
import type { Scene } from '#sandbox/generate/scene.ts';
import { addComplaint, addInspection } from '#sandbox/generate/texts-about.ts';
import { GRADES } from '#sandbox/generate/trades.ts';

/** The supervised account of a school with some ordinary receipts; `balance` below `minimum` for days is a breach. */
function addAccount(
	scene: Scene,
	school: School,
	plan: { minimum?: number; balance?: number; months?: number; lessons?: number; mismatch?: boolean } = {},
): string {
	const { random, world } = scene;
	const accountRef = `ZJ${String(scene.number).padStart(8, '0')}${random.between(1000, 9999)}`;
	const minimum = plan.minimum ?? 50_000;
	const balance = plan.balance ?? minimum + random.between(10_000, 400_000);
	for (const back of plan.balance === undefined ? [random.between(1, 25)] : [4, 3, 2, 1, 0]) {
		const balanceOn = addDays(world.asOf, -back);
		scene.add(
			'account',
			school.organisation,
			{
				accountRef,
				licenceNo: school.licenceNo,
				creditCode: school.creditCode,
				openedOn: '2022-01-10',
				status: 'NORMAL',
				minimumBalance: `${minimum}.00`,
				balance: `${balance - back * 10}.00`,
				balanceOn,
			},
			{ fileDay: balanceOn },
		);
	}
	for (let i = random.between(2, 6); i > 0; i--) addReceipt(scene, school, { accountRef, ...plan });
	return accountRef;
}

function addReceipt(
	scene: Scene,
	school: School,
	plan: { accountRef: string; months?: number; lessons?: number; mismatch?: boolean },
): void {
	const { random } = scene;
	const day = scene.recentDay(28);
	const buyer = `Q${random.between(100_000, 999_999)}`;
	scene.add(
		'accountEntry',
		school.organisation,
		{
			accountRef: plan.accountRef,
			postedAt: scene.instant(day, [8, 20]),
			type: 'RECEIPT',
			amount: `${random.pick([900, 1200, 1800, 2400])}.00`,
			contractNo: `HT${random.between(10_000_000, 99_999_999)}`,
			invoiceNo: `FP${random.between(10_000_000, 99_999_999)}`,
			buyerRef: buyer,
			payerRef: plan.mismatch ? `Q${random.between(100_000, 999_999)}` : buyer,
			lessons: plan.lessons ?? random.pick([20, 30, 40]),
			months: String(plan.months ?? random.pick([1, 2, 3])),
		},
		{ fileDay: day },
	);
}

function whiteList(scene: Scene, school: School): void {
	if (scene.random.chance(0.5))
		scene.add('listEntry', school.organisation, {
			list: 'WHITE',
			name: school.name,
			creditCode: school.creditCode,
			reason: '年检合格',
			from: '2022-01-01',
		});
}

function openSchool(scene: Scene, category: School['category'] = 'SUBJECT', more: Parameters<typeof addSchool>[1] = {}): School {
	const school = addSchool(scene, { category, nature: category === 'SUBJECT' ? 'NON_PROFIT' : 'FOR_PROFIT', ...more });
	if (category === 'SUBJECT' && school.creditCode !== null) addNonprofitOf(scene, school);
	return school;
}

function addNonprofitOf(scene: Scene, school: School, establishedOn: Day = addDays(school.issuedOn, 30)): void {
	scene.add('nonprofit', school.organisation, {
		creditCode: school.creditCode,
		name: school.name,
		head: school.head,
		address: writeAddress(scene.random, school.room),
		divisionCode: scene.county.code,
		supervisor: `${scene.county.name}教育局`,
		scope: '中小学生校外培训',
		establishedOn,
		status: 'ACTIVE',
		phones: [school.phone],
	});
}

/** A licensed school in good order: account, white list, inspection within the year. */
export function goodSchool(scene: Scene): void {
	const school = openSchool(
		scene,
		scene.random.weighted([
			[5, 'SUBJECT'],
			[2, 'ART'],
			[1, 'SPORT'],
			[1, 'TECHNOLOGY'],
		] as const),
	);
	addAccount(scene, school);
	whiteList(scene, school);
	addInspection(scene, { ...school, cover: [] }, 'clean', scene.recentDay(300));
}

/** A school that closed and stayed closed. */
export function closedForGood(scene: Scene): void {
	addSchool(scene, { closedOn: scene.dayBetween('2021-08-01', '2023-11-30') });
}

/** A lawful conversion from a company to a nonprofit (营转非): a new code and a new licence, the same school. */
export function lawfulConversion(scene: Scene): void {
	const { random } = scene;
	const convertedOn = scene.dayBetween('2021-09-01', '2022-06-30');
	const before = addSchool(scene, {
		kind: 'converted',
		category: 'SUBJECT',
		nature: 'FOR_PROFIT',
		creditCode: scene.creditCode('91', '2017-01-10'),
		closedOn: convertedOn,
		closeReason: '营转非',
		issuedOn: '2017-03-01',
	});
	const after = addSchool(scene, {
		category: 'SUBJECT',
		nature: 'NON_PROFIT',
		creditCode: scene.creditCode('52', convertedOn),
		brand: before.brand,
		name: before.name.replace(/有限公司$/, ''),
		head: before.head,
		room: before.room,
		phone: before.phone,
		issuedOn: scene.dayBetween(addDays(convertedOn, -20), addDays(convertedOn, 20)),
		staff: 1,
		extraStaff: random.sample(before.teachers, 3),
	});
	addNonprofitOf(scene, after, convertedOn);
	addAccount(scene, after);
	scene.succession({
		predecessor: before.organisation,
		successor: after.organisation,
		kind: 'CONVERSION',
		links: ['head', 'room', 'brand', 'phone', 'staff'],
	});
	scene.decoy(after.organisation, 'lawfulConversion');
}

/** In-service teacher on the staff; beside it, in other schools, a retired one and a namesake. */
export function inServiceTeacher(scene: Scene): void {
	const { random, county } = scene;
	const school = openSchool(scene);
	const teacher = school.teachers[0];
	if (teacher === undefined) return;
	const roster = (person: typeof teacher, status: 'IN_SERVICE' | 'RETIRED' | 'LEFT') =>
		scene.add('schoolTeacher', null, {
			person,
			school: `${county.name}${random.pick(['实验中学', '第二小学'])}`,
			subject: '数学',
			divisionCode: county.code,
			status,
		});
	roster(teacher, 'IN_SERVICE');
	scene.finding(school.organisation, 'inServiceTeacher', { person: teacher.id });
	const second = school.teachers[1];
	if (second) roster({ ...scene.person([40, 50]), name: second.name }, 'IN_SERVICE');
	const third = school.teachers[2];
	if (third) roster(third, 'RETIRED');
	addAccount(scene, school);
}

/** A course out of the ordinary; everything left out is a plain weekday lesson. */
function fileCourse(
	scene: Scene,
	school: School,
	course: Partial<{
		name: string;
		audience: string;
		mode: 'OFFLINE' | 'ONLINE';
		weekdays: string;
		startsAt: string;
		endsAt: string;
		lessonMinutes: number;
		months: string;
		category: 'SUBJECT' | 'NON_SUBJECT';
	}>,
): void {
	const from = mondayBefore(addDays(scene.world.asOf, -random60(scene)));
	scene.add('course', school.organisation, {
		licenceNo: school.licenceNo,
		name: '数学',
		category: 'SUBJECT',
		audience: scene.random.pick(GRADES),
		mode: 'OFFLINE',
		from,
		to: addDays(from, 80),
		weekdays: '周二、周四',
		startsAt: '18:30',
		endsAt: '20:00',
		lessonMinutes: 45,
		fee: '1500',
		months: '3',
		...course,
	});
}

const random60 = (scene: Scene) => scene.random.between(10, 60);
const mondayBefore = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/** Lessons past 20:30; another school ends at 20:30 sharp, which is allowed. */
export function lateLesson(scene: Scene): void {
	const school = openSchool(scene, 'SUBJECT', { withoutCourses: true });
	fileCourse(scene, school, { endsAt: scene.random.pick(['20:31', '20:40', '21:00', '21:30']) });
	scene.finding(school.organisation, 'lateLesson');
	addAccount(scene, school);
}

/** The near miss: the lesson ends at 20:30 to the minute. */
export function lessonToTheMinute(scene: Scene): void {
	const school = openSchool(scene, 'SUBJECT', { withoutCourses: true });
	fileCourse(scene, school, { endsAt: '20:30' });
	scene.decoy(school.organisation, 'endsAt2030');
	addAccount(scene, school);
}

type Breach = (scene: Scene) => void;

/** One breach of the rules at a licensed school each. */
export const BREACHES: readonly (readonly [string, Breach])[] = [
	[
		'weekendLesson',
		(scene) =>
			fileCourse(scene, begin(scene, 'weekendLesson'), {
				weekdays: scene.random.pick(['周六', '周日', '周六、周日']),
				startsAt: '09:00',
				endsAt: '10:30',
			}),
	],
	[
		'onlineLessonTooLong',
		(scene) =>
			fileCourse(scene, begin(scene, 'onlineLessonTooLong'), {
				mode: 'ONLINE',
				lessonMinutes: scene.random.pick([45, 60]),
				endsAt: '20:00',
			}),
	],
	['feeSpan', (scene) => fileCourse(scene, begin(scene, 'feeSpan'), { months: scene.random.pick(['6', '12', '4']) })],
	['subjectOutsideLicence', subjectOutsideLicence],
	['certificateMissing', certificateMissing],
	['noAccount', (scene) => void begin(scene, 'noAccount', false)],
	[
		'balanceBelowMinimum',
		(scene) =>
			void addAccount(scene, begin(scene, 'balanceBelowMinimum', false), { minimum: 80_000, balance: scene.random.between(5000, 60_000) }),
	],
	['threeWayMismatch', (scene) => void addAccount(scene, begin(scene, 'threeWayMismatch', false), { mismatch: true })],
	['licenceEnded', licenceEnded],
	['bannedPerson', bannedPerson],
	[
		'preschoolSubject',
		(scene) =>
			fileCourse(scene, begin(scene, 'preschoolSubject'), {
				name: scene.random.pick(['幼小衔接拼音识字', '学前班数学', '思维训练班']),
				audience: scene.random.pick(['5-6岁', '学龄前', '4至6岁']),
			}),
	],
	['placeOutsideLicence', placeOutsideLicence],
	['restrictedPerson', restrictedPerson],
	['forProfitSubject', forProfitSubject],
];

function begin(scene: Scene, type: string, account = true): School {
	const school = openSchool(scene);
	if (account) addAccount(scene, school);
	scene.finding(school.organisation, type);
	return school;
}

function subjectOutsideLicence(scene: Scene): void {
	const school = openSchool(scene, scene.random.pick(['ART', 'SPORT', 'TECHNOLOGY'] as const));
	const place = { ...school, cover: ['素养', '专注力'] };
	addComplaint(scene, place, 'plain', scene.recentDay(200));
	addInspection(scene, place, 'guilty', scene.recentDay(200));
	addAccount(scene, school);
	scene.finding(school.organisation, 'subjectOutsideLicence');
}

function certificateMissing(scene: Scene): void {
	const school = openSchool(scene);
	const person = scene.person([22, 40]);
	scene.add('staff', school.organisation, {
		licenceNo: school.licenceNo,
		person,
		post: 'TEACHING',
		certificateNo: null,
		from: scene.recentDay(300),
		nationality: '中国',
		phones: [person.phone],
	});
	addAccount(scene, school);
	scene.finding(school.organisation, 'certificateMissing', { person: person.id });
}

function licenceEnded(scene: Scene): void {
	const { asOf } = scene.world;
	const school = openSchool(scene, 'SUBJECT', {
		issuedOn: '2019-05-01',
		validUntil: scene.dayBetween(addDays(asOf, -500), addDays(asOf, -60)),
	});
	addAccount(scene, school);
	scene.finding(school.organisation, 'licenceEnded');
}

function bannedPerson(scene: Scene): void {
	const banned = scene.person([30, 55]);
	const school = openSchool(scene, 'SUBJECT', { extraStaff: [banned] });
	scene.add('personListEntry', null, {
		list: 'BLACK',
		person: banned,
		reason: scene.random.pick(['卷款停办', '体罚学生', '无证办学屡教不改']),
		from: scene.dayBetween('2023-01-01', '2023-12-31'),
	});
	addAccount(scene, school);
	scene.finding(school.organisation, 'bannedPerson', { person: banned.id });
}

function placeOutsideLicence(scene: Scene): void {
	const school = openSchool(scene);
	addInspection(scene, { ...school, room: newRoom(scene), cover: ['培训'] }, 'guilty', scene.recentDay(200));
	addAccount(scene, school);
	scene.finding(school.organisation, 'placeOutsideLicence');
}

function forProfitSubject(scene: Scene): void {
	const school = addSchool(scene, { category: 'SUBJECT', nature: 'FOR_PROFIT', creditCode: scene.creditCode('91', '2018-01-01') });
	scene.finding(school.organisation, 'notNonprofit');
	addCertificate(scene, school.head);
	addAccount(scene, school);
}

function restrictedPerson(scene: Scene): void {
	const person = scene.person([25, 50]);
	const school = openSchool(scene, 'SUBJECT', { extraStaff: [person] });
	scene.restrict(person);
	addAccount(scene, school);
	scene.finding(school.organisation, 'restrictedPerson', { person: person.id });
}
