/**
 * The commands that only look: at the sources, at one organisation, at the audit. What they show of the store
 * goes through the Reader, with its masks and its audit.
 */
import { join } from 'node:path';
import type { Caller } from '#access/caller.ts';
import { createReader, type Reader } from '#access/reader.ts';
import { readHeaderWords } from '#config/header-words.ts';
import type { HubConfig } from '#config/hub-config.ts';
import { readDraft } from '#config/read-draft.ts';
import { HubError } from '#core/errors.ts';
import { toSimplified } from '#intake/keys/traditional.ts';
import { examineSources, type TableFinding } from '#jobs/doctor.ts';
import { listTables, type ProposedRecords, type ProposedTable, proposeTable } from '#jobs/propose-table.ts';
import { explainMatch } from '#services/explain/explain-match.ts';
import { explainOrganisation } from '#services/explain/explain-organisation.ts';
import { findOrganisation } from '#services/explain/find-organisation.ts';
import { sayExplanation, sayMatch } from '#services/explain/say-explanation.ts';
import { type ReportedSilence, reportSilences } from '#services/silence-report.ts';
import { type AuditFault, type AuditVerdict, verifyAudit } from '#store/audit-verify.ts';
import { readSilences } from '#store/silence-view.ts';
import type { Outcome } from './commands.ts';
import { type Hub, intakeOf } from './compose.ts';

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

/** A source that the configuration leaves out, in a sentence. */
export function sayLeftOut({ id, variable }: HubConfig['leftOut'][number]): string {
	return `${id} is left out: ${variable} is not set`;
}

/** Whoever sits at the machine: sees rows and links of every agency, and people by id and masked name. */
const LOOKING = { divisions: null, sources: null } as const;
/** Whoever asks at the machine. */
export const ANALYST: Caller = { subject: 'command-line', role: 'analyst', purpose: 'ANALYSIS', ...LOOKING };

/** Tells what rules could not judge, by county and rule, and who would have to give what is missing. @throws HubError CONFLICT before the first whole run. */
export async function silences(hub: Hub, args: { readonly division: string | null }): Promise<Outcome> {
	const found = await readSilences(hub.store.db, args.division);
	if (found === null) throw new HubError('CONFLICT', 'No run has judged every organisation yet. Run nightly first.');
	const sources = hub.config.sources.map(({ id, agency, tables }) => ({ id, agency, kinds: tables.map(({ kind }) => kind) }));
	const report = reportSilences(found.rows, sources);
	return { status: 0, text: [...report.map(saySilence), `As of ${found.asOf}.`].join('\n'), json: { asOf: found.asOf, silences: report } };
}

function saySilence({ divisionCode, code, reason, agencies, organisations }: ReportedSilence): string {
	const who = agencies.map(({ zh, en }) => `${zh} (${en})`).join(', ');
	return [divisionCode === '' ? '------' : divisionCode, code, `${organisations} organisations`, reason, who]
		.filter((part) => part !== '')
		.join('  ');
}

/** The organisation that somebody at the machine means. @throws HubError NOT_FOUND or INVALID_INPUT, with what comes near. */
export async function lookedUp(hub: Hub, text: string): Promise<{ readonly organisationId: string; readonly name: string }> {
	const reader = createReader(hub.store, ANALYST, hub.clock);
	return findOrganisation(reader, toSimplified(text));
}

export interface ExplainArguments {
	/** Id, code or exact name. */
	readonly organisation: string;
	/** The same of another organisation, or a record as source/type/key; left out: the organisation alone. */
	readonly other?: string | undefined;
}

/** Explains an organisation, or how two sides stand to each other. @throws HubError NOT_FOUND or INVALID_INPUT, with what comes near. */
export async function explain(hub: Hub, args: ExplainArguments): Promise<Outcome> {
	const reader = createReader(hub.store, ANALYST, hub.clock);
	const organisation = await findOrganisation(reader, toSimplified(args.organisation));
	if (args.other !== undefined) return explainPair(reader, organisation.organisationId, args.other);
	const explanation = await explainOrganisation(reader, organisation);
	await reader.audit.commit('explain');
	return { status: 0, text: sayExplanation(explanation), json: explanation };
}

async function explainPair(reader: Reader, organisationId: string, other: string): Promise<Outcome> {
	const [source, recordType, ...key] = other.split('/');
	const side =
		source !== undefined && recordType !== undefined && key.length > 0
			? { record: { source, recordType, recordKey: key.join('/') } }
			: { organisationId: (await findOrganisation(reader, toSimplified(other))).organisationId };
	const explanation = await explainMatch(reader, side, { organisationId });
	await reader.audit.commit('explain');
	return { status: 0, text: sayMatch(explanation), json: explanation };
}

/**
 * Verifies the audit's chain: status 1 when anything was changed, removed, inserted or put in another order. `expect`: a head that was
 * noted before ("12:ab…") and must still be in the chain; null: none.
 */
export async function auditVerify(hub: Hub, args: { readonly expect: string | null }): Promise<Outcome> {
	const verdict = await verifyAudit(hub.store, hub.config.hub.secret, args.expect);
	return { status: verdict.faults.length === 0 ? 0 : 1, text: sayVerdict(verdict), json: verdict };
}

/** Faults that are told one by one; of thousands the JSON has the rest. */
const FAULTS_TOLD = 50;

function sayVerdict({ faults, blocks, rows, head, unsealed }: AuditVerdict): string {
	const told = faults.slice(0, FAULTS_TOLD).map(sayFault);
	const more = faults.length > told.length ? [`… and ${faults.length - told.length} more (--json has all)`] : [];
	const tail =
		unsealed.rows === 0 ? 'no row waits to be sealed' : `${unsealed.rows} rows wait to be sealed (${unsealed.from} to ${unsealed.to})`;
	const verdict = faults.length === 0 ? 'The audit is whole' : `The audit was changed in ${faults.length} places`;
	return [...told, ...more, `${verdict}: ${blocks} blocks, ${rows} rows; ${tail}. Head: ${head ?? 'none'}`].join('\n');
}

function sayFault({ code, block, row }: AuditFault): string {
	return ['CHANGED', code, block === null ? '' : `block ${block}`, row === null ? '' : `row ${row}`]
		.filter((part) => part !== '')
		.join('  ');
}
