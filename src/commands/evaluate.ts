/** The command that runs the rules: over all that are due, or over one organisation without writing. */
import type { Hub } from '#compose.ts';
import type { Day } from '#core/days.ts';
import type { SourceState } from '#core/dossier.ts';
import { evaluate as evaluateJob } from '#jobs/evaluate.ts';
import { evaluateOrganisation } from '#jobs/evaluate-organisation.ts';
import { policeOf } from '#jobs/police-questions.ts';
import { catalogueVersion } from '#rules/catalogue.ts';
import { type SourceTableRow, sourceTables } from '#store/source-view.ts';
import { asRun } from './as-run.ts';
import { lookedUp } from './looking.ts';
import { type DayArgument, dayArgument, type Outcome } from './outcome.ts';

export interface EvaluateArguments extends DayArgument {
	/** Only this one, and nothing is written: id, code or exact name. Null or left out: all that are due. */
	readonly organisation?: string | null;
}

/** Judges all that are due as a run of its own; or tells what the rules say of one organisation now. @throws HubError NOT_FOUND for an organisation nobody knows. */
export async function evaluate(hub: Hub, args: EvaluateArguments): Promise<Outcome> {
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
