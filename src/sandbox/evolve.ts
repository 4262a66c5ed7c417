/** The next day of a province: a few rows change in place, new ones come, and some were stamped before yesterday's newest. */
import { addDays, type Day } from '#core/days.ts';
import { createRandom } from '#sandbox/random.ts';
import type { Draft, SceneYield } from './generate/draft.ts';
import { mobileNumber } from './generate/numbers.ts';
import type { Plan } from './generate/plan.ts';
import type { SandboxFacts } from './truth.ts';

/** What a day has brought. */
export interface NextDay {
	readonly on: Day;
	readonly facts: SandboxFacts;
	/** Ids of scenes' rows that were changed in place. */
	readonly updated: number;
	/** Rows stamped before the newest stamp of the day before: only a read with an overlap sees them. */
	readonly lateCommits: number;
}

export interface Changes {
	readonly scenes: readonly SceneYield[];
	/** All scenes with rows of monthly workbooks, when a month begins. */
	readonly monthly?: Iterable<SceneYield>;
	readonly newcomers: number;
	readonly updated: number;
	readonly lateCommits: number;
}

// One row in a thousand changes a day, and half as many are new: what the hub's incremental night is measured by.
const UPDATED_SHARE = 0.001;
const NEWCOMER_SHARE = 0.0005;
const LATE_COMMITS = 3;

/** The changes of a day; the same for the same plan and day. */
export function changesOf(plan: Plan, day: { on: Day; newestStampedAt: number; newcomers: number }): Changes {
	const random = createRandom(plan.world.seed, 'day', day.on);
	const stampedAt = () => Date.parse(`${day.on}T08:00:00+08:00`) + random.between(0, 10 * 3_600_000);
	const updated = ordinaryNumbers(plan, random, Math.max(3, Math.round(plan.scenes * UPDATED_SHARE))).map((number) =>
		updatedScene(plan.scene(number), mobileNumber(98_000_000 + random.between(0, 999_999)), stampedAt()),
	);
	const count = Math.max(LATE_COMMITS + 8, Math.round(plan.scenes * NEWCOMER_SHARE));
	let late = 0;
	const newcomers = Array.from({ length: count }, (_, i) => {
		const scene = plan.newcomer(plan.scenes + day.newcomers + i, day.on);
		const isLate = late < LATE_COMMITS && scene.drafts.length > 0;
		if (isLate) late++;
		const at = isLate ? day.newestStampedAt - random.between(20, 50) * 60_000 : stampedAt();
		return restamped(scene, at, day.on);
	});
	const scenes = [...updated, ...newcomers];
	const total = day.newcomers + count;
	const changes = { scenes, newcomers: total, updated: updated.length, lateCommits: late };
	return day.on.endsWith('-01') ? { ...changes, monthly: everyScene(plan, day.newcomers) } : changes;
}

function ordinaryNumbers(plan: Plan, random: ReturnType<typeof createRandom>, count: number): number[] {
	const found = new Set<number>();
	for (let attempt = 0; attempt < count * 20 && found.size < count; attempt++) {
		const number = random.between(0, plan.scenes - 1);
		if (plan.isOrdinary(number)) found.add(number);
	}
	return [...found];
}

const NOTHING_PLANTED = { organisations: [], findings: [], successions: [], decoys: [], restricted: [], personal: [] } as const;

/** An ordinary business gives a new telephone number; nothing else of its scene is touched. */
function updatedScene(scene: SceneYield, phone: string, stampedAt: number): SceneYield {
	const drafts = scene.drafts
		.filter((draft) => draft.kind === 'registration')
		.slice(0, 1)
		.map((draft) => ({ ...draft, fields: { ...draft.fields, phones: [phone] }, stampedAt }) as Draft);
	return { ...NOTHING_PLANTED, drafts };
}

/** Rows of a new day carry its stamps; files of that day hold them. */
function restamped(scene: SceneYield, stampedAt: number, on: Day): SceneYield {
	const drafts = scene.drafts.map((draft) => ({ ...draft, stampedAt, ...(draft.fileDay === undefined ? {} : { fileDay: on }) }));
	return { ...scene, drafts };
}

function* everyScene(plan: Plan, newcomersBefore: number): Iterable<SceneYield> {
	for (let number = 0; number < plan.scenes; number++) yield plan.scene(number);
	for (let i = 0; i < newcomersBefore; i++) yield plan.newcomer(plan.scenes + i, addDays(plan.world.asOf, 1));
}
