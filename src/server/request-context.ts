/** What the resolvers of one request work with, bounded by the limits of its caller's role and by the connection of who asks. */
import type { FastifyReply } from 'fastify';
import type { Caller, Role } from '#access/caller.ts';
import { createBoundedReader, type JudgingTerms, type Store } from '#access/reader.ts';
import { createSavedQueryDoor } from '#access/saved-queries.ts';
import type { Clock } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { GivenPerson, ReadGivenPerson } from '#core/given-person.ts';
import type { GivenRecord, ReadGiven } from '#core/given-record.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { BreakerState, LiveClearance, LiveSource } from '#core/ports.ts';
import { type ReviewDays, USUAL_REVIEW_DAYS } from '#core/review.ts';
import { createLive } from '#loaders/live.ts';
import { createLoaders } from '#loaders/loaders.ts';
import type { Context } from '#resolvers/context.ts';
import type { QueryChecks } from '#services/saved-queries/query-checks.ts';
import { createSavedQueries } from '#services/saved-queries/saved-queries.ts';
import type { RoleLimits } from './limits.ts';

/** What every request of a server shares. */
export interface ContextParts {
	readonly store: Store;
	/** The configured sources, in the order of the configuration. */
	readonly sources: readonly SourceMapping[];
	/** Sources that can be asked at query time, by id. */
	readonly liveSources: ReadonlyMap<string, LiveSource>;
	/** The police, asked at query time; null or absent: nobody answers such questions. */
	readonly liveClearance?: LiveClearance | null;
	/** How the breaker of a source stands; absent: not known. */
	readonly breakerOf?: (source: string) => BreakerState | null;
	readonly clock: Clock;
	/** By what rules are asked again on demand; null or absent: they are not. */
	readonly judging?: JudgingTerms | null;
	/** Days that each stage of a review has; left out: the usual ones. */
	readonly reviewDays?: ReviewDays;
	/** Traditional to simplified characters, for texts that are searched for. */
	readonly simplify: (text: string) => string;
	/** Reads a record in hand as intake would. */
	readonly readGiven: (given: GivenRecord) => ReadGiven;
	/** Reads a person in hand as intake would. */
	readonly readGivenPerson: (given: GivenPerson) => ReadGivenPerson;
	readonly limits: Readonly<Record<Role, RoleLimits>>;
	readonly queryChecks: QueryChecks;
}

/** A context with what the server itself needs of a request. */
export interface ServedContext extends Context {
	readonly limits: RoleLimits;
	/** Ends the deadline; called when the answer is made. */
	readonly finish: () => void;
	/** Whether something looked at the time, or at how a source answers just now: what was made of it is true for a moment only. */
	readonly passing: () => boolean;
	/** Whether something looked at saved queries, and so perhaps at what their runs gave. */
	readonly showsRuns: () => boolean;
}

/** The context of a request. Its reads end after the role's seconds, or as soon as whoever asked hangs up. */
export function createContext(caller: Caller, parts: ContextParts, reply: Pick<FastifyReply, 'raw'>): ServedContext {
	const { store, sources, simplify, readGiven, readGivenPerson } = parts;
	let looked = false;
	const clock: Clock = {
		now() {
			looked = true;
			return parts.clock.now();
		},
	};
	const limits = parts.limits[caller.role];
	const { signal, finish } = deadlineOf(limits, reply);
	const passing = () => looked;
	const reader = createBoundedReader(store, caller, { clock, signal, mostRows: limits.rows });
	const loaders = createLoaders(reader);
	const live = createLive({ ...parts, reader, loaders });
	const breakerOf: NonNullable<ContextParts['breakerOf']> = (source) => {
		looked = true;
		return parts.breakerOf?.(source) ?? null;
	};
	let saved: Context['savedQueries'] | null = null;
	const judging = parts.judging ?? null;
	const reviewDays = parts.reviewDays ?? USUAL_REVIEW_DAYS;
	const given = { sources, clock, simplify, readGiven, readGivenPerson, breakerOf, judging, reviewDays };
	return {
		...given,
		reader,
		loaders,
		...live,
		// The only way to the runs of saved queries, so that whoever shows one has come by here.
		get savedQueries() {
			saved ??= createSavedQueries(createSavedQueryDoor({ store, caller, audit: reader.audit, clock }), parts.queryChecks, clock);
			return saved;
		},
		limits,
		finish,
		passing,
		showsRuns: () => saved !== null,
	};
}

/** Ends the reads of a request. `finish`: its answer is made, so that nothing is left to end. */
function deadlineOf({ seconds }: RoleLimits, { raw }: Pick<FastifyReply, 'raw'>) {
	const deadline = new AbortController();
	const giveUp = setTimeout(() => {
		deadline.abort(
			new HubError(
				'LIMIT_EXCEEDED',
				`The request took longer than ${seconds} seconds: lower \`first\` of its pages or narrow its filters.`,
			),
		);
	}, seconds * 1000);
	const hangUp = () => {
		clearTimeout(giveUp);
		if (!raw.writableFinished) deadline.abort(new HubError('LIMIT_EXCEEDED', 'Whoever asked has hung up.'));
	};
	raw.once('close', hangUp);
	// One answer can be made of many contexts, so each takes its listener along.
	const finish = () => {
		clearTimeout(giveUp);
		raw.off('close', hangUp);
	};
	return { signal: deadline.signal, finish };
}
