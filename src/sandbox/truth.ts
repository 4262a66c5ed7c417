/**
 * What is true of the province: which rows are one organisation, which are one person, what was planted. Kept beside the
 * province for tests and benchmarks, never read by the hub.
 */
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MENTION_KINDS, REGISTRATION_KINDS } from '#core/kinds.ts';
import type { RecordRef } from '#core/records.ts';
import type { DressedRow, Dresser } from '#sandbox/dress/dresser.ts';
import type { Draft, PlantedDecoy, PlantedFinding, PlantedSuccession, SceneYield } from '#sandbox/generate/draft.ts';

/** Something planted, with the rows of the organisation that it is about. */
export type Located<T> = T & { readonly records: readonly RecordRef[] };

/** What was planted, for assertions; whole lists, a few per cent of the businesses. */
export interface SandboxFacts {
	/** Province whose counties were used. */
	readonly province: string;
	/** Rows by canonical kind. */
	readonly rows: Readonly<Record<string, number>>;
	readonly findings: readonly Located<PlantedFinding>[];
	readonly decoys: readonly Located<PlantedDecoy>[];
	readonly successions: readonly PlantedSuccession[];
	/** Rows in which nothing can be used. */
	readonly unusable: readonly RecordRef[];
	/** Words that must not get past intake: complainants and pupils named in texts. */
	readonly personal: readonly { readonly ref: RecordRef; readonly words: string }[];
}

/** A row that was delivered, for the truth of its scene. */
export interface Told {
	readonly draft: Draft;
	readonly row: DressedRow;
	readonly dresser: Dresser;
}

const FILES = [
	'organisations',
	'people',
	'successions',
	'findings',
	'decoys',
	'mentions-nobody',
	'set-aside',
	'lost-values',
	'personal',
] as const;
type FileName = (typeof FILES)[number];

/** Collects the truth scene by scene; writes NDJSON files when a folder is given. */
export class TruthWriter {
	readonly #streams = new Map<FileName, WriteStream>();
	readonly #rows: Record<string, number> = {};
	readonly #facts = {
		findings: [] as Located<PlantedFinding>[],
		decoys: [] as Located<PlantedDecoy>[],
		successions: [] as PlantedSuccession[],
		unusable: [] as RecordRef[],
		personal: [] as { ref: RecordRef; words: string }[],
	};

	/** Opens the files of `folder`, which is made when missing. */
	async open(folder: string): Promise<void> {
		await mkdir(folder, { recursive: true });
		for (const name of FILES) this.#streams.set(name, createWriteStream(join(folder, `${name}.ndjson`)));
	}

	/** Takes the truth of one scene and where its rows ended up. */
	scene(truth: SceneYield, told: readonly Told[]): void {
		const refs = new Map(told.map((one) => [one.draft, refOf(one)] as const));
		const ofOrganisation = Map.groupBy(told, ({ draft }) => draft.organisation);
		const recordsOf = (id: string) => (ofOrganisation.get(id) ?? []).map(({ draft }) => refs.get(draft) as RecordRef);
		const byStanding = (id: string, kinds: readonly string[]) =>
			(ofOrganisation.get(id) ?? []).filter(({ draft }) => kinds.includes(draft.kind)).map(({ draft }) => refs.get(draft));
		for (const { id, kind } of truth.organisations) {
			this.#write('organisations', { id, kind, records: byStanding(id, REGISTRATION_KINDS), mentions: byStanding(id, MENTION_KINDS) });
		}
		this.#people(told);
		for (const one of told) this.#row(one, refs.get(one.draft) as RecordRef);
		for (const finding of truth.findings) this.#planted('findings', { ...finding, records: recordsOf(finding.organisation) });
		for (const decoy of truth.decoys) this.#planted('decoys', { ...decoy, records: recordsOf(decoy.organisation) });
		for (const succession of truth.successions) {
			this.#facts.successions.push(succession);
			this.#write('successions', succession);
		}
		for (const { draftId, words } of truth.personal) {
			const ref = told.find(({ draft }) => draft.id === draftId);
			if (ref === undefined) continue;
			this.#facts.personal.push({ ref: refOf(ref), words });
			this.#write('personal', { ref: refOf(ref), words });
		}
	}

	#planted(file: 'findings' | 'decoys', planted: Located<PlantedFinding> | Located<PlantedDecoy>): void {
		(this.#facts[file] as Located<PlantedDecoy>[]).push(planted);
		this.#write(file, planted);
	}

	#row({ draft, row }: Told, ref: RecordRef): void {
		this.#rows[draft.kind] = (this.#rows[draft.kind] ?? 0) + 1;
		if (draft.unusable) {
			this.#facts.unusable.push(ref);
			this.#write('set-aside', ref);
		} else if (draft.organisation === null && MENTION_KINDS.includes(draft.kind)) this.#write('mentions-nobody', ref);
		if (row.lost.length > 0) this.#write('lost-values', { ref, lost: row.lost });
	}

	#people(told: readonly Told[]): void {
		const records = new Map<string, object[]>();
		for (const { row, dresser } of told) {
			for (const { person, exportKey } of row.people) {
				const own = records.get(person) ?? [];
				own.push({ source: dresser.source.id, recordType: dresser.table.recordType, recordKey: exportKey });
				records.set(person, own);
			}
		}
		for (const [id, refs] of records) this.#write('people', { id, records: refs });
	}

	#write(file: FileName, value: object): void {
		this.#streams.get(file)?.write(`${JSON.stringify(value)}\n`);
	}

	/** Waits until the files have taken what was written. */
	async ready(): Promise<void> {
		for (const stream of this.#streams.values()) if (stream.writableNeedDrain) await once(stream, 'drain');
	}

	/** Leaves the files as they are after a failure. */
	abort(): void {
		for (const stream of this.#streams.values()) stream.destroy();
	}

	/** Closes the files and gives the facts. */
	async close(province: string): Promise<SandboxFacts> {
		for (const stream of this.#streams.values()) {
			const done = once(stream, 'finish');
			stream.end();
			await done;
		}
		return { province, rows: this.#rows, ...this.#facts };
	}
}

function refOf({ row, dresser }: Told): RecordRef {
	return { source: dresser.source.id, recordType: dresser.table.recordType, recordKey: row.key };
}
