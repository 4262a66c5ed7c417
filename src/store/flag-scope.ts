/**
 * Which flags a reader sees, as SQL: a condition on flags and on the cases that hold them, and what the columns of an organisation tell
 * of its flags. A flag that tells of a police answer is told to nobody else in any other way; see decision 24.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { OPEN_STATUSES, POLICE_CODES, SEVERITIES, type Severity } from '#core/flags.ts';
import type { RiskPart } from '#core/risk.ts';
import type { RowScope } from './row-scope.ts';

type FlagScope = Pick<RowScope, 'policeFlags'>;

const POLICE = sql`array[${sql.join(POLICE_CODES.map((code) => sql.lit(code)))}]::text[]`;

/** A condition on a flag. Every read of the table `flag` for a reader has it. */
export function visibleFlag({ policeFlags }: FlagScope, flag = 'f'): RawBuilder<SqlBool> {
	return policeFlags ? sql`true` : sql`${sql.ref(`${flag}.code`)} <> all(${POLICE})`;
}

/** A condition on a case: one that holds no other flag is not there, for a case without flags would tell what it is about. */
export function visibleCase({ policeFlags }: FlagScope, reviewCase = 'c'): RawBuilder<SqlBool> {
	if (policeFlags) return sql`true`;
	return sql`not exists (select from review_flag hrf join flag hf using (flag_id) where hrf.case_id = ${sql.ref(`${reviewCase}.case_id`)}
		having bool_and(hf.code = any(${POLICE})))`;
}

/** What somebody wrote of a case, in a column; null where it may speak of a flag that the reader does not see. */
export function visibleGrounds({ policeFlags }: FlagScope, column: string, reviewCase: string): RawBuilder<string | null> {
	if (policeFlags) return sql.ref(column);
	return sql`case when not exists (select from review_flag hrf join flag hf using (flag_id)
		where hrf.case_id = ${sql.ref(`${reviewCase}.case_id`)} and hf.code = any(${POLICE})) then ${sql.ref(column)} end`;
}

/** Whether an organisation has an open flag that the reader does not see. */
export function hidesFlags({ policeFlags }: FlagScope, organisation: string): RawBuilder<SqlBool> {
	return policeFlags ? sql`false` : sql`${sql.ref(`${organisation}.flag_codes`)} && ${POLICE}`;
}

/** The gravest of an organisation's open flags that are seen; its flags are read only where one of them is not. */
export function seenSeverity(scope: FlagScope, organisation: string): RawBuilder<Severity | null> {
	const column = sql.ref<Severity | null>(`${organisation}.severity`);
	if (scope.policeFlags) return column;
	return sql`case when ${hidesFlags(scope, organisation)} then (
		select hf.severity from flag hf where hf.organisation_id = ${sql.ref(`${organisation}.organisation_id`)}
			and hf.status = any(${OPEN}) and ${visibleFlag(scope, 'hf')}
		order by array_position(${BY_SEVERITY}, hf.severity) desc limit 1) else ${column} end`;
}

const textsOf = (words: readonly string[]) => sql`array[${sql.join(words.map((word) => sql.lit(word)))}]::text[]`;
const OPEN = textsOf(OPEN_STATUSES);
const BY_SEVERITY = textsOf(SEVERITIES);

/** The codes of an organisation's open flags that are seen. */
export function seenFlagCodes(scope: FlagScope, organisation: string): RawBuilder<string[]> {
	const column = sql.ref<string[]>(`${organisation}.flag_codes`);
	if (scope.policeFlags) return column;
	return POLICE_CODES.reduce<RawBuilder<string[]>>((codes, code) => sql`array_remove(${codes}, ${sql.lit(code)})`, column);
}

/** What the open flags of an organisation that are seen add to its risk, largest first; those that are not seen add nothing to it. */
export function seenRiskParts(scope: FlagScope, organisation: string): RawBuilder<readonly RiskPart[]> {
	const column = sql.ref<readonly RiskPart[]>(`${organisation}.risk_parts`);
	if (scope.policeFlags) return column;
	return sql`case when ${hidesFlags(scope, organisation)} then (
		select coalesce(jsonb_agg(x.part order by x.place), '[]') from jsonb_array_elements(${column}) with ordinality x(part, place)
		where x.part->>'code' <> all(${POLICE})) else ${column} end`;
}
