/**
 * Puts environment variables into the configuration: `${NAME}` must be set, `${NAME:-default}` need not.
 * An empty variable counts as not set. An optional source whose variable is missing is left out whole.
 */
import type { Environment } from './environment.ts';
import type { LeftOutSource } from './hub-config.ts';
import type { Mistake } from './mistakes.ts';
import type { Path, YamlTree } from './yaml-file.ts';

const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/** What substitution gives: the tree with values filled in, and the sources that fall away. */
export interface Substituted {
	readonly value: unknown;
	readonly leftOut: readonly LeftOutSource[];
	readonly mistakes: readonly Mistake[];
}

interface Missing {
	/** Null: what stands there names none. */
	readonly variable: string | null;
	readonly path: Path;
}

/** Fills in the variables of the whole tree. */
export function substitute(tree: YamlTree, env: Environment): Substituted {
	const missing: Missing[] = [];
	const value = fill(tree.value, [], env, missing);
	const leftOut: LeftOutSource[] = [];
	const sources = entryOf(value, 'sources');
	const mistakes: Mistake[] = [];
	for (const { variable, path } of missing) {
		const id = path[0] === 'sources' ? String(path[1]) : null;
		if (variable !== null && id !== null && entryOf(entryOf(sources, id), 'optional') === true) {
			if (!leftOut.some((source) => source.id === id)) leftOut.push({ id, variable });
			continue;
		}
		if (variable === null) {
			mistakes.push({
				...tree.place(path),
				message: `“$\{” begins the name of a variable and ends with “}”, as in $\{NAME} or $\{NAME:-default}.`,
			});
			continue;
		}
		mistakes.push({
			...tree.place(path),
			message: `The environment variable ${variable} is not set; it gives ${purposeOf(path)}.${id === null ? '' : ` Set it, or mark the source “optional: true”.`}`,
		});
	}
	const kept =
		leftOut.length === 0
			? value
			: without(
					value,
					leftOut.map((source) => source.id),
				);
	return { value: kept, leftOut, mistakes };
}

function fill(value: unknown, path: Path, env: Environment, missing: Missing[]): unknown {
	if (typeof value === 'string') {
		if (path.at(-1) !== 'pattern' && value.replace(VARIABLE, '').includes('${')) missing.push({ variable: null, path });
		return value.replace(VARIABLE, (_, variable: string, fallback: string | undefined) => {
			const given = env[variable];
			if (given !== undefined && given !== '') return given;
			if (fallback === undefined) missing.push({ variable, path });
			return fallback ?? '';
		});
	}
	if (Array.isArray(value)) return value.map((item, index) => fill(item, [...path, index], env, missing));
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, [...path, key], env, missing)]));
	}
	return value;
}

function entryOf(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function without(value: unknown, ids: readonly string[]): unknown {
	const sources = entryOf(value, 'sources') as Record<string, unknown>;
	const kept = Object.fromEntries(Object.entries(sources).filter(([id]) => !ids.includes(id)));
	return { ...(value as Record<string, unknown>), sources: kept };
}

const PURPOSES: Readonly<Record<string, string>> = {
	'hub.secret': 'the key of the person tokens (at least 16 characters without blanks; to change it later see secret rotate)',
	'hub.databaseUrl': 'the PostgreSQL of the hub’s store',
	url: 'the address',
	folder: 'the folder of the files',
	token: 'the access token',
};

/** What a setting is for, in words: "the address of the source education". */
function purposeOf(path: Path): string {
	const whole = path.join('.');
	const what = PURPOSES[whole] ?? PURPOSES[String(path.at(-1))] ?? `“${path.at(-1)}”`;
	if (path[0] !== 'sources') return PURPOSES[whole] === undefined ? `the setting ${whole}` : what;
	return `${what} of the source “${String(path[1])}” (${whole})`;
}
