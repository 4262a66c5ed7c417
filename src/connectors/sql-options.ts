/** Settings of database connectors under `connector.options`; see docs/mapping.md. */
import type { SourceMapping } from '#core/mapping.ts';
import type { OptionName } from '#core/source-settings.ts';
import { misconfigured } from './source-errors.ts';

/** How much longer a statement of a whole table may take than one answer: it sorts the table before its first row. */
const READ_FACTOR = 10;

/** A positive number among the options, or what holds without it. */
export function numberOption(source: SourceMapping, name: OptionName, otherwise: number): number {
	const value = source.connector.options?.[name];
	if (value === undefined) return otherwise;
	if (typeof value === 'number' && value > 0) return value;
	throw misconfigured(source.id, `has a connector option ${name} that is no positive number: mend it in the configuration`);
}

/** A text among the options; undefined when it is not given. */
export function textOption(source: SourceMapping, name: OptionName): string | undefined {
	const value = source.connector.options?.[name];
	if (value === undefined || typeof value === 'string') return value;
	throw misconfigured(source.id, `has a connector option ${name} that is no text: mend it in the configuration`);
}

/** Longest silence of a read of a whole table, milliseconds: option `readTimeoutMs`, else ten times `timeoutMs`. */
export function readLimitMs(source: SourceMapping): number {
	return numberOption(source, 'readTimeoutMs', source.connector.timeoutMs * READ_FACTOR);
}
