/** A person, and every record that names them. */
import { toNodes, windowOf } from './cursor.ts';
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
	async mentions(person, args, { loaders }) {
		const window = windowOf('mentions:KEY', args);
		const page = await loaders.mentionsOfPerson.load({ id: person.personId, kind: null, window });
		return toNodes('mentions:KEY', page, ({ record, slot, personId, certain }) => ({ record, slot, known: { personId, certain } }));
	},
};
