import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HubError } from '#core/errors.ts';
import { type LogFile, openLogFile } from '#system/log-file.ts';
import { reportError } from '#system/report-error.ts';

let folder: string;
let log: LogFile;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'lianjian-log-'));
	log = openLogFile(join(folder, 'log'));
});
afterAll(() => {
	log.close();
	rmSync(folder, { recursive: true, force: true });
});

describe('reportError', () => {
	test('tells an expected failure in its own sentence and keeps its detail for the log', () => {
		const report = reportError(new HubError('CONFIG', 'The file x.yaml is missing; name one with --config.', { detail: 'ENOENT' }), log);
		expect(report.line).toBe('lianjian: The file x.yaml is missing; name one with --config.');
		expect(report.json.error.code).toBe('CONFIG');
		expect(readFileSync(log.path, 'utf8')).toContain('ENOENT');
	});

	test('tells an unexpected one by an id under which the log holds it whole, and shows no stack', () => {
		const { line } = reportError(new TypeError('x is not a function', { cause: new Error('deeper') }), log);
		const id = /error ([0-9a-f]{8})/.exec(line)?.[1] ?? 'none';
		expect(line).not.toMatch(/not a function|\n/);
		const entry = readFileSync(log.path, 'utf8')
			.split('\n')
			.find((text) => text.includes(id));
		expect(JSON.parse(entry ?? '{}')).toMatchObject({ errorId: id, err: { message: 'x is not a function', cause: { message: 'deeper' } } });
	});
});

describe('openLogFile', () => {
	test('lets nobody else read the log', () => {
		expect(statSync(log.path).mode & 0o777).toBe(0o600);
	});
});
