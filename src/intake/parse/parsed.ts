/** What a parser answers: a value, nothing because the source gave nothing, or the code of a fault. */

/** Codes of faults, stable; the sentence to each is in `parse-field`. */
export type FaultCode =
	| 'NOT_A_DATE'
	| 'NO_SUCH_DAY'
	| 'YEAR_OUT_OF_RANGE'
	| 'NOT_A_TIME'
	| 'NOT_A_NUMBER'
	| 'LOST_DIGITS'
	| 'NOT_A_PHONE'
	| 'AREA_CODE_MISSING'
	| 'MASKED'
	| 'CHECK_DIGIT'
	| 'WRONG_LENGTH'
	| 'UNKNOWN_CODE'
	| 'UNKNOWN_DIVISION'
	| 'RENAMED_DIVISION'
	| 'ODD_LICENCE_NUMBER'
	| 'NOT_A_LICENCE_NUMBER'
	| 'NOT_A_NAME';

/** A fault may stand beside a value: the value is kept and its oddness noted. */
export interface Parsed<T> {
	readonly value: T | null;
	readonly fault: FaultCode | null;
}

/** The source gives nothing. */
export const NOTHING: Parsed<never> = { value: null, fault: null };

/** A value without fault. */
export const good = <T>(value: T): Parsed<T> => ({ value, fault: null });

/** No value, for a reason. */
export const bad = (fault: FaultCode): Parsed<never> => ({ value: null, fault });
