/** A division: what the national table says of it, and the organisations in it. */
import {
	canonicalDivision,
	type Division as DivisionFacts,
	divisionOf,
	divisionsWithin,
	fullDivisionName,
	parentCodeOf,
} from '#core/codes/division.ts';
import { knownOnOf } from './as-of.ts';
import type { DivisionResolvers } from './generated/types.ts';
import type { DivisionParent } from './mappers.ts';
import { statisticsOf } from './measure.ts';
import { organisationsKnownWhere, organisationsWhere } from './organisation-list.ts';

export const Division: DivisionResolvers = {
	fullName: ({ code }) => fullDivisionName(code),
	parent: ({ code }) => findDivision(parentCodeOf(code)),
	children: ({ code }) => divisionsWithin(code),
	statistics: ({ code }, args, context) => statisticsOf(code, args, context),
	organisations({ code }, { filter, asOf, orderBy, ...page }, context) {
		const conditions = { divisionCode: code, ...(filter == null ? {} : { anyOf: [filter] }) };
		const knownOn = knownOnOf(asOf, context);
		if (knownOn !== null) return organisationsKnownWhere(conditions, { ...page, orderBy: orderBy ?? null, knownOn }, context);
		const { reader, loaders } = context;
		return organisationsWhere(conditions, { ...page, orderBy: orderBy ?? 'RISK_DESC' }, { reader, loaders });
	},
};

/** The division of a code as it counts today; one that the table does not have is without a name. Null: none, or no code of a division. */
export function findDivision(code: string | null | undefined): DivisionParent | null {
	if (code == null || !/^[1-8]\d{5}$/.test(code)) return null;
	const today = canonicalDivision(code).code;
	return divisionOf(today) ?? { code: today, name: null, level: levelOf(today) };
}

function levelOf(code: string): DivisionFacts['level'] {
	if (code.endsWith('0000')) return 'PROVINCE';
	return code.endsWith('00') ? 'PREFECTURE' : 'COUNTY';
}
