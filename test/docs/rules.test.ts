import { expect, test } from 'vitest';
import { RULES } from '#rules/catalogue.ts';
import { renderRules } from './rules-document.ts';

test('docs/rules.md is what the catalogue says (vitest -u writes it anew)', async () => {
	await expect(renderRules(RULES)).toMatchFileSnapshot('../../docs/rules.md');
});
