/**
 * The commands that only look: at the sources, at rows that could not be used, at one organisation. What they show of the store
 * goes through the Reader, with its masks and its audit.
 */
import type { Caller } from '#access/caller.ts';
import { createReader } from '#access/reader.ts';
import type { HubConfig } from '#config/hub-config.ts';
import { toSimplified } from '#intake/keys/traditional.ts';
import { examineSources, type TableFinding } from '#jobs/doctor.ts';
import { explainOrganisation } from '#services/explain/explain-organisation.ts';
import { findOrganisation } from '#services/explain/find-organisation.ts';
import { sayExplanation } from '#services/explain/say-explanation.ts';
import { listSetAside, type SetAsideList } from '#services/list-set-aside.ts';
import type { Outcome } from './commands.ts';
import { type Hub, intakeOf } from './compose.ts';

/** Looks at every source of the configuration: status 1 when something keeps rows out. */
export async function doctor(hub: Hub): Promise<Outcome> {
	const { config, signal, connectorOf } = hub;
	const findings = await examineSources({ sources: config.sources, connectorOf, intakeOf: intakeOf(hub), signal });
	const status = findings.some(({ faults }) => faults.length > 0) ? 1 : 0;
	return { status, text: sayFindings(findings, config.leftOut), json: { findings, leftOut: config.leftOut } };
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
const ANALYST: Caller = { subject: 'command-line', role: 'analyst', purpose: 'ANALYSIS', ...LOOKING };
const ADMIN: Caller = { subject: 'command-line', role: 'admin', purpose: null, ...LOOKING };

/** Lists the rows that could not be used, of one source or of all. @throws HubError INVALID_INPUT for a source that is not configured. */
export async function setAsideList(hub: Hub, args: { readonly source: string | null }): Promise<Outcome> {
	if (args.source !== null) hub.connectorOf(args.source);
	const rows = await listSetAside(createReader(hub.store, ADMIN, hub.clock), args.source);
	return { status: 0, text: sayRows(rows), json: rows };
}

function sayRows(rows: SetAsideList): string {
	const lines = rows.map(({ source, recordType, recordKey, position, reason, message, firstSeen }) =>
		[`${source} ${recordType} ${recordKey === '' ? '(no key)' : recordKey}`, position, reason, message, `since ${firstSeen}`].join('  '),
	);
	return [...lines, `${rows.length} rows are set aside.`].join('\n');
}

/** Explains an organisation. @throws HubError NOT_FOUND or INVALID_INPUT, with what comes near. */
export async function explain(hub: Hub, args: { readonly organisation: string }): Promise<Outcome> {
	const reader = createReader(hub.store, ANALYST, hub.clock);
	const organisation = await findOrganisation(reader, toSimplified(args.organisation));
	const explanation = await explainOrganisation(reader, organisation);
	await reader.audit.commit('explain');
	return { status: 0, text: sayExplanation(explanation), json: explanation };
}
