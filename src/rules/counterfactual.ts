/** Dossiers as they would be if something were otherwise: a record gone or there, a person gone, a succession refuted. Pure. */
import type { Dossier, DossierRecords, PersonFacts, SuccessionFacts } from '#core/dossier.ts';
import { KINDS, type Kind } from '#core/kinds.ts';
import { type Body, type RecordRef, refText, type StoredRecord } from '#core/records.ts';

/** The record of a reference, wherever in the dossier it stands; null: nowhere. */
export function recordOf(dossier: Dossier, ref: RecordRef): StoredRecord | null {
	const text = refText(ref);
	return recordsEverywhere(dossier).find((record) => refText(record) === text) ?? null;
}

function recordsEverywhere({ records, premises, personFacts, predecessors, successors }: Dossier): readonly StoredRecord[] {
	const about = [...personFacts.values()].flatMap(({ schoolTeacher, certificates, listEntries, staff }) =>
		[...schoolTeacher, ...certificates, ...listEntries, ...staff].map(({ record }): StoredRecord => record),
	);
	const others = [...predecessors, ...successors].flatMap((one): StoredRecord[] => [
		...one.licences,
		...one.registrations,
		...one.nonprofits,
	]);
	return [...Object.values(records).flat(), ...premises, ...about, ...others];
}

/** The dossier without a record, wherever it stands, and without the people whom that record names. */
export function withoutRecord(dossier: Dossier, ref: RecordRef): Dossier {
	const text = refText(ref);
	const other = (record: RecordRef): boolean => refText(record) !== text;
	const facts = ([id, known]: [string, PersonFacts]): [string, PersonFacts] => [
		id,
		{
			...known,
			schoolTeacher: known.schoolTeacher.filter(({ record }) => other(record)),
			certificates: known.certificates.filter(({ record }) => other(record)),
			listEntries: known.listEntries.filter(({ record }) => other(record)),
			staff: known.staff.filter(({ record }) => other(record)),
		},
	];
	const side = (one: SuccessionFacts): SuccessionFacts => ({
		...one,
		licences: one.licences.filter(other),
		registrations: one.registrations.filter(other),
		nonprofits: one.nonprofits.filter(other),
	});
	return {
		...dossier,
		records: mapRecords(dossier.records, (list) => list.filter(other)),
		premises: dossier.premises.filter(other),
		people: dossier.people.filter((person) => other(person.ref)),
		personFacts: new Map([...dossier.personFacts].map(facts)),
		predecessors: dossier.predecessors.map(side),
		successors: dossier.successors.map(side),
	};
}

/** The dossier without a person's posts: their mentions, and the filings that are about nobody else. */
export function withoutPerson(dossier: Dossier, personId: string): Dossier {
	const filed = new Set(dossier.people.filter((person) => person.personId === personId).map(({ ref }) => refText(ref)));
	const { staff, role } = dossier.records;
	return {
		...dossier,
		records: {
			...dossier.records,
			staff: staff.filter((record) => !filed.has(refText(record))),
			role: role.filter((record) => !filed.has(refText(record))),
		},
		people: dossier.people.filter((person) => person.personId !== personId),
		personFacts: new Map([...dossier.personFacts].filter(([id]) => id !== personId)),
	};
}

/** The dossier with other facts about some people; of somebody of whom nothing was known, with these alone. */
export function withPersonFacts(
	dossier: Dossier,
	personIds: readonly string[],
	change: (known: PersonFacts) => Partial<PersonFacts>,
): Dossier {
	const personFacts = new Map(dossier.personFacts);
	for (const personId of personIds) {
		const known = personFacts.get(personId) ?? { ...NOTHING_KNOWN, personId };
		personFacts.set(personId, { ...known, ...change(known) });
	}
	return { ...dossier, personFacts };
}

const NOTHING_KNOWN = { schoolTeacher: [], certificates: [], listEntries: [], staff: [], clearance: null } as const;

/** The dossier without an organisation at the other end of a succession. */
export function withoutOther(dossier: Dossier, organisationId: string): Dossier {
	const other = (one: SuccessionFacts): boolean => one.organisationId !== organisationId;
	return { ...dossier, predecessors: dossier.predecessors.filter(other), successors: dossier.successors.filter(other) };
}

/** The dossier with one more record of a kind, of the first source that gives such records. Fields that are not given are null. */
export function withRecord<K extends Kind>(dossier: Dossier, kind: K, body: Partial<Body<K>>): Dossier {
	const empty = Object.fromEntries(Object.keys(KINDS[kind].fields).map((field) => [field, null]));
	const record = {
		rid: '',
		source: dossier.sourcesByKind[kind]?.[0] ?? 'shown',
		recordType: kind,
		recordKey: 'shown',
		kind,
		faults: [],
		asOf: dossier.asOf,
		firstSeen: dossier.asOf,
		endedOn: null,
		organisationId: dossier.organisationId,
		body: { ...empty, ...body },
	} as unknown as StoredRecord;
	return { ...dossier, records: mapRecords(dossier.records, (list, of) => (of === kind ? [...list, record] : list)) };
}

function mapRecords(
	records: DossierRecords,
	change: (list: readonly StoredRecord[], kind: Kind) => readonly StoredRecord[],
): DossierRecords {
	return Object.fromEntries(
		Object.entries(records).map(([kind, list]) => [kind, change(list as readonly StoredRecord[], kind as Kind)]),
	) as unknown as DossierRecords;
}
