/**
 * Writes cases. Every step is one transaction: the case under its lock, its history, its flags with the risk of their organisation,
 * what the next run has to tell of it, and what the caller writes beside it (the audit). All stand, or none.
 */
import type pg from 'pg';
import { canonicalJson } from '#core/canonical-json.ts';
import type { Day } from '#core/days.ts';
import { type FlagStatus, OPEN_STATUSES } from '#core/flags.ts';
import { mintId } from '#core/ids.ts';
import { HOLDING_STATES, type Interest, type ReviewMove, type ReviewOpinion, type ReviewState } from '#core/review.ts';
import type { Risk, RiskFlag, RiskWeights } from '#core/risk.ts';
import type { Store } from './database.ts';
import type { LivingFlag } from './flag-life.ts';
import { snapshotOf } from './flag-life.ts';
import { weightsIn } from './risk-store.ts';
import { withTransaction } from './transaction.ts';

/** What a move makes of a case. */
export interface CaseStep {
	readonly move: ReviewMove;
	/** Null: it is opened. */
	readonly from: ReviewState | null;
	readonly state: ReviewState;
	/** Null: the flags stay as they are. */
	readonly flagStatus: FlagStatus | null;
	/** Whether whoever moves takes a decision by it. */
	readonly decides: boolean;
	readonly grounds: string | null;
	readonly opinion: ReviewOpinion | null;
	readonly assignee: string | null;
	readonly agency: string | null;
	readonly dueOn: Day | null;
	/** The agency to which it is sent; null: it is not. */
	readonly sendTo: string | null;
	/** What becomes of the hand-over that waits; null: nothing. */
	readonly answer: 'ACCEPTED' | 'RETURNED' | null;
	readonly by: string;
	readonly role: string;
}

/** How the risk of an organisation follows from its open flags; without weights by those that the program ships. */
export type RiskOf = (flags: readonly RiskFlag[], weights?: RiskWeights) => Risk;

export interface StepContext {
	readonly at: Date;
	readonly riskOf: RiskOf;
}

/**
 * Runs work in one transaction in which a case is locked, if there is one of that id, with its flags: a night that is about to write more
 * of them has done so before anything of the case is read, or waits until it is decided.
 */
export function withCase<T>(store: Pick<Store, 'pool'>, caseId: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
	return withTransaction(store, async (client) => {
		await client.query('/* review: lock */ select from review_case where case_id = $1 for update', [caseId]);
		await lockFlags(client, await flagsOf(client, caseId));
		return work(client);
	});
}

/** Flags that may be taken up, locked until the transaction ends; others are left out. */
export async function lockFlags(client: pg.PoolClient, flagIds: readonly string[]): Promise<readonly LivingFlag[]> {
	const { rows } = await client.query<LivingFlag>(
		`/* review: flags */ select f.flag_id as "flagId", f.organisation_id as "organisationId", f.code, f.severity, f.score::float8 as score, f.status,
			f.first_seen as "firstSeen", f.last_seen as "lastSeen", f.evidence, f.evidence_digest as "evidenceDigest", f.settled
		from flag f where f.flag_id = any($1) order by f.flag_id for update of f`,
		[flagIds],
	);
	return rows;
}

/** The case that holds one of these flags; null: none does. */
export async function holderOf(client: pg.PoolClient, flagIds: readonly string[]): Promise<string | null> {
	const { rows } = await client.query<{ case_id: string }>(
		'/* review: held */ select case_id from review_flag where held and flag_id = any($1) order by case_id limit 1',
		[flagIds],
	);
	return rows[0]?.case_id ?? null;
}

/** Opens a case on flags of one organisation, which are locked and which no other case holds, and gives its id. */
export async function openCase(
	client: pg.PoolClient,
	opened: { readonly organisationId: string; readonly flagIds: readonly string[]; readonly step: CaseStep },
	context: StepContext,
): Promise<string> {
	const { organisationId, flagIds, step } = opened;
	const { rows } = await client.query<{ earlier: string }>(
		'/* review: earlier */ select count(*) as earlier from review_flag where flag_id = any($1)',
		[flagIds],
	);
	const caseId = mintId('case', organisationId, rows[0]?.earlier ?? '0', ...flagIds);
	await client.query(
		`/* review: open */ insert into review_case (case_id, organisation_id, state, version, agency, assignee, due_on, opened_by, opened_at)
		values ($1, $2, $3, 0, $4, $5, $6, $7, $8)`,
		[caseId, organisationId, step.state, step.agency, step.assignee, step.dueOn, step.by, context.at],
	);
	await client.query('/* review: flags */ insert into review_flag select $1, f, true from unnest($2::text[]) f', [caseId, flagIds]);
	await applyStep(client, caseId, { step, context });
	return caseId;
}

/** Carries a step out on a case that is locked. */
export async function applyStep(
	client: pg.PoolClient,
	caseId: string,
	{ step, context }: { readonly step: CaseStep; readonly context: StepContext },
): Promise<void> {
	const { at } = context;
	const { rows } = await client.query<{ number: number }>(
		`/* review: move */ update review_case set state = $2, version = version + 1, agency = $3, assignee = $4, due_on = $5,
			decided_by = case when $6 then $7 else decided_by end, decided_at = case when $6 then $8 else decided_at end
		where case_id = $1 returning version as number`,
		[caseId, step.state, step.agency, step.assignee, step.dueOn, step.decides, step.by, at],
	);
	const number = rows[0]?.number;
	await client.query(
		`/* review: event */ insert into review_event (case_id, number, move, from_state, to_state, by_subject, by_role, at, grounds, opinion, assignee, agency, due_on)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		[
			...[caseId, number, step.move, step.from, step.state, step.by, step.role, at, step.grounds, step.opinion],
			...[step.assignee, step.sendTo ?? step.agency, step.dueOn],
		],
	);
	if (step.sendTo !== null) {
		await client.query(
			`/* review: send */ insert into review_transfer (case_id, number, from_agency, to_agency, sent_by, sent_at) values ($1, $2, $3, $4, $5, $6)`,
			[caseId, number, step.agency, step.sendTo, step.by, at],
		);
	}
	if (step.answer !== null) {
		await client.query(
			`/* review: answer */ update review_transfer set ${step.answer === 'ACCEPTED' ? 'accepted_at' : 'returned_at'} = $2, answered_by = $3
			where case_id = $1 and accepted_at is null and returned_at is null`,
			[caseId, at, step.by],
		);
	}
	await client.query('/* review: hold */ update review_flag set held = $2 where case_id = $1 and held <> $2', [
		caseId,
		HOLDING_STATES.includes(step.state),
	]);
	if (step.flagStatus !== null) await moveFlags(client, caseId, { status: step.flagStatus, context });
}

/** The flags of a case, and those that took their place when their organisation was merged into another, unless a case of their own holds them. */
const FLAGS_OF_CASE = `/* review: flags of a case */
	select g.flag_id from review_flag rf join flag f using (flag_id) left join organisation o on o.organisation_id = f.organisation_id
	join flag g on g.flag_id = f.flag_id
		or (g.organisation_id = o.merged_into and g.code = f.code and g.person_id is not distinct from f.person_id
			and not exists (select from review_flag own where own.flag_id = g.flag_id and own.held and own.case_id <> rf.case_id))
	where rf.case_id = $1`;

async function flagsOf(client: pg.PoolClient, caseId: string): Promise<readonly string[]> {
	const { rows } = await client.query<{ flag_id: string }>(FLAGS_OF_CASE, [caseId]);
	return rows.map((row) => row.flag_id);
}

async function moveFlags(
	client: pg.PoolClient,
	caseId: string,
	{ status, context }: { readonly status: FlagStatus; readonly context: StepContext },
): Promise<void> {
	const flags = await lockFlags(client, await flagsOf(client, caseId));
	const moved = flags.filter((flag) => flag.status !== status);
	if (moved.length === 0) return;
	await client.query('/* review: statuses */ update flag set status = $2, settled = $3 where flag_id = any($1)', [
		moved.map((flag) => flag.flagId),
		status,
		status === 'CLEARED',
	]);
	const changes = moved.map((flag) => ({ flag_id: flag.flagId, before: snapshotOf(flag, flag.status), after: snapshotOf(flag, status) }));
	await client.query(
		`/* review: changes */ insert into review_change (flag_id, at, before, after)
		select c.flag_id, $1, c.before, c.after from jsonb_to_recordset($2::jsonb) c(flag_id text, before jsonb, after jsonb)`,
		[context.at, canonicalJson(changes)],
	);
	await weighAgain(client, [...new Set(moved.map((flag) => flag.organisationId))], context.riskOf);
}

/** Puts the risk that follows from the open flags on organisations that stand for themselves, by the weights that gave it before. */
async function weighAgain(client: pg.PoolClient, organisationIds: readonly string[], riskOf: RiskOf): Promise<void> {
	const { rows } = await client.query<{ organisation_id: string; risk_version: string | null; open: RiskFlag[] | null }>(
		`/* review: open flags */ select o.organisation_id, o.risk_version, (select jsonb_agg(jsonb_build_object('flagId', f.flag_id, 'code', f.code,
			'severity', f.severity, 'score', f.score, 'evidence', f.evidence) order by f.flag_id)
			from flag f where f.organisation_id = o.organisation_id and f.status = any($2)) as open
		from organisation o where o.organisation_id = any($1) and o.merged_into is null order by 1 for update of o`,
		[organisationIds, OPEN_STATUSES],
	);
	for (const { organisation_id, risk_version, open } of rows) {
		const weights = risk_version === null ? null : await weightsIn(client, risk_version);
		const { riskScore, severity, flagCodes, parts } = riskOf(open ?? [], weights ?? undefined);
		await client.query(
			`/* review: risk */ update organisation set risk_score = $2, severity = $3, flag_codes = $4, risk_parts = $5 where organisation_id = $1`,
			[organisation_id, riskScore, severity, flagCodes, JSON.stringify(parts)],
		);
	}
}

/** Records in which somebody has a post or a share. */
const POSTS = ['staff', 'role', 'registration', 'nonprofit', 'licence', 'admission'];

/**
 * Whether an expert, or a relative they declared, stands with a post or share (present or past) in the records of an organisation,
 * or of one at either end of a succession with it.
 */
export async function interestOf(client: pg.PoolClient, subject: string, organisationId: string): Promise<Interest> {
	const { rows } = await client.query<{ held: boolean }>(
		`/* review: interest */
		with expert as (select unnest(relatives || person_id) as person_id from review_expert where subject = $1),
		people as (select coalesce(p.merged_into, e.person_id) as person_id from expert e left join person p using (person_id) union select person_id from expert),
		near as (select $2 as organisation_id union select successor_id from succession where predecessor_id = $2
			union select predecessor_id from succession where successor_id = $2)
		select exists (select from people p join person_mention m using (person_id) join record r using (rid) join near n using (organisation_id)
			where r.kind = any($3)) as held
		where exists (select from expert)`,
		[subject, organisationId, POSTS],
	);
	return rows[0] === undefined ? 'UNKNOWN' : rows[0].held ? 'HELD' : 'NONE';
}

/** Keeps who an expert is and who their relatives are, in the place of what was declared before. */
export async function declareExpert(
	client: pg.PoolClient,
	expert: {
		readonly subject: string;
		readonly personId: string;
		readonly relatives: readonly string[];
		readonly by: string;
		readonly at: Date;
	},
): Promise<void> {
	await client.query(
		`/* review: expert */ insert into review_expert (subject, person_id, relatives, declared_by, declared_at) values ($1, $2, $3, $4, $5)
		on conflict (subject) do update set person_id = excluded.person_id, relatives = excluded.relatives, declared_by = excluded.declared_by,
			declared_at = excluded.declared_at`,
		[expert.subject, expert.personId, expert.relatives, expert.by, expert.at],
	);
}

/** Runs work in a transaction of its own. */
export function inTransaction<T>(store: Pick<Store, 'pool'>, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
	return withTransaction(store, work);
}
