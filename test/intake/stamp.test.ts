import { describe, expect, it } from 'vitest';
import { createStampReader } from '#intake/stamp.ts';

const read = createStampReader('Asia/Shanghai');

describe('a row’s own time of update', () => {
	it.each([
		['2025-05-31 02:00:00.123456', '2025-05-30T18:00:00.123456Z', '2025-05-31'],
		['2025-05-30T18:00:00Z', '2025-05-30T18:00:00.000000Z', '2025-05-31'],
		['2025-05-31', '2025-05-30T16:00:00.000000Z', '2025-05-31'],
		['1748628000123', '2025-05-30T18:00:00.123000Z', '2025-05-31'],
		['1748628000', '2025-05-30T18:00:00.000000Z', '2025-05-31'],
		['20250531020000', '2025-05-30T18:00:00.000000Z', '2025-05-31'],
		['20250531', '2025-05-30T16:00:00.000000Z', '2025-05-31'],
		['2025/5/31 2:00', '2025-05-30T18:00:00.000000Z', '2025-05-31'],
		['2025年5月31日 2:00', '2025-05-30T18:00:00.000000Z', '2025-05-31'],
	])('is read from %s', (raw, text, day) => {
		expect(read(raw)).toEqual({ text, day });
	});

	it('of a zone that is not China’s is read in it where the source writes none', () => {
		expect(createStampReader('UTC')('2025/5/30 18:00')).toEqual({ text: '2025-05-30T18:00:00.000000Z', day: '2025-05-31' });
	});

	it.each([[null], [''], ['无'], ['0000-00-00 00:00:00'], ['p17']])('is none where %s stands', (raw) => {
		expect(read(raw)).toBeNull();
	});
});
