/** The truth of a province, as the sandbox leaves it beside it, keyed so that it meets the bundle. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordRef } from '#core/records.ts';

/** A finding that was planted, or that follows from what was planted. */
export interface Planted {
	readonly organisation: string;
	readonly person: string | null;
	readonly type: string;
	readonly strength: string;
}

export interface Truth {
	/** Records that are an organisation → its id. */
	readonly registrations: ReadonlyMap<string, string>;
	/** Texts and acts about an organisation → its id. */
	readonly mentions: ReadonlyMap<string, string>;
	/** Organisations that no register knows. */
	readonly unregistered: ReadonlySet<string>;
	readonly organisations: readonly string[];
	readonly nobody: ReadonlySet<string>;
	/** Records of people → the person's id. */
	readonly people: ReadonlyMap<string, string>;
	/** "predecessor\tsuccessor" → kind. */
	readonly successions: ReadonlyMap<string, string>;
	readonly findings: readonly Planted[];
	/** Organisation → why it looks guilty and is not. */
	readonly decoys: ReadonlyMap<string, string>;
	readonly setAside: ReadonlySet<string>;
	/** "record\tfield". */
	readonly lostValues: ReadonlySet<string>;
	/** Words that intake must strike out, by the record in whose text they stand. */
	readonly personal: readonly { readonly ref: RecordRef; readonly words: string }[];
}

/** One text for a record. Keys are compared as the hub writes them, whatever form the agency gave them: half-width, no spaces. */
export const keyOf = ({ source, recordType, recordKey }: RecordRef): string =>
	`${source}\t${recordType}\t${recordKey.normalize('NFKC').replaceAll(/\s/g, '')}`;

/** What is not there cannot be spoiled, and an identity number of the old form is read. */
const NO_LOSS = ['MISSING', 'OLD_FORM'];

interface OrganisationLine {
	readonly id: string;
	readonly records: readonly RecordRef[];
	readonly mentions: readonly RecordRef[];
}
interface SuccessionLine {
	readonly predecessor: string;
	readonly successor: string;
	readonly kind: string;
	readonly links: readonly string[];
}

/** Reads the truth of a province's folder. */
export async function readTruth(folder: string): Promise<Truth> {
	const lines = async <T>(name: string): Promise<T[]> => {
		const text = await readFile(join(folder, 'truth', `${name}.ndjson`), 'utf8');
		return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as T]));
	};
	const organisations = await lines<OrganisationLine>('organisations');
	const people = await lines<{ id: string; records: RecordRef[] }>('people');
	const successions = await lines<SuccessionLine>('successions');
	const byRecord = (pick: (line: OrganisationLine) => readonly RecordRef[]) =>
		new Map(organisations.flatMap((line) => pick(line).map((ref) => [keyOf(ref), line.id] as const)));
	return {
		registrations: byRecord((line) => line.records),
		mentions: byRecord((line) => line.mentions),
		organisations: organisations.map(({ id }) => id),
		unregistered: new Set(organisations.filter(({ records }) => records.length === 0).map(({ id }) => id)),
		nobody: new Set((await lines<RecordRef>('mentions-nobody')).map(keyOf)),
		people: new Map(people.flatMap(({ id, records }) => records.map((ref) => [keyOf(ref), id] as const))),
		successions: new Map(successions.map(({ predecessor, successor, kind }) => [`${predecessor}\t${successor}`, kind])),
		findings: [...(await lines<Planted>('findings')), ...rebrands(successions)],
		decoys: new Map((await lines<{ organisation: string; type: string }>('decoys')).map((decoy) => [decoy.organisation, decoy.type])),
		setAside: new Set((await lines<RecordRef>('set-aside')).map(keyOf)),
		lostValues: new Set(
			(await lines<{ ref: RecordRef; lost: { field: string; code: string }[] }>('lost-values')).flatMap(({ ref, lost }) =>
				lost.filter(({ code }) => !NO_LOSS.includes(code)).map(({ field }) => `${keyOf(ref)}\t${field}`),
			),
		),
		personal: await lines('personal'),
	};
}

/** A rebrand at the same place by the same people is a finding of its own; one that keeps less is a rebrand all the same. */
function rebrands(successions: readonly SuccessionLine[]): Planted[] {
	return successions
		.filter(({ kind }) => kind === 'REBRAND')
		.map(({ successor, links }) => {
			const samePlace = links.includes('room') && ['head', 'partner', 'staff'].some((link) => links.includes(link));
			return { organisation: successor, person: null, type: samePlace ? 'rebrandSamePlace' : 'rebrand', strength: 'clear' };
		});
}
