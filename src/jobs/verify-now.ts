/**
 * A question to the police at query time, about people whom a caller names: the nightly round's questions and rules, within the
 * caller's deadline and under the same limit of calls. Asks about current staff of places that work with children and nobody else.
 */
import { dayOf } from '#core/days.ts';
import type { Asker, LiveClearance, PersonAnswer } from '#core/ports.ts';
import { askablePeople, keepAnswers, type TokenAnswer } from '#store/clearance-store.ts';
import { noteQuestions, type PoliceDeps, placesOf, policeOf, putQuestions, readableTables, readQuestions } from './police-questions.ts';

/** Has the police asked at query time; null: no source answers such questions. */
export function createLiveClearance(deps: PoliceDeps): LiveClearance | null {
	const police = policeOf(deps.sources);
	if (police === undefined) return null;
	const readable = readableTables(deps.sources);
	return {
		source: police.id,
		deadlineMs: police.liveDeadlineMs,
		async ask(personIds: readonly string[], asker: Asker, signal: AbortSignal) {
			const today = dayOf(deps.clock.now());
			const staff = await askablePeople(deps.store, { asOf: today, personIds, readable: placesOf(readable) });
			const people = staff.flatMap((person) => (person.token === null ? [] : [person]));
			const questions = await readQuestions(deps, { people, readable }, signal);
			const answers = questions.length === 0 ? [] : await put(questions);
			return byPerson(staff, answers);

			async function put(asked: typeof questions): Promise<readonly TokenAnswer[]> {
				if (police === undefined) return [];
				signal.throwIfAborted();
				const requestId = await noteQuestions(deps, { police, asker, questions: asked });
				signal.throwIfAborted();
				const given = await putQuestions(deps, { police, requestId, questions: asked }, signal);
				await keepAnswers(deps.store, today, given);
				return given;
			}
		},
	};
}

/** Nobody can be asked about by a number that is unusable: the answer is not known, and that is said. */
const UNUSABLE: PersonAnswer = { result: 'UNKNOWN', scope: null, checkedAt: null, validUntil: null };

/** The answer about each member of staff; of several about one person the newest. Whom the police left out has no entry. */
function byPerson(
	staff: readonly { readonly personId: string; readonly token: string | null }[],
	answers: readonly TokenAnswer[],
): ReadonlyMap<string, PersonAnswer> {
	const byToken = new Map(answers.map((answer) => [answer.token, answer]));
	const found = new Map<string, PersonAnswer>();
	for (const { personId, token } of staff) {
		if (token === null) found.set(personId, UNUSABLE);
		const answer = token === null ? undefined : byToken.get(token);
		if (answer === undefined) continue;
		const { result, scope, checkedAt, validUntil } = answer;
		const earlier = found.get(personId)?.checkedAt;
		if (earlier == null || Date.parse(checkedAt) > Date.parse(earlier)) found.set(personId, { result, scope, checkedAt, validUntil });
	}
	return found;
}
