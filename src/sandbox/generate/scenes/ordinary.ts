/** Scenes in which nothing is wrong: businesses of all trades, public schools, nonprofits, admitted institutions, and texts about nobody. */
import { addDays } from '#core/days.ts';
import { brandName } from '#sandbox/generate/names.ts';
import { addBusiness, addCertificate, newPhone, newRoom } from '#sandbox/generate/parts.ts';
import { writeAddress } from '#sandbox/generate/province.ts';
import type { Scene } from '#sandbox/generate/scene.ts';
import { addAdvertisement, addComplaint, addIncident, addInspection, addPenalty, type Place } from '#sandbox/generate/texts-about.ts';
import { ART_COURSES, ORDINARY_TRADES, organisationName, SPORT_COURSES, TECHNOLOGY_COURSES } from '#sandbox/generate/trades.ts';

/** A business of an ordinary trade, with the changes, complaints and penalties that any business has. */
export function ordinaryBusiness(scene: Scene): void {
	const { random, world } = scene;
	const trade = random.weighted(ORDINARY_TRADES);
	const ended = random.chance(0.22);
	const establishedOn = scene.dayBetween('2008-03-01', addDays(world.asOf, -30));
	const status = ended ? random.pick(['DEREGISTERED', 'DEREGISTERED', 'REVOKED'] as const) : 'ACTIVE';
	const agent = random.chance(0.08) ? random.pick(world.agentPhones) : undefined;
	const place = addBusiness(scene, {
		...trade,
		establishedOn,
		status,
		...(agent === undefined ? {} : { phone: agent }),
		...(ended ? { endedOn: scene.dayBetween(addDays(establishedOn, 30), world.asOf) } : {}),
	});
	const about: Place = { ...place, cover: trade.words };
	if (random.chance(0.07)) {
		scene.add('registrationChange', place.organisation, {
			creditCode: place.creditCode,
			item: 'ADDRESS',
			before: writeAddress(random, newRoom(scene)),
			after: writeAddress(random, place.room),
			changedOn: scene.dayBetween(establishedOn, world.asOf),
		});
	}
	if (random.chance(0.03)) {
		const before = organisationName(random, scene.county, { brand: brandName(random), word: random.pick(trade.words), ending: '有限公司' });
		scene.add('registrationChange', place.organisation, {
			creditCode: place.creditCode,
			item: 'NAME',
			before,
			after: place.name,
			changedOn: scene.dayBetween(establishedOn, world.asOf),
		});
	}
	if (random.chance(0.06)) addComplaint(scene, about, 'other');
	if (random.chance(0.03)) addAdvertisement(scene, about, 'other');
	if (random.chance(0.01)) addInspection(scene, about, 'clean');
	if (random.chance(0.008)) addPenalty(scene, about, false);
	if (random.chance(0.012)) addIncident(scene, about, false);
}

/** A public school's roster: teachers who may not teach elsewhere, and some who no longer are in service. */
export function publicSchool(scene: Scene): void {
	const { random, county } = scene;
	const school = `${county.name}${random.pick(['实验小学', '第一小学', '第三中学', '第二中学', '中心学校', '外国语学校'])}`;
	for (let i = random.between(20, 60); i > 0; i--) {
		const teacher = scene.person([23, 63]);
		const course = random.pick(['语文', '数学', '英语', '物理', '化学', '体育', '美术', '音乐']);
		const retired = teacher.birthYear < Number(scene.world.asOf.slice(0, 4)) - 58;
		scene.add('schoolTeacher', null, {
			person: teacher,
			school,
			subject: course,
			divisionCode: county.code,
			status: retired ? 'RETIRED' : random.chance(0.04) ? 'LEFT' : 'IN_SERVICE',
		});
		if (random.chance(0.5)) addCertificate(scene, teacher, course);
	}
}

/** A nonprofit of some other field: sport clubs, nurseries, old people's homes. */
export function otherNonprofit(scene: Scene): void {
	const { random, county, world } = scene;
	const [word, scope, supervisor] = random.pick([
		['养老服务中心', '养老服务、日间照料', '民政局'],
		['幼儿园', '学前保育和教育', '教育局'],
		['社会工作服务中心', '社会工作服务、志愿服务', '民政局'],
		['职业培训学校', '职业技能培训（不含中小学生）', '人力资源和社会保障局'],
		['体育俱乐部', '群众体育活动组织', '体育局'],
	] as const);
	const establishedOn = scene.dayBetween('2006-01-01', addDays(world.asOf, -100));
	const organisation = scene.organisation('nonprofit');
	const ended = random.chance(0.15);
	scene.add('nonprofit', organisation, {
		creditCode: scene.creditCode('52', establishedOn),
		name: organisationName(random, county, { brand: brandName(random), word, ending: ' ' }).trim(),
		head: scene.person([32, 66]),
		address: writeAddress(random, newRoom(scene)),
		divisionCode: county.code,
		supervisor: `${county.name}${supervisor}`,
		scope,
		establishedOn,
		status: ended ? 'DEREGISTERED' : 'ACTIVE',
		endedOn: ended ? scene.dayBetween(addDays(establishedOn, 90), world.asOf) : null,
		phones: [newPhone(scene)],
	});
}

const DEPARTMENTS = [
	['文旅', '艺术培训', 'P8393', ART_COURSES],
	['体育', '体育培训', 'P8392', SPORT_COURSES],
	['科技', '科技培训', 'P8399', TECHNOLOGY_COURSES],
] as const;

/** A business that culture, sport or science has admitted to teach what is no school subject. */
export function admittedInstitution(scene: Scene): void {
	const { random, county, world } = scene;
	const [department, word, industry, courses] = random.pick(DEPARTMENTS);
	const place = addBusiness(scene, {
		kind: 'admitted',
		words: [word],
		scope: [word, '组织文化艺术交流活动', '体育用品销售'],
		industry,
		establishedOn: scene.dayBetween('2014-01-01', addDays(world.asOf, -400)),
	});
	const issuedOn = scene.dayBetween('2022-03-01', addDays(world.asOf, -30));
	scene.add('admission', place.organisation, {
		admissionNo: `${county.code}${String(scene.number).padStart(7, '0')}`,
		creditCode: random.chance(0.85) ? place.creditCode : null,
		name: place.name,
		department,
		projects: random.sample(courses, random.between(1, 3)).join('、'),
		head: place.head,
		address: writeAddress(random, place.room),
		divisionCode: county.code,
		issuedOn,
		validUntil: addDays(issuedOn, 1095),
		status: random.chance(0.9) ? 'ACTIVE' : 'CANCELLED',
		phones: [place.phone],
	});
	if (random.chance(0.2)) addAdvertisement(scene, { ...place, cover: courses }, 'hint');
	if (random.chance(0.15)) addInspection(scene, { ...place, cover: courses }, 'clean');
}

/** Texts about a place that no record of any agency knows. */
export function nobody(scene: Scene): void {
	const { random } = scene;
	const room = newRoom(scene);
	const place: Place = {
		organisation: null,
		name: random.chance(0.5) ? `${brandName(random)}${random.pick(['教育', '小课堂', '老师家'])}` : '',
		brand: brandName(random),
		room,
		cover: ['托管'],
	};
	addComplaint(scene, place, random.pick(['hint', 'other', 'care']));
	if (random.chance(0.4)) addAdvertisement(scene, { ...place, name: place.brand }, 'other');
	if (random.chance(0.3)) addIncident(scene, place, false);
}

/** Rows in which nothing can be used: no key, no name. They are to be set aside, not to stop anything. */
export function unusableRows(scene: Scene): void {
	const { random } = scene;
	// A database wants some key: one without digits, so that nobody can read a number out of it.
	const nothing = () => `无${String(scene.number).replace(/\d/g, (digit) => 'ABCDEFGHJK'[Number(digit)] as string)}`;
	scene.add('registration', null, { status: 'ACTIVE', divisionCode: scene.county.code }, { id: nothing(), unusable: true });
	scene.add('licence', null, { status: 'ACTIVE', category: 'SUBJECT', phones: [scene.phone()] }, { id: nothing(), unusable: true });
	scene.add('staff', null, { post: random.pick(['TEACHING', 'OTHER'] as const), nationality: '中国' }, { unusable: true });
}
