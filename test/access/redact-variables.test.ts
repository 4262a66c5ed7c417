import { describe, expect, test } from 'vitest';
import { REDACTED, redactVariables } from '#access/redact-variables.ts';
import fc from '../support/property.ts';

describe('variables in the audit', () => {
	test('keep ids, days, division codes and words of enums, and lose every other text', () => {
		const variables = {
			id: 'org_a1',
			day: '2025-05-31',
			code: '330106',
			order: 'RISK_DESC',
			first: 20,
			text: '王小明',
			nested: { names: ['李四', 'per_b'] },
		};
		expect(redactVariables(variables)).toEqual({ ...variables, text: REDACTED, nested: { names: [REDACTED, 'per_b'] } });
	});

	test.each(['16900000001', 16_900_000_001, '990622199003070022', 'org_王', 'per_a ', '33010'])('lose %s', (value) => {
		expect(redactVariables({ value })).toEqual({ value: REDACTED });
	});

	test('never hold more than a little of whatever is sent', () => {
		fc.assert(
			fc.property(fc.object({ maxDepth: 8, maxKeys: 20 }), (variables) => {
				const text = JSON.stringify(redactVariables(variables as Record<string, unknown>));
				expect(text.replaceAll(REDACTED, '')).not.toMatch(/[^\x20-\x7e]/);
			}),
		);
	});
});
