/**
 * Takes the names of a labelled list apart and says how many brands (字号) are right; `--write` freezes the result for the shipped
 * list, without it a result that differs from the frozen one is an error. Another list is read by its path: a line holds a name
 * and its brand, apart by a tab or a space; no brand means that the name has none. Run: `node bench/names/run.ts [file] [--write]`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { cleanName, parseOrganisationName } from '#intake/parse/names.ts';

const { values, positionals } = parseArgs({ options: { write: { type: 'boolean', default: false } }, allowPositionals: true });
const shipped = `${import.meta.dirname}/names.tsv`;
const frozen = `${import.meta.dirname}/result.tsv`;
const file = positionals[0] ?? shipped;

const labelled = readFileSync(file, 'utf8')
	.split(/\r?\n/)
	.filter((line) => line.trim() !== '' && !line.startsWith('#'))
	.map((line) => line.trim().split(/[\t ]+/) as [string, string?]);
const missed = labelled.flatMap(([name, brand = '']) => {
	const found = parseOrganisationName(cleanName(name) ?? '').brand ?? '';
	return found === brand ? [] : [`miss\t${name}\t${brand}\t${found}`];
});
const right = labelled.length - missed.length;
const result = [
	'# brands read as labelled; then the names that are not: name, its brand, the brand found',
	`right\t${right}/${labelled.length}\t${(right / labelled.length).toFixed(4)}`,
	...missed,
	'',
].join('\n');

process.stdout.write(result);
if (file === shipped && values.write) writeFileSync(frozen, result);
else if (file === shipped && readFileSync(frozen, 'utf8') !== result) {
	process.stderr.write('The result differs from bench/names/result.tsv; look at the difference, then freeze it with --write.\n');
	process.exitCode = 1;
}
