/** A subgraph of inspection plans, which knows organisations by their credit code and places by division. */
import { createSubgraph } from '#resolvers/subgraph.ts';

/** The organisation that is planned for. */
export const PLANNED_CODE = '91330106MA0000001X';

const TYPE_DEFS = `
	extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
	type Query { plans: [Plan!]! }
	type Plan @key(fields: "id") { id: ID! organisation: Organisation place: Division! }
	type Organisation @key(fields: "creditCode") { creditCode: String plannedOn: String }
	type Division @key(fields: "code") { code: String! inspectors: Int! }
`;
const organisation = { creditCode: PLANNED_CODE, plannedOn: '2025-06-03' };
const plan = { id: 'p1', organisation, place: { code: '330106', inspectors: 4 } };

/** Its schema. */
export const plansSchema = createSubgraph<object>({
	typeDefs: [TYPE_DEFS],
	resolvers: { Query: { plans: () => [plan] } },
	references: {
		Plan: ({ id }) => (id === plan.id ? plan : null),
		Organisation: ({ creditCode }) => (creditCode === PLANNED_CODE ? organisation : null),
		Division: ({ code }) => ({ code, inspectors: code === '330106' ? 4 : 9 }),
	},
	assertMayRead: () => {},
});
