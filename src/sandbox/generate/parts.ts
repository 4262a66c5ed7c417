/**
 * Building blocks of scenes: a registered business, a training school with its staff and courses, a nonprofit, an
 * account, and the texts about them. Each adds rows to the scene and tells what a later block needs to know.
 */
import { addDays, type Day } from '#core/days.ts';
import type { Person } from './draft.ts';
import { brandName } from './names.ts';
import { certificateNumber, landlineNumber } from './numbers.ts';
import { type Room, writeAddress } from './province.ts';
import type { Scene } from './scene.ts';
import {
	ART_COURSES,
	FORMS,
	GRADES,
	organisationName,
	SCHOOL_WORDS,
	SPORT_COURSES,
	SUBJECT_COURSES,
	scopeText,
	TECHNOLOGY_COURSES,
} from './trades.ts';

/** What is known of an organisation once it stands. */
export interface Standing {
	readonly organisation: string;
	readonly name: string;
	readonly brand: string;
	readonly creditCode: string | null;
	readonly head: Person;
	readonly room: Room;
	readonly phone: string;
}

/** What a business can be told to be; everything left out is made up. */
export interface BusinessPlan {
	readonly kind?: string;
	readonly organisation?: string;
	readonly brand?: string;
	readonly words: readonly string[];
	readonly scope: readonly string[];
	readonly industry: string;
	readonly noTraining?: boolean;
	readonly head?: Person;
	readonly room?: Room;
	readonly phone?: string;
	readonly establishedOn?: Day;
	readonly status?: 'ACTIVE' | 'DEREGISTERED' | 'REVOKED' | 'MOVED_OUT';
	readonly endedOn?: Day;
	readonly creditCode?: string;
	readonly name?: string;
	/** Shareholders, supervisors and managers besides the head. */
	readonly partners?: readonly Person[];
}

/** A room in a building of this kind, in the scene's county. */
export function newRoom(scene: Scene, kinds?: Parameters<Scene['world']['province']['building']>[2]): Room {
	const { province } = scene.world;
	return province.room(scene.random, province.building(scene.random, scene.county, kinds));
}

/** A telephone: mostly a mobile of its own, now and then a landline. */
export function newPhone(scene: Scene): string {
	return scene.random.chance(0.12) ? landlineNumber(scene.county.areaCode, scene.number) : scene.phone();
}

/** A registered business with the people of its register; about one has other people than its head. */
export function addBusiness(scene: Scene, plan: BusinessPlan): Standing {
	const { random } = scene;
	const form = random.weighted(FORMS);
	const brand = plan.brand ?? brandName(random);
	const establishedOn = plan.establishedOn ?? scene.dayBetween('2008-03-01', addDays(scene.world.asOf, -30));
	const organisation = plan.organisation ?? scene.organisation(plan.kind ?? 'business');
	const creditCode = plan.creditCode ?? scene.creditCode(form.prefix, establishedOn);
	const standing: Standing = {
		organisation,
		brand,
		creditCode,
		name: plan.name ?? organisationName(random, scene.county, { brand, word: random.pick(plan.words), ending: form.ending }),
		head: plan.head ?? scene.person(),
		room: plan.room ?? newRoom(scene),
		phone: plan.phone ?? newPhone(scene),
	};
	scene.add('registration', organisation, {
		creditCode,
		name: standing.name,
		form: form.form,
		head: standing.head,
		capital: String(random.pick([1, 3, 5, 10, 20, 50, 100, 200, 500]) * 10_000),
		establishedOn,
		status: plan.status ?? 'ACTIVE',
		endedOn: plan.endedOn ?? null,
		address: writeAddress(random, standing.room),
		divisionCode: scene.county.code,
		scope: scopeText(random, plan.scope, plan.noTraining),
		industryCode: plan.industry,
		phones: random.chance(0.06) ? [standing.phone, landlineNumber(scene.county.areaCode, scene.number + 1)] : [standing.phone],
	});
	addRegister(scene, standing, { establishedOn, company: form.prefix === '91', partners: plan.partners ?? [] });
	return standing;
}

function addRegister(
	scene: Scene,
	standing: Standing,
	register: { establishedOn: Day; company: boolean; partners: readonly Person[] },
): void {
	const { random } = scene;
	const { organisation, creditCode } = standing;
	const from = register.establishedOn;
	if (creditCode === null) return;
	if (register.company) {
		const share = register.partners.length === 0 && random.chance(0.5) ? 100 : 60;
		scene.add('role', organisation, { creditCode, person: standing.head, position: 'SHAREHOLDER', share: String(share), from });
		const supervisor = random.chance(0.6) && register.partners.length === 0 ? scene.person() : null;
		if (supervisor) scene.add('role', organisation, { creditCode, person: supervisor, position: 'SUPERVISOR', from });
		if (random.chance(0.3)) scene.add('role', organisation, { creditCode, person: standing.head, position: 'MANAGER', from });
	}
	for (const partner of register.partners) {
		const position = random.pick(['SHAREHOLDER', 'SHAREHOLDER', 'SUPERVISOR', 'MANAGER'] as const);
		const share = position === 'SHAREHOLDER' ? String(random.pick([20, 30, 40])) : null;
		scene.add('role', organisation, { creditCode, person: partner, position, share, from });
	}
}

/** What a school can be told to be. */
export interface SchoolPlan {
	readonly kind?: string;
	readonly category?: 'SUBJECT' | 'ART' | 'SPORT' | 'TECHNOLOGY';
	readonly organisation?: string;
	readonly brand?: string;
	readonly name?: string;
	readonly head?: Person;
	readonly room?: Room;
	readonly phone?: string;
	readonly nature?: 'FOR_PROFIT' | 'NON_PROFIT';
	readonly creditCode?: string | null;
	readonly issuedOn?: Day;
	readonly validUntil?: Day;
	/** Closed on this day; left out: open. */
	readonly closedOn?: Day;
	readonly closeReason?: string;
	readonly staff?: number;
	/** Staff that joins besides the invented ones. */
	readonly extraStaff?: readonly Person[];
	/** Leaves courses out, so that the recipe can file its own. */
	readonly withoutCourses?: boolean;
}

/** A school, and who teaches there. */
export interface School extends Standing {
	readonly licenceNo: string;
	readonly teachers: readonly Person[];
	readonly category: 'SUBJECT' | 'ART' | 'SPORT' | 'TECHNOLOGY';
	readonly issuedOn: Day;
}

const STAGES = { SUBJECT: ['义务教育', '高中'], ART: ['义务教育'], SPORT: ['学龄前', '义务教育'], TECHNOLOGY: ['义务教育'] } as const;
const WORDS = {
	SUBJECT: SCHOOL_WORDS,
	ART: ['艺术培训学校', '艺术培训中心'],
	SPORT: ['体育培训中心', '体育俱乐部'],
	TECHNOLOGY: ['科技培训中心', '编程培训学校'],
} as const;

/** A licensed training school with its head, staff, certificates and courses. */
export function addSchool(scene: Scene, plan: SchoolPlan = {}): School {
	const school = foundSchool(scene, plan);
	fileLicence(scene, school, plan);
	const teachers = [...addStaff(scene, school, plan), ...(plan.extraStaff ?? [])];
	if (plan.closedOn === undefined && plan.withoutCourses !== true) addCourses(scene, school, scene.random.between(1, 3));
	return { ...school, teachers };
}

/** Who and where the school is; what the plan leaves open is drawn. */
function foundSchool(scene: Scene, plan: SchoolPlan): Omit<School, 'teachers'> {
	const { random } = scene;
	const category =
		plan.category ??
		random.weighted([
			[7, 'SUBJECT'],
			[2, 'ART'],
			[1, 'SPORT'],
			[1, 'TECHNOLOGY'],
		] as const);
	const closed = plan.closedOn !== undefined;
	const issuedOn = plan.issuedOn ?? (closed ? scene.dayBetween('2013-01-01', '2020-12-31') : scene.dayBetween('2016-01-01', '2021-06-30'));
	const head = plan.head ?? scene.person([30, 60]);
	const brand = plan.brand ?? brandName(random);
	const organisation = plan.organisation ?? scene.organisation(plan.kind ?? (closed ? 'closedSchool' : 'school'));
	return {
		organisation,
		brand,
		head,
		name: plan.name ?? schoolName(scene, brand, category),
		creditCode: plan.creditCode !== undefined ? plan.creditCode : schoolCode(scene, plan, issuedOn),
		room: plan.room ?? newRoom(scene, ['OFFICE', 'MALL', 'SHOP']),
		phone: plan.phone ?? newPhone(scene),
		licenceNo: scene.licenceNo(issuedOn),
		category,
		issuedOn,
	};
}

function schoolName({ random, county }: Scene, brand: string, category: School['category']): string {
	return organisationName(random, county, {
		brand,
		word: random.pick(WORDS[category]),
		ending: random.chance(0.5) ? '有限公司' : ' ',
	}).trim();
}

/** Many a school has none in its licence. */
function schoolCode(scene: Scene, plan: SchoolPlan, issuedOn: Day): string | null {
	return scene.random.chance(0.55) ? scene.creditCode(plan.nature === 'FOR_PROFIT' ? '91' : '52', issuedOn) : null;
}

function fileLicence(scene: Scene, school: Omit<School, 'teachers'>, plan: SchoolPlan): void {
	const { random } = scene;
	const { category, head, issuedOn } = school;
	const { asOf } = scene.world;
	const closed = plan.closedOn !== undefined;
	scene.add('licence', school.organisation, {
		licenceNo: school.licenceNo,
		name: school.name,
		creditCode: school.creditCode,
		category,
		stages: random.sample(STAGES[category], random.between(1, 2)),
		nature: plan.nature ?? (category === 'SUBJECT' ? 'NON_PROFIT' : 'FOR_PROFIT'),
		head,
		principal: random.chance(0.6) ? head : scene.person([30, 60]),
		address: writeAddress(random, school.room),
		divisionCode: scene.county.code,
		phones: [school.phone],
		authority: `${scene.county.name}教育局`,
		issuedOn,
		validUntil: plan.validUntil ?? (closed ? addDays(issuedOn, 1826) : scene.dayBetween(addDays(asOf, 60), addDays(asOf, 1200))),
		status: closed ? 'CANCELLED' : 'ACTIVE',
		endedOn: plan.closedOn ?? null,
		endReason: closed ? (plan.closeReason ?? random.pick(['压减', '自愿申请注销', '转型', '经营困难', '未年检'])) : null,
	});
}

/** Declares people as staff of a school, with certificates where subjects are taught. Gives the new people. */
export function addStaff(
	scene: Scene,
	school: Omit<School, 'teachers'>,
	plan: Pick<SchoolPlan, 'staff' | 'closedOn' | 'extraStaff'>,
): Person[] {
	const { random } = scene;
	const people = Array.from({ length: plan.staff ?? random.between(3, 7) }, () => scene.person([23, 55]));
	for (const person of [...people, ...(plan.extraStaff ?? [])]) {
		const until = plan.closedOn ?? scene.world.asOf;
		const from = scene.dayBetween(school.issuedOn, addDays(until, -60));
		const left = plan.closedOn ? scene.dayBetween(addDays(plan.closedOn, -30), plan.closedOn) : null;
		const teaches = random.chance(0.8);
		const certificateNo = teaches && school.category === 'SUBJECT' ? addCertificate(scene, person) : null;
		scene.add('staff', school.organisation, {
			licenceNo: school.licenceNo,
			person,
			post: teaches ? 'TEACHING' : random.pick(['RESEARCH', 'MANAGEMENT', 'OTHER'] as const),
			certificateNo,
			from,
			to: left,
			nationality: '中国',
			phones: [person.phone],
		});
	}
	return people;
}

/** The teacher certificate of a person, issued when there is none yet; gives its number. */
export function addCertificate(scene: Scene, person: Person, course?: string): string {
	const { random } = scene;
	const held = scene.certificates.get(person.id);
	if (held !== undefined) return held;
	const kind = random.pick([2, 3, 4]);
	const year = Math.min(2023, person.birthYear + random.between(22, 28));
	const serial = scene.number * 64 + Number(person.id.split('-')[1]);
	const certificateNo = certificateNumber(year, scene.world.province.code, kind, person.male, serial);
	scene.certificates.set(person.id, certificateNo);
	scene.add('certificate', null, {
		certificateNo,
		person,
		subject: course ?? random.pick([...SUBJECT_COURSES.slice(0, 5), '美术', '体育']),
		level: ['小学教师资格', '初级中学教师资格', '高级中学教师资格'][kind - 2] as string,
		issuedOn: `${year}-0${random.between(5, 9)}-${random.between(10, 28)}`,
	});
	return certificateNo;
}

/** Courses a school files, all within the rules unless told otherwise. */
export function addCourses(scene: Scene, school: Omit<School, 'teachers'>, count: number): void {
	const { random } = scene;
	const lists = { SUBJECT: SUBJECT_COURSES.slice(0, 5), ART: ART_COURSES, SPORT: SPORT_COURSES, TECHNOLOGY: TECHNOLOGY_COURSES };
	for (let i = 0; i < count; i++) {
		const isSubject = school.category === 'SUBJECT';
		const from = scene.recentDay(200);
		const starts = random.pick(['17:30', '18:00', '18:30']);
		scene.add('course', school.organisation, {
			licenceNo: school.licenceNo,
			name: random.pick(lists[school.category]),
			category: isSubject ? 'SUBJECT' : 'NON_SUBJECT',
			audience: random.pick(GRADES),
			mode: 'OFFLINE',
			from,
			to: addDays(from, random.between(60, 88)),
			weekdays: random.pick(['周一、周三', '周二、周四', '周一至周四', '周五']),
			startsAt: starts,
			endsAt: random.pick(['19:30', '20:00', '20:30']),
			lessonMinutes: random.pick([40, 45, 60]),
			fee: String(random.pick([900, 1200, 1600, 2100, 2400])),
			months: String(random.pick([1, 2, 3])),
		});
	}
}
