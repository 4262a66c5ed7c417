/** What every resolver gets besides its parent: the request's Reader, loaders and live sources. Made by the server for each request. */
import type { Clock } from '#core/days.ts';
import type { GivenPerson, ReadGivenPerson } from '#core/given-person.ts';
import type { GivenRecord, ReadGiven } from '#core/given-record.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { BreakerState } from '#core/ports.ts';
import type { ReviewDays } from '#core/review.ts';
import type { Clearances } from '#loaders/live-clearance.ts';
import type { LiveRecords } from '#loaders/live-records.ts';
import type { JudgingTerms, Loaders, Reader } from '#loaders/loaders.ts';
import type { SavedQueries } from '#services/saved-queries/saved-queries.ts';

export interface Context {
	readonly reader: Reader;
	readonly loaders: Loaders;
	readonly live: LiveRecords;
	readonly clearances: Clearances;
	readonly savedQueries: SavedQueries;
	/** The configured sources, in the order of the configuration. */
	readonly sources: readonly SourceMapping[];
	/** How the breaker of a source stands in this process; null: not known here. */
	readonly breakerOf: (source: string) => BreakerState | null;
	readonly clock: Clock;
	/** By what rules are asked again on demand; null: they are not. */
	readonly judging: JudgingTerms | null;
	/** Days that each stage of a review has. */
	readonly reviewDays: ReviewDays;
	/** Traditional to simplified characters, for texts that are searched for. */
	readonly simplify: (text: string) => string;
	/** Reads a record in hand as intake would; throws HubError INVALID_INPUT where it says nothing to be found by. */
	readonly readGiven: (given: GivenRecord) => ReadGiven;
	/** Reads a person in hand as intake would: makes tokens of the number and drops it. @throws HubError INVALID_INPUT likewise. */
	readonly readGivenPerson: (given: GivenPerson) => ReadGivenPerson;
}
