/** Shows how a text is read: `node bench/text/read.ts "text" …`, with the lexicon of the hub alone or of `--config FILE`. */
import { parseArgs } from 'node:util';
import { readShippedLexicon } from '#config/lexicons.ts';
import { loadConfig } from '#config/load-config.ts';
import { setLexicon } from '#text/lexicon-in-use.ts';
import { readText } from '#text/read-text.ts';

const { values, positionals } = parseArgs({ options: { config: { type: 'string' } }, allowPositionals: true });
const { config } = values;
setLexicon(config === undefined ? readShippedLexicon : () => loadConfig(config, process.env as Record<string, string>).lexicon);

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
