/**
 * Brings a store to the newest secret: every value that was made with a secret is wrapped where it stands, in one transaction. Person
 * tokens, the tokens in the history of files, the answers of the police, and the hashes of contents, which tokens are part of.
 */
import type pg from 'pg';
import { streamRows } from './copy.ts';
import type { Store } from './database.ts';
import { foreignSecret, type KnownSecrets } from './secret.ts';
import { withTransaction } from './transaction.ts';

/** Values wrapped at once: fewer make round trips count, more hold that many texts in memory. */
const VALUES_AT_ONCE = 10_000;

const PEOPLE = `jsonb_array_elements(matter->'people')`;

const VALUES = `/* secret: values */ select value from person_token union select token from clearance
	union select content_hash from record union select content_hash from record_history
	union select t->>'value' from record_history, ${PEOPLE} p, jsonb_array_elements(p->'tokens') t where matter is not null`;

const WRAP: readonly string[] = [
	'/* secret: tokens */ update person_token t set value = w.wrapped from wrapped_value w where w.value = t.value',
	'/* secret: answers */ update clearance c set token = w.wrapped from wrapped_value w where w.value = c.token',
	'/* secret: contents */ update record r set content_hash = w.wrapped from wrapped_value w where w.value = r.content_hash',
	'/* secret: history */ update record_history h set content_hash = w.wrapped from wrapped_value w where w.value = h.content_hash',
	`/* secret: people of the history */ update record_history h set matter = jsonb_set(matter, '{people}', (
			select jsonb_agg(jsonb_set(p, '{tokens}', (
				select coalesce(jsonb_agg(jsonb_build_object('kind', t->>'kind', 'value', w.wrapped) order by t->>'kind', w.wrapped), '[]')
				from jsonb_array_elements(p->'tokens') t join wrapped_value w on w.value = t->>'value')) order by p->>'slot')
			from ${PEOPLE} p)) where jsonb_array_length(matter->'people') > 0`,
	// Rows of earlier results are known by hashes that cannot be wrapped: the next result is the first that the one after it is compared with.
	'/* secret: results */ delete from saved_query_run',
];

/**
 * Wraps what the store holds. Gives how many values were wrapped; 0 when the store already is at the newest secret. `inside` runs in the
 * same transaction, last.
 * @throws HubError SECRET_REFUSED for secrets that have nothing to do with the store; nothing is changed then.
 */
export function rotateSecret(
	store: Pick<Store, 'pool'>,
	secrets: KnownSecrets,
	inside: (client: pg.PoolClient) => Promise<void>,
): Promise<number> {
	return withTransaction(store, async (client) => {
		const { rows } = await client.query<{ value: string }>(
			`/* secret: hold */ select value from meta where key = 'secret_check' for update`,
		);
		const kept = rows[0]?.value;
		if (kept === secrets.checkValue()) return 0;
		const advance = kept === undefined ? null : secrets.advanceFrom(kept);
		if (advance === null) throw foreignSecret();
		const wrapped = await wrapValues(client, advance);
		for (const statement of WRAP) await client.query(statement);
		await client.query(`/* secret: kept */ update meta set value = $1 where key = 'secret_check'`, [secrets.checkValue()]);
		await inside(client);
		return wrapped;
	});
}

/** Fills `wrapped_value (value, wrapped)` with every value that the store holds. */
async function wrapValues(client: pg.PoolClient, advance: (value: string) => string): Promise<number> {
	await client.query('create temp table wrapped_value (value text collate "C" not null, wrapped text collate "C" not null) on commit drop');
	let wrapped = 0;
	let batch: string[] = [];
	const flush = async () => {
		await client.query('insert into wrapped_value select * from unnest($1::text[], $2::text[])', [batch, batch.map(advance)]);
		wrapped += batch.length;
		batch = [];
	};
	for await (const { value } of streamRows<{ value: string }>(client, VALUES)) {
		batch.push(value);
		if (batch.length === VALUES_AT_ONCE) await flush();
	}
	await flush();
	await client.query('analyze wrapped_value');
	return wrapped;
}
