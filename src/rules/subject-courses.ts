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
	return dossier.records.course.flatMap((record) => {
		const until = record.body.to === null ? null : addDays(record.body.to, LOOK_BACK_DAYS);
		if ((until !== null && until < dossier.asOf) || !isSubject(record)) return [];
		const audience = readText(`${record.body.audience ?? ''}。${record.body.name ?? ''}`).audience;
		const forAdults = audience.includes('ADULT') && audience.every((who) => who === 'ADULT');
		return forAdults ? [] : [{ record, audience, until }];
	});
}

function isSubject({ body }: StoredRecord<'course'>): boolean {
	if (body.category === 'SUBJECT') return true;
	// A course is teaching by nature, so a subject in its name is enough, whatever category was declared.
	const name = readText(body.name ?? '');
	return name.words.some((word) => word.kind === 'subject') && !name.goods && name.subject > 0;
}
