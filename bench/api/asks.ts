/** The questions of the bench: the same dashboard list put to the hub, to Apollo Server and to PostGraphile. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '#access/caller.ts';
import { documentHash } from '#server/trusted-documents.ts';
import { COUNTIES, countyOf } from './fill-store.ts';
import type { Ask } from './measure.ts';
import { tokenFor } from './tokens.ts';

/** Organisations whose dossiers are asked for, of those that every store has. */
const ORGANISATIONS = 1_000;

/** Asks the hub for trusted documents in turn, each of all counties in turn. */
export async function askHub(documents: readonly string[], role: Role, purpose?: string): Promise<Ask> {
	const asked = documents.map((name) => {
		const text = readFileSync(join(import.meta.dirname, 'documents', `${name}.graphql`), 'utf8');
		return { documentId: `sha256:${documentHash(text)}`, ofOne: text.includes('$id') };
	});
	return {
		headers: { authorization: `Bearer ${await tokenFor(role)}`, ...(purpose === undefined ? {} : { 'x-purpose': purpose }) },
		body(n) {
			const { documentId, ofOne } = asked[n % asked.length] as (typeof asked)[number];
			const division = countyOf(Math.floor(n / asked.length) % COUNTIES);
			// Answers are kept by all variables that are sent, so a document gets its own and no others.
			return { documentId, variables: ofOne ? { id: `org_${1 + ((n * 7919) % ORGANISATIONS)}` } : { division } };
		},
	};
}

const APOLLO = `query Dashboard($division: String!) { organisations(first: 50, division: $division) { nodes { id name creditCode status
	risk { score severity } registration { name status establishedOn capital }
	licences { nodes { licenceNo name status validUntil principal { name masked } } }
	flags(first: 5) { nodes { id code severity score firstSeen } } } pageInfo { hasNextPage endCursor } } }`;

const POSTGRAPHILE = `query Dashboard($division: String!) {
	allOrganisations(first: 50, orderBy: [RISK_SCORE_DESC, PRIMARY_KEY_ASC], condition: { divisionCode: $division }) { nodes {
	id name creditCode status riskScore severity registrationByOrganisationId { name status establishedOn capital }
	licencesByOrganisationId(first: 1) { nodes { licenceNo name status validUntil principal } }
	flagsByOrganisationId(first: 5) { nodes { id code severity score firstSeen } } } pageInfo { hasNextPage endCursor } } }`;

const plain = (query: string): Ask => ({ headers: {}, body: (n) => ({ query, variables: { division: countyOf(n % COUNTIES) } }) });

/** The dashboard list, of Apollo Server. */
export const askApollo = plain(APOLLO);
/** The dashboard list, of PostGraphile. */
export const askPostgraphile = plain(POSTGRAPHILE);
