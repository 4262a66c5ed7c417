/** The command that says why an organisation stands as it does, or how two sides stand to each other. */
import { createReader, type Reader } from '#access/reader.ts';
import type { Hub } from '#compose.ts';
import { toSimplified } from '#intake/keys/traditional.ts';
import { explainMatch } from '#services/explain/explain-match.ts';
import { explainOrganisation } from '#services/explain/explain-organisation.ts';
import { findOrganisation } from '#services/explain/find-organisation.ts';
import { sayExplanation, sayMatch } from '#services/explain/say-explanation.ts';
import { ANALYST } from './looking.ts';
import type { Outcome } from './outcome.ts';

export interface ExplainArguments {
	/** Id, code or exact name. */
	readonly organisation: string;
	/** The same of another organisation, or a record as source/type/key; left out: the organisation alone. */
	readonly other?: string | undefined;
}

/** Explains an organisation, or how two sides stand to each other. @throws HubError NOT_FOUND or INVALID_INPUT, with what comes near. */
export async function explain(hub: Hub, args: ExplainArguments): Promise<Outcome> {
	const reader = createReader(hub.store, ANALYST, hub.clock);
	const organisation = await findOrganisation(reader, toSimplified(args.organisation));
	if (args.other !== undefined) return explainPair(reader, organisation.organisationId, args.other);
	const explanation = await explainOrganisation(reader, organisation);
	await reader.audit.commit('explain');
	return { status: 0, text: sayExplanation(explanation), json: explanation };
}

async function explainPair(reader: Reader, organisationId: string, other: string): Promise<Outcome> {
	const [source, recordType, ...key] = other.split('/');
	const side =
		source !== undefined && recordType !== undefined && key.length > 0
			? { record: { source, recordType, recordKey: key.join('/') } }
			: { organisationId: (await findOrganisation(reader, toSimplified(other))).organisationId };
	const explanation = await explainMatch(reader, side, { organisationId });
	await reader.audit.commit('explain');
	return { status: 0, text: sayMatch(explanation), json: explanation };
}
