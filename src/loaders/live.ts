/** All live fields of one request: they share one list of what was asked (`extensions.sources`). */
import type { Reader } from '#access/reader.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { LiveClearance, LiveSource } from '#core/ports.ts';
import { type Clearances, createClearances } from './live-clearance.ts';
import { createLiveLookups } from './live-lookups.ts';
import { createLiveRecords, type LiveRecords } from './live-records.ts';
import type { Loaders } from './loaders.ts';

interface LiveOptions {
	readonly reader: Reader;
	readonly loaders: Loaders;
	readonly sources: readonly SourceMapping[];
	readonly liveSources: ReadonlyMap<string, LiveSource>;
	readonly liveClearance?: LiveClearance | null;
}

/** Fresh live fields for one request. */
export function createLive(options: LiveOptions): { readonly live: LiveRecords; readonly clearances: Clearances } {
	const { reader, loaders, sources } = options;
	const lookups = createLiveLookups(loaders, reader.scopeKey);
	return {
		live: createLiveRecords({ ...options, lookups }),
		clearances: createClearances({ reader, loaders, sources, police: options.liveClearance ?? null, answers: lookups.answers }),
	};
}
