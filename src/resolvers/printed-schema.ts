/** The schema as one text: what clients, saved queries and the check for breaking changes compare. */
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from './schema.ts';

/** The schema, sorted, so that moving a definition changes nothing. */
export function printedSchema(): string {
	return `${printSchema(lexicographicSortSchema(createSchema()))}\n`;
}
