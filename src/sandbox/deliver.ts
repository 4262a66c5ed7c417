/** From scenes to agencies: dresses every row for the tables that take it and hands it over, with bounded memory. */
import { addDays, type Day } from '#core/days.ts';
import type { Kind } from '#core/kinds.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { Progress } from '#core/ports.ts';
import type { Intaker } from './agencies/agency.ts';
import { FIRST_DAYS, openLines, openWorkbook } from './agencies/files.ts';
import { openMysql } from './agencies/mysql.ts';
import { openPostgres } from './agencies/postgres.ts';
import { openInterface } from './agencies/rest-records.ts';
import { createDresser, type Dresser } from './dress/dresser.ts';
import type { Draft, Person, SceneYield } from './generate/draft.ts';
import { type SandboxFacts, type Told, TruthWriter } from './truth.ts';

export interface Delivering {
	readonly sources: readonly SourceMapping[];
	readonly seed: string;
	readonly dirt: number;
	readonly folder: string;
	/** Null: no truth is written. */
	readonly truthFolder: string | null;
	readonly mode: 'fresh' | 'changes';
	readonly on: Day;
	readonly scenes: Iterable<SceneYield>;
	/** Scenes whose rows stand in monthly workbooks again; only when a month begins. */
	readonly monthly?: Iterable<SceneYield>;
	readonly province: string;
	readonly progress?: Progress;
}

// Scenes between two looks at whether the agencies keep up: fewer costs time, more costs memory (about 20 kB a scene at most).
const SCENES_PER_PAUSE = 200;

interface Agency {
	readonly source: SourceMapping;
	readonly dressers: readonly Dresser[];
	readonly intaker: Intaker;
	readonly restrict: (person: Person) => void;
}

/** Delivers all scenes; gives what was planted and the newest stamp (ms). After a failure every agency is let go of. */
export async function deliver(task: Delivering): Promise<{ facts: SandboxFacts; newestStampedAt: number }> {
	const agencies: Agency[] = [];
	const truth = new TruthWriter();
	try {
		await openAll(task, agencies);
		if (task.truthFolder !== null) await truth.open(task.truthFolder);
		const newestStampedAt = await deliverScenes(task, agencies, truth);
		const books = dressersByKind(agencies.filter(({ source }) => source.connector.type === 'xlsx'));
		for (const scene of task.monthly ?? []) for (const draft of scene.drafts) hand(draft, books, []);
		for (const agency of agencies) await agency.intaker.close();
		return { facts: await truth.close(task.province), newestStampedAt };
	} catch (error) {
		for (const agency of agencies) await agency.intaker.abort();
		truth.abort();
		throw error;
	}
}

async function deliverScenes(task: Delivering, agencies: readonly Agency[], truth: TruthWriter): Promise<number> {
	const byKind = dressersByKind(agencies);
	let newestStampedAt = 0;
	let count = 0;
	for (const scene of task.scenes) {
		const told: Told[] = [];
		for (const draft of scene.drafts) {
			newestStampedAt = Math.max(newestStampedAt, draft.stampedAt);
			hand(draft, byKind, told);
		}
		for (const person of scene.restricted) for (const agency of agencies) agency.restrict(person);
		truth.scene(scene, told);
		if (++count % SCENES_PER_PAUSE === 0) {
			for (const agency of agencies) await agency.intaker.ready();
			await truth.ready();
			task.progress?.advance(SCENES_PER_PAUSE);
		}
	}
	return newestStampedAt;
}

function hand(draft: Draft, byKind: ReadonlyMap<Kind, readonly (readonly [Dresser, Intaker])[]>, told: Told[]): void {
	const taken = byKind.get(draft.kind)?.find(([dresser]) => dresser.accepts(draft));
	if (taken === undefined) return;
	const [dresser, intaker] = taken;
	const row = dresser.dress(draft);
	intaker.add({ row, draft, dresser });
	told.push({ row, draft, dresser });
}

function dressersByKind(agencies: readonly Agency[]): Map<Kind, [Dresser, Intaker][]> {
	const out = new Map<Kind, [Dresser, Intaker][]>();
	for (const { dressers, intaker } of agencies) {
		for (const dresser of dressers) out.set(dresser.table.kind, [...(out.get(dresser.table.kind) ?? []), [dresser, intaker]]);
	}
	return out;
}

async function openAll(task: Delivering, out: Agency[]): Promise<void> {
	for (const source of task.sources) {
		const dressers = source.tables.map((table) => createDresser(source, table, task));
		// A monthly workbook holds everything: without the whole month to write, the old one stays.
		if (source.connector.type === 'xlsx' && task.mode === 'changes' && task.monthly === undefined) continue;
		out.push(await open(source, dressers, task));
	}
}

async function open(source: SourceMapping, dressers: readonly Dresser[], { mode, on, folder }: Delivering): Promise<Agency> {
	const span = { from: mode === 'fresh' ? addDays(on, 1 - FIRST_DAYS) : on, to: on };
	const none = () => {};
	switch (source.connector.type) {
		case 'postgres':
			return { source, dressers, intaker: await openPostgres(source, dressers, mode), restrict: none };
		case 'mysql':
			return { source, dressers, intaker: await openMysql(source, dressers, mode), restrict: none };
		case 'xlsx':
			return { source, dressers, intaker: await openWorkbook(source, dressers, span, mode), restrict: none };
		case 'csv':
		case 'ndjson':
			return { source, dressers, intaker: await openLines(source, span, mode), restrict: none };
		case 'rest': {
			const intaker = await openInterface(source, folder, mode);
			return { source, dressers, intaker, restrict: source.verify ? intaker.restrict : none };
		}
	}
}
