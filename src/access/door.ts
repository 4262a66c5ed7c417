/** What the parts of one caller's Reader share, and what all decisions ask of a reason. */
import { HubError } from '#core/errors.ts';
import type { Store } from '#store/database.ts';
import type { RowScope } from '#store/row-scope.ts';
import type { AuditTrail } from './audit.ts';
import type { Caller } from './caller.ts';
import type { Vault } from './read-record.ts';

/** Who reads, from what, within which divisions and sources, and where it is noted. */
export interface Door {
	readonly store: Store;
	readonly caller: Caller;
	readonly scope: RowScope;
	readonly audit: AuditTrail;
}

/** The door of those parts that read records, with the clear values they were built from. */
export interface ReaderDoor extends Door {
	readonly vault: Vault;
}

/** Longest reason that is kept. More is a file of its own. */
const MAX_REASON = 1000;

/** The reason of a decision without the blanks around it. `kept`: what it is kept with, as the message names it. @throws HubError INVALID_INPUT when it is empty or too long. */
export function checkedReason(reason: string, kept: 'entry' | 'decision'): string {
	const said = reason.trim();
	if (said !== '' && said.length <= MAX_REASON) return said;
	throw new HubError('INVALID_INPUT', `Give a reason of at most ${MAX_REASON} characters: whoever reads the ${kept} later needs it.`);
}
