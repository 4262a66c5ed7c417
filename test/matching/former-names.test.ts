import { describe, expect, it } from 'vitest';
import { formerNamesIn, namesTeacher } from '#matching/former-names.ts';

const known =
	(...brands: string[]) =>
	(name: string) =>
		brands.includes(name);

describe('formerNamesIn', () => {
	it.each([
		['老师还是原来晨曦那些人', ['晨曦']],
		['招牌换了,以前叫晨曦', ['晨曦']],
		['前身为“晨曦”,现在改做托管', ['晨曦']],
		['就是原晨曦的张老师', ['晨曦']],
		['更名前是晨曦优学', ['晨曦优学']],
	])('hears in %s what was there before', (text, names) => {
		expect(formerNamesIn(text, known('晨曦', '晨曦优学'))).toEqual(names);
	});

	it.each(['原重点中学老师授课', '还是原来的老师', '晨曦原价三千', '在太原晨曦报名', '晨曦的老师很好', '李老师以前是晨曦的,现在带孩子'])(
		'hears no former school in %s',
		(text) => {
			expect(formerNamesIn(text, known('晨曦'))).toEqual([]);
		},
	);
});

describe('namesTeacher', () => {
	it('takes a short name only as a teacher’s', () => {
		expect(namesTeacher('高山老师在教', '高山')).toBe(true);
		expect(namesTeacher('门口的高山很美', '高山')).toBe(false);
		expect(namesTeacher('门口写着欧阳小明', '欧阳小明')).toBe(true);
	});
});
