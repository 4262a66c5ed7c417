import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import { createIntake } from '#intake/create-intake.ts';
import { createTokeniser } from '#intake/tokens.ts';

const DOCUMENT = readFileSync('docs/mapping.md', 'utf8');

/** The code block that follows the comment of an example. */
function example(name: string): string {
	const block = new RegExp(`<!-- example: ${name} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(DOCUMENT);
	if (block?.[1] === undefined) throw new Error(`docs/mapping.md has no example ${name}`);
	return block[1];
}

describe('docs/mapping.md', () => {
	it('shows a configuration that loads and does with the row what the text says', () => {
		const folder = mkdtempSync(join(tmpdir(), 'mapping-'));
		copyFileSync('config/reference.yaml', join(folder, 'reference.yaml'));
		writeFileSync(join(folder, 'hub.yaml'), example('hub.yaml'));
		const config = loadConfig(join(folder, 'hub.yaml'), {
			HUB_SECRET: 'a secret of more than sixteen',
			EXPORTS: '/exports',
			FILES_ROOT: '',
		});

		const source = config.sources[0];
		const table = source?.tables[0];
		expect(config.sources.map((s) => s.id)).toEqual(['education']);
		expect(source?.connector).toMatchObject({ type: 'csv', folder: '/exports/education' });
		if (source === undefined || table === undefined) throw new Error('the example has no table');

		const intake = createIntake(source, table, createTokeniser(config.hub.secret));
		const row = JSON.parse(example('row')) as Record<string, string>;
		const result = intake.take({ row, position: 'licences-20250531.csv:2' }, '2025-05-31');
		expect(result).toMatchObject({
			record: { recordType: 'bxxkz', recordKey: row.许可证号, asOf: '2025-05-31', body: JSON.parse(example('body')) },
		});
	});

	it('names every setting of a table and of a source', () => {
		for (const word of ['needsOneOf', 'redact', 'personal', 'where', 'keyColumn', 'updatedColumn', 'overlapMinutes', 'liveDeadlineMs']) {
			expect(DOCUMENT).toContain(`| \`${word}\` |`);
		}
	});
});
