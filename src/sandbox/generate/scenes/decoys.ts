/** Innocent places that look guilty: what a careless reader of names, phones or single words would flag. */
import { addDays } from '#core/days.ts';
import { addBusiness, addSchool, newRoom } from '#sandbox/generate/parts.ts';
import type { Scene } from '#sandbox/generate/scene.ts';
import { addAdvertisement, addComplaint, addInspection } from '#sandbox/generate/texts-about.ts';
import { GUISES, type Guise } from '#sandbox/generate/trades.ts';

const care = (GUISES.find(([, guise]) => guise.guise === '托管')?.[1] ?? GUISES[0]?.[1]) as Guise;

/** Genuine childcare in the building of a closed school: same tower, other room, other people. */
function careInTheSameTower(scene: Scene): void {
	const { province } = scene.world;
	const school = addSchool(scene, { closedOn: scene.dayBetween('2021-08-01', '2023-06-30') });
	const place = addBusiness(scene, {
		kind: 'decoy',
		...care,
		room: province.room(scene.random, school.room.building),
		establishedOn: scene.dayBetween('2021-09-01', addDays(scene.world.asOf, -90)),
	});
	for (let i = scene.random.between(1, 3); i > 0; i--) addComplaint(scene, { ...place, cover: care.cover }, 'care');
	addInspection(scene, { ...place, cover: care.cover }, 'clean');
	scene.decoy(place.organisation, 'careInTheSameTower');
}

/** A room let again after a school closed, to somebody else in another trade. */
function roomLetAgain(scene: Scene): void {
	const school = addSchool(scene, { closedOn: scene.dayBetween('2021-08-01', '2023-06-30') });
	const [, guise] = scene.random.pick(GUISES);
	const place = addBusiness(scene, {
		kind: 'decoy',
		...guise,
		room: school.room,
		establishedOn: scene.dayBetween('2021-10-01', addDays(scene.world.asOf, -90)),
	});
	if (scene.random.chance(0.6)) addComplaint(scene, { ...place, cover: guise.cover }, 'other');
	addInspection(scene, { ...place, cover: guise.cover }, 'clean');
	scene.decoy(place.organisation, 'roomLetAgain');
}

/** A business whose register carries the phone of an agent who registers hundreds, a closed school among them. */
function agentsPhone(scene: Scene): void {
	const phone = scene.random.pick(scene.world.agentPhones);
	addSchool(scene, { closedOn: scene.dayBetween('2021-08-01', '2023-06-30'), phone });
	const [, guise] = scene.random.pick(GUISES);
	const place = addBusiness(scene, { kind: 'decoy', ...guise, phone });
	scene.decoy(place.organisation, 'agentsPhone');
}

/** Accused without ground: a complaint that says it plainly, an inspection that refutes it. */
function refuted(scene: Scene): void {
	const [, guise] = scene.random.pick(GUISES);
	const place = addBusiness(scene, { kind: 'decoy', ...guise });
	const day = scene.recentDay(300);
	addComplaint(scene, { ...place, cover: guise.cover }, 'plain', day);
	addInspection(scene, { ...place, cover: guise.cover }, 'clean', scene.dayBetween(day, scene.world.asOf));
	scene.decoy(place.organisation, 'refuted');
}

/** The same brand as a closed school in another county, and nothing else in common. */
function brandAlone(scene: Scene): void {
	const school = addSchool(scene, { closedOn: scene.dayBetween('2021-08-01', '2023-06-30') });
	const [, guise] = scene.random.pick(GUISES);
	const place = addBusiness(scene, { kind: 'decoy', ...guise, brand: school.brand });
	scene.decoy(place.organisation, 'brandAlone');
}

const HARMLESS = [
	['schoolRunCare', '学校课后延时托管由本校教师看护，家长对收费标准有疑问，'],
	['bankCustody', '咨询预收费银行托管账户如何查询余额，担心资金安全，'],
	['adultEnglish', '成人英语口语班老师更换频繁，要求退款，'],
	['chess', '围棋思维课换了教练没有通知家长，'],
] as const;

/** Texts with the words of hidden training that mean something else: school-run care, bank custody, adult courses. */
function harmlessWords(scene: Scene): void {
	const [, guise] = scene.random.pick(GUISES);
	const place = addBusiness(scene, { kind: 'decoy', ...guise });
	const [type, words] = scene.random.pick(HARMLESS);
	const day = scene.recentDay(300);
	scene.add(
		'complaint',
		place.organisation,
		{
			receivedAt: scene.instant(day),
			channel: '12345',
			type: 'OTHER',
			content: `${place.name}：${words}请解答。`,
			name: place.name,
			divisionCode: scene.county.code,
		},
		{
			id: `${day.replaceAll('-', '')}9${String(scene.number).padStart(7, '0')}`,
			fileDay: day,
			complainant: { name: scene.person().name, phone: scene.phone() },
		},
	);
	scene.decoy(place.organisation, type);
}

/** The innocent twin of a front: same kind of name, scope and register, an honest advertisement. */
function twin(scene: Scene): void {
	const guise = scene.random.weighted(GUISES);
	const place = addBusiness(scene, { kind: 'decoy', ...guise, noTraining: scene.random.chance(0.3), room: newRoom(scene) });
	// Neighbours and flyers of honest care say the same as of the other kind; now and then one even hints.
	if (scene.random.chance(0.2)) addComplaint(scene, { ...place, cover: guise.cover }, scene.random.chance(0.25) ? 'hint' : 'faint');
	if (scene.random.chance(0.5)) addAdvertisement(scene, { ...place, cover: guise.cover }, scene.random.chance(0.4) ? 'faint' : 'other');
	if (scene.random.chance(0.3)) addComplaint(scene, { ...place, cover: guise.cover }, guise.guise === '托管' ? 'care' : 'other');
	scene.decoy(place.organisation, 'twin');
}

/** All decoys with their shares; a twin is by far the most common. */
export const DECOYS: readonly (readonly [number, (scene: Scene) => void])[] = [
	[10, twin],
	[3, careInTheSameTower],
	[3, roomLetAgain],
	[2, agentsPhone],
	[3, refuted],
	[2, brandAlone],
	[3, harmlessWords],
];
