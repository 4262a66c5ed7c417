/** Keeps the weights of risk by version, and which one is in force by whose decision. */
import type pg from 'pg';
import type { RiskWeights } from '#core/risk.ts';
import type { Store } from './database.ts';
import { withTransaction } from './transaction.ts';

/** Weights with the figures on which somebody decides whether to use them. */
export interface KeptWeights {
	readonly weights: RiskWeights;
	readonly madeAt: string;
	/** As printed when they were estimated. */
	readonly measures: unknown;
	readonly fairness: unknown;
}

/** A decision for a version. */
export interface RiskChoice {
	readonly version: string;
	readonly by: string;
	/** ISO 8601. */
	readonly at: string;
	readonly reason: string;
}

interface Row {
	version: string;
	made_at: string;
	bias: number;
	weights: RiskWeights['weights'];
	provenance: RiskWeights['provenance'];
	measures: unknown;
	fairness: unknown;
}

/** Keeps a version; one that is there stays as it was, for equal versions hold equal weights. */
export async function keepWeights(store: Pick<Store, 'pool'>, kept: Omit<KeptWeights, 'madeAt'>, at: Date): Promise<void> {
	const { version, bias, weights, provenance } = kept.weights;
	await store.pool.query(
		`/* risk: keep weights */ insert into risk_weights (version, made_at, bias, weights, provenance, measures, fairness)
		values ($1, $2, $3, $4, $5, $6, $7) on conflict (version) do nothing`,
		[version, at, bias, ...[weights, provenance, kept.measures, kept.fairness].map((part) => JSON.stringify(part))],
	);
}

/** All versions, newest first. */
export async function allWeights(store: Pick<Store, 'pool'>): Promise<readonly KeptWeights[]> {
	const { rows } = await store.pool.query<Row>('/* risk: weights */ select * from risk_weights order by made_at desc, version');
	return rows.map((row) => ({
		weights: toWeights(row),
		madeAt: new Date(row.made_at).toISOString(),
		measures: row.measures,
		fairness: row.fairness,
	}));
}

const toWeights = ({ version, bias, weights, provenance }: Row): RiskWeights => ({ version, bias, weights, provenance });

/** The weights of a version that was kept; null: it is one that the program ships, or none. */
export async function weightsIn(client: Pick<pg.PoolClient, 'query'>, version: string): Promise<RiskWeights | null> {
	const { rows } = await client.query<Row>('/* risk: version */ select * from risk_weights where version = $1', [version]);
	return rows[0] === undefined ? null : toWeights(rows[0]);
}

/** The decision in force; null: nobody has decided, the delivered weights hold. */
export async function riskChoice(store: Pick<Store, 'pool'>): Promise<RiskChoice | null> {
	const { rows } = await store.pool.query<{ version: string; decided_by: string; decided_at: string; reason: string }>(
		`/* risk: choice */ select version, decided_by, decided_at, reason from risk_choice order by choice_id desc limit 1`,
	);
	const [row] = rows;
	return row === undefined
		? null
		: { version: row.version, by: row.decided_by, at: new Date(row.decided_at).toISOString(), reason: row.reason };
}

/** Decides for a version, together with what `beside` writes. */
export async function chooseWeights(
	store: Pick<Store, 'pool'>,
	choice: Omit<RiskChoice, 'at'> & { readonly at: Date },
	beside: (client: pg.PoolClient) => Promise<void>,
): Promise<void> {
	await withTransaction(store, async (client) => {
		await client.query(`/* risk: choose */ insert into risk_choice (version, decided_by, decided_at, reason) values ($1, $2, $3, $4)`, [
			choice.version,
			choice.by,
			choice.at,
			choice.reason,
		]);
		await beside(client);
	});
}
