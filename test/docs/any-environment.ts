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

/** Values of those that have to be more than a long text. */
const SHAPED: Readonly<Record<string, string>> = {
	DATABASE_URL: 'postgresql://hub.example/hub',
	HUB_FORMER_SECRETS: 'another-value-of-more-than-thirty-two-characters',
	JWKS_URL: 'https://id.example/keys',
	PORT: '4000',
};

/** An environment in which all of them are set. */
export const anyEnvironment: Readonly<Record<string, string>> = Object.fromEntries(
	REFERENCE_VARIABLES.map((name) => [name, SHAPED[name] ?? 'a-value-of-more-than-thirty-two-characters']),
);
