/**
 * Writes `schema.print.graphql`: the schema as clients have it. A test holds the running schema to it, so that a change which would
 * break a client is made on purpose, by running this.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printedSchema } from '#resolvers/printed-schema.ts';

writeFileSync(join(import.meta.dirname, '../schema.print.graphql'), printedSchema());
