/**
 * Who does teach hidden subjects, as somebody established it: from a file of labels, or from what a made province knows of itself.
 * One JSON object a line, of either form: {"source","recordType","recordKey","holds"} for one organisation by any record of it, or
 * {"type","records":[…]} for a thing that was found or planted. With things of the second kind the file speaks for the whole province.
 */
import { HubError } from '#core/errors.ts';
import type { RecordRef } from '#core/records.ts';

/** Found things that are hidden subject training; every other one is some other breach, and no hidden training. */
const HIDDEN_TYPES: ReadonlySet<string> = new Set([
	'front',
	'falseClosure',
	'trainingWithoutLicence',
	'unregistered',
	'subjectOutsideLicence',
]);

/** Records of one organisation, and whether it does. */
export interface RiskLabel {
	readonly records: readonly RecordRef[];
	readonly holds: boolean;
}

export interface RiskLabels {
	readonly labels: readonly RiskLabel[];
	/** Organisations that no line names do not teach hidden subjects. */
	readonly whole: boolean;
}

/** Reads the lines of a truth file. @throws HubError INVALID_INPUT naming the line that has neither form. */
export function readLabels(lines: readonly string[]): RiskLabels {
	const labels = lines.flatMap((line, index) => {
		if (line.trim() === '') return [];
		const label = toLabel(line);
		if (label === null) {
			const forms = 'an object with source, recordType, recordKey and holds, or one with type and records';
			throw new HubError('INVALID_INPUT', `Line ${index + 1} of the truth is not ${forms}.`);
		}
		return [label];
	});
	return { labels, whole: labels.some(({ finding }) => finding) };
}

function toLabel(line: string): (RiskLabel & { readonly finding: boolean }) | null {
	const value = parsed(line);
	if (typeof value.type === 'string' && Array.isArray(value.records) && value.records.every(isRef)) {
		return { records: value.records, holds: HIDDEN_TYPES.has(value.type), finding: true };
	}
	return isRef(value) && typeof value.holds === 'boolean' ? { records: [value], holds: value.holds, finding: false } : null;
}

function parsed(line: string): Readonly<Record<string, unknown>> {
	try {
		const value: unknown = JSON.parse(line);
		return value !== null && typeof value === 'object' ? (value as Readonly<Record<string, unknown>>) : {};
	} catch {
		return {};
	}
}

function isRef(value: unknown): value is RecordRef {
	if (value === null || typeof value !== 'object') return false;
	const ref = value as Readonly<Record<string, unknown>>;
	return ['source', 'recordType', 'recordKey'].every((key) => typeof ref[key] === 'string');
}
