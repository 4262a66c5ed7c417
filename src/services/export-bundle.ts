/**
 * Writes the bundle of a run: every file from one snapshot into a folder beside the final one, then one rename, so that
 * `<out>/<day>/` is complete or absent. Writing a day again replaces it.
 */
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExportReader, openExportReader, type Store } from '#access/export-reader.ts';
import type { Clock } from '#core/days.ts';
import type { Progress } from '#core/ports.ts';
import { type FileEntry, writeBundleFile } from './bundle/bundle-file.ts';
import { BYTE_ORDER_MARK, csvLine } from './bundle/csv.ts';
import { BUNDLE_FILES, type BundleFile } from './bundle/files.ts';
import { type Manifest, type SourceStanding, toManifest } from './bundle/manifest.ts';

export type { Manifest, SourceStanding } from './bundle/manifest.ts';

export interface ExportDeps {
	readonly store: Store;
	readonly clock: Clock;
	readonly progress: Progress;
	/** A run in the run store; the bundle is for its as-of day. */
	readonly runId: string;
	/** How the sources stand, in the order of the configuration. */
	readonly standings: readonly SourceStanding[];
	/** Folder that receives `<as-of>/`; made when missing. */
	readonly out: string;
	/** Begin CSV files with the byte-order mark that Excel wants. */
	readonly bom: boolean;
	readonly signal?: AbortSignal;
}

/** A bundle that is written. */
export interface WrittenBundle {
	readonly folder: string;
	readonly manifest: Manifest;
}

/** Writes the bundle and returns where it is. An error or a kill leaves the folder as it was. */
export async function exportBundle(deps: ExportDeps): Promise<WrittenBundle> {
	const reader = await openExportReader(deps.store, deps.runId, deps.clock.now());
	try {
		const place = placesOf(deps.out, reader.run.asOf);
		await mkdir(deps.out, { recursive: true });
		await tidy(deps.out, place);
		await mkdir(place.partial);
		const manifest = await writeFiles(deps, reader, place.partial);
		await syncFolder(place.partial);
		await publish(deps.out, place);
		return { folder: place.final, manifest };
	} finally {
		await reader.close();
	}
}

interface Places {
	readonly day: string;
	readonly final: string;
	/** Being written. */
	readonly partial: string;
	/** What stood in the final place, between the two renames. */
	readonly replaced: string;
}

function placesOf(out: string, day: string): Places {
	return { day, final: join(out, day), partial: join(out, `.${day}.partial`), replaced: join(out, `.${day}.replaced`) };
}

/** Clears what a killed run left: the bundle it was about to replace goes back to its place. Only one run writes at a time. */
async function tidy(out: string, place: Places): Promise<void> {
	const names = await readdir(out);
	await rm(place.partial, { recursive: true, force: true });
	if (!names.includes(`.${place.day}.replaced`)) return;
	if (names.includes(place.day)) await rm(place.replaced, { recursive: true });
	else await rename(place.replaced, place.final);
}

async function publish(out: string, place: Places): Promise<void> {
	const replaces = (await readdir(out)).includes(place.day);
	if (replaces) await rename(place.final, place.replaced);
	await rename(place.partial, place.final);
	await syncFolder(out);
	if (replaces) await rm(place.replaced, { recursive: true });
}

/** Makes a folder's entries last through a power cut; systems that cannot open folders do without. */
async function syncFolder(path: string): Promise<void> {
	const folder = await open(path, 'r').catch(() => null);
	if (folder === null) return;
	await folder.sync().catch(() => {});
	await folder.close();
}

async function writeFiles(deps: ExportDeps, reader: ExportReader, folder: string): Promise<Manifest> {
	const files: FileEntry[] = [];
	deps.progress.start('export', BUNDLE_FILES.length);
	for (const file of BUNDLE_FILES) {
		deps.signal?.throwIfAborted();
		files.push(await writeBundleFile(join(folder, file.name), file.name, { head: headOf(file, deps.bom), lines: file.lines(reader) }));
		deps.progress.advance(1);
	}
	deps.progress.finish();
	const manifest = toManifest({ run: reader.run, tables: reader.tables, standings: deps.standings, files, endedAt: deps.clock.now() });
	const lines = (async function* () {
		yield `${JSON.stringify(manifest, null, '\t')}\n`;
	})();
	await writeBundleFile(join(folder, 'manifest.json'), 'manifest.json', { head: '', lines });
	return manifest;
}

function headOf({ columns }: BundleFile, bom: boolean): string {
	if (columns === null) return '';
	return `${bom ? BYTE_ORDER_MARK : ''}${csvLine(columns)}`;
}
