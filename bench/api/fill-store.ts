/**
 * A store of a given size, filled by SQL: each organisation with a registration, a licence with its principal, and five flags. What the
 * rows say is invented and the same for a number of organisations each time; it is there to be read, not to be judged.
 */
import { openStore, type Store } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';

/** Counties over which the organisations are spread. */
export const COUNTIES = 40;
/** Division code of a county. */
export const countyOf = (n: number): string => String(990_101 + n);

const statements = (size: number): readonly string[] => [
	`insert into organisation (organisation_id, registered, name, credit_code, division_code, status, industry_code, first_seen, founder_source,
		founder_type, founder_key, risk_score, severity, flag_codes)
	select 'org_' || n, true, '云帆第' || n || '培训学校', '99' || lpad(n::text, 16, '0'), (990101 + n % ${COUNTIES})::text, 'ACTIVE', 'P8391',
		date '2020-01-01' + n % 1500, 'market', 'business', n::text, (n * 7919) % 100, 'HIGH', '{FRONT_BUSINESS,STAFF_MOVED}' from generate_series(1, ${size}) n`,
	`insert into record (source, record_type, record_key, kind, body, content_hash, division_code, as_of, first_seen, changed_on, organisation_id)
	select 'market', 'business', n::text, 'registration', jsonb_build_object('creditCode', '99' || lpad(n::text, 16, '0'), 'name', '云帆第' || n || '培训学校',
		'form', '有限责任公司', 'head', jsonb_build_object('name', '王小明', 'masked', '99**************31'), 'capital', '500000', 'establishedOn', '2020-03-01',
		'status', 'ACTIVE', 'endedOn', null, 'address', jsonb_build_object('text', '青云路' || n || '号', 'road', '青云路', 'number', n || '号', 'building', null,
		'unit', null, 'floor', null, 'room', null, 'locality', null), 'divisionCode', (990101 + n % ${COUNTIES})::text, 'scope', '文化艺术培训；教育咨询',
		'industryCode', 'P8391', 'phones', jsonb_build_array('16900000000')), '', (990101 + n % ${COUNTIES})::text, '2025-05-31', '2025-05-31', '2025-05-31', 'org_' || n
	from generate_series(1, ${size}) n`,
	`insert into record (source, record_type, record_key, kind, body, content_hash, division_code, as_of, first_seen, changed_on, organisation_id)
	select 'education', 'licence', n::text, 'licence', jsonb_build_object('licenceNo', lpad(n::text, 15, '9'), 'name', '云帆第' || n || '培训学校', 'creditCode', null,
		'category', 'ART', 'stages', jsonb_build_array('小学'), 'nature', 'FOR_PROFIT', 'head', jsonb_build_object('name', '王小明', 'masked', null),
		'principal', jsonb_build_object('name', '李小红', 'masked', '99**************42'), 'address', null, 'divisionCode', (990101 + n % ${COUNTIES})::text,
		'phones', jsonb_build_array('16900000001'), 'authority', '教育局', 'issuedOn', '2021-01-01', 'validUntil', '2026-01-01', 'status', 'ACTIVE', 'endedOn', null,
		'endReason', null), '', (990101 + n % ${COUNTIES})::text, '2025-05-31', '2025-05-31', '2025-05-31', 'org_' || n
	from generate_series(1, ${size}) n`,
	`insert into flag (flag_id, organisation_id, code, category, severity, score, status, first_seen, last_seen, rule_version, title, explanation, legal_basis,
		evidence, counter_evidence, evidence_digest)
	select 'flag_' || n || 'x' || f, 'org_' || n, (array['FRONT_BUSINESS', 'HIDDEN_PREMISES', 'LEAD_CLUSTER', 'REBRAND_SAME_PLACE', 'STAFF_MOVED'])[f],
		'REGISTRATION', 'HIGH', 0.5 + f * 0.05, 'NEW', '2025-05-01', '2025-05-31', 1, '{"zh": "无证办学", "en": "Training without a licence"}',
		'{"zh": "检查时现场有学生正在上课。", "en": "Pupils were being taught when it was inspected."}', '["校外培训行政处罚暂行办法 第十七条"]',
		jsonb_build_array(jsonb_build_object('source', 'market', 'recordType', 'business', 'recordKey', n::text, 'field', 'scope', 'value', '文化艺术培训', 'asOf', '2025-05-31')),
		'[]', '' from generate_series(1, ${size}) n, generate_series(1, 5) f`,
	// PostGraphile serves columns, so it gets the same rows as views with typed columns.
	`create schema bench`,
	`create view bench.organisation as select organisation_id as id, name, credit_code, division_code, status, risk_score, severity from organisation`,
	`create view bench.registration as select organisation_id, body->>'name' as name, body->>'status' as status, body->>'establishedOn' as established_on,
		body->>'capital' as capital from record where kind = 'registration'`,
	`create view bench.licence as select organisation_id, record_key, body->>'licenceNo' as licence_no, body->>'name' as name, body->>'status' as status,
		body->>'validUntil' as valid_until, body->'principal'->>'name' as principal from record where kind = 'licence'`,
	`create view bench.flag as select flag_id as id, organisation_id, code, severity, score, first_seen from flag`,
	`comment on view bench.organisation is E'@name organisations\\n@primaryKey id'`,
	`comment on view bench.registration is E'@name registrations\\n@primaryKey organisation_id\\n@foreignKey (organisation_id) references bench.organisation (id)'`,
	`comment on view bench.licence is E'@name licences\\n@primaryKey record_key\\n@foreignKey (organisation_id) references bench.organisation (id)'`,
	`comment on view bench.flag is E'@name flags\\n@primaryKey id\\n@foreignKey (organisation_id) references bench.organisation (id)'`,
	`vacuum analyze`, // as autovacuum leaves a store that is at rest
];

/** Opens the store at an address; fills it with this many organisations when it is empty. */
export async function openFilled(connectionString: string, size: number): Promise<Store> {
	const store = await openStore({ connectionString });
	await migrate(store.db);
	const { rows } = await store.pool.query<{ n: string }>('select count(*) as n from organisation');
	if (rows[0]?.n === '0') for (const statement of statements(size)) await store.pool.query(statement);
	return store;
}
