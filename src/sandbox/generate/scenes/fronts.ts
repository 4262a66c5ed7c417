/** Scenes in which subjects are taught behind a disguise: with a closed school before it, without one, or without any register. */
import { addDays, type Day } from '#core/days.ts';
import type { Person, PlantedFinding } from '#sandbox/generate/draft.ts';
import { type BrandTwist, brandName, brandVariant, wechatId } from '#sandbox/generate/names.ts';
import { addBusiness, addSchool, newPhone, newRoom, type School, type Standing } from '#sandbox/generate/parts.ts';
import type { Scene } from '#sandbox/generate/scene.ts';
import { addAdvertisement, addComplaint, addIncident, addInspection, addLeads, type Place } from '#sandbox/generate/texts-about.ts';
import { GUISES, type Guise, organisationName } from '#sandbox/generate/trades.ts';

const LINKS = ['room', 'head', 'partner', 'phone', 'brand', 'staff', 'wechat'] as const;
type Link = (typeof LINKS)[number];

/** A closed school of a rebrand: closed between the reform of 2021 and late 2023. */
function closedSchool(scene: Scene): School & { readonly closedOn: Day } {
	const closedOn = scene.dayBetween('2021-08-01', '2023-11-30');
	const school = addSchool(scene, { category: 'SUBJECT', closedOn });
	return { ...school, closedOn };
}

/** What a successor keeps of the school: one to five things, a head's relative among the register's people. */
function inherited(scene: Scene, school: School, links: ReadonlySet<Link>) {
	const { random } = scene;
	const head = links.has('head') ? school.head : scene.person([26, 58]);
	const partners: Person[] = [];
	if (links.has('partner')) partners.push(links.has('head') ? scene.person() : school.head);
	if (links.has('staff')) partners.push(...random.sample(school.teachers, Math.max(2, Math.ceil(school.teachers.length * 0.4))));
	const twist = random.weighted<BrandTwist>([
		[4, 'same'],
		[3, 'homophone'],
		[1, 'lookAlike'],
		[2, 'longer'],
		[1, 'turned'],
	]);
	return {
		head,
		partners,
		brand: links.has('brand') ? brandVariant(random, school.brand, twist) : brandName(random),
		room: links.has('room') ? school.room : newRoom(scene),
		phone: links.has('phone') ? school.phone : newPhone(scene),
	};
}

function finish(
	scene: Scene,
	front: Standing,
	disguise: Guise,
	since: Day,
	more: { phone: string; wechat?: string; teacher?: string },
): PlantedFinding['strength'] {
	const strength = scene.random.weighted([
		[9, 'clear'],
		[10, 'subtle'],
		[1, 'undetectable'],
	] as const);
	const place: Place = { ...front, cover: disguise.cover, ...more };
	addLeads(scene, place, strength, since);
	scene.finding(front.organisation, 'front', { guise: disguise.guise, strength });
	return strength;
}

/** A closed school that teaches on in a new shell. */
export function rebrandedFront(scene: Scene): void {
	const { random } = scene;
	const school = closedSchool(scene);
	const disguise = random.weighted(GUISES);
	const links = new Set(random.sample(LINKS, random.between(1, 5)));
	if (links.size === 1 && (links.has('brand') || links.has('wechat'))) links.add('room');
	const establishedOn = scene.dayBetween(addDays(school.closedOn, -60), addDays(school.closedOn, 330));
	const kept = inherited(scene, school, links);
	const front = addBusiness(scene, { kind: 'front', ...disguise, ...kept, noTraining: random.chance(0.3), establishedOn });
	const wechat = random.chance(0.5) || links.has('wechat') ? wechatId(random) : undefined;
	if (links.has('wechat') && wechat !== undefined) {
		addAdvertisement(
			scene,
			{ ...school, cover: disguise.cover, wechat },
			'plain',
			scene.dayBetween(addDays(school.closedOn, -400), school.closedOn),
		);
	}
	scene.succession({ predecessor: school.organisation, successor: front.organisation, kind: 'REBRAND', links: [...links] });
	finish(scene, front, disguise, establishedOn, {
		phone: front.phone,
		...(wechat ? { wechat } : {}),
		...(links.has('staff') ? { teacher: school.teachers[0]?.name ?? '' } : {}),
	});
}

/** The school's own company, renamed into another trade when its licence was given up. */
export function renamedCompany(scene: Scene): void {
	const { random } = scene;
	const disguise = random.weighted(GUISES);
	const closedOn = scene.dayBetween('2021-08-01', '2023-11-30');
	const creditCode = scene.creditCode('91', '2017-03-01');
	const school = addSchool(scene, {
		category: 'SUBJECT',
		nature: 'FOR_PROFIT',
		closedOn,
		creditCode,
		issuedOn: scene.dayBetween('2017-04-01', '2019-12-31'),
	});
	const name = organisationName(random, scene.county, {
		brand: brandVariant(random, school.brand, random.pick(['same', 'homophone'])),
		word: random.pick(disguise.words),
		ending: '有限公司',
	});
	const front = addBusiness(scene, {
		...disguise,
		organisation: school.organisation,
		creditCode,
		name,
		brand: school.brand,
		head: school.head,
		room: school.room,
		phone: school.phone,
		establishedOn: '2017-03-01',
	});
	const changedOn = scene.dayBetween(closedOn, addDays(closedOn, 200));
	const change = (item: 'NAME' | 'SCOPE', before: string, after: string) =>
		scene.add('registrationChange', front.organisation, { creditCode, item, before, after, changedOn });
	change('NAME', school.name, name);
	change('SCOPE', '中小学生校外培训服务', disguise.scope.join('；'));
	const strength = finish(scene, front, disguise, changedOn, { phone: front.phone });
	scene.finding(front.organisation, 'falseClosure', { strength });
}

/** A front that no school went before. */
export function freshFront(scene: Scene): void {
	const disguise = scene.random.weighted(GUISES);
	const establishedOn = scene.dayBetween('2021-09-01', addDays(scene.world.asOf, -120));
	const hidden = scene.random.chance(0.3);
	const room = newRoom(scene, hidden ? ['HOME', 'HOTEL'] : undefined);
	const front = addBusiness(scene, { kind: 'front', ...disguise, room, establishedOn, noTraining: scene.random.chance(0.3) });
	finish(scene, front, disguise, establishedOn, {
		phone: front.phone,
		...(scene.random.chance(0.4) ? { wechat: wechatId(scene.random) } : {}),
	});
}

/** The licence is given up, the business stays, lessons go on in the same rooms (假注销、真运营). */
export function falseClosure(scene: Scene): void {
	const closedOn = scene.dayBetween('2021-09-01', '2023-11-30');
	const creditCode = scene.creditCode('91', '2016-05-01');
	const school = addSchool(scene, {
		category: 'SUBJECT',
		nature: 'FOR_PROFIT',
		closedOn,
		creditCode,
		issuedOn: scene.dayBetween('2016-06-01', '2019-12-31'),
	});
	addBusiness(scene, {
		words: ['教育科技'],
		scope: ['教育咨询服务（不含涉许可审批的教育培训活动）', '中小学生校外托管服务'],
		industry: 'P8399',
		organisation: school.organisation,
		creditCode,
		name: school.name,
		brand: school.brand,
		head: school.head,
		room: school.room,
		phone: school.phone,
		establishedOn: '2016-05-01',
	});
	const place: Place = { ...school, cover: ['自习', '晚辅'] };
	addLeads(scene, place, 'clear', addDays(closedOn, 60));
	addInspection(scene, place, 'guilty', scene.dayBetween(addDays(closedOn, 90), scene.world.asOf));
	scene.finding(school.organisation, 'falseClosure', { strength: 'clear' });
}

/** A place that neither licence nor register knows: only texts speak of it. */
export function unregisteredPlace(scene: Scene): void {
	const { random } = scene;
	const organisation = scene.organisation('unregistered');
	const brand = brandName(random);
	const place: Place = {
		organisation,
		name: `${brand}${random.pick(['教育', '小课堂', '辅导'])}`,
		brand,
		room: newRoom(scene, ['HOME', 'OFFICE', 'HOTEL']),
		cover: ['一对一', '晚辅'],
		phone: scene.phone(),
	};
	for (let i = random.between(3, 6); i > 0; i--) addComplaint(scene, place, random.chance(0.7) ? 'plain' : 'hint', scene.recentDay(85));
	if (random.chance(0.6)) addInspection(scene, place, 'guilty', scene.recentDay(120));
	if (random.chance(0.4)) addIncident(scene, place, true, scene.recentDay(120));
	scene.finding(organisation, 'unregistered');
}

/** A registered training business without a licence that makes no secret of it. */
export function unlicensedTraining(scene: Scene): void {
	const establishedOn = scene.dayBetween('2019-01-01', addDays(scene.world.asOf, -200));
	const business = addBusiness(scene, {
		kind: 'unlicensed',
		words: ['教育科技', '教育咨询', '教育'],
		scope: ['教育咨询服务', '教学专用仪器销售', '文具用品零售'],
		industry: 'P8399',
		establishedOn,
	});
	addLeads(scene, { ...business, cover: ['辅导', '培优'] }, 'clear', establishedOn);
	scene.finding(business.organisation, 'trainingWithoutLicence');
}
