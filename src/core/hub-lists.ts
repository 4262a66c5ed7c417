/** The hub's own white and black list: what its users enter, beside the lists of the sources and never in their place. */
import type { Day } from './days.ts';

/** Under this source entries of the hub's own lists stand in dossiers and evidence. */
export const HUB_SOURCE = 'hub';
/** And under this record type. */
export const HUB_LIST_TYPE = 'list';

/** What a ban covers: the trade as a whole, founding or controlling a school, being recruited, teaching, being certified. */
export const BAN_SCOPES = ['INDUSTRY_ENTRY', 'FOUNDING', 'RECRUITMENT', 'TEACHING', 'QUALIFICATION'] as const;
export type BanScope = (typeof BAN_SCOPES)[number];

/** An entry; about an organisation or a person, one of the two. */
export interface HubListEntry {
	readonly listId: string;
	readonly list: 'WHITE' | 'BLACK';
	readonly organisationId: string | null;
	readonly personId: string | null;
	/** Empty for the white list. */
	readonly scopes: readonly BanScope[];
	readonly reason: string;
	readonly from: Day;
	/** Last day; null: open. */
	readonly to: Day | null;
	readonly enteredBy: string;
	/** RFC 3339. */
	readonly enteredAt: string;
	/** When somebody ended it before its time; null: nobody has. */
	readonly endedAt: string | null;
	readonly endedBy: string | null;
	readonly endedReason: string | null;
}
