/** What the words found in a text say together. */

import type { Audience, Guise, Hint, Place, Subject, WordKind } from './lexicon.ts';
import type { NegatedSpan } from './negation.ts';
import { scoreSubject } from './score.ts';
import type { SignalWord, TextSignal } from './text-signal.ts';

const CHILDREN = /学生|孩子|小孩|娃|小朋友/;

/** The signal of a text in normal form, from its words outside of negated clauses. */
export function toSignal(
	text: string,
	words: readonly SignalWord[],
	{ negated: spans, hedged }: { readonly negated: readonly NegatedSpan[]; readonly hedged: boolean },
): TextSignal {
	const { has, values } = byKind(words);
	const refuted = has('refuting') || spans.some(({ tells }) => tells === 'DENIED');
	const unseen = !refuted && spans.some(({ tells }) => tells === 'UNSEEN');
	const told = {
		hedged,
		nonSubject: has('nonSubject'),
		schoolRun: has('schoolRun'),
		goods: has('goods'),
		audience: values<Audience>('audience'),
	};
	const subject = scoreSubject(words, { ...told, refuted: refuted || unseen, children: CHILDREN.test(text) });
	const named = words.some((word) => word.kind === 'subject' || word.kind === 'tutoring' || (word.kind === 'disguise' && word.taught));
	return {
		...told,
		subject,
		subjects: values<Subject>('subject', 'tutoring'),
		words,
		guises: values<Guise>('guise'),
		places: values<Place>('place'),
		hints: values<Hint>('hint'),
		online: has('online'),
		price: has('price'),
		negated: spans.map((span) => text.slice(span.from, span.to)),
		refuted,
		unseen,
		uneventful: has('uneventful'),
		teachingSeen: named && subject >= 0.3 && !refuted && !unseen && !hedged,
		careOnly: has('careOnly') && !named,
		licenceGap: has('licenceGap'),
		vacant: has('vacant'),
	};
}

/** Which kinds of word occur, and the values of a kind in order. */
function byKind(words: readonly SignalWord[]) {
	const kinds = Map.groupBy(words, ({ kind }) => kind);
	return {
		has: (kind: WordKind): boolean => kinds.has(kind),
		values: <T extends string>(...of: WordKind[]): T[] =>
			[...new Set(of.flatMap((kind) => (kinds.get(kind) ?? []).map(({ value }) => value)))].sort() as T[],
	};
}
