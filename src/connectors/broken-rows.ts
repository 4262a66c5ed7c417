/** Lines that are no rows, as they are handed on: a reason, a fingerprint, a place; of the content the key at most. */
import { createHash } from 'node:crypto';
import type { BrokenRow } from '#core/ports.ts';

/** Reasons as the agency reads them. */
const MESSAGES = {
	WRONG_WIDTH: '列数与表头不符',
	BAD_ENCODING: '含有无法按约定编码识别的字节',
	BAD_JSON: '不是完整的JSON对象',
	UNKNOWN_KIND: '类别不在约定范围内',
	TOO_LONG: '单行过长',
	TOTAL_ROW: '合计行,不是记录',
	HIDDEN_ROW: '表格中隐藏的行',
} as const;

export type BrokenReason = keyof typeof MESSAGES;

/** A broken line; `bytes` are only fingerprinted. */
export function brokenRow(reason: BrokenReason, bytes: Uint8Array | string, position: string, key: string | null = null): BrokenRow {
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return { broken: { reason, message: MESSAGES[reason], sha256, key }, position };
}
