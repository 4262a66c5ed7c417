/**
 * Rows that speak about a place: complaints, advertisements, inspections, penalties, incidents. A row names its place
 * as people do: whole, by brand alone, by address alone.
 */
import { addDays, type Day } from '#core/days.ts';
import type { PlantedFinding } from './draft.ts';
import { personName } from './names.ts';
import { type AddressDepth, type Room, writeAddress } from './province.ts';
import type { Scene } from './scene.ts';
import * as texts from './texts.ts';

/** A place that texts are about. */
export interface Place {
	/** Null: nobody's (a place that no record knows). */
	readonly organisation: string | null;
	readonly name: string;
	readonly brand: string;
	readonly room: Room;
	readonly cover: readonly string[];
	readonly phone?: string;
	readonly wechat?: string;
	readonly teacher?: string;
	readonly creditCode?: string | null;
}

/** How a text is meant: says it plainly, hints at it, says what fits the innocent too, speaks of care only, or of something else. */
export type Tone = 'plain' | 'hint' | 'faint' | 'care' | 'other';

const COMPLAINTS = {
	plain: texts.plainComplaint,
	hint: texts.hintComplaint,
	faint: texts.faintComplaint,
	care: texts.careComplaint,
	other: texts.ordinaryComplaint,
};
// Shares of tickets in which the writer names himself, or a pupil with the class: what redaction must find.
const NAMES_HIMSELF = 0.03;
const NAMES_A_PUPIL = 0.01;

/** How the place is written by someone who is no clerk: name whole or short, address to the room or only the road. */
function asReported(scene: Scene, place: Place): { name: string | null; address: string | null; called: string } {
	const { random } = scene;
	const name = random.weighted([
		[5, place.name || null],
		[3, place.brand],
		[1, `${place.brand}${random.pick(['教育', '培训', '学校'])}`],
		[1, null],
	] as const);
	const depth = random.weighted<AddressDepth | null>([
		[5, 'room'],
		[3, 'building'],
		[1, 'road'],
		[name === null ? 0 : 2, null],
	]);
	return { name, address: depth === null ? null : writeAddress(random, place.room, depth), called: name ?? '' };
}

/** A hotline ticket. Its complainant stands in columns of their own, and now and then in the text itself. */
export function addComplaint(scene: Scene, place: Place, tone: Tone, on?: Day): void {
	const { random } = scene;
	const day = on ?? scene.recentDay(700);
	const reported = asReported(scene, place);
	const complainant = { name: personName(random, random.chance(0.4)), phone: scene.phone() };
	let content = COMPLAINTS[tone](random, { ...place, name: reported.called });
	content = content.replace(/，$/, '。');
	const personal: string[] = [];
	if (random.chance(NAMES_HIMSELF)) {
		const words = random.pick([`我的电话${complainant.phone}`, `我叫${complainant.name}`, `联系人${complainant.name}${complainant.phone}`]);
		content += `${words}。`;
		personal.push(...[complainant.phone, complainant.name].filter((word) => words.includes(word)));
	}
	if (random.chance(NAMES_A_PUPIL)) {
		const pupil = personName(random, random.chance(0.5));
		content += `孩子叫${pupil}，${random.pick(['三', '四', '五'])}年级${random.between(1, 8)}班。`;
		personal.push(pupil);
	}
	const type =
		tone === 'care'
			? 'CHILDCARE'
			: tone === 'other'
				? random.pick(['OTHER', 'REFUND', 'FALSE_ADVERTISING'] as const)
				: random.pick(['IRREGULAR_TRAINING', 'IRREGULAR_TRAINING', 'UNLICENSED', 'REFUND', 'OTHER'] as const);
	const serial = `${String(scene.number).padStart(7, '0')}${String(scene.rowCount).padStart(3, '0')}`;
	const draftId = scene.add(
		'complaint',
		place.organisation,
		{
			receivedAt: scene.instant(day),
			channel: random.pick(['12345', '12345', '12315', '网格', '信访']),
			type,
			content,
			name: reported.name,
			address: reported.address,
			divisionCode: place.room.building.county.code,
		},
		{ id: `${day.replaceAll('-', '')}${serial}`, complainant, fileDay: day },
	);
	for (const words of personal) scene.personal(draftId, words);
}

/** An advertisement caught by monitoring. */
export function addAdvertisement(scene: Scene, place: Place, tone: 'plain' | 'hint' | 'faint' | 'other', on?: Day): void {
	const { random } = scene;
	const reported = asReported(scene, place);
	const shown = reported.name ?? place.brand;
	const about = { ...place, name: shown };
	scene.add('advertisement', place.organisation, {
		publishedOn: on ?? scene.recentDay(700),
		medium: random.pick(['户外', '公众号', '朋友圈', '短视频', '电梯', '传单']),
		content: tone === 'other' ? texts.ordinaryAdvertisement(random, about) : texts.trainingAdvertisement(random, about, tone),
		name: shown,
		phones: place.phone && random.chance(0.8) ? [place.phone] : null,
		address: reported.address,
		divisionCode: place.room.building.county.code,
	});
}

/** An inspection: finds subjects taught, a hint, or nothing. */
export function addInspection(scene: Scene, place: Place, found: 'guilty' | 'mild' | 'clean', on?: Day): void {
	const { random } = scene;
	const findings = {
		guilty: () => texts.guiltyInspection(random, { ...place, name: place.name }),
		mild: () => texts.mildInspection(random),
		clean: () => texts.cleanInspection(random),
	}[found]();
	scene.add('inspection', place.organisation, {
		inspectedOn: on ?? scene.recentDay(600),
		name: random.chance(0.9) ? place.name : place.brand,
		address: writeAddress(random, place.room, random.pick(['room', 'room', 'building'])),
		creditCode: place.creditCode && random.chance(0.4) ? place.creditCode : null,
		divisionCode: place.room.building.county.code,
		method: random.pick(['双随机', '暗访', '联合检查', '回头看', '群众举报', '网格巡查']),
		findings,
		outcome: found === 'guilty' ? random.pick(['RECTIFY', 'STOP_NOTICE', 'CASE', 'SEALED', 'BANNED'] as const) : 'NONE',
		fine: found === 'guilty' && random.chance(0.3) ? String(random.pick([5000, 10_000, 30_000])) : null,
	});
}

/** A penalty by market regulation; for training, or for something else. */
export function addPenalty(scene: Scene, place: Place, training: boolean, on?: Day): Day {
	const { random } = scene;
	const decidedOn = on ?? scene.recentDay(900);
	const serial = `${decidedOn.slice(0, 4)}〕${scene.number}${String(scene.rowCount).padStart(3, '0')}号`;
	scene.add(
		'penalty',
		place.organisation,
		{
			creditCode: place.creditCode ?? null,
			name: place.name,
			actType: training
				? random.pick(['无证办学', '发布违法培训广告', '超范围经营'])
				: random.pick(['未按规定公示', '食品安全', '计量违法']),
			facts: training ? texts.trainingPenalty(random, place) : texts.ordinaryPenalty(random),
			fine: String(random.pick([1000, 5000, 10_000, 20_000, 50_000])),
			decidedOn,
		},
		{ id: `${place.room.building.county.name.slice(0, 2)}市监罚〔${serial}` },
	);
	return decidedOn;
}

/** A police incident. */
export function addIncident(scene: Scene, place: Place, guilty: boolean, on?: Day): void {
	const { random } = scene;
	const day = on ?? scene.recentDay(600);
	const reported = asReported(scene, place);
	scene.add(
		'incident',
		place.organisation,
		{
			occurredAt: scene.instant(day, [9, 22]),
			category: guilty
				? random.pick(['UNLICENSED_REPORT', 'REFUND_DISPUTE', 'CROWD', 'ABSCONDED'] as const)
				: random.pick(['OTHER', 'NUISANCE'] as const),
			name: reported.name,
			address: reported.address,
			divisionCode: place.room.building.county.code,
			summary: texts.incidentSummary(random, { ...place, name: reported.called }, guilty),
		},
		{
			id: `JQ${day.slice(2).replaceAll('-', '')}${String(scene.number).padStart(7, '0')}${String(scene.rowCount).padStart(3, '0')}`,
			touchedOn: day,
		},
	);
}

/** Leads about a place that teaches in secret: plain ones, hints from at least two agencies that prove nothing alone, or what fits the innocent as well. */
export function addLeads(scene: Scene, place: Place, strength: PlantedFinding['strength'], since: Day): void {
	const { random } = scene;
	const { asOf } = scene.world;
	const earliest = since > addDays(asOf, -500) ? since : addDays(asOf, -500);
	const day = () => scene.dayBetween(earliest, asOf);
	if (strength === 'undetectable') {
		addComplaint(scene, place, 'faint', day());
		addAdvertisement(scene, place, 'faint', day());
		return;
	}
	if (strength === 'clear') {
		for (let i = random.between(1, 4); i > 0; i--) addComplaint(scene, place, random.chance(0.75) ? 'plain' : 'hint', day());
		if (random.chance(0.6)) addAdvertisement(scene, place, random.chance(0.7) ? 'plain' : 'hint', day());
		if (random.chance(0.4)) addInspection(scene, place, 'guilty', day());
		if (random.chance(0.25)) addIncident(scene, place, true, day());
		if (random.chance(0.12)) addPenalty(scene, place, true, day());
		return;
	}
	addComplaint(scene, place, 'hint', day());
	if (random.chance(0.6)) addComplaint(scene, place, random.chance(0.7) ? 'hint' : 'faint', day());
	addAdvertisement(scene, place, 'hint', day());
	if (random.chance(0.3)) addInspection(scene, place, 'mild', day());
}
