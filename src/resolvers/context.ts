/** What every resolver gets besides its parent: the request's Reader, loaders and live sources. Made by the server for each request. */
import type { Clock } from '#core/days.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { LiveRegistrations } from '#loaders/live-registrations.ts';
import type { Loaders, Reader } from '#loaders/loaders.ts';

export interface Context {
	readonly reader: Reader;
	readonly loaders: Loaders;
	readonly live: LiveRegistrations;
	/** The configured sources, in the order of the configuration. */
	readonly sources: readonly SourceMapping[];
	readonly clock: Clock;
	/** Traditional to simplified characters, for texts that are searched for. */
	readonly simplify: (text: string) => string;
}
