/**
 * What the hub is compared with: Apollo Server as it comes, with DataLoaders over the same store and the same shape of answer. No rights,
 * no masks, no audit, no limits. Argument: address of the store.
 */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import DataLoader from 'dataloader';
import pg from 'pg';
import { serveMeasured } from './measured-process.ts';

const typeDefs = `#graphql
	type Query { organisations(first: Int!, division: String!): OrganisationConnection! }
	type OrganisationConnection { nodes: [Organisation!]! pageInfo: PageInfo! }
	type PageInfo { hasNextPage: Boolean! endCursor: String }
	type Organisation { id: ID! name: String! creditCode: String status: String risk: Risk! registration: Registration licences: LicencePage flags(first: Int!): FlagPage }
	type Risk { score: Int! severity: String }
	type Registration { name: String status: String establishedOn: String capital: String }
	type LicencePage { nodes: [Licence!]! }
	type Licence { licenceNo: String name: String status: String validUntil: String principal: Principal }
	type Principal { name: String! masked: Boolean! }
	type FlagPage { nodes: [Flag!]! }
	type Flag { id: ID! code: String! severity: String! score: String! firstSeen: String! }
`;

interface Row {
	readonly organisation_id: string;
	readonly [column: string]: unknown;
}
interface Context {
	readonly registrations: DataLoader<string, unknown>;
	readonly licences: DataLoader<string, unknown>;
	readonly flags: DataLoader<string, readonly Row[]>;
}

const pool = new pg.Pool({
	connectionString: process.argv[2] ?? '',
	options: '-c search_path=hub -c jit=off',
	max: 8,
	types: { getTypeParser: (oid: number, format?: string) => (oid === 1082 ? String : pg.types.getTypeParser(oid, format as 'text')) },
});

async function byOrganisation(text: string, ids: readonly string[]): Promise<Map<string, Row[]>> {
	const { rows } = await pool.query<Row>(text, [ids]);
	return Map.groupBy(rows, (row) => row.organisation_id);
}

function createContext(): Context {
	const records = (kind: string) =>
		new DataLoader<string, unknown>(async (ids) => {
			const found = await byOrganisation(
				`select organisation_id, body from record where kind = '${kind}' and organisation_id = any($1::text[]) order by record_key`,
				ids,
			);
			return ids.map((id) => found.get(id)?.[0]?.body ?? null);
		});
	return {
		registrations: records('registration'),
		licences: records('licence'),
		flags: new DataLoader<string, readonly Row[]>(async (ids) => {
			const found = await byOrganisation(
				'select organisation_id, flag_id as id, code, severity, score, first_seen as "firstSeen" from flag where organisation_id = any($1::text[]) order by code, flag_id',
				ids,
			);
			return ids.map((id) => found.get(id) ?? []);
		}),
	};
}

const resolvers = {
	Query: {
		async organisations(_: unknown, { first, division }: { first: number; division: string }) {
			const { rows } = await pool.query<Row>(
				'select * from organisation where merged_into is null and division_code = $1 order by risk_score desc, organisation_id limit $2',
				[division, first + 1],
			);
			return { nodes: rows.slice(0, first), pageInfo: { hasNextPage: rows.length > first, endCursor: rows[first - 1]?.organisation_id } };
		},
	},
	Organisation: {
		id: (row: Row) => row.organisation_id,
		creditCode: (row: Row) => row.credit_code,
		risk: (row: Row) => ({ score: row.risk_score, severity: row.severity }),
		registration: (row: Row, _: unknown, { registrations }: Context) => registrations.load(row.organisation_id),
		licences: async (row: Row, _: unknown, { licences }: Context) => ({
			nodes: [await licences.load(row.organisation_id)].filter(Boolean),
		}),
		flags: async (row: Row, { first }: { first: number }, { flags }: Context) => ({
			nodes: (await flags.load(row.organisation_id)).slice(0, first),
		}),
	},
	Principal: { masked: () => false },
};

const server = new ApolloServer<Context>({ typeDefs, resolvers });
const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 }, context: async () => createContext() });
serveMeasured(url);
