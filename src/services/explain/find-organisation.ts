/** Finds the one organisation that a person at the command line means: by id, credit code, licence number or exact name. */
import type { OrganisationRow, Reader } from '#access/reader.ts';
import { HubError } from '#core/errors.ts';

/** Names alike that are told when none is the one asked for. More than this nobody reads. */
const NEAR_NAMES = 5;
/** Hits looked at for an exact name. Fewer: a popular name hides behind longer ones; more: nothing is gained, exact ones come first. */
const HITS = 50;

/**
 * The organisation. `text`: an id, or a code or name in simplified characters.
 * @throws HubError NOT_FOUND with the nearest names; INVALID_INPUT with the ids when several have the name.
 */
export async function findOrganisation(reader: Reader, text: string): Promise<OrganisationRow> {
	const wanted = text.normalize('NFKC').trim();
	const byId = wanted.startsWith('org_') ? (await reader.organisations([wanted])).get(wanted) : undefined;
	if (byId !== undefined) return byId;
	const code = wanted.replaceAll(/\s/g, '').toUpperCase();
	const byCode = (await reader.organisationsByCreditCodes([code])).get(code);
	if (byCode !== undefined) return byCode;
	const { hits } = await reader.search(wanted, HITS);
	const found = await reader.organisations(hits.map(({ organisationId }) => organisationId));
	const rows = hits.flatMap(({ organisationId }) => found.get(organisationId) ?? []);
	const byNumber = /^[0-9A-Z]{10,20}$/.test(code);
	const exact = byNumber ? rows : rows.filter(({ name }) => comparable(name) === comparable(wanted));
	if (exact.length > 1) throw ambiguous(wanted, exact);
	if (exact[0] === undefined) throw unknown(wanted, rows);
	return exact[0];
}

function comparable(name: string): string {
	return name.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
}

function ambiguous(wanted: string, rows: readonly OrganisationRow[]): HubError {
	const ids = rows.map(({ organisationId, creditCode }) => `${organisationId}${creditCode === null ? '' : ` (${creditCode})`}`);
	return new HubError('INVALID_INPUT', `Several organisations go by "${wanted}": ${ids.join(', ')}. Name one by its id.`);
}

function unknown(wanted: string, rows: readonly OrganisationRow[]): HubError {
	const near = rows.slice(0, NEAR_NAMES).map(({ name, organisationId }) => `${name} (${organisationId})`);
	const remedy = near.length === 0 ? 'Give its id, its credit code or its exact name.' : `Near it: ${near.join(', ')}.`;
	return new HubError('NOT_FOUND', `No organisation goes by "${wanted}". ${remedy}`);
}
