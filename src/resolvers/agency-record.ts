/** Which GraphQL type a record of each kind is. */
import type { Kind } from '#core/kinds.ts';
import type { AgencyRecordResolvers } from './generated/types.ts';

type TypeName = Exclude<
	ReturnType<Extract<AgencyRecordResolvers['__resolveType'], (...args: never[]) => unknown>>,
	null | Promise<unknown>
>;

const TYPES: Readonly<Record<Kind, TypeName>> = {
	registration: 'Registration',
	registrationChange: 'RegistrationChange',
	role: 'BusinessRole',
	penalty: 'Penalty',
	advertisement: 'Advertisement',
	licence: 'Licence',
	staff: 'StaffMember',
	schoolTeacher: 'SchoolPost',
	certificate: 'TeacherCertificate',
	course: 'Course',
	inspection: 'Inspection',
	listEntry: 'ListEntry',
	personListEntry: 'PersonListEntry',
	incident: 'Incident',
	nonprofit: 'Nonprofit',
	admission: 'Admission',
	account: 'Account',
	accountEntry: 'AccountEntry',
	complaint: 'Complaint',
};

export const AgencyRecord: AgencyRecordResolvers = { __resolveType: (record) => TYPES[record.kind] };
