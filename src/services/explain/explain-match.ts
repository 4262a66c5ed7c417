/**
 * Why two sides are held to be one organisation or not, and whether one carries on the other: the score that is stored where there is
 * one, else the same score made afresh. Everything through the Reader, as far as its caller may see.
 */
import {
	isPersonSide,
	type MatchSide,
	type OrganisationRow,
	type OrganisationSide,
	type Reader,
	type ReadMatch,
	type ReadRecord,
	type SuccessionRow,
	type WeighedPair,
} from '#access/reader.ts';
import { HubError } from '#core/errors.ts';
import { MENTION_KINDS } from '#core/kinds.ts';
import { type RecordRef, refText } from '#core/records.ts';
import type { MatchModel } from '#matching/match-model.ts';
import { DECISION } from '#matching/model.ts';
import { comparePeople, type PersonComparison } from './explain-person.ts';
import { type ExplainedSignal, explainSignal } from './signals.ts';

/** How a record and an organisation stand to each other. */
export const STANDINGS = ['LINKED', 'BY_KEY', 'APART', 'TWO_CODES'] as const;

/** One of them: LINKED by weight, joined BY_KEY (a code, a number, founding), APART, or forbidden by TWO_CODES. */
export type Standing = (typeof STANDINGS)[number];

/** The answer to "one organisation?". */
export interface Comparison {
	readonly standing: Standing;
	/** Sum of the signals in bits; null: nothing was weighed. */
	readonly bits: number | null;
	/** Bits from which a link is made, and by which the best must lead the second. */
	readonly enough: number;
	readonly lead: number;
	/** Strongest first, what speaks against last. */
	readonly signals: readonly ExplainedSignal[];
}

/** A succession with its reasons. */
export interface ExplainedSuccession {
	readonly predecessorId: string;
	readonly successorId: string;
	readonly kind: string;
	/** 0..1 with four decimals. */
	readonly score: string;
	readonly signals: readonly ExplainedSignal[];
}

export interface MatchExplanation {
	readonly modelVersion: number;
	readonly a: MatchSide;
	readonly b: MatchSide;
	/** Null: both are people, or organisations without a record that could be weighed. */
	readonly same: Comparison | null;
	/** Whether the two are one person; null: they are no people. */
	readonly people: PersonComparison | null;
	/** In either direction; none is kept below one in ten. */
	readonly successions: readonly ExplainedSuccession[];
}

/** A side that was found. */
interface Found {
	readonly organisation: OrganisationRow | null;
	/** The record asked for, or the organisation's registration. */
	readonly record: ReadRecord | null;
}

/** Explains a pair. @throws HubError NOT_FOUND for a side that the caller does not see; INVALID_INPUT where there is nothing to compare. */
export async function explainMatch(reader: Reader, a: MatchSide, b: MatchSide): Promise<MatchExplanation> {
	if (isPersonSide(a) && isPersonSide(b)) {
		const { version } = await reader.matchModel();
		return { modelVersion: version, a, b, same: null, people: await comparePeople(reader, a, b), successions: [] };
	}
	if (isPersonSide(a) || isPersonSide(b))
		throw new HubError('INVALID_INPUT', 'One side is a person, the other is not: name two people, or two organisations or records.');
	return explainOrganisations(reader, a, b);
}

async function explainOrganisations(reader: Reader, a: OrganisationSide, b: OrganisationSide): Promise<MatchExplanation> {
	const model = await reader.matchModel();
	const [left, right] = [await findSide(reader, a), await findSide(reader, b)];
	const pair = placed(a, left, right) ?? placed(b, right, left);
	if (pair === null) throw new HubError('INVALID_INPUT', 'Neither side belongs to an organisation: there is nothing to weigh one against.');
	const { record, organisation } = pair;
	const stored = record === null ? undefined : (await reader.matches([record.rid])).get(record.rid);
	const same = record === null ? null : await explainLink(reader, model, { record, organisation, stored });
	return { modelVersion: model.version, a, b, same, people: null, successions: await successionsBetween(reader, model, [left, right]) };
}

/** The record to be placed and the organisation it is weighed against; null: the other side has none. */
function placed(side: OrganisationSide, own: Found, other: Found): { record: ReadRecord | null; organisation: OrganisationRow } | null {
	if (other.organisation === null) return null;
	const isRecord = 'record' in side;
	return isRecord || own.organisation !== null ? { record: own.record, organisation: other.organisation } : null;
}

async function findSide(reader: Reader, side: OrganisationSide): Promise<Found> {
	if ('organisationId' in side) {
		const organisation = (await reader.organisations([side.organisationId])).get(side.organisationId);
		if (organisation === undefined)
			throw new HubError('NOT_FOUND', `There is no organisation ${side.organisationId}, or it is outside what you may see.`);
		return { organisation, record: await registrationOf(reader, organisation.organisationId) };
	}
	const [record] = await reader.recordsByRefs([side.record]);
	if (record === undefined)
		throw new HubError('NOT_FOUND', `There is no record ${refText(side.record)}, or it is outside what you may see.`);
	const id = record.organisationId;
	const organisation = id === null ? undefined : (await reader.organisations([id])).get(id);
	return { organisation: organisation ?? null, record };
}

/** A record and the organisation it is held against, with the stored score where a resolution linked the two. */
export interface Link {
	readonly record: ReadRecord;
	readonly organisation: OrganisationRow;
	readonly stored: ReadMatch | undefined;
}

/** How a record stands to an organisation: the stored score where it is linked, else a fresh one. */
export async function explainLink(reader: Reader, model: MatchModel, link: Link): Promise<Comparison> {
	const { record, organisation, stored } = link;
	const limits = { enough: MENTION_KINDS.includes(record.kind) ? DECISION.mentionBits : DECISION.attachBits, lead: DECISION.leadBits };
	const linked = record.organisationId === organisation.organisationId;
	if (linked && (stored?.signals.length ?? 0) === 0) return { standing: 'BY_KEY', bits: null, ...limits, signals: [] };
	const weighed = await reader.weighMatch(record.rid, organisation.organisationId);
	const score = linked && stored !== undefined ? { total: stored.score, signals: stored.signals } : weighed.score;
	const other = await otherSides(reader, organisation, weighed);
	const signals = (score?.signals ?? []).map((weight) =>
		explainSignal(model, 'same', { weight, reader, compared: { a: record, b: other(weight.signal) } }),
	);
	return {
		standing: linked ? 'LINKED' : weighed.codesDiffer ? 'TWO_CODES' : 'APART',
		bits: score === null ? null : score.total / 1000,
		...limits,
		signals: signals.toSorted((x, y) => y.bits - x.bits),
	};
}

/** The organisation's record to show beside a signal: the one that carries the value, else its registration; null: not the caller's to see. */
async function otherSides(
	reader: Reader,
	{ organisationId }: OrganisationRow,
	{ sources }: WeighedPair,
): Promise<(signal: string) => ReadRecord | null> {
	const others = await recordsOf(reader, [...sources.values()]);
	const usual = await registrationOf(reader, organisationId);
	return (signal) => {
		const ref = sources.get(signal);
		return ref === undefined ? usual : (others.get(refText(ref)) ?? null);
	};
}

async function registrationOf(reader: Reader, organisationId: string): Promise<ReadRecord | null> {
	if (!reader.can('record:read')) return null;
	return (await reader.registrations([organisationId])).get(organisationId) ?? null;
}

async function recordsOf(reader: Reader, refs: readonly RecordRef[]): Promise<ReadonlyMap<string, ReadRecord>> {
	return new Map((await reader.recordsByRefs(refs)).map((record) => [refText(record), record]));
}

/** Successions looked through to find that of a pair; beyond them are guesses. */
const SUCCESSIONS = 50;

async function successionsBetween(reader: Reader, model: MatchModel, sides: readonly [Found, Found]): Promise<ExplainedSuccession[]> {
	const [a, b] = sides.map(({ organisation }) => organisation?.organisationId);
	if (a === undefined || b === undefined || a === b) return [];
	const pages = await reader.successions('predecessor', [a, b], { after: null, first: SUCCESSIONS });
	const rows = [...pages.values()].flatMap(({ entries }) => entries.map(({ row }) => row));
	const between = rows.filter(({ predecessorId, successorId }) => [predecessorId, successorId].every((id) => id === a || id === b));
	return between.map((row) => explainSuccession(reader, model, row));
}

/** A stored succession with its reasons explained. */
export function explainSuccession(reader: Reader, model: MatchModel, row: SuccessionRow): ExplainedSuccession {
	const { predecessorId, successorId, kind, score, reasons } = row;
	const signals = reasons.map((weight) => explainSignal(model, 'carriesOn', { weight, reader }));
	const prior = explainSignal(model, 'carriesOn', {
		weight: { signal: 'prior', weight: Math.round(model.carriesOn.prior * 1000) },
		reader,
	});
	return { predecessorId, successorId, kind, score, signals: [...signals.toSorted((x, y) => y.bits - x.bits), prior] };
}
