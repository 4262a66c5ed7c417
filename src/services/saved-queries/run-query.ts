/**
 * A run of a saved query with the rights and the purpose of whoever runs it, page by page. Each page is a request under their limits and
 * is audited before any of it leaves; the run is kept when its last row is through.
 */
import type { Caller } from '#access/caller.ts';
import { scopeKeyOf } from '#access/caller.ts';
import { redactVariables } from '#access/redact-variables.ts';
import type { SavedQueryDoor } from '#access/saved-queries.ts';
import { type Clock, dayOf } from '#core/days.ts';
import { HubError, isHubError } from '#core/errors.ts';
import type { QueryVersion, SavedQuery } from '#core/saved-queries.ts';
import { isMasked } from './masked-columns.ts';
import { ADDED } from './plan-pages.ts';
import type { QueryChecks } from './query-checks.ts';
import type { QueryPlan } from './query-plan.ts';
import { type GivenVariables, variablesOfRun } from './query-variables.ts';
import type { ResultColumn, ResultTable, SourceAge } from './result-table.ts';
import { changesSince, createRowNotes, type KeyedHash } from './run-differences.ts';
import { rowsOfAnswer, type TableRow } from './table-rows.ts';

/** Rows of one run. Fewer: a province does not fit; more: keys and hashes of a run fill memory, and a sheet holds no more than a million. */
export const MOST_ROWS = 500_000;

type Variables = Readonly<Record<string, unknown>>;

/** What is run. */
export interface RunRequest {
	readonly slug: string;
	/** Null: the newest. */
	readonly version: number | null;
	readonly given: GivenVariables;
	/** Form of the result; stands in the audit. */
	readonly format: string;
}

/** What a run works with. */
export interface RunParts {
	readonly door: SavedQueryDoor;
	readonly checks: QueryChecks;
	readonly clock: Clock;
	readonly hash: KeyedHash;
	/** Whether the caller's role runs nothing but the hub's own library. */
	readonly libraryOnly: boolean;
	/** Answers one page as a request of the caller, its audit written. @throws HubError for whatever went wrong. */
	execute(plan: QueryPlan, variables: Variables): Promise<Readonly<Record<string, unknown>>>;
	/** How old the sources are that the caller sees. */
	sources(): Promise<readonly SourceAge[]>;
}

/**
 * Starts a run; its first page is read before this resolves, so that a refusal is known before a byte is sent.
 * @throws HubError NOT_FOUND, INVALID_INPUT for its variables, CONFLICT for a version that no longer fits the schema, LIMIT_EXCEEDED, ACCESS_DENIED.
 */
export async function openRun(request: RunRequest, parts: RunParts): Promise<ResultTable> {
	const { door, checks, clock } = parts;
	const query = await door.find(request.slug);
	if (parts.libraryOnly && query.owner !== null) {
		throw new HubError('ACCESS_DENIED', `The role ${door.caller.role} runs queries of the hub's library alone.`);
	}
	const version = await versionOf(query, request.version, door);
	const plan = await planOf(query, version, parts);
	const today = dayOf(clock.now());
	const variables = variablesOfRun(plan, request.given, { schema: checks.schema, defaults: version.defaults, today });
	const size = checks.pageSize(plan, variables, door.caller);
	const ranAt = clock.now().toISOString();
	const pages = pagesOf(plan, variables, size, parts);
	const first = await pages.next();
	const notes = createRowNotes(parts.hash);
	return {
		head: { slug: query.slug, version: version.version, title: version.title, columns: columnsFor(version, plan, parts), ranAt },
		pages: noted(first, pages, notes),
		async end() {
			const scope = parts.hash(JSON.stringify([door.caller.subject, scopeKeyOf(door.caller), version.version, sorted(variables)]));
			const last = await door.rowsOf(query.slug, scope);
			const rows = notes.end();
			const changes = changesSince(last, rows);
			const counts = { added: changes.added.length, changed: changes.changed.length, gone: changes.gone.length };
			const kept = { slug: query.slug, version: version.version, scope, format: request.format, changes: last === null ? null : counts };
			await door.keepRun({ ...rows, ...kept, variables: redactVariables(variables) });
			const sources = await parts.sources();
			const said = [scope, notes.digest(), sources, changes.since === null, changes.added, changes.changed, changes.gone];
			return { rows: notes.count, sources, changes, digest: parts.hash(JSON.stringify(said)) };
		},
	};
}

async function versionOf(query: SavedQuery, wanted: number | null, door: SavedQueryDoor): Promise<QueryVersion> {
	if (wanted === null || wanted === query.current.version) return query.current;
	const found = (await door.versions(query.slug)).find(({ version }) => version === wanted);
	if (found !== undefined) return found;
	throw new HubError('NOT_FOUND', `"${query.slug}" has no version ${wanted}; the newest is ${query.current.version}.`);
}

/** The plan of a version; one that was saved under another schema is checked again, and pinned to this one where it fits. */
async function planOf({ slug }: SavedQuery, version: QueryVersion, { checks, door }: RunParts): Promise<QueryPlan> {
	if (version.schemaHash === checks.schemaHash) return checks.plan(version);
	try {
		const plan = checks.plan(version);
		await door.pin(slug, version.version, checks.schemaHash);
		return plan;
	} catch (thrown) {
		if (!isHubError(thrown, 'INVALID_INPUT')) throw thrown;
		throw new HubError(
			'CONFLICT',
			`Version ${version.version} of "${slug}" no longer fits the schema of the hub: ${thrown.message} Save a new version.`,
			{ cause: thrown },
		);
	}
}

/** The columns as a caller sees them. */
export function columnsFor(
	{ titles }: Pick<QueryVersion, 'titles'>,
	{ columns }: QueryPlan,
	{ door, checks }: { readonly door: { readonly caller: Caller }; readonly checks: Pick<QueryChecks, 'schema'> },
): readonly ResultColumn[] {
	return columns.map((column) => {
		const { path, description, cell, list } = column;
		return { path, title: titles[path] ?? path, description, cell, list, masked: isMasked(column, door.caller, checks.schema) };
	});
}

async function* pagesOf(plan: QueryPlan, variables: Variables, size: number, parts: RunParts): AsyncGenerator<readonly TableRow[], void> {
	let after: string | null = null;
	let read = 0;
	do {
		const paging: Variables = plan.list.paged ? { [ADDED.first]: size, [ADDED.after]: after } : {};
		const page = rowsOfAnswer(plan, await parts.execute(plan, { ...variables, ...paging }));
		read += page.rows.length;
		if (read > MOST_ROWS) throw new HubError('LIMIT_EXCEEDED', `The result has more than ${MOST_ROWS} rows; narrow its variables.`);
		yield page.rows;
		after = page.after;
	} while (after !== null);
}

async function* noted(
	first: IteratorResult<readonly TableRow[], void>,
	rest: AsyncGenerator<readonly TableRow[], void>,
	notes: ReturnType<typeof createRowNotes>,
): AsyncGenerator<readonly TableRow[]> {
	for (let page = first; page.done !== true; page = await rest.next()) {
		notes.add(page.value);
		yield page.value;
	}
}

function sorted(variables: Variables): unknown {
	return Object.entries(variables).sort(([a], [b]) => (a < b ? -1 : 1));
}
