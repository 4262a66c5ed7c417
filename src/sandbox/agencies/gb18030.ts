/**
 * Text → GB18030 bytes (GB 18030-2005). The runtime only decodes it, so the table is made once by decoding every two- and
 * four-byte sequence of the basic plane; characters beyond it follow the standard's straight line.
 */

let table: Map<string, Buffer> | undefined;

const FOUR_BYTE_BASIC = 39_420;
const FIRST_SUPPLEMENTARY = 189_000;

function buildTable(): Map<string, Buffer> {
	const decoder = new TextDecoder('gb18030');
	const out = new Map<string, Buffer>();
	const learn = (bytes: Buffer) => {
		const text = decoder.decode(bytes);
		if ([...text].length === 1 && text !== '\ufffd' && !out.has(text)) out.set(text, bytes);
	};
	for (let lead = 0x81; lead <= 0xfe; lead++) {
		for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) learn(Buffer.from([lead, trail]));
	}
	for (let at = 0; at < FOUR_BYTE_BASIC; at++) learn(fourBytes(at));
	return out;
}

function fourBytes(linear: number): Buffer {
	return Buffer.from([
		0x81 + Math.floor(linear / 12_600),
		0x30 + (Math.floor(linear / 1260) % 10),
		0x81 + (Math.floor(linear / 10) % 126),
		0x30 + (linear % 10),
	]);
}

/** The text in GB18030. Every character of Unicode has a form, so nothing is lost. */
export function encodeGb18030(text: string): Buffer {
	table ??= buildTable();
	const parts: Buffer[] = [];
	let ascii = '';
	for (const char of text) {
		const code = char.codePointAt(0) as number;
		if (code < 0x80) {
			ascii += char;
			continue;
		}
		if (ascii !== '') parts.push(Buffer.from(ascii, 'latin1'));
		ascii = '';
		parts.push(code > 0xffff ? fourBytes(FIRST_SUPPLEMENTARY + code - 0x10000) : (table.get(char) ?? Buffer.from('?')));
	}
	if (ascii !== '') parts.push(Buffer.from(ascii, 'latin1'));
	return Buffer.concat(parts);
}
