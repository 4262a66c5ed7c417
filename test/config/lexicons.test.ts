import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readShippedLexicon } from '#config/lexicons.ts';
import { valuesOf, WORD_KINDS, type WordEntry } from '#core/words.ts';
import { load, makeConfig, mistakesOf } from './support.ts';

/** A configuration that names a lexicon file of its own. */
function withFile(entries: string): string {
	const file = join(mkdtempSync(join(tmpdir(), 'lexicon-')), 'ours.yaml');
	writeFileSync(file, `entries:\n${entries}\n`);
	return `${makeConfig()}lexicons: ["${file}"]\n`;
}

const wordsOf = (lexicon: readonly WordEntry[], means: string, value: string): readonly string[] =>
	lexicon.filter((entry) => entry.means === means && entry.value === value).flatMap((entry) => entry.words);

describe('the hub’s own lists', () => {
	it('hold words of every kind, subject, audience, guise, place and hint', () => {
		const lexicon = readShippedLexicon();
		const told = new Set(lexicon.filter(({ words }) => words.length > 0).map(({ means, value }) => `${means} ${value}`));
		const wanted = WORD_KINDS.flatMap((means) => (valuesOf(means) ?? ['']).map((value) => `${means} ${value}`));
		// Disguises of some subjects have no name of their own, tutoring is of subjects left unnamed, and a flat is a place besides.
		const without = /^(tutoring|disguise) (?!学科)|^guise 居民楼$/;
		expect(wanted.filter((one) => !told.has(one) && !without.test(one))).toEqual([]);
		expect(wordsOf(lexicon, 'subject', '数学')).toContain('奥数');
	});
});

describe('a lexicon file of a department', () => {
	it('that takes nothing in stands beside lists that wait until a text is read', () => {
		expect(load(makeConfig()).lexicon()).toBe(readShippedLexicon());
	});

	it('adds words, with what they weigh', () => {
		const lexicon = load(withFile('  - { means: disguise, value: 数学, weight: 0.1, note: a class of ours, words: [星球课] }')).lexicon();
		expect(lexicon.at(-1)).toEqual({ means: 'disguise', value: '数学', words: ['星球课'], weight: 0.1, besideTeaching: false });
	});

	it('takes words away, in whatever width or case they are written', () => {
		const lexicon = load(withFile('  - { means: subject, value: 数学, takeAway: true, words: [奥数, ＡＭＣ8] }')).lexicon();
		expect(wordsOf(lexicon, 'subject', '数学')).not.toContain('奥数');
		expect(wordsOf(lexicon, 'subject', '数学')).not.toContain('amc8');
		expect(wordsOf(lexicon, 'subject', '数学')).toContain('数学');
	});

	it('makes words of heads and tails', () => {
		const entry = '  - { means: guise, value: 托管, compounds: { heads: [四点, 五点], tails: [课堂, 乐园] } }';
		expect(load(withFile(entry)).lexicon().at(-1)?.words).toEqual(['四点课堂', '四点乐园', '五点课堂', '五点乐园']);
	});

	it('may give back what was taken away before', () => {
		const both = '  - { means: hedge, takeAway: true, words: [据说] }\n  - { means: hedge, words: [据说] }';
		expect(wordsOf(load(withFile(both)).lexicon(), 'hedge', '')).toContain('据说');
	});

	it.each([
		['  - { means: subject, value: 数学, takeAway: true, words: [数学, 星球课] }', 'ours.yaml:2:', '“星球课” cannot be taken away'],
		['  - { means: subject, value: 数雪, words: [星球课] }', 'ours.yaml:2:', '“数雪” is no subject.'],
		['  - { means: guise, words: [四点课堂] }', 'ours.yaml:2:', 'need a value'],
		['  - { means: hint, value: CONCEALMNT, words: [暗门] }', 'ours.yaml:2:', 'Did you mean “CONCEALMENT”?'],
		['  - { means: hedge, wieght: 1, words: [猜] }', 'ours.yaml:2:', 'Did you mean “weight”?'],
		['  - { means: method, weight: 2, words: [稳上岸] }', 'ours.yaml:2:', 'too big'],
		['  - { means: method, note: nothing }', 'ours.yaml:2:', 'neither “words” nor “compounds”'],
		['  - { means: method, words: [] }', 'ours.yaml:2:', 'too small'],
	])('with %s is refused at its line: %s %s', (entry, place, says) => {
		const [mistake, ...others] = mistakesOf(withFile(entry));
		expect(others).toEqual([]);
		expect(mistake).toContain(place);
		expect(mistake).toContain(says);
	});

	it('that is missing is told of where the configuration names it', () => {
		const text = `${makeConfig()}lexicons: [nowhere.yaml]\n`;
		const [mistake] = mistakesOf(text);
		expect(mistake).toContain('nowhere.yaml does not exist');
		expect(mistake).toContain(`:${text.split('\n').length - 1}:`);
	});
});
