/** An organisation: its own facts, and every agency's records of it. */
import type { Day } from '#core/days.ts';
import { type FlagCode, OPEN_STATUSES } from '#core/flags.ts';
import type { SuccessionSide } from '#loaders/loaders.ts';
import { riskKnown } from '#services/risk-known.ts';
import { assertNow } from './as-of.ts';
import { connection } from './connection.ts';
import type { Context } from './context.ts';
import { windowOf } from './cursor.ts';
import { findDivision } from './division.ts';
import { dossierAsOf } from './dossier.ts';
import { fieldSourcesOf } from './field-source.ts';
import { judgedNow } from './fresh-flag.ts';
import type { FlagStatus, Freshness, OrganisationResolvers, Severity } from './generated/types.ts';
import { comesAlong } from './look-ahead.ts';
import type { OrganisationParent, RegistrationParent } from './mappers.ts';
import type { MaybePromise } from './maybe-promise.ts';
import { recordsLive, recordsOf } from './record-fields.ts';
import { member, type Told, tells } from './told.ts';

/** Most successions of one side. More than this share hardly anything; fewer would hide a chain's branches. */
const MAX_SUCCESSIONS = 50;

interface FlagArgs {
	readonly statuses?: readonly FlagStatus[] | null;
	readonly first: number;
	readonly after?: string | null;
}

/** A risk as of now. */
const RISK: Told = {
	members: {
		score: member('riskScore', 'int'),
		severity: member('severity', 'text'),
		flagCodes: member('flagCodes', 'texts'),
		weights: member('riskVersion', 'text'),
	},
};

export const Organisation: OrganisationResolvers = {
	id: tells(member('organisationId', 'text'), (organisation: OrganisationParent) => organisation.organisationId),
	asOf: ({ knownOn }) => knownOn ?? null,
	risk: tells(RISK, (organisation: OrganisationParent, _: object, { loaders }: Context) => {
		const { organisationId: id, knownOn, riskScore, severity, flagCodes, riskParts, riskVersion } = organisation;
		if (knownOn !== undefined) return riskAsOf(id, knownOn, loaders);
		return {
			score: riskScore,
			severity: severity as Severity | null,
			flagCodes: flagCodes as readonly FlagCode[],
			contributions: riskParts,
			weights: riskVersion,
		};
	}),
	dossier: (organisation, { asOf }, context) => dossierAsOf(organisation, asOf, context),
	fieldSources: (organisation, { fields }, context) => fieldSourcesOf(organisation, fields, context),
	freshFlags: (organisation, _, context) => judgedNow(organisation, context),
	division: ({ divisionCode }) => findDivision(divisionCode),
	registration: comesAlong(
		({ freshness }) => (freshness === 'LIVE' ? null : { relation: 'registration', fields: null }),
		(organisation: OrganisationParent, { freshness }: { freshness: Freshness }, { loaders, live }: Context) => {
			const { organisationId: id, knownOn } = organisation;
			if (freshness === 'LIVE') assertNow(organisation, 'Live answers');
			if (knownOn !== undefined) return loaders.registrationKnown.load({ id, knownOn }) as Promise<RegistrationParent | null>;
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
			const { knownOn } = organisation;
			if (knownOn !== undefined)
				return connection('organisationFlags:CODE', args, {
					page: (window) => loaders.flagsKnown.load({ id, knownOn, statuses, window }),
					count: () => loaders.flagsKnownCount.load({ id, knownOn, statuses }),
				});
			return connection('organisationFlags:CODE', args, {
				page: (window) =>
					loaders.cameAlong(organisation, { relation: 'flags', statuses, window, fields: null }) ??
					loaders.flagsOfOrganisation.load({ id, statuses, window }),
				count: () => loaders.count.load({ id, list: 'flags', statuses }),
			});
		},
	),
	people(organisation, args, { loaders }) {
		assertNow(organisation, 'People');
		const { organisationId: id } = organisation;
		return connection('people:ID', args, {
			page: (window) => loaders.peopleOfOrganisation.load({ id, window }),
			count: () => loaders.count.load({ id, list: 'people' }),
		});
	},
	predecessors: successionsOn('successor'),
	successors: successionsOn('predecessor'),
};

/** A resolver for the successions in which an organisation stands on one side. */
function successionsOn(side: SuccessionSide) {
	return (organisation: OrganisationParent, args: { first: number; after?: string | null }, { loaders }: Context) => {
		assertNow(organisation, 'Successions');
		const { organisationId: id } = organisation;
		return connection(
			'successions:LIKELIEST',
			args,
			{
				page: (window) => loaders.successions.load({ id, side, window }),
				count: () => loaders.count.load({ id, list: 'successions', side }),
			},
			MAX_SUCCESSIONS,
		);
	};
}

/** Most open flags of one organisation of which a risk of before is made: there are fewer codes than that, and several of a code name people. */
const MAX_OPEN = 1000;

async function riskAsOf(id: string, knownOn: Day, loaders: Context['loaders']) {
	const open = await loaders.flagsKnown.load({ id, knownOn, statuses: OPEN_STATUSES, window: { after: null, first: MAX_OPEN } });
	const { riskScore: score, parts: contributions, version: weights, ...rest } = riskKnown(open.entries.map(({ row }) => row));
	return { ...rest, score, contributions, weights };
}
