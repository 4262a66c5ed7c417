/** The commands on rows that could not be used: list them, write them down for the agency, try them again. */
import { writeFile } from 'node:fs/promises';
import { createReader } from '#access/reader.ts';
import { type Hub, intakeOf } from '#compose.ts';
import { type Day, dayOf } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import { retrySetAside } from '#jobs/retry-set-aside.ts';
import { inRun } from '#jobs/run.ts';
import { setAsideCsv } from '#services/export-set-aside.ts';
import { listSetAside, type SetAsideList } from '#services/list-set-aside.ts';
import { administrator } from './looking.ts';
import type { Outcome } from './outcome.ts';

function listed(hub: Hub, source: string | null): Promise<SetAsideList> {
	if (source !== null) hub.connectorOf(source);
	return listSetAside(createReader(hub.store, administrator('command-line'), hub.clock), source);
}

/** Lists the rows that could not be used, of one source or of all. @throws HubError INVALID_INPUT for a source that is not configured. */
export async function setAsideList(hub: Hub, args: { readonly source: string | null }): Promise<Outcome> {
	const rows = await listed(hub, args.source);
	return { status: 0, text: sayRows(rows), json: rows };
}

function sayRows(rows: SetAsideList): string {
	const lines = rows.map(({ source, recordType, recordKey, position, reason, message, firstSeen }) =>
		[`${source} ${recordType} ${recordKey === '' ? '(no key)' : recordKey}`, position, reason, message, `since ${firstSeen}`].join('  '),
	);
	return [...lines, `${rows.length} rows are set aside.`].join('\n');
}

/** Writes the rows of one source into a CSV file for its agency; `out` null: set-aside-<source>.csv. */
export async function setAsideExport(hub: Hub, args: { readonly source: string; readonly out: string | null }): Promise<Outcome> {
	const rows = await listed(hub, args.source);
	const file = args.out ?? `set-aside-${args.source}.csv`;
	await writeFile(file, setAsideCsv(rows), { mode: 0o600 });
	return {
		status: 0,
		text: `${rows.length} rows of ${args.source} are in ${file}.`,
		json: { source: args.source, file, rows: rows.length },
	};
}

/** Tries the rows of one source again: status 1 when some still do not fit. */
export async function setAsideRetry(hub: Hub, args: { readonly source: string; readonly asOf: Day | null }): Promise<Outcome> {
	const { store, clock, config, progress } = hub;
	hub.connectorOf(args.source);
	const source = config.sources.find(({ id }) => id === args.source);
	if (source === undefined) throw new HubError('INVALID_INPUT', `There is no source "${args.source}".`);
	const asOf = args.asOf ?? dayOf(clock.now());
	const options = {
		store,
		clock,
		command: 'set-aside-retry',
		asOf,
		configDigest: config.digest,
		catalogueVersion: null,
		signal: hub.signal,
	};
	const connectorOf = ({ id }: { readonly id: string }) => hub.connectorOf(id);
	const { summary } = await inRun(options, async (run) => {
		const deps = { store, sources: config.sources, connectorOf, intakeOf: intakeOf(hub), clock, progress, asOf, ...run };
		return { state: 'INCOMPLETE', summary: await retrySetAside(deps, source) };
	});
	const { before, after, asked, reread } = summary;
	const how = [...asked.map((type) => `${type} by key`), ...reread.map((type) => `${type} read again`)].join(', ');
	const text = before === 0 ? `No rows of ${args.source} are set aside.` : `${before} rows were set aside, ${after} still are (${how}).`;
	return { status: after === 0 ? 0 : 1, text, json: summary };
}
