/**
 * The door through which a bundle leaves: the exporter's rights on one snapshot of the store. People leave as ids, values on
 * which a flag stands leave as the exporter may see them, and nothing that reads like an identity number leaves at all.
 */
import type { Evidence } from '#core/dossier.ts';
import { HubError } from '#core/errors.ts';
import { kindDef } from '#core/kinds.ts';
import { insertAudit } from '#store/audit-store.ts';
import type { Store } from '#store/database.ts';
import * as view from '#store/export-view.ts';
import { type TableRun, tableRunsOf } from '#store/source-store.ts';
import { actionOfKind, assertCan, can } from './actions.ts';
import type { Caller } from './caller.ts';
import { actionOfField, hideIdentityNumbers, maskEvidence } from './mask.ts';

export type { Store } from '#store/database.ts';
export type {
	ChangeExport,
	FlagExport,
	FlagStanding,
	IdChangeExport,
	OrganisationRecord,
	PersonRecordRow,
	RiskExport,
	RunExport,
	SetAsideExport,
	SuccessionExport,
} from '#store/export-view.ts';
export type { TableRun } from '#store/source-store.ts';

/** A record and field on which a flag stands. `value` null: nothing of it may be seen. */
export interface ShownEvidence extends Omit<Evidence, 'value'> {
	readonly value: string | null;
}

/** A flag with its evidence as it leaves. */
export interface ShownFlag extends Omit<view.FlagWithEvidence, 'evidence'> {
	readonly evidence: readonly ShownEvidence[];
}

/** One snapshot, read as streams. Read one stream at a time; close in any case. */
export interface ExportReader {
	readonly run: view.RunExport;
	readonly tables: readonly TableRun[];
	organisationRecords(): AsyncIterable<view.OrganisationRecord>;
	people(): AsyncIterable<view.PersonRecordRow>;
	successions(): AsyncIterable<view.SuccessionExport>;
	flags(): AsyncIterable<view.FlagExport>;
	flagsWithEvidence(): AsyncIterable<ShownFlag>;
	risks(): AsyncIterable<view.RiskExport>;
	changes(): AsyncIterable<view.ChangeExport>;
	setAside(): AsyncIterable<view.SetAsideExport>;
	idChanges(): AsyncIterable<view.IdChangeExport>;
	personIdChanges(): AsyncIterable<view.IdChangeExport>;
	close(): Promise<void>;
}

/** Who a nightly bundle is written as. */
export const EXPORTER: Caller = { subject: 'nightly bundle', role: 'exporter', purpose: null, divisions: null, sources: null };

/**
 * Opens a snapshot for a bundle of a run; the audit says so before the first row leaves.
 * @throws HubError NOT_FOUND when there is no such run.
 */
export async function openExportReader(store: Store, runId: string, at: Date): Promise<ExportReader> {
	for (const action of ['organisation:read', 'record:read', 'flag:read', 'source:read'] as const) assertCan(EXPORTER, action);
	await insertAudit(store.db, [
		{
			at,
			caller: EXPORTER.subject,
			role: EXPORTER.role,
			purpose: 'BUNDLE',
			action: 'bundle:write',
			operation: runId,
			subject: 'all',
			rows: 0,
		},
	]);
	const client = await store.pool.connect();
	const close = async (): Promise<void> => {
		const failed = await client.query('rollback').then(
			() => false,
			() => true,
		);
		client.release(failed);
	};
	try {
		await client.query('begin isolation level repeatable read read only');
		const run = await view.readRun(client, runId);
		if (run === null) throw new HubError('NOT_FOUND', `There is no run ${runId} to write a bundle of.`);
		return { run, tables: await tableRunsOf(client, runId), ...streamsOf(client, runId), close };
	} catch (thrown) {
		await close();
		throw thrown;
	}
}

function streamsOf(client: view.SnapshotClient, runId: string): Omit<ExportReader, 'run' | 'tables' | 'close'> {
	return {
		organisationRecords: () => view.streamOrganisationRecords(client),
		people: () => view.streamPeople(client),
		successions: () => view.streamSuccessions(client),
		flags: () => view.streamFlags(client),
		flagsWithEvidence: () => showFlags(client),
		risks: () => showRisks(client),
		changes: () => view.streamChanges(client, runId),
		setAside: () => view.streamSetAside(client),
		idChanges: () => view.streamIdChanges(client, { runId, of: 'organisation' }),
		personIdChanges: () => view.streamIdChanges(client, { runId, of: 'person' }),
	};
}

/** Flags whose records are looked up together: fewer ask the store too often, more hold that much evidence in memory. */
const FLAGS_AT_ONCE = 500;

async function* showFlags(client: view.SnapshotClient): AsyncGenerator<ShownFlag> {
	let batch: view.FlagWithEvidence[] = [];
	for await (const flag of view.streamFlagsWithEvidence(client)) {
		batch.push(flag);
		if (batch.length < FLAGS_AT_ONCE) continue;
		yield* await showBatch(client, batch);
		batch = [];
	}
	yield* await showBatch(client, batch);
}

async function showBatch(client: view.SnapshotClient, flags: readonly view.FlagWithEvidence[]): Promise<ShownFlag[]> {
	const natures = await view.naturesOf(
		client,
		flags.flatMap((flag) => flag.evidence),
	);
	let at = 0;
	return flags.map((flag) => ({
		...flag,
		title: hideIn(flag.title),
		explanation: hideIn(flag.explanation),
		evidence: flag.evidence.map((evidence) => ({ ...evidence, value: showValue(evidence, natures[at++] ?? null) })),
	}));
}

function hideIn(text: { readonly zh: string; readonly en: string }): { readonly zh: string; readonly en: string } {
	return { zh: hideIdentityNumbers(text.zh), en: hideIdentityNumbers(text.en) };
}

/** A value of evidence as the exporter may see it. A field that the kind does not have (an answer of the police) shows nothing. */
export function showValue(evidence: Evidence, nature: view.RecordNature | null): string | null {
	const field = evidence.field.split(/[.[]/, 1)[0] ?? ''; // a rule may name a part of a field ("address.room")
	if (
		nature === null ||
		evidence.value === '' ||
		kindDef(nature.kind).fields[field] === undefined ||
		!can(EXPORTER, actionOfKind(nature.kind))
	)
		return null;
	const action = actionOfField(nature.kind, field, { item: nature.item });
	return action === null || can(EXPORTER, action) ? hideIdentityNumbers(evidence.value) : maskEvidence(nature.kind, field, evidence.value);
}

async function* showRisks(client: view.SnapshotClient): AsyncGenerator<view.RiskExport> {
	for await (const row of view.streamRisks(client)) yield { ...row, name: hideIdentityNumbers(row.name) };
}
