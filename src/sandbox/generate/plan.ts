/**
 * Which scene stands at which number: shares of the businesses, each kind at least once, in an order that only the
 * seed knows. One byte a scene, so a million businesses cost a megabyte.
 */
import type { Day } from '#core/days.ts';
import { createRandom } from '#sandbox/random.ts';
import type { SceneYield } from './draft.ts';
import { mobileNumber } from './numbers.ts';
import { createProvince } from './province.ts';
import { MAX_SCENES, Scene, type World } from './scene.ts';
import { DECOYS } from './scenes/decoys.ts';
import { falseClosure, freshFront, rebrandedFront, renamedCompany, unlicensedTraining, unregisteredPlace } from './scenes/fronts.ts';
import { admittedInstitution, nobody, ordinaryBusiness, otherNonprofit, publicSchool, unusableRows } from './scenes/ordinary.ts';
import {
	BREACHES,
	closedForGood,
	goodSchool,
	inServiceTeacher,
	lateLesson,
	lawfulConversion,
	lessonToTheMinute,
} from './scenes/schools.ts';

/** A recipe, its share of the businesses, and how many registered businesses it brings. */
interface Recipe {
	readonly share: number;
	readonly businesses: number;
	readonly make: (scene: Scene) => void;
}

const recipe = (share: number, businesses: number, make: (scene: Scene) => void): Recipe => ({ share, businesses, make });

/** Every recipe but the ordinary business, which fills what is left. */
const RECIPES: readonly Recipe[] = [
	recipe(0.0055, 1, rebrandedFront),
	recipe(0.001, 1, renamedCompany),
	recipe(0.0055, 1, freshFront),
	recipe(0.001, 1, falseClosure),
	recipe(0.0015, 0, unregisteredPlace),
	recipe(0.002, 1, unlicensedTraining),
	recipe(0.005, 0, goodSchool),
	recipe(0.022, 0, closedForGood),
	recipe(0.001, 0, lawfulConversion),
	recipe(0.001, 0, inServiceTeacher),
	recipe(0.0008, 0, lateLesson),
	recipe(0.0005, 0, lessonToTheMinute),
	...BREACHES.map(([, make]) => recipe(0.0004, 0, make)),
	...DECOYS.map(([weight, make]) => recipe(0.0012 * weight, 1, make)),
	recipe(0.007, 0, publicSchool),
	recipe(0.016, 0, otherNonprofit),
	recipe(0.018, 1, admittedInstitution),
	recipe(0.012, 0, nobody),
	recipe(0.0003, 0, unusableRows),
];

/** What a later day brings, in turn. */
const NEWCOMERS = [ordinaryBusiness, ordinaryBusiness, nobody, rebrandedFront, goodSchool, ordinaryBusiness, freshFront, lateLesson];

/** A province before its agencies exist: scenes by number. */
export interface Plan {
	readonly world: World;
	/** How many scenes the first day has. */
	readonly scenes: number;
	/** Rows and truth of a scene; the same whenever it is asked. */
	scene(number: number): SceneYield;
	/** A scene of a later day; `number` from `scenes` on, so that its keys are nobody else's. */
	newcomer(number: number, on: Day): SceneYield;
	/** Whether a scene is an ordinary business: one whose rows may change without touching the truth. */
	isOrdinary(number: number): boolean;
}

/** The plan of a province. @throws RangeError for more businesses than the numbers of a scene can tell apart. */
export function createPlan(options: { businesses: number; seed: string; asOf: Day }): Plan {
	const { businesses, seed, asOf } = options;
	const counts = RECIPES.map((r) => Math.max(1, Math.round(r.share * businesses)));
	const planted = counts.reduce((sum, count, i) => sum + count * (RECIPES[i]?.businesses ?? 0), 0);
	const ordinary = Math.max(1, businesses - planted);
	const total = ordinary + counts.reduce((sum, count) => sum + count, 0);
	if (total * 1.1 > MAX_SCENES) throw new RangeError(`a sandbox holds at most ${Math.floor(MAX_SCENES / 1.2)} businesses`);
	const order = shuffled(counts, total, seed);
	const world: World = { seed, asOf, province: createProvince(seed, businesses), agentPhones: agentPhones(seed, businesses) };
	return {
		world,
		scenes: total,
		isOrdinary: (number) => order[number] === RECIPES.length,
		scene(number) {
			const scene = new Scene(world, number);
			const make = RECIPES[order[number] ?? RECIPES.length]?.make ?? ordinaryBusiness;
			make(scene);
			return scene.result;
		},
		newcomer(number, on) {
			const scene = new Scene({ ...world, asOf: on }, number);
			NEWCOMERS[number % NEWCOMERS.length]?.(scene);
			return scene.result;
		},
	};
}

function shuffled(counts: readonly number[], total: number, seed: string): Uint8Array {
	const order = new Uint8Array(total).fill(counts.length);
	let at = 0;
	counts.forEach((count, index) => {
		order.fill(index, at, at + count);
		at += count;
	});
	const random = createRandom(seed, 'order');
	for (let i = total - 1; i > 0; i--) {
		const j = random.between(0, i);
		[order[i], order[j]] = [order[j] as number, order[i] as number];
	}
	return order;
}

// One agent for about 1500 businesses: with 8% of them that is 120 registrations a phone, common enough to mean nothing.
const BUSINESSES_PER_AGENT = 1500;

function agentPhones(seed: string, businesses: number): string[] {
	const random = createRandom(seed, 'agents');
	const count = Math.max(2, Math.ceil(businesses / BUSINESSES_PER_AGENT));
	return Array.from({ length: count }, () => mobileNumber(99_000_000 + random.between(0, 999_999)));
}
