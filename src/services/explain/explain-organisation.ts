/**
 * Why the hub holds what it holds of one organisation: its records and how each was linked, its people, whom it carries on and
 * who carries it on, its flags with their evidence. Everything through the Reader, as far as its caller may see.
 */

import { actionOfKind } from '#access/actions.ts';
import type { OrganisationRow, Page, ReadEvidence, Reader, ReadFlag, ReadRecord, SuccessionSide, Window } from '#access/reader.ts';
import type { Day } from '#core/days.ts';
import { KIND_NAMES, type Kind } from '#core/kinds.ts';
import { type RecordRef, refText } from '#core/records.ts';
import type { MatchModel } from '#matching/match-model.ts';
import { type Comparison, type ExplainedSuccession, explainLink, explainSuccession } from './explain-match.ts';

export interface ExplainedRecord extends RecordRef {
	readonly kind: Kind;
	/** Name in the record; null where the kind has none. */
	readonly name: string | null;
	readonly asOf: Day;
	/** Day from which the source no longer holds it; null while it does. */
	readonly endedOn: Day | null;
	/** How it stands to the organisation. */
	readonly match: Comparison;
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

export interface SidedSuccession extends ExplainedSuccession {
	readonly side: 'carries on' | 'is carried on by';
	/** The other organisation; null where its name is not known. */
	readonly organisationId: string;
	readonly name: string | null;
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
	readonly modelVersion: number;
	readonly records: readonly ExplainedRecord[];
	readonly people: readonly ExplainedPerson[];
	readonly successions: readonly SidedSuccession[];
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
	const model = await reader.matchModel();
	const flags = await allOf(async (window) => (await reader.flagsOfOrganisations([id], null, window)).get(id));
	return {
		organisation,
		modelVersion: model.version,
		records: (await explainRecords(reader, model, { organisation, records })).map(describe),
		people: await peopleIn(reader, records),
		successions: [...(await successionsOf(reader, model, id, 'successor')), ...(await successionsOf(reader, model, id, 'predecessor'))],
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
		records.push(...(await allOf(async (window) => (await reader.records({ kind, organisationIds: [id], order: 'KEY', window })).get(id))));
	}
	return records;
}

/** What matching made of an organisation, of the kinds that the caller may read. */
export interface OrganisationExplanation {
	readonly organisation: OrganisationRow;
	readonly modelVersion: number;
	readonly records: readonly StandingRecord[];
	readonly successions: readonly ExplainedSuccession[];
}

/** Explains how at most `first` records stand to their organisation, and its successions. */
export async function explainStanding(reader: Reader, organisation: OrganisationRow, first: number): Promise<OrganisationExplanation> {
	const id = organisation.organisationId;
	const model = await reader.matchModel();
	const records: ReadRecord[] = [];
	for (const kind of KIND_NAMES.filter((one) => reader.can(actionOfKind(one)))) {
		if (records.length >= first) break;
		const window = { after: null, first: first - records.length };
		const page = (await reader.records({ kind, organisationIds: [id], order: 'KEY', window })).get(id);
		records.push(...(page?.entries ?? []).map(({ row }) => row));
	}
	const successions = [
		...(await successionsOf(reader, model, id, 'successor')),
		...(await successionsOf(reader, model, id, 'predecessor')),
	];
	return {
		organisation,
		modelVersion: model.version,
		records: await explainRecords(reader, model, { organisation, records }),
		successions,
	};
}

/** A record of an organisation and how it stands to it. */
export interface StandingRecord {
	readonly record: ReadRecord;
	readonly match: Comparison;
}

/** How records stand to the organisation that they belong to; those joined by a key are not weighed. */
export async function explainRecords(
	reader: Reader,
	model: MatchModel,
	{ organisation, records }: { readonly organisation: OrganisationRow; readonly records: readonly ReadRecord[] },
): Promise<StandingRecord[]> {
	const matches = await reader.matches(records.map(({ rid }) => rid));
	const explained: StandingRecord[] = [];
	for (const record of records) {
		const stored = matches.get(record.rid);
		explained.push({ record, match: await explainLink(reader, model, { record, organisation, stored }) });
	}
	return explained;
}

function describe({ record, match }: StandingRecord): ExplainedRecord {
	const { source, recordType, recordKey, kind, asOf, endedOn } = record;
	const name = (record.body as Readonly<Record<string, unknown>>).name;
	return { source, recordType, recordKey, kind, name: typeof name === 'string' ? name : null, asOf, endedOn, match };
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

async function successionsOf(reader: Reader, model: MatchModel, id: string, side: SuccessionSide): Promise<SidedSuccession[]> {
	const rows = (await reader.successions(side, [id], { after: null, first: SUCCESSIONS })).get(id)?.entries.map(({ row }) => row) ?? [];
	const explained = rows.map((row) => explainSuccession(reader, model, row));
	const otherOf = ({ predecessorId, successorId }: ExplainedSuccession) => (side === 'successor' ? predecessorId : successorId);
	const others = await reader.organisations(explained.map(otherOf));
	return explained.map((one) => ({
		...one,
		side: side === 'successor' ? 'carries on' : 'is carried on by',
		organisationId: otherOf(one),
		name: others.get(otherOf(one))?.name ?? null,
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
