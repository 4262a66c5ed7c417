/**
 * Organisations in SQL: builds the pairs, lets `#matching` decide, and leaves temp table
 * `record_cluster (rid, cluster, score, signals)`: every unit, detail and mention with the organisation it stands with.
 */
import type pg from 'pg';
import { MENTION_KINDS } from '#core/kinds.ts';
import { type Decisions, decide, type Link, type MentionText, mentionScorer, scoreAttachment } from '#matching/decide.ts';
import { DECISION } from '#matching/model.ts';
import { searchable } from '#matching/name-in-text.ts';
import { LabelledSets } from '#matching/union.ts';
import { copyRows, streamRows } from '#store/copy.ts';
import { candidatePairs } from './pairs.ts';
import { clusterPlaces } from './places.ts';
import { buildSubjects, buildUnits } from './subjects.ts';

/** What a resolution found, for the run's summary. */
export interface OrganisationSummary {
	readonly attached: number;
	readonly mentionsLinked: number;
	readonly places: number;
	/** Records with two candidates too close to tell apart; they join neither. */
	readonly ambiguous: number;
}

/** The day a mention speaks of, by whatever field its kind has. */
const MENTION_DAY = `left(coalesce(r.body ->> 'publishedOn', r.body ->> 'inspectedOn', r.body ->> 'decidedOn', r.body ->> 'occurredAt', r.body ->> 'receivedAt'), 10)::date`;

/** Matches everything that is an organisation or speaks of one. */
export async function matchOrganisations(client: pg.PoolClient): Promise<OrganisationSummary> {
	await buildUnits(client);
	const attachments = await attachUnits(client);
	const mentions = await linkMentions(client);
	const places = await clusterPlaces(client);
	await publish(client);
	return {
		attached: attachments.links.length,
		mentionsLinked: mentions.links.length,
		places,
		ambiguous: attachments.ambiguous.length + mentions.ambiguous.length,
	};
}

/** Joins units without a code to the registered body they belong to, or to one another; strongest first. */
async function attachUnits(client: pg.PoolClient): Promise<Decisions> {
	await buildSubjects(client);
	await client.query('drop table if exists probe');
	await client.query(`/* matching: units without a code */ create temp table probe as
		select rid as owner, rid, division, null::text as code, issued_on as day, cluster from unit where code is null`);
	const decisions = await decide(candidatePairs(client), scoreAttachment, DECISION.attachBits);
	await joinClusters(client, decisions.links);
	return decisions;
}

async function joinClusters(client: pg.PoolClient, links: readonly Link[]): Promise<void> {
	const clusters = new Map<string, number>();
	const labels: number[] = [];
	for await (const row of streamRows<{ cluster: string; code: number }>(
		client,
		`select cluster::text, case when max(code) is null then -1 else (dense_rank() over (order by max(code)))::int end as code from unit group by cluster order by cluster`,
	)) {
		clusters.set(row.cluster, labels.length);
		labels.push(row.code);
	}
	const sets = new LabelledSets(Int32Array.from(labels));
	const units = await probeUnits(
		client,
		links.map(({ probe }) => probe),
	);
	const rankOf = (link: Link) => units.get(link.probe)?.rank ?? 0;
	const strongestFirst = [...links].sort((a, b) => b.score.total - a.score.total || rankOf(a) - rankOf(b));
	for (const link of strongestFirst) {
		const probe = clusters.get(units.get(link.probe)?.cluster ?? '');
		const subject = clusters.get(link.subject);
		if (probe !== undefined && subject !== undefined) sets.join(probe, subject);
	}
	const names = [...clusters.keys()];
	const moved = names.filter((name, i) => names[sets.find(i)] !== name);
	await client.query('drop table if exists joined');
	await client.query('create temp table joined (cluster bigint, into_cluster bigint)');
	await copyRows(
		client,
		'joined (cluster, into_cluster)',
		moved.map((name) => [name, names[sets.find(clusters.get(name) as number)] as string]),
	);
	await client.query('/* matching: join clusters */ update unit u set cluster = j.into_cluster from joined j where u.cluster = j.cluster');
}

/** The cluster of each unit, and its rank by source, type and key: record numbers differ between rebuilds and must decide nothing. */
async function probeUnits(client: pg.PoolClient, rids: readonly string[]): Promise<Map<string, { cluster: string; rank: number }>> {
	const { rows } = await client.query<{ rid: string; cluster: string }>(
		`select u.rid::text, u.cluster::text from unit u join record r using (rid) where u.rid = any($1) order by r.source, r.record_type, r.record_key`,
		[rids],
	);
	return new Map(rows.map((row, rank) => [row.rid, { cluster: row.cluster, rank }]));
}

/** Finds the organisation of each mention; the rest is left for places. */
async function linkMentions(client: pg.PoolClient): Promise<Decisions> {
	await buildSubjects(client);
	await client.query('drop table if exists probe');
	await client.query(
		`/* matching: mentions */ create temp table probe as
		select r.rid as owner, r.rid, coalesce(r.division_code, '') as division, k.value as code, ${MENTION_DAY} as day, null::bigint as cluster
		from record r left join record_key k on k.rid = r.rid and k.feature = 'creditCode' where r.kind = any($1)`,
		[MENTION_KINDS],
	);
	await client.query('create index on probe (owner)');
	const decisions = await decide(candidatePairs(client), mentionScorer(await mentionTexts(client)), DECISION.mentionBits);
	await client.query('create temp table mention_link (rid bigint, cluster bigint, score int, signals jsonb)');
	await copyRows(
		client,
		'mention_link (rid, cluster, score, signals)',
		decisions.links.map((link) => [link.probe, link.subject, link.score.total, JSON.stringify(link.score.signals)]),
	);
	await client.query('create index on mention_link (rid)');
	await client.query('analyze mention_link');
	return decisions;
}

/** The words of every mention in `probe`, normalised once. */
async function mentionTexts(client: pg.PoolClient): Promise<(probe: string) => MentionText> {
	const words = new Map<string, MentionText>();
	for await (const row of streamRows<{ rid: string; texts: (string | null)[]; cores: string[] | null }>(
		client,
		`/* matching: words of mentions */ select p.rid::text, array[r.body ->> 'name', r.body ->> 'content', r.body ->> 'findings', r.body ->> 'facts', r.body ->> 'summary'] as texts,
			(select array_agg(k.value) from record_key k where k.rid = p.rid and k.feature = 'core') as cores
		from probe p join record r using (rid)`,
	)) {
		words.set(row.rid, { text: searchable(row.texts), cores: row.cores ?? [] });
	}
	return (probe) => words.get(probe) ?? { text: '', cores: [] };
}

/** Gathers units, details and mentions into `record_cluster`. A unit's own score is that of a code: it is the organisation. */
async function publish(client: pg.PoolClient): Promise<void> {
	await client.query(`/* matching: record_cluster */ create temp table record_cluster as
		select rid, cluster, 0 as score, '[]'::jsonb as signals from unit
		union all select d.rid, u.cluster, 0, '[]'::jsonb from detail_unit d join unit u on u.rid = d.unit
		union all select rid, cluster, score, signals from mention_link
		union all select rid, cluster, score, signals from place_link`);
	await client.query('create index on record_cluster (rid)');
	await client.query('create index on record_cluster (cluster)');
	await client.query('analyze record_cluster');
}
