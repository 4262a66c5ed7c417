/** An organisation: its own facts, and every agency's records of it. */
import type { FlagCode } from '#core/flags.ts';
import type { SuccessionSide } from '#loaders/loaders.ts';
import { connection } from './connection.ts';
import type { Context } from './context.ts';
import { windowOf } from './cursor.ts';
import { findDivision } from './division.ts';
import type { FlagStatus, Freshness, OrganisationResolvers, Severity } from './generated/types.ts';
import { comesAlong } from './look-ahead.ts';
import type { OrganisationParent, RegistrationParent } from './mappers.ts';
import type { MaybePromise } from './maybe-promise.ts';
import { recordsLive, recordsOf } from './record-fields.ts';

/** Most successions of one side. More than this share hardly anything; fewer would hide a chain's branches. */
const MAX_SUCCESSIONS = 50;

interface FlagArgs {
	readonly statuses?: readonly FlagStatus[] | null;
	readonly first: number;
	readonly after?: string | null;
}

export const Organisation: OrganisationResolvers = {
	id: (organisation) => organisation.organisationId,
	risk: ({ riskScore, severity, flagCodes, riskParts, riskVersion }) => ({
		score: riskScore,
		severity: severity as Severity | null,
		flagCodes: flagCodes as readonly FlagCode[],
		contributions: riskParts,
		weights: riskVersion,
	}),
	division: ({ divisionCode }) => findDivision(divisionCode),
	registration: comesAlong(
		({ freshness }) => (freshness === 'LIVE' ? null : { relation: 'registration', fields: null }),
		(organisation: OrganisationParent, { freshness }: { freshness: Freshness }, { loaders, live }: Context) => {
			const along = freshness === 'LIVE' ? undefined : loaders.cameAlong(organisation, { relation: 'registration', fields: null });
			const load = () => (freshness === 'LIVE' ? live.registration(organisation) : loaders.registration.load(organisation.organisationId));
			return (along === undefined ? load() : along) as MaybePromise<RegistrationParent | null>;
		},
	),
	registrations: recordsOf('registration'),
	registrationChanges: recordsOf('registrationChange'),
	roles: recordsOf('role'),
	penalties: recordsOf('penalty'),
	advertisements: recordsOf('advertisement'),
	licences: recordsLive('licence'),
	staff: recordsOf('staff'),
	courses: recordsOf('course'),
	inspections: recordsOf('inspection'),
	listEntries: recordsOf('listEntry'),
	incidents: recordsOf('incident'),
	nonprofits: recordsLive('nonprofit'),
	admissions: recordsOf('admission'),
	accounts: recordsOf('account'),
	accountEntries: recordsOf('accountEntry'),
	complaints: recordsOf('complaint'),
	flags: comesAlong(
		({ statuses, ...args }) => ({
			relation: 'flags',
			statuses: statuses ?? null,
			window: windowOf('organisationFlags:CODE', args),
			fields: null,
		}),
		(organisation: OrganisationParent, { statuses: given, ...args }: FlagArgs, { loaders }: Context) => {
			const [id, statuses] = [organisation.organisationId, given ?? null];
			return connection('organisationFlags:CODE', args, {
				page: (window) =>
					loaders.cameAlong(organisation, { relation: 'flags', statuses, window, fields: null }) ??
					loaders.flagsOfOrganisation.load({ id, statuses, window }),
				count: () => loaders.count.load({ id, list: 'flags', statuses }),
			});
		},
	),
	people: ({ organisationId: id }, args, { loaders }) =>
		connection('people:ID', args, {
			page: (window) => loaders.peopleOfOrganisation.load({ id, window }),
			count: () => loaders.count.load({ id, list: 'people' }),
		}),
	predecessors: successionsOn('successor'),
	successors: successionsOn('predecessor'),
};

/** A resolver for the successions in which an organisation stands on one side. */
function successionsOn(side: SuccessionSide) {
	return ({ organisationId: id }: OrganisationParent, args: { first: number; after?: string | null }, { loaders }: Context) =>
		connection(
			'successions:LIKELIEST',
			args,
			{
				page: (window) => loaders.successions.load({ id, side, window }),
				count: () => loaders.count.load({ id, list: 'successions', side }),
			},
			MAX_SUCCESSIONS,
		);
}
