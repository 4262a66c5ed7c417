/** Pages of a saved query, each a request of its caller: bounded, executed, and in the audit before any of it leaves. */
import type { FastifyReply } from 'fastify';
import { execute, type GraphQLError, print } from 'graphql';
import type { AuditQueue } from '#access/audit-queue.ts';
import type { Caller } from '#access/caller.ts';
import { redactVariables } from '#access/redact-variables.ts';
import type { RunParts } from '#services/saved-queries/run-query.ts';
import { sourceAges } from '#services/saved-queries/source-ages.ts';
import { type ContextParts, createContext } from './request-context.ts';
import { documentHash } from './trusted-documents.ts';

export interface PageParts extends ContextParts {
	readonly queue: AuditQueue;
}

/** How the pages of one run are answered. The run stands in the audit with its first page; what later ones show of people follows. */
export function answerPages(
	caller: Caller,
	reply: FastifyReply,
	parts: PageParts & { readonly slug: string },
): Pick<RunParts, 'execute' | 'sources'> {
	let first = true;
	const { queryChecks, queue, slug } = parts;
	return {
		async execute({ document }, variables) {
			const context = createContext(caller, parts, reply);
			try {
				const result = await execute({ schema: queryChecks.schema, document, contextValue: context, variableValues: variables });
				const [error] = result.errors ?? [];
				if (error !== undefined) throw causeOf(error);
				const query = { document: documentHash(print(document)), variables: redactVariables(variables), before: true };
				await context.reader.audit.commit(slug, first ? { query, queue } : undefined);
				first = false;
				return result.data ?? {};
			} finally {
				context.finish();
			}
		},
		async sources() {
			const context = createContext(caller, parts, reply);
			try {
				return sourceAges(parts.sources, await context.loaders.sourceTables(), caller.sources);
			} finally {
				context.finish();
			}
		},
	};
}

function causeOf(error: GraphQLError): Error {
	return error.originalError ?? error;
}
