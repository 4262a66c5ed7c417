/** The Reader's measures of a division: each with what it rests on, or why nothing can be said. */

import type { Day } from '#core/days.ts';
import { MEASURE_CODES, type MeasureCode, type MeasureGroup, measureDef } from '#core/measures.ts';
import * as view from '#store/measure-view.ts';
import { ACTIONS, actionOfKind, assertCan, can } from './actions.ts';
import type { Door } from './door.ts';

/** A measure; counts are null together with `missing`, which says why. */
export interface ReadMeasure {
	readonly code: MeasureCode;
	readonly numerator: number | null;
	readonly denominator: number | null;
	/** Oldest day up to which the sources it rests on were read. */
	readonly asOf: Day | null;
	readonly missing: string | null;
}

/** Training places by licence and registration. */
export interface LicenceMatrix {
	readonly both: number;
	readonly licenceOnly: number;
	readonly registrationOnly: number;
	readonly neither: number;
}

export interface Measures {
	/** @throws HubError ACCESS_DENIED. A measure on records that the caller may not read says so instead of a figure. */
	measures(query: view.MeasureQuery, codes: readonly MeasureCode[]): Promise<readonly ReadMeasure[]>;
	/** Null: licences or registrations were never read. @throws HubError ACCESS_DENIED. */
	licenceMatrix(query: view.MeasureQuery): Promise<LicenceMatrix | null>;
}

const COUNTS = { LICENCES: view.countLicences, FILINGS: view.countFilings, INSPECTIONS: view.countInspections } as const;

/** The measures of one reader. */
export function measureReads({ store: { db }, caller, scope }: Door): Measures {
	return {
		async measures(query, codes) {
			assertCan(caller, 'organisation:read');
			const read = await view.readDaysOfKinds(db, scope);
			const why = (code: MeasureCode): string | null => {
				const { kinds, never } = measureDef(code);
				if (never !== undefined) return never;
				const hidden = kinds.map(actionOfKind).find((action) => !can(caller, action));
				if (hidden !== undefined) return `The role ${caller.role} may not ${ACTIONS[hidden].about}.`;
				const unread = kinds.filter((kind) => !read.has(kind));
				return unread.length === 0 ? null : `No source that the caller sees has ever given records of kind ${unread.join(', ')}.`;
			};
			const wanted = MEASURE_CODES.filter((code) => codes.includes(code));
			const groups = new Set(wanted.filter((code) => why(code) === null).map((code): MeasureGroup => measureDef(code).group));
			const rows = await Promise.all([...groups].map((group) => COUNTS[group](db, scope, query)));
			const counts: view.CountRow = Object.assign({}, ...rows);
			return wanted.map((code) => {
				const missing = why(code);
				if (missing !== null) return { code, numerator: null, denominator: null, asOf: null, missing };
				const days = measureDef(code).kinds.map((kind) => read.get(kind) ?? query.on);
				return { code, numerator: counts[code] ?? 0, denominator: counts[`${code}/`] ?? 0, asOf: days.sort()[0] ?? null, missing };
			});
		},
		async licenceMatrix(query) {
			assertCan(caller, 'record:read');
			const read = await view.readDaysOfKinds(db, scope);
			if (!read.has('licence') || !(read.has('registration') || read.has('nonprofit'))) return null;
			const { BOTH = 0, LICENCE_ONLY = 0, REGISTRATION_ONLY = 0, NEITHER = 0 } = await view.countLicences(db, scope, query);
			return { both: BOTH, licenceOnly: LICENCE_ONLY, registrationOnly: REGISTRATION_ONLY, neither: NEITHER };
		},
	};
}
