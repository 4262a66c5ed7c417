/** Which records say what of an organisation: for each field that is shown the record that gives it, and those that say something else. */
import type { Reader, ReadRecord } from '#access/reader.ts';
import { type Kind, kindDef } from '#core/kinds.ts';
import type { FieldExpression, SourceMapping } from '#core/mapping.ts';
import { readingName } from '#core/mapping.ts';

/** Fields of an organisation, by the name of the field of its records. `ofKind`: other kinds of record say something else by it. */
export const SHOWN_FIELDS = {
	NAME: { field: 'name', ofKind: false },
	CREDIT_CODE: { field: 'creditCode', ofKind: false },
	LICENCE_NO: { field: 'licenceNo', ofKind: false },
	STATUS: { field: 'status', ofKind: true },
	DIVISION_CODE: { field: 'divisionCode', ofKind: false },
	INDUSTRY_CODE: { field: 'industryCode', ofKind: false },
	ADDRESS: { field: 'address', ofKind: false },
	HEAD: { field: 'head', ofKind: false },
	PRINCIPAL: { field: 'principal', ofKind: false },
	PHONES: { field: 'phones', ofKind: false },
	SCOPE: { field: 'scope', ofKind: true },
	CATEGORY: { field: 'category', ofKind: true },
	VALID_UNTIL: { field: 'validUntil', ofKind: true },
} as const satisfies Readonly<Record<string, { readonly field: string; readonly ofKind: boolean }>>;

/** Name of such a field. */
export type ShownField = keyof typeof SHOWN_FIELDS;

/** All of them. */
export const SHOWN_FIELD_NAMES = Object.keys(SHOWN_FIELDS) as readonly ShownField[];

/** What one record says of a field. */
export interface Claim {
	readonly record: ReadRecord;
	readonly field: string;
}

/** What all records say of a field; the first is shown. */
export interface FieldClaims {
	readonly field: ShownField;
	readonly shown: Claim;
	readonly rest: readonly Claim[];
}

/** The claims on each field, of records of which the one that the organisation is shown by comes first; fields that no record has are left out. */
export function claimsOf(records: readonly ReadRecord[], fields: readonly ShownField[] = SHOWN_FIELD_NAMES): readonly FieldClaims[] {
	return SHOWN_FIELD_NAMES.filter((name) => fields.includes(name)).flatMap((name) => {
		const { field, ofKind } = SHOWN_FIELDS[name];
		const saying = records.filter((record) => says(record, field));
		const first = saying[0];
		if (first === undefined) return [];
		const rest = saying.slice(1).filter(({ kind }) => !ofKind || kind === first.kind);
		return [{ field: name, shown: { record: first, field }, rest: rest.map((record) => ({ record, field })) }];
	});
}

/** Withheld ones say something as well, only not to this caller. */
function says({ body, withheld }: ReadRecord, field: string): boolean {
	const value = (body as Readonly<Record<string, unknown>>)[field] ?? null;
	return withheld.includes(field) || (value !== null && !(Array.isArray(value) && value.length === 0));
}

/** A claim's value as the caller may see it, and noted where it is personal; null: nothing of it. */
export function claimedValue(reader: Pick<Reader, 'reveal' | 'personOf'>, { record, field }: Claim): string | null {
	const { type } = kindDef(record.kind).fields[field] ?? {};
	if (type === 'person') return reader.personOf(record, field)?.name ?? null;
	const value = reader.reveal(record, field);
	if (value === null || value === undefined) return null;
	if (type === 'address') return (value as { readonly text: string }).text;
	return Array.isArray(value) ? value.join('、') : String(value);
}

/** Claims that say the same as the one shown, and those that say something else. */
export function compared(
	reader: Pick<Reader, 'reveal' | 'personOf'>,
	{ shown, rest }: FieldClaims,
): { readonly agreeing: number; readonly others: readonly Claim[] } {
	const value = claimedValue(reader, shown);
	const others = rest.filter((claim) => claimedValue(reader, claim) !== value);
	return { agreeing: rest.length - others.length, others };
}

/** The columns from which the mapping makes a field of a record; none: a constant, or a table that the mapping does not have. */
export function columnsOf(sources: readonly SourceMapping[], { record, field }: Claim): readonly string[] {
	const tables = tablesOf(sources, record).filter(({ kind }) => kind === record.kind);
	const expression = tables.map(({ fields }) => fields[field]).find((one) => one !== undefined);
	return expression === undefined ? [] : columnsIn(expression);
}

function columnsIn(expression: FieldExpression): readonly string[] {
	return 'person' in expression ? expression.person.name.columns : expression.columns;
}

/** Names under which the progress of a record's table may be kept. */
export function readingsOf(
	sources: readonly SourceMapping[],
	record: { readonly source: string; readonly recordType: string; readonly kind: Kind },
) {
	const names = tablesOf(sources, record)
		.filter(({ kind }) => kind === record.kind)
		.map(readingName);
	return names.length === 0 ? [record.recordType] : names;
}

function tablesOf(sources: readonly SourceMapping[], { source, recordType }: { readonly source: string; readonly recordType: string }) {
	const mapping = sources.find(({ id }) => id === source);
	return (mapping?.tables ?? []).filter((table) => table.recordType === recordType);
}
