/** The executable schema: the SDL of `schema/` and the resolvers of this folder. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { HubError } from '#core/errors.ts';
import { KIND_NAMES } from '#core/kinds.ts';
import type { Role } from '#loaders/loaders.ts';
import { AgencyRecord } from './agency-record.ts';
import { AmbiguousCandidate, AmbiguousRecord } from './ambiguous-record.ts';
import { AuditConnection, AuditEntry } from './audit-connection.ts';
import { connections } from './connection.ts';
import type { Context } from './context.ts';
import { Division } from './division.ts';
import { Dossier, DossierHolding, TimelineConnection, TimelineEvent } from './dossier.ts';
import { Evidence } from './evidence.ts';
import { FlagFacets, OrganisationFacets } from './facet.ts';
import { FieldClaim, FieldSource } from './field-source.ts';
import { Flag } from './flag.ts';
import { FreshFlag } from './fresh-flag.ts';
import { HubListConnection, HubListEntry, HubListOutcome } from './hub-list-entry.ts';
import { DecideMatchOutcome, MatchDecision } from './match-decision.ts';
import { MatchExplanation, SuccessionExplanation } from './match-explanation.ts';
import { Me } from './me.ts';
import { DivisionStatistics, Measure } from './measure.ts';
import { Mutation } from './mutation.ts';
import { NetworkNode } from './network.ts';
import { Node } from './node.ts';
import { Organisation } from './organisation.ts';
import { Person } from './person.ts';
import { PersonMention } from './person-mention.ts';
import { Query } from './query.ts';
import * as records from './records/index.ts';
import { references } from './references.ts';
import { DeclareExpertOutcome, LeadMeasure, ReviewCase, ReviewConnection, ReviewEvent, ReviewOutcome } from './review-case.ts';
import { SavedQuery, SavedQueryOutcome, SavedQueryRun, SavedQueryVersion } from './saved-query.ts';
import { scalars } from './scalars.ts';
import { Signal } from './signal.ts';
import { Source, SourceStatus, SourceTable } from './source.ts';
import { createSubgraph } from './subgraph.ts';
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

/** Who may not ask for the schema by introspection does not get it for a gateway either. */
function assertMayRead({ reader }: Context): void {
	if (!reader.can('schema:introspect')) throw new HubError('ACCESS_DENIED', `The role ${reader.caller.role} may not read the schema.`);
}

const RESOLVERS = {
	...scalars,
	...enums,
	...records,
	...connections,
	AgencyRecord,
	AmbiguousCandidate,
	AmbiguousRecord,
	DecideMatchOutcome,
	MatchDecision,
	MatchExplanation,
	Mutation,
	AuditConnection,
	AuditEntry,
	Division,
	Dossier,
	DossierHolding,
	TimelineEvent,
	TimelineConnection: { ...connections.TimelineConnection, ...TimelineConnection },
	DivisionStatistics,
	Measure,
	NetworkNode,
	Evidence,
	FreshFlag,
	FieldClaim,
	FieldSource,
	Flag,
	FlagFacets,
	Me,
	Node,
	Organisation,
	OrganisationFacets,
	Person,
	PersonMention,
	HubListConnection,
	HubListEntry,
	HubListOutcome,
	DeclareExpertOutcome,
	LeadMeasure,
	Query,
	ReviewCase,
	ReviewConnection,
	ReviewEvent,
	ReviewOutcome,
	SavedQuery,
	SavedQueryOutcome,
	SavedQueryRun,
	SavedQueryVersion,
	Signal,
	Source,
	SourceStatus,
	SourceTable,
	Succession,
	SuccessionExplanation,
};

/** The schema with its resolvers, a subgraph of Apollo Federation; a resolver for a field that the SDL does not have is an error at start. */
export function createSchema(): GraphQLSchema {
	return createSubgraph<Context>({
		typeDefs: readTypeDefs(),
		resolvers: RESOLVERS,
		references,
		assertMayRead,
	});
}
