/** What a document is held to when it is saved and when it runs: the schema as it is, and the limits of who saves or runs it. */
import { createHash } from 'node:crypto';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import type { Caller } from '#access/caller.ts';
import { HubError, isHubError } from '#core/errors.ts';
import { type PlannedText, planQuery, type QueryPlan } from './query-plan.ts';

/** Entries of a page that are tried, largest first. The API gives at most 100. */
const PAGE_SIZES = [100, 50, 20, 10, 5, 1];

/** Refuses what a caller's role may not spend. @throws HubError LIMIT_EXCEEDED. */
export type AssertAffordable = (plan: QueryPlan, variables: Readonly<Record<string, unknown>>, caller: Pick<Caller, 'role'>) => void;

/** The checks of one server. */
export interface QueryChecks {
	readonly schema: GraphQLSchema;
	/** SHA-256 (hex) of the schema as it is printed in order. */
	readonly schemaHash: string;
	/** @throws HubError INVALID_INPUT that says what in the document must change. */
	plan(text: PlannedText): QueryPlan;
	/** The most entries a page may have under the limits of a caller. @throws HubError LIMIT_EXCEEDED when one alone is too many. */
	pageSize(plan: QueryPlan, variables: Readonly<Record<string, unknown>>, caller: Pick<Caller, 'role'>): number;
}

/** Checks by a schema and the limits of a server. */
export function createQueryChecks(schema: GraphQLSchema, assertAffordable: AssertAffordable): QueryChecks {
	const schemaHash = createHash('sha256')
		.update(printSchema(lexicographicSortSchema(schema)))
		.digest('hex');
	const plans = new Map<string, QueryPlan>();
	return {
		schema,
		schemaHash,
		plan({ document, rowsOf }) {
			const key = JSON.stringify([document, rowsOf]);
			const plan = plans.get(key) ?? planQuery({ document, rowsOf }, schema);
			plans.delete(key); // the one asked for last stands last
			plans.set(key, plan);
			if (plans.size > MOST_PLANS) plans.delete(plans.keys().next().value ?? '');
			return plan;
		},
		pageSize(plan, variables, caller) {
			let refusal: unknown = null;
			for (const size of plan.list.paged ? PAGE_SIZES : PAGE_SIZES.slice(-1)) {
				try {
					assertAffordable(plan, { ...variables, lianjianFirst: size }, caller);
					return size;
				} catch (thrown) {
					if (!isHubError(thrown, 'LIMIT_EXCEEDED')) throw thrown;
					refusal = thrown;
				}
			}
			throw refusal ?? new HubError('LIMIT_EXCEEDED', 'The query costs too much.');
		},
	};
}

/** Plans that are remembered. Fewer: queries of dashboards are planned anew at each run; more: memory for queries that nobody runs. */
const MOST_PLANS = 200;
