/** The command that serves the API and runs the nightly schedule. */
import { join } from 'node:path';
import type { Hub } from '#compose.ts';
import { breakerOf, liveClearance, liveSources } from '#compose-live.ts';
import { silentProgress } from '#core/ports.ts';
import { readGiven } from '#intake/keys/read-given.ts';
import { readGivenPerson } from '#intake/keys/read-given-person.ts';
import { toSimplified } from '#intake/keys/traditional.ts';
import { policeOf } from '#jobs/police-questions.ts';
import { startSchedule } from '#jobs/schedule.ts';
import { night } from './nightly.ts';
import type { Outcome } from './outcome.ts';

export interface ServeArguments {
	/** Null: the configuration's. */
	readonly port: number | null;
	readonly host: string | null;
	/** Folder that receives the bundles of the scheduled nights. */
	readonly out: string;
	/** What to print once the server answers at an address; left out: the address. */
	readonly welcome?: (url: string) => Promise<string>;
	/** Tokens by role that the console offers; of a sandbox alone. */
	readonly consoleTokens?: Readonly<Record<string, string>>;
}

/** Says how to use it once it answers, and serves until the signal; resolves when the server has stopped. */
export async function serve(hub: Hub, args: ServeArguments): Promise<Outcome> {
	const { config, store, clock, log } = hub;
	// Loaded here alone: a server and its schema take longer to load than an unchanged source to read.
	const { startServer } = await import('#server/start-server.ts');
	const server = await startServer({
		host: args.host ?? config.hub.host,
		port: args.port ?? config.hub.port,
		store,
		auth: config.hub,
		limits: config.hub.limits,
		trustedDocuments: config.hub.trustedDocuments,
		queryLibrary: join(hub.checkout, 'queries'),
		...(config.hub.compileAfter === undefined ? {} : { compileAfter: config.hub.compileAfter }),
		sources: config.sources,
		liveSources: liveSources(hub),
		liveClearance: liveClearance(hub),
		breakerOf: breakerOf(hub),
		reviewDays: config.reviewDays,
		judging: { regulation: config, clearanceSource: policeOf(config.sources)?.id ?? null },
		clock,
		log: log.logger,
		simplify: toSimplified,
		readGiven,
		readGivenPerson: (given) => readGivenPerson(given, hub.tokeniser),
		...(args.consoleTokens === undefined ? {} : { consoleTokens: args.consoleTokens }),
	});
	const schedule = startSchedule({
		nightly: config.hub.nightlySchedule,
		store,
		clock,
		runNight: (asOf) => night({ ...hub, progress: silentProgress }, { asOf, out: args.out, bom: true, onlyIfDue: true }),
		onError: (thrown) => log.logger.error({ err: thrown }, 'the night failed'),
	});
	try {
		hub.say(args.welcome === undefined ? `The hub answers at ${server.url}` : await args.welcome(server.url));
		await untilAborted(hub.signal);
	} finally {
		await server.stop();
		await schedule.stop();
	}
	return { status: 0, text: 'The hub has stopped.', json: { url: server.url } };
}

/** Resolves when the process is asked to end; at once when it already was. */
export function untilAborted(signal: AbortSignal): Promise<void> {
	return new Promise((done) => {
		if (signal.aborted) done();
		signal.addEventListener('abort', () => done(), { once: true });
	});
}
