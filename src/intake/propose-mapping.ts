/**
 * Proposes a first mapping for a table that nobody has described: from the names of its columns and from what their
 * values look like. Used by `doctor` alone; a person reads, mends and decides. Gives no value but the words of code lists.
 */
import { normaliseCreditCode, type Registrar, registrarOf } from '#core/codes/credit-code.ts';
import { type FieldDef, type FieldType, KIND_NAMES, type Kind, kindDef } from '#core/kinds.ts';
import type { TableProbe } from '#core/ports.ts';
import { canonicalOf } from './propose/code-words.ts';
import { believed, type Column, callerColumns, isOfSomebody } from './propose/columns.ts';
import { divisionWords } from './propose/division-words.ts';
import { compileWords, namedBy, normaliseHeader } from './propose/header-names.ts';
import { type ColumnSigns, type Sign, signsOf } from './propose/value-signs.ts';

/** Words by which columns are known; the file is read by `src/config`. */
export interface Words {
	readonly fields: Readonly<Record<string, readonly string[]>>;
	/** Field → canonical value → usual words of code lists. */
	readonly codes: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
	readonly redact: readonly string[];
	readonly updatedColumn: readonly string[];
	readonly key: readonly string[];
}

/** Code lists that are known from other mappings: "kind.field" → the agencies' word → canonical value. */
export type KnownCodes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A column proposed for a field. */
export interface FieldProposal {
	/** Canonical field; a person's number as "head.identityNumber". */
	readonly field: string;
	readonly column: string;
	/** 0..1; below 0.5 only a guess. */
	readonly confidence: number;
	readonly why: 'NAME' | 'VALUES' | 'BOTH';
	/** Words of a code list that have to be translated; empty where the field is none. */
	readonly words: readonly string[];
	/** What the values need beside being taken as they are. */
	readonly needs?: Need;
	/** Codes of a column of names of divisions. */
	readonly codes?: Readonly<Record<string, string>>;
}

/** The first or second day of a term, or a factor: the values are too small for yuan. */
export type Need = 'TERM_START' | 'TERM_END' | 'TEN_THOUSANDS';

/** A first mapping of a table. */
export interface Proposal {
	readonly kind: Kind;
	/** 0..1: how much of the kind the table has. */
	readonly confidence: number;
	readonly fields: readonly FieldProposal[];
	readonly key: string | null;
	readonly updatedColumn: string | null;
	readonly redact: readonly string[];
	/** Columns that found no place, with what they look like. */
	readonly left: readonly { readonly column: string; readonly looksLike: Sign | null }[];
	/** The next best kinds. */
	readonly alternatives: readonly { readonly kind: Kind; readonly confidence: number }[];
}

/** What values of a field's type look like. */
const SIGNS: Readonly<Record<FieldType, readonly Sign[]>> = {
	text: ['words', 'certificateNo', 'documentNo'],
	freeText: ['prose'],
	name: ['organisation'],
	personName: ['person'],
	person: ['person'],
	address: ['address'],
	phones: ['phones'],
	day: ['day', 'serial', 'term'],
	instant: ['instant', 'day'],
	time: ['time'],
	decimal: ['decimal'],
	integer: ['integer'],
	creditCode: ['creditCode'],
	licenceNo: ['licenceNo'],
	division: ['division', 'divisionName'],
	industry: ['industry'],
	code: ['words'],
	list: ['words'],
};
/** Signs that few other columns bear: enough without a telling name. */
const TELLING: ReadonlySet<Sign> = new Set([
	'creditCode',
	'licenceNo',
	'phones',
	'division',
	'divisionName',
	'organisation',
	'address',
	'time',
]);

/** What values alone may be taken for where the column's name says nothing: a guess that a person has to look at. */
const WEAK: ReadonlySet<Sign> = new Set(['person', 'day', 'instant', 'prose']);

/** What a proposal may rest on beside the table itself. */
export interface ProposalBasis {
	readonly words: Words;
	/** Tell what a column of few words may be. */
	readonly codes?: KnownCodes;
	/** The table is read by a column of updates; else no column is taken for one by its values. */
	readonly database?: boolean;
}

/**
 * Proposes mappings: the kind with the most of its fields found, then kinds of which the same rows hold a record as well, with a number
 * of its own and a column more that no kind before took.
 */
export function proposeMappings(
	probe: TableProbe,
	{ words, codes = {}, database = true }: ProposalBasis,
): readonly [Proposal, ...Proposal[]] {
	const lexicon = compileWords(words.fields);
	const own = {
		redact: compileWords({ it: words.redact }),
		updated: compileWords({ it: words.updatedColumn }),
		key: compileWords({ it: words.key }),
	};
	const every = probe.columns.map(
		(name): Column => believed({ name, signs: signsOf(probe.sample.map((row) => row[name] ?? null)), named: namedBy(name, lexicon) }),
	);
	const redact = callerColumns(every, own.redact);
	const all = every.filter(({ name }) => !redact.includes(name));
	const updatedColumn =
		best(probe.columns, (column) => namedBy(column, own.updated).get('it') ?? 0) ?? (database ? lastInstant(all) : null);
	const columns = all.filter(({ name }) => name !== updatedColumn);
	const ranked = KIND_NAMES.map((kind) => fitKind(kind, columns, codes))
		.map((fitted) => weighRegistrar(fitted, probe))
		.map(weighLicence)
		.map((fitted) => weighCallers(fitted, redact.length))
		.sort((a, b) => b.confidence - a.confidence);
	const chosen = withFurther(ranked);
	const used = new Set(chosen.flatMap(({ fields }) => fields.map((field) => field.column)));
	const proposalOf = (fit: Fit): Proposal => {
		const key = best(probe.columns, (column) => keyScore(column, columns, fit, namedBy(column, own.key).get('it') ?? 0));
		const order = Object.keys(kindDef(fit.kind).fields);
		const placeOf = ({ field }: FieldProposal): number => order.indexOf(field.split('.')[0] ?? field);
		const others = ranked.filter((other) => !chosen.includes(other)).slice(0, 3);
		const left = columns.filter((c) => !used.has(c.name) && c.name !== key);
		const callers = fit.kind === 'complaint' ? left.filter(isOfSomebody).map(({ name }) => name) : [];
		return {
			...fit,
			fields: fit.fields.toSorted((a, b) => placeOf(a) - placeOf(b)).map((field) => ({ ...field, ...divisionWords(field, probe) })),
			key,
			updatedColumn,
			redact: [...redact, ...callers],
			left: left.filter(({ name }) => !callers.includes(name)).map((c) => ({ column: c.name, looksLike: strongest(c.signs) })),
			alternatives: others.map(({ kind, confidence }) => ({ kind, confidence })),
		};
	};
	const [first, ...further] = chosen.map(proposalOf);
	return [first as Proposal, ...further];
}

/** Only the hotline knows who complained. Smaller: a table of tickets with names of its own is taken for advertisements. */
const CALLERS_WEIGHT = 0.15;

function weighCallers(fitted: Fit, callers: number): Fit {
	return fitted.kind === 'complaint' && callers > 0 ? { ...fitted, confidence: round(fitted.confidence + CALLERS_WEIGHT) } : fitted;
}

/** Fields that hold the number of a record of their kind. */
const NUMBERS: ReadonlySet<string> = new Set(['creditCode', 'licenceNo', 'accountRef', 'admissionNo', 'certificateNo']);
/** How sure a column must be to speak for a further record. Lower: every table becomes several; higher: only tables in the hub's own words do. */
const SPEAKS = 0.5;
/** Columns that a further record needs for itself: its number and something about it. */
const OWN_COLUMNS = 2;

/** The best kind, and kinds that the rows hold beside it. */
function withFurther(ranked: readonly Fit[]): readonly Fit[] {
	const chosen = ranked.slice(0, 1);
	const taken = new Set(chosen.flatMap(({ fields }) => fields.map(({ column }) => column)));
	const rest = new Set(ranked.slice(1));
	for (;;) {
		const freshOf = ({ fields }: Fit) => fields.filter(({ column, confidence }) => confidence >= SPEAKS && !taken.has(column));
		const candidates = [...rest]
			.map((fit) => ({ fit, fresh: freshOf(fit) }))
			.filter(({ fresh }) => fresh.length >= OWN_COLUMNS && fresh.some(({ field }) => NUMBERS.has(field)))
			.sort((a, b) => sum(b.fresh) - sum(a.fresh));
		const next = candidates[0];
		if (next === undefined) return chosen;
		chosen.push(next.fit);
		rest.delete(next.fit);
		for (const { column } of next.fit.fields) taken.add(column);
	}
}

const sum = (fields: readonly FieldProposal[]): number => fields.reduce((total, { confidence }) => total + confidence, 0);

/** The first of `proposeMappings`. */
export function proposeMapping(probe: TableProbe, basis: ProposalBasis): Proposal {
	return proposeMappings(probe, basis)[0];
}

interface Fit {
	readonly kind: Kind;
	readonly confidence: number;
	readonly fields: readonly FieldProposal[];
}

/** A part of an organisation without the number of that organisation. Larger: staff lists win over lists of people; smaller: one unknown column hides the kind. */
const HOMELESS = 0.8;

/** The best columns for a kind's fields, each column once, surest first. */
function fitKind(kind: Kind, columns: readonly Column[], codes: KnownCodes): Fit {
	const candidates = Object.entries(kindDef(kind).fields)
		.flatMap(([field, def]) => columns.map((column) => rate({ field, def, known: codes[`${kind}.${field}`] ?? {} }, column)))
		.filter((c) => c.confidence >= 0.35)
		.sort((a, b) => b.confidence - a.confidence);
	const fields: FieldProposal[] = [];
	for (const candidate of candidates) {
		if (!fields.some((f) => f.field === candidate.field || f.column === candidate.column)) fields.push(candidate);
	}
	const confidence = round((2 * sum(fields)) / (Object.keys(kindDef(kind).fields).length + columns.length));
	fields.push(...startsOf(kind, fields));
	const { belongsBy } = kindDef(kind);
	const homeless = belongsBy !== undefined && !fields.some((f) => f.field === belongsBy);
	return {
		kind,
		confidence: homeless ? round(confidence * HOMELESS) : confidence,
		fields: [...fields, ...identityNumbers(kind, fields, columns)],
	};
}

/** Fields that say when what another field ends began. */
const STARTS: readonly (readonly [string, string])[] = [
	['validUntil', 'issuedOn'],
	['to', 'from'],
];

/** The beginning of a term in whose column the end was found, where no column of its own says it. */
function startsOf(kind: Kind, fields: readonly FieldProposal[]): FieldProposal[] {
	return STARTS.flatMap(([end, start]): FieldProposal[] => {
		const term = fields.find((f) => f.field === end && f.needs === 'TERM_END');
		if (term === undefined || !(start in kindDef(kind).fields) || fields.some((f) => f.field === start)) return [];
		return [{ ...term, field: start, confidence: 0.4, needs: 'TERM_START' }];
	});
}

/** Whose credit codes the two kinds that look most alike have. */
const REGISTRARS: Partial<Record<Kind, Registrar>> = { registration: 'MARKET', nonprofit: 'CIVIL_AFFAIRS' };
/** Smaller: a register with few columns is taken for the kind with few fields; larger: it outweighs two missing columns. */
const REGISTRAR_WEIGHT = 0.15;

/** Raises or lowers a kind by who registered the credit codes of the sample. */
function weighRegistrar(fitted: Fit, probe: TableProbe): Fit {
	const registrar = REGISTRARS[fitted.kind];
	const column = fitted.fields.find((field) => field.field === 'creditCode')?.column;
	if (registrar === undefined || column === undefined) return fitted;
	const codes = probe.sample.map((row) => normaliseCreditCode(row[column] ?? '')).filter((code) => code.length === 18);
	if (codes.length === 0) return fitted;
	const share = codes.filter((code) => registrarOf(code).registrar === registrar).length / codes.length;
	return { ...fitted, confidence: round(Math.max(0, fitted.confidence + REGISTRAR_WEIGHT * (2 * share - 1))) };
}

/** Numbers of licences stand in the register of licences. Smaller: one with few columns is taken for another register; larger: a register that notes licences beside its own number becomes theirs. */
const LICENCE_WEIGHT = 0.1;

function weighLicence(fitted: Fit): Fit {
	const numbered = fitted.kind === 'licence' && fitted.fields.some(({ field, why }) => field === 'licenceNo' && why !== 'NAME');
	return numbered ? { ...fitted, confidence: round(fitted.confidence + LICENCE_WEIGHT) } : fitted;
}

interface Rated {
	readonly field: string;
	readonly def: FieldDef;
	/** Code list of the field that is known. */
	readonly known: Readonly<Record<string, string>>;
}

function rate({ field, def, known }: Rated, column: Column): FieldProposal {
	const { type } = def;
	// What has the form of a licence's number is no other kind's, whatever it is called.
	const foreign = field === 'admissionNo' && (column.signs.shares.licenceNo ?? 0) >= 0.6;
	const named = foreign ? 0 : (column.named.get(field) ?? 0);
	const signs = type === 'text' && def.evidence === true ? (['prose'] as const) : SIGNS[type];
	const seen = Math.max(0, ...signs.map((sign) => column.signs.shares[sign] ?? 0));
	const telling = signs.some((sign) => TELLING.has(sign) && (column.signs.shares[sign] ?? 0) >= 0.6);
	// A name that the values contradict is worth half; an empty column is judged by its name alone.
	const { words } = column.signs;
	const spoken = type === 'code' && words.length > 0 ? words.filter((word) => canonicalOf(word, known) !== null).length / words.length : 0;
	const fit = column.signs.filled === 0 ? 0.6 : fitOf(type, seen, spoken > 0 || !words.every((word) => /^[\w.]+$/.test(word)));
	const byName = named * (0.5 + 0.5 * fit);
	const weak = column.named.size === 0 && seen >= 0.8 && signs.some((sign) => WEAK.has(sign) && column.signs.shares[sign] === seen);
	const byValues = named > 0 ? 0 : Math.max(telling ? 0.45 * seen : 0, weak ? 0.38 * seen : 0, words.length > 1 ? 0.48 * spoken : 0);
	const needs = needOf(field, def, column.signs);
	return {
		field,
		column: column.name,
		confidence: round(Math.max(byName, byValues)),
		why: byName < byValues ? 'VALUES' : seen >= 0.6 ? 'BOTH' : 'NAME',
		words: type === 'code' ? column.signs.words : [],
		...(needs && { needs }),
	};
}

/** How well values fit a field whose name they bear, 0..1. Of two columns for one code list that with words goes before that with codes. */
function fitOf(type: FieldType, seen: number, worded: boolean): number {
	if (type === 'freeText') return 0.8 + 0.2 * seen;
	if (type === 'code') return seen * (worded ? 1 : 0.4);
	return free(type) ? 1 : seen;
}

/** Amounts below which the median of a column cannot be yuan: capital of a few thousand, a fine of less than a hundred. */
const TOO_SMALL: Readonly<Record<string, number>> = { capital: 5000, fine: 100 };

function needOf(field: string, { type }: FieldDef, signs: ColumnSigns): Need | null {
	if (type === 'day' && (signs.shares.term ?? 0) >= 0.5) return /^(?:validUntil|to|endedOn)$/.test(field) ? 'TERM_END' : 'TERM_START';
	return signs.median !== null && signs.median > 0 && signs.median < (TOO_SMALL[field] ?? 0) ? 'TEN_THOUSANDS' : null;
}

/** Types whose values can look like anything. */
function free(type: FieldType): boolean {
	return type === 'text' || type === 'freeText' || type === 'list';
}

/** The number of each person: the column of identity numbers that stands next after the person's name. */
function identityNumbers(kind: Kind, fields: readonly FieldProposal[], columns: readonly Column[]): FieldProposal[] {
	const people = fields.filter((f) => kindDef(kind).fields[f.field]?.type === 'person');
	const taken = new Set(fields.map((f) => f.column));
	return people.flatMap((person): FieldProposal[] => {
		const from = columns.findIndex((column) => column.name === person.column);
		const found = columns
			.filter((column, index) => index > from && !taken.has(column.name))
			.find((column) => (column.signs.shares.identityNumber ?? 0) >= 0.5 || (column.named.get('identityNumber') ?? 0) >= 0.6);
		if (found === undefined) return [];
		taken.add(found.name);
		const seen = (found.signs.shares.identityNumber ?? 0) >= 0.5;
		const named = found.named.has('identityNumber');
		const why = seen && named ? 'BOTH' : seen ? 'VALUES' : 'NAME';
		return [{ field: `${person.field}.identityNumber`, column: found.name, confidence: seen ? 0.9 : 0.6, why, words: [] }];
	});
}

/** A key is named so, or is the number by which the kind is known; every value given and different. */
function keyScore(name: string, columns: readonly Column[], first: Fit, named: number): number {
	const signs = columns.find((column) => column.name === name)?.signs;
	if (signs === undefined || signs.filled === 0 || signs.distinct < signs.filled || signs.filled < signs.rows * 0.98) return 0;
	const field = first.fields.find((f) => f.column === name)?.field ?? '';
	const number = kindDef(first.kind).stands === 'registration' && /^(?:creditCode|licenceNo|accountRef|admissionNo)$/.test(field);
	const certificate = first.kind === 'certificate' && field === 'certificateNo';
	// A number of the row's own that no field takes: its key, though its name says no more than that.
	// The number of a line (序号) is another in the next file.
	const header = normaliseHeader(name);
	const numbered = field !== '' || !/(?:ID|NO|BH|编号|序号|号)$/.test(header) ? 0 : header === '序号' ? 0.51 : 0.6;
	const document = (signs.shares.documentNo ?? 0) === 1 ? 0.58 : 0;
	return Math.max(named, number || certificate ? 0.95 : 0, numbered, document, field === '' && isMark(signs) ? 0.55 : 0);
}

/** Values that can tell rows apart and say nothing else: no text, amount, day, place, or anybody's name or number. */
function isMark({ shares }: ColumnSigns): boolean {
	return Object.values(shares).every((share) => share < 0.5);
}

/** The time of update among columns whose names say nothing: agencies put it last, and it is always given. */
function lastInstant(columns: readonly Column[]): string | null {
	const found = columns.findLast(
		({ named, signs }) => named.size === 0 && (signs.shares.instant ?? 0) === 1 && signs.filled === signs.rows,
	);
	return found?.name ?? null;
}

function strongest(signs: ColumnSigns): Sign | null {
	const [sign, share] = Object.entries(signs.shares).sort(([, a], [, b]) => b - a)[0] ?? [];
	return sign !== undefined && share !== undefined && share >= 0.6 ? (sign as Sign) : null;
}

function best(names: readonly string[], score: (name: string) => number): string | null {
	let top: string | null = null;
	let high = 0.5;
	for (const name of names) {
		const value = score(name);
		if (value > high) {
			top = name;
			high = value;
		}
	}
	return top;
}

const round = (value: number): number => Math.round(Math.min(1, value) * 100) / 100;
