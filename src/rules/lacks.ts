/** What a silence lacks, read from its sentence: the words are those of `whyUnread` and of the rules' own gaps. */
import { KIND_NAMES, type Kind } from '#core/kinds.ts';

/** A kind of record that no source gives (or beside which the missing data would stand), or a source that was not read. */
export type Lack = { readonly kind: Kind; readonly source: null } | { readonly kind: null; readonly source: string };

/** The end of a sentence on data that no kind of record holds yet: the kind whose agency would give them. */
export function besides(kind: Kind): string {
	return `such data would come beside records of kind ${kind}`;
}

/** The lack in a silence's reason; null: the sentence names neither kind nor source. */
export function lackIn(reason: string): Lack | null {
	const kind = /\bkind (\w+)/.exec(reason)?.[1];
	const known = KIND_NAMES.find((name) => name === kind);
	if (known !== undefined) return { kind: known, source: null };
	const source = /\bsource ([a-z][a-z0-9_-]*)/.exec(reason)?.[1];
	return source === undefined ? null : { kind: null, source };
}
