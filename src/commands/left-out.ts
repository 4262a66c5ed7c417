/** How sources that the configuration leaves out are told. */
import type { Hub } from '#compose.ts';
import type { HubConfig } from '#config/hub-config.ts';

/** A source that the configuration leaves out, in a sentence. */
export function sayLeftOut({ id, variable }: HubConfig['leftOut'][number]): string {
	return `${id} is left out: ${variable} is not set`;
}

/** A source without its variable is no fault, but whoever forgot the variable must see it. */
export function tellLeftOut({ config, say }: Pick<Hub, 'config' | 'say'>): void {
	for (const source of config.leftOut) say(`${sayLeftOut(source)}.`);
}
