import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, findBreakingChanges, type GraphQLSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { printedSchema } from '#resolvers/printed-schema.ts';
import { createSchema } from '#resolvers/schema.ts';

const print = readFileSync(join(import.meta.dirname, '../../schema.print.graphql'), 'utf8');
const now = printedSchema();

/** What of a schema that clients have does not hold in another, one sentence each. */
function broken(theirs: string, ours: GraphQLSchema | string): readonly string[] {
	return findBreakingChanges(buildSchema(theirs), typeof ours === 'string' ? buildSchema(ours) : ours).map(
		({ description }) => description,
	);
}

describe('the schema', () => {
	test('breaks no client of the stored print; on purpose: npm run schema, and say so to those who hold documents', () => {
		expect(broken(print, createSchema())).toEqual([]);
	});

	test('may grow without a new print', () => {
		expect(broken(now, `${now}\ntype Further { "More." more: Int }`)).toEqual([]);
		expect(broken(now, now.replace('type Me {', 'type Me {\n  further: Int'))).toEqual([]);
	});

	test.each<[string, string, string, RegExp]>([
		['loses a field', '  creditCode: String\n', '  code: String\n', /creditCode was removed/],
		['loses a value', '  RISK_DESC\n', '  RISK\n', /RISK_DESC was removed/],
		['asks for a new argument', 'organisation(\n', 'organisation(\n    more: Int!\n', /more on Query.organisation was added/],
		['gives null where it gave none', '  name: String!\n', '  name: String\n', /name changed type/],
	])('is found to break clients when it %s', (_, part, other, said) => {
		expect(now).toContain(part);
		expect(broken(now, now.replaceAll(part, other)).join('\n')).toMatch(said);
	});
});
