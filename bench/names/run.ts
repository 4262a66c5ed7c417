/**
 * Takes the names of labelled lists apart and says how many brands (字号) are right. Without a file: the shipped lists, whose results are
 * frozen; a result that differs from the frozen one is an error, `--write` freezes it. Another list is read by its path: a line holds a
 * name and its brand, apart by a tab or a space; no brand means that the name has none. Run: `node bench/names/run.ts [file] [--write]`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cleanName, parseOrganisationName } from '#intake/parse/names.ts';

/**
 * `names`: looked into while the parser was made. `held-out-1`: labelled before the code was asked, looked into since. `held-out-2`: labelled
 * with it, and never looked into; of it only the count of right ones is frozen, so that it stays so. `held-out-3`: labelled later on in the
 * same way, of trades and brands that were to be as hard as could be thought of.
 */
const SHIPPED = [
	{ list: 'names', missesTold: true },
	{ list: 'held-out-1', missesTold: true },
	{ list: 'held-out-2', missesTold: false },
	{ list: 'held-out-3', missesTold: false },
] as const;

const { values, positionals } = parseArgs({ options: { write: { type: 'boolean', default: false } }, allowPositionals: true });

function measure(file: string, missesTold: boolean): string {
	const labelled = readFileSync(file, 'utf8')
		.split(/\r?\n/)
		.filter((line) => line.trim() !== '' && !line.startsWith('#'))
		.map((line) => line.trim().split(/[\t ]+/) as [string, string?]);
	const missed = labelled.flatMap(([name, brand = '']) => {
		const found = parseOrganisationName(cleanName(name) ?? '').brand ?? '';
		return found === brand ? [] : [`miss\t${name}\t${brand}\t${found}`];
	});
	const right = labelled.length - missed.length;
	return [
		'# brands read as labelled; then the names that are not: name, its brand, the brand found',
		`right\t${right}/${labelled.length}\t${(right / labelled.length).toFixed(4)}`,
		...(missesTold ? missed : []),
		'',
	].join('\n');
}

const [given] = positionals;
if (given !== undefined) process.stdout.write(measure(given, true));
for (const { list, missesTold } of given === undefined ? SHIPPED : []) {
	const result = measure(join(import.meta.dirname, `${list}.tsv`), missesTold);
	const frozen = join(import.meta.dirname, list === 'names' ? 'result.tsv' : `${list}.result.tsv`);
	process.stdout.write(`${list}\n${result}`);
	if (values.write) writeFileSync(frozen, result);
	else if (readFileSync(frozen, 'utf8') !== result) {
		process.stderr.write(`The result differs from ${frozen}; look at the difference, then freeze it with --write.\n`);
		process.exitCode = 1;
	}
}
