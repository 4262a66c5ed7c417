/** The command that looks at every source, or proposes a mapping for one table. */
import { join } from 'node:path';
import { type Hub, intakeOf } from '#compose.ts';
import { readHeaderWords } from '#config/header-words.ts';
import type { HubConfig } from '#config/hub-config.ts';
import { readDraft } from '#config/read-draft.ts';
import { HubError } from '#core/errors.ts';
import { examineSources, type TableFinding } from '#jobs/doctor.ts';
import { listTables, type ProposedRecords, type ProposedTable, proposeTable } from '#jobs/propose-table.ts';
import { sayLeftOut } from './left-out.ts';
import type { Outcome } from './outcome.ts';

export interface DoctorArguments {
	/** Source to propose a mapping for; null: examine all sources. */
	readonly propose: string | null;
	/** Table, file pattern ("pattern#sheet") or path to propose it for; null: list what the source holds. */
	readonly table: string | null;
}

/** Looks at every source of the configuration, status 1 when something keeps rows out; or proposes a mapping for one table. */
export async function doctor(hub: Hub, args: DoctorArguments): Promise<Outcome> {
	const { config, signal, connectorOf } = hub;
	if (args.propose !== null) return propose(hub, args.propose, args.table);
	if (args.table !== null) throw new HubError('INVALID_INPUT', '--table goes with --propose, which names the source.');
	const findings = await examineSources({ sources: config.sources, connectorOf, intakeOf: intakeOf(hub), signal });
	const status = findings.some(({ faults }) => faults.length > 0) ? 1 : 0;
	return { status, text: sayFindings(findings, config.leftOut), json: { findings, leftOut: config.leftOut } };
}

async function propose(hub: Hub, id: string, name: string | null): Promise<Outcome> {
	const { config, signal } = hub;
	const connector = hub.connectorOf(id);
	const source = config.sources.find((one) => one.id === id) as HubConfig['sources'][number];
	if (name === null) {
		const tables = await listTables(connector, id, signal);
		const described = source.tables.flatMap(({ from, format }) => [from, `${String(format?.files)}#${from}`]);
		const lines = tables.map((table) => `${described.includes(table) ? 'mapped ' : '       '}${table}`);
		return { status: 0, text: [...lines, `Propose a mapping with --propose ${id} --table NAME.`].join('\n'), json: { tables } };
	}
	const words = readHeaderWords(join(hub.checkout, 'config/header-words.yaml'));
	const proposed = await proposeTable(
		{ source, connector, words, known: config.sources, readDraft, intakeOf: intakeOf(hub), signal },
		name,
	);
	return { status: 0, text: sayProposed(id, proposed), json: proposed };
}

function sayProposed(id: string, { further, ...first }: ProposedTable): string {
	const others = further.map((records) => `\n# The same rows also hold records of another kind:\n${sayRecords(records)}`);
	return [`# Below sources: ${id}: tables:`, sayRecords(first), ...others].join('\n');
}

function sayRecords({ yaml, rows }: ProposedRecords): string {
	const shown = rows.flatMap((row, index) => [
		`# row ${index + 1}${typeof row === 'string' ? `: set aside, ${row}` : ''}`,
		...(typeof row === 'string'
			? []
			: row.map(({ field, column, raw, canonical }) => `#   ${field.padEnd(22)} ${column}: ${raw} → ${canonical}`)),
	]);
	return [yaml, '', ...shown].join('\n');
}

function sayFindings(findings: readonly TableFinding[], leftOut: HubConfig['leftOut']): string {
	const tables = findings.flatMap(({ source, recordType, rows, faults, hints }) => [
		faults.length === 0 ? `ok     ${source} ${recordType}, ${rows} rows looked at` : `FAULT  ${source} ${recordType}: ${faults.join('; ')}`,
		...hints.map((hint) => `       ${hint}`),
	]);
	return ['ok     database', ...tables, ...leftOut.map((one) => `       ${sayLeftOut(one)}`)].join('\n');
}
