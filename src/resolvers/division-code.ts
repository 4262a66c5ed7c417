/** Division codes that callers give. */
import { HubError } from '#core/errors.ts';

/** The code, null for none. @throws HubError INVALID_INPUT when it has not six digits. */
export function assertDivision(code: string | null | undefined): string | null {
	if (code == null || /^\d{6}$/.test(code)) return code ?? null;
	throw new HubError('INVALID_INPUT', 'A division code has six digits (GB/T 2260), like 330106 for a county or 330100 for its city.');
}
