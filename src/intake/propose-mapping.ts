/**
 * Proposes a first mapping for a table that nobody has described: from the names of its columns and from what their
 * values look like. Used by `doctor` alone; a person reads, mends and decides. Gives no value but the words of code lists.
 */
import { pinyin } from 'pinyin-pro';
import { normaliseCreditCode, type Registrar, registrarOf } from '#core/codes/credit-code.ts';
import { type FieldDef, type FieldType, KIND_NAMES, type Kind, kindDef } from '#core/kinds.ts';
import type { TableProbe } from '#core/ports.ts';
import { type ColumnSigns, type Sign, signsOf } from './propose/value-signs.ts';

/** Words by which columns are known; the file is read by `src/config`. */
export interface Words {
	readonly fields: Readonly<Record<string, readonly string[]>>;
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
}

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
	day: ['day', 'serial'],
	instant: ['instant', 'day'],
	time: ['time'],
	decimal: ['decimal'],
	integer: ['integer'],
	creditCode: ['creditCode'],
	licenceNo: ['licenceNo'],
	division: ['division'],
	industry: ['industry'],
	code: ['words'],
	list: ['words'],
};
/** Signs that few other columns bear: enough without a telling name. */
const TELLING: ReadonlySet<Sign> = new Set(['creditCode', 'licenceNo', 'phones', 'division', 'organisation', 'address', 'time']);

interface Column {
	readonly name: string;
	readonly signs: ColumnSigns;
	/** How well the name says a field, by field. */
	readonly named: ReadonlyMap<string, number>;
}

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
		(name): Column => ({ name, signs: signsOf(probe.sample.map((row) => row[name] ?? null)), named: namedBy(name, lexicon) }),
	);
	const redact = callerColumns(every, own.redact);
	const all = every.filter(({ name }) => !redact.includes(name));
	const updatedColumn =
		best(probe.columns, (column) => namedBy(column, own.updated).get('it') ?? 0) ?? (database ? lastInstant(all) : null);
	const columns = all.filter(({ name }) => name !== updatedColumn);
	const ranked = KIND_NAMES.map((kind) => fitKind(kind, columns, codes))
		.map((fitted) => weighRegistrar(fitted, probe))
		.map((fitted) => weighCallers(fitted, redact.length))
		.sort((a, b) => b.confidence - a.confidence);
	const chosen = withFurther(ranked);
	const used = new Set(chosen.flatMap(({ fields }) => fields.map((field) => field.column)));
	const proposalOf = (fit: Fit): Proposal => {
		const key = best(probe.columns, (column) => keyScore(column, columns, fit, namedBy(column, own.key).get('it') ?? 0));
		const order = Object.keys(kindDef(fit.kind).fields);
		const placeOf = ({ field }: FieldProposal): number => order.indexOf(field.split('.')[0] ?? field);
		const others = ranked.filter((other) => !chosen.includes(other)).slice(0, 3);
		return {
			...fit,
			fields: fit.fields.toSorted((a, b) => placeOf(a) - placeOf(b)),
			key,
			updatedColumn,
			redact,
			left: columns.filter((c) => !used.has(c.name) && c.name !== key).map((c) => ({ column: c.name, looksLike: strongest(c.signs) })),
			alternatives: others.map(({ kind, confidence }) => ({ kind, confidence })),
		};
	};
	const [first, ...further] = chosen.map(proposalOf);
	return [first as Proposal, ...further];
}

/**
 * Columns of people who complain: those named so, and beside such a one any of people's names that is named for no field. A time or a
 * text of the call (来电时间, 来电内容) is none.
 */
function callerColumns(columns: readonly Column[], words: Lexicon): string[] {
	const named = columns.filter(({ name, signs }) => namedBy(name, words).has('it') && !isOfTheCall(signs));
	if (named.length === 0) return [];
	return columns
		.filter((column) => named.includes(column) || (column.named.size === 0 && (column.signs.shares.person ?? 0) >= 0.6))
		.map(({ name }) => name);
}

const isOfTheCall = ({ shares }: ColumnSigns): boolean => Math.max(shares.instant ?? 0, shares.day ?? 0, shares.prose ?? 0) >= 0.6;

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
	const { belongsBy } = kindDef(kind);
	const homeless = belongsBy !== undefined && !fields.some((f) => f.field === belongsBy);
	return {
		kind,
		confidence: homeless ? round(confidence * HOMELESS) : confidence,
		fields: [...fields, ...identityNumbers(kind, fields, columns)],
	};
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

interface Rated {
	readonly field: string;
	readonly def: FieldDef;
	/** Code list of the field that is known. */
	readonly known: Readonly<Record<string, string>>;
}

function rate({ field, def, known }: Rated, column: Column): FieldProposal {
	const { type } = def;
	const named = column.named.get(field) ?? 0;
	const signs = type === 'text' && def.evidence === true ? (['prose'] as const) : SIGNS[type];
	const seen = Math.max(0, ...signs.map((sign) => column.signs.shares[sign] ?? 0));
	const telling = signs.some((sign) => TELLING.has(sign) && (column.signs.shares[sign] ?? 0) >= 0.6);
	// A name that the values contradict is worth half; an empty column is judged by its name alone.
	const byName = column.signs.filled === 0 ? named * 0.8 : named * (0.5 + 0.5 * (free(type) ? 1 : seen));
	const weak = column.named.size === 0 && seen >= 0.8 && signs.some((sign) => WEAK.has(sign) && column.signs.shares[sign] === seen);
	const { words } = column.signs;
	const spoken = type === 'code' && words.length > 1 ? words.filter((word) => word in known).length / words.length : 0;
	const byValues = named > 0 ? 0 : Math.max(telling ? 0.45 * seen : 0, weak ? 0.38 * seen : 0, 0.48 * spoken);
	return {
		field,
		column: column.name,
		confidence: round(Math.max(byName, byValues)),
		why: byName < byValues ? 'VALUES' : seen >= 0.6 ? 'BOTH' : 'NAME',
		words: type === 'code' ? column.signs.words : [],
	};
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
	const numbered = field === '' && /(?:ID|NO|BH|编号|序号|号)$/.test(normaliseHeader(name)) ? 0.6 : 0;
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

interface Form {
	readonly form: string;
	readonly weight: number;
}
type Lexicon = ReadonlyMap<string, readonly Form[]>;

/** Each word in the forms in which columns carry it: as it is, and by its pinyin initials. */
function compileWords(fields: Readonly<Record<string, readonly string[]>>): Lexicon {
	return new Map(
		Object.entries(fields).map(([field, list]) => [
			field,
			list.flatMap((word, index): Form[] => {
				// Later words are less usual, so that 名称 prefers `name` over a field that lists it last.
				const weight = 1 - Math.min(index, 8) * 0.01;
				const plain = normaliseHeader(word);
				const initials = pinyin(word, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toUpperCase();
				return initials === plain || initials.length < 2
					? [{ form: plain, weight }]
					: [
							{ form: plain, weight },
							{ form: initials, weight: weight * 0.9 },
						];
			}),
		]),
	);
}

/** How well a column's name says each field: the whole word 1, at its end or start 0.8, within 0.6. */
function namedBy(column: string, lexicon: Lexicon): Map<string, number> {
	const name = normaliseHeader(column);
	const found = new Map<string, number>();
	for (const [field, forms] of lexicon) {
		let top = 0;
		for (const { form, weight } of forms) {
			const share = name === form ? 1 : form.length < 2 || !name.includes(form) ? 0 : partial(name, form);
			top = Math.max(top, share * weight);
		}
		if (top > 0) found.set(field, top);
	}
	return found;
}

/** Latin initials inside a longer name are chance unless they are long; Chinese words are not. */
function partial(name: string, form: string): number {
	const han = /\p{Script=Han}/u.test(form);
	if (!han && form.length < 4) return 0;
	return name.endsWith(form) || name.startsWith(form) ? 0.8 : 0.6;
}

function normaliseHeader(header: string): string {
	return header
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s_\-.()（）:：*/]/g, '');
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
