/** Keeps entries of the hub's own lists: added and ended, each with what is written beside it in one transaction. */
import type pg from 'pg';
import type { BanScope, HubListEntry } from '#core/hub-lists.ts';
import { mintId } from '#core/ids.ts';
import type { Store } from './database.ts';
import { withTransaction } from './transaction.ts';

export interface NewListEntry extends Pick<HubListEntry, 'list' | 'organisationId' | 'personId' | 'reason' | 'from' | 'to'> {
	readonly scopes: readonly BanScope[];
	readonly by: string;
	readonly role: string;
	readonly at: Date;
}

/** What is written together with an entry, in its transaction. */
type Beside = (client: pg.PoolClient, listId: string) => Promise<void>;

/** Adds an entry and gives its id. */
export async function addListEntry(store: Pick<Store, 'pool'>, entry: NewListEntry, beside: Beside): Promise<string> {
	return withTransaction(store, async (client) => {
		const about = entry.organisationId ?? entry.personId ?? '';
		await client.query('/* lists: one at a time */ select pg_advisory_xact_lock(hashtext($1))', [`list ${about}`]);
		const { rows } = await client.query<{ earlier: string }>(
			'/* lists: earlier */ select count(*) as earlier from hub_list_entry where coalesce(organisation_id, person_id) = $1',
			[about],
		);
		const listId = mintId('list', about, rows[0]?.earlier ?? '0');
		await client.query(
			`/* lists: add */ insert into hub_list_entry (entry_id, list, organisation_id, person_id, scopes, reason, from_on, to_on, entered_by, entered_role, entered_at)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
			[
				...[listId, entry.list, entry.organisationId, entry.personId, entry.scopes, entry.reason, entry.from, entry.to],
				...[entry.by, entry.role, entry.at],
			],
		);
		await beside(client, listId);
		return listId;
	});
}

/** Ends an entry that stands; false, and nothing beside it, when there is none of that id. */
export async function endListEntry(
	store: Pick<Store, 'pool'>,
	ending: { readonly listId: string; readonly by: string; readonly at: Date; readonly reason: string },
	beside: Beside,
): Promise<boolean> {
	return withTransaction(store, async (client) => {
		const { rowCount } = await client.query(
			'/* lists: end */ update hub_list_entry set ended_at = $2, ended_by = $3, ended_reason = $4 where entry_id = $1 and ended_at is null',
			[ending.listId, ending.at, ending.by, ending.reason],
		);
		if (rowCount !== 1) return false;
		await beside(client, ending.listId);
		return true;
	});
}
