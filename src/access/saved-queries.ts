/**
 * The door to saved queries: own ones and shared ones may be run, own ones alone be changed, and every change and every run leaves an
 * audit row in its transaction. What a query then reads goes through the Reader of whoever runs it.
 */
import type { Clock } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { QueryRun, QueryText, QueryVersion, RunRows, SavedQuery } from '#core/saved-queries.ts';
import type { Store } from '#store/database.ts';
import type { Page, Window } from '#store/page.ts';
import * as writes from '#store/saved-query-store.ts';
import * as views from '#store/saved-query-view.ts';
import { assertCan } from './actions.ts';
import { type AuditTrail, createAuditTrail } from './audit.ts';
import type { Caller } from './caller.ts';

/** A text that was found to fit the schema of that hash. */
export interface CheckedText {
	readonly text: QueryText;
	readonly schemaHash: string;
}

/** A run that came to its end. */
export type EndedRun = RunRows & {
	readonly slug: string;
	/** Tells runs that may be compared: equal for the same caller, rights, version and variables. */
	readonly scope: string;
	readonly version: number;
	readonly format: string;
	/** As `redactVariables` leaves them. */
	readonly variables: Readonly<Record<string, unknown>>;
	readonly changes: QueryRun['changes'];
};

/** Saved queries for one caller. All throw HubError ACCESS_DENIED; those that name a slug NOT_FOUND, and changes CONFLICT. */
export interface SavedQueryDoor {
	readonly caller: Caller;
	find(slug: string): Promise<SavedQuery>;
	page(search: views.QuerySearch & { readonly window: Window }): Promise<Page<SavedQuery>>;
	count(search: views.QuerySearch): Promise<number>;
	versions(slug: string): Promise<readonly QueryVersion[]>;
	lastRun(slug: string): Promise<QueryRun | null>;
	/** What the last run of a scope left; null: nothing to compare with. */
	rowsOf(slug: string, scope: string): Promise<(RunRows & { readonly ranAt: string }) | null>;
	add(slug: string, checked: CheckedText): Promise<SavedQuery>;
	addVersion(slug: string, checked: CheckedText): Promise<SavedQuery>;
	share(slug: string, shared: boolean): Promise<SavedQuery>;
	/** Gives the query as it was. */
	remove(slug: string): Promise<SavedQuery>;
	/** Pins a version to the schema under which it was found to fit again. */
	pin(slug: string, version: number, schemaHash: string): Promise<void>;
	keepRun(run: EndedRun): Promise<void>;
	/** Notes that a link to the results was handed out; throws as `find` does. */
	noteLink(slug: string, minutes: number): Promise<void>;
}

interface DoorParts {
	readonly store: Store;
	readonly caller: Caller;
	readonly audit: AuditTrail;
	readonly clock: Clock;
}

/** The saved queries of a caller. */
export function createSavedQueryDoor({ store, caller, audit, clock }: DoorParts): SavedQueryDoor {
	const { subject } = caller;
	const noting =
		(action: string, about: Readonly<Record<string, unknown>>, rows = 1): writes.Beside =>
		(client) =>
			audit.decide(client, { action, subject: about, rows });
	const find = async (slug: string): Promise<SavedQuery> => {
		assertCan(caller, 'savedQuery:run');
		const found = await views.savedQuery(store.db, subject, slug);
		if (found === null) throw new HubError('NOT_FOUND', `There is no saved query "${slug}" that you may run; savedQueries lists them.`);
		return found;
	};
	const change = async (slug: string, work: (own: writes.OwnQuery) => Promise<boolean>): Promise<SavedQuery> => {
		assertCan(caller, 'savedQuery:save');
		const before = await find(slug);
		if (await work({ slug, owner: subject })) return before;
		throw new HubError('CONFLICT', `"${slug}" is not yours to change; save its document under a name of your own.`);
	};
	const versionOf = ({ text, schemaHash }: CheckedText) => ({ text, schemaHash, by: subject, at: clock.now() });
	return {
		caller,
		find,
		...reads(store, caller, find),
		async add(slug, checked) {
			assertCan(caller, 'savedQuery:save');
			const query = { slug, owner: subject, shared: false, version: versionOf(checked) };
			if (await writes.addQuery(store, query, noting('savedQuery:save', { slug, version: 1 }))) return find(slug);
			throw new HubError('CONFLICT', `The name "${slug}" is taken; choose another one.`);
		},
		async addVersion(slug, checked) {
			await change(slug, (own) => writes.addVersion(store, own, versionOf(checked), noting('savedQuery:save', { slug })));
			return find(slug);
		},
		async share(slug, shared) {
			await change(slug, (own) => writes.setShared(store, own, shared, noting('savedQuery:share', { slug, shared })));
			return find(slug);
		},
		remove: (slug) =>
			change(slug, (own) => writes.deleteQuery(store, own, { subject, at: clock.now() }, noting('savedQuery:delete', { slug }))),
		pin: (slug, version, schemaHash) => writes.pinVersion(store, slug, version, schemaHash),
		async noteLink(slug, minutes) {
			await find(slug);
			await audit.decide(store.pool, { action: 'savedQuery:link', subject: { slug, minutes }, rows: 1 });
		},
		async keepRun({ format, variables, ...run }) {
			const about = { slug: run.slug, version: run.version, format, variables };
			await writes.keepRun(store, { ...run, caller: subject, at: clock.now() }, noting('savedQuery:result', about, run.keys.length));
		},
	};
}

type Reads = Pick<SavedQueryDoor, 'page' | 'count' | 'versions' | 'lastRun' | 'rowsOf'>;

function reads({ db }: Store, caller: Caller, find: SavedQueryDoor['find']): Reads {
	const { subject } = caller;
	return {
		async page(search) {
			assertCan(caller, 'savedQuery:run');
			return views.savedQueryPage(db, subject, search);
		},
		async count(search) {
			assertCan(caller, 'savedQuery:run');
			return views.countSavedQueries(db, subject, search);
		},
		async versions(slug) {
			await find(slug);
			return views.queryVersions(db, subject, slug);
		},
		async lastRun(slug) {
			await find(slug);
			return views.lastRun(db, subject, slug);
		},
		rowsOf: (slug, scope) => views.runRows(db, slug, scope),
	};
}

/** Stands in the audit and in versions where the hub itself saved something. */
const HUB = 'lianjian';

/** A query of the hub's own library. */
export type LibraryQuery = CheckedText & { readonly slug: string };

/**
 * Brings the hub's own library to what is shipped: new ones are added and shared, changed ones get a version; nothing is taken away.
 * Gives the slugs whose name somebody else had already.
 */
export async function installLibrary(
	{ store, clock }: { readonly store: Store; readonly clock: Clock },
	library: readonly LibraryQuery[],
): Promise<readonly string[]> {
	const caller: Caller = { subject: HUB, role: 'admin', purpose: null, divisions: null, sources: null };
	const audit = createAuditTrail(store.db, caller, clock);
	const taken: string[] = [];
	for (const { slug, text, schemaHash } of library) {
		const beside: writes.Beside = (client) => audit.decide(client, { action: 'savedQuery:install', subject: { slug }, rows: 1 });
		const version = { text, schemaHash, by: HUB, at: clock.now() };
		const known = await views.savedQuery(store.db, HUB, slug);
		if (known?.owner === null && sameText(known.current, text)) continue;
		const kept =
			known?.owner === null
				? await writes.addVersion(store, { slug, owner: null }, version, beside)
				: await writes.addQuery(store, { slug, owner: null, shared: true, version }, beside);
		if (!kept) taken.push(slug);
	}
	return taken;
}

/** By content and not by the order of members, which the store does not keep. */
function sameText(kept: QueryText, shipped: QueryText): boolean {
	const told = ({ title, description, purpose, document, defaults, titles, rowsOf }: QueryText) =>
		JSON.stringify([title.zh, title.en, description.zh, description.en, purpose, document, sorted(defaults), sorted(titles), rowsOf]);
	return told(kept) === told(shipped);
}

function sorted(members: Readonly<Record<string, string>>): unknown {
	return Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1));
}
