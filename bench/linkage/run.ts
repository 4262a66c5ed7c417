/**
 * The hub's scoring and choice on public sets of people, with an English configuration: pairwise precision, recall and F1.
 * Run: `node bench/linkage/run.ts --febrl dataset4a.csv dataset4b.csv` or `--senzing FOLDER` (customers.csv, reference.csv, watchlist.csv
 * and actual_truthset_key.csv). Nothing of the sets is kept here.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Candidate, chooseBest } from '#matching/choose.ts';
import { agreementsOf, comparedPair, type Side } from '#matching/compare.ts';
import { scorePair } from '#matching/score.ts';
import { LabelledSets } from '#matching/union.ts';
import { ENGLISH_MODEL, keysOf, type Person } from './english.ts';

/** Bits that are enough where each record has one partner (FEBRL), and where all that are enough are joined; and the lead over the second. */
const ENOUGH = { pair: 8, cluster: 14 };
const LEAD = 2;
/** A value that more records share finds no candidates; it still counts where another found the pair. */
const FOLLOWED = 60;
const NO_DAYS = { day: null, lifeFrom: null, lifeUntil: null };

const { values, positionals } = parseArgs({
	options: { febrl: { type: 'boolean', default: false }, senzing: { type: 'boolean', default: false } },
	allowPositionals: true,
});
if (values.febrl) febrl(positionals);
if (values.senzing) senzing(positionals[0] ?? '.');

type Row = Readonly<Record<string, string>>;

function readCsv(file: string): Row[] {
	const [head = [], ...lines] = readFileSync(file, 'utf8').split(/\r?\n/).filter(Boolean).map(cells);
	return lines.map((line) => Object.fromEntries(head.map((name, i) => [name, line[i] ?? ''])));
}

/** Cells of a line; a quoted one may hold commas. */
function cells(line: string): string[] {
	return [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)].map(([, quoted, plain]) =>
		(quoted?.replaceAll('""', '"') ?? plain ?? '').trim(),
	);
}

/** Sides by id, and how many of them have each value. */
function sidesOf(people: readonly Person[]): { sides: Map<string, Side>; index: Map<string, string[]> } {
	const sides = new Map<string, Side>();
	const index = new Map<string, string[]>();
	for (const person of people) {
		const keys = keysOf(person);
		sides.set(person.id, { id: person.id, keys, code: null });
		for (const value of new Set(keys.map((key) => `${key.feature} ${key.value}`)))
			index.set(value, [...(index.get(value) ?? []), person.id]);
	}
	return { sides, index };
}

/** Every candidate of a side with its score. */
function candidatesOf(probe: Side, { sides, index }: ReturnType<typeof sidesOf>): Candidate[] {
	const shared = probe.keys.map((key) => index.get(`${key.feature} ${key.value}`) ?? []).filter((ids) => ids.length <= FOLLOWED);
	const found = new Set(shared.flat().filter((id) => id !== probe.id));
	return [...found].flatMap((id) => {
		const subject = sides.get(id) as Side;
		const agreements = agreementsOf(ENGLISH_MODEL.features, probe, subject);
		const sharers = agreements.map(({ use, value }) => index.get(`${use.feature} ${value}`)?.length ?? 1);
		const pair = comparedPair(ENGLISH_MODEL.features, { probe, subject, days: NO_DAYS }, { agreements, sharers });
		const score = scorePair(ENGLISH_MODEL, {
			...pair,
			codesDiffer: otherBirth(probe, subject, pair.features),
			agreements: pair.features.map((feature, i) => ({ feature, sharedBy: pair.sharers[i] as number })),
		});
		return score === null ? [] : [{ subject: id, score }];
	});
}

/** Two days of birth that are no slip of one another are two people. */
function otherBirth(a: Side, b: Side, agreed: readonly string[]): boolean {
	const born = ({ keys }: Side) => keys.some((key) => (key.feature as string) === 'born');
	return born(a) && born(b) && !agreed.some((feature) => feature.startsWith('born'));
}

function febrl([left = '', right = '']: readonly string[]): void {
	const toPerson = (row: Row): Person => ({
		id: row.rec_id ?? '',
		given: row.given_name ?? '',
		surname: row.surname ?? '',
		born: row.date_of_birth ?? '',
		number: row.street_number ?? '',
		street: row.address_1 ?? '',
		place: row.suburb ?? '',
		postcode: row.postcode ?? '',
		phones: [],
		numbers: [],
	});
	const [a, b] = [left, right].map((file) => readCsv(file).map(toPerson)) as [Person[], Person[]];
	const known = sidesOf(b);
	const truth = (id: string) => id.replace(/^rec-(\d+)-.*$/, '$1');
	const chosen = a.flatMap((person) => {
		const side = { id: person.id, keys: keysOf(person), code: null };
		const { chosen: best } = chooseBest(candidatesOf(side, known), ENOUGH.pair, LEAD);
		return best === null ? [] : [[person.id, best.subject] as const];
	});
	tell('FEBRL4, without the social security number', {
		right: chosen.filter(([x, y]) => truth(x) === truth(y)).length,
		said: chosen.length,
		true: a.length,
	});
}

function senzing(folder: string): void {
	const people = ['customers', 'reference', 'watchlist'].flatMap((name) => readCsv(join(folder, `${name}.csv`)).map(toRecord));
	const clusters = new Map(
		readCsv(join(folder, 'actual_truthset_key.csv')).map((row) => [`${row.DATA_SOURCE} ${row.RECORD_ID}`, row.CLUSTER_ID ?? '']),
	);
	const known = sidesOf(people);
	const placeOf = new Map(people.map(({ id }, i) => [id, i]));
	const sets = new LabelledSets(new Int32Array(people.length).fill(-1));
	const pairs = people.flatMap(({ id }) =>
		candidatesOf(known.sides.get(id) as Side, known).map(({ subject, score }) => ({ id, subject, total: score.total })),
	);
	for (const { id, subject, total } of pairs.toSorted((x, y) => y.total - x.total)) {
		if (total >= ENOUGH.cluster * 1000) sets.join(placeOf.get(id) as number, placeOf.get(subject) as number);
	}
	const count = { right: 0, said: 0, true: 0 };
	for (const [i, one] of people.entries()) {
		for (const [j, other] of people.entries()) {
			if (j <= i) continue;
			const same = clusters.get(one.id) === clusters.get(other.id);
			const joined = sets.find(i) === sets.find(j);
			count.true += Number(same);
			count.said += Number(joined);
			count.right += Number(same && joined);
		}
	}
	tell('Senzing truth set', count);
}

function toRecord(row: Row): Person {
	const text = (...names: readonly string[]) => names.map((name) => row[name] ?? '').find((value) => value !== '') ?? '';
	const [first = '', ...rest] = text('PRIMARY_NAME_FULL', 'PRIMARY_NAME_ORG', 'NATIVE_NAME_FULL').split(' ');
	const address = text('ADDR_FULL', 'ADDR_LINE1');
	return {
		id: `${row.DATA_SOURCE} ${row.RECORD_ID}`,
		given: text('PRIMARY_NAME_FIRST') || first,
		surname: text('PRIMARY_NAME_LAST') || rest.join(' '),
		born: text('DATE_OF_BIRTH')
			.split('/')
			.map((part) => part.padStart(2, '0'))
			.toSorted()
			.join(''),
		number: /\d+/.exec(address)?.[0] ?? '',
		street: /\d+\s+([a-z]+)/i.exec(address)?.[1] ?? '',
		place: text('ADDR_CITY'),
		postcode: text('ADDR_POSTAL_CODE') || (/\b\d{5,6}$/.exec(address)?.[0] ?? ''),
		phones: [text('PHONE_NUMBER')],
		numbers: [
			'PASSPORT_NUMBER',
			'DRIVERS_LICENSE_NUMBER',
			'SSN_NUMBER',
			'NATIONAL_ID_NUMBER',
			'EMAIL_ADDRESS',
			'TAX_ID_NUMBER',
			'LEI_NUMBER',
		].map((name) => row[name] ?? ''),
	};
}

function tell(what: string, { right, said, true: all }: { right: number; said: number; true: number }): void {
	const [precision, recall] = [right / said, right / all];
	const line = `precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}  F1 ${((2 * precision * recall) / (precision + recall)).toFixed(4)}`;
	process.stdout.write(`${what}: ${line}\n`);
}
