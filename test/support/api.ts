/** The API over real HTTP on a test database: asks as any caller, counts the statements that the store gets. */
import { Kysely, PostgresDialect } from 'kysely';
import { ROLES, type Role } from '#access/caller.ts';
import type { LimitOverrides } from '#config/hub-config.ts';
import type { Clock } from '#core/days.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { BreakerState, LiveClearance, LiveSource } from '#core/ports.ts';
import { readGiven } from '#intake/keys/read-given.ts';
import { readGivenPerson } from '#intake/keys/read-given-person.ts';
import { createTokeniser } from '#intake/tokens.ts';
import { type ServerLog, silentLog } from '#server/server-log.ts';
import { startServer } from '#server/start-server.ts';
import { type AuthSettings, issueToken } from '#server/tokens.ts';
import type { Store } from '#store/database.ts';
import type { Tables } from '#store/tables.ts';
import { REGULATION } from './builders.ts';

export const testAuth: AuthSettings = {
	secret: 'a-secret-for-tests-only',
	tokens: {
		jwtSecret: null,
		development: true,
		jwksUrl: null,
		issuer: null,
		audience: null,
		lifetimeMinutes: 720,
		claims: { role: 'role', agency: 'agency', division: 'division' },
		roles: {},
	},
};

/** The clock of all API tests. */
export const testClock: Clock = { now: () => new Date('2025-05-31T12:00:00+08:00') };

export interface Asking {
	readonly role?: Role;
	readonly purpose?: string;
	readonly divisions?: readonly string[] | null;
	readonly sources?: readonly string[] | null;
	readonly variables?: Readonly<Record<string, unknown>>;
}

export interface Answer {
	readonly status: number;
	// The shape of data is the query's; tests assert on it whole or by path.
	readonly data: Answered;
	readonly errors: readonly {
		readonly message: string;
		readonly path?: readonly string[];
		readonly extensions: { readonly code: string };
	}[];
	readonly extensions: Answered;
	/** The body as sent. */
	readonly text: string;
	/** Statements the store got for it. */
	readonly statements: number;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query, which only the test knows
export type Answered = any;

export interface TestApi {
	readonly url: string;
	ask(query: string, asking?: Asking): Promise<Answer>;
	token(asking?: Asking): Promise<string>;
	stop(): Promise<void>;
}

export interface TestApiOptions {
	readonly sources?: readonly SourceMapping[];
	readonly liveSources?: ReadonlyMap<string, LiveSource>;
	readonly liveClearance?: LiveClearance | null;
	readonly breakerOf?: (source: string) => BreakerState | null;
	readonly auth?: AuthSettings;
	readonly log?: ServerLog;
	/** Stands in for the store's own, to make it fail. */
	readonly wrap?: (store: Store) => Store;
	readonly consoleFolder?: string;
	/** Default: any number of requests, any document for every role. */
	readonly limits?: LimitOverrides;
	readonly trustedDocuments?: string;
	readonly queryLibrary?: string;
	readonly consoleTokens?: Readonly<Record<string, string>>;
	readonly compileAfter?: number | null;
}

const UNHINDERED: LimitOverrides = Object.fromEntries(ROLES.map((role) => [role, { perMinute: null, adHoc: true }]));

export async function startTestApi(store: Store, options: TestApiOptions = {}): Promise<TestApi> {
	let statements = 0;
	const counting = new Kysely<Tables>({
		dialect: new PostgresDialect({ pool: store.pool }),
		log: (event) => {
			if (event.level === 'query') statements += 1;
		},
	});
	const watched = { ...store, db: counting };
	const server = await startServer({
		host: '127.0.0.1',
		port: 0,
		store: options.wrap?.(watched) ?? watched,
		auth: options.auth ?? testAuth,
		sources: options.sources ?? [],
		liveSources: options.liveSources ?? new Map(),
		liveClearance: options.liveClearance ?? null,
		...(options.breakerOf === undefined ? {} : { breakerOf: options.breakerOf }),
		clock: testClock,
		judging: { regulation: REGULATION, clearanceSource: null },
		log: options.log ?? silentLog,
		simplify: (text) => text.replaceAll('教育諮詢', '教育咨询'),
		readGiven,
		readGivenPerson: (given) => readGivenPerson(given, createTokeniser('a-secret-for-tests-only')),
		limits: options.limits ?? UNHINDERED,
		...(options.compileAfter === undefined ? {} : { compileAfter: options.compileAfter }),
		...(options.trustedDocuments === undefined ? {} : { trustedDocuments: options.trustedDocuments }),
		...(options.queryLibrary === undefined ? {} : { queryLibrary: options.queryLibrary }),
		...(options.consoleTokens === undefined ? {} : { consoleTokens: options.consoleTokens }),
		...(options.consoleFolder === undefined ? {} : { consoleFolder: options.consoleFolder }),
	});
	const token = ({ role = 'analyst', divisions = null, sources = null }: Asking = {}) =>
		issueToken(options.auth ?? testAuth, { role, subject: `a ${role}`, divisions, sources }, testClock);
	return {
		url: server.url,
		token,
		stop: server.stop,
		async ask(query, asking = {}) {
			const before = statements;
			const response = await fetch(`${server.url}/graphql`, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					authorization: `Bearer ${await token(asking)}`,
					...(asking.purpose === undefined ? {} : { 'x-purpose': asking.purpose }),
				},
				body: JSON.stringify({ query, variables: asking.variables }),
			});
			const text = await response.text();
			const { data = null, errors = [], extensions = null } = JSON.parse(text);
			return { status: response.status, data, errors, extensions, text, statements: statements - before };
		},
	};
}
