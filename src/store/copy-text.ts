/** Values as COPY's text form takes them. Apart from copy.ts, because a thread without a connection writes this form too. */

/** Values that COPY can carry; arrays of texts become PostgreSQL arrays, objects JSON. */
export type CopyValue = string | number | boolean | null | undefined | readonly string[] | Readonly<Record<string, unknown>>;

/** The columns of a row as one line, without the line's end. */
export function copyLine(row: readonly CopyValue[]): string {
	let line = '';
	for (let at = 0; at < row.length; at++) line += at === 0 ? copyText(row[at]) : `\t${copyText(row[at])}`;
	return line;
}

function copyText(value: CopyValue): string {
	if (value === null || value === undefined) return '\\N';
	if (typeof value === 'number') return String(value);
	if (typeof value === 'boolean') return value ? 't' : 'f';
	if (typeof value === 'string') return escapeText(value);
	if (Array.isArray(value)) return escapeText(`{${value.map((item) => `"${String(item).replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
	return escapeText(JSON.stringify(value));
}

/** The values of a line of `copyLine` as texts; null where it holds none. */
export function copyTexts(line: string): (string | null)[] {
	return line.split('\t').map((text) => (text === '\\N' ? null : text.replace(/\\(.)/g, (_, sign: string) => UNESCAPED[sign] ?? sign)));
}

const UNESCAPED: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A text as COPY takes it. */
export function escapeText(text: string): string {
	return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] as string) : text;
}
