/**
 * What ties mentions of people to one another, on demand: the rules of `#matching/people.ts` under which two of them share something, read
 * from the store as people-groups.ts reads them for a whole resolution. Writes nothing.
 */
import { CompiledQuery } from 'kysely';
import type { ReadGivenPerson } from '#core/given-person.ts';
import { PERSON_RULES, type PersonRule } from '#matching/people.ts';
import type { Database } from '#store/database.ts';
import { YEARS_OF } from './people-groups.ts';

/** A mention by its record's number and the place of the record that names the person. */
export interface MentionAt {
	readonly rid: string;
	readonly slot: string;
}

/** Two mentions that share something under a rule; of one mention and rule one other is told. */
export interface PersonTie {
	readonly rule: PersonRule;
	readonly a: MentionAt;
	readonly b: MentionAt;
}

/** What two sides have in common, and whether both have valid numbers and none in common. */
export interface PersonTies {
	readonly ties: readonly PersonTie[];
	readonly numbersDiffer: boolean;
}

/** Mentions in the columns that rules look at. `certificate` counts from staff and certificates alone. */
const NODES = (
	narrow: string,
) => `select m.pid, m.rid, m.slot, m.person_id, m.name_key, m.phones, m.valid_number, r.organisation_id as employer,
		case when r.kind in ('staff', 'certificate') then r.body ->> 'certificateNo' end as certificate, array(${YEARS_OF('r')}) as years, t.*
	from person_mention m join record r using (rid) cross join lateral (${TOKENS('select kind, value from person_token t where t.pid = m.pid')}) t where ${narrow}`;

const TOKEN_KINDS = ['full', 'repaired', 'body', 'fullOld', 'birthEnds', 'ends'] as const;

function TOKENS(tokens: string): string {
	const lists = TOKEN_KINDS.map((kind) => `coalesce(array_agg(value) filter (where kind = '${kind}'), '{}') as "${kind}"`);
	return `select ${lists.join(', ')} from (${tokens}) tokens (kind, value)`;
}

const NAMED = `a.name_key <> '' and a.name_key = b.name_key`;
const BY_TOKEN = (kind: (typeof TOKEN_KINDS)[number]) => `${NAMED} and a."${kind}" && b."${kind}"`;
const THERE = `${NAMED} and a.employer = b.employer`;

/** When mentions `a` and `b` share something under a rule. */
const SHARES: Readonly<Record<PersonRule, string>> = {
	full: `a."full" && b."full"`,
	repaired: `${NAMED} and (a.repaired && b.repaired or a.repaired && b."full" and b.valid_number or b.repaired && a."full" and a.valid_number)`,
	body: BY_TOKEN('body'),
	fullOld: BY_TOKEN('fullOld'),
	birthEnds: BY_TOKEN('birthEnds'),
	ends: BY_TOKEN('ends'),
	certificate: `${NAMED} and a.certificate = b.certificate`,
	employer: THERE,
	employerThen: `${THERE} and a.years && b.years`,
	phone: `${NAMED} and a.phones && b.phones`,
};

const RULES = PERSON_RULES.map(({ rule }, no) => `(${no}, case when ${SHARES[rule]} then '${rule}' end)`).join(', ');

const BETWEEN = `/* people: ties */ with
	a as (${NODES('(m.rid, m.slot) in (select * from unnest($1::bigint[], $2::text[]))')}),
	b as (${NODES('(m.rid, m.slot) in (select * from unnest($3::bigint[], $4::text[]))')})
	select distinct on (no, a.rid, a.slot) rule, json_build_object('rid', a.rid::text, 'slot', a.slot) as a, json_build_object('rid', b.rid::text, 'slot', b.slot) as b
	from a join b on a.pid <> b.pid cross join lateral (values ${RULES}) r (no, rule) where rule is not null order by no, a.rid, a.slot, b.rid, b.slot`;

const NUMBERS = `/* people: numbers */ select distinct t.value from person_mention m join person_token t on t.pid = m.pid and t.kind = 'full'
	where m.valid_number and (m.rid, m.slot) in (select * from unnest($1::bigint[], $2::text[]))`;

async function read<T>(db: Database, text: string, values: readonly unknown[]): Promise<readonly T[]> {
	return (await db.executeQuery<T>(CompiledQuery.raw(text, [...values]))).rows;
}

const columns = (mentions: readonly MentionAt[]) => [mentions.map(({ rid }) => rid), mentions.map(({ slot }) => slot)];

/** What mentions on one side share with those on the other, strongest rule first. */
export async function tiesBetween(db: Database, a: readonly MentionAt[], b: readonly MentionAt[]): Promise<PersonTies> {
	const ties = await read<PersonTie>(db, BETWEEN, [...columns(a), ...columns(b)]);
	const [ofA, ofB] = [await read<{ value: string }>(db, NUMBERS, columns(a)), await read<{ value: string }>(db, NUMBERS, columns(b))];
	const known = new Set(ofA.map(({ value }) => value));
	return { ties, numbersDiffer: known.size > 0 && ofB.length > 0 && !ofB.some(({ value }) => known.has(value)) };
}

/** A person in the store who shares something with a person in hand. */
export interface GivenTie {
	readonly rule: PersonRule;
	readonly personId: string;
	/** Valid numbers of the person, as tokens; only compared, never shown. */
	readonly numbers: readonly string[];
}

/** The mention in hand as a row of the columns that rules look at. */
const GIVEN = `select 0::bigint as pid, 0::bigint as rid, '' as slot, null::text as person_id, $1::text as name_key, $2::text[] as phones, $3::boolean as valid_number,
		$4::text as employer, $5::text as certificate, case when $6::date is null then '{}'::int[] else array[extract(year from $6::date)::int] end as years, t.*
	from (${TOKENS('select * from unnest($7::text[], $8::text[])')}) t`;

/** Mentions that could share anything with the one in hand, found by indexes: by token, or by name and one thing beside it. */
const NEAR = `m.pid in (
		select t.pid from unnest($7::text[], $8::text[]) g (kind, value) join person_token t
			on t.value = g.value and t.kind = any (case when g.kind in ('full', 'repaired') then array['full', 'repaired'] else array[g.kind] end)
		union all select n.pid from person_mention n join record s using (rid)
			where $1 <> '' and n.name_key = $1 and (n.phones && $2 or s.organisation_id = $4 or s.kind in ('staff', 'certificate') and s.body ->> 'certificateNo' = $5))`;

const OF_GIVEN = `/* people: ties of one in hand */ with a as materialized (${GIVEN}), b as materialized (${NODES(NEAR)})
	select rule, person_id as "personId", array(select distinct t.value from person_mention m join person_token t on t.pid = m.pid and t.kind = 'full'
		where m.person_id = tied.person_id and m.valid_number order by 1) as numbers
	from (select distinct no, rule, b.person_id from a join b on true cross join lateral (values ${RULES}) r (no, rule)
		where rule is not null and b.person_id is not null) tied order by no, person_id`;

/** Who shares what with a person in hand, strongest rule first. */
export async function tiesOfGiven(db: Database, given: ReadGivenPerson): Promise<readonly GivenTie[]> {
	const { nameKey, phones, validNumber, employerId, certificateNo, day, tokens } = given;
	const kinds = tokens.map(({ kind }) => kind);
	const values = tokens.map(({ value }) => value);
	return read<GivenTie>(db, OF_GIVEN, [nameKey, [...phones], validNumber, employerId, certificateNo, day, kinds, values]);
}
