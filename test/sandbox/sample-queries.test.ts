import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createSchema } from '#resolvers/schema.ts';
import { SAMPLE_QUERIES } from '#sandbox/sample-queries.ts';

const schema = createSchema();

describe('SAMPLE_QUERIES', () => {
	test.each(SAMPLE_QUERIES)('fits the schema: $about', ({ query }) => {
		expect(validate(schema, parse(query))).toEqual([]);
	});
});
