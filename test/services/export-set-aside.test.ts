import { expect, test } from 'vitest';
import type { SetAsideEntry } from '#access/reader.ts';
import { setAsideCsv } from '#services/export-set-aside.ts';

const row: SetAsideEntry = {
	source: 'education',
	recordType: 'cyry',
	recordKey: '=1+1',
	position: 'a.csv:3@40',
	sha256: 'ab12',
	reason: 'NO_KEY',
	message: '该行没有主键，无法与其他批次的同一记录对应。',
	masked: { xm: '***', gwlb: '教学', zjhm: '***', lzrq: null },
	firstSeen: '2025-05-01',
	lastSeen: '2025-05-31',
};

test('rows for the agency: the reason in Chinese, the place, masked contents, and nothing a spreadsheet would run', () => {
	const [header, line, end] = setAsideCsv([row]).split('\n');
	expect(header).toBe('\uFEFF数据来源,数据表,主键,位置,问题,问题代码,首次发现,最近发现,内容（已脱敏）,SHA-256');
	expect(line).toBe(
		"education,cyry,'=1+1,a.csv:3@40,该行没有主键，无法与其他批次的同一记录对应。,NO_KEY,2025-05-01,2025-05-31,xm：***；gwlb：教学；zjhm：***,ab12",
	);
	expect(end).toBe('');
});

test('of a line that is no row tell its place and hash alone', () => {
	expect(setAsideCsv([{ ...row, recordKey: '', masked: null }])).toContain('cyry,,a.csv:3@40');
});
