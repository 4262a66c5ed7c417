/** The form under which two personal names may be one. */
import { toSimplified } from './keys/traditional.ts';

/** A name in simplified characters, upper case, without spaces, dots and other signs; empty where nothing is left. */
export function nameKeyOf(name: string): string {
	return toSimplified(name.normalize('NFKC'))
		.toUpperCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}
