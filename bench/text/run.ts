/**
 * Reads the labelled sentences and says how many are read as labelled; `--write` freezes the result, without it a result that
 * differs from the frozen one is an error. Run: `node bench/text/run.ts [--write]`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { readShippedLexicon } from '#config/lexicons.ts';
import { setLexicon } from '#text/lexicon-in-use.ts';
import { readText } from '#text/read-text.ts';

type Label = 'S' | 'W' | 'N' | 'R';

const STRONG = 0.6;
const WEAK = 0.3;
/** Hearsay and disguises may stay under the weak limit, as long as they are read at all. */
const TRACE = 0.1;

/** A verdict, or nobody seen teaching. */
function speaksAgainst(text: string): boolean {
	const { refuted, unseen } = readText(text);
	return refuted || unseen;
}

/** Whether a sentence is read as its label wants it. */
function isRead(label: Label, text: string): boolean {
	const { subject } = readText(text);
	if (label === 'S') return subject >= STRONG;
	if (label === 'W') return subject >= TRACE && subject < 0.9;
	if (label === 'R') return speaksAgainst(text) && subject < WEAK;
	return subject < WEAK;
}

setLexicon(readShippedLexicon);

const here = import.meta.dirname;
const sentences = readFileSync(`${here}/sentences.tsv`, 'utf8')
	.split('\n')
	.filter((line) => line !== '' && !line.startsWith('#'))
	.map((line) => line.split('\t') as [Label, string]);

const missed = sentences.filter(([label, text]) => !isRead(label, text));
const lines = (['S', 'W', 'N', 'R'] as const).map((label) => {
	const all = sentences.filter(([of]) => of === label).length;
	const wrong = missed.filter(([of]) => of === label).length;
	return `${label}\t${all - wrong}/${all}`;
});
/** Of the sentences that are read so the share that are so (precision), and of those that are so the share that are read so (recall). */
function rates(of: Label, read: (text: string) => boolean): string {
	const so = sentences.filter(([label]) => label === of);
	const found = sentences.filter(([, text]) => read(text));
	const right = found.filter(([label]) => label === of).length;
	return `${(right / found.length).toFixed(3)}\t${(right / so.length).toFixed(3)}`;
}

const result = [
	'# label\tread as labelled; then precision and recall of a signal; then the sentences that are not, with their score',
	...lines,
	`strong subject\t${rates('S', (text) => readText(text).subject >= STRONG)}`,
	`refuted\t${rates('R', speaksAgainst)}`,
	...missed.map(([label, text]) => `miss\t${label}\t${readText(text).subject.toFixed(2)}\t${text}`),
	'',
].join('\n');

const frozen = `${here}/result.tsv`;
process.stdout.write(result);
if (process.argv.includes('--write')) writeFileSync(frozen, result);
else if (readFileSync(frozen, 'utf8') !== result) {
	process.stderr.write('The result differs from bench/text/result.tsv; look at the difference, then freeze it with --write.\n');
	process.exitCode = 1;
}
