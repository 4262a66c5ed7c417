/**
 * Writes what a night found: flags with their life, what changed since the last complete run, organisations' risk, evaluations and
 * silences. Everything of a batch of organisations goes in one transaction, and a batch that is written twice is written alike.
 */
import type pg from 'pg';
import { canonicalJson } from '#core/canonical-json.ts';
import type { Day } from '#core/days.ts';
import type { Evidence, Finding, SourceState } from '#core/dossier.ts';
import { categoryOf, type FlagCode, OPEN_STATUSES } from '#core/flags.ts';
import { HUB_SOURCE } from '#core/hub-lists.ts';
import { mintId } from '#core/ids.ts';
import type { Risk, RiskFlag } from '#core/risk.ts';
import type { Store } from './database.ts';
import { type ChangeRow, mergeChanges, readRunChanges } from './flag-changes.ts';
import { differs, type FlagSnapshot, type FlagStep, found, isOpen, type LivingFlag, notFound, snapshotOf } from './flag-life.ts';
import { jsonText } from './records/prepare.ts';
import { withTransaction } from './transaction.ts';

/** What the rules said of one organisation. */
export interface JudgedOrganisation {
	readonly organisationId: string;
	readonly findings: readonly Finding[];
	/** Rules that could not judge; they clear nothing. */
	readonly silentCodes: ReadonlySet<FlagCode>;
	readonly nextChange: Day | null;
	/** See `streamDue`. */
	readonly inputs: string;
}

export interface FlagRun {
	readonly runId: string;
	readonly asOf: Day;
	readonly sources: Readonly<Record<string, SourceState>>;
	readonly titleOf: (code: FlagCode) => { readonly zh: string; readonly en: string };
	/** Version of the weights by which `riskOf` judges. */
	readonly riskVersion: string;
	readonly riskOf: (flags: readonly RiskFlag[]) => Risk;
}

/** Flags that a batch made new, changed or cleared, as of the run. */
export interface FlagCounts {
	readonly new: number;
	readonly changed: number;
	readonly cleared: number;
}

/** Saves a batch of judged organisations. */
export async function saveJudged(store: Pick<Store, 'pool'>, run: FlagRun, judged: readonly JudgedOrganisation[]): Promise<FlagCounts> {
	return withTransaction(store, async (client) => {
		const ids = judged.map((one) => one.organisationId);
		const flags = await readFlags(client, ids);
		const steps = judged.flatMap((one) => stepsOf(one, flags.get(one.organisationId) ?? [], run));
		await writeContents(client, run, steps);
		await writeStatuses(client, steps);
		const counts = await writeChanges(client, run, steps);
		await writeRisks(client, run, risksOf(judged, flags, steps));
		await writeEvaluations(client, run.asOf, judged);
		return counts;
	});
}

/** A flag that stands with the organisation, or with one that was merged into it. */
interface KnownFlag extends LivingFlag {
	readonly personId: string | null;
	/** Belongs to an organisation that was merged into the one asked for. */
	readonly inherited: boolean;
}

/** What becomes of one flag. `finding` null: it was not found. */
interface Step extends FlagStep {
	readonly flagId: string;
	readonly organisationId: string;
	readonly personId: string | null;
	readonly code: FlagCode;
	readonly finding: Finding | null;
	readonly before: FlagSnapshot | null;
	readonly after: FlagSnapshot;
	/** On which the flag rests after the step. */
	readonly evidence: readonly Evidence[];
}

const KNOWN = `f.flag_id as "flagId", f.organisation_id as "organisationId", f.person_id as "personId", f.code, f.severity, f.score::float8 as score,
	f.status, f.first_seen as "firstSeen", f.last_seen as "lastSeen", f.evidence, f.evidence_digest as "evidenceDigest", f.settled`;

async function readFlags(client: pg.PoolClient, organisationIds: readonly string[]): Promise<Map<string, KnownFlag[]>> {
	const { rows } = await client.query<KnownFlag & { owner: string }>(
		`/* flags: of organisations */
		select coalesce(o.merged_into, f.organisation_id) as owner, o.merged_into is not null as inherited, ${KNOWN},
			f.status in ('UNDER_REVIEW', 'CONFIRMED') and not exists (select from review_flag rf join flag h using (flag_id)
				left join organisation m on m.organisation_id = h.organisation_id
				where rf.held and (h.flag_id = f.flag_id or m.merged_into = f.organisation_id and h.code = f.code and h.person_id is not distinct from f.person_id)) as "letGo"
		from flag f left join organisation o on o.organisation_id = f.organisation_id
		where f.organisation_id = any($1) or o.merged_into = any($1) order by f.flag_id for update of f`,
		[organisationIds],
	);
	const flags = new Map<string, KnownFlag[]>();
	for (const { owner, ...flag } of rows) flags.set(owner, [...(flags.get(owner) ?? []), flag]);
	return flags;
}

function stepsOf(judged: JudgedOrganisation, flags: readonly KnownFlag[], run: FlagRun): Step[] {
	const { organisationId } = judged;
	const taken = new Set<string>();
	const foundSteps = judged.findings.map((finding) => {
		const flagId = mintId('flag', organisationId, finding.code, finding.personId ?? '');
		const own = flags.find((flag) => flag.flagId === flagId);
		// What people decided about an organisation that was merged into this one is obeyed here as well.
		const forebear =
			own ?? flags.find((flag) => flag.inherited && flag.code === finding.code && flag.personId === finding.personId) ?? null;
		taken.add(flagId);
		const life = found(forebear, finding, run.asOf);
		const content = life.takesContent || own === undefined ? finding : own;
		return {
			...life,
			takesContent: life.takesContent || own === undefined,
			flagId,
			organisationId,
			personId: finding.personId,
			code: finding.code,
			finding,
			before: own === undefined ? null : snapshotOf(own, own.status),
			after: snapshotOf(content, life.status),
			evidence: content.evidence,
		};
	});
	const goneSteps = flags
		.filter((flag) => !taken.has(flag.flagId) && isOpen(flag.status) && (flag.inherited || mayClear(flag, judged, run)))
		.map((flag) => goneStep(flag));
	return [...foundSteps, ...goneSteps];
}

function goneStep(flag: Omit<KnownFlag, 'inherited'>): Step {
	const life = notFound(flag);
	const { flagId, organisationId, personId, code, evidence } = flag;
	return {
		...life,
		evidence,
		flagId,
		organisationId,
		personId,
		code,
		finding: null,
		before: snapshotOf(flag, flag.status),
		after: snapshotOf(flag, life.status),
	};
}

/** A rule that could not judge, and a source that failed or was never read, clear nothing. */
function mayClear(flag: KnownFlag, judged: JudgedOrganisation, run: FlagRun): boolean {
	if (judged.silentCodes.has(flag.code)) return false;
	// What the hub itself keeps is always there to be read.
	return flag.evidence.every(({ source }) => source === HUB_SOURCE || run.sources[source] === 'FRESH' || run.sources[source] === 'STALE');
}

async function writeContents(client: pg.PoolClient, run: FlagRun, steps: readonly Step[]): Promise<void> {
	const rows = steps.flatMap(({ finding, takesContent, ...step }) =>
		finding === null || !takesContent
			? []
			: [
					{
						flag_id: step.flagId,
						organisation_id: step.organisationId,
						person_id: step.personId,
						code: step.code,
						category: categoryOf(step.code),
						severity: finding.severity,
						score: step.after.score,
						status: step.status,
						first_seen: step.firstSeen,
						last_seen: step.lastSeen,
						rule_version: finding.ruleVersion,
						title: run.titleOf(step.code),
						explanation: finding.explanation,
						legal_basis: finding.legalBasis,
						evidence: finding.evidence,
						counter_evidence: finding.counterEvidence,
						guise: finding.guise,
						evidence_digest: step.after.evidenceDigest,
						// A run that takes the finding up again has something that nobody settled; a copy for a merged organisation keeps the word.
						settled: step.status === 'CLEARED',
					},
				],
	);
	if (rows.length === 0) return;
	await client.query(
		`/* flags: write */ insert into flag select * from jsonb_populate_recordset(null::flag, $1::jsonb)
		on conflict (flag_id) do update set severity = excluded.severity, score = excluded.score, status = excluded.status, first_seen = excluded.first_seen,
			last_seen = excluded.last_seen, rule_version = excluded.rule_version, title = excluded.title, explanation = excluded.explanation,
			legal_basis = excluded.legal_basis, evidence = excluded.evidence, counter_evidence = excluded.counter_evidence, guise = excluded.guise,
			evidence_digest = excluded.evidence_digest, settled = excluded.settled`,
		[jsonText(rows)],
	);
}

async function writeStatuses(client: pg.PoolClient, steps: readonly Step[]): Promise<void> {
	const rows = steps.filter((step) => !step.takesContent && step.before !== null && step.before.status !== step.status);
	if (rows.length === 0) return;
	await client.query(
		`/* flags: statuses */ update flag f set status = s.status from unnest($1::text[], $2::text[]) s(flag_id, status) where f.flag_id = s.flag_id`,
		[rows.map((row) => row.flagId), rows.map((row) => row.status)],
	);
}

async function writeChanges(client: pg.PoolClient, run: Pick<FlagRun, 'runId'>, steps: readonly Step[]): Promise<FlagCounts> {
	const moved = steps
		.filter(({ before, after }) => (before === null ? isOpen(after.status) : differs(before, after)))
		.map(({ flagId, before, after }): ChangeRow => ({ flagId, before, after }));
	const known = await readRunChanges(
		client,
		run.runId,
		steps.map((step) => step.flagId),
	);
	return mergeChanges(client, run.runId, known, moved);
}

function risksOf(
	judged: readonly JudgedOrganisation[],
	flags: ReadonlyMap<string, readonly KnownFlag[]>,
	steps: readonly Step[],
): ReadonlyMap<string, readonly RiskFlag[]> {
	const stepped = new Map(steps.map((step) => [step.flagId, step]));
	const byOwner = Map.groupBy(steps, (step) => step.organisationId);
	return new Map(
		judged.map(({ organisationId }) => {
			const untouched = (flags.get(organisationId) ?? []).filter(
				(flag) => !flag.inherited && !stepped.has(flag.flagId) && isOpen(flag.status),
			);
			const open = (byOwner.get(organisationId) ?? [])
				.filter((step) => isOpen(step.status))
				.map(
					({ flagId, code, after, evidence }): RiskFlag => ({
						flagId,
						code,
						severity: after.severity,
						score: Number(after.score),
						evidence,
					}),
				);
			return [organisationId, [...untouched, ...open]];
		}),
	);
}

async function writeRisks(client: pg.PoolClient, run: FlagRun, open: ReadonlyMap<string, readonly RiskFlag[]>): Promise<void> {
	const version = run.riskVersion;
	const rows = [...open].map(([organisationId, flags]) => ({ organisation_id: organisationId, version, ...run.riskOf(flags) }));
	await client.query(
		`/* flags: risk */ update organisation o set risk_score = r."riskScore", severity = r.severity, flag_codes = r."flagCodes",
			risk_parts = r.parts, risk_version = r.version
		from jsonb_to_recordset($1::jsonb) r(organisation_id text, "riskScore" integer, severity text, "flagCodes" text[], parts jsonb, version text)
		where o.organisation_id = r.organisation_id and (o.risk_score, o.severity, o.flag_codes, o.risk_parts, o.risk_version)
			is distinct from (r."riskScore", r.severity, r."flagCodes", r.parts, r.version)`,
		[JSON.stringify(rows)],
	);
}

async function writeEvaluations(client: pg.PoolClient, asOf: Day, judged: readonly JudgedOrganisation[]): Promise<void> {
	await client.query(
		`/* flags: evaluations */ insert into evaluation (organisation_id, evaluated_on, next_change, inputs)
		select i, $2, n, s from unnest($1::text[], $3::date[], $4::numeric[]) t(i, n, s)
		on conflict (organisation_id) do update set evaluated_on = excluded.evaluated_on, next_change = excluded.next_change, inputs = excluded.inputs`,
		[judged.map((one) => one.organisationId), asOf, judged.map((one) => one.nextChange), judged.map((one) => one.inputs)],
	);
}

/**
 * Forgets the evaluations, and the risk, of organisations that no longer stand for themselves; their flags are cleared with the
 * organisation that goes on.
 */
export async function forgetMerged(store: Pick<Store, 'pool'>): Promise<void> {
	await store.pool.query(`/* evaluation: merged */ delete from evaluation e where not exists (
		select from organisation o where o.organisation_id = e.organisation_id and o.merged_into is null)`);
	await store.pool.query(`/* evaluation: merged risk */ update organisation set risk_score = 0, severity = null, flag_codes = '{}', risk_parts = '[]'
		where merged_into is not null and (risk_score, severity, flag_codes) is distinct from (0, null, '{}'::text[])`);
}

/** Clears the open flags of organisations that were retired, but for those that people hold: nobody goes on with them. */
export async function clearRetired(store: Pick<Store, 'pool'>, run: Pick<FlagRun, 'runId'>): Promise<FlagCounts> {
	return withTransaction(store, async (client) => {
		const { rows } = await client.query<Omit<KnownFlag, 'inherited'>>(
			`/* flags: of the retired */
			select ${KNOWN} from flag f join organisation o using (organisation_id)
			where o.merged_into = '' and f.status = any($1) order by f.flag_id for update of f`,
			[OPEN_STATUSES],
		);
		const steps = rows.map(goneStep).filter(({ status }) => !isOpen(status));
		await writeStatuses(client, steps);
		return writeChanges(client, run, steps);
	});
}

/** Why rules stayed silent in a run: rows replace what the run said before. */
export async function saveSilences(
	store: Pick<Store, 'pool'>,
	runId: string,
	silences: readonly { readonly code: FlagCode; readonly divisionCode: string; readonly reason: string; readonly organisations: number }[],
): Promise<void> {
	await withTransaction(store, async (client) => {
		await client.query('delete from silence where run_id = $1', [runId]);
		await client.query(
			`/* silences */ insert into silence (run_id, code, division_code, reason, organisations)
			select $1, s.code, s."divisionCode", s.reason, s.organisations
			from jsonb_to_recordset($2::jsonb) s(code text, "divisionCode" text, reason text, organisations integer)`,
			[runId, canonicalJson(silences)],
		);
	});
}
