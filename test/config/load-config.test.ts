import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import { isHubError } from '#core/errors.ts';
import { ENVIRONMENT, load, makeConfig, mistakesOf, mistakesOfFiles, SOURCES_LINE, writeConfigs } from './support.ts';

const REFERENCE = {
	HUB_SECRET: 'a secret of more than sixteen',
	EDUCATION_URL: 'postgresql://edu.example/edu',
	MARKET_URL: 'mysql://market.example/scjg',
	POLICE_URL: 'https://police.example',
	POLICE_TOKEN: 'token',
	FILES_ROOT: '/srv/files',
};
/** First line of the table's own lines in `makeConfig`. */
const TABLE_LINE = SOURCES_LINE + 7;

describe('loadConfig', () => {
	it('gives the sources with their tables, defaults filled in and everything frozen', () => {
		const config = load(makeConfig());
		expect(config.hub).toMatchObject({ databaseUrl: null, host: '127.0.0.1', port: 4000 });
		expect(config.sources[0]).toMatchObject({
			id: 'edu',
			overlapMinutes: 60,
			connector: { type: 'postgres', url: ENVIRONMENT.DB, timezone: 'Asia/Shanghai', retries: 4 },
		});
		expect(config.sources[0]?.tables[0]).toMatchObject({ recordType: 'xk', from: 'xk', keyColumn: 'zh', key: [{ columns: ['zh'] }] });
		expect(config.sources[0]?.tables[0]?.fields.head).toEqual({
			person: { name: { columns: ['fr'] }, identityNumber: { columns: ['frhm'] } },
		});
		expect(Object.isFrozen(config.sources[0]?.tables[0]?.fields.name)).toBe(true);
	});

	it('loads the reference deployment with its seven agencies', () => {
		const config = loadConfig('config/reference.yaml', REFERENCE);
		expect(config.sources.map((s) => s.id).sort()).toEqual(['bank', 'civil', 'education', 'hotline', 'market', 'police', 'sector']);
		expect(config.leftOut).toEqual([]);
		const education = config.sources.find((s) => s.id === 'education');
		expect(education?.tables.filter((t) => t.recordType === 'hbmd').map((t) => t.kind)).toEqual(['listEntry', 'personListEntry']);
		const sector = config.sources.find((s) => s.id === 'sector');
		expect(sector?.tables.map((t) => [t.recordType, t.fields.department])).toEqual([
			['文旅', { columns: [], constant: '文旅' }],
			['体育', { columns: [], constant: '体育' }],
			['科技', { columns: [], constant: '科技' }],
		]);
	});

	it('loads the sandbox as the reference with other connectors and the same mapping', () => {
		const reference = loadConfig('config/reference.yaml', REFERENCE);
		const sandbox = loadConfig('config/sandbox.yaml', { ...REFERENCE, HUB_SECRET: '' });
		expect(sandbox.sources.map((s) => s.tables)).toEqual(reference.sources.map((s) => s.tables));
		expect(sandbox.sources.find((s) => s.id === 'market')?.connector.type).toBe('postgres');
	});
});

describe('the id of a source', () => {
	it.each(['hub', 'Hub', '1a'])('is not %s', (id) => {
		expect(mistakesOf(makeConfig().replace('  edu:', `  ${id}:`)).join()).toContain('“hub” is the hub’s own lists');
	});

	it.each(['hub2', 'a-hub'])('may be %s', (id) => {
		expect(load(makeConfig().replace('  edu:', `  ${id}:`)).sources[0]?.id).toBe(id);
	});
});

describe('tokens of development', () => {
	it.each([
		['config/reference.yaml', false],
		['config/sandbox.yaml', true],
		['config/sandbox-mysql.yaml', true],
	])('%s takes them: %s', (file, taken) => {
		expect(loadConfig(file, REFERENCE).hub.tokens.development).toBe(taken);
	});
});

describe('mistakes in a configuration', () => {
	const cases: { why: string; table: string; line: number; column: number; says: string }[] = [
		{
			why: 'a misspelt canonical field',
			table:
				'        kind: licence\n        key: zh\n        updatedColumn: gx\n        fields:\n          licenseNo: zh\n          name: mc',
			line: 4,
			column: 11,
			says: 'Did you mean “licenceNo”?',
		},
		{
			why: 'a misspelt kind',
			table: '        kind: licenze\n        key: zh\n        fields: { name: mc }',
			line: 0,
			column: 15,
			says: 'Did you mean “licence”?',
		},
		{
			why: 'a misspelt setting of a table',
			table: '        kind: licence\n        key: zh\n        updatedColum: gx\n        fields: { name: mc }',
			line: 2,
			column: 9,
			says: 'Did you mean “updatedColumn”?',
		},
		{
			why: 'a code list with a value that the field does not have',
			table:
				'        kind: licence\n        key: zh\n        updatedColumn: gx\n        fields:\n          name: mc\n          status:\n            column: zt\n            codes: { 正常: ACTIV }',
			line: 7,
			column: 26,
			says: 'Did you mean “ACTIVE”?',
		},
		{
			why: 'a code field without a code list',
			table: '        kind: licence\n        key: zh\n        updatedColumn: gx\n        fields:\n          status: zt',
			line: 4,
			column: 11,
			says: 'needs “codes”',
		},
		{
			why: 'a person without a name',
			table: '        kind: licence\n        key: zh\n        updatedColumn: gx\n        fields:\n          head: { identityNumber: hm }',
			line: 4,
			column: 11,
			says: 'A person needs “name”',
		},
		{
			why: 'two people with one key',
			table:
				'        kind: licence\n        key: zh\n        updatedColumn: gx\n        fields:\n          head: a\n          principal: b',
			line: 5,
			column: 11,
			says: 'different “keySuffix”es',
		},
		{
			why: 'a detail row that belongs to nobody',
			table: '        kind: staff\n        key: id\n        updatedColumn: gx\n        fields: { person: xm }',
			line: 3,
			column: 9,
			says: 'belongs to an organisation by “licenceNo”',
		},
		{
			why: 'a table without a key',
			table: '        kind: licence\n        updatedColumn: gx\n        fields: { name: mc }',
			line: -1,
			column: 7,
			says: 'key is missing',
		},
		{
			why: 'a column that is to be struck out, taken in as text',
			table:
				'        kind: complaint\n        key: id\n        updatedColumn: gx\n        redact: [xm]\n        fields: { content: nr, channel: xm }',
			line: 4,
			column: 32,
			says: 'must not be taken in',
		},
		{
			why: 'a personal column, taken in as text',
			table:
				'        kind: complaint\n        key: id\n        updatedColumn: gx\n        personal: xm\n        fields: { content: nr, channel: xm }',
			line: 4,
			column: 32,
			says: 'is under “personal”',
		},
		{
			why: 'an identity number, taken in as text as well',
			table:
				'        kind: staff\n        key: id\n        updatedColumn: gx\n        fields:\n          licenceNo: zh\n          person: { name: xm, identityNumber: hm }\n          certificateNo: hm',
			line: 6,
			column: 11,
			says: 'holds identity numbers',
		},
		{
			why: 'a pattern that is none',
			table:
				'        kind: licence\n        key: zh\n        updatedColumn: gx\n        fields:\n          name: { column: mc, pattern: "(" }',
			line: 4,
			column: 40,
			says: 'no valid regular expression',
		},
		{
			why: 'a database table without a time of update',
			table: '        kind: licence\n        key: zh\n        fields: { name: mc }',
			line: -1,
			column: 7,
			says: 'needs “updatedColumn”',
		},
		{
			why: 'a whole read beside the column that makes it needless',
			table: '        kind: licence\n        key: zh\n        updatedColumn: gx\n        readWhole: true\n        fields: { name: mc }',
			line: 3,
			column: 9,
			says: 'Take “readWhole” out',
		},
	];
	for (const { why, table, line, column, says } of cases) {
		it(`names line and column of ${why}`, () => {
			const mistakes = mistakesOf(makeConfig({ table }));
			expect(mistakes).toHaveLength(1);
			expect(mistakes[0]).toMatch(new RegExp(`^hub\\.yaml:${TABLE_LINE + line}:${column} `));
			expect(mistakes[0]).toContain(says);
		});
	}

	it('tells all of them together, in the order of the lines', () => {
		const table =
			'        kind: licence\n        key: zh\n        updatedColumn: gx\n        fields:\n          nam: mc\n          status: { column: zt, codes: { 正常: GONE } }';
		const mistakes = mistakesOf(makeConfig({ table, connector: '{ type: postgres, url: x, timezone: Asia/Beijing }' }));
		expect(mistakes.map((m) => m.split(' ')[0])).toEqual([
			`hub.yaml:${SOURCES_LINE + 4}:52`,
			`hub.yaml:${TABLE_LINE + 4}:11`,
			`hub.yaml:${TABLE_LINE + 5}:46`,
		]);
	});

	it('tells a wrong shape and a wrong meaning together', () => {
		const table =
			'        kind: licence\n        key: zh\n        updatedColumn: gx\n        fields: { nam: mc }\n      two:\n        kind: licenc\n        key: zh\n        fields: { name: mc }';
		const mistakes = mistakesOf(makeConfig({ table }).replace('  secret:', '  sekret: x\n  secret:'));
		expect(mistakes.map((m) => m.replace(/^.* Did/, 'Did'))).toEqual([
			'Did you mean “secret”?',
			'Did you mean “name”?',
			'Did you mean “licence”?',
		]);
	});

	it('names the place of broken YAML', () => {
		expect(mistakesOf('hub:\n  secret: "open\n')[0]).toMatch(/^hub\.yaml:\d+:\d+ {2}YAML: /);
	});

	it('refuses a secret of fewer than 16 characters, and takes one of 16', () => {
		expect(mistakesOf(makeConfig(), { ...ENVIRONMENT, HUB_SECRET: 'x'.repeat(15) })[0]).toContain('needs at least 16 characters');
		expect(mistakesOf(makeConfig(), { ...ENVIRONMENT, HUB_SECRET: 'x'.repeat(16) })).toEqual([]);
	});

	it('refuses a day that the calendar does not have', () => {
		const text = makeConfig().replace('workdays: []', 'workdays: [2025-02-29]');
		expect(mistakesOf(text)[0]).toContain('2025-02-29 is no day of the calendar');
	});

	it('says that a file does not exist', () => {
		expect(() => loadConfig('config/nowhere.yaml', {})).toThrow(/config\/nowhere\.yaml does not exist/);
	});

	it('is a HubError of code CONFIG', () => {
		let thrown: unknown;
		try {
			load('sources: 1');
		} catch (error) {
			thrown = error;
		}
		expect(isHubError(thrown, 'CONFIG')).toBe(true);
	});
});

describe('variables', () => {
	it('names a missing variable, its place and what it is for', () => {
		const mistakes = mistakesOf(makeConfig(), { HUB_SECRET: ENVIRONMENT.HUB_SECRET });
		expect(mistakes).toEqual([
			`hub.yaml:${SOURCES_LINE + 4}:39  The environment variable DB is not set; it gives the address of the source “edu” (sources.edu.connector.url). Set it, or mark the source “optional: true”.`,
		]);
	});

	it('takes the default where a variable is missing or empty, and the variable where it is set', () => {
		const text = makeConfig({ connector: `{ type: postgres, url: "\${URL:-a://default}" }` });
		expect(load(text).sources[0]?.connector.url).toBe('a://default');
		expect(load(text, { ...ENVIRONMENT, URL: '' }).sources[0]?.connector.url).toBe('a://default');
		expect(load(text, { ...ENVIRONMENT, URL: 'b://set' }).sources[0]?.connector.url).toBe('b://set');
	});

	it('leaves out an optional source whose variable is empty, and only that', () => {
		const text = makeConfig({ source: '    optional: true\n' });
		const config = load(text, { HUB_SECRET: ENVIRONMENT.HUB_SECRET, DB: '' });
		expect(config.sources).toEqual([]);
		expect(config.leftOut).toEqual([{ id: 'edu', variable: 'DB' }]);
		expect(load(text).leftOut).toEqual([]);
	});
});

describe('extends', () => {
	it('changes the lines that it names and keeps the rest', () => {
		const config = loadConfig(
			writeConfigs({
				'own.yaml': 'extends: base.yaml\nsources: { edu: { connector: { schema: other } } }',
				'base.yaml': makeConfig(),
			}),
			ENVIRONMENT,
		);
		expect(config.sources[0]?.connector).toMatchObject({ type: 'postgres', url: ENVIRONMENT.DB, schema: 'other' });
	});

	it('replaces a connector of another type whole', () => {
		const config = loadConfig(
			writeConfigs({
				'own.yaml': 'extends: base.yaml\nsources: { edu: { connector: { type: csv, folder: /data } } }',
				'base.yaml': makeConfig(),
			}),
			{ HUB_SECRET: ENVIRONMENT.HUB_SECRET },
		);
		expect(config.sources[0]?.connector).toMatchObject({ type: 'csv', folder: '/data' });
		expect(config.sources[0]?.connector.url).toBeUndefined();
	});

	it('takes an entry out with null', () => {
		const config = loadConfig(
			writeConfigs({
				'own.yaml': 'extends: base.yaml\nsources: { edu: { tables: { xk: { fields: { head: null } } } } }',
				'base.yaml': makeConfig(),
			}),
			ENVIRONMENT,
		);
		expect(Object.keys(config.sources[0]?.tables[0]?.fields ?? {})).toEqual(['licenceNo', 'name', 'status']);
	});

	it('names the file in which a mistake stands', () => {
		const files = {
			'own.yaml': 'extends: base.yaml\nsources: { edu: { connector: { schema: other, port: 1 } } }',
			'base.yaml': makeConfig(),
		};
		expect(mistakesOfFiles(files)[0]).toMatch(/^own\.yaml:2:47 /);
		const base = {
			'own.yaml': 'extends: base.yaml',
			'base.yaml': makeConfig({ table: '        kind: lic\n        key: a\n        fields: {}' }),
		};
		expect(mistakesOfFiles(base)[0]).toMatch(new RegExp(`^base\\.yaml:${TABLE_LINE}:15 `));
	});

	it('refuses files that extend each other in a circle', () => {
		expect(mistakesOfFiles({ 'a.yaml': 'extends: b.yaml', 'b.yaml': 'extends: a.yaml' })[0]).toContain('in a circle');
	});
});

describe('the digest', () => {
	it('does not change with secrets and addresses', () => {
		const config = load(makeConfig());
		const elsewhere = load(makeConfig(), { HUB_SECRET: 'quite another secret', DB: 'postgresql://other/db' });
		expect(elsewhere.digest).toBe(config.digest);
		expect(config.digest).toMatch(/^[0-9a-f]{64}$/);
	});

	it('changes with the mapping and with a limit', () => {
		const digest = load(makeConfig()).digest;
		expect(load(makeConfig().replace('name: mc', 'name: jgmc')).digest).not.toBe(digest);
		expect(load(makeConfig().replace('feeMaxMonths: 3', 'feeMaxMonths: 6')).digest).not.toBe(digest);
		expect(load(makeConfig().replace('key: zh', 'key: bh')).digest).not.toBe(digest);
	});
});

describe('settings of a connector and of a format', () => {
	const csv = '{ type: csv, folder: /files }';
	const table = (format: string) =>
		`        kind: licence\n        key: zh\n        format: ${format}\n        fields: { licenceNo: zh, name: mc }`;

	it('that its type does not know are told with their place and what was meant', () => {
		const [mistake] = mistakesOf(makeConfig({ connector: csv, table: table('{ headerRow: 2, enconding: gb18030 }') }));
		expect(mistake).toMatch(
			/^hub\.yaml:\d+:33 {2}“enconding” is no setting of sources\.edu\.tables\.xk\.format\. Did you mean “encoding”\?$/,
		);
		const [option] = mistakesOf(
			makeConfig({ connector: '{ type: csv, folder: /files, options: { acceptShrnk: true } }', table: table('{}') }),
		);
		expect(option).toMatch(/“acceptShrnk” is no setting of sources\.edu\.connector\.options\. Did you mean “acceptShrink”\?$/);
	});

	it('are held to their values', () => {
		expect(mistakesOf(makeConfig({ connector: csv, table: table('{ encoding: gb-18030-x }') }))[0]).toMatch(/encoding is no encoding/);
		expect(mistakesOf(makeConfig({ connector: csv, table: table('{ keyPattern: "(" }') }))[0]).toMatch(/keyPattern is no valid regular/);
		expect(mistakesOf(makeConfig({ connector: csv, table: table('{ encoding: gb18030, delimiter: "|" }') }))).toEqual([]);
	});

	it('of a file have no place at a database, nor those of a database at files', () => {
		expect(mistakesOf(makeConfig({ table: `${table('{ headerRow: 2 }')}\n        updatedColumn: gx` }))[0]).toMatch(
			/“headerRow” is no setting/,
		);
		const files = '{ type: csv, folder: /files, options: { maxConnections: 2 } }';
		expect(mistakesOf(makeConfig({ connector: files, table: table('{}') }))[0]).toMatch(/“maxConnections” is no setting/);
	});

	it('of signing need a secret, and are for interfaces alone', () => {
		const rest = (more: string) =>
			makeConfig({ connector: `{ type: rest, url: "http://x", signing: { requester: r, service: s${more} } }` });
		expect(mistakesOf(rest(''))[0]).toMatch(/signing\.secret is missing/);
		const { connector } = load(rest(`, secret: "\${DB}"`)).sources[0] ?? {};
		expect(connector?.signing?.headers.signature).toBe('gjgxjhpt_sign');
		const file = '{ type: csv, folder: /f, signing: { secret: x, requester: r, service: s } }';
		expect(mistakesOf(makeConfig({ connector: file, table: table('{}') }))[0]).toMatch(/Only calls of a rest source are signed/);
	});

	it('leave the key of signed calls out of the digest', () => {
		const of = (secret: string) =>
			load(makeConfig({ connector: `{ type: rest, url: "http://x", signing: { secret: ${secret}, requester: r, service: s } }` })).digest;
		expect(of('one')).toBe(of('two'));
	});
});

describe('what the shape cannot tell', () => {
	const hub = (line: string) => makeConfig().replace('hub:\n', `hub:\n  ${line}\n`);
	it.each<[string, string, string]>([
		['a schedule that is none', hub('nightlySchedule: every night'), '2:20  hub.nightlySchedule is no cron expression'],
		['a schedule that never comes', hub('nightlySchedule: 0 0 31 2 *'), '2:20  hub.nightlySchedule names no time to come'],
		['a port beyond all ports', hub('port: 65536'), '2:9  hub.port is too big: at most 65535.'],
		['a port that is no number', hub('port: four'), '2:9  hub.port must be a whole number.'],
		['a database that is none', hub('databaseUrl: localhost'), '2:16  hub.databaseUrl is no address of a PostgreSQL'],
		['a key set that is no address', hub('tokens: { jwksUrl: keys }'), '2:22  hub.tokens.jwksUrl is no http or https address.'],
		[
			'a role that the hub has not',
			hub('tokens: { roles: { boss: analist } }'),
			'2:28  “analist” is no role of the hub. Did you mean “analyst”?',
		],
		[
			'limits of such a role',
			hub('limits: { analist: { cost: 5 } }'),
			'2:13  “analist” is no setting of hub.limits. Did you mean “analyst”?',
		],
		['a limit of nothing', hub('limits: { analyst: { cost: 0 } }'), '2:30  hub.limits.analyst.cost is too small: more than 0.'],
		[
			'the secret among the former ones',
			hub(`formerSecrets: [ "$\{HUB_SECRET}" ]`),
			'2:18  hub.formerSecrets holds the secret that is in use',
		],
		['a variable that is not closed', hub('host: ${HOST'), '2:9  “${” begins the name of a variable'],
		[
			'a calendar that ends too early',
			makeConfig().replace('knownTo: 2025-12-31', 'knownTo: 2024-12-31'),
			'The calendar ends before it begins.',
		],
		[
			'an end of it that is no day',
			makeConfig().replace('knownTo: 2025-12-31', 'knownTo: 2025-12-41'),
			'2025-12-41 is no day of the calendar.',
		],
		[
			'a part that nobody named',
			makeConfig().replace('country:', 'country: &all').replace('sources:', 'review: *al\nsources:'),
			'No part before is named “&al”. Did you mean “all”?',
		],
		['a name that no map can have', makeConfig().replace('  edu:', '  __proto__:'), '“__proto__” is no name.'],
		[
			'a factor that is no number',
			makeConfig({
				table:
					'        kind: registration\n        key: h\n        updatedColumn: gx\n        fields:\n          capital: { column: zb, times: 万 }',
			}),
			'“times” is a number above 0, like 10000; “万” is none.',
		],
	])('%s is told with its place', (_, text, says) => {
		expect(mistakesOf(text)).toEqual([expect.stringContaining(says)]);
	});

	it('takes the largest port and a part that was named before', () => {
		expect(
			mistakesOf(hub('port: 65535').replace('country:', 'country: &all').replace('sources:', '  divisions: { "22": *all }\nsources:')),
		).toEqual([]);
	});

	it('says of a file in another encoding that it is, once', () => {
		const path = writeConfigs({ 'hub.yaml': '' });
		writeFileSync(path, Buffer.concat([Buffer.from('hub: '), Buffer.from([0xb1, 0xb1, 0xbe, 0xa9])]));
		expect(() => loadConfig(path, ENVIRONMENT)).toThrow(/a mistake; nothing was read\.\n.*not in UTF-8; save it in this encoding/);
	});

	it('says of parts that repeat each other without end that they do', () => {
		const parts = Array.from(
			{ length: 9 },
			(_, at) =>
				`a${at}: &a${at} [${
					at === 0
						? 'x'
						: Array(10)
								.fill(`*a${at - 1}`)
								.join(', ')
				}]`,
		);
		expect(mistakesOf(`${parts.join('\n')}\n${makeConfig()}`)).toEqual([expect.stringContaining('YAML: Excessive alias count')]);
	});
});

describe('words of a district', () => {
	const withWords = (words: string) => `${makeConfig()}words:\n${words}\n`;

	it('stand behind the hub’s own', () => {
		const shipped = load(makeConfig()).lexicon();
		const lexicon = load(withWords('  - { means: ignored, words: [数学街] }')).lexicon();
		expect(lexicon.slice(0, -1)).toEqual(shipped);
		expect(lexicon.at(-1)).toEqual({ means: 'ignored', value: '', words: ['数学街'], weight: null, besideTeaching: false });
	});

	it('change what the hub does, and so its digest', () => {
		expect(load(withWords('  - { means: ignored, words: [数学街] }')).digest).not.toBe(load(makeConfig()).digest);
	});

	it.each([
		['  - { means: subject, value: 数雪, words: [星球课] }', '“数雪” is no subject.'],
		['  - { means: hint, value: CONCEALMNT, words: [暗门] }', 'Did you mean “CONCEALMENT”?'],
		['  - { means: ignored, value: 数学, words: [数学街] }', 'have no value'],
		['  - { means: guise, words: [四点课堂] }', 'need a value'],
		['  - { means: subjct, words: [星球课] }', 'Did you mean “subject”?'],
	])('%s is refused with its place: %s', (line, says) => {
		const text = withWords(line);
		const [mistake, ...others] = mistakesOf(text);
		expect(others).toEqual([]);
		expect(mistake).toContain(says);
		expect(mistake).toContain(`:${text.split('\n').indexOf(line) + 1}:`);
	});
});
