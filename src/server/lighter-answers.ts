/**
 * Answers that cost the line less: compressed for whoever accepts it, and not sent again to whoever has the same already. Only of
 * requests that name no purpose and so can read nothing personal: a personal answer is never stored on the way, nor does its length
 * after compression tell what stands in it beside a text that somebody else chose (BREACH).
 */
import { createHash } from 'node:crypto';
import { pipeline, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Ways of compressing, the better one first. */
const CODINGS = ['br', 'gzip'] as const;
export type Coding = (typeof CODINGS)[number];

/**
 * Bytes from which an answer is compressed. Smaller: the lists of screens cost more of the processor than the bytes that they save within
 * a house; larger: long lists are slow over a county's line.
 */
export const COMPRESSED_FROM = 64 * 1024;

/** Lower: larger results; higher: more of the processor for a few per cent. */
const BROTLI_QUALITY = 4;
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } };

/** The best coding that a header Accept-Encoding takes; null: none. */
export function codingFor(accepted: string | string[] | undefined): Coding | null {
	const weights = new Map(
		[accepted ?? []]
			.flat()
			.join()
			.split(',')
			.map((part) => {
				const [name = '', ...rest] = part.split(';').map((word) => word.trim().toLowerCase());
				const weight = rest.find((word) => word.startsWith('q='));
				return [name, weight === undefined ? 1 : Number(weight.slice(2))] as const;
			}),
	);
	const weightOf = (coding: Coding) => weights.get(coding) ?? weights.get('*') ?? 0;
	const [best] = CODINGS.filter((coding) => weightOf(coding) > 0).sort((a, b) => weightOf(b) - weightOf(a));
	return best ?? null;
}

/** A stream's content compressed as it comes; a fault of it ends the result, so that nobody takes a part for the whole. */
export function compressed(content: Readable, coding: Coding): Readable {
	// The fault is the content's own, which tells the log of it.
	return pipeline(content, coding === 'br' ? createBrotliCompress(BROTLI) : createGzip(), () => {});
}

const [brotliOf, gzipOf] = [promisify(brotliCompress), promisify(gzip)];
const bytesOf = { br: (bytes: Buffer) => brotliOf(bytes, BROTLI), gzip: (bytes: Buffer) => gzipOf(bytes) } as const;

/** A validator (RFC 9110) of what a text says; weak, for it says the same in every coding. */
export function validatorOf(...texts: readonly (string | Buffer)[]): string {
	const hash = createHash('sha256');
	for (const text of texts) hash.update(text).update('\0');
	return `W/"${hash.digest('base64url').slice(0, 32)}"`;
}

/** Whether whoever reads has what a validator names. */
export function hasAlready(request: Pick<FastifyRequest, 'headers' | 'method'>, validator: string): boolean {
	if (request.method !== 'GET') return false;
	const strong = (tag: string) => tag.trim().replace(/^W\//, '');
	const known = (request.headers['if-none-match'] ?? '').split(',').map(strong);
	return known.includes('*') || known.includes(strong(validator));
}

/** May be stored where it was asked from, and is asked for again each time, so that every use of it is in the audit. */
export function mayBeKept(reply: FastifyReply): void {
	reply.header('cache-control', 'private, no-cache').header('vary', 'accept, accept-encoding, authorization, x-purpose');
}

/**
 * Makes an answer that is about to be sent lighter: a GET gets a validator, and nothing but that where it is known; what is long is
 * compressed. Gives what is to be sent, at once where that is the answer itself.
 */
export function lighten(request: FastifyRequest, reply: FastifyReply, answer: string | Buffer): Promise<Buffer> | string | Buffer {
	const readable = request.method === 'GET' && reply.statusCode === 200;
	const long = Buffer.byteLength(answer) >= COMPRESSED_FROM;
	if (!readable && !long) return answer;
	if (readable) {
		const validator = validatorOf(answer);
		mayBeKept(reply);
		reply.header('etag', validator);
		if (hasAlready(request, validator)) {
			reply.code(304).removeHeader('content-length');
			return '';
		}
	} else reply.header('vary', 'accept-encoding');
	const coding = long ? codingFor(request.headers['accept-encoding']) : null;
	if (coding === null) return answer;
	reply.header('content-encoding', coding).removeHeader('content-length');
	return bytesOf[coding](Buffer.from(answer));
}
