/** The review of flags as its users have it: opens cases and moves them, within what the table of transitions allows. */
import type { Caller, CaseStep, FlagInHand, Moved, OpeningJudge, Reader } from '#access/reader.ts';
import { addDays, type Clock, type Day, dayOf } from '#core/days.ts';
import type { FlagStatus } from '#core/flags.ts';
import { type ReviewCase, type ReviewDays, USUAL_REVIEW_DAYS } from '#core/review.ts';
import { riskOf } from '#rules/risk.ts';
import { decideMove, expertOf, MAX_GROUNDS, type MoveRequest, type ReviewRefusal } from './decide-move.ts';
import { FLAG_STATUS, OPENERS } from './transitions.ts';

export type { MoveRequest, ReviewRefusal } from './decide-move.ts';

/** What a case is opened with. */
export interface Opening {
	/** Flags of one organisation. */
	readonly flagIds: readonly string[];
	readonly grounds?: string | null;
	readonly assignee?: string | null;
	readonly dueOn?: Day | null;
}

/** Most flags of one case: what one organisation has on a bad day. More: a case nobody can decide as one. */
export const MAX_FLAGS = 20;

type Doing = Pick<Reader, 'caller' | 'openReview' | 'moveReview'>;

/** Opens a case at self-check; its flags come under review. @throws HubError ACCESS_DENIED, NOT_FOUND for a flag that is not seen. */
export async function openCase(
	reader: Doing,
	clock: Clock,
	opening: Opening,
	dueDays: ReviewDays = USUAL_REVIEW_DAYS,
): Promise<Moved<ReviewRefusal>> {
	const flagIds = [...new Set(opening.flagIds)].sort();
	const wrong = wrongOpening({ ...opening, flagIds }, dayOf(clock.now()));
	if (wrong !== null) return { refusal: wrong };
	const judge: OpeningJudge<ReviewRefusal>['judge'] = (flags, holder) => {
		const refusal = notForCaller(reader.caller) ?? unfit(flags, holder);
		return refusal === null ? { step: firstStep(reader.caller, opening, { today: dayOf(clock.now()), dueDays }) } : { refusal };
	};
	return reader.openReview(flagIds, { judge, riskOf });
}

/** Moves a case. @throws HubError ACCESS_DENIED, NOT_FOUND for a case that is not seen. */
export async function moveCase(
	reader: Doing,
	clock: Clock,
	{ caseId, ...request }: MoveRequest & { caseId: string },
	dueDays: ReviewDays = USUAL_REVIEW_DAYS,
): Promise<Moved<ReviewRefusal>> {
	const { caller } = reader;
	return reader.moveReview<ReviewRefusal>(caseId, {
		expertOf: (current) => expertOf(request, current, caller),
		judge: (current, interest) => decideMove(request, { current, caller, interest, today: dayOf(clock.now()), dueDays }),
		riskOf,
	});
}

function wrongOpening({ flagIds, grounds, dueOn }: Opening, today: Day): ReviewRefusal | null {
	const invalid = (message: string): ReviewRefusal => ({ kind: 'InvalidInput', message });
	if (flagIds.length === 0 || flagIds.length > MAX_FLAGS) return invalid(`A case takes up 1 to ${MAX_FLAGS} flags.`);
	if ((grounds ?? '').length > MAX_GROUNDS)
		return invalid(`\`grounds\` has more than ${MAX_GROUNDS} characters: put the rest into a file.`);
	return dueOn != null && dueOn < today ? invalid('`dueOn` lies in the past.') : null;
}

function notForCaller(caller: Caller): ReviewRefusal | null {
	if (OPENERS.some(({ role, purpose }) => role === caller.role && purpose === caller.purpose)) return null;
	const who = OPENERS.map(({ role, purpose }) => `${role} with the purpose ${purpose}`).join(', or ');
	return { kind: 'NotAllowed', message: `To open a case is for ${who}.` };
}

/** Flags that a night raised and nobody looks at. */
const FREE: readonly FlagStatus[] = ['NEW', 'ONGOING', 'REOPENED'];

function unfit(flags: readonly FlagInHand[], holder: ReviewCase | null): ReviewRefusal | null {
	if (holder !== null) return { kind: 'Conflict', message: `The case ${holder.caseId} holds one of these flags already.`, current: holder };
	if (new Set(flags.map((flag) => flag.organisationId)).size > 1)
		return { kind: 'InvalidInput', message: 'A case is about one organisation: open one for each.' };
	const busy = flags.find((flag) => !FREE.includes(flag.status));
	if (busy === undefined) return null;
	return { kind: 'InvalidInput', message: `The flag ${busy.flagId} is ${busy.status}: only open flags that nobody reviews are taken up.` };
}

function firstStep(
	caller: Caller,
	{ grounds, assignee, dueOn }: Opening,
	{ today, dueDays }: { readonly today: Day; readonly dueDays: ReviewDays },
): CaseStep {
	const state = 'SELF_CHECK';
	return {
		move: 'OPEN',
		from: null,
		state,
		flagStatus: FLAG_STATUS[state],
		decides: false,
		grounds: grounds?.trim() || null,
		opinion: null,
		assignee: assignee?.trim() || null,
		// Of an agency that opens a case it is the turn.
		agency: caller.sources?.length === 1 ? (caller.sources[0] ?? null) : null,
		dueOn: dueOn ?? addDays(today, dueDays[state]),
		sendTo: null,
		answer: null,
		by: caller.subject,
		role: caller.role,
	};
}
