/** Apollo's own gateway over subgraphs in this process: composes their SDL, plans queries, and tells what it asked of whom. */
import { composeServices } from '@apollo/composition';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { parse } from 'graphql';

/** A subgraph as the gateway reaches it. */
export interface Subgraph {
	readonly name: string;
	ask(query: string, variables: Variables): Promise<{ readonly data: Row | null; readonly errors?: readonly object[] }>;
}

/** What the gateway answers, and what it asked whom for it. */
export interface Joined {
	readonly data: Row;
	readonly errors: readonly object[];
	readonly asked: readonly { readonly subgraph: string; readonly representations: readonly Row[] }[];
}

type Variables = Readonly<Record<string, unknown>>;
// biome-ignore lint/suspicious/noExplicitAny: a row has the shape of its query, which only the test knows
type Row = Record<string, any>;

export interface Gateway {
	ask(query: string): Promise<Joined>;
	stop(): Promise<void>;
}

/** Composes the subgraphs and answers queries over them. @throws with what composition says, when they do not fit together. */
export async function startGateway(subgraphs: readonly Subgraph[]): Promise<Gateway> {
	const asked: Joined['asked'][number][] = [];
	const gateway = new ApolloGateway({
		supergraphSdl: await compose(subgraphs),
		buildService: ({ name }) => reach(subgraphs.find((one) => one.name === name) as Subgraph, asked),
		// Of the tests' own making: nothing may call home.
		logger: { debug() {}, info() {}, warn() {}, error() {} },
	});
	const server = new ApolloServer({ gateway, stopOnTerminationSignals: false });
	await server.start();
	return {
		async ask(query) {
			asked.length = 0;
			const { body } = await server.executeOperation({ query });
			if (body.kind !== 'single') throw new Error('The gateway answered in parts.');
			return { data: body.singleResult.data as Row, errors: body.singleResult.errors ?? [], asked: [...asked] };
		},
		stop: () => server.stop(),
	};
}

async function compose(subgraphs: readonly Subgraph[]): Promise<string> {
	const services = subgraphs.map(async ({ name, ask }) => {
		const { data } = await ask('{ _service { sdl } }', {});
		return { name, url: `http://127.0.0.1/${name}`, typeDefs: parse(data?._service.sdl) };
	});
	const { errors, supergraphSdl } = composeServices(await Promise.all(services));
	if (supergraphSdl === undefined) throw new Error(`The subgraphs do not compose:\n${errors?.join('\n')}`);
	return supergraphSdl;
}

function reach(subgraph: Subgraph, asked: Joined['asked'][number][]): GraphQLDataSource {
	return {
		async process({ request: { query = '', variables = {} } }) {
			asked.push({ subgraph: subgraph.name, representations: variables.representations ?? [] });
			return (await subgraph.ask(query, variables)) as never;
		},
	};
}
