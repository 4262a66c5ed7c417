/** Pages of a saved query, each a request of its caller: bounded, executed, and in the audit before any of it leaves. */
import type { FastifyReply } from 'fastify';
import { type DocumentNode, execute, type GraphQLError, type GraphQLSchema, Kind, print } from 'graphql';
import type { AuditQueue } from '#access/audit-queue.ts';
import type { Caller } from '#access/caller.ts';
import { redactVariables } from '#access/redact-variables.ts';
import type { RunParts } from '#services/saved-queries/run-query.ts';
import { sourceAges } from '#services/saved-queries/source-ages.ts';
import { asResult, type CompiledQuery, compileQuery } from './execute.ts';
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
	const documents = new Map<DocumentNode, KnownDocument>();
	const known = (document: DocumentNode): KnownDocument => {
		const found = documents.get(document) ?? compileDocument(queryChecks.schema, document);
		documents.set(document, found);
		return found;
	};
	return {
		async execute({ document }, variables) {
			const context = createContext(caller, parts, reply);
			try {
				const { query, hash } = known(document);
				const answer = await query?.run(context, variables);
				const result =
					answer == null
						? await execute({ schema: queryChecks.schema, document, contextValue: context, variableValues: variables })
						: asResult(answer);
				const [error] = result.errors ?? [];
				if (error !== undefined) throw causeOf(error);
				const asked = { document: hash, variables: redactVariables(variables), before: true };
				await context.reader.audit.commit(slug, first ? { query: asked, queue } : undefined);
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

/** A document of a run, compiled once for all its pages; null: graphql-js interprets it. */
interface KnownDocument {
	readonly hash: string;
	readonly query: CompiledQuery | null;
}

function compileDocument(schema: GraphQLSchema, document: DocumentNode): KnownDocument {
	const hash = documentHash(print(document));
	const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
	return { hash, query: operation?.operation === 'query' ? compileQuery(schema, { document, operation, hash }) : null };
}

function causeOf(error: GraphQLError): Error {
	return error.originalError ?? error;
}
