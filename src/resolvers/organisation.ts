/** An organisation: its own facts, and every agency's records of it. */
import type { FlagCode } from '#core/flags.ts';
import { assertFirst, toNodes, windowOf } from './cursor.ts';
import type { OrganisationResolvers, Severity } from './generated/types.ts';
import type { RegistrationParent } from './mappers.ts';
import { recordsOf } from './record-fields.ts';

/** Most successions of one side. More than this share hardly anything; fewer would hide a chain's branches. */
const MAX_SUCCESSIONS = 50;

export const Organisation: OrganisationResolvers = {
	id: (organisation) => organisation.organisationId,
	risk: ({ riskScore, severity, flagCodes }) => ({
		score: riskScore,
		severity: severity as Severity | null,
		flagCodes: flagCodes as readonly FlagCode[],
	}),
	async registration(organisation, { freshness }, { loaders, live }) {
		const found = freshness === 'LIVE' ? live.load(organisation) : loaders.registration.load(organisation.organisationId);
		return (await found) as RegistrationParent | null;
	},
	registrations: recordsOf('registration'),
	registrationChanges: recordsOf('registrationChange'),
	roles: recordsOf('role'),
	penalties: recordsOf('penalty'),
	advertisements: recordsOf('advertisement'),
	licences: recordsOf('licence'),
	staff: recordsOf('staff'),
	courses: recordsOf('course'),
	inspections: recordsOf('inspection'),
	listEntries: recordsOf('listEntry'),
	incidents: recordsOf('incident'),
	nonprofits: recordsOf('nonprofit'),
	admissions: recordsOf('admission'),
	accounts: recordsOf('account'),
	accountEntries: recordsOf('accountEntry'),
	complaints: recordsOf('complaint'),
	async flags(organisation, { statuses, ...args }, { loaders }) {
		const window = windowOf('organisationFlags:CODE', args);
		const page = await loaders.flagsOfOrganisation.load({ id: organisation.organisationId, statuses: statuses ?? null, window });
		return toNodes('organisationFlags:CODE', page, (flag) => flag);
	},
	async people(organisation, args, { loaders }) {
		const page = await loaders.peopleOfOrganisation.load({ id: organisation.organisationId, window: windowOf('people:ID', args) });
		return toNodes('people:ID', page, (person) => person);
	},
	predecessors: ({ organisationId: id }, { first }, { loaders }) =>
		loaders.successions.load({ id, side: 'successor', first: assertFirst(first, MAX_SUCCESSIONS) }),
	successors: ({ organisationId: id }, { first }, { loaders }) =>
		loaders.successions.load({ id, side: 'predecessor', first: assertFirst(first, MAX_SUCCESSIONS) }),
};
