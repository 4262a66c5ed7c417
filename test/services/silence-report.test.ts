import { describe, expect, it } from 'vitest';
import { besides, lackIn } from '#rules/lacks.ts';
import { whyUnread } from '#rules/rule-kit.ts';
import { reportSilences } from '#services/silence-report.ts';
import { makeDossier } from '../support/builders.ts';

const EDUCATION = { zh: '教育局', en: 'Education' };
const BANK = { zh: '银行', en: 'Bank' };
const sources = [
	{ id: 'education', agency: EDUCATION, kinds: ['licence', 'staff'] as const },
	{ id: 'bank-one', agency: BANK, kinds: ['account'] as const },
];
const silence = (reason: string) => reportSilences([{ code: 'FEE_SPAN', divisionCode: '990101', reason, organisations: 3 }], sources)[0];

describe('lackIn', () => {
	it('reads what the kit says of kinds and sources', () => {
		const never = whyUnread(makeDossier({ sourcesByKind: {} }), 'account') ?? '';
		const failed = whyUnread(makeDossier({ sources: { bank: 'FAILED' } }), 'account') ?? '';
		const unread = whyUnread(makeDossier({ sources: {} }), 'account') ?? '';
		expect(lackIn(`cannot be told: ${never}`)).toEqual({ kind: 'account', source: null });
		expect(lackIn(`cannot be told: ${failed}`)).toEqual({ kind: null, source: 'bank' });
		expect(lackIn(`cannot be told: ${unread}`)).toEqual({ kind: null, source: 'bank' });
		expect(lackIn(`no source gives a ledger; ${besides('staff')}`)).toEqual({ kind: 'staff', source: null });
	});
});

describe('reportSilences', () => {
	it('names the agency of the source that failed, or of every source mapped to the kind', () => {
		expect(silence('cannot be told: source bank-one failed in this run')).toMatchObject({ kind: null, agencies: [BANK], organisations: 3 });
		expect(silence('cannot be told: no source has given any record of kind staff')).toMatchObject({ kind: 'staff', agencies: [EDUCATION] });
	});

	it('names none where no source is configured for the kind, or the sentence names neither', () => {
		expect(silence('no source has given any record of kind incident')).toMatchObject({ kind: 'incident', agencies: [] });
		expect(silence('no source gives insured head-counts')).toMatchObject({ kind: null, agencies: [] });
	});

	it('gives the rule’s title', () => {
		expect(silence('x')?.title.zh).toContain('预收费');
	});
});
