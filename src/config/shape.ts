/**
 * Checks a tree against the zod schemas and turns zod's issues into mistakes with a place and a suggestion.
 */
import { z } from 'zod';
import { hint, type Mistake } from './mistakes.ts';
import type { Path, YamlTree } from './yaml-file.ts';

type Schema = z.core.$ZodType;
type Issue = z.core.$ZodIssue;

/** The parsed value, or null when there are mistakes. */
export function parseShape<S extends z.ZodType>(
	schema: S,
	tree: YamlTree,
	value: unknown,
): { value: z.infer<S> | null; mistakes: Mistake[] } {
	const result = schema.safeParse(value);
	if (result.success) return { value: result.data, mistakes: [] };
	return { value: null, mistakes: result.error.issues.flatMap((issue) => mistakesOf(issue, [], schema, value, tree)) };
}

/** The mistakes of a part of the tree, which stands at `base`, by a schema of its own. */
export function partMistakes(schema: z.ZodType, value: unknown, base: Path, tree: YamlTree): Mistake[] {
	const within = {
		place: (path: Path) => tree.place([...base, ...path]),
		keyPlace: (path: Path) => tree.keyPlace([...base, ...path]),
	};
	const issues = schema.safeParse(value).error?.issues ?? [];
	return issues.flatMap((issue) => mistakesOf(issue, [], schema, value, within, nameOf(base)));
}

type Places = Pick<YamlTree, 'place' | 'keyPlace'>;

function mistakesOf(issue: Issue, above: Path, root: Schema, value: unknown, tree: Places, whole = 'the configuration'): Mistake[] {
	const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
	if (issue.code === 'unrecognized_keys') {
		const known = keysAt(root, path);
		return issue.keys.map((key) => ({
			...tree.keyPlace([...path, key]),
			message: `“${key}” is no setting of ${nameOf(path, whole)}.${hint(key, known)}`,
		}));
	}
	if (issue.code === 'invalid_key') {
		const reason = issue.issues[0]?.message ?? 'is not allowed';
		return [{ ...tree.keyPlace(path), message: `The name “${path.at(-1)}” ${reason}.` }];
	}
	if (issue.code === 'invalid_union') {
		// The branch that got furthest is the one that was meant: the other fails on the kind of value already.
		const meant = issue.errors.find((branch) => branch.some((inner) => inner.path.length > 0 || inner.code !== 'invalid_type'));
		if (meant !== undefined) return meant.flatMap((inner) => mistakesOf(inner, path, root, value, tree, whole));
	}
	const given = path.reduce<unknown>((at, step) => (at as Record<string | number, unknown> | undefined)?.[step], value);
	// What is missing has no place of its own: the name of the map that lacks it is shown.
	return [{ ...(given === undefined ? tree.keyPlace(path) : tree.place(path)), message: sentence(issue, nameOf(path, whole), given) }];
}

/** What holds for the whole country stands in the reference; hardly anybody writes it anew. */
const COUNTRYWIDE: ReadonlySet<string> = new Set(['calendars', 'policies']);
const FROM_REFERENCE = ' “extends: reference.yaml” at the head of the file brings the country’s.';

function sentence(issue: Issue, name: string, given: unknown): string {
	if (given === undefined) return `${name} is missing.${COUNTRYWIDE.has(name) ? FROM_REFERENCE : ''}`;
	if (issue.code === 'invalid_value') {
		return `${name} cannot be “${String(given)}”.${hint(String(given), issue.values.map(String))}`;
	}
	if (issue.code === 'invalid_type') return `${name} must be ${article(issue.expected)}, not ${describe(given)}.`;
	if (issue.code === 'invalid_union') return `${name} cannot be ${describe(given)}.`;
	if (issue.code === 'too_small' && issue.message.startsWith('Too small'))
		return `${name} is too small: ${issue.inclusive === false ? 'more than' : 'at least'} ${String(issue.minimum)}.`;
	if (issue.code === 'too_big') return `${name} is too big: at most ${String(issue.maximum)}.`;
	return `${name} ${issue.message}.`;
}

const nameOf = (path: Path, whole = 'the configuration'): string => (path.length === 0 ? whole : path.join('.'));

function article(expected: string): string {
	const words: Readonly<Record<string, string>> = {
		object: 'a map',
		record: 'a map',
		array: 'a list',
		string: 'a text',
		int: 'a whole number',
	};
	return words[expected] ?? `a ${expected}`;
}

function describe(given: unknown): string {
	if (given === null) return 'empty';
	if (Array.isArray(given)) return 'a list';
	if (typeof given === 'object') return 'a map';
	return `“${String(given)}”`;
}

/** The keys that an object of the schema may have at a path, through options, defaults, records and unions. */
function keysAt(root: Schema, path: Path): string[] {
	let candidates: Schema[] = [root];
	for (const step of path) candidates = candidates.flatMap((schema) => childrenOf(schema, step));
	return candidates.flatMap(unwrap).flatMap((schema) => {
		if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum) return schema.keyType.options.map(String);
		return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
	});
}

function childrenOf(schema: Schema, step: string | number): Schema[] {
	return unwrap(schema).flatMap((inner): Schema[] => {
		if (inner instanceof z.ZodObject) return step in inner.shape ? [inner.shape[step] as Schema] : [];
		if (inner instanceof z.ZodRecord) return [inner.valueType as Schema];
		if (inner instanceof z.ZodArray) return [inner.element as Schema];
		return [];
	});
}

function unwrap(schema: Schema): Schema[] {
	if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
		return unwrap(schema.unwrap() as Schema);
	if (schema instanceof z.ZodUnion) return (schema.options as readonly Schema[]).flatMap(unwrap);
	return [schema];
}
