/** Posts and shares of people in a dossier's organisation, over time, whatever record tells of them. */
import type { Day } from '#core/days.ts';
import type { Dossier, DossierPerson, Evidence } from '#core/dossier.ts';
import type { Kind } from '#core/kinds.ts';
import type { StoredRecord } from '#core/records.ts';
import { evidenceOf } from './rule-kit.ts';

export interface Post {
	readonly person: DossierPerson;
	/** The record in which the post stands. */
	readonly record: StoredRecord;
	/** HEAD, PRINCIPAL, a position (SHAREHOLDER …) or a staff post (TEACHING …). */
	readonly post: string;
	/** First day; null: not known. */
	readonly from: Day | null;
	/** Last day; null: still held. */
	readonly to: Day | null;
}

/** Posts of the people whom the hub knows, in the order of the dossier's people. */
export function postsOf(dossier: Dossier): readonly Post[] {
	const records = new Map(
		[...POST_KINDS.flatMap<StoredRecord>((kind) => dossier.records[kind])].map((record) => [placeOf(record), record]),
	);
	return dossier.people.flatMap((person) => {
		const record = records.get(placeOf(person.ref));
		const term = record === undefined ? null : (roleTerm(record, dossier) ?? termOf(record, person.slot));
		return record === undefined || term === null ? [] : [{ person, record, ...term }];
	});
}

/**
 * The post as evidence, without the person's name: a share or staff post by its own field, a head or principal by the field
 * alone, for the record says who it is to those who may see it.
 */
export function postEvidence({ record, person, post, from }: Post): Evidence {
	const field = record.kind === 'role' ? 'position' : record.kind === 'staff' ? 'post' : person.slot;
	return evidenceOf(record, field, field === person.slot ? null : post, from);
}

/** Whether a post is held on a day; a day that is not known does not stand against it. */
export function isHeldOn(post: Post, day: Day): boolean {
	return (post.from === null || post.from <= day) && (post.to === null || post.to >= day);
}

/** Whether the post decides what the organisation does. */
export function isControl(post: Post): boolean {
	return CONTROL.has(post.post);
}

const CONTROL = new Set(['HEAD', 'PRINCIPAL', 'SHAREHOLDER', 'DIRECTOR', 'SUPERVISOR', 'MANAGER']);
const POST_KINDS = ['staff', 'role', 'registration', 'nonprofit', 'licence', 'admission'] as const satisfies readonly Kind[];

const placeOf = ({ source, recordType, recordKey }: { source: string; recordType: string; recordKey: string }): string =>
	[source, recordType, recordKey].join('\u001f');

/** A role ends with its business, which seldom files an end for each; null: the record is no role. */
function roleTerm(record: StoredRecord, { records }: Dossier): Pick<Post, 'post' | 'from' | 'to'> | null {
	if (!isKind(record, 'role')) return null;
	const { position, from, to, creditCode } = record.body;
	const business = records.registration.find(({ body }) => body.creditCode !== null && body.creditCode === creditCode);
	const ended = business === undefined || business.body.status === null || business.body.status === 'ACTIVE' ? null : business.body.endedOn;
	return { post: position ?? 'ROLE', from, to: to ?? ended ?? record.endedOn };
}

/** The post and its time; null: the record is no post. */
function termOf(record: StoredRecord, slot: string): Pick<Post, 'post' | 'from' | 'to'> | null {
	const gone = record.endedOn;
	if (isKind(record, 'staff')) return { post: record.body.post ?? 'STAFF', from: record.body.from, to: record.body.to ?? gone };
	if (isKind(record, 'registration') || isKind(record, 'nonprofit')) {
		const active = record.body.status === null || record.body.status === 'ACTIVE';
		return { post: 'HEAD', from: record.body.establishedOn, to: active ? gone : (record.body.endedOn ?? gone) };
	}
	const head = slot === 'principal' ? 'PRINCIPAL' : 'HEAD';
	if (isKind(record, 'licence')) return { post: head, from: record.body.issuedOn, to: record.body.endedOn ?? record.body.validUntil };
	if (isKind(record, 'admission')) return { post: head, from: record.body.issuedOn, to: record.body.validUntil };
	return null;
}

function isKind<K extends StoredRecord['kind']>(record: StoredRecord, kind: K): record is StoredRecord<K> {
	return record.kind === kind;
}
