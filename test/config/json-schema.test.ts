import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hubJsonSchema, hubJsonSchemaText, lexiconJsonSchemaText } from '#config/json-schema.ts';
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

describe('config/lexicon.schema.json', () => {
	it('is what the schema and the meanings of words give (vitest -u writes it anew)', async () => {
		await expect(lexiconJsonSchemaText()).toMatchFileSnapshot('../../config/lexicon.schema.json');
	});

	it('knows which values a meaning has', () => {
		expect(JSON.parse(lexiconJsonSchemaText()).properties.entries.items.allOf).toContainEqual({
			if: { properties: { means: { const: 'place' } }, required: ['means'] },
			// biome-ignore lint/suspicious/noThenProperty: “then” is a word of JSON Schema
			then: { properties: { value: { enum: ['居民楼', '酒店', '咖啡厅', '写字楼', '商铺'] } }, required: ['value'] },
		});
	});

	it('is named at the top of every list of the hub', () => {
		const lists = readdirSync('config/lexicons');
		expect(lists.length).toBeGreaterThan(0);
		for (const list of lists) {
			expect(readFileSync(`config/lexicons/${list}`, 'utf8')).toMatch(/^# yaml-language-server: \$schema=\.\.\/lexicon\.schema\.json\n/);
		}
	});
});
