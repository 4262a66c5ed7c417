import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readShippedLexicon } from '#config/lexicons.ts';
import type { WordEntry } from '#core/words.ts';
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
	it('hold words of every subject, and no word twice with one meaning', () => {
		const lexicon = readShippedLexicon();
		expect(wordsOf(lexicon, 'subject', '数学')).toContain('奥数');
		const all = lexicon.flatMap(({ means, value, words }) => words.map((word) => `${means} ${value} ${word}`));
		expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([]);
	});
});

describe('a lexicon file of a department', () => {
	it('adds words, with what they weigh', () => {
		const { lexicon } = load(withFile('  - { means: disguise, value: 数学, weight: 0.1, note: a class of ours, words: [星球课] }'));
		expect(lexicon.at(-1)).toEqual({ means: 'disguise', value: '数学', words: ['星球课'], weight: 0.1, besideTeaching: false });
	});

	it('takes words away, in whatever width or case they are written', () => {
		const { lexicon } = load(withFile('  - { means: subject, value: 数学, takeAway: true, words: [奥数, ＡＭＣ8] }'));
		expect(wordsOf(lexicon, 'subject', '数学')).not.toContain('奥数');
		expect(wordsOf(lexicon, 'subject', '数学')).not.toContain('amc8');
		expect(wordsOf(lexicon, 'subject', '数学')).toContain('数学');
	});

	it('may give back what was taken away before', () => {
		const both = '  - { means: hedge, takeAway: true, words: [猜] }\n  - { means: hedge, words: [猜] }';
		expect(wordsOf(load(withFile(both)).lexicon, 'hedge', '')).toContain('猜');
	});

	it.each([
		['  - { means: subject, value: 数学, takeAway: true, words: [数学, 星球课] }', 'ours.yaml:2:', '“星球课” cannot be taken away'],
		['  - { means: subject, value: 数雪, words: [星球课] }', 'ours.yaml:2:', '“数雪” is no subject.'],
		['  - { means: guise, words: [四点课堂] }', 'ours.yaml:2:', 'need a value'],
		['  - { means: hint, value: CONCEALMNT, words: [暗门] }', 'ours.yaml:2:', 'Did you mean “CONCEALMENT”?'],
		['  - { means: hedge, wieght: 1, words: [猜] }', 'ours.yaml:2:', 'Did you mean “weight”?'],
		['  - { means: method, weight: 2, words: [稳上岸] }', 'ours.yaml:2:', 'too big'],
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
