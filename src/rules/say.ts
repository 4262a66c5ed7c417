/** How findings say to officers what they stand on: posts, signals of a succession, guises, and counts of which none is nought. */
import type { Guise } from '#core/words.ts';

/** The same in both languages. */
export interface Said {
	readonly zh: string;
	readonly en: string;
}

const POSTS: Readonly<Record<string, Said>> = {
	HEAD: { zh: '法定代表人或负责人', en: 'head' },
	PRINCIPAL: { zh: '校长', en: 'principal' },
	SHAREHOLDER: { zh: '股东', en: 'shareholder' },
	SUPERVISOR: { zh: '监事', en: 'supervisor' },
	DIRECTOR: { zh: '董事', en: 'director' },
	MANAGER: { zh: '经理', en: 'manager' },
	TEACHING: { zh: '教学人员', en: 'teaching staff' },
	RESEARCH: { zh: '教研人员', en: 'research staff' },
	MANAGEMENT: { zh: '管理人员', en: 'management' },
	STAFF: { zh: '从业人员', en: 'staff' },
	OTHER: { zh: '其他职务', en: 'another post' },
	ROLE: { zh: '登记职务', en: 'a registered post' },
};

/** Signals of a succession (docs/model.md), shorter than the reasons of the model. */
const SIGNALS: Readonly<Record<string, Said>> = {
	sharedHead: { zh: '负责人相同', en: 'the same head' },
	sharedOwner: { zh: '负责人或股东在此任职持股', en: 'a head or shareholder in common' },
	sharedStaff: { zh: '从业人员在此任职', en: 'a member of staff in common' },
	furtherStaff: { zh: '多名从业人员相同', en: 'several members of staff in common' },
	relative: { zh: '负责人同姓且同址', en: 'heads of one surname at one address' },
	room: { zh: '同一房间', en: 'the same room' },
	building: { zh: '同一楼栋', en: 'the same building' },
	phone: { zh: '电话相同', en: 'the same telephone' },
	headsPhone: { zh: '同一负责人的同一电话', en: 'the same telephone of the same head' },
	contactId: { zh: '微信或QQ号相同', en: 'the same WeChat or QQ id' },
	brand: { zh: '字号相同', en: 'the same brand' },
	brandSound: { zh: '字号同音', en: 'a brand of the same sound' },
	brandShape: { zh: '字号形近', en: 'a brand of like characters' },
	brandContains: { zh: '字号包含', en: 'one brand holds the other' },
	brandHere: { zh: '同址同字号', en: 'the same brand in the same house' },
	brandSoundHere: { zh: '同址字号同音', en: 'a brand of the same sound in the same house' },
	brandShapeHere: { zh: '同址字号形近', en: 'a brand of like characters in the same house' },
	brandContainsHere: { zh: '同址字号包含', en: 'one brand holds the other in the same house' },
	placeAlone: { zh: '仅场所相同', en: 'nothing in common but the place' },
	formerNamed: { zh: '文本称原为该机构', en: 'texts name it as what was there before' },
	brandNamed: { zh: '文本提及其字号', en: 'texts hold its brand' },
	formerStaff: { zh: '文本提及其教师', en: 'texts name one of its staff' },
	teaches: { zh: '文本反映讲授学科', en: 'texts tell of subject teaching' },
	otherTrade: { zh: '行业与教学无关', en: 'a trade that has nothing to do with learning' },
	soonAfter: { zh: '时间衔接', en: 'it began as the other ended' },
	later: { zh: '其后一两年内成立', en: 'it began a year or two after' },
	before: { zh: '成立早于终止', en: 'it began some months before the end' },
	longBefore: { zh: '成立远早于终止', en: 'it began long before the end' },
	yearsLater: { zh: '终止数年后成立', en: 'it began years after the end' },
	muchLater: { zh: '终止多年后成立', en: 'it began many years after the end' },
};

/** Guises in English, in the order of `GUISES`. */
const GUISE_WORDS: Readonly<Record<Guise, string>> = {
	咨询: 'consulting',
	文化传播: 'culture and media',
	素质拓展: 'personal development',
	竞赛: 'contests',
	思维训练: 'thinking training',
	家政服务: 'household service',
	家庭教育指导: 'family education guidance',
	住家教师: 'live-in tutors',
	众筹私教: 'shared private tutors',
	游学: 'study travel',
	研学: 'study tours',
	冬夏令营: 'holiday camps',
	托管: 'childcare',
	书店自习室: 'bookshop or study room',
	艺术夹带: 'arts',
	体育夹带: 'sport',
	科技夹带: 'technology',
	线上直播: 'online broadcasts',
	居民楼: 'a flat',
	托育: 'nursery care',
	书院私塾: 'an academy of classics',
	成长中心: 'a growth centre',
};

/** Posts in words, each once; one without words stands as it is. */
export function sayPosts(posts: readonly string[]): Said {
	return sayAll(posts, POSTS);
}

/** Signals of a succession in words; one without words stands as it is. */
export function saySignals(signals: readonly string[]): Said {
	return sayAll(signals, SIGNALS);
}

function sayAll(names: readonly string[], words: Readonly<Record<string, Said>>): Said {
	const said = [...new Set(names)].map((name) => words[name] ?? { zh: name, en: name });
	return { zh: said.map(({ zh }) => zh).join('、'), en: said.map(({ en }) => en).join(', ') };
}

/** A guise for English readers, its Chinese term beside it. */
export function sayGuise(guise: string): string {
	const word = (GUISE_WORDS as Readonly<Record<string, string>>)[guise];
	return word === undefined ? guise : `${word} (${guise})`;
}

/** How many of what, for example `[2, '门备案课程', 'filed course(s)']`. */
export type Count = readonly [number: number, zh: string, en: string];

/** Counts one after another, without those that are nought; empty when all are. */
export function sayCounts(counts: readonly Count[]): Said {
	const some = counts.filter(([number]) => number > 0);
	const en = some.map(([number, , words]) => `${number} ${words}`);
	return {
		zh: some.map(([number, words]) => `${number}${words}`).join('、'),
		en: [en.slice(0, -1).join(', '), ...en.slice(-1)].filter((part) => part !== '').join(' and '),
	};
}

/** Clauses that make one sentence; null ones are left out. */
export function sayTogether(clauses: readonly (Said | null)[]): Said {
	const said = clauses.filter((clause) => clause !== null);
	const en = said.map((clause) => clause.en).join('; ');
	return { zh: `${said.map(({ zh }) => zh).join('，')}。`, en: `${en.charAt(0).toUpperCase()}${en.slice(1)}.` };
}
