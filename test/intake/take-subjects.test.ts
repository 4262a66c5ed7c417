import { describe, expect, it } from 'vitest';
import { identityCheckCharacter } from '#core/codes/identity-number.ts';
import { takeSubjects } from '#intake/take-subjects.ts';
import { recordOf, referenceIntake, referenceTable } from './support.ts';

const BODY17 = '99123419850607123';
const NUMBER = BODY17 + identityCheckCharacter(BODY17);
const { table } = referenceTable('education', 'bxxkz');
const row = {
	xkzh: '教民135010270000018号',
	jgmc: '某中心',
	fddbr: '云 小树',
	fddbr_zjhm: ` ${NUMBER.toLowerCase()} `,
	xzxm: '林知夏',
	xz_zjhm: null,
	zt: '正常',
};

describe('takeSubjects', () => {
	it('gives name and clear number under the key that the person has in people.csv', () => {
		const subjects = takeSubjects(table, row);
		expect(subjects).toEqual([{ slot: 'head', exportKey: '教民135010270000018号#fddbr', name: '云小树', identityNumber: NUMBER }]);
		expect(recordOf(referenceIntake('education', 'bxxkz'), row).people.map((p) => p.exportKey)).toContain(subjects[0]?.exportKey);
	});

	it('gives nobody whose number cannot be asked about', () => {
		const wrong = NUMBER.slice(0, 17) + (NUMBER.endsWith('0') ? '1' : '0');
		for (const number of [wrong, '991234********1234', '991234850607123', null, '无']) {
			expect(takeSubjects(table, { ...row, fddbr_zjhm: number })).toEqual([]);
		}
	});

	it('gives nobody without a name, and nobody of a row without a key', () => {
		expect(takeSubjects(table, { ...row, fddbr: '无' })).toEqual([]);
		expect(takeSubjects(table, { ...row, xkzh: null })).toEqual([]);
	});
});
