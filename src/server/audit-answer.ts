/** The audit of an answer, whichever way it was made: who asked what, and what it read of people. */
import type { AuditQueue } from '#access/audit-queue.ts';
import { redactVariables } from '#access/redact-variables.ts';
import type { ServedContext } from './request-context.ts';

/** What was asked. */
export interface AuditedAnswer {
	/** SHA-256 (hex) of the document. */
	readonly document: string;
	readonly variables: Readonly<Record<string, unknown>>;
	readonly operationName: string | null;
}

/**
 * Writes who asked and read what. An answer of an agency is written before it leaves, as what is personal is.
 * @throws whatever the store throws, and HubError STORE_UNAVAILABLE: then the answer is not given.
 */
export async function auditAnswer({ reader, live }: ServedContext, answer: AuditedAnswer, queue: AuditQueue): Promise<void> {
	const { document, variables, operationName } = answer;
	const query = { document, variables: redactVariables(variables), before: live.answers.length > 0 };
	await reader.audit.commit(auditedName(operationName), { query, queue });
}

/** Longest name of an operation that the audit keeps; a caller can write anything there. */
const LONGEST_NAME = 80;

/** An operation's name as the audit keeps it. */
export function auditedName(operationName: string | null): string | null {
	return operationName?.slice(0, LONGEST_NAME).replace(/\d{6,}/g, '…') ?? null; // a long number can be a person's
}
