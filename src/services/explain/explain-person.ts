/**
 * Why mentions of people are held to be one person or not: what they share, by the rules of matching. Numbers, names and telephones are
 * never told, only that they agree. Everything through the Reader, as far as its caller may see.
 */
import type { HeldMention, PersonSide, PersonTies, Reader, ReadMention, ReadPerson } from '#access/reader.ts';
import { HubError } from '#core/errors.ts';
import { type MentionRef, mentionText } from '#core/match-decisions.ts';
import { PERSON_RULES, type PersonRule } from '#matching/people.ts';

/** How two sides stand to each other as people. */
export const PERSON_STANDINGS = ['ONE_PERSON', 'APART', 'TWO_NUMBERS'] as const;

/** One of them: ONE_PERSON, APART, or forbidden by TWO_NUMBERS, valid ones that differ. */
export type PersonStanding = (typeof PERSON_STANDINGS)[number];

/** What two mentions share. */
export interface ExplainedTie {
	readonly rule: PersonRule;
	readonly reason: string;
	/** An identity number stands behind it. */
	readonly certain: boolean;
	/** One mention of each side that shares it. */
	readonly a: MentionRef;
	readonly b: MentionRef;
}

export interface PersonComparison {
	readonly standing: PersonStanding;
	/** Strongest first; of a rule one pair of mentions. */
	readonly ties: readonly ExplainedTie[];
}

/** A mention and what ties it to the other mentions of its person. */
export interface ExplainedMention extends ReadMention {
	/** Strongest first; none for a person whom one record names. */
	readonly ties: readonly ExplainedTie[];
}

export interface PersonExplanation {
	readonly person: ReadPerson;
	readonly mentions: readonly ExplainedMention[];
	/** There are more than were looked at. */
	readonly more: boolean;
}

/** Mentions that are looked at of one person: all of theirs pair by pair. More would take seconds for a registration agent's clerk. */
const MOST_MENTIONS = 100;

const asDone = (rule: PersonRule) => PERSON_RULES.find((one) => one.rule === rule) as (typeof PERSON_RULES)[number];

/** Explains a person. @throws HubError ACCESS_DENIED; NOT_FOUND for one that the caller does not see. */
export async function explainPerson(reader: Reader, personId: string): Promise<PersonExplanation> {
	const { person, mentions, more } = await findPerson(reader, personId);
	const { ties } = await reader.personTies(mentions.map(placeOf), mentions.map(placeOf));
	const told = tell(mentions, ties);
	const keyOf = ({ record, slot }: ReadMention) => mentionText(refOf({ record, slot }));
	return { person, more, mentions: mentions.map((one) => ({ ...one, ties: told.filter(({ a }) => mentionText(a) === keyOf(one)) })) };
}

/** Holds two people or mentions against each other. @throws as `explainPerson`. */
export async function comparePeople(reader: Reader, a: PersonSide, b: PersonSide): Promise<PersonComparison> {
	const [left, right] = [await findSide(reader, a), await findSide(reader, b)];
	const { ties, numbersDiffer } = await reader.personTies(left.map(placeOf), right.map(placeOf));
	const [of] = left;
	const together = of !== undefined && of.personId !== null && right.some(({ personId }) => personId === of.personId);
	const first = new Map(tell([...left, ...right], ties.toReversed()).map((tie) => [tie.rule, tie]));
	return {
		standing: together ? 'ONE_PERSON' : numbersDiffer ? 'TWO_NUMBERS' : 'APART',
		ties: PERSON_RULES.flatMap(({ rule }) => first.get(rule) ?? []),
	};
}

async function findSide(reader: Reader, side: PersonSide): Promise<readonly ReadMention[]> {
	if ('personId' in side) return (await findPerson(reader, side.personId)).mentions;
	const { slot } = side.mention;
	const [record] = await reader.recordsByRefs([side.mention]);
	const found = record === undefined ? undefined : (await reader.mentions([record.rid])).get(record.rid)?.find((one) => one.slot === slot);
	if (record === undefined || found === undefined)
		throw new HubError('NOT_FOUND', `There is no person ${mentionText(side.mention)}, or it is outside what you may see.`);
	return [{ record, ...found }];
}

async function findPerson(reader: Reader, personId: string) {
	const person = (await reader.people([personId])).get(personId);
	if (person === undefined) throw new HubError('NOT_FOUND', 'There is no person of this id, or they are outside what you may see.');
	const page = (await reader.mentionsOfPeople(null, [person.personId], { after: null, first: MOST_MENTIONS })).get(person.personId);
	return { person, mentions: page?.entries.map(({ row }) => row) ?? [], more: page?.more ?? false };
}

const placeOf = ({ record, slot, personId }: ReadMention): HeldMention => ({
	rid: record.rid,
	slot,
	subject: personId ?? mentionText(refOf({ record, slot })),
});

function refOf({ record: { source, recordType, recordKey }, slot }: Pick<ReadMention, 'record' | 'slot'>): MentionRef {
	return { source, recordType, recordKey, slot };
}

/** What every two mentions with one whole number share as well. */
const WITHIN_FULL: readonly PersonRule[] = ['repaired', 'body', 'fullOld', 'birthEnds', 'ends'];

/** Ties with the mentions named by reference; parts of a number are told where the whole does not agree. */
function tell(mentions: readonly ReadMention[], ties: PersonTies['ties']): readonly ExplainedTie[] {
	const whole = new Set(ties.filter(({ rule }) => rule === 'full').map(({ a }) => `${a.rid} ${a.slot}`));
	const known = new Map(mentions.map((mention) => [`${mention.record.rid} ${mention.slot}`, refOf(mention)]));
	return ties.flatMap(({ rule, a, b }) => {
		const [left, right] = [known.get(`${a.rid} ${a.slot}`), known.get(`${b.rid} ${b.slot}`)];
		if (left === undefined || right === undefined || (WITHIN_FULL.includes(rule) && whole.has(`${a.rid} ${a.slot}`))) return [];
		const { reason, certain } = asDone(rule);
		return [{ rule, reason, certain, a: left, b: right }];
	});
}
