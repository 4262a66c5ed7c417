/** What ties people, as text for a terminal: who, then why, one line a fact. */
import { mentionText } from '#core/match-decisions.ts';
import type { ExplainedTie, PersonComparison, PersonExplanation } from './explain-person.ts';
import type { GivenPersonMatch } from './match-person.ts';

/** Says why a person is one, in lines. */
export function sayPerson({ person, mentions, more }: PersonExplanation): string {
	return [
		`${person.name}  ${person.personId}  known since ${person.firstSeen}`,
		'',
		`Mentions (${mentions.length}${more ? ', and more' : ''})`,
		...mentions.flatMap(({ record, slot, certain, ties }) => [
			`  ${record.kind}  ${mentionText({ ...record, slot })}  (as of ${record.asOf}${certain ? '' : '; not by identity number alone'})`,
			...(ties.length === 0 && mentions.length > 1 ? ['    nothing shared with another: a person decided, or one who left tied them'] : []),
			...ties.map((tie) => `    ${tie.rule}: ${tie.reason}  with ${mentionText(tie.b)}`),
		]),
	].join('\n');
}

const STANDINGS: Readonly<Record<PersonComparison['standing'], string>> = {
	ONE_PERSON: 'one person',
	APART: 'not put together',
	TWO_NUMBERS: 'never put together by data: valid identity numbers that differ',
};

/** Says how two sides stand to each other, in lines. */
export function sayPersonComparison({ standing, ties }: PersonComparison): string {
	const told = ties.length === 0 ? ['  nothing is shared'] : ties.map(sayTie);
	return [`One person? ${standing}: ${STANDINGS[standing]}`, ...told].join('\n');
}

function sayTie({ rule, reason, a, b }: ExplainedTie): string {
	return `  ${rule}: ${reason}  (${mentionText(a)} | ${mentionText(b)})`;
}

/** Says who a person in hand is, in lines. */
export function sayPersonMatch({ standing, person, numberProblem, candidates }: GivenPersonMatch): string {
	return [
		`${standing}${person === null ? '' : ` ${person.name}  ${person.personId}`}`,
		...(numberProblem === null ? [] : [`The number given: ${numberProblem}`]),
		...candidates.flatMap(({ person: { name, personId }, numbersDiffer, ties }) => [
			'',
			`${name}  ${personId}${numbersDiffer ? '  has another identity number' : ''}`,
			...ties.map(({ rule, reason, silent }) => `  ${rule}: ${reason}${silent ? '  (several people share it: says nothing)' : ''}`),
		]),
	].join('\n');
}
