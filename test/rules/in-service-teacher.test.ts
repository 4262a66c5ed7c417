import { describe, expect, it } from 'vitest';
import type { Dossier } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import { inServiceTeacher } from '#rules/in-service-teacher.ts';
import { makeDossier, makeFacts, makePerson, makeRecord } from '../support/builders.ts';

const care = makeRecord('registration', { body: { name: '启明托管服务部', status: 'ACTIVE' } });
const licence = makeRecord('licence', { body: { category: 'ART', status: 'ACTIVE', validUntil: '2027-01-01' } });
const staff = (body: object = {}): StoredRecord =>
	makeRecord('staff', { body: { post: 'TEACHING', from: '2022-01-01', to: null, ...body } });
const share = (body: object = {}): StoredRecord =>
	makeRecord('role', { body: { position: 'SHAREHOLDER', from: '2022-01-01', to: null, ...body } });

interface Case {
	readonly post: StoredRecord;
	readonly others?: readonly StoredRecord[];
	readonly status?: 'IN_SERVICE' | 'LEFT' | 'RETIRED' | null;
	readonly rosterSince?: string;
	readonly certain?: boolean;
	readonly rosterCertain?: boolean;
	readonly slot?: string;
}

function dossierOf({
	post,
	others = [care],
	status = 'IN_SERVICE',
	rosterSince = '2024-01-01',
	certain = true,
	rosterCertain = true,
	slot = 'person',
}: Case): Dossier {
	const roster = makeRecord('schoolTeacher', { firstSeen: rosterSince, body: { status } });
	return makeDossier({
		records: [...others, post],
		people: [makePerson(post, { certain, slot })],
		personFacts: [makeFacts({ schoolTeacher: [{ record: roster, certain: rosterCertain }] })],
	});
}

describe('IN_SERVICE_TEACHER', () => {
	it.each<{ why: string; given: Case; severity: string }>([
		{ why: 'a teacher on the staff of an art school', given: { post: staff(), others: [licence] }, severity: 'HIGH' },
		{ why: 'a teacher who holds shares in a care business', given: { post: share() }, severity: 'HIGH' },
		{ why: 'a teacher who heads it', given: { post: care, others: [], slot: 'head' }, severity: 'HIGH' },
		{ why: 'a post that ended after the roster was first seen', given: { post: share({ to: '2024-06-01' }) }, severity: 'HIGH' },
		{ why: 'a post that ends on the as-of day', given: { post: share({ to: '2025-05-31' }), rosterSince: '2025-05-31' }, severity: 'HIGH' },
		{ why: 'a link by name and employer', given: { post: staff(), others: [licence], certain: false }, severity: 'MEDIUM' },
		{ why: 'a roster row without a full number', given: { post: share(), rosterCertain: false }, severity: 'MEDIUM' },
	])('finds $why', ({ given, severity }) => {
		expect(inServiceTeacher.evaluate(dossierOf(given)).findings).toMatchObject([{ personId: 'per_test', severity }]);
	});

	it.each<{ why: string; given: Case }>([
		{ why: 'a teacher who retired', given: { post: share(), status: 'RETIRED' } },
		{ why: 'a teacher who left', given: { post: share(), status: 'LEFT' } },
		{ why: 'a roster row of unknown status', given: { post: share(), status: null } },
		{ why: 'a post that ended on the day on which the roster was first seen', given: { post: share({ to: '2024-01-01' }) } },
		{ why: 'a post that ended before the roster was first seen', given: { post: share({ to: '2023-12-31' }) } },
		{ why: 'a post that has not begun', given: { post: share({ from: '2025-06-01' }) } },
		{
			why: 'shares in a restaurant',
			given: { post: share(), others: [makeRecord('registration', { body: { name: '老王饭馆', status: 'ACTIVE' } })] },
		},
		{
			why: 'the head of a business that was deregistered before',
			given: {
				post: makeRecord('registration', { body: { name: '某托管服务部', status: 'DEREGISTERED', endedOn: '2023-01-01' } }),
				others: [licence],
				slot: 'head',
			},
		},
	])('does not take $why for one', ({ given }) => {
		expect(inServiceTeacher.evaluate(dossierOf(given)).findings).toEqual([]);
	});

	it('gives one finding a person, with every post as evidence', () => {
		const [a, b] = [staff(), share()];
		const roster = makeRecord('schoolTeacher', { body: { status: 'IN_SERVICE' } });
		const dossier = makeDossier({
			records: [licence, a, b],
			people: [makePerson(a), makePerson(b)],
			personFacts: [makeFacts({ schoolTeacher: [{ record: roster, certain: true }] })],
		});
		const { findings } = inServiceTeacher.evaluate(dossier);
		expect(findings).toHaveLength(1);
		expect(findings[0]?.evidence.map(({ recordType }) => recordType)).toEqual(['schoolTeacher', 'staff', 'role']);
	});

	it('puts no name and no number into its texts', () => {
		const { findings } = inServiceTeacher.evaluate(dossierOf({ post: share() }));
		expect(JSON.stringify(findings)).not.toContain('甲');
	});

	it('is silent when the roster could not be read: its status may be old', () => {
		const dossier = { ...dossierOf({ post: share() }), sources: { education: 'FAILED' as const } };
		expect(inServiceTeacher.evaluate(dossier)).toMatchObject({ findings: [], silent: expect.stringContaining('failed') });
	});
});
