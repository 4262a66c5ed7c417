/**
 * Builds dossiers (一机构一表): everything the store holds of an organisation on a day, for a night over all of them and on demand
 * for one. A fixed number of statements a batch, however large; the input of the rules, never shown as it is.
 */
import { sql } from 'kysely';
import { calendarFor } from '#core/calendar.ts';
import type { Day } from '#core/days.ts';
import type {
	BalanceStatement,
	Clearance,
	Dossier,
	DossierPerson,
	DossierRecords,
	PersonFacts,
	PersonRecord,
	SourceState,
	SuccessionFacts,
	SuccessionReason,
} from '#core/dossier.ts';
import type { SuccessionKind } from '#core/flags.ts';
import { KIND_NAMES, type Kind } from '#core/kinds.ts';
import { policyFor, type Regulation } from '#core/policy.ts';
import { refText, type StoredRecord } from '#core/records.ts';
import type { Database } from './database.ts';
import { type DossierLists, readDossierLists } from './list-view.ts';
import { type RecordRow, toRecord } from './record-row.ts';
import { readKnownStreets } from './street-view.ts';

export interface DossierRequest {
	readonly asOf: Day;
	/** Only these; absent: all that stand for themselves (merged ones do not). Order and repeats do not matter. */
	readonly organisationIds?: readonly string[];
	/** How each source stands in the run. */
	readonly sources: Readonly<Record<string, SourceState>>;
	/** The source that answers about people; null: none. */
	readonly clearanceSource: string | null;
	/** Limits and calendars, from which each dossier gets those of its division. */
	readonly regulation: Regulation;
}

/** Organisations a batch. Smaller: round trips count; larger: that many dossiers are held at once (about 4 kB each). */
const BATCH = 1000;

/**
 * Dossiers by organisation id, ascending. Stop iterating to cancel.
 * @param batch organisations read at once
 */
export async function* streamDossiers(db: Database, request: DossierRequest, batch = BATCH): AsyncGenerator<Dossier> {
	const sourcesByKind = await readSourcesByKind(db);
	const wanted = request.organisationIds === undefined ? null : [...new Set(request.organisationIds)].sort();
	let after = '';
	for (let from = 0; ; from += batch) {
		const ids = wanted?.slice(from, from + batch) ?? null;
		if (ids !== null && ids.length === 0) return;
		const organisations = await readOrganisations(db, ids, after, batch);
		if (organisations.length > 0) yield* await buildBatch(db, { ...request, sourcesByKind }, organisations);
		if (ids === null && organisations.length < batch) return;
		after = organisations.at(-1)?.organisation_id ?? after;
	}
}

/** Sources that have given records of each kind, found by skipping along the index of kinds and sources, not by reading all records. */
export async function readSourcesByKind(db: Database): Promise<Dossier['sourcesByKind']> {
	const { rows } = await sql<{ kind: Kind; sources: string[] }>`/* sourcesByKind */
		with recursive given as (
			(select kind, source from record order by kind, source limit 1)
			union all
			select next.kind, next.source from given g cross join lateral (
				select kind, source from record where (kind, source) > (g.kind, g.source) order by kind, source limit 1) next)
		select kind, array_agg(source order by source) as sources from given group by kind`.execute(db);
	return Object.fromEntries(rows.map(({ kind, sources }) => [kind, sources]));
}

interface OrganisationRow {
	organisation_id: string;
	registered: boolean;
	name: string;
	division_code: string | null;
}

async function readOrganisations(db: Database, ids: readonly string[] | null, after: string, batch: number): Promise<OrganisationRow[]> {
	const chosen = ids === null ? sql`organisation_id > ${after}` : sql`organisation_id = any(${[...ids]}::text[])`;
	const { rows } = await sql<OrganisationRow>`/* dossiers: organisations */
		select organisation_id, registered, name, division_code from organisation
		where ${chosen} and merged_into is null order by organisation_id limit ${batch}`.execute(db);
	return rows;
}

/** The people whom each organisation declared as staff. */
async function readStaffIds(db: Database, organisationIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
	if (organisationIds.length === 0) return new Map();
	const { rows } = await sql<{ organisation_id: string; ids: string[] }>`/* dossiers: staff of the other side */
		select r.organisation_id, array_agg(distinct m.person_id order by m.person_id) as ids from record r join person_mention m using (rid)
		where r.organisation_id = any(${[...organisationIds]}::text[]) and r.kind = 'staff' and m.person_id is not null group by r.organisation_id`.execute(
		db,
	);
	return new Map(rows.map(({ organisation_id, ids }) => [organisation_id, ids]));
}

/** Sanctions in the rooms in which organisations are registered, against others; see `Dossier.premises`. */
async function readPremises(db: Database, organisationIds: readonly string[]): Promise<Map<string, StoredRecord<'inspection'>[]>> {
	const { rows } = await sql<RecordRow & { at: string }>`/* dossiers: premises */
		select distinct on (own.organisation_id, r.record_key, r.rid) own.organisation_id as at,
			r.rid, r.source, r.record_type, r.record_key, r.kind, r.body, r.faults, r.as_of, r.first_seen, r.ended_on, r.organisation_id
		from record own join record_key k on k.rid = own.rid and k.feature = 'room'
		join record_key o on o.feature = 'room' and o.value = k.value
		join record r on r.rid = o.rid and r.kind = 'inspection' and r.organisation_id is distinct from own.organisation_id
		where own.organisation_id = any(${[...organisationIds]}::text[]) and own.kind in ('registration', 'nonprofit')
			and r.body->>'outcome' in ('STOP_NOTICE', 'CASE', 'SEALED', 'BANNED')
		order by own.organisation_id, r.record_key, r.rid`.execute(db);
	const found = rows.map((row) => ({ at: row.at, record: toRecord(row) as StoredRecord<'inspection'> }));
	return new Map([...groupBy(found, ({ at }) => at)].map(([at, list]) => [at, list.map(({ record }) => record)]));
}

interface MentionRow {
	rid: string;
	slot: string;
	name: string;
	person_id: string;
	certain: boolean;
}
interface SuccessionRow {
	predecessor_id: string;
	successor_id: string;
	score: string;
	kind: string;
	reasons: unknown;
}

async function buildBatch(
	db: Database,
	request: DossierRequest & Pick<Dossier, 'sourcesByKind'>,
	organisations: readonly OrganisationRow[],
): Promise<Dossier[]> {
	const batch = await readBatch(db, organisations);
	const held = regulationByDivision(request.regulation);
	return organisations.map(({ organisation_id: id, registered, name, division_code: divisionCode }) => {
		const own = besideLists(batch.recordsOf.get(id) ?? [], batch.lists.ofOrganisations.get(id) ?? []);
		const people = own.flatMap((record) => (batch.mentionsOf.get(record.rid) ?? []).map((mention) => toPerson(record, mention)));
		return {
			organisationId: id,
			registered,
			name,
			divisionCode,
			asOf: request.asOf,
			records: byKind(own),
			people,
			personFacts: factsOf(people, batch.facts),
			pastBalances: new Map(
				own.flatMap((record) => (record.kind === 'account' ? [[refText(record), batch.balances.get(record.rid) ?? []] as const] : [])),
			),
			predecessors: successionsOf(batch, id, 'predecessor_id', 'successor_id'),
			successors: successionsOf(batch, id, 'successor_id', 'predecessor_id'),
			premises: batch.premises.get(id) ?? [],
			streetKnown: registered ? null : (batch.streets.get(id) ?? null),
			sources: request.sources,
			clearanceSource: request.clearanceSource,
			...held(divisionCode),
			sourcesByKind: request.sourcesByKind,
		};
	});
}

type Batch = Awaited<ReturnType<typeof readBatch>>;

/** Everything that the dossiers of some organisations are made of, in two rounds: what is theirs, then what that names. */
async function readBatch(db: Database, organisations: readonly OrganisationRow[]) {
	const ids = organisations.map((organisation) => organisation.organisation_id);
	const unregistered = organisations.filter(({ registered }) => !registered).map((organisation) => organisation.organisation_id);
	const [records, mentions, successions, balances] = await Promise.all([
		readRecords(db, ids, KIND_NAMES),
		readMentions(db, ids),
		readSuccessions(db, ids),
		readPastBalances(db, ids),
	]);
	const people = [...new Set(mentions.map((mention) => mention.person_id))];
	const others = [...new Set(successions.flatMap((s) => [s.predecessor_id, s.successor_id]))];
	const [known, lists, otherRecords, staff, premises, streets] = await Promise.all([
		readPersonFacts(db, people),
		readDossierLists(db, ids, people),
		readRecords(db, others, OTHER_SIDE),
		readStaffIds(db, others),
		readPremises(db, ids),
		readKnownStreets(db, unregistered),
	]);
	return {
		recordsOf: groupBy(records, (record) => record.organisationId ?? ''),
		otherOf: groupBy(otherRecords, (record) => record.organisationId ?? ''),
		mentionsOf: groupBy(mentions, (mention) => mention.rid),
		facts: withLists(known, lists.ofPeople),
		...{ lists, successions, balances, staff, premises, streets },
	};
}

type Side = 'predecessor_id' | 'successor_id';

/** The successions in which an organisation is on the side `mine`, with what is known of the other one. */
function successionsOf({ successions, otherOf, staff }: Batch, id: string, other: Side, mine: Side): SuccessionFacts[] {
	return successions
		.filter((s) => s[mine] === id)
		.map((s) => toSuccession(s, { otherId: s[other], records: otherOf.get(s[other]) ?? [], staffIds: staff.get(s[other]) ?? [] }));
}

function factsOf(
	people: readonly { readonly personId: string }[],
	facts: ReadonlyMap<string, PersonFacts>,
): ReadonlyMap<string, PersonFacts> {
	return new Map(
		people.flatMap(({ personId }) => {
			const known = facts.get(personId);
			return known === undefined ? [] : [[personId, known]];
		}),
	);
}

/** Records with the hub's own list entries among them, in the order of keys. */
function besideLists(records: readonly StoredRecord[], entries: readonly StoredRecord[]): readonly StoredRecord[] {
	return entries.length === 0 ? records : [...records, ...entries].sort((a, b) => (a.recordKey < b.recordKey ? -1 : 1));
}

/** What is known of people, with the hub's own list entries behind those of the sources. */
function withLists(known: ReadonlyMap<string, PersonFacts>, lists: DossierLists['ofPeople']): ReadonlyMap<string, PersonFacts> {
	const facts = new Map(known);
	for (const [personId, entries] of lists) {
		const said = facts.get(personId) ?? { personId, schoolTeacher: [], certificates: [], listEntries: [], staff: [], clearance: null };
		facts.set(personId, { ...said, listEntries: [...said.listEntries, ...entries] });
	}
	return facts;
}

/** Policy and calendar by division, each made once a batch: dossiers of one county share them. */
function regulationByDivision(regulation: Regulation): (divisionCode: string | null) => Pick<Dossier, 'policy' | 'calendar'> {
	const known = new Map<string | null, Pick<Dossier, 'policy' | 'calendar'>>();
	return (divisionCode) => {
		const found = known.get(divisionCode) ?? {
			policy: policyFor(regulation, divisionCode),
			calendar: calendarFor(regulation.calendars, divisionCode),
		};
		known.set(divisionCode, found);
		return found;
	};
}

/** Kinds of the organisation on the other side of a succession that a rule needs. */
const OTHER_SIDE: readonly Kind[] = ['licence', 'registration', 'nonprofit'];

async function readRecords(db: Database, organisationIds: readonly string[], kinds: readonly Kind[]): Promise<StoredRecord[]> {
	if (organisationIds.length === 0) return [];
	const { rows } = await sql<RecordRow>`/* dossiers: records */
		select rid, source, record_type, record_key, kind, body, faults, as_of, first_seen, ended_on, organisation_id from record
		where organisation_id = any(${[...organisationIds]}::text[]) and kind = any(${[...kinds]}::text[])
		order by organisation_id, record_key, source, record_type`.execute(db);
	return rows.map(toRecord);
}

async function readMentions(db: Database, organisationIds: readonly string[]): Promise<MentionRow[]> {
	const { rows } = await sql<MentionRow>`/* dossiers: people */
		select m.rid, m.slot, m.name, m.person_id, m.certain from record r join person_mention m using (rid)
		where r.organisation_id = any(${[...organisationIds]}::text[]) and m.person_id is not null order by m.rid, m.slot`.execute(db);
	return rows;
}

async function readSuccessions(db: Database, organisationIds: readonly string[]): Promise<SuccessionRow[]> {
	const ids = [...organisationIds];
	const { rows } = await sql<SuccessionRow>`/* dossiers: successions */
		select predecessor_id, successor_id, score, kind, reasons from succession where predecessor_id = any(${ids}::text[])
		union select predecessor_id, successor_id, score, kind, reasons from succession where successor_id = any(${ids}::text[])
		order by predecessor_id, successor_id`.execute(db);
	return rows;
}

/** Balances of accounts before the present record, by record; a statement without a day counts from when it was first held. */
async function readPastBalances(db: Database, organisationIds: readonly string[]): Promise<ReadonlyMap<string, BalanceStatement[]>> {
	const { rows } = await sql<BalanceStatement & { rid: string }>`/* dossiers: past balances */
		select h.rid, coalesce(h.body->>'balanceOn', h.known_from::text) as "on", h.body->>'balance' as balance, h.body->>'minimumBalance' as "minimumBalance"
		from record r join record_history h using (rid)
		where r.organisation_id = any(${[...organisationIds]}::text[]) and r.kind = 'account' order by h.rid, "on", h.content_hash`.execute(db);
	const statements = groupBy(rows, (row) => row.rid);
	return new Map([...statements].map(([rid, past]) => [rid, past.map(({ rid: _, ...statement }) => statement)]));
}

/** What rosters, certificates, lists and the police say of people; people of whom they say nothing have no entry. */
async function readPersonFacts(db: Database, personIds: readonly string[]): Promise<ReadonlyMap<string, PersonFacts>> {
	if (personIds.length === 0) return new Map();
	const ids = [...personIds];
	const [records, answers] = await Promise.all([
		sql<RecordRow & { person_id: string; certain: boolean }>`/* dossiers: records about people */
			select m.person_id, m.certain, r.rid, r.source, r.record_type, r.record_key, r.kind, r.body, r.faults, r.as_of, r.first_seen, r.ended_on, r.organisation_id
			from person_mention m join record r using (rid)
			where m.person_id = any(${ids}::text[]) and r.kind in ('schoolTeacher', 'certificate', 'personListEntry', 'staff')
			order by m.person_id, r.record_key, r.source, r.record_type`.execute(db),
		sql<{ person_id: string; result: string; scope: string; checked_on: Day; valid_until: Day }>`/* dossiers: clearances */
			select distinct on (m.person_id) m.person_id, c.result, c.scope, c.checked_at::date as checked_on, c.valid_until::date as valid_until
			from person_mention m join person_token t on t.pid = m.pid and t.kind = 'full' join clearance c on c.token = t.value
			where m.person_id = any(${ids}::text[]) order by m.person_id, c.checked_at desc, c.token`.execute(db),
	]);
	const clearances = new Map(answers.rows.map((row) => [row.person_id, toClearance(row)]));
	const about = groupBy(records.rows, (row) => row.person_id);
	return new Map(
		ids
			.filter((id) => about.has(id) || clearances.has(id))
			.map((id) => {
				const rows = about.get(id) ?? [];
				const facts: PersonFacts = {
					personId: id,
					schoolTeacher: personRecords(rows, 'schoolTeacher'),
					certificates: personRecords(rows, 'certificate'),
					listEntries: personRecords(rows, 'personListEntry'),
					staff: personRecords(rows, 'staff'),
					clearance: clearances.get(id) ?? null,
				};
				return [id, facts];
			}),
	);
}

function personRecords<K extends Kind>(rows: readonly (RecordRow & { certain: boolean })[], kind: K): PersonRecord<K>[] {
	return rows.filter((row) => row.kind === kind).map((row) => ({ record: toRecord(row) as StoredRecord<K>, certain: row.certain }));
}

function toClearance(row: { result: string; scope: string; checked_on: Day; valid_until: Day }): Clearance {
	return {
		result: row.result as Clearance['result'],
		scope: row.scope as Clearance['scope'],
		checkedOn: row.checked_on,
		validUntil: row.valid_until,
	};
}

function toPerson(record: StoredRecord, mention: MentionRow): DossierPerson {
	const { source, recordType, recordKey } = record;
	return {
		personId: mention.person_id,
		ref: { source, recordType, recordKey },
		slot: mention.slot,
		name: mention.name,
		certain: mention.certain,
	};
}

function toSuccession(
	row: SuccessionRow,
	other: { otherId: string; records: readonly StoredRecord[]; staffIds: readonly string[] },
): SuccessionFacts {
	const grouped = byKind(other.records);
	return {
		organisationId: other.otherId,
		score: Number(row.score),
		kind: row.kind as SuccessionKind,
		reasons: row.reasons as readonly SuccessionReason[],
		licences: grouped.licence,
		registrations: grouped.registration,
		nonprofits: grouped.nonprofit,
		staffIds: other.staffIds,
	};
}

const NO_RECORDS: DossierRecords = Object.fromEntries(KIND_NAMES.map((kind) => [kind, []])) as unknown as DossierRecords;

/** Records into one list a kind, in the order given; kinds without records share one empty list. */
function byKind(records: readonly StoredRecord[]): DossierRecords {
	const lists: Partial<Record<Kind, StoredRecord[]>> = {};
	for (const record of records) {
		const list = lists[record.kind];
		if (list === undefined) lists[record.kind] = [record];
		else list.push(record);
	}
	return { ...NO_RECORDS, ...lists } as DossierRecords;
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const row of rows) {
		const key = keyOf(row);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [row]);
		else group.push(row);
	}
	return groups;
}
