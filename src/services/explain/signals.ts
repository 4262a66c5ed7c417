/** Signals as explanations show them: level, weight, rule and reason from the table of the model, and the two values as the caller may see them. */
import type { Reader, ReadRecord, SuccessionRow } from '#access/reader.ts';
import { type FieldType, kindDef } from '#core/kinds.ts';
import type { AddressValue } from '#core/records.ts';
import type { Level } from '#matching/levels.ts';
import { type MatchModel, type Question, rowOf } from '#matching/match-model.ts';

/** One signal. A positive weight speaks for it, a negative one against. */
export interface ExplainedSignal {
	readonly signal: string;
	/** Null: no row of the model, a person decided. */
	readonly level: Level | null;
	/** In bits: one more doubles the odds. */
	readonly bits: number;
	readonly rule: string | null;
	readonly reason: string;
	/** What was compared, without personal values; null: nothing to add. */
	readonly detail: string | null;
	/** The value of each side as the caller may see it; null: it stands in no field of its own, or is not theirs to see. */
	readonly a: string | null;
	readonly b: string | null;
}

/** The records from whose fields the values of a signal are shown; null: none that the caller sees. */
export interface Compared {
	readonly a: ReadRecord | null;
	readonly b: ReadRecord | null;
}

type Weight = SuccessionRow['reasons'][number] | { readonly signal: string; readonly weight: number };

const NONE: Compared = { a: null, b: null };
const DECIDED = 'a person decided';

/** Explains one weight of a stored or fresh score. */
export function explainSignal(
	model: MatchModel,
	question: Question,
	{ weight, compared = NONE, reader }: { readonly weight: Weight; readonly compared?: Compared; readonly reader: Reader },
): ExplainedSignal {
	const row = rowOf(model, question, weight.signal);
	const types = row === undefined ? [] : (SHOWN[row.level] ?? []);
	return {
		signal: weight.signal,
		level: row?.level ?? null,
		bits: weight.weight / 1000,
		rule: row?.rule ?? null,
		reason: row?.reason ?? DECIDED,
		detail: ('detail' in weight ? weight.detail : undefined) ?? null,
		a: shownValue(reader, compared.a, types),
		b: shownValue(reader, compared.b, types),
	};
}

const NAMES: readonly FieldType[] = ['name'];
const PLACES: readonly FieldType[] = ['address'];
const PHONES: readonly FieldType[] = ['phones'];

/** The fields whose values a level is about. */
const SHOWN: Partial<Record<Level, readonly FieldType[]>> = {
	SAME_CODE: ['creditCode', 'licenceNo'],
	CODE_ONE_SLIP: ['creditCode'],
	IDENTICAL: NAMES,
	REORDERED: NAMES,
	DIV_OR_FORM_ONLY: NAMES,
	BRAND_SAME_INDUSTRY_LIKE: NAMES,
	BRAND_HOMOPHONE: NAMES,
	BRAND_LOOKALIKE: NAMES,
	BRAND_CONTAINS: NAMES,
	CORE_ONE_AWAY: NAMES,
	NAME_DIFFERS: NAMES,
	TRADE_FITS: NAMES,
	TRADE_DIFFERS: NAMES,
	SAME_ROOM: PLACES,
	SAME_FLOOR: PLACES,
	SAME_BUILDING: PLACES,
	SAME_ROADNO: PLACES,
	PLACE_DIFFERS: PLACES,
	ROOM_DIFFERS: PLACES,
	SAME_PHONE: PHONES,
	CONTACT_DIFFERS: PHONES,
};

function shownValue(reader: Reader, record: ReadRecord | null, types: readonly FieldType[]): string | null {
	if (record === null) return null;
	const fields = Object.entries(kindDef(record.kind).fields).filter(([, { type }]) => types.includes(type));
	for (const [field] of fields) {
		const value = reader.reveal(record, field);
		if (value !== null && value !== undefined) return sayValue(value);
	}
	return null;
}

function sayValue(value: unknown): string {
	if (Array.isArray(value)) return value.join(', ');
	return typeof value === 'object' && value !== null ? (value as AddressValue).text : String(value);
}
