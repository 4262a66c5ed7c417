/**
 * Why the hub holds what it holds of one organisation: its records and how each was linked, its people, whom it carries on and
 * who carries it on, its flags with their evidence. Everything through the Reader, as far as its caller may see.
 */
import type {
	OrganisationRow,
	Page,
	ReadEvidence,
	Reader,
	ReadFlag,
	ReadMatch,
	ReadRecord,
	SuccessionRow,
	SuccessionSide,
	Window,
} from '#access/reader.ts';
import type { Day } from '#core/days.ts';
import { KIND_NAMES, type Kind } from '#core/kinds.ts';
import { type RecordRef, refText } from '#core/records.ts';

/** One signal, in bits: one bit more doubles the odds, a negative one speaks against. */
export interface ExplainedSignal {
	readonly signal: string;
	readonly bits: number;
	readonly detail?: string;
}

export interface ExplainedRecord extends RecordRef {
	readonly kind: Kind;
	/** Name in the record; null where the kind has none. */
	readonly name: string | null;
	readonly asOf: Day;
	/** Day from which the source no longer holds it; null while it does. */
	readonly endedOn: Day | null;
	/** Bits for the link; null: it was not weighed, a key or code decides. */
	readonly bits: number | null;
	readonly signals: readonly ExplainedSignal[];
}

export interface ExplainedPerson {
	readonly personId: string;
	/** All but its first character hidden. */
	readonly name: string;
	/** "kind.field" → records that name the person there. */
	readonly roles: Readonly<Record<string, number>>;
	/** Whether an identity number stands behind every one of these. */
	readonly certain: boolean;
}

export interface ExplainedSuccession {
	readonly side: 'carries on' | 'is carried on by';
	readonly organisationId: string;
	readonly name: string | null;
	readonly kind: string;
	/** 0..1 with four decimals. */
	readonly score: string;
	readonly reasons: readonly ExplainedSignal[];
}

export interface ExplainedEvidence extends ReadEvidence {
	/** As the caller may see it; null: nothing of it. */
	readonly value: string | null;
}

export interface ExplainedFlag extends Omit<ReadFlag, 'evidence'> {
	readonly evidence: readonly ExplainedEvidence[];
}

export interface Explanation {
	readonly organisation: OrganisationRow;
	readonly records: readonly ExplainedRecord[];
	readonly people: readonly ExplainedPerson[];
	readonly successions: readonly ExplainedSuccession[];
	readonly flags: readonly ExplainedFlag[];
}

/** Rows a read. Fewer ask more often; more hold that much in memory at once. */
const PAGE = 500;
/** Successions of one side; beyond them are guesses. */
const SUCCESSIONS = 20;

/** Explains an organisation; the audit of the reader must be written before the answer is shown. */
export async function explainOrganisation(reader: Reader, organisation: OrganisationRow): Promise<Explanation> {
	const id = organisation.organisationId;
	const records = await recordsOf(reader, id);
	const matches = await reader.matches(records.map(({ rid }) => rid));
	const flags = await allOf(async (window) => (await reader.flagsOfOrganisations([id], null, window)).get(id));
	return {
		organisation,
		records: records.map((record) => explainRecord(record, matches.get(record.rid))),
		people: await peopleIn(reader, records),
		successions: [...(await successionsOf(reader, id, 'successor')), ...(await successionsOf(reader, id, 'predecessor'))],
		flags: await explainFlags(reader, flags),
	};
}

/** Every page of a list, one after the other. */
async function allOf<T>(read: (window: Window) => Promise<Page<T> | undefined>): Promise<T[]> {
	const rows: T[] = [];
	for (let after: readonly string[] | null = null; ; ) {
		const page = await read({ after, first: PAGE });
		rows.push(...(page?.entries ?? []).map(({ row }) => row));
		const last = page?.entries.at(-1);
		if (page?.more !== true || last === undefined) return rows;
		after = last.key;
	}
}

async function recordsOf(reader: Reader, id: string): Promise<ReadRecord[]> {
	const records: ReadRecord[] = [];
	for (const kind of KIND_NAMES) {
		records.push(...(await allOf(async (window) => (await reader.records(kind, [id], window)).get(id))));
	}
	return records;
}

function explainRecord(record: ReadRecord, match: ReadMatch | undefined): ExplainedRecord {
	const { source, recordType, recordKey, kind, asOf, endedOn } = record;
	const name = (record.body as Readonly<Record<string, unknown>>).name;
	const weighed = match !== undefined && match.signals.length > 0;
	return {
		source,
		recordType,
		recordKey,
		kind,
		name: typeof name === 'string' ? name : null,
		asOf,
		endedOn,
		bits: weighed ? toBits(match.score) : null,
		signals: (match?.signals ?? []).map(toSignal),
	};
}

const MILLIBITS = 1000;

function toBits(millibits: number): number {
	return millibits / MILLIBITS;
}

function toSignal({ signal, weight, detail }: SuccessionRow['reasons'][number]): ExplainedSignal {
	return { signal, bits: toBits(weight), ...(detail === undefined ? {} : { detail }) };
}

async function peopleIn(reader: Reader, records: readonly ReadRecord[]): Promise<ExplainedPerson[]> {
	const mentions = await reader.mentions(records.map(({ rid }) => rid));
	const people = new Map<string, { roles: Record<string, number>; certain: boolean }>();
	for (const record of records) {
		for (const { personId, slot, certain } of mentions.get(record.rid) ?? []) {
			if (personId === null) continue;
			const person = people.get(personId) ?? { roles: {}, certain: true };
			const role = `${record.kind}.${slot}`;
			person.roles[role] = (person.roles[role] ?? 0) + 1;
			person.certain &&= certain;
			people.set(personId, person);
		}
	}
	const known = await reader.people([...people.keys()]);
	const sum = (roles: Readonly<Record<string, number>>) => Object.values(roles).reduce((total, count) => total + count, 0);
	return [...people]
		.flatMap(([personId, person]) => {
			const name = known.get(personId)?.name;
			return name === undefined ? [] : [{ personId, name, ...person }];
		})
		.sort((a, b) => sum(b.roles) - sum(a.roles) || (a.personId < b.personId ? -1 : 1));
}

async function successionsOf(reader: Reader, id: string, side: SuccessionSide): Promise<ExplainedSuccession[]> {
	const rows = (await reader.successions(side, [id], SUCCESSIONS)).get(id) ?? [];
	const otherOf = (row: SuccessionRow) => (side === 'successor' ? row.predecessorId : row.successorId);
	const others = await reader.organisations(rows.map(otherOf));
	return rows.map((row) => ({
		side: side === 'successor' ? 'carries on' : 'is carried on by',
		organisationId: otherOf(row),
		name: others.get(otherOf(row))?.name ?? null,
		kind: row.kind,
		score: row.score,
		reasons: row.reasons.map(toSignal),
	}));
}

async function explainFlags(reader: Reader, flags: readonly ReadFlag[]): Promise<ExplainedFlag[]> {
	const found = await reader.recordsByRefs(flags.flatMap(({ evidence }) => evidence));
	const records = new Map(found.map((record) => [refText(record), record]));
	return flags.map((flag) => ({
		...flag,
		evidence: flag.evidence.map((one) => ({ ...one, value: reader.evidenceValue(one, records.get(refText(one)) ?? null) })),
	}));
}
