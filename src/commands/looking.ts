/** Who asks at the machine, and the organisation that is meant. */
import type { Caller } from '#access/caller.ts';
import { createReader } from '#access/reader.ts';
import type { Hub } from '#compose.ts';
import { toSimplified } from '#intake/keys/traditional.ts';
import { findOrganisation } from '#services/explain/find-organisation.ts';

/** Whoever sits at the machine: sees rows and links of every agency, and people by id and masked name. */
export const ANALYST: Caller = { subject: 'command-line', role: 'analyst', purpose: 'ANALYSIS', divisions: null, sources: null };

/** Whoever decides or looks after the hub at the machine, by the name under which the audit has them: rows of every agency, masked as they are kept. */
export const administrator = (subject: string): Caller => ({ subject, role: 'admin', purpose: null, divisions: null, sources: null });

/** Candidates that a terminal shows. More scroll away; fewer hide the second that fits as well. */
export const CANDIDATES_SHOWN = 5;

/** The organisation that somebody at the machine means. @throws HubError NOT_FOUND or INVALID_INPUT, with what comes near. */
export async function lookedUp(hub: Hub, text: string): Promise<{ readonly organisationId: string; readonly name: string }> {
	const reader = createReader(hub.store, ANALYST, hub.clock);
	return findOrganisation(reader, toSimplified(text));
}
