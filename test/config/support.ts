/** A small whole configuration as text, and folders to put configurations in. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HubConfig } from '#config/hub-config.ts';
import { loadConfig } from '#config/load-config.ts';
import { messageOf } from '#core/errors.ts';

export const ENVIRONMENT = { HUB_SECRET: 'a secret of more than sixteen', DB: 'postgresql://u:p@db.example/edu' };

const HEAD = `hub:
  secret: \${HUB_SECRET}
calendars:
  national: { knownFrom: 2025-01-01, knownTo: 2025-12-31, holidays: [], workdays: [] }
policies:
  country:
    offlineLessonEndsBy: "20:30"
    onlineLessonEndsBy: "21:00"
    lessonHoursBindSeniorHigh: true
    onlineLessonMaxMinutes: 30
    onlineBreakMinMinutes: 10
    feeMaxMonths: 3
    feeMaxLessons: 60
    feeMaxYuan: 5000
    balanceBelowMinimumDays: 3
    outflowMaxPercentADay: 30
    inspectionEveryMonths: 12
    clearanceEveryMonths: 12
    homeworkCareAllowed: true
    familyCareBelow: 5
`;

/** Line of the configuration on which `sources:` stands. */
export const SOURCES_LINE = HEAD.split('\n').length;

const TABLE = `        kind: licence
        key: zh
        updatedColumn: gx
        fields:
          licenceNo: zh
          name: mc
          status: { column: zt, codes: { 正常: ACTIVE } }
          head: { name: fr, identityNumber: frhm }`;

/** A configuration with one education source; `table` are the lines of its table, indented by eight. */
export function makeConfig(options: { table?: string; connector?: string; source?: string } = {}): string {
	return `${HEAD}sources:
  edu:
    agency: { zh: 教育, en: Education }
    modes: [replicate]
${options.source ?? ''}    connector: ${options.connector ?? `{ type: postgres, url: "\${DB}", schema: a }`}
    tables:
      xk:
${options.table ?? TABLE}
`;
}

/** Writes configurations into a folder of their own; gives the path of the first. */
export function writeConfigs(files: Readonly<Record<string, string>>): string {
	const folder = mkdtempSync(join(tmpdir(), 'config-'));
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	return join(folder, Object.keys(files)[0] ?? 'hub.yaml');
}

/** Loads one configuration text. */
export function load(text: string, env: Readonly<Record<string, string>> = ENVIRONMENT): HubConfig {
	return loadConfig(writeConfigs({ 'hub.yaml': text }), env);
}

/** The mistakes that loading tells, without the path of the folder: "hub.yaml:24:11  …". */
export function mistakesOf(text: string, env: Readonly<Record<string, string>> = ENVIRONMENT): string[] {
	return mistakesOfFiles({ 'hub.yaml': text }, env);
}

export function mistakesOfFiles(files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = ENVIRONMENT): string[] {
	try {
		loadConfig(writeConfigs(files), env);
	} catch (error) {
		return messageOf(error)
			.split('\n')
			.slice(1)
			.map((line) => line.trim().replace(/^\S*\/(\w+\.yaml:)/, '$1'));
	}
	return [];
}
