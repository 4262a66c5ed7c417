/**
 * Organisations in SQL: builds the pairs and lets `#matching` decide. A full resolution leaves temp table
 * `cluster_now (rid, cluster, score, signals)`: every unit, detail and mention with the organisation it stands with. Another one leaves that to scope.ts.
 */
import type pg from 'pg';
import { MENTION_KINDS } from '#core/kinds.ts';
import { attachmentScorer, type CandidatePair, type Link, mentionScorer } from '#matching/decide.ts';
import { type Conflicts, DecidedMentions, decideClusters } from '#matching/decided.ts';
import type { MatchModel } from '#matching/match-model.ts';
import { DECISION } from '#matching/model.ts';
import type { Signal } from '#matching/score.ts';
import { LabelledSets } from '#matching/union.ts';
import { copyRows } from '#store/copy.ts';
import { decidedClusters, decidedMentions, prepareDecisions } from './decisions.ts';
import { decideLook, dueOnly, prepareLook } from './looks.ts';
import { joinMembers } from './members.ts';
import { MentionWords } from './mention-words.ts';
import { clusterPlaces } from './places.ts';
import { clustersOf } from './scope.ts';
import { buildKeys, buildUnits, findChanged, MENTION_DIVISION } from './subjects.ts';

/** What a resolution found, for the run's summary. */
export interface OrganisationSummary {
	readonly attached: number;
	readonly mentionsLinked: number;
	readonly places: number;
	/** Records with two candidates too close to tell apart; they join neither. */
	readonly ambiguous: number;
}

/** The summary, and what stands against decisions of people. */
export interface OrganisationMatches {
	readonly summary: OrganisationSummary;
	readonly conflicts: Conflicts;
}

/** Whether everything is resolved, and by which weights. */
export interface Scope {
	readonly full: boolean;
	readonly model: MatchModel;
}

/** The day a mention speaks of, by whatever field its kind has. */
const MENTION_DAY = `left(coalesce(r.body ->> 'publishedOn', r.body ->> 'inspectedOn', r.body ->> 'decidedOn', r.body ->> 'occurredAt', r.body ->> 'receivedAt'), 10)::date`;

/** Matches everything that is an organisation or speaks of one. */
export async function matchOrganisations(client: pg.PoolClient, scope: Scope): Promise<OrganisationMatches> {
	const { full, model } = scope;
	await prepareDecisions(client);
	await buildUnits(client, full);
	await buildKeys(client, scope);
	await findChanged(client, full);
	const conflicts = await attachUnits(client, scope);
	const decided = await linkMentions(client, scope);
	const places = await clusterPlaces(client, { full, model, decided });
	if (full) await publish(client);
	const { rows } = await client.query<Omit<OrganisationSummary, 'places'>>(SUMMARY);
	const summary = { ...(rows[0] as Omit<OrganisationSummary, 'places'>), places };
	return { summary, conflicts: new Map([...conflicts, ...decided.conflicts]) };
}

const SUMMARY = `/* matching: summary */ select (select count(*) from match_choice where look = 0 and subject is not null)::int as attached,
	(select count(*) from mention_link)::int as "mentionsLinked",
	(select count(*) from match_choice c where look <> 1 and subject is null and not exists (select from mention_link l where l.rid = c.probe))::int as ambiguous`;

/** Joins units without a code to the registered body they belong to, or to one another; strongest first. */
async function attachUnits(client: pg.PoolClient, { full, model }: Scope): Promise<Conflicts> {
	await prepareLook(client, 0, full);
	await client.query('drop table if exists probe');
	await client.query(`/* matching: units without a code */ create temp table probe as
		select rid as owner, rid, division, null::text as code, issued_on as day, start as cluster from unit where code is null and ${dueOnly('rid', full)}`);
	const words = new MentionWords(client);
	await decideLook(client, 0, {
		full,
		score: attachmentScorer(model, (probe) => words.of(probe)),
		enoughBits: DECISION.attachBits,
		before: (probe) => words.turnTo(probe),
	});
	await words.close();
	return joinClusters(client, full);
}

/** Joins what people said is one, then what the links say, strongest first; what people told apart stays apart. */
async function joinClusters(client: pg.PoolClient, full: boolean): Promise<Conflicts> {
	const links = await attachments(client);
	const torn = await tornBetween(client);
	const decided = await decidedClusters(client);
	const named = [...[...links, ...torn].flatMap(({ cluster, subject }) => [cluster, subject]), ...decided.flatMap(({ a, b }) => [a, b])];
	const { rows } = await client.query<{ cluster: string; code: number }>(LABELS, [named]);
	const clusters = new Map(rows.map((row, i) => [row.cluster, i]));
	const sets = new LabelledSets(Int32Array.from(rows, (row) => row.code));
	const conflicts = decideClusters(sets, decided, (name) => clusters.get(name));
	for (const link of links) {
		const [probe, subject] = [clusters.get(link.cluster), clusters.get(link.subject)];
		if (probe !== undefined && subject !== undefined) sets.join(probe, subject);
	}
	for (const rivals of Map.groupBy(torn, ({ probe }) => probe).values()) {
		const subjects = rivals.map(({ subject }) => clusters.get(subject) as number);
		const [probe, first] = [clusters.get(rivals[0]?.cluster as string), subjects[0]];
		if (probe === undefined || first === undefined || subjects.some((one) => sets.find(one) !== sets.find(first))) continue;
		sets.join(probe, first);
	}
	const moved = rows.flatMap(({ cluster }, i): [string, string][] => {
		const into = rows[sets.find(i)]?.cluster as string;
		return into === cluster ? [] : [[cluster, into]];
	});
	await client.query('create temp table joined (cluster bigint, into_cluster bigint)');
	await copyRows(client, 'joined (cluster, into_cluster)', moved);
	await client.query('analyze joined');
	if (!full) await joinMembers(client);
	await client.query('/* matching: join clusters */ update unit u set cluster = j.into_cluster from joined j where u.cluster = j.cluster');
	return conflicts;
}

const LABELS = `/* matching: clusters to join */ select cluster::text, case when max(code) is null then -1 else (dense_rank() over (order by max(code)))::int end as code
	from unit where cluster = any($1) group by unit.cluster order by unit.cluster`;

/** Units that fitted several alike, and those: where they turn out to be one (the entry of a mistyped code beside the right one), nothing is left to tell apart. */
async function tornBetween(client: pg.PoolClient): Promise<readonly { probe: string; cluster: string; subject: string }[]> {
	const { rows } = await client.query<{ probe: string; cluster: string; subject: string }>(`/* matching: torn units */
		select c.probe::text, u.cluster::text, v.rival ->> 'subject' as subject
		from match_choice c join unit u on u.rid = c.probe join record r on r.rid = c.probe, jsonb_array_elements(c.rivals) v (rival)
		where c.look = 0 and c.subject is null order by r.source, r.record_type, r.record_key, (v.rival ->> 'subject')::bigint`);
	return rows;
}

/** The links of units without a code, strongest first, of equals by source, type and key: record numbers differ between rebuilds and must decide nothing. */
async function attachments(client: pg.PoolClient): Promise<readonly { cluster: string; subject: string }[]> {
	const { rows } = await client.query<{ cluster: string; subject: string }>(`/* matching: attachments */
		select u.cluster::text, c.subject::text from match_choice c join unit u on u.rid = c.probe join record r on r.rid = c.probe
		where c.look = 0 and c.subject is not null order by c.score desc, r.source, r.record_type, r.record_key`);
	return rows;
}

/**
 * Finds the organisation of each mention; the rest is left for places. Two looks: the first by what the registers say, the second by what
 * the mentions linked in the first say besides. There is no third, so that an error goes one step and no further.
 */
async function linkMentions(client: pg.PoolClient, scope: Scope): Promise<DecidedMentions> {
	const { pairs, mentions } = await decidedMentions(client);
	const decided = new DecidedMentions(pairs, mentions);
	await client.query('create temp table mention_link (rid bigint, cluster bigint, score int, signals jsonb)');
	await lookForMentions(client, 1, { ...scope, decided });
	await settleMentions(client, decided, [1]);
	await client.query(
		'/* matching: mentions that lend */ create temp table lender as select rid, cluster as owner from mention_link where score >= $1',
		[DECISION.lendBits * 1000],
	);
	await lookForMentions(client, 2, { ...scope, decided });
	await settleMentions(client, decided, [1, 2]);
	return decided;
}

const MENTIONS = (narrow: string) => `/* matching: mentions */ create temp table probe as
	select r.rid as owner, r.rid, ${MENTION_DIVISION} as division, k.value as code, ${MENTION_DAY} as day, null::bigint as cluster
	from record r left join record_key k on k.rid = r.rid and k.feature = 'creditCode'
	where r.kind = any($1) and ${narrow} and not exists (select from mention_link l where l.rid = r.rid)`;

/** One look for the organisations of mentions that are not in `mention_link`. */
async function lookForMentions(
	client: pg.PoolClient,
	look: 1 | 2,
	{ full, model, decided }: Scope & { readonly decided: DecidedMentions },
): Promise<void> {
	await prepareLook(client, look, full);
	await client.query('drop table if exists probe');
	await client.query(MENTIONS(dueOnly('r.rid', full)), [MENTION_KINDS]);
	await client.query('create index on probe (owner)');
	const words = new MentionWords(client);
	const scored = mentionScorer(model, (probe) => words.of(probe));
	const score = (pair: CandidatePair) => (decided.excludes(pair.probe, pair.subject) ? null : scored(pair));
	await decideLook(client, look, { full, score, enoughBits: DECISION.mentionBits, before: (probe) => words.turnTo(probe) });
	await words.close();
}

/** Builds `mention_link` from the choices of some looks, with what people decided in the place of what was found. */
async function settleMentions(client: pg.PoolClient, decided: DecidedMentions, looks: readonly number[]): Promise<void> {
	const { rows } = await client.query<Link & { total: number; signals: Signal[] }>(
		`/* matching: choices on decided mentions */ select probe::text, subject::text, score as total, signals from match_choice
		where look = any($1) and subject is not null and probe = any($2) order by look, probe`,
		[looks, [...decided.mentions]],
	);
	const links = decided.settle(rows.map(({ probe, subject, total, signals }) => ({ probe, subject, score: { total, signals } })));
	await client.query('drop table if exists mention_link');
	await client.query(
		`/* matching: links of mentions */ create temp table mention_link as select probe as rid, subject as cluster, score, signals from match_choice
		where look = any($1) and subject is not null and probe <> all($2)`,
		[looks, [...decided.mentions]],
	);
	await copyRows(
		client,
		'mention_link (rid, cluster, score, signals)',
		links.map((link) => [link.probe, link.subject, link.score.total, JSON.stringify(link.score.signals)]),
	);
	await client.query('create index on mention_link (rid)');
	await client.query('analyze mention_link (rid, cluster)');
}

/** Gathers units, details and mentions into `cluster_now`. */
async function publish(client: pg.PoolClient): Promise<void> {
	await client.query(`/* matching: clusters */ create temp table cluster_now as ${clustersOf(() => 'true')}`);
	await client.query('create index on cluster_now (rid)');
	await client.query('create index on cluster_now (cluster)');
	await client.query('analyze cluster_now (rid, cluster)');
}
