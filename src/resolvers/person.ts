/** A person, and every record that names them. */
import { connection, mapPage } from './connection.ts';
import type { PersonResolvers } from './generated/types.ts';
import { recordsNaming } from './record-fields.ts';

export const Person: PersonResolvers = {
	id: (person) => person.personId,
	name: (person, _, { reader }) => reader.personName(person).name,
	masked: (person, _, { reader }) => reader.personName(person).masked,
	roles: recordsNaming('role'),
	staffPosts: recordsNaming('staff'),
	schoolPosts: recordsNaming('schoolTeacher'),
	certificates: recordsNaming('certificate'),
	listEntries: recordsNaming('personListEntry'),
	clearance: ({ personId }, { freshness }, { clearances }) => (freshness === 'LIVE' ? clearances.now(personId) : clearances.kept(personId)),
	mentions: ({ personId: id }, args, { loaders }) =>
		connection('mentions:KEY', args, {
			page: async (window) =>
				mapPage(await loaders.mentionsOfPerson.load({ id, kind: null, window }), ({ record, slot, personId, certain }) => ({
					record,
					slot,
					known: { personId, certain },
				})),
			count: () => loaders.count.load({ id, list: 'mentions', kind: null }),
		}),
};
