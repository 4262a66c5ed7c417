import { describe, expect, test } from 'vitest';
import { FLAG_CATEGORIES, FLAG_STATUSES, SEVERITIES, SUCCESSION_KINDS } from '#core/flags.ts';
import { KIND_NAMES } from '#core/kinds.ts';
import { rowsUnder, textOf } from './documents.ts';

const codesUnder = (heading: string): readonly string[] =>
	rowsUnder('docs/glossary.md', heading).flatMap(([code = '']) => /^`(\w+)`$/.exec(code)?.[1] ?? []);

describe('docs/glossary.md', () => {
	test('has every kind of record, and no other', () => {
		expect(codesUnder('Kinds of record').toSorted()).toEqual([...KIND_NAMES].toSorted());
	});

	test('has every flag code, severity and status, and no other', () => {
		const codes = [...Object.values(FLAG_CATEGORIES).flat(), ...SEVERITIES, ...FLAG_STATUSES];
		expect(codesUnder('Flags').toSorted()).toEqual(codes.toSorted());
	});

	test('has every kind of succession', () => {
		for (const kind of SUCCESSION_KINDS) expect(textOf('docs/glossary.md')).toContain(`\`${kind}\``);
	});

	test('gives each word in both languages', () => {
		for (const heading of ['Kinds of record', 'Flags']) {
			for (const [code, chinese = '', english = ''] of rowsUnder('docs/glossary.md', heading)) {
				if (!code?.startsWith('`')) continue;
				expect(chinese, code).toMatch(/[一-鿿]/);
				expect(english, code).toMatch(/[a-z]{3}/);
			}
		}
	});
});
