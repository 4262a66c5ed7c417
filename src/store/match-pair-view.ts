/**
 * Weighs one record against one organisation on demand, by the model in use and the same score as a resolution: what it would say of
 * the pair had it to place that record by what the registers say.
 */
import { sql } from 'kysely';
import { MENTION_KINDS, REGISTRATION_KINDS } from '#core/kinds.ts';
import type { KeyFeature, RecordRef } from '#core/records.ts';
import { type Agreed, agreementsOf, comparedPair, type PairDays, type Side } from '#matching/compare.ts';
import { attachmentScorer, mentionScorer } from '#matching/decide.ts';
import type { MatchModel } from '#matching/match-model.ts';
import { searchable } from '#matching/name-in-text.ts';
import type { PairScore } from '#matching/score.ts';
import { tellsOfLearning } from '#matching/trade.ts';
import type { Database } from './database.ts';

/** A pair with its score. */
export interface WeighedPair {
	/** A mention is enough at fewer bits than a licence. */
	readonly question: 'mention' | 'attachment';
	/** Null: forbidden by two valid credit codes, or (a licence) without a whole name or code that agrees. */
	readonly score: PairScore | null;
	readonly codesDiffer: boolean;
	/** The organisation's record that carries the value on which a signal agrees. */
	readonly sources: ReadonlyMap<string, RecordRef>;
}

/** A unit's county; a mention's is its own. */
const COUNTY = sql`case when right(coalesce(r.division_code, '00'), 2) <> '00' then r.division_code
	else coalesce((select substr(c.value, 3, 6) from record_key c where c.rid = r.rid and c.feature = 'creditCode' limit 1), r.division_code, '') end`;

const CARRIERS = [...REGISTRATION_KINDS, 'registrationChange'];

/** Weighs a record (by its number) against an organisation. */
export async function weighPair(
	db: Database,
	model: MatchModel,
	pair: { readonly rid: string; readonly organisationId: string },
): Promise<WeighedPair> {
	const record = await readProbe(db, pair.rid);
	const mention = (MENTION_KINDS as readonly string[]).includes(record.kind);
	const probe: Side = { ...(await readSide(db, { rid: pair.rid })), id: pair.rid };
	const subject: Side = { ...(await readSide(db, { organisationId: pair.organisationId, without: pair.rid })), id: pair.organisationId };
	const agreements = agreementsOf(model.features, probe, subject);
	const sharers = await countSharers(db, agreements);
	const days: PairDays = { day: record.day, ...(await readLife(db, pair)) };
	const facts = comparedPair(model.features, { probe, subject, days }, { agreements, sharers });
	const text = searchable(record.texts);
	const valuesOf = (wanted: string) => probe.keys.filter(({ feature }) => feature === wanted).map(({ value }) => value);
	const [cores, brands] = [valuesOf('core'), valuesOf('brand')];
	const weigh = mention
		? mentionScorer(model, () => ({ text, cores, brands, tellsOfLearning: () => tellsOfLearning(text) }))
		: attachmentScorer(model, () => ({ cores, brands }));
	return {
		question: mention ? 'mention' : 'attachment',
		score: weigh(facts),
		codesDiffer: facts.codesDiffer,
		sources: await refsOf(db, agreements),
	};
}

interface Probe {
	readonly kind: string;
	readonly day: string | null;
	readonly texts: readonly (string | null)[];
}

async function readProbe(db: Database, rid: string): Promise<Probe> {
	const { rows } = await sql<Probe>`/* pair: the record */ select r.kind,
		left(coalesce(r.body ->> 'publishedOn', r.body ->> 'inspectedOn', r.body ->> 'decidedOn', r.body ->> 'occurredAt', r.body ->> 'receivedAt', r.body ->> 'issuedOn'), 10) as day,
		array[r.body ->> 'name', r.body ->> 'content', r.body ->> 'findings', r.body ->> 'facts', r.body ->> 'summary'] as texts
		from record r where r.rid = ${rid}`.execute(db);
	return rows[0] as Probe;
}

type SideOf = { readonly rid: string } | { readonly organisationId: string; readonly without: string };

async function readSide(db: Database, side: SideOf): Promise<Omit<Side, 'id'>> {
	const where =
		'rid' in side
			? sql`r.rid = ${side.rid}`
			: sql`r.organisation_id = ${side.organisationId} and r.rid <> ${side.without} and r.kind = any(${CARRIERS})`;
	const { rows } = await sql<{ rid: string; feature: KeyFeature; value: string; division: string }>`/* pair: keys of a side */
		select r.rid::text as rid, k.feature, k.value, ${COUNTY} as division from record r join record_key k using (rid) where ${where}
		order by r.source, r.record_type, r.record_key, k.feature, k.value`.execute(db);
	return { keys: rows, code: rows.find(({ feature }) => feature === 'creditCode')?.value ?? null };
}

async function readLife(
	db: Database,
	pair: { readonly rid: string; readonly organisationId: string },
): Promise<Pick<PairDays, 'lifeFrom' | 'lifeUntil'>> {
	const { rows } = await sql<Pick<PairDays, 'lifeFrom' | 'lifeUntil'>>`/* pair: life of the organisation */
		select min(coalesce(r.body ->> 'establishedOn', r.body ->> 'issuedOn')) as "lifeFrom",
			case when bool_and(r.body ->> 'endedOn' is not null) filter (where r.kind in ('registration', 'nonprofit', 'licence')) then max(r.body ->> 'endedOn') end as "lifeUntil"
		from record r where r.organisation_id = ${pair.organisationId} and r.rid <> ${pair.rid} and r.kind = any(${[...REGISTRATION_KINDS]})`.execute(
		db,
	);
	return rows[0] ?? { lifeFrom: null, lifeUntil: null };
}

/** How many organisations share the value of each agreement within its scope; at least one. */
async function countSharers(db: Database, agreements: readonly Agreed[]): Promise<readonly number[]> {
	const columns = [agreements.map(({ use }) => use.subject), agreements.map(({ value }) => value), agreements.map((one) => one.within)];
	const { rows } = await sql<{ n: number }>`/* pair: sharers */
		select greatest(1, (select count(distinct coalesce(r.organisation_id, r.rid::text)) from record_key k join record r using (rid)
			where k.feature = v.feature and k.value = v.value and r.kind = any(${CARRIERS}) and (v.within = '' or left(${COUNTY}, length(v.within)) = v.within)))::int as n
		from unnest(${columns[0]}::text[], ${columns[1]}::text[], ${columns[2]}::text[]) with ordinality as v (feature, value, within, no) order by v.no`.execute(
		db,
	);
	return rows.map(({ n }) => n);
}

async function refsOf(db: Database, agreements: readonly Agreed[]): Promise<ReadonlyMap<string, RecordRef>> {
	const rids = [...new Set(agreements.map(({ subject }) => subject.rid))];
	const rows = await db
		.selectFrom('record')
		.select(['rid', 'source', 'record_type as recordType', 'record_key as recordKey'])
		.where('rid', '=', sql<string>`any(${rids}::bigint[])`)
		.execute();
	const refs = new Map(rows.map(({ rid, ...ref }) => [String(rid), ref]));
	return new Map(
		agreements.flatMap(({ use, subject }) => {
			const ref = refs.get(subject.rid);
			return ref === undefined ? [] : [[use.feature, ref] as const];
		}),
	);
}
