/** Values for the variables of the reference, so that no source of a configuration is left out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './documents.ts';

/** The variables that `config/reference.yaml` takes from the environment, sorted. */
export const REFERENCE_VARIABLES: readonly string[] = [
	...new Set(
		[...readFileSync(join(ROOT, 'config/reference.yaml'), 'utf8').matchAll(/^[^#]*?\$\{([A-Z_]+)/gm)].map(([, name = '']) => name),
	),
].sort();

/** An environment in which all of them are set. */
export const anyEnvironment: Readonly<Record<string, string>> = Object.fromEntries(
	REFERENCE_VARIABLES.map((name) => [name, name === 'PORT' ? '4000' : 'a-value-of-more-than-thirty-two-characters']),
);
