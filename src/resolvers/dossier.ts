/** The dossier of an organisation (一机构一表): what the hub holds of it, and what happened when. */
import { type Day, dayOf } from '#core/days.ts';
import { KIND_NAMES, kindDef } from '#core/kinds.ts';
import { eventDef, TIMELINE_EVENT_NAMES } from '#core/timeline.ts';
import { knownOnOf, organisationAsOf } from './as-of.ts';
import { connection, mapPage, tablesOf } from './connection.ts';
import type { Context } from './context.ts';
import type {
	DossierHoldingResolvers,
	DossierResolvers,
	QueryResolvers,
	TimelineConnectionResolvers,
	TimelineEventResolvers,
} from './generated/types.ts';
import type { DossierParent, InspectionParent, OrganisationParent } from './mappers.ts';

/** Kinds of record that can be about an organisation. */
const KINDS = KIND_NAMES.filter((kind) => kindDef(kind).stands !== 'person');

const keyOf = ({ organisation: { organisationId: id, knownOn } }: DossierParent) => ({ id, knownOn: knownOn ?? null });

export const Dossier: DossierResolvers<Context> = {
	async holdings(dossier, _, { reader, loaders }) {
		const found = await loaders.holdings.load(keyOf(dossier));
		const held = new Map(found.map((holding) => [holding.kind, holding]));
		return KINDS.map((kind) => {
			const holding = held.get(kind);
			return { kind, asOf: holding?.asOf ?? null, records: reader.canRead(kind) ? (holding?.records ?? 0) : null };
		});
	},
	records(dossier, { kinds: asked, ...args }, { loaders }) {
		const kinds = asked ?? KINDS;
		return connection('records:NEWEST', args, {
			page: (window) => loaders.recordsOfKinds.load({ ...keyOf(dossier), kinds, window }),
			count: async () => {
				const held = await loaders.holdings.load(keyOf(dossier));
				return held.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { records }) => sum + records, 0);
			},
			from: kinds,
		});
	},
	premises: (dossier, args, { loaders }) =>
		connection('records:KEY', args, {
			page: async (window) => mapPage(await loaders.premises.load({ ...keyOf(dossier), window }), (record) => record as InspectionParent),
			count: () => loaders.premisesCount.load(keyOf(dossier)),
			from: ['inspection'],
		}),
	timeline(dossier, { events: asked, from = null, until, ...args }, { loaders }) {
		const key = keyOf(dossier);
		const events = asked ?? TIMELINE_EVENT_NAMES;
		const query = { ...key, events, from, until: until == null || until > dossier.asOf ? dossier.asOf : until };
		const kinds = events.flatMap((event) => eventDef(event).of?.kind ?? []);
		return connection('timeline:NEWEST', args, {
			page: async (window) => mapPage(await loaders.timeline.load({ ...query, window }), (entry) => ({ ...entry, knownOn: key.knownOn })),
			count: () => loaders.timelineCount.load(query),
			from: kinds,
		});
	},
};

export const DossierHolding: DossierHoldingResolvers<Context> = {
	told: async ({ kind }, _, context) => (await tablesOf(context, (table) => table.kind === kind)).some(({ asOf }) => asOf !== null),
	sources: ({ kind }, _, context) => tablesOf(context, (table) => table.kind === kind),
};

export const TimelineConnection: Pick<TimelineConnectionResolvers<Context>, 'hidden'> = {
	hidden: (_, __, { reader }) => reader.hiddenEvents(),
};

export const TimelineEvent: TimelineEventResolvers<Context> = {
	title: ({ event }) => eventDef(event).title,
	record: ({ ref, knownOn }, _, { loaders }) => (ref === null ? null : loaders.recordByRef.load({ ...ref, knownOn })),
	flag: ({ flagId }, _, { loaders }) => (flagId === null ? null : loaders.flag.load(flagId)),
	review: ({ caseId }, _, { loaders }) => (caseId === null ? null : loaders.reviewCase.load(caseId)),
	other: ({ otherId }, _, { loaders }) => (otherId === null ? null : loaders.organisation.load(otherId)),
};

/** The dossier of an organisation; null: there is none for the caller. */
export function dossierOf(organisation: OrganisationParent | null, { clock }: Pick<Context, 'clock'>): DossierParent | null {
	return organisation === null ? null : { organisation, asOf: organisation.knownOn ?? dayOf(clock.now()) };
}

/** The dossier of an organisation as of a day, or else as of the organisation's own. */
export async function dossierAsOf(
	organisation: OrganisationParent,
	asOf: Day | null | undefined,
	context: Context,
): Promise<DossierParent | null> {
	if (asOf == null) return dossierOf(organisation, context);
	return dossierOf(await organisationAsOf(organisation.organisationId, knownOnOf(asOf, context), context), context);
}

/** The entry point of dossiers. */
export const dossierQueries: Pick<QueryResolvers<Context>, 'dossier'> = {
	dossier: async (_, { organisationId, asOf }, context) =>
		dossierOf(await organisationAsOf(organisationId, knownOnOf(asOf, context), context), context),
};
