/**
 * Masks: what of a record is personal, and what of it everybody may see. The Reader masks every record before it leaves and gives
 * a clear value only through its `reveal`. Nothing here knows a caller.
 */
import { type FieldType, type Kind, kindDef } from '#core/kinds.ts';
import type { PersonValue } from '#core/records.ts';
import type { StoredPlace } from '#store/written.ts';
import type { Action } from './actions.ts';

const CASE_TEXTS: ReadonlySet<string> = new Set(['penalty.facts', 'inspection.findings', 'listEntry.reason', 'personListEntry.reason']);

/**
 * The action that a clear value of a field needs; null: everybody who may read the record may read it. The text of an
 * advertisement is public. A change of head or shareholders names people, a change of telephone numbers gives contacts.
 */
export function actionOfField(kind: Kind, field: string, body: Readonly<Record<string, unknown>>): Action | null {
	const type = kindDef(kind).fields[field]?.type;
	if (type === 'person' || type === 'personName') return 'personName:read';
	if (type === 'phones') return 'contact:read';
	if (kind === 'incident' && type === 'freeText') return 'incidentText:read';
	if (kind === 'complaint' && type === 'freeText') return 'complaintText:read';
	if (CASE_TEXTS.has(`${kind}.${field}`)) return 'caseText:read';
	if (kind === 'registrationChange' && (field === 'before' || field === 'after')) return actionOfChange(body.item);
	return null;
}

/** An item that is not known could be either, so it is treated as the more personal one. */
function actionOfChange(item: unknown): Action | null {
	if (item === 'HEAD' || item === 'SHAREHOLDERS' || item == null || item === 'OTHER') return 'personName:read';
	return item === 'PHONE' ? 'contact:read' : null;
}

/**
 * Where the store has a field whose value everybody may see who may read the record, whatever the record says; null: it depends, so that
 * the vault decides. `hidesNumbers`: its texts lose identity numbers on the way out.
 */
export function openPlace(kind: Kind, field: string): StoredPlace | null {
	const type = kindDef(kind).fields[field]?.type;
	// What a change is of is not known here, so it counts as the more personal item.
	if (type === undefined || actionOfField(kind, field, { item: null }) !== null) return null;
	return { path: ['body', field], as: 'json', hidesNumbers: type === 'list' || CLEANED.has(type) };
}

const CLEANED: ReadonlySet<FieldType> = new Set(['text', 'freeText', 'name']);

/** A name with all but its first character hidden; the number of stars says nothing of its length. */
export function maskName(name: string): string {
	const [first] = name;
	return `${first ?? ''}**`;
}

/** A telephone number with all but the last four digits hidden. */
export function maskPhone(phone: string): string {
	return `****${phone.slice(-4)}`;
}

const IDENTITY_NUMBER =
	/(?<![0-9A-Za-z])([1-9]\d)\d{4}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d(\d{2}[0-9Xx])(?![0-9A-Za-z])/g;

const IDENTITY_NUMBER_LENGTH = 18;

/** A text in which everything that reads like an identity number has its middle hidden; the last line of defence behind intake. */
export function hideIdentityNumbers(text: string): string {
	if (text.length < IDENTITY_NUMBER_LENGTH) return text;
	return text.replace(IDENTITY_NUMBER, (_, head: string, tail: string) => `${head}**************${tail.slice(-2)}`);
}

/** The form of a value that everybody may see, by the type of its field; null where nothing of it may be seen. */
export function maskValue(type: FieldType, value: unknown): unknown {
	if (value === null || value === undefined) return null;
	if (type === 'person') return { name: maskName((value as PersonValue).name), masked: null } satisfies PersonValue;
	if (type === 'personName') return maskName(String(value));
	if (type === 'phones') return (value as readonly string[]).map(maskPhone);
	return null;
}

/** A value of a flag's evidence, which is text, in the form that everybody may see; null where nothing of it may be seen. */
export function maskEvidence(kind: Kind, field: string, value: string): string | null {
	const type = kindDef(kind).fields[field]?.type;
	if (type === 'person' || type === 'personName') return maskName(value);
	return type === 'phones' ? maskPhone(value) : null;
}

/** A body as everybody may see it, and the fields of it that hold something personal with the action each needs. */
export interface MaskedBody {
	readonly body: Readonly<Record<string, unknown>>;
	readonly personal: ReadonlyMap<string, Action>;
}

/** Masks a canonical body. */
export function maskBody(kind: Kind, body: Readonly<Record<string, unknown>>): MaskedBody {
	const masked: Record<string, unknown> = {};
	const personal = new Map<string, Action>();
	for (const [field, { type }] of Object.entries(kindDef(kind).fields)) {
		const value = body[field] ?? null;
		const action = value === null ? null : actionOfField(kind, field, body);
		if (action !== null) personal.set(field, action);
		masked[field] = action === null ? clean(type, value) : maskValue(type, value);
	}
	return { body: masked, personal };
}

/** A value without identity numbers; codes and numbers of licences are left, they can read like one. */
export function clean(type: FieldType, value: unknown): unknown {
	if (typeof value === 'string' && CLEANED.has(type)) return hideIdentityNumbers(value);
	if (type === 'list' && Array.isArray(value)) return value.map((entry) => hideIdentityNumbers(String(entry)));
	return value;
}
