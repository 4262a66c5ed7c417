import { expect, test } from 'vitest';
import { readLicenceNumber } from '#core/codes/licence-number.ts';

test.each<[string, string, string | null, string | null, string]>([
	['教民135010270000129号', '135010270000129', '350102', null, '15 digits: one, division, level, serial'],
	['教民 １35010270000129 号', '135010270000129', '350102', null, 'full-width digit and spaces'],
	['3501027000012', '3501027000012', '350102', null, '13 digits by the rule of 2004'],
	['人社民35010270000123号', '35010270000123', '350102', null, '14 digits'],
	['教民13501O270000129号', '135010270000129', '350102', null, 'O for 0'],
	['135010290000129', '135010290000129', null, 'LAYOUT', 'the level is not 7: odd, but kept'],
	['教民1234567号', '1234567', null, 'LENGTH', 'too short: odd, but kept'],
])('%s reads as %s of %s, remark %s: %s', (raw, digits, region, remark) => {
	expect(readLicenceNumber(raw)).toEqual({ digits, region, remark });
});

test('a text with hardly a digit names no licence', () => {
	expect(readLicenceNumber('正在办理')).toBeNull();
	expect(readLicenceNumber('12号')).toBeNull();
});
