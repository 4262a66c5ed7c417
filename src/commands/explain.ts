/** The command that says why an organisation stands as it does, or how two sides stand to each other. */
import { createReader, type PersonSide, type Reader } from '#access/reader.ts';
import type { Hub } from '#compose.ts';
import { HubError } from '#core/errors.ts';
import { toSimplified } from '#intake/keys/traditional.ts';
import { explainMatch } from '#services/explain/explain-match.ts';
import { explainOrganisation } from '#services/explain/explain-organisation.ts';
import { comparePeople, explainPerson } from '#services/explain/explain-person.ts';
import { findOrganisation } from '#services/explain/find-organisation.ts';
import { sayExplanation, sayMatch } from '#services/explain/say-explanation.ts';
import { sayPerson, sayPersonComparison } from '#services/explain/say-person.ts';
import { ANALYST } from './looking.ts';
import type { Outcome } from './outcome.ts';

export interface ExplainArguments {
	/** Of an organisation its id, code or exact name; of a person the id. */
	readonly organisation: string;
	/** The same of another, or a record as source/type/key (of a person: …#slot); left out: the first alone. */
	readonly other?: string | undefined;
}

/** Explains an organisation, or how two sides stand to each other. @throws HubError NOT_FOUND or INVALID_INPUT, with what comes near. */
export async function explain(hub: Hub, args: ExplainArguments): Promise<Outcome> {
	const reader = createReader(hub.store, ANALYST, hub.clock);
	if (args.organisation.startsWith('per_')) return explainOnePerson(reader, args);
	const organisation = await findOrganisation(reader, toSimplified(args.organisation));
	if (args.other !== undefined) return explainPair(reader, organisation.organisationId, args.other);
	const explanation = await explainOrganisation(reader, organisation);
	await reader.audit.commit('explain');
	return { status: 0, text: sayExplanation(explanation), json: explanation };
}

async function explainOnePerson(reader: Reader, { organisation: personId, other }: ExplainArguments): Promise<Outcome> {
	if (other !== undefined) {
		const compared = await comparePeople(reader, { personId }, personSideOf(other));
		await reader.audit.commit('explain');
		return { status: 0, text: sayPersonComparison(compared), json: compared };
	}
	const explanation = await explainPerson(reader, personId);
	await reader.audit.commit('explain');
	return { status: 0, text: sayPerson(explanation), json: explanation };
}

/** @throws HubError INVALID_INPUT for what is neither the id of a person nor a place where a record names one. */
function personSideOf(text: string): PersonSide {
	if (text.startsWith('per_')) return { personId: text };
	const [, source, recordType, recordKey, slot] = /^([^/]+)\/([^/]+)\/(.+)#([^#]+)$/.exec(text) ?? [];
	if (source !== undefined && recordType !== undefined && recordKey !== undefined && slot !== undefined)
		return { mention: { source, recordType, recordKey, slot } };
	throw new HubError('INVALID_INPUT', `"${text}" names no person: give an id (per_…), or a record and its person (source/type/key#head).`);
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
