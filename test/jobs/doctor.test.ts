import { describe, expect, test } from 'vitest';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { Connector, Intake, RawRow } from '#core/ports.ts';
import type { IntakeResult } from '#core/records.ts';
import { examineSources } from '#jobs/doctor.ts';

const table = { recordType: 'licence-table', kind: 'licence', from: 'licence-table', key: [], fields: {} } satisfies TableMapping;

function makeSource(id: string): SourceMapping {
	const connector = { type: 'postgres', timeoutMs: 1, retries: 0, pageSize: 1, timezone: 'Asia/Shanghai' } as const;
	return { id, agency: { zh: id, en: id }, modes: ['replicate'], connector, overlapMinutes: 60, tables: [table], liveDeadlineMs: 1 };
}

interface Rows {
	readonly columns: readonly string[];
	readonly sample: readonly RawRow[];
}

function makeDeps(rows: Rows | Error, take: (row: RawRow) => IntakeResult) {
	const probe: Connector['probe'] = async () => {
		if (rows instanceof Error) throw rows;
		return rows;
	};
	return {
		sources: [makeSource('education')],
		connectorOf: () => ({ probe }) as Connector,
		intakeOf: (): Intake => ({ columns: ['number', 'name'], take: (row) => take('row' in row ? row.row : {}) }),
		signal: new AbortController().signal,
	};
}

const kept = (faults: readonly { field: string; code: string; message: string }[] = []) =>
	({ record: { faults } }) as unknown as IntakeResult;
const lost = () => ({ setAside: { reason: 'NO_KEY' } }) as unknown as IntakeResult;
const rows = (...names: string[]): Rows => ({
	columns: ['number', 'name'],
	sample: names.map((name, index) => ({ number: String(index), name })),
});

describe('examineSources', () => {
	test('finds nothing wrong with a table whose rows come through', async () => {
		const findings = await examineSources(makeDeps(rows('a', 'b'), () => kept()));
		expect(findings).toEqual([{ source: 'education', recordType: 'licence-table', rows: 2, faults: [], hints: [] }]);
	});

	test('names a column that the mapping asks for and the agency does not have', async () => {
		const [finding] = await examineSources(makeDeps({ columns: ['number'], sample: [{ number: '1' }] }, () => kept()));
		expect(finding?.faults).toEqual(['column name is missing']);
	});

	test('tells lost values by field and kind, most frequent first, and never shows a value', async () => {
		const fault = (field: string, code: string) => ({ field, code, message: 'of a value' });
		const take = (row: RawRow) =>
			kept(row.name === '张伟' ? [fault('phones', 'NOT_A_PHONE'), fault('head', 'CHECK_DIGIT')] : [fault('phones', 'NOT_A_PHONE')]);
		const findings = await examineSources(makeDeps(rows('张伟', 'b'), take));
		expect(findings[0]?.hints).toEqual(['phones: NOT_A_PHONE (2)', 'head: CHECK_DIGIT (1)']);
		expect(JSON.stringify(findings)).not.toContain('张伟');
	});

	test('counts it a fault when no row can be used, and a hint when some can', async () => {
		expect((await examineSources(makeDeps(rows('a', 'b'), lost)))[0]).toMatchObject({ faults: ['rows set aside: NO_KEY (2)'], hints: [] });
		const some = await examineSources(makeDeps(rows('a', 'b'), (row) => (row.name === 'a' ? lost() : kept())));
		expect(some[0]).toMatchObject({ faults: [], hints: ['rows set aside: NO_KEY (1)'] });
	});

	test('goes on past a source that cannot be reached, with what it said', async () => {
		const [finding] = await examineSources(makeDeps(new Error('Source education cannot be reached.'), () => kept()));
		expect(finding?.faults).toEqual(['Source education cannot be reached.']);
	});
});
