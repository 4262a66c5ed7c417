/** Shows how a text is read: `node bench/text/read.ts "text" …`, with the hub's words and those of every `--lexicon FILE`. */
import { parseArgs } from 'node:util';
import { readLexicon } from '#config/lexicons.ts';
import { configError } from '#config/mistakes.ts';
import { setLexicon } from '#text/lexicon-in-use.ts';
import { readText } from '#text/read-text.ts';

const { values, positionals } = parseArgs({
	options: { lexicon: { type: 'string', multiple: true, default: [] } },
	allowPositionals: true,
});
const here = { file: 'bench/text/read.ts', line: 1, column: 1 };
const files = values.lexicon.map((path) => ({ path, from: here }));
const { entries, mistakes } = readLexicon(files, { words: [], tree: { place: () => here } });
if (mistakes.length > 0) throw configError('of words', mistakes);
setLexicon(() => entries);

for (const text of positionals) {
	const { words, ...signal } = readText(text);
	const told = Object.entries(signal).filter(([, value]) => value !== false && !(Array.isArray(value) && value.length === 0));
	process.stdout.write(`${text}\n`);
	for (const [name, value] of told) process.stdout.write(`  ${name}: ${Array.isArray(value) ? value.join(' ') : String(value)}\n`);
	for (const { text: word, kind, value, taught, weight } of words) {
		const meaning = [kind, value, taught ? 'taught' : '', weight > 0 ? weight.toFixed(2) : ''].filter(Boolean).join(' ');
		process.stdout.write(`    ${word}\t${meaning}\n`);
	}
}
