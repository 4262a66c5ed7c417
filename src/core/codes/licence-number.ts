/**
 * Numbers of training licences (办学许可证编号): printed "教民" + digits + "号", 13 digits by the rule of 2004, 14 to 16 since.
 * The layout of the longer ones is not settled between provinces, so an odd number is kept with a remark and never refused.
 */

/** What a licence number says. */
export interface LicenceNumber {
	/** The digits alone: what matching compares. */
	readonly digits: string;
	/** County that issued it, as far as the layout shows it; null when it does not. */
	readonly region: string | null;
	/** Why the number is odd, for the record's faults; null: it is as expected. */
	readonly remark: 'LENGTH' | 'LAYOUT' | null;
}

/** Reads a number as written; null when fewer than six digits are left, for then it names nothing. */
export function readLicenceNumber(raw: string): LicenceNumber | null {
	const text = raw.normalize('NFKC').replace(/[\s\p{Cf}\-‐-―_.,]/gu, '');
	const digits = (/\d[\dOoIl]*\d/.exec(text)?.[0] ?? '').replace(/[Oo]/g, '0').replace(/[Il]/g, '1');
	if (digits.length < 6) return null;
	if (digits.length < 13 || digits.length > 16) return { digits, region: null, remark: 'LENGTH' };
	const region = regionOf(digits);
	return { digits, region, remark: region === null ? 'LAYOUT' : null };
}

/** 13 and 14 digits begin with the division and the digit of the level (7: training); longer ones have one digit before. */
function regionOf(digits: string): string | null {
	const start = digits.length >= 15 ? 1 : 0;
	const region = digits.slice(start, start + 6);
	return digits.charAt(start + 6) === '7' && /^[1-8]\d/.test(region) ? region : null;
}
