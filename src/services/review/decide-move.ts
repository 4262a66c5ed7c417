/** Whether a move on a case is possible, and what it makes of the case: a pure function over the table of transitions. */
import type { Caller, CaseStep } from '#access/reader.ts';
import { addDays, type Day } from '#core/days.ts';
import {
	daysFor,
	type Interest,
	type ReviewCase,
	type ReviewDays,
	type ReviewMove,
	type ReviewOpinion,
	type ReviewState,
} from '#core/review.ts';
import { DECISIONS, FLAG_STATUS, movesFrom, type Need, type Transition, transitionOf } from './transitions.ts';

/** What somebody asks for. Fields that the move has no use for are refused, so that nobody believes they did something. */
export interface MoveRequest {
	readonly move: ReviewMove;
	/** The version of the case that they saw. */
	readonly version: string;
	readonly grounds?: string | null;
	readonly opinion?: ReviewOpinion | null;
	readonly assignee?: string | null;
	readonly agency?: string | null;
	readonly dueOn?: Day | null;
}

/** Why nothing was done. */
export type ReviewRefusal =
	| { readonly kind: 'NotAllowed' | 'InvalidInput'; readonly message: string }
	| { readonly kind: 'WrongState'; readonly message: string; readonly state: ReviewState; readonly possible: readonly ReviewMove[] }
	| { readonly kind: 'Conflict'; readonly message: string; readonly current: ReviewCase };

/** All that a move is judged by. */
export interface MoveFacts {
	readonly current: ReviewCase;
	readonly caller: Caller;
	readonly today: Day;
	/** Of the expert whom the move names: the assignee, or the caller. */
	readonly interest: Interest;
	readonly dueDays: ReviewDays;
}

export type MoveJudgement = { readonly step: CaseStep } | { readonly refusal: ReviewRefusal };

/** Longest grounds that are kept. More is a file of its own. */
export const MAX_GROUNDS = 4000;
const AGENCY = /^[a-z][a-z0-9_-]{0,39}$/;

/** Judges a move. The order: what was said, whether it still is the same case, whether it is possible there, whether the caller may. */
export function decideMove(request: MoveRequest, facts: MoveFacts): MoveJudgement {
	const { current } = facts;
	if (request.version !== current.version) {
		const message = 'The case, or what its flags stand on, has changed since you read it: look at it again.';
		return { refusal: { kind: 'Conflict', message, current } };
	}
	const transition = transitionOf(request.move, current.state);
	const handedOver = current.transfer !== null;
	if (transition === null || transition.handedOver === (handedOver ? 'never' : 'only')) {
		const message = `${request.move} is not possible in ${current.state}${handedOver ? ' while a hand-over waits to be accepted' : ''}.`;
		return { refusal: { kind: 'WrongState', message, state: current.state, possible: movesFrom(current.state, handedOver) } };
	}
	const wrong = wrongInput(request, transition, facts.today);
	if (wrong !== null) return { refusal: { kind: 'InvalidInput', message: wrong } };
	const denied = whyNot(transition, facts);
	return denied === null ? { step: stepOf(request, transition, facts) } : { refusal: { kind: 'NotAllowed', message: denied } };
}

/** Whose interest a move has to be looked into; null: nobody's. */
export function expertOf(request: MoveRequest, current: ReviewCase, caller: Caller): string | null {
	const needs = transitionOf(request.move, current.state)?.needs ?? [];
	if (needs.includes('expertCaller')) return caller.subject;
	return needs.includes('expertAssignee') ? (request.assignee ?? null) : null;
}

function wrongInput(request: MoveRequest, { move, needs }: Transition, today: Day): string | null {
	const given = { grounds: trimmed(request.grounds), opinion: request.opinion, assignee: trimmed(request.assignee) };
	const said: Partial<Record<Need, unknown>> = { ...given, agency: trimmed(request.agency), dueOn: request.dueOn };
	const missing = needs.find((need) => need in said && said[need] == null);
	if (missing !== undefined) return `${move} needs \`${missing}\`.`;
	const optional: readonly string[] = move === 'ASSIGN' || move === 'TRANSFER' ? ['dueOn', 'grounds'] : ['grounds'];
	const useless = Object.entries(said).find(
		([name, value]) =>
			value != null && !needs.includes(name as Need) && !optional.includes(name) && !(name === 'dueOn' && changesStage(move)),
	);
	if (useless !== undefined) return `${move} has no use for \`${useless[0]}\`: leave it out.`;
	if ((given.grounds ?? '').length > MAX_GROUNDS) return `\`grounds\` has more than ${MAX_GROUNDS} characters: put the rest into a file.`;
	if (said.agency != null && !AGENCY.test(String(said.agency)))
		return '`agency` is a short code like those of the sources (education, market).';
	return request.dueOn != null && request.dueOn < today ? '`dueOn` lies in the past.' : null;
}

const changesStage = (move: ReviewMove): boolean => ['NEEDS_APPRAISAL', 'REFER', 'APPRAISE', 'CONTEST'].includes(move);

function trimmed(text: string | null | undefined): string | null {
	const said = text?.trim() ?? '';
	return said === '' ? null : said;
}

function whyNot(transition: Transition, { current, caller, interest }: MoveFacts): string | null {
	const { move, who, needs } = transition;
	if (!who.some(({ role, purpose }) => role === caller.role && purpose === caller.purpose)) {
		const would = who.map(({ role, purpose }) => `${role} with the purpose ${purpose}`).join(', or ');
		return `In ${current.state} ${move} is for ${would}.`;
	}
	const agency = transition.handedOver === 'only' ? (current.transfer?.to ?? null) : current.agency;
	if (agency !== null && caller.sources !== null && !caller.sources.includes(agency)) return `The case is with the agency ${agency}.`;
	if (needs.includes('assigned') && current.assignee !== null && current.assignee !== caller.subject)
		return 'It is assigned to somebody else.';
	if (needs.includes('another') && current.decidedBy === caller.subject)
		return 'Whoever decided does not hear the objection: somebody else has to.';
	return needs.includes('expertAssignee') || needs.includes('expertCaller') ? whyNoExpert(interest) : null;
}

/** What is said of an interest names nobody and no post. */
function whyNoExpert(interest: Interest): string | null {
	if (interest === 'HELD') {
		return 'The expert, or a relative they declared, stands in the records of this organisation or of one that carries it on or that it carries on: another expert has to appraise.';
	}
	return interest === 'UNKNOWN'
		? 'Nobody has declared who this expert and their relatives are (declareExpert), so no interest can be ruled out.'
		: null;
}

function stepOf(request: MoveRequest, { move, to }: Transition, { current, caller, today, dueDays }: MoveFacts): CaseStep {
	const state = to ?? current.state;
	const staged = to !== null && to !== current.state;
	const days = daysFor(dueDays, state);
	const dueOn = request.dueOn ?? (staged ? (days === null ? null : addDays(today, days)) : current.dueOn);
	return {
		move,
		from: current.state,
		state,
		flagStatus: staged ? FLAG_STATUS[state] : null,
		decides: DECISIONS.includes(move),
		grounds: trimmed(request.grounds),
		opinion: request.opinion ?? null,
		// Whoever did the last stage is seldom who does the next.
		assignee: move === 'ASSIGN' ? trimmed(request.assignee) : staged || move === 'ACCEPT_TRANSFER' ? null : current.assignee,
		agency: move === 'ACCEPT_TRANSFER' ? (current.transfer?.to ?? null) : current.agency,
		dueOn,
		sendTo: move === 'TRANSFER' ? trimmed(request.agency) : null,
		answer: move === 'ACCEPT_TRANSFER' ? 'ACCEPTED' : move === 'RETURN_TRANSFER' ? 'RETURNED' : null,
		by: caller.subject,
		role: caller.role,
	};
}
