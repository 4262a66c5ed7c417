import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hubJsonSchema, hubJsonSchemaText } from '#config/json-schema.ts';
import { KIND_NAMES } from '#core/kinds.ts';

describe('config/hub.schema.json', () => {
	it('is what the schemas and kinds give (vitest -u writes it anew)', async () => {
		await expect(hubJsonSchemaText()).toMatchFileSnapshot('../../config/hub.schema.json');
	});

	it('explains the fields of every kind', () => {
		const text = JSON.stringify(hubJsonSchema());
		for (const kind of KIND_NAMES) expect(text).toContain(`{"kind":{"const":"${kind}"}}`);
		expect(text).toContain('number of the licence (办学许可证编号) [licenceNo]');
	});

	it('is named at the top of both configurations', () => {
		for (const file of ['reference', 'sandbox']) {
			expect(readFileSync(`config/${file}.yaml`, 'utf8')).toMatch(/^# yaml-language-server: \$schema=\.\/hub\.schema\.json\n/);
		}
	});
});
