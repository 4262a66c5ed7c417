/**
 * The commands, each one typed function from an open hub and its arguments to an outcome. `main.ts` offers what stands in `COMMANDS`;
 * a command joins by one entry there. Calls jobs and the server, decides nothing itself; those that only look are in inspect-commands.ts.
 */
import { join } from 'node:path';
import { isRole, ROLES } from '#access/caller.ts';
import { type Day, dayOf } from '#core/days.ts';
import type { SourceState } from '#core/dossier.ts';
import { HubError } from '#core/errors.ts';
import type { SourceMapping } from '#core/mapping.ts';
import { silentProgress } from '#core/ports.ts';
import { readGiven } from '#intake/keys/read-given.ts';
import { toSimplified } from '#intake/keys/traditional.ts';
import { evaluate as evaluateJob, lastCatalogue } from '#jobs/evaluate.ts';
import { evaluateOrganisation } from '#jobs/evaluate-organisation.ts';
import { exportStored } from '#jobs/export.ts';
import { createNightStages } from '#jobs/night-stages.ts';
import { type NightOutcome, runNight } from '#jobs/nightly.ts';
import { policeOf } from '#jobs/police-questions.ts';
import { resolve as resolveJob } from '#jobs/resolve.ts';
import { type ActiveRun, inRun } from '#jobs/run.ts';
import { startSchedule } from '#jobs/schedule.ts';
import { type SyncScope, sync as syncJob } from '#jobs/sync.ts';
import { catalogueVersion } from '#rules/catalogue.ts';
import { createAuditSealer } from '#store/audit-seal.ts';
import { lastJudgedDay } from '#store/run-store.ts';
import { type SourceTableRow, sourceTables } from '#store/source-view.ts';
import { refreshStatistics } from '#store/statistics.ts';
import { type Hub, intakeOf, intakePoolOf } from './compose.ts';
import { breakerOf, liveClearance, liveSources } from './compose-live.ts';
import {
	auditVerify,
	type DoctorArguments,
	doctor,
	type ExplainArguments,
	explain,
	lookedUp,
	sayLeftOut,
	silences,
} from './inspect-commands.ts';
import { type MatchArguments, match } from './match-commands.ts';
import { modelEstimate, modelShow, modelUse } from './model-commands.ts';
import { type RiskEstimateArguments, type RiskUseArguments, riskEstimate, riskList, riskUse } from './risk-commands.ts';
import { setAsideExport, setAsideList, setAsideRetry } from './set-aside-commands.ts';

/** What a command found or made. */
export interface Outcome {
	/** 0 done; 1 done, with something that needs attention; 2 not done. */
	readonly status: 0 | 1 | 2;
	/** For people; may have several lines. */
	readonly text: string;
	/** The same for programs (`--json`). */
	readonly json: unknown;
}

/** Arguments that commands share; days are of Asia/Shanghai. */
export interface DayArgument {
	/** Null: today. */
	readonly asOf: Day | null;
}
export interface EvaluateArguments extends DayArgument {
	/** Only this one, and nothing is written: id, code or exact name. Null or left out: all that are due. */
	readonly organisation?: string | null;
}
export interface ExportArguments extends DayArgument {
	readonly out: string;
	readonly bom: boolean;
}
export interface TokenArguments {
	readonly role: string;
	readonly subject: string;
	readonly hours: number;
	/** Division codes and sources the caller is limited to; empty: all. */
	readonly divisions: readonly string[];
	readonly sources: readonly string[];
}

export interface SyncArguments extends DayArgument {
	/** Empty: all. */
	readonly sources: readonly string[];
	/** Read everything from the start. */
	readonly fromStart?: boolean;
	/** Read also what changed without a newer stamp. */
	readonly check?: boolean;
}

export interface ResolveArguments extends DayArgument {
	/** Forget what earlier resolutions kept. */
	readonly full?: boolean;
}

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

/** The commands that need an open hub, by the name under which `main.ts` offers them. */
export interface Commands {
	nightly(hub: Hub, args: ExportArguments): Promise<Outcome>;
	sync(hub: Hub, args: SyncArguments): Promise<Outcome>;
	resolve(hub: Hub, args: ResolveArguments): Promise<Outcome>;
	evaluate(hub: Hub, args: EvaluateArguments): Promise<Outcome>;
	export(hub: Hub, args: ExportArguments): Promise<Outcome>;
	doctor(hub: Hub, args: DoctorArguments): Promise<Outcome>;
	setAsideList(hub: Hub, args: { readonly source: string | null }): Promise<Outcome>;
	silences(hub: Hub, args: { readonly division: string | null }): Promise<Outcome>;
	setAsideExport(hub: Hub, args: { readonly source: string; readonly out: string | null }): Promise<Outcome>;
	setAsideRetry(hub: Hub, args: DayArgument & { readonly source: string }): Promise<Outcome>;
	explain(hub: Hub, args: ExplainArguments): Promise<Outcome>;
	match(hub: Hub, args: MatchArguments): Promise<Outcome>;
	modelShow(hub: Hub, args: { readonly version: number | null }): Promise<Outcome>;
	modelEstimate(hub: Hub, args: DayArgument & { readonly mentions: number }): Promise<Outcome>;
	modelUse(hub: Hub, args: { readonly version: string; readonly reason: string }): Promise<Outcome>;
	riskList(hub: Hub, args: object): Promise<Outcome>;
	riskEstimate(hub: Hub, args: RiskEstimateArguments): Promise<Outcome>;
	riskUse(hub: Hub, args: RiskUseArguments): Promise<Outcome>;
	auditVerify(hub: Hub, args: { readonly expect: string | null }): Promise<Outcome>;
	token(hub: Hub, args: TokenArguments): Promise<Outcome>;
	/** Says how to use it once it answers, and serves until the signal; resolves when the server has stopped. */
	serve(hub: Hub, args: ServeArguments): Promise<Outcome>;
}

export const COMMANDS: Commands = {
	nightly,
	sync,
	resolve,
	evaluate,
	export: exportAll,
	doctor,
	setAsideList,
	silences,
	setAsideExport,
	setAsideRetry,
	explain,
	match,
	modelShow,
	modelEstimate,
	modelUse,
	riskList,
	riskEstimate,
	riskUse,
	auditVerify,
	token,
	serve,
};

/** Does a piece of work as a run of its own, alone on the store. */
async function asRun<T>(
	hub: Hub,
	command: string,
	asOf: Day,
	catalogueVersion: string | null,
	work: (run: ActiveRun & { readonly asOf: Day }) => Promise<T>,
): Promise<T> {
	const { store, clock, config, signal } = hub;
	const options = { store, clock, command, asOf, configDigest: config.digest, catalogueVersion, signal };
	// INCOMPLETE: these commands write no bundle, so changes are still told from the last run that did.
	const { summary } = await inRun(options, async (run) => ({ state: 'INCOMPLETE', summary: await work({ ...run, asOf }) }));
	return summary;
}

async function nightly(hub: Hub, args: ExportArguments): Promise<Outcome> {
	tellLeftOut(hub);
	const outcome = await night(hub, { ...args, asOf: dayArgument(hub, args) });
	await createAuditSealer(hub.store, hub.config.hub.secret)(hub.clock.now()); // nobody may be serving
	return { status: outcome.status, text: sayBundle(outcome), json: { ...outcome, leftOut: hub.config.leftOut } };
}

/** A source without its variable is no fault, but whoever forgot the variable must see it. */
function tellLeftOut({ config, say }: Pick<Hub, 'config' | 'say'>): void {
	for (const source of config.leftOut) say(`${sayLeftOut(source)}.`);
}

function night(
	hub: Hub,
	args: { readonly asOf: Day; readonly out: string; readonly bom: boolean; readonly onlyIfDue?: boolean },
): Promise<NightOutcome> {
	const { store, clock, config, progress, signal, tokeniser } = hub;
	const connectorOf = ({ id }: SourceMapping) => hub.connectorOf(id);
	const { asOf, out, bom, onlyIfDue } = args;
	const stages = createNightStages({
		store,
		sources: config.sources,
		regulation: config,
		connectorOf,
		intakeOf: intakeOf(hub),
		intakePool: intakePoolOf(hub),
		tokeniser,
		clock,
		progress,
		out,
		bom,
	});
	const run = {
		store,
		stages,
		clock,
		asOf,
		configDigest: config.digest,
		catalogueVersion: catalogueVersion(),
		signal,
		log: hub.log.logger,
	};
	return runNight(onlyIfDue === undefined ? run : { ...run, onlyIfDue });
}

async function sync(hub: Hub, args: SyncArguments): Promise<Outcome> {
	for (const source of args.sources) hub.connectorOf(source);
	tellLeftOut(hub);
	const { store, clock, progress, config } = hub;
	const connectorOf = ({ id }: SourceMapping) => hub.connectorOf(id);
	const only = args.sources.length === 0 ? undefined : args.sources;
	const { scope, command } = syncScope(args);
	const summary = await asRun(hub, command, dayArgument(hub, args), null, async (run) => {
		const intake = { intakeOf: intakeOf(hub), intakePool: intakePoolOf(hub) };
		const synced = await syncJob({ store, sources: config.sources, connectorOf, ...intake, scope, clock, progress, ...run }, only);
		await refreshStatistics(store);
		return synced;
	});
	const asked = summary.sources.filter(({ source }) => only?.includes(source) ?? true);
	const lines = asked.map(({ source, state, error }) => `${source}: ${state}${error === null ? '' : `, ${error}`}`);
	return {
		status: asked.every(({ state }) => state === 'FRESH') ? 0 : 1,
		text: lines.join('\n'),
		json: summary,
	};
}

/** What a sync reads, and the name of its run: a killed one is gone on with by its like alone. */
function syncScope({ fromStart = false, check = false }: SyncArguments): { scope: SyncScope; command: string } {
	if (fromStart && check)
		throw new HubError('INVALID_INPUT', 'Give --from-start or --check, not both: a read from the start checks everything.');
	if (fromStart) return { scope: 'ALL', command: 'sync --from-start' };
	return check ? { scope: 'BLOCKS', command: 'sync --check' } : { scope: 'CHANGES', command: 'sync' };
}

async function resolve(hub: Hub, args: ResolveArguments): Promise<Outcome> {
	const { store, progress } = hub;
	const asOf = dayArgument(hub, args);
	const summary = await asRun(hub, 'resolve', asOf, null, async (run) => {
		const resolved = await resolveJob({ store, progress, full: args.full ?? false, ...run });
		await refreshStatistics(store);
		return resolved;
	});
	return { status: 0, text: `Resolved as of ${asOf}.`, json: { asOf, ...summary } };
}

async function evaluate(hub: Hub, args: EvaluateArguments): Promise<Outcome> {
	const { store, progress, clock, config: regulation } = hub;
	const asOf = dayArgument(hub, args);
	if (args.organisation != null) return evaluateOne(hub, args.organisation, asOf);
	const states = await sourceTables(store.db);
	const sources = worstStates(states);
	const summary = await asRun(hub, 'evaluate', asOf, catalogueVersion(), (run) =>
		evaluateJob({
			store,
			progress,
			clock,
			sources,
			regulation,
			clearanceSource: policeOf(regulation.sources)?.id ?? null,
			full: false,
			...run,
		}),
	);
	return {
		status: 0,
		text: `Judged ${summary.organisations} organisations as of ${asOf}: ${summary.findings} findings.`,
		json: { asOf, ...summary },
	};
}

/** What the rules say of one organisation now, without writing it; evidence by its place alone, as its texts can name people. */
async function evaluateOne(hub: Hub, text: string, asOf: Day): Promise<Outcome> {
	const { store, config: regulation } = hub;
	const { organisationId, name } = await lookedUp(hub, text);
	const sources = worstStates(await sourceTables(store.db));
	const clearanceSource = policeOf(regulation.sources)?.id ?? null;
	const fresh = await evaluateOrganisation(store, { organisationId, asOf, sources, clearanceSource, regulation });
	const findings = fresh.findings.map(({ evidence, ...finding }) => ({
		...finding,
		evidence: evidence.map(({ value: _, ...place }) => place),
	}));
	const lines = findings.map(({ code, severity, score, explanation }) => `${code}  ${severity} ${score}  ${explanation.zh}`);
	return {
		status: 0,
		text: [`${name}  ${organisationId}  risk ${fresh.risk.riskScore}, as of ${asOf}; nothing is written`, ...lines].join('\n'),
		json: { organisationId, asOf, ...fresh, findings },
	};
}

/** The bundle of the day that was judged last; the other commands have brought the store there. */
async function exportAll(hub: Hub, args: ExportArguments): Promise<Outcome> {
	const { store, clock, progress, config, signal } = hub;
	const judged = await lastJudgedDay(store.pool);
	if (judged === null) throw new HubError('CONFLICT', 'The store holds no judged day yet. Run nightly, or sync, resolve and evaluate.');
	if (args.asOf !== null && args.asOf !== judged)
		throw new HubError('CONFLICT', `The store holds what was judged as of ${judged}. Run evaluate --as-of ${args.asOf} first, or nightly.`);
	const { out, bom } = args;
	const options = { store, clock, command: 'export', asOf: judged, configDigest: config.digest, signal };
	const { summary } = await inRun({ ...options, catalogueVersion: await lastCatalogue(store) }, async (run) => ({
		state: 'COMPLETE',
		summary: await exportStored({ store, clock, progress, sources: config.sources, asOf: judged, out, bom, ...run }),
	}));
	const fresh = summary.standings.every(({ state }) => state === 'FRESH');
	return { status: fresh ? 0 : 1, text: sayBundle(summary), json: summary };
}

/** Where the bundle is, and which sources it is behind with. */
function sayBundle({ folder, standings }: Pick<NightOutcome, 'folder' | 'standings'>): string {
	const behind = standings
		.filter(({ state }) => state !== 'FRESH')
		.map(({ source, state, error }) => `${source}: ${state}${error === null ? '' : `, ${error}`}`);
	return [folder === null ? 'Nothing was due.' : `The bundle is in ${folder}.`, ...behind].join('\n');
}

const WORST_FIRST: readonly SourceState[] = ['NEVER', 'FAILED', 'STALE', 'FRESH'];

/** A source is as good as the worst of its tables. */
function worstStates(tables: readonly SourceTableRow[]): Readonly<Record<string, SourceState>> {
	const worst: Record<string, SourceState> = {};
	for (const { source, state } of tables) {
		const known = worst[source] ?? 'FRESH';
		worst[source] = WORST_FIRST.indexOf(state) < WORST_FIRST.indexOf(known) ? state : known;
	}
	return worst;
}

async function token(hub: Hub, args: TokenArguments): Promise<Outcome> {
	if (!isRole(args.role)) throw new HubError('INVALID_INPUT', `There is no role "${args.role}"; roles are ${ROLES.join(', ')}.`);
	const orAll = (values: readonly string[]) => (values.length === 0 ? null : values);
	const request = { role: args.role, subject: args.subject, divisions: orAll(args.divisions), sources: orAll(args.sources) };
	const { issueToken } = await import('#server/tokens.ts');
	const text = await issueToken(hub.config.hub, { ...request, lifetimeMinutes: args.hours * 60 }, hub.clock);
	return { status: 0, text, json: { token: text, ...request, hours: args.hours } };
}

async function serve(hub: Hub, args: ServeArguments): Promise<Outcome> {
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

/** The day a command speaks for. */
export function dayArgument(hub: Pick<Hub, 'clock'>, { asOf }: DayArgument): Day {
	return asOf ?? dayOf(hub.clock.now());
}
