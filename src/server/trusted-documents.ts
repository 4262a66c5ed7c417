/**
 * Trusted documents: the queries that a house has looked at, kept as files in a folder and named by the SHA-256 of their text. A role
 * without the right to send documents of its own runs these alone (GraphQL over HTTP, appendix "Persisted Documents").
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { HubError, messageOf } from '#core/errors.ts';

/** Documents by the SHA-256 (hex) of their text. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** The id of a document. */
export function documentHash(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/**
 * Reads the `.graphql` files of a folder and below; null: none are trusted.
 * @throws HubError CONFIG naming the file that the schema does not answer.
 */
export function readTrustedDocuments(folder: string | null, schema: GraphQLSchema): TrustedDocuments {
	if (folder === null) return new Map();
	const files = globSync('**/*.graphql', { cwd: folder }).sort();
	if (files.length === 0) throw new HubError('CONFIG', `hub.trustedDocuments names ${folder}, which holds no .graphql files.`);
	return new Map(
		files.map((file) => {
			const text = readFileSync(join(folder, file), 'utf8');
			const fault = faultOf(text, schema);
			if (fault !== null) throw new HubError('CONFIG', `The trusted document ${join(folder, file)} is not answered: ${fault}`);
			return [documentHash(text), text];
		}),
	);
}

function faultOf(text: string, schema: GraphQLSchema): string | null {
	try {
		return validate(schema, parse(text))[0]?.message ?? null;
	} catch (thrown) {
		return messageOf(thrown);
	}
}

const DOCUMENT_ID = /^(?:sha256:)?([0-9a-f]{64})$/;

/**
 * Puts the text of a trusted document into a request that names it by `documentId` or `extensions.persistedQuery.sha256Hash`; a request
 * with a text of its own stays as it is. `parameters`: a body, or the search parameters of a GET.
 * @throws HubError NOT_FOUND for an id that is not trusted.
 */
export function fillDocument(parameters: Record<string, unknown>, trusted: TrustedDocuments): void {
	const id = parameters.documentId ?? persistedHash(parameters.extensions);
	if (id === undefined || typeof parameters.query === 'string') return;
	const text = trusted.get(DOCUMENT_ID.exec(String(id))?.[1] ?? '');
	if (text === undefined)
		throw new HubError('NOT_FOUND', 'There is no trusted document of this id; send one of the documents of this hub.');
	parameters.query = text;
	delete parameters.documentId;
	delete parameters.extensions;
}

function persistedHash(extensions: unknown): unknown {
	const given = typeof extensions === 'string' ? parseObject(extensions) : extensions;
	const persisted = typeof given === 'object' && given !== null && 'persistedQuery' in given ? given.persistedQuery : null;
	return typeof persisted === 'object' && persisted !== null && 'sha256Hash' in persisted ? persisted.sha256Hash : undefined;
}

function parseObject(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
