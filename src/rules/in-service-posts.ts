/**
 * Posts and shares that a teacher of a public school holds in a dossier's organisation while in service. The roster has no dates:
 * the teacher counts as in service from the day on which the hub first held the roster's row, so a post overlaps when it is still
 * held on the as-of day, or ended after that day.
 */
import type { Day } from '#core/days.ts';
import type { Dossier, PersonRecord } from '#core/dossier.ts';
import { type Post, postsOf } from './posts.ts';

export interface TeacherPost extends Post {
	readonly roster: PersonRecord<'schoolTeacher'>;
	/** Both links to the person rest on a full identity number. */
	readonly certain: boolean;
}

/** Posts that overlap service, in the order of the dossier's people. */
export function currentTeacherPosts(dossier: Dossier): readonly TeacherPost[] {
	if (dossier.personFacts.size === 0) return [];
	return postsOf(dossier).flatMap((post) => {
		const roster = dossier.personFacts
			.get(post.person.personId)
			?.schoolTeacher.find(({ record }) => record.body.status === 'IN_SERVICE' && record.endedOn === null);
		if (roster === undefined || !overlaps(post, roster.record.firstSeen, dossier.asOf)) return [];
		return [{ ...post, roster, certain: post.person.certain && roster.certain }];
	});
}

function overlaps(post: Post, inServiceFrom: Day, asOf: Day): boolean {
	if (post.from !== null && post.from > asOf) return false;
	return post.to === null || post.to >= asOf || post.to > inServiceFrom;
}
