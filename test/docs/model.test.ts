import { expect, test } from 'vitest';
import { renderModel } from './model-document.ts';

test('docs/model.md is what the tables say (vitest -u writes it anew)', async () => {
	await expect(renderModel()).toMatchFileSnapshot('../../docs/model.md');
});
