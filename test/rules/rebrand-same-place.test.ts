import { describe, expect, it } from 'vitest';
import type { Finding, SuccessionFacts } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import { rebrandSamePlace } from '#rules/rebrand-same-place.ts';
import { makeDossier, makeRecord, makeSuccession } from '../support/builders.ts';

const ENDED = '2023-06-01';
const closed = (body: object = {}): StoredRecord<'licence'> =>
	makeRecord('licence', { body: { category: 'SUBJECT', status: 'CANCELLED', endedOn: ENDED, ...body } });
const school = (overrides: Partial<SuccessionFacts> = {}): SuccessionFacts => makeSuccession({ licences: [closed()], ...overrides });
const shell = (establishedOn: string | null, body: object = {}): StoredRecord =>
	makeRecord('registration', { body: { name: '启明文化传播有限公司', status: 'ACTIVE', industryCode: 'R8810', establishedOn, ...body } });
const teaching = makeRecord('complaint', { body: { receivedAt: '2025-04-01T09:00:00+08:00', content: '还在给五年级学生补数学' } });
const changed = (item: 'ADDRESS' | 'NAME' | 'CAPITAL', changedOn: string): StoredRecord =>
	makeRecord('registrationChange', { body: { item, changedOn } });

const CLEARED = makeRecord('inspection', {
	body: { inspectedOn: '2024-10-01', findings: '消防、食品卫生均符合要求，无学科培训。', outcome: 'NONE' },
});

function judge(records: readonly StoredRecord[], predecessors: readonly SuccessionFacts[] = [school()]): Finding | undefined {
	return rebrandSamePlace.evaluate(makeDossier({ records, predecessors })).findings[0];
}

describe('REBRAND_SAME_PLACE fires', () => {
	it.each<{ why: string; records: StoredRecord[]; severity: string }>([
		{ why: 'the shell was founded on the day after and teaches', records: [shell('2023-06-02'), teaching], severity: 'CRITICAL' },
		{ why: 'a culture company took the place of the school', records: [shell('2023-06-02')], severity: 'CRITICAL' },
		{
			why: 'a grocery took the place of the school',
			records: [shell('2023-06-02', { name: '某粮油店', industryCode: 'F5211' })],
			severity: 'MEDIUM',
		},
		{ why: 'it was founded 90 days before', records: [shell('2023-03-03')], severity: 'CRITICAL' },
		{ why: 'it was founded 365 days after', records: [shell('2024-05-31')], severity: 'CRITICAL' },
		{ why: 'an old company moved in', records: [shell('2015-01-01'), changed('ADDRESS', '2023-07-01')], severity: 'CRITICAL' },
		{
			why: 'an old grocery changed its name then',
			records: [shell('2015-01-01', { name: '某店', industryCode: 'F5211' }), changed('NAME', '2023-07-01')],
			severity: 'CRITICAL',
		},
		{
			why: 'officers found no training there, and a complaint says that there is',
			records: [shell('2023-06-02'), CLEARED, teaching],
			severity: 'CRITICAL',
		},
	])('when $why', ({ records, severity }) => {
		expect(judge(records)).toMatchObject({ code: 'REBRAND_SAME_PLACE', severity });
	});

	it('and is never grave where officers found no training and nobody says otherwise', () => {
		const advertised = makeRecord('advertisement', { body: { publishedOn: '2025-03-01', content: '托管招生，一至六年级，名额有限' } });
		for (const records of [[CLEARED], [CLEARED, advertised]])
			expect(['MEDIUM', undefined]).toContain(judge([shell('2023-06-02'), ...records])?.severity);
	});

	it('for a licence that expired without being given up', () => {
		const expired = school({ licences: [closed({ status: 'EXPIRED', endedOn: null, validUntil: ENDED })] });
		expect(judge([shell('2023-06-02')], [expired])).toBeDefined();
	});

	it('surer with texts than without', () => {
		expect(judge([shell('2023-06-02'), teaching])?.score).toBeGreaterThan(judge([shell('2023-06-02')])?.score ?? 1);
	});
});

describe('REBRAND_SAME_PLACE keeps silent', () => {
	it.each<{ why: string; records?: StoredRecord[]; predecessors?: SuccessionFacts[] }>([
		{ why: 'nothing is carried on', predecessors: [] },
		{ why: 'the shell was founded 91 days before', records: [shell('2023-03-02')] },
		{ why: 'the shell was founded 366 days after', records: [shell('2024-06-01')] },
		{ why: 'only the capital of an old company changed then', records: [shell('2015-01-01'), changed('CAPITAL', '2023-07-01')] },
		{ why: 'it was a lawful conversion to a nonprofit', predecessors: [school({ kind: 'CONVERSION' })] },
		{ why: 'obligations were taken over', predecessors: [school({ kind: 'TRANSFER' })] },
		{
			why: 'the predecessor’s licence runs',
			predecessors: [school({ licences: [closed({ status: 'ACTIVE', endedOn: null, validUntil: '2027-01-01' })] })],
		},
		{ why: 'the predecessor taught arts', predecessors: [school({ licences: [closed({ category: 'ART' })] })] },
		{ why: 'only the room is shared', predecessors: [school({ reasons: [{ signal: 'room', weight: 6500, detail: '' }] })] },
		{
			why: 'only people are shared, in another place',
			predecessors: [school({ reasons: [{ signal: 'sharedHead', weight: 9000, detail: '' }] })],
		},
		{ why: 'the succession is doubtful', predecessors: [school({ score: 0.49 })] },
		{
			why: 'it has a subject licence of its own',
			records: [shell('2023-06-02'), makeRecord('licence', { body: { category: 'SUBJECT', status: 'ACTIVE', validUntil: '2027-01-01' } })],
		},
		{ why: 'the shell is deregistered', records: [shell('2023-06-02', { status: 'DEREGISTERED' })] },
	])('when $why', ({ records = [shell('2023-06-02')], predecessors = [school()] }) => {
		expect(judge(records, predecessors)).toBeUndefined();
	});

	it('and says so when licences could not be read', () => {
		const dossier = makeDossier({ records: [shell('2023-06-02')], predecessors: [school()], sources: { education: 'NEVER' } });
		expect(rebrandSamePlace.evaluate(dossier)).toMatchObject({ findings: [], silent: expect.stringContaining('never read') });
	});
});
