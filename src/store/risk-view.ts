/** What an estimate of risk weights reads: flags of organisations, the traits by which fairness is told, and whose record is whose. */
import type { FlagStatus } from '#core/flags.ts';
import type { RiskFlag } from '#core/risk.ts';
import type { Store } from './database.ts';

/** An organisation with flags, open or decided. */
export interface FlaggedOrganisation {
	readonly organisationId: string;
	readonly flags: readonly (RiskFlag & { readonly status: FlagStatus })[];
}

/** Organisations that have flags of these statuses, with them; by id. */
export async function flaggedOrganisations(
	store: Pick<Store, 'pool'>,
	statuses: readonly FlagStatus[],
): Promise<readonly FlaggedOrganisation[]> {
	const { rows } = await store.pool.query<FlaggedOrganisation>(
		`/* risk: flags */ select f.organisation_id as "organisationId", jsonb_agg(jsonb_build_object('flagId', f.flag_id, 'code', f.code,
			'severity', f.severity, 'score', f.score::float8, 'status', f.status, 'evidence', f.evidence) order by f.flag_id) as flags
		from flag f join organisation o using (organisation_id)
		where o.merged_into is null and f.status = any($1) group by f.organisation_id order by f.organisation_id`,
		[[...statuses]],
	);
	return rows;
}

/** What is known of an organisation apart from its flags. */
export interface TraitRow {
	readonly organisationId: string;
	/** County; null: not known. */
	readonly divisionCode: string | null;
	/** Form of business as its register writes it; null: not registered as a business. */
	readonly form: string | null;
	/** Yuan; null: not known. */
	readonly capital: number | null;
	/** At least this many organisations of the store go by its brand. */
	readonly sameBrand: number;
}

/** Traits of all organisations that stand for themselves. */
export async function traitRows(store: Pick<Store, 'pool'>): Promise<readonly TraitRow[]> {
	const { rows } = await store.pool.query<TraitRow>(
		`/* risk: traits */ with registered as (
			select distinct on (organisation_id) organisation_id, rid, kind, body from record
			where kind in ('registration', 'nonprofit') and organisation_id is not null order by organisation_id, kind desc, record_key),
		brands as (
			select k.value, count(distinct r.organisation_id) as owners from registered r join record_key k on k.rid = r.rid and k.feature = 'brand' group by k.value)
		select o.organisation_id as "organisationId", o.division_code as "divisionCode",
			case r.kind when 'nonprofit' then 'nonprofit' else r.body->>'form' end as form, (r.body->>'capital')::float8 as capital,
			coalesce(max(b.owners), 0)::int as "sameBrand"
		from organisation o left join registered r using (organisation_id) left join record_key k on k.rid = r.rid and k.feature = 'brand'
		left join brands b on b.value = k.value
		where o.merged_into is null group by o.organisation_id, r.kind, r.body order by o.organisation_id`,
	);
	return rows;
}

/** The organisation of each record; records that stand with none are left out. */
export async function ownersOf(
	store: Pick<Store, 'pool'>,
	refs: readonly { readonly source: string; readonly recordType: string; readonly recordKey: string }[],
): Promise<readonly { source: string; recordType: string; recordKey: string; organisationId: string }[]> {
	const { rows } = await store.pool.query(
		`/* risk: owners */ select r.source, r.record_type as "recordType", r.record_key as "recordKey", r.organisation_id as "organisationId"
		from unnest($1::text[], $2::text[], $3::text[]) a(source, record_type, record_key)
		join record r on r.source = a.source and r.record_type = a.record_type and r.record_key = a.record_key
		where r.organisation_id is not null`,
		[refs.map(({ source }) => source), refs.map(({ recordType }) => recordType), refs.map(({ recordKey }) => recordKey)],
	);
	return rows;
}
