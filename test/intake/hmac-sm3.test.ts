import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMac } from '#intake/hmac-sm3.ts';
import fc from '../support/property.ts';

const native = (key: Uint8Array, text: string) => createHmac('sm3', key).update(text).digest('hex');
const keys = fc.uint8Array({ minLength: 1, maxLength: 64 });
const ascii = fc.string({ unit: 'binary-ascii', maxLength: 80 });

describe('createMac', () => {
	it('gives what node:crypto gives, of every key and text', () => {
		fc.assert(
			fc.property(keys, fc.oneof(ascii, fc.string({ unit: 'grapheme' })), (key, text) => createMac(key)(text) === native(key, text)),
		);
	});

	it('gives it at every length around the end of a block', () => {
		const key = Buffer.alloc(32, 7);
		const mac = createMac(key);
		for (let length = 0; length <= 130; length++) {
			const text = 'full|99000019990307002X'.repeat(6).slice(0, length);
			expect(mac(text), `${length} characters`).toBe(native(key, text));
		}
	});

	it('gives of one text the same after others, shorter and longer', () => {
		const mac = createMac(Buffer.alloc(32, 9));
		const before = mac('body|99000019990307002');
		for (const other of ['', 'x'.repeat(55), 'x'.repeat(200), '汉字']) mac(other);
		expect(mac('body|99000019990307002')).toBe(before);
	});

	it('refuses a key that is longer than a block', () => {
		expect(() => createMac(new Uint8Array(65))).toThrow('64 bytes');
	});
});
