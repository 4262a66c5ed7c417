/** Builders for what intake and connectors hand on: records, pages, and a connector that yields them from memory and can die. */
import { createHash } from 'node:crypto';
import type { Day } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { Connector, Intake, RawRow, ReadRequest, SourcePage } from '#core/ports.ts';
import type { IntakeRecord, PersonMention, SetAsideRow } from '#core/records.ts';
import { type PreparedResult, prepareResult } from '#store/records/prepare.ts';

type RegistrationRecord = IntakeRecord<'registration'>;

/** A registration as intake makes it; `body` holds only what the test is about. The hash follows from the content. */
export function makeIntakeRecord(
	overrides: Partial<Omit<IntakeRecord, 'body'>> & { body?: Readonly<Record<string, unknown>> } = {},
): IntakeRecord {
	const recordKey = overrides.recordKey ?? 'k1';
	const body = { name: `机构${recordKey}`, status: 'ACTIVE', divisionCode: '990101', ...overrides.body };
	const keys = overrides.keys ?? [{ feature: 'name', value: String(body.name) }];
	const people = overrides.people ?? [];
	return {
		source: 'market',
		recordType: 'business',
		kind: 'registration',
		faults: [],
		stamp: null,
		asOf: '2025-05-01',
		...overrides,
		recordKey,
		keys,
		people,
		body: body as unknown as RegistrationRecord['body'],
		contentHash: hashOf([body, keys, people]),
	};
}

/** A mention of a person with tokens that follow from `number`. */
export function makeMention(overrides: Partial<PersonMention> & { number?: string } = {}): PersonMention {
	const { number = '1', ...rest } = overrides;
	return {
		slot: 'head',
		exportKey: 'k1',
		name: '甄试一',
		nameKey: '甄试一',
		masked: '99**************31',
		tokens: [
			{ kind: 'full', value: `test:${hashOf(['full', number])}` },
			{ kind: 'body', value: `test:${hashOf(['body', number])}` },
		],
		validNumber: true,
		phones: [],
		...rest,
	};
}

/** A row set aside. */
export function makeSetAside(overrides: Partial<SetAsideRow> = {}): SetAsideRow {
	return {
		source: 'market',
		recordType: 'business',
		recordKey: '',
		position: 'file.csv:3@120',
		sha256: hashOf(['row']),
		reason: 'NO_KEY',
		message: '没有可用的主键',
		masked: { name: '甲**' },
		...overrides,
	};
}

/** Results of intake, ready to be saved. */
export function results(...rows: readonly (IntakeRecord | SetAsideRow)[]): PreparedResult[] {
	return rows.map((row) => prepareResult('reason' in row ? { setAside: row } : { record: row }));
}

/** A table of a made-up source. */
export function makeTable(overrides: Partial<TableMapping> = {}): TableMapping {
	return { recordType: 'business', kind: 'registration', from: 'business', key: [{ columns: ['id'] }], fields: {}, ...overrides };
}

/** A made-up source. */
export function makeSource(overrides: Partial<SourceMapping> = {}): SourceMapping {
	return {
		id: 'market',
		agency: { zh: '市场监管局', en: 'Market regulation' },
		modes: ['replicate'],
		connector: { type: 'postgres', timeoutMs: 1000, retries: 0, pageSize: 2, timezone: 'Asia/Shanghai' },
		overlapMinutes: 60,
		tables: [makeTable()],
		liveDeadlineMs: 1000,
		...overrides,
	};
}

/** A row of the in-memory source: intake makes a record of it, or sets it aside when it has no id. */
export interface MemoryRow {
	readonly id: string;
	readonly value: string;
	readonly stamp?: string;
}

/** Pages of a table, each with the place after it. */
export interface MemoryPage {
	readonly rows: readonly MemoryRow[];
	readonly period?: Day;
	readonly replaces?: boolean;
}

/** A source in memory: goes on after the page that a cursor names, and dies where it is told to. */
export class MemoryConnector implements Connector {
	readonly pages: ReadonlyMap<string, readonly MemoryPage[]>;
	/** Thrown before the page of this number is given; null: never. */
	dieAt: number | null = null;
	fault: Error = new HubError('SOURCE_UNAVAILABLE', 'The source does not answer. Try again later.');
	given = 0;

	constructor(pages: Readonly<Record<string, readonly MemoryPage[]>>) {
		this.pages = new Map(Object.entries(pages));
	}

	async *readChanges({ table, cursor }: ReadRequest): AsyncGenerator<SourcePage> {
		const pages = this.pages.get(table.name ?? table.recordType) ?? [];
		for (let at = cursor === null ? 0 : Number(cursor); at < pages.length; at++) {
			if (this.dieAt !== null && this.given >= this.dieAt) throw this.fault;
			this.given += 1;
			const page = pages[at] as MemoryPage;
			yield {
				rows: page.rows.map((row, index) => ({ row: rawOf(row), position: `page${at}:${index}` })),
				cursor: String(at + 1).padStart(6, '0'),
				period: page.period ?? null,
				replaces: page.replaces ?? false,
			};
		}
	}

	async lookup(..._: Parameters<Connector['lookup']>): Promise<readonly RawRow[]> {
		return [];
	}

	async probe() {
		return { columns: [], sample: [] };
	}

	breaker() {
		return { state: 'CLOSED', since: null } as const;
	}

	async stop(): Promise<void> {}
}

function rawOf({ id, value, stamp }: MemoryRow): RawRow {
	return { id, value, stamp: stamp ?? null };
}

/** The intake of the in-memory source. */
export function memoryIntake(source: SourceMapping, table: TableMapping): Intake {
	return {
		columns: ['id', 'value'],
		take(positioned, period) {
			if ('broken' in positioned) throw new TypeError('the in-memory source has no broken rows');
			const { id, value, stamp } = positioned.row as Record<'id' | 'value' | 'stamp', string | null>;
			const place = { source: source.id, recordType: table.recordType };
			if (id === null || id === '') return { setAside: makeSetAside({ ...place, position: positioned.position, sha256: hashOf([value]) }) };
			const people = [makeMention({ exportKey: id, number: id })];
			const asOf = period ?? stamp?.slice(0, 10) ?? '2025-05-01';
			return { record: makeIntakeRecord({ ...place, recordKey: id, body: { name: value }, people, stamp, asOf }) };
		},
	};
}

function hashOf(parts: readonly unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
