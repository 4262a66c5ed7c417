/** The schema as a file, for tools that make types of it: to those who may read it, as by introspection. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type GraphQLSchema, printSchema } from 'graphql';
import { assertCan } from '#access/actions.ts';
import type { Caller } from '#access/caller.ts';

/** Serves `/schema.graphql`; `callerOf` gives who asks, whose token has been checked. */
export function registerSchema(api: FastifyInstance, schema: GraphQLSchema, callerOf: (request: FastifyRequest) => Caller): void {
	const text = printSchema(schema);
	api.get('/schema.graphql', async (request, reply) => {
		assertCan(callerOf(request), 'schema:introspect');
		return reply.type('text/plain; charset=utf-8').send(text);
	});
}
