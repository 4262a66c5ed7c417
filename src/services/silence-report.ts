/** The silence report: by county and rule, what could not be judged and which agency would have to give what is missing. */
import type { FlagCode } from '#core/flags.ts';
import type { Kind } from '#core/kinds.ts';
import { RULES } from '#rules/catalogue.ts';
import { type Lack, lackIn } from '#rules/lacks.ts';

/** A source as the report needs it: who answers for it, and which kinds it is mapped to give. */
export interface ReportedSource {
	readonly id: string;
	readonly agency: { readonly zh: string; readonly en: string };
	readonly kinds: readonly Kind[];
}

export interface ReportedSilence {
	/** Six digits; empty where the county is not known. */
	readonly divisionCode: string;
	readonly code: FlagCode;
	readonly title: { readonly zh: string; readonly en: string };
	/** What is missing, one sentence. */
	readonly reason: string;
	/** Kind of record that is missing, or beside which it would stand; null: the sentence alone says it. */
	readonly kind: Kind | null;
	/** Agencies that could give it: those of the source named, or of every source mapped to the kind; empty: no source is configured for it. */
	readonly agencies: readonly ReportedSource['agency'][];
	readonly organisations: number;
}

/** Silences with the rule's title and the agencies that would end them. */
export function reportSilences(
	rows: readonly { readonly code: FlagCode; readonly divisionCode: string; readonly reason: string; readonly organisations: number }[],
	sources: readonly ReportedSource[],
): readonly ReportedSilence[] {
	const titles = new Map(RULES.map(({ code, title }) => [code, title]));
	return rows.map(({ code, divisionCode, reason, organisations }) => {
		const lack = lackIn(reason);
		return {
			divisionCode,
			code,
			title: titles.get(code) ?? { zh: code, en: code },
			reason,
			kind: lack?.kind ?? null,
			agencies: suppliers(lack, sources),
			organisations,
		};
	});
}

function suppliers(lack: Lack | null, sources: readonly ReportedSource[]): readonly ReportedSource['agency'][] {
	if (lack === null) return [];
	const fits = ({ id, kinds }: ReportedSource): boolean => (lack.kind === null ? id === lack.source : kinds.includes(lack.kind));
	return sources.filter(fits).map(({ agency }) => agency);
}
