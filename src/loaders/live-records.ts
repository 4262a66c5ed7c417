/**
 * The live fields: records of one kind asked of their agencies at query time, merged with the replica. What an agency answers stands
 * for its part of the replica; where it does not answer, the replica does and says its age. Answers are masked by the Reader and
 * never stored.
 */
import type { OrganisationRow, Page, Reader, ReadRecord, Window } from '#access/reader.ts';
import { HubError } from '#core/errors.ts';
import type { Kind } from '#core/kinds.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { LiveSource } from '#core/ports.ts';
import { type IntakeRecord, type RecordRef, refText } from '#core/records.ts';
import { type KindSource, type LiveFailure, type LiveKey, type LiveLookups, replicaTime, type SourceAnswer } from './live-lookups.ts';
import type { Loaders } from './loaders.ts';

export interface LiveRecords {
	/**
	 * The registration of an organisation as the agency has it now; null: it knows none. Asked by the replica's key, and by credit
	 * code; an organisation with neither is not asked for.
	 * @throws HubError SOURCE_* when neither an agency nor the replica has an answer, ACCESS_DENIED when the caller may not ask.
	 */
	registration(organisation: OrganisationRow): Promise<ReadRecord | null>;
	/** A page of records of a kind: the replica's, each as its agency has it now, and those that the replica does not know. Same errors. */
	page(kind: Kind, organisation: OrganisationRow, window: Window): Promise<Page<ReadRecord>>;
	/** What the lookups of this request came to, in the order in which they ended. */
	readonly answers: readonly SourceAnswer[];
}

interface LiveOptions {
	readonly reader: Reader;
	readonly loaders: Loaders;
	readonly sources: readonly SourceMapping[];
	readonly liveSources: ReadonlyMap<string, LiveSource>;
	readonly lookups: LiveLookups;
}

/** What an agency's part of a list came to. */
interface Part {
	/** References of replica records that were asked for and answered: what is not in `found` is gone. */
	readonly answered: ReadonlySet<string>;
	readonly found: readonly IntakeRecord[];
	readonly failed: LiveFailure | null;
}

/** The live records of one request. */
export function createLiveRecords(options: LiveOptions): LiveRecords {
	const { reader, loaders, lookups } = options;
	const assertMayAsk = () => {
		if (!reader.can('live:ask')) throw new HubError('ACCESS_DENIED', `The role ${reader.caller.role} may not have agencies asked.`);
	};
	const ask = async (kind: Kind, organisation: OrganisationRow, known: readonly ReadRecord[]) => {
		const sources = sourcesOf(options, kind);
		const parts = await Promise.all(sources.map((source) => askSource(lookups, { source, kind, organisation, known })));
		return { parts, failure: await failureOf(loaders, kind, sources, parts) };
	};
	const close = (organisation: OrganisationRow) => (record: IntakeRecord) => reader.closeLive(record, organisation.organisationId);
	return {
		answers: lookups.answers,
		async registration(organisation) {
			assertMayAsk();
			const replica = await loaders.registration.load(organisation.organisationId);
			const { parts, failure } = await ask('registration', organisation, replica === null ? [] : [replica]);
			const merged = merge(replica === null ? [] : [replica], parts, close(organisation));
			const standing =
				merged.find((record) => codeOf(record) !== null && codeOf(record) === organisation.creditCode) ??
				merged.find((record) => replica !== null && refText(record) === refText(replica)) ??
				merged[0];
			if (standing === undefined && failure !== null) throw failure;
			return standing ?? null;
		},
		async page(kind, organisation, window) {
			assertMayAsk();
			const replica = await loaders.records.load({ id: organisation.organisationId, kind, order: 'KEY', window });
			const known = replica.entries.map(({ row }) => row);
			const { parts, failure } = await ask(kind, organisation, known);
			const merged = merge(known, parts, close(organisation)).filter((record) => isOnPage(record, replica, window));
			if (merged.length === 0 && failure !== null) throw failure;
			return toPage(merged.sort(byKey), replica.more, window.first);
		},
	};
}

/** The sources that give records of a kind to this caller. */
function sourcesOf({ reader, sources, liveSources }: LiveOptions, kind: Kind): readonly KindSource[] {
	const { sources: seen } = reader.caller;
	return sources
		.filter(({ id, tables }) => (seen === null || seen.includes(id)) && tables.some((table) => table.kind === kind))
		.map((mapping) => {
			const live = mapping.modes.includes('lookup') ? liveSources.get(mapping.id) : undefined;
			const by = live?.askedBy(kind);
			return { mapping, live: live !== undefined && (by?.recordKey || by?.creditCode) ? live : null };
		});
}

interface Wanted {
	readonly source: KindSource;
	readonly kind: Kind;
	readonly organisation: OrganisationRow;
	/** What the replica holds of all sources. */
	readonly known: readonly ReadRecord[];
}

/** Asks one source for what the replica has of it, and for what stands under the organisation's credit code. */
async function askSource(lookups: LiveLookups, { source, kind, organisation, known }: Wanted): Promise<Part> {
	const by = source.live?.askedBy(kind) ?? { recordKey: true, creditCode: true };
	const keys = new Map<string, LiveKey>();
	const keyOf = new Map<string, string>();
	const want = (key: LiveKey): string => {
		keys.set(JSON.stringify(key), key);
		return JSON.stringify(key);
	};
	for (const record of known.filter(({ source: id }) => id === source.mapping.id)) {
		const creditCode = codeOf(record);
		if (by.recordKey) keyOf.set(refText(record), want({ recordKey: record.recordKey }));
		else if (by.creditCode && creditCode !== null) keyOf.set(refText(record), want({ creditCode }));
	}
	if (by.creditCode && organisation.creditCode !== null) want({ creditCode: organisation.creditCode });
	const outcomes = await lookups.ask(source, kind, [...keys.values()]);
	const answers = new Map([...keys.keys()].map((text, at) => [text, outcomes[at]]));
	const answered = [...keyOf].filter(([, text]) => 'records' in (answers.get(text) ?? {})).map(([ref]) => ref);
	return {
		answered: new Set(answered),
		found: outcomes.flatMap((outcome) => ('records' in outcome ? outcome.records : [])),
		failed: outcomes.find((outcome) => 'failure' in outcome) ?? null,
	};
}

/**
 * Why an empty answer cannot be given; null: it can. A source that cannot be asked answers by its replica, if that was ever read;
 * where no source of the kind is in sight, nothing can be said at all.
 */
async function failureOf(loaders: Loaders, kind: Kind, sources: readonly KindSource[], parts: readonly Part[]): Promise<HubError | null> {
	if (sources.length === 0) {
		return new HubError('SOURCE_UNAVAILABLE', `No source of this deployment can be asked for records of kind ${kind}; take the replica.`);
	}
	for (const [at, { failed }] of parts.entries()) {
		if (failed === null) continue;
		if (failed.offered || (await replicaTime(loaders, sources[at]?.mapping.id ?? '')) === null) return failed.failure;
	}
	return null;
}

/** The replica with what the agencies said in its place; a record that its agency no longer has is gone. */
function merge(known: readonly ReadRecord[], parts: readonly Part[], close: (record: IntakeRecord) => ReadRecord): ReadRecord[] {
	const live = new Map(parts.flatMap(({ found }) => found).map((record) => [refText(record), record]));
	const kept = known.filter((record) => !live.has(refText(record)) && !parts.some(({ answered }) => answered.has(refText(record))));
	return [...kept, ...[...live.values()].map(close)];
}

function codeOf(record: Pick<ReadRecord, 'body'>): string | null {
	const { creditCode } = record.body as { readonly creditCode?: string | null };
	return creditCode ?? null;
}

const keyOfRecord = (record: RecordRef): readonly string[] => [record.recordKey, record.source, record.recordType];

/** The order of the store's lists: by bytes. */
function compareKeys(a: readonly string[], b: readonly string[]): number {
	for (const [at, part] of a.entries()) {
		const order = Buffer.compare(Buffer.from(part), Buffer.from(b[at] ?? ''));
		if (order !== 0) return order;
	}
	return 0;
}

const byKey = (a: RecordRef, b: RecordRef): number => compareKeys(keyOfRecord(a), keyOfRecord(b));

/** Whether a record lies between where the page begins and where the replica's page ends. */
function isOnPage(record: RecordRef, replica: Page<ReadRecord>, { after }: Window): boolean {
	const key = keyOfRecord(record);
	const last = replica.entries.at(-1)?.key;
	return (after === null || compareKeys(key, after) > 0) && (!replica.more || last === undefined || compareKeys(key, last) <= 0);
}

function toPage(records: readonly ReadRecord[], more: boolean, first: number): Page<ReadRecord> {
	const entries = records.slice(0, first).map((row) => ({ row, key: keyOfRecord(row) }));
	return { entries, more: more || records.length > first };
}
