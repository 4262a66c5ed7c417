/**
 * Decides whether a row can be used: whether it says anything by which an organisation, a place or a person can be
 * found again. A row that only has a status or a date about nobody is set aside; one doubtful value is not enough.
 */
import { KIND_NAMES, type Kind, kindDef } from '#core/kinds.ts';
import type { TableMapping } from '#core/mapping.ts';
import type { Fault, PersonValue } from '#core/records.ts';

/**
 * The fields of each kind of which one must be there. Registrations are found by number or name, a person's records by the
 * person, a mention by whatever it says of an organisation or place. A course or an entry without its institution is about nobody.
 */
const IDENTIFYING: Readonly<Record<Kind, readonly string[]>> = {
	registration: ['creditCode', 'name'],
	licence: ['licenceNo', 'creditCode', 'name'],
	nonprofit: ['creditCode', 'name'],
	admission: ['creditCode', 'admissionNo', 'name'],
	account: ['accountRef', 'licenceNo', 'creditCode'],
	registrationChange: ['creditCode', 'before', 'after'],
	role: ['creditCode', 'person'],
	staff: ['licenceNo', 'person'],
	course: ['licenceNo'],
	accountEntry: ['accountRef'],
	schoolTeacher: ['person'],
	certificate: ['certificateNo', 'person'],
	personListEntry: ['person'],
	penalty: ['creditCode', 'name', 'facts'],
	advertisement: ['name', 'phones', 'address', 'content'],
	inspection: ['licenceNo', 'creditCode', 'name', 'address', 'findings'],
	listEntry: ['creditCode', 'name'],
	incident: ['name', 'address', 'summary'],
	complaint: ['name', 'address', 'content'],
};

/** Names for the agency of fields that `kinds.ts` names only in English. */
const OTHER_NAMES: Readonly<Record<string, string>> = { person: '人员姓名或证件号码', accountRef: '监管账户编号', summary: '警情摘要' };

/** The official term of a field, as its kind, else any other kind, gives it in brackets. */
function officialName(kind: Kind, field: string): string {
	for (const name of [kind, ...KIND_NAMES]) {
		const term = /[(（]([\p{Script=Han}、]+)[)）]/u.exec(kindDef(name).fields[field]?.about ?? '')?.[1];
		if (term !== undefined) return term;
	}
	return OTHER_NAMES[field] ?? field;
}

/** Fields of which a row of the table needs one. */
export function neededFields(table: TableMapping): readonly string[] {
	return table.needsOneOf ?? IDENTIFYING[table.kind];
}

/** The same in Chinese, for the agency. */
export function neededFieldNames(table: TableMapping): string {
	return neededFields(table)
		.map((field) => officialName(table.kind, field))
		.join('、');
}

/** Whether one of the needed fields has a value, or a credit code that one slip away is valid. */
export function isUsable(table: TableMapping, values: Readonly<Record<string, unknown>>, faults: readonly Fault[]): boolean {
	return neededFields(table).some(
		(field) => hasValue(values[field]) || faults.some((f) => f.field === field && f.code === 'CHECK_DIGIT' && field === 'creditCode'),
	);
}

function hasValue(value: unknown): boolean {
	if (value === null || value === undefined || value === '') return false;
	if (Array.isArray(value)) return value.length > 0;
	if (isPerson(value)) return value.name !== '' || value.masked !== null;
	return true;
}

function isPerson(value: unknown): value is PersonValue {
	return typeof value === 'object' && value !== null && 'masked' in value;
}
