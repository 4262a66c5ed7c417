/** An organisation's own names taken out of a text: words in them (思维, 学习中心) say what it is called, not what is done there. */
import type { Dossier } from '#core/dossier.ts';

/** Names under which records know the organisation, the longest first. */
export function ownNames(dossier: Dossier): readonly string[] {
	const { registration, nonprofit, licence, admission } = dossier.records;
	const names = [dossier.name, ...[...registration, ...nonprofit, ...licence, ...admission].map((record) => record.body.name)];
	return [...new Set(names.filter((name): name is string => name !== null && name.length > 1))].sort((a, b) => b.length - a.length);
}

/** The text with each of the names as 某. */
export function withoutNames(text: string, names: readonly string[]): string {
	return names.reduce((rest, name) => rest.replaceAll(name, '某'), text);
}
