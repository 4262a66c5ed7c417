/** Complaints and inspections about an institution that is or was licensed or admitted, for rules that read one thing in them. */
import { addDays, type Day } from '#core/days.ts';
import type { Dossier, Evidence } from '#core/dossier.ts';
import { readText } from '#text/read-text.ts';
import { evidenceOf } from './rule-kit.ts';

/** What was told longer ago is left to the archive. Smaller: a school that was told of year after year looks new each time; larger: a new management answers for the old. */
const LOOK_BACK_DAYS = 5 * 365;

export interface Told {
	readonly evidence: Evidence;
	/** Null: not known. */
	readonly on: Day | null;
	/** Officers saw it. */
	readonly official: boolean;
	/** First day on which the text is too old to count; null: it has no day. */
	readonly until: Day | null;
}

/** Texts of which a reading holds, without hearsay and refutations. Empty for whoever has no licence or admission: other rules speak of them. */
export function toldTexts(dossier: Dossier, holds: (text: string) => boolean): readonly Told[] {
	const { inspection, complaint, licence, admission } = dossier.records;
	if (licence.length === 0 && admission.length === 0) return [];
	const since = addDays(dossier.asOf, -LOOK_BACK_DAYS);
	const texts = [
		...inspection.map((record) => ({ record, field: 'findings', text: record.body.findings, on: record.body.inspectedOn, official: true })),
		...complaint.map((record) => {
			const on = record.body.receivedAt?.slice(0, 10) ?? null;
			return { record, field: 'content', text: record.body.content, on, official: false };
		}),
	];
	return texts.flatMap(({ record, field, text, on, official }) => {
		if (text === null || (on !== null && on < since) || !holds(text)) return [];
		const { hedged, refuted } = readText(text);
		if (hedged || refuted) return [];
		return [{ evidence: evidenceOf(record, field, text, on), on, official, until: on === null ? null : addDays(on, LOOK_BACK_DAYS + 1) }];
	});
}
