import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FlagCode, FlagStatus, Severity } from '#core/flags.ts';
import { organisationIdOf } from '#core/ids.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation } from '../support/hub-data.ts';
import { DOCUMENTS, exampleOf, ROOT, rowsUnder, textOf } from './documents.ts';

interface Nodes<T> {
	readonly nodes: readonly T[];
}

interface AnsweredFlag {
	readonly code: FlagCode;
	readonly severity: Severity;
	readonly score: string;
	readonly status: FlagStatus;
	readonly guise: string;
	readonly explanation: { readonly en: string };
	readonly organisation: {
		readonly id: string;
		readonly name: string;
		readonly predecessors: Nodes<{ readonly score: string; readonly predecessor: { readonly name: string; readonly status: string } }>;
	};
	readonly evidence: Nodes<{ source: string; recordType: string; recordKey: string; field: string; asOf: string }>;
}

describe('the two commands', () => {
	test('stand there word for word', () => {
		expect(textOf('README.md')).toContain('\n```sh\nnpm ci && npm start\n```\n');
		expect(textOf('README.md')).toContain('\n```sh\nnpm test\n```\n');
	});
});

describe('the query', () => {
	let database: TestDatabase;
	let api: TestApi;
	const answer = JSON.parse(exampleOf('README.md', 'answer')) as { flags: { nodes: readonly [AnsweredFlag] } };

	beforeAll(async () => {
		database = await createTestDatabase();
		api = await startTestApi(database.store);
		await store(answer.flags.nodes[0]);
	});
	afterAll(async () => {
		await api.stop();
		await database.drop();
	});

	/** Puts what the answer tells of into the store, and a lesser flag beside it. */
	async function store(flag: AnsweredFlag): Promise<void> {
		const { db } = database.store;
		const { organisation } = flag;
		await addOrganisation(db, { id: organisation.id, name: organisation.name });
		await addOrganisation(db, { id: 'org_other' });
		await addFlag(db, { id: 'flag_other', organisationId: 'org_other', code: flag.code, score: '0.5000' });
		const evidence = flag.evidence.nodes.map((item) => ({ ...item, value: '' }));
		await addFlag(db, { id: 'flag_shown', organisationId: organisation.id, ...flag, evidence });
		const explanation = JSON.stringify({ zh: '', ...flag.explanation });
		await db.updateTable('flag').set({ explanation, guise: flag.guise }).where('flag_id', '=', 'flag_shown').execute();
		for (const [index, { score, predecessor }] of organisation.predecessors.nodes.entries()) {
			const id = await addOrganisation(db, { id: `org_before${index}`, name: predecessor.name });
			await db.updateTable('organisation').set({ status: predecessor.status }).where('organisation_id', '=', id).execute();
			const relation = { predecessor_id: id, successor_id: organisation.id, score_millibits: 4000, kind: 'REBRAND', reasons: '[]' };
			await db
				.insertInto('succession')
				.values({ ...relation, score })
				.execute();
		}
	}

	test('gives the answer that stands beside it', async () => {
		const { data, errors } = await api.ask(exampleOf('README.md', 'query'));
		expect(errors).toEqual([]);
		expect(data).toEqual(answer);
	});

	test('shows the id that the founding record gives', () => {
		const [{ organisation, evidence }] = answer.flags.nodes;
		const founder = evidence.nodes.find(({ field }) => field === 'name');
		expect(founder && organisationIdOf(founder)).toBe(organisation.id);
	});
});

describe('the commands', () => {
	const run = promisify(execFile);
	const asked = new Map<string, Promise<string>>();
	/** The help of a command, "" for that of all; asked for once. Empty when there is no such command. */
	const help = (command: string): Promise<string> => {
		const args = [join(ROOT, 'src/launch.js'), ...command.split(' ').filter((word) => word !== ''), '--help'];
		const text =
			asked.get(command) ??
			run(process.execPath, args, { cwd: ROOT }).then(
				({ stdout }) => stdout,
				() => '',
			);
		asked.set(command, text);
		return text;
	};
	/** "sync" of "  sync [options] [sources...]  read …". */
	const offeredIn = (text: string): readonly string[] =>
		[...(text.split('Commands:')[1] ?? '').matchAll(/^ {2}([a-z-]+)/gm)].map(([, name = '']) => name).filter((name) => name !== 'help');
	const GROUPS = ['audit', 'config', 'model', 'risk', 'secret', 'set-aside'];

	test('of the table are those that the command line offers', { timeout: 240_000 }, async () => {
		const [all = '', ...inGroups] = await Promise.all(['', ...GROUPS].map(help));
		const inner = inGroups.flatMap((text, index) => offeredIn(text).map((name) => `${GROUPS[index]} ${name}`));
		const offered = [...offeredIn(all).filter((name) => !GROUPS.includes(name)), ...inner];
		const named = rowsUnder('README.md', 'Commands').flatMap(([cell = '']) => /^`([a-z -]+)`$/.exec(cell)?.[1] ?? []);
		expect(offered.length).toBeGreaterThan(5);
		expect(named.toSorted()).toEqual(offered.toSorted());
	});

	test('that documents show are offered, with the options that they show', { timeout: 240_000 }, async () => {
		const shown = DOCUMENTS.flatMap((document) =>
			[...textOf(document).matchAll(/npm run hub -- ([a-z][^`\n]*)/g)].map(([, line = '']) => line),
		);
		const wrong = await Promise.all(
			[...new Set(shown)].map(async (line) => {
				const command = new RegExp(`^(?:${GROUPS.join('|')}) [a-z]+|^[a-z]+`).exec(line)?.[0] ?? '';
				const text = await help(command);
				if (!text.includes(`lianjian ${command} `)) return [line];
				return (line.match(/--[a-z-]+/g) ?? []).filter((option) => !text.includes(option)).map((option) => `${line}: ${option}`);
			}),
		);
		expect(shown.length).toBeGreaterThan(5);
		expect(wrong.flat()).toEqual([]);
	});
});
