/**
 * The evaluate job: builds dossiers, asks every rule, writes flags, changes, risk and silences. Judges what is due; the same
 * organisations judged in a full run give the same flags.
 */
import type { Clock, Day } from '#core/days.ts';
import type { Dossier, RiskRule, SourceState } from '#core/dossier.ts';
import type { FlagCode } from '#core/flags.ts';
import { digestOfRegulation, type Regulation } from '#core/policy.ts';
import type { Progress } from '#core/ports.ts';
import type { RiskWeights } from '#core/risk.ts';
import { evaluateDossier, RULES, versionOf } from '#rules/catalogue.ts';
import { RISK_FORM, riskOf } from '#rules/risk.ts';
import type { Store } from '#store/database.ts';
import { streamDossiers } from '#store/dossier-view.ts';
import { countJudged, type DueOrganisation, streamDue } from '#store/evaluation-view.ts';
import { takeOverChanges } from '#store/flag-changes.ts';
import { clearRetired, type FlagRun, forgetMerged, type JudgedOrganisation, saveJudged, saveSilences } from '#store/flag-store.ts';
import { readMeta, writeMeta } from '#store/meta-store.ts';
import { noteWholeRun } from '#store/silence-view.ts';
import { riskInForce } from './risk-in-force.ts';

export interface EvaluateDeps {
	readonly store: Store;
	/** Not used for judging: rules know the as-of day alone. */
	readonly clock?: Clock;
	readonly progress: Progress;
	readonly asOf: Day;
	readonly runId: string;
	readonly sources: Readonly<Record<string, SourceState>>;
	/** The source that answers about people; null: none. */
	readonly clearanceSource: string | null;
	/** Limits and calendars on which the rules rest. */
	readonly regulation: Regulation;
	/** Judge every organisation, not only those that are due. */
	readonly full: boolean;
	/** Rules to ask; absent: the catalogue's. */
	readonly rules?: readonly RiskRule[];
}

export interface EvaluateSummary {
	/** Organisations judged. */
	readonly organisations: number;
	readonly findings: number;
	readonly new: number;
	readonly changed: number;
	readonly cleared: number;
	/** Answers that a rule could not give. */
	readonly silent: number;
}

/** Organisations a batch: see `streamDossiers`. */
const BATCH = 1000;

/**
 * Evaluates the rules as of a day and returns counts. A run that is cut short leaves whole batches; started again, it ends as if it
 * had not been.
 */
export async function evaluate(deps: EvaluateDeps): Promise<EvaluateSummary> {
	const { store, runId, asOf, progress, rules = RULES } = deps;
	const weights = await riskInForce(store);
	const basis = `${basisOf(deps)} risk=${weights.version}/${RISK_FORM}`;
	// Another catalogue or regulation, or a source that came back or went away, can change any answer.
	const all = deps.full || (await readMeta(store.db, BASIS)) !== basis;
	await takeOverChanges(store, runId, asOf);
	await forgetMerged(store);
	const tally = new Tally();
	tally.addFlags(await clearRetired(store, deps));
	progress.start('evaluate', all ? await countJudged(store.db) : null);
	const run = runOf(deps, weights);
	const client = await store.pool.connect();
	try {
		let written: Promise<void> = Promise.resolve();
		for await (const { due, dossiers } of oneAhead(readBatches(deps, streamDue(client, asOf, all)))) {
			const judged = judge(due, dossiers, rules, tally);
			await written;
			// Three things go on at once: the next batch is read, this one judged, the last one written.
			written = saveJudged(store, run, judged).then((counts) => tally.addFlags(counts));
			written.catch(() => {}); // awaited above or below
			progress.advance(judged.length);
		}
		await written;
	} finally {
		client.release();
	}
	await saveSilences(store, runId, tally.silences());
	if (all) await noteWholeRun(store.db, runId);
	await writeMeta(store.db, BASIS, basis);
	progress.finish();
	return tally.summary();
}

const BASIS = 'evaluation.basis';

/** Version of the catalogue that judged last; null: none has. */
export async function lastCatalogue(store: Pick<Store, 'db'>): Promise<string | null> {
	return (await readMeta(store.db, BASIS))?.split(' ', 1)[0] ?? null;
}

function basisOf({ sources, regulation, clearanceSource, rules = RULES }: EvaluateDeps): string {
	const usable = Object.entries(sources).map(([source, state]) => `${source}=${state === 'FRESH' || state === 'STALE'}`);
	return [versionOf(rules), `regulation=${digestOfRegulation(regulation)}`, `asks=${clearanceSource}`, ...usable.sort()].join(' ');
}

function runOf({ runId, asOf, sources, rules = RULES }: EvaluateDeps, weights: RiskWeights): FlagRun {
	const titles = new Map(rules.map((rule) => [rule.code, rule.title]));
	const titleOf: FlagRun['titleOf'] = (code) => titles.get(code) ?? { zh: code, en: code };
	return { runId, asOf, sources, titleOf, riskVersion: weights.version, riskOf: (flags) => riskOf(flags, weights) };
}

interface ReadBatch {
	readonly due: readonly DueOrganisation[];
	readonly dossiers: readonly Dossier[];
}

async function* readBatches(deps: EvaluateDeps, organisations: AsyncIterable<DueOrganisation>): AsyncGenerator<ReadBatch> {
	for await (const due of batches(organisations, BATCH)) {
		const { asOf, sources, regulation, clearanceSource } = deps;
		const request = { asOf, sources, regulation, clearanceSource, organisationIds: due.map((one) => one.organisationId) };
		const dossiers: Dossier[] = [];
		for await (const dossier of streamDossiers(deps.store.db, request, BATCH)) dossiers.push(dossier);
		yield { due, dossiers };
	}
}

function judge(
	due: readonly DueOrganisation[],
	dossiers: readonly Dossier[],
	rules: readonly RiskRule[],
	tally: Tally,
): JudgedOrganisation[] {
	const inputs = new Map(due.map((one) => [one.organisationId, one.inputs]));
	return dossiers.map((dossier) => {
		const { findings, nextChange, silences, gaps } = evaluateDossier(dossier, rules);
		tally.addOrganisation(findings.length, dossier.divisionCode, [...silences, ...gaps]);
		return {
			organisationId: dossier.organisationId,
			findings,
			silentCodes: new Set(silences.map((silence) => silence.code)),
			nextChange,
			inputs: inputs.get(dossier.organisationId) ?? '0',
		};
	});
}

/** The same items, each asked for while the one before is still worked on. */
async function* oneAhead<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
	let next = items.next();
	try {
		for (;;) {
			const { value, done } = await next;
			if (done === true) return;
			next = items.next();
			next.catch(() => {}); // thrown to the reader when its turn comes
			yield value;
		}
	} finally {
		await next.catch(() => {});
		await items.return(undefined);
	}
}

async function* batches<T>(rows: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
	let batch: T[] = [];
	for await (const row of rows) {
		batch.push(row);
		if (batch.length < size) continue;
		yield batch;
		batch = [];
	}
	if (batch.length > 0) yield batch;
}

interface Silence {
	readonly code: FlagCode;
	readonly divisionCode: string;
	readonly reason: string;
	organisations: number;
}

/** Counts of a run. */
class Tally {
	#organisations = 0;
	#findings = 0;
	#flags = { new: 0, changed: 0, cleared: 0 };
	readonly #silences = new Map<string, Silence>();

	addOrganisation(findings: number, divisionCode: string | null, silences: readonly { code: FlagCode; reason: string }[]): void {
		this.#organisations += 1;
		this.#findings += findings;
		for (const { code, reason } of silences) {
			const key = `${code}|${divisionCode}|${reason}`;
			const known = this.#silences.get(key) ?? { code, divisionCode: divisionCode ?? '', reason, organisations: 0 };
			known.organisations += 1;
			this.#silences.set(key, known);
		}
	}

	addFlags(counts: { new: number; changed: number; cleared: number }): void {
		this.#flags = {
			new: this.#flags.new + counts.new,
			changed: this.#flags.changed + counts.changed,
			cleared: this.#flags.cleared + counts.cleared,
		};
	}

	/** By code, division and reason, so that equal runs write equal rows. */
	silences(): readonly Silence[] {
		return [...this.#silences].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, silence]) => silence);
	}

	summary(): EvaluateSummary {
		const silent = [...this.#silences.values()].reduce((sum, { organisations }) => sum + organisations, 0);
		return { organisations: this.#organisations, findings: this.#findings, ...this.#flags, silent };
	}
}
