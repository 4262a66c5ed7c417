/**
 * Posts and shares that a teacher of a public school holds in a dossier's organisation while in service. The roster has no dates:
 * the teacher counts as in service from the day on which the hub first held the roster's row, so a post overlaps when it is still
 * held on the as-of day, or ended after that day.
 */
import type { Day } from '#core/days.ts';
import type { Dossier, DossierPerson, PersonRecord } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';

export interface TeacherPost {
	readonly person: DossierPerson;
	/** The record in which the post stands. */
	readonly record: StoredRecord;
	readonly roster: PersonRecord<'schoolTeacher'>;
	/** Both links to the person rest on a full identity number. */
	readonly certain: boolean;
	/** The post pays or decides: shareholder, head, principal, staff. Supervisors are listed as well. */
	readonly post: string;
	readonly from: Day | null;
	readonly to: Day | null;
}

/** Posts that overlap service, in the order of the dossier's people. */
export function currentTeacherPosts(dossier: Dossier): readonly TeacherPost[] {
	return dossier.people.flatMap((person) => {
		const roster = dossier.personFacts
			.get(person.personId)
			?.schoolTeacher.find(({ record }) => record.body.status === 'IN_SERVICE' && record.endedOn === null);
		const record = recordOf(dossier, person);
		if (roster === undefined || record === undefined) return [];
		const term = termOf(record);
		if (term === null || !overlaps(term, roster.record.firstSeen, dossier.asOf)) return [];
		return [{ person, record, roster, certain: person.certain && roster.certain, ...term }];
	});
}

function overlaps(term: { from: Day | null; to: Day | null }, inServiceFrom: Day, asOf: Day): boolean {
	if (term.from !== null && term.from > asOf) return false;
	return term.to === null || term.to >= asOf || term.to > inServiceFrom;
}

function recordOf(dossier: Dossier, person: DossierPerson): StoredRecord | undefined {
	const { source, recordType, recordKey } = person.ref;
	const isThis = (record: StoredRecord): boolean =>
		record.recordKey === recordKey && record.recordType === recordType && record.source === source;
	const { staff, role, registration, nonprofit, licence, admission } = dossier.records;
	return [staff, role, registration, nonprofit, licence, admission].flat<readonly (readonly StoredRecord[])[]>().find(isThis);
}

/** The post and its time; null: the record is no post, or one that no longer stands. */
function termOf(record: StoredRecord): { post: string; from: Day | null; to: Day | null } | null {
	const ended = record.endedOn;
	if (isKind(record, 'staff')) return { post: record.body.post ?? 'STAFF', from: record.body.from, to: record.body.to ?? ended };
	if (isKind(record, 'role')) return { post: record.body.position ?? 'ROLE', from: record.body.from, to: record.body.to ?? ended };
	if (isKind(record, 'registration') || isKind(record, 'nonprofit')) {
		const active = record.body.status === null || record.body.status === 'ACTIVE';
		return { post: 'HEAD', from: record.body.establishedOn, to: active ? ended : (record.body.endedOn ?? ended) };
	}
	if (isKind(record, 'licence')) return { post: 'HEAD', from: record.body.issuedOn, to: record.body.endedOn ?? record.body.validUntil };
	if (isKind(record, 'admission')) return { post: 'HEAD', from: record.body.issuedOn, to: record.body.validUntil };
	return null;
}

function isKind<K extends StoredRecord['kind']>(record: StoredRecord, kind: K): record is StoredRecord<K> {
	return record.kind === kind;
}
