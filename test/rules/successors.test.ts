/** REBRAND_BRAND, STAFF_MOVED, PREMISES_REUSED and REPEAT_OFFENCE: who goes on after an end. */
import { describe, expect, it } from 'vitest';
import type { Finding, RiskRule, SuccessionFacts } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import { premisesReused } from '#rules/premises-reused.ts';
import { rebrandBrand } from '#rules/rebrand-brand.ts';
import { repeatOffence } from '#rules/repeat-offence.ts';
import { staffMoved } from '#rules/staff-moved.ts';
import { type DossierOverrides, makeDossier, makePerson, makeRecord, makeSuccession } from '../support/builders.ts';

const care = (body: object = {}): StoredRecord =>
	makeRecord('registration', {
		body: { name: '启明托管服务部', status: 'ACTIVE', industryCode: 'O8090', establishedOn: '2022-03-01', ...body },
	});
const complained = (content: string, on = '2025-05-01'): StoredRecord =>
	makeRecord('complaint', { body: { receivedAt: `${on}T09:00:00+08:00`, type: 'IRREGULAR_TRAINING', content } });
const inspected = (findings: string, on: string, body: object = {}): StoredRecord<'inspection'> =>
	makeRecord('inspection', { body: { inspectedOn: on, outcome: 'STOP_NOTICE', findings, ...body } });
const TAUGHT = complained('给初二学生补物理课');
const closed = (overrides: Partial<SuccessionFacts> = {}): SuccessionFacts =>
	makeSuccession({
		licences: [makeRecord('licence', { body: { category: 'SUBJECT', status: 'CANCELLED', endedOn: '2022-01-01' } })],
		...overrides,
	});
const running = makeRecord('licence', { body: { category: 'SUBJECT', status: 'ACTIVE', validUntil: '2027-01-01' } });

function judge(rule: RiskRule, records: readonly StoredRecord[], overrides: DossierOverrides = {}): Finding | undefined {
	return rule.evaluate(makeDossier({ records, ...overrides })).findings[0];
}

describe('REBRAND_BRAND', () => {
	const reasons = [
		{ signal: 'brandSound', weight: 1500, detail: 'shared by 2' },
		{ signal: 'phone', weight: 2800, detail: 'one number' },
	];
	const brand = closed({ reasons });

	it('is HIGH when a care business carries a closed school’s brand and telephone and teaches', () => {
		expect(judge(rebrandBrand, [care(), TAUGHT], { predecessors: [brand] })).toMatchObject({ severity: 'HIGH', guise: '托管' });
	});

	it.each<{ why: string; records: StoredRecord[]; predecessors: SuccessionFacts[] }>([
		{ why: 'a common brand is all they share', records: [care(), TAUGHT], predecessors: [closed({ reasons: reasons.slice(0, 1) })] },
		{ why: 'the place alone is the same', records: [care(), TAUGHT], predecessors: [closed({ reasons: reasons.slice(1) })] },
		{ why: 'it holds a subject licence', records: [care(), running, TAUGHT], predecessors: [brand] },
		{ why: 'it was lawfully converted', records: [care(), TAUGHT], predecessors: [closed({ reasons, kind: 'CONVERSION' })] },
		{ why: 'it was set up years later', records: [care({ establishedOn: '2024-06-01' }), TAUGHT], predecessors: [brand] },
		{
			why: 'the new trade is no trade of learning',
			records: [care({ name: '启明餐饮有限公司', industryCode: 'H6210' }), TAUGHT],
			predecessors: [brand],
		},
		{ why: 'matching doubts it', records: [care(), TAUGHT], predecessors: [closed({ reasons, score: 0.3 })] },
	])('is silent when $why', ({ records, predecessors }) => {
		expect(judge(rebrandBrand, records, { predecessors })).toBeUndefined();
	});
});

describe('STAFF_MOVED', () => {
	const posts = ['per_a', 'per_b'].map((personId) => ({ personId, record: makeRecord('role', { body: { position: 'MANAGER' } }) }));
	const people = posts.map(({ personId, record }) => makePerson(record, { personId }));
	const records = [care(), TAUGHT, ...posts.map(({ record }) => record)];
	const predecessors = [closed({ staffIds: ['per_a', 'per_b', 'per_c', 'per_d'] })];

	it('finds half of a closed school’s staff in one shell', () => {
		expect(judge(staffMoved, records, { people, predecessors })).toMatchObject({ severity: 'HIGH' });
	});

	it('is MEDIUM where no text tells of teaching, and names that', () => {
		const finding = judge(staffMoved, [care(), ...posts.map(({ record }) => record)], { people, predecessors });
		expect(finding?.severity).toBe('MEDIUM');
		expect(finding?.counterEvidence).toHaveLength(1);
	});

	it.each<{ why: string; overrides: DossierOverrides; records?: StoredRecord[] }>([
		{ why: 'one teacher changed jobs', overrides: { people: people.slice(0, 1), predecessors } },
		{
			why: 'two of many moved',
			overrides: { people, predecessors: [closed({ staffIds: ['per_a', 'per_b', ...Array.from({ length: 8 }, (_, i) => `per_${i}`)] })] },
		},
		{ why: 'they only bear the same names', overrides: { people: people.map((one) => ({ ...one, certain: false })), predecessors } },
		{ why: 'a licensed peer took over', overrides: { people, predecessors }, records: [...records, running] },
		{ why: 'they went to a public school', overrides: { people, predecessors, name: '某区实验小学' } },
	])('is silent when $why', ({ overrides, records: own = records }) => {
		expect(judge(staffMoved, own, overrides)).toBeUndefined();
	});
});

describe('PREMISES_REUSED', () => {
	const premises = [inspected('现场给初二学生补数学，责令停止', '2024-06-01')];

	it('finds a room in use again, and asks anew when the two years are over', () => {
		const result = premisesReused.evaluate(makeDossier({ records: [care(), TAUGHT], premises }));
		expect(result.findings[0]).toMatchObject({ severity: 'MEDIUM' });
		expect(result.nextChange).toBe('2026-06-02');
	});

	it.each<{ why: string; records: StoredRecord[]; overrides: DossierOverrides }>([
		{
			why: 'the sanction is older than two years',
			records: [care(), TAUGHT],
			overrides: { premises: [inspected('补数学', '2022-01-01')] },
		},
		{ why: 'it was about fire doors', records: [care(), TAUGHT], overrides: { premises: [inspected('消防通道堵塞', '2024-06-01')] } },
		{ why: 'nothing tells of teaching', records: [care()], overrides: { premises } },
		{
			why: 'what tells of it is older than the sanction',
			records: [care(), complained('给初二学生补物理课', '2024-05-20')],
			overrides: { premises },
		},
		{ why: 'the tenant is licensed', records: [care(), running, TAUGHT], overrides: { premises } },
		{ why: 'the tenant has another trade', records: [care({ name: '某鞋店', industryCode: 'F5232' }), TAUGHT], overrides: { premises } },
	])('is silent when $why', ({ records, overrides }) => {
		expect(judge(premisesReused, records, overrides)).toBeUndefined();
	});
});

describe('REPEAT_OFFENCE', () => {
	const first = inspected('正在给五年级学生上数学课', '2024-03-01', { outcome: 'BANNED' });

	it('is CRITICAL when officers find it again within two years', () => {
		expect(judge(repeatOffence, [care(), first, inspected('正在给初二学生上物理课', '2025-01-01')])).toMatchObject({
			severity: 'CRITICAL',
		});
	});

	it.each<{ why: string; records: StoredRecord[] }>([
		{ why: 'it is one case with two records', records: [care(), first, inspected('正在给五年级学生上数学课', '2024-03-20')] },
		{
			why: 'more than two years lie between',
			records: [care(), inspected('给五年级学生上数学课', '2022-01-01'), inspected('上数学课', '2025-01-01')],
		},
		{
			why: 'the first time it was only told to improve',
			records: [
				care(),
				inspected('正在给五年级学生上数学课', '2024-03-01', { outcome: 'RECTIFY' }),
				inspected('给初二学生上物理课', '2025-01-01'),
			],
		},
		{ why: 'the second time somebody only complained', records: [care(), first, complained('又在给初二学生补物理', '2025-01-01')] },
		{
			why: 'the first was about fire doors',
			records: [care(), inspected('消防通道堵塞', '2024-03-01'), inspected('给初二学生上物理课', '2025-01-01')],
		},
	])('is silent when $why', ({ records }) => {
		expect(judge(repeatOffence, records)).toBeUndefined();
	});
});
