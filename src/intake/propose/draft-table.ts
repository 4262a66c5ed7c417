/**
 * Writes a proposal as a table of the mapping, in YAML that can be pasted below `tables:` and passes the check: every line with how
 * sure it is, code lists translated as far as other mappings know their words, and what found no place.
 */
import { kindDef } from '#core/kinds.ts';
import type { FieldProposal, KnownCodes, Need, Proposal } from '#intake/propose-mapping.ts';
import { canonicalOf } from './code-words.ts';

/** Where the table stands. */
export interface DraftPlace {
	/** Name of the entry, and its record type. */
	readonly name: string;
	readonly from: string;
	readonly format: Readonly<Record<string, unknown>> | undefined;
	/** A database is read by a column of updates. */
	readonly database: boolean;
	/** Files may be full. */
	readonly files: boolean;
}

interface Entry {
	readonly name: string;
	readonly value: unknown;
	/** How sure, and what to do; empty: nothing to say. */
	readonly note: string;
}

/** Column to be filled in by hand: there is none of this name, so that `doctor` tells it. */
const UNKNOWN = '?';
/** Below it a line is told to be looked at. */
const SURE = 0.5;

/** The table as text; its indentation is that of `sources: <id>: tables:`. */
export function draftTable(proposal: Proposal, place: DraftPlace, codes: KnownCodes): string {
	const entries: Entry[] = [
		{ name: 'kind', value: proposal.kind, note: `${sure(proposal.confidence)}; else ${proposal.alternatives.map(sayKind).join(', ')}` },
		...(place.from === place.name ? [] : [{ name: 'from', value: place.from, note: '' }]),
		...(Object.keys(place.format ?? {}).length === 0
			? []
			: [{ name: 'format', value: place.format, note: place.files ? 'add replaces: true where each file is full' : '' }]),
		keyEntry(proposal),
		...updateEntry(proposal, place),
		...(proposal.redact.length === 0 ? [] : [{ name: 'redact', value: proposal.redact, note: 'people who complain: never taken in' }]),
	];
	const fields = fieldEntries(proposal, codes);
	const left = proposal.left.map(({ column, looksLike }) => (looksLike === null ? column : `${column} (${looksLike})`));
	return [
		`      ${scalar(place.name)}:`,
		...entries.map((entry) => line(8, entry)),
		'        fields:',
		...fields.map((entry) => line(10, entry)),
		...(left.length === 0 ? [] : [`        # not recognised: ${left.join(', ')}`]),
	].join('\n');
}

function keyEntry({ key, fields }: Proposal): Entry {
	if (key !== null) return { name: 'key', value: key, note: '' };
	return {
		name: 'key',
		value: fields[0]?.column ?? UNKNOWN,
		note: 'no column has a value of its own in every row: name the one that tells rows apart',
	};
}

function updateEntry({ updatedColumn }: Proposal, { database }: DraftPlace): Entry[] {
	if (updatedColumn !== null) return [{ name: 'updatedColumn', value: updatedColumn, note: '' }];
	const note = 'no column with the time of the last update was found; where there is one, name it as updatedColumn instead';
	return database ? [{ name: 'readWhole', value: true, note }] : [];
}

function fieldEntries({ kind, fields }: Proposal, codes: KnownCodes): Entry[] {
	const def = kindDef(kind);
	const own = fields.filter(({ field }) => !field.includes('.'));
	const suffixed = own.filter(({ field }) => def.fields[field]?.type === 'person').slice(1);
	const entries = own.map((proposed): Entry => {
		const type = def.fields[proposed.field]?.type;
		if (type === 'code') return codeEntry(proposed, def.fields[proposed.field]?.values ?? [], codes[`${kind}.${proposed.field}`] ?? {});
		if (proposed.codes !== undefined) return divisionEntry(proposed, proposed.codes);
		if (proposed.needs !== undefined) {
			const [expression, why] = NEEDS[proposed.needs];
			return { name: proposed.field, value: { column: proposed.column, ...expression }, note: `${noteOf(proposed)}; ${why}` };
		}
		const inYuan = /yuan/.test(def.fields[proposed.field]?.about ?? '');
		if (inYuan && /万/.test(proposed.column))
			return { name: proposed.field, value: { column: proposed.column, times: '10000' }, note: `${noteOf(proposed)}; its name says 万元` };
		const unit = inYuan ? '; where it counts in 万元, add times: 10000' : '';
		if (type !== 'person') return { name: proposed.field, value: proposed.column, note: noteOf(proposed) + unit };
		const number = fields.find(({ field }) => field === `${proposed.field}.identityNumber`);
		const suffix = suffixed.includes(proposed) ? { keySuffix: `#${proposed.field}` } : {};
		const value = { name: proposed.column, ...(number && { identityNumber: number.column }), ...suffix };
		return { name: proposed.field, value, note: noteOf(proposed) };
	});
	if (def.belongsBy === undefined || own.some(({ field }) => field === def.belongsBy)) return entries;
	return [{ name: def.belongsBy, value: UNKNOWN, note: 'not found: name the column with the number of the organisation' }, ...entries];
}

function codeEntry(proposed: FieldProposal, values: readonly string[], known: Readonly<Record<string, string>>): Entry {
	const words = proposed.words.length > 0 ? proposed.words : Object.keys(known);
	const read = words.map((word) => [word, canonicalOf(word, known)] as const);
	const list = Object.fromEntries(read.filter(([, value]) => value !== null));
	const foreign = read.filter(([, value]) => value === null).map(([word]) => word);
	const other = values.includes('OTHER') ? { otherwise: 'OTHER' } : {};
	const translate = foreign.length === 0 ? '' : `; translate ${foreign.join(', ')} to ${values.join(', ')}`;
	return { name: proposed.field, value: { column: proposed.column, codes: list, ...other }, note: noteOf(proposed) + translate };
}

const NEEDS: Readonly<Record<Need, readonly [object, string]>> = {
	TERM_START: [
		{ pattern: '((?:19|20)\\d{2}\\D.*?)\\s*(?:[至到~—－～]|-\\s*(?=(?:(?:19|20)\\d{2}\\D|长期)))' },
		'two days stand in it: the first',
	],
	TERM_END: [{ pattern: '(?:.*[^0-9]|^)((?:19|20)\\d{2}\\D.*|长期.*)$' }, 'two days stand in it: the second'],
	TEN_THOUSANDS: [{ times: '10000' }, 'its values are too small for yuan'],
};

function divisionEntry(proposed: FieldProposal, codes: Readonly<Record<string, string>>): Entry {
	const foreign = proposed.words.length === 0 ? '' : `; find the codes of ${proposed.words.join(', ')}`;
	return { name: proposed.field, value: { column: proposed.column, codes }, note: `${noteOf(proposed)}; names, not codes${foreign}` };
}

function noteOf({ confidence, why }: FieldProposal): string {
	const by = { NAME: 'by its name', VALUES: 'by its values', BOTH: 'by name and values' }[why];
	return `${sure(confidence)} ${by}${confidence < SURE ? ', look' : ''}`;
}

const sure = (confidence: number): string => confidence.toFixed(2);
const sayKind = ({ kind, confidence }: Proposal['alternatives'][number]): string => `${kind} ${sure(confidence)}`;

function line(indent: number, { name, value, note }: Entry): string {
	return `${' '.repeat(indent)}${name}: ${flow(value)}${note === '' ? '' : `  # ${note}`}`;
}

/** A value in YAML's flow form. */
function flow(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
	if (typeof value !== 'object' || value === null) return typeof value === 'string' ? scalar(value) : String(value);
	const entries = Object.entries(value).map(([name, inner]) => `${scalar(name)}: ${flow(inner)}`);
	return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** A text as YAML reads it back: quoted unless it is a plain word that means nothing else. */
function scalar(text: string): string {
	const plain = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
	return plain ? text : JSON.stringify(text);
}
