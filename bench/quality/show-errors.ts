/** Prints a sample of every class of error with the records behind it, for whoever judges whose fault it is. */
import type { Hub } from '#compose.ts';
import type { ErrorCase } from './measure.ts';
import type { Truth } from './truth.ts';

/** Prints up to `sample` errors a class, spread over all of them. */
export async function showErrors(hub: Hub, truth: Truth, errors: readonly ErrorCase[], sample: number): Promise<void> {
	for (const [kind, own] of Map.groupBy(errors, (error) => error.kind)) {
		console.log(`\n## ${kind}: ${own.length}`);
		const step = Math.max(1, Math.floor(own.length / sample));
		for (const error of own.filter((_, index) => index % step === 0).slice(0, sample)) {
			console.log(`- ${error.note}`);
			for (const record of error.records.slice(0, 8)) console.log(`    ${record.replaceAll('\t', ' ')} ${await bodyOf(hub, record)}`);
			for (const id of new Set(error.note.match(/\bO\d+-\d+\b/g) ?? [])) await showTrue(hub, truth, id);
			for (const id of new Set(error.note.match(/\borg_[a-z0-9]+/g) ?? [])) await showFound(hub, id);
		}
	}
}

async function bodyOf(hub: Hub, record: string): Promise<string> {
	const [source, type, key = ''] = record.split('\t');
	const { rows } = await hub.store.pool.query<{ text: string }>(
		`select left((body || jsonb_build_object('people', (select jsonb_agg(jsonb_build_array(m.name, m.masked, m.valid_number, m.person_id)) from person_mention m where m.rid = r.rid), 'link', (select signals from record_link l where l.rid = r.rid)))::text, 900) as text
		from record r where source = $1 and record_type = $2 and record_key = $3`,
		[source, type, key.split('#')[0]],
	);
	return rows[0]?.text ?? '(not in the store)';
}

async function showTrue(hub: Hub, truth: Truth, id: string): Promise<void> {
	const types = truth.findings.filter(({ organisation }) => organisation === id).map(({ type }) => type);
	console.log(`    true ${id}: ${[...types, truth.decoys.get(id) ?? ''].join(' ')}`);
	for (const map of [truth.registrations, truth.mentions]) {
		const records = [...map].filter(([, organisation]) => organisation === id);
		for (const [record] of records.slice(0, 6)) console.log(`      ${record.replaceAll('\t', ' ')} ${await bodyOf(hub, record)}`);
	}
}

async function showFound(hub: Hub, id: string): Promise<void> {
	const { rows } = await hub.store.pool.query<{ text: string }>(
		`select source || ' ' || record_type || ' ' || record_key || ' ' || left(body::text, 600) as text from record where organisation_id = $1 order by source, record_key limit 8`,
		[id],
	);
	if (rows.length > 0) console.log(`    found ${id}`);
	for (const { text } of rows) console.log(`      ${text}`);
}
