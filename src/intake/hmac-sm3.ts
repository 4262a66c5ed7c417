/**
 * HMAC-SM3 (RFC 2104 over GB/T 32905-2016) of many short texts under one key. The two blocks that hold the key are worked in once,
 * and a text that fits one block costs two rounds of the function; node:crypto builds and frees an object a text, which costs three
 * times as much and is what a first load of people spends most on. A test holds it to node:crypto.
 */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** The keyed hash of a text in hexadecimal, 64 characters. */
export type Mac = (text: string) => string;

const BLOCK_BYTES = 64;
/** Bytes of a block that a text can have: one closes it and eight hold its length. */
const MOST_BYTES = BLOCK_BYTES - 9;
const INITIAL = Int32Array.of(0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e);
const ROUND = Int32Array.from({ length: 64 }, (_, round) => rotated(round < 16 ? 0x79cc4519 : 0x7a879d8a, round % 32));
const BYTE_AS_HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A keyed hash; the key has at most 64 bytes. Synchronous, and not to be shared between threads. */
export function createMac(key: Uint8Array): Mac {
	if (key.length > BLOCK_BYTES) throw new RangeError('the key has more than 64 bytes');
	const inner = keyedState(key, 0x36);
	const outer = keyedState(key, 0x5c);
	const keyObject = createSecretKey(key);
	const state = new Int32Array(8);
	const block = new Int32Array(16);
	return (text) => {
		if (!fillBlock(block, text)) return macOfLong(keyObject, text);
		state.set(inner);
		compress(state, block);
		block.set(state);
		close(block, state.byteLength);
		state.set(outer);
		compress(state, block);
		return hexOf(state);
	};
}

function macOfLong(key: KeyObject, text: string): string {
	return createHmac('sm3', key).update(text).digest('hex');
}

/** What is left of the function after the block with the key. */
function keyedState(key: Uint8Array, pad: number): Int32Array {
	const bytes = new DataView(new ArrayBuffer(BLOCK_BYTES));
	for (let index = 0; index < BLOCK_BYTES; index++) bytes.setUint8(index, (key[index] ?? 0) ^ pad);
	const state = Int32Array.from(INITIAL);
	compress(
		state,
		Int32Array.from({ length: 16 }, (_, word) => bytes.getInt32(4 * word)),
	);
	return state;
}

/** Writes a text of ASCII into a block; false: it is too long, or not ASCII. */
function fillBlock(block: Int32Array, text: string): boolean {
	if (text.length > MOST_BYTES) return false;
	block.fill(0);
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		if (unit > 0x7f) return false;
		block[index >> 2] = at(block, index >> 2) | (unit << (24 - 8 * (index & 3)));
	}
	close(block, text.length);
	return true;
}

/** Closes the second and last block of a message, of which `bytes` bytes are given, with what the standard adds. */
function close(block: Int32Array, bytes: number): void {
	block.fill(0, Math.ceil(bytes / 4));
	block[bytes >> 2] = at(block, bytes >> 2) | (0x80 << (24 - 8 * (bytes & 3)));
	block[15] = 8 * (BLOCK_BYTES + bytes);
}

function rotated(word: number, by: number): number {
	return (word << by) | (word >>> (32 - by));
}

/** A word that is known to be there. */
function at(list: Int32Array, index: number): number {
	return list[index] as number;
}

const words = new Int32Array(68);

/** Works a block into the state: the compression function of the standard, section 5.3. */
function compress(state: Int32Array, block: Int32Array): void {
	expand(block);
	let [a, b, c, d] = [at(state, 0), at(state, 1), at(state, 2), at(state, 3)];
	let [e, f, g, h] = [at(state, 4), at(state, 5), at(state, 6), at(state, 7)];
	for (let round = 0; round < 64; round++) {
		const word = at(words, round);
		const turned = rotated(a, 12);
		const first = rotated((turned + e + at(ROUND, round)) | 0, 7);
		const majority = round < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
		const choice = round < 16 ? e ^ f ^ g : (e & f) | (~e & g);
		const upper = (majority + d + (first ^ turned) + (word ^ at(words, round + 4))) | 0;
		const lower = (choice + h + first + word) | 0;
		d = c;
		c = rotated(b, 9);
		b = a;
		a = upper;
		h = g;
		g = rotated(f, 19);
		f = e;
		e = lower ^ rotated(lower, 9) ^ rotated(lower, 17);
	}
	state[0] = at(state, 0) ^ a;
	state[1] = at(state, 1) ^ b;
	state[2] = at(state, 2) ^ c;
	state[3] = at(state, 3) ^ d;
	state[4] = at(state, 4) ^ e;
	state[5] = at(state, 5) ^ f;
	state[6] = at(state, 6) ^ g;
	state[7] = at(state, 7) ^ h;
}

/** The words of a block and those made of them, section 5.3.2. */
function expand(block: Int32Array): void {
	words.set(block);
	for (let next = 16; next < 68; next++) {
		const mixed = at(words, next - 16) ^ at(words, next - 9) ^ rotated(at(words, next - 3), 15);
		const spread = mixed ^ rotated(mixed, 15) ^ rotated(mixed, 23);
		words[next] = spread ^ rotated(at(words, next - 13), 7) ^ at(words, next - 6);
	}
}

function hexOf(state: Int32Array): string {
	let text = '';
	for (let index = 0; index < 8; index++) {
		const word = at(state, index);
		text += BYTE_AS_HEX[word >>> 24] as string;
		text += BYTE_AS_HEX[(word >>> 16) & 0xff] as string;
		text += BYTE_AS_HEX[(word >>> 8) & 0xff] as string;
		text += BYTE_AS_HEX[word & 0xff] as string;
	}
	return text;
}
