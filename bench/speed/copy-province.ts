/**
 * Lays a province down several times in its store: each copy has other counties, and its codes, names, places, telephones and people are
 * nobody else's, so that a county is as full as it was and the province as many times larger.
 */
import type pg from 'pg';

/** Keys that matching narrows to a county or prefecture, and so stay what they are. */
const NARROWED = `('core', 'brand', 'brandPinyin', 'brandShape', 'mentionedName', 'mentionedSound', 'division')`;

/** A county code of another province: its first two digits moved on. */
const elsewhere = (code: string, copy: number) => `lpad(((left(${code}, 2)::int + ${copy}) % 100)::text, 2, '0') || substr(${code}, 3)`;

const COPY = (copy: number, rids: string, pids: string) => [
	`insert into record (rid, source, record_type, record_key, kind, body, faults, content_hash, stamp, division_code, as_of, first_seen, changed_on, ended_on, body_from, period, reading)
		overriding system value select rid + ${rids}, source, record_type, record_key || '~${copy}', kind,
			case when body ? 'certificateNo' then body || jsonb_build_object('certificateNo', (body ->> 'certificateNo') || '~${copy}') else body end,
			faults, md5(content_hash || '${copy}'), stamp, ${elsewhere('division_code', copy)}, as_of, first_seen, changed_on, ended_on, body_from, period, reading
		from record where rid <= ${rids} / ${copy}`,
	`insert into record_key (rid, feature, value)
		select rid + ${rids}, feature, case when feature in ${NARROWED} then value else value || '~${copy}' end from record_key where rid <= ${rids} / ${copy}`,
	`insert into person_mention (pid, rid, slot, export_key, name, name_key, masked, valid_number, phones)
		overriding system value select pid + ${pids}, rid + ${rids}, slot, export_key || '~${copy}', name, name_key, masked, valid_number,
			array(select phone || '~${copy}' from unnest(phones) phone) from person_mention where pid <= ${pids} / ${copy}`,
	`insert into person_token (pid, kind, value) select pid + ${pids}, kind, value || '~${copy}' from person_token where pid <= ${pids} / ${copy}`,
];

/** Makes the store hold the province `copies` times. Nothing of it may have been resolved. */
export async function copyProvince(pool: pg.Pool, copies: number): Promise<void> {
	const { rows } = await pool.query<{ rid: string; pid: string }>(
		'select (select max(rid) from record) as rid, (select max(pid) from person_mention) as pid',
	);
	const [rid, pid] = [Number(rows[0]?.rid), Number(rows[0]?.pid)];
	for (let copy = 1; copy < copies; copy++) {
		for (const statement of COPY(copy, String(rid * copy), String(pid * copy))) await pool.query(statement);
	}
	for (const table of ['record', 'record_key', 'person_mention', 'person_token']) await pool.query(`vacuum analyze ${table}`);
}
