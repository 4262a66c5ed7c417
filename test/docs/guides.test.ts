/** The guides are run on a made province: each query is asked as its first line says, and answers in the form that stands beside it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#access/caller.ts';
import { COMMANDS } from '#commands.ts';
import { createSchema } from '#resolvers/schema.ts';
import { documentHash } from '#server/trusted-documents.ts';
import { type Answer, type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { openWholeHub, type WholeHub } from '../support/whole-hub.ts';
import { exampleOf, rowsUnder, textOf } from './documents.ts';

const ANALYSTS = 'docs/guides/analysts.md';
const DASHBOARDS = 'docs/guides/dashboards.md';
let whole: WholeHub;
let api: TestApi;
let folder: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'guides-'));
	writeFileSync(join(folder, 'tiles.graphql'), exampleOf(DASHBOARDS, 'tiles.graphql'));
	whole = await openWholeHub({ businesses: 1200, asOf: '2025-05-31' });
	await COMMANDS.nightly(whole.hub, { asOf: '2025-05-31', out: join(whole.folder, 'out'), bom: false });
	api = await startTestApi(whole.hub.store, { sources: whole.hub.config.sources, trustedDocuments: folder, limits: {} });
});
afterAll(async () => {
	await api?.stop();
	await whole?.drop();
	rmSync(folder, { recursive: true });
});

/** Asks as the comment in the first line says: "# as analyst for ANALYSIS". */
function askAs(query: string, more: Asking = {}): Promise<Answer> {
	const [, role, purpose] = /^# as (\w+)(?: for (\w+))?\n/.exec(query) ?? [];
	if (role === undefined) throw new Error(`The query does not say who asks: ${query}`);
	return api.ask(query, { ...more, role: role as Role, ...(purpose === undefined ? {} : { purpose }) });
}

/** Where an answer has another form than the one shown: other members, another kind of value, or nothing where something is shown. */
function differences(answer: unknown, shown: unknown, place = ''): readonly string[] {
	if (shown === null || answer === null) return answer === shown || place.includes('[') ? [] : [`${place} is null on one side`];
	if (Array.isArray(shown) && Array.isArray(answer)) {
		if (shown.length > 0 && answer.length === 0) return [`${place} is empty`];
		return shown.length === 0 ? [] : differences(answer[0], shown[0], `${place}[0]`);
	}
	if (typeof shown === 'object' && typeof answer === 'object') {
		const names = [Object.keys(answer), Object.keys(shown)].map((keys) => keys.join());
		if (names[0] !== names[1]) return [`${place} has ${names[0]}, not ${names[1]}`];
		return Object.entries(shown as object).flatMap(([name, value]) =>
			differences((answer as Record<string, unknown>)[name], value, `${place}.${name}`),
		);
	}
	return typeof answer === typeof shown ? [] : [`${place} is a ${typeof answer}`];
}

describe('for analysts', () => {
	const questions = [...textOf(ANALYSTS).matchAll(/^## (\d+)\. (.+)$/gm)].map(([, number = '', title = '']) => ({ number, title }));

	test('there are eleven questions', () => expect(questions).toHaveLength(11));

	test.each(questions)('$number. $title', async ({ number }) => {
		const { data, errors } = await askAs(exampleOf(ANALYSTS, `question ${number}`));
		expect(errors).toEqual([]);
		expect(differences(data, JSON.parse(exampleOf(ANALYSTS, `answer ${number}`)))).toEqual([]);
	});
});

describe('for authors of dashboards', () => {
	const document = exampleOf(DASHBOARDS, 'tiles.graphql');
	const send = async (body: object, role: Role = 'dashboard') => {
		const response = await fetch(`${api.url}/graphql`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Bearer ${await api.token({ role })}` },
			body: JSON.stringify(body),
		});
		return { status: response.status, body: JSON.parse(await response.text()) };
	};
	const variables = JSON.parse(exampleOf(DASHBOARDS, 'variables')) as object;

	test('the document is one that the schema takes, and is trusted by its hash', async () => {
		expect(validate(createSchema(), parse(document))).toEqual([]);
		const { body } = await send({ documentId: `sha256:${documentHash(document)}`, variables });
		expect(differences(body.data, JSON.parse(exampleOf(DASHBOARDS, 'tiles answer')))).toEqual([]);
		expect(Object.keys(body.extensions.cost)).toEqual(Object.keys(JSON.parse(exampleOf(DASHBOARDS, 'cost'))));
	});

	test('a document of one’s own is refused to the role', async () => {
		const { status, body } = await send({ query: '{ me { role } }' });
		expect([status, body.errors[0].extensions.code]).toEqual([403, 'ACCESS_DENIED']);
	});

	test('the pages go on as shown', async () => {
		const page = exampleOf(DASHBOARDS, 'page');
		const first = await askAs(page, { variables: { after: null } });
		const { endCursor, hasNextPage } = first.data.organisations.pageInfo;
		const next = await askAs(page, { variables: { after: endCursor } });
		const ids = [first, next].flatMap(({ data }) => data.organisations.nodes.map(({ id }: { id: string }) => id));
		expect([hasNextPage, new Set(ids).size]).toEqual([true, ids.length]);
		const wrong = await askAs(page.replace('RISK_DESC', 'NAME_ASC'), { variables: { after: endCursor } });
		expect(wrong.errors[0]?.extensions.code).toBe('INVALID_INPUT');
	});

	test.each(rowsUnder(DASHBOARDS, 'Errors').map(([code = '', , provoked = '']) => ({ code, provoked: provoked.replaceAll('`', '') })))(
		'$code is the answer to $provoked',
		async ({ code, provoked }) => {
			const { body } = await send({ query: provoked }, 'analyst');
			expect(body.errors[0].extensions.code).toBe(code.replaceAll('`', ''));
		},
	);
});

describe('for operators', () => {
	const OPERATORS = 'docs/guides/operators.md';

	test('the query about a caller tells what they may do', async () => {
		const { data, errors } = await askAs(exampleOf(OPERATORS, 'me'));
		expect(errors).toEqual([]);
		expect(differences(data, JSON.parse(exampleOf(OPERATORS, 'me answer')))).toEqual([]);
	});

	test('a gateway reads the schema and finds what it knows by a key', async () => {
		const { data, errors } = await askAs(exampleOf(OPERATORS, 'gateway'));
		expect(errors).toEqual([]);
		expect(data._service.sdl).toContain('@key(fields: "creditCode")');
		expect(data._entities).toEqual([{ __typename: 'Division', place: '淮安市' }]);
	});
});
