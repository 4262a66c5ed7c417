/** The entry points of the API. */
import { normaliseCreditCode } from '#core/codes/credit-code.ts';
import { explainMatch } from '#services/explain/explain-match.ts';
import { explainStanding } from '#services/explain/explain-organisation.ts';
import { explainPerson } from '#services/explain/explain-person.ts';
import { matchPerson } from '#services/explain/match-person.ts';
import { matchRecord } from '#services/explain/match-record.ts';
import { knownOnOf, organisationAsOf } from './as-of.ts';
import { connection } from './connection.ts';
import type { Context } from './context.ts';
import { assertFirst } from './cursor.ts';
import { findDivision } from './division.ts';
import { assertDivision } from './division-code.ts';
import { dossierQueries } from './dossier.ts';
import { facetQueries } from './facet.ts';
import type { QueryResolvers } from './generated/types.ts';
import { listAhead, relationsAhead } from './look-ahead.ts';
import { givenOf, givenPersonOf, sideOf } from './match-side.ts';
import { measureQueries } from './measure.ts';
import { networkQueries } from './network.ts';
import { Organisation } from './organisation.ts';
import { organisationsKnownWhere, organisationsWhere } from './organisation-list.ts';
import { savedQueryReads } from './saved-query-fields.ts';
import { toSource } from './source.ts';

/** Most hits of a search. More than this nobody reads; whoever needs all pages through `organisations`. */
const MAX_HITS = 50;
/** Most ambiguous records at once: a reviewer's day; the list grows shorter as they decide. */
const MAX_AMBIGUOUS = 200;

/** Most records that are explained at once: each one that was weighed is weighed again for its values. */
const MAX_EXPLAINED = 100;

/** Most candidates of a record in hand: what is not among the first is not meant. */
const MAX_MATCHED = 50;

export const Query: QueryResolvers<Context> = {
	me: (_, __, { reader }) => reader.caller,
	node(_, { id }, { loaders }) {
		if (id.startsWith('org_')) return loaders.organisation.load(id);
		if (id.startsWith('per_')) return loaders.person.load(id);
		return id.startsWith('flag_') ? loaders.flag.load(id) : null;
	},
	division: (_, { code }) => findDivision(assertDivision(code)),
	organisation: (_, { id, asOf }, context) => organisationAsOf(id, knownOnOf(asOf, context), context),
	async organisationByCreditCode(_, { creditCode, asOf }, context) {
		const knownOn = knownOnOf(asOf, context);
		const found = await context.loaders.organisationByCreditCode.load(normaliseCreditCode(creditCode));
		return found === null || knownOn === null ? found : organisationAsOf(found.organisationId, knownOn, context);
	},
	organisations(_, { filter, asOf, orderBy, ...page }, context, info) {
		const conditions = { ...filter, divisionCode: assertDivision(filter?.divisionCode) };
		const knownOn = knownOnOf(asOf, context);
		if (knownOn !== null) return organisationsKnownWhere(conditions, { ...page, orderBy: orderBy ?? null, knownOn }, context);
		const { reader, loaders } = context;
		const args = { ...page, orderBy: orderBy ?? 'RISK_DESC' };
		return organisationsWhere(conditions, args, {
			reader,
			loaders,
			relations: relationsAhead(info, { ...Organisation }),
			list: listAhead(info),
		});
	},
	person: (_, { id }, { loaders }) => loaders.person.load(id),
	flags(_, { filter, orderBy, ...args }, { reader }) {
		const conditions = { ...filter, divisionCode: assertDivision(filter?.divisionCode) };
		return connection(`flags:${orderBy}`, args, {
			page: (window) => reader.flagPage({ conditions, order: orderBy, window }),
			count: () => reader.countFlags(conditions),
		});
	},
	flag: (_, { id }, { loaders }) => loaders.flag.load(id),
	async search(_, { text, first }, { reader, loaders, simplify }) {
		const { hits, complete } = await reader.search(simplify(text), assertFirst(first, MAX_HITS));
		const found = await Promise.all(
			hits.map(async ({ organisationId, score }) => ({ organisation: await loaders.organisation.load(organisationId), score })),
		);
		return { hits: found.flatMap(({ organisation, score }) => (organisation === null ? [] : [{ organisation, score }])), complete };
	},
	auditLog(_, { filter, ...args }, { reader }) {
		const conditions = filter ?? {};
		return connection('audit:NEWEST', args, {
			page: (window) => reader.auditPage({ conditions, window }),
			count: () => reader.countAudit(conditions),
			from: () => false,
		});
	},
	explainMatch: (_, { a, b }, { reader }) => explainMatch(reader, sideOf(a), sideOf(b)),
	explainPerson: (_, { id }, { reader }) => explainPerson(reader, id),
	matchPerson: (_, { person, first }, { reader, readGivenPerson }) =>
		matchPerson(reader, readGivenPerson(givenPersonOf(person)), assertFirst(first, MAX_MATCHED)),
	matchRecord: (_, { record, as, first }, { reader, readGiven }) =>
		matchRecord(reader, readGiven(givenOf(record, as)), assertFirst(first, MAX_MATCHED)),
	async explainOrganisation(_, { id, first }, { reader, loaders }) {
		const organisation = await loaders.organisation.load(id);
		return organisation === null ? null : explainStanding(reader, organisation, assertFirst(first, MAX_EXPLAINED));
	},
	...dossierQueries,
	...facetQueries,
	...measureQueries,
	...networkQueries,
	ambiguousRecords: (_, { first }, { reader }) => reader.ambiguousRecords(assertFirst(first, MAX_AMBIGUOUS)),
	reviewCases(_, { filter, orderBy, ...args }, { reader }) {
		const conditions = { ...filter, divisionCode: assertDivision(filter?.divisionCode) };
		return connection(`reviews:${orderBy}`, args, {
			page: (window) => reader.reviewPage({ conditions, order: orderBy, window }),
			count: () => reader.countReviews(conditions),
			from: () => false,
		});
	},
	hubListEntries(_, { filter, ...args }, { reader }) {
		const conditions = filter ?? {};
		return connection('hubLists:ID', args, {
			page: (window) => reader.listEntryPage({ conditions, window }),
			count: () => reader.countListEntries(conditions),
			from: () => false,
		});
	},
	reviewCase: async (_, { id }, { reader }) => (await reader.reviewCases([id])).get(id) ?? null,
	reviewCounts: (_, { divisionCode }, { reader }) => reader.reviewCounts(assertDivision(divisionCode)),
	leadMeasures: (_, { divisionCode, from, until }, { reader }) =>
		reader.leadMeasures({ divisionCode: assertDivision(divisionCode), from, until }),
	...savedQueryReads,
	async sources(_, __, { sources, loaders, reader }) {
		const tables = await loaders.sourceTables();
		const seen = sources.filter(({ id }) => reader.caller.sources?.includes(id) ?? true);
		return seen.map((mapping) => toSource(mapping, tables));
	},
};
