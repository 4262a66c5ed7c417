import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { SAMPLE_QUERIES } from '#sandbox/sample-queries.ts';

const root = resolve(import.meta.dirname, '../..');
const schema = buildSchema(
	globSync('schema/**/*.graphql', { cwd: root })
		.map((file) => readFileSync(resolve(root, file), 'utf8'))
		.join('\n'),
);

describe('SAMPLE_QUERIES', () => {
	test.each(SAMPLE_QUERIES)('fits the schema: $about', ({ query }) => {
		expect(validate(schema, parse(query))).toEqual([]);
	});
});
