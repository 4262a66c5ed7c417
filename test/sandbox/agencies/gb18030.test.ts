import { expect, test } from 'vitest';
import { encodeGb18030 } from '#sandbox/agencies/gb18030.ts';
import fc from '../../support/property.ts';

test('every character comes back when it is decoded, rare and supplementary ones too', () => {
	const decoder = new TextDecoder('gb18030', { fatal: true });
	expect(decoder.decode(encodeGb18030('诉求㛃𬭎，１２abc€'))).toBe('诉求㛃𬭎，１２abc€');
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (text) => {
			// The private use area has two versions of the standard; no register uses it.
			fc.pre(!/[\ue000-\uf8ff\ufffd]/.test(text));
			expect(decoder.decode(encodeGb18030(text), { stream: false })).toBe(text.replace(/^\ufeff/, ''));
		}),
	);
});

test('common characters take two bytes', () => {
	expect([...encodeGb18030('中a')]).toEqual([0xd6, 0xd0, 0x61]);
});
