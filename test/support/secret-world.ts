/** A world in which every personal field of every kind of record, and what else is personal, can be told from all others. */
import { type Action, actionOfKind } from '#access/actions.ts';
import { actionOfField } from '#access/mask.ts';
import { type FieldType, KIND_NAMES, type Kind, kindDef } from '#core/kinds.ts';
import type { Body, IntakeRecord } from '#core/records.ts';
import { insertAudit } from '#store/audit-store.ts';
import type { Store } from '#store/database.ts';
import { addListEntry } from '#store/list-store.ts';
import { testClock } from './api.ts';
import { addCase, addFlag, addOrganisation, addPerson, addRecord } from './hub-data.ts';

/** A text that stands in the world once, and all that somebody must be allowed to see it. */
export interface Marker {
	readonly text: string;
	readonly needs: readonly Action[];
}

/** The credit code of its organisation. */
export const CODE = '91330106MA0000001X';

/** Values that nobody can take for another's, and what each needs to be seen. */
function createMarks() {
	const markers: Marker[] = [
		{ text: 'per_secret', needs: ['person:read'] },
		{ text: '99**************22', needs: ['identityHint:read'] },
		{ text: '2025-05-30T03:22:33', needs: ['clearance:read'] },
		{ text: 'a-caller-of-before', needs: ['audit:read'] },
	];
	let phones = 0;
	const mark = (text: string, ...needs: readonly Action[]): string => {
		markers.push({ text, needs });
		return text;
	};
	/** A value of a personal field. */
	const secretValue = (place: string, type: FieldType, needs: readonly Action[]): unknown => {
		if (type === 'phones') return [mark(`169${String(++phones).padStart(4, '0')}9999`, ...needs)];
		const text = mark(`密${place.replaceAll('.', '点')}密`, ...needs);
		return type === 'person' ? { name: text, masked: '99**************22' } : text;
	};
	return { markers, mark, secretValue };
}

/** The body of a record in which every personal field, and one plain text of the kind, can be told. */
function bodyOf(kind: Kind, from: string, { mark, secretValue }: ReturnType<typeof createMarks>): Record<string, unknown> {
	const body: Record<string, unknown> = kind === 'registrationChange' ? { item: 'HEAD' } : {};
	const needed: readonly Action[] = from === 'live' ? ['live:ask'] : [];
	let plain = false;
	for (const [field, { type }] of Object.entries(kindDef(kind).fields)) {
		const action = actionOfField(kind, field, { ...body, [field]: 'x' });
		if (action !== null) body[field] = secretValue(`${from}.${kind}.${field}`, type, [actionOfKind(kind), action, ...needed]);
		else if (type === 'text' && !plain) {
			plain = true;
			body[field] = mark(`文${from}${kind}文`, actionOfKind(kind), ...needed);
		}
	}
	return body;
}

/** A flag that tells of a police answer, as a night leaves it and a case takes it up; also in what the organisation tells of its flags. */
async function addPoliceFlag(store: Store, organisationId: string, { mark }: ReturnType<typeof createMarks>): Promise<void> {
	const [code, severity] = ['CLEARANCE_RESTRICTED', 'CRITICAL'] as const;
	// As values of an answer: the schema, which everybody's gateway may read, has the words too.
	for (const word of [code, severity]) mark(`"${word}"`, 'policeFlag:read');
	const flagId = await addFlag(store.db, { id: mark('flag_police', 'policeFlag:read'), organisationId, code, severity });
	await store.pool.query(`update organisation set severity = $2, flag_codes = $3, risk_parts = $4 where organisation_id = $1`, [
		organisationId,
		severity,
		[code, 'FRONT_BUSINESS'],
		JSON.stringify([
			{ flagId: 'flag_a', code: 'FRONT_BUSINESS', points: 7, sources: 1, ownSources: 1 },
			{ flagId, code, points: 0, sources: 1, ownSources: 0 },
		]),
	]);
	await store.pool.query(
		`insert into run (run_id, command, as_of, started_at, state, config_digest) values ('run_a', 'nightly', '2025-05-30', '2025-05-30', 'COMPLETE', '')`,
	);
	const after = { severity, score: '0.9500', evidenceCount: 0, evidenceDigest: 'digest', status: 'NEW' };
	await store.pool.query(`insert into flag_change (run_id, flag_id, change, before, after) values ('run_a', $1, 'NEW', null, $2)`, [
		flagId,
		after,
	]);
	const grounds = mark('密警由密', 'policeFlag:read', 'review:read', 'caseText:read');
	await addCase(store, { id: mark('case_police', 'policeFlag:read', 'review:read'), organisationId, flagId, grounds });
}

/** Fills a store with it. Gives what stands in it by what it needs, and a record that a source would answer live. */
export async function buildSecretWorld(
	store: Store,
): Promise<{ readonly markers: readonly Marker[]; readonly liveRecord: IntakeRecord<'registration'> }> {
	const { db } = store;
	const marks = createMarks();
	const organisationId = await addOrganisation(db, { id: 'org_a', name: '启航学校', creditCode: CODE });
	await addPerson(db, { id: 'per_secret', name: marks.mark('密人名密', 'person:read', 'personName:read') });
	const evidence = [];
	for (const kind of KIND_NAMES) {
		const body = { ...bodyOf(kind, 'kept', marks), ...(kind === 'registration' ? { creditCode: CODE } : {}) };
		const slots = Object.entries(kindDef(kind).fields).filter(([, { type }]) => type === 'person');
		const people = Object.fromEntries(slots.map(([slot]) => [slot, 'per_secret']));
		const owner = kindDef(kind).stands === 'person' ? {} : { organisationId };
		const ref = await addRecord(db, { kind, key: kind === 'registration' ? CODE : `K${kind}`, body, people, ...owner });
		for (const [field, { type }] of Object.entries(kindDef(kind).fields)) {
			const action = actionOfField(kind, field, body);
			if (action === null) continue;
			const value = marks.secretValue(`evidence.${kind}.${field}`, type === 'person' ? 'text' : type, [actionOfKind(kind), action]);
			evidence.push({ ...ref, field, value: String(value), asOf: '2025-05-30' });
		}
	}
	await addFlag(db, { id: 'flag_a', organisationId, personId: 'per_secret', evidence });
	await addPoliceFlag(store, organisationId, marks);
	const listed = {
		list: 'BLACK',
		scopes: [],
		from: '2025-01-01',
		to: null,
		by: 'a reviewer',
		role: 'reviewer',
		at: testClock.now(),
	} as const;
	const reason = marks.mark('密名单密', 'record:read', 'caseText:read');
	await addListEntry(store, { ...listed, organisationId, personId: null, reason }, async () => {});
	await addListEntry(store, { ...listed, organisationId: null, personId: 'per_secret', reason: 'x' }, async () => {});
	const grounds = marks.mark('密案由密', 'review:read', 'caseText:read');
	await addCase(store, { id: 'case_a', organisationId, flagId: 'flag_a', grounds });
	const ref = { source: 'registry', recordType: 'registration', recordKey: CODE };
	const empty = Object.fromEntries(Object.keys(kindDef('registration').fields).map((field) => [field, null]));
	const body = { ...empty, ...bodyOf('registration', 'live', marks), creditCode: CODE } as unknown as Body<'registration'>;
	const liveRecord: IntakeRecord<'registration'> = {
		...ref,
		kind: 'registration',
		body,
		faults: [],
		keys: [],
		people: [],
		stamp: null,
		asOf: '2025-05-31',
		contentHash: 'hash',
	};
	await store.pool.query(`insert into person_token (pid, kind, value) select pid, 'full', 'token' from person_mention limit 1`);
	const clearance = {
		token: 'token',
		result: 'CLEAR',
		scope: 'ART62',
		checked_at: '2025-05-30 11:22:33+08',
		valid_until: '2026-05-30 11:22:33+08',
		asked_on: '2025-05-30',
	};
	await db.insertInto('clearance').values(clearance).execute();
	await insertAudit(db, [
		{
			at: testClock.now(),
			caller: 'a-caller-of-before',
			role: 'reviewer',
			purpose: 'REVIEW',
			action: 'x',
			operation: null,
			subject: { read: [] },
			rows: 0,
		},
	]);
	return { markers: marks.markers, liveRecord };
}
