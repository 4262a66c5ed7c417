/** Which planted finding each flag is to find, and of which others it may speak without being wrong. */

export interface CodeTruth {
	/** Findings that the flag is there for: recall is taken over them. */
	readonly finds: readonly string[];
	/** Findings of which the flag is no error either. */
	readonly allows?: readonly string[];
	/** The flag is about a person, who must be the right one. */
	readonly person?: true;
}

/** Flags without a line here have nothing planted for them. */
export const CODES: Readonly<Record<string, CodeTruth>> = {
	FRONT_BUSINESS: { finds: ['front'], allows: ['trainingWithoutLicence', 'falseClosure'] },
	REBRAND_SAME_PLACE: { finds: ['rebrandSamePlace'], allows: ['rebrand', 'falseClosure'] },
	FALSE_CLOSURE: { finds: ['falseClosure'], allows: ['rebrand', 'rebrandSamePlace'] },
	TRAINING_WITHOUT_LICENCE: { finds: ['trainingWithoutLicence'], allows: ['front', 'falseClosure'] },
	NO_REGISTRATION: { finds: ['unregistered'] },
	LICENCE_ENDED: { finds: ['licenceEnded'], allows: ['falseClosure'] },
	IN_SERVICE_TEACHER: { finds: ['inServiceTeacher'], person: true },
	CERTIFICATE_MISSING: { finds: ['certificateMissing'], person: true },
	BANNED_PERSON: { finds: ['bannedPerson'], person: true },
	CLEARANCE_RESTRICTED: { finds: ['restrictedPerson'], person: true },
	LESSON_TOO_LATE: { finds: ['lateLesson'] },
	LESSON_ON_REST_DAY: { finds: ['weekendLesson'] },
	ONLINE_LESSON_TOO_LONG: { finds: ['onlineLessonTooLong'] },
	SUBJECT_OUTSIDE_LICENCE: { finds: ['subjectOutsideLicence'], allows: ['front'] },
	PLACE_OUTSIDE_LICENCE: { finds: ['placeOutsideLicence'] },
	PRESCHOOL_SUBJECT: { finds: ['preschoolSubject'] },
	NOT_NONPROFIT: { finds: ['notNonprofit'] },
	FEE_SPAN: { finds: ['feeSpan'] },
	FEE_OUTSIDE_ACCOUNT: { finds: ['noAccount'] },
	BALANCE_BELOW_MINIMUM: { finds: ['balanceBelowMinimum'] },
	THREE_WAY_MISMATCH: { finds: ['threeWayMismatch'] },
};
