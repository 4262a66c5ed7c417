import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReader } from '#access/reader.ts';
import { COMMANDS } from '#commands.ts';
import type { NightOutcome } from '#jobs/nightly.ts';
import { createSchema } from '#resolvers/schema.ts';
import type { MatchExplanation } from '#services/explain/explain-match.ts';
import type { Explanation } from '#services/explain/explain-organisation.ts';
import type { GivenRecordMatch } from '#services/explain/match-record.ts';
import type { SetAsideList } from '#services/list-set-aside.ts';
import type { ReportedSilence } from '#services/silence-report.ts';
import type { ModelVersion } from '#store/match-model-store.ts';
import { openWholeHub, type WholeHub } from './support/whole-hub.ts';

const ASOF = '2025-05-31';
let whole: WholeHub;
let first: string;

beforeAll(async () => {
	whole = await openWholeHub({ businesses: 1200, asOf: ASOF });
	first = await nightInto('first');
});
afterAll(() => whole.drop());

/** A folder for bundles. */
const out = (name: string): string => join(whole.folder, 'out', name);

async function nightInto(name: string): Promise<string> {
	const outcome = await COMMANDS.nightly(whole.hub, { asOf: ASOF, out: out(name), bom: false });
	expect(outcome).toMatchObject({ status: 0, text: `The bundle is in ${out(name)}/${ASOF}.` });
	return out(name);
}

/** SHA-256 of every file of a bundle but its manifest, which names the run. */
function hashesOf(folder: string): Record<string, string> {
	const names = readdirSync(join(folder, ASOF)).filter((name) => name !== 'manifest.json');
	const hash = (name: string) =>
		createHash('sha256')
			.update(readFileSync(join(folder, ASOF, name)))
			.digest('hex');
	return Object.fromEntries(names.sort().map((name) => [name, hash(name)]));
}

function rowsOf(folder: string, file: string): string[][] {
	const [, ...lines] = readFileSync(join(folder, ASOF, file), 'utf8')
		.trimEnd()
		.split('\n');
	return lines.map((line) => line.split(','));
}

describe('nightly', () => {
	test('goes from seven agencies to flags in a bundle', () => {
		const sources = new Set(rowsOf(first, 'organisations.csv').map(([, source]) => source));
		expect([...sources].sort()).toEqual(['bank', 'civil', 'education', 'hotline', 'market', 'police', 'sector']);
		const codes = new Set(rowsOf(first, 'flags.csv').map((row) => row[3]));
		expect([...codes]).toEqual(expect.arrayContaining(['FRONT_BUSINESS', 'IN_SERVICE_TEACHER', 'LESSON_TOO_LATE']));
		expect(rowsOf(first, 'successions.csv').length).toBeGreaterThan(0);
	});

	test('gives the same bytes when the day is run again', async () => {
		expect(hashesOf(await nightInto('again'))).toEqual(hashesOf(first));
	});

	test('gives the same bytes from nothing', async () => {
		const other = await openWholeHub({ businesses: 1200, asOf: ASOF });
		try {
			const folder = join(other.folder, 'out');
			await COMMANDS.nightly(other.hub, { asOf: ASOF, out: folder, bom: false });
			expect(hashesOf(folder)).toEqual(hashesOf(first));
		} finally {
			await other.drop();
		}
	});

	test('ends 1, names the source and writes the bundle when an agency cannot be reached', async () => {
		const hub = await whole.openAnother({ POLICE_URL: 'http://127.0.0.1:1' });
		try {
			const outcome = await COMMANDS.nightly(hub, { asOf: ASOF, out: out('behind'), bom: false });
			expect(outcome.status).toBe(1);
			expect((outcome.json as NightOutcome).standings.filter(({ state }) => state !== 'FRESH')).toEqual([
				{ source: 'police', state: 'FAILED', error: expect.stringMatching(/police/) as unknown },
			]);
			expect(readdirSync(out('behind'))).toEqual([ASOF]);
		} finally {
			await hub.close();
			await nightInto('mended');
		}
	});

	test('says which sources are left out, and is content without them', async () => {
		const hub = await whole.openAnother({ FILES_ROOT: '' });
		try {
			const before = whole.told.length;
			const { status } = await COMMANDS.sync(hub, { asOf: ASOF, sources: [] });
			expect(status).toBe(0);
			const left = ['civil', 'sector', 'bank', 'hotline'];
			expect(whole.told.slice(before)).toEqual(left.map((id) => `${id} is left out: FILES_ROOT is not set.`));
		} finally {
			await hub.close();
		}
	});
});

describe('sync and resolve', () => {
	test('tell the planner how large their tables have become, so that evaluate does not join what seems empty', async () => {
		const other = await openWholeHub({ businesses: 200, asOf: ASOF });
		const unknown = async (tables: string): Promise<unknown[]> => {
			const { rows } = await other.hub.store.pool.query(
				`select relname from pg_class where oid = any ($1::regclass[]) and reltuples < (xpath('/row/n/text()', query_to_xml(
					format('select count(*) as n from %s', oid::regclass), false, true, '')))[1]::text::real`,
				[`{${tables}}`],
			);
			return rows;
		};
		try {
			await COMMANDS.sync(other.hub, { asOf: ASOF, sources: [] });
			expect(await unknown('record,record_key,person_mention,person_token')).toEqual([]);
			await COMMANDS.resolve(other.hub, { asOf: ASOF });
			expect(await unknown('record_link,organisation,person,succession')).toEqual([]);
		} finally {
			await other.drop();
		}
	});
});

describe('export', () => {
	test('writes what the night wrote, from the store alone', async () => {
		const outcome = await COMMANDS.export(whole.hub, { asOf: null, out: out('export'), bom: false });
		expect(outcome.status).toBe(0);
		expect(hashesOf(out('export'))).toEqual(hashesOf(first));
		const manifest = JSON.parse(readFileSync(join(out('export'), ASOF, 'manifest.json'), 'utf8'));
		expect(manifest.sources.map((one: { asOf: string; read: number }) => [one.asOf !== null, one.read])).toEqual(
			manifest.sources.map(() => [true, 0]),
		);
	});

	test('refuses a day that was not judged', async () => {
		const asking = COMMANDS.export(whole.hub, { asOf: '2025-05-30', out: out('none'), bom: false });
		await expect(asking).rejects.toThrow(/judged as of 2025-05-31\. Run evaluate --as-of 2025-05-30/);
	});
});

/** What the API says of a record and an organisation. */
async function askApi(organisationId: string, record: string): Promise<object> {
	const [source, recordType, recordKey] = record.split('/');
	const caller = { subject: 'test', role: 'analyst', purpose: 'ANALYSIS', divisions: null, sources: null } as const;
	const { data, errors } = await graphql({
		schema: createSchema(),
		source: `query Why($a: MatchSideInput!, $b: MatchSideInput!) { explainMatch(a: $a, b: $b) {
			same { standing bits enough lead signals { signal level bits rule reason detail a b } } } }`,
		contextValue: { reader: createReader(whole.hub.store, caller, whole.hub.clock) },
		variableValues: { a: { record: { source, recordType, recordKey } }, b: { organisationId } },
	});
	expect(errors).toBeUndefined();
	return JSON.parse(JSON.stringify((data as { explainMatch: { same: unknown } }).explainMatch.same));
}

describe('model estimate', () => {
	test('refuses a sample too small to tell any weight, and one of nothing, and keeps no version of either', async () => {
		await expect(COMMANDS.modelEstimate(whole.hub, { asOf: ASOF, mentions: 3 })).rejects.toMatchObject({ code: 'CONFLICT' });
		await expect(COMMANDS.modelEstimate(whole.hub, { asOf: ASOF, mentions: 0 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
		const shown = (await COMMANDS.modelShow(whole.hub, { version: null })).json as { versions: ModelVersion[] };
		expect(shown.versions.map(({ version }) => version)).toEqual([1]);
	});
});

describe('match', () => {
	const asked = {
		as: 'mention',
		name: null,
		address: null,
		phone: null,
		code: null,
		licence: null,
		text: null,
		division: null,
		day: null,
	} as const;

	test('finds whom a record in hand means, with the bits of what it gives, and nobody by a name that nobody has', async () => {
		const { rows } = await whole.hub.store.pool.query<{ id: string; name: string; division: string }>(
			`select organisation_id as id, min(name) as name, min(division_code) as division from organisation
			where registered and merged_into is null and name in (select name from organisation group by name having count(*) = 1) group by 1 order by 1 limit 1`,
		);
		const [one] = rows as [(typeof rows)[number]];
		const found = (await COMMANDS.match(whole.hub, { ...asked, name: one.name, division: one.division })).json as GivenRecordMatch;
		expect(found.standing).toBe('FOUND');
		expect(found.organisation?.organisationId).toBe(one.id);
		const [best] = found.candidates;
		expect(best?.bits).toBeCloseTo(best?.signals.reduce((sum, { bits }) => sum + bits, 0) ?? 0, 3);
		const nobody = await COMMANDS.match(whole.hub, { ...asked, name: '无此字号之怪名研习社', division: one.division });
		expect((nobody.json as GivenRecordMatch).organisation).toBeNull();
		expect(nobody.text).toContain('NOBODY');
	});

	test('asks for something to be found by', async () => {
		await expect(COMMANDS.match(whole.hub, { ...asked, division: '350102' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
	});
});

describe('explain', () => {
	const flagged = () => rowsOf(first, 'flags.csv').find((row) => row[3] === 'FRONT_BUSINESS') as string[];

	test('says why records, people and flags stand with an organisation', async () => {
		const [flagId = '', organisationId = ''] = flagged();
		const { status, text, json } = await COMMANDS.explain(whole.hub, { organisation: organisationId });
		expect(status).toBe(0);
		const explanation = json as Explanation;
		const refs = explanation.records.map(({ source, recordType, recordKey }) => [organisationId, source, recordType, recordKey].join());
		const exported = rowsOf(first, 'organisations.csv').filter(([id]) => id === organisationId);
		expect(refs).toEqual(expect.arrayContaining(exported.map((row) => row.join())));
		const weighed = explanation.records.map(({ match }) => match).filter(({ bits }) => bits !== null);
		expect(weighed.length).toBeGreaterThan(0);
		for (const { bits, signals } of weighed) expect(signals.reduce((sum, signal) => sum + signal.bits, 0)).toBeCloseTo(bits ?? 0, 3);
		expect(explanation.flags.map((flag) => flag.flagId)).toContain(flagId);
		expect(text).toContain(`FRONT_BUSINESS`);
		expect(text).toContain(' bits, ');
	});

	test('says the same numbers of a link as the store and the API, with both values, and what keeps a pair apart', async () => {
		const { rows } = await whole.hub.store.pool.query<{
			id: string;
			key: string;
			score: number;
			signals: { signal: string; weight: number }[];
		}>(
			`select l.organisation_id as id, r.source || '/' || r.record_type || '/' || r.record_key as key, l.score, l.signals from record_link l join record r using (rid)
			join organisation o on o.organisation_id = l.organisation_id where o.registered and r.kind = 'inspection' and jsonb_array_length(l.signals) > 1 order by 2 limit 3`,
		);
		expect(rows.length).toBeGreaterThan(0);
		for (const { id, key, score, signals } of rows) {
			const { same } = (await COMMANDS.explain(whole.hub, { organisation: id, other: key })).json as MatchExplanation;
			expect([same?.standing, same?.bits]).toEqual(['LINKED', score / 1000]);
			const numbers = (list: readonly { signal: string; bits: number }[]) => list.map(({ signal, bits }) => `${signal} ${bits}`).toSorted();
			expect(numbers(same?.signals ?? [])).toEqual(numbers(signals.map(({ signal, weight }) => ({ signal, bits: weight / 1000 }))));
			expect(same?.signals.some(({ a, b }) => a !== null && b !== null)).toBe(true);
			expect(same).toMatchObject(await askApi(id, key));
		}
	});

	test('says of two businesses that their codes keep them apart', async () => {
		const { rows } = await whole.hub.store.pool.query<{ id: string }>(
			`select organisation_id as id from organisation where credit_code is not null and registered order by organisation_id limit 2`,
		);
		const [a, b] = rows as [{ id: string }, { id: string }];
		const { same } = (await COMMANDS.explain(whole.hub, { organisation: a.id, other: b.id })).json as MatchExplanation;
		expect(same).toMatchObject({ standing: 'TWO_CODES', bits: null, signals: [] });
	});

	test('finds by credit code and by exact name what it finds by id', async () => {
		const [, organisationId = ''] = flagged();
		const { organisation } = (await COMMANDS.explain(whole.hub, { organisation: organisationId })).json as Explanation;
		for (const given of [organisation.creditCode, ` ${organisation.name} `].filter((one) => one !== null)) {
			const found = (await COMMANDS.explain(whole.hub, { organisation: given })).json as Explanation;
			expect(found.organisation.organisationId).toBe(organisationId);
		}
	});

	test('shows no name of a person, and leaves an audit row', async () => {
		const [, organisationId = ''] = flagged();
		const { rows: before } = await whole.hub.store.pool.query(`select count(*)::int as n from audit where operation = 'explain'`);
		const { text, json } = await COMMANDS.explain(whole.hub, { organisation: organisationId });
		const { rows: names } = await whole.hub.store.pool.query<{ name: string }>(
			'select distinct m.name from person_mention m join record r using (rid) where r.organisation_id = $1',
			[organisationId],
		);
		expect(names.length).toBeGreaterThan(0);
		for (const { name } of names) expect(`${text}${JSON.stringify((json as Explanation).people)}`).not.toContain(name);
		const { rows: after } = await whole.hub.store.pool.query(`select count(*)::int as n from audit where operation = 'explain'`);
		expect(after[0].n).toBeGreaterThan(before[0].n);
	});

	test('names what comes near when there is no such organisation', async () => {
		const [, organisationId = ''] = flagged();
		const { organisation } = (await COMMANDS.explain(whole.hub, { organisation: organisationId })).json as Explanation;
		const asking = COMMANDS.explain(whole.hub, { organisation: `${organisation.name}乙` });
		await expect(asking).rejects.toThrow(`Near it: ${organisation.name}`);
	});
});

describe('silences', () => {
	test('tells by county and rule what could not be judged, and the agency that would have to give it', async () => {
		const { json, text } = await COMMANDS.silences(whole.hub, { division: null });
		const { asOf, silences } = json as { asOf: string; silences: readonly ReportedSilence[] };
		expect(asOf).toBe(ASOF);
		const own = silences.filter(({ code }) => code === 'CLEARANCE_MISSING');
		expect(own).toContainEqual(
			expect.objectContaining({ kind: 'staff', agencies: [expect.objectContaining({ zh: expect.stringContaining('教育') })] }),
		);
		expect(text).toContain('CLEARANCE_MISSING');
		const county = own[0]?.divisionCode ?? '';
		const one = (await COMMANDS.silences(whole.hub, { division: county })).json as { silences: readonly ReportedSilence[] };
		expect(one.silences).toEqual(silences.filter(({ divisionCode }) => divisionCode === county));
	});
});

describe('set-aside list', () => {
	test('lists what the bundle lists, of one source or of all', async () => {
		const { json, text } = await COMMANDS.setAsideList(whole.hub, { source: null });
		const all = json as SetAsideList;
		expect(all.length).toBeGreaterThan(0);
		expect(all.map(({ source, position }) => `${source} ${position}`).sort()).toEqual(
			rowsOf(first, 'set-aside.csv')
				.map((row) => `${row[0]} ${row[3]}`)
				.sort(),
		);
		expect(text).toContain(`${all.length} rows are set aside.`);
		const one = (await COMMANDS.setAsideList(whole.hub, { source: 'education' })).json as SetAsideList;
		expect(one).toEqual(all.filter(({ source }) => source === 'education'));
	});

	test('refuses a source that is not configured', async () => {
		await expect(COMMANDS.setAsideList(whole.hub, { source: 'nobody' })).rejects.toThrow('There is no source "nobody"');
	});
});

describe('doctor', () => {
	test('finds every table of every agency usable', async () => {
		const { status, text } = await COMMANDS.doctor(whole.hub, { propose: null, table: null });
		expect(text.split('\n').filter((line) => line.startsWith('FAULT'))).toEqual([]);
		expect(status).toBe(0);
	});
});
