/** The executable schema: the SDL of `schema/` and the resolvers of this folder. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { KIND_NAMES } from '#core/kinds.ts';
import type { Role } from '#loaders/loaders.ts';
import { AgencyRecord } from './agency-record.ts';
import { Evidence } from './evidence.ts';
import { Flag } from './flag.ts';
import { FlagConnection } from './flag-connection.ts';
import { Me } from './me.ts';
import { Node } from './node.ts';
import { Organisation } from './organisation.ts';
import { OrganisationConnection } from './organisation-connection.ts';
import { Person } from './person.ts';
import { PersonMention } from './person-mention.ts';
import { Query } from './query.ts';
import * as records from './records/index.ts';
import { scalars } from './scalars.ts';
import { Signal } from './signal.ts';
import { Source, SourceTable } from './source.ts';
import { Succession } from './succession.ts';

const SCHEMA_FOLDER = join(import.meta.dirname, '../../schema');

/** A word of the hub in the schema's form: registrationChange is REGISTRATION_CHANGE. */
export function enumName(word: string): string {
	return word.replace(/[A-Z]/g, '_$&').toUpperCase();
}

const ROLE_WORDS: readonly Role[] = ['dashboard', 'analyst', 'reviewer', 'enforcement', 'auditor', 'exporter', 'admin'];
const enums = {
	RecordKind: Object.fromEntries(KIND_NAMES.map((kind) => [enumName(kind), kind])),
	Role: Object.fromEntries(ROLE_WORDS.map((role) => [enumName(role), role])),
};

/** The SDL, file by file in a fixed order. */
export function readTypeDefs(): string[] {
	return globSync('**/*.graphql', { cwd: SCHEMA_FOLDER })
		.sort()
		.map((file) => readFileSync(join(SCHEMA_FOLDER, file), 'utf8'));
}

/** The schema with its resolvers; a resolver for a field that the SDL does not have is an error at start. */
export function createSchema(): GraphQLSchema {
	return makeExecutableSchema({
		typeDefs: readTypeDefs(),
		resolvers: {
			...scalars,
			...enums,
			...records,
			AgencyRecord,
			Evidence,
			Flag,
			FlagConnection,
			Me,
			Node,
			Organisation,
			OrganisationConnection,
			Person,
			PersonMention,
			Query,
			Signal,
			Source,
			SourceTable,
			Succession,
		},
		resolverValidationOptions: { requireResolversToMatchSchema: 'error', requireResolversForResolveType: 'error' },
	});
}
