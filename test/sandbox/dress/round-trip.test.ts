import { beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import { type FieldType, type Kind, kindDef } from '#core/kinds.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { IntakeRecord } from '#core/records.ts';
import { createIntake } from '#intake/create-intake.ts';
import { createTokeniser } from '#intake/tokens.ts';
import { createDresser, type DressedRow, type Dresser } from '#sandbox/dress/dresser.ts';
import type { Draft, Person } from '#sandbox/generate/draft.ts';
import { createPlan } from '#sandbox/generate/plan.ts';

const tokeniser = createTokeniser('a secret of the tests, long enough');
const reference = loadConfig('config/reference.yaml', {
	HUB_SECRET: 'a secret of the tests',
	MARKET_URL: 'mysql://127.0.0.1/x',
	EDUCATION_URL: 'postgres://127.0.0.1/x',
	POLICE_URL: 'http://127.0.0.1',
	POLICE_TOKEN: 't',
	FILES_ROOT: 'files',
}).sources;

interface Trip {
	readonly draft: Draft;
	readonly dressed: DressedRow;
	readonly record: IntakeRecord | null;
}

/** Dresses a province for the sources and reads every row back through intake. */
function trips(sources: readonly SourceMapping[], dirt: number): Trip[] {
	const plan = createPlan({ businesses: 600, seed: 'trip', asOf: '2025-05-31' });
	const readers = sources.flatMap((source) =>
		source.tables.map((table) => ({
			dresser: createDresser(source, table, { seed: 'trip', dirt }),
			intake: createIntake(source, table, tokeniser),
		})),
	);
	const out: Trip[] = [];
	for (let number = 0; number < plan.scenes; number++) {
		for (const draft of plan.scene(number).drafts) {
			const reader = readers.find(({ dresser }) => dresser.accepts(draft));
			if (reader === undefined) continue;
			const dressed = reader.dresser.dress(draft);
			const result = reader.intake.take({ row: asRow(reader.dresser, dressed, draft), position: 'table' }, '2025-05-31');
			out.push({ draft, dressed, record: 'record' in result ? result.record : null });
		}
	}
	return out;
}

function asRow(dresser: Dresser, dressed: DressedRow, draft: Draft): Record<string, string | null> {
	const stamp = new Date(draft.stampedAt + 8 * 3_600_000).toISOString().slice(0, 23).replace('T', ' ');
	return Object.fromEntries(
		dresser.columns.map((column, i) => [column.name, column.use === 'stamp' ? stamp : (dressed.values[i] ?? null)]),
	);
}

/** A drafted value as it must stand in a canonical body; undefined for what is compared elsewhere (addresses taken apart, redacted texts). */
function expected(type: FieldType, value: unknown): unknown {
	if (value === undefined || value === null) return null;
	switch (type) {
		case 'freeText':
		case 'address':
			return undefined;
		case 'person':
			return { name: (value as Person).name };
		case 'decimal':
			return Number(value);
		case 'text':
		case 'name':
			return String(value).normalize('NFKC');
		case 'phones':
			return (value as readonly string[]).map((phone) => phone.replace(/\D/g, ''));
		default:
			return value;
	}
}

/** Fields of a trip whose canonical value is not the drafted one. */
function differences({ draft, record, dressed }: Trip): string[] {
	const lost = new Set(dressed.lost.map(({ field }) => field));
	return Object.entries(kindDef(draft.kind as Kind).fields).flatMap(([field, def]) => {
		if (lost.has(field) && def.type !== 'person') return [];
		const want = expected(def.type, (draft.fields as Record<string, unknown>)[field]);
		if (want === undefined) return [];
		const raw = (record?.body as Record<string, unknown> | undefined)?.[field] ?? null;
		const got = def.type === 'decimal' && raw !== null ? Number(raw) : raw;
		const same =
			def.type === 'person' && want !== null
				? (got as Person | null)?.name === (want as { name: string }).name
				: JSON.stringify(got) === JSON.stringify(want);
		return same ? [] : [`${draft.kind}.${field}: ${JSON.stringify(want)} became ${JSON.stringify(got)}`];
	});
}

const usable = (all: readonly Trip[]) => all.filter(({ draft }) => !draft.unusable);

describe('createDresser with the reference mapping', () => {
	let clean: Trip[];
	beforeAll(() => {
		clean = trips(reference, 0);
	});

	test('gives every kind of row a table', () => {
		const plan = createPlan({ businesses: 600, seed: 'trip', asOf: '2025-05-31' });
		const drafted = Array.from({ length: plan.scenes }, (_, i) => plan.scene(i).drafts.length).reduce((a, b) => a + b, 0);
		expect(clean).toHaveLength(drafted);
	});

	test('a clean row read back through intake is the canonical row', () => {
		const changed = usable(clean).flatMap(differences);
		expect(changed.slice(0, 10)).toEqual([]);
		expect(
			usable(clean)
				.flatMap(({ record }) => record?.faults ?? [])
				.slice(0, 10),
		).toEqual([]);
	});

	test('an inspection that found nothing keeps its outcome, though its name reads like a word for nothing', () => {
		const outcomes = usable(clean).flatMap(({ record }) =>
			record?.kind === 'inspection' ? [(record as IntakeRecord<'inspection'>).body.outcome] : [],
		);
		expect(outcomes).toContain('NONE');
		expect(outcomes).not.toContain(null);
	});

	test('the key that the truth names is the key that the hub reads', () => {
		const wrong = usable(clean).filter(({ record, dressed }) => record?.recordKey !== dressed.key);
		expect(wrong.map(({ dressed }) => dressed.key)).toEqual([]);
	});

	test('the people that the truth names stand under the keys of people.csv', () => {
		for (const { record, dressed } of usable(clean))
			expect(record?.people.map((mention) => mention.exportKey)).toEqual(dressed.people.map(({ exportKey }) => exportKey));
	});

	test('a row in which nothing can be used is set aside', () => {
		const nothing = clean.filter(({ draft }) => draft.unusable);
		expect(nothing.length).toBeGreaterThan(0);
		expect(nothing.filter(({ record }) => record !== null)).toEqual([]);
	});

	test('who complains is in no record', () => {
		const complaints = clean.filter(({ draft }) => draft.kind === 'complaint');
		for (const { draft, record } of complaints) expect(JSON.stringify(record)).not.toContain(draft.complainant?.phone);
	});
});

describe('createDresser with dirt', () => {
	test('is dirty, and loses only the values that it says it lost', () => {
		const dirty = usable(trips(reference, 0.08));
		const codes = dirty.filter(({ dressed }) => dressed.values.some((value) => value !== null && /[０-９]/.test(value)));
		expect(codes.length).toBeGreaterThan(20);
		const kinds = new Set(dirty.flatMap(({ dressed }) => dressed.lost.map(({ code }) => code)));
		expect([...kinds]).toEqual(expect.arrayContaining(['MASKED', 'CHECK_DIGIT', 'NOT_A_DATE']));
		const exact: readonly FieldType[] = ['day', 'division', 'code', 'creditCode', 'licenceNo', 'phones', 'industry', 'instant', 'time'];
		const changed = dirty.flatMap(differences).filter((line) => {
			const [kind, field] = (line.split(':')[0] as string).split('.') as [Kind, string];
			return exact.includes(kindDef(kind).fields[field]?.type as FieldType);
		});
		expect(changed.slice(0, 10)).toEqual([]);
	});
});

describe('createDresser with another agency’s columns', () => {
	const column = (name: string) => ({ columns: [name] });
	const table: TableMapping = {
		recordType: 'LIC',
		kind: 'licence',
		from: 'LIC',
		key: [{ columns: ['NO'] }],
		updatedColumn: 'UPD',
		fields: {
			licenceNo: { columns: ['NO'], pattern: '^证第(.+)号证$' },
			name: { columns: ['N1', 'N2'], join: '' },
			category: { columns: ['CAT'], codes: { '01': 'SUBJECT', '02': 'ART', '03': 'SPORT', '04': 'TECHNOLOGY' }, otherwise: 'OTHER' },
			stages: { columns: ['ST'], split: '|' },
			head: { person: { name: column('P'), identityNumber: column('PID') } },
			status: { columns: ['S'], codes: { A: 'ACTIVE', C: 'CANCELLED' } },
			endedOn: column('ED'),
		},
	};
	const source: SourceMapping = {
		id: 'other',
		agency: { zh: '某局', en: 'Some bureau' },
		modes: ['replicate'],
		connector: { type: 'postgres', url: 'postgres://127.0.0.1/x', timeoutMs: 1000, retries: 0, pageSize: 100, timezone: 'Asia/Shanghai' },
		overlapMinutes: 60,
		liveDeadlineMs: 800,
		tables: [table],
	};

	test('joined columns, other words and a text around the value come back as well', () => {
		const all = usable(trips([source], 0));
		const mapped = Object.keys(table.fields);
		expect(all.length).toBeGreaterThan(10);
		const wrong = all.flatMap(differences).filter((line) => mapped.includes((line.split(':')[0] as string).split('.')[1] as string));
		expect(wrong).toEqual([]);
	});

	test('an expression that cannot be run backwards is refused with its name', () => {
		const hard = { ...table, fields: { ...table.fields, name: { columns: ['N1'], pattern: '(?:甲|乙)+(\\d{4})' } } };
		const dresser = createDresser(source, hard, { seed: 'x', dirt: 0 });
		const draft = createPlan({ businesses: 100, seed: 'x', asOf: '2025-05-31' });
		const licence = Array.from({ length: draft.scenes }, (_, i) => draft.scene(i).drafts)
			.flat()
			.find((row) => row.kind === 'licence' && !row.unusable) as Draft;
		expect(() => dresser.dress(licence)).toThrow(/LIC\.name/);
	});
});
