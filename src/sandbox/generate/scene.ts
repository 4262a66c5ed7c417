/**
 * A scene: a few organisations, people and the rows about them, made from one seed and one number. Scenes know nothing
 * of each other, so any of them can be made again (the next day's changes do), and a province streams scene by scene.
 */
import { addDays, type Day, daysBetween } from '#core/days.ts';
import type { Kind } from '#core/kinds.ts';
import { createRandom, type Random } from '#sandbox/random.ts';
import type { Draft, DraftFields, Person, PlantedDecoy, PlantedFinding, PlantedSuccession, SceneYield } from './draft.ts';
import { personName } from './names.ts';
import { creditCode, identityNumber, licenceDigits, mobileNumber, scatteredId } from './numbers.ts';
import type { County, Province } from './province.ts';

/** What all scenes of a province share. */
export interface World {
	readonly seed: string;
	readonly asOf: Day;
	readonly province: Province;
	/** Phones of registration agents: each stands in many innocent registrations. */
	readonly agentPhones: readonly string[];
}

/** Numbers of a scene and its rows must fit into 32 bits: 512 rows a scene leave room for eight million scenes. */
export const MAX_SCENES = 6_000_000;
const ROWS_PER_SCENE = 700;
const ORGANISATIONS_PER_SCENE = 16;
const PEOPLE_PER_SCENE = 64;
const SHANGHAI = '+08:00';

/** What a draft may carry besides its fields. */
export type DraftExtras = Pick<Draft, 'complainant' | 'fileDay' | 'unusable'> & { readonly id?: string; readonly touchedOn?: Day };

/** Makes the rows of one scene; the recipes of `scenes/` call it. */
export class Scene {
	readonly random: Random;
	readonly world: World;
	readonly number: number;
	readonly county: County;
	/** Certificates issued so far, by person id: nobody gets two, however many schools declare the person. */
	readonly certificates = new Map<string, string>();
	readonly #out = {
		drafts: [] as Draft[],
		organisations: [] as { id: string; kind: string }[],
		findings: [] as PlantedFinding[],
		successions: [] as PlantedSuccession[],
		decoys: [] as PlantedDecoy[],
		restricted: [] as Person[],
		personal: [] as { draftId: string; words: string }[],
	};
	#people = 0;
	#codes = 0;
	#licences = 0;
	#phones = 0;

	constructor(world: World, number: number) {
		if (number >= MAX_SCENES) throw new RangeError(`a province has at most ${MAX_SCENES} scenes`);
		this.world = world;
		this.number = number;
		this.random = createRandom(world.seed, 'scene', number);
		this.county = world.province.county(this.random);
	}

	/** Everything made so far. */
	get result(): SceneYield {
		return this.#out;
	}

	/** How many rows the scene has made; tells rows of one day and kind apart. */
	get rowCount(): number {
		return this.#out.drafts.length;
	}

	/** Founds an organisation of the truth and gives its id. */
	organisation(kind: string): string {
		const id = `O${this.number}-${this.#out.organisations.length}`;
		this.#out.organisations.push({ id, kind });
		return id;
	}

	/** A new person; `age` in years on the as-of day. */
	person(age: readonly [number, number] = [24, 62]): Person {
		const serial = this.number * PEOPLE_PER_SCENE + (this.#people % PEOPLE_PER_SCENE);
		const birthYear = Number(this.world.asOf.slice(0, 4)) - this.random.between(age[0], age[1]);
		const number = identityNumber(serial, birthYear);
		const male = Number(number[16]) % 2 === 1;
		const id = `P${this.number}-${this.#people++}`;
		return { id, name: personName(this.random, male), male, birthYear, identityNumber: number, phone: this.phone() };
	}

	/** A mobile number; the first sixteen of a scene are nobody else's, further ones (whole school rosters) only rarely so. */
	phone(): string {
		const ordinal = this.#phones++;
		const own = this.number * ORGANISATIONS_PER_SCENE + ordinal;
		return mobileNumber(ordinal < ORGANISATIONS_PER_SCENE ? own : this.random.between(0, 99_999_999));
	}

	/** A credit code of this county; `prefix` "91", "92" or "52". */
	creditCode(prefix: string, on: Day, county: County = this.county): string {
		return creditCode(prefix, county.code, this.number * ORGANISATIONS_PER_SCENE + this.#codes++, on >= '2015-10-01');
	}

	/** The digits of a licence of this county. */
	licenceNo(on: Day): string {
		return licenceDigits(this.county.code, this.number * 2 + (this.#licences++ % 2), on < '2015-01-01');
	}

	/** A day in [from, to]; the earlier one when they are the wrong way round. */
	dayBetween(from: Day, to: Day): Day {
		return addDays(from, Math.floor(this.random.next() * Math.max(0, daysBetween(from, to) + 1)));
	}

	/** A day at most `days` before the as-of day; recent days come up more often. */
	recentDay(days: number): Day {
		return addDays(this.world.asOf, -Math.floor(this.random.next() ** 1.7 * days));
	}

	/** An instant of a day between two hours of the clock. */
	instant(day: Day, hours: readonly [number, number] = [7, 22]): string {
		const part = (value: number) => String(value).padStart(2, '0');
		const time = `${part(this.random.between(hours[0], hours[1]))}:${part(this.random.between(0, 59))}:${part(this.random.between(0, 59))}`;
		return `${day}T${time}${SHANGHAI}`;
	}

	/** Adds a row; `organisation` is whom it is of or about (null: nobody). Gives the draft's id. */
	add<K extends Kind>(kind: K, organisation: string | null, fields: DraftFields<K>, extras: DraftExtras = {}): string {
		const { touchedOn, id: given, ...rest } = extras;
		const ordinal = this.#out.drafts.length;
		if (ordinal >= ROWS_PER_SCENE) throw new RangeError(`scene ${this.number} makes more than ${ROWS_PER_SCENE} rows`);
		const id = given ?? String(scatteredId(this.number * ROWS_PER_SCENE + ordinal, 17));
		const stampedAt = this.#stamp(touchedOn ?? latestDay(fields, this.world.asOf));
		this.#out.drafts.push({ kind, organisation, fields, id, stampedAt, ...rest });
		return id;
	}

	finding(organisation: string, type: string, more: Partial<PlantedFinding> = {}): void {
		this.#out.findings.push({ organisation, person: null, type, guise: null, strength: 'clear', ...more });
	}

	succession(planted: PlantedSuccession): void {
		this.#out.successions.push(planted);
	}

	decoy(organisation: string, type: string): void {
		this.#out.decoys.push({ organisation, type });
	}

	restrict(person: Person): void {
		this.#out.restricted.push(person);
	}

	personal(draftId: string, words: string): void {
		this.#out.personal.push({ draftId, words });
	}

	/** Agencies touch rows some days after the fact; half of them in a nightly batch, so that many rows share one stamp. */
	#stamp(day: Day): number {
		const last = Math.max(0, daysBetween(day, this.world.asOf) - 1);
		const touched = addDays(day, Math.min(last, Math.floor(this.random.next() ** 2 * 400)));
		const midnight = Date.parse(`${touched}T00:00:00${SHANGHAI}`);
		return this.random.chance(0.5) ? midnight + 2 * 3_600_000 : midnight + this.random.between(0, 86_399_999);
	}
}

/** The latest day up to the as-of day that stands in the fields: nobody writes a row before what it tells. */
function latestDay(fields: Readonly<Record<string, unknown>>, asOf: Day): Day {
	let latest = '2018-01-01';
	for (const value of Object.values(fields)) {
		if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}(T|$)/.test(value)) continue;
		const day = value.slice(0, 10);
		if (day > latest && day <= asOf) latest = day;
	}
	return latest;
}
