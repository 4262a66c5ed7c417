/** Stamps and cursors as text. */

import { describe, expect, it } from 'vitest';
import { readCursor, type SqlCursor, writeCursor } from '#connectors/cursor.ts';
import { readFileCursor, writeFileCursor } from '#connectors/file-cursor.ts';
import { createOffsetOf, createZoneText, shiftBack, toInstantText, toUtcStamp } from '#connectors/stamps.ts';
import fc from '../support/property.ts';

const shanghai = createOffsetOf('Asia/Shanghai');

describe('toInstantText', () => {
	it.each([
		['2025-05-31 02:00:00.12+08', '2025-05-31T02:00:00.120000+08:00'],
		['2025-05-31 02:00:00', '2025-05-31T02:00:00.000000+08:00'],
		['1988-07-01 12:00:00', '1988-07-01T12:00:00.000000+09:00'], // China had summer time then
		['2025-05-31', '2025-05-31T00:00:00.000000+08:00'],
		['2025-05-31T02:00:00Z', '2025-05-31T02:00:00.000000+00:00'],
		['2025-05-31 02:00:00+0530', '2025-05-31T02:00:00.000000+05:30'],
		['infinity', 'infinity'],
		['0000-00-00 00:00:00', '0000-00-00 00:00:00'],
	])('gives %s as %s', (text, instant) => {
		expect(toInstantText(text, shanghai)).toBe(instant);
	});
});

it('knows the hours before and after the clock was put on within one day', () => {
	const berlin = createOffsetOf('Europe/Berlin');
	const offsets = ['00', '12', '01', '23'].map((hour) => berlin(`2024-03-31T${hour}`));
	expect(offsets).toEqual(['+01:00', '+02:00', '+01:00', '+02:00']);
	expect([berlin('2024-03-30T12'), berlin('2024-04-01T12')]).toEqual(['+01:00', '+02:00']);
});

it('turns UTC into the zone to the microsecond', () => {
	expect(createZoneText('Asia/Shanghai')('2025-05-30 18:00:00.000007')).toBe('2025-05-31T02:00:00.000007+08:00');
});

it('gives instants of different offsets as UTC stamps that sort', () => {
	expect(toUtcStamp('2025-05-31T02:00:00.000007+08:00')).toBe('2025-05-30T18:00:00.000007Z');
	expect(toUtcStamp('2025-05-31T02:00:00.000007+08:00') < toUtcStamp('2025-05-30T18:00:00.000008+00:00')).toBe(true);
});

describe('shiftBack', () => {
	it.each([
		['2025-05-31T00:30:00.000001Z', '2025-05-30T23:30:00.000001Z'],
		['2025-03-01 00:30:00.5', '2025-02-28 23:30:00.5'],
		['2025-05-31', '2025-05-30'],
		['20250531', '20250530'],
		['20250531003000', '20250530233000'],
		['20250531003000123', '20250530233000123'],
		['1748651400', '1748647800'],
		['1748651400123', '1748647800123'],
	])('of %s by an hour is %s', (stamp, earlier) => {
		expect(shiftBack(stamp, 60)).toBe(earlier);
	});

	it.each(['abc', '12345', '2025-13-45', ''])('knows no hour before %j', (stamp) => {
		expect(shiftBack(stamp, 60)).toBeNull();
	});
});

describe('cursors', () => {
	const stamp = fc.constantFrom('', '2025-05-31 02:00:00.000000', '2025-05-30T18:00:00.000000Z', '20250531');
	const cursor: fc.Arbitrary<SqlCursor> = fc.oneof(
		fc.record({ done: fc.constant(true as const), stamp }),
		fc.record({ done: fc.constant(false as const), byKey: fc.boolean(), stamp, key: fc.option(fc.string()), newest: stamp }),
	);

	it('come back as they were written, whatever the key holds', () => {
		fc.assert(
			fc.property(cursor, (one) => {
				expect(readCursor(writeCursor(one), 'here')).toEqual(one);
			}),
		);
	});

	it('of one table sort by their stamps', () => {
		const at = (text: string): SqlCursor => ({ done: false, byKey: false, stamp: text, key: 'z', newest: '2025-06-01' });
		expect(writeCursor(at('2025-05-30')) < writeCursor({ done: true, stamp: '2025-05-31' })).toBe(true);
	});

	it('of files come back as they were written', () => {
		const state = {
			files: new Map([['2025-05-01', { fingerprint: 'abc', size: 5, modifiedMs: 7.25 }]]),
			at: { period: '2025-05-02', fingerprint: 'def', byte: 12, line: 3 },
		};
		expect(readFileCursor(writeFileCursor(state), 'here')).toEqual(state);
		expect(writeFileCursor(state)).toMatch(/^2025-05-02 /);
		expect(readFileCursor(null, 'here')).toEqual({ files: new Map(), at: null });
	});

	it('of another kind of connector are refused', () => {
		expect(() => readCursor('2025-05-02 {"files":{}}', 'here')).toThrow('read the source from the start');
		expect(() => readFileCursor('2025-05-31 done', 'here')).toThrow('read the source from the start');
	});
});
