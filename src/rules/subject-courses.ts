/** Filed courses in school subjects for pupils, as the rules on lessons see them. */
import { addDays, type Day } from '#core/days.ts';
import type { Dossier } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import type { Audience } from '#text/lexicon.ts';
import { readText } from '#text/read-text.ts';

/** Courses that ended longer ago are left to the archive. */
const LOOK_BACK_DAYS = 365;

export interface SubjectCourse {
	readonly record: StoredRecord<'course'>;
	readonly audience: readonly Audience[];
	/** Day after which the course is no longer looked at; null: no end is known. */
	readonly until: Day | null;
}

/** Subject courses for pupils that are not over for longer than a year. */
export function subjectCourses(dossier: Dossier): readonly SubjectCourse[] {
	const ofSubjects = dossier.records.licence.some(({ body }) => body.category === 'SUBJECT');
	return dossier.records.course.flatMap((record) => {
		const until = record.body.to === null ? null : addDays(record.body.to, LOOK_BACK_DAYS);
		if ((until !== null && until < dossier.asOf) || !isSubject(record, ofSubjects)) return [];
		const audience = readText(`${record.body.audience ?? ''}。${record.body.name ?? ''}`).audience;
		const forAdults = audience.includes('ADULT') && audience.every((who) => who === 'ADULT');
		return forAdults ? [] : [{ record, audience, until }];
	});
}

/**
 * A course declared non-subject at a school of subjects has to say clearly that it is one (SS ≥ 0.6). At a school of arts, sport or
 * technology the subject itself is the matter (SUBJECT_OUTSIDE_LICENCE), not the hour.
 */
const CLEARLY = 0.6;

function isSubject({ body }: StoredRecord<'course'>, ofSubjects: boolean): boolean {
	if (body.category === 'SUBJECT') return true;
	const name = readText(`${body.name ?? ''}课`);
	const named = name.words.some((word) => word.kind === 'subject') && !name.goods;
	return named && (body.category === null || (ofSubjects && name.subject >= CLEARLY));
}
